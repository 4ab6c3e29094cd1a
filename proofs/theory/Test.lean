/-
Tests and the propositions they decide.
Given by: the tests of `meaning/Integer.lean`. Gives: for each row of the table of formulas, `test = true ↔ proposition`.
Holds: theorems only.
-/

namespace Lumen

/-! Booleans. -/

theorem not_iff {b : Bool} {P : Prop} (h : b = Bool.true ↔ P) : Bool.not b = Bool.true ↔ ¬ P := by
  cases b with
  | false =>
    exact iff_of_true rfl (fun hp => Bool.false_ne_true (Iff.mpr h hp))
  | true =>
    exact iff_of_false Bool.false_ne_true (fun hn => hn (Iff.mp h rfl))

theorem and_iff {a b : Bool} {P Q : Prop} (h : a = Bool.true ↔ P) (k : b = Bool.true ↔ Q) :
    Bool.and a b = Bool.true ↔ P ∧ Q := by
  cases a with
  | false => exact iff_of_false Bool.false_ne_true (fun hpq => Bool.false_ne_true (Iff.mpr h (And.left hpq)))
  | true =>
    exact Iff.intro
      (fun hb => And.intro (Iff.mp h rfl) (Iff.mp k hb))
      (fun hpq => Iff.mpr k (And.right hpq))

theorem or_iff {a b : Bool} {P Q : Prop} (h : a = Bool.true ↔ P) (k : b = Bool.true ↔ Q) :
    Bool.or a b = Bool.true ↔ P ∨ Q := by
  cases a with
  | false =>
    exact Iff.intro
      (fun hb => Or.inr (Iff.mp k hb))
      (fun hpq => Iff.mpr k (Or.resolve_left hpq (fun hp => Bool.false_ne_true (Iff.mpr h hp))))
  | true => exact iff_of_true rfl (Or.inl (Iff.mp h rfl))

theorem implies_iff {a b : Bool} {P Q : Prop} (h : a = Bool.true ↔ P) (k : b = Bool.true ↔ Q) :
    Bool.or (Bool.not a) b = Bool.true ↔ (P → Q) := by
  cases a with
  | false => exact iff_of_true rfl (fun hp => absurd (Iff.mpr h hp) Bool.false_ne_true)
  | true =>
    exact Iff.intro
      (fun hb _ => Iff.mp k hb)
      (fun hpq => Iff.mpr k (hpq (Iff.mp h rfl)))

theorem bxnor_iff_eq {a b : Bool} : bxnor a b = Bool.true ↔ a = b := by
  cases a with
  | false =>
    cases b with
    | false => exact iff_of_true rfl rfl
    | true => exact iff_of_false Bool.false_ne_true Bool.false_ne_true
  | true =>
    cases b with
    | false => exact iff_of_false Bool.false_ne_true Bool.true_ne_false
    | true => exact iff_of_true rfl rfl

theorem eq_iff_iff {a b : Bool} : a = b ↔ (a = Bool.true ↔ b = Bool.true) := by
  cases a with
  | false =>
    cases b with
    | false => exact iff_of_true rfl Iff.rfl
    | true => exact iff_of_false Bool.false_ne_true (fun h => Bool.false_ne_true (Iff.mpr h rfl))
  | true =>
    cases b with
    | false => exact iff_of_false Bool.true_ne_false (fun h => Bool.false_ne_true (Iff.mp h rfl))
    | true => exact iff_of_true rfl Iff.rfl

theorem bxnor_iff {a b : Bool} {P Q : Prop} (h : a = Bool.true ↔ P) (k : b = Bool.true ↔ Q) :
    bxnor a b = Bool.true ↔ (P ↔ Q) :=
  Iff.trans bxnor_iff_eq (Iff.trans eq_iff_iff (iff_congr h k))

theorem true_iff : Bool.true = Bool.true ↔ True := iff_of_true rfl trivial

theorem false_iff : Bool.false = Bool.true ↔ False := iff_of_false Bool.false_ne_true (fun h => h)

/-- A test that fails: what it decides does not hold. -/
theorem false_of_iff {b : Bool} {P : Prop} (h : b = Bool.true ↔ P) (e : b = Bool.false) : ¬ P :=
  fun hp => ne_true_of_eq_false e (Iff.mpr h hp)

/-- What does not hold makes its test fail. -/
theorem eq_false_of_iff {b : Bool} {P : Prop} (h : b = Bool.true ↔ P) (hn : ¬ P) : b = Bool.false :=
  eq_false_of_ne_true (fun e => hn (Iff.mp h e))

theorem eq_false_iff {b : Bool} {P : Prop} (h : b = Bool.true ↔ P) : b = Bool.false ↔ ¬ P :=
  Iff.intro (false_of_iff h) (eq_false_of_iff h)

theorem not_eq_true {b : Bool} : Bool.not b = Bool.true ↔ b = Bool.false := by
  cases b with
  | false => exact iff_of_true rfl rfl
  | true => exact iff_of_false Bool.false_ne_true Bool.true_ne_false

theorem not_eq_false {b : Bool} : Bool.not b = Bool.false ↔ b = Bool.true := by
  cases b with
  | false => exact iff_of_false Bool.true_ne_false Bool.false_ne_true
  | true => exact iff_of_true rfl rfl

