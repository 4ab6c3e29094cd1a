//! Reads values, terms and formulas.
//! Given by: `read`.
//! Gives: what stands on the lines of core.
//! Holds: an operation is a name with its arguments in brackets; a variable is a name with a number and none.

use super::words::Word;
use super::{Reader, Unreadable};
use crate::core::print::{arithmetic_text, binary_text, comparison_text};
use crate::core::{Arithmetic, Binary, Comparison, Formula, Line, Term, Value};

const BINARIES: [Binary; 9] = [
    Binary::EqualInt,
    Binary::EqualBool,
    Binary::Less,
    Binary::LessEqual,
    Binary::And,
    Binary::Or,
    Binary::WrappingAdd,
    Binary::WrappingSubtract,
    Binary::WrappingMultiply,
];
const ARITHMETIC: [Arithmetic; 5] =
    [Arithmetic::Add, Arithmetic::Subtract, Arithmetic::Multiply, Arithmetic::Divide, Arithmetic::Remainder];
const COMPARISONS: [Comparison; 3] = [Comparison::Equal, Comparison::Less, Comparison::LessEqual];

impl Reader<'_> {
    pub(super) fn value(&mut self) -> Result<Value, Unreadable> {
        self.nested(|reader| match reader.words.peek() {
            Word::Number(digits) => {
                let value = digits.parse().map_err(|_| reader.expected("an integer in range"))?;
                reader.words.advance();
                Ok(Value::Integer(value))
            }
            Word::Mark('(') => {
                let parts = reader.list(Self::value)?;
                Ok(if parts.is_empty() { Value::Unit } else { Value::Tuple(parts) })
            }
            Word::Name("true") | Word::Name("false") => Ok(Value::Boolean(reader.name()? == "true")),
            Word::Name(name) if name.contains('.') => reader.variable().map(Value::Variable),
            Word::Name(name) => {
                reader.words.advance();
                reader.value_operation(name)
            }
            _ => Err(reader.expected("a value")),
        })
    }

    fn value_operation(&mut self, name: &str) -> Result<Value, Unreadable> {
        self.mark('(', "(")?;
        let first = Box::new(self.value()?);
        let value = match name {
            "not" => Value::Not(first),
            "field" => Value::Field(first, self.after_comma(Self::number)?),
            "print" => Value::Print(first, Line::Text(self.after_comma(Self::text)?)),
            "show" => {
                let shown = Box::new(self.after_comma(Self::value)?);
                Value::Print(first, Line::Shown(shown, self.after_comma(Self::of)?))
            }
            _ => {
                let found = BINARIES.into_iter().find(|one| binary_text(*one) == name);
                let operation = found.ok_or_else(|| self.expected("an operation"))?;
                Value::Binary(operation, first, Box::new(self.after_comma(Self::value)?))
            }
        };
        self.mark(')', ")")?;
        Ok(value)
    }

    fn after_comma<T>(&mut self, item: fn(&mut Self) -> Result<T, Unreadable>) -> Result<T, Unreadable> {
        self.mark(',', ",")?;
        item(self)
    }

    pub(super) fn term(&mut self) -> Result<Term, Unreadable> {
        self.nested(|reader| match reader.words.peek() {
            Word::Number(digits) => {
                let value = digits.parse().map_err(|_| reader.expected("an integer"))?;
                reader.words.advance();
                Ok(Term::Integer(value))
            }
            Word::Name(name) if name.contains('.') => reader.variable().map(Term::Variable),
            Word::Name(name) => {
                reader.words.advance();
                reader.term_operation(name)
            }
            _ => Err(reader.expected("a term")),
        })
    }

    fn term_operation(&mut self, name: &str) -> Result<Term, Unreadable> {
        self.mark('(', "(")?;
        let first = Box::new(self.term()?);
        let term = match name {
            "negate" => Term::Negate(first),
            "field" => Term::Field(first, self.after_comma(Self::number)?),
            _ => {
                let found = ARITHMETIC.into_iter().find(|one| arithmetic_text(*one) == name);
                let operation = found.ok_or_else(|| self.expected("an operation"))?;
                Term::Arithmetic(operation, first, Box::new(self.after_comma(Self::term)?))
            }
        };
        self.mark(')', ")")?;
        Ok(term)
    }

    pub(super) fn formula(&mut self) -> Result<Formula, Unreadable> {
        self.nested(|reader| {
            let name = reader.name()?;
            if matches!(name, "true" | "false") {
                return Ok(Formula::Constant(name == "true"));
            }
            reader.mark('(', "(")?;
            let formula = reader.formula_operation(name)?;
            reader.mark(')', ")")?;
            Ok(formula)
        })
    }

    fn formula_operation(&mut self, name: &str) -> Result<Formula, Unreadable> {
        if let Some(comparison) = COMPARISONS.into_iter().find(|one| comparison_text(*one) == name) {
            let left = self.term()?;
            return Ok(Formula::Compare(comparison, left, self.after_comma(Self::term)?));
        }
        let connective = match name {
            "test" => return self.term().map(Formula::Test),
            "not" => return self.formula().map(|inner| Formula::Not(Box::new(inner))),
            "and" => Formula::And,
            "or" => Formula::Or,
            "implies" => Formula::Implies,
            "iff" => Formula::Iff,
            _ => return Err(self.expected("a formula")),
        };
        let left = Box::new(self.formula()?);
        Ok(connective(left, Box::new(self.after_comma(Self::formula)?)))
    }
}
