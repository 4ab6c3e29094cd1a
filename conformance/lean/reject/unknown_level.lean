-- expect 2:31 UnknownLevel
def f : Nat := (fun (_ : Type w) => 1) Nat
