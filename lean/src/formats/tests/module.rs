//! A writer of modules, for tests: constants become the objects that Lean would have written.
//! Given by: tests, constants of an environment.
//! Gives: the bytes of an `.olean` file, in the layout of 2021 or in the one of today.
//! Holds: equal names, levels and terms are one object; no depth of nesting needs stack.

use kernel::store::parts;
use kernel::{
    BinderKind, Constant, Hint, Kind, Level, LevelId, Name, NameId, Quotient, Recursor, Store, Term, TermId,
};
use std::collections::HashMap;

const BASE: u64 = 0x0012_3456_0000;

/// How the file is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Old,
    Two,
}

/// Writes a module with these constants.
pub(super) fn module(store: &Store, layout: Layout, imports: &[&str], constants: &[&Constant]) -> Vec<u8> {
    module_at(store, (layout, BASE), imports, constants)
}

/// Writes a module with these constants whose heap is at an address.
pub(super) fn module_at(
    store: &Store,
    (layout, base): (Layout, u64),
    imports: &[&str],
    constants: &[&Constant],
) -> Vec<u8> {
    let header = if layout == Layout::Old { 16 } else { 96 };
    let mut writer = Writer {
        store,
        old: layout == Layout::Old,
        base,
        bytes: vec![0; header],
        names: HashMap::new(),
        levels: HashMap::new(),
        terms: HashMap::new(),
    };
    writer.names.insert(NameId::ANONYMOUS, 1);
    let imports: Vec<u64> = imports.iter().map(|import| writer.import(import)).collect();
    let imports = writer.array(&imports);
    let names: Vec<u64> = constants.iter().map(|constant| writer.name(constant.name)).collect();
    let names = writer.array(&names);
    let constants: Vec<u64> = constants.iter().map(|constant| writer.constant(constant)).collect();
    let constants = writer.array(&constants);
    let empty = writer.array(&[]);
    if layout == Layout::Old {
        let root = writer.object(0, &[imports, constants, empty], &[]);
        writer.bytes[..16].copy_from_slice(b"oleanfile!!!!!!!");
        writer.bytes.extend(root.to_le_bytes());
        return writer.bytes;
    }
    let root = writer.object(0, &[imports, names, constants, empty, empty], &[0]);
    writer.bytes[..13].copy_from_slice(b"olean\x02\x014.27.0");
    writer.bytes[80..88].copy_from_slice(&base.to_le_bytes());
    writer.bytes[88..96].copy_from_slice(&root.to_le_bytes());
    writer.bytes
}

struct Writer<'a> {
    store: &'a Store,
    old: bool,
    base: u64,
    bytes: Vec<u8>,
    names: HashMap<NameId, u64>,
    levels: HashMap<LevelId, u64>,
    terms: HashMap<TermId, u64>,
}

fn small(number: u32) -> u64 {
    u64::from(number) << 1 | 1
}

