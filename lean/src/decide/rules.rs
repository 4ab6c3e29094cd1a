//! What follows from a fact at once, and into which cases it falls.
//! Given by: the statement of a fact.
//! Gives: consequences and alternatives, each with the lemma that yields it.
//! Holds: a rule looks at one statement only and searches nothing.

use super::lemmas::Lemma;
use super::view::{Integer, Proposition, Test};
use super::vocabulary::{Head, Vocabulary};
use kernel::{Store, TermId};
use num_bigint::BigInt;

/// Something that follows: the lemma, its arguments before the fact itself, and what it says.
pub(crate) type Consequence = (Lemma, Vec<TermId>, TermId);

/// Cases: the lemma, its arguments, whether the fact itself comes after them, and what each case supposes.
#[derive(Clone, Debug)]
pub(crate) struct Alternatives {
    /// The lemma.
    pub(crate) lemma: Lemma,
    /// Its arguments.
    pub(crate) arguments: Vec<TermId>,
    /// Whether the fact is the argument after them.
    pub(crate) takes_fact: bool,
    /// The suppositions of the cases.
    pub(crate) cases: Vec<TermId>,
}

/// Makes statements out of the parts of others.
struct Maker<'a> {
    store: &'a mut Store,
    vocabulary: &'a Vocabulary,
}

impl Maker<'_> {
    fn not(&mut self, p: TermId) -> TermId {
        self.vocabulary.apply(self.store, Head::Not, &[p])
    }

    fn both(&mut self, p: TermId, q: TermId) -> TermId {
        self.vocabulary.apply(self.store, Head::And, &[p, q])
    }

    fn either(&mut self, p: TermId, q: TermId) -> TermId {
        self.vocabulary.apply(self.store, Head::Or, &[p, q])
    }

    fn implies(&mut self, p: TermId, q: TermId) -> TermId {
        self.vocabulary.implies(self.store, p, q)
    }

    fn less_equal(&mut self, a: TermId, b: TermId) -> TermId {
        self.vocabulary.less_equal(self.store, a, b)
    }

    fn less(&mut self, a: TermId, b: TermId) -> TermId {
        self.vocabulary.less(self.store, a, b)
    }

    fn equal(&mut self, a: TermId, b: TermId) -> TermId {
        self.vocabulary.equal(self.store, a, b)
    }

    fn same(&mut self, a: TermId, b: TermId) -> TermId {
        self.vocabulary.same(self.store, a, b)
    }

    fn tested(&mut self, test: TermId, value: bool) -> TermId {
        self.vocabulary.tested(self.store, test, value)
    }

    fn inverted(&mut self, test: TermId) -> TermId {
        self.vocabulary.apply(self.store, Head::TestNot, &[test])
    }

    fn proposition(&mut self, term: TermId) -> Proposition {
        self.vocabulary.proposition(self.store, term)
    }

    fn test(&mut self, term: TermId) -> Test {
        self.vocabulary.test(self.store, term)
    }
}

/// What follows from a statement by itself.
pub(crate) fn consequences(
    store: &mut Store,
    vocabulary: &Vocabulary,
    statement: TermId,
) -> Vec<Consequence> {
    let mut make = Maker { store, vocabulary };
    match make.proposition(statement) {
        Proposition::And(p, q) => {
            vec![(Lemma::AndLeft, vec![p, q], p), (Lemma::AndRight, vec![p, q], q)]
        }
        Proposition::Iff(p, q) => vec![
            (Lemma::IffForward, vec![p, q], make.implies(p, q)),
            (Lemma::IffBackward, vec![p, q], make.implies(q, p)),
        ],
        Proposition::Not(p) => negated(&mut make, p),
        Proposition::Tested(test, value) => tested(&mut make, test, value),
        _ => Vec::new(),
    }
}

fn negated(make: &mut Maker<'_>, p: TermId) -> Vec<Consequence> {
    match make.proposition(p) {
        Proposition::Not(q) => vec![(Lemma::NotNot, vec![q], q)],
        Proposition::Or(q, r) => {
            vec![(Lemma::NotOrLeft, vec![q, r], make.not(q)), (Lemma::NotOrRight, vec![q, r], make.not(r))]
        }
        Proposition::Implies(q, r) => {
            vec![(Lemma::NotImpliesLeft, vec![q, r], q), (Lemma::NotImpliesRight, vec![q, r], make.not(r))]
        }
        Proposition::LessEqual(a, b) => vec![(Lemma::NotLessEqual, vec![a, b], make.less(b, a))],
        Proposition::Less(a, b) => vec![(Lemma::NotLess, vec![a, b], make.less_equal(b, a))],
        Proposition::Tested(test, true) => vec![(Lemma::NotTrue, vec![test], make.tested(test, false))],
        Proposition::Tested(test, false) => vec![(Lemma::NotFalse, vec![test], make.tested(test, true))],
        Proposition::Same(a, b) => {
            let inverted = make.inverted(b);
            vec![(Lemma::NotSame, vec![a, b], make.same(a, inverted))]
        }
        _ => Vec::new(),
    }
}

