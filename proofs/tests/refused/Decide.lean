/-
Near misses of `tests/examples/Decide.lean`: each is false, or lacks what its proof needs.
Given by: nobody. Gives: claims that the decision procedure must not prove.
Holds: every claim is refused.
-/
namespace Lumen

/-! Linear comparisons. -/
example : ∀ a b c : Int, a ≤ b → b ≤ c → a + 1 ≤ c := by omega
example : ∀ a b c d : Int, a ≤ b → c ≤ d → a - 2 * c ≤ b - 2 * d := by omega
example : ∀ a : Int, 3 * a ≤ 3 → 0 ≤ a → a = 0 := by omega
example : ∀ a b : Int, 2 * a = 2 * b + 2 → False := by omega
example : ∀ a b : Int, 2 * a + 3 * b = 7 → 0 ≤ a → b ≤ 2 → b = 1 := by omega

/-! Products. -/
example : ∀ a b : Int, a ≤ 1000 → b ≤ 1000 → a * b ≤ 1000000 := by omega
example : ∀ n i s : Int, 0 ≤ i → i < n → 2 * s = i * (i + 1) → I64 (s + (i + 1)) := by omega
example : ∀ i s : Int, 2 * s = i * (i + 1) → 2 * (s + i) = (i + 1) * (i + 1 + 1) := by omega
example : ∀ n i s : Int, i ≤ n → 2 * s = i * (i + 1) → 2 * s = n * (n + 1) := by omega

example : ∀ a b : Int, 2 * a * b < a * a + b * b := by omega
example : ∀ a b c : Int, 0 ≤ a → a ≤ 100 → 0 ≤ b → b ≤ 100 → 0 ≤ c → c ≤ 100 → a * b * c < 1000000 := by omega

/-! Divisions. -/
example : ∀ a b : Int, Int.tdiv (a * b) b = a := by omega
example : ∀ n : Int, Int.tdiv (n * (n + 2)) 2 * 2 = n * (n + 2) := by omega
example : ∀ a : Int, 0 ≤ Int.tmod a 7 := by omega
example : ∀ a : Int, Int.tdiv a 2 * 2 ≤ a := by omega
example : ∀ a : Int, a / 2 * 2 = a := by omega
example : ∀ a b : Int, 0 ≤ a → Int.tdiv a b ≤ 0 := by omega
example : ∀ a : Int, wrap64 a = a := by omega
example : ∀ amount points : Int, 0 ≤ amount → 0 ≤ points →
  amount * points < Int.tdiv (amount * points) 10000 * 10000 + 9999 := by omega

/-! Connectives. -/
example : ∀ a b : Int, a = 1 ∨ b = 2 → b = 2 := by omega
example : ∀ a b : Int, (a = 1 → b = 2) → b = 2 → a = 1 := by omega
example : ∀ a b : Int, (a = 1 ↔ b = 2) → b = 2 := by omega
example : ∀ a b : Int, ¬ (a < b ∧ b < a) → a = b := by omega
example : ∀ a : Int, (∃ b : Int, a = b + 1) → 0 < a := by omega

/-! Tests. -/
example : ∀ a b : Int, ble a b = true → ble b a = true → False := by omega
example : ∀ a : Int, inI64 a = false → 9223372036854775807 < a := by omega
example : ∀ p q : Bool, and p q = false → p = false := by omega
example : ∀ p q r : Bool, cond p q r = true → q = true := by omega

end Lumen
