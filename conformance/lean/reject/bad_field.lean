-- expect 4:24 BadField
structure P where
  x : Nat
def p : P := { x := 1, z := 2 }
