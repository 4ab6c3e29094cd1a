//! The content of a constant and of everything it depends on, as a digest.
//! Given by: `recognize`, for operations whose equations conversion cannot decide.
//! Gives: digests that are equal for definitions that are equal up to names of binders and of universe parameters.
//! Holds: everything that computation can reach is covered: types, values of definitions, blocks of inductive types.
//! Values of theorems and opaque constants never compute and are left out, and so are hints.

use crate::environment::{Constant, Environment, Kind};
use crate::level::{Level, LevelId};
use crate::name::{Name, NameId};
use crate::sha256::{Digest, digest};
use crate::store::{Store, parts};
use crate::term::{Term, TermId};
use rustc_hash::{FxHashMap, FxHashSet};

/// The digest of a declared constant.
pub(super) fn of_constant(store: &Store, environment: &Environment, name: NameId) -> Option<Digest> {
    let mut digests = FxHashMap::default();
    for constant in closure(store, environment, name) {
        let mut content = Content::new(store, &digests, constant);
        content.constant(environment, constant);
        let found = digest(&content.bytes);
        digests.insert(constant.name, found);
    }
    digests.get(&name).copied()
}

/// The constants that a constant depends on and itself, in the order in which they were declared.
fn closure<'a>(store: &Store, environment: &'a Environment, name: NameId) -> Vec<&'a Constant> {
    let mut seen = FxHashSet::default();
    let mut pending = vec![name];
    while let Some(name) = pending.pop() {
        let Some(constant) = environment.get(name) else { continue };
        if !seen.insert(name) {
            continue;
        }
        for term in relevant_terms(constant) {
            store.mentioned(term, &mut pending);
        }
        match &constant.kind {
            Kind::Inductive(inductive) => {
                pending.extend(inductive.all.iter().chain(&inductive.constructors));
            }
            Kind::Constructor(constructor) => pending.push(constructor.inductive),
            Kind::Recursor(recursor) => pending.extend(&recursor.all),
            _ => {}
        }
    }
    environment.constants().iter().filter(|constant| seen.contains(&constant.name)).collect()
}

fn relevant_terms(constant: &Constant) -> Vec<TermId> {
    match constant.kind {
        Kind::Definition(value, _) => vec![constant.of, value],
        _ => vec![constant.of],
    }
}

/// A canonical writing of one constant.
struct Content<'a> {
    store: &'a Store,
    digests: &'a FxHashMap<NameId, Digest>,
    levels: &'a [NameId],
    bytes: Vec<u8>,
    /// Layers written so far: equal layers have equal numbers, whatever their binders are called.
    layers: FxHashMap<Vec<u8>, u32>,
    numbers: FxHashMap<TermId, u32>,
}

impl<'a> Content<'a> {
    fn new(store: &'a Store, digests: &'a FxHashMap<NameId, Digest>, constant: &'a Constant) -> Self {
        Content {
            store,
            digests,
            levels: &constant.levels,
            bytes: Vec::new(),
            layers: FxHashMap::default(),
            numbers: FxHashMap::default(),
        }
    }

    fn constant(&mut self, environment: &Environment, constant: &Constant) {
        self.number(constant.levels.len());
        match &constant.kind {
            Kind::Axiom => self.bytes.push(b'A'),
            Kind::Definition(..) => self.bytes.push(b'D'),
            Kind::Theorem(_) => self.bytes.push(b'T'),
            Kind::Opaque(_) => self.bytes.push(b'O'),
            Kind::Quotient(quotient) => self.bytes.extend([b'Q', *quotient as u8]),
            Kind::Inductive(inductive) => {
                self.bytes.push(b'I');
                self.number(inductive.parameters as usize);
                self.block(environment, &inductive.all);
            }
            Kind::Constructor(constructor) => {
                self.bytes.push(b'C');
                self.number(constructor.index as usize);
                self.block(environment, &[constructor.inductive]);
            }
            Kind::Recursor(recursor) => {
                self.bytes.push(b'R');
                self.block(environment, &recursor.all);
            }
        }
        self.name(constant.name);
        for term in relevant_terms(constant) {
            self.term(term);
        }
    }

    /// Types and constructors of a block, by name and type.
    fn block(&mut self, environment: &Environment, all: &[NameId]) {
        for &name in all {
            let Some(Constant { of, kind: Kind::Inductive(inductive), .. }) = environment.get(name) else {
                continue;
            };
            self.name(name);
            self.term(*of);
            self.number(inductive.constructors.len());
            for &constructor in &inductive.constructors {
                self.name(constructor);
                if let Some(constructor) = environment.get(constructor) {
                    self.term(constructor.of);
                }
            }
        }
    }

    fn number(&mut self, number: usize) {
        self.bytes.extend((number as u64).to_le_bytes());
    }

