//! Text to tree: the state of the parser, and what all its parts share.
//! Given by: the text of a file or of fences, and the grammar with notations of texts before it.
//! Gives: a `File` and the problems found; after a problem it goes on at the next command.
//! Holds: nesting is bounded by `HEIGHT_LIMIT`, in the parser's recursion and in the tree that it makes.

mod alternative;
mod binder;
mod bracket;
mod command;
mod declaration;
mod inductive;
mod leading;
mod level;
mod local;
mod notation;
mod pattern;
mod structure;
mod tactic;
mod tactic_argument;
mod term;

use crate::syntax::grammar::Grammar;
use crate::syntax::lex::Lexer;
use crate::syntax::problem::{Expected, LexicalProblem, Problem, ProblemKind};
use crate::syntax::span::Span;
use crate::syntax::token::{Token, TokenKind};
use crate::syntax::tree::{File, Identifier};

/// The largest height of a syntax tree.
pub const HEIGHT_LIMIT: u32 = 300;

/// What a part of the parser answers: a node, or the first problem of the command.
type Parse<T> = Result<T, Problem>;

/// Reads a text; notations that it declares are added to the grammar.
#[must_use]
pub fn parse(text: &str, grammar: &mut Grammar) -> (File, Vec<Problem>) {
    if u32::try_from(text.len()).is_err() {
        let kind = ProblemKind::Lexical(LexicalProblem::Length);
        return (File::default(), vec![Problem { span: Span::default(), kind }]);
    }
    let mut parser = Parser {
        text,
        lexer: Lexer::new(text),
        grammar,
        tokens: Vec::new(),
        at: 0,
        column: None,
        command_column: 0,
        depth: 0,
        deepest: 0,
        placeholders: None,
        problems: Vec::new(),
    };
    let file = parser.file();
    (file, parser.problems)
}

struct Parser<'t, 'g> {
    text: &'t str,
    lexer: Lexer<'t>,
    grammar: &'g mut Grammar,
    /// The tokens cut so far; those from `at` on are looked at and not yet taken.
    tokens: Vec<Token>,
    at: usize,
    /// The column of the block around: what continues one of its items stands further to the right.
    column: Option<u32>,
    /// The column of the present command.
    command_column: u32,
    /// How deep the parser is nested.
    depth: u32,
    /// How deep the nodes made in the present chain of operators reach.
    deepest: u32,
    /// The `·` of the parenthesis around, where there is one.
    placeholders: Option<Vec<Span>>,
    problems: Vec<Problem>,
}

