//! What can be wrong with a document, as data.
//! Given by: every stage from `split` to `lower`.
//! Gives: the diagnostics, which own the wording; the exit status, by severity and kind.
//! Holds: a number is never used for two things and never changes its meaning; `docs/spec/errors.md` lists them all.

use crate::core::Span;
use crate::foreign::Foreign;
use crate::token::{Keyword, Symbol};
use crate::typed::Type;

/// Something wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// Where, in bytes of the document.
    pub span: Span,
    /// Other places that explain it.
    pub labels: Vec<Label>,
}

/// A place that explains a problem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it has to do with the problem.
    pub role: Role,
}

/// What a second place has to do with a problem.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Another thing was declared here, under the same name.
    FirstDeclared,
    /// What is used was declared here.
    Declared,
    /// The bracket, fence or block was opened here.
    Opened,
    /// The type that is wanted comes from here.
    Wanted,
    /// What makes the rest unreachable stands here.
    Leaves,
}

/// Whether a problem keeps the document from being accepted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// It does.
    Error,
    /// It does not.
    Warning,
}

/// What sort of problem it is; the exit status tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The document is wrong.
    Invalid,
    /// The document may be right; the compiler cannot do it yet.
    Unsupported,
    /// A limit of the compiler was reached.
    Limit,
}

/// What stands where something else was expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A name.
    Name,
    /// A number.
    Number,
    /// A text.
    Text,
    /// The end of a line.
    LineEnd,
    /// The end of the program.
    ProgramEnd,
    /// A reserved word.
    Keyword(Keyword),
    /// Punctuation.
    Symbol(Symbol),
}

/// How a block lacks its `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unclosed {
    /// The program or another declaration comes before it.
    Block,
    /// There is an `end`, and by its indentation it is that of a block around.
    Indented,
    /// An `if` expression ends with its line.
    Condition,
}

/// What was expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// `cell`, `record`, `enum` or another declaration.
    Declaration,
    /// An expression.
    Expression,
    /// A name.
    Name,
    /// A type.
    Type,
    /// A statement.
    Statement,
    /// A pattern of names.
    Pattern,
    /// A text in quotation marks.
    Text,
    /// The end of the line.
    LineEnd,
    /// A word that is not reserved, such as `because`.
    Word(&'static str),
    /// A reserved word.
    Keyword(Keyword),
    /// Punctuation.
    Symbol(Symbol),
}

/// A part of the language that the compiler cannot do yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Feature {
    /// A version of the language other than 1.
    Version,
    /// A fence with lemmas and proofs.
    LeanFence,
    /// `record`, `enum`, `typestate`, `use`, `grant`, `import`, `extern`.
    Declaration(Keyword),
    /// A cell without a body.
    CellWithoutBody,
    /// Type parameters.
    Generics,
    /// `requires` of a `pred` or `spec`.
    PartialDefinition,
    /// `match`, `for`, `loop`, `break`, `continue`.
    Statement(Keyword),
    /// `let ghost`.
    Ghost,
    /// `assert … by`.
    ByLemma,
    /// A type of the language, by its name.
    Type(String),
    /// `T?`, `owned T`, a type of functions or states.
    TypeForm,
    /// `"… {e}"`.
    Interpolation,
    /// A number with a fraction.
    Float,
    /// `[a, b]`, `{k: v}`.
    Collection,
    /// `fn(x) => e`.
    Lambda,
    /// `forall`, `exists`.
    Quantifier,
    /// `e[i]`.
    Index,
    /// `a..b`.
    Range,
    /// `in`, `is`, `|>`, `??`, `?.`, `?`.
    Operator(String),
    /// A call of something that is not a name, or a field of something that is not a tuple.
    Member,
    /// Assignment to an element or a field.
    PlaceAssignment,
    /// A cell or definition that calls itself, through others perhaps.
    Recursion,
    /// A function or constructor of the standard library, by its name.
    Function(String),
    /// An effect of the language, by its name.
    Effect(String),
    /// An effect with arguments.
    EffectArguments,
    /// `return` inside a loop.
    ReturnInLoop,
    /// A call in the condition of a loop.
    CallInLoopCondition,
    /// A wrapping operation in a specification.
    WrappingInSpecification,
}

