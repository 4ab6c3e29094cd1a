//! Obligations as SMT-LIB.
//! Given by: hypotheses and a goal, as kernel terms.
//! Gives: the canonical question.
//! Holds: propositions are translated as the decision procedure reads them; what is not understood is a constant of its own.

use super::question::{Question, Variable};
use kernel::{Store, TermId};
use lean::decide::view::{Integer, Proposition, Test};
use lean::decide::vocabulary::Vocabulary;
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The text would be too large, or is nested too deep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

/// No question is longer, in bytes.
pub const LENGTH: usize = 1 << 20;
/// No formula is nested deeper.
pub const DEPTH: u32 = 200;

struct Writer<'a> {
    store: &'a mut Store,
    vocabulary: Vocabulary,
    names: Vec<(String, Variable)>,
    known: FxHashMap<Variable, usize>,
    counts: [usize; 3],
    text: String,
}

/// Writes a question.
pub(super) fn write(store: &mut Store, hypotheses: &[TermId], goal: TermId) -> Result<Question, TooLarge> {
    let vocabulary = Vocabulary::new(store);
    let (names, known) = (Vec::new(), FxHashMap::default());
    let mut writer = Writer { store, vocabulary, names, known, counts: [0; 3], text: String::new() };
    for (position, &hypothesis) in hypotheses.iter().enumerate() {
        writer.push("(assert (! ")?;
        writer.proposition(hypothesis, DEPTH)?;
        writer.push(&format!(" :named h{position}))\n"))?;
    }
    writer.push("(assert (! (not ")?;
    writer.proposition(goal, DEPTH)?;
    writer.push(") :named goal))\n")?;
    let mut text = String::from("(set-option :produce-unsat-cores true)\n");
    for (name, variable) in &writer.names {
        let sort = if matches!(variable, Variable::Integer(_)) { "Int" } else { "Bool" };
        let _ = writeln!(text, "(declare-const {name} {sort})");
    }
    text.push_str(&writer.text);
    Ok(Question { text, names: writer.names, hypotheses: hypotheses.len() })
}

