-- expect 2:16 UnknownName
def f : Nat := missing
