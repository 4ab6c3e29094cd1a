//! The recursors of a block: their types and computation rules.
//! Given by: a block taken apart.
//! Gives: one recursor for each type, auxiliary types included.
//! Holds: everything is built from the block; binder names and kinds are those that Lean gives.

use super::family::{Block, Built, Family, Local, Recursive};
use super::inductive::count;
use super::nested::Unnested;
use crate::environment::{Constant, Kind, Recursor, Rule};
use crate::level::LevelId;
use crate::name::{Name, NameId};
use crate::rejection::Answer;
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term, TermId};

/// What all recursors of a block share.
struct Recursors<'a> {
    block: &'a Block,
    nested: &'a Unnested,
    /// Names of the recursors, in the order of the types.
    names: Vec<NameId>,
    levels: Vec<NameId>,
    level_arguments: Vec<LevelId>,
    /// For each type, the variable standing for a value of it.
    majors: Vec<Local>,
    motives: Vec<Local>,
    minors: Vec<Local>,
}

/// Derives the recursors of a block.
pub(super) fn derive(
    store: &mut Store,
    block: &Block,
    nested: &Unnested,
    all: &[NameId],
) -> Answer<Vec<Constant>> {
    let to_data = block.eliminates_to_data(store)?;
    let mut levels = block.levels.clone();
    let elimination = if to_data {
        let name = unused_level(store, &block.levels);
        levels.insert(0, name);
        store.level_parameter(name)
    } else {
        LevelId::ZERO
    };
    let level_arguments = levels.iter().map(|&name| store.level_parameter(name)).collect();
    let names = recursor_names(store, block, all);
    let mut recursors = Recursors {
        block,
        nested,
        names,
        levels,
        level_arguments,
        majors: Vec::new(),
        motives: Vec::new(),
        minors: Vec::new(),
    };
    recursors.add_motives(store, elimination);
    recursors.add_minors(store);
    let k = block.has_one_proof(store)?;
    Ok(recursors.finish(store, all, k))
}

/// `T.rec` for each declared type, `T.rec_1`, `T.rec_2`, … of the first for auxiliary ones.
fn recursor_names(store: &mut Store, block: &Block, all: &[NameId]) -> Vec<NameId> {
    let auxiliary = block.families.len() - all.len();
    let mut names: Vec<NameId> = all.iter().map(|&name| store.name_text(name, "rec")).collect();
    for number in 1..=auxiliary {
        names.push(store.name_text(all[0], &format!("rec_{number}")));
    }
    names
}

/// `u`, or the first of `u_1`, `u_2`, … that is not a parameter of the block.
fn unused_level(store: &mut Store, levels: &[NameId]) -> NameId {
    let mut name = store.name("u");
    let mut number = 1;
    while levels.contains(&name) {
        name = store.name(&format!("u_{number}"));
        number += 1;
    }
    name
}

fn local(store: &mut Store, name: NameId, of: TermId) -> Local {
    (store.fresh_free(), Binder { name, kind: BinderKind::Explicit }, of)
}

fn values(store: &mut Store, locals: &[Local]) -> Vec<TermId> {
    locals.iter().map(|&(id, _, _)| store.free(id)).collect()
}

