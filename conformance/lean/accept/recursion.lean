-- expect nothing
namespace Recursion
def sumTo (n : Nat) : Nat := match n with
  | 0 => 0
  | k + 1 => sumTo k + (k + 1)

def fibonacci : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fibonacci n + fibonacci (n + 1)

def half : Nat → Nat
  | 0 | 1 => 0
  | n + 2 => half n + 1

def zip {α β : Type} : List α → List β → List (α × β)
  | a :: as, b :: bs => (a, b) :: zip as bs
  | _, _ => []

def add : Nat → Nat → Nat
  | n, 0 => n
  | n, m + 1 => (add n m) + 1

example : sumTo 10 = 55 := rfl
example : fibonacci 12 = 144 := rfl
example : half 9 = 4 := rfl
example : zip [1, 2] [true, false] = [(1, true), (2, false)] := rfl
theorem add_zero (n : Nat) : add 0 n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [add, ih]
end Recursion
