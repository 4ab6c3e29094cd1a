//! Measures: that they are defined, not negative where an iteration begins, and smaller where it has ended.
//! Given by: the walk over loops.
//! Gives: the outlines of these proofs, and obligations, one for each case of the measure before and after.
//! Holds: goals mention the terms of cases, under what is known when they are chosen, and no choice.

use super::defined::Place;
use super::loops::Established;
use super::outline::{Bound, Evaluated, Local, Node, NodeId, Why};
use super::reflect::Decided;
use super::rules::Rule;
use super::walk::{Origin, Walk};
use crate::core::{Case, Comparison, Formula, Loop, Measure};
use crate::meaning::Word;
use crate::translate::{Refusal, below, term};
use kernel::TermId;
use num_bigint::BigInt;

/// The value of a measure.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// All cases but the last: that the condition holds, that it does not, and the term.
    cases: Vec<(Decided, Decided, TermId)>,
    /// The values from each case on, the whole first.
    values: Vec<TermId>,
    /// The value.
    pub(super) whole: TermId,
}

/// What is shown of a measure where an iteration begins.
pub(super) struct Begun {
    measure: Chosen,
    /// That it is defined, if that says anything, and the proof.
    pub(super) defined: Option<(TermId, NodeId)>,
    /// That it is not negative, known from here on.
    pub(super) bounded: Local,
    pub(super) bounded_proof: NodeId,
}

/// A proposition about an integer.
type Property<'f> = &'f dyn Fn(&mut Walk<'_, '_>, TermId) -> TermId;

impl Walk<'_, '_> {
    /// The value of a measure in the state as it is set.
    pub(super) fn chosen(&mut self, measure: &Measure) -> Result<Chosen, Refusal> {
        let (last, others) = measure.cases.split_last().ok_or_else(|| self.ill_formed())?;
        let mut cases = Vec::new();
        for Case { condition, term: of } in others {
            let yes = self.reflect(condition, 0)?;
            let no = self.reflect(&Formula::Not(Box::new(condition.clone())), 0)?;
            cases.push((yes, no, term(&mut self.builder, &self.symbols, of, 0)?.0));
        }
        let mut whole = term(&mut self.builder, &self.symbols, &last.term, 0)?.0;
        let mut values = vec![whole];
        let int = self.builder.words[Word::Int];
        for (yes, _, of) in cases.iter().rev() {
            whole = self.builder.word(Word::Conditional, &[int, yes.test, *of, whole]);
            values.push(whole);
        }
        values.reverse();
        Ok(Chosen { cases, values, whole })
    }

    /// The proof of a property of a value, from a proof for each case.
    fn by_cases(
        &mut self,
        of: &Chosen,
        property: Property<'_>,
        each: &mut dyn FnMut(&mut Self, TermId) -> Result<NodeId, Refusal>,
        position: usize,
    ) -> Result<NodeId, Refusal> {
        let _ = below(u32::try_from(position).unwrap_or(u32::MAX))?;
        let Some(&(yes, no, chosen)) = of.cases.get(position) else {
            let last = of.values.last().ok_or_else(|| self.ill_formed())?;
            return each(self, *last);
        };
        let otherwise = *of.values.get(position + 1).ok_or_else(|| self.ill_formed())?;
        let mut rule = vec![self.property(property)];
        rule.extend(self.terms(&[yes.test, chosen, otherwise]));
        let mark = self.context.mark();
        let bound = self.decided(yes);
        let proof = each(self, chosen)?;
        rule.push(self.node(Node::Lambda(vec![bound], proof)));
        self.context.leave(mark);
        let bound = self.decided(no);
        let proof = self.by_cases(of, property, each, position + 1)?;
        rule.push(self.node(Node::Lambda(vec![bound], proof)));
        self.context.leave(mark);
        Ok(self.apply(self.rules[Rule::Chosen], rule))
    }

    fn decided(&mut self, of: Decided) -> Bound {
        let holds = self.builder.holds(of.test);
        self.hypothesis("h", holds, of.proposition, of.proof)
    }

    /// A property as a function.
    fn property(&mut self, property: Property<'_>) -> NodeId {
        let variable = self.builder.store.fresh_free();
        let of = self.builder.words[Word::Int];
        let local = Local { variable, binder: self.builder.binder("v"), of };
        let value = self.builder.store.free(variable);
        let body = property(self, value);
        let body = self.term(body);
        let bound = self.bound(local);
        self.node(Node::Lambda(vec![bound], body))
    }

