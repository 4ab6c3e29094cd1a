//! A block of inductive types taken apart: parameters, indices, fields, and where a field is recursive.
//! Given by: the declaration of a block, and `nested`, which adds auxiliary types for nested occurrences.
//! Gives: everything recursors are made of.
//! Holds: parameters agree, universes fit, occurrences are strictly positive, constructors build their type.

use super::AUXILIARY;
use crate::check::{Checker, Closure};
use crate::rejection::{Answer, instead};
use crate::{Binder, Constant, Environment, FreeId, InductiveBlock, InductiveRule, Invalid, Kind};
use crate::{LevelId, LevelsId, NameId, Store, Term, TermId, order};
use rustc_hash::FxHashMap;

/// A free variable with its binder and its type.
pub(super) type Local = (FreeId, Binder, TermId);

/// A type of a block, or an auxiliary one.
pub(super) struct Family {
    /// The name under which it occurs in constructors.
    pub(super) name: NameId,
    /// Its type, parameters included.
    pub(super) of: TermId,
    /// What it is at the parameters; for an auxiliary type the nested occurrence that it stands for.
    pub(super) value: TermId,
    pub(super) indices: Vec<Local>,
    pub(super) constructors: Vec<Built>,
}

/// A constructor.
#[derive(Default)]
pub(super) struct Built {
    pub(super) name: NameId,
    /// Its type at the parameters; without nested occurrences once they are replaced.
    pub(super) of: TermId,
    /// What it is at the parameters; that of an auxiliary type is the one that it was copied from.
    pub(super) value: TermId,
    /// The fields, whose types mention no auxiliary type.
    pub(super) fields: Vec<Local>,
    /// The recursive fields.
    pub(super) recursive: Vec<(Local, Recursive)>,
    /// The indices of the type it builds.
    pub(super) indices: Vec<TermId>,
    /// Whether every field is a proof or is given by the indices.
    pub(super) is_determined: bool,
}

/// A field that is a function with these arguments into a type of the block.
pub(super) struct Recursive {
    pub(super) arguments: Vec<Local>,
    pub(super) family: usize,
    pub(super) indices: Vec<TermId>,
}

/// A block under examination.
#[derive(Default)]
pub(super) struct Block {
    pub(super) declared: InductiveBlock,
    level_arguments: LevelsId,
    /// Opened with the first type.
    pub(super) parameters: Vec<Local>,
    values: Vec<TermId>,
    universe: LevelId,
    /// The types that were declared, then the auxiliary ones.
    pub(super) families: Vec<Family>,
    /// The position of each type.
    known: FxHashMap<NameId, usize>,
    /// Terms that were looked through → whether a type of the block occurs.
    occurrences: FxHashMap<TermId, bool>,
    /// Auxiliary types at the parameters → what they stand for.
    meaning: FxHashMap<TermId, TermId>,
    /// Whether a type of the block occurs in a field, and whether in one that is a function.
    pub(super) recursive: bool,
    pub(super) reflexive: bool,
    /// Whether parameters of a nested occurrence mention a field.
    pub(super) misplaced: bool,
}

pub(super) fn broken<T>(rule: InductiveRule, name: NameId) -> Answer<T> {
    Err(Invalid::Inductive(rule, name).into())
}

impl Block {
    /// Checks the types that are declared and opens them.
    pub(super) fn open(checker: &mut Checker<'_>, declared: &InductiveBlock) -> Answer<Self> {
        let store = &mut *checker.store;
        let arguments: Vec<_> = declared.levels.iter().map(|&name| store.level_parameter(name)).collect();
        let level_arguments = store.levels_of(&arguments);
        let mut block = Block { declared: declared.clone(), level_arguments, ..Block::default() };
        checker.declare_parameters(&declared.levels);
        for (of, position) in declared.types.iter().zip(0..) {
            checker.expect_type(of.of)?;
            block.add_family(of.name, of.of, of.of, Vec::new());
            block.open_family(checker, position)?;
            block.families[position].value = block.at_parameters(checker.store, of.name);
        }
        Ok(block)
    }

