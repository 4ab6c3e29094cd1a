/-
The integers are a linearly ordered ring, and their order is decidable.
Given by: the definitions of `Int.lean` and the ring laws. Gives: the inequalities that every linear proof uses.
Holds: names are those of Lean's core where it has them; the only definitions are decision procedures.
-/

namespace Int

/-! Numbers that are not negative. -/

theorem NonNeg.elim {a : Int} (h : Int.NonNeg a) : ∃ n : Nat, a = Int.ofNat n :=
  @Int.NonNeg.rec (fun a _ => ∃ n : Nat, a = Int.ofNat n) (fun n => Exists.intro n rfl) a h

theorem nonNeg_of_eq {a : Int} {n : Nat} (h : a = Int.ofNat n) : Int.NonNeg a :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm h) (Int.NonNeg.mk n)

theorem not_nonNeg_negSucc (n : Nat) : ¬ Int.NonNeg (Int.negSucc n) := fun h =>
  Exists.elim (Int.NonNeg.elim h) (fun m hm => Int.negSucc_ne_ofNat n m hm)

theorem nonNeg_or_neg (a : Int) : Int.NonNeg a ∨ Int.NonNeg (-a) := by
  cases a with
  | ofNat n => exact Or.inl (Int.NonNeg.mk n)
  | negSucc n => exact Or.inr (Int.NonNeg.mk (Nat.succ n))

theorem eq_zero_of_nonNeg_of_neg {a : Int} (h : Int.NonNeg a) (k : Int.NonNeg (-a)) : a = 0 := by
  cases a with
  | ofNat n =>
    cases n with
    | zero => rfl
    | succ n => exact absurd k (Int.not_nonNeg_negSucc n)
  | negSucc n => exact absurd h (Int.not_nonNeg_negSucc n)

theorem nonNeg_add {a b : Int} (h : Int.NonNeg a) (k : Int.NonNeg b) : Int.NonNeg (a + b) :=
  Exists.elim (Int.NonNeg.elim h) (fun m hm => Exists.elim (Int.NonNeg.elim k) (fun n hn =>
    Int.nonNeg_of_eq (n := m + n) (congrArg₂ (fun x y : Int => x + y) hm hn)))

theorem nonNeg_mul {a b : Int} (h : Int.NonNeg a) (k : Int.NonNeg b) : Int.NonNeg (a * b) :=
  Exists.elim (Int.NonNeg.elim h) (fun m hm => Exists.elim (Int.NonNeg.elim k) (fun n hn =>
    Int.nonNeg_of_eq (n := m * n) (congrArg₂ (fun x y : Int => x * y) hm hn)))

/-! At most. -/

theorem le_def {a b : Int} : a ≤ b ↔ Int.NonNeg (b - a) := Iff.rfl

theorem nonneg_def {a : Int} : 0 ≤ a ↔ Int.NonNeg a :=
  Iff.intro
    (fun h => Eq.subst (motive := fun x => Int.NonNeg x) (Int.sub_zero a) h)
    (fun h => Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm (Int.sub_zero a)) h)

protected theorem sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a := Int.nonneg_def

protected theorem sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b := Iff.mpr Int.sub_nonneg h

protected theorem le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a := Iff.mp Int.sub_nonneg h

theorem ofNat_nonneg (n : Nat) : 0 ≤ Int.ofNat n := Iff.mpr Int.nonneg_def (Int.NonNeg.mk n)

theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = Int.ofNat n :=
  Int.NonNeg.elim (Iff.mp Int.nonneg_def h)

protected theorem le_refl (a : Int) : a ≤ a :=
  Int.nonNeg_of_eq (n := 0) (Int.sub_self a)

protected theorem le_of_eq {a b : Int} (h : a = b) : a ≤ b :=
  Eq.subst (motive := fun x => a ≤ x) h (Int.le_refl a)

protected theorem le_trans {a b c : Int} (h : a ≤ b) (k : b ≤ c) : a ≤ c :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Int.sub_add_sub_cancel c b a) (Int.nonNeg_add k h)

protected theorem le_antisymm {a b : Int} (h : a ≤ b) (k : b ≤ a) : a = b :=
  Eq.symm (Int.eq_of_sub_eq_zero (Int.eq_zero_of_nonNeg_of_neg h
    (Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm (Int.neg_sub b a)) k)))

protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a :=
  Or.elim (Int.nonNeg_or_neg (b - a))
    (fun h => Or.inl h)
    (fun h => Or.inr (Eq.subst (motive := fun x => Int.NonNeg x) (Int.neg_sub b a) h))

theorem ofNat_le {m n : Nat} : Int.ofNat m ≤ Int.ofNat n ↔ m ≤ n :=
  Iff.intro
    (fun h => Exists.elim (Int.NonNeg.elim h) (fun k hk =>
      have sum : Int.ofNat k + Int.ofNat m = Int.ofNat n :=
        Eq.trans (congrArg (fun x : Int => x + Int.ofNat m) (Eq.symm hk)) (Int.sub_add_cancel (Int.ofNat n) (Int.ofNat m))
      have natural : k + m = n := Iff.mp Int.ofNat_inj sum
      Nat.le.intro (Eq.trans (Nat.add_comm m k) natural)))
    (fun h => Exists.elim (Nat.le.dest h) (fun k hk =>
      have sum : Int.ofNat m + Int.ofNat k = Int.ofNat n := congrArg Int.ofNat hk
      have difference : Int.ofNat n - Int.ofNat m = Int.ofNat k :=
        Eq.trans (congrArg (fun x : Int => x - Int.ofNat m) (Eq.symm sum))
          (Eq.trans (congrArg (fun x : Int => x - Int.ofNat m) (Int.add_comm (Int.ofNat m) (Int.ofNat k)))
            (Int.add_sub_cancel (Int.ofNat k) (Int.ofNat m)))
      Int.nonNeg_of_eq difference))

/-! Less. -/

theorem lt_iff_add_one_le {a b : Int} : a < b ↔ a + 1 ≤ b := Iff.rfl

theorem add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b := h

theorem lt_of_add_one_le {a b : Int} (h : a + 1 ≤ b) : a < b := h

protected theorem sub_add_one_eq (a b : Int) : b - (a + 1) = (b - a) - 1 := by
  show b + -(a + 1) = (b + -a) + -1
  rw [Int.neg_add (a := a) (b := 1), Int.add_assoc b (-a) (-1)]

theorem le_add_one (a : Int) : a ≤ a + 1 :=
  Int.nonNeg_of_eq (n := 1) (Eq.trans (congrArg (fun x : Int => x - a) (Int.add_comm a 1)) (Int.add_sub_cancel 1 a))

protected theorem le_of_lt {a b : Int} (h : a < b) : a ≤ b := Int.le_trans (Int.le_add_one a) h

protected theorem lt_irrefl (a : Int) : ¬ a < a := fun h =>
  have minus : a - (a + 1) = Int.negSucc 0 :=
    Eq.trans (Int.sub_add_one_eq a a) (congrArg (fun x : Int => x - 1) (Int.sub_self a))
  Int.not_nonNeg_negSucc 0 (Eq.subst (motive := fun x => Int.NonNeg x) minus h)

protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm (Int.add_sub_add_left b a c)) h

protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm (Int.add_sub_add_right b a c)) h

protected theorem add_le_add {a b c d : Int} (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d :=
  Int.le_trans (Int.add_le_add_right h c) (Int.add_le_add_left k b)

protected theorem le_of_add_le_add_left {a b c : Int} (h : a + b ≤ a + c) : b ≤ c :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Int.add_sub_add_left c b a) h

protected theorem le_of_add_le_add_right {a b c : Int} (h : a + b ≤ c + b) : a ≤ c :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Int.add_sub_add_right c a b) h

protected theorem lt_of_lt_of_le {a b c : Int} (h : a < b) (k : b ≤ c) : a < c := Int.le_trans (a := a + 1) h k

protected theorem lt_of_le_of_lt {a b c : Int} (h : a ≤ b) (k : b < c) : a < c :=
  Int.le_trans (a := a + 1) (Int.add_le_add_right h 1) k

protected theorem lt_trans {a b c : Int} (h : a < b) (k : b < c) : a < c :=
  Int.lt_of_lt_of_le h (Int.le_of_lt k)

protected theorem lt_asymm {a b : Int} (h : a < b) : ¬ b < a := fun k => Int.lt_irrefl a (Int.lt_trans h k)

protected theorem ne_of_lt {a b : Int} (h : a < b) : a ≠ b :=
  fun e => Int.lt_irrefl b (Eq.subst (motive := fun x => x < b) e h)

