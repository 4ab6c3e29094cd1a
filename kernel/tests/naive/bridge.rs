//! Data of the kernel as data of the naive implementation, and back.
//! Given by: the tests.
//! Gives: terms both ways, and an environment from the declarations of another.
//! Holds: of a declaration only names, types, values and numbers of parameters are read; everything else is worked out again.

use super::environment::{Constant, Constructor, Environment, Inductive, Kind, recursors};
use super::level::Level;
use super::term::{Name, T, Term, mentions_constant, telescope};
use kernel::{
    Binder, BinderKind, Declaration, InductiveBlock, InductiveType, LevelId, NameId, Quotient, Store, TermId,
};
use std::collections::HashMap;
use std::rc::Rc;

/// The recursors of a block, those of auxiliary types last.
pub(crate) fn recursors_of<'a>(
    source: &'a kernel::Environment,
    block: &InductiveBlock,
) -> impl Iterator<Item = &'a kernel::Constant> {
    let position = source.position(block.types[0].name).unwrap();
    source.constants_of(position).iter().filter(|found| matches!(found.kind, kernel::Kind::Recursor(_)))
}

/// A term of the kernel as a tree; none if it has more nodes than allowed or a free variable.
pub(crate) fn tree(store: &Store, term: TermId, allowed: &mut usize) -> Option<T> {
    let mut known = HashMap::new();
    tree_of(store, term, allowed, &mut known)
}

fn tree_of(store: &Store, term: TermId, allowed: &mut usize, known: &mut HashMap<TermId, T>) -> Option<T> {
    *allowed = allowed.checked_sub(1)?;
    if let Some(tree) = known.get(&term) {
        *allowed = allowed.checked_sub(super::term::size(tree))?;
        return Some(tree.clone());
    }
    let mut part = |part: TermId| tree_of(store, part, allowed, known);
    let result = match store.term_at(term) {
        kernel::Term::Bound(index) => Term::Bound(index as usize),
        kernel::Term::Free(_) => return None,
        kernel::Term::Sort(of) => Term::Sort(level(store, of)),
        kernel::Term::Constant(name, levels) => {
            let levels = store.levels_at(levels).iter().map(|&of| level(store, of)).collect();
            Term::Constant(show(store, name), levels)
        }
        kernel::Term::Apply(f, a) => Term::Apply(part(f)?, part(a)?),
        kernel::Term::Lambda(_, d, b) => Term::Lambda(part(d)?, part(b)?),
        kernel::Term::Pi(_, d, b) => Term::Pi(part(d)?, part(b)?),
        kernel::Term::Let { of, value, body, .. } => Term::Let(part(of)?, part(value)?, part(body)?),
        kernel::Term::Natural(id) => Term::Natural(store.natural_at(id).clone()),
        kernel::Term::Text(id) => Term::Text(store.text_at(id).into()),
        kernel::Term::Project(name, index, of) => Term::Project(show(store, name), index as usize, part(of)?),
    };
    let result = Rc::new(result);
    known.insert(term, result.clone());
    Some(result)
}

fn show(store: &Store, name: NameId) -> Name {
    store.show_name(name).into()
}

fn level(store: &Store, of: LevelId) -> Level {
    match store.level_at(of) {
        kernel::Level::Zero => Level::Zero,
        kernel::Level::Successor(of) => level(store, of).next(),
        kernel::Level::Max(a, b) => level(store, a).max(level(store, b)),
        kernel::Level::IMax(a, b) => level(store, a).imax(level(store, b)),
        kernel::Level::Parameter(name) => Level::Parameter(show(store, name)),
    }
}

/// A tree as a term of the kernel.
pub(crate) fn intern(store: &mut Store, term: &T) -> TermId {
    let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
    match &**term {
        Term::Bound(index) => store.bound(u32::try_from(*index).unwrap()),
        Term::Sort(level) => {
            let level = intern_level(store, level);
            store.sort(level)
        }
        Term::Constant(name, levels) => {
            let levels: Vec<LevelId> = levels.iter().map(|level| intern_level(store, level)).collect();
            let name = store.name(name);
            store.constant(name, &levels)
        }
        Term::Apply(f, a) => {
            let (f, a) = (intern(store, f), intern(store, a));
            store.apply(f, &[a])
        }
        Term::Lambda(d, b) => {
            let (d, b) = (intern(store, d), intern(store, b));
            store.lambda(binder, d, b)
        }
        Term::Pi(d, b) => {
            let (d, b) = (intern(store, d), intern(store, b));
            store.pi(binder, d, b)
        }
        Term::Let(of, value, body) => {
            let [of, value, body] = [of, value, body].map(|part| intern(store, part));
            store.term(kernel::Term::Let { name: NameId::ANONYMOUS, of, value, body })
        }
        Term::Natural(number) => store.natural(number.clone()),
        Term::Text(text) => store.text(text),
        Term::Project(name, index, of) => {
            let (name, of) = (store.name(name), intern(store, of));
            store.term(kernel::Term::Project(name, u32::try_from(*index).unwrap(), of))
        }
    }
}

