/-
Natural numbers: addition, multiplication, order, subtraction.
Given by: the prelude's `Nat`. Gives: the arithmetic under `Int`.
Holds: theorems only, under the names of Lean's core.
-/

namespace Nat

/-! Addition. -/

protected theorem add_zero (n : Nat) : n + 0 = n := rfl

protected theorem zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg Nat.succ ih

theorem add_succ (n m : Nat) : n + Nat.succ m = Nat.succ (n + m) := rfl

theorem succ_add (n m : Nat) : Nat.succ n + m = Nat.succ (n + m) := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg Nat.succ ih

theorem add_one (n : Nat) : n + 1 = Nat.succ n := rfl

theorem succ_eq_add_one (n : Nat) : Nat.succ n = n + 1 := rfl

protected theorem add_comm (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => exact Eq.symm (Nat.zero_add n)
  | succ m ih => exact Eq.trans (congrArg Nat.succ ih) (Eq.symm (Nat.succ_add m n))

protected theorem add_assoc (n m k : Nat) : (n + m) + k = n + (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact congrArg Nat.succ ih

protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← Nat.add_assoc n m k, Nat.add_comm n m, Nat.add_assoc m n k]

protected theorem add_right_comm (n m k : Nat) : (n + m) + k = (n + k) + m := by
  rw [Nat.add_assoc n m k, Nat.add_comm m k, ← Nat.add_assoc n k m]

/-- Four summands, the two in the middle exchanged. -/
protected theorem add_add_add_comm (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  rw [Nat.add_assoc a b (c + d), Nat.add_left_comm b c d, ← Nat.add_assoc a c (b + d)]

theorem succ_ne_zero (n : Nat) : Nat.succ n ≠ 0 := fun h =>
  Eq.subst (motive := fun x => @Nat.rec (fun _ => Prop) False (fun _ _ => True) x) h trivial

theorem succ.inj {n m : Nat} (h : Nat.succ n = Nat.succ m) : n = m := congrArg Nat.pred h

protected theorem add_left_cancel {n m k : Nat} (h : n + m = n + k) : m = k := by
  induction n with
  | zero => exact Eq.trans (Eq.symm (Nat.zero_add m)) (Eq.trans h (Nat.zero_add k))
  | succ n ih =>
    exact ih (Nat.succ.inj (Eq.trans (Eq.symm (Nat.succ_add n m)) (Eq.trans h (Nat.succ_add n k))))

protected theorem add_right_cancel {n m k : Nat} (h : n + m = k + m) : n = k :=
  Nat.add_left_cancel (Eq.trans (Nat.add_comm m n) (Eq.trans h (Nat.add_comm k m)))

theorem eq_zero_of_add_eq_zero_right {n m : Nat} (h : n + m = 0) : n = 0 := by
  cases m with
  | zero => exact h
  | succ m => exact absurd h (Nat.succ_ne_zero (n + m))

/-! Multiplication. -/

protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl

theorem mul_succ (n m : Nat) : n * Nat.succ m = n * m + n := rfl

protected theorem zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih

theorem succ_mul (n m : Nat) : Nat.succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih =>
    have step : (Nat.succ n * m) + n = (n * m + n) + m :=
      Eq.trans (congrArg (fun x : Nat => x + n) ih) (Nat.add_right_comm (n * m) m n)
    exact congrArg Nat.succ step

protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n

protected theorem one_mul (n : Nat) : 1 * n = n :=
  Eq.trans (Nat.succ_mul 0 n) (Eq.trans (congrArg (fun x : Nat => x + n) (Nat.zero_mul n)) (Nat.zero_add n))

protected theorem mul_comm (n m : Nat) : n * m = m * n := by
  induction m with
  | zero => exact Eq.symm (Nat.zero_mul n)
  | succ m ih => exact Eq.trans (congrArg (fun x : Nat => x + n) ih) (Eq.symm (Nat.succ_mul m n))

protected theorem left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := by
  induction k with
  | zero => rfl
  | succ k ih =>
    exact Eq.trans (congrArg (fun x : Nat => x + n) ih) (Nat.add_assoc (n * m) (n * k) n)

protected theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := Nat.left_distrib n m k

protected theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm (n + m) k, Nat.left_distrib k n m, Nat.mul_comm k n, Nat.mul_comm k m]

protected theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := Nat.right_distrib n m k

protected theorem mul_assoc (n m k : Nat) : (n * m) * k = n * (m * k) := by
  induction k with
  | zero => rfl
  | succ k ih =>
    exact Eq.trans (congrArg (fun x : Nat => x + n * m) ih) (Eq.symm (Nat.left_distrib n (m * k) m))

protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc n m k, Nat.mul_comm n m, Nat.mul_assoc m n k]

