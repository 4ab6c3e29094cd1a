-- expect 3:5 BadInductive
def f (p q : Prop) (h : p ∨ q) : Nat := match h with
  | .inl _ => 1
  | .inr _ => 2
