-- expect 4:14 MissingField
structure P where
  (x y : Nat)
def p : P := { x := 1 }
