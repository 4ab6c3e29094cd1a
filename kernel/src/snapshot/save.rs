//! Writing a snapshot.
//! Given by: an environment and its store.
//! Gives: bytes.
//! Holds: only what the declarations reach is written, numbered by first use, so other contents of the store leave no trace.

use super::{MAGIC, tag};
use crate::declaration::{Declaration, Definition, Hint, InductiveBlock, Value};
use crate::environment::primitive::{OPERATIONS, Primitives};
use crate::environment::{Constant, Environment, Kind};
use crate::level::{Level, LevelId, LevelsId};
use crate::name::{Name, NameId};
use crate::store::{Store, parts};
use crate::term::{Term, TermId};
use rustc_hash::FxHashMap;

/// The environment as bytes.
#[must_use]
pub fn save(store: &Store, environment: &Environment) -> Vec<u8> {
    let mut saving = Saving::new(store);
    let mut declarations = Section::default();
    let mut constants = environment.constants();
    for declaration in environment.declarations() {
        let count = match declaration {
            Declaration::Constant(..) => 1,
            Declaration::Inductive(block) => {
                let declared: usize = block.types.iter().map(|of| 1 + of.constructors.len()).sum();
                declared + environment.recursors_of(block).len()
            }
            Declaration::Quotient => 4,
        };
        let (own, rest) = constants.split_at(count.min(constants.len()));
        constants = rest;
        saving.declaration(&mut declarations, declaration, own);
    }
    saving.primitives(&mut declarations, environment.primitives());
    let mut bytes = MAGIC.to_vec();
    for section in [saving.names, saving.levels, saving.lists, saving.numbers, saving.texts, saving.terms] {
        section.finish(&mut bytes);
    }
    let count = environment.declarations().len();
    Section { count: u32::try_from(count).unwrap_or(u32::MAX), ..declarations }.finish(&mut bytes);
    bytes
}

/// Items of one kind.
#[derive(Default)]
struct Section {
    count: u32,
    bytes: Vec<u8>,
}

impl Section {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn word(&mut self, word: u32) {
        self.bytes.extend(word.to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        self.word(u32::try_from(length).unwrap_or(u32::MAX));
    }

    fn text(&mut self, text: &[u8]) {
        self.length(text.len());
        self.bytes.extend(text);
    }

    /// Counts an item that was written, and gives its number.
    fn item(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    fn finish(self, bytes: &mut Vec<u8>) {
        bytes.extend(self.count.to_le_bytes());
        bytes.extend(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.bytes);
    }
}

struct Saving<'a> {
    store: &'a Store,
    names: Section,
    levels: Section,
    lists: Section,
    numbers: Section,
    texts: Section,
    terms: Section,
    name_numbers: FxHashMap<NameId, u32>,
    level_numbers: FxHashMap<LevelId, u32>,
    list_numbers: FxHashMap<LevelsId, u32>,
    term_numbers: FxHashMap<TermId, u32>,
}

impl<'a> Saving<'a> {
    /// A store starts with the anonymous name, the levels 0 and 1 and the empty list, so these come first.
    fn new(store: &'a Store) -> Self {
        let mut saving = Saving {
            store,
            names: Section::default(),
            levels: Section::default(),
            lists: Section::default(),
            numbers: Section::default(),
            texts: Section::default(),
            terms: Section::default(),
            name_numbers: FxHashMap::default(),
            level_numbers: FxHashMap::default(),
            list_numbers: FxHashMap::default(),
            term_numbers: FxHashMap::default(),
        };
        saving.name_numbers.insert(NameId::ANONYMOUS, saving.names.item());
        saving.level(LevelId::ONE);
        saving.list(LevelsId::EMPTY);
        saving
    }

    fn name(&mut self, name: NameId) -> u32 {
        let mut missing = Vec::new();
        let mut next = name;
        while !self.name_numbers.contains_key(&next) {
            missing.push(next);
            next = match self.store.name_at(next) {
                Name::Anonymous => NameId::ANONYMOUS,
                Name::Text(prefix, _) | Name::Number(prefix, _) => *prefix,
            };
        }
        let mut number = self.name_numbers[&next];
        for id in missing.into_iter().rev() {
            match self.store.name_at(id) {
                Name::Anonymous => {}
                Name::Text(_, part) => {
                    self.names.byte(tag::TEXT_PART);
                    self.names.word(number);
                    self.names.text(part.as_bytes());
                }
                Name::Number(_, part) => {
                    self.names.byte(tag::NUMBER_PART);
                    self.names.word(number);
                    self.names.bytes.extend(part.to_le_bytes());
                }
            }
            number = self.names.item();
            self.name_numbers.insert(id, number);
        }
        number
    }

