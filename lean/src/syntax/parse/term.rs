//! Terms by precedence: operators, arrows, pipes, applications, and what follows a closed term directly.
//! Given by: every part of the parser that needs a term.
//! Gives: `Term` nodes.
//! Holds: every turn of the loop over operators counts towards the height of the tree.

use super::{Parse, Parser};
use crate::syntax::grammar::{Notation, NotationPart};
use crate::syntax::operator::{APPLICATION, ARGUMENT, ARROW, Fixity, LOWEST, PIPE, Shape};
use crate::syntax::problem::Expected;
use crate::syntax::span::Span;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Argument, Identifier, LookupKind, Term, TermKind};

/// A term and its precedence.
pub(super) struct Operand {
    pub(super) term: Term,
    pub(super) precedence: u16,
}

/// Whether something followed a term.
enum Step {
    Wrapped(Operand),
    Done(Operand),
}

impl Parser<'_, '_> {
    /// A term of at least a precedence.
    pub(super) fn term(&mut self, least: u16) -> Parse<Term> {
        self.nested(|parser| parser.chain(|parser| parser.operators(least)))
    }

    fn operators(&mut self, least: u16) -> Parse<Term> {
        let mut operand = self.leading(least)?;
        loop {
            match self.trailing(operand, least)? {
                Step::Wrapped(wrapped) => operand = wrapped,
                Step::Done(done) => return Ok(done.term),
            }
            self.deepen(1)?;
        }
    }

    fn trailing(&mut self, left: Operand, least: u16) -> Parse<Step> {
        let token = self.peek();
        if token.kind != TokenKind::Symbol {
            return Ok(Step::Done(left));
        }
        let symbol = self.slice(token);
        if let Some(notation) = self.grammar.trailing(symbol) {
            return self.trailing_notation(&notation, left, least);
        }
        match symbol {
            "→" | "->" if least <= ARROW && left.precedence > ARROW => {
                self.next();
                let right = self.term(ARROW)?;
                let span = left.term.span.to(right.span);
                let kind = TermKind::Arrow(Box::new(left.term), Box::new(right));
                Ok(Step::Wrapped(Operand { term: Term { span, kind }, precedence: ARROW }))
            }
            "<|" | "$" | "|>" | "|>." if least <= PIPE => self.pipe(left, symbol == "<|" || symbol == "$"),
            _ => match self.grammar.infix(symbol) {
                Some(shape) => self.infix(shape, left, least),
                None => Ok(Step::Done(left)),
            },
        }
    }

    fn infix(&mut self, shape: &Shape, left: Operand, least: u16) -> Parse<Step> {
        let (needed, right) = match shape.fixity {
            Fixity::Infix(left, right) => (left, Some(right)),
            Fixity::Postfix(left) => (left, None),
            Fixity::Prefix(_) => return Ok(Step::Done(left)),
        };
        if shape.precedence < least || left.precedence < needed {
            return Ok(Step::Done(left));
        }
        let mut span = left.term.span.to(self.next().span);
        let kind = match right {
            None => TermKind::Unary(shape.operator, Box::new(left.term)),
            Some(precedence) => {
                let right = self.term(precedence)?;
                span = span.to(right.span);
                TermKind::Binary(shape.operator, Box::new(left.term), Box::new(right))
            }
        };
        Ok(Step::Wrapped(Operand { term: Term { span, kind }, precedence: shape.precedence }))
    }

    /// `f <| e`, `e |> f`, `e |>.field arguments`, `e |>.1`.
    fn pipe(&mut self, left: Operand, to_the_right: bool) -> Parse<Step> {
        let start = left.term.span.start;
        let field = self.is_symbol("|>.");
        if !to_the_right && left.precedence < PIPE || to_the_right && left.precedence <= PIPE {
            return Ok(Step::Done(left));
        }
        self.next();
        let term = if field {
            let term = if self.peek().kind == TokenKind::Natural {
                let index = self.small_number()?;
                Term { span: self.span_from(start), kind: TermKind::Position(Box::new(left.term), index) }
            } else {
                self.fields(left.term, start)?
            };
            let arguments = self.arguments()?;
            apply(term, arguments)
        } else if to_the_right {
            let argument = self.term(PIPE)?;
            apply(left.term, vec![Argument::Positional(argument)])
        } else {
            let function = self.term(PIPE + 1)?;
            let span = left.term.span.to(function.span);
            let applied = apply(function, vec![Argument::Positional(left.term)]);
            Term { span, ..applied }
        };
        Ok(Step::Wrapped(Operand { term, precedence: PIPE }))
    }

    fn trailing_notation(&mut self, notation: &Notation, left: Operand, least: u16) -> Parse<Step> {
        let needed = match notation.parts.first() {
            Some(NotationPart::Operand(_, precedence)) => *precedence,
            _ => LOWEST,
        };
        if notation.precedence < least || left.precedence < needed {
            return Ok(Step::Done(left));
        }
        let term = self.expand(notation, Some(left.term))?;
        Ok(Step::Wrapped(Operand { term, precedence: notation.precedence }))
    }

