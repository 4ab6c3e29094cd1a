-- expect 2:1 NotStructural
def f (n : Nat) : Nat := f n
