//! A question in SMT-LIB, and what its names stand for.
//! Given by: `write`.
//! Gives: the text that is sent and shown; the terms behind its constants, to `read`.
//! Holds: names are by order of first use, so that renaming or reordering variables in the source changes nothing.

use kernel::TermId;

/// What a constant of a question stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Variable {
    /// An integer: `x0`, `x1`, …
    Integer(TermId),
    /// A truth value: `b0`, `b1`, …
    Test(TermId),
    /// A proposition that is not looked into: `p0`, `p1`, …
    Proposition(TermId),
}

/// A question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    pub(super) text: String,
    pub(super) names: Vec<(String, Variable)>,
    pub(super) hypotheses: usize,
}

impl Question {
    /// Options, declarations and assertions: hypothesis number k has the name `h<k>`, the denied goal has `goal`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a constant stands for.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<Variable> {
        self.names.iter().find(|(known, _)| known == name).map(|(_, variable)| *variable)
    }
}
