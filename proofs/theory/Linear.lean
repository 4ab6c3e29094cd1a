/-
A checker of arithmetic certificates, proved sound: a certificate says how hypotheses combine to a negative constant.
Given by: the ring and the order of `Int` in `base`. Gives: `refute`, one step of a proof for a whole conflict.
Holds: quoted hypotheses mean what stands in the goal, by reduction alone; functions are written with recursors, on natural
numbers, because the kernel evaluates them; coefficients are differences of two natural numbers; the meaning of a polynomial
does not depend on the order of its terms, only the success of the check does.
-/

namespace Lumen.Linear

/-! The quoted language. -/

/-- An integer expression over atoms. -/
inductive Expression : Type where
  | atom (index : Nat) : Expression
  | numeral (value : Nat) : Expression
  | neg (a : Expression) : Expression
  | add (a b : Expression) : Expression
  | sub (a b : Expression) : Expression
  | mul (a b : Expression) : Expression

/-- A comparison. -/
inductive Hypothesis : Type where
  | le (a b : Expression) : Hypothesis
  | lt (a b : Expression) : Hypothesis
  | eq (a b : Expression) : Hypothesis

/-- A product of atoms. -/
inductive Monomial : Type where
  | one : Monomial
  | times (index : Nat) (rest : Monomial) : Monomial

/-- A sum of monomials with coefficients, the constant last. -/
inductive Polynomial : Type where
  | constant (plus minus : Nat) : Polynomial
  | cons (monomial : Monomial) (plus minus : Nat) (rest : Polynomial) : Polynomial

/-- Why a polynomial is at least zero. -/
inductive Certificate : Type where
  | hypothesis (index : Nat) : Certificate
  | equation (index : Nat) (factor : Polynomial) : Certificate
  | opposite (a b : Certificate) (factor : Polynomial) : Certificate
  | scale (factor : Nat) (a : Certificate) : Certificate
  | add (a b : Certificate) : Certificate
  | mul (a b : Certificate) : Certificate
  | cut (divisor : Nat) (result : Polynomial) (a : Certificate) : Certificate
  | square (p : Polynomial) : Certificate

/-! What it means. -/

/-- The atom at a position. -/
def get (context : List Int) (index : Nat) : Int :=
  List.rec (motive := fun _ => Nat → Int) (fun _ => 0)
    (fun x _ rest i => Nat.rec (motive := fun _ => Int) x (fun j _ => rest j) i) context index

def Expression.value (context : List Int) (e : Expression) : Int :=
  Expression.rec (motive := fun _ => Int)
    (fun i => get context i) (fun n => OfNat.ofNat n) (fun _ (a : Int) => -a)
    (fun _ _ (a b : Int) => a + b) (fun _ _ (a b : Int) => a - b) (fun _ _ (a b : Int) => a * b) e

def Hypothesis.holds (context : List Int) (h : Hypothesis) : Prop :=
  Hypothesis.rec (motive := fun _ => Prop)
    (fun a b => Expression.value context a ≤ Expression.value context b)
    (fun a b => Expression.value context a < Expression.value context b)
    (fun a b => Expression.value context a = Expression.value context b) h

/-- All hypotheses hold. -/
def all (context : List Int) (hypotheses : List Hypothesis) : Prop :=
  List.rec (motive := fun _ => Prop) True (fun h _ (rest : Prop) => Hypothesis.holds context h ∧ rest) hypotheses

/-- The hypotheses, one after the other, imply `False`. Meanings stand in full, so that they unfold by evaluation alone. -/
def refuted (context : List Int) (hypotheses : List Hypothesis) : Prop :=
  (fun (value : Expression → Int) =>
    List.rec (motive := fun _ => Prop) False
      (fun h _ rest =>
        Hypothesis.rec (motive := fun _ => Prop) (fun a b => value a ≤ value b) (fun a b => value a < value b)
          (fun a b => value a = value b) h → rest)
      hypotheses)
  (fun e => Expression.rec (motive := fun _ => Int)
    (fun i => List.rec (motive := fun _ => Nat → Int) (fun _ => 0)
      (fun x _ rest i => Nat.rec (motive := fun _ => Int) x (fun j _ => rest j) i) context i)
    (fun n => OfNat.ofNat n) (fun _ (a : Int) => -a)
    (fun _ _ (a b : Int) => a + b) (fun _ _ (a b : Int) => a - b) (fun _ _ (a b : Int) => a * b) e)

/-- A coefficient. -/
def coefficient (plus minus : Nat) : Int := Int.ofNat plus - Int.ofNat minus

def Monomial.value (context : List Int) (m : Monomial) : Int :=
  Monomial.rec (motive := fun _ => Int) 1 (fun i _ (rest : Int) => get context i * rest) m

def Polynomial.value (context : List Int) (p : Polynomial) : Int :=
  Polynomial.rec (motive := fun _ => Int) (fun a b => coefficient a b)
    (fun m a b _ (rest : Int) => coefficient a b * Monomial.value context m + rest) p

/-! Computing with polynomials. -/

def Monomial.beq (m k : Monomial) : Bool :=
  Monomial.rec (motive := fun _ => Monomial → Bool)
    (fun k => Monomial.rec (motive := fun _ => Bool) Bool.true (fun _ _ _ => Bool.false) k)
    (fun i _ rest k => Monomial.rec (motive := fun _ => Bool) Bool.false
      (fun j tail _ => Bool.rec (motive := fun _ => Bool) Bool.false (rest tail) (Nat.beq i j)) k)
    m k

