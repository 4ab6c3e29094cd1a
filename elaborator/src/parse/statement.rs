//! Reads statements and blocks.
//! Given by: the parser, inside of a cell.
//! Gives: statements with their places; those that are not there yet are read to their end and reported.
//! Holds: a statement ends with its line; a block ends before `end`, `else`, a declaration or the end of the program.

use super::{Parsed, Parser};
use crate::core::Span;
use crate::foreign::Foreign;
use crate::problem::{Code, Expected, Feature};
use crate::token::{Keyword, Symbol, Token};
use crate::tree::{
    Binary, Branch, Expression, ExpressionKind, NESTING_LIMIT, Pattern, PatternKind, Statement, StatementKind,
};

impl Parser<'_> {
    /// Reads statements up to the end of the block, which is left to the caller.
    pub(super) fn block(&mut self) -> Vec<Statement> {
        let brackets = std::mem::take(&mut self.brackets);
        self.block_start();
        let statements = self.nested(|parser| Some(parser.statements())).unwrap_or_default();
        self.brackets = brackets;
        statements
    }

    /// A block starts on a line of its own.
    pub(super) fn block_start(&mut self) {
        if self.at_line_end() {
            return;
        }
        let stated = if self.at_symbol(Symbol::Assign) { Some(Foreign::BlockWord) } else { None };
        let foreign = stated.or_else(|| self.habit(Expected::LineEnd));
        self.unexpected_as::<()>(Expected::LineEnd, foreign);
        match foreign {
            Some(Foreign::OpenBrace | Foreign::BlockWord) => {
                self.advance();
            }
            Some(Foreign::Spelling(_)) => self.skip_statement(self.at),
            _ => {}
        }
    }

    fn statements(&mut self) -> Vec<Statement> {
        let mut statements = Vec::new();
        loop {
            self.brackets = 0;
            self.skip_lines();
            if self.at_lone_brace() {
                self.unexpected::<()>(Expected::LineEnd);
                self.advance();
                continue;
            }
            if self.at_block_end() {
                return statements;
            }
            let (start, before) = (self.span(), self.at);
            let kind = self.statement(start).unwrap_or_else(|| {
                self.skip_statement(before);
                StatementKind::Error
            });
            statements.push(Statement { kind, span: self.since(start) });
            self.line_end();
        }
    }

    /// Reads one statement, and passes over it if it cannot be read.
    pub(super) fn single_statement(&mut self) {
        let (start, before) = (self.span(), self.at);
        if self.statement(start).is_none() {
            self.skip_statement(before);
        }
    }

    fn at_block_end(&mut self) -> bool {
        let ends = matches!(self.peek(), Token::End | Token::Keyword(Keyword::End | Keyword::Else));
        ends || self.at_declaration() || self.at_symbol(Symbol::CloseCurly) || self.at_else_if()
    }

    /// Whether a line or a block ends here, or a line has just ended.
    fn at_line_end(&mut self) -> bool {
        let at_line_start = self.at > 0 && self.lexeme(self.at - 1).token == Token::Newline;
        at_line_start || self.peek() == Token::Newline || self.at_block_end()
    }

    /// A statement must be followed by the end of its line or of its block.
    fn line_end(&mut self) {
        if !self.at_line_end() {
            self.unexpected::<()>(Expected::LineEnd);
            self.skip_statement(self.at);
        }
    }

    fn statement(&mut self, start: Span) -> Parsed<StatementKind> {
        if self.at_foreign_variable() {
            self.unexpected::<()>(Expected::Statement);
            return self.binding(true);
        }
        let Token::Keyword(keyword) = self.peek() else { return self.expression_statement(start) };
        match keyword {
            Keyword::Let => self.binding(false),
            Keyword::If => self.if_statement(start),
            Keyword::While => self.while_statement(start),
            Keyword::Return => {
                self.advance();
                let ends = self.peek() == Token::Newline || self.at_block_end();
                let value = if ends { None } else { Some(self.expect_expression()?) };
                if self.at_symbol(Symbol::Comma) {
                    return self.unexpected(Expected::LineEnd);
                }
                Some(StatementKind::Return(value))
            }
            Keyword::Assert => self.assertion(),
            Keyword::Check => {
                self.advance();
                Some(StatementKind::Check(self.condition()))
            }
            Keyword::Assume => self.assumption(),
            Keyword::Halt => {
                self.advance();
                let opened = self.open(Symbol::OpenRound)?;
                let message = self.expect_text()?;
                self.close(Symbol::CloseRound, opened)?;
                Some(StatementKind::Halt(message))
            }
            Keyword::For | Keyword::Loop | Keyword::Break | Keyword::Continue | Keyword::Match => {
                self.other_statement(keyword, start)
            }
            _ => self.expression_statement(start),
        }
    }

    /// Reads a declaration of variables from the word on that starts it.
    fn binding(&mut self, mutable: bool) -> Parsed<StatementKind> {
        self.advance();
        if self.at_word("ghost") && self.peek_second() == Token::Name {
            let span = self.advance().span;
            self.unsupported(Feature::Ghost, span);
        }
        let mutable = self.take_keyword(Keyword::Mut) || mutable;
        let pattern = self.patterns()?;
        let of = if self.take_symbol(Symbol::Colon) { Some(self.expect_type()?) } else { None };
        let refinement = self.refinement()?;
        self.expect_symbol(Symbol::Assign)?;
        self.skip_lines();
        // Where the value cannot be read, the names are declared all the same.
        let value = self.expression_or_error();
        Some(StatementKind::Let { mutable, pattern, of, refinement, value })
    }

    /// Reads a pattern; several without brackets around them are reported, and read as a tuple.
    fn patterns(&mut self) -> Parsed<Pattern> {
        let start = self.span();
        let first = self.pattern()?;
        if !self.at_symbol(Symbol::Comma) {
            return Some(first);
        }
        self.unexpected::<()>(Expected::Symbol(Symbol::Assign));
        let mut parts = vec![first];
        while self.take_symbol(Symbol::Comma) {
            parts.push(self.pattern()?);
        }
        Some(Pattern { kind: PatternKind::Tuple(parts), span: self.since(start) })
    }

    fn pattern(&mut self) -> Parsed<Pattern> {
        self.nested(|parser| {
            let start = parser.span();
            if parser.at_symbol(Symbol::OpenRound) {
                let parts = parser.list([Symbol::OpenRound, Symbol::CloseRound], Self::pattern)?;
                let span = parser.since(start);
                if parts.len() < 2 {
                    let found = parser.found();
                    let code = Code::Unexpected { expected: Expected::Pattern, found, foreign: None };
                    return parser.fail(code, span);
                }
                return Some(Pattern { kind: PatternKind::Tuple(parts), span });
            }
            let name = parser.expect_name()?;
            Some(name_pattern(name.text, name.span))
        })
    }

    fn assertion(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let condition = self.condition();
        if self.at_word("by") {
            let start = self.advance().span;
            self.expect_name()?;
            let span = self.since(start);
            self.unsupported(Feature::ByLemma, span);
        }
        Some(StatementKind::Assert(condition))
    }

    fn assumption(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let name = self.expect_name()?;
        self.expect_symbol(Symbol::Colon)?;
        let condition = self.expect_expression()?;
        if !self.at_word("because") {
            return self.unexpected(Expected::Word("because"));
        }
        self.advance();
        let reason = self.expect_text()?;
        Some(StatementKind::Assume { name, condition, reason })
    }

    /// Reads an assignment or an expression for its effect.
    fn expression_statement(&mut self, start: Span) -> Parsed<StatementKind> {
        let first = self.expect_expression()?;
        if let Token::Symbol(symbol) = self.peek()
            && let Some(operator) = compound(symbol)
        {
            self.advance();
            self.skip_lines();
            let operand = self.expect_expression()?;
            let target = self.target(&first)?;
            let value = self.binary(operator, first, operand, start)?;
            return Some(StatementKind::Assign { target, value });
        }
        if self.take_symbol(Symbol::Assign) {
            self.skip_lines();
            let value = self.expect_expression()?;
            let target = self.target(&first)?;
            return Some(StatementKind::Assign { target, value });
        }
        Some(StatementKind::Evaluate(first))
    }

    /// The variables that an expression on the left of `=` names.
    fn target(&mut self, expression: &Expression) -> Parsed<Pattern> {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Name(name) => Some(name_pattern(name.clone(), span)),
            ExpressionKind::Tuple(parts) => {
                let parts: Parsed<Vec<_>> = parts.iter().map(|part| self.target(part)).collect();
                Some(Pattern { kind: PatternKind::Tuple(parts?), span })
            }
            ExpressionKind::Error => Some(Pattern { kind: PatternKind::Error, span }),
            ExpressionKind::Field(..) => self.fail(Code::Unsupported(Feature::PlaceAssignment), span),
            _ => {
                let found = self.found();
                let foreign = Some(Foreign::Equality);
                self.fail(Code::Unexpected { expected: Expected::Pattern, found, foreign }, span)
            }
        }
    }

    fn if_statement(&mut self, start: Span) -> Parsed<StatementKind> {
        self.advance();
        let condition = self.condition();
        if self.at_keyword(Keyword::Then) && !self.at_then_of_block() {
            let value = self.if_expression_after(condition, start)?;
            return Some(StatementKind::Evaluate(value));
        }
        let mut branches = vec![Branch { condition, body: self.block() }];
        let mut otherwise = None;
        while let Some(conditional) = self.otherwise() {
            if !conditional {
                otherwise = Some(self.block());
                break;
            }
            if branches.len() >= NESTING_LIMIT as usize {
                return self.too_deep();
            }
            let condition = self.condition();
            let body = self.block();
            branches.push(Branch { condition, body });
        }
        self.end_of_block(start);
        Some(StatementKind::If { branches, otherwise })
    }

    /// Takes `else` or `else if`, and tells whether a condition follows.
    fn otherwise(&mut self) -> Parsed<bool> {
        if self.at_brace_before_else() {
            self.unexpected::<()>(Expected::LineEnd);
            self.advance();
            self.skip_lines();
        }
        if self.at_else_if() {
            self.unexpected_as::<()>(Expected::Keyword(Keyword::Else), Some(Foreign::ElseIf));
            self.advance();
            return Some(true);
        }
        self.take_keyword(Keyword::Else).then(|| self.take_keyword(Keyword::If))
    }
}

fn name_pattern(name: String, span: Span) -> Pattern {
    let kind = if name == "_" { PatternKind::Ignore } else { PatternKind::Name(name) };
    Pattern { kind, span }
}

/// The operation of a compound assignment.
fn compound(symbol: Symbol) -> Option<Binary> {
    Some(match symbol {
        Symbol::AddAssign => Binary::Add,
        Symbol::SubtractAssign => Binary::Subtract,
        Symbol::MultiplyAssign => Binary::Multiply,
        Symbol::DivideAssign => Binary::Divide,
        Symbol::RemainderAssign => Binary::Remainder,
        _ => return None,
    })
}
