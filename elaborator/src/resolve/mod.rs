//! What the names of a module stand for, and the heads of its cells and definitions.
//! Given by: `parse`, the declarations.
//! Gives: `check` the table of names and the signatures; problems of names, types and effects of the heads.
//! Holds: every cell and definition has a signature; a name that was declared twice stands for its first declaration.

mod types;

pub(crate) use types::{Use, resolve_type};

use crate::core::CellId;
use crate::nearest::{Suggestions, nearest};
use crate::problem::{Code, Feature, Problem, Role};
use crate::tree;
use crate::typed::{DefinitionId, LocalId, Signature, Standard, Type};
use rustc_hash::FxHashMap;

/// What a name of the module stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Entity {
    /// A cell.
    Cell(CellId),
    /// A `pred` or `spec`.
    Definition(DefinitionId),
    /// Something that was reported as not there yet.
    Unsupported,
}

/// The names of a module.
#[derive(Default)]
pub(crate) struct Names<'a> {
    table: FxHashMap<&'a str, (Entity, crate::core::Span)>,
    /// The cells as they are written, by number.
    pub cells: Vec<&'a tree::Cell>,
    /// Their heads, by number.
    pub signatures: Vec<Signature>,
    /// The definitions as they are written, by number.
    pub definitions: Vec<&'a tree::Definition>,
    /// The types of their parameters and of what they stand for, by number.
    pub definition_types: Vec<(Vec<Type>, Type)>,
    /// What unknown names may have been meant to be.
    pub suggestions: Suggestions,
}

/// Functions and constructors of the language that are not there yet.
const LATER: [&str; 19] = [
    "array",
    "big",
    "contains",
    "count",
    "div_euclid",
    "err",
    "feq",
    "get",
    "len",
    "map",
    "mod_euclid",
    "none",
    "ok",
    "permutation",
    "push",
    "set",
    "some",
    "sum",
    "to_int",
];

/// Effects of the language that are not there yet.
const LATER_EFFECTS: [&str; 8] = ["clock", "env", "fs", "model", "net", "process", "random", "time"];

/// Collects the names of a module.
pub(crate) fn resolve(module: &tree::Module) -> (Names<'_>, Vec<Problem>) {
    let mut names = Names::default();
    let mut problems = Vec::new();
    for declaration in &module.declarations {
        names.declare(declaration, &mut problems);
    }
    for cell in names.cells.clone() {
        let signature = names.signature(cell, &mut problems);
        names.signatures.push(signature);
    }
    for definition in names.definitions.clone() {
        let types = names.types_of(definition, &mut problems);
        names.definition_types.push(types);
    }
    (names, problems)
}

impl<'a> Names<'a> {
    fn declare(&mut self, declaration: &'a tree::Declaration, problems: &mut Vec<Problem>) {
        let (name, entity) = match declaration {
            tree::Declaration::Cell(cell) => {
                self.cells.push(cell);
                (&cell.name, Entity::Cell(CellId(number(self.cells.len() - 1))))
            }
            tree::Declaration::Definition(definition) => {
                self.definitions.push(definition);
                (&definition.name, Entity::Definition(DefinitionId(number(self.definitions.len() - 1))))
            }
            tree::Declaration::Unsupported(name, _) => (name, Entity::Unsupported),
        };
        if let Some((_, first)) = self.table.get(name.text.as_str()) {
            let problem = Problem::new(Code::DuplicateName(name.text.clone()), name.span);
            problems.push(problem.with(*first, Role::FirstDeclared));
        } else {
            self.table.insert(&name.text, (entity, name.span));
        }
    }

    /// What a name stands for.
    pub(crate) fn entity(&self, name: &str) -> Option<Entity> {
        self.table.get(name).map(|(entity, _)| *entity)
    }

    /// The head of a cell.
    pub(crate) fn cell(&self, id: CellId) -> Option<&Signature> {
        self.signatures.get(id.0 as usize)
    }

    /// The problem of a name that nothing in the module has and that is called.
    pub(crate) fn unknown_callee(&self, name: &str) -> Code {
        if LATER.contains(&name) {
            return Code::Unsupported(Feature::Function(name.to_owned()));
        }
        let standard = [Standard::Min, Standard::Max, Standard::Abs].map(Standard::name);
        let known = self.table.keys().copied().chain(standard).chain(["print"]);
        Code::UnknownCallee { name: name.to_owned(), nearest: self.suggestions.nearest(name, known) }
    }