/// What is wrong. The first two digits of the number say which stage found it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Code {
    /// E0101: the file is not UTF-8.
    NotText,
    /// E0102: a character that cannot be seen or that changes the order of others.
    HiddenCharacter(char),
    /// E0103: the file starts with a byte order mark.
    ByteOrderMark,
    /// E0104: a carriage return without a line feed.
    LoneCarriageReturn,
    /// E0105: more bytes than the compiler reads.
    DocumentTooLarge {
        /// How many it reads.
        limit: u32,
    },
    /// E0106: the stem of the file name is no identifier.
    DocumentName(String),
    /// E0107: nothing in the document is program.
    NoProgram,
    /// E0108: a fence is not closed.
    FenceUnclosed,
    /// E0109: a line that some renderers read as a fence does not start in column 1, or stands in a list or quotation.
    FenceIndented,
    /// E0110: a fence of tildes.
    FenceOfTildes,
    /// E0111: the info string is not exactly `lumen` or `lean`.
    FenceInfo(String),
    /// E0112: a line inside a fence that some renderers read as its end, and others do not.
    FenceInside,
    /// E0113: no blank line before a fence.
    FenceWithoutBlank,
    /// E0114: HTML that could hide what follows.
    Html,
    /// E0115: metadata before the document.
    FrontMatter,
    /// E0116: a directive that does not exist.
    UnknownDirective {
        /// Its name.
        name: String,
        /// A directive of a similar name.
        nearest: Option<String>,
    },
    /// E0117: a directive after the first fence, or for the second time.
    MisplacedDirective,
    /// E0118: what stands after the name of a directive is not what it takes.
    MalformedDirective,
    /// E0119: a footnote or definition, which could take in what follows.
    NoteOrDefinition,
    /// E0121: a character that starts no token.
    UnexpectedCharacter {
        /// The character, with those that belong to it.
        text: String,
        /// Why it may be there.
        foreign: Option<Foreign>,
    },
    /// E0122: digits followed by letters.
    MalformedNumber,
    /// E0123: a text that does not end on its line.
    UnclosedText,
    /// E0124: an escape that does not exist.
    UnknownEscape,
    /// E0125: a number of too many digits.
    NumberTooLong {
        /// How many there may be.
        limit: u32,
    },
    /// E0131: one thing where another is expected.
    Unexpected {
        /// What is expected.
        expected: Expected,
        /// What is there.
        found: Found,
        /// Why it may be there.
        foreign: Option<Foreign>,
    },
    /// E0132: a block without its `end`.
    UnclosedBlock(Unclosed),
    /// E0133: a bracket without its partner.
    UnclosedBracket(Symbol),
    /// E0134: comparisons one after the other.
    ChainedComparison,
    /// E0135: brackets, blocks or operators nested too deeply.
    NestingTooDeep {
        /// How deeply they may be.
        limit: u32,
    },
    /// E0136: a reserved word where a name is expected.
    ReservedName(Keyword),
    /// E0137: a positional argument after a named one.
    PositionalAfterNamed,
    /// E0199: a part of the language that the compiler cannot do yet.
    Unsupported(Feature),
    /// E0201: no value of that name.
    UnknownName {
        /// The name.
        name: String,
        /// Whether it is assigned.
        is_assigned: bool,
        /// A similar one that is in scope.
        nearest: Option<String>,
    },
    /// E0202: no type of that name.
    UnknownType {
        /// The name.
        name: String,
        /// A similar one.
        nearest: Option<String>,
    },
    /// E0203: nothing of that name can be called.
    UnknownCallee {
        /// The name.
        name: String,
        /// A similar one.
        nearest: Option<String>,
    },
    /// E0204: the same name twice in one list.
    DuplicateName(String),
    /// E0205: no effect of that name.
    UnknownEffect {
        /// The name.
        name: String,
        /// A similar one.
        nearest: Option<String>,
    },
    /// E0206: no parameter of that name.
    UnknownParameter {
        /// The name.
        name: String,
        /// A similar one.
        nearest: Option<String>,
    },
    /// E0207: something that is called stands where a value is expected.
    NotAValue(String),
    /// E0208: `it` where nothing is without a name.
    NoSubject,
    /// E0301: a value of one type where another is expected.
    TypeMismatch {
        /// What is expected.
        expected: Type,
        /// What is there.
        found: Type,
    },
    /// E0302: another number of arguments than of parameters.
    ArgumentCount {
        /// How many parameters there are.
        expected: u32,
        /// How many arguments there are.
        found: u32,
    },
    /// E0303: an assignment to a variable that is not `mut`, a parameter, or a result.
    NotMutable(String),
    /// E0304: a path through a cell that ends without a result.
    MissingReturn(Type),
    /// W0305: a statement that no run reaches.
    Unreachable,
    /// E0306: an effect that the effect row does not name.
    MissingEffect {
        /// The effect.
        effect: &'static str,
        /// The cell whose call has the effect, if it is a call.
        callee: Option<String>,
    },
    /// E0307: a cell called in a specification.
    CellInSpecification(String),
    /// E0308: what only a specification can say, in code.
    SpecificationInCode(String),
    /// E0309: a literal outside of the range of `Int`.
    LiteralOutOfRange,
    /// E0310: `main` with a precondition.
    MainRequires,
    /// E0311: `main` with parameters.
    MainParameters,
    /// E0312: `main` with a result other than `Unit` and `Int`.
    MainResult(Type),
    /// E0313: a pattern of another number of parts than the tuple has.
    PatternParts {
        /// How many parts the tuple has.
        expected: u32,
        /// How many the pattern has.
        found: u32,
    },
    /// E0314: parts are taken of something that is no tuple.
    NotATuple(Type),
    /// E0315: a component that the tuple does not have.
    NoSuchPart {
        /// The type of the tuple.
        of: Type,
        /// The position that is asked for.
        part: String,
    },
    /// E0316: a value that is computed and not used.
    UnusedValue {
        /// Its type.
        of: Type,
        /// Whether the cell has a result of that type.
        is_result: bool,
    },
    /// E0317: `old` outside of a loop's invariant.
    OldOutsideLoop,
    /// E0318: a text where a value is expected.
    TextAsValue,
    /// E0319: the same parameter given twice, by position or by name.
    ParameterTwice(String),
    /// E0320: a contract that gets too large when its definitions are put in.
    SpecificationTooLarge {
        /// How many parts it may have.
        limit: u32,
    },
    /// E0321: an effect, or a wrapping or other machine operation, in a specification.
    CodeInSpecification(String),
    /// E0322: a cell with too many branches one after the other.
    CellTooLarge {
        /// How many levels of blocks it may have.
        limit: u32,
    },
}

