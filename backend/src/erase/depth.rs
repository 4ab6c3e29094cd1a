//! How deep a cell nests, found without recursion.
//! Given by: `erase`, before anything recursive looks at the cell.
//! Gives: whether the recursive passes may.
//! Holds: blocks, values and formulas all count; the limit keeps every pass within the stack of a thread.

use elaborator::core::{Block, Cell, End, Formula, Line, Step, Term, Value};

/// How deep a cell may nest.
pub(super) const DEEPEST: u32 = 1000;

enum Part<'a> {
    Block(&'a Block),
    Value(&'a Value),
    Formula(&'a Formula),
    Term(&'a Term),
}

pub(super) fn is_within_limit(cell: &Cell) -> bool {
    let clauses = cell.requires.iter().chain(&cell.ensures).map(|clause| (Part::Formula(&clause.formula), 1));
    let mut parts: Vec<(Part<'_>, u32)> = clauses.chain([(Part::Block(&cell.body), 1)]).collect();
    while let Some((part, depth)) = parts.pop() {
        if depth > DEEPEST {
            return false;
        }
        let mut push = |part| parts.push((part, depth + 1));
        match part {
            Part::Block(block) => {
                block.steps.iter().for_each(|step| push_step(step, &mut push));
                push_end(&block.end, &mut push);
            }
            Part::Value(value) => push_value(value, &mut push),
            Part::Formula(formula) => push_formula(formula, &mut push),
            Part::Term(term) => push_term(term, &mut push),
        }
    }
    true
}

fn push_step<'a>(step: &'a Step, push: &mut impl FnMut(Part<'a>)) {
    match step {
        Step::Let(_, value) => push(Part::Value(value)),
        Step::Checked(_, _, values, _) | Step::Call(_, _, values, _) => {
            values.iter().for_each(|value| push(Part::Value(value)));
        }
        Step::Guard(formula, _) => push(Part::Formula(formula)),
        Step::Join(_, _, body) => push(Part::Block(body)),
        Step::Loop(of) => {
            of.initial.iter().chain([&of.condition]).for_each(|value| push(Part::Value(value)));
            of.invariants.iter().for_each(|clause| push(Part::Formula(&clause.formula)));
            push(Part::Block(&of.body));
        }
    }
}

fn push_end<'a>(end: &'a End, push: &mut impl FnMut(Part<'a>)) {
    match end {
        End::Return(value) => push(Part::Value(value)),
        End::Jump(_, values) | End::Continue(values) => {
            values.iter().for_each(|value| push(Part::Value(value)))
        }
        End::If(condition, yes, no) => {
            push(Part::Value(condition));
            push(Part::Block(yes));
            push(Part::Block(no));
        }
        End::Halt(_) => {}
    }
}

fn push_value<'a>(value: &'a Value, push: &mut impl FnMut(Part<'a>)) {
    match value {
        Value::Variable(_) | Value::Integer(_) | Value::Boolean(_) | Value::Unit => {}
        Value::Tuple(components) => components.iter().for_each(|component| push(Part::Value(component))),
        Value::Field(operand, _) | Value::Not(operand) => push(Part::Value(operand)),
        Value::Binary(_, left, right) => {
            push(Part::Value(left));
            push(Part::Value(right));
        }
        Value::Print(world, line) => {
            push(Part::Value(world));
            if let Line::Shown(value, _) = line {
                push(Part::Value(value));
            }
        }
    }
}

fn push_formula<'a>(formula: &'a Formula, push: &mut impl FnMut(Part<'a>)) {
    match formula {
        Formula::Constant(_) => {}
        Formula::Test(term) => push(Part::Term(term)),
        Formula::Compare(_, left, right) => {
            push(Part::Term(left));
            push(Part::Term(right));
        }
        Formula::Not(operand) => push(Part::Formula(operand)),
        Formula::And(left, right)
        | Formula::Or(left, right)
        | Formula::Implies(left, right)
        | Formula::Iff(left, right) => {
            push(Part::Formula(left));
            push(Part::Formula(right));
        }
    }
}

fn push_term<'a>(term: &'a Term, push: &mut impl FnMut(Part<'a>)) {
    match term {
        Term::Variable(_) | Term::Integer(_) => {}
        Term::Field(operand, _) | Term::Negate(operand) => push(Part::Term(operand)),
        Term::Arithmetic(_, left, right) => {
            push(Part::Term(left));
            push(Part::Term(right));
        }
    }
}
