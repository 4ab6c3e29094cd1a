-- expect nothing
namespace Operators
infixl:65 " ⊹ " => Nat.add
notation "two" => 2
example : 1 ⊹ two = 3 := rfl
example (p q : Prop) : p ∧ q ↔ q ∧ p := ⟨fun h => ⟨h.2, h.1⟩, fun h => ⟨h.2, h.1⟩⟩
example (a b : Bool) : Bool := a && !b || b
example (x : Nat) : Nat := x |> Nat.succ |> Nat.succ
example : (3 :: [4, 5]) = [3, 4, 5] := rfl
example : [1] ++ [2] = [1, 2] := rfl
example (f : Nat → Nat) : Nat := f <| f <| 1
end Operators
