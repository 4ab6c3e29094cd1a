/-
The world outside a cell, evaluated.
Given by: `meaning/World.lean`. Gives: an example of each of its definitions, run by the kernel.
Holds: each example is closed by `rfl`.
-/
namespace Lumen

example : World.console (World.print (World.mk []) (Item.integer 5)) = [Item.integer 5] := rfl

/-! The latest line comes first. -/
example : World.print (World.print (World.mk []) (Item.text [72, 105])) (Item.boolean Bool.true)
    = World.mk [Item.boolean Bool.true, Item.text [72, 105]] := rfl
example : World.print (World.mk [Item.unit]) (Item.tuple (Item.pair (Item.integer 1) (Item.integer (-2))))
    = World.mk [Item.tuple (Item.pair (Item.integer 1) (Item.integer (-2))), Item.unit] := rfl

/-! The same line twice is two lines. -/
example : List.length (World.console (World.print (World.print (World.mk []) Item.unit) Item.unit)) = 2 := rfl

end Lumen