/-- The order of terms: that of words. -/
def Monomial.less (m k : Monomial) : Bool :=
  Monomial.rec (motive := fun _ => Monomial → Bool)
    (fun _ => Bool.true)
    (fun i _ rest k => Monomial.rec (motive := fun _ => Bool) Bool.false
      (fun j tail _ => Bool.rec (motive := fun _ => Bool) (Nat.ble i j) (rest tail) (Nat.beq i j)) k)
    m k

def Monomial.insert (i : Nat) (m : Monomial) : Monomial :=
  Monomial.rec (motive := fun _ => Monomial) (Monomial.times i Monomial.one)
    (fun j tail inner => Bool.rec (motive := fun _ => Monomial) (Monomial.times j inner)
      (Monomial.times i (Monomial.times j tail)) (Nat.ble i j)) m

def Monomial.mul (m k : Monomial) : Monomial :=
  Monomial.rec (motive := fun _ => Monomial) k (fun i _ rest => Monomial.insert i rest) m

def addConstant (a b : Nat) (q : Polynomial) : Polynomial :=
  Polynomial.rec (motive := fun _ => Polynomial) (fun c d => Polynomial.constant (Nat.add a c) (Nat.add b d))
    (fun k c d _ rest => Polynomial.cons k c d rest) q

def insertTerm (m : Monomial) (a b : Nat) (q : Polynomial) : Polynomial :=
  Polynomial.rec (motive := fun _ => Polynomial) (fun c d => Polynomial.cons m a b (Polynomial.constant c d))
    (fun k c d tail rest =>
      Bool.rec (motive := fun _ => Polynomial)
        (Bool.rec (motive := fun _ => Polynomial) (Polynomial.cons k c d rest)
          (Polynomial.cons m a b (Polynomial.cons k c d tail)) (Monomial.less m k))
        (Polynomial.cons m (Nat.add a c) (Nat.add b d) tail) (Monomial.beq m k)) q

def merge (p q : Polynomial) : Polynomial :=
  Polynomial.rec (motive := fun _ => Polynomial → Polynomial) (fun a b q => addConstant a b q)
    (fun m a b _ rest q =>
      Polynomial.rec (motive := fun _ => Polynomial)
        (fun c d => Polynomial.cons m a b (rest (Polynomial.constant c d)))
        (fun k c d tail inner =>
          Bool.rec (motive := fun _ => Polynomial)
            (Bool.rec (motive := fun _ => Polynomial) (Polynomial.cons k c d inner)
              (Polynomial.cons m a b (rest (Polynomial.cons k c d tail))) (Monomial.less m k))
            (Polynomial.cons m (Nat.add a c) (Nat.add b d) (rest tail)) (Monomial.beq m k)) q)
    p q

def multiple (a b : Nat) (q : Polynomial) : Polynomial :=
  Polynomial.rec (motive := fun _ => Polynomial)
    (fun c d => Polynomial.constant (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c)))
    (fun k c d _ rest =>
      Polynomial.cons k (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c)) rest) q

def mulTerm (m : Monomial) (a b : Nat) (q : Polynomial) : Polynomial :=
  Polynomial.rec (motive := fun _ => Polynomial)
    (fun c d => insertTerm m (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c))
      (Polynomial.constant 0 0))
    (fun k c d _ rest =>
      insertTerm (Monomial.mul m k) (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c)) rest) q

def product (p q : Polynomial) : Polynomial :=
  Polynomial.rec (motive := fun _ => Polynomial) (fun a b => multiple a b q)
    (fun m a b _ rest => merge (mulTerm m a b q) rest) p

def Expression.polynomial (e : Expression) : Polynomial :=
  Expression.rec (motive := fun _ => Polynomial)
    (fun i => Polynomial.cons (Monomial.times i Monomial.one) 1 0 (Polynomial.constant 0 0))
    (fun n => Polynomial.constant n 0) (fun _ a => multiple 0 1 a)
    (fun _ _ a b => merge a b) (fun _ _ a b => merge a (multiple 0 1 b)) (fun _ _ a b => product a b) e

/-! Checking. -/

/-- Right side minus left side. -/
def difference (a b : Expression) : Polynomial :=
  merge (Expression.polynomial b) (multiple 0 1 (Expression.polynomial a))

/-- A polynomial that is at least zero where the hypothesis holds. -/
def Hypothesis.row (h : Hypothesis) : Polynomial :=
  Hypothesis.rec (motive := fun _ => Polynomial) (fun a b => difference a b)
    (fun a b => addConstant 0 1 (difference a b)) (fun a b => difference a b) h

/-- A polynomial that is zero where the hypothesis holds. -/
def Hypothesis.equation (h : Hypothesis) : Polynomial :=
  Hypothesis.rec (motive := fun _ => Polynomial) (fun _ _ => Polynomial.constant 0 0)
    (fun _ _ => Polynomial.constant 0 0) (fun a b => difference a b) h

