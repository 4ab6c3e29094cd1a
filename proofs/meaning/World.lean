/-
The world outside a cell: what was printed.
Given by: the design of the language. Gives: the models of cells with effects, as functions from world to value and world.
Holds: definitions only.
-/
namespace Lumen

/-- What is printed at once: a line. How a value is spelled in digits is the run-time's business. The components of a tuple are
a `pair` of the first and the others, and the last one by itself; a component that is a tuple is again a `tuple`. -/
inductive Item : Type where
  | unit : Item
  | integer (value : Int) : Item
  | boolean (value : Bool) : Item
  | text (codes : List Nat) : Item
  | tuple (components : Item) : Item
  | pair (first others : Item) : Item

/-- The lines that went out, the latest first. -/
structure World : Type where
  console : List Item

/-- The world after a line was printed. -/
def World.print (w : World) (line : Item) : World := World.mk (List.cons line w.console)

end Lumen
