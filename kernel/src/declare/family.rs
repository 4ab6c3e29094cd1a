//! A block of inductive types taken apart: parameters, indices, fields, and where a field is recursive.
//! Given by: the declaration of a block, with auxiliary types for nested occurrences.
//! Gives: everything recursors are made of.
//! Holds: parameters agree, universes fit, occurrences are strictly positive, constructors build their type.

use super::inductive::count;
use crate::check::Checker;
use crate::declaration::{Constructor, InductiveBlock, InductiveType};
use crate::environment::{Constant, Environment, Inductive, Kind};
use crate::level::{LevelId, LevelsId};
use crate::name::NameId;
use crate::order;
use crate::rejection::{Answer, InductiveRule, Invalid, instead};
use crate::store::Store;
use crate::term::{Binder, FreeId, Term, TermId};
use rustc_hash::FxHashMap;

/// A free variable with its binder and its type.
pub(super) type Local = (FreeId, Binder, TermId);

/// A type of a block.
pub(super) struct Family {
    pub(super) name: NameId,
    pub(super) of: TermId,
    pub(super) indices: Vec<Local>,
    pub(super) constructors: Vec<Built>,
}

/// A constructor, taken apart.
pub(super) struct Built {
    pub(super) name: NameId,
    pub(super) fields: Vec<Field>,
    /// The indices of the type it builds.
    pub(super) indices: Vec<TermId>,
}

/// A field of a constructor.
pub(super) struct Field {
    pub(super) local: Local,
    universe: LevelId,
    pub(super) recursive: Option<Recursive>,
}

/// A field that is a function with these arguments into a type of the block.
pub(super) struct Recursive {
    pub(super) arguments: Vec<Local>,
    pub(super) family: usize,
    pub(super) indices: Vec<TermId>,
}

/// A block under examination, auxiliary types for nested occurrences included.
pub(super) struct Block {
    pub(super) levels: Vec<NameId>,
    pub(super) level_arguments: LevelsId,
    parameter_count: usize,
    /// Opened with the first type.
    pub(super) parameters: Vec<Local>,
    universe: LevelId,
    pub(super) families: Vec<Family>,
    /// The position of each type.
    known: FxHashMap<NameId, usize>,
}

/// An application of a type of the block: which one, and its indices.
type Application = (usize, Vec<TermId>);

pub(super) fn broken<T>(rule: InductiveRule, name: NameId) -> Answer<T> {
    Err(Invalid::Inductive(rule, name).into())
}

impl Block {
    pub(super) fn new(store: &mut Store, declared: &InductiveBlock) -> Self {
        let arguments: Vec<LevelId> =
            declared.levels.iter().map(|&name| store.level_parameter(name)).collect();
        Block {
            levels: declared.levels.clone(),
            level_arguments: store.levels_of(&arguments),
            parameter_count: declared.parameters as usize,
            parameters: Vec::new(),
            universe: LevelId::ZERO,
            families: Vec::new(),
            known: FxHashMap::default(),
        }
    }

    /// The parameters as arguments.
    pub(super) fn parameter_values(&self, store: &mut Store) -> Vec<TermId> {
        self.parameters.iter().map(|&(id, _, _)| store.free(id)).collect()
    }

    /// A constant of the block at the block's own levels and parameters.
    pub(super) fn at_parameters(&self, store: &mut Store, name: NameId) -> TermId {
        let constant = store.term(Term::Constant(name, self.level_arguments));
        let values = self.parameter_values(store);
        store.apply(constant, &values)
    }

    // Types

    /// Checks the types and opens their parameters and indices; later ones must agree with the first.
    pub(super) fn open_families(&mut self, checker: &mut Checker<'_>, types: &[InductiveType]) -> Answer<()> {
        self.prepare(checker);
        for of in types {
            checker.expect_type(of.of)?;
            let rest = self.open_parameters(checker, of.name, of.of)?;
            let (indices, end) = open_indices(checker, rest)?;
            let not_a_universe = Invalid::Inductive(InductiveRule::NotAUniverse, of.name);
            let universe = checker.expect_sort(end).map_err(instead(not_a_universe))?;
            if self.families.is_empty() {
                self.universe = universe;
            } else if !order::equal(checker.store, universe, self.universe)? {
                return broken(InductiveRule::UniverseMismatch, of.name);
            }
            self.known.insert(of.name, self.families.len());
            self.families.push(Family { name: of.name, of: of.of, indices, constructors: Vec::new() });
        }
        Ok(())
    }

