//! What is known in one branch of a search.
//! Given by: the search, which adds facts.
//! Gives: consequences, rows of arithmetic, open alternatives; whether the branch is closed.
//! Holds: every fact is in the trace; a closed branch has its derivation of `False`.

use super::arithmetic::{Arithmetic, Row};
use super::budget::{Budget, Exhausted};
use super::ledger::{Combination, FactId, Positive, Zero};
use super::lemmas::Lemma;
use super::number::Number;
use super::polynomial::Polynomial;
use super::reader::Reader;
use super::rules;
use super::trace::{Derivation, Reason, Trace};
use super::view::{Proposition, Test};
use super::vocabulary::{Head, Vocabulary};
use kernel::{Store, TermId};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What all branches share.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// Where terms live.
    pub(crate) store: &'a mut Store,
    /// The known constants.
    pub(crate) vocabulary: Vocabulary,
    /// The atoms.
    pub(crate) reader: Reader,
    /// Facts and ledger.
    pub(crate) trace: Trace,
    /// Steps left.
    pub(crate) budget: Budget,
    /// Facts whose cases were compared already.
    pub(crate) joined: BTreeSet<FactId>,
    /// What was found by it, without suppositions.
    pub(crate) common: Vec<FactId>,
}

/// What is known in a branch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Branch {
    known: FxHashMap<TermId, FactId>,
    pending: Vec<FactId>,
    /// Facts that fall into cases, or wait for what they ask for.
    pub(crate) open: Vec<FactId>,
    /// What the comparisons say.
    pub(crate) arithmetic: Arithmetic,
    /// Existence facts, opened when everything else is done.
    pub(crate) existences: Vec<FactId>,
    /// Denied equations, with their sides.
    unequal: Vec<(FactId, TermId, TermId)>,
    divided: usize,
    closed: Option<Derivation>,
}

impl Branch {
    /// A branch in which facts hold, taken in their order.
    #[must_use]
    pub(crate) fn of(facts: &[FactId]) -> Self {
        Branch { pending: facts.iter().rev().copied().collect(), ..Self::default() }
    }

    /// Adds a fact.
    pub(crate) fn add(&mut self, fact: FactId) {
        self.pending.push(fact);
    }

    /// Draws all consequences. Answers a derivation of `False` if one was met, now or before.
    pub(crate) fn saturate(&mut self, context: &mut Context<'_>) -> Result<Option<Derivation>, Exhausted> {
        if self.closed.is_some() {
            return Ok(self.closed.clone());
        }
        loop {
            while let Some(fact) = self.pending.pop() {
                context.budget.spend(1)?;
                self.take(context, fact);
                if self.closed.is_some() {
                    return Ok(self.closed.clone());
                }
            }
            self.divide(context);
            self.wake(context)?;
            if self.pending.is_empty() {
                break;
            }
        }
        if let Some(combination) = self.arithmetic.contradiction() {
            return Ok(Some(Derivation::Arithmetic(Rc::clone(combination))));
        }
        self.equal_after_all(context)
    }

    /// A denied equation whose sides are equal by what is known of their atoms.
    fn equal_after_all(&self, context: &mut Context<'_>) -> Result<Option<Derivation>, Exhausted> {
        for &(id, a, b) in &self.unequal {
            context.budget.spend(1)?;
            let difference = context.difference(a, b, false);
            if !self.arithmetic.reduced(&difference).is_empty() {
                continue;
            }
            let mut parts = vec![Derivation::Fact(id)];
            for (less, greater) in [(a, b), (b, a)] {
                let statement = context.vocabulary.less(context.store, less, greater);
                let variable = context.store.fresh_free();
                let fact = context.trace.add(statement, Reason::Supposed(variable));
                let polynomial = context.difference(less, greater, true);
                let entry = context.trace.ledger.positive(Positive::Fact(fact));
                let combination = Combination::positive(entry);
                let row = self.arithmetic.reduced_row(Row { polynomial, combination, products: 0 });
                let body = Derivation::Arithmetic(Rc::new(row.combination));
                parts.push(Derivation::Suppose(variable, statement, Box::new(body)));
            }
            return Ok(Some(Derivation::Lemma(Lemma::UnequalElim, vec![a, b], parts)));
        }
        Ok(None)
    }

