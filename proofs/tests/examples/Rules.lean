/-
The rules that the verifier applies, with their full types: the order of arguments, implicit ones included, is part of the agreement.
Given by: `theory/`. Gives: the table of names that proofs of cells refer to.
Holds: each rule has exactly the type that is written here.
-/
namespace Lumen

/-! Consequence. -/
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (m : Comp α), Total S m Q → Partial S m Q := @Total.partial
example : ∀ (α : Type) (S : Nat → Prop) (Q R : α → Prop) (m : Comp α), (∀ a, Q a → R a) → Total S m Q → Total S m R := @Total.mono
example : ∀ (α : Type) (S T : Nat → Prop) (Q R : α → Prop) (m : Comp α),
    (∀ s, S s → T s) → (∀ a, Q a → R a) → Total S m Q → Total T m R := @Total.weaken

/-! Ends. -/
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (a : α), Q a → Total S (Comp.ok a) Q := @Total.ok
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (s : Nat), S s → Total S (Comp.halt s) Q := @Total.halt

/-! Sequence and calls. -/
example : ∀ (α β : Type) (S : Nat → Prop) (Q : α → Prop) (R : β → Prop) (m : Comp α) (k : α → Comp β),
    Total S m Q → (∀ a, Q a → Total S (k a) R) → Total S (Comp.bind m k) R := @Total.bind
example : ∀ (α : Type) (S T : Nat → Prop) (Q : α → Prop) (site : Nat) (m : Comp α),
    (∀ s, T s → False) → Total T m Q → Total S (Comp.at site m) Q := @Total.called
example : ∀ (α : Type) (S T : Nat → Prop) (Q : α → Prop) (site : Nat) (m : Comp α),
    S site → Total T m Q → Total S (Comp.at site m) Q := @Total.called_at

/-! Checks and branches. -/
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (b : Bool) (s : Nat) (m : Comp α),
    b = Bool.true → Total S m Q → Total S (Comp.guard b s m) Q := @Total.guard
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (b : Bool) (s : Nat) (m : Comp α),
    S s → (b = Bool.true → Total S m Q) → Total S (Comp.guard b s m) Q := @Total.check
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (c : Bool) (m k : Comp α),
    (c = Bool.true → Total S m Q) → (c = Bool.false → Total S k Q) → Total S (cond c m k) Q := @Total.cond

/-! Checked arithmetic. -/
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    I64 (a + b) → Total S (k (a + b)) Q → Total S (Comp.bind (add s a b) k) Q := @Total.add
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    I64 (a - b) → Total S (k (a - b)) Q → Total S (Comp.bind (sub s a b) k) Q := @Total.sub
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    I64 (a * b) → Total S (k (a * b)) Q → Total S (Comp.bind (mul s a b) k) Q := @Total.mul
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a : Int) (k : Int → Comp β),
    I64 (-a) → Total S (k (-a)) Q → Total S (Comp.bind (neg s a) k) Q := @Total.neg
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    (b = 0 → False) → I64 (Int.tdiv a b) → Total S (k (Int.tdiv a b)) Q → Total S (Comp.bind (div s a b) k) Q := @Total.div
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    (b = 0 → False) → I64 (Int.tdiv a b) → Total S (k (Int.tmod a b)) Q → Total S (Comp.bind (rem s a b) k) Q := @Total.rem

/-! Loops and groups. -/
example : ∀ (σ : Type) (S : Nat → Prop) (c : σ → Bool) (b : σ → Comp σ) (Inv : σ → Prop) (measure : σ → Int),
    (∀ s, Inv s → c s = Bool.true → Total S (b s) (fun t => Inv t ∧ (measure t < measure s ∧ 0 ≤ measure s))) →
    ∀ s, Inv s → Total S (loop c b s) (fun r => Inv r ∧ c r = Bool.false) := @Total.loop
example : ∀ (α β : Type) (S : Nat → Prop) (F : (α → Outcome β) → α → Comp β)
    (pre : α → Prop) (post : α → β → Prop) (measure : α → Nat),
    (∀ (g : α → Comp β) (x : α), pre x → (∀ y, pre y → measure y < measure x → Total S (g y) (post y)) →
      Total S (fun n => F (fun y => g y n) x n) (post x)) →
    ∀ x, pre x → Total S (fun n => group F n x) (post x) := @Total.group