/-- The hypothesis at a position; one that always holds where there is none. -/
def find (hypotheses : List Hypothesis) (index : Nat) : Hypothesis :=
  List.rec (motive := fun _ => Nat → Hypothesis)
    (fun _ => Hypothesis.le (Expression.numeral 0) (Expression.numeral 0))
    (fun h _ rest i => Nat.rec (motive := fun _ => Hypothesis) h (fun j _ => rest j) i) hypotheses index

/-- Every coefficient is zero. -/
def isZero (p : Polynomial) : Bool :=
  Polynomial.rec (motive := fun _ => Bool) (fun a b => Nat.beq a b)
    (fun _ a b _ rest => Bool.rec (motive := fun _ => Bool) Bool.false rest (Nat.beq a b)) p

/-- Every coefficient but the constant is zero, and the constant is less than a number. -/
def isBelow (limit : Nat) (p : Polynomial) : Bool :=
  Polynomial.rec (motive := fun _ => Bool) (fun a b => Nat.ble (Nat.succ a) (Nat.add limit b))
    (fun _ a b _ rest => Bool.rec (motive := fun _ => Bool) Bool.false rest (Nat.beq a b)) p

/-- The polynomial that a certificate shows to be at least zero; zero where it does not apply. -/
def Certificate.row (hypotheses : List Hypothesis) (c : Certificate) : Polynomial :=
  Certificate.rec (motive := fun _ => Polynomial)
    (fun i => Hypothesis.row (find hypotheses i))
    (fun i factor => product factor (Hypothesis.equation (find hypotheses i)))
    (fun _ _ factor a b => Bool.rec (motive := fun _ => Polynomial) (Polynomial.constant 0 0) (product factor a)
      (isZero (merge a b)))
    (fun n _ a => multiple n 0 a)
    (fun _ _ a b => merge a b)
    (fun _ _ a b => product a b)
    (fun d result _ a => Bool.rec (motive := fun _ => Polynomial) (Polynomial.constant 0 0) result
      (isBelow d (merge a (multiple 0 d result))))
    (fun p => product p p) c

/-- Whether a certificate shows a negative constant to be at least zero. -/
def check (hypotheses : List Hypothesis) (c : Certificate) : Bool := isBelow 0 (Certificate.row hypotheses c)

/-! Tests and cases. -/

theorem choose_elim {α : Type} {P : α → Prop} (t : Bool) (no yes : α) (hn : P no) (hy : t = Bool.true → P yes) :
    P (Bool.rec (motive := fun _ => α) no yes t) :=
  Bool.rec (motive := fun b => (b = Bool.true → P yes) → P (Bool.rec (motive := fun _ => α) no yes b))
    (fun _ => hn) (fun hy => hy rfl) t hy

theorem both_left (t x : Bool) (h : Bool.rec (motive := fun _ => Bool) Bool.false x t = Bool.true) : t = Bool.true :=
  Bool.rec (motive := fun t => Bool.rec (motive := fun _ => Bool) Bool.false x t = Bool.true → t = Bool.true)
    (fun h => h) (fun _ => rfl) t h

theorem both_right (t x : Bool) (h : Bool.rec (motive := fun _ => Bool) Bool.false x t = Bool.true) : x = Bool.true :=
  Bool.rec (motive := fun t => Bool.rec (motive := fun _ => Bool) Bool.false x t = Bool.true → x = Bool.true)
    (fun h => absurd h Bool.false_ne_true) (fun h => h) t h

/-! Coefficients. -/

theorem difference_add (a b c d : Int) : (a + c) - (b + d) = (a - b) + (c - d) := by
  show (a + c) + -(b + d) = (a + -b) + (c + -d)
  rw [Int.neg_add (a := b) (b := d), Int.add_add_add_comm a c (-b) (-d)]

theorem difference_sub (a b c d : Int) : (a - b) - (c - d) = (a + d) - (b + c) := by
  show (a + -b) + -(c - d) = (a + d) + -(b + c)
  rw [Int.neg_sub c d, Int.neg_add (a := b) (b := c)]
  exact Int.add_add_add_comm a (-b) d (-c)

theorem difference_mul (a b c d : Int) : (a - b) * (c - d) = (a * c + b * d) - (a * d + b * c) := by
  rw [Int.sub_mul a b (c - d), Int.mul_sub a c d, Int.mul_sub b c d]
  exact difference_sub (a * c) (a * d) (b * c) (b * d)

theorem coefficient_add (a b c d : Nat) :
    coefficient (Nat.add a c) (Nat.add b d) = coefficient a b + coefficient c d :=
  difference_add (Int.ofNat a) (Int.ofNat b) (Int.ofNat c) (Int.ofNat d)

theorem coefficient_mul (a b c d : Nat) :
    coefficient (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c))
      = coefficient a b * coefficient c d :=
  Eq.symm (difference_mul (Int.ofNat a) (Int.ofNat b) (Int.ofNat c) (Int.ofNat d))

theorem coefficient_natural (n : Nat) : coefficient n 0 = Int.ofNat n := Int.sub_zero (Int.ofNat n)

theorem coefficient_minus (n : Nat) : coefficient 0 n = -Int.ofNat n := Int.zero_sub (Int.ofNat n)

theorem coefficient_self {a b : Nat} (h : Nat.beq a b = Bool.true) : coefficient a b = 0 :=
  Eq.subst (motive := fun b => coefficient a b = 0) (Nat.eq_of_beq_eq_true h) (Int.sub_self (Int.ofNat a))