fn tested(make: &mut Maker<'_>, test: TermId, value: bool) -> Vec<Consequence> {
    let view = make.test(test);
    match (view, value) {
        (Test::LessEqual(a, b), true) => vec![(Lemma::LessEqualTrue, vec![a, b], make.less_equal(a, b))],
        (Test::LessEqual(a, b), false) => vec![(Lemma::LessEqualFalse, vec![a, b], make.less(b, a))],
        (Test::Less(a, b), true) => vec![(Lemma::LessTrue, vec![a, b], make.less(a, b))],
        (Test::Less(a, b), false) => vec![(Lemma::LessFalse, vec![a, b], make.less_equal(b, a))],
        (Test::Equal(a, b), true) => vec![(Lemma::EqualTrue, vec![a, b], make.equal(a, b))],
        (Test::Equal(a, b), false) => {
            let equal = make.equal(a, b);
            vec![(Lemma::EqualFalse, vec![a, b], make.not(equal))]
        }
        (Test::Range(a), _) => {
            let range = make.vocabulary.apply(make.store, Head::Range, &[a]);
            if value {
                vec![(Lemma::RangeTrue, vec![a], range)]
            } else {
                vec![(Lemma::RangeFalse, vec![a], make.not(range))]
            }
        }
        (Test::Same(a, b), true) => vec![(Lemma::SameTrue, vec![a, b], make.same(a, b))],
        (Test::Same(a, b), false) => {
            let inverted = make.inverted(b);
            vec![(Lemma::SameFalse, vec![a, b], make.same(a, inverted))]
        }
        (Test::Not(a), true) => vec![(Lemma::NotTrueTest, vec![a], make.tested(a, false))],
        (Test::Not(a), false) => vec![(Lemma::NotFalseTest, vec![a], make.tested(a, true))],
        (Test::And(a, b), true) => vec![
            (Lemma::AndTrueLeft, vec![a, b], make.tested(a, true)),
            (Lemma::AndTrueRight, vec![a, b], make.tested(b, true)),
        ],
        (Test::Or(a, b), false) => vec![
            (Lemma::OrFalseLeft, vec![a, b], make.tested(a, false)),
            (Lemma::OrFalseRight, vec![a, b], make.tested(b, false)),
        ],
        _ => Vec::new(),
    }
}

/// The cases into which a statement falls, if it does.
pub(crate) fn alternatives(
    store: &mut Store,
    vocabulary: &Vocabulary,
    statement: TermId,
) -> Option<Alternatives> {
    let mut make = Maker { store, vocabulary };
    let of = |lemma: Lemma, arguments: Vec<TermId>, cases: Vec<TermId>| {
        Some(Alternatives { lemma, arguments, takes_fact: true, cases })
    };
    match make.proposition(statement) {
        Proposition::Or(p, q) => of(Lemma::OrElim, vec![p, q], vec![p, q]),
        Proposition::Implies(p, q) => {
            let not = make.not(p);
            of(Lemma::ImpliesElim, vec![p, q], vec![not, q])
        }
        Proposition::Same(a, _) => {
            let cases = vec![make.tested(a, true), make.tested(a, false)];
            Some(Alternatives { lemma: Lemma::TestElim, arguments: vec![a], takes_fact: false, cases })
        }
        Proposition::Not(p) => match make.proposition(p) {
            Proposition::And(q, r) => {
                let cases = vec![make.not(q), make.not(r)];
                of(Lemma::NotAndElim, vec![q, r], cases)
            }
            Proposition::Iff(q, r) => {
                let (not_q, not_r) = (make.not(q), make.not(r));
                let cases = vec![make.both(q, not_r), make.both(not_q, r)];
                of(Lemma::NotIffElim, vec![q, r], cases)
            }
            Proposition::Equal(a, b) => {
                let cases = vec![make.less(a, b), make.less(b, a)];
                of(Lemma::UnequalElim, vec![a, b], cases)
            }
            _ => None,
        },
        Proposition::Tested(test, value) => test_alternatives(&mut make, test, value),
        _ => None,
    }
}

