-- expect 2:16 NotFunction
def f : Nat := Nat.succ 1 2
