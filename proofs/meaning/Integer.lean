/-
Integers as the machine and the contracts see them: the tests, the checked and wrapping operations of `Int`, its range.
Given by: the design of the language. Gives: the vocabulary of every model and statement.
Holds: definitions only. `Int` and its arithmetic are Lean's own, in `proofs/base`.
-/
namespace Lumen

/-- `a ≤ b` as a test. -/
def ble : Int → Int → Bool
  | .ofNat m, .ofNat n => Nat.ble m n
  | .ofNat _, .negSucc _ => false
  | .negSucc _, .ofNat _ => true
  | .negSucc m, .negSucc n => Nat.ble n m

/-- `a < b` as a test. -/
def blt (a b : Int) : Bool := Bool.not (ble b a)

/-- `a = b` as a test. -/
def beq : Int → Int → Bool
  | .ofNat m, .ofNat n => Nat.beq m n
  | .ofNat _, .negSucc _ => false
  | .negSucc _, .ofNat _ => false
  | .negSucc m, .negSucc n => Nat.beq m n

/-- `a = b` as a test on booleans. -/
def bxnor (a b : Bool) : Bool := cond a b (Bool.not b)

/-- The range of a signed machine integer of 64 bits. -/
def I64 (x : Int) : Prop := -9223372036854775808 ≤ x ∧ x ≤ 9223372036854775807

/-- The range of a signed machine integer of 64 bits, as a test. -/
def inI64 (x : Int) : Bool := Bool.and (ble (-9223372036854775808) x) (ble x 9223372036854775807)

/-- A result of a checked operation: the value if it is in range, else a halt. -/
def narrow (site : Nat) (x : Int) : Comp Int := Comp.guard (inI64 x) site (Comp.ok x)

/-- Checked addition. -/
def add (site : Nat) (a b : Int) : Comp Int := narrow site (a + b)

/-- Checked subtraction. -/
def sub (site : Nat) (a b : Int) : Comp Int := narrow site (a - b)

/-- Checked multiplication. -/
def mul (site : Nat) (a b : Int) : Comp Int := narrow site (a * b)

/-- Checked negation. -/
def neg (site : Nat) (a : Int) : Comp Int := narrow site (-a)

/-- Checked division, rounding toward zero. -/
def div (site : Nat) (a b : Int) : Comp Int := Comp.guard (Bool.not (beq b 0)) site (narrow site (Int.tdiv a b))

/-- Checked remainder of division rounding toward zero; halts exactly where the division does. -/
def rem (site : Nat) (a b : Int) : Comp Int :=
  Comp.guard (Bool.not (beq b 0)) site (Comp.guard (inI64 (Int.tdiv a b)) site (Comp.ok (Int.tmod a b)))

/-- The representative in the range of 64 bits of an integer modulo 2 to the 64. -/
def wrap64 (x : Int) : Int :=
  Int.emod (x + 9223372036854775808) 18446744073709551616 - 9223372036854775808

end Lumen