    /// Tells a new checker what this block assumes.
    fn prepare(&self, checker: &mut Checker<'_>) {
        checker.declare_parameters(&self.levels);
        for &(id, _, of) in &self.parameters {
            checker.declare_free(id, of);
        }
    }

    /// Puts the parameters into a type that starts with binders for them.
    fn open_parameters(&mut self, checker: &mut Checker<'_>, name: NameId, of: TermId) -> Answer<TermId> {
        let first = self.families.is_empty();
        let mut values = Vec::new();
        let mut rest = of;
        for position in 0..self.parameter_count {
            let Term::Pi(binder, domain, body) = checker.store.term_at(rest) else {
                return broken(InductiveRule::TooFewParameters, name);
            };
            let domain = checker.store.instantiate(domain, &values);
            if first {
                self.parameters.push(open(checker, binder, domain)?);
            } else if !checker.equal(domain, self.parameters[position].2)? {
                return broken(InductiveRule::ParameterMismatch, name);
            }
            values.push(checker.store.free(self.parameters[position].0));
            rest = body;
        }
        Ok(checker.store.instantiate(rest, &values))
    }

    /// Declares the opened types that are not declared yet, without constructors.
    pub(super) fn push_types(&self, environment: &mut Environment) {
        for family in &self.families {
            if environment.get(family.name).is_none() {
                environment.push(self.constant(family, &[], (false, false)));
            }
        }
    }

    /// A type of the block, with the constructors that were taken apart; `all` are the types that were declared.
    pub(super) fn constant(
        &self,
        family: &Family,
        all: &[NameId],
        (recursive, reflexive): (bool, bool),
    ) -> Constant {
        let inductive = Inductive {
            all: all.to_vec(),
            constructors: family.constructors.iter().map(|built| built.name).collect(),
            parameters: count(self.parameter_count),
            indices: count(family.indices.len()),
            recursive,
            reflexive,
            nested: count(self.families.len() - all.len()),
        };
        let kind = Kind::Inductive(inductive);
        Constant { name: family.name, levels: self.levels.clone(), of: family.of, kind }
    }

    // Constructors

    /// Checks the constructors as declared, with the declared types only: afterwards nested occurrences vanish, and
    /// with them their parameters and the constructor's own types of the parameters.
    pub(super) fn check_constructor_types(
        &mut self,
        checker: &mut Checker<'_>,
        declared: &InductiveBlock,
    ) -> Answer<()> {
        self.prepare(checker);
        for constructor in declared.types.iter().flat_map(|of| &of.constructors) {
            checker.expect_type(constructor.of)?;
            self.open_parameters(checker, constructor.name, constructor.of)?;
        }
        Ok(())
    }

    /// Analyses the constructors of all types; the types are opened already.
    pub(super) fn take_apart(&mut self, checker: &mut Checker<'_>, types: &[InductiveType]) -> Answer<()> {
        self.prepare(checker);
        for (position, of) in types.iter().enumerate() {
            for constructor in &of.constructors {
                let built = self.take_constructor_apart(checker, position, constructor)?;
                self.families[position].constructors.push(built);
            }
        }
        Ok(())
    }

    fn take_constructor_apart(
        &mut self,
        checker: &mut Checker<'_>,
        family: usize,
        constructor: &Constructor,
    ) -> Answer<Built> {
        let mut rest = self.open_parameters(checker, constructor.name, constructor.of)?;
        let mut fields = Vec::new();
        while let Term::Pi(binder, domain, body) = checker.store.term_at(rest) {
            let universe = checker.expect_type(domain)?;
            let fits = order::at_most(checker.store, universe, self.universe)?
                || order::is_zero(checker.store, self.universe);
            if !fits {
                return broken(InductiveRule::FieldUniverse, constructor.name);
            }
            let recursive = self.recursion(checker, constructor.name, domain)?;
            let local = open(checker, binder, domain)?;
            let value = checker.store.free(local.0);
            fields.push(Field { local, universe, recursive });
            rest = checker.store.instantiate(body, &[value]);
        }
        match self.application(checker, rest)? {
            Some((found, indices)) if found == family => {
                Ok(Built { name: constructor.name, fields, indices })
            }
            _ => broken(InductiveRule::BadResult, constructor.name),
        }
    }

