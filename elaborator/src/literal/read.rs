//! Reads a literal of a known type.
//! Given by: `lumenc run`, an argument and the type of the parameter.
//! Gives: the value, or where and why the text is none.
//! Holds: the whole text is read; recursion is bounded by the type.

use super::Literal;
use crate::core::Type;

/// Why a text is no literal of a type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiteralProblem {
    /// The offset in the text.
    pub at: usize,
    /// What is wrong there.
    pub fault: LiteralFault,
}

/// What is wrong with a text that should be a literal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LiteralFault {
    /// A value of this type is expected.
    Expected(Type),
    /// This character is expected.
    Missing(char),
    /// The integer is out of range.
    OutOfRange,
    /// Something follows the value.
    Trailing,
}

/// Reads a literal.
///
/// # Errors
/// Where the text stops being a literal of the type.
pub fn read(text: &str, of: &Type) -> Result<Literal, LiteralProblem> {
    let mut reader = Reader { text, at: 0 };
    let literal = reader.value(of)?;
    reader.skip_blanks();
    if reader.at < text.len() { Err(reader.problem(LiteralFault::Trailing)) } else { Ok(literal) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn problem(&self, fault: LiteralFault) -> LiteralProblem {
        LiteralProblem { at: self.at, fault }
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, character: char) -> Result<(), LiteralProblem> {
        self.skip_blanks();
        if !self.rest().starts_with(character) {
            return Err(self.problem(LiteralFault::Missing(character)));
        }
        self.at += character.len_utf8();
        Ok(())
    }

    fn value(&mut self, of: &Type) -> Result<Literal, LiteralProblem> {
        self.skip_blanks();
        match of {
            Type::Int => self.integer(),
            Type::Bool => {
                let word: usize = self.rest().bytes().take_while(u8::is_ascii_alphanumeric).count();
                let value = self.rest().get(..word).and_then(|word| word.parse().ok());
                let value = value.ok_or_else(|| self.problem(LiteralFault::Expected(Type::Bool)))?;
                self.at += word;
                Ok(Literal::Boolean(value))
            }
            Type::Unit => {
                self.take('(')?;
                self.take(')')?;
                Ok(Literal::Unit)
            }
            Type::World => Err(self.problem(LiteralFault::Expected(Type::World))),
            Type::Tuple(parts) => self.tuple(parts),
        }
    }

    fn tuple(&mut self, parts: &[Type]) -> Result<Literal, LiteralProblem> {
        self.take('(')?;
        let mut values = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.take(',')?;
            }
            values.push(self.value(part)?);
        }
        self.take(')')?;
        Ok(Literal::Tuple(values))
    }

    fn integer(&mut self) -> Result<Literal, LiteralProblem> {
        let sign = usize::from(self.rest().starts_with('-'));
        let digit = |byte: &u8| byte.is_ascii_digit() || *byte == b'_';
        let digits = self.rest().bytes().skip(sign).take_while(digit).count();
        let text = self.rest().get(..sign + digits).unwrap_or("").replace('_', "");
        if !self.rest().as_bytes().get(sign).is_some_and(u8::is_ascii_digit) {
            return Err(self.problem(LiteralFault::Expected(Type::Int)));
        }
        let value = text.parse().map_err(|_| self.problem(LiteralFault::OutOfRange))?;
        self.at += sign + digits;
        Ok(Literal::Integer(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(text: &str, of: &Type) -> LiteralFault {
        read(text, of).unwrap_err().fault
    }

    #[test]
    fn what_is_no_literal_is_refused() {
        assert_eq!(fault("", &Type::Int), LiteralFault::Expected(Type::Int));
        assert_eq!(fault("-", &Type::Int), LiteralFault::Expected(Type::Int));
        assert_eq!(fault("_1", &Type::Int), LiteralFault::Expected(Type::Int));
        assert_eq!(fault("1 2", &Type::Int), LiteralFault::Trailing);
        assert_eq!(fault("9223372036854775808", &Type::Int), LiteralFault::OutOfRange);
        assert_eq!(fault("True", &Type::Bool), LiteralFault::Expected(Type::Bool));
        let pair = Type::Tuple(vec![Type::Int, Type::Bool]);
        assert_eq!(fault("(1)", &pair), LiteralFault::Missing(','));
        assert_eq!(fault("(1, true, 2)", &pair), LiteralFault::Missing(')'));
        assert_eq!(fault("()x", &Type::Unit), LiteralFault::Trailing);
    }

    #[test]
    fn the_smallest_number_and_underscores_are_literals() {
        assert_eq!(read(" -9_223_372_036_854_775_808 ", &Type::Int), Ok(Literal::Integer(i64::MIN)));
    }

    fn literals() -> impl Strategy<Value = (Literal, Type)> {
        let leaf = prop_oneof![
            any::<i64>().prop_map(|value| (Literal::Integer(value), Type::Int)),
            any::<bool>().prop_map(|value| (Literal::Boolean(value), Type::Bool)),
            Just((Literal::Unit, Type::Unit)),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop::collection::vec(inner, 2..4).prop_map(|parts| {
                let (values, types) = parts.into_iter().unzip();
                (Literal::Tuple(values), Type::Tuple(types))
            })
        })
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back((literal, of) in literals()) {
            prop_assert!(literal.is_of(&of));
            prop_assert_eq!(read(&literal.to_string(), &of), Ok(literal));
        }
    }
}
