//! Commands and declarations as written.
//! Given by: the parser.
//! Gives: what elaboration turns into kernel declarations and scopes.
//! Holds: a command that elaboration will refuse (`axiom`, `deriving`) is parsed all the same, so that the refusal has a place.

use super::Identifier;
use super::term::{Alternative, Binder, FieldValue, Term};
use crate::syntax::span::Span;
use kernel::BinderKind;

/// A command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Command {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: CommandKind,
}

/// What a command is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CommandKind {
    /// `namespace A.b`.
    Namespace(Identifier),
    /// `section` and `section a`.
    Section(Option<Identifier>),
    /// `end` and `end a`.
    End(Option<Identifier>),
    /// `universe u v`.
    Universe(Vec<Identifier>),
    /// `variable (x : A) …`; binders without a type change the kind of a variable that exists.
    Variable(Vec<Binder>),
    /// `open …`.
    Open(OpenKind),
    /// `export A (x y)`.
    Export(Identifier, Vec<Identifier>),
    /// A declaration.
    Declaration(Box<Declaration>),
    /// `mutual … end`, of declarations only.
    Mutual(Vec<Declaration>),
    /// `attribute [a, -b] x y`.
    Attribute(Vec<Attribute>, Vec<Identifier>),
    /// `notation`, `infixl` and the like: the parser has already taken it in.
    Notation,
    /// `set_option a.b v`.
    Option(Identifier),
    /// `#check e`.
    Check(Term),
    /// `#print axioms x` (true) and `#print x` (false).
    Print(Identifier, bool),
    /// `#eval e` (true) and `#reduce e` (false).
    Evaluate(Term, bool),
    /// `command in command`: the first holds for the second only.
    In(Box<Command>, Box<Command>),
}

/// What `open` opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OpenKind {
    /// `open A B`; true for `open scoped`.
    Namespaces(Vec<Identifier>, bool),
    /// `open A (x y)`.
    Only(Identifier, Vec<Identifier>),
    /// `open A hiding x y`.
    Hiding(Identifier, Vec<Identifier>),
    /// `open A renaming x → y`.
    Renaming(Identifier, Vec<(Identifier, Identifier)>),
}

/// `name` or `name priority` in `@[…]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// Where it stands.
    pub span: Span,
    /// Its name.
    pub name: Identifier,
    /// Whether a minus sign stands before it: it is taken away.
    pub erase: bool,
    /// Whether it holds in the section only (`local`).
    pub local: bool,
    /// The number after it, a priority.
    pub priority: Option<u32>,
}

/// Who sees a declaration.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Visibility {
    /// Everybody.
    #[default]
    Public,
    /// `private`.
    Private,
    /// `protected`: never by its short name.
    Protected,
}

/// What stands before a declaration's keyword.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Modifiers {
    /// The documentation, without its marks.
    pub documentation: Option<String>,
    /// The attributes.
    pub attributes: Vec<Attribute>,
    /// Who sees it.
    pub visibility: Visibility,
    /// `noncomputable`.
    pub noncomputable: bool,
    /// Where `unsafe` stands.
    pub unsafe_at: Option<Span>,
    /// Where `partial` stands.
    pub partial_at: Option<Span>,
}

/// A declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declaration {
    /// Where it stands, modifiers included.
    pub span: Span,
    /// What stands before it.
    pub modifiers: Modifiers,
    /// What it declares.
    pub kind: DeclarationKind,
}

/// What is declared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeclarationKind {
    /// One constant.
    Definition(Definition),
    /// An inductive type.
    Inductive(Inductive),
    /// A structure.
    Structure(Structure),
}

/// A declared name with its universe parameters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeclarationName {
    /// The name.
    pub name: Identifier,
    /// `.{u, v}`; without it they are found.
    pub levels: Option<Vec<Identifier>>,
}

/// Which keyword declares a constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DefinitionKind {
    /// `def`.
    Definition,
    /// `abbrev`: reducible.
    Abbreviation,
    /// `theorem` and `lemma`.
    Theorem,
    /// `instance`.
    Instance,
    /// `example`: checked and forgotten.
    Example,
    /// `opaque`.
    Opaque,
    /// `axiom`.
    Axiom,
}

/// A constant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// Which keyword.
    pub kind: DefinitionKind,
    /// The name; an `example` has none, an `instance` may have none.
    pub name: Option<DeclarationName>,
    /// `(priority := n)` of an instance.
    pub priority: Option<u32>,
    /// The parameters.
    pub binders: Vec<Binder>,
    /// The type.
    pub of: Option<Term>,
    /// The value.
    pub body: Body,
    /// Where `termination_by` or `decreasing_by` stands.
    pub termination: Option<Span>,
    /// `deriving A, B`.
    pub deriving: Vec<Identifier>,
    /// `where` and local definitions after a value: where the keyword stands.
    pub local: Option<Span>,
}

/// The value of a constant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// `:= e`.
    Term(Term),
    /// `| p => e …`.
    Equations(Vec<Alternative>),
    /// `where x := e …`: fields of a structure instance.
    Fields(Vec<FieldValue>),
    /// Nothing.
    None,
}

/// An inductive type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inductive {
    /// Whether it is a `class inductive`.
    pub class: bool,
    /// Its name.
    pub name: DeclarationName,
    /// Its parameters.
    pub binders: Vec<Binder>,
    /// Its type after the parameters.
    pub of: Option<Term>,
    /// Its constructors.
    pub constructors: Vec<Constructor>,
    /// `deriving A, B`.
    pub deriving: Vec<Identifier>,
}

/// A constructor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constructor {
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub modifiers: Modifiers,
    /// Its name.
    pub name: Identifier,
    /// Its fields before the colon.
    pub binders: Vec<Binder>,
    /// Its type after them; without one the type itself, where that has no indices.
    pub of: Option<Term>,
}

/// A structure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Structure {
    /// Whether it is a `class`.
    pub class: bool,
    /// Its name.
    pub name: DeclarationName,
    /// Its parameters.
    pub binders: Vec<Binder>,
    /// The structures it extends.
    pub parents: Vec<Term>,
    /// Its universe.
    pub of: Option<Term>,
    /// The name of its constructor, else `mk`.
    pub constructor: Option<Identifier>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// `deriving A, B`.
    pub deriving: Vec<Identifier>,
}

/// Fields of one type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub modifiers: Modifiers,
    /// How the constructor takes them.
    pub kind: BinderKind,
    /// Their names, at least one.
    pub names: Vec<Identifier>,
    /// Parameters of the fields.
    pub binders: Vec<Binder>,
    /// The type.
    pub of: Option<Term>,
    /// `:= e`, a default.
    pub default: Option<Term>,
}
