//! A document taken apart: its package, its name, and the parts of its text that are program.
//! Given by: `split`.
//! Gives: `lex` the fences of Lumen; `lumenc` those of Lean; core the names.
//! Holds: fences are in the order of the text; a span covers the lines between the fences' marks, and no mark.

use crate::core::Span;

/// What a fence holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// Program.
    Lumen,
    /// Lemmas and proofs.
    Lean,
}

/// A part of a document that is not prose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fence {
    /// What it holds.
    pub language: Language,
    /// Its lines.
    pub span: Span,
}

/// A document taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// The package, `main` unless the document says otherwise.
    pub package: String,
    /// The stem of the file name; a `-` in it is read as `_`.
    pub name: String,
    /// The fences of Lumen and of Lean.
    pub fences: Vec<Fence>,
}

impl Document {
    /// The spans of the fences of one language.
    pub fn spans(&self, language: Language) -> impl Iterator<Item = Span> + '_ {
        self.fences.iter().filter(move |fence| fence.language == language).map(|fence| fence.span)
    }
}
