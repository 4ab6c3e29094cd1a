-- expect 2:1 Refused
inductive Small : Type where
  | make (α : Type) : Small
