-- expect 2:16 Mismatch
def f : Nat := true
