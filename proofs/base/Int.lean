/-
The integers: the type, its arithmetic, its order, its divisions.
Given by: `Nat` of the prelude. Gives: the type `Int` of every statement.
Holds: definitions only, equal by definition to those of Lean's core, under their names.
-/

/-- The integers: `ofNat n` is `n`, `negSucc n` is `-n - 1`. -/
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int

/-- Numerals. -/
instance instOfNat {n : Nat} : OfNat Int n := OfNat.mk (Int.ofNat n)

namespace Int

instance instInhabited : Inhabited Int := Inhabited.mk (Int.ofNat 0)

/-- The negation of a natural number. -/
def negOfNat : Nat → Int
  | 0 => 0
  | Nat.succ m => Int.negSucc m

/-- Negation. -/
protected def neg (n : Int) : Int :=
  match n with
  | Int.ofNat n => Int.negOfNat n
  | Int.negSucc n => Int.ofNat (Nat.succ n)

instance instNegInt : Neg Int := Neg.mk Int.neg

/-- The difference of two natural numbers. -/
def subNatNat (m n : Nat) : Int :=
  match n - m with
  | 0 => Int.ofNat (m - n)
  | Nat.succ k => Int.negSucc k

/-- Addition. -/
protected def add (m n : Int) : Int :=
  match m, n with
  | Int.ofNat m, Int.ofNat n => Int.ofNat (m + n)
  | Int.ofNat m, Int.negSucc n => Int.subNatNat m (Nat.succ n)
  | Int.negSucc m, Int.ofNat n => Int.subNatNat n (Nat.succ m)
  | Int.negSucc m, Int.negSucc n => Int.negSucc (Nat.succ (m + n))

instance instAddInt : Add Int := Add.mk Int.add

/-- Multiplication. -/
protected def mul (m n : Int) : Int :=
  match m, n with
  | Int.ofNat m, Int.ofNat n => Int.ofNat (m * n)
  | Int.ofNat m, Int.negSucc n => Int.negOfNat (m * Nat.succ n)
  | Int.negSucc m, Int.ofNat n => Int.negOfNat (Nat.succ m * n)
  | Int.negSucc m, Int.negSucc n => Int.ofNat (Nat.succ m * Nat.succ n)

instance instMulInt : Mul Int := Mul.mk Int.mul

/-- Subtraction. -/
protected def sub (m n : Int) : Int := m + -n

instance instSubInt : Sub Int := Sub.mk Int.sub

/-- Not below zero. -/
inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (Int.ofNat n)

/-- At most. -/
protected def le (a b : Int) : Prop := Int.NonNeg (b - a)

instance instLEInt : LE Int := LE.mk Int.le

/-- Less. -/
protected def lt (a b : Int) : Prop := a + 1 ≤ b

instance instLTInt : LT Int := LT.mk Int.lt

/-- The absolute value. -/
def natAbs (m : Int) : Nat :=
  match m with
  | Int.ofNat m => m
  | Int.negSucc m => Nat.succ m

/-- The number itself, or zero if it is negative. -/
def toNat : Int → Nat
  | Int.ofNat n => n
  | Int.negSucc _ => 0

/-- Division rounding toward zero; by zero it is zero. -/
def tdiv : Int → Int → Int
  | Int.ofNat m, Int.ofNat n => Int.ofNat (m / n)
  | Int.ofNat m, Int.negSucc n => -Int.ofNat (m / Nat.succ n)
  | Int.negSucc m, Int.ofNat n => -Int.ofNat (Nat.succ m / n)
  | Int.negSucc m, Int.negSucc n => Int.ofNat (Nat.succ m / Nat.succ n)

/-- The remainder of `tdiv`, with the sign of the dividend. -/
def tmod : Int → Int → Int
  | Int.ofNat m, Int.ofNat n => Int.ofNat (m % n)
  | Int.ofNat m, Int.negSucc n => Int.ofNat (m % Nat.succ n)
  | Int.negSucc m, Int.ofNat n => -Int.ofNat (Nat.succ m % n)
  | Int.negSucc m, Int.negSucc n => -Int.ofNat (Nat.succ m % Nat.succ n)

/-- Division whose remainder is never negative; by zero it is zero. -/
def ediv : Int → Int → Int
  | Int.ofNat m, Int.ofNat n => Int.ofNat (m / n)
  | Int.ofNat m, Int.negSucc n => -Int.ofNat (m / Nat.succ n)
  | Int.negSucc _, Int.ofNat 0 => 0
  | Int.negSucc m, Int.ofNat (Nat.succ n) => Int.negSucc (m / Nat.succ n)
  | Int.negSucc m, Int.negSucc n => Int.ofNat (Nat.succ (m / Nat.succ n))

/-- The remainder of `ediv`. -/
def emod : Int → Int → Int
  | Int.ofNat m, n => Int.ofNat (m % Int.natAbs n)
  | Int.negSucc m, n => Int.subNatNat (Int.natAbs n) (Nat.succ (m % Int.natAbs n))

instance instDivInt : Div Int := Div.mk Int.ediv

instance instModInt : Mod Int := Mod.mk Int.emod

/-- `a` divides `b`. -/
instance instDvdInt : Dvd Int := Dvd.mk (fun a b => ∃ c, b = a * c)

/-- Powers with natural exponents. -/
protected def pow (m : Int) : Nat → Int
  | 0 => 1
  | Nat.succ n => Int.pow m n * m

instance instNatPow : NatPow Int := NatPow.mk Int.pow

end Int
