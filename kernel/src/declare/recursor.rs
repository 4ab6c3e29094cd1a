//! The recursors of a block: their types and computation rules.
//! Given by: a block taken apart.
//! Gives: one recursor for each type, auxiliary types included.
//! Holds: everything is built from the block; but for the names of recursors, names and kinds of binders mean nothing to the kernel.

use super::family::{Block, Built, Local, Recursive};
use crate::table::handle;
use crate::{
    Binder, BinderKind, Constant, FreeId, Kind, LevelId, Name, NameId, Recursor, Rule, Store, TermId,
};
use rustc_hash::FxHashMap;

type Close = fn(&mut Store, &[Local], TermId) -> TermId;

/// The recursors of a block, and what they are made of.
#[derive(Default)]
pub(super) struct Recursors {
    /// For each type, its indices and a value of it.
    majors: Vec<Vec<Local>>,
    /// For each type, its motive.
    motives: Vec<TermId>,
    /// For each constructor, its minor premise.
    minors: Vec<TermId>,
    /// Parameters, motives and minor premises, which start every recursor and every rule.
    shared: Vec<Local>,
    /// For each recursor a variable that stands for it, applied to what is shared, so that this is typed only once.
    heads: Vec<TermId>,
    calls: FxHashMap<FreeId, TermId>,
    pub(super) constants: Vec<Constant>,
    /// The variables that stand for the binders of rules, and for recursors applied to what they share.
    pub(super) variables: Vec<Local>,
    /// Recursors applied to what they share and results of rules, with the types that they must have.
    pub(super) results: Vec<(TermId, TermId)>,
}

/// Derives the recursors of a block.
pub(super) fn derive(store: &mut Store, block: &Block) -> Recursors {
    let mut levels = block.declared.levels.clone();
    let mut elimination = LevelId::ZERO;
    if block.eliminates_to_data(store) {
        let name = unused_level(store, &levels);
        levels.insert(0, name);
        elimination = store.level_parameter(name);
    }
    let mut recursors = Recursors::default();
    recursors.shared.extend(block.parameters.iter().map(implicit));
    recursors.add_motives(store, block, elimination);
    recursors.add_minors(store, block);
    recursors.add_types(store, block, &levels);
    recursors.add_rules(store, block);
    recursors
}

impl Recursors {
    /// A new variable that all recursors start with, after those before.
    fn share(&mut self, store: &mut Store, local: Local) -> TermId {
        self.shared.push(local);
        store.free(local.0)
    }

    /// The motive of a type: from indices and a value to a universe.
    fn add_motives(&mut self, store: &mut Store, block: &Block, elimination: LevelId) {
        let (families, universe) = (&block.families, store.sort(elimination));
        // Minor premises show the motives, where there are any.
        let is_shown = families.iter().any(|family| !family.constructors.is_empty());
        for (family, number) in families.iter().zip(1..) {
            let of = apply_to(store, family.value, &family.indices);
            let name = store.name("t");
            let major = local(store, name, of);
            let of = store.close_pi(&[family.indices.as_slice(), &[major]].concat(), universe);
            let name = if families.len() == 1 { "motive" } else { &format!("motive_{number}") };
            let name = store.name(name);
            let motive = local(store, name, of);
            let motive = self.share(store, if is_shown { implicit(&motive) } else { motive });
            self.motives.push(motive);
            self.majors.push(family.indices.iter().map(implicit).chain([major]).collect());
        }
    }

    /// The minor premise of a constructor: from fields and induction hypotheses to the motive.
    fn add_minors(&mut self, store: &mut Store, block: &Block) {
        for (position, family) in block.families.iter().enumerate() {
            for built in &family.constructors {
                let mut binders = built.fields.clone();
                let hypotheses = recursion(store, built, &self.motives, Store::close_pi);
                for ((field, _), of) in built.recursive.iter().zip(hypotheses) {
                    let name = last_part(store, field.1.name, "_ih");
                    binders.push(local(store, name, of));
                }
                let conclusion = self.conclusion(store, position, built);
                let of = store.close_pi(&binders, conclusion);
                let name = last_part(store, built.name, "");
                let minor = local(store, name, of);
                let minor = self.share(store, minor);
                self.minors.push(minor);
            }
        }
    }

    /// What is to be had of a constructor applied to its fields.
    fn conclusion(&self, store: &mut Store, position: usize, built: &Built) -> TermId {
        let value = apply_to(store, built.value, &built.fields);
        let motive = store.apply(self.motives[position], &built.indices);
        store.apply(motive, &[value])
    }

