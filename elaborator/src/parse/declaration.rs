//! Reads declarations.
//! Given by: the parser, at the top level.
//! Gives: cells and definitions; others are reported as not there yet, their names kept.
//! Holds: a declaration that cannot be read does not hide the next one.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::foreign::Foreign;
use crate::problem::{Code, Expected, Feature, Problem, Role, Unclosed};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{
    Cell, Clause, ClauseKind, Declaration, Definition, Field, Module, Name, Results, Statement, StatementKind,
};

const ROUND: [Symbol; 2] = [Symbol::OpenRound, Symbol::CloseRound];

impl Parser<'_> {
    pub(super) fn module(&mut self) -> Module {
        let mut declarations = Vec::new();
        loop {
            self.brackets = 0;
            self.doubtful = None;
            self.skip_lines();
            if self.peek() == Token::End {
                return Module { declarations };
            }
            match self.declaration() {
                Some(declaration) => declarations.push(declaration),
                // Behind a word that others write before a declaration, the declaration is read.
                None if self.at_declaration() => {}
                None => self.skip_declaration(),
            }
        }
    }

    fn declaration(&mut self) -> Parsed<Declaration> {
        let Token::Keyword(keyword) = self.peek() else { return self.no_declaration() };
        match keyword {
            Keyword::Cell => self.cell(),
            Keyword::Pred | Keyword::Spec => self.definition(keyword),
            _ if self.at_declaration() => self.other_declaration(keyword),
            _ => self.no_declaration(),
        }
    }

    fn no_declaration(&mut self) -> Parsed<Declaration> {
        let foreign = self.habit(Expected::Declaration);
        let result = self.unexpected_as(Expected::Declaration, foreign);
        if foreign == Some(Foreign::Function) && self.peek_second() == Token::Name {
            return self.cell();
        }
        self.advance();
        result
    }

    fn cell(&mut self) -> Parsed<Declaration> {
        let start = self.advance().span;
        let name = self.expect_name()?;
        self.generics()?;
        let parameters = self.list(ROUND, Self::field)?;
        let results = if self.arrow() { self.results()? } else { Results::Nothing };
        let effects = if self.take_symbol(Symbol::Slash) { self.effects()? } else { Vec::new() };
        let clauses = self.clauses();
        let head = self.since(start);
        if self.at_declaration() || self.peek() == Token::End {
            self.unsupported(Feature::CellWithoutBody, head);
            return Some(Declaration::Unsupported(name, Feature::CellWithoutBody));
        }
        let mut body = self.block();
        let is_closed = self.at_keyword(Keyword::End) || self.at_symbol(Symbol::CloseCurly);
        let end = self.end_of_block(start);
        if !is_closed {
            // To which block a statement belongs is doubtful, so nothing is said about them.
            body = vec![Statement { kind: StatementKind::Error, span: end }];
        }
        Some(Declaration::Cell(Cell { name, head, parameters, results, effects, clauses, body, end }))
    }

    /// Takes the arrow before the results, or what others write for it.
    fn arrow(&mut self) -> bool {
        let colon = [Symbol::Colon, Symbol::FatArrow].iter().any(|symbol| self.at_symbol(*symbol));
        if colon && self.peek_second() != Token::Newline {
            self.unexpected::<()>(Expected::Symbol(Symbol::Arrow));
            self.advance();
            return true;
        }
        self.take_symbol(Symbol::Arrow)
    }

    /// Reads the `end` of a block, which may be missing where another declaration starts.
    pub(super) fn end_of_block(&mut self, start: Span) -> Span {
        if self.at_keyword(Keyword::End) {
            return self.take_end(start);
        }
        if self.at_symbol(Symbol::CloseCurly) {
            self.unexpected::<()>(Expected::Keyword(Keyword::End));
            return self.advance().span;
        }
        let span = self.span();
        let problem = match self.doubtful.take() {
            Some([opened, end]) => {
                Problem::new(Code::UnclosedBlock(Unclosed::Indented), end).with(opened, Role::Opened)
            }
            None => Problem::new(Code::UnclosedBlock(Unclosed::Block), span).with(start, Role::Opened),
        };
        self.report(problem);
        span
    }

    /// Takes an `end`. Indentation means nothing, but where an `end` is missing later, it shows where.
    pub(super) fn take_end(&mut self, start: Span) -> Span {
        let span = self.advance().span;
        let (column, first) = self.indentation(span);
        if first && column < self.indentation(start).0 && self.doubtful.is_none() {
            self.doubtful = Some([start, span]);
        }
        span
    }

    fn generics(&mut self) -> Parsed<()> {
        if self.at_symbol(Symbol::OpenSquare) {
            let span = self.span();
            self.unsupported(Feature::Generics, span);
            self.list([Symbol::OpenSquare, Symbol::CloseSquare], |parser| {
                parser.expect_name()?;
                if parser.take_symbol(Symbol::Colon) { parser.expect_name().map(|_| ()) } else { Some(()) }
            })?;
        }
        Some(())
    }

    fn field(&mut self) -> Parsed<Field> {
        let name = self.expect_name()?;
        self.expect_symbol(Symbol::Colon)?;
        let of = self.expect_type()?;
        let refinement = self.refinement()?;
        Some(Field { name, of, refinement })
    }

    /// Reads `where CONDITION`, if it is there.
    pub(super) fn refinement(&mut self) -> Parsed<Option<crate::tree::Expression>> {
        if self.take_keyword(Keyword::Where) {
            self.skip_lines();
            return self.expect_expression().map(Some);
        }
        Some(None)
    }

    fn results(&mut self) -> Parsed<Results> {
        let named = self.at_symbol(Symbol::OpenRound)
            && self.peek_second() == Token::Name
            && self.lexeme(self.at + 2).token == Token::Symbol(Symbol::Colon);
        if named {
            return self.list(ROUND, Self::field).map(Results::Named);
        }
        let of = self.expect_type()?;
        let refinement = self.refinement()?;
        Some(Results::Single(of, refinement))
    }

    fn effects(&mut self) -> Parsed<Vec<Name>> {
        self.list([Symbol::OpenCurly, Symbol::CloseCurly], |parser| {
            let name = parser.effect()?;
            if parser.at_symbol(Symbol::OpenRound) {
                let span = parser.span();
                parser.arguments()?;
                parser.unsupported(Feature::EffectArguments, span);
            }
            Some(name)
        })
    }

    /// Reads the name of an effect; `halt` is one, and a reserved word elsewhere.
    fn effect(&mut self) -> Parsed<Name> {
        if self.at_keyword(Keyword::Halt) {
            let span = self.advance().span;
            return Some(Name { text: Keyword::Halt.text().to_owned(), span });
        }
        self.expect_name()
    }

    /// Reads the clauses of a contract, on the line of the head and on the lines below.
    fn clauses(&mut self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        loop {
            let before = self.at;
            self.skip_lines();
            let kind = match self.peek() {
                Token::Keyword(Keyword::Requires) => ClauseKind::Requires,
                Token::Keyword(Keyword::Ensures) => ClauseKind::Ensures,
                Token::Keyword(Keyword::Decreases) => {
                    let span = self.advance().span;
                    self.unsupported(Feature::Recursion, span);
                    self.expression_or_error();
                    continue;
                }
                _ => {
                    self.at = self.back_to_clause(before);
                    return clauses;
                }
            };
            self.advance();
            let condition = self.condition();
            clauses.push(Clause { kind, condition });
        }
    }

    /// The place after the last clause, so that the head ends there; behind blank lines if a declaration follows.
    fn back_to_clause(&self, before: usize) -> usize {
        let body = !self.at_declaration() && self.lexeme(self.at).token != Token::End;
        if body { before } else { self.at }
    }

    fn definition(&mut self, keyword: Keyword) -> Parsed<Declaration> {
        self.advance();
        let name = self.expect_name()?;
        self.generics()?;
        let parameters = self.list(ROUND, Self::field)?;
        let mut result = None;
        if keyword == Keyword::Spec {
            self.expect_symbol(Symbol::Arrow)?;
            result = Some(self.expect_type()?);
        }
        self.partial_definition();
        self.expect_symbol(Symbol::Assign)?;
        self.skip_lines();
        let body = self.expression_or_error();
        Some(Declaration::Definition(Definition { name, parameters, result, body }))
    }

    /// Reads the precondition or measure of a definition, which is not there yet.
    fn partial_definition(&mut self) {
        while let Token::Keyword(keyword @ (Keyword::Requires | Keyword::Decreases)) = self.peek() {
            let span = self.advance().span;
            let partial = keyword == Keyword::Requires;
            self.unsupported(if partial { Feature::PartialDefinition } else { Feature::Recursion }, span);
            self.expression_or_error();
        }
    }

    /// Passes over a declaration that is not there yet; its body goes to `end`, if it has one.
    fn other_declaration(&mut self, keyword: Keyword) -> Parsed<Declaration> {
        let start = self.advance().span;
        if self.at_word("tool") {
            self.advance();
        }
        let name = if self.peek() == Token::Name {
            self.expect_name()?
        } else {
            Name { text: String::new(), span: start }
        };
        self.skip_declaration();
        let feature = Feature::Declaration(keyword);
        self.unsupported(feature.clone(), Span { start: start.start, end: name.span.end });
        Some(Declaration::Unsupported(name, feature))
    }
}
