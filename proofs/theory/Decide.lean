/-
The lemmas that the decision procedure applies: connectives, tests, denials of comparisons, division.
Given by: the tests of `Test.lean`, the divisions of `Arithmetic.lean`. Gives: the steps of every proof that the procedure finds.
Holds: theorems only, their parameters explicit; cases are continuations that end in `False`.
-/

namespace Lumen.Decide

/-! Connectives. -/

theorem by_contradiction (p : Prop) (h : ¬ p → False) : p := Classical.byContradiction h

theorem not_not (p : Prop) (h : ¬ ¬ p) : p := Classical.byContradiction h

theorem not_or_left (p q : Prop) (h : ¬ (p ∨ q)) : ¬ p := fun hp => h (Or.inl hp)

theorem not_or_right (p q : Prop) (h : ¬ (p ∨ q)) : ¬ q := fun hq => h (Or.inr hq)

theorem not_implies_left (p q : Prop) (h : ¬ (p → q)) : p :=
  Classical.byContradiction (fun hn => h (fun hp => absurd hp hn))

theorem not_implies_right (p q : Prop) (h : ¬ (p → q)) : ¬ q := fun hq => h (fun _ => hq)

theorem or_elim (p q : Prop) (h : p ∨ q) (hp : p → False) (hq : q → False) : False := Or.elim h hp hq

theorem not_and_elim (p q : Prop) (h : ¬ (p ∧ q)) (hp : ¬ p → False) (hq : ¬ q → False) : False :=
  hp (fun p => hq (fun q => h (And.intro p q)))

theorem implies_elim (p q : Prop) (h : p → q) (hp : ¬ p → False) (hq : q → False) : False :=
  hp (fun p => hq (h p))

theorem not_iff_elim (p q : Prop) (h : ¬ (p ↔ q)) (hp : p ∧ ¬ q → False) (hq : ¬ p ∧ q → False) : False :=
  h (Iff.intro
    (fun p => Classical.byContradiction (fun n => hp (And.intro p n)))
    (fun q => Classical.byContradiction (fun n => hq (And.intro n q))))

/-! Comparisons of integers. -/

theorem not_le (a b : Int) (h : ¬ a ≤ b) : b < a := Int.lt_of_not_ge h

theorem not_lt (a b : Int) (h : ¬ a < b) : b ≤ a := Int.le_of_not_gt h

theorem ne_elim (a b : Int) (h : ¬ a = b) (less : a < b → False) (greater : b < a → False) : False :=
  Or.elim (Int.lt_or_gt_of_ne h) less greater

theorem le_goal (a b : Int) (h : b < a → False) : a ≤ b := Int.le_of_not_gt h

theorem lt_goal (a b : Int) (h : b ≤ a → False) : a < b := Int.lt_of_not_ge h

theorem eq_goal (a b : Int) (less : a < b → False) (greater : b < a → False) : a = b :=
  Int.le_antisymm (le_goal a b greater) (le_goal b a less)

theorem branch (a k : Int) (below : a ≤ k → False) (above : k + 1 ≤ a → False) : False :=
  Or.elim (Int.le_or_gt a k) below (fun h => above (Int.add_one_le_of_lt h))

/-! Division: the remainder has the sign of the dividend and is smaller than the divisor. -/

theorem division (a k : Int) : a = k * Int.tdiv a k + Int.tmod a k := Eq.symm (Int.mul_tdiv_add_tmod a k)

theorem remainder_of_pos (a k : Int) (hk : 0 < k) :
    (0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < k)) ∨ (a < 0 ∧ (-k < Int.tmod a k ∧ Int.tmod a k ≤ 0)) :=
  Or.elim (Int.lt_or_ge a 0)
    (fun h => Or.inr (And.intro h (tmod_pos_nonpos hk (Int.le_of_lt h))))
    (fun h => Or.inl (And.intro h (tmod_pos_nonneg hk h)))