    fn add_family(&mut self, name: NameId, of: TermId, value: TermId, constructors: Vec<Built>) {
        self.known.insert(name, self.families.len());
        self.occurrences.clear();
        self.families.push(Family { name, of, value, indices: Vec::new(), constructors });
    }

    /// Adds an auxiliary type, which stands for this one, under a name that no declaration may have.
    pub(super) fn add_auxiliary(&mut self, store: &mut Store, of: TermId, value: TermId, built: Vec<Built>) {
        let root = store.name(AUXILIARY);
        let name = store.name_number(root, self.families.len() as u64);
        let auxiliary = self.at_parameters(store, name);
        self.meaning.insert(auxiliary, value);
        let of = store.close_pi(&self.parameters, of);
        self.add_family(name, of, value, built);
    }

    /// A constant at the block's own levels and parameters.
    pub(super) fn at_parameters(&self, store: &mut Store, name: NameId) -> TermId {
        let constant = store.term(Term::Constant(name, self.level_arguments));
        store.apply(constant, &self.values)
    }

    /// Whether a type of the block occurs.
    pub(super) fn occurs(&mut self, store: &Store, term: TermId) -> bool {
        store.mentions(term, &mut self.occurrences, |name| self.known.contains_key(&name))
    }

    /// Declares the types from a position on, of which no more is known yet.
    pub(super) fn declare_types(&self, environment: &mut Environment, from: usize) {
        for &Family { name, of, .. } in &self.families[from..] {
            environment.push(Constant { name, levels: self.declared.levels.clone(), of, kind: Kind::Axiom });
        }
    }

    /// Tells a new checker what this block assumes.
    fn prepare(&self, checker: &mut Checker<'_>) {
        checker.declare_parameters(&self.declared.levels);
        self.parameters.iter().for_each(|&(id, _, of)| checker.declare_free(id, of));
    }

    /// Opens the binders of a type: parameters that agree with those of the first type, indices, then the same universe.
    fn open_family(&mut self, checker: &mut Checker<'_>, position: usize) -> Answer<()> {
        let Family { name, of, .. } = self.families[position];
        // An auxiliary type would be indexed by what is declared only after it is checked.
        self.absent(checker.store, of, InductiveRule::BadOccurrence, name)?;
        let (indices, end) = self.open_parameters(checker, name, of)?.open_all(checker, |_, _| Ok(()))?;
        self.families[position].indices = indices;
        let not_a_universe = Invalid::Inductive(InductiveRule::NotAUniverse, name);
        let universe = checker.expect_sort(Closure::of(end)).map_err(instead(not_a_universe))?;
        if position == 0 {
            self.universe = universe;
        } else if !order::equal(checker.store, universe, self.universe)? {
            return broken(InductiveRule::UniverseMismatch, name);
        }
        Ok(())
    }

    /// Puts the parameters into a type that starts with binders for them.
    fn open_parameters(&mut self, checker: &mut Checker<'_>, name: NameId, of: TermId) -> Answer<Telescope> {
        let mut telescope = Telescope::of(of);
        for position in 0..self.declared.parameters as usize {
            let Some((binder, domain)) = telescope.next(checker.store) else {
                return broken(InductiveRule::TooFewParameters, name);
            };
            self.recurs(checker.store, domain);
            match self.parameters.get(position) {
                None => {
                    self.parameters.push(telescope.open(checker, binder, domain)?);
                    self.values.clone_from(&telescope.values);
                }
                Some(&(_, _, of)) if !checker.equal(domain, of)? => {
                    return broken(InductiveRule::ParameterMismatch, name);
                }
                Some(_) => telescope.values.push(self.values[position]),
            }
        }
        Ok(Telescope::of(telescope.end(checker.store)))
    }

    // Constructors

