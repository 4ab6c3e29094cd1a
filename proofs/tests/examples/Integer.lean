/-
Integers as the machine and the contracts see them, evaluated.
Given by: `meaning/Integer.lean` and the definitions of `Int` below it. Gives: examples, run by the kernel.
Holds: each example is closed by `rfl`, so that the two sides are equal by computation alone.
-/
namespace Lumen

/-! Lean's integers. -/
example : (2 : Int) + 3 = 5 := rfl
example : (2 : Int) - 3 = -1 := rfl
example : (-2 : Int) * 3 = -6 := rfl
example : (-2 : Int) * -3 = 6 := rfl
example : -(-5 : Int) = 5 := rfl
example : (4000000000 : Int) * 4000000000 - 1 = 15999999999999999999 := rfl

/-! Division rounds toward zero, in all four pairs of signs; the remainder has the sign of the dividend. -/
example : Int.tdiv 7 2 = 3 := rfl
example : Int.tdiv (-7) 2 = -3 := rfl
example : Int.tdiv 7 (-2) = -3 := rfl
example : Int.tdiv (-7) (-2) = 3 := rfl
example : Int.tmod 7 2 = 1 := rfl
example : Int.tmod (-7) 2 = -1 := rfl
example : Int.tmod 7 (-2) = 1 := rfl
example : Int.tmod (-7) (-2) = -1 := rfl
example : Int.tdiv 5 0 = 0 := rfl
example : Int.tmod 5 0 = 5 := rfl
example : Int.tmod (-5) 0 = -5 := rfl

/-! The other division, whose remainder is never negative. -/
example : Int.ediv (-7) 2 = -4 := rfl
example : Int.emod (-7) 2 = 1 := rfl
example : Int.ediv (-7) (-2) = 4 := rfl
example : Int.emod (-7) (-2) = 1 := rfl
example : Int.emod 7 (-2) = 1 := rfl
example : Int.emod (-7) 0 = -7 := rfl

/-! Tests. -/
example : ble (-3) 2 = Bool.true := rfl
example : ble 2 2 = Bool.true := rfl
example : ble 2 (-3) = Bool.false := rfl
example : ble (-3) (-2) = Bool.true := rfl
example : ble (-2) (-3) = Bool.false := rfl
example : blt 2 2 = Bool.false := rfl
example : blt (-1) 0 = Bool.true := rfl
example : beq (-4) (-4) = Bool.true := rfl
example : beq (-4) 4 = Bool.false := rfl
example : beq 0 (-1) = Bool.false := rfl
example : bxnor Bool.true Bool.true = Bool.true := rfl
example : bxnor Bool.true Bool.false = Bool.false := rfl
example : bxnor Bool.false Bool.true = Bool.false := rfl
example : bxnor Bool.false Bool.false = Bool.true := rfl

/-! The range. -/
example : inI64 9223372036854775807 = Bool.true := rfl
example : inI64 9223372036854775808 = Bool.false := rfl
example : inI64 (-9223372036854775808) = Bool.true := rfl
example : inI64 (-9223372036854775809) = Bool.false := rfl
example : I64 0 := Iff.mp inI64_iff rfl
example : I64 (-9223372036854775808) := Iff.mp inI64_iff rfl
example : ¬ I64 9223372036854775808 := false_of_iff inI64_iff rfl

/-! Checked operations halt exactly outside of the range. -/
example : narrow 9 9223372036854775807 0 = Outcome.ok 9223372036854775807 := rfl
example : narrow 9 9223372036854775808 0 = Outcome.halt 9 := rfl
example : add 1 9223372036854775806 1 0 = Outcome.ok 9223372036854775807 := rfl
example : add 1 9223372036854775807 1 0 = Outcome.halt 1 := rfl
example : sub 1 (-9223372036854775807) 1 0 = Outcome.ok (-9223372036854775808) := rfl
example : sub 1 (-9223372036854775808) 1 0 = Outcome.halt 1 := rfl
example : mul 1 3037000499 3037000499 0 = Outcome.ok 9223372030926249001 := rfl
example : mul 1 3037000500 3037000500 0 = Outcome.halt 1 := rfl
example : neg 1 9223372036854775807 0 = Outcome.ok (-9223372036854775807) := rfl
example : neg 1 (-9223372036854775808) 0 = Outcome.halt 1 := rfl

/-! Division halts on zero, and on the smallest number by -1; the remainder in the same cases. -/
example : div 1 (-7) 2 0 = Outcome.ok (-3) := rfl
example : div 1 7 (-2) 0 = Outcome.ok (-3) := rfl
example : div 1 7 0 0 = Outcome.halt 1 := rfl
example : div 1 (-9223372036854775808) (-1) 0 = Outcome.halt 1 := rfl
example : div 1 (-9223372036854775808) 1 0 = Outcome.ok (-9223372036854775808) := rfl
example : rem 1 (-7) 2 0 = Outcome.ok (-1) := rfl
example : rem 1 7 (-2) 0 = Outcome.ok 1 := rfl
example : rem 1 7 0 0 = Outcome.halt 1 := rfl
example : rem 1 (-9223372036854775808) (-1) 0 = Outcome.halt 1 := rfl

/-! Wrapping. -/
example : wrap64 5 = 5 := rfl
example : wrap64 (-5) = -5 := rfl
example : wrap64 9223372036854775807 = 9223372036854775807 := rfl
example : wrap64 9223372036854775808 = -9223372036854775808 := rfl
example : wrap64 (-9223372036854775809) = 9223372036854775807 := rfl
example : wrap64 (4611686018427387904 * 4) = 0 := rfl
example : wrap64 (3037000500 * 3037000500) = -9223372036709301616 := rfl

end Lumen