    /// A closed term, what follows it directly, and its arguments.
    pub(super) fn application(&mut self, least: u16) -> Parse<Operand> {
        let head = self.closed(least)?;
        let head = self.postfix(head)?;
        if least > APPLICATION {
            return Ok(Operand { term: head, precedence: ARGUMENT });
        }
        let arguments = self.arguments()?;
        if arguments.is_empty() {
            return Ok(Operand { term: head, precedence: ARGUMENT });
        }
        Ok(Operand { term: apply(head, arguments), precedence: APPLICATION })
    }

    pub(super) fn arguments(&mut self) -> Parse<Vec<Argument>> {
        let mut arguments = Vec::new();
        while self.is_indented() {
            if self.is_named_argument() {
                arguments.push(self.named_argument()?);
            } else if self.is_symbol("..") {
                arguments.push(Argument::Rest(self.next().span));
            } else if self.starts_argument() {
                arguments.push(Argument::Positional(self.term(ARGUMENT)?));
            } else {
                break;
            }
        }
        Ok(arguments)
    }

    fn is_named_argument(&mut self) -> bool {
        self.is_symbol("(") && self.peek_at(1).kind == TokenKind::Identifier && self.is_symbol_at(2, ":=")
    }

    fn named_argument(&mut self) -> Parse<Argument> {
        self.expect("(")?;
        let name = self.identifier()?;
        self.expect(":=")?;
        let value = self.with_column(None, |parser| parser.term(LOWEST))?;
        self.expect(")")?;
        Ok(Argument::Named(name, value))
    }

    /// Whether a closed term, or another that may be an argument, starts here.
    pub(super) fn starts_argument(&mut self) -> bool {
        let token = self.peek();
        match token.kind {
            TokenKind::Identifier
            | TokenKind::Natural
            | TokenKind::Scientific
            | TokenKind::Text
            | TokenKind::RawText
            | TokenKind::Character
            | TokenKind::NamedHole => true,
            TokenKind::Symbol => self.symbol_starts_argument(self.slice(token)),
            _ => false,
        }
    }

    fn symbol_starts_argument(&self, symbol: &str) -> bool {
        match symbol {
            "(" | "[" | "{" | "⟨" | "‹" | "#[" | "@" | "_" | "." | ".(" | "∅" | "Prop" | "Type" | "Sort"
            | "fun" | "λ" | "nofun" | "sorry" => true,
            "·" => self.placeholders.is_some(),
            _ => match self.grammar.leading(symbol) {
                Some(notation) => notation.precedence >= ARGUMENT,
                None => self.grammar.prefix(symbol).is_some_and(|shape| shape.precedence >= ARGUMENT),
            },
        }
    }

    /// Fields, positions and indices that follow a term without a blank.
    fn postfix(&mut self, term: Term) -> Parse<Term> {
        let start = term.span.start;
        let mut term = term;
        while self.is_adjacent() {
            if self.is_symbol(".") && self.peek_at(1).kind == TokenKind::Identifier && !self.peek_at(1).spaced
            {
                self.next();
                term = self.fields(term, start)?;
            } else if self.peek().kind == TokenKind::Position {
                let index = self.position()?;
                term = Term { span: self.span_from(start), kind: TermKind::Position(Box::new(term), index) };
            } else if self.is_symbol("[") {
                term = self.lookup(term, start)?;
            } else {
                break;
            }
            self.deepen(1)?;
        }
        Ok(term)
    }

    /// The fields `a.b` of a term, one node each.
    fn fields(&mut self, term: Term, start: u32) -> Parse<Term> {
        let path = self.identifier()?;
        let mut term = term;
        for part in path.parts {
            self.deepen(1)?;
            let field = Identifier { span: path.span, parts: vec![part] };
            term = Term { span: self.span_from(start), kind: TermKind::Field(Box::new(term), field) };
        }
        Ok(term)
    }

    fn position(&mut self) -> Parse<u32> {
        let token = self.peek();
        match self.slice(token).trim_start_matches('.').parse() {
            Ok(index) => {
                self.next();
                Ok(index)
            }
            Err(_) => self.expected(Expected::Number),
        }
    }

    fn lookup(&mut self, term: Term, start: u32) -> Parse<Term> {
        self.next();
        let index = self.with_column(None, |parser| parser.term(LOWEST))?;
        self.expect("]")?;
        let kind = if !self.is_adjacent() {
            LookupKind::Checked
        } else if self.accept("!") {
            LookupKind::Default
        } else if self.accept("?") {
            LookupKind::Optional
        } else if self.accept("'") {
            LookupKind::Proved(Box::new(self.term(ARGUMENT)?))
        } else {
            LookupKind::Checked
        };
        let kind = TermKind::Lookup(Box::new(term), Box::new(index), kind);
        Ok(Term { span: self.span_from(start), kind })
    }
}

/// An application; arguments of an application are added to it.
fn apply(function: Term, arguments: Vec<Argument>) -> Term {
    let last = arguments.last().map_or(function.span, argument_span);
    if arguments.is_empty() {
        return function;
    }
    let span = function.span.to(last);
    let kind = match function.kind {
        TermKind::Apply(head, mut before) => {
            before.extend(arguments);
            TermKind::Apply(head, before)
        }
        kind => TermKind::Apply(Box::new(Term { span: function.span, kind }), arguments),
    };
    Term { span, kind }
}

fn argument_span(argument: &Argument) -> Span {
    match argument {
        Argument::Positional(term) => term.span,
        Argument::Named(name, value) => name.span.to(value.span),
        Argument::Rest(span) => *span,
    }
}