    /// Levels that were checked are not deep.
    fn level(&mut self, level: LevelId) -> u32 {
        if let Some(&number) = self.level_numbers.get(&level) {
            return number;
        }
        let (tag, parts) = match self.store.level_at(level) {
            Level::Zero => (tag::ZERO, vec![]),
            Level::Successor(of) => (tag::SUCCESSOR, vec![self.level(of)]),
            Level::Max(a, b) => (tag::MAX, vec![self.level(a), self.level(b)]),
            Level::IMax(a, b) => (tag::IMAX, vec![self.level(a), self.level(b)]),
            Level::Parameter(name) => (tag::PARAMETER, vec![self.name(name)]),
        };
        self.levels.byte(tag);
        parts.into_iter().for_each(|part| self.levels.word(part));
        let number = self.levels.item();
        self.level_numbers.insert(level, number);
        number
    }

    fn list(&mut self, list: LevelsId) -> u32 {
        if let Some(&number) = self.list_numbers.get(&list) {
            return number;
        }
        let levels: Vec<u32> = self.store.levels_at(list).iter().map(|&level| self.level(level)).collect();
        self.lists.length(levels.len());
        levels.into_iter().for_each(|level| self.lists.word(level));
        let number = self.lists.item();
        self.list_numbers.insert(list, number);
        number
    }

    fn term(&mut self, term: TermId) -> u32 {
        let mut pending = vec![term];
        while let Some(&next) = pending.last() {
            let layer = self.store.term_at(next);
            let before = pending.len();
            if !self.term_numbers.contains_key(&next) {
                pending.extend(
                    parts(layer).map(|(part, _)| part).filter(|part| !self.term_numbers.contains_key(part)),
                );
            }
            if pending.len() == before {
                pending.pop();
                self.layer(next, layer);
            } else {
                pending[before..].reverse();
            }
        }
        self.term_numbers[&term]
    }

    fn layer(&mut self, id: TermId, layer: Term) {
        if self.term_numbers.contains_key(&id) {
            return;
        }
        let (tag, words) = self.layer_words(layer);
        self.terms.byte(tag);
        words.into_iter().for_each(|word| self.terms.word(word));
        let number = self.terms.item();
        self.term_numbers.insert(id, number);
    }

    fn layer_words(&mut self, layer: Term) -> (u8, Vec<u32>) {
        let at = |saving: &Self, term: TermId| saving.term_numbers[&term];
        match layer {
            Term::Bound(index) => (tag::BOUND, vec![index]),
            Term::Sort(level) => (tag::SORT, vec![self.level(level)]),
            Term::Constant(name, levels) => (tag::CONSTANT, vec![self.name(name), self.list(levels)]),
            Term::Apply(function, argument) => (tag::APPLY, vec![at(self, function), at(self, argument)]),
            Term::Lambda(binder, domain, body) => {
                let name = self.name(binder.name);
                (tag::LAMBDA + binder.kind as u8, vec![name, at(self, domain), at(self, body)])
            }
            Term::Pi(binder, domain, body) => {
                let name = self.name(binder.name);
                (tag::PI + binder.kind as u8, vec![name, at(self, domain), at(self, body)])
            }
            Term::Let { name, of, value, body } => {
                let name = self.name(name);
                (tag::LET, vec![name, at(self, of), at(self, value), at(self, body)])
            }
            Term::Natural(id) => {
                self.numbers.text(&self.store.natural_at(id).to_bytes_le());
                (tag::NATURAL, vec![self.numbers.item()])
            }
            Term::Text(id) => {
                self.texts.text(self.store.text_at(id).as_bytes());
                (tag::TEXT, vec![self.texts.item()])
            }
            Term::Project(name, index, of) => {
                let name = self.name(name);
                (tag::PROJECT, vec![name, index, at(self, of)])
            }
            // Declarations that were checked have no free variables.
            Term::Free(id) => (0, vec![id.0]),
        }
    }

    // Declarations

    fn names_in(&mut self, out: &mut Section, names: &[NameId]) {
        out.length(names.len());
        for &name in names {
            let number = self.name(name);
            out.word(number);
        }
    }

    fn head(&mut self, out: &mut Section, name: NameId, levels: &[NameId], of: TermId) {
        let number = self.name(name);
        out.word(number);
        self.names_in(out, levels);
        let of = self.term(of);
        out.word(of);
    }

