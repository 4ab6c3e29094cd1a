//! The functions of the run-time that flat programs call: names and signatures.
//! Given by: `runtime`, whose exported functions these are.
//! Gives: one table to `lower`, to the text form, and to both code generators.
//! Holds: a test compares the names with those that the run-time exports.

use crate::ir::flat::Scalar;

/// A function of the run-time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Service {
    /// Prints a text.
    PrintText,
    /// Prints an integer.
    PrintInteger,
    /// Prints a truth value.
    PrintBoolean,
    /// Demands a number of arguments.
    ArgumentCount,
    /// Goes on to the next argument.
    ArgumentNext,
    /// Reads a mark of the argument, given by its code.
    ArgumentMark,
    /// Reads an integer of the argument.
    ArgumentInteger,
    /// Reads a truth value of the argument.
    ArgumentBoolean,
    /// Demands that the argument is read to its end.
    ArgumentEnd,
    /// Pushes an integer on the stack of numbers without bounds.
    BigPush,
    /// Pushes a number given by its digits.
    BigLiteral,
    /// Negates the number on top.
    BigNegate,
    /// Replaces two numbers by their sum.
    BigAdd,
    /// Replaces two numbers by their difference.
    BigSubtract,
    /// Replaces two numbers by their product.
    BigMultiply,
    /// Replaces two numbers by their quotient.
    BigDivide,
    /// Replaces two numbers by the remainder.
    BigRemainder,
    /// Takes two numbers; -1, 0 or 1.
    BigCompare,
}

/// What a function of the run-time is called with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Address and length of a text.
    Text,
    /// A value.
    Value(Scalar),
}

/// The function that ends a run at a site: takes a text, does not return.
pub const HALT: &str = "lumen_halt";

/// The function that a program consists of: takes nothing, gives the exit status.
pub const ENTRY: &str = "lumen_entry";

impl Service {
    /// All of them.
    pub const ALL: [Service; 18] = [
        Service::PrintText,
        Service::PrintInteger,
        Service::PrintBoolean,
        Service::ArgumentCount,
        Service::ArgumentNext,
        Service::ArgumentMark,
        Service::ArgumentInteger,
        Service::ArgumentBoolean,
        Service::ArgumentEnd,
        Service::BigPush,
        Service::BigLiteral,
        Service::BigNegate,
        Service::BigAdd,
        Service::BigSubtract,
        Service::BigMultiply,
        Service::BigDivide,
        Service::BigRemainder,
        Service::BigCompare,
    ];

    /// The name of the function.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Service::PrintText => "lumen_print_text",
            Service::PrintInteger => "lumen_print_integer",
            Service::PrintBoolean => "lumen_print_boolean",
            Service::ArgumentCount => "lumen_argument_count",
            Service::ArgumentNext => "lumen_argument_next",
            Service::ArgumentMark => "lumen_argument_mark",
            Service::ArgumentInteger => "lumen_argument_integer",
            Service::ArgumentBoolean => "lumen_argument_boolean",
            Service::ArgumentEnd => "lumen_argument_end",
            Service::BigPush => "lumen_big_push",
            Service::BigLiteral => "lumen_big_literal",
            Service::BigNegate => "lumen_big_negate",
            Service::BigAdd => "lumen_big_add",
            Service::BigSubtract => "lumen_big_subtract",
            Service::BigMultiply => "lumen_big_multiply",
            Service::BigDivide => "lumen_big_divide",
            Service::BigRemainder => "lumen_big_remainder",
            Service::BigCompare => "lumen_big_compare",
        }
    }

    /// What it is called with.
    #[must_use]
    pub fn takes(self) -> Takes {
        match self {
            Service::PrintText | Service::BigLiteral => Takes::Text,
            Service::PrintInteger | Service::ArgumentCount | Service::ArgumentMark | Service::BigPush => {
                Takes::Value(Scalar::I64)
            }
            Service::PrintBoolean => Takes::Value(Scalar::I8),
            _ => Takes::Nothing,
        }
    }

    /// What it gives back.
    #[must_use]
    pub fn gives(self) -> Option<Scalar> {
        match self {
            Service::ArgumentInteger | Service::BigCompare => Some(Scalar::I64),
            Service::ArgumentBoolean => Some(Scalar::I8),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_run_time_exports_exactly_these() {
        let exported: BTreeSet<_> = runtime::symbols().into_iter().map(|(name, _)| name).collect();
        let called: BTreeSet<_> = Service::ALL.into_iter().map(Service::symbol).chain([HALT]).collect();
        assert_eq!(exported, called);
    }
}
