//! A block of core that is being made, from its first step on.
//! Given by: the passes of `lower`, step by step.
//! Gives: the finished block, once its end is known.
//! Holds: what comes after a join is made after the branches, in the order of the text, and stands before them in
//! core; a parameter of a join that nothing uses is left out.

use super::Lowering;
use crate::core::{Block, End, Formula, JoinId, Step, Term, Value, VariableId};

/// The steps since the last branching, and the branchings before them.
#[derive(Default)]
pub(super) struct Draft {
    pub steps: Vec<Step>,
    pub frames: Vec<Frame>,
}

/// A branching after which the block goes on.
pub(super) struct Frame {
    /// The steps before it.
    pub steps: Vec<Step>,
    /// Which branch is taken.
    pub condition: Value,
    /// How it goes on.
    pub way: Way,
}

/// How a block goes on after a branching.
pub(super) enum Way {
    /// Only in the first branch; the second is finished.
    First(Block),
    /// Only in the second branch; the first is finished.
    Second(Block),
    /// After both, with parameters.
    Join(JoinId, Vec<VariableId>, Box<[Arm; 2]>),
}

/// A branch that goes on, with the values of the join's parameters.
pub(super) struct Arm {
    pub draft: Draft,
    pub arguments: Vec<Value>,
}

impl Draft {
    /// Starts what comes after a branching.
    pub(super) fn branch(&mut self, condition: Value, way: Way) {
        let steps = std::mem::take(&mut self.steps);
        self.frames.push(Frame { steps, condition, way });
    }

    /// Goes on where another draft stands.
    pub(super) fn append(&mut self, other: Draft) {
        self.frames.extend(other.frames);
        self.steps = other.steps;
    }

    /// How many levels deeper than its start it goes on.
    pub(super) fn levels(&self) -> usize {
        self.frames.len() + 1
    }
}

impl Lowering<'_> {
    /// Adds a step.
    pub(super) fn push(&mut self, draft: &mut Draft, step: Step) {
        match &step {
            Step::Let(_, value) => self.mark(value),
            Step::Checked(_, _, values, _) | Step::Call(_, _, values, _) => self.mark_all(values),
            Step::Guard(formula, _) => self.mark_formula(formula),
            Step::Loop(repeat) => {
                self.mark_all(&repeat.initial);
                self.mark(&repeat.condition);
                for invariant in &repeat.invariants {
                    self.mark_formula(&invariant.formula);
                }
                for case in repeat.measure.iter().flat_map(|measure| &measure.cases) {
                    self.mark_formula(&case.condition);
                    self.mark_term(&case.term);
                }
            }
            Step::Join(..) => {}
        }
        draft.steps.push(step);
    }

    /// Finishes a block.
    pub(super) fn close(&mut self, draft: Draft, end: End) -> Block {
        self.mark_end(&end);
        let mut block = Block { steps: draft.steps, end };
        for Frame { mut steps, condition, way } in draft.frames.into_iter().rev() {
            self.mark(&condition);
            let (first, second) = match way {
                Way::First(second) => (block, second),
                Way::Second(first) => (first, block),
                Way::Join(join, parameters, arms) => {
                    let kept: Vec<bool> =
                        parameters.iter().map(|parameter| self.is_used(*parameter)).collect();
                    let parameters = keep(parameters, &kept);
                    steps.push(Step::Join(join, parameters, Box::new(block)));
                    let [first, second] = *arms;
                    (self.close_arm(first, join, &kept), self.close_arm(second, join, &kept))
                }
            };
            block = Block { steps, end: End::If(condition, Box::new(first), Box::new(second)) };
        }
        block
    }

    fn close_arm(&mut self, arm: Arm, join: JoinId, kept: &[bool]) -> Block {
        self.close(arm.draft, End::Jump(join, keep(arm.arguments, kept)))
    }

    fn is_used(&self, variable: VariableId) -> bool {
        self.used.get(variable.0 as usize).copied().unwrap_or(true)
    }

    fn mark_end(&mut self, end: &End) {
        match end {
            End::Return(value) | End::If(value, _, _) => self.mark(value),
            End::Jump(_, values) | End::Continue(values) => self.mark_all(values),
            End::Halt(_) => {}
        }
    }

    fn mark_variable(&mut self, variable: VariableId) {
        if let Some(used) = self.used.get_mut(variable.0 as usize) {
            *used = true;
        }
    }

    fn mark_all(&mut self, values: &[Value]) {
        for value in values {
            self.mark(value);
        }
    }

    fn mark(&mut self, value: &Value) {
        match value {
            Value::Variable(variable) => self.mark_variable(*variable),
            Value::Integer(_) | Value::Boolean(_) | Value::Unit => {}
            Value::Tuple(parts) => self.mark_all(parts),
            Value::Field(inner, _) | Value::Not(inner) => self.mark(inner),
            Value::Binary(_, left, right) => {
                self.mark(left);
                self.mark(right);
            }
            Value::Print(world, line) => {
                self.mark(world);
                if let crate::core::Line::Shown(shown, _) = line {
                    self.mark(shown);
                }
            }
        }
    }

    fn mark_formula(&mut self, formula: &Formula) {
        match formula {
            Formula::Constant(_) => {}
            Formula::Test(term) => self.mark_term(term),
            Formula::Compare(_, left, right) => {
                self.mark_term(left);
                self.mark_term(right);
            }
            Formula::Not(inner) => self.mark_formula(inner),
            Formula::And(left, right)
            | Formula::Or(left, right)
            | Formula::Implies(left, right)
            | Formula::Iff(left, right) => {
                self.mark_formula(left);
                self.mark_formula(right);
            }
        }
    }

    fn mark_term(&mut self, term: &Term) {
        match term {
            Term::Variable(variable) => self.mark_variable(*variable),
            Term::Integer(_) => {}
            Term::Field(inner, _) | Term::Negate(inner) => self.mark_term(inner),
            Term::Arithmetic(_, left, right) => {
                self.mark_term(left);
                self.mark_term(right);
            }
        }
    }
}

/// The items at the places that are kept.
fn keep<T>(items: Vec<T>, kept: &[bool]) -> Vec<T> {
    items.into_iter().zip(kept).filter(|(_, keep)| **keep).map(|(item, _)| item).collect()
}