theorem remainder_of_neg (a k : Int) (hk : k < 0) :
    (0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < -k)) ∨ (a < 0 ∧ (k < Int.tmod a k ∧ Int.tmod a k ≤ 0)) :=
  Or.elim (Int.lt_or_ge a 0)
    (fun h => Or.inr (And.intro h (tmod_neg_nonpos hk (Int.le_of_lt h))))
    (fun h => Or.inl (And.intro h (tmod_neg_nonneg hk h)))

theorem remainder_positive (a k : Int) (h : ble 1 k = Bool.true) :
    (0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < k)) ∨ (a < 0 ∧ (-k < Int.tmod a k ∧ Int.tmod a k ≤ 0)) :=
  remainder_of_pos a k (Int.lt_of_lt_of_le (a := 0) (b := 1) (c := k) (Iff.mp blt_iff rfl) (Iff.mp ble_iff h))

theorem remainder_within (a k : Int) (h : ble 1 k = Bool.true) : -k < Int.tmod a k ∧ Int.tmod a k < k :=
  have pos : 0 < k := Int.lt_of_lt_of_le (a := 0) (b := 1) (c := k) (Iff.mp blt_iff rfl) (Iff.mp ble_iff h)
  have neg : -k < 0 := Int.neg_lt_neg (a := 0) (b := k) pos
  Or.elim (remainder_of_pos a k pos)
    (fun h => And.intro (Int.lt_of_lt_of_le neg (And.left (And.right h))) (And.right (And.right h)))
    (fun h => And.intro (And.left (And.right h)) (Int.lt_of_le_of_lt (And.right (And.right h)) pos))

theorem remainder (a k : Int) :
    k = 0 ∨
      ((0 < k ∧
        ((0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < k)) ∨ (a < 0 ∧ (-k < Int.tmod a k ∧ Int.tmod a k ≤ 0)))) ∨
      (k < 0 ∧
        ((0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < -k)) ∨ (a < 0 ∧ (k < Int.tmod a k ∧ Int.tmod a k ≤ 0))))) :=
  Or.elim (Int.lt_trichotomy k 0)
    (fun h => Or.inr (Or.inr (And.intro h (remainder_of_neg a k h))))
    (fun h => Or.elim h
      (fun h => Or.inl h)
      (fun h => Or.inr (Or.inl (And.intro h (remainder_of_pos a k h)))))

theorem euclidean_division (a k : Int) : a = k * Int.ediv a k + Int.emod a k := Eq.symm (Int.mul_ediv_add_emod a k)

theorem euclidean_remainder (a k : Int) (h : ble 1 k = Bool.true) : 0 ≤ Int.emod a k ∧ Int.emod a k < k :=
  have pos : 0 < k := Int.lt_of_lt_of_le (a := 0) (b := 1) (c := k) (Iff.mp blt_iff rfl) (Iff.mp ble_iff h)
  And.intro (Int.emod_nonneg a (Int.ne_of_gt pos)) (Int.emod_lt_of_pos a pos)

/-! Tests. -/

theorem bool_elim (b : Bool) (yes : b = Bool.true → False) (no : b = Bool.false → False) : False :=
  Or.elim (Bool.eq_false_or_eq_true b) yes no

theorem true_goal (b : Bool) (h : b = Bool.false → False) : b = Bool.true := eq_true_of_ne_false h

theorem false_goal (b : Bool) (h : b = Bool.true → False) : b = Bool.false := eq_false_of_ne_true h

theorem clash (b : Bool) (yes : b = Bool.true) (no : b = Bool.false) : False :=
  Bool.true_ne_false (Eq.trans (Eq.symm yes) no)

theorem false_is_true (h : Bool.false = Bool.true) : False := Bool.false_ne_true h

theorem true_is_false (h : Bool.true = Bool.false) : False := Bool.true_ne_false h

theorem not_true (b : Bool) (h : ¬ b = Bool.true) : b = Bool.false := eq_false_of_ne_true h

