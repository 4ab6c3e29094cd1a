/-
The integers are a commutative ring.
Given by: the definitions of `Int.lean` and the arithmetic of `Nat`. Gives: the identities that every polynomial proof uses.
Holds: theorems only, under the names of Lean's core where it has them.
-/

namespace Int

/-! Constructors and numerals. -/

theorem ofNat_inj {m n : Nat} : Int.ofNat m = Int.ofNat n ↔ m = n :=
  Iff.intro (fun h => congrArg Int.toNat h) (fun h => congrArg Int.ofNat h)

theorem negSucc_inj {m n : Nat} : Int.negSucc m = Int.negSucc n ↔ m = n :=
  Iff.intro (fun h => Nat.succ.inj (congrArg Int.natAbs h)) (fun h => congrArg Int.negSucc h)

theorem ofNat_ne_negSucc (m n : Nat) : ¬ Int.ofNat m = Int.negSucc n := fun h =>
  Eq.subst (motive := fun i => @Int.rec (fun _ => Prop) (fun _ => True) (fun _ => False) i) h trivial

theorem negSucc_ne_ofNat (m n : Nat) : ¬ Int.negSucc m = Int.ofNat n := fun h => Int.ofNat_ne_negSucc n m (Eq.symm h)

theorem ofNat_add (m n : Nat) : Int.ofNat (m + n) = Int.ofNat m + Int.ofNat n := rfl

theorem ofNat_mul (m n : Nat) : Int.ofNat (m * n) = Int.ofNat m * Int.ofNat n := rfl

theorem ofNat_succ (n : Nat) : Int.ofNat (Nat.succ n) = Int.ofNat n + 1 := rfl

theorem neg_ofNat_succ (n : Nat) : -Int.ofNat (Nat.succ n) = Int.negSucc n := rfl

theorem neg_negSucc (n : Nat) : -Int.negSucc n = Int.ofNat (Nat.succ n) := rfl

protected theorem neg_zero : -(0 : Int) = 0 := rfl

protected theorem neg_neg (a : Int) : -(-a) = a := by
  cases a with
  | ofNat n =>
    cases n with
    | zero => rfl
    | succ n => rfl
  | negSucc n => rfl

theorem neg_negOfNat (n : Nat) : -Int.negOfNat n = Int.ofNat n := Int.neg_neg (Int.ofNat n)

/-- What holds of the natural numbers and, with a number, of its negation, holds of all integers. -/
theorem neg_induction {P : Int → Prop} (natural : ∀ n : Nat, P (Int.ofNat n)) (negation : ∀ a : Int, P a → P (-a))
    (a : Int) : P a := by
  cases a with
  | ofNat n => exact natural n
  | negSucc n => exact negation (Int.ofNat (Nat.succ n)) (natural (Nat.succ n))

/-! Differences of natural numbers. -/

theorem subNatNat_of_sub_eq_zero {m n : Nat} (h : n - m = 0) : Int.subNatNat m n = Int.ofNat (m - n) :=
  congrArg (fun d : Nat => @Nat.rec (fun _ => Int) (Int.ofNat (m - n)) (fun k _ => Int.negSucc k) d) h

theorem subNatNat_of_sub_eq_succ {m n k : Nat} (h : n - m = Nat.succ k) : Int.subNatNat m n = Int.negSucc k :=
  congrArg (fun d : Nat => @Nat.rec (fun _ => Int) (Int.ofNat (m - n)) (fun k _ => Int.negSucc k) d) h

theorem subNatNat_add_left (m n : Nat) : Int.subNatNat (m + n) m = Int.ofNat n :=
  Eq.trans (Int.subNatNat_of_sub_eq_zero (Nat.sub_self_add m n)) (congrArg Int.ofNat (Nat.add_sub_cancel_left m n))

theorem subNatNat_add_right (m n : Nat) : Int.subNatNat m (m + Nat.succ n) = Int.negSucc n :=
  Int.subNatNat_of_sub_eq_succ (Nat.add_sub_cancel_left m (Nat.succ n))

theorem subNatNat_zero (n : Nat) : Int.subNatNat n 0 = Int.ofNat n :=
  Int.subNatNat_of_sub_eq_zero (Nat.zero_sub n)

theorem subNatNat_zero_succ (n : Nat) : Int.subNatNat 0 (Nat.succ n) = Int.negSucc n :=
  Int.subNatNat_of_sub_eq_succ (m := 0) (n := Nat.succ n) rfl

