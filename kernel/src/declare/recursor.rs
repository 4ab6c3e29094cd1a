//! The recursors of a block: their types and computation rules.
//! Given by: a block taken apart.
//! Gives: one recursor for each type, auxiliary types included.
//! Holds: everything is built from the block; binder names and kinds are those that Lean gives.

use super::family::{Block, Built, Local};
use super::inductive::count;
use super::notation;
use crate::environment::{Constant, Kind, Recursor, Rule};
use crate::level::LevelId;
use crate::name::NameId;
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term, TermId};

/// The recursors of a block, and what their rules are made of.
pub(super) struct Derived {
    pub(super) constants: Vec<Constant>,
    /// The variables that stand for the binders of rules, and for recursors applied to what they share.
    pub(super) variables: Vec<Local>,
    /// Recursors applied to what they share and results of rules, with the types that they must have.
    pub(super) results: Vec<(TermId, TermId)>,
}

/// What all recursors of a block share.
struct Recursors<'a> {
    block: &'a Block,
    /// For each type, the variable standing for a value of it.
    majors: Vec<Local>,
    /// For each type, its motive.
    motives: Vec<TermId>,
    /// For each constructor, its minor premise.
    minors: Vec<TermId>,
    /// Parameters, motives and minor premises, which start every recursor and every rule.
    shared: Vec<Local>,
}

/// Derives the recursors of a block, of which these types were declared.
pub(super) fn derive(store: &mut Store, block: &Block, all: &[NameId]) -> Derived {
    let mut levels = block.levels.clone();
    let mut elimination = LevelId::ZERO;
    if block.eliminates_to_data(store) {
        let name = notation::unused_level(store, &levels);
        levels.insert(0, name);
        elimination = store.level_parameter(name);
    }
    let mut recursors = Recursors {
        block,
        majors: Vec::new(),
        motives: Vec::new(),
        minors: Vec::new(),
        shared: block.parameters.clone(),
    };
    recursors.add_motives(store, elimination);
    recursors.add_minors(store);
    recursors.finish(store, all, &levels)
}

fn local(store: &mut Store, name: NameId, of: TermId) -> Local {
    (store.fresh_free(), Binder { name, kind: BinderKind::Explicit }, of)
}

/// A function applied to variables.
fn apply_to(store: &mut Store, function: TermId, locals: &[Local]) -> TermId {
    locals.iter().fold(function, |function, &(id, _, _)| {
        let value = store.free(id);
        store.term(Term::Apply(function, value))
    })
}