impl Writer<'_> {
    fn push(&mut self, text: &str) -> Result<(), TooLarge> {
        self.text.push_str(text);
        if self.text.len() > LENGTH { Err(TooLarge) } else { Ok(()) }
    }

    /// The constant of a variable; a new one at its first use.
    fn variable(&mut self, variable: Variable) -> Result<(), TooLarge> {
        let position = match self.known.get(&variable) {
            Some(&position) => position,
            None => {
                let (letter, kind) = match variable {
                    Variable::Integer(_) => ('x', 0),
                    Variable::Test(_) => ('b', 1),
                    Variable::Proposition(_) => ('p', 2),
                };
                let position = self.names.len();
                self.names.push((format!("{letter}{}", self.counts[kind]), variable));
                self.counts[kind] += 1;
                let _ = self.known.insert(variable, position);
                position
            }
        };
        let name = self.names[position].0.clone();
        self.push(&name)
    }

    fn propositions(&mut self, operator: &str, parts: &[TermId], depth: u32) -> Result<(), TooLarge> {
        self.push("(")?;
        self.push(operator)?;
        for &part in parts {
            self.push(" ")?;
            self.proposition(part, depth)?;
        }
        self.push(")")
    }

    fn tests(&mut self, operator: &str, parts: &[TermId], depth: u32) -> Result<(), TooLarge> {
        self.push("(")?;
        self.push(operator)?;
        for &part in parts {
            self.push(" ")?;
            self.test(part, depth)?;
        }
        self.push(")")
    }

    fn integers(&mut self, operator: &str, parts: &[TermId], depth: u32) -> Result<(), TooLarge> {
        self.push("(")?;
        self.push(operator)?;
        for &part in parts {
            self.push(" ")?;
            self.integer(part, depth)?;
        }
        self.push(")")
    }

    fn proposition(&mut self, term: TermId, depth: u32) -> Result<(), TooLarge> {
        let depth = depth.checked_sub(1).ok_or(TooLarge)?;
        let term = self.vocabulary.head_normal(self.store, term);
        match self.vocabulary.proposition(self.store, term) {
            Proposition::True => self.push("true"),
            Proposition::False => self.push("false"),
            Proposition::And(p, q) => self.propositions("and", &[p, q], depth),
            Proposition::Or(p, q) => self.propositions("or", &[p, q], depth),
            Proposition::Implies(p, q) => self.propositions("=>", &[p, q], depth),
            Proposition::Iff(p, q) => self.propositions("=", &[p, q], depth),
            Proposition::Not(p) => self.propositions("not", &[p], depth),
            Proposition::LessEqual(a, b) => self.integers("<=", &[a, b], depth),
            Proposition::Less(a, b) => self.integers("<", &[a, b], depth),
            Proposition::Equal(a, b) => self.integers("=", &[a, b], depth),
            Proposition::Same(a, b) => self.tests("=", &[a, b], depth),
            Proposition::Tested(a, true) => self.test(a, depth),
            Proposition::Tested(a, false) => self.tests("not", &[a], depth),
            Proposition::Exists(..) | Proposition::Forall(..) | Proposition::Opaque => {
                self.variable(Variable::Proposition(term))
            }
        }
    }

    fn test(&mut self, term: TermId, depth: u32) -> Result<(), TooLarge> {
        let depth = depth.checked_sub(1).ok_or(TooLarge)?;
        let term = self.vocabulary.head_normal(self.store, term);
        match self.vocabulary.test(self.store, term) {
            Test::Literal(value) => self.push(if value { "true" } else { "false" }),
            Test::LessEqual(a, b) => self.integers("<=", &[a, b], depth),
            Test::Less(a, b) => self.integers("<", &[a, b], depth),
            Test::Equal(a, b) => self.integers("=", &[a, b], depth),
            Test::Range(a) => {
                self.push("(<= (- 9223372036854775808) ")?;
                self.integer(a, depth)?;
                self.push(" 9223372036854775807)")
            }
            Test::Same(a, b) => self.tests("=", &[a, b], depth),
            Test::Not(a) => self.tests("not", &[a], depth),
            Test::And(a, b) => self.tests("and", &[a, b], depth),
            Test::Or(a, b) => self.tests("or", &[a, b], depth),
            Test::Cond(c, a, b) => self.tests("ite", &[c, a, b], depth),
            Test::Opaque => self.variable(Variable::Test(term)),
        }
    }

    fn integer(&mut self, term: TermId, depth: u32) -> Result<(), TooLarge> {
        let depth = depth.checked_sub(1).ok_or(TooLarge)?;
        let (view, term) = self.vocabulary.integer_view(self.store, term);
        match view {
            Integer::Literal(value) => self.push(&value.to_string()),
            Integer::Negate(a) => self.integers("-", &[a], depth),
            Integer::Add(a, b) => self.integers("+", &[a, b], depth),
            Integer::Subtract(a, b) => self.integers("-", &[a, b], depth),
            Integer::Multiply(a, b) => self.integers("*", &[a, b], depth),
            Integer::Quotient(a, b) => self.quotient(a, b, depth),
            Integer::Remainder(a, b) => {
                self.push("(- ")?;
                self.integer(a, depth)?;
                self.push(" (* ")?;
                self.integer(b, depth)?;
                self.push(" ")?;
                self.quotient(a, b, depth)?;
                self.push("))")
            }
            Integer::EuclideanQuotient(a, b) => {
                self.push("(ite (= ")?;
                self.integer(b, depth)?;
                self.push(" 0) 0 ")?;
                self.integers("div", &[a, b], depth)?;
                self.push(")")
            }
            Integer::EuclideanRemainder(a, b) => {
                self.push("(ite (= ")?;
                self.integer(b, depth)?;
                self.push(" 0) ")?;
                self.integer(a, depth)?;
                self.push(" ")?;
                self.integers("mod", &[a, b], depth)?;
                self.push(")")
            }
            Integer::Opaque => self.variable(Variable::Integer(term)),
        }
    }

    /// SMT-LIB divides so that remainders are not negative; that is rounding toward zero where the dividend is not negative.
    /// A quotient by zero is zero.
    fn quotient(&mut self, a: TermId, b: TermId, depth: u32) -> Result<(), TooLarge> {
        self.push("(ite (= ")?;
        self.integer(b, depth)?;
        self.push(" 0) 0 (ite (<= 0 ")?;
        self.integer(a, depth)?;
        self.push(") ")?;
        self.integers("div", &[a, b], depth)?;
        self.push(" (- (div (- ")?;
        self.integer(a, depth)?;
        self.push(") ")?;
        self.integer(b, depth)?;
        self.push("))))")
    }
}
