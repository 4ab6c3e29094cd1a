//! Arguments worth trying on a cell that has an open obligation.
//! Given by: `refute`, with the cell and what solvers suggested.
//! Gives: tuples of arguments, small ones first.
//! Holds: deterministic, and bounded in number; whether they are allowed is for the evaluator to say.

use crate::prove::ModelValue;
use elaborator::core::{Block, Cell, Clause, End, Formula, Step, Term, Type, Value};
use elaborator::literal::Literal;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// How many tuples are tried at most.
const COUNT: usize = 6_000;
/// How many of these are all combinations of a few values, before random ones.
const COMBINATIONS: usize = 3_000;

const SMALL: &[i64] = &[0, 1, -1, 2, -2, 3, -3, 4, 5, 7, 10, -10];
const LARGE: &[i64] = &[
    100,
    -100,
    1_000,
    10_000,
    1_000_000,
    -1_000_000,
    1 << 31,
    1 << 32,
    3_037_000_500,
    1_000_000_000_000,
    i64::MAX,
    i64::MIN,
    i64::MAX - 1,
    i64::MIN + 1,
    i64::MAX / 2 + 1,
    i64::MIN / 2 - 1,
];

/// The arguments to try: small values, values that the program names, suggestions, random values.
pub(super) fn candidates(cell: &Cell, suggestions: &[Vec<ModelValue>]) -> Vec<Vec<Literal>> {
    let types: Vec<&Type> = parameters(cell);
    let leaves: usize = types.iter().map(|of| leaves(of)).sum();
    let mut named = Vec::new();
    in_block(&cell.body, &mut named, 0);
    cell.requires.iter().chain(&cell.ensures).for_each(|clause| in_clause(clause, &mut named));
    let near: Vec<i64> =
        named.iter().flat_map(|&value| [value, value.saturating_add(1), value.saturating_sub(1)]).collect();
    let mut pool: Vec<i64> = Vec::new();
    for &value in SMALL.iter().chain(&near).chain(LARGE) {
        if !pool.contains(&value) {
            pool.push(value);
        }
    }
    let mut tuples = combinations(&pool, leaves);
    tuples.extend(suggestions.iter().map(|suggestion| suggestion.iter().map(integer).collect()));
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    while leaves > 0 && tuples.len() < COUNT {
        tuples.push((0..leaves).map(|_| random.value(&pool)).collect());
    }
    tuples.iter().filter_map(|tuple| literals(&types, tuple)).collect()
}

/// The types of the parameters but the world.
fn parameters(cell: &Cell) -> Vec<&Type> {
    let variables = cell.parameters.iter().filter_map(|id| cell.variables.get(id.0 as usize));
    variables.map(|variable| &variable.of).filter(|of| **of != Type::World).collect()
}

/// The number of integers and truth values in a value of a type.
fn leaves(of: &Type) -> usize {
    match of {
        Type::Int | Type::Bool => 1,
        Type::Unit | Type::World => 0,
        Type::Tuple(components) => components.iter().map(leaves).sum(),
    }
}

/// All tuples of the first values of a pool, those with small positions first, as many as there may be.
fn combinations(pool: &[i64], length: usize) -> Vec<Vec<i64>> {
    if length == 0 {
        return vec![Vec::new()];
    }
    let mut width = 1;
    let fits = |width: usize| {
        u32::try_from(length)
            .ok()
            .and_then(|length| width.checked_pow(length))
            .is_some_and(|all| all <= COMBINATIONS)
    };
    while width < pool.len() && fits(width + 1) {
        width += 1;
    }
    let mut positions: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..length {
        positions = positions
            .into_iter()
            .flat_map(|start| (0..width).map(move |next| [start.as_slice(), &[next]].concat()))
            .take(COMBINATIONS)
            .collect();
    }
    positions.sort_by_key(|tuple| tuple.iter().sum::<usize>());
    positions
        .into_iter()
        .map(|tuple| tuple.into_iter().filter_map(|at| pool.get(at).copied()).collect())
        .collect()
}

fn integer(value: &ModelValue) -> i64 {
    match value {
        ModelValue::Integer(value) => value.to_i64().unwrap_or(i64::MAX),
        ModelValue::Boolean(value) => i64::from(*value),
    }
}

/// The arguments of a tuple of integers; an odd one is true.
fn literals(types: &[&Type], tuple: &[i64]) -> Option<Vec<Literal>> {
    let mut rest = tuple.iter().copied();
    types.iter().map(|of| literal(of, &mut rest)).collect()
}

