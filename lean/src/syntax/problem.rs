//! What can be wrong with a text.
//! Given by: the lexer and the parser.
//! Gives: kind and place to whoever words the message.
//! Holds: one problem for each command that could not be read; the rest of the file is read all the same.

use crate::syntax::span::Span;

/// A problem and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// The text is no word of the language.
    Lexical(LexicalProblem),
    /// Something else should stand here.
    Expected(Expected),
    /// Lean's language has it, this front end does not.
    Unsupported(&'static str),
    /// No tactic has this name.
    UnknownTactic(String),
    /// The command is nested too deeply.
    Limit,
}

/// What is wrong with a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LexicalProblem {
    /// A character that starts no word.
    Character(char),
    /// A comment that does not end.
    Comment,
    /// A string that does not end.
    Text,
    /// An escape that does not exist, or stands for no character.
    Escape,
    /// A name whose `«` is not closed.
    Name,
    /// A number without digits, or with digits that its base does not have.
    Number,
    /// The text is longer than four gigabytes.
    Length,
}

/// What should stand at a place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Expected {
    /// This sign or word.
    Symbol(&'static str),
    /// A sign that a user's notation asks for.
    Notation,
    /// A command.
    Command,
    /// A declaration.
    Declaration,
    /// A term.
    Term,
    /// A tactic.
    Tactic,
    /// A name.
    Name,
    /// A name without dots.
    ShortName,
    /// A binder.
    Binder,
    /// A level.
    Level,
    /// A pattern.
    Pattern,
    /// A number that is small enough.
    Number,
    /// A string.
    Text,
    /// At least one `|`.
    Alternative,
    /// As many patterns as in the first alternative.
    Patterns,
    /// Something further to the right: the line ends a block.
    Indentation,
}
