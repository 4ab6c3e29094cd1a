//! That the divisions of clauses are defined.
//! Given by: `outline`, for contracts; loops, for invariants and measures.
//! Gives: the outlines of the proofs, with one obligation a division.
//! Holds: follows the proposition, layer by layer; divisions stand in it in the order of the clauses.

use super::outline::{Evaluated, Local, Node, NodeId, Why};
use super::rules::Rule;
use super::walk::{Origin, Walk};
use crate::core::{Formula, Span, Type};
use crate::meaning::Word;
use crate::translate::{Refusal, below, definedness, result};
use kernel::{Term, TermId};
use std::collections::VecDeque;

/// A clause, and when it is evaluated.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) evaluated: Evaluated,
    pub(super) span: Span,
    pub(super) text: &'t str,
}

/// What is still to come in a proposition.
struct Coming<'t> {
    /// The types of its variables.
    types: VecDeque<Type>,
    /// The clause of each of its divisions.
    divisions: VecDeque<Place<'t>>,
}

impl<'t> Coming<'t> {
    fn divisions(&mut self, defined: &Formula, place: Place<'t>) {
        self.divisions.extend(std::iter::repeat_n(place, divisions(defined)));
    }
}

impl Walk<'_, '_> {
    /// The proof that the contract is defined.
    pub(super) fn contract_defined(&mut self) -> Result<NodeId, Refusal> {
        let cell = self.cell;
        let parameters = cell.parameters.iter().filter_map(|id| cell.variables.get(id.0 as usize));
        let types = parameters.map(|variable| variable.of.clone()).chain([result(cell)]).collect();
        let mut coming = Coming { types, divisions: VecDeque::new() };
        let requires = (0u32..).map(Evaluated::Requires).zip(&cell.requires);
        let ensures = (0u32..).map(Evaluated::Ensures).zip(&cell.ensures);
        for (evaluated, clause) in requires.chain(ensures) {
            let place = Place { evaluated, span: clause.span, text: &clause.text };
            coming.divisions(&clause.formula.definedness(), place);
        }
        self.defined(self.model.definedness.proposition, &mut coming, 0)
    }

    /// The proof that a clause is defined, if that says anything, from what is known and what was shown before.
    pub(super) fn clause_defined(
        &mut self,
        defined: &Formula,
        place: Place<'_>,
        shown: &[Local],
    ) -> Result<Option<(TermId, NodeId)>, Refusal> {
        let Some(goal) = definedness(&mut self.builder, &self.symbols, defined)? else { return Ok(None) };
        let mut coming = Coming { types: VecDeque::new(), divisions: VecDeque::new() };
        coming.divisions(defined, place);
        let mark = self.context.mark();
        for &local in shown {
            self.learn(local, false);
        }
        let proof = self.defined(goal, &mut coming, 0)?;
        self.context.leave(mark);
        Ok(Some((goal, proof)))
    }

    fn defined(&mut self, goal: TermId, coming: &mut Coming<'_>, depth: u32) -> Result<NodeId, Refusal> {
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
                let Place { evaluated, span, text } =
                    coming.divisions.pop_front().ok_or_else(|| self.ill_formed())?;
                let origin = Origin { why: Why::Defined(evaluated), site: None, span, text };
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

/// How many divisions a definedness speaks of.
fn divisions(defined: &Formula) -> usize {
    match defined {
        Formula::Constant(_) => 0,
        Formula::And(left, right) => divisions(left) + divisions(right),
        Formula::Implies(_, then) => divisions(then),
        _ => 1,
    }
}