theorem not_false (b : Bool) (h : ¬ b = Bool.false) : b = Bool.true := eq_true_of_ne_false h

theorem not_same (a b : Bool) (h : ¬ a = b) : a = Bool.not b := by
  cases a with
  | false =>
    cases b with
    | false => exact absurd rfl h
    | true => rfl
  | true =>
    cases b with
    | false => rfl
    | true => exact absurd rfl h

theorem same_forward (a b c : Bool) (h : a = b) (k : a = c) : b = c := Eq.trans (Eq.symm h) k

theorem same_backward (a b c : Bool) (h : a = b) (k : b = c) : a = c := Eq.trans h k

theorem ble_true (a b : Int) (h : ble a b = Bool.true) : a ≤ b := Iff.mp ble_iff h

theorem ble_false (a b : Int) (h : ble a b = Bool.false) : b < a := Iff.mp ble_false_iff h

theorem blt_true (a b : Int) (h : blt a b = Bool.true) : a < b := Iff.mp blt_iff h

theorem blt_false (a b : Int) (h : blt a b = Bool.false) : b ≤ a := Iff.mp blt_false_iff h

theorem beq_true (a b : Int) (h : beq a b = Bool.true) : a = b := Iff.mp beq_iff h

theorem beq_false (a b : Int) (h : beq a b = Bool.false) : ¬ a = b := Iff.mp beq_false_iff h

theorem range_true (a : Int) (h : inI64 a = Bool.true) : I64 a := Iff.mp inI64_iff h

theorem range_false (a : Int) (h : inI64 a = Bool.false) : ¬ I64 a := Iff.mp inI64_false_iff h

theorem bnot_true (b : Bool) (h : Bool.not b = Bool.true) : b = Bool.false := Iff.mp not_eq_true h

theorem bnot_false (b : Bool) (h : Bool.not b = Bool.false) : b = Bool.true := Iff.mp not_eq_false h

theorem and_left (a b : Bool) (h : Bool.and a b = Bool.true) : a = Bool.true :=
  And.left (Iff.mp (and_iff Iff.rfl Iff.rfl) h)

theorem and_right (a b : Bool) (h : Bool.and a b = Bool.true) : b = Bool.true :=
  And.right (Iff.mp (and_iff Iff.rfl Iff.rfl) h)

theorem and_elim (a b : Bool) (h : Bool.and a b = Bool.false) (ha : a = Bool.false → False)
    (hb : b = Bool.false → False) : False :=
  Or.elim (Iff.mp (and_false_iff Iff.rfl Iff.rfl) h) ha hb

theorem or_left (a b : Bool) (h : Bool.or a b = Bool.false) : a = Bool.false :=
  And.left (Iff.mp (or_false_iff Iff.rfl Iff.rfl) h)

theorem or_right (a b : Bool) (h : Bool.or a b = Bool.false) : b = Bool.false :=
  And.right (Iff.mp (or_false_iff Iff.rfl Iff.rfl) h)

theorem bor_elim (a b : Bool) (h : Bool.or a b = Bool.true) (ha : a = Bool.true → False)
    (hb : b = Bool.true → False) : False :=
  Or.elim (Iff.mp (or_iff Iff.rfl Iff.rfl) h) ha hb

theorem bxnor_true (a b : Bool) (h : bxnor a b = Bool.true) : a = b := Iff.mp bxnor_iff_eq h

theorem bxnor_false (a b : Bool) (h : bxnor a b = Bool.false) : a = Bool.not b :=
  not_same a b (false_of_iff bxnor_iff_eq h)

theorem cond_elim (c a b v : Bool) (h : cond c a b = v) (yes : c = Bool.true ∧ a = v → False)
    (no : c = Bool.false ∧ b = v → False) : False := by
  cases c with
  | false => exact no (And.intro rfl h)
  | true => exact yes (And.intro rfl h)

end Lumen.Decide
