//! The user's notations: the commands that declare them, and their use.
//! Given by: commands, and terms in which a declared symbol stands.
//! Gives: notations to the grammar; where one is used, the term that it stands for.
//! Holds: a notation is replaced at once, so the tree knows none; the places inside it are those of its use.

use super::{Parse, Parser};
use crate::syntax::grammar::{Notation, NotationPart};
use crate::syntax::literal::read_text;
use crate::syntax::operator::{APPLICATION, ARGUMENT, LOWEST};
use crate::syntax::problem::{Expected, Problem, ProblemKind};
use crate::syntax::span::Span;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Argument, Identifier, Term, TermKind};
use rustc_hash::FxHashMap;

impl Parser<'_, '_> {
    /// `infixl:65 " ⊕ " => f` and the like.
    pub(super) fn notation_command(&mut self) -> Parse<()> {
        let token = self.next();
        let word = self.slice(token);
        let precedence = self.precedence()?;
        let (parts, meaning) = if word == "notation" {
            let parts = self.notation_parts()?;
            self.expect_arrow()?;
            (parts, self.term(LOWEST)?)
        } else {
            let Some(precedence) = precedence else { return self.expected(Expected::Symbol(":")) };
            let symbol = self.notation_symbol()?;
            self.expect_arrow()?;
            let function = self.term(LOWEST)?;
            fixed_notation(word, precedence, symbol, function)
        };
        let first_two = parts.iter().take(2);
        if !first_two.clone().any(|part| matches!(part, NotationPart::Symbol(_))) {
            return self.expected(Expected::Notation);
        }
        let precedence = precedence.unwrap_or(ARGUMENT);
        let height = self.deepest + 1;
        self.grammar.add(Notation { precedence, parts, meaning, height });
        self.forget_ahead();
        Ok(())
    }

    /// `:65`, `:max`.
    fn precedence(&mut self) -> Parse<Option<u16>> {
        if !self.accept(":") {
            return Ok(None);
        }
        for (word, value) in [("max", ARGUMENT), ("arg", ARGUMENT), ("lead", APPLICATION), ("min", 10)] {
            if self.accept_word(word) {
                return Ok(Some(value));
            }
        }
        let number = self.small_number()?;
        match u16::try_from(number) {
            Ok(value) => Ok(Some(value)),
            Err(_) => self.expected(Expected::Number),
        }
    }

    fn notation_symbol(&mut self) -> Parse<String> {
        let token = self.peek();
        let text = if token.kind == TokenKind::Text { read_text(self.slice(token)).ok() } else { None };
        let text = text.map(|text| text.trim().to_string()).filter(|text| is_symbol(text));
        match text {
            Some(symbol) => {
                self.next();
                Ok(symbol)
            }
            None => self.expected(Expected::Text),
        }
    }

    fn notation_parts(&mut self) -> Parse<Vec<NotationPart>> {
        let mut parts = Vec::new();
        while !self.is_one_of(&["=>", "↦"]) {
            if self.is_name() {
                let (name, _) = self.short_name()?;
                let precedence = self.precedence()?.unwrap_or(LOWEST);
                parts.push(NotationPart::Operand(name, precedence));
            } else {
                parts.push(NotationPart::Symbol(self.notation_symbol()?));
            }
        }
        Ok(parts)
    }

    /// Reads a use of a notation, from its first symbol on, and replaces it.
    pub(super) fn expand(&mut self, notation: &Notation, first: Option<Term>) -> Parse<Term> {
        let start = first.as_ref().map_or(self.start(), |term| term.span.start);
        let mut operands: FxHashMap<&str, Option<Term>> = FxHashMap::default();
        let mut first = first;
        for part in &notation.parts {
            match part {
                NotationPart::Operand(name, precedence) => {
                    let operand = match first.take() {
                        Some(term) => term,
                        None => self.term(*precedence)?,
                    };
                    operands.insert(name, Some(operand));
                }
                NotationPart::Symbol(symbol) if self.is_word(symbol) => {
                    self.next();
                }
                NotationPart::Symbol(_) => return self.expected(Expected::Notation),
            }
        }
        self.deepen(notation.height)?;
        Replacement { operands, span: self.span_from(start) }.replace(&notation.meaning)
    }
}