    /// Checks the constructors as declared, with the declared types only: afterwards nested occurrences vanish, and
    /// with them their parameters and the constructor's own types of the parameters.
    pub(super) fn open_constructors(&mut self, checker: &mut Checker<'_>) -> Answer<()> {
        self.prepare(checker);
        for (position, of) in self.declared.types.clone().iter().enumerate() {
            for constructor in &of.constructors {
                checker.expect_type(constructor.of)?;
                let of = self.open_parameters(checker, constructor.name, constructor.of)?.rest;
                let value = self.at_parameters(checker.store, constructor.name);
                let built = Built { name: constructor.name, of, value, ..Built::default() };
                self.families[position].constructors.push(built);
            }
        }
        Ok(())
    }

    /// Opens the auxiliary types and analyses the constructors of all types.
    pub(super) fn take_apart(&mut self, checker: &mut Checker<'_>) -> Answer<()> {
        self.prepare(checker);
        let auxiliary = self.declared.types.len()..self.families.len();
        auxiliary.into_iter().try_for_each(|position| self.open_family(checker, position))?;
        for position in 0..self.families.len() {
            for built in std::mem::take(&mut self.families[position].constructors) {
                let built = self.analyse(checker, position, built)?;
                self.families[position].constructors.push(built);
            }
        }
        Ok(())
    }

    fn analyse(&mut self, checker: &mut Checker<'_>, position: usize, mut built: Built) -> Answer<Built> {
        let mut telescope = Telescope::of(built.of);
        let mut data = Vec::new();
        while let Some((binder, domain)) = telescope.next(checker.store) {
            let universe = checker.expect_type(domain)?;
            if !order::is_zero(checker.store, self.universe)
                && !order::at_most(checker.store, universe, self.universe)?
            {
                return broken(InductiveRule::FieldUniverse, built.name);
            }
            let (id, binder, of) = telescope.open(checker, binder, domain)?;
            let field = (id, binder, self.read_back(checker.store, of));
            built.fields.push(field);
            let recursion = self.recursion(checker, built.name, domain)?;
            built.recursive.extend(recursion.map(|recursion| (field, recursion)));
            if !order::is_zero(checker.store, universe) {
                data.push(checker.store.free(id));
            }
        }
        let end = telescope.end(checker.store);
        match self.application(checker, end) {
            Some((found, indices)) if found == position => {
                let is_determined = data.iter().all(|field| indices.contains(field));
                Ok(Built { indices, is_determined, ..built })
            }
            _ => broken(InductiveRule::BadResult, built.name),
        }
    }

    /// Replaces auxiliary types by what they stand for.
    fn read_back(&mut self, store: &mut Store, term: TermId) -> TermId {
        store.map(term, 0, &mut |store, part, _| {
            if self.occurs(store, part) { self.meaning.get(&part).copied() } else { Some(part) }
        })
    }

    /// Refuses an occurrence of a type of the block.
    fn absent(&mut self, store: &Store, term: TermId, rule: InductiveRule, name: NameId) -> Answer<()> {
        if self.occurs(store, term) { broken(rule, name) } else { Ok(()) }
    }

    /// Whether a type of the block occurs in what a constructor takes. This counts as recursion even if computation removes it.
    fn recurs(&mut self, store: &Store, domain: TermId) -> bool {
        let occurs = self.occurs(store, domain);
        self.recursive |= occurs;
        self.reflexive |= occurs && matches!(store.term_at(domain), Term::Pi(..));
        occurs
    }

    /// How a field of this type is recursive, if it is. Occurrences left of an arrow, and improper ones, are refused.
    fn recursion(
        &mut self,
        checker: &mut Checker<'_>,
        name: NameId,
        of: TermId,
    ) -> Answer<Option<Recursive>> {
        if !self.recurs(checker.store, of) {
            return Ok(None);
        }
        let positive = |store: &Store, domain| self.absent(store, domain, InductiveRule::NotPositive, name);
        let (arguments, end) = Telescope::of(of).open_all(checker, positive)?;
        match self.application(checker, end) {
            Some((family, indices)) => Ok(Some(Recursive { arguments, family, indices })),
            None => self.absent(checker.store, end, InductiveRule::BadOccurrence, name).map(|()| None),
        }
    }