impl<'t> Parser<'t, '_> {
    // Tokens

    fn peek(&mut self) -> Token {
        self.peek_at(0)
    }

    fn peek_at(&mut self, ahead: usize) -> Token {
        while self.tokens.len() <= self.at + ahead {
            let token = self.lexer.next(self.grammar);
            self.tokens.push(token);
        }
        self.tokens[self.at + ahead]
    }

    fn next(&mut self) -> Token {
        let token = self.peek();
        if token.kind != TokenKind::End {
            self.at += 1;
        }
        token
    }

    /// Forgets the tokens that are looked at and not taken, because the grammar has changed.
    fn forget_ahead(&mut self) {
        if let Some(&token) = self.tokens.get(self.at) {
            self.tokens.truncate(self.at);
            self.lexer.return_to(token);
        }
    }

    fn slice(&self, token: Token) -> &'t str {
        self.text.get(token.span.start as usize..token.span.end as usize).unwrap_or("")
    }

    fn is_symbol_at(&mut self, ahead: usize, symbol: &str) -> bool {
        let token = self.peek_at(ahead);
        token.kind == TokenKind::Symbol && self.slice(token) == symbol
    }

    fn is_symbol(&mut self, symbol: &str) -> bool {
        self.is_symbol_at(0, symbol)
    }

    fn is_one_of(&mut self, symbols: &[&str]) -> bool {
        symbols.iter().any(|symbol| self.is_symbol(symbol))
    }

    fn is_name(&mut self) -> bool {
        self.peek().kind == TokenKind::Identifier
    }

    /// Whether a word stands here, reserved or not.
    fn is_word(&mut self, word: &str) -> bool {
        let token = self.peek();
        matches!(token.kind, TokenKind::Symbol | TokenKind::Identifier) && self.slice(token) == word
    }

    fn accept(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        if found {
            self.next();
        }
        found
    }

    fn accept_one_of(&mut self, symbols: &[&str]) -> bool {
        symbols.iter().any(|symbol| self.accept(symbol))
    }

    fn accept_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.next();
        }
        found
    }

    fn expect(&mut self, symbol: &'static str) -> Parse<Span> {
        if self.is_symbol(symbol) { Ok(self.next().span) } else { self.expected(Expected::Symbol(symbol)) }
    }

    /// `=>` or `↦`.
    fn expect_arrow(&mut self) -> Parse<()> {
        if self.accept("↦") {
            return Ok(());
        }
        self.expect("=>").map(|_| ())
    }

    // Places

    fn start(&mut self) -> u32 {
        self.peek().span.start
    }

    /// The end of the token taken last.
    fn end(&self) -> u32 {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.span.end)
    }

    fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.end().max(start))
    }

    /// Whether the next token follows the one before it without a blank.
    fn is_adjacent(&mut self) -> bool {
        !self.peek().spaced
    }

    /// Whether the next token stands further right than the block around.
    fn is_indented(&mut self) -> bool {
        let column = self.peek().column;
        self.column.is_none_or(|block| column > block)
    }

    /// Whether the next token stands at the column of the block around or further right.
    fn is_within(&mut self) -> bool {
        let column = self.peek().column;
        self.column.is_none_or(|block| column >= block)
    }

    /// Runs a part with another block column.
    fn with_column<T>(&mut self, column: Option<u32>, part: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.column, column);
        let result = part(self);
        self.column = before;
        result
    }

    /// Runs a part as a block that starts at the next token.
    fn block<T>(&mut self, part: impl FnOnce(&mut Self) -> T) -> T {
        let column = self.peek().column;
        self.with_column(Some(column), part)
    }

    // Nesting

    fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= HEIGHT_LIMIT {
            let span = self.peek().span;
            return Err(Problem { span, kind: ProblemKind::Limit });
        }
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        let result = part(self);
        self.depth -= 1;
        result
    }

    /// Runs a part that wraps nodes in a loop; each turn of the loop calls `deepen`.
    fn chain<T>(&mut self, part: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        let around = std::mem::replace(&mut self.deepest, self.depth);
        let result = part(self);
        self.deepest = self.deepest.max(around);
        result
    }

    fn deepen(&mut self, levels: u32) -> Parse<()> {
        self.deepest = self.deepest.saturating_add(levels);
        if self.deepest > HEIGHT_LIMIT {
            let span = self.peek().span;
            return Err(Problem { span, kind: ProblemKind::Limit });
        }
        Ok(())
    }

    // Problems

    /// The problem that something else stands here.
    fn expected<T>(&mut self, expected: Expected) -> Parse<T> {
        let token = self.peek();
        let kind = match token.kind {
            TokenKind::Invalid(problem) => ProblemKind::Lexical(problem),
            _ => ProblemKind::Expected(expected),
        };
        Err(Problem { span: token.span, kind })
    }

    fn unsupported<T>(&mut self, feature: &'static str) -> Parse<T> {
        Err(Problem { span: self.peek().span, kind: ProblemKind::Unsupported(feature) })
    }

    // Names and numbers

    fn identifier(&mut self) -> Parse<Identifier> {
        if !self.is_name() {
            return self.expected(Expected::Name);
        }
        let token = self.next();
        Ok(Identifier { span: token.span, parts: split_name(self.slice(token)) })
    }

    fn short_name(&mut self) -> Parse<(String, Span)> {
        let token = self.peek();
        if token.kind != TokenKind::Identifier {
            return self.expected(Expected::Name);
        }
        let mut parts = split_name(self.slice(token));
        match (parts.pop(), parts.is_empty()) {
            (Some(name), true) => {
                self.next();
                Ok((name, token.span))
            }
            _ => self.expected(Expected::ShortName),
        }
    }

    fn identifiers(&mut self) -> Parse<Vec<Identifier>> {
        let mut names = Vec::new();
        while self.is_name() && self.is_indented() {
            names.push(self.identifier()?);
        }
        Ok(names)
    }

    fn small_number(&mut self) -> Parse<u32> {
        let token = self.peek();
        let value = self.slice(token).parse().ok().filter(|_| token.kind == TokenKind::Natural);
        match value {
            Some(value) => {
                self.next();
                Ok(value)
            }
            None => self.expected(Expected::Number),
        }
    }

    /// Items with commas between them, up to a closing sign; a comma before it is allowed.
    fn list<T>(&mut self, close: &'static str, item: impl Fn(&mut Self) -> Parse<T>) -> Parse<Vec<T>> {
        let mut items = Vec::new();
        while !self.is_symbol(close) {
            items.push(item(self)?);
            if !self.accept(",") {
                break;
            }
        }
        self.expect(close)?;
        Ok(items)
    }
}

/// The parts of a name, without the marks `«` and `»`.
fn split_name(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, after) = match rest.strip_prefix('«') {
            Some(quoted) => quoted.split_once('»').unwrap_or((quoted, "")),
            None => rest.split_at(rest.find('.').unwrap_or(rest.len())),
        };
        parts.push(part.to_string());
        match after.strip_prefix('.') {
            Some(next) => rest = next,
            None => return parts,
        }
    }
}
