//! One checker of the kernel that answers a row of questions about terms over a few variables.
//! Given by: random choices.
//! Gives: the first answer that is not that of the naive implementation.
//! Holds: terms come back: as they were, varied, broken, at other variables, and with their variables bound.

use super::{Bench, Counts, FUEL, Outcome, parameters};
use crate::naive::bridge;
use crate::naive::environment::Environment;
use crate::naive::generate::{Choices, Generator};
use crate::naive::reduction::expose;
use crate::naive::term::{Name, T, Term, constant, lambda, show, spine};
use crate::naive::{Answer, Judge, Trouble};
use kernel::{Checker, FreeId, Problem, TermId};
use std::mem::{Discriminant, discriminant};

/// Questions in a row.
const QUESTIONS: usize = 10;
/// Rows of terms that have a part in common.
const ROWS: usize = 3;
/// Larger types and normal forms are not compared.
const LARGEST: usize = 100_000;

/// Variables with their types, as both implementations know them, the innermost last.
#[derive(Default)]
struct Place {
    context: Vec<T>,
    variables: Vec<FreeId>,
}

/// A term, and the place whose variables it mentions.
type Asked = (usize, T);

struct Session<'a> {
    checker: Checker<'a>,
    judge: &'a Judge<'a>,
    /// For the generator, so that the rules it uses are not counted.
    builder: Judge<'a>,
    heads: &'a [Name],
    /// The first is that of closed terms.
    places: Vec<Place>,
    asked: Vec<Asked>,
    /// Parts of what was asked about that are to be asked about next.
    pieces: Vec<Asked>,
    counts: &'a mut Counts,
}

/// A row of questions in the environment that every case finds.
pub(super) fn run(bench: &mut Bench, choices: &mut Choices<'_>) -> Outcome {
    if bench.store.term_count() > 1 << 20 {
        *bench = Bench { counts: std::mem::take(&mut bench.counts), ..Bench::new() };
    }
    let mut checker = Checker::new(&mut bench.store, &bench.environment);
    checker.declare_parameters(&bench.parameters);
    ask_questions(checker, &bench.naive, &bench.heads, &mut bench.counts, QUESTIONS, choices)
}

/// Asks both implementations so many questions, or until there are no more choices.
pub(super) fn ask_questions(
    checker: Checker<'_>,
    environment: &Environment,
    heads: &[Name],
    counts: &mut Counts,
    questions: usize,
    choices: &mut Choices<'_>,
) -> Outcome {
    let judge = Judge::new(environment, &parameters(), FUEL);
    let builder = Judge::new(environment, &parameters(), 0);
    let places = vec![Place::default()];
    let (asked, pieces) = (Vec::new(), Vec::new());
    let mut session = Session { checker, judge: &judge, builder, heads, places, asked, pieces, counts };
    session.open_places(choices);
    for _ in 0..questions {
        session.ask(choices)?;
        if choices.spent() {
            break;
        }
    }
    counts.add_rules(judge.used());
    Ok(())
}

/// Rows of closed terms that have a part in common, whose variables are far away.
pub(super) fn run_at_a_distance(bench: &mut Bench, choices: &mut Choices<'_>) -> Outcome {
    let Bench { store, environment, naive, parameters: declared, heads, counts } = bench;
    let mut checker = Checker::new(store, environment);
    checker.declare_parameters(declared);
    let judge = Judge::new(naive, &parameters(), FUEL);
    let builder = Judge::new(naive, &parameters(), 0);
    let (places, asked, pieces) = (vec![Place::default()], Vec::new(), Vec::new());
    let mut session = Session { checker, judge: &judge, builder, heads, places, asked, pieces, counts };
    (0..ROWS).try_for_each(|_| session.ask_at_a_distance(choices))
}

/// A term closed over the variables of its context.
pub(super) fn close(context: &[T], term: T) -> T {
    context.iter().rev().fold(term, |body, domain| lambda(domain.clone(), body))
}

