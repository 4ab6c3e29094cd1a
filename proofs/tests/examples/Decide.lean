/-
What the decision procedure proves, from search to kernel.
Given by: the lemmas of `theory/Decide.lean` and the checker of `theory/Linear.lean`. Gives: an example of each kind of step.
Holds: every proof is found by `omega` and checked by the kernel; `tests/refused/Decide.lean` has a near miss of each.
-/
namespace Lumen

/-! Linear comparisons: sums of hypotheses, rounding, equations. -/
example : ∀ a b c : Int, a ≤ b → b < c → a + 1 ≤ c := by omega
example : ∀ a b c d : Int, a ≤ b → c ≤ d → a + 2 * c ≤ b + 2 * d := by omega
example : ∀ a : Int, 3 * a ≤ 2 → 0 ≤ a → a = 0 := by omega
example : ∀ a b : Int, 2 * a = 2 * b + 1 → False := by omega
example : ∀ a b : Int, 2 * a + 3 * b = 7 → 0 ≤ a → 0 ≤ b → b ≤ 2 → b = 1 := by omega

/-! Products: of bounds with bounds, of differences with bounds, of equations with variables. -/
example : ∀ a b : Int, 0 ≤ a → a ≤ 1000 → 0 ≤ b → b ≤ 1000 → a * b ≤ 1000000 := by omega
example : ∀ n i s : Int, n ≤ 1000000 → 0 ≤ i → i < n → 2 * s = i * (i + 1) → I64 (s + (i + 1)) := by omega
example : ∀ i s : Int, 2 * s = i * (i + 1) → 2 * (s + (i + 1)) = (i + 1) * (i + 1 + 1) := by omega
example : ∀ n i s : Int, i ≤ n → ¬ i < n → 2 * s = i * (i + 1) → 2 * s = n * (n + 1) := by omega
example : ∀ a b : Int, a = b → a * a + b = b * a + a := by omega

/-! Division rounds toward zero; `/` and `%` of Lean round down. -/
example : ∀ a : Int, 0 ≤ a → Int.tdiv a 2 * 2 ≤ a := by omega
example : ∀ a : Int, a < 0 → a ≤ Int.tdiv a 2 * 2 := by omega
example : ∀ a b : Int, 0 < b → 0 ≤ a → 0 ≤ Int.tdiv a b ∧ Int.tdiv a b ≤ a := by omega
example : ∀ a b : Int, b < 0 → 0 ≤ a → Int.tdiv a b ≤ 0 := by omega
example : ∀ a : Int, a / 2 * 2 ≤ a ∧ a < a / 2 * 2 + 2 := by omega
example : ∀ a : Int, I64 a → wrap64 a = a := by omega
example : ∀ a b : Int, I64 (wrap64 (a + b)) := by omega
example : ∀ amount points : Int, 0 ≤ amount → amount ≤ 1000000000000 → 0 ≤ points → points ≤ 10000 →
  Int.tdiv (amount * points) 10000 * 10000 ≤ amount * points ∧
    amount * points < Int.tdiv (amount * points) 10000 * 10000 + 10000 := by omega

/-! Connectives. -/
example : ∀ a b : Int, a = 1 ∨ b = 2 → ¬ a = 1 → b = 2 := by omega
example : ∀ a b : Int, (a = 1 → b = 2) → ¬ b = 2 → ¬ a = 1 := by omega
example : ∀ a b : Int, (a = 1 ↔ b = 2) → ¬ (a = 1 ∧ b = 2) → ¬ a = 1 := by omega
example : ∀ a b : Int, ¬ (a < b ∨ b < a) → a = b := by omega
example : ∀ a b : Int, ¬ (a < b ↔ b < a) ∨ a = b := by omega
example : ∀ a b : Int, ¬ (a ≤ b → b < a) → a ≤ b := by omega
example : ∀ a : Int, (∃ b : Int, 0 ≤ b ∧ a = b + 1) → 0 < a := by omega
example : ∀ a b : Int, ¬ ¬ a < b → a ≠ b := by omega
example : ∀ (p : Prop) (a : Int), (a = 1 → p) → ¬ p → ¬ a = 1 := by omega

/-! Tests. -/
example : ∀ a b : Int, ble a b = true → blt b a = true → False := by omega
example : ∀ a b : Int, beq a b = false → ble a b = true → blt a b = true := by omega
example : ∀ a : Int, inI64 a = false → 0 ≤ a → 9223372036854775807 < a := by omega
example : ∀ (a b : Int) (p : Bool), bxnor p (ble a b) = true → p = false → b < a := by omega
example : ∀ p q : Bool, and p q = false → p = true → q = false := by omega
example : ∀ p q : Bool, or p q = true → p = false → q = true := by omega
example : ∀ p q r : Bool, cond p q r = true → q = false → p = false ∧ r = true := by omega
example : ∀ p q : Bool, not p = q → p = true → q = false := by omega
example : ∀ p q : Bool, ¬ p = q → p = true → q = false := by omega

/-! Components of pairs. -/
example : ∀ a b : Int, (a, b).1 + (a, b).2 = b + a := by omega

/-! Squares and bounds of products. -/
example : ∀ a b : Int, 2 * a * b ≤ a * a + b * b := by omega
example : ∀ a b c : Int, 0 ≤ a → a ≤ 100 → 0 ≤ b → b ≤ 100 → 0 ≤ c → c ≤ 100 → a * b * c ≤ 1000000 := by omega
example : ∀ a b : Int, ¬ b = 0 → Int.tdiv (a * b) b = a := by omega
example : ∀ n : Int, Int.tdiv (n * (n + 1)) 2 * 2 = n * (n + 1) := by omega
example : ∀ a : Int, Int.tmod a 7 < 7 ∧ -7 < Int.tmod a 7 := by omega
example : ∀ x p q r s t : Int, p = 0 → (x < 1 ∧ q = p + 1 ∨ 1 ≤ x ∧ q = p) → (x < 2 ∧ r = q + 2 ∨ 2 ≤ x ∧ r = q) →
  (x < 3 ∧ s = r + 4 ∨ 3 ≤ x ∧ s = r) → (x < 4 ∧ t = s + 8 ∨ 4 ≤ x ∧ t = s) → 0 ≤ t ∧ t ≤ 15 := by omega

end Lumen