theorem coefficient_below {limit a b : Nat} (h : Nat.ble (Nat.succ a) (Nat.add limit b) = Bool.true) :
    coefficient a b < Int.ofNat limit :=
  have lt : Int.ofNat a < Int.ofNat limit + Int.ofNat b :=
    Iff.mpr (Int.ofNat_lt (m := a) (n := Nat.add limit b)) (Nat.le_of_ble_eq_true h)
  Eq.subst (motive := fun x => coefficient a b < x) (Int.add_neg_cancel_right (Int.ofNat limit) (Int.ofNat b))
    (Int.add_lt_add_right lt (-Int.ofNat b))

/-! Monomials. -/

theorem Monomial.eq_of_beq (m : Monomial) : ∀ k : Monomial, Monomial.beq m k = Bool.true → m = k :=
  Monomial.rec (motive := fun m => ∀ k : Monomial, Monomial.beq m k = Bool.true → m = k)
    (fun k => Monomial.rec (motive := fun k => Monomial.beq Monomial.one k = Bool.true → Monomial.one = k)
      (fun _ => rfl) (fun _ _ _ h => absurd h Bool.false_ne_true) k)
    (fun i rest ih k =>
      Monomial.rec (motive := fun k => Monomial.beq (Monomial.times i rest) k = Bool.true → Monomial.times i rest = k)
        (fun h => absurd h Bool.false_ne_true)
        (fun j tail _ h => congrArg₂ (fun i rest => Monomial.times i rest)
          (Nat.eq_of_beq_eq_true (both_left (Nat.beq i j) (Monomial.beq rest tail) h))
          (ih tail (both_right (Nat.beq i j) (Monomial.beq rest tail) h))) k)
    m

theorem Monomial.value_insert (context : List Int) (i : Nat) (m : Monomial) :
    Monomial.value context (Monomial.insert i m) = get context i * Monomial.value context m :=
  Monomial.rec (motive := fun m =>
      Monomial.value context (Monomial.insert i m) = get context i * Monomial.value context m)
    rfl
    (fun j tail ih => choose_elim
      (P := fun m => Monomial.value context m = get context i * (get context j * Monomial.value context tail))
      (Nat.ble i j) (Monomial.times j (Monomial.insert i tail)) (Monomial.times i (Monomial.times j tail))
      (Eq.trans (congrArg (fun x : Int => get context j * x) ih)
        (Int.mul_left_comm (get context j) (get context i) (Monomial.value context tail)))
      (fun _ => rfl))
    m

theorem Monomial.value_mul (context : List Int) (m k : Monomial) :
    Monomial.value context (Monomial.mul m k) = Monomial.value context m * Monomial.value context k :=
  Monomial.rec (motive := fun m =>
      Monomial.value context (Monomial.mul m k) = Monomial.value context m * Monomial.value context k)
    (Eq.symm (Int.one_mul (Monomial.value context k)))
    (fun i rest ih =>
      Eq.trans (Monomial.value_insert context i (Monomial.mul rest k))
        (Eq.trans (congrArg (fun x : Int => get context i * x) ih)
          (Eq.symm (Int.mul_assoc (get context i) (Monomial.value context rest) (Monomial.value context k)))))
    m

/-! Polynomials. -/

theorem value_addConstant (context : List Int) (a b : Nat) (q : Polynomial) :
    Polynomial.value context (addConstant a b q) = coefficient a b + Polynomial.value context q :=
  Polynomial.rec (motive := fun q =>
      Polynomial.value context (addConstant a b q) = coefficient a b + Polynomial.value context q)
    (fun c d => coefficient_add a b c d)
    (fun k c d tail ih =>
      Eq.trans (congrArg (fun x : Int => coefficient c d * Monomial.value context k + x) ih)
        (Int.add_left_comm (coefficient c d * Monomial.value context k) (coefficient a b)
          (Polynomial.value context tail)))
    q

/-- Two terms of one monomial are one term. -/
theorem value_same (context : List Int) {m k : Monomial} (h : Monomial.beq m k = Bool.true) (a b c d : Nat) :
    coefficient (Nat.add a c) (Nat.add b d) * Monomial.value context m
      = coefficient a b * Monomial.value context m + coefficient c d * Monomial.value context k :=
  Eq.subst
    (motive := fun k => coefficient (Nat.add a c) (Nat.add b d) * Monomial.value context m
      = coefficient a b * Monomial.value context m + coefficient c d * Monomial.value context k)
    (Monomial.eq_of_beq m k h)
    (Eq.trans (congrArg (fun x : Int => x * Monomial.value context m) (coefficient_add a b c d))
      (Int.add_mul (coefficient a b) (coefficient c d) (Monomial.value context m)))

