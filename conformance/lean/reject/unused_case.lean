-- expect 4:3 UnusedAlternative
def f : Nat → Nat
  | _ => 1
  | 0 => 2
