//! Lowers branches, and what comes together after them.
//! Given by: `if` statements; expressions whose parts are evaluated under a condition.
//! Gives: drafts that go on after the branches.
//! Holds: a join has a parameter for each variable that a branch gave another value, and for a result.

use super::draft::{Arm, Draft, Way};
use super::statement::Tail;
use super::{Bindings, Lowering};
use crate::core::{self, Block, End, Value, VariableId};
use crate::typed::{self, Expression};

/// The end of a branch that goes on: its draft, what the locals stand for, and a result perhaps.
pub(super) struct Branch {
    pub draft: Draft,
    pub bindings: Bindings,
    pub result: Option<Value>,
}

impl Lowering<'_> {
    /// Lowers an `if` statement.
    pub(super) fn branch(
        &mut self,
        condition: &Expression,
        yes: &typed::Block,
        no: &typed::Block,
        draft: Draft,
        tail: Tail<'_>,
    ) -> Result<Block, Draft> {
        let mut draft = draft;
        let condition = self.value(condition, None, &mut draft);
        let before = self.bindings.clone();
        let levels = draft.levels();
        let yes = self.deeper(levels, |lowering| lowering.block(yes, Draft::default(), tail));
        let after_yes = std::mem::replace(&mut self.bindings, before.clone());
        let no = self.deeper(levels, |lowering| lowering.block(no, Draft::default(), tail));
        let after_no = std::mem::replace(&mut self.bindings, before.clone());
        match (yes, no) {
            (Ok(yes), Ok(no)) => {
                return Ok(self.close(draft, End::If(condition, Box::new(yes), Box::new(no))));
            }
            (Err(yes), Ok(no)) => {
                self.go_on(&before, &after_yes);
                draft.branch(condition, Way::First(no));
                draft.append(yes);
            }
            (Ok(yes), Err(no)) => {
                self.go_on(&before, &after_no);
                draft.branch(condition, Way::Second(yes));
                draft.append(no);
            }
            (Err(yes), Err(no)) => {
                let yes = Branch { draft: yes, bindings: after_yes, result: None };
                let no = Branch { draft: no, bindings: after_no, result: None };
                self.meet(&mut draft, condition, yes, no, None);
            }
        }
        Err(draft)
    }

    /// Takes over what the locals of before stand for after a branch.
    fn go_on(&mut self, before: &Bindings, after: &Bindings) {
        self.bindings = before.iter().zip(after).map(|(old, new)| old.and(*new)).collect();
    }

    /// Lets two branches come together; gives back the variable of their result, if they have one.
    pub(super) fn meet(
        &mut self,
        draft: &mut Draft,
        condition: Value,
        yes: Branch,
        no: Branch,
        result: Option<(&str, core::Type)>,
    ) -> Option<VariableId> {
        let mut parameters = Vec::new();
        let (mut for_yes, mut for_no) = (Vec::new(), Vec::new());
        for index in 0..self.bindings.len() {
            let (Some(old), Some(Some(one)), Some(Some(other))) =
                (self.bound(index), yes.bindings.get(index).copied(), no.bindings.get(index).copied())
            else {
                continue;
            };
            if one != old || other != old {
                let parameter = self.again(old);
                self.bind(index, parameter);
                parameters.push(parameter);
                for_yes.push(Value::Variable(one));
                for_no.push(Value::Variable(other));
            }
        }
        let variable = result.map(|(name, of)| self.variable(name, of));
        if let (Some(variable), Some(one), Some(other)) = (variable, yes.result, no.result) {
            parameters.push(variable);
            for_yes.push(one);
            for_no.push(other);
        }
        let arms = [Arm { draft: yes.draft, arguments: for_yes }, Arm { draft: no.draft, arguments: for_no }];
        let join = self.join();
        draft.branch(condition, Way::Join(join, parameters, Box::new(arms)));
        variable
    }
}