    /// The problem of a name that stands for no value.
    pub(crate) fn unknown_name<'n>(&self, name: &str, locals: impl Iterator<Item = &'n str>) -> Code {
        if self.table.contains_key(name) || Standard::of(name).is_some() || name == "print" {
            return Code::NotAValue(name.to_owned());
        }
        if LATER.contains(&name) {
            return Code::Unsupported(Feature::Function(name.to_owned()));
        }
        Code::UnknownName {
            name: name.to_owned(),
            is_assigned: false,
            nearest: self.suggestions.nearest(name, locals),
        }
    }

    fn signature(&self, cell: &tree::Cell, problems: &mut Vec<Problem>) -> Signature {
        let parameters = self.fields(&cell.parameters, Use::Code, problems);
        let result = match &cell.results {
            tree::Results::Nothing => Type::Unit,
            tree::Results::Single(of, _) => resolve_type(self, of, Use::Code, problems).of,
            tree::Results::Named(fields) => {
                let mut types: Vec<Type> =
                    self.fields(fields, Use::Code, problems).into_iter().map(|field| field.1).collect();
                if types.len() == 1 { types.pop().unwrap_or(Type::Unit) } else { Type::Tuple(types) }
            }
        };
        let (console, halts) = effects(&cell.effects, problems);
        let name = cell.name.text.clone();
        let signature = Signature { name, span: cell.name.span, parameters, result, console, halts };
        check_main(cell, &signature, problems);
        signature
    }

    fn fields(&self, fields: &[tree::Field], used: Use, problems: &mut Vec<Problem>) -> Vec<(String, Type)> {
        let types = fields.iter().map(|field| resolve_type(self, &field.of, used, problems).of);
        fields.iter().map(|field| field.name.text.clone()).zip(types).collect()
    }

    fn types_of(&self, definition: &tree::Definition, problems: &mut Vec<Problem>) -> (Vec<Type>, Type) {
        let parameters = self
            .fields(&definition.parameters, Use::Specification, problems)
            .into_iter()
            .map(|field| field.1)
            .collect();
        let result =
            definition.result.as_ref().map(|of| resolve_type(self, of, Use::Specification, problems).of);
        (parameters, result.unwrap_or(Type::Bool))
    }
}

/// Whether an effect row names `console` and `halt`.
fn effects(row: &[tree::Name], problems: &mut Vec<Problem>) -> (bool, bool) {
    let (mut console, mut halts) = (false, false);
    for effect in row {
        let name = effect.text.as_str();
        match name {
            "console" => console = true,
            "halt" => halts = true,
            _ if LATER_EFFECTS.contains(&name) => {
                let feature = Feature::Effect(name.to_owned());
                problems.push(Problem::new(Code::Unsupported(feature), effect.span));
            }
            _ => {
                let known = LATER_EFFECTS.into_iter().chain(["console", "halt"]);
                let code = Code::UnknownEffect { name: name.to_owned(), nearest: nearest(name, known) };
                problems.push(Problem::new(code, effect.span));
            }
        }
    }
    (console, halts)
}

/// `main` is called by nobody: it takes nothing, demands nothing, and gives back `Unit` or an exit status.
fn check_main(cell: &tree::Cell, signature: &Signature, problems: &mut Vec<Problem>) {
    if signature.name != "main" {
        return;
    }
    if !cell.parameters.is_empty() {
        problems.push(Problem::new(Code::MainParameters, signature.span));
    }
    for clause in cell.clauses.iter().filter(|clause| clause.kind == tree::ClauseKind::Requires) {
        problems.push(Problem::new(Code::MainRequires, clause.condition.span));
    }
    if !matches!(signature.result, Type::Unit | Type::Int | Type::Error) {
        problems.push(Problem::new(Code::MainResult(signature.result.clone()), signature.span));
    }
}

/// A number of something of which a document has less than four thousand million.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The number of the next local.
pub(crate) fn next_local(count: usize) -> LocalId {
    LocalId(number(count))
}
