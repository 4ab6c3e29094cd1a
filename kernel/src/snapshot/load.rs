//! Reading a snapshot.
//! Given by: whoever starts from a checked library.
//! Gives: a store and an environment, in time proportional to the bytes.
//! Holds: bytes with another digest are not looked at; malformed ones are refused without panic.

use super::{MAGIC, tag};
use crate::declaration::{
    Constructor, Declaration, Definition, Hint, InductiveBlock, InductiveType, Safety, Value,
};
use crate::environment::primitive::{Natural, OPERATIONS, Primitives, TextNames};
use crate::environment::{Constant, ConstructorOf, Environment, Inductive, Kind, Quotient, Recursor, Rule};
use crate::level::{Level, LevelId, LevelsId};
use crate::name::{Name, NameId};
use crate::store::Store;
use crate::term::{Binder, BinderKind, NaturalId, Term, TermId, TextId};
use num_bigint::BigUint;

/// Why a snapshot is not loaded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoadError {
    /// The digest is not the one that is expected.
    OtherContent,
    /// The bytes have the digest, but are not a snapshot of this version.
    Malformed,
}

/// Loads a snapshot whose digest, computed by `digest`, is the expected one.
///
/// Nothing in the bytes is checked as a proof: whoever names the digest answers for it.
///
/// # Errors
/// If the digest is another one, or the bytes are not a snapshot.
pub fn load(
    bytes: &[u8],
    expected: &[u8; 32],
    digest: impl FnOnce(&[u8]) -> [u8; 32],
) -> Result<(Store, Environment), LoadError> {
    if digest(bytes) != *expected {
        return Err(LoadError::OtherContent);
    }
    decode(bytes).ok_or(LoadError::Malformed)
}

fn decode(bytes: &[u8]) -> Option<(Store, Environment)> {
    let mut bytes = Bytes(bytes.strip_prefix(&MAGIC)?);
    let mut store = Store::new();
    let names = bytes.section()?;
    let levels = bytes.section()?;
    let lists = bytes.section()?;
    let numbers = bytes.section()?;
    let texts = bytes.section()?;
    let terms = bytes.section()?;
    let declarations = bytes.section()?;
    load_names(&mut store, names)?;
    load_levels(&mut store, levels)?;
    load_lists(&mut store, lists)?;
    load_literals(&mut store, numbers, texts)?;
    load_terms(&mut store, terms)?;
    let mut environment = load_declarations(&store, declarations)?;
    environment.set_stamp(&store);
    bytes.0.is_empty().then_some((store, environment))
}

/// Bytes not read yet.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

/// Number of items, and their bytes.
type Section<'a> = (u32, Bytes<'a>);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    fn word(&mut self) -> Option<u32> {
        let (word, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*word))
    }

    fn long(&mut self) -> Option<u64> {
        let (long, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*long))
    }

    fn truth(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.word()? as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    fn section(&mut self) -> Option<Section<'a>> {
        let count = self.word()?;
        self.text().map(|bytes| (count, Bytes(bytes)))
    }

    /// An index below a bound.
    fn index(&mut self, bound: usize) -> Option<u32> {
        self.word().filter(|&index| (index as usize) < bound)
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.word()? as usize;
        let mut items = Vec::with_capacity(count.min(self.0.len()));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }
}

fn load_names(store: &mut Store, (count, mut bytes): Section<'_>) -> Option<()> {
    for number in 1..count {
        let kind = bytes.byte()?;
        let prefix = NameId(bytes.index(number as usize)?);
        store.load_name(match kind {
            tag::TEXT_PART => Name::Text(prefix, std::str::from_utf8(bytes.text()?).ok()?.into()),
            tag::NUMBER_PART => Name::Number(prefix, bytes.long()?),
            _ => return None,
        });
    }
    bytes.0.is_empty().then_some(())
}

fn load_levels(store: &mut Store, (count, mut bytes): Section<'_>) -> Option<()> {
    let names = store.name_count();
    for number in 0..count {
        let part = |bytes: &mut Bytes<'_>| bytes.index(number as usize).map(LevelId);
        let level = match bytes.byte()? {
            tag::ZERO => Level::Zero,
            tag::SUCCESSOR => Level::Successor(part(&mut bytes)?),
            tag::MAX => Level::Max(part(&mut bytes)?, part(&mut bytes)?),
            tag::IMAX => Level::IMax(part(&mut bytes)?, part(&mut bytes)?),
            tag::PARAMETER => Level::Parameter(NameId(bytes.index(names)?)),
            _ => return None,
        };
        if store.level(level) != LevelId(number) {
            return None;
        }
    }
    bytes.0.is_empty().then_some(())
}

