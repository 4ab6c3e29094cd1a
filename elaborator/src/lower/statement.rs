//! Lowers statements.
//! Given by: `cell.rs`, the body; `repeat.rs`, the body of a loop.
//! Gives: a finished block, or a draft that goes on.
//! Holds: a block that ends the cell or an iteration ends in each of its branches, without a join.

use super::Lowering;
use super::draft::Draft;
use crate::core::{
    Block, Comparison, End, Formula, Site, SiteId, SiteKind, Span, Step, Term, Value, VariableId,
};
use crate::typed::{self, Condition, Expression, ExpressionKind, Guard, LocalId, Pattern, Statement, Type};

/// What follows the end of a block.
#[derive(Clone, Copy)]
pub(super) enum Tail<'t> {
    /// More steps.
    Open,
    /// The end of the cell, without a result.
    Return,
    /// The next iteration, with the values of these: locals, and the world.
    Continue(&'t [usize]),
}

impl Lowering<'_> {
    /// Lowers a block; gives back the draft if it goes on.
    pub(super) fn block(
        &mut self,
        block: &typed::Block,
        draft: Draft,
        tail: Tail<'_>,
    ) -> Result<Block, Draft> {
        let mut draft = draft;
        for (index, statement) in block.statements.iter().enumerate() {
            if !self.may_nest(draft.levels()) {
                break;
            }
            let last = index + 1 == block.statements.len();
            let tail = if last { tail } else { Tail::Open };
            draft = match self.statement(statement, draft, tail) {
                Ok(block) => return Ok(block),
                Err(draft) => draft,
            };
        }
        let end = match tail {
            Tail::Open => return Err(draft),
            Tail::Return => self.return_unit(),
            Tail::Continue(state) => End::Continue(self.state_values(state)),
        };
        Ok(self.close(draft, end))
    }

    fn statement(&mut self, statement: &Statement, draft: Draft, tail: Tail<'_>) -> Result<Block, Draft> {
        let mut draft = draft;
        match statement {
            Statement::Bind(pattern, value, conditions) => {
                let name = if let Pattern::Local(local) = pattern { Some(*local) } else { None };
                let value = self.named_value(value, name, &mut draft);
                self.bind_pattern(pattern, value, name.is_some(), &mut draft);
                for condition in conditions {
                    self.guard(SiteKind::Assert, condition, &mut draft);
                }
            }
            Statement::If(condition, yes, no) => return self.branch(condition, yes, no, draft, tail),
            Statement::While(repeat) => self.repeat(repeat, &mut draft),
            Statement::Return(value) => return Ok(self.leave(value, draft)),
            Statement::Guard(guard, condition) => {
                let kind = match guard {
                    Guard::Assert => SiteKind::Assert,
                    Guard::Check => SiteKind::Check,
                    Guard::Assume(name, reason) => {
                        SiteKind::Assume { name: name.clone(), reason: reason.clone() }
                    }
                };
                self.guard(kind, condition, &mut draft);
            }
            Statement::Halt(message, span) => {
                let text = crate::tree::print::quoted(message);
                let site = self.site(SiteKind::Halt(message.clone()), *span, text);
                return Ok(self.close(draft, End::Halt(site)));
            }
            Statement::Evaluate(value) => {
                self.value(value, None, &mut draft);
            }
        }
        Err(draft)
    }

    /// Demands that a condition is defined, then that it holds.
    fn guard(&mut self, kind: SiteKind, condition: &Condition, draft: &mut Draft) {
        let bindings = self.bindings.clone();
        let formula = self.formula(condition, &bindings, &bindings);
        let defined = formula.definedness();
        if defined != Formula::Constant(true) {
            let site = self.site(SiteKind::Division, condition.span, condition.text.clone());
            self.push(draft, Step::Guard(defined, site));
        }
        let site = self.site(kind, condition.span, condition.text.clone());
        self.push(draft, Step::Guard(formula, site));
    }

    /// Gives the locals of a pattern their values. A value that was made for a single local is its variable.
    fn bind_pattern(&mut self, pattern: &Pattern, value: Value, made: bool, draft: &mut Draft) {
        match (pattern, value) {
            (Pattern::Ignore, _) => {}
            (Pattern::Local(local), Value::Variable(variable)) if made => {
                self.bind(local.0 as usize, variable)
            }
            (Pattern::Local(local), value) => {
                let variable = self.bind_value(*local, value, draft);
                self.bind(local.0 as usize, variable);
            }
            (Pattern::Tuple(parts), Value::Tuple(values)) => {
                for (part, value) in parts.iter().zip(values) {
                    self.bind_pattern(part, value, false, draft);
                }
            }
            (Pattern::Tuple(parts), value) => {
                let whole = self.atom(value, None, draft);
                for (index, part) in parts.iter().enumerate() {
                    let value = Value::Field(Box::new(whole.clone()), crate::resolve::number(index));
                    self.bind_pattern(part, value, false, draft);
                }
            }
        }
    }

    fn bind_value(&mut self, local: LocalId, value: Value, draft: &mut Draft) -> VariableId {
        let variable = self.declare(local);
        self.push(draft, Step::Let(variable, value));
        variable
    }

    /// The value of an expression; if it is for one local, in a variable of its name.
    fn named_value(&mut self, value: &Expression, local: Option<LocalId>, draft: &mut Draft) -> Value {
        let name = local.map(|local| self.name_of(local).to_owned());
        let made = self.variables.len();
        let lowered = self.value(value, name.as_deref(), draft);
        let Some(local) = local else { return lowered };
        match lowered {
            Value::Variable(variable) if variable.0 as usize >= made && self.is_named(variable, local) => {
                lowered
            }
            value => Value::Variable(self.bind_value(local, value, draft)),
        }
    }

    fn is_named(&self, variable: VariableId, local: LocalId) -> bool {
        let found = self.variables.get(variable.0 as usize);
        found.is_some_and(|variable| variable.name == self.name_of(local))
    }

    /// Lowers `return`; the branches of an `if` expression return each for itself.
    fn leave(&mut self, value: &Expression, draft: Draft) -> Block {
        let mut draft = draft;
        if let ExpressionKind::If(parts) = &value.kind
            && self.may_nest(draft.levels())
        {
            let [condition, yes, no] = parts.as_ref();
            let condition = self.value(condition, None, &mut draft);
            let before = self.bindings.clone();
            let levels = draft.levels();
            let yes = self.deeper(levels, |lowering| lowering.leave(yes, Draft::default()));
            self.bindings.clone_from(&before);
            let no = self.deeper(levels, |lowering| lowering.leave(no, Draft::default()));
            self.bindings = before;
            return self.close(draft, End::If(condition, Box::new(yes), Box::new(no)));
        }
        let mut result = self.value(value, None, &mut draft);
        if self.cell.signature.name == "main" && value.of == Type::Int {
            result = self.atom(result, None, &mut draft);
            self.guard_status(&result, value.span, &mut draft);
        }
        let end = self.return_value(result);
        self.close(draft, end)
    }

    /// The status with which a program ends is one byte.
    fn guard_status(&mut self, status: &Value, span: Span, draft: &mut Draft) {
        let term = match status {
            Value::Variable(variable) => Term::Variable(*variable),
            Value::Integer(value) => Term::Integer((*value).into()),
            _ => return,
        };
        let (zero, most) = (Term::Integer(0.into()), Term::Integer(255.into()));
        let least = Formula::Compare(Comparison::LessEqual, zero, term.clone());
        let most = Formula::Compare(Comparison::LessEqual, term, most);
        let site = SiteId(crate::resolve::number(self.sites.len()));
        let text = "the exit status is in 0..=255".to_owned();
        self.sites.push(Site { kind: SiteKind::Status, span, text });
        self.push(draft, Step::Guard(Formula::And(Box::new(least), Box::new(most)), site));
    }

    fn return_value(&self, result: Value) -> End {
        match self.bound(self.world()) {
            Some(world) => End::Return(Value::Tuple(vec![result, Value::Variable(world)])),
            None => End::Return(result),
        }
    }

    pub(super) fn return_unit(&self) -> End {
        self.return_value(Value::Unit)
    }

    /// The values of locals, and of the world, at the end of an iteration.
    pub(super) fn state_values(&self, state: &[usize]) -> Vec<Value> {
        state.iter().map(|index| self.bound(*index).map_or(Value::Unit, Value::Variable)).collect()
    }
}