impl Writer<'_> {
    fn address(&self) -> u64 {
        let length = self.bytes.len() as u64;
        if self.old { length - 16 } else { self.base + length }
    }

    fn finish(&mut self, address: u64) -> u64 {
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        address
    }

    fn object(&mut self, tag: u8, fields: &[u64], rest: &[u8]) -> u64 {
        let address = self.address();
        let size = (8 + 8 * fields.len() + rest.len()).next_multiple_of(8) as u16;
        let low = if self.old { [0, 3] } else { size.to_le_bytes() };
        self.bytes.extend([0, 0, 0, 0, low[0], low[1], fields.len() as u8, tag]);
        self.bytes.extend(fields.iter().flat_map(|field| field.to_le_bytes()));
        self.bytes.extend(rest);
        self.finish(address)
    }

    fn array(&mut self, elements: &[u64]) -> u64 {
        let address = self.address();
        let length = (elements.len() as u64).to_le_bytes();
        self.bytes.extend([0, 0, 0, 0, 1, 0, 0, 246]);
        self.bytes.extend([length, length].concat());
        self.bytes.extend(elements.iter().flat_map(|element| element.to_le_bytes()));
        self.finish(address)
    }

    fn text(&mut self, text: &str) -> u64 {
        let address = self.address();
        let size = (text.len() as u64 + 1).to_le_bytes();
        self.bytes.extend([0, 0, 0, 0, 1, 0, 0, 249]);
        self.bytes.extend([size, size, (text.chars().count() as u64).to_le_bytes()].concat());
        self.bytes.extend(text.bytes().chain([0]));
        self.finish(address)
    }

    fn list(&mut self, elements: &[u64]) -> u64 {
        elements.iter().rev().fold(1, |rest, &element| self.object(1, &[element, rest], &[]))
    }

    fn import(&mut self, dotted: &str) -> u64 {
        let name = dotted.split('.').fold(1, |prefix, part| {
            let part = self.text(part);
            self.object(1, &[prefix, part], &[0; 8])
        });
        self.object(0, &[name], &[0])
    }

    fn name(&mut self, id: NameId) -> u64 {
        if let Some(&address) = self.names.get(&id) {
            return address;
        }
        let address = match self.store.name_at(id).clone() {
            Name::Anonymous => 1,
            Name::Text(prefix, part) => {
                let (prefix, part) = (self.name(prefix), self.text(&part));
                self.object(1, &[prefix, part], &[0; 8])
            }
            Name::Number(prefix, number) => {
                let prefix = self.name(prefix);
                self.object(2, &[prefix, number << 1 | 1], &[0; 8])
            }
        };
        self.names.insert(id, address);
        address
    }

    fn names(&mut self, ids: &[NameId]) -> u64 {
        let names: Vec<u64> = ids.iter().map(|&id| self.name(id)).collect();
        self.list(&names)
    }

    fn level(&mut self, id: LevelId) -> u64 {
        if let Some(&address) = self.levels.get(&id) {
            return address;
        }
        let (tag, fields) = match self.store.level_at(id) {
            Level::Zero => (0, vec![]),
            Level::Successor(of) => (1, vec![self.level(of)]),
            Level::Max(a, b) => (2, vec![self.level(a), self.level(b)]),
            Level::IMax(a, b) => (3, vec![self.level(a), self.level(b)]),
            Level::Parameter(name) => (4, vec![self.name(name)]),
        };
        let address = self.object(tag, &fields, &[0; 8]);
        self.levels.insert(id, address);
        address
    }

    fn term(&mut self, id: TermId) -> u64 {
        let mut open = vec![id];
        while let Some(&next) = open.last() {
            let layer = self.store.term_at(next);
            let missing: Vec<TermId> =
                parts(layer).map(|(part, _)| part).filter(|part| !self.terms.contains_key(part)).collect();
            if missing.is_empty() {
                let address = self.layer(layer);
                self.terms.insert(next, address);
                open.pop();
            }
            open.extend(missing);
        }
        self.terms[&id]
    }

    fn layer(&mut self, layer: Term) -> u64 {
        let mut rest = vec![0; 8];
        let (tag, fields) = match layer {
            Term::Bound(index) => (0, vec![small(index)]),
            Term::Free(_) => (1, vec![1]),
            Term::Sort(level) => (3, vec![self.level(level)]),
            Term::Constant(name, levels) => {
                let levels = self.store.levels_at(levels).to_vec();
                let levels: Vec<u64> = levels.into_iter().map(|level| self.level(level)).collect();
                (4, vec![self.name(name), self.list(&levels)])
            }
            Term::Apply(function, argument) => (5, vec![self.terms[&function], self.terms[&argument]]),
            Term::Lambda(binder, domain, body) | Term::Pi(binder, domain, body) => {
                let kind: u64 = match binder.kind {
                    BinderKind::Explicit => 0,
                    BinderKind::Implicit => 1,
                    BinderKind::StrictImplicit => 2,
                    BinderKind::Instance => 3,
                };
                if self.old {
                    rest = (kind << 37_u64).to_le_bytes().to_vec()
                } else {
                    rest.push(kind as u8)
                }
                let tag = if matches!(layer, Term::Lambda(..)) { 6 } else { 7 };
                (tag, vec![self.name(binder.name), self.terms[&domain], self.terms[&body]])
            }
            Term::Let { name, of, value, body } => {
                rest.push(0);
                (8, vec![self.name(name), self.terms[&of], self.terms[&value], self.terms[&body]])
            }
            Term::Natural(id) => {
                let number = self.number(&self.store.natural_at(id).to_bytes_le());
                (9, vec![self.object(0, &[number], &[])])
            }
            Term::Text(id) => {
                let text = self.text(self.store.text_at(id));
                (9, vec![self.object(1, &[text], &[])])
            }
            Term::Project(name, index, of) => (11, vec![self.name(name), small(index), self.terms[&of]]),
        };
        self.object(tag, &fields, &rest)
    }

    fn number(&mut self, bytes: &[u8]) -> u64 {
        if bytes.len() < 8 {
            return bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)) << 1 | 1;
        }
        let address = self.address();
        let limbs = bytes.len().div_ceil(8) as u32;
        self.bytes.extend([0, 0, 0, 0, 1, 0, 0, 250]);
        self.bytes.extend([limbs.to_le_bytes(), limbs.to_le_bytes()].concat());
        self.bytes.extend((address + 24).to_le_bytes());
        self.bytes.extend(bytes);
        self.finish(address)
    }

    fn constant(&mut self, constant: &Constant) -> u64 {
        let levels = self.names(&constant.levels);
        let (name, of) = (self.name(constant.name), self.term(constant.of));
        let head = self.object(0, &[name, levels, of], &[]);
        let all = self.names(&[constant.name]);
        let all = if self.old { vec![] } else { vec![all] };
        let (tag, fields, rest) = match &constant.kind {
            Kind::Axiom => (0, vec![head], vec![0]),
            Kind::Definition(body, hint) => {
                let (body, hint) = (self.term(*body), self.hint(*hint));
                (1, [vec![head, body, hint], all].concat(), vec![1])
            }
            Kind::Theorem(body) => (2, [vec![head, self.term(*body)], all].concat(), vec![]),
            Kind::Opaque(body) => (3, [vec![head, self.term(*body)], all].concat(), vec![0]),
            Kind::Quotient(kind) => (4, vec![head], vec![quotient(*kind)]),
            Kind::Inductive(it) => {
                let (all, constructors) = (self.names(&it.all), self.names(&it.constructors));
                let fields = vec![head, small(it.parameters), small(it.indices), all, constructors];
                let nested = if self.old { vec![] } else { vec![small(it.nested)] };
                (5, [fields, nested].concat(), vec![u8::from(it.recursive), 0, u8::from(it.reflexive)])
            }
            Kind::Constructor(it) => {
                let inductive = self.name(it.inductive);
                let fields = vec![head, inductive, small(it.index), small(it.parameters), small(it.fields)];
                (6, fields, vec![0])
            }
            Kind::Recursor(it) => (7, self.recursor(head, it), vec![u8::from(it.k), 0]),
        };
        let value = self.object(0, &fields, &rest);
        self.object(tag, &[value], &[])
    }

    fn hint(&mut self, hint: Hint) -> u64 {
        match hint {
            Hint::Opaque => 1,
            Hint::Abbreviation => 3,
            Hint::Regular(height) => self.object(2, &[], &height.to_le_bytes()),
        }
    }

    fn recursor(&mut self, head: u64, it: &Recursor) -> Vec<u64> {
        let all = self.names(&it.all);
        let mut rules = Vec::new();
        for rule in &it.rules {
            let (constructor, result) = (self.name(rule.constructor), self.term(rule.result));
            rules.push(self.object(0, &[constructor, small(rule.fields), result], &[]));
        }
        let rules = self.list(&rules);
        let counts = [it.parameters, it.indices, it.motives, it.minors].map(small);
        [vec![head, all], counts.to_vec(), vec![rules]].concat()
    }
}

fn quotient(kind: Quotient) -> u8 {
    match kind {
        Quotient::Type => 0,
        Quotient::Make => 1,
        Quotient::Lift => 2,
        Quotient::Induct => 3,
    }
}