/-! Order. -/

protected theorem le_of_eq {n m : Nat} (h : n = m) : n ≤ m :=
  Eq.subst (motive := fun x => n ≤ x) h (Nat.le_refl n)

protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := Nat.le_trans (Nat.le_succ n) h

theorem le_add_right (n k : Nat) : n ≤ n + k := by
  induction k with
  | zero => exact Nat.le_refl n
  | succ k ih => exact Nat.le_succ_of_le ih

theorem le_add_left (n m : Nat) : n ≤ m + n :=
  Eq.subst (motive := fun x => n ≤ x) (Nat.add_comm n m) (Nat.le_add_right n m)

theorem le.intro {n m k : Nat} (h : n + k = m) : n ≤ m :=
  Eq.subst (motive := fun x => n ≤ x) h (Nat.le_add_right n k)

theorem le.dest {n m : Nat} (h : n ≤ m) : ∃ k, n + k = m := by
  induction m with
  | zero => exact Exists.intro 0 (Nat.le_antisymm h (Nat.zero_le n))
  | succ m ih =>
    exact Or.elim (Nat.eq_or_lt_of_le h)
      (fun e => Exists.intro 0 e)
      (fun l => Exists.elim (ih (Nat.le_of_lt_succ l))
        (fun k hk => Exists.intro (Nat.succ k) (congrArg Nat.succ hk)))

protected theorem le_total (n m : Nat) : n ≤ m ∨ m ≤ n :=
  Or.elim (Nat.lt_or_ge n m) (fun h => Or.inl (Nat.le_of_lt h)) (fun h => Or.inr h)

protected theorem not_le_of_gt {n m : Nat} (h : m < n) : ¬ n ≤ m :=
  fun k => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h k)

protected theorem not_lt_of_ge {n m : Nat} (h : m ≤ n) : ¬ n < m :=
  fun k => Nat.lt_irrefl n (Nat.lt_of_lt_of_le k h)

protected theorem not_le {n m : Nat} : ¬ n ≤ m ↔ m < n := Iff.intro Nat.lt_of_not_le Nat.not_le_of_gt

protected theorem not_lt {n m : Nat} : ¬ n < m ↔ m ≤ n :=
  Iff.intro
    (fun h => Or.elim (Nat.lt_or_ge n m) (fun l => absurd l h) (fun g => g))
    Nat.not_lt_of_ge

protected theorem add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m :=
  Exists.elim (Nat.le.dest h)
    (fun d hd => Nat.le.intro (Eq.trans (Nat.add_assoc k n d) (congrArg (fun x : Nat => k + x) hd)))

