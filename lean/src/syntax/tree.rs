//! The syntax tree: what the text says, before any name is resolved.
//! Given by: the parser.
//! Gives: terms, binders, patterns, tactics and commands to elaboration.
//! Holds: every node has the byte span of its text; notation of the user is already replaced by what it stands for.

pub mod command;
pub mod tactic;
pub mod term;

pub use command::{
    Attribute, Body, Command, CommandKind, Constructor, Declaration, DeclarationKind, DeclarationName,
    Definition, DefinitionKind, Field, Inductive, Modifiers, OpenKind, Structure, Visibility,
};
pub use tactic::{
    CaseAlternative, CaseTag, Induction, Location, NamedTarget, Obtain, RewriteRule, Simplifier,
    SimplifierKind, SimplifyRule, Tactic, TacticBlock, TacticKind,
};
pub use term::{
    Alternative, Argument, Binder, BinderName, CalculationStep, Discriminant, FieldValue, FunctionBinder,
    Level, LevelKind, LocalBinding, LocalValue, LookupKind, Pattern, PatternKind, Suffices, Term, TermKind,
};

use crate::syntax::span::Span;

/// A name as written, with dots between its parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identifier {
    /// Where it stands.
    pub span: Span,
    /// Its parts, at least one, without the marks `«` and `»`.
    pub parts: Vec<String>,
}

impl Identifier {
    /// The parts with dots between them, for messages and for names that the workspace knows.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.parts.join(".")
    }

    /// The name if it has a single part.
    #[must_use]
    pub fn single(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        }
    }
}

/// A file or a sequence of fences.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct File {
    /// The modules named by `import`.
    pub imports: Vec<Identifier>,
    /// Its commands, in order; those that could not be parsed are left out and stand in the list of problems.
    pub commands: Vec<Command>,
}
