//! Reads blocks: steps and ends.
//! Given by: `read`.
//! Gives: the body of a cell.
//! Holds: a block ends with its end, which is the last thing read.

use super::{Reader, Unreadable};
use crate::core::{Block, Case, CellId, Checked, End, Formula, JoinId, Loop, LoopId, Measure, SiteId, Step};

const OPERATIONS: [Checked; 6] = [
    Checked::Add,
    Checked::Subtract,
    Checked::Multiply,
    Checked::Negate,
    Checked::Divide,
    Checked::Remainder,
];

impl Reader<'_> {
    pub(super) fn block(&mut self) -> Result<Block, Unreadable> {
        self.nested(|reader| {
            let mut steps = Vec::new();
            loop {
                if let Some(end) = reader.end()? {
                    return Ok(Block { steps, end });
                }
                steps.push(reader.step()?);
            }
        })
    }

    fn site_number(&mut self) -> Result<SiteId, Unreadable> {
        self.number().map(SiteId)
    }

    /// Reads the end of a block, if the next word starts one.
    fn end(&mut self) -> Result<Option<End>, Unreadable> {
        Ok(Some(if self.take("return") {
            End::Return(self.value()?)
        } else if self.take("jump") {
            End::Jump(JoinId(self.number()?), self.list(Self::value)?)
        } else if self.take("halt") {
            End::Halt(self.site_number()?)
        } else if self.take("continue") {
            End::Continue(self.list(Self::value)?)
        } else if self.take("if") {
            let condition = self.value()?;
            let yes = self.block()?;
            self.keyword("else")?;
            let no = self.block()?;
            self.keyword("end")?;
            End::If(condition, Box::new(yes), Box::new(no))
        } else {
            return Ok(None);
        }))
    }

    fn step(&mut self) -> Result<Step, Unreadable> {
        match self.name()? {
            "let" => {
                let variable = self.variable()?;
                self.mark('=', "=")?;
                Ok(Step::Let(variable, self.value()?))
            }
            "checked" => {
                let variable = self.variable()?;
                self.mark('=', "=")?;
                let word = self.name()?;
                let found =
                    OPERATIONS.into_iter().find(|one| super::super::print::checked_text(*one) == word);
                let operation = found.ok_or_else(|| self.expected("a checked operation"))?;
                Ok(Step::Checked(variable, operation, self.list(Self::value)?, self.site_number()?))
            }
            "guard" => Ok(Step::Guard(self.formula()?, self.site_number()?)),
            "call" => {
                let variable = self.variable()?;
                self.mark('=', "=")?;
                let callee = CellId(self.number()?);
                Ok(Step::Call(variable, callee, self.list(Self::value)?, self.site_number()?))
            }
            "loop" => self.repeat(),
            "join" => {
                let join = JoinId(self.number()?);
                let parameters = self.variables()?;
                let block = self.block()?;
                self.keyword("end")?;
                Ok(Step::Join(join, parameters, Box::new(block)))
            }
            _ => Err(self.expected("a step")),
        }
    }

    fn repeat(&mut self) -> Result<Step, Unreadable> {
        let id = LoopId(self.number()?);
        let span = self.place()?;
        self.keyword("state")?;
        let state = self.variables()?;
        self.keyword("initial")?;
        let initial = self.list(Self::value)?;
        self.keyword("after")?;
        let after = self.variables()?;
        let invariants = self.clauses("invariant")?;
        let measure = if self.take("measure") {
            let (span, text) = (self.place()?, self.text()?);
            Some(Measure { cases: self.cases()?, span, text })
        } else {
            None
        };
        self.keyword("while")?;
        let condition = self.value()?;
        self.keyword("do")?;
        let body = self.block()?;
        self.keyword("end")?;
        Ok(Step::Loop(Box::new(Loop {
            id,
            span,
            state,
            initial,
            condition,
            body,
            after,
            invariants,
            measure,
        })))
    }

    /// The cases of a measure; a term alone is one without a condition.
    fn cases(&mut self) -> Result<Vec<Case>, Unreadable> {
        let mut cases = Vec::new();
        while self.take("when") {
            cases.push(Case { condition: self.formula()?, term: self.term()? });
        }
        if cases.is_empty() {
            cases.push(Case { condition: Formula::Constant(true), term: self.term()? });
        }
        Ok(cases)
    }
}
