-- expect 3:5 BadPattern
def f : Nat → Nat
  | true => 1
  | _ => 2