fn load_lists(store: &mut Store, (count, mut bytes): Section<'_>) -> Option<()> {
    let levels = store.level_count();
    for number in 0..count {
        let list = bytes.list(|bytes| bytes.index(levels).map(LevelId))?;
        if store.levels_of(&list) != LevelsId(number) {
            return None;
        }
    }
    bytes.0.is_empty().then_some(())
}

fn load_literals(store: &mut Store, numbers: Section<'_>, texts: Section<'_>) -> Option<()> {
    let (count, mut bytes) = numbers;
    for _ in 0..count {
        store.load_natural(BigUint::from_bytes_le(bytes.text()?));
    }
    let rest = bytes.0;
    let (count, mut bytes) = texts;
    for _ in 0..count {
        store.load_text(std::str::from_utf8(bytes.text()?).ok()?);
    }
    (rest.is_empty() && bytes.0.is_empty()).then_some(())
}

fn load_terms(store: &mut Store, (count, mut bytes): Section<'_>) -> Option<()> {
    if count as usize > bytes.0.len() {
        return None;
    }
    store.reserve_terms(count as usize);
    let (names, levels, lists) = (store.name_count(), store.level_count(), store.levels_count());
    let (numbers, texts) = store.literal_counts();
    for number in 0..count {
        let part = |bytes: &mut Bytes<'_>| bytes.index(number as usize).map(TermId);
        let name = |bytes: &mut Bytes<'_>| bytes.index(names).map(NameId);
        let b = &mut bytes;
        let term = match b.byte()? {
            tag::BOUND => Term::Bound(b.word()?),
            tag::SORT => Term::Sort(LevelId(b.index(levels)?)),
            tag::CONSTANT => Term::Constant(name(b)?, LevelsId(b.index(lists)?)),
            tag::APPLY => Term::Apply(part(b)?, part(b)?),
            tag::LET => Term::Let { name: name(b)?, of: part(b)?, value: part(b)?, body: part(b)? },
            tag::NATURAL => Term::Natural(NaturalId(b.index(numbers)?)),
            tag::TEXT => Term::Text(TextId(b.index(texts)?)),
            tag::PROJECT => Term::Project(name(b)?, b.word()?, part(b)?),
            tag if tag >= tag::PI => Term::Pi(binder(tag - tag::PI, name(b)?)?, part(b)?, part(b)?),
            tag if tag >= tag::LAMBDA => {
                Term::Lambda(binder(tag - tag::LAMBDA, name(b)?)?, part(b)?, part(b)?)
            }
            _ => return None,
        };
        store.load_term(term);
    }
    bytes.0.is_empty().then_some(())
}

fn binder(kind: u8, name: NameId) -> Option<Binder> {
    let kinds =
        [BinderKind::Explicit, BinderKind::Implicit, BinderKind::StrictImplicit, BinderKind::Instance];
    kinds.get(kind as usize).map(|&kind| Binder { name, kind })
}

// Declarations

struct Declarations<'a, 'b> {
    store: &'a Store,
    bytes: Bytes<'b>,
    environment: Environment,
}

fn load_declarations(store: &Store, (count, bytes): Section<'_>) -> Option<Environment> {
    let mut loading = Declarations { store, bytes, environment: Environment::new() };
    for _ in 0..count {
        let declaration = loading.declaration()?;
        loading.environment.record(declaration);
    }
    loading.primitives()?;
    loading.bytes.0.is_empty().then_some(loading.environment)
}

impl Declarations<'_, '_> {
    fn name(&mut self) -> Option<NameId> {
        self.bytes.index(self.store.name_count()).map(NameId)
    }

    fn term(&mut self) -> Option<TermId> {
        self.bytes.index(self.store.term_count()).map(TermId)
    }

    fn names(&mut self) -> Option<Vec<NameId>> {
        let bound = self.store.name_count();
        self.bytes.list(|bytes| bytes.index(bound).map(NameId))
    }

    fn head(&mut self) -> Option<Definition> {
        Some(Definition { name: self.name()?, levels: self.names()?, of: self.term()? })
    }

