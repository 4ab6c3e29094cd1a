/-
Wrong claims about integers; every one of them must be refused.
-/
namespace Lumen

/-! Division does not round down, and the remainder does not have the divisor's sign. -/
example : Int.tdiv (-7) 2 = -4 := rfl
example : Int.tdiv 7 (-2) = -4 := rfl
example : Int.tmod (-7) 2 = 1 := rfl
example : Int.tmod 7 (-2) = -1 := rfl
example : div 1 (-7) 2 0 = Outcome.ok (-4) := rfl

/-! A division by zero, and of the smallest number by -1, has no value. -/
example : div 1 7 0 0 = Outcome.ok 0 := rfl
example : rem 1 7 0 0 = Outcome.ok 7 := rfl
example : div 1 (-9223372036854775808) (-1) 0 = Outcome.ok 9223372036854775808 := rfl
example : rem 1 (-9223372036854775808) (-1) 0 = Outcome.ok 0 := rfl

/-! What is out of range has no value, and does not wrap. -/
example : inI64 9223372036854775808 = Bool.true := rfl
example : add 1 9223372036854775807 1 0 = Outcome.ok 9223372036854775808 := rfl
example : add 1 9223372036854775807 1 0 = Outcome.ok (-9223372036854775808) := rfl
example : neg 1 (-9223372036854775808) 0 = Outcome.ok (-9223372036854775808) := rfl
example : wrap64 9223372036854775808 = 9223372036854775808 := rfl

/-! A halt names its site. -/
example : add 1 9223372036854775807 1 0 = Outcome.halt 2 := rfl
example : Comp.at 8 (add 1 9223372036854775807 1) 0 = Outcome.halt 1 := rfl

/-! Order. -/
example : ble 2 (-3) = Bool.true := rfl
example : blt 2 2 = Bool.true := rfl
example : beq (-4) 4 = Bool.true := rfl
example : (3 : Int) ≤ 2 := Iff.mp ble_iff rfl

end Lumen