/-- Equal differences. -/
theorem subNatNat_congr {a b c d : Nat} (h : a + d = c + b) : Int.subNatNat a b = Int.subNatNat c d :=
  Or.elim (Nat.difference a b)
    (fun hab => Exists.elim hab (fun k hk => by
      have sum : b + (k + d) = b + c := by
        rw [← Nat.add_assoc b k d, ← hk, h, Nat.add_comm c b]
      have upper : d + k = c := Eq.trans (Nat.add_comm d k) (Nat.add_left_cancel sum)
      rw [hk, ← upper, Int.subNatNat_add_left b k, Int.subNatNat_add_left d k]))
    (fun hba => Exists.elim hba (fun k hk => by
      have sum : a + d = a + (c + Nat.succ k) := by
        rw [h, hk, ← Nat.add_assoc c a (Nat.succ k), Nat.add_comm c a, Nat.add_assoc a c (Nat.succ k)]
      have lower : d = c + Nat.succ k := Nat.add_left_cancel sum
      rw [hk, lower, Int.subNatNat_add_right a k, Int.subNatNat_add_right c k]))

/-- Every integer is a difference. -/
theorem eq_subNatNat (i : Int) : ∃ a b, i = Int.subNatNat a b := by
  cases i with
  | ofNat n => exact Exists.intro n (Exists.intro 0 (Eq.symm (Int.subNatNat_zero n)))
  | negSucc n => exact Exists.intro 0 (Exists.intro (Nat.succ n) (Eq.symm (Int.subNatNat_zero_succ n)))

/-- Every difference is a natural number or the negation of a positive one, and the two terms show which. -/
theorem subNatNat_elim {P : Nat → Nat → Int → Prop} (m n : Nat)
    (natural : ∀ n k, P (n + k) n (Int.ofNat k)) (negative : ∀ m k, P m (m + Nat.succ k) (Int.negSucc k)) :
    P m n (Int.subNatNat m n) :=
  Or.elim (Nat.difference m n)
    (fun hmn => Exists.elim hmn (fun k hk => by
      rw [hk, Int.subNatNat_add_left n k]
      exact natural n k))
    (fun hnm => Exists.elim hnm (fun k hk => by
      rw [hk, Int.subNatNat_add_right m k]
      exact negative m k))

theorem subNatNat_add_subNatNat (a b c d : Nat) :
    Int.subNatNat a b + Int.subNatNat c d = Int.subNatNat (a + c) (b + d) :=
  Int.subNatNat_elim (P := fun a b i => i + Int.subNatNat c d = Int.subNatNat (a + c) (b + d)) a b
    (fun b k => Int.subNatNat_elim
      (P := fun c d j => Int.ofNat k + j = Int.subNatNat ((b + k) + c) (b + d)) c d
      (fun d l => by
        have sum : (b + k) + (d + l) = (b + d) + (k + l) := Nat.add_add_add_comm b k d l
        exact Eq.symm (Eq.trans (congrArg (fun x => Int.subNatNat x (b + d)) sum)
          (Int.subNatNat_add_left (b + d) (k + l))))
      (fun c l => by
        have sum : k + (b + (c + Nat.succ l)) = ((b + k) + c) + Nat.succ l := by
          rw [← Nat.add_assoc b c (Nat.succ l), ← Nat.add_assoc k (b + c) (Nat.succ l), ← Nat.add_assoc k b c,
            Nat.add_comm k b]
        exact Int.subNatNat_congr sum))
    (fun a k => Int.subNatNat_elim
      (P := fun c d j => Int.negSucc k + j = Int.subNatNat (a + c) ((a + Nat.succ k) + d)) c d
      (fun d l => by
        have sum : l + ((a + Nat.succ k) + d) = (a + (d + l)) + Nat.succ k := by
          rw [Nat.add_comm l ((a + Nat.succ k) + d), Nat.add_assoc (a + Nat.succ k) d l,
            Nat.add_right_comm a (Nat.succ k) (d + l)]
        exact Int.subNatNat_congr sum)
      (fun c l => by
        have sum : (a + Nat.succ k) + (c + Nat.succ l) = (a + c) + Nat.succ (Nat.succ (k + l)) :=
          Eq.trans (Nat.add_add_add_comm a (Nat.succ k) c (Nat.succ l))
            (congrArg (fun x => (a + c) + Nat.succ x) (Nat.succ_add k l))
        exact Eq.symm (Eq.trans (congrArg (fun x => Int.subNatNat (a + c) x) sum)
          (Int.subNatNat_add_right (a + c) (Nat.succ (k + l))))))

/-! Addition. -/

