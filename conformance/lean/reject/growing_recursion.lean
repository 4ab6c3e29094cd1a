-- expect 2:1 NotStructural
def f : Nat → False
  | n => f (n + 1)