/// Whether a notation may have a text as a symbol: it must not be empty or hold blanks.
fn is_symbol(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Parts and meaning of `infixl` and the like.
fn fixed_notation(word: &str, precedence: u16, symbol: String, function: Term) -> (Vec<NotationPart>, Term) {
    let (left, right) = match word {
        "infixl" => (Some(precedence), Some(precedence.saturating_add(1))),
        "infixr" => (Some(precedence.saturating_add(1)), Some(precedence)),
        "prefix" => (None, Some(precedence)),
        "postfix" => (Some(precedence), None),
        _ => (Some(precedence.saturating_add(1)), Some(precedence.saturating_add(1))),
    };
    let operand = |name: &str, precedence| NotationPart::Operand(name.to_string(), precedence);
    let mut parts = Vec::new();
    let mut arguments = Vec::new();
    let span = function.span;
    let mut argument = |name: &str| {
        let name = Identifier { span, parts: vec![name.to_string()] };
        arguments.push(Argument::Positional(Term { span, kind: TermKind::Identifier(name, None) }));
    };
    if let Some(precedence) = left {
        parts.push(operand("left✝", precedence));
        argument("left✝");
    }
    parts.push(NotationPart::Symbol(symbol));
    if let Some(precedence) = right {
        parts.push(operand("right✝", precedence));
        argument("right✝");
    }
    (parts, Term { span, kind: TermKind::Apply(Box::new(function), arguments) })
}

/// Puts operands into the meaning of a notation, each at most once, so that nested uses stay small.
struct Replacement<'n> {
    operands: FxHashMap<&'n str, Option<Term>>,
    span: Span,
}

impl Replacement<'_> {
    fn replace(&mut self, term: &Term) -> Parse<Term> {
        let kind = match &term.kind {
            TermKind::Identifier(name, levels) => {
                if let Some(operand) = name.single().and_then(|name| self.operands.get_mut(name)) {
                    return operand.take().ok_or(self.unsupported());
                }
                TermKind::Identifier(
                    Identifier { span: self.span, parts: name.parts.clone() },
                    levels.clone(),
                )
            }
            TermKind::Apply(function, arguments) => {
                let function = self.boxed(function)?;
                TermKind::Apply(function, self.arguments(arguments)?)
            }
            TermKind::Unary(operator, of) => TermKind::Unary(*operator, self.boxed(of)?),
            TermKind::Binary(operator, a, b) => TermKind::Binary(*operator, self.boxed(a)?, self.boxed(b)?),
            TermKind::Arrow(a, b) => TermKind::Arrow(self.boxed(a)?, self.boxed(b)?),
            TermKind::Ascription(a, b) => TermKind::Ascription(self.boxed(a)?, self.boxed(b)?),
            TermKind::Explicit(of) => TermKind::Explicit(self.boxed(of)?),
            TermKind::Field(of, name) => TermKind::Field(self.boxed(of)?, name.clone()),
            TermKind::Position(of, index) => TermKind::Position(self.boxed(of)?, *index),
            TermKind::Tuple(members) => TermKind::Tuple(self.all(members)?),
            TermKind::Anonymous(members) => TermKind::Anonymous(self.all(members)?),
            TermKind::List(members) => TermKind::List(self.all(members)?),
            TermKind::Hole | TermKind::Natural(_) | TermKind::Text(_) | TermKind::Character(_) => {
                term.kind.clone()
            }
            TermKind::Prop | TermKind::Type(_) | TermKind::Sort(_) | TermKind::Dotted(_) => term.kind.clone(),
            _ => return Err(self.unsupported()),
        };
        Ok(Term { span: self.span, kind })
    }

    /// The problem that the meaning is of a form that is not replaced here.
    fn unsupported(&self) -> Problem {
        Problem { span: self.span, kind: ProblemKind::Unsupported("notation") }
    }

    fn boxed(&mut self, term: &Term) -> Parse<Box<Term>> {
        self.replace(term).map(Box::new)
    }

    fn all(&mut self, terms: &[Term]) -> Parse<Vec<Term>> {
        terms.iter().map(|term| self.replace(term)).collect()
    }

    fn arguments(&mut self, arguments: &[Argument]) -> Parse<Vec<Argument>> {
        let mut replaced = Vec::with_capacity(arguments.len());
        for argument in arguments {
            replaced.push(match argument {
                Argument::Positional(term) => Argument::Positional(self.replace(term)?),
                Argument::Named(name, term) => Argument::Named(name.clone(), self.replace(term)?),
                Argument::Rest(_) => Argument::Rest(self.span),
            });
        }
        Ok(replaced)
    }
}
