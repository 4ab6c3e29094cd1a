//! From the typed tree to core: control, checks, calls and joins made explicit, variables assigned once.
//! Given by: `check`, a program without errors.
//! Gives: core, which is all that is known of the program from here on.
//! Holds: sites are numbered in the order in which code is made; no block of core is nested deeper than the limit.

mod assigned;
mod branch;
mod call;
mod cell;
mod draft;
mod expression;
mod formula;
mod operand;
mod repeat;
mod statement;

use crate::core::{self, JoinId, LoopId, Site, SiteId, SiteKind, Span, Value, Variable, VariableId};
use crate::document::Document;
use crate::problem::{Code, Problem};
use crate::resolve::number;
use crate::tree::NESTING_LIMIT;
use crate::typed::{self, LocalId};

/// Lowers a program; the text of a place is what the user wrote there.
pub(crate) fn lower(
    document: &Document,
    program: &typed::Program,
    text_of: &dyn Fn(Span) -> String,
) -> (core::Program, Vec<Problem>) {
    let mut problems = Vec::new();
    let cells =
        program.cells.iter().map(|cell| cell::lower_cell(program, cell, text_of, &mut problems)).collect();
    let core = core::Program { package: document.package.clone(), document: document.name.clone(), cells };
    (core, problems)
}

/// The variable that each local stands for now; the world comes after the locals.
type Bindings = Vec<Option<VariableId>>;

/// The state of lowering one cell.
struct Lowering<'a> {
    program: &'a typed::Program,
    cell: &'a typed::Cell,
    text_of: &'a dyn Fn(Span) -> String,
    variables: Vec<Variable>,
    /// Whether a variable occurs in what has been made; join parameters that do not are left out.
    used: Vec<bool>,
    sites: Vec<Site>,
    joins: u32,
    loops: u32,
    bindings: Bindings,
    /// How deeply the block that is being made is nested.
    depth: usize,
    too_deep: bool,
    problems: &'a mut Vec<Problem>,
}

impl Lowering<'_> {
    fn variable(&mut self, name: &str, of: core::Type) -> VariableId {
        self.variables.push(Variable { name: name.to_owned(), of });
        self.used.push(false);
        VariableId(number(self.variables.len() - 1))
    }

    fn type_of(&self, variable: VariableId) -> core::Type {
        self.variables.get(variable.0 as usize).map_or(core::Type::Unit, |variable| variable.of.clone())
    }

    /// Another variable of the same name and type, for the next value of a local.
    fn again(&mut self, variable: VariableId) -> VariableId {
        let Some(Variable { name, of }) = self.variables.get(variable.0 as usize).cloned() else {
            return variable;
        };
        self.variable(&name, of)
    }

    fn site(&mut self, kind: SiteKind, span: Span, text: String) -> SiteId {
        self.sites.push(Site { kind, span, text });
        SiteId(number(self.sites.len() - 1))
    }

    fn join(&mut self) -> JoinId {
        self.joins += 1;
        JoinId(self.joins - 1)
    }

    fn next_loop(&mut self) -> LoopId {
        self.loops += 1;
        LoopId(self.loops - 1)
    }

    /// The number under which the world is bound.
    fn world(&self) -> usize {
        self.cell.locals.len()
    }

    fn bound(&self, index: usize) -> Option<VariableId> {
        self.bindings.get(index).copied().flatten()
    }

    /// The value of a local.
    fn local(&self, local: LocalId) -> Value {
        self.bound(local.0 as usize).map_or(Value::Unit, Value::Variable)
    }

    fn bind(&mut self, index: usize, variable: VariableId) {
        if let Some(place) = self.bindings.get_mut(index) {
            *place = Some(variable);
        }
    }

    fn name_of(&self, local: LocalId) -> &str {
        self.cell.locals.get(local.0 as usize).map_or("$", |local| local.name.as_str())
    }

    /// Whether a block may be made so many levels below the current one; reports it once if not.
    fn may_nest(&mut self, levels: usize) -> bool {
        if self.depth + levels <= NESTING_LIMIT as usize {
            return true;
        }
        if !self.too_deep {
            let code = Code::CellTooLarge { limit: NESTING_LIMIT };
            self.problems.push(Problem::new(code, self.cell.signature.span));
        }
        self.too_deep = true;
        false
    }

    /// Does something in a block that stands so many levels deeper.
    fn deeper<T>(&mut self, levels: usize, inner: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += levels;
        let result = inner(self);
        self.depth -= levels;
        result
    }
}