protected theorem add_comm (a b : Int) : a + b = b + a := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact congrArg Int.ofNat (Nat.add_comm m n)
    | negSucc n => rfl
  | negSucc m =>
    cases b with
    | ofNat n => rfl
    | negSucc n => exact congrArg (fun k => Int.negSucc (Nat.succ k)) (Nat.add_comm m n)

protected theorem add_assoc (a b c : Int) : (a + b) + c = a + (b + c) :=
  Exists.elim (Int.eq_subNatNat a) (fun a₁ ha => Exists.elim ha (fun a₂ ha =>
  Exists.elim (Int.eq_subNatNat b) (fun b₁ hb => Exists.elim hb (fun b₂ hb =>
  Exists.elim (Int.eq_subNatNat c) (fun c₁ hc => Exists.elim hc (fun c₂ hc => by
    rw [ha, hb, hc, Int.subNatNat_add_subNatNat a₁ a₂ b₁ b₂, Int.subNatNat_add_subNatNat (a₁ + b₁) (a₂ + b₂) c₁ c₂,
      Int.subNatNat_add_subNatNat b₁ b₂ c₁ c₂, Int.subNatNat_add_subNatNat a₁ a₂ (b₁ + c₁) (b₂ + c₂),
      Nat.add_assoc a₁ b₁ c₁, Nat.add_assoc a₂ b₂ c₂]))))))

protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by
  rw [← Int.add_assoc a b c, Int.add_comm a b, Int.add_assoc b a c]

protected theorem add_right_comm (a b c : Int) : (a + b) + c = (a + c) + b := by
  rw [Int.add_assoc a b c, Int.add_comm b c, ← Int.add_assoc a c b]

/-- Four summands, the two in the middle exchanged. -/
protected theorem add_add_add_comm (a b c d : Int) : (a + b) + (c + d) = (a + c) + (b + d) := by
  rw [Int.add_assoc a b (c + d), Int.add_left_comm b c d, ← Int.add_assoc a c (b + d)]

protected theorem add_zero (a : Int) : a + 0 = a := by
  cases a with
  | ofNat n => rfl
  | negSucc n => exact Int.subNatNat_zero_succ n

protected theorem zero_add (a : Int) : 0 + a = a := Eq.trans (Int.add_comm 0 a) (Int.add_zero a)

protected theorem add_left_neg (a : Int) : -a + a = 0 := by
  cases a with
  | ofNat n =>
    cases n with
    | zero => rfl
    | succ n => exact Int.subNatNat_add_left (Nat.succ n) 0
  | negSucc n => exact Int.subNatNat_add_left (Nat.succ n) 0

protected theorem add_right_neg (a : Int) : a + -a = 0 := Eq.trans (Int.add_comm a (-a)) (Int.add_left_neg a)

protected theorem sub_eq_add_neg {a b : Int} : a - b = a + -b := rfl

protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a

protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a

protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add (-a)

protected theorem neg_add_cancel_left (a b : Int) : -a + (a + b) = b := by
  rw [← Int.add_assoc (-a) a b, Int.add_left_neg a, Int.zero_add b]

protected theorem add_neg_cancel_left (a b : Int) : a + (-a + b) = b := by
  rw [← Int.add_assoc a (-a) b, Int.add_right_neg a, Int.zero_add b]

protected theorem add_neg_cancel_right (a b : Int) : (a + b) + -b = a := by
  rw [Int.add_assoc a b (-b), Int.add_right_neg b, Int.add_zero a]

protected theorem neg_add_cancel_right (a b : Int) : (a + -b) + b = a := by
  rw [Int.add_assoc a (-b) b, Int.add_left_neg b, Int.add_zero a]

protected theorem add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c :=
  Eq.trans (Eq.symm (Int.neg_add_cancel_left a b))
    (Eq.trans (congrArg (fun x : Int => -a + x) h) (Int.neg_add_cancel_left a c))

protected theorem add_right_cancel {a b c : Int} (h : a + b = c + b) : a = c :=
  Int.add_left_cancel (Eq.trans (Int.add_comm b a) (Eq.trans h (Int.add_comm c b)))

protected theorem neg_eq_of_add_eq_zero {a b : Int} (h : a + b = 0) : -a = b :=
  Int.add_left_cancel (Eq.trans (Int.add_right_neg a) (Eq.symm h))

protected theorem neg_inj {a b : Int} : -a = -b ↔ a = b :=
  Iff.intro
    (fun h => Eq.trans (Eq.symm (Int.neg_neg a)) (Eq.trans (congrArg (fun x : Int => -x) h) (Int.neg_neg b)))
    (fun h => congrArg (fun x : Int => -x) h)

