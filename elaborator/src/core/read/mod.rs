//! Reads the text form of core.
//! Given by: tests, and whoever edits what `--emit core` printed.
//! Gives: the program that `print` would print as that text.
//! Holds: the whole text is read; what is read is not validated; recursion is bounded.

mod block;
mod cell;
mod expression;
mod words;

use super::Program;
use words::{Word, Words};

/// Where and why a text is no core.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// The line, from 1.
    pub line: u32,
    /// What is expected there.
    pub expected: &'static str,
}

/// The deepest nesting that is read.
const DEEPEST: u32 = 1024;

/// Reads a program.
///
/// # Errors
/// The first place where the text is no core.
pub fn read(text: &str) -> Result<Program, Unreadable> {
    let mut reader = Reader { words: Words::new(text), depth: 0 };
    reader.program()
}

/// The state of reading.
struct Reader<'a> {
    words: Words<'a>,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn program(&mut self) -> Result<Program, Unreadable> {
        self.keyword("program")?;
        let name = self.name()?;
        let Some((package, document)) = name.rsplit_once('.') else { return Err(self.expected("a name")) };
        let mut program =
            Program { package: package.to_owned(), document: document.to_owned(), cells: Vec::new() };
        while self.words.peek() != Word::End {
            program.cells.push(self.cell()?);
        }
        Ok(program)
    }

    fn expected(&self, expected: &'static str) -> Unreadable {
        Unreadable { line: self.words.line(), expected }
    }

    /// Whether the next word is this one.
    fn at(&self, word: &str) -> bool {
        self.words.peek() == Word::Name(word)
    }

    /// Takes a word if it comes next.
    fn take(&mut self, word: &str) -> bool {
        let found = self.at(word);
        if found {
            self.words.advance();
        }
        found
    }

    fn keyword(&mut self, word: &'static str) -> Result<(), Unreadable> {
        if self.take(word) { Ok(()) } else { Err(self.expected(word)) }
    }

    fn mark(&mut self, mark: char, expected: &'static str) -> Result<(), Unreadable> {
        if self.words.peek() != Word::Mark(mark) {
            return Err(self.expected(expected));
        }
        self.words.advance();
        Ok(())
    }

    fn name(&mut self) -> Result<&'a str, Unreadable> {
        let Word::Name(name) = self.words.peek() else { return Err(self.expected("a name")) };
        self.words.advance();
        Ok(name)
    }

    fn number(&mut self) -> Result<u32, Unreadable> {
        let Word::Number(digits) = self.words.peek() else { return Err(self.expected("a number")) };
        let value = digits.parse().map_err(|_| self.expected("a number"))?;
        self.words.advance();
        Ok(value)
    }

    fn text(&mut self) -> Result<String, Unreadable> {
        let Word::Text(raw) = self.words.peek() else { return Err(self.expected("a text")) };
        self.words.advance();
        Ok(words::unescape(raw))
    }

    /// Reads items between round brackets, separated by commas.
    fn list<T>(&mut self, item: fn(&mut Self) -> Result<T, Unreadable>) -> Result<Vec<T>, Unreadable> {
        self.mark('(', "(")?;
        let mut items = Vec::new();
        while self.words.peek() != Word::Mark(')') {
            if !items.is_empty() {
                self.mark(',', ",")?;
            }
            items.push(item(self)?);
        }
        self.mark(')', ")")?;
        Ok(items)
    }

    /// Goes one level deeper, unless that is too deep.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Unreadable>) -> Result<T, Unreadable> {
        if self.depth >= DEEPEST {
            return Err(self.expected("less nesting"));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}