theorem not_true_iff {b : Bool} {P : Prop} (h : b = Bool.false ↔ P) : Bool.not b = Bool.true ↔ P :=
  Iff.trans not_eq_true h

theorem not_false_iff {b : Bool} {P : Prop} (h : b = Bool.true ↔ P) : Bool.not b = Bool.false ↔ P :=
  Iff.trans not_eq_false h

theorem and_false_iff {a b : Bool} {P Q : Prop} (h : a = Bool.false ↔ P) (k : b = Bool.false ↔ Q) :
    Bool.and a b = Bool.false ↔ P ∨ Q := by
  cases a with
  | false => exact iff_of_true rfl (Or.inl (Iff.mp h rfl))
  | true =>
    exact Iff.intro
      (fun hb => Or.inr (Iff.mp k hb))
      (fun hpq => Iff.mpr k (Or.resolve_left hpq (fun hp => Bool.true_ne_false (Iff.mpr h hp))))

theorem or_false_iff {a b : Bool} {P Q : Prop} (h : a = Bool.false ↔ P) (k : b = Bool.false ↔ Q) :
    Bool.or a b = Bool.false ↔ P ∧ Q := by
  cases a with
  | false =>
    exact Iff.intro
      (fun hb => And.intro (Iff.mp h rfl) (Iff.mp k hb))
      (fun hpq => Iff.mpr k (And.right hpq))
  | true => exact iff_of_false Bool.true_ne_false (fun hpq => Bool.true_ne_false (Iff.mpr h (And.left hpq)))

/-! Comparisons of integers. -/

theorem nat_ble_iff {m n : Nat} : Nat.ble m n = Bool.true ↔ m ≤ n :=
  Iff.intro Nat.le_of_ble_eq_true Nat.ble_eq_true_of_le

theorem nat_beq_iff {m n : Nat} : Nat.beq m n = Bool.true ↔ m = n :=
  Iff.intro Nat.eq_of_beq_eq_true
    (fun e => eq_true_of_ne_false (fun h => Nat.ne_of_beq_eq_false h e))

theorem negSucc_lt_ofNat (m n : Nat) : Int.negSucc m < Int.ofNat n :=
  Int.lt_of_lt_of_le (b := 0)
    (Int.neg_lt_neg (a := 0) (b := Int.ofNat (Nat.succ m)) (Iff.mpr Int.ofNat_lt (Nat.succ_pos m)))
    (Int.ofNat_nonneg n)

theorem negSucc_le_negSucc {m n : Nat} : Int.negSucc m ≤ Int.negSucc n ↔ n ≤ m :=
  Iff.intro
    (fun h => Nat.le_of_succ_le_succ (Iff.mp Int.ofNat_le
      (Int.neg_le_neg (a := Int.negSucc m) (b := Int.negSucc n) h)))
    (fun h => Int.neg_le_neg (a := Int.ofNat (Nat.succ n)) (b := Int.ofNat (Nat.succ m))
      (Iff.mpr Int.ofNat_le (Nat.succ_le_succ h)))

theorem ble_iff {a b : Int} : ble a b = Bool.true ↔ a ≤ b := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact Iff.trans nat_ble_iff (Iff.symm Int.ofNat_le)
    | negSucc n => exact iff_of_false Bool.false_ne_true (Int.not_le_of_gt (negSucc_lt_ofNat n m))
  | negSucc m =>
    cases b with
    | ofNat n => exact iff_of_true rfl (Int.le_of_lt (negSucc_lt_ofNat m n))
    | negSucc n => exact Iff.trans nat_ble_iff (Iff.symm negSucc_le_negSucc)

theorem blt_iff {a b : Int} : blt a b = Bool.true ↔ a < b := Iff.trans (not_iff ble_iff) Int.not_le

theorem beq_iff {a b : Int} : beq a b = Bool.true ↔ a = b := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact Iff.trans nat_beq_iff (Iff.symm Int.ofNat_inj)
    | negSucc n => exact iff_of_false Bool.false_ne_true (Int.ofNat_ne_negSucc m n)
  | negSucc m =>
    cases b with
    | ofNat n => exact iff_of_false Bool.false_ne_true (Int.negSucc_ne_ofNat m n)
    | negSucc n => exact Iff.trans nat_beq_iff (Iff.symm Int.negSucc_inj)

theorem ble_false_iff {a b : Int} : ble a b = Bool.false ↔ b < a := Iff.trans (eq_false_iff ble_iff) Int.not_le

theorem blt_false_iff {a b : Int} : blt a b = Bool.false ↔ b ≤ a := Iff.trans (eq_false_iff blt_iff) Int.not_lt

theorem beq_false_iff {a b : Int} : beq a b = Bool.false ↔ ¬ a = b := eq_false_iff beq_iff

theorem inI64_iff {x : Int} : inI64 x = Bool.true ↔ I64 x := and_iff ble_iff ble_iff

theorem inI64_false_iff {x : Int} : inI64 x = Bool.false ↔ ¬ I64 x := eq_false_iff inI64_iff

/-! Choice. -/

/-- What holds of either of two integers, where a test chooses it, holds of the chosen one. -/
theorem chosen {P : Int → Prop} {b : Bool} {x y : Int} (yes : b = Bool.true → P x) (no : Bool.not b = Bool.true → P y) :
    P (cond b x y) := by
  cases b with
  | false => exact no rfl
  | true => exact yes rfl

end Lumen