protected theorem add_le_add_right {n m : Nat} (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by
  rw [Nat.add_comm n k, Nat.add_comm m k]
  exact Nat.add_le_add_left h k

protected theorem add_le_add {a b c d : Nat} (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d :=
  Nat.le_trans (Nat.add_le_add_right h c) (Nat.add_le_add_left k b)

protected theorem add_lt_add_left {n m : Nat} (h : n < m) (k : Nat) : k + n < k + m :=
  Nat.add_le_add_left (n := Nat.succ n) h k

protected theorem add_lt_add_right {n m : Nat} (h : n < m) (k : Nat) : n + k < m + k := by
  rw [Nat.add_comm n k, Nat.add_comm m k]
  exact Nat.add_lt_add_left h k

protected theorem le_of_add_le_add_left {a b c : Nat} (h : a + b ≤ a + c) : b ≤ c :=
  Exists.elim (Nat.le.dest h)
    (fun d hd => Nat.le.intro (Nat.add_left_cancel (Eq.trans (Eq.symm (Nat.add_assoc a b d)) hd)))

protected theorem lt_of_add_lt_add_left {a b c : Nat} (h : a + b < a + c) : b < c :=
  Nat.le_of_add_le_add_left (a := a) (b := Nat.succ b) h

protected theorem mul_le_mul_left {n m : Nat} (k : Nat) (h : n ≤ m) : k * n ≤ k * m :=
  Exists.elim (Nat.le.dest h)
    (fun d hd => Nat.le.intro (Eq.trans (Eq.symm (Nat.left_distrib k n d)) (congrArg (fun x : Nat => k * x) hd)))

theorem pos_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => exact Nat.succ_pos n

protected theorem ne_of_gt {a b : Nat} (h : b < a) : a ≠ b :=
  fun e => Nat.lt_irrefl b (Eq.subst (motive := fun x => b < x) e h)

/-! Subtraction. -/

protected theorem sub_zero (n : Nat) : n - 0 = n := rfl

theorem sub_succ (n m : Nat) : n - Nat.succ m = Nat.pred (n - m) := rfl

protected theorem zero_sub (n : Nat) : 0 - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg Nat.pred ih

protected theorem sub_self (n : Nat) : n - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact Eq.trans (Nat.succ_sub_succ_eq_sub n n) ih

protected theorem add_sub_cancel_left (n m : Nat) : (n + m) - n = m := by
  induction n with
  | zero => exact Nat.zero_add m
  | succ n ih =>
    exact Eq.trans (congrArg (fun x : Nat => x - Nat.succ n) (Nat.succ_add n m))
      (Eq.trans (Nat.succ_sub_succ_eq_sub (n + m) n) ih)

protected theorem add_sub_cancel (n m : Nat) : (n + m) - m = n :=
  Eq.trans (congrArg (fun x : Nat => x - m) (Nat.add_comm n m)) (Nat.add_sub_cancel_left m n)

theorem sub_self_add (n m : Nat) : n - (n + m) = 0 := by
  induction n with
  | zero => exact Nat.zero_sub (0 + m)
  | succ n ih =>
    exact Eq.trans (congrArg (fun x : Nat => Nat.succ n - x) (Nat.succ_add n m))
      (Eq.trans (Nat.succ_sub_succ_eq_sub n (n + m)) ih)

theorem sub_eq_zero_of_le {n m : Nat} (h : n ≤ m) : n - m = 0 :=
  Exists.elim (Nat.le.dest h)
    (fun d hd => Eq.subst (motive := fun x => n - x = 0) hd (Nat.sub_self_add n d))

protected theorem sub_add_cancel {n m : Nat} (h : m ≤ n) : n - m + m = n :=
  Exists.elim (Nat.le.dest h)
    (fun d hd => Eq.subst (motive := fun x => x - m + m = x) hd
      (Eq.trans (congrArg (fun x : Nat => x + m) (Nat.add_sub_cancel_left m d)) (Nat.add_comm d m)))

protected theorem add_sub_of_le {n m : Nat} (h : n ≤ m) : n + (m - n) = m :=
  Eq.trans (Nat.add_comm n (m - n)) (Nat.sub_add_cancel h)

/-- Of two numbers one is the other and something more. -/
theorem difference (m n : Nat) : (∃ k, m = n + k) ∨ (∃ k, n = m + Nat.succ k) :=
  Or.elim (Nat.lt_or_ge m n)
    (fun h => Or.inr (Exists.elim (Nat.le.dest h)
      (fun k hk => Exists.intro k (Eq.trans (Eq.symm hk) (Nat.succ_add m k)))))
    (fun h => Or.inl (Exists.elim (Nat.le.dest h) (fun k hk => Exists.intro k (Eq.symm hk))))

end Nat
