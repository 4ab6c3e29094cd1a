//! What the indices of an export stand for: names, levels and terms.
//! Given by: the reader, line by line.
//! Gives: ids; and what a line declares, if it declares something.
//! Holds: indices may be sparse and come in any order, but each is defined once and before it is used.

use super::claim::Claim;
use super::failure::{Line, Malformation};
use super::scan::Scanner;
use super::usual::{Usual, usual};
use super::value::{Fields, Value};
use crate::level::{Level, LevelId};
use crate::name::NameId;
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term, TermId};
use rustc_hash::FxHashMap;

/// Kinds of binders as the format writes them.
pub(super) const BINDER_KINDS: [(&str, BinderKind); 4] = [
    ("default", BinderKind::Explicit),
    ("implicit", BinderKind::Implicit),
    ("strictImplicit", BinderKind::StrictImplicit),
    ("instImplicit", BinderKind::Instance),
];

/// Ids by the indices of an export.
struct Indices {
    what: &'static str,
    /// One more than the id, or zero.
    dense: Vec<u32>,
    sparse: FxHashMap<u64, u32>,
}

impl Indices {
    /// Index 0 may have a meaning without any line.
    fn new(what: &'static str, first: Option<u32>) -> Self {
        let dense = first.into_iter().map(|id| id + 1).collect();
        Indices { what, dense, sparse: FxHashMap::default() }
    }

    #[inline]
    fn get(&self, index: u64) -> Line<u32> {
        let dense = usize::try_from(index).ok().and_then(|index| self.dense.get(index));
        match dense.and_then(|id| id.checked_sub(1)).or_else(|| self.sparse.get(&index).copied()) {
            Some(id) => Ok(id),
            None => Err(Malformation::Undefined(self.what, index).into()),
        }
    }

    #[inline]
    fn define(&mut self, index: u64, id: u32) -> Line<()> {
        if index == self.dense.len() as u64 && self.sparse.is_empty() {
            self.dense.push(id + 1);
            return Ok(());
        }
        self.define_anywhere(index, id)
    }

    fn define_anywhere(&mut self, index: u64, id: u32) -> Line<()> {
        if self.get(index).is_ok() {
            return Err(Malformation::Redefined(self.what, index).into());
        }
        match usize::try_from(index) {
            Ok(index) if index <= self.dense.len().saturating_mul(2) + 1024 => {
                if self.dense.len() <= index {
                    self.dense.resize(index + 1, 0);
                }
                self.dense[index] = id + 1;
            }
            _ => {
                self.sparse.insert(index, id);
            }
        }
        Ok(())
    }
}

/// What a line says beside an index.
enum Content {
    Name(NameId),
    Level(LevelId),
    Term(TermId),
    Claim(Claim),
}

/// What the indices of an export stand for.
pub(super) struct Tables {
    names: Indices,
    levels: Indices,
    terms: Indices,
}

impl Default for Tables {
    fn default() -> Self {
        Tables {
            names: Indices::new("name", Some(NameId::ANONYMOUS.0)),
            levels: Indices::new("level", Some(LevelId::ZERO.0)),
            terms: Indices::new("expression", None),
        }
    }
}

impl Tables {
    /// Takes a line, which defines an index or declares something.
    pub(super) fn line(&mut self, line: &[u8], store: &mut Store) -> Line<Option<Claim>> {
        let (mut index, mut content) = (None, None);
        let mut scanner = Scanner::new(line);
        scanner.blank();
        scanner.items(|it, key| {
            let again = match key {
                b"in" | b"il" | b"ie" => index.replace((key, it.value_of(key)?.number()?)).is_some(),
                _ if content.is_some() => true,
                _ => content.replace(self.content(key, it, store)?).is_some(),
            };
            if again {
                Err(Malformation::Unexpected(String::from_utf8_lossy(key).into_owned()).into())
            } else {
                Ok(())
            }
        })?;
        scanner.blank();
        scanner.end()?;
        match (index, content) {
            (None, Some(Content::Claim(claim))) => return Ok(Some(claim)),
            (Some((b"in", index)), Some(Content::Name(name))) => self.names.define(index, name.0)?,
            (Some((b"il", index)), Some(Content::Level(level))) => self.levels.define(index, level.0)?,
            (Some((b"ie", index)), Some(Content::Term(term))) => self.terms.define(index, term.0)?,
            _ => return Err(Malformation::UnknownKind.into()),
        }
        Ok(None)
    }