    fn declaration(&mut self) -> Option<Declaration> {
        match self.bytes.byte()? {
            tag::INDUCTIVE => {
                let block = self.block()?;
                self.derived()?;
                Some(Declaration::Inductive(block))
            }
            tag::QUOTIENT => {
                self.derived()?;
                Some(Declaration::Quotient)
            }
            tag => {
                let head = self.head()?;
                let (value, kind) = match tag {
                    tag::AXIOM => (Value::Axiom, Kind::Axiom),
                    tag::DEFINITION => {
                        let (body, hint) = (self.term()?, self.hint()?);
                        (Value::Definition(body, hint, Safety::Safe), Kind::Definition(body, hint))
                    }
                    tag::THEOREM => {
                        let body = self.term()?;
                        (Value::Theorem(body), Kind::Theorem(body))
                    }
                    tag::OPAQUE => {
                        let body = self.term()?;
                        (Value::Opaque(body), Kind::Opaque(body))
                    }
                    _ => return None,
                };
                self.push(&head, kind)?;
                Some(Declaration::Constant(head, value))
            }
        }
    }

    fn push(&mut self, head: &Definition, kind: Kind) -> Option<()> {
        let is_new = self.environment.get(head.name).is_none();
        let constant = Constant { name: head.name, levels: head.levels.clone(), of: head.of, kind };
        is_new.then(|| self.environment.push(constant))
    }

    fn hint(&mut self) -> Option<Hint> {
        let (kind, height) = (self.bytes.byte()?, self.bytes.word()?);
        match kind {
            0 => Some(Hint::Opaque),
            1 => Some(Hint::Abbreviation),
            2 => Some(Hint::Regular(height)),
            _ => None,
        }
    }

    fn block(&mut self) -> Option<InductiveBlock> {
        let levels = self.names()?;
        let parameters = self.bytes.word()?;
        let mut types = Vec::new();
        for _ in 0..self.bytes.word()? {
            let of = self.head()?;
            let mut constructors = Vec::new();
            for _ in 0..self.bytes.word()? {
                let constructor = self.head()?;
                constructors.push(Constructor { name: constructor.name, of: constructor.of });
            }
            types.push(InductiveType { name: of.name, of: of.of, constructors });
        }
        Some(InductiveBlock { levels, parameters, types })
    }

    fn derived(&mut self) -> Option<()> {
        for _ in 0..self.bytes.word()? {
            let kind = self.derived_kind()?;
            let head = self.head()?;
            self.push(&head, kind)?;
        }
        Some(())
    }

    fn derived_kind(&mut self) -> Option<Kind> {
        Some(match self.bytes.byte()? {
            tag::INDUCTIVE => Kind::Inductive(Inductive {
                all: self.names()?,
                constructors: self.names()?,
                parameters: self.bytes.word()?,
                indices: self.bytes.word()?,
                recursive: self.bytes.truth()?,
                reflexive: self.bytes.truth()?,
                nested: self.bytes.word()?,
            }),
            tag::CONSTRUCTOR => Kind::Constructor(ConstructorOf {
                inductive: self.name()?,
                index: self.bytes.word()?,
                parameters: self.bytes.word()?,
                fields: self.bytes.word()?,
            }),
            tag::RECURSOR => Kind::Recursor(Recursor {
                all: self.names()?,
                parameters: self.bytes.word()?,
                indices: self.bytes.word()?,
                motives: self.bytes.word()?,
                minors: self.bytes.word()?,
                k: self.bytes.truth()?,
                rules: self.rules()?,
            }),
            tag::QUOTIENT => {
                let kinds = [Quotient::Type, Quotient::Make, Quotient::Lift, Quotient::Induct];
                Kind::Quotient(*kinds.get(self.bytes.byte()? as usize)?)
            }
            _ => return None,
        })
    }

    fn rules(&mut self) -> Option<Vec<Rule>> {
        let mut rules = Vec::new();
        for _ in 0..self.bytes.word()? {
            let (constructor, fields) = (self.name()?, self.bytes.word()?);
            rules.push(Rule { constructor, fields, result: self.term()? });
        }
        Some(rules)
    }

    fn primitives(&mut self) -> Option<()> {
        let natural = match self.names()?.as_slice() {
            [] => None,
            &[of, zero, successor] => Some(Natural { of, zero, successor }),
            _ => return None,
        };
        let truths = match self.names()?.as_slice() {
            [] => None,
            &[no, yes] => Some((no, yes)),
            _ => return None,
        };
        let text = match self.names()?.as_slice() {
            [] => None,
            &[of, of_list, character, character_of_number, nil, cons] => {
                Some(TextNames { of, of_list, character, character_of_number, nil, cons })
            }
            _ => return None,
        };
        let (equality, quotient) = (self.bytes.truth()?, self.bytes.truth()?);
        let mut operations = Vec::new();
        for _ in 0..self.bytes.word()? {
            let name = self.name()?;
            operations.push((name, *OPERATIONS.get(self.bytes.word()? as usize)?));
        }
        *self.environment.primitives_mut() =
            Primitives { natural, truths, text, equality, quotient, operations };
        Some(())
    }
}
