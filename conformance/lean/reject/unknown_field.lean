-- expect 3:3 UnknownField
def f (n : Nat) : Nat :=
  n.nothing
