/-
What a computation is: fuel in, an outcome out. Statements about cells are made of these definitions and nothing else.
Given by: the design of the language. Gives: the vocabulary of every model and statement.
Holds: definitions only; each has examples in `proofs/tests`; the theory about them stands in `proofs/theory`.
-/
namespace Lumen

/-- How a run ends: with a value, at a failed check, out of memory, or not within the fuel. -/
inductive Outcome (α : Type) : Type where
  | ok (a : α) : Outcome α
  | halt (site : Nat) : Outcome α
  | exhausted : Outcome α
  | more : Outcome α

/-- A computation: from fuel to an outcome. -/
def Comp (α : Type) : Type := Nat → Outcome α

/-- Goes on with a value; any other outcome is the outcome. -/
def Outcome.bind {α β : Type} (o : Outcome α) (k : α → Outcome β) : Outcome β :=
  match o with
  | .ok a => k a
  | .halt s => .halt s
  | .exhausted => .exhausted
  | .more => .more

/-- Turns a halt at any site into a halt at the given site. -/
def Outcome.at {α : Type} (site : Nat) (o : Outcome α) : Outcome α :=
  match o with
  | .ok a => .ok a
  | .halt _ => .halt site
  | .exhausted => .exhausted
  | .more => .more

/-- The computation that ends with a value. -/
def Comp.ok {α : Type} (a : α) : Comp α := fun _ => .ok a

/-- The computation that halts at a site. -/
def Comp.halt {α : Type} (site : Nat) : Comp α := fun _ => .halt site

/-- First one computation, then another on its value, at the same fuel. -/
def Comp.bind {α β : Type} (m : Comp α) (k : α → Comp β) : Comp β := fun n => (m n).bind (fun a => k a n)

/-- A call: whatever site the callee halts at, the caller halts at the site of the call. -/
def Comp.at {α : Type} (site : Nat) (m : Comp α) : Comp α := fun n => Outcome.at site (m n)

/-- A check: goes on if the test holds, halts at the site otherwise. -/
def Comp.guard {α : Type} (test : Bool) (site : Nat) (m : Comp α) : Comp α := cond test m (Comp.halt site)

/-- A loop of at most the given number of iterations. -/
def iter {σ : Type} (c : σ → Bool) (b : σ → Outcome σ) : Nat → σ → Outcome σ
  | 0, _ => .more
  | k + 1, s => cond (c s) ((b s).bind (fun t => iter c b k t)) (.ok s)

/-- A loop: at most as many iterations as there is fuel, every body at the full fuel. -/
def loop {σ : Type} (c : σ → Bool) (b : σ → Comp σ) (s : σ) : Comp σ := fun n => iter c (fun t => b t n) n s

/-- A recursive group: its body gets the recursive calls, at one fuel less, as a function. -/
def group {α β : Type} (F : (α → Outcome β) → α → Comp β) : Nat → α → Outcome β
  | 0, _ => .more
  | n + 1, x => F (group F n) x n

/-- The sites of a list. -/
def sites : List Nat → Nat → Prop
  | [], _ => False
  | a :: l, s => s = a ∨ sites l s

/-- An outcome that a contract allows: a value that meets the postcondition, an allowed halt, or exhaustion. -/
def Good {α : Type} (S : Nat → Prop) (Q : α → Prop) : Outcome α → Prop
  | .ok r => Q r
  | .halt s => S s
  | .exhausted => True
  | .more => False

/-- From some fuel on there is one outcome, and it is a good one. -/
def Total {α : Type} (S : Nat → Prop) (m : Comp α) (Q : α → Prop) : Prop :=
  ∃ N o, (∀ n, n < N → m n = .more) ∧ (∀ n, N ≤ n → m n = o) ∧ Good S Q o

/-- At every fuel the run goes on or has a good outcome. -/
def Partial {α : Type} (S : Nat → Prop) (m : Comp α) (Q : α → Prop) : Prop :=
  ∀ n, m n = .more ∨ Good S Q (m n)

end Lumen