theorem pos_or_nonpos (d : Int) : Int.NonNeg (d - 1) ∨ Int.NonNeg (-d) := by
  cases d with
  | ofNat n =>
    cases n with
    | zero => exact Or.inr (Int.NonNeg.mk 0)
    | succ n => exact Or.inl (Int.nonNeg_of_eq (n := n) (Int.add_sub_cancel (Int.ofNat n) 1))
  | negSucc n => exact Or.inr (Int.NonNeg.mk (Nat.succ n))

protected theorem lt_or_ge (a b : Int) : a < b ∨ b ≤ a :=
  Or.elim (Int.pos_or_nonpos (b - a))
    (fun h => Or.inl (Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm (Int.sub_add_one_eq a b)) h))
    (fun h => Or.inr (Eq.subst (motive := fun x => Int.NonNeg x) (Int.neg_sub b a) h))

protected theorem le_or_gt (a b : Int) : a ≤ b ∨ b < a := Or.symm (Int.lt_or_ge b a)

protected theorem ne_of_gt {a b : Int} (h : b < a) : a ≠ b := fun e => Int.ne_of_lt h (Eq.symm e)

protected theorem not_le_of_gt {a b : Int} (h : b < a) : ¬ a ≤ b :=
  fun k => Int.lt_irrefl b (Int.lt_of_lt_of_le h k)

protected theorem not_lt_of_ge {a b : Int} (h : b ≤ a) : ¬ a < b :=
  fun k => Int.lt_irrefl a (Int.lt_of_lt_of_le k h)

protected theorem lt_of_not_ge {a b : Int} (h : ¬ a ≤ b) : b < a := Or.resolve_left (Int.le_or_gt a b) h

protected theorem le_of_not_gt {a b : Int} (h : ¬ b < a) : a ≤ b := Or.resolve_right (Int.le_or_gt a b) h

protected theorem not_le {a b : Int} : ¬ a ≤ b ↔ b < a := Iff.intro Int.lt_of_not_ge Int.not_le_of_gt

protected theorem not_lt {a b : Int} : ¬ a < b ↔ b ≤ a := Iff.intro Int.le_of_not_gt Int.not_lt_of_ge

theorem le_of_lt_add_one {a b : Int} (h : a < b + 1) : a ≤ b := Int.le_of_add_le_add_right (b := 1) h

theorem lt_add_one_of_le {a b : Int} (h : a ≤ b) : a < b + 1 := Int.add_le_add_right h 1

protected theorem lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a :=
  Or.elim (Int.lt_or_ge a b)
    (fun h => Or.inl h)
    (fun h => Or.inr (Or.elim (Int.lt_or_ge b a)
      (fun k => Or.inr k)
      (fun k => Or.inl (Int.le_antisymm k h))))

protected theorem lt_or_gt_of_ne {a b : Int} (h : a ≠ b) : a < b ∨ b < a :=
  Or.elim (Int.lt_trichotomy a b)
    (fun l => Or.inl l)
    (fun k => Or.elim k (fun e => absurd e h) (fun g => Or.inr g))

protected theorem lt_of_le_of_ne {a b : Int} (h : a ≤ b) (k : a ≠ b) : a < b :=
  Or.elim (Int.lt_or_gt_of_ne k) (fun l => l) (fun g => absurd h (Int.not_le_of_gt g))

protected theorem add_lt_add_left {a b : Int} (h : a < b) (c : Int) : c + a < c + b :=
  Eq.subst (motive := fun x => x ≤ c + b) (Eq.symm (Int.add_assoc c a 1)) (Int.add_le_add_left (a := a + 1) h c)

protected theorem add_lt_add_right {a b : Int} (h : a < b) (c : Int) : a + c < b + c := by
  rw [Int.add_comm a c, Int.add_comm b c]
  exact Int.add_lt_add_left h c

protected theorem add_lt_add_of_lt_of_le {a b c d : Int} (h : a < b) (k : c ≤ d) : a + c < b + d :=
  Int.lt_of_lt_of_le (Int.add_lt_add_right h c) (Int.add_le_add_left k b)

protected theorem add_lt_add_of_le_of_lt {a b c d : Int} (h : a ≤ b) (k : c < d) : a + c < b + d :=
  Int.lt_of_le_of_lt (Int.add_le_add_right h c) (Int.add_lt_add_left k b)

