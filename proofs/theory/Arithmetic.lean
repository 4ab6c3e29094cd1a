/-
The rules of checked arithmetic, and what the quotient and the remainder of a division satisfy.
Given by: the definitions of `meaning/Integer.lean`, the rules of `Comp.lean`, the tests of `Test.lean`, `base/IntDiv.lean`.
Gives: the steps of the spine that may overflow, and the facts that a linear prover adds for each division.
Holds: theorems only; `Partial` has every rule that `Total` has.
-/

namespace Lumen

/-! A computation that is a value may stand for the value. -/

theorem narrow_eq {s : Nat} {x : Int} (h : I64 x) : narrow s x = Comp.ok x :=
  Eq.subst (motive := fun b => Comp.guard b s (Comp.ok x) = Comp.ok x) (Eq.symm (Iff.mpr inI64_iff h)) rfl

theorem nonzero_test {b : Int} (h : b = 0 → False) : Bool.not (beq b 0) = Bool.true :=
  Iff.mpr not_eq_true (Iff.mpr beq_false_iff h)

theorem div_eq {s : Nat} {a b : Int} (hb : b = 0 → False) (h : I64 (Int.tdiv a b)) :
    div s a b = Comp.ok (Int.tdiv a b) :=
  Eq.subst (motive := fun t => Comp.guard t s (narrow s (Int.tdiv a b)) = Comp.ok (Int.tdiv a b))
    (Eq.symm (nonzero_test hb)) (narrow_eq h)

theorem rem_eq {s : Nat} {a b : Int} (hb : b = 0 → False) (h : I64 (Int.tdiv a b)) :
    rem s a b = Comp.ok (Int.tmod a b) :=
  Eq.subst
    (motive := fun t => Comp.guard t s (Comp.guard (inI64 (Int.tdiv a b)) s (Comp.ok (Int.tmod a b)))
      = Comp.ok (Int.tmod a b))
    (Eq.symm (nonzero_test hb))
    (Eq.subst (motive := fun t => Comp.guard t s (Comp.ok (Int.tmod a b)) = Comp.ok (Int.tmod a b))
      (Eq.symm (Iff.mpr inI64_iff h)) rfl)

theorem Total.step {α β : Type} {S : Nat → Prop} {Q : β → Prop} {m : Comp α} {a : α} {k : α → Comp β}
    (h : m = Comp.ok a) (hk : Total S (k a) Q) : Total S (Comp.bind m k) Q :=
  Eq.subst (motive := fun m => Total S (Comp.bind m k) Q) (Eq.symm h) hk

theorem Partial.step {α β : Type} {S : Nat → Prop} {Q : β → Prop} {m : Comp α} {a : α} {k : α → Comp β}
    (h : m = Comp.ok a) (hk : Partial S (k a) Q) : Partial S (Comp.bind m k) Q :=
  Eq.subst (motive := fun m => Partial S (Comp.bind m k) Q) (Eq.symm h) hk

/-! Checked operations. -/