impl Recursors<'_> {
    /// The motive of a type: from indices and a value to a universe.
    fn add_motives(&mut self, store: &mut Store, elimination: LevelId) {
        for (family, number) in self.block.families.iter().zip(1..) {
            let of = self.block.at_parameters(store, family.name);
            let indices = values(store, &family.indices);
            let of = store.apply(of, &indices);
            let name = store.name("t");
            let major = local(store, name, of);
            let name = match self.block.families.len() {
                1 => store.name("motive"),
                _ => store.name(&format!("motive_{number}")),
            };
            let universe = store.sort(elimination);
            let mut binders = family.indices.clone();
            binders.push(major);
            let of = store.close_pi(&binders, universe);
            self.motives.push(local(store, name, of));
            self.majors.push(major);
        }
    }

    /// The minor premise of a constructor: from fields and induction hypotheses to the motive.
    fn add_minors(&mut self, store: &mut Store) {
        for (position, family) in self.block.families.iter().enumerate() {
            for built in &family.constructors {
                let of = self.minor(store, position, built);
                let constructor = self.constructor(store, built);
                let name = match store.name_at(constructor).clone() {
                    Name::Text(_, part) => store.name_text(NameId::ANONYMOUS, &part),
                    _ => constructor,
                };
                self.minors.push(local(store, name, of));
            }
        }
    }

    /// The constructor that was declared, or that an auxiliary one stands for.
    fn constructor(&self, store: &mut Store, built: &Built) -> NameId {
        let value = self.block.at_parameters(store, built.name);
        let value = self.nested.read_back(store, value);
        match store.term_at(store.spine(value).0) {
            Term::Constant(name, _) => name,
            _ => built.name,
        }
    }

    fn minor(&self, store: &mut Store, family: usize, built: &Built) -> TermId {
        let fields: Vec<Local> = built.fields.iter().map(|field| field.local).collect();
        let mut binders = fields.clone();
        for field in &built.fields {
            if let Some(recursive) = &field.recursive {
                let value = store.free(field.local.0);
                let of = self.hypothesis(store, recursive, value);
                let name = store.name_with_suffix(field.local.1.name, "_ih");
                binders.push(local(store, name, of));
            }
        }
        let value = self.block.at_parameters(store, built.name);
        let fields = values(store, &fields);
        let value = store.apply(value, &fields);
        let result = self.motive_at(store, family, &built.indices, value);
        store.close_pi(&binders, result)
    }

    fn motive_at(&self, store: &mut Store, family: usize, indices: &[TermId], value: TermId) -> TermId {
        let motive = store.free(self.motives[family].0);
        let motive = store.apply(motive, indices);
        store.term(Term::Apply(motive, value))
    }

    /// The motive holds of what a recursive field gives.
    fn hypothesis(&self, store: &mut Store, recursive: &Recursive, field: TermId) -> TermId {
        let arguments = values(store, &recursive.arguments);
        let value = store.apply(field, &arguments);
        let of = self.motive_at(store, recursive.family, &recursive.indices, value);
        store.close_pi(&recursive.arguments, of)
    }

    /// Parameters, motives and minor premises, which start every recursor and every rule.
    fn shared(&self) -> Vec<Local> {
        [self.block.parameters.as_slice(), &self.motives, &self.minors].concat()
    }

    fn finish(&self, store: &mut Store, all: &[NameId], k: bool) -> Vec<Constant> {
        let mut minors = self.minors.iter();
        let mut constants = Vec::new();
        for (position, family) in self.block.families.iter().enumerate() {
            let mut rules = Vec::new();
            for built in &family.constructors {
                if let Some(minor) = minors.next() {
                    rules.push(self.rule(store, built, minor));
                }
            }
            constants.push(Constant {
                name: self.names[position],
                levels: self.levels.clone(),
                of: self.recursor_type(store, position, family),
                kind: Kind::Recursor(Recursor {
                    all: all.to_vec(),
                    parameters: count(self.block.parameters.len()),
                    indices: count(family.indices.len()),
                    motives: count(self.motives.len()),
                    minors: count(self.minors.len()),
                    k,
                    rules,
                }),
            });
        }
        constants
    }

    fn recursor_type(&self, store: &mut Store, position: usize, family: &Family) -> TermId {
        let major = self.majors[position];
        let value = store.free(major.0);
        let indices = values(store, &family.indices);
        let result = self.motive_at(store, position, &indices, value);
        let mut binders = self.shared();
        binders.extend(&family.indices);
        binders.push(major);
        let mut binders = self.read_back(store, binders);
        make_implicit(store, &mut binders);
        let result = self.nested.read_back(store, result);
        store.close_pi(&binders, result)
    }

    fn rule(&self, store: &mut Store, built: &Built, minor: &Local) -> Rule {
        let fields: Vec<Local> = built.fields.iter().map(|field| field.local).collect();
        let minor = store.free(minor.0);
        let field_values = values(store, &fields);
        let mut result = store.apply(minor, &field_values);
        for field in &built.fields {
            if let Some(recursive) = &field.recursive {
                let value = store.free(field.local.0);
                let hypothesis = self.recursive_call(store, recursive, value);
                result = store.term(Term::Apply(result, hypothesis));
            }
        }
        let mut binders = self.shared();
        binders.extend(&fields);
        let binders = self.read_back(store, binders);
        let result = self.nested.read_back(store, result);
        let constructor = self.constructor(store, built);
        Rule { constructor, fields: count(fields.len()), result: store.close_lambda(&binders, result) }
    }

    /// The recursor applied to what a recursive field gives.
    fn recursive_call(&self, store: &mut Store, recursive: &Recursive, field: TermId) -> TermId {
        let recursor = store.constant(self.names[recursive.family], &self.level_arguments);
        let shared = values(store, &self.shared());
        let recursor = store.apply(recursor, &shared);
        let recursor = store.apply(recursor, &recursive.indices);
        let arguments = values(store, &recursive.arguments);
        let value = store.apply(field, &arguments);
        let call = store.term(Term::Apply(recursor, value));
        let arguments = self.read_back(store, recursive.arguments.clone());
        store.close_lambda(&arguments, call)
    }

    fn read_back(&self, store: &mut Store, locals: Vec<Local>) -> Vec<Local> {
        locals.into_iter().map(|(id, binder, of)| (id, binder, self.nested.read_back(store, of))).collect()
    }
}

/// A binder that a later explicit binder's type mentions can be found from that one.
fn make_implicit(store: &Store, binders: &mut [Local]) {
    for position in (0..binders.len()).rev() {
        let (id, binder, _) = binders[position];
        let later = &binders[position + 1..];
        let found = binder.kind == BinderKind::Explicit
            && later
                .iter()
                .any(|&(_, other, of)| other.kind == BinderKind::Explicit && store.has_variable(of, id));
        if found {
            binders[position].1.kind = BinderKind::Implicit;
        }
    }
}
