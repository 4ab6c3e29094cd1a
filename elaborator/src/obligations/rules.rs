//! The theorems of the library that proofs of specifications are made of.
//! Given by: `proofs/theory`.
//! Gives: `Rule`, `Step` and their tables to the outline.
//! Holds: a wrong name here makes proofs fail, and nothing else; the types are agreed in `proofs/tests/examples/Rules.lean`.

use crate::meaning::{Listed, Table, vocabulary};
use kernel::{Store, TermId};

vocabulary! {
    /// The theorems that a proof of a specification applies.
    Rule;
    Trivial = "True.intro" [];
    Reflexive = "Eq.refl" [1];
    Both = "And.intro" [];
    Left = "And.left" [];
    Right = "And.right" [];
    Either = "Or.inl" [];
    Other = "Or.inr" [];
    Forward = "Iff.mp" [];
    Backward = "Iff.mpr" [];
    Same = "Iff.refl" [];
    EmptyWorld = "Lumen.World.mk" [];

    NoSite = "Lumen.sites_nil" [];
    FirstSite = "Lumen.sites_head" [];
    LaterSite = "Lumen.sites_tail" [];

    TestTrue = "Lumen.true_iff" [];
    TestFalse = "Lumen.false_iff" [];
    TestEqual = "Lumen.beq_iff" [];
    TestLess = "Lumen.blt_iff" [];
    TestLessEqual = "Lumen.ble_iff" [];
    TestRange = "Lumen.inI64_iff" [];
    TestNot = "Lumen.not_iff" [];
    TestAnd = "Lumen.and_iff" [];
    TestOr = "Lumen.or_iff" [];
    TestImplies = "Lumen.implies_iff" [];
    TestIff = "Lumen.bxnor_iff" [];
    Chosen = "Lumen.chosen" [];

    InRange = "Lumen.inI64" [];
    WrappedRange = "Lumen.wrap64_range" [];
    RemainderRange = "Lumen.tmod_range" [];
}

/// The rules as terms of one store.
pub type Rules = Table<Rule>;

vocabulary! {
    /// The rules that there are twice, for `Total` and for `Partial`, named below these.
    Step;
    Ok = "ok" [];
    Halt = "halt" [];
    Bind = "bind" [];
    Called = "called" [];
    CalledAt = "called_at" [];
    Guard = "guard" [];
    Check = "check" [];
    Conditional = "cond" [];
    Add = "add" [];
    Subtract = "sub" [];
    Multiply = "mul" [];
    Negate = "neg" [];
    Divide = "div" [];
    Remainder = "rem" [];
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
