-- expect nothing
namespace Conditions
def maximum (a b : Nat) : Nat := if a ≤ b then b else a
def safe (a : Nat) : Nat := if _h : a > 0 then a - 1 else 0
def choose (b : Bool) : Nat := if b then 1 else 2
example : maximum 2 3 = 3 := rfl
example : safe 5 = 4 := rfl
example : choose false = 2 := rfl
end Conditions
