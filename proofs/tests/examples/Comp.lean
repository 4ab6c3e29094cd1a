/-
Computations and outcomes, evaluated.
Given by: `meaning/Comp.lean`. Gives: an example of each of its definitions, run by the kernel.
Holds: each example is closed by `rfl`, so that the two sides are equal by computation alone.
-/
namespace Lumen

/-! A computation at a fuel. -/
example : Comp.ok 7 0 = Outcome.ok 7 := rfl
example : (Comp.halt 3 : Comp Int) 5 = Outcome.halt 3 := rfl

/-! `bind` goes on with a value, and stops at anything else. -/
example : Outcome.bind (Outcome.ok 2) (fun a : Nat => Outcome.ok (a + 1)) = Outcome.ok 3 := rfl
example : Outcome.bind (Outcome.halt 4) (fun a : Nat => Outcome.ok (a + 1)) = Outcome.halt 4 := rfl
example : Outcome.bind Outcome.exhausted (fun a : Nat => Outcome.ok (a + 1)) = Outcome.exhausted := rfl
example : Outcome.bind Outcome.more (fun a : Nat => Outcome.ok (a + 1)) = Outcome.more := rfl
example : Comp.bind (Comp.ok 2) (fun a : Nat => Comp.ok (a + 1)) 0 = Outcome.ok 3 := rfl
example : Comp.bind (Comp.halt 4) (fun a : Nat => Comp.ok (a + 1)) 9 = Outcome.halt 4 := rfl

/-! Both parts run at the same fuel. -/
example : Comp.bind (fun n => Outcome.ok n) (fun a n => Outcome.ok (a + n)) 5 = Outcome.ok 10 := rfl

/-! A call moves a halt to its own site, and nothing else. -/
example : Comp.at 8 (Comp.halt 3 : Comp Int) 0 = Outcome.halt 8 := rfl
example : Comp.at 8 (Comp.ok 3) 0 = Outcome.ok 3 := rfl
example : Outcome.at 8 (Outcome.exhausted : Outcome Int) = Outcome.exhausted := rfl
example : Outcome.at 8 (Outcome.more : Outcome Int) = Outcome.more := rfl

/-! A check. -/
example : Comp.guard Bool.true 6 (Comp.ok 1) 0 = Outcome.ok 1 := rfl
example : Comp.guard Bool.false 6 (Comp.ok 1) 0 = Outcome.halt 6 := rfl

/-! A loop that counts to ten needs eleven units of fuel: ten bodies, and the test that ends it. -/
example : loop (fun t => blt t 10) (fun t => Comp.ok (t + 1)) 0 11 = Outcome.ok (10 : Int) := rfl
example : loop (fun t => blt t 10) (fun t => Comp.ok (t + 1)) 0 10 = (Outcome.more : Outcome Int) := rfl
example : loop (fun t => blt t 10) (fun t => Comp.ok (t + 1)) 0 100 = Outcome.ok (10 : Int) := rfl
example : loop (fun _ => Bool.true) (fun t => Comp.ok t) (0 : Int) 50 = Outcome.more := rfl
example : loop (fun t => blt t 10) (fun t => Comp.guard (blt t 4) 2 (Comp.ok (t + 1))) (0 : Int) 50 = Outcome.halt 2 := rfl
example : iter (fun t => blt t 2) (fun t => Outcome.ok (t + 1)) 3 (0 : Int) = Outcome.ok 2 := rfl

/-! A group: the sum of the numbers up to a bound, by recursion. -/
example : group (fun g x _ => cond (ble x 0) (Outcome.ok 0) (Outcome.bind (g (x - 1)) (fun s => Outcome.ok (s + x))))
    6 (5 : Int) = Outcome.ok (15 : Int) := rfl
example : group (fun g x _ => cond (ble x 0) (Outcome.ok 0) (Outcome.bind (g (x - 1)) (fun s => Outcome.ok (s + x))))
    5 (5 : Int) = (Outcome.more : Outcome Int) := rfl

/-! Sites. -/
example : sites [2, 5] 5 := Or.inr (Or.inl rfl)
example : ¬ sites [] 5 := fun h => h
example : ¬ sites [2] 5 := fun h => Or.elim h (fun e => Nat.ne_of_beq_eq_false (n := 5) (m := 2) rfl e) (fun k => k)

/-! Outcomes that a contract allows. -/
example : Good (sites []) (fun r => r = 3) (Outcome.ok 3) := rfl
example : Good (sites [4]) (fun _ : Int => False) (Outcome.halt 4) := Or.inl rfl
example : Good (sites []) (fun _ : Int => False) Outcome.exhausted := True.intro
example : ¬ Good (sites []) (fun _ : Int => True) Outcome.more := fun h => h
example : ¬ Good (sites []) (fun _ : Int => True) (Outcome.halt 4) := fun h => h

/-! Statements. -/
example : Total (sites []) (Comp.ok 3) (fun r => r = 3) := Total.ok rfl
example : Partial (sites []) (Comp.ok 3) (fun r => r = 3) := Partial.ok rfl
example : Partial (sites []) (fun _ => (Outcome.more : Outcome Int)) (fun _ => False) := fun _ => Or.inl rfl
example : ¬ Total (sites []) (fun _ => (Outcome.more : Outcome Int)) (fun _ => True) := fun h =>
  Total.elim h (fun N o _ above good =>
    Eq.subst (motive := fun o => Good (sites []) (fun _ : Int => True) o)
      (Eq.symm (above N (Nat.le_refl N))) good)
example : ¬ Total (sites []) (Comp.halt 1 : Comp Int) (fun _ => True) := fun h =>
  Total.elim h (fun N o _ above good =>
    Eq.subst (motive := fun o => Good (sites []) (fun _ : Int => True) o)
      (Eq.symm (above N (Nat.le_refl N))) good)

end Lumen
