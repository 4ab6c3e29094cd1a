//! Tests and the propositions that they decide.
//! Given by: guards.
//! Gives: for a formula its test, its proposition, and the proof that the one decides the other.
//! Holds: one theorem of the library a connective, so that the proof is as large as the formula.

use super::rules::Rule;
use super::walk::Walk;
use crate::core::{Comparison, Formula};
use crate::meaning::Word;
use crate::translate::{Refusal, below, term};
use kernel::TermId;

/// A test, the proposition that it decides, and the proof of `test = true ↔ proposition`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided {
    pub(super) test: TermId,
    pub(super) proposition: TermId,
    pub(super) proof: TermId,
}

impl Walk<'_, '_> {
    /// What a formula of this cell tests and says.
    pub(super) fn reflect(&mut self, formula: &Formula, depth: u32) -> Result<Decided, Refusal> {
        let below = below(depth)?;
        match formula {
            Formula::Constant(truth) => {
                let (word, rule) =
                    if *truth { (Word::True, Rule::TestTrue) } else { (Word::False, Rule::TestFalse) };
                let (proposition, proof) = (self.builder.words[word], self.rules[rule]);
                Ok(Decided { test: self.builder.boolean(*truth), proposition, proof })
            }
            Formula::Test(a) => {
                let (test, _) = term(&mut self.builder, &self.symbols, a, below)?;
                let proposition = self.builder.holds(test);
                Ok(Decided { test, proposition, proof: self.rule(Rule::Same, &[proposition]) })
            }
            Formula::Compare(comparison, a, b) => {
                let (a, _) = term(&mut self.builder, &self.symbols, a, below)?;
                let (b, _) = term(&mut self.builder, &self.symbols, b, below)?;
                let (word, rule) = match comparison {
                    Comparison::Equal => (Word::TestEqual, Rule::TestEqual),
                    Comparison::Less => (Word::TestLess, Rule::TestLess),
                    Comparison::LessEqual => (Word::TestLessEqual, Rule::TestLessEqual),
                };
                let test = self.builder.word(word, &[a, b]);
                let proposition = self.builder.comparison(*comparison, a, b);
                Ok(Decided { test, proposition, proof: self.rule(rule, &[a, b]) })
            }
            Formula::Not(p) => {
                let p = self.reflect(p, below)?;
                let test = self.builder.word(Word::BoolNot, &[p.test]);
                let proposition = self.builder.word(Word::Not, &[p.proposition]);
                let proof = self.rule(Rule::TestNot, &[p.test, p.proposition, p.proof]);
                Ok(Decided { test, proposition, proof })
            }
            Formula::And(p, q) => self.connected(p, q, Rule::TestAnd, below),
            Formula::Or(p, q) => self.connected(p, q, Rule::TestOr, below),
            Formula::Implies(p, q) => self.connected(p, q, Rule::TestImplies, below),
            Formula::Iff(p, q) => self.connected(p, q, Rule::TestIff, below),
        }
    }

    fn connected(&mut self, p: &Formula, q: &Formula, rule: Rule, depth: u32) -> Result<Decided, Refusal> {
        let p = self.reflect(p, depth)?;
        let q = self.reflect(q, depth)?;
        let propositions = [p.proposition, q.proposition];
        let (test, proposition) = match rule {
            Rule::TestAnd => (Word::BoolAnd, self.builder.word(Word::And, &propositions)),
            Rule::TestOr => (Word::BoolOr, self.builder.word(Word::Or, &propositions)),
            Rule::TestIff => (Word::BoolEqual, self.builder.word(Word::Iff, &propositions)),
            _ => (Word::BoolOr, self.builder.store.arrow(p.proposition, q.proposition)),
        };
        let left = if matches!(rule, Rule::TestImplies) {
            self.builder.word(Word::BoolNot, &[p.test])
        } else {
            p.test
        };
        let test = self.builder.word(test, &[left, q.test]);
        let proof = self.rule(rule, &[p.test, q.test, p.proposition, q.proposition, p.proof, q.proof]);
        Ok(Decided { test, proposition, proof })
    }
}
