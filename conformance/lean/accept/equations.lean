-- expect nothing
namespace Equations
def length : List Nat → Nat
  | [] => 0
  | _ :: rest => length rest + 1

theorem length_append (xs ys : List Nat) : length (xs ++ ys) = length xs + length ys := by
  induction xs with
  | nil => exact (Nat.zero_add (length ys)).symm
  | cons x xs ih =>
    show length (xs ++ ys) + 1 = length xs + 1 + length ys
    rw [ih, Nat.add_right_comm]

def test (n : Nat) : Bool := match n with
  | 0 => true
  | _ + 1 => false

theorem test_succ (n : Nat) : test (n + 1) = false := rfl
theorem unfolded (n : Nat) : test (n + 1) = false := by simp only [test]
end Equations
