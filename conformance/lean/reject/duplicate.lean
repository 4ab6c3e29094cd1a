-- expect 3:5 Duplicate
def f : Nat := 1
def f : Nat := 2
