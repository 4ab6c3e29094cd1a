/-
Division of integers: quotient, remainder and their bounds, for both ways of rounding.
Given by: the definitions of `Int.lean`, `Nat.div_add_mod`, ring and order. Gives: the facts that linear proofs add for each division.
Holds: theorems only, under the names of Lean's core where it has them.
-/

namespace Int

/-! Rounding toward zero. -/

protected theorem mul_tdiv_add_tmod (a b : Int) : b * Int.tdiv a b + Int.tmod a b = a := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact congrArg Int.ofNat (Nat.div_add_mod m n)
    | negSucc n =>
      show Int.negSucc n * -Int.ofNat (m / Nat.succ n) + Int.ofNat (m % Nat.succ n) = Int.ofNat m
      rw [← Int.neg_ofNat_succ n, Int.neg_mul_neg (Int.ofNat (Nat.succ n)) (Int.ofNat (m / Nat.succ n))]
      exact congrArg Int.ofNat (Nat.div_add_mod m (Nat.succ n))
  | negSucc m =>
    cases b with
    | ofNat n =>
      show Int.ofNat n * -Int.ofNat (Nat.succ m / n) + -Int.ofNat (Nat.succ m % n) = Int.negSucc m
      rw [Int.mul_neg (Int.ofNat n) (Int.ofNat (Nat.succ m / n)),
        ← Int.neg_add (a := Int.ofNat n * Int.ofNat (Nat.succ m / n)) (b := Int.ofNat (Nat.succ m % n))]
      exact congrArg (fun x : Nat => -Int.ofNat x) (Nat.div_add_mod (Nat.succ m) n)
    | negSucc n =>
      show Int.negSucc n * Int.ofNat (Nat.succ m / Nat.succ n) + -Int.ofNat (Nat.succ m % Nat.succ n) = Int.negSucc m
      rw [← Int.neg_ofNat_succ n, Int.neg_mul (Int.ofNat (Nat.succ n)) (Int.ofNat (Nat.succ m / Nat.succ n)),
        ← Int.neg_add (a := Int.ofNat (Nat.succ n) * Int.ofNat (Nat.succ m / Nat.succ n))
          (b := Int.ofNat (Nat.succ m % Nat.succ n))]
      exact congrArg (fun x : Nat => -Int.ofNat x) (Nat.div_add_mod (Nat.succ m) (Nat.succ n))

theorem tdiv_neg (a b : Int) : Int.tdiv a (-b) = -Int.tdiv a b := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero => rfl
      | succ n => rfl
    | negSucc n => exact Eq.symm (Int.neg_neg (Int.ofNat (m / Nat.succ n)))
  | negSucc m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero => rfl
      | succ n => exact Eq.symm (Int.neg_neg (Int.ofNat (Nat.succ m / Nat.succ n)))
    | negSucc n => rfl

theorem tmod_neg (a b : Int) : Int.tmod a (-b) = Int.tmod a b := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero => rfl
      | succ n => rfl
    | negSucc n => rfl
  | negSucc m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero => rfl
      | succ n => rfl
    | negSucc n => rfl

theorem tmod_nonneg {a : Int} (b : Int) (h : 0 ≤ a) : 0 ≤ Int.tmod a b :=
  Exists.elim (Int.eq_ofNat_of_zero_le h) (fun m hm =>
    Eq.subst (motive := fun x => 0 ≤ Int.tmod x b) (Eq.symm hm) (by
      cases b with
      | ofNat n => exact Int.ofNat_nonneg (m % n)
      | negSucc n => exact Int.ofNat_nonneg (m % Nat.succ n)))

theorem neg_tmod (a b : Int) : Int.tmod (-a) b = -Int.tmod a b := by
  cases a with
  | ofNat m =>
    cases m with
    | zero =>
      cases b with
      | ofNat n => rfl
      | negSucc n => rfl
    | succ m =>
      cases b with
      | ofNat n => rfl
      | negSucc n => rfl
  | negSucc m =>
    cases b with
    | ofNat n => exact Eq.symm (Int.neg_neg (Int.ofNat (Nat.succ m % n)))
    | negSucc n => exact Eq.symm (Int.neg_neg (Int.ofNat (Nat.succ m % Nat.succ n)))

theorem tmod_nonpos {a : Int} (b : Int) (h : a ≤ 0) : Int.tmod a b ≤ 0 :=
  have minus : 0 ≤ -Int.tmod a b :=
    Eq.subst (motive := fun x => 0 ≤ x) (Int.neg_tmod a b) (Int.tmod_nonneg b (Int.neg_nonneg_of_nonpos h))
  Eq.subst (motive := fun x => x ≤ 0) (Int.neg_neg (Int.tmod a b)) (Int.neg_nonpos_of_nonneg minus)

theorem tmod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : Int.tmod a b < b :=
  Exists.elim (Iff.mp Int.pos_iff h) (fun n hn =>
    Eq.subst (motive := fun x => Int.tmod a x < x) (Eq.symm hn) (by
      cases a with
      | ofNat m => exact Iff.mpr Int.ofNat_lt (Nat.mod_lt m (Nat.succ_pos n))
      | negSucc m =>
        exact Int.lt_of_le_of_lt (Int.neg_nonpos_of_nonneg (Int.ofNat_nonneg (Nat.succ m % Nat.succ n)))
          (Iff.mpr Int.ofNat_lt (Nat.succ_pos n))))