    fn declaration(&mut self, out: &mut Section, declaration: &Declaration, own: &[Constant]) {
        match declaration {
            Declaration::Constant(definition, value) => self.constant(out, definition, *value),
            Declaration::Inductive(block) => {
                out.byte(tag::INDUCTIVE);
                self.block(out, block);
                self.derived(out, own);
            }
            Declaration::Quotient => {
                out.byte(tag::QUOTIENT);
                self.derived(out, own);
            }
        }
    }

    fn constant(&mut self, out: &mut Section, definition: &Definition, value: Value) {
        let (tag, body, hint) = match value {
            Value::Axiom => (tag::AXIOM, None, None),
            Value::Definition(body, hint, _) => (tag::DEFINITION, Some(body), Some(hint)),
            Value::Theorem(body) => (tag::THEOREM, Some(body), None),
            Value::Opaque(body) => (tag::OPAQUE, Some(body), None),
        };
        out.byte(tag);
        self.head(out, definition.name, &definition.levels, definition.of);
        if let Some(body) = body {
            let body = self.term(body);
            out.word(body);
        }
        match hint {
            None => {}
            Some(Hint::Opaque) => out.bytes.extend([0, 0, 0, 0, 0]),
            Some(Hint::Abbreviation) => out.bytes.extend([1, 0, 0, 0, 0]),
            Some(Hint::Regular(height)) => {
                out.byte(2);
                out.word(height);
            }
        }
    }

    fn block(&mut self, out: &mut Section, block: &InductiveBlock) {
        self.names_in(out, &block.levels);
        out.word(block.parameters);
        out.length(block.types.len());
        for of in &block.types {
            self.head(out, of.name, &[], of.of);
            out.length(of.constructors.len());
            for constructor in &of.constructors {
                self.head(out, constructor.name, &[], constructor.of);
            }
        }
    }

    fn derived(&mut self, out: &mut Section, constants: &[Constant]) {
        out.length(constants.len());
        for constant in constants {
            self.derived_kind(out, &constant.kind);
            self.head(out, constant.name, &constant.levels, constant.of);
        }
    }

    fn derived_kind(&mut self, out: &mut Section, kind: &Kind) {
        match kind {
            Kind::Inductive(inductive) => {
                out.byte(tag::INDUCTIVE);
                self.names_in(out, &inductive.all);
                self.names_in(out, &inductive.constructors);
                out.word(inductive.parameters);
                out.word(inductive.indices);
                out.bytes.extend([u8::from(inductive.recursive), u8::from(inductive.reflexive)]);
                out.word(inductive.nested);
            }
            Kind::Constructor(constructor) => {
                out.byte(tag::CONSTRUCTOR);
                let inductive = self.name(constructor.inductive);
                for word in [inductive, constructor.index, constructor.parameters, constructor.fields] {
                    out.word(word);
                }
            }
            Kind::Recursor(recursor) => {
                out.byte(tag::RECURSOR);
                self.names_in(out, &recursor.all);
                for word in [recursor.parameters, recursor.indices, recursor.motives, recursor.minors] {
                    out.word(word);
                }
                out.byte(u8::from(recursor.k));
                out.length(recursor.rules.len());
                for rule in &recursor.rules {
                    let (name, result) = (self.name(rule.constructor), self.term(rule.result));
                    [name, rule.fields, result].into_iter().for_each(|word| out.word(word));
                }
            }
            Kind::Quotient(quotient) => out.bytes.extend([tag::QUOTIENT, *quotient as u8]),
            // The others are written with their declarations.
            Kind::Axiom | Kind::Definition(..) | Kind::Theorem(_) | Kind::Opaque(_) => out.byte(0),
        }
    }

    fn primitives(&mut self, out: &mut Section, primitives: &Primitives) {
        let natural = primitives.natural.map(|natural| vec![natural.of, natural.zero, natural.successor]);
        let truths = primitives.truths.map(|(no, yes)| vec![no, yes]);
        let text = primitives
            .text
            .map(|it| vec![it.of, it.of_list, it.character, it.character_of_number, it.nil, it.cons]);
        for names in [natural, truths, text] {
            self.names_in(out, &names.unwrap_or_default());
        }
        out.bytes.extend([u8::from(primitives.equality), u8::from(primitives.quotient)]);
        out.length(primitives.operations.len());
        for &(name, operation) in &primitives.operations {
            let name = self.name(name);
            out.word(name);
            out.length(OPERATIONS.iter().position(|&other| other == operation).unwrap_or(usize::MAX));
        }
    }
}