    /// What is shown of the measure where an iteration begins.
    pub(super) fn begun(&mut self, of: &Loop, measure: &Measure) -> Result<Begun, Refusal> {
        let defined = self.measure_defined(measure, Evaluated::Begun(of.id), &[])?;
        let chosen = self.chosen(measure)?;
        let bounded_proof = self.by_cases(
            &chosen,
            &|walk, value| walk.not_negative(value),
            &mut |walk, value| {
                let goal = walk.not_negative(value);
                let hole = walk.oblige(origin(measure, Why::Bounded(of.id)), goal);
                Ok(walk.free(hole))
            },
            0,
        )?;
        let says = self.not_negative(chosen.whole);
        let binder = self.builder.binder("h");
        let bounded = Local { variable: self.builder.store.fresh_free(), binder, of: says };
        self.learn(bounded, false);
        Ok(Begun { measure: chosen, defined, bounded, bounded_proof })
    }

    fn not_negative(&mut self, value: TermId) -> TermId {
        let zero = self.builder.integer(&BigInt::ZERO);
        self.builder.comparison(Comparison::LessEqual, zero, value)
    }

    /// The invariant, and `measure < value ∧ 0 ≤ value`, for the value where the iteration began.
    pub(super) fn smaller(&mut self, of: &Loop, begun: &Begun) -> Result<TermId, Refusal> {
        let invariant = self.invariant(of)?;
        let measure = of.measure.as_ref().ok_or_else(|| self.ill_formed())?;
        let now = self.chosen(measure)?.whole;
        let less = self.builder.comparison(Comparison::Less, now, begun.measure.whole);
        Ok(self.builder.conjunction(&[invariant, less, begun.bounded.of]))
    }

    /// Adds to the proof of the invariant that the measure is smaller than where the iteration began.
    pub(super) fn ended(
        &mut self,
        of: &Loop,
        measure: &Measure,
        begun: &Chosen,
        kept: Established,
    ) -> Result<NodeId, Refusal> {
        let defined = self.measure_defined(measure, Evaluated::Ended(of.id), &kept.shown)?;
        let now = self.chosen(measure)?;
        let whole = begun.whole;
        let falls = self.by_cases(
            &now,
            &|walk, now| walk.builder.comparison(Comparison::Less, now, whole),
            &mut |walk, now| walk.falls(of, measure, now, begun),
            0,
        )?;
        if !self.cell.total {
            return Ok(kept.proof);
        }
        let less = self.builder.comparison(Comparison::Less, now.whole, whole);
        let bounded = self.not_negative(whole);
        let proof = self.context.proof(bounded).ok_or_else(|| self.ill_formed())?;
        let parts = [(kept.invariant, kept.proof), (less, falls), (bounded, self.free(proof))];
        let proof = self.conjunction(&parts);
        Ok(self.resting_on(defined, proof))
    }

    /// The proof that an integer is smaller than the measure was where the iteration began.
    fn falls(
        &mut self,
        of: &Loop,
        measure: &Measure,
        now: TermId,
        begun: &Chosen,
    ) -> Result<NodeId, Refusal> {
        self.by_cases(
            begun,
            &|walk, before| walk.builder.comparison(Comparison::Less, now, before),
            &mut |walk, before| {
                let less = walk.builder.comparison(Comparison::Less, now, before);
                let hole = walk.oblige(origin(measure, Why::Decreases(of.id)), less);
                Ok(walk.free(hole))
            },
            0,
        )
    }

    /// The proof that the measure is defined, if that says anything.
    fn measure_defined(
        &mut self,
        measure: &Measure,
        evaluated: Evaluated,
        shown: &[Local],
    ) -> Result<Option<(TermId, NodeId)>, Refusal> {
        let place = Place { evaluated, span: measure.span, text: &measure.text };
        self.clause_defined(&measure.definedness(), place, shown)
    }

    /// A proof that uses that the measure is defined, as the proof of a partial cell uses no measure at all.
    pub(super) fn resting_on(&mut self, defined: Option<(TermId, NodeId)>, proof: NodeId) -> NodeId {
        let Some((of, shown)) = defined.filter(|_| self.cell.total) else { return proof };
        let variable = self.builder.store.fresh_free();
        let local = Local { variable, binder: self.builder.binder("h"), of };
        self.have(local, shown, proof)
    }

    /// A proof below what was shown before.
    pub(super) fn have(&mut self, local: Local, shown: NodeId, proof: NodeId) -> NodeId {
        let bound = self.bound(local);
        let supposing = self.node(Node::Lambda(vec![bound], proof));
        self.node(Node::Apply(supposing, vec![shown]))
    }
}

fn origin(measure: &Measure, why: Why) -> Origin<'_> {
    Origin { why, site: None, span: measure.span, text: &measure.text }
}
