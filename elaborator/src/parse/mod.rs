//! From tokens to the tree.
//! Given by: `lex`.
//! Gives: `resolve` and `check` the declarations that could be read, and all problems of the grammar in one run.
//! Holds: recursion is counted and ends at the nesting limit; every problem is followed by progress in the tokens.

mod condition;
mod declaration;
mod expression;
mod habit;
mod loops;
mod operator;
mod primary;
mod recover;
mod statement;
mod types;

use crate::core::Span;
use crate::foreign::Foreign;
use crate::problem::{Code, Expected, Feature, Found, Problem, Role};
use crate::token::{Keyword, Lexeme, Symbol, Token, Tokens};
use crate::tree::{Module, NESTING_LIMIT, Name};

/// Reads a module.
#[must_use]
pub(crate) fn parse(source: &str, tokens: &Tokens) -> (Module, Vec<Problem>) {
    let mut parser = Parser {
        source,
        tokens,
        at: 0,
        brackets: 0,
        depth: 0,
        stopped: false,
        doubtful: None,
        problems: Vec::new(),
    };
    let module = parser.module();
    (module, parser.problems)
}

/// What was read, or nothing after a problem that has been reported.
type Parsed<T> = Option<T>;

/// The state of reading.
struct Parser<'a> {
    source: &'a str,
    tokens: &'a Tokens,
    at: usize,
    /// How many brackets are open; ends of lines count for nothing inside of them.
    brackets: u32,
    depth: u32,
    /// Whether the nesting limit was reached; then the rest is not read.
    stopped: bool,
    /// The first block of the declaration whose `end` is indented less than the block: where it starts, and its `end`.
    doubtful: Option<[Span; 2]>,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn lexeme(&self, at: usize) -> Lexeme {
        let last = self.tokens.lexemes.last().copied();
        let end = last.unwrap_or(Lexeme { token: Token::End, span: Span::default() });
        if self.stopped { end } else { self.tokens.lexemes.get(at).copied().unwrap_or(end) }
    }

    /// The token that comes next; inside of brackets, ends of lines are passed over.
    fn peek(&mut self) -> Token {
        while self.brackets > 0 && self.lexeme(self.at).token == Token::Newline {
            self.at += 1;
        }
        self.lexeme(self.at).token
    }

    /// The token after the next one, on the same line.
    fn peek_second(&mut self) -> Token {
        self.peek();
        self.lexeme(self.at + 1).token
    }

    fn span(&mut self) -> Span {
        self.peek();
        self.lexeme(self.at).span
    }

    /// The end of the last token that was taken.
    fn last_end(&self) -> u32 {
        self.at.checked_sub(1).map_or(0, |last| self.lexeme(last).span.end)
    }

    fn since(&self, start: Span) -> Span {
        Span { start: start.start, end: self.last_end().max(start.end) }
    }

    fn advance(&mut self) -> Lexeme {
        self.peek();
        let lexeme = self.lexeme(self.at);
        if lexeme.token != Token::End {
            self.at += 1;
        }
        lexeme
    }

    fn skip_lines(&mut self) {
        while self.lexeme(self.at).token == Token::Newline {
            self.at += 1;
        }
    }

    fn at_symbol(&mut self, symbol: Symbol) -> bool {
        self.peek() == Token::Symbol(symbol)
    }

    fn at_keyword(&mut self, keyword: Keyword) -> bool {
        self.peek() == Token::Keyword(keyword)
    }

    fn take_symbol(&mut self, symbol: Symbol) -> bool {
        let found = self.at_symbol(symbol);
        if found {
            self.advance();
        }
        found
    }

    fn take_keyword(&mut self, keyword: Keyword) -> bool {
        let found = self.at_keyword(keyword);
        if found {
            self.advance();
        }
        found
    }

    /// Whether the next token is a name of that text, which is a word of the grammar only here.
    fn at_word(&mut self, word: &str) -> bool {
        let span = self.span();
        self.peek() == Token::Name && self.slice(span) == word
    }

    fn slice(&self, span: Span) -> &str {
        self.source.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    fn expect_symbol(&mut self, symbol: Symbol) -> Parsed<Span> {
        if self.at_symbol(symbol) {
            Some(self.advance().span)
        } else {
            self.unexpected(Expected::Symbol(symbol))
        }
    }

    fn expect_keyword(&mut self, keyword: Keyword) -> Parsed<Span> {
        let found = self.at_keyword(keyword);
        if found { Some(self.advance().span) } else { self.unexpected(Expected::Keyword(keyword)) }
    }

    fn expect_name(&mut self) -> Parsed<Name> {
        match self.peek() {
            Token::Name => {
                let span = self.advance().span;
                Some(Name { text: self.slice(span).to_owned(), span })
            }
            Token::Keyword(keyword) => {
                let span = self.span();
                self.fail(Code::ReservedName(keyword), span)
            }
            _ => self.unexpected(Expected::Name),
        }
    }

    fn expect_text(&mut self) -> Parsed<String> {
        let span = self.span();
        match self.peek() {
            Token::Text(number) => {
                self.advance();
                Some(self.text(number))
            }
            Token::Interpolation => self.fail(Code::Unsupported(Feature::Interpolation), span),
            _ => self.unexpected(Expected::Text),
        }
    }

    fn text(&self, number: u32) -> String {
        self.tokens.texts.get(number as usize).cloned().unwrap_or_default()
    }

    /// Opens a bracket: until it is closed, ends of lines count for nothing.
    fn open(&mut self, symbol: Symbol) -> Parsed<Span> {
        let span = self.expect_symbol(symbol)?;
        self.brackets += 1;
        Some(span)
    }

    /// Closes a bracket that was opened at a place.
    fn close(&mut self, symbol: Symbol, opened: Span) -> Parsed<()> {
        if !self.at_symbol(symbol) {
            let (span, found) = (self.span(), self.found());
            if self.peek() == Token::Unknown {
                return None;
            }
            let expected = Expected::Symbol(symbol);
            let code = match found {
                Found::ProgramEnd => Code::UnclosedBracket(symbol),
                _ => Code::Unexpected { expected, found, foreign: self.habit(expected) },
            };
            self.report(Problem::new(code, span).with(opened, Role::Opened));
            return None;
        }
        self.advance();
        self.brackets = self.brackets.saturating_sub(1);
        Some(())
    }

    /// Reads items between brackets, separated by commas; a comma may stand after the last.
    fn list<T>(&mut self, ends: [Symbol; 2], item: fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let opened = self.open(ends[0])?;
        let mut items = Vec::new();
        while !self.at_symbol(ends[1]) {
            items.push(item(self)?);
            if !self.take_symbol(Symbol::Comma) {
                break;
            }
        }
        self.close(ends[1], opened)?;
        Some(items)
    }

    fn found(&mut self) -> Found {
        match self.peek() {
            Token::Name => Found::Name,
            Token::Integer | Token::Float => Found::Number,
            Token::Text(_) | Token::Interpolation => Found::Text,
            Token::Newline | Token::Unknown => Found::LineEnd,
            Token::Keyword(keyword) => Found::Keyword(keyword),
            Token::Symbol(symbol) => Found::Symbol(symbol),
            Token::End => Found::ProgramEnd,
        }
    }

    fn report(&mut self, problem: Problem) {
        if !self.stopped {
            self.problems.push(problem);
        }
    }

    fn fail<T>(&mut self, code: Code, span: Span) -> Parsed<T> {
        self.report(Problem::new(code, span));
        None
    }

    fn unexpected<T>(&mut self, expected: Expected) -> Parsed<T> {
        let foreign = self.habit(expected);
        self.unexpected_as(expected, foreign)
    }

    /// Reports the next token. What the lexer could not read has been reported.
    fn unexpected_as<T>(&mut self, expected: Expected, foreign: Option<Foreign>) -> Parsed<T> {
        let (span, found) = (self.span(), self.found());
        if self.peek() == Token::Unknown {
            return None;
        }
        self.fail(Code::Unexpected { expected, found, foreign }, span)
    }

    /// Reports a part of the language that is not there yet.
    fn unsupported(&mut self, feature: Feature, span: Span) {
        self.report(Problem::new(Code::Unsupported(feature), span));
    }

    /// Goes one level deeper, unless that is too deep.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= NESTING_LIMIT {
            return self.too_deep();
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reports the nesting limit and stops reading.
    fn too_deep<T>(&mut self) -> Parsed<T> {
        let span = self.span();
        self.report(Problem::new(Code::NestingTooDeep { limit: NESTING_LIMIT }, span));
        self.stopped = true;
        None
    }
}
