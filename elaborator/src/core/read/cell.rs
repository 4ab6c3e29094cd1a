//! Reads cells: tables, clauses, sites.
//! Given by: `read`.
//! Gives: cells with their bodies.
//! Holds: the order of the lines is that of `print`.

use super::{Reader, Unreadable};
use crate::core::{Cell, CellId, Clause, Site, SiteKind, Span, Type, Variable, VariableId};

impl Reader<'_> {
    pub(super) fn cell(&mut self) -> Result<Cell, Unreadable> {
        self.keyword("cell")?;
        let name = self.name()?.to_owned();
        let total = self.take("total");
        if !total {
            self.keyword("partial")?;
        }
        let span = self.place()?;
        self.keyword("text")?;
        let text = self.text()?;
        self.keyword("variables")?;
        let variables = self.list(Self::declared)?;
        self.keyword("parameters")?;
        let parameters = self.variables()?;
        self.keyword("results")?;
        let results = self.variables()?;
        let result = self.of()?;
        self.keyword("effects")?;
        let effects = self.list(|reader| reader.name().map(str::to_owned))?;
        let requires = self.clauses("requires")?;
        let ensures = self.clauses("ensures")?;
        let mut sites = Vec::new();
        while self.take("site") {
            sites.push(self.site()?);
        }
        self.keyword("begin")?;
        let body = self.block()?;
        self.keyword("end")?;
        Ok(Cell {
            name,
            span,
            text,
            variables,
            parameters,
            results,
            result,
            effects,
            requires,
            ensures,
            total,
            sites,
            body,
        })
    }

    pub(super) fn place(&mut self) -> Result<Span, Unreadable> {
        self.mark('@', "@")?;
        Ok(Span { start: self.number()?, end: self.number()? })
    }

    fn declared(&mut self) -> Result<Variable, Unreadable> {
        let name = self.name()?;
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name).to_owned();
        self.mark(':', ":")?;
        Ok(Variable { name, of: self.of()? })
    }

    pub(super) fn of(&mut self) -> Result<Type, Unreadable> {
        let types = [("Int", Type::Int), ("Bool", Type::Bool), ("Unit", Type::Unit), ("World", Type::World)];
        for (word, of) in types {
            if self.take(word) {
                return Ok(of);
            }
        }
        self.nested(|reader| reader.list(Self::of).map(Type::Tuple))
    }

    /// The number after the last dot of a variable.
    pub(super) fn variable(&mut self) -> Result<VariableId, Unreadable> {
        let name = self.name()?;
        let number = name.rsplit_once('.').and_then(|(_, number)| number.parse().ok());
        number.map(VariableId).ok_or_else(|| self.expected("a variable"))
    }

    pub(super) fn variables(&mut self) -> Result<Vec<VariableId>, Unreadable> {
        self.list(Self::variable)
    }

    pub(super) fn clauses(&mut self, word: &str) -> Result<Vec<Clause>, Unreadable> {
        let mut clauses = Vec::new();
        while self.take(word) {
            let (span, text) = (self.place()?, self.text()?);
            clauses.push(Clause { formula: self.formula()?, span, text });
        }
        Ok(clauses)
    }

    fn site(&mut self) -> Result<Site, Unreadable> {
        let kind = match self.name()? {
            "overflow" => SiteKind::Overflow,
            "division" => SiteKind::Division,
            "precondition" => {
                SiteKind::Precondition { callee: CellId(self.number()?), clause: self.number()? }
            }
            "assert" => SiteKind::Assert,
            "check" => SiteKind::Check,
            "assume" => SiteKind::Assume { name: self.text()?, reason: self.text()? },
            "halt" => SiteKind::Halt(self.text()?),
            "call" => SiteKind::Call(CellId(self.number()?)),
            "status" => SiteKind::Status,
            _ => return Err(self.expected("a kind of site")),
        };
        Ok(Site { kind, span: self.place()?, text: self.text()? })
    }
}