protected theorem add_nonneg {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a + b :=
  Int.add_le_add (a := 0) (b := a) (c := 0) (d := b) h k

/-! Negation and multiplication. -/

protected theorem neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a := by
  have same : -a - -b = b - a := Eq.trans (Int.sub_neg (-a) b) (Int.add_comm (-a) b)
  exact Eq.subst (motive := fun x => Int.NonNeg x) (Eq.symm same) h

protected theorem neg_lt_neg {a b : Int} (h : a < b) : -b < -a :=
  Or.elim (Int.lt_or_ge (-b) (-a))
    (fun k => k)
    (fun k => absurd
      (Eq.subst (motive := fun x => b ≤ x) (Int.neg_neg a)
        (Eq.subst (motive := fun x => x ≤ -(-a)) (Int.neg_neg b) (Int.neg_le_neg k)))
      (Int.not_le_of_gt h))

protected theorem neg_nonneg_of_nonpos {a : Int} (h : a ≤ 0) : 0 ≤ -a := Int.neg_le_neg (a := a) (b := 0) h

protected theorem neg_nonpos_of_nonneg {a : Int} (h : 0 ≤ a) : -a ≤ 0 := Int.neg_le_neg (a := 0) (b := a) h

protected theorem mul_nonneg {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b :=
  Iff.mpr Int.nonneg_def (Int.nonNeg_mul (Iff.mp Int.nonneg_def h) (Iff.mp Int.nonneg_def k))

protected theorem mul_self_nonneg (a : Int) : 0 ≤ a * a :=
  Or.elim (Int.le_total 0 a)
    (fun h => Int.mul_nonneg h h)
    (fun h => Eq.subst (motive := fun x => 0 ≤ x) (Int.neg_mul_neg a a)
      (Int.mul_nonneg (Int.neg_nonneg_of_nonpos h) (Int.neg_nonneg_of_nonpos h)))

protected theorem mul_le_mul_of_nonneg_left {a b c : Int} (h : a ≤ b) (k : 0 ≤ c) : c * a ≤ c * b :=
  Eq.subst (motive := fun x => Int.NonNeg x) (Int.mul_sub c b a) (Int.nonNeg_mul (Iff.mp Int.nonneg_def k) h)

protected theorem mul_le_mul_of_nonneg_right {a b c : Int} (h : a ≤ b) (k : 0 ≤ c) : a * c ≤ b * c := by
  rw [Int.mul_comm a c, Int.mul_comm b c]
  exact Int.mul_le_mul_of_nonneg_left h k

theorem pos_iff {a : Int} : 0 < a ↔ ∃ n : Nat, a = Int.ofNat (Nat.succ n) :=
  Iff.intro
    (fun h => Exists.elim (Int.NonNeg.elim h) (fun n hn => Exists.intro n
      (Eq.trans (Eq.symm (Int.sub_add_cancel a 1)) (congrArg (fun x : Int => x + 1) hn))))
    (fun h => Exists.elim h (fun n hn =>
      Int.nonNeg_of_eq (n := n) (Eq.trans (congrArg (fun x : Int => x - 1) hn) (Int.add_sub_cancel (Int.ofNat n) 1))))

protected theorem mul_pos {a b : Int} (h : 0 < a) (k : 0 < b) : 0 < a * b :=
  Exists.elim (Iff.mp Int.pos_iff h) (fun m hm => Exists.elim (Iff.mp Int.pos_iff k) (fun n hn =>
    Iff.mpr Int.pos_iff (Exists.intro (Nat.succ m * n + m) (congrArg₂ (fun x y : Int => x * y) hm hn))))

theorem eq_zero_of_natAbs_eq_zero {a : Int} (h : Int.natAbs a = 0) : a = 0 := by
  cases a with
  | ofNat n => exact congrArg Int.ofNat h
  | negSucc n => exact absurd h (Nat.succ_ne_zero n)

protected theorem mul_ne_zero {a b : Int} (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := fun e =>
  Or.elim (Int.lt_or_gt_of_ne h)
    (fun ha => Or.elim (Int.lt_or_gt_of_ne k)
      (fun hb => Int.ne_of_lt (Int.mul_pos (Int.neg_lt_neg ha) (Int.neg_lt_neg hb))
        (Eq.symm (Eq.trans (Int.neg_mul_neg a b) e)))
      (fun hb => Int.ne_of_lt (Int.mul_pos (Int.neg_lt_neg ha) hb)
        (Eq.symm (Eq.trans (Int.neg_mul a b) (congrArg (fun x : Int => -x) e)))))
    (fun ha => Or.elim (Int.lt_or_gt_of_ne k)
      (fun hb => Int.ne_of_lt (Int.mul_pos ha (Int.neg_lt_neg hb))
        (Eq.symm (Eq.trans (Int.mul_neg a b) (congrArg (fun x : Int => -x) e))))
      (fun hb => Int.ne_of_lt (Int.mul_pos ha hb) (Eq.symm e)))

/-! Decisions. -/

/-- Equality is decidable. -/
protected def decEq (a b : Int) : Decidable (a = b) :=
  match a, b with
  | Int.ofNat m, Int.ofNat n =>
    match Nat.decEq m n with
    | Decidable.isTrue h => Decidable.isTrue (congrArg Int.ofNat h)
    | Decidable.isFalse h => Decidable.isFalse (fun e => h (Iff.mp Int.ofNat_inj e))
  | Int.ofNat m, Int.negSucc n => Decidable.isFalse (Int.ofNat_ne_negSucc m n)
  | Int.negSucc m, Int.ofNat n => Decidable.isFalse (Int.negSucc_ne_ofNat m n)
  | Int.negSucc m, Int.negSucc n =>
    match Nat.decEq m n with
    | Decidable.isTrue h => Decidable.isTrue (congrArg Int.negSucc h)
    | Decidable.isFalse h => Decidable.isFalse (fun e => h (Iff.mp Int.negSucc_inj e))

instance instDecidableEq : DecidableEq Int := Int.decEq

/-- Being not below zero is decidable. -/
def decNonneg (m : Int) : Decidable (Int.NonNeg m) :=
  match m with
  | Int.ofNat m => Decidable.isTrue (Int.NonNeg.mk m)
  | Int.negSucc m => Decidable.isFalse (Int.not_nonNeg_negSucc m)

/-- The order is decidable. -/
instance decLe (a b : Int) : Decidable (a ≤ b) := Int.decNonneg (b - a)

/-- The strict order is decidable. -/
instance decLt (a b : Int) : Decidable (a < b) := Int.decNonneg (b - (a + 1))

/-! The way to `Nat` and back. -/

theorem toNat_ofNat (n : Nat) : Int.toNat (Int.ofNat n) = n := rfl

theorem toNat_of_nonneg {a : Int} (h : 0 ≤ a) : Int.ofNat (Int.toNat a) = a :=
  Exists.elim (Int.eq_ofNat_of_zero_le h)
    (fun n hn => Eq.subst (motive := fun x => Int.ofNat (Int.toNat x) = x) (Eq.symm hn) rfl)

theorem toNat_of_nonpos {a : Int} (h : a ≤ 0) : Int.toNat a = 0 := by
  cases a with
  | ofNat n => exact Nat.le_antisymm (Iff.mp Int.ofNat_le h) (Nat.zero_le n)
  | negSucc n => rfl

theorem self_le_toNat (a : Int) : a ≤ Int.ofNat (Int.toNat a) := by
  cases a with
  | ofNat n => exact Int.le_refl (Int.ofNat n)
  | negSucc n => exact Int.le_trans (b := 0) (Int.neg_nonpos_of_nonneg (Int.ofNat_nonneg (Nat.succ n))) (Int.ofNat_nonneg 0)

theorem ofNat_lt {m n : Nat} : Int.ofNat m < Int.ofNat n ↔ m < n := Int.ofNat_le (m := Nat.succ m) (n := n)

/-- For a number that is not negative the way to `Nat` keeps what is less. -/
theorem toNat_lt_toNat {a b : Int} (h : a < b) (k : 0 < b) : Int.toNat a < Int.toNat b :=
  Or.elim (Int.le_total 0 a)
    (fun ha => Iff.mp Int.ofNat_lt (by
      rw [Int.toNat_of_nonneg ha, Int.toNat_of_nonneg (Int.le_of_lt k)]
      exact h))
    (fun ha => Iff.mp Int.ofNat_lt (by
      rw [Int.toNat_of_nonpos ha, Int.toNat_of_nonneg (Int.le_of_lt k)]
      exact k))

end Int