theorem value_insertTerm (context : List Int) (m : Monomial) (a b : Nat) (q : Polynomial) :
    Polynomial.value context (insertTerm m a b q)
      = coefficient a b * Monomial.value context m + Polynomial.value context q :=
  Polynomial.rec (motive := fun q => Polynomial.value context (insertTerm m a b q)
      = coefficient a b * Monomial.value context m + Polynomial.value context q)
    (fun _ _ => rfl)
    (fun k c d tail ih => choose_elim
      (P := fun p => Polynomial.value context p = coefficient a b * Monomial.value context m
        + (coefficient c d * Monomial.value context k + Polynomial.value context tail))
      (Monomial.beq m k)
      (Bool.rec (motive := fun _ => Polynomial) (Polynomial.cons k c d (insertTerm m a b tail))
        (Polynomial.cons m a b (Polynomial.cons k c d tail)) (Monomial.less m k))
      (Polynomial.cons m (Nat.add a c) (Nat.add b d) tail)
      (choose_elim
        (P := fun p => Polynomial.value context p = coefficient a b * Monomial.value context m
          + (coefficient c d * Monomial.value context k + Polynomial.value context tail))
        (Monomial.less m k) (Polynomial.cons k c d (insertTerm m a b tail))
        (Polynomial.cons m a b (Polynomial.cons k c d tail))
        (Eq.trans (congrArg (fun x : Int => coefficient c d * Monomial.value context k + x) ih)
          (Int.add_left_comm (coefficient c d * Monomial.value context k) (coefficient a b * Monomial.value context m)
            (Polynomial.value context tail)))
        (fun _ => rfl))
      (fun h => Eq.trans
        (congrArg (fun x : Int => x + Polynomial.value context tail) (value_same context h a b c d))
        (Int.add_assoc (coefficient a b * Monomial.value context m) (coefficient c d * Monomial.value context k)
          (Polynomial.value context tail))))
    q

theorem value_merge (context : List Int) (p : Polynomial) :
    ∀ q : Polynomial,
      Polynomial.value context (merge p q) = Polynomial.value context p + Polynomial.value context q :=
  Polynomial.rec (motive := fun p => ∀ q : Polynomial,
      Polynomial.value context (merge p q) = Polynomial.value context p + Polynomial.value context q)
    (fun a b q => value_addConstant context a b q)
    (fun m a b rest ih q =>
      Polynomial.rec (motive := fun q => Polynomial.value context (merge (Polynomial.cons m a b rest) q)
          = (coefficient a b * Monomial.value context m + Polynomial.value context rest) + Polynomial.value context q)
        (fun c d => Eq.trans
          (congrArg (fun x : Int => coefficient a b * Monomial.value context m + x) (ih (Polynomial.constant c d)))
          (Eq.symm (Int.add_assoc (coefficient a b * Monomial.value context m) (Polynomial.value context rest)
            (coefficient c d))))
        (fun k c d tail inner => choose_elim
          (P := fun p => Polynomial.value context p
            = (coefficient a b * Monomial.value context m + Polynomial.value context rest)
              + (coefficient c d * Monomial.value context k + Polynomial.value context tail))
          (Monomial.beq m k)
          (Bool.rec (motive := fun _ => Polynomial)
            (Polynomial.cons k c d (merge (Polynomial.cons m a b rest) tail))
            (Polynomial.cons m a b (merge rest (Polynomial.cons k c d tail))) (Monomial.less m k))
          (Polynomial.cons m (Nat.add a c) (Nat.add b d) (merge rest tail))
          (choose_elim
            (P := fun p => Polynomial.value context p
              = (coefficient a b * Monomial.value context m + Polynomial.value context rest)
                + (coefficient c d * Monomial.value context k + Polynomial.value context tail))
            (Monomial.less m k)
            (Polynomial.cons k c d (merge (Polynomial.cons m a b rest) tail))
            (Polynomial.cons m a b (merge rest (Polynomial.cons k c d tail)))
            (Eq.trans (congrArg (fun x : Int => coefficient c d * Monomial.value context k + x) inner)
              (Int.add_left_comm (coefficient c d * Monomial.value context k)
                (coefficient a b * Monomial.value context m + Polynomial.value context rest)
                (Polynomial.value context tail)))
            (fun _ => Eq.trans
              (congrArg (fun x : Int => coefficient a b * Monomial.value context m + x)
                (ih (Polynomial.cons k c d tail)))
              (Eq.symm (Int.add_assoc (coefficient a b * Monomial.value context m) (Polynomial.value context rest)
                (coefficient c d * Monomial.value context k + Polynomial.value context tail)))))
          (fun h => Eq.trans
            (congrArg₂ (fun x y : Int => x + y) (value_same context h a b c d) (ih tail))
            (Int.add_add_add_comm (coefficient a b * Monomial.value context m)
              (coefficient c d * Monomial.value context k) (Polynomial.value context rest)
              (Polynomial.value context tail))))
        q)
    p

theorem value_multiple (context : List Int) (a b : Nat) (q : Polynomial) :
    Polynomial.value context (multiple a b q) = coefficient a b * Polynomial.value context q :=
  Polynomial.rec (motive := fun q =>
      Polynomial.value context (multiple a b q) = coefficient a b * Polynomial.value context q)
    (fun c d => coefficient_mul a b c d)
    (fun k c d tail ih => Eq.trans
      (congrArg₂ (fun x y : Int => x + y)
        (Eq.trans (congrArg (fun x : Int => x * Monomial.value context k) (coefficient_mul a b c d))
          (Int.mul_assoc (coefficient a b) (coefficient c d) (Monomial.value context k)))
        ih)
      (Eq.symm (Int.mul_add (coefficient a b) (coefficient c d * Monomial.value context k)
        (Polynomial.value context tail))))
    q

theorem mul_mul_mul_comm (a b c d : Int) : (a * b) * (c * d) = (a * c) * (b * d) := by
  rw [Int.mul_assoc a b (c * d), Int.mul_left_comm b c d, ← Int.mul_assoc a c (b * d)]

