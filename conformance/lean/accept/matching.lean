-- expect nothing
namespace Matching
def firstOr (xs : List Nat) (d : Nat) : Nat := match xs with
  | [] => d
  | x :: _ => x

def both : Option Nat → Option Nat → Nat
  | some a, some b => a + b
  | some a, none | none, some a => a
  | none, none => 0

def nested (x : Option (Nat × Nat)) : Nat := match x with
  | some (0, b) => b
  | some (a + 1, _) => a
  | none => 0

def sign : Int → Int
  | .ofNat 0 => 0
  | .ofNat _ => 1
  | .negSucc _ => -1

def keep (n : Nat) : Nat × Nat := match n with
  | m@(k + 1) => (m, k)
  | m => (m, 0)

example : both (some 1) none = 1 := rfl
example : nested (some (3, 4)) = 2 := rfl
example : sign (-3) = -1 := rfl
example : keep 5 = (5, 4) := rfl

theorem swap {p q : Prop} : p ∨ q → q ∨ p
  | .inl h => .inr h
  | .inr h => .inl h

theorem symmetry {α : Type} {a b : α} : a = b → b = a
  | rfl => rfl

def predecessor (n : Nat) (h : n ≠ 0) : Nat := match n, h with
  | 0, h => absurd rfl h
  | k + 1, _ => k
end Matching