    fn take(&mut self, context: &mut Context<'_>, id: FactId) {
        let Some(statement) = context.trace.fact(id).map(|fact| fact.statement) else { return };
        let statement = context.vocabulary.head_normal(context.store, statement);
        if self.known.contains_key(&statement) {
            return;
        }
        let _ = self.known.insert(statement, id);
        let view = context.vocabulary.proposition(context.store, statement);
        self.clash(context, id, statement, view);
        self.file(context, id, view);
        for (lemma, arguments, conclusion) in
            rules::consequences(context.store, &context.vocabulary, statement)
        {
            let reason = Reason::Lemma(lemma, arguments, vec![id]);
            let fact = context.trace.add(conclusion, reason);
            self.pending.push(fact);
        }
        if rules::alternatives(context.store, &context.vocabulary, statement).is_some() {
            self.open.push(id);
        }
    }

    /// Closes the branch if the fact denies itself or another one.
    fn clash(&mut self, context: &mut Context<'_>, id: FactId, statement: TermId, view: Proposition) {
        if let Proposition::Not(p) = view {
            self.closed = self.derive(context, p, IMPLIED_DEPTH).map(|yes| Derivation::Clash(id, yes));
            if self.closed.is_some() {
                return;
            }
        }
        let Context { store, vocabulary, .. } = context;
        let known = |term: &TermId| self.known.get(term).copied();
        let negation = vocabulary.apply(store, Head::Not, &[statement]);
        self.closed = match view {
            Proposition::False => Some(Derivation::Fact(id)),
            Proposition::Tested(test, value) => {
                let other = vocabulary.tested(store, test, !value);
                let denied = vocabulary.test(store, test) == Test::Literal(!value);
                let (yes, no) = if value { (Some(id), known(&other)) } else { (known(&other), Some(id)) };
                match (yes, no) {
                    (Some(yes), Some(no)) => Some(Derivation::Lemma(
                        Lemma::TestClash,
                        vec![test],
                        vec![Derivation::Fact(yes), Derivation::Fact(no)],
                    )),
                    _ if denied => Some(literal_clash(value, id)),
                    _ => None,
                }
            }
            _ => None,
        };
        if self.closed.is_none() {
            self.closed = known(&negation).map(|no| Derivation::Clash(no, id));
        }
    }

    /// Hands a fact to arithmetic, or keeps it for later.
    fn file(&mut self, context: &mut Context<'_>, id: FactId, view: Proposition) {
        let (a, b, strict, equation) = match view {
            Proposition::LessEqual(a, b) => (a, b, false, false),
            Proposition::Less(a, b) => (a, b, true, false),
            Proposition::Equal(a, b) => (a, b, false, true),
            Proposition::Not(p) => {
                if let Proposition::Equal(a, b) = context.vocabulary.proposition(context.store, p) {
                    self.unequal.push((id, a, b));
                }
                return;
            }
            Proposition::Exists(..) => {
                self.existences.push(id);
                return;
            }
            _ => return,
        };
        let polynomial = context.difference(a, b, strict);
        let ledger = &mut context.trace.ledger;
        if equation {
            let combination = Combination::zero(ledger.zero(Zero::Fact(id)));
            self.arithmetic.add_equation(ledger, Row { polynomial, combination, products: 0 });
        } else {
            let combination = Combination::positive(ledger.positive(Positive::Fact(id)));
            self.arithmetic.add(ledger, Row { polynomial, combination, products: 0 });
        }
    }

    /// Adds what is known of quotients and remainders that were met since the last time.
    fn divide(&mut self, context: &mut Context<'_>) {
        while let Some(&atom) = context.reader.atoms().get(self.divided) {
            self.divided += 1;
            for ((lemma, arguments, statement), evaluated) in
                rules::division(context.store, &context.vocabulary, atom)
            {
                let reason = if evaluated {
                    Reason::Evaluated(lemma, arguments)
                } else {
                    Reason::Lemma(lemma, arguments, Vec::new())
                };
                if !self.known.contains_key(&statement) {
                    let fact = context.trace.add(statement, reason);
                    self.pending.push(fact);
                }
            }
        }
    }