protected theorem neg_add {a b : Int} : -(a + b) = -a + -b :=
  Int.neg_eq_of_add_eq_zero (Eq.trans (Int.add_add_add_comm a b (-a) (-b))
    (congrArg₂ (fun x y : Int => x + y) (Int.add_right_neg a) (Int.add_right_neg b)))

protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by
  show -(a + -b) = b + -a
  rw [Int.neg_add (a := a) (b := -b), Int.neg_neg b, Int.add_comm (-a) b]

protected theorem sub_neg (a b : Int) : a - -b = a + b := congrArg (fun x : Int => a + x) (Int.neg_neg b)

protected theorem sub_add_cancel (a b : Int) : a - b + b = a := Int.neg_add_cancel_right a b

protected theorem add_sub_cancel (a b : Int) : a + b - b = a := Int.add_neg_cancel_right a b

protected theorem sub_add_sub_cancel (a b c : Int) : a - b + (b - c) = a - c := by
  show (a + -b) + (b + -c) = a + -c
  rw [Int.add_assoc a (-b) (b + -c), Int.neg_add_cancel_left b (-c)]

protected theorem add_sub_add_left (a b c : Int) : (c + a) - (c + b) = a - b := by
  show (c + a) + -(c + b) = a + -b
  rw [Int.neg_add (a := c) (b := b), Int.add_add_add_comm c a (-c) (-b), Int.add_right_neg c, Int.zero_add (a + -b)]

protected theorem add_sub_add_right (a b c : Int) : (a + c) - (b + c) = a - b := by
  rw [Int.add_comm a c, Int.add_comm b c]
  exact Int.add_sub_add_left a b c

protected theorem eq_of_sub_eq_zero {a b : Int} (h : a - b = 0) : a = b :=
  Eq.trans (Eq.symm (Int.sub_add_cancel a b)) (Eq.trans (congrArg (fun x : Int => x + b) h) (Int.zero_add b))

/-! Multiplication. -/

protected theorem mul_comm (a b : Int) : a * b = b * a := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact congrArg Int.ofNat (Nat.mul_comm m n)
    | negSucc n => exact congrArg Int.negOfNat (Nat.mul_comm m (Nat.succ n))
  | negSucc m =>
    cases b with
    | ofNat n => exact congrArg Int.negOfNat (Nat.mul_comm (Nat.succ m) n)
    | negSucc n => exact congrArg Int.ofNat (Nat.mul_comm (Nat.succ m) (Nat.succ n))

theorem negOfNat_mul_ofNat (m n : Nat) : Int.negOfNat m * Int.ofNat n = Int.negOfNat (m * n) := by
  cases m with
  | zero =>
    exact Eq.subst (motive := fun x => Int.ofNat x = Int.negOfNat x) (Eq.symm (Nat.zero_mul n)) rfl
  | succ m => rfl

theorem negOfNat_mul_negSucc (m n : Nat) : Int.negOfNat m * Int.negSucc n = Int.ofNat (m * Nat.succ n) := by
  cases m with
  | zero =>
    exact Eq.subst (motive := fun x => Int.negOfNat x = Int.ofNat x) (Eq.symm (Nat.zero_mul (Nat.succ n))) rfl
  | succ m => rfl

protected theorem neg_mul (a b : Int) : -a * b = -(a * b) := by
  cases a with
  | ofNat m =>
    cases b with
    | ofNat n => exact Int.negOfNat_mul_ofNat m n
    | negSucc n => exact Eq.trans (Int.negOfNat_mul_negSucc m n) (Eq.symm (Int.neg_negOfNat (m * Nat.succ n)))
  | negSucc m =>
    cases b with
    | ofNat n => exact Eq.symm (Int.neg_negOfNat (Nat.succ m * n))
    | negSucc n => rfl

protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := by
  rw [Int.mul_comm a (-b), Int.neg_mul b a, Int.mul_comm b a]

protected theorem neg_mul_neg (a b : Int) : -a * -b = a * b := by
  rw [Int.neg_mul a (-b), Int.mul_neg a b, Int.neg_neg (a * b)]

protected theorem mul_zero (a : Int) : a * 0 = 0 := by
  cases a with
  | ofNat n => rfl
  | negSucc n => rfl

protected theorem zero_mul (a : Int) : 0 * a = 0 := Eq.trans (Int.mul_comm 0 a) (Int.mul_zero a)

