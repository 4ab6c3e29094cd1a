-- expect nothing
namespace Instances
def both (a b : Nat) : Bool := decide (a = b ∧ a ≤ b)
example : both 2 2 = true := rfl
def check (a b : Nat) : Bool := decide (a = b)
example : check 2 2 = true := rfl
def lookup [DecidableEq α] (k : α) : List (α × Nat) → Nat
  | [] => 0
  | (key, value) :: rest => if k = key then value else lookup k rest
example : lookup 2 [(1, 10), (2, 20)] = 20 := rfl
end Instances
