//! That the divisions of a contract are defined.
//! Given by: `outline`.
//! Gives: the outline of the proof, with one obligation a division.
//! Holds: follows the statement, layer by layer; divisions stand in it in the order of the clauses.

use super::outline::{Node, NodeId, Why};
use super::rules::Rule;
use super::walk::{Origin, Walk};
use crate::core::{Arithmetic, Clause, Formula, Term as Number, Type};
use crate::meaning::Word;
use crate::translate::{Refusal, below, result};
use kernel::{Term, TermId};
use std::collections::VecDeque;

/// What is still to come in a statement.
struct Coming<'p> {
    /// The types of its variables.
    types: VecDeque<Type>,
    /// The clause of each of its divisions.
    divisions: VecDeque<&'p Clause>,
}

impl<'p> Walk<'p, '_> {
    /// The proof that the contract is defined.
    pub(super) fn contract_defined(&mut self) -> Result<NodeId, Refusal> {
        let cell = self.cell;
        let parameters = cell.parameters.iter().filter_map(|id| cell.variables.get(id.0 as usize));
        let types = parameters.map(|variable| variable.of.clone()).chain([result(cell)]).collect();
        let mut divisions = VecDeque::new();
        for clause in cell.requires.iter().chain(&cell.ensures) {
            let count = divisions_in(&clause.formula, 0)?;
            divisions.extend(std::iter::repeat_n(clause, count));
        }
        self.defined(self.model.definedness.proposition, &mut Coming { types, divisions }, 0)
    }

    fn defined(&mut self, goal: TermId, coming: &mut Coming<'p>, depth: u32) -> Result<NodeId, Refusal> {
        let below = below(depth)?;
        if let Term::Pi(binder, domain, body) = self.builder.store.term_at(goal) {
            let mark = self.context.mark();
            let (bound, value) = if self.is_type(domain) {
                let name = self.builder.store.show_name(binder.name);
                let of = coming.types.pop_front().ok_or_else(|| self.ill_formed())?;
                self.opaque(&name, &of, &[])
            } else {
                let bound = self.suppose("h", domain, true);
                (bound, self.builder.store.free(bound.variable))
            };
            let body = self.builder.store.instantiate(body, &[value]);
            let body = self.take_components(body);
            let proof = self.defined(body, coming, below)?;
            self.context.leave(mark);
            return Ok(self.node(Node::Lambda(vec![bound], proof)));
        }
        if goal == self.builder.words[Word::True] {
            return Ok(self.term(self.rules[Rule::Trivial]));
        }
        let (head, arguments) = self.builder.store.spine(goal);
        match *arguments.as_slice() {
            [a, b] if head == self.builder.words[Word::And] => {
                let left = self.defined(a, coming, below)?;
                let right = self.defined(b, coming, below)?;
                let mut rule = self.terms(&[a, b]);
                rule.extend([left, right]);
                Ok(self.apply(self.rules[Rule::Both], rule))
            }
            _ => {
                let clause = coming.divisions.pop_front().ok_or_else(|| self.ill_formed())?;
                let origin = Origin { why: Why::Defined, site: None, span: clause.span, text: &clause.text };
                let hole = self.oblige(origin, goal);
                Ok(self.free(hole))
            }
        }
    }

    fn is_type(&self, domain: TermId) -> bool {
        let (head, _) = self.builder.store.spine(domain);
        let types = [Word::Int, Word::Bool, Word::Unit, Word::World, Word::Product];
        types.into_iter().any(|word| head == self.builder.words[word])
    }

    /// Replaces projections of tuples by the variables that stand for their components.
    fn take_components(&mut self, term: TermId) -> TermId {
        let (first, second) = (self.builder.words[Word::First], self.builder.words[Word::Second]);
        let symbols = &self.symbols;
        self.builder.store.map(term, 0, &mut |store, id, _| {
            let mut halves = Vec::new();
            let mut tuple = id;
            while let (head, &[_, _, inner]) = (store.spine(tuple).0, store.spine(tuple).1.as_slice()) {
                if head != first && head != second {
                    break;
                }
                halves.push(head == first);
                tuple = inner;
            }
            let mut known = tuple;
            for is_first in halves.iter().rev() {
                let (left, right) = symbols.halves(known)?;
                known = if *is_first { left } else { right };
            }
            (!halves.is_empty()).then_some(known)
        })
    }
}

/// How often a formula divides.
fn divisions_in(formula: &Formula, depth: u32) -> Result<usize, Refusal> {
    let below = below(depth)?;
    match formula {
        Formula::Constant(_) => Ok(0),
        Formula::Test(a) => divisions_of(a, below),
        Formula::Compare(_, a, b) => Ok(divisions_of(a, below)? + divisions_of(b, below)?),
        Formula::Not(p) => divisions_in(p, below),
        Formula::And(p, q) | Formula::Or(p, q) | Formula::Implies(p, q) | Formula::Iff(p, q) => {
            Ok(divisions_in(p, below)? + divisions_in(q, below)?)
        }
    }
}

fn divisions_of(term: &Number, depth: u32) -> Result<usize, Refusal> {
    let below = below(depth)?;
    match term {
        Number::Variable(_) | Number::Integer(_) => Ok(0),
        Number::Field(a, _) | Number::Negate(a) => divisions_of(a, below),
        Number::Arithmetic(operation, a, b) => {
            let here = usize::from(matches!(operation, Arithmetic::Divide | Arithmetic::Remainder));
            Ok(here + divisions_of(a, below)? + divisions_of(b, below)?)
        }
    }
}
