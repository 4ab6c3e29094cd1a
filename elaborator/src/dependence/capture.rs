//! The variables that the definition of a join or loop captures.
//! Given by: `model`.
//! Gives: for each join and loop of a cell, its captured variables in the order of their numbers.
//! Holds: a jump counts as an occurrence of what its join captures; invariants and measures are no part of a definition.

use crate::core::{
    Block, Cell, CellId, End, Formula, JoinId, Line, Loop, LoopId, Step, Term, Value, VariableId,
};
use crate::translate::Refusal;
use crate::translate::below;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Captured variables.
#[derive(Clone, Default, Debug)]
pub(crate) struct Captures {
    /// Of each join.
    pub joins: FxHashMap<JoinId, Vec<VariableId>>,
    /// Of each loop.
    pub loops: FxHashMap<LoopId, Vec<VariableId>>,
}

type Variables = BTreeSet<VariableId>;

/// What the joins and loops of a cell capture.
///
/// # Errors
/// If the cell is nested too deep, or jumps to a join that is not declared.
pub(crate) fn captures(cell: &Cell, id: CellId) -> Result<Captures, Refusal> {
    let mut walk = Walk { captures: Captures::default(), id };
    walk.block(&cell.body, 0)?;
    Ok(walk.captures)
}

struct Walk {
    captures: Captures,
    id: CellId,
}

impl Walk {
    /// The variables that occur free in a block.
    fn block(&mut self, block: &Block, depth: u32) -> Result<Variables, Refusal> {
        let below = below(depth)?;
        let (mut used, mut bound) = (Variables::new(), Variables::new());
        for step in &block.steps {
            self.step(step, &mut used, &mut bound, below)?;
        }
        self.end(&block.end, &mut used, below)?;
        Ok(&used - &bound)
    }

    fn step(
        &mut self,
        step: &Step,
        used: &mut Variables,
        bound: &mut Variables,
        depth: u32,
    ) -> Result<(), Refusal> {
        match step {
            Step::Let(variable, value) => {
                in_value(value, used, depth)?;
                bound.insert(*variable);
            }
            Step::Checked(variable, _, arguments, _) | Step::Call(variable, _, arguments, _) => {
                in_values(arguments, used, depth)?;
                bound.insert(*variable);
            }
            Step::Guard(formula, _) => in_formula(formula, used, depth)?,
            Step::Loop(of) => {
                used.extend(self.of_loop(of, depth)?);
                in_values(&of.initial, used, depth)?;
                bound.extend(&of.after);
            }
            Step::Join(join, parameters, body) => {
                let mut free = self.block(body, depth)?;
                parameters.iter().for_each(|parameter| {
                    free.remove(parameter);
                });
                self.captures.joins.insert(*join, free.into_iter().collect());
            }
        }
        Ok(())
    }

    fn of_loop(&mut self, of: &Loop, depth: u32) -> Result<Vec<VariableId>, Refusal> {
        let mut free = self.block(&of.body, depth)?;
        in_value(&of.condition, &mut free, depth)?;
        of.state.iter().for_each(|variable| {
            free.remove(variable);
        });
        let captured: Vec<VariableId> = free.into_iter().collect();
        self.captures.loops.insert(of.id, captured.clone());
        Ok(captured)
    }

    fn end(&mut self, end: &End, used: &mut Variables, depth: u32) -> Result<(), Refusal> {
        match end {
            End::Return(value) => in_value(value, used, depth),
            End::Jump(join, arguments) => {
                let Some(captured) = self.captures.joins.get(join) else {
                    return Err(Refusal::IllFormed(self.id));
                };
                used.extend(captured);
                in_values(arguments, used, depth)
            }
            End::If(condition, yes, no) => {
                in_value(condition, used, depth)?;
                used.extend(self.block(yes, depth)?);
                used.extend(self.block(no, depth)?);
                Ok(())
            }
            End::Halt(_) => Ok(()),
            End::Continue(values) => in_values(values, used, depth),
        }
    }
}

fn in_values(values: &[Value], used: &mut Variables, depth: u32) -> Result<(), Refusal> {
    values.iter().try_for_each(|value| in_value(value, used, depth))
}

fn in_value(value: &Value, used: &mut Variables, depth: u32) -> Result<(), Refusal> {
    let below = below(depth)?;
    match value {
        Value::Variable(variable) => {
            used.insert(*variable);
            Ok(())
        }
        Value::Integer(_) | Value::Boolean(_) | Value::Unit => Ok(()),
        Value::Tuple(components) => in_values(components, used, below),
        Value::Field(a, _) | Value::Not(a) => in_value(a, used, below),
        Value::Binary(_, a, b) => {
            in_value(a, used, below)?;
            in_value(b, used, below)
        }
        Value::Print(world, line) => {
            in_value(world, used, below)?;
            match line {
                Line::Text(_) => Ok(()),
                Line::Shown(shown, _) => in_value(shown, used, below),
            }
        }
    }
}

fn in_term(term: &Term, used: &mut Variables, depth: u32) -> Result<(), Refusal> {
    let below = below(depth)?;
    match term {
        Term::Variable(variable) => {
            used.insert(*variable);
            Ok(())
        }
        Term::Integer(_) => Ok(()),
        Term::Field(a, _) | Term::Negate(a) => in_term(a, used, below),
        Term::Arithmetic(_, a, b) => {
            in_term(a, used, below)?;
            in_term(b, used, below)
        }
    }
}

fn in_formula(formula: &Formula, used: &mut Variables, depth: u32) -> Result<(), Refusal> {
    let below = below(depth)?;
    match formula {
        Formula::Constant(_) => Ok(()),
        Formula::Test(a) => in_term(a, used, below),
        Formula::Compare(_, a, b) => {
            in_term(a, used, below)?;
            in_term(b, used, below)
        }
        Formula::Not(p) => in_formula(p, used, below),
        Formula::And(p, q) | Formula::Or(p, q) | Formula::Implies(p, q) | Formula::Iff(p, q) => {
            in_formula(p, used, below)?;
            in_formula(q, used, below)
        }
    }
}
