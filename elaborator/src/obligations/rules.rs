//! The theorems of the library that proofs of specifications are made of.
//! Given by: `proofs/theory`.
//! Gives: `Rule` and `Rules` to the outline; the list to the test that compares it with the library.
//! Holds: a wrong name or type here makes proofs fail, and nothing else.

use crate::meaning::{Listed, Table, vocabulary};
use kernel::{Store, TermId};

vocabulary! {
    /// The theorems that a proof of a specification applies.
    Rule;
    Trivial = "True.intro" []: "True";
    Reflexive = "Eq.refl" [1]: "∀ (α : Type) (a : α), a = a";
    Both = "And.intro" []: "∀ (a b : Prop), a → b → a ∧ b";
    Left = "And.left" []: "∀ (a b : Prop), a ∧ b → a";
    Right = "And.right" []: "∀ (a b : Prop), a ∧ b → b";
    Either = "Or.inl" []: "∀ (a b : Prop), a → a ∨ b";
    Other = "Or.inr" []: "∀ (a b : Prop), b → a ∨ b";
    Forward = "Iff.mp" []: "∀ (a b : Prop), (a ↔ b) → a → b";
    Backward = "Iff.mpr" []: "∀ (a b : Prop), (a ↔ b) → b → a";
    Same = "Iff.refl" []: "∀ (a : Prop), a ↔ a";
    EmptyWorld = "Lumen.World.mk" []: "List Lumen.Item → Lumen.World";

    NoSite = "Lumen.sites_nil" []: "∀ (s : Nat), Lumen.sites (List.nil Nat) s → False";
    FirstSite = "Lumen.sites_head" []: "∀ (a : Nat) (l : List Nat), Lumen.sites (List.cons Nat a l) a";
    LaterSite = "Lumen.sites_tail" []:
        "∀ (a s : Nat) (l : List Nat), Lumen.sites l s → Lumen.sites (List.cons Nat a l) s";

    TestTrue = "Lumen.true_iff" []: "Bool.true = Bool.true ↔ True";
    TestFalse = "Lumen.false_iff" []: "Bool.false = Bool.true ↔ False";
    TestEqual = "Lumen.beq_iff" []: "∀ (a b : Int), Lumen.beq a b = Bool.true ↔ a = b";
    TestLess = "Lumen.blt_iff" []: "∀ (a b : Int), Lumen.blt a b = Bool.true ↔ a < b";
    TestLessEqual = "Lumen.ble_iff" []: "∀ (a b : Int), Lumen.ble a b = Bool.true ↔ a ≤ b";
    TestRange = "Lumen.inI64_iff" []: "∀ (x : Int), Lumen.inI64 x = Bool.true ↔ Lumen.I64 x";
    TestNot = "Lumen.not_iff" []: "∀ (b : Bool) (P : Prop), (b = Bool.true ↔ P) → (Bool.not b = Bool.true ↔ ¬P)";
    TestAnd = "Lumen.and_iff" []:
        "∀ (a b : Bool) (P Q : Prop), (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → (Bool.and a b = Bool.true ↔ P ∧ Q)";
    TestOr = "Lumen.or_iff" []:
        "∀ (a b : Bool) (P Q : Prop), (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → (Bool.or a b = Bool.true ↔ P ∨ Q)";
    TestImplies = "Lumen.implies_iff" []:
        "∀ (a b : Bool) (P Q : Prop), (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → \
         (Bool.or (Bool.not a) b = Bool.true ↔ P → Q)";
    TestIff = "Lumen.bxnor_iff" []:
        "∀ (a b : Bool) (P Q : Prop), (a = Bool.true ↔ P) → (b = Bool.true ↔ Q) → \
         (Lumen.bxnor a b = Bool.true ↔ (P ↔ Q))";

    InRange = "Lumen.inI64" []: "Int → Bool";
    WrappedRange = "Lumen.wrap64_range" []: "∀ (x : Int), Lumen.I64 (Lumen.wrap64 x)";
    RemainderRange = "Lumen.tmod_range" []: "∀ (a b : Int), Lumen.I64 a → Lumen.I64 (Int.tmod a b)";
}

/// The rules as terms of one store.
pub type Rules = Table<Rule>;