theorem Total.add {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (h : I64 (a + b)) (hk : Total S (k (a + b)) Q) : Total S (Comp.bind (add s a b) k) Q :=
  Total.step (narrow_eq h) hk

theorem Total.sub {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (h : I64 (a - b)) (hk : Total S (k (a - b)) Q) : Total S (Comp.bind (sub s a b) k) Q :=
  Total.step (narrow_eq h) hk

theorem Total.mul {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (h : I64 (a * b)) (hk : Total S (k (a * b)) Q) : Total S (Comp.bind (mul s a b) k) Q :=
  Total.step (narrow_eq h) hk

theorem Total.neg {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a : Int} {k : Int → Comp β}
    (h : I64 (-a)) (hk : Total S (k (-a)) Q) : Total S (Comp.bind (neg s a) k) Q :=
  Total.step (narrow_eq h) hk

theorem Total.div {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (hb : b = 0 → False) (h : I64 (Int.tdiv a b)) (hk : Total S (k (Int.tdiv a b)) Q) :
    Total S (Comp.bind (div s a b) k) Q :=
  Total.step (div_eq hb h) hk

theorem Total.rem {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (hb : b = 0 → False) (h : I64 (Int.tdiv a b)) (hk : Total S (k (Int.tmod a b)) Q) :
    Total S (Comp.bind (rem s a b) k) Q :=
  Total.step (rem_eq hb h) hk

theorem Partial.add {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (h : I64 (a + b)) (hk : Partial S (k (a + b)) Q) : Partial S (Comp.bind (add s a b) k) Q :=
  Partial.step (narrow_eq h) hk

theorem Partial.sub {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (h : I64 (a - b)) (hk : Partial S (k (a - b)) Q) : Partial S (Comp.bind (sub s a b) k) Q :=
  Partial.step (narrow_eq h) hk

theorem Partial.mul {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (h : I64 (a * b)) (hk : Partial S (k (a * b)) Q) : Partial S (Comp.bind (mul s a b) k) Q :=
  Partial.step (narrow_eq h) hk

theorem Partial.neg {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a : Int} {k : Int → Comp β}
    (h : I64 (-a)) (hk : Partial S (k (-a)) Q) : Partial S (Comp.bind (neg s a) k) Q :=
  Partial.step (narrow_eq h) hk

theorem Partial.div {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (hb : b = 0 → False) (h : I64 (Int.tdiv a b)) (hk : Partial S (k (Int.tdiv a b)) Q) :
    Partial S (Comp.bind (div s a b) k) Q :=
  Partial.step (div_eq hb h) hk

theorem Partial.rem {β : Type} {S : Nat → Prop} {Q : β → Prop} {s : Nat} {a b : Int} {k : Int → Comp β}
    (hb : b = 0 → False) (h : I64 (Int.tdiv a b)) (hk : Partial S (k (Int.tmod a b)) Q) :
    Partial S (Comp.bind (rem s a b) k) Q :=
  Partial.step (rem_eq hb h) hk

/-! Division, in linear terms: the product of divisor and quotient lies between the dividend and zero, less than one divisor away. -/

theorem tdiv_equation (a b : Int) : b * Int.tdiv a b + Int.tmod a b = a := Int.mul_tdiv_add_tmod a b

theorem tdiv_pos_nonneg {a b : Int} (hb : 0 < b) (ha : 0 ≤ a) :
    b * Int.tdiv a b ≤ a ∧ a < b * Int.tdiv a b + b :=
  have lower : b * Int.tdiv a b + 0 ≤ b * Int.tdiv a b + Int.tmod a b :=
    Int.add_le_add_left (Int.tmod_nonneg b ha) (b * Int.tdiv a b)
  have upper : b * Int.tdiv a b + Int.tmod a b < b * Int.tdiv a b + b :=
    Int.add_lt_add_left (Int.tmod_lt_of_pos a hb) (b * Int.tdiv a b)
  And.intro
    (Eq.subst (motive := fun x => b * Int.tdiv a b ≤ x) (Int.mul_tdiv_add_tmod a b)
      (Eq.subst (motive := fun x => x ≤ b * Int.tdiv a b + Int.tmod a b) (Int.add_zero (b * Int.tdiv a b)) lower))
    (Eq.subst (motive := fun x => x < b * Int.tdiv a b + b) (Int.mul_tdiv_add_tmod a b) upper)

theorem tdiv_pos_nonpos {a b : Int} (hb : 0 < b) (ha : a ≤ 0) :
    a ≤ b * Int.tdiv a b ∧ b * Int.tdiv a b < a + b :=
  have upper : b * Int.tdiv a b + Int.tmod a b ≤ b * Int.tdiv a b + 0 :=
    Int.add_le_add_left (Int.tmod_nonpos b ha) (b * Int.tdiv a b)
  have lower : b * Int.tdiv a b + -b < b * Int.tdiv a b + Int.tmod a b :=
    Int.add_lt_add_left (Int.lt_tmod_of_pos a hb) (b * Int.tdiv a b)
  have lower' : b * Int.tdiv a b + -b < a :=
    Eq.subst (motive := fun x => b * Int.tdiv a b + -b < x) (Int.mul_tdiv_add_tmod a b) lower
  And.intro
    (Eq.subst (motive := fun x => x ≤ b * Int.tdiv a b) (Int.mul_tdiv_add_tmod a b)
      (Eq.subst (motive := fun x => b * Int.tdiv a b + Int.tmod a b ≤ x) (Int.add_zero (b * Int.tdiv a b)) upper))
    (Eq.subst (motive := fun x => x < a + b) (Int.neg_add_cancel_right (b * Int.tdiv a b) b)
      (Int.add_lt_add_right lower' b))

theorem neg_mul_tdiv_neg (a b : Int) : -b * Int.tdiv a (-b) = b * Int.tdiv a b :=
  Eq.trans (congrArg (fun x : Int => -b * x) (Int.tdiv_neg a b)) (Int.neg_mul_neg b (Int.tdiv a b))

theorem tdiv_neg_nonneg {a b : Int} (hb : b < 0) (ha : 0 ≤ a) :
    b * Int.tdiv a b ≤ a ∧ a < b * Int.tdiv a b - b :=
  Eq.subst (motive := fun x => x ≤ a ∧ a < x + -b) (neg_mul_tdiv_neg a b)
    (tdiv_pos_nonneg (a := a) (b := -b) (Int.neg_lt_neg hb) ha)

theorem tdiv_neg_nonpos {a b : Int} (hb : b < 0) (ha : a ≤ 0) :
    a ≤ b * Int.tdiv a b ∧ b * Int.tdiv a b < a - b :=
  Eq.subst (motive := fun x => a ≤ x ∧ x < a + -b) (neg_mul_tdiv_neg a b)
    (tdiv_pos_nonpos (a := a) (b := -b) (Int.neg_lt_neg hb) ha)

/-- The remainder for a dividend that is not negative. -/
theorem tmod_pos_nonneg {a b : Int} (hb : 0 < b) (ha : 0 ≤ a) : 0 ≤ Int.tmod a b ∧ Int.tmod a b < b :=
  And.intro (Int.tmod_nonneg b ha) (Int.tmod_lt_of_pos a hb)

/-- The remainder for a dividend that is not positive. -/
theorem tmod_pos_nonpos {a b : Int} (hb : 0 < b) (ha : a ≤ 0) : -b < Int.tmod a b ∧ Int.tmod a b ≤ 0 :=
  And.intro (Int.lt_tmod_of_pos a hb) (Int.tmod_nonpos b ha)

theorem tmod_neg_nonneg {a b : Int} (hb : b < 0) (ha : 0 ≤ a) : 0 ≤ Int.tmod a b ∧ Int.tmod a b < -b :=
  Eq.subst (motive := fun x => 0 ≤ x ∧ x < -b) (Int.tmod_neg a b)
    (tmod_pos_nonneg (a := a) (b := -b) (Int.neg_lt_neg hb) ha)

theorem tmod_neg_nonpos {a b : Int} (hb : b < 0) (ha : a ≤ 0) : b < Int.tmod a b ∧ Int.tmod a b ≤ 0 :=
  Eq.subst (motive := fun x => b < x ∧ x ≤ 0) (Int.tmod_neg a b)
    (Eq.subst (motive := fun x => x < Int.tmod a (-b) ∧ Int.tmod a (-b) ≤ 0) (Int.neg_neg b)
      (tmod_pos_nonpos (a := a) (b := -b) (Int.neg_lt_neg hb) ha))

/-- A remainder is in range if its divisor is. -/
theorem tmod_range {a b : Int} (hb : b = 0 → False) (h : I64 b) : I64 (Int.tmod a b) :=
  have low : (-9223372036854775808 : Int) ≤ 0 := Iff.mp ble_iff rfl
  have high : (0 : Int) ≤ 9223372036854775807 := Iff.mp ble_iff rfl
  Or.elim (Int.lt_or_gt_of_ne hb)
    (fun negative => Or.elim (Int.le_total 0 a)
      (fun ha => have t := tmod_neg_nonneg negative ha
        And.intro (Int.le_trans low (And.left t))
          (Int.le_of_lt_add_one (Int.lt_of_lt_of_le (And.right t)
            (Int.neg_le_neg (a := -9223372036854775808) (b := b) (And.left h)))))
      (fun ha => have t := tmod_neg_nonpos negative ha
        And.intro (Int.le_trans (And.left h) (Int.le_of_lt (And.left t))) (Int.le_trans (And.right t) high)))
    (fun positive => Or.elim (Int.le_total 0 a)
      (fun ha => have t := tmod_pos_nonneg positive ha
        And.intro (Int.le_trans low (And.left t)) (Int.le_trans (Int.le_of_lt (And.right t)) (And.right h)))
      (fun ha => have t := tmod_pos_nonpos positive ha
        have lower : (-9223372036854775808 : Int) ≤ -9223372036854775807 := Iff.mp ble_iff rfl
        And.intro
          (Int.le_trans lower (Int.le_trans
            (Int.neg_le_neg (a := b) (b := 9223372036854775807) (And.right h)) (Int.le_of_lt (And.left t))))
          (Int.le_trans (And.right t) high)))

/-- Wrapping does not change what is in range. -/
theorem wrap64_range (x : Int) : I64 (wrap64 x) :=
  have nonneg : 0 ≤ Int.emod (x + 9223372036854775808) 18446744073709551616 :=
    Int.emod_nonneg (x + 9223372036854775808) (b := 18446744073709551616)
      (Int.ne_of_gt (b := 0) (Iff.mp blt_iff rfl))
  have below : Int.emod (x + 9223372036854775808) 18446744073709551616 < 18446744073709551616 :=
    Int.emod_lt_of_pos (x + 9223372036854775808) (b := 18446744073709551616) (Iff.mp blt_iff rfl)
  And.intro
    (Int.add_le_add_right (a := 0) nonneg (-9223372036854775808))
    (Int.le_of_lt_add_one (Int.add_lt_add_right below (-9223372036854775808)))

end Lumen
