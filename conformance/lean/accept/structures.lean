-- expect nothing
namespace Structures
structure Point where
  x : Nat
  y : Nat := 3

structure Named extends Point where
  name : List Nat := []

def p : Point := { x := 1 }
def q : Point := { p with x := 4 }
def n : Named := { x := 5, name := [1] }

example : q.y = 3 := rfl
example : n.x = 5 := rfl
example : (⟨1, 2⟩ : Point).y = 2 := rfl
example (r : Point) : Point.mk r.x r.y = r := rfl
example (r : Point) : (r.1, r.2) = (r.x, r.y) := rfl
def Point.sum (p : Point) : Nat := p.x + p.y
example : p.sum = 4 := rfl
example : n.sum = 8 := rfl
end Structures
