-- expect nothing
namespace Classes
class Shape (α : Type) where
  area : α → Nat
  sides : Nat := 4

structure Square where
  side : Nat

structure Pair (α β : Type) where
  first : α
  second : β

instance : Shape Square where
  area s := s.side * s.side

instance [Shape α] [Shape β] : Shape (Pair α β) where
  area p := Shape.area p.first + Shape.area p.second
  sides := Shape.sides α + Shape.sides β

example : Shape.area (Pair.mk (Square.mk 2) (Square.mk 3)) = 13 := rfl
example : Shape.sides (Pair Square Square) = 8 := rfl

def total {α : Type} [Shape α] : List α → Nat
  | [] => 0
  | a :: as => Shape.area a + total as

instance : Add Square := ⟨fun a b => ⟨a.side + b.side⟩⟩
example : (Square.mk 1 + Square.mk 2).side = 3 := rfl
end Classes
