-- expect nothing
namespace Families
inductive Vector (α : Type) : Nat → Type where
  | nil : Vector α 0
  | cons {n : Nat} (a : α) (rest : Vector α n) : Vector α (n + 1)

def Vector.toList {α : Type} {n : Nat} : Vector α n → List α
  | .nil => []
  | .cons a rest => a :: rest.toList

def Vector.head {α : Type} {n : Nat} : Vector α (n + 1) → α
  | .cons a _ => a

mutual
inductive Even : Nat → Prop where
  | zero : Even 0
  | succ {n : Nat} : Odd n → Even (n + 1)
inductive Odd : Nat → Prop where
  | succ {n : Nat} : Even n → Odd (n + 1)
end

theorem two : Even 2 := .succ (.succ .zero)
example : (Vector.cons 1 .nil).head = 1 := rfl
end Families