impl Recursors<'_> {
    /// A new variable that all recursors start with, after those before.
    fn share(&mut self, store: &mut Store, name: NameId, of: TermId) -> TermId {
        let local = local(store, name, of);
        self.shared.push(local);
        store.free(local.0)
    }

    /// The motive of a type: from indices and a value to a universe.
    fn add_motives(&mut self, store: &mut Store, elimination: LevelId) {
        let universe = store.sort(elimination);
        for (family, number) in self.block.families.iter().zip(1..) {
            let of = apply_to(store, family.value, &family.indices);
            let name = store.name("t");
            let major = local(store, name, of);
            let name = notation::motive_name(store, number, self.block.families.len());
            let of = store.close_pi(&[family.indices.as_slice(), &[major]].concat(), universe);
            let motive = self.share(store, name, of);
            self.motives.push(motive);
            self.majors.push(major);
        }
    }

    /// The minor premise of a constructor: from fields and induction hypotheses to the motive.
    fn add_minors(&mut self, store: &mut Store) {
        for (position, family) in self.block.families.iter().enumerate() {
            for built in &family.constructors {
                let of = self.minor(store, position, built);
                let name = notation::minor_name(store, built.name);
                let minor = self.share(store, name, of);
                self.minors.push(minor);
            }
        }
    }

    fn minor(&self, store: &mut Store, position: usize, built: &Built) -> TermId {
        let fields = fields(built);
        let mut binders = fields.clone();
        for (field, of) in self.recursion(store, built, &self.motives, Store::close_pi) {
            let name = notation::hypothesis_name(store, field);
            binders.push(local(store, name, of));
        }
        let result = self.conclusion(store, position, built);
        store.close_pi(&binders, result)
    }

    /// What is to be had of a constructor applied to its fields.
    fn conclusion(&self, store: &mut Store, position: usize, built: &Built) -> TermId {
        let value = apply_to(store, built.value, &fields(built));
        let motive = store.apply(self.motives[position], &built.indices);
        store.term(Term::Apply(motive, value))
    }

    /// For each recursive field its name, and what is applied to the value that the field gives, under its arguments.
    fn recursion(
        &self,
        store: &mut Store,
        built: &Built,
        heads: &[TermId],
        close: fn(&mut Store, &[Local], TermId) -> TermId,
    ) -> Vec<(NameId, TermId)> {
        let mut results = Vec::new();
        for field in &built.fields {
            let Some(recursive) = &field.recursive else { continue };
            let value = store.free(field.local.0);
            let value = apply_to(store, value, &recursive.arguments);
            let result = store.apply(heads[recursive.family], &recursive.indices);
            let result = store.term(Term::Apply(result, value));
            results.push((field.local.1.name, close(store, &recursive.arguments, result)));
        }
        results
    }

    fn finish(&self, store: &mut Store, all: &[NameId], levels: &[NameId]) -> Derived {
        let mut derived =
            Derived { constants: Vec::new(), variables: self.shared.clone(), results: Vec::new() };
        let positions = 0..self.block.families.len();
        let names: Vec<_> = positions.map(|position| notation::recursor_name(store, all, position)).collect();
        let (calls, heads) = self.calls(store, &names, levels, &mut derived);
        let mut minors = self.minors.iter();
        for (position, (family, name)) in self.block.families.iter().zip(names).enumerate() {
            let mut rules = Vec::new();
            for (built, &minor) in family.constructors.iter().zip(&mut minors) {
                let fields = fields(built);
                let result = self.result(store, built, minor, &heads);
                derived.results.push((result, self.conclusion(store, position, built)));
                let result = self.result(store, built, minor, &calls);
                let result = store.close_lambda(&[self.shared.as_slice(), &fields].concat(), result);
                rules.push(Rule { constructor: built.name, fields: count(fields.len()), result });
                derived.variables.extend(fields);
            }
            let recursor = Recursor {
                all: all.to_vec(),
                parameters: count(self.block.parameters.len()),
                indices: count(family.indices.len()),
                motives: count(self.motives.len()),
                minors: count(self.minors.len()),
                k: self.block.has_one_proof(store),
                rules,
            };
            let of = self.recursor_type(store, position);
            let kind = Kind::Recursor(recursor);
            derived.constants.push(Constant { name, levels: levels.to_vec(), of, kind });
        }
        derived
    }

    /// The recursors applied to what they share, and variables that stand for these, so that each is typed only once.
    fn calls(
        &self,
        store: &mut Store,
        names: &[NameId],
        levels: &[NameId],
        derived: &mut Derived,
    ) -> (Vec<TermId>, Vec<TermId>) {
        let levels: Vec<_> = levels.iter().map(|&name| store.level_parameter(name)).collect();
        let call = |(position, &name): (usize, &NameId)| {
            let recursor = store.constant(name, &levels);
            let call = apply_to(store, recursor, &self.shared);
            let (binders, result) = self.ending(store, position);
            let of = store.close_pi(&binders, result);
            let head = local(store, name, of);
            derived.results.push((call, of));
            derived.variables.push(head);
            (call, store.free(head.0))
        };
        names.iter().enumerate().map(call).unzip()
    }

    fn recursor_type(&self, store: &mut Store, position: usize) -> TermId {
        let (binders, result) = self.ending(store, position);
        let mut binders = [self.shared.as_slice(), &binders].concat();
        notation::make_implicit(store, &mut binders);
        store.close_pi(&binders, result)
    }

    /// What follows what is shared in the type of a recursor: indices and a value, and what is to be had of them.
    fn ending(&self, store: &mut Store, position: usize) -> (Vec<Local>, TermId) {
        let indices = self.block.families[position].indices.as_slice();
        let binders = [indices, &[self.majors[position]]].concat();
        let result = apply_to(store, self.motives[position], &binders);
        (binders, result)
    }

    /// The minor premise applied to the fields and to what the recursors give for them.
    fn result(&self, store: &mut Store, built: &Built, minor: TermId, calls: &[TermId]) -> TermId {
        let result = apply_to(store, minor, &fields(built));
        let calls = self.recursion(store, built, calls, Store::close_lambda);
        calls.into_iter().fold(result, |result, (_, call)| store.term(Term::Apply(result, call)))
    }
}

fn fields(built: &Built) -> Vec<Local> {
    built.fields.iter().map(|field| field.local).collect()
}
