-- expect nothing
namespace Names
def Nat' := Nat
theorem and_comm' {p q : Prop} (h : p ∧ q) : q ∧ p := And.intro h.right h.left
protected def length (xs : List Nat) : Nat := xs.length
example : Names.length [1, 2] = 2 := rfl
def total (a : Nat) (b : Nat := 2) : Nat := a + b
example : total 1 = 3 := rfl
example : total (b := 5) 1 = 6 := rfl
example : @Eq Nat 1 1 := rfl
example : (Nat.succ ∘ Nat.succ) 1 = 3 := rfl
end Names
