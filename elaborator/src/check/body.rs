//! The state of checking one cell or definition: its locals, what is in scope, where we are.
//! Given by: `cell.rs`, which opens a body.
//! Gives: statements and expressions the names in scope.
//! Holds: a later local of the same name hides an earlier one until its block ends.

use super::Context;
use crate::core::{CellId, Span};
use crate::problem::{Code, Problem};
use crate::resolve::{Names, next_local};
use crate::tree;
use crate::typed::{Condition, DefinitionId, Expression, ExpressionKind, Local, LocalId, Signature, Type};
use rustc_hash::FxHashMap;

/// What an expression is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// Code, which runs.
    Code,
    /// A specification.
    Specification,
    /// A specification of a loop, in which `old` has a meaning.
    LoopSpecification,
}

/// One body.
pub(super) struct Body<'c> {
    pub context: Context<'c>,
    /// The head of the cell; a definition has none.
    pub signature: Option<&'c Signature>,
    pub locals: Vec<Local>,
    scope: Vec<LocalId>,
    /// What is in scope, by name, the innermost last.
    named: FxHashMap<String, Vec<LocalId>>,
    pub mode: Mode,
    /// What `it` stands for.
    pub subject: Option<LocalId>,
    /// How many loops are around.
    pub loops: u32,
    /// Whether a loop without measure was met.
    pub unmeasured: bool,
    /// The conditions that an assignment to a local must keep.
    pub refinements: Vec<(LocalId, Condition)>,
    pub calls: Vec<(CellId, Span)>,
    pub applications: Vec<(DefinitionId, Span)>,
    /// The names of assumptions.
    pub assumptions: Vec<(String, Span)>,
    pub problems: &'c mut Vec<Problem>,
}

impl<'c> Body<'c> {
    pub(super) fn new(
        context: Context<'c>,
        signature: Option<&'c Signature>,
        problems: &'c mut Vec<Problem>,
    ) -> Self {
        Body {
            context,
            signature,
            locals: Vec::new(),
            scope: Vec::new(),
            named: FxHashMap::default(),
            mode: Mode::Specification,
            subject: None,
            loops: 0,
            unmeasured: false,
            refinements: Vec::new(),
            calls: Vec::new(),
            applications: Vec::new(),
            assumptions: Vec::new(),
            problems,
        }
    }

    pub(super) fn names(&self) -> &'c Names<'c> {
        self.context.names
    }

    pub(super) fn report(&mut self, code: Code, span: Span) {
        self.problems.push(Problem::new(code, span));
    }

    /// Makes a local, not yet in scope.
    pub(super) fn declare(&mut self, name: &str, span: Span, of: Type, mutable: bool) -> LocalId {
        self.locals.push(Local { name: name.to_owned(), span, of, mutable });
        next_local(self.locals.len() - 1)
    }

    /// Puts a local in scope.
    pub(super) fn enter(&mut self, local: LocalId) {
        self.scope.push(local);
        if let Some(Local { name, .. }) = self.locals.get(local.0 as usize) {
            self.named.entry(name.clone()).or_default().push(local);
        }
    }

    /// Does something in a scope of its own.
    pub(super) fn scoped<T>(&mut self, inner: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.scope.len();
        let result = inner(self);
        while self.scope.len() > depth {
            self.forget_last();
        }
        result
    }

    /// Takes the last local out of scope.
    fn forget_last(&mut self) {
        let last = self.scope.pop().and_then(|last| self.locals.get(last.0 as usize));
        if let Some(named) = last.and_then(|last| self.named.get_mut(&last.name)) {
            named.pop();
        }
    }

    pub(super) fn local(&self, id: LocalId) -> Option<&Local> {
        self.locals.get(id.0 as usize)
    }

    /// The local of a name that is in scope.
    pub(super) fn lookup(&self, name: &str) -> Option<LocalId> {
        self.named.get(name)?.last().copied()
    }

    /// The problem of a name that is not in scope.
    pub(super) fn unknown_name(&self, name: &str) -> Code {
        let locals = self.scope.iter().filter_map(|id| self.local(*id)).map(|local| local.name.as_str());
        self.context.names.unknown_name(name, locals)
    }

    /// An expression that stands for a local.
    pub(super) fn local_expression(&self, id: LocalId, span: Span) -> Expression {
        let of = self.local(id).map_or(Type::Error, |local| local.of.clone());
        Expression { kind: ExpressionKind::Local(id), of, span }
    }

    /// The text of a place, as the user wrote it.
    pub(super) fn text_of(&self, span: Span) -> String {
        self.context.tokens.text_of(self.context.text, span)
    }

    /// Checks an expression of a specification that must be true or false.
    pub(super) fn condition(&mut self, mode: Mode, written: &tree::Expression) -> Condition {
        self.typed_condition(mode, written, &Type::Bool)
    }

    /// Checks an expression of a type, and keeps its text.
    pub(super) fn typed_condition(&mut self, mode: Mode, written: &tree::Expression, of: &Type) -> Condition {
        let before = std::mem::replace(&mut self.mode, mode);
        let value = self.expression_of(written, of);
        self.mode = before;
        Condition { value, text: self.text_of(written.span), span: written.span }
    }
}