    /// Position and indices of a type of the block that is applied to the block's own levels and parameters, as they stand, and
    /// to indices in which no type of the block occurs.
    fn application(&mut self, checker: &Checker<'_>, term: TermId) -> Option<(usize, Vec<TermId>)> {
        let (name, levels, arguments) = checker.constant_spine(term)?;
        let &family = self.known.get(&name)?;
        let indices = arguments.strip_prefix(self.values.as_slice())?;
        let is_whole = levels == self.level_arguments && indices.len() == self.families[family].indices.len();
        let is_clean = is_whole && !indices.iter().any(|&index| self.occurs(checker.store, index));
        is_clean.then(|| (family, indices.to_vec()))
    }

    // What is known of the block

    /// Whether the recursors may give data, or only proofs.
    pub(super) fn eliminates_to_data(&self, store: &Store) -> bool {
        let is_open = |built: &[Built]| matches!(built, [] | [Built { is_determined: true, .. }]);
        order::is_positive(store, self.universe)
            || matches!(self.families.as_slice(), [only] if is_open(&only.constructors))
    }

    /// Whether the only proof there can be is the constructor without fields.
    pub(super) fn has_one_proof(&self, store: &Store) -> bool {
        let is_bare = |built: &[Built]| matches!(built, [only] if only.fields.is_empty());
        order::is_zero(store, self.universe)
            && matches!(self.families.as_slice(), [only] if is_bare(&only.constructors))
    }
}

/// A term whose outer binders are opened one after the other, with the values for those that are open.
pub(super) struct Telescope {
    rest: TermId,
    pub(super) values: Vec<TermId>,
}

impl Telescope {
    pub(super) fn of(term: TermId) -> Self {
        Telescope { rest: term, values: Vec::new() }
    }

    /// The next binder with its domain, if the term shows one. A value for it must be given before the next one.
    pub(super) fn next(&mut self, store: &mut Store) -> Option<(Binder, TermId)> {
        let Term::Pi(binder, domain, body) = store.term_at(self.rest) else { return None };
        self.rest = body;
        Some((binder, store.instantiate(domain, &self.values)))
    }

    /// Opens all binders, seen through reduction, whose domains pass; gives them, and what follows, reduced.
    fn open_all(
        mut self,
        checker: &mut Checker<'_>,
        mut pass: impl FnMut(&Store, TermId) -> Answer<()>,
    ) -> Answer<(Vec<Local>, TermId)> {
        let mut opened = Vec::new();
        loop {
            if !matches!(checker.store.term_at(self.rest), Term::Pi(..)) {
                let end = self.end(checker.store);
                self = Telescope::of(checker.reduce(end)?);
            }
            let Some((binder, domain)) = self.next(checker.store) else { return Ok((opened, self.rest)) };
            pass(checker.store, domain)?;
            opened.push(self.open(checker, binder, domain)?);
        }
    }

    /// What follows the binders that were opened.
    pub(super) fn end(&self, store: &mut Store) -> TermId {
        store.instantiate(self.rest, &self.values)
    }

    /// A variable for the binder. Marks for elaboration around its type, which compute to the type, are dropped as Lean does.
    fn open(&mut self, checker: &mut Checker<'_>, binder: Binder, domain: TermId) -> Answer<Local> {
        let mut of = domain;
        while let Some(plain) = checker.store.without_mark(of) {
            if !checker.equal(of, plain)? {
                break;
            }
            of = plain;
        }
        let id = checker.fresh(Closure::of(of));
        self.values.push(checker.store.free(id));
        Ok((id, binder, of))
    }
}