    /// Carries out implications and equalities of tests whose other side is known by now.
    fn wake(&mut self, context: &mut Context<'_>) -> Result<(), Exhausted> {
        let open = std::mem::take(&mut self.open);
        for id in open {
            context.budget.spend(1)?;
            let done = match context.view_of(id) {
                Proposition::Implies(p, q) => self.wake_implication(context, id, p, q),
                Proposition::Same(a, b) => self.wake_equality(context, id, a, b),
                _ => false,
            };
            if !done {
                self.open.push(id);
            }
        }
        Ok(())
    }

    fn wake_implication(&mut self, context: &mut Context<'_>, id: FactId, p: TermId, q: TermId) -> bool {
        let Some(premise) = self.derive(context, p, IMPLIED_DEPTH) else { return false };
        let fact = context.trace.add(q, Reason::Apply(id, premise));
        self.pending.push(fact);
        true
    }

    fn wake_equality(&mut self, context: &mut Context<'_>, id: FactId, a: TermId, b: TermId) -> bool {
        for (lemma, from, to) in [(Lemma::SameForward, a, b), (Lemma::SameBackward, b, a)] {
            for value in [true, false] {
                let Some(premise) = self.known_test(context, from, value) else { continue };
                let literal =
                    context.vocabulary.constant(if value { Head::BoolTrue } else { Head::BoolFalse });
                let statement = context.vocabulary.tested(context.store, to, value);
                let reason = Reason::Lemma(lemma, vec![a, b, literal], vec![id, premise]);
                let fact = context.trace.add(statement, reason);
                self.pending.push(fact);
                return true;
            }
        }
        false
    }

    fn known_test(&self, context: &mut Context<'_>, test: TermId, value: bool) -> Option<FactId> {
        let statement = context.vocabulary.tested(context.store, test, value);
        self.known.get(&statement).copied()
    }

    /// A fact that says a statement: known, or a conjunction of such.
    pub(crate) fn derive(&self, context: &mut Context<'_>, statement: TermId, depth: u32) -> Option<FactId> {
        let statement = context.vocabulary.head_normal(context.store, statement);
        if let Some(&known) = self.known.get(&statement) {
            return Some(known);
        }
        let depth = depth.checked_sub(1)?;
        let (lemma, arguments, parts) = match context.vocabulary.proposition(context.store, statement) {
            Proposition::True => (Lemma::TrueIntro, vec![], vec![]),
            Proposition::And(p, q) => (
                Lemma::AndIntro,
                vec![p, q],
                vec![self.derive(context, p, depth)?, self.derive(context, q, depth)?],
            ),
            _ => return None,
        };
        Some(context.trace.add(statement, Reason::Lemma(lemma, arguments, parts)))
    }

    /// Whether a statement is known as it stands.
    #[must_use]
    pub(crate) fn knows(&self, statement: TermId) -> bool {
        self.known.contains_key(&statement)
    }
}

/// How deep conjunctions are put together for an implication.
const IMPLIED_DEPTH: u32 = 16;

/// `false = true`, or the other way round.
fn literal_clash(value: bool, id: FactId) -> Derivation {
    let lemma = if value { Lemma::FalseIsTrue } else { Lemma::TrueIsFalse };
    Derivation::Lemma(lemma, Vec::new(), vec![Derivation::Fact(id)])
}

impl Context<'_> {
    /// The outermost layer of a fact's statement.
    pub(crate) fn view_of(&mut self, id: FactId) -> Proposition {
        match self.trace.fact(id).map(|fact| fact.statement) {
            Some(statement) => self.vocabulary.proposition(self.store, statement),
            None => Proposition::Opaque,
        }
    }

    /// Right side minus left side, minus one if the comparison is strict.
    pub(crate) fn difference(&mut self, a: TermId, b: TermId, strict: bool) -> Polynomial {
        let left = self.reader.read(self.store, &self.vocabulary, a);
        let right = self.reader.read(self.store, &self.vocabulary, b);
        let mut result = right.minus(&left);
        if strict {
            result.add_scaled(&Polynomial::constant(Number::ONE), &Number::MINUS_ONE);
        }
        result
    }
}