vocabulary! {
    /// The rules that there are twice, for `Total` and for `Partial`, named below these; `J` is one of the two.
    Step;
    Ok = "ok" []:
        "∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (a : α), Q a → J α S (Lumen.Comp.ok α a) Q";
    Halt = "halt" []:
        "∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (s : Nat), S s → J α S (Lumen.Comp.halt α s) Q";
    Bind = "bind" []:
        "∀ (α β : Type) (S : Nat → Prop) (Q : α → Prop) (R : β → Prop) (m : Lumen.Comp α) (k : α → \
         Lumen.Comp β), J α S m Q → (∀ (a : α), Q a → J β S (k a) R) → J β S (Lumen.Comp.bind α β m k) R";
    Called = "called" []:
        "∀ (α : Type) (S T : Nat → Prop) (Q : α → Prop) (s : Nat) (m : Lumen.Comp α), (∀ (s : Nat), T s → \
         False) → J α T m Q → J α S (Lumen.Comp.at α s m) Q";
    CalledAt = "called_at" []:
        "∀ (α : Type) (S T : Nat → Prop) (Q : α → Prop) (s : Nat) (m : Lumen.Comp α), S s → J α T m Q → J \
         α S (Lumen.Comp.at α s m) Q";
    Guard = "guard" []:
        "∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (b : Bool) (s : Nat) (m : Lumen.Comp α), b = \
         Bool.true → J α S m Q → J α S (Lumen.Comp.guard α b s m) Q";
    Check = "check" []:
        "∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (b : Bool) (s : Nat) (m : Lumen.Comp α), S s → (b = \
         Bool.true → J α S m Q) → J α S (Lumen.Comp.guard α b s m) Q";
    Conditional = "cond" []:
        "∀ (α : Type) (S : Nat → Prop) (Q : α → Prop) (c : Bool) (m k : Lumen.Comp α), (c = Bool.true → J \
         α S m Q) → (c = Bool.false → J α S k Q) → J α S (cond (Lumen.Comp α) c m k) Q";
    Add = "add" []:
        "∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Lumen.Comp β), \
         Lumen.I64 (a + b) → J β S (k (a + b)) Q → J β S (Lumen.Comp.bind Int β (Lumen.add s a b) k) Q";
    Subtract = "sub" []:
        "∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Lumen.Comp β), \
         Lumen.I64 (a - b) → J β S (k (a - b)) Q → J β S (Lumen.Comp.bind Int β (Lumen.sub s a b) k) Q";
    Multiply = "mul" []:
        "∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Lumen.Comp β), \
         Lumen.I64 (a * b) → J β S (k (a * b)) Q → J β S (Lumen.Comp.bind Int β (Lumen.mul s a b) k) Q";
    Negate = "neg" []:
        "∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a : Int) (k : Int → Lumen.Comp β), \
         Lumen.I64 (-a) → J β S (k (-a)) Q → J β S (Lumen.Comp.bind Int β (Lumen.neg s a) k) Q";
    Divide = "div" []:
        "∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Lumen.Comp β), (b \
         = 0 → False) → Lumen.I64 (Int.tdiv a b) → J β S (k (Int.tdiv a b)) Q → J β S (Lumen.Comp.bind \
         Int β (Lumen.div s a b) k) Q";
    Remainder = "rem" []:
        "∀ (β : Type) (S : Nat → Prop) (Q : β → Prop) (s : Nat) (a b : Int) (k : Int → Lumen.Comp β), (b \
         = 0 → False) → Lumen.I64 (Int.tdiv a b) → J β S (k (Int.tmod a b)) Q → J β S (Lumen.Comp.bind \
         Int β (Lumen.rem s a b) k) Q";
}

/// The rules of both judgements as terms of one store.
#[derive(Clone, Debug)]
pub struct Steps {
    total: Vec<TermId>,
    partial: Vec<TermId>,
    /// `Lumen.Total.partial`: what is total is partial.
    pub weaken: TermId,
    /// `Lumen.Total.loop`.
    pub total_loop: TermId,
    /// `Lumen.Partial.loop`.
    pub partial_loop: TermId,
}

impl Steps {
    /// Interns every rule.
    #[must_use]
    pub fn new(store: &mut Store) -> Self {
        Steps {
            total: Step::LIST.iter().map(|known| below(store, "Lumen.Total", known.name)).collect(),
            partial: Step::LIST.iter().map(|known| below(store, "Lumen.Partial", known.name)).collect(),
            weaken: below(store, "Lumen.Total", "partial"),
            total_loop: below(store, "Lumen.Total", "loop"),
            partial_loop: below(store, "Lumen.Partial", "loop"),
        }
    }

    /// A rule for one of the judgements.
    #[must_use]
    pub fn rule(&self, step: Step, total: bool) -> TermId {
        let list = if total { &self.total } else { &self.partial };
        list[step.position()]
    }
}

fn below(store: &mut Store, space: &str, name: &str) -> TermId {
    store.constant_named(&format!("{space}.{name}"))
}