/-! The same for `Partial`. -/
example : ∀ (α : Type) (S : Nat → Prop) (Q R : α → Prop) (m : Comp α),
    (∀ a, Q a → R a) → Partial S m Q → Partial S m R := @Partial.mono
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (a : α), Q a → Partial S (Comp.ok a) Q := @Partial.ok
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (s : Nat), S s → Partial S (Comp.halt s) Q := @Partial.halt
example : ∀ (α β : Type) (S : Nat → Prop) (Q : α → Prop) (R : β → Prop) (m : Comp α) (k : α → Comp β),
    Partial S m Q → (∀ a, Q a → Partial S (k a) R) → Partial S (Comp.bind m k) R := @Partial.bind
example : ∀ (α : Type) (S T : Nat → Prop) (Q : α → Prop) (site : Nat) (m : Comp α),
    (∀ s, T s → False) → Partial T m Q → Partial S (Comp.at site m) Q := @Partial.called
example : ∀ (α : Type) (S T : Nat → Prop) (Q : α → Prop) (site : Nat) (m : Comp α),
    S site → Partial T m Q → Partial S (Comp.at site m) Q := @Partial.called_at
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (b : Bool) (s : Nat) (m : Comp α),
    b = Bool.true → Partial S m Q → Partial S (Comp.guard b s m) Q := @Partial.guard
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (b : Bool) (s : Nat) (m : Comp α),
    S s → (b = Bool.true → Partial S m Q) → Partial S (Comp.guard b s m) Q := @Partial.check
example : ∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (c : Bool) (m k : Comp α),
    (c = Bool.true → Partial S m Q) → (c = Bool.false → Partial S k Q) → Partial S (cond c m k) Q := @Partial.cond
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    I64 (a + b) → Partial S (k (a + b)) Q → Partial S (Comp.bind (add s a b) k) Q := @Partial.add
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    I64 (a - b) → Partial S (k (a - b)) Q → Partial S (Comp.bind (sub s a b) k) Q := @Partial.sub
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    I64 (a * b) → Partial S (k (a * b)) Q → Partial S (Comp.bind (mul s a b) k) Q := @Partial.mul
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a : Int) (k : Int → Comp β),
    I64 (-a) → Partial S (k (-a)) Q → Partial S (Comp.bind (neg s a) k) Q := @Partial.neg
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    (b = 0 → False) → I64 (Int.tdiv a b) → Partial S (k (Int.tdiv a b)) Q → Partial S (Comp.bind (div s a b) k) Q := @Partial.div
example : ∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Comp β),
    (b = 0 → False) → I64 (Int.tdiv a b) → Partial S (k (Int.tmod a b)) Q → Partial S (Comp.bind (rem s a b) k) Q := @Partial.rem
example : ∀ (σ : Type) (S : Nat → Prop) (c : σ → Bool) (b : σ → Comp σ) (Inv : σ → Prop),
    (∀ s, Inv s → c s = Bool.true → Partial S (b s) Inv) →
    ∀ s, Inv s → Partial S (loop c b s) (fun r => Inv r ∧ c r = Bool.false) := @Partial.loop

/-! Sites. -/
example : ∀ (s : Nat), sites [] s → False := @sites_nil
example : ∀ (a : Nat) (l : List Nat), sites (a :: l) a := @sites_head
example : ∀ (a s : Nat) (l : List Nat), sites l s → sites (a :: l) s := @sites_tail