    /// The types of the recursors, whose rules are still to come.
    fn add_types(&mut self, store: &mut Store, block: &Block, levels: &[NameId]) {
        let arguments: Vec<_> = levels.iter().map(|&name| store.level_parameter(name)).collect();
        let types = &block.declared.types;
        for (position, major) in self.majors.iter().enumerate() {
            let name = match types.get(position) {
                Some(of) => store.name_text(of.name, "rec"),
                None => store.name_text(types[0].name, &format!("rec_{}", position - types.len() + 1)),
            };
            let recursor = store.constant(name, &arguments);
            let call = apply_to(store, recursor, &self.shared);
            let result = apply_to(store, self.motives[position], major);
            let of = store.close_pi(major, result);
            let head = local(store, name, of);
            self.heads.push(store.free(head.0));
            self.calls.insert(head.0, call);
            self.variables.push(head);
            self.results.push((call, of));
            let of = store.close_pi(&self.shared, of);
            self.constants.push(Constant { name, levels: levels.to_vec(), of, kind: Kind::Axiom });
        }
    }

    /// The rules: a minor premise applied to fields, and to what the recursors give for these.
    fn add_rules(&mut self, store: &mut Store, block: &Block) {
        let mut minors = self.minors.clone().into_iter();
        for (position, family) in block.families.iter().enumerate() {
            let mut rules = Vec::new();
            for (built, minor) in family.constructors.iter().zip(&mut minors) {
                let result = apply_to(store, minor, &built.fields);
                let hypotheses = recursion(store, built, &self.heads, Store::close_lambda);
                let result = store.apply(result, &hypotheses);
                self.results.push((result, self.conclusion(store, position, built)));
                self.variables.extend(&built.fields);
                let result = store.replace_free(result, &self.calls);
                let binders: Vec<_> = self.shared.iter().chain(&built.fields).map(explicit).collect();
                let result = store.close_lambda(&binders, result);
                rules.push(Rule { constructor: built.name, fields: handle(built.fields.len()), result });
            }
            self.constants[position].kind = Kind::Recursor(Recursor {
                all: block.declared.types.iter().map(|of| of.name).collect(),
                parameters: handle(block.parameters.len()),
                indices: handle(family.indices.len()),
                motives: handle(self.motives.len()),
                minors: handle(self.minors.len()),
                k: block.has_one_proof(store),
                rules,
            });
        }
        self.variables.extend(&self.shared);
    }
}

/// For each recursive field what is applied to the value that the field gives, under its arguments.
fn recursion(store: &mut Store, built: &Built, heads: &[TermId], close: Close) -> Vec<TermId> {
    let of_field = |(field, Recursive { arguments, family, indices }): &(Local, Recursive)| {
        let value = store.free(field.0);
        let value = apply_to(store, value, arguments);
        let result = store.apply(heads[*family], indices);
        let result = store.apply(result, &[value]);
        close(store, arguments, result)
    };
    built.recursive.iter().map(of_field).collect()
}

fn local(store: &mut Store, name: NameId, of: TermId) -> Local {
    (store.fresh_free(), Binder { name, kind: BinderKind::Explicit }, of)
}

/// The same variable, to be found from what follows.
fn implicit(&(id, binder, of): &Local) -> Local {
    let kind = if binder.kind == BinderKind::Explicit { BinderKind::Implicit } else { binder.kind };
    (id, Binder { kind, ..binder }, of)
}

/// The same variable, to be given.
fn explicit(&(id, binder, of): &Local) -> Local {
    (id, Binder { kind: BinderKind::Explicit, ..binder }, of)
}

/// A function applied to variables.
fn apply_to(store: &mut Store, function: TermId, locals: &[Local]) -> TermId {
    let values: Vec<_> = locals.iter().map(|&(id, _, _)| store.free(id)).collect();
    store.apply(function, &values)
}

/// The last part of a name, with something appended.
fn last_part(store: &mut Store, name: NameId, appended: &str) -> NameId {
    let Name::Text(_, part) = store.name_at(name) else { return name };
    let part = format!("{part}{appended}");
    store.name_text(NameId::ANONYMOUS, &part)
}

/// `u`, or the first of `u_1`, `u_2`, … that is not a parameter of the block.
fn unused_level(store: &mut Store, levels: &[NameId]) -> NameId {
    let (mut name, mut number) = (store.name("u"), 1);
    while levels.contains(&name) {
        name = store.name(&format!("u_{number}"));
        number += 1;
    }
    name
}