theorem value_mulTerm (context : List Int) (m : Monomial) (a b : Nat) (q : Polynomial) :
    Polynomial.value context (mulTerm m a b q)
      = (coefficient a b * Monomial.value context m) * Polynomial.value context q :=
  Polynomial.rec (motive := fun q => Polynomial.value context (mulTerm m a b q)
      = (coefficient a b * Monomial.value context m) * Polynomial.value context q)
    (fun c d => Eq.trans
      (Int.add_zero
        (coefficient (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c))
          * Monomial.value context m))
      (Eq.trans (congrArg (fun x : Int => x * Monomial.value context m) (coefficient_mul a b c d))
        (Int.mul_right_comm (coefficient a b) (coefficient c d) (Monomial.value context m))))
    (fun k c d tail ih => Eq.trans
      (value_insertTerm context (Monomial.mul m k) (Nat.add (Nat.mul a c) (Nat.mul b d))
        (Nat.add (Nat.mul a d) (Nat.mul b c)) (mulTerm m a b tail))
      (Eq.trans
        (congrArg₂ (fun x y : Int => x + y)
          (Eq.trans
            (congrArg₂ (fun x y : Int => x * y) (coefficient_mul a b c d) (Monomial.value_mul context m k))
            (mul_mul_mul_comm (coefficient a b) (coefficient c d) (Monomial.value context m)
              (Monomial.value context k)))
          ih)
        (Eq.symm (Int.mul_add (coefficient a b * Monomial.value context m)
          (coefficient c d * Monomial.value context k) (Polynomial.value context tail)))))
    q

theorem value_product (context : List Int) (p q : Polynomial) :
    Polynomial.value context (product p q) = Polynomial.value context p * Polynomial.value context q :=
  Polynomial.rec (motive := fun p =>
      Polynomial.value context (product p q) = Polynomial.value context p * Polynomial.value context q)
    (fun a b => value_multiple context a b q)
    (fun m a b rest ih => Eq.trans (value_merge context (mulTerm m a b q) (product rest q))
      (Eq.trans
        (congrArg₂ (fun x y : Int => x + y) (value_mulTerm context m a b q) ih)
        (Eq.symm (Int.add_mul (coefficient a b * Monomial.value context m) (Polynomial.value context rest)
          (Polynomial.value context q)))))
    p

theorem value_minus (context : List Int) (n : Nat) (q : Polynomial) :
    Polynomial.value context (multiple 0 n q) = -(Int.ofNat n * Polynomial.value context q) :=
  Eq.trans (value_multiple context 0 n q)
    (Eq.trans (congrArg (fun x : Int => x * Polynomial.value context q) (coefficient_minus n))
      (Int.neg_mul (Int.ofNat n) (Polynomial.value context q)))

theorem value_neg (context : List Int) (q : Polynomial) :
    Polynomial.value context (multiple 0 1 q) = -Polynomial.value context q :=
  Eq.trans (value_minus context 1 q) (congrArg (fun x : Int => -x) (Int.one_mul (Polynomial.value context q)))

theorem value_sub (context : List Int) (p q : Polynomial) :
    Polynomial.value context (merge p (multiple 0 1 q)) = Polynomial.value context p - Polynomial.value context q :=
  Eq.trans (value_merge context p (multiple 0 1 q))
    (congrArg (fun x : Int => Polynomial.value context p + x) (value_neg context q))

/-! Quoted expressions and hypotheses. -/

theorem value_atom (x : Int) : coefficient 1 0 * (x * 1) + coefficient 0 0 = x :=
  Eq.trans (Int.add_zero (coefficient 1 0 * (x * 1))) (Eq.trans (Int.one_mul (x * 1)) (Int.mul_one x))

theorem value_polynomial (context : List Int) (e : Expression) :
    Polynomial.value context (Expression.polynomial e) = Expression.value context e :=
  Expression.rec (motive := fun e =>
      Polynomial.value context (Expression.polynomial e) = Expression.value context e)
    (fun i => value_atom (get context i))
    (fun n => coefficient_natural n)
    (fun a ih => Eq.trans (value_neg context (Expression.polynomial a)) (congrArg (fun x : Int => -x) ih))
    (fun a b ha hb => Eq.trans (value_merge context (Expression.polynomial a) (Expression.polynomial b))
      (congrArg₂ (fun x y : Int => x + y) ha hb))
    (fun a b ha hb => Eq.trans (value_sub context (Expression.polynomial a) (Expression.polynomial b))
      (congrArg₂ (fun x y : Int => x - y) ha hb))
    (fun a b ha hb => Eq.trans (value_product context (Expression.polynomial a) (Expression.polynomial b))
      (congrArg₂ (fun x y : Int => x * y) ha hb))
    e

theorem value_difference (context : List Int) (a b : Expression) :
    Polynomial.value context (difference a b) = Expression.value context b - Expression.value context a :=
  Eq.trans (value_sub context (Expression.polynomial b) (Expression.polynomial a))
    (congrArg₂ (fun x y : Int => x - y) (value_polynomial context b) (value_polynomial context a))

theorem nonneg_of_eq {a b : Int} (h : a = b) (k : 0 ≤ b) : 0 ≤ a :=
  Eq.subst (motive := fun x => 0 ≤ x) (Eq.symm h) k