impl Session<'_> {
    fn generate<R>(
        &self,
        choices: &mut Choices<'_>,
        make: impl FnOnce(&mut Generator<'_, '_>, &[T]) -> R,
        place: usize,
    ) -> R {
        make(&mut Generator::new(&self.builder, self.heads, choices), &self.places[place].context)
    }

    // Places

    /// Two places with variables: the second is like the first, but some of its types are others.
    fn open_places(&mut self, choices: &mut Choices<'_>) {
        let context = self.generate(choices, |generator, _| generator.context(), 0);
        let mut other = Vec::new();
        for of in &context {
            let mut generator = Generator::new(&self.builder, self.heads, choices);
            other.push(generator.another_type(&other, of));
        }
        for context in [context, other] {
            let place = self.open_place(context);
            self.places.push(place);
        }
    }

    fn open_place(&mut self, types: Vec<T>) -> Place {
        let mut place = Place::default();
        for of in types {
            self.judge.refuel(FUEL);
            let is_type = self.judge.universe(&place.context, &of, true).is_ok();
            let of = if is_type { of } else { constant("Nat", &[]) };
            let known = intern(&mut self.checker, &place, &of);
            let variable = self.checker.store.fresh_free();
            self.checker.declare_free(variable, known);
            place.context.push(of);
            place.variables.push(variable);
        }
        place
    }

    /// A term of the kernel as a tree over the variables of a place; none if it is large.
    fn tree(&mut self, place: usize, term: TermId) -> Result<Option<T>, String> {
        let variables = &self.places[place].variables;
        let store = &mut *self.checker.store;
        let open = store.abstract_free(term, variables);
        if store.facts_at(open).has_free {
            return Err("an answer with a variable of another place".to_owned());
        }
        Ok(bridge::tree(store, open, &mut { LARGEST }))
    }

    // Terms

    fn new_term(&mut self, choices: &mut Choices<'_>) -> Asked {
        let place = choices.below(self.places.len());
        let term = self.generate(
            choices,
            |generator, context| {
                let (of, _) = generator.a_type(context, 3);
                generator.term(context, &of, 4)
            },
            place,
        );
        (place, term)
    }

    fn old_term(&mut self, choices: &mut Choices<'_>) -> Asked {
        match self.asked.len() {
            0 => self.new_term(choices),
            count => self.asked[choices.below(count)].clone(),
        }
    }

    /// A term, and whether its type is what should be asked for.
    fn some_term(&mut self, choices: &mut Choices<'_>) -> (Asked, bool) {
        if let Some(piece) = self.pieces.pop() {
            return (piece, true);
        }
        let (place, term) = match choices.below(10) {
            0..5 => self.new_term(choices),
            5 => {
                let place = choices.below(self.places.len());
                let term =
                    self.generate(choices, |generator, context| generator.about_a_family(context), place);
                return ((place, term), true);
            }
            _ => self.old_term(choices),
        };
        let asked = match choices.below(8) {
            0 => (choices.below(self.places.len()), term),
            1 => (0, close(&self.places[place].context, term)),
            2 => {
                let term =
                    self.generate(choices, |generator, context| generator.mutate(context, &term), place);
                (place, term)
            }
            3 => (place, self.varied(choices, place, &term)),
            4 => return ((place, self.shared(choices, place, &term)), true),
            _ => (place, term),
        };
        (asked, false)
    }

    /// The term with a part that comes back in it, and in the next questions.
    fn shared(&mut self, choices: &mut Choices<'_>, place: usize, term: &T) -> T {
        let (term, pieces) =
            self.generate(choices, |generator, context| generator.share(context, term), place);
        self.pieces.extend(pieces.into_iter().map(|piece| (place, piece)));
        term
    }

    fn varied(&mut self, choices: &mut Choices<'_>, place: usize, term: &T) -> T {
        self.generate(choices, |generator, context| generator.vary(context, term), place)
    }

    /// A term to compare with another one.
    fn another(&mut self, choices: &mut Choices<'_>, place: usize, term: &T) -> T {
        match choices.below(6) {
            0 => {
                let same = self.asked.iter().filter(|other| other.0 == place);
                let same: Vec<T> = same.map(|(_, other)| other.clone()).collect();
                same.get(choices.below(same.len().max(1))).unwrap_or(term).clone()
            }
            1 | 2 => {
                let varied = self.varied(choices, place, term);
                self.generate(choices, |generator, context| generator.mutate(context, &varied), place)
            }
            3 => match self.judged(|judge| judge.type_of(&self.places[place].context, term)) {
                Ok(of) => self.generate(choices, |generator, context| generator.term(context, &of, 4), place),
                Err(_) => term.clone(),
            },
            _ => self.varied(choices, place, term),
        }
    }

    // Questions

    fn ask(&mut self, choices: &mut Choices<'_>) -> Outcome {
        let ((place, term), is_checked) = self.some_term(choices);
        self.asked.push((place, term.clone()));
        let is_checked = is_checked && !choices.one_in(3);
        let (question, outcome, about) = match choices.below(6) {
            _ if is_checked => ("infer", self.infer(place, &term), None),
            0 => ("infer", self.infer(place, &term), None),
            1 => ("reduce", self.reduce(place, &term), None),
            2..5 => {
                let other = self.another(choices, place, &term);
                ("convert", self.convert(place, &term, &other), Some(other))
            }
            _ => {
                let of = self.judged(|judge| judge.type_of(&self.places[place].context, &term));
                let of = of.unwrap_or_else(|_| constant("Nat", &[]));
                let of = self.another(choices, place, &of);
                ("check", self.check(place, &term, &of), Some(of))
            }
        };
        outcome.map_err(|difference| self.report(question, &difference, place, &term, about.as_ref()))
    }

    /// All terms of a row, one after the other.
    fn ask_at_a_distance(&mut self, choices: &mut Choices<'_>) -> Outcome {
        let (row, is_far, is_near) = self.generate(choices, |generator, _| generator.at_a_distance(), 0);
        let kind = ["neither", "near", "far", "far and near"][2 * usize::from(is_far) + usize::from(is_near)];
        for term in row {
            self.asked.push((0, term.clone()));
            *self.counts.rules.entry(kind).or_default() += 1;
            let of = self.judged(|judge| judge.type_of(&[], &term)).ok().filter(|_| choices.one_in(2));
            let outcome = match &of {
                Some(of) => self.check(0, &term, of),
                None => self.infer(0, &term),
            };
            outcome.map_err(|difference| self.report("row", &difference, 0, &term, of.as_ref()))?;
        }
        Ok(())
    }

    fn report(&self, question: &str, difference: &str, place: usize, term: &T, other: Option<&T>) -> String {
        let context: Vec<String> = self.places[place].context.iter().map(show).collect();
        let others: Vec<String> =
            self.asked.iter().map(|(place, term)| format!("{place}: {}", show(term))).collect();
        let other = other.map(show).unwrap_or_default();
        format!(
            "{question}: {difference}\nof {}\nand {other}\nover {context:?}\nafter\n{}",
            show(term),
            others.join("\n")
        )
    }

    fn judged<R>(&self, judgement: impl FnOnce(&Judge<'_>) -> R) -> R {
        self.judge.refuel(FUEL);
        judgement(self.judge)
    }

    fn is_typed(&self, place: usize, term: &T) -> bool {
        self.judged(|judge| judge.infer(&self.places[place].context, term)).is_ok()
    }

    fn infer(&mut self, place: usize, term: &T) -> Outcome {
        let expected = self.judged(|judge| judge.infer(&self.places[place].context, term));
        let known = intern(&mut self.checker, &self.places[place], term);
        let found = self.checker.infer(known);
        self.same_value("infer", place, expected, found).map(|_| ())
    }

    /// Types, or normal forms, that must be convertible; gives both if they are.
    fn same_value(
        &mut self,
        question: &'static str,
        place: usize,
        expected: Answer<T>,
        found: Result<TermId, Problem>,
    ) -> Result<Option<(T, T)>, String> {
        match (expected, found) {
            (Err(Trouble::Tired), _) | (_, Err(Problem::Limit(_))) => self.counts.of(question).tired += 1,
            (Err(Trouble::Wrong(_)), Err(Problem::Invalid(_))) => self.counts.of(question).no += 1,
            (Ok(expected), Ok(found)) => {
                let same = match self.tree(place, found)? {
                    None => Err(Trouble::Tired),
                    Some(found) => self
                        .judged(|judge| judge.convert(&self.places[place].context, &expected, &found))
                        .map(|same| (same, found)),
                };
                match same {
                    Err(_) => self.counts.of(question).tired += 1,
                    Ok((false, found)) => return Err(format!("{} and {}", show(&expected), show(&found))),
                    Ok((true, found)) => {
                        self.counts.of(question).yes += 1;
                        return Ok(Some((expected, found)));
                    }
                }
            }
            (expected, found) => return Err(format!("naive {expected:?}, kernel {found:?}")),
        }
        Ok(None)
    }

    /// Normal forms of terms without a type are not asked for.
    fn reduce(&mut self, place: usize, term: &T) -> Outcome {
        if !self.is_typed(place, term) {
            return Ok(());
        }
        let expected = self.judged(|judge| judge.whnf(&self.places[place].context, term));
        let known = intern(&mut self.checker, &self.places[place], term);
        let found = self.checker.whnf(known);
        match self.same_value("reduce", place, expected, found)? {
            Some((expected, found)) if head(&expected) != head(&found) => {
                Err(format!("reduced to {} and to {}", show(&expected), show(&found)))
            }
            _ => Ok(()),
        }
    }

    /// Terms without a type are not compared.
    fn convert(&mut self, place: usize, a: &T, b: &T) -> Outcome {
        if !self.is_typed(place, a) || !self.is_typed(place, b) {
            return Ok(());
        }
        let expected = self.judged(|judge| judge.convert(&self.places[place].context, a, b));
        let [x, y] = [a, b].map(|term| intern(&mut self.checker, &self.places[place], term));
        let found = self.checker.convert(x, y);
        self.same_verdict("convert", expected, found)
    }

    /// Types must be types.
    fn check(&mut self, place: usize, term: &T, of: &T) -> Outcome {
        if self.judged(|judge| judge.universe(&self.places[place].context, of, true)).is_err() {
            return Ok(());
        }
        let context = &self.places[place].context;
        let expected = self.judged(|judge| match judge.infer(context, term) {
            Ok(found) => {
                judge.refuel(FUEL);
                judge.convert(context, &found, of)
            }
            Err(Trouble::Wrong(_)) => Ok(false),
            Err(Trouble::Tired) => Err(Trouble::Tired),
        });
        let [term, of] = [term, of].map(|term| intern(&mut self.checker, &self.places[place], term));
        let found = match self.checker.check(term, of) {
            Err(Problem::Invalid(_)) => Ok(false),
            other => other.map(|()| true),
        };
        self.same_verdict("check", expected, found)
    }

    fn same_verdict(
        &mut self,
        question: &'static str,
        expected: Answer<bool>,
        found: Result<bool, Problem>,
    ) -> Outcome {
        let count = self.counts.of(question);
        match (expected, found) {
            (Err(_), _) | (_, Err(Problem::Limit(_))) => count.tired += 1,
            (Ok(true), Ok(true)) => count.yes += 1,
            (Ok(false), Ok(false)) => count.no += 1,
            (expected, found) => return Err(format!("naive {expected:?}, kernel {found:?}")),
        }
        Ok(())
    }
}

fn intern(checker: &mut Checker<'_>, place: &Place, term: &T) -> TermId {
    let store = &mut *checker.store;
    let term = bridge::intern(store, term);
    let values: Vec<TermId> = place.variables.iter().map(|&variable| store.free(variable)).collect();
    store.instantiate(term, &values)
}

/// What a normal form is at its head, literals being constructors.
fn head(term: &T) -> (Discriminant<Term>, Option<Name>) {
    let (head, _) = spine(&expose(term));
    let name = match &*head {
        Term::Constant(name, _) => Some(name.clone()),
        _ => None,
    };
    (discriminant(&*head), name)
}