fn test_alternatives(make: &mut Maker<'_>, test: TermId, value: bool) -> Option<Alternatives> {
    let view = make.test(test);
    let (lemma, arguments, cases) = match (view, value) {
        (Test::And(a, b), false) => {
            (Lemma::AndFalseElim, vec![a, b], vec![make.tested(a, false), make.tested(b, false)])
        }
        (Test::Or(a, b), true) => {
            (Lemma::OrTrueElim, vec![a, b], vec![make.tested(a, true), make.tested(b, true)])
        }
        (Test::Cond(c, a, b), _) => {
            let literal = make.vocabulary.constant(if value { Head::BoolTrue } else { Head::BoolFalse });
            let (yes, no) = (make.tested(c, true), make.tested(c, false));
            let (first, second) = (make.tested(a, value), make.tested(b, value));
            let cases = vec![make.both(yes, first), make.both(no, second)];
            (Lemma::CondElim, vec![c, a, b, literal], cases)
        }
        _ => return None,
    };
    Some(Alternatives { lemma, arguments, takes_fact: true, cases })
}

/// What is known of a quotient or remainder, each with whether the lemma asks for an evaluated test after its arguments.
pub(crate) fn division(store: &mut Store, vocabulary: &Vocabulary, term: TermId) -> Vec<(Consequence, bool)> {
    let (view, _) = vocabulary.integer_view(store, term);
    let (heads, lemma, a, k) = match view {
        Integer::Quotient(a, k) | Integer::Remainder(a, k) => {
            ([Head::Quotient, Head::Remainder], Lemma::Division, a, k)
        }
        Integer::EuclideanQuotient(a, k) | Integer::EuclideanRemainder(a, k) => {
            ([Head::EuclideanQuotient, Head::EuclideanRemainder], Lemma::EuclideanDivision, a, k)
        }
        _ => return Vec::new(),
    };
    let [quotient, remainder] = heads.map(|head| vocabulary.apply(store, head, &[a, k]));
    let product = vocabulary.multiply(store, k, quotient);
    let sum = vocabulary.add(store, product, remainder);
    let mut known = vec![((lemma, vec![a, k], vocabulary.equal(store, a, sum)), false)];
    let (view, _) = vocabulary.integer_view(store, k);
    let positive = matches!(view, Integer::Literal(value) if value.bits() > 0);
    let mut make = Maker { store, vocabulary };
    if lemma == Lemma::Division {
        known.push(truncated(&mut make, remainder, (a, k), positive));
        if positive {
            let minus = make.vocabulary.minus(make.store, k);
            let (above, below) = (make.less(minus, remainder), make.less(remainder, k));
            known.push(((Lemma::RemainderWithin, vec![a, k], make.both(above, below)), true));
        }
    } else if positive {
        let zero = vocabulary.integer(make.store, &BigInt::from(0));
        let (from, below) = (make.less_equal(zero, remainder), make.less(remainder, k));
        known.push(((Lemma::EuclideanRemainder, vec![a, k], make.both(from, below)), true));
    }
    known
}

/// The cases of a remainder that has the sign of the dividend.
fn truncated(
    make: &mut Maker<'_>,
    remainder: TermId,
    (a, k): (TermId, TermId),
    positive: bool,
) -> (Consequence, bool) {
    let zero = make.vocabulary.integer(make.store, &BigInt::from(0));
    let minus = make.vocabulary.minus(make.store, k);
    let below = remainder_signs(make, zero, a, (remainder, k, minus));
    if positive {
        return ((Lemma::RemainderByPositive, vec![a, k], below), true);
    }
    let above = remainder_signs(make, zero, a, (remainder, minus, k));
    let (is_zero, is_positive, is_negative) = (make.equal(k, zero), make.less(zero, k), make.less(k, zero));
    let (first, second) = (make.both(is_positive, below), make.both(is_negative, above));
    let signed = make.either(first, second);
    ((Lemma::Remainder, vec![a, k], make.either(is_zero, signed)), false)
}

/// The remainder has the sign of the dividend and stays strictly between the two limits.
fn remainder_signs(
    make: &mut Maker<'_>,
    zero: TermId,
    a: TermId,
    (remainder, highest, lowest): (TermId, TermId, TermId),
) -> TermId {
    let (from, below) = (make.less_equal(zero, remainder), make.less(remainder, highest));
    let (above, to) = (make.less(lowest, remainder), make.less_equal(remainder, zero));
    let (positive, negative) = (make.less_equal(zero, a), make.less(a, zero));
    let (range, other) = (make.both(from, below), make.both(above, to));
    let (first, second) = (make.both(positive, range), make.both(negative, other));
    make.either(first, second)
}
