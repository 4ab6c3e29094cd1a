-- expect 2:1 Refused
inductive Bad where
  | make (f : Bad → Nat) : Bad