    /// Takes the line at the start of some bytes if it is written in the usual way, and gives its length.
    #[inline]
    pub(super) fn usual_line(&mut self, bytes: &[u8], store: &mut Store) -> Line<Option<usize>> {
        let Some((usual, index, length)) = usual(bytes) else { return Ok(None) };
        let term = |index| self.terms.get(index).map(TermId);
        let name = |index| self.names.get(index).map(NameId);
        let term = match usual {
            Usual::Text { prefix, text } => {
                let name = store.name_text(name(prefix)?, text);
                return self.names.define(index, name.0).map(|()| Some(length));
            }
            Usual::Number { prefix, number } => {
                let name = store.name_number(name(prefix)?, number);
                return self.names.define(index, name.0).map(|()| Some(length));
            }
            Usual::Apply { function, argument } => Term::Apply(term(function)?, term(argument)?),
            Usual::Bind { is_lambda, kind, name: bound, domain, body } => {
                let binder = Binder { name: name(bound)?, kind };
                let bind = if is_lambda { Term::Lambda } else { Term::Pi };
                bind(binder, term(domain)?, term(body)?)
            }
        };
        self.terms.define(index, store.term(term).0).map(|()| Some(length))
    }

    // What an index stands for

    pub(super) fn name(&self, index: Value<'_>) -> Line<NameId> {
        self.names.get(index.number()?).map(NameId)
    }

    pub(super) fn names(&self, indices: Value<'_>) -> Line<Vec<NameId>> {
        indices.each(|index| self.name(index))
    }

    fn level(&self, index: Value<'_>) -> Line<LevelId> {
        self.levels.get(index.number()?).map(LevelId)
    }

    pub(super) fn term(&self, index: Value<'_>) -> Line<TermId> {
        self.terms.get(index.number()?).map(TermId)
    }

    // What a line says

    fn content<'a>(&self, kind: &'a [u8], it: &mut Scanner<'a>, store: &mut Store) -> Line<Content> {
        Ok(match kind {
            b"str" => Content::Name(it.record(|it| {
                let prefix = self.name(it.take("pre")?)?;
                Ok(store.name_text(prefix, &it.take("str")?.text()?))
            })?),
            b"num" => Content::Name(it.record(|it| {
                let prefix = self.name(it.take("pre")?)?;
                Ok(store.name_number(prefix, it.take("i")?.number()?))
            })?),
            b"succ" | b"max" | b"imax" | b"param" => {
                Content::Level(self.new_level(it.value_of(kind)?, store)?)
            }
            b"axiom" | b"def" | b"thm" | b"opaque" | b"quot" | b"inductive" => {
                Content::Claim(it.record(|it| self.claim(kind, it))?)
            }
            b"bvar" => Content::Term(store.bound(it.value_of(kind)?.small()?)),
            b"sort" => Content::Term(store.sort(self.level(it.value_of(kind)?)?)),
            b"natVal" => Content::Term(store.natural(it.value_of(kind)?.natural()?)),
            b"strVal" => Content::Term(store.text(&it.value_of(kind)?.text()?)),
            b"app" | b"const" | b"lam" | b"forallE" | b"letE" | b"proj" | b"mdata" => {
                let layer = it.record(|it| self.compound(kind, it, store))?;
                Content::Term(store.term(layer))
            }
            _ => return Err(Malformation::UnknownKind.into()),
        })
    }

    fn new_level(&self, value: Value<'_>, store: &mut Store) -> Line<LevelId> {
        let level = match value.key {
            b"succ" => Level::Successor(self.level(value)?),
            b"max" => self.two_levels(value).map(|[a, b]| Level::Max(a, b))?,
            b"imax" => self.two_levels(value).map(|[a, b]| Level::IMax(a, b))?,
            _ => Level::Parameter(self.name(value)?),
        };
        Ok(store.level(level))
    }

    fn two_levels(&self, value: Value<'_>) -> Line<[LevelId; 2]> {
        let levels = value.each(|index| self.level(index))?;
        levels.try_into().map_err(|_| Malformation::WrongForm(value.shown_key()).into())
    }

    fn compound(&self, kind: &[u8], it: &mut Fields<'_>, store: &mut Store) -> Line<Term> {
        Ok(match kind {
            b"app" => {
                let argument = self.term(it.take("arg")?)?;
                Term::Apply(self.term(it.take("fn")?)?, argument)
            }
            b"const" => {
                let name = self.name(it.take("name")?)?;
                let levels = it.take("us")?.each(|index| self.level(index))?;
                Term::Constant(name, store.levels_of(&levels))
            }
            b"lam" | b"forallE" => {
                let binder_kind = it.take("binderInfo")?.one_of(&BINDER_KINDS)?;
                let body = self.term(it.take("body")?)?;
                let binder = Binder { name: self.name(it.take("name")?)?, kind: binder_kind };
                let bind = if kind == b"lam" { Term::Lambda } else { Term::Pi };
                bind(binder, self.term(it.take("type")?)?, body)
            }
            b"letE" => {
                let body = self.term(it.take("body")?)?;
                let name = self.name(it.take("name")?)?;
                it.take("nondep")?.truth()?;
                let of = self.term(it.take("type")?)?;
                Term::Let { name, of, value: self.term(it.take("value")?)?, body }
            }
            b"proj" => {
                let index = it.take("idx")?.small()?;
                let of = self.term(it.take("struct")?)?;
                Term::Project(self.name(it.take("typeName")?)?, index, of)
            }
            _ => {
                it.take("data")?;
                store.term_at(self.term(it.take("expr")?)?)
            }
        })
    }
}