impl Problem {
    /// A problem at one place.
    #[must_use]
    pub fn new(code: Code, span: Span) -> Self {
        Problem { code, span, labels: Vec::new() }
    }

    /// The same problem with another place that explains it.
    #[must_use]
    pub fn with(mut self, span: Span, role: Role) -> Self {
        self.labels.push(Label { span, role });
        self
    }

    /// Whether it keeps the document from being accepted.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

impl Code {
    /// Whether it makes doubtful which parts of the document are program.
    #[must_use]
    pub fn is_of_fences(&self) -> bool {
        matches!(self.number(), 108..=115 | 119)
    }

    /// The number, with `E` or `W` before it.
    #[must_use]
    pub fn name(&self) -> String {
        let letter = if self.severity() == Severity::Error { 'E' } else { 'W' };
        format!("{letter}{:04}", self.number())
    }

    /// Whether it keeps the document from being accepted.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if matches!(self, Code::Unreachable) { Severity::Warning } else { Severity::Error }
    }

    /// What sort of problem it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Code::Unsupported(_) => Kind::Unsupported,
            Code::DocumentTooLarge { .. }
            | Code::NestingTooDeep { .. }
            | Code::NumberTooLong { .. }
            | Code::SpecificationTooLarge { .. }
            | Code::CellTooLarge { .. } => Kind::Limit,
            _ => Kind::Invalid,
        }
    }

    /// The number: 100 and up for text, tokens and grammar, 200 for names, 300 for types.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.text_number().or_else(|| self.name_number()).unwrap_or_else(|| self.type_number())
    }

    fn text_number(&self) -> Option<u16> {
        Some(match self {
            Code::NotText => 101,
            Code::HiddenCharacter(_) => 102,
            Code::ByteOrderMark => 103,
            Code::LoneCarriageReturn => 104,
            Code::DocumentTooLarge { .. } => 105,
            Code::DocumentName(_) => 106,
            Code::NoProgram => 107,
            Code::FenceUnclosed => 108,
            Code::FenceIndented => 109,
            Code::FenceOfTildes => 110,
            Code::FenceInfo(_) => 111,
            Code::FenceInside => 112,
            Code::FenceWithoutBlank => 113,
            Code::Html => 114,
            Code::FrontMatter => 115,
            Code::UnknownDirective { .. } => 116,
            Code::MisplacedDirective => 117,
            Code::MalformedDirective => 118,
            Code::NoteOrDefinition => 119,
            Code::UnexpectedCharacter { .. } => 121,
            Code::MalformedNumber => 122,
            Code::UnclosedText => 123,
            Code::UnknownEscape => 124,
            Code::NumberTooLong { .. } => 125,
            Code::Unexpected { .. } => 131,
            Code::UnclosedBlock(_) => 132,
            Code::UnclosedBracket(_) => 133,
            Code::ChainedComparison => 134,
            Code::NestingTooDeep { .. } => 135,
            Code::ReservedName(_) => 136,
            Code::PositionalAfterNamed => 137,
            Code::Unsupported(_) => 199,
            _ => return None,
        })
    }

    fn name_number(&self) -> Option<u16> {
        Some(match self {
            Code::UnknownName { .. } => 201,
            Code::UnknownType { .. } => 202,
            Code::UnknownCallee { .. } => 203,
            Code::DuplicateName(_) => 204,
            Code::UnknownEffect { .. } => 205,
            Code::UnknownParameter { .. } => 206,
            Code::NotAValue(_) => 207,
            Code::NoSubject => 208,
            _ => return None,
        })
    }

    fn type_number(&self) -> u16 {
        match self {
            Code::TypeMismatch { .. } => 301,
            Code::ArgumentCount { .. } => 302,
            Code::NotMutable(_) => 303,
            Code::MissingReturn(_) => 304,
            Code::Unreachable => 305,
            Code::MissingEffect { .. } => 306,
            Code::CellInSpecification(_) => 307,
            Code::SpecificationInCode(_) => 308,
            Code::LiteralOutOfRange => 309,
            Code::MainRequires => 310,
            Code::MainParameters => 311,
            Code::MainResult(_) => 312,
            Code::PatternParts { .. } => 313,
            Code::NotATuple(_) => 314,
            Code::NoSuchPart { .. } => 315,
            Code::UnusedValue { .. } => 316,
            Code::OldOutsideLoop => 317,
            Code::TextAsValue => 318,
            Code::ParameterTwice(_) => 319,
            Code::SpecificationTooLarge { .. } => 320,
            Code::CodeInSpecification(_) => 321,
            _ => 322,
        }
    }
}