pub(crate) fn intern_level(store: &mut Store, level: &Level) -> LevelId {
    match level {
        Level::Zero => LevelId::ZERO,
        Level::Successor(of) => {
            let of = intern_level(store, of);
            store.level_successor(of)
        }
        Level::Max(a, b) => {
            let (a, b) = (intern_level(store, a), intern_level(store, b));
            store.level(kernel::Level::Max(a, b))
        }
        Level::IMax(a, b) => {
            let (a, b) = (intern_level(store, a), intern_level(store, b));
            store.level(kernel::Level::IMax(a, b))
        }
        Level::Parameter(name) => {
            let name = store.name(name);
            store.level_parameter(name)
        }
    }
}

/// Reads the declarations of a kernel's environment, one by one.
pub(crate) struct Reader<'a> {
    store: &'a Store,
    source: &'a kernel::Environment,
    /// Nodes that may still be read.
    allowed: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(store: &'a Store, source: &'a kernel::Environment, allowed: usize) -> Self {
        Reader { store, source, allowed }
    }

    fn tree(&mut self, term: TermId) -> Option<T> {
        tree(self.store, term, &mut self.allowed)
    }

    fn names(&self, names: &[NameId]) -> Vec<Name> {
        names.iter().map(|&name| show(self.store, name)).collect()
    }

    /// Adds what a declaration declares; none if it is too large.
    pub(crate) fn declare(&mut self, environment: &mut Environment, declaration: &Declaration) -> Option<()> {
        match declaration {
            Declaration::Constant(constant) => self.constant(environment, constant),
            Declaration::Inductive(block) => self.inductive(environment, block),
        }
    }

    fn constant(&mut self, environment: &mut Environment, of: &kernel::Constant) -> Option<()> {
        let kind = match of.kind {
            kernel::Kind::Definition(body, _) | kernel::Kind::Theorem(body) => {
                Kind::Definition(self.tree(body)?)
            }
            kernel::Kind::Quotient(quotient) if quotient != Quotient::Type => Kind::Quotient,
            _ => Kind::Inert,
        };
        let constant = Constant { levels: self.names(&of.levels), of: self.tree(of.of)?, kind };
        environment.constants.insert(show(self.store, of.name), constant);
        Some(())
    }

    fn inductive(&mut self, environment: &mut Environment, block: &InductiveBlock) -> Option<()> {
        let levels = self.names(&block.levels);
        let all: Vec<NameId> = block.types.iter().map(|of| of.name).collect();
        let all = self.names(&all);
        for of in &block.types {
            self.family(environment, block, &levels, &all, of)?;
        }
        let found: Vec<_> = recursors_of(self.source, block).collect();
        let mut group = Vec::new();
        for recursor in &found {
            group.push((
                show(self.store, recursor.name),
                self.names(&recursor.levels),
                self.tree(recursor.of)?,
            ));
        }
        let rules = recursors(environment, found.len(), block.parameters as usize, &group);
        for ((name, levels, of), recursor) in group.into_iter().zip(rules) {
            environment.constants.insert(name, Constant { levels, of, kind: Kind::Recursor(recursor) });
        }
        Some(())
    }

    fn family(
        &mut self,
        environment: &mut Environment,
        block: &InductiveBlock,
        levels: &[Name],
        all: &[Name],
        family: &InductiveType,
    ) -> Option<()> {
        let parameters = block.parameters as usize;
        let name = show(self.store, family.name);
        let of = self.tree(family.of)?;
        let indices = telescope(&of).0.len().checked_sub(parameters)?;
        let (mut constructors, mut recursive) = (Vec::new(), false);
        for declared in &family.constructors {
            let of = self.tree(declared.of)?;
            let (domains, _) = telescope(&of);
            let fields = domains.get(parameters..)?;
            recursive |= fields.iter().any(|field| mentions_constant(field, &|name| all.contains(name)));
            let constructor = show(self.store, declared.name);
            let kind =
                Kind::Constructor(Constructor { inductive: name.clone(), parameters, fields: fields.len() });
            environment.constants.insert(constructor.clone(), Constant { levels: levels.to_vec(), of, kind });
            constructors.push(constructor);
        }
        let kind = Kind::Inductive(Inductive { parameters, indices, constructors, recursive });
        environment.constants.insert(name, Constant { levels: levels.to_vec(), of, kind });
        Some(())
    }
}