theorem nonneg_of_lt (a b : Int) (h : a < b) : 0 ≤ coefficient 0 1 + (b - a) :=
  nonneg_of_eq (Eq.trans (Int.add_comm (coefficient 0 1) (b - a)) (Eq.symm (Int.sub_add_one_eq a b)))
    (Int.sub_nonneg_of_le (Int.add_one_le_of_lt h))

theorem Hypothesis.nonneg (context : List Int) (h : Hypothesis) :
    Hypothesis.holds context h → 0 ≤ Polynomial.value context (Hypothesis.row h) :=
  Hypothesis.rec (motive := fun h =>
      Hypothesis.holds context h → 0 ≤ Polynomial.value context (Hypothesis.row h))
    (fun a b h => nonneg_of_eq (value_difference context a b) (Int.sub_nonneg_of_le h))
    (fun a b h => nonneg_of_eq
      (Eq.trans (value_addConstant context 0 1 (difference a b))
        (congrArg (fun x : Int => coefficient 0 1 + x) (value_difference context a b)))
      (nonneg_of_lt (Expression.value context a) (Expression.value context b) h))
    (fun a b h => nonneg_of_eq (value_difference context a b) (Int.sub_nonneg_of_le (Int.le_of_eq h)))
    h

theorem sub_eq_zero_of_eq {a b : Int} (h : a = b) : b - a = 0 :=
  Eq.subst (motive := fun x => b - x = 0) (Eq.symm h) (Int.sub_self b)

theorem Hypothesis.zero (context : List Int) (h : Hypothesis) :
    Hypothesis.holds context h → Polynomial.value context (Hypothesis.equation h) = 0 :=
  Hypothesis.rec (motive := fun h =>
      Hypothesis.holds context h → Polynomial.value context (Hypothesis.equation h) = 0)
    (fun _ _ _ => rfl)
    (fun _ _ _ => rfl)
    (fun a b h => Eq.trans (value_difference context a b) (sub_eq_zero_of_eq h))
    h

theorem holds_find (context : List Int) (hypotheses : List Hypothesis) :
    all context hypotheses → ∀ index : Nat, Hypothesis.holds context (find hypotheses index) :=
  List.rec (motive := fun hypotheses =>
      all context hypotheses → ∀ index : Nat, Hypothesis.holds context (find hypotheses index))
    (fun _ _ => Int.le_refl 0)
    (fun h rest ih holds index =>
      Nat.rec (motive := fun index => Hypothesis.holds context (find (List.cons h rest) index))
        (And.left holds) (fun j _ => ih (And.right holds) j) index)
    hypotheses

/-! Soundness. -/

theorem value_of_isZero (context : List Int) (p : Polynomial) :
    isZero p = Bool.true → Polynomial.value context p = 0 :=
  Polynomial.rec (motive := fun p => isZero p = Bool.true → Polynomial.value context p = 0)
    (fun _ _ h => coefficient_self h)
    (fun m a b rest ih h => Eq.trans
      (congrArg₂ (fun x y : Int => x * Monomial.value context m + y)
        (coefficient_self (both_left (Nat.beq a b) (isZero rest) h))
        (ih (both_right (Nat.beq a b) (isZero rest) h)))
      (Eq.trans (Int.add_zero (0 * Monomial.value context m)) (Int.zero_mul (Monomial.value context m))))
    p

theorem value_of_isBelow (context : List Int) (limit : Nat) (p : Polynomial) :
    isBelow limit p = Bool.true → Polynomial.value context p < Int.ofNat limit :=
  Polynomial.rec (motive := fun p => isBelow limit p = Bool.true → Polynomial.value context p < Int.ofNat limit)
    (fun _ _ h => coefficient_below h)
    (fun m a b rest ih h =>
      Eq.subst (motive := fun x => x < Int.ofNat limit)
        (Eq.symm (Eq.trans
          (congrArg (fun x : Int => x * Monomial.value context m + Polynomial.value context rest)
            (coefficient_self (both_left (Nat.beq a b) (isBelow limit rest) h)))
          (Eq.trans
            (congrArg (fun x : Int => x + Polynomial.value context rest) (Int.zero_mul (Monomial.value context m)))
            (Int.zero_add (Polynomial.value context rest)))))
        (ih (both_right (Nat.beq a b) (isBelow limit rest) h)))
    p

/-- What is at least zero, and less than a divisor above a multiple of the divisor, makes the multiplier at least zero. -/
theorem nonneg_of_cut {r q : Int} {d : Nat} (h : 0 ≤ r) (k : r - Int.ofNat d * q < Int.ofNat d) : 0 ≤ q :=
  Int.le_of_not_gt (fun negative =>
    have step : q + 1 ≤ 0 := Int.add_one_le_of_lt negative
    have product : Int.ofNat d * (q + 1) ≤ 0 :=
      Eq.subst (motive := fun x => Int.ofNat d * (q + 1) ≤ x) (Int.mul_zero (Int.ofNat d))
        (Int.mul_le_mul_of_nonneg_left step (Int.ofNat_nonneg d))
    have sum : Int.ofNat d * q + Int.ofNat d ≤ 0 :=
      Eq.subst (motive := fun x => x ≤ 0)
        (Eq.trans (Int.mul_add (Int.ofNat d) q 1)
          (congrArg (fun x : Int => Int.ofNat d * q + x) (Int.mul_one (Int.ofNat d))))
        product
    have above : r < Int.ofNat d * q + Int.ofNat d :=
      Eq.subst (motive := fun x => x < Int.ofNat d * q + Int.ofNat d)
        (Eq.trans (Int.add_comm (Int.ofNat d * q) (r - Int.ofNat d * q)) (Int.sub_add_cancel r (Int.ofNat d * q)))
        (Int.add_lt_add_left k (Int.ofNat d * q))
    Int.lt_irrefl 0 (Int.lt_of_le_of_lt h (Int.lt_of_lt_of_le above sum)))

