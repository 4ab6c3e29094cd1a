-- expect 3:32 NoInstance
structure Thing where
def f (a b : Thing) : Thing := a + b
