-- expect nothing
namespace Attributes
class Named (α : Type) where
  name : Nat
def natNamed : Named Nat := ⟨1⟩
attribute [instance] natNamed
example : Named.name Nat = 1 := rfl
@[reducible] def Alias := Nat
@[simp] theorem plain (n : Nat) : n + 0 = n := rfl
end Attributes
