-- expect 3:1 MissingCase
-- The second constructor is left out.
def f : Nat → Nat
  | 0 => 1