/-! Tests and propositions. -/
example : ∀ (a b : Int), ble a b = Bool.true ↔ a ≤ b := @ble_iff
example : ∀ (a b : Int), blt a b = Bool.true ↔ a < b := @blt_iff
example : ∀ (a b : Int), beq a b = Bool.true ↔ a = b := @beq_iff
example : ∀ (a b : Int), ble a b = Bool.false ↔ b < a := @ble_false_iff
example : ∀ (a b : Int), blt a b = Bool.false ↔ b ≤ a := @blt_false_iff
example : ∀ (a b : Int), beq a b = Bool.false ↔ ¬ a = b := @beq_false_iff
example : ∀ (x : Int), inI64 x = Bool.true ↔ I64 x := @inI64_iff
example : ∀ (x : Int), inI64 x = Bool.false ↔ ¬ I64 x := @inI64_false_iff
example : ∀ (b : Bool) (P : Prop), (b = Bool.true ↔ P) → (Bool.not b = Bool.true ↔ ¬ P) := @not_iff
example : ∀ (a b : Bool) (P Q : Prop), (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → (Bool.and a b = Bool.true ↔ P ∧ Q) := @and_iff
example : ∀ (a b : Bool) (P Q : Prop), (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → (Bool.or a b = Bool.true ↔ P ∨ Q) := @or_iff
example : ∀ (a b : Bool) (P Q : Prop),
    (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → (Bool.or (Bool.not a) b = Bool.true ↔ (P → Q)) := @implies_iff
example : ∀ (a b : Bool) (P Q : Prop),
    (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → (bxnor a b = Bool.true ↔ (P ↔ Q)) := @bxnor_iff
example : ∀ (a b : Bool), bxnor a b = Bool.true ↔ a = b := @bxnor_iff_eq
example : ∀ (P : Int → Prop) (b : Bool) (x y : Int),
    (b = Bool.true → P x) → (Bool.not b = Bool.true → P y) → P (cond b x y) := @chosen
example : Bool.true = Bool.true ↔ True := true_iff
example : Bool.false = Bool.true ↔ False := false_iff
example : ∀ (b : Bool) (P : Prop), (b = Bool.true ↔ P) → (b = Bool.false ↔ ¬ P) := @eq_false_iff
example : ∀ (b : Bool) (P : Prop), (b = Bool.false ↔ P) → (Bool.not b = Bool.true ↔ P) := @not_true_iff
example : ∀ (b : Bool) (P : Prop), (b = Bool.true ↔ P) → (Bool.not b = Bool.false ↔ P) := @not_false_iff
example : ∀ (a b : Bool) (P Q : Prop), (a = Bool.false ↔ P) → (b = Bool.false ↔ Q) → (Bool.and a b = Bool.false ↔ P ∨ Q) := @and_false_iff
example : ∀ (a b : Bool) (P Q : Prop), (a = Bool.false ↔ P) → (b = Bool.false ↔ Q) → (Bool.or a b = Bool.false ↔ P ∧ Q) := @or_false_iff

/-! Division. -/
example : ∀ (a b : Int), b * Int.tdiv a b + Int.tmod a b = a := tdiv_equation
example : ∀ (a b : Int), 0 < b → 0 ≤ a → b * Int.tdiv a b ≤ a ∧ a < b * Int.tdiv a b + b := @tdiv_pos_nonneg
example : ∀ (a b : Int), 0 < b → a ≤ 0 → a ≤ b * Int.tdiv a b ∧ b * Int.tdiv a b < a + b := @tdiv_pos_nonpos
example : ∀ (a b : Int), b < 0 → 0 ≤ a → b * Int.tdiv a b ≤ a ∧ a < b * Int.tdiv a b - b := @tdiv_neg_nonneg
example : ∀ (a b : Int), b < 0 → a ≤ 0 → a ≤ b * Int.tdiv a b ∧ b * Int.tdiv a b < a - b := @tdiv_neg_nonpos
example : ∀ (a b : Int), 0 < b → 0 ≤ a → 0 ≤ Int.tmod a b ∧ Int.tmod a b < b := @tmod_pos_nonneg
example : ∀ (a b : Int), 0 < b → a ≤ 0 → -b < Int.tmod a b ∧ Int.tmod a b ≤ 0 := @tmod_pos_nonpos
example : ∀ (a b : Int), b < 0 → 0 ≤ a → 0 ≤ Int.tmod a b ∧ Int.tmod a b < -b := @tmod_neg_nonneg
example : ∀ (a b : Int), b < 0 → a ≤ 0 → b < Int.tmod a b ∧ Int.tmod a b ≤ 0 := @tmod_neg_nonpos
example : ∀ (a b : Int), (b = 0 → False) → I64 b → I64 (Int.tmod a b) := @tmod_range
example : ∀ (x : Int), I64 (wrap64 x) := wrap64_range

end Lumen