fn literal(of: &Type, rest: &mut impl Iterator<Item = i64>) -> Option<Literal> {
    match of {
        Type::Int => rest.next().map(Literal::Integer),
        Type::Bool => rest.next().map(|value| Literal::Boolean(value & 1 == 1)),
        Type::Unit => Some(Literal::Unit),
        Type::World => None,
        Type::Tuple(components) => {
            let parts: Option<Vec<Literal>> = components.iter().map(|of| literal(of, &mut *rest)).collect();
            parts.map(Literal::Tuple)
        }
    }
}

/// A generator of pseudo-random numbers (xorshift), the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A value of the pool, a small one, or any one.
    fn value(&mut self, pool: &[i64]) -> i64 {
        let choice = self.next();
        let bits = self.next();
        match choice % 4 {
            0 | 1 => {
                let position = usize::try_from(bits % pool.len().max(1) as u64).unwrap_or(0);
                pool.get(position).copied().unwrap_or(0)
            }
            2 => i64::try_from(bits % 2001).unwrap_or(0) - 1000,
            _ => bits.cast_signed() >> (choice / 4 % 64),
        }
    }
}

/// Integers that a block mentions; blocks nested too deep are not looked into.
fn in_block(block: &Block, found: &mut Vec<i64>, depth: u32) {
    if depth > 100 {
        return;
    }
    for step in &block.steps {
        match step {
            Step::Let(_, value) => in_value(value, found, depth),
            Step::Checked(_, _, values, _) | Step::Call(_, _, values, _) => {
                values.iter().for_each(|value| in_value(value, found, depth));
            }
            Step::Guard(formula, _) => in_formula(formula, found, depth),
            Step::Loop(of) => {
                of.initial.iter().chain([&of.condition]).for_each(|value| in_value(value, found, depth));
                of.invariants.iter().for_each(|clause| in_clause(clause, found));
                in_block(&of.body, found, depth + 1);
            }
            Step::Join(_, _, body) => in_block(body, found, depth + 1),
        }
    }
    match &block.end {
        End::Return(value) => in_value(value, found, depth),
        End::Jump(_, values) | End::Continue(values) => {
            values.iter().for_each(|value| in_value(value, found, depth));
        }
        End::If(condition, yes, no) => {
            in_value(condition, found, depth);
            in_block(yes, found, depth + 1);
            in_block(no, found, depth + 1);
        }
        End::Halt(_) => {}
    }
}

fn in_value(value: &Value, found: &mut Vec<i64>, depth: u32) {
    if depth > 100 {
        return;
    }
    match value {
        Value::Integer(integer) => found.push(*integer),
        Value::Tuple(components) => components.iter().for_each(|value| in_value(value, found, depth + 1)),
        Value::Field(a, _) | Value::Not(a) => in_value(a, found, depth + 1),
        Value::Binary(_, a, b) => [a, b].into_iter().for_each(|value| in_value(value, found, depth + 1)),
        Value::Variable(_) | Value::Boolean(_) | Value::Unit | Value::Print(..) => {}
    }
}

fn in_clause(clause: &Clause, found: &mut Vec<i64>) {
    in_formula(&clause.formula, found, 0);
}

fn in_formula(formula: &Formula, found: &mut Vec<i64>, depth: u32) {
    if depth > 100 {
        return;
    }
    match formula {
        Formula::Constant(_) | Formula::Test(_) => {}
        Formula::Compare(_, a, b) => [a, b].into_iter().for_each(|term| in_term(term, found, depth + 1)),
        Formula::Not(p) => in_formula(p, found, depth + 1),
        Formula::And(p, q) | Formula::Or(p, q) | Formula::Implies(p, q) | Formula::Iff(p, q) => {
            [p, q].into_iter().for_each(|formula| in_formula(formula, found, depth + 1));
        }
    }
}

fn in_term(term: &Term, found: &mut Vec<i64>, depth: u32) {
    if depth > 100 {
        return;
    }
    match term {
        Term::Integer(integer) => found.extend(BigInt::to_i64(integer)),
        Term::Negate(a) => in_term(a, found, depth + 1),
        Term::Arithmetic(_, a, b) => {
            [a, b].into_iter().for_each(|term| in_term(term, found, depth + 1));
        }
        Term::Variable(_) | Term::Field(..) => {}
    }
}
