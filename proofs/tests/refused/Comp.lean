/-
Wrong claims about computations; every one of them must be refused.
-/
namespace Lumen

/-! A loop that has not ended has no outcome, and one that ends has the state at its end. -/
example : loop (fun t => blt t 10) (fun t => Comp.ok (t + 1)) 0 10 = Outcome.ok (10 : Int) := rfl
example : loop (fun t => blt t 10) (fun t => Comp.ok (t + 1)) 0 11 = Outcome.ok (11 : Int) := rfl

/-! An endless loop is not total. -/
example : Total (sites []) (loop (fun _ => Bool.true) (fun t => Comp.ok t) (0 : Int)) (fun _ => True) :=
  Total.loop (fun _ => True) (fun _ => 0) (fun _ _ _ => Total.ok (And.intro trivial (And.intro rfl rfl))) 0 trivial

/-! A halt at a site that is not allowed is not good, and a failed check does not go on. -/
example : Good (sites [4]) (fun _ : Int => True) (Outcome.halt 5) := Or.inl rfl
example : Total (sites [4]) (Comp.halt 5 : Comp Int) (fun _ => True) := Total.halt (Or.inl rfl)
example : Comp.guard Bool.false 6 (Comp.ok 1) 0 = Outcome.ok 1 := rfl
example : Total (sites []) (Comp.guard Bool.false 6 (Comp.ok 1)) (fun _ => True) := Total.guard rfl (Total.ok trivial)

/-! Running out of fuel is no outcome that `Total` allows. -/
example : Good (sites []) (fun _ : Int => True) Outcome.more := trivial

/-! What is not proved. -/
example : ∀ (m : Comp Int), Total (sites []) m (fun _ => True) := fun m => Total.ok trivial
example : (1 : Int) = 2 := sorry
axiom falsity : False
example : ∀ a b : Int, Int.tdiv a b * b = a := fun a b => Int.mul_tdiv_add_tmod a b

end Lumen