theorem zero_of_opposite {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) (e : a + b = 0) : a = 0 :=
  have minus : -a = b := Int.neg_eq_of_add_eq_zero e
  have below : a ≤ 0 :=
    Eq.subst (motive := fun x => x ≤ 0) (Int.neg_neg a)
      (Int.neg_nonpos_of_nonneg (Eq.subst (motive := fun x => 0 ≤ x) (Eq.symm minus) k))
  Int.le_antisymm below h

theorem nonneg_of_zero (context : List Int) (p q : Polynomial) (h : Polynomial.value context q = 0) :
    0 ≤ Polynomial.value context (product p q) :=
  nonneg_of_eq
    (Eq.trans (value_product context p q)
      (Eq.trans (congrArg (fun x : Int => Polynomial.value context p * x) h)
        (Int.mul_zero (Polynomial.value context p))))
    (Int.le_refl 0)

theorem Certificate.nonneg (context : List Int) (hypotheses : List Hypothesis) (holds : all context hypotheses)
    (c : Certificate) : 0 ≤ Polynomial.value context (Certificate.row hypotheses c) :=
  Certificate.rec (motive := fun c => 0 ≤ Polynomial.value context (Certificate.row hypotheses c))
    (fun i => Hypothesis.nonneg context (find hypotheses i) (holds_find context hypotheses holds i))
    (fun i factor => nonneg_of_zero context factor (Hypothesis.equation (find hypotheses i))
      (Hypothesis.zero context (find hypotheses i) (holds_find context hypotheses holds i)))
    (fun a b factor ha hb => choose_elim (P := fun p => 0 ≤ Polynomial.value context p)
      (isZero (merge (Certificate.row hypotheses a) (Certificate.row hypotheses b)))
      (Polynomial.constant 0 0) (product factor (Certificate.row hypotheses a))
      (Int.le_refl 0)
      (fun h => nonneg_of_zero context factor (Certificate.row hypotheses a)
        (zero_of_opposite ha hb
          (Eq.trans
            (Eq.symm (value_merge context (Certificate.row hypotheses a) (Certificate.row hypotheses b)))
            (value_of_isZero context (merge (Certificate.row hypotheses a) (Certificate.row hypotheses b)) h)))))
    (fun n a ha => nonneg_of_eq
      (Eq.trans (value_multiple context n 0 (Certificate.row hypotheses a))
        (congrArg (fun x : Int => x * Polynomial.value context (Certificate.row hypotheses a)) (coefficient_natural n)))
      (Int.mul_nonneg (Int.ofNat_nonneg n) ha))
    (fun a b ha hb => nonneg_of_eq
      (value_merge context (Certificate.row hypotheses a) (Certificate.row hypotheses b))
      (Int.add_nonneg ha hb))
    (fun a b ha hb => nonneg_of_eq
      (value_product context (Certificate.row hypotheses a) (Certificate.row hypotheses b))
      (Int.mul_nonneg ha hb))
    (fun d result a ha => choose_elim (P := fun p => 0 ≤ Polynomial.value context p)
      (isBelow d (merge (Certificate.row hypotheses a) (multiple 0 d result)))
      (Polynomial.constant 0 0) result
      (Int.le_refl 0)
      (fun h => nonneg_of_cut (d := d) ha
        (Eq.subst (motive := fun x => x < Int.ofNat d)
          (Eq.trans (value_merge context (Certificate.row hypotheses a) (multiple 0 d result))
            (congrArg (fun x : Int => Polynomial.value context (Certificate.row hypotheses a) + x)
              (value_minus context d result)))
          (value_of_isBelow context d (merge (Certificate.row hypotheses a) (multiple 0 d result)) h))))
    (fun p => nonneg_of_eq (value_product context p p) (Int.mul_self_nonneg (Polynomial.value context p)))
    c

theorem refuted_of_all (context : List Int) (hypotheses : List Hypothesis) :
    (all context hypotheses → False) → refuted context hypotheses :=
  List.rec (motive := fun hypotheses => (all context hypotheses → False) → refuted context hypotheses)
    (fun h => h trivial)
    (fun _ _ ih h holds => ih (fun rest => h (And.intro holds rest)))
    hypotheses

/-- A certificate that passes the check refutes its hypotheses. -/
theorem refute (context : List Int) (hypotheses : List Hypothesis) (certificate : Certificate)
    (h : check hypotheses certificate = Bool.true) : refuted context hypotheses :=
  refuted_of_all context hypotheses (fun holds =>
    Int.lt_irrefl 0 (Int.lt_of_le_of_lt (Certificate.nonneg context hypotheses holds certificate)
      (value_of_isBelow context 0 (Certificate.row hypotheses certificate) h)))

end Lumen.Linear