protected theorem mul_one (a : Int) : a * 1 = a := by
  cases a with
  | ofNat n => exact congrArg Int.ofNat (Nat.mul_one n)
  | negSucc n => exact congrArg Int.negOfNat (Nat.mul_one (Nat.succ n))

protected theorem one_mul (a : Int) : 1 * a = a := Eq.trans (Int.mul_comm 1 a) (Int.mul_one a)

protected theorem mul_assoc (a b c : Int) : (a * b) * c = a * (b * c) :=
  Int.neg_induction (P := fun a => (a * b) * c = a * (b * c))
    (fun l => Int.neg_induction (P := fun b => (Int.ofNat l * b) * c = Int.ofNat l * (b * c))
      (fun m => Int.neg_induction (P := fun c => (Int.ofNat l * Int.ofNat m) * c = Int.ofNat l * (Int.ofNat m * c))
        (fun n => congrArg Int.ofNat (Nat.mul_assoc l m n))
        (fun c hc => by
          show (Int.ofNat l * Int.ofNat m) * -c = Int.ofNat l * (Int.ofNat m * -c)
          rw [Int.mul_neg (Int.ofNat l * Int.ofNat m) c, Int.mul_neg (Int.ofNat m) c,
            Int.mul_neg (Int.ofNat l) (Int.ofNat m * c), hc])
        c)
      (fun b hb => by
        show (Int.ofNat l * -b) * c = Int.ofNat l * (-b * c)
        rw [Int.mul_neg (Int.ofNat l) b, Int.neg_mul (Int.ofNat l * b) c, Int.neg_mul b c,
          Int.mul_neg (Int.ofNat l) (b * c), hb])
      b)
    (fun a ha => by
      show (-a * b) * c = -a * (b * c)
      rw [Int.neg_mul a b, Int.neg_mul (a * b) c, Int.neg_mul a (b * c), ha])
    a

protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by
  rw [← Int.mul_assoc a b c, Int.mul_comm a b, Int.mul_assoc b a c]

protected theorem mul_right_comm (a b c : Int) : (a * b) * c = (a * c) * b := by
  rw [Int.mul_assoc a b c, Int.mul_comm b c, ← Int.mul_assoc a c b]

theorem negOfNat_add (m n : Nat) : Int.negOfNat (m + n) = Int.negOfNat m + Int.negOfNat n :=
  Int.neg_add (a := Int.ofNat m) (b := Int.ofNat n)

theorem succ_mul_ofNat (n : Nat) (b : Int) : Int.ofNat (Nat.succ n) * b = Int.ofNat n * b + b := by
  cases b with
  | ofNat k => exact congrArg Int.ofNat (Nat.succ_mul n k)
  | negSucc k =>
    exact Eq.trans (congrArg Int.negOfNat (Nat.succ_mul n (Nat.succ k)))
      (Int.negOfNat_add (n * Nat.succ k) (Nat.succ k))

theorem ofNat_mul_add (n : Nat) (b c : Int) : Int.ofNat n * (b + c) = Int.ofNat n * b + Int.ofNat n * c := by
  induction n with
  | zero =>
    exact Eq.trans (Int.zero_mul (b + c))
      (Eq.symm (congrArg₂ (fun x y : Int => x + y) (Int.zero_mul b) (Int.zero_mul c)))
  | succ n ih =>
    show Int.ofNat (Nat.succ n) * (b + c) = Int.ofNat (Nat.succ n) * b + Int.ofNat (Nat.succ n) * c
    rw [Int.succ_mul_ofNat n (b + c), Int.succ_mul_ofNat n b, Int.succ_mul_ofNat n c, ih,
      Int.add_add_add_comm (Int.ofNat n * b) (Int.ofNat n * c) b c]

protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c :=
  Int.neg_induction (P := fun a => a * (b + c) = a * b + a * c)
    (fun n => Int.ofNat_mul_add n b c)
    (fun a ha => by
      show -a * (b + c) = -a * b + -a * c
      rw [Int.neg_mul a (b + c), Int.neg_mul a b, Int.neg_mul a c, ha, Int.neg_add (a := a * b) (b := a * c)])
    a

protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by
  rw [Int.mul_comm (a + b) c, Int.mul_add c a b, Int.mul_comm c a, Int.mul_comm c b]

protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c :=
  Eq.trans (Int.mul_add a b (-c)) (congrArg (fun x : Int => a * b + x) (Int.mul_neg a c))

protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c :=
  Eq.trans (Int.add_mul a (-b) c) (congrArg (fun x : Int => a * c + x) (Int.neg_mul b c))

end Int