theorem lt_tmod_of_pos (a : Int) {b : Int} (h : 0 < b) : -b < Int.tmod a b :=
  have minus : -Int.tmod a b < b :=
    Eq.subst (motive := fun x => x < b) (Int.neg_tmod a b) (Int.tmod_lt_of_pos (-a) h)
  Eq.subst (motive := fun x => -b < x) (Int.neg_neg (Int.tmod a b)) (Int.neg_lt_neg minus)

/-! Rounding down. -/

theorem negOfNat_eq_subNatNat (n : Nat) : Int.negOfNat n = Int.subNatNat 0 n := by
  cases n with
  | zero => rfl
  | succ n => exact Eq.symm (Int.subNatNat_zero_succ n)

/-- The equation of `ediv` and `emod` for a negative dividend and a divisor of absolute value `n + 1`. -/
theorem negOfNat_mul_add_subNatNat (m n : Nat) :
    Int.negOfNat (Nat.succ n * Nat.succ (m / Nat.succ n)) + Int.subNatNat (Nat.succ n) (Nat.succ (m % Nat.succ n))
      = Int.negSucc m := by
  rw [Int.negOfNat_eq_subNatNat (Nat.succ n * Nat.succ (m / Nat.succ n)),
    Int.subNatNat_add_subNatNat 0 (Nat.succ n * Nat.succ (m / Nat.succ n)) (Nat.succ n) (Nat.succ (m % Nat.succ n)),
    ← Int.subNatNat_zero_succ m]
  have whole : Nat.succ n * (m / Nat.succ n) + Nat.succ (m % Nat.succ n) = Nat.succ m :=
    congrArg Nat.succ (Nat.div_add_mod m (Nat.succ n))
  have right : Nat.succ n * Nat.succ (m / Nat.succ n) + Nat.succ (m % Nat.succ n) = Nat.succ m + Nat.succ n :=
    Eq.trans (Nat.add_right_comm (Nat.succ n * (m / Nat.succ n)) (Nat.succ n) (Nat.succ (m % Nat.succ n)))
      (congrArg (fun x : Nat => x + Nat.succ n) whole)
  exact Int.subNatNat_congr (Eq.trans (Nat.add_assoc 0 (Nat.succ n) (Nat.succ m))
    (congrArg (fun x : Nat => 0 + x) (Eq.trans (Nat.add_comm (Nat.succ n) (Nat.succ m)) (Eq.symm right))))

protected theorem mul_ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact congrArg Int.ofNat (Nat.div_add_mod m n)
    | negSucc n => exact Int.mul_tdiv_add_tmod (Int.ofNat m) (Int.negSucc n)
  | negSucc m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero =>
        exact Eq.trans (Int.zero_add (Int.subNatNat 0 (Nat.succ (m % 0))))
          (Eq.trans (congrArg (fun x : Nat => Int.subNatNat 0 (Nat.succ x)) (Nat.mod_zero m)) (Int.subNatNat_zero_succ m))
      | succ n => exact Int.negOfNat_mul_add_subNatNat m n
    | negSucc n => exact Int.negOfNat_mul_add_subNatNat m n

/-- The remainder of `emod` for a negative dividend, as a natural number. -/
theorem subNatNat_succ_mod (m n : Nat) : Int.subNatNat (Nat.succ n) (Nat.succ (m % Nat.succ n))
    = Int.ofNat (Nat.succ n - Nat.succ (m % Nat.succ n)) :=
  Int.subNatNat_of_sub_eq_zero (Nat.sub_eq_zero_of_le (Nat.mod_lt m (Nat.succ_pos n)))

protected theorem emod_nonneg (a : Int) {b : Int} (h : b ≠ 0) : 0 ≤ a % b := by
  cases a with
  | ofNat m => exact Int.ofNat_nonneg (m % Int.natAbs b)
  | negSucc m =>
    cases b with
    | ofNat n =>
      cases n with
      | zero => exact absurd rfl h
      | succ n =>
        exact Eq.subst (motive := fun x => 0 ≤ x) (Eq.symm (Int.subNatNat_succ_mod m n))
          (Int.ofNat_nonneg (Nat.succ n - Nat.succ (m % Nat.succ n)))
    | negSucc n =>
      exact Eq.subst (motive := fun x => 0 ≤ x) (Eq.symm (Int.subNatNat_succ_mod m n))
        (Int.ofNat_nonneg (Nat.succ n - Nat.succ (m % Nat.succ n)))

protected theorem emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b :=
  Exists.elim (Iff.mp Int.pos_iff h) (fun n hn =>
    Eq.subst (motive := fun x => a % x < x) (Eq.symm hn) (by
      cases a with
      | ofNat m => exact Iff.mpr Int.ofNat_lt (Nat.mod_lt m (Nat.succ_pos n))
      | negSucc m =>
        exact Eq.subst (motive := fun x => x < Int.ofNat (Nat.succ n)) (Eq.symm (Int.subNatNat_succ_mod m n))
          (Iff.mpr Int.ofNat_lt (Nat.sub_lt (Nat.succ_pos n) (Nat.succ_pos (m % Nat.succ n))))))

end Int
