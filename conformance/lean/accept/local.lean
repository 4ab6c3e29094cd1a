-- expect nothing
namespace Local
def area (a b : Nat) : Nat :=
  let sum := a + b
  let twice (x : Nat) := x + x
  twice sum

theorem steps {p q r : Prop} (f : p → q) (g : q → r) (h : p) : r :=
  have hq : q := f h
  have : r := g hq
  this

theorem shown (n : Nat) : n + 0 = n := show n = n from rfl
theorem enough {p q : Prop} (h : q) (f : q → p) : p :=
  suffices hq : q from f hq
  h
example : area 1 2 = 6 := rfl
end Local
