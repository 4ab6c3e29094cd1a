//! Why an input was not accepted, as data.
//! Given by: the readers of formats.
//! Gives: what is wrong and where, to whoever words it.
//! Holds: what is malformed, what breaks a rule, what is not supported and what is a limit are told apart.

use kernel::ndjson::ReadError;
use kernel::{NameId, Rejection};

/// Where something stands in the input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A line, counted from 1.
    Line(u64),
    /// A module that was imported or asked for.
    Module(NameId),
}

/// What is wrong with the form of an input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Malformed {
    /// A line is not UTF-8, or not JSON where JSON is expected.
    Unreadable,
    /// No kind of line that the format has.
    UnknownKind,
    /// A field is missing.
    Missing(&'static str),
    /// A field has a wrong form.
    WrongForm(&'static str),
    /// A field is left over.
    TooManyFields,
    /// An index that is not defined before.
    Undefined(&'static str, u64),
    /// An index that is defined twice.
    Redefined(&'static str, u64),
    /// An address outside of the file, or not where an object can be.
    BadAddress,
    /// An object that is not what must be there.
    BadObject(&'static str),
    /// An object that contains itself.
    Cycle,
}

/// What is not judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unsupported {
    /// A version of a format, by the name that the file gives it.
    Version(String),
    /// A module compiled without the arithmetic library that Lean's releases use.
    Arithmetic,
    /// The file with the proofs of a module is not beside it; the anonymous name is that of the input.
    PrivatePart(NameId),
    /// An index of expressions that is given twice: a fault of the exporter before March 2023, after which it is unclear what is meant.
    IndexTwice(u64),
}

/// Which bound of a reader was reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// Length of a line.
    Line,
    /// Size of a module.
    Module,
    /// Digits of a number.
    Digits,
}

/// Why an input was not accepted.
#[derive(Debug)]
pub enum Failure {
    /// The kernel's own reader says why.
    Export(ReadError),
    /// The stream or a file failed.
    Input(std::io::Error),
    /// The input is not of its format.
    Malformed(Option<Place>, Malformed),
    /// The kernel does not accept a declaration.
    Rejected(Option<Place>, Rejection),
    /// The input leaves out what a declaration needs.
    Incomplete {
        /// The declaration.
        declaration: NameId,
        /// What is left out.
        missing: NameId,
    },
    /// No file was found for an imported module.
    MissingImport {
        /// The module.
        module: NameId,
        /// The module that imports it; none if it is the input.
        importer: Option<NameId>,
    },
    /// Something in the input is not judged.
    Unsupported(Unsupported),
    /// A bound of a reader.
    Bound(Bound),
}

/// Why a line or an object was not taken.
#[derive(Debug)]
pub(super) enum Fault {
    Malformed(Malformed),
    Bound(Bound),
}

impl Fault {
    pub(super) fn at(self, place: Place) -> Failure {
        match self {
            Fault::Malformed(problem) => Failure::Malformed(Some(place), problem),
            Fault::Bound(bound) => Failure::Bound(bound),
        }
    }
}

impl From<Malformed> for Fault {
    fn from(problem: Malformed) -> Self {
        Fault::Malformed(problem)
    }
}

impl From<Bound> for Fault {
    fn from(bound: Bound) -> Self {
        Fault::Bound(bound)
    }
}

/// The answer of a reader about a line or an object.
pub(super) type Answer<T> = Result<T, Fault>;