    /// How a field of this type is recursive, if it is. Occurrences left of an arrow, and improper ones, are refused.
    fn recursion(
        &self,
        checker: &mut Checker<'_>,
        constructor: NameId,
        domain: TermId,
    ) -> Answer<Option<Recursive>> {
        let mut arguments = Vec::new();
        let mut rest = checker.reduce(domain)?;
        while self.occurs(checker.store, rest) {
            let Term::Pi(binder, argument, body) = checker.store.term_at(rest) else {
                return match self.application(checker, rest)? {
                    Some((family, indices)) => Ok(Some(Recursive { arguments, family, indices })),
                    None => broken(InductiveRule::BadOccurrence, constructor),
                };
            };
            if self.occurs(checker.store, argument) {
                return broken(InductiveRule::NotPositive, constructor);
            }
            let local = open(checker, binder, argument)?;
            let value = checker.store.free(local.0);
            arguments.push(local);
            let body = checker.store.instantiate(body, &[value]);
            rest = checker.reduce(body)?;
        }
        Ok(None)
    }

    /// A type of the block applied to the block's levels and parameters, and to indices in which no type of the block occurs.
    fn application(&self, checker: &mut Checker<'_>, term: TermId) -> Answer<Option<Application>> {
        let Some((name, levels, mut arguments)) = checker.constant_spine(term) else { return Ok(None) };
        let Some(&family) = self.known.get(&name) else { return Ok(None) };
        let expected = self.parameters.len() + self.families[family].indices.len();
        if levels != self.level_arguments || arguments.len() != expected {
            return Ok(None);
        }
        let indices = arguments.split_off(self.parameters.len());
        for (&argument, &(id, _, _)) in arguments.iter().zip(&self.parameters) {
            let parameter = checker.store.free(id);
            if !checker.equal(argument, parameter)? {
                return Ok(None);
            }
        }
        let clean = !indices.iter().any(|&index| self.occurs(checker.store, index));
        Ok(clean.then_some((family, indices)))
    }

    fn occurs(&self, store: &Store, term: TermId) -> bool {
        store.mentions(term, |name| self.known.contains_key(&name))
    }

    // What is known of the block

    /// Whether the recursors may give data, or only proofs.
    pub(super) fn eliminates_to_data(&self, store: &Store) -> Answer<bool> {
        if order::is_positive(store, self.universe) {
            return Ok(true);
        }
        let [family] = self.families.as_slice() else { return Ok(false) };
        match family.constructors.as_slice() {
            [] => Ok(true),
            [constructor] => constructor.is_determined(store),
            _ => Ok(false),
        }
    }

    /// Whether the only proof there can be is the constructor without fields.
    pub(super) fn has_one_proof(&self, store: &Store) -> Answer<bool> {
        let [family] = self.families.as_slice() else { return Ok(false) };
        let [constructor] = family.constructors.as_slice() else { return Ok(false) };
        Ok(constructor.fields.is_empty() && order::is_zero(store, self.universe))
    }

    /// Whether a type of the block occurs in a field, and whether in one that is a function.
    pub(super) fn recursion_flags(&self, store: &Store) -> (bool, bool) {
        let constructors = self.families.iter().flat_map(|family| &family.constructors);
        let domains = constructors.flat_map(|built| &built.fields).map(|field| field.local.2);
        domains.filter(|&domain| self.occurs(store, domain)).fold((false, false), |(_, reflexive), domain| {
            (true, reflexive || matches!(store.term_at(domain), Term::Pi(..)))
        })
    }
}

impl Built {
    /// Whether every field is a proof or is given by the indices.
    fn is_determined(&self, store: &Store) -> Answer<bool> {
        for field in &self.fields {
            let is_index =
                self.indices.iter().any(|&index| store.term_at(index) == Term::Free(field.local.0));
            if !is_index && !order::is_zero(store, field.universe) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn open_indices(checker: &mut Checker<'_>, of: TermId) -> Answer<(Vec<Local>, TermId)> {
    let mut indices = Vec::new();
    let mut rest = of;
    while let Term::Pi(binder, domain, body) = checker.store.term_at(rest) {
        let local = open(checker, binder, domain)?;
        let value = checker.store.free(local.0);
        indices.push(local);
        rest = checker.store.instantiate(body, &[value]);
    }
    Ok((indices, rest))
}

/// A variable for a binder. Marks for elaboration around its type, which compute to the type, are dropped as Lean does.
fn open(checker: &mut Checker<'_>, binder: Binder, domain: TermId) -> Answer<Local> {
    let mut of = domain;
    while let Some(plain) = checker.store.without_mark(of) {
        if !checker.equal(of, plain)? {
            break;
        }
        of = plain;
    }
    Ok((checker.fresh(of), binder, of))
}
