-- expect nothing
namespace Universes
universe u v
structure Box.{w} (α : Type w) : Type w where
  value : α

inductive Either (α : Type u) (β : Type v) : Type (max u v) where
  | left (a : α)
  | right (b : β)

def Either.swap {α : Type u} {β : Type v} : Either α β → Either β α
  | left a => right a
  | right b => left b

def pick {α : Sort u} (a _ : α) : α := a
example : pick 1 2 = 1 := rfl
example : Type 1 = Type 1 := rfl
def Predicate (α : Type _) := α → Prop
example : Predicate Nat := fun n => n = 0
end Universes
