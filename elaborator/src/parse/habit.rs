//! Recognizes what somebody used to another language writes.
//! Given by: the parser, where one thing stands and another is expected.
//! Gives: why it may stand there; the way on, where that is plain.
//! Holds: looked at only where the program is wrong anyway, or where no program of Lumen can go on as it does.

use super::Parser;
use crate::core::Span;
use crate::foreign::Foreign;
use crate::problem::Expected;
use crate::token::{Keyword, Symbol, Token};

const FUNCTION: &[&str] =
    &["def", "defun", "fn", "fun", "func", "function", "int", "method", "proc", "procedure", "sub", "void"];
const RECORD: &[&str] = &["class", "data", "interface", "object", "struct", "trait", "type"];
const MODIFIER: &[&str] =
    &["abstract", "async", "export", "final", "ghost", "inline", "private", "pub", "public", "static"];
const ELSE_IF: &[&str] = &["elif", "elsif", "elseif"];

impl Parser<'_> {
    /// Why the next token may stand where something else is expected.
    pub(super) fn habit(&mut self, expected: Expected) -> Option<Foreign> {
        let token = self.peek();
        match (token, expected) {
            (Token::Symbol(Symbol::OpenCurly), _) if expected != Expected::Expression => {
                Some(Foreign::OpenBrace)
            }
            (Token::Symbol(Symbol::CloseCurly), _) => Some(Foreign::CloseBrace),
            (Token::Symbol(Symbol::Bar), _) => Some(Foreign::Spelling("or")),
            (Token::Symbol(Symbol::Comma), Expected::LineEnd | Expected::Symbol(Symbol::Assign)) => {
                Some(Foreign::Tuple)
            }
            (_, Expected::Declaration) => self.habit_outside(token),
            (_, Expected::Symbol(Symbol::Colon)) => match token {
                Token::Name => Some(Foreign::TypeFirst),
                Token::Symbol(Symbol::Comma | Symbol::CloseRound) => Some(Foreign::Untyped),
                _ => None,
            },
            (_, Expected::Symbol(Symbol::Arrow)) => Some(Foreign::ResultType),
            (_, Expected::Statement) => Some(Foreign::Variable),
            (_, Expected::Expression) => self.habit_of_operand(token),
            _ => self.habit_behind(token, expected),
        }
    }

    /// Something else than a declaration.
    fn habit_outside(&mut self, token: Token) -> Option<Foreign> {
        let span = self.span();
        let word = self.slice(span);
        match token {
            Token::Keyword(Keyword::Fn) => Some(Foreign::Function),
            Token::Keyword(Keyword::End | Keyword::Else) => None,
            Token::Keyword(_) => Some(Foreign::Outside),
            Token::Name if FUNCTION.contains(&word) => Some(Foreign::Function),
            Token::Name if RECORD.contains(&word) => Some(Foreign::Record),
            Token::Name if MODIFIER.contains(&word) => Some(Foreign::Modifier),
            Token::Name => {
                let next = self.peek_second();
                let states = [Symbol::Assign, Symbol::OpenRound].map(Token::Symbol).contains(&next);
                (states || next == Token::Name).then_some(Foreign::Outside)
            }
            _ => None,
        }
    }

    /// Something else than an expression.
    fn habit_of_operand(&self, token: Token) -> Option<Foreign> {
        let sign = self.before(1);
        match token {
            Token::Symbol(Symbol::Plus) if sign == Token::Symbol(Symbol::Plus) => Some(Foreign::Step),
            _ if sign == Token::Symbol(Symbol::Minus) && self.before(2) == sign => Some(Foreign::Step),
            _ => None,
        }
    }

    /// Something behind an expression, where a line, a bracket or a part of an `if` should end.
    fn habit_behind(&mut self, token: Token, expected: Expected) -> Option<Foreign> {
        let next = self.peek_second();
        let ends_line = expected == Expected::LineEnd;
        match token {
            Token::Symbol(Symbol::Assign) => Some(Foreign::Equality),
            Token::Symbol(Symbol::Colon) | Token::Keyword(Keyword::Then)
                if ends_line && next == Token::Newline =>
            {
                Some(Foreign::BlockWord)
            }
            Token::Keyword(_) if ends_line && self.before(1) == Token::Keyword(Keyword::End) => {
                Some(Foreign::EndWord)
            }
            Token::Keyword(keyword) if ends_line && is_statement(keyword) => Some(Foreign::OneLine),
            Token::Name | Token::Integer | Token::Text(_) => self.word_behind(token, ends_line),
            _ => None,
        }
    }

    fn word_behind(&mut self, token: Token, ends_line: bool) -> Option<Foreign> {
        let span = self.span();
        match self.slice(span) {
            "mod" | "rem" => return Some(Foreign::Spelling("%")),
            "div" => return Some(Foreign::Spelling("/")),
            "do" if ends_line => return Some(Foreign::BlockWord),
            _ => {}
        }
        let lone = self.before(1) == Token::Name && self.before(2) == Token::Newline;
        if lone && ends_line {
            return Some(Foreign::Call);
        }
        let assigns = token == Token::Name && self.peek_second() == Token::Symbol(Symbol::Assign);
        (ends_line && assigns).then_some(Foreign::OneLine)
    }

    /// The token so many places before the next one.
    fn before(&self, count: usize) -> Token {
        self.at.checked_sub(count).map_or(Token::Newline, |at| self.lexeme(at).token)
    }

    /// Whether a line starts with two names, which is how others declare a variable: `var x = 1`, `int x = 1`.
    pub(super) fn at_foreign_variable(&mut self) -> bool {
        let first = matches!(self.peek(), Token::Name | Token::Keyword(Keyword::Mut));
        let behind = self.lexeme(self.at + 2).token;
        let declares = [Symbol::Assign, Symbol::Colon].map(Token::Symbol).contains(&behind);
        first && self.peek_second() == Token::Name && declares
    }

    /// Whether a word stands there that others write for `else if`; no statement of Lumen goes on in this way.
    pub(super) fn at_else_if(&mut self) -> bool {
        let span = self.span();
        let word = self.peek() == Token::Name && ELSE_IF.contains(&self.slice(span));
        let condition = [Token::Name, Token::Integer, Token::Keyword(Keyword::Not)];
        word && condition.contains(&self.peek_second())
    }

    /// Whether a brace that others write at the end of a block stands before an `else`.
    pub(super) fn at_brace_before_else(&mut self) -> bool {
        let behind = (self.at + 1..).find(|at| self.lexeme(*at).token != Token::Newline);
        let otherwise = behind.is_some_and(|at| self.lexeme(at).token == Token::Keyword(Keyword::Else));
        self.at_symbol(Symbol::CloseCurly) && otherwise
    }

    /// Whether a brace that others write at the start of a block stands alone on its line.
    pub(super) fn at_lone_brace(&mut self) -> bool {
        self.at_symbol(Symbol::OpenCurly) && self.peek_second() == Token::Newline
    }

    /// Whether `then` is followed by a block, and not by an expression.
    pub(super) fn at_then_of_block(&mut self) -> bool {
        if !self.at_keyword(Keyword::Then) || self.peek_second() != Token::Newline {
            return false;
        }
        let first = (self.at + 1..).find(|at| self.lexeme(*at).token != Token::Newline);
        first.is_some_and(|at| match self.lexeme(at).token {
            Token::Keyword(keyword) => is_statement(keyword),
            Token::Name => self.lexeme(at + 1).token == Token::Symbol(Symbol::Assign),
            _ => false,
        })
    }

    /// How far the line of a place is indented, and whether the place is the first on it.
    pub(super) fn indentation(&self, place: Span) -> (usize, bool) {
        let before = self.source.get(..place.start as usize).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let blank = line.len() - line.trim_start().len();
        (blank, blank == line.len())
    }
}

/// Whether a word starts a statement, and no expression.
fn is_statement(keyword: Keyword) -> bool {
    use Keyword as K;
    matches!(
        keyword,
        K::Assert
            | K::Assume
            | K::Break
            | K::Check
            | K::Continue
            | K::For
            | K::Halt
            | K::Let
            | K::Loop
            | K::Return
            | K::While
    )
}