    fn name(&mut self, name: NameId) {
        let mut bytes = Vec::new();
        name_bytes(self.store, name, &mut bytes);
        self.bytes.extend(bytes);
    }

    /// Writes the layers that were not written yet, parts first, and then which one the term is.
    fn term(&mut self, term: TermId) {
        let mut pending = vec![term];
        while let Some(&next) = pending.last() {
            let layer = self.store.term_at(next);
            let missing: Vec<TermId> =
                parts(layer).map(|(part, _)| part).filter(|part| !self.numbers.contains_key(part)).collect();
            if self.numbers.contains_key(&next) {
                pending.pop();
            } else if missing.is_empty() {
                pending.pop();
                self.layer(next, layer);
            } else {
                pending.extend(missing.into_iter().rev());
            }
        }
        let number = self.numbers.get(&term).copied().unwrap_or(u32::MAX);
        self.number(number as usize);
    }

    fn layer(&mut self, term: TermId, layer: Term) {
        let bytes = self.layer_bytes(layer);
        let next = u32::try_from(self.layers.len()).unwrap_or(u32::MAX);
        let number = *self.layers.entry(bytes.clone()).or_insert(next);
        if number == next {
            self.bytes.extend(bytes);
        }
        self.numbers.insert(term, number);
    }

    fn layer_bytes(&self, layer: Term) -> Vec<u8> {
        let mut bytes = Vec::new();
        match layer {
            Term::Bound(index) => {
                bytes.push(1);
                bytes.extend(index.to_le_bytes());
            }
            Term::Sort(level) => {
                bytes.push(2);
                self.level(level, &mut bytes);
            }
            Term::Constant(name, levels) => {
                bytes.push(3);
                self.reference(name, &mut bytes);
                let levels = self.store.levels_at(levels);
                bytes.extend((levels.len() as u64).to_le_bytes());
                for &level in levels {
                    self.level(level, &mut bytes);
                }
            }
            Term::Apply(..) => bytes.push(4),
            Term::Lambda(..) => bytes.push(5),
            Term::Pi(..) => bytes.push(6),
            Term::Let { .. } => bytes.push(7),
            Term::Natural(id) => {
                let number = self.store.natural_at(id).to_bytes_le();
                bytes.push(8);
                bytes.extend((number.len() as u64).to_le_bytes());
                bytes.extend(number);
            }
            Term::Text(id) => {
                let text = self.store.text_at(id).as_bytes();
                bytes.push(9);
                bytes.extend((text.len() as u64).to_le_bytes());
                bytes.extend(text);
            }
            Term::Project(name, index, _) => {
                bytes.push(10);
                self.reference(name, &mut bytes);
                bytes.extend(index.to_le_bytes());
            }
            Term::Free(_) => bytes.push(11),
        }
        for (part, _) in parts(layer) {
            bytes.extend(self.numbers.get(&part).copied().unwrap_or(u32::MAX).to_le_bytes());
        }
        bytes
    }

    /// A constant of the same block has no digest yet; its name stands for it, and the block is written beside it.
    fn reference(&self, name: NameId, bytes: &mut Vec<u8>) {
        name_bytes(self.store, name, bytes);
        bytes.extend(self.digests.get(&name).unwrap_or(&[0; 32]));
    }

    fn level(&self, level: LevelId, bytes: &mut Vec<u8>) {
        match self.store.level_at(level) {
            Level::Zero => bytes.push(b'0'),
            Level::Successor(of) => {
                bytes.push(b'+');
                self.level(of, bytes);
            }
            Level::Max(a, b) | Level::IMax(a, b) => {
                let is_max = matches!(self.store.level_at(level), Level::Max(..));
                bytes.push(if is_max { b'm' } else { b'i' });
                self.level(a, bytes);
                self.level(b, bytes);
            }
            Level::Parameter(name) => {
                let position = self.levels.iter().position(|&parameter| parameter == name);
                bytes.push(b'p');
                bytes.extend((position.unwrap_or(usize::MAX) as u64).to_le_bytes());
            }
        }
    }
}

/// A name, its last part first, closed by a zero.
fn name_bytes(store: &Store, name: NameId, bytes: &mut Vec<u8>) {
    let mut next = name;
    loop {
        match store.name_at(next) {
            Name::Anonymous => break,
            Name::Text(prefix, part) => {
                bytes.push(1);
                bytes.extend((part.len() as u64).to_le_bytes());
                bytes.extend(part.as_bytes());
                next = *prefix;
            }
            Name::Number(prefix, number) => {
                bytes.push(2);
                bytes.extend(number.to_le_bytes());
                next = *prefix;
            }
        }
    }
    bytes.push(0);
}
