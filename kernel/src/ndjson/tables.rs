//! What the indices of an export stand for: names, levels and terms.
//! Given by: the reader, line by line.
//! Gives: ids; and what a line declares, if it declares something.
//! Holds: indices may be sparse and come in any order, but each is defined once and before it is used.

use super::failure::{Line, Malformation, ReadError};
use super::scan::{Fields, NESTING, Scanner};
use crate::{
    Binder, BinderKind, Constant, Environment, Level, LevelId, NameId, Problem, Rejection, Store, Term,
    TermId,
};
use rustc_hash::FxHashMap;

/// Kinds of binders as the format writes them.
const BINDER_KINDS: [(&str, BinderKind); 4] = [
    ("default", BinderKind::Explicit),
    ("implicit", BinderKind::Implicit),
    ("strictImplicit", BinderKind::StrictImplicit),
    ("instImplicit", BinderKind::Instance),
];

/// Ids by the indices of an export.
pub(super) struct Indices<T> {
    what: &'static str,
    /// Of indices that came one after the other, from 0 on.
    dense: Vec<T>,
    /// Of all others.
    sparse: FxHashMap<u64, T>,
}

impl<T: Copy> Indices<T> {
    /// Index 0 may have a meaning without any line.
    fn new(what: &'static str, first: Option<T>) -> Self {
        Indices { what, dense: first.into_iter().collect(), sparse: FxHashMap::default() }
    }

    fn find(&self, index: u64) -> Option<T> {
        let dense = usize::try_from(index).ok().and_then(|index| self.dense.get(index));
        dense.or_else(|| self.sparse.get(&index)).copied()
    }

    /// What the index that comes next in a line stands for.
    #[inline(always)]
    pub(super) fn at(&self, it: &mut Scanner<'_>) -> Line<T> {
        let index = it.number()?;
        self.find(index).ok_or_else(|| Malformation::Undefined(self.what, index).into())
    }

    /// The same for a list of indices.
    pub(super) fn each(&self, it: &mut Scanner<'_>) -> Line<Vec<T>> {
        it.each(|it| self.at(it))
    }

    fn define(&mut self, index: u64, id: T) -> Line<()> {
        if self.find(index).is_some() {
            return Err(Malformation::Redefined(self.what, index).into());
        }
        if index == self.dense.len() as u64 {
            self.dense.push(id);
        } else {
            self.sparse.insert(index, id);
        }
        Ok(())
    }
}

/// What the indices of an export stand for.
pub(super) struct Tables {
    pub(super) names: Indices<NameId>,
    levels: Indices<LevelId>,
    pub(super) terms: Indices<TermId>,
    /// Constants at which there is a term, and which may not be declared yet.
    mentioned: Vec<NameId>,
}

impl Default for Tables {
    fn default() -> Self {
        let names = Indices::new("name", Some(NameId::ANONYMOUS));
        let levels = Indices::new("level", Some(LevelId::ZERO));
        Tables { names, levels, terms: Indices::new("expression", None), mentioned: Vec::new() }
    }
}

impl Tables {
    /// Whether all constants are declared at which there is a term.
    pub(super) fn mention_only(&mut self, environment: &Environment) -> bool {
        while self.mentioned.pop_if(|name| environment.get(*name).is_some()).is_some() {}
        self.mentioned.is_empty()
    }

    /// Takes whole lines, each of which defines an index, declares something or is blank, up to and including the first that
    /// declares something; counts them, and gives what it declares.
    pub(super) fn lines(
        &mut self,
        bytes: &mut &[u8],
        count: &mut u64,
        store: &mut Store,
    ) -> Result<Option<Vec<Constant>>, ReadError> {
        let mut claim = None;
        while !bytes.is_empty() && claim.is_none() {
            *count += 1;
            let here = |problem: Box<ReadError>| problem.at(*count);
            let mut it = Scanner::new(bytes);
            if *count == 1 {
                header(&mut it).map_err(here)?;
            } else if it.is_at(b'{') {
                claim = it.record(|it| self.line(it, store)).map_err(here)?;
            }
            *bytes = it.end().map_err(here)?;
        }
        Ok(claim)
    }

    fn line(&mut self, it: &mut Fields<'_, '_>, store: &mut Store) -> Line<Option<Vec<Constant>>> {
        // An index stands before or behind what it stands for.
        let (mut first, mut kind) = (None, it.next()?);
        if let Some(key @ (b"in" | b"il" | b"ie")) = kind {
            (first, kind) = (Some((key, it.value.number()?)), it.next()?);
        }
        match kind.unwrap_or_default() {
            b"str" | b"num" => {
                let name = self.new_name(it.value, store)?;
                self.names.define(index(first, "in", it)?, name)?;
            }
            b"succ" | b"max" | b"imax" | b"param" => {
                let level = self.new_level(it.value, store)?;
                self.levels.define(index(first, "il", it)?, level)?;
            }
            kind @ (b"axiom" | b"def" | b"inductive" | b"opaque" | b"quot" | b"thm") if first.is_none() => {
                return it.value.record(|it| self.claim(kind, it)).map(Some);
            }
            _ => {
                let term = self.new_term(it.value, store)?;
                self.terms.define(index(first, "ie", it)?, term)?;
            }
        }
        Ok(None)
    }

    fn new_name(&self, it: &mut Scanner<'_>, store: &mut Store) -> Line<NameId> {
        let kind = it.key;
        it.record(|it| {
            if kind == b"str" {
                let prefix = self.names.at(it.take("pre")?)?;
                return Ok(store.name_text(prefix, &it.take("str")?.text()?));
            }
            let number = it.take("i")?.number()?;
            Ok(store.name_number(self.names.at(it.take("pre")?)?, number))
        })
    }

    fn new_level(&self, it: &mut Scanner<'_>, store: &mut Store) -> Line<LevelId> {
        let level = match it.key {
            b"succ" => Level::Successor(self.levels.at(it)?),
            b"param" => Level::Parameter(self.names.at(it)?),
            kind => match self.levels.each(it)?[..] {
                [a, b] if kind == b"max" => Level::Max(a, b),
                [a, b] => Level::IMax(a, b),
                _ => return Err(it.wrong_form()),
            },
        };
        Ok(store.level(level))
    }

    #[inline(always)]
    fn new_term(&mut self, it: &mut Scanner<'_>, store: &mut Store) -> Line<TermId> {
        let layer = match it.key {
            b"app" => it.record(|it| {
                let argument = self.terms.at(it.take("arg")?)?;
                Ok(Term::Apply(self.terms.at(it.take("fn")?)?, argument))
            })?,
            b"lam" => it.record(|it| self.bind(it, Term::Lambda))?,
            b"forallE" => it.record(|it| self.bind(it, Term::Pi))?,
            b"const" => it.record(|it| {
                let name = self.names.at(it.take("name")?)?;
                self.mentioned.push(name);
                Ok(Term::Constant(name, store.levels_of(&self.levels.each(it.take("us")?)?)))
            })?,
            b"letE" => it.record(|it| {
                let body = self.terms.at(it.take("body")?)?;
                let name = self.names.at(it.take("name")?)?;
                it.take("nondep")?.truth()?;
                let of = self.terms.at(it.take("type")?)?;
                Ok(Term::Let { name, of, value: self.terms.at(it.take("value")?)?, body })
            })?,
            b"proj" => it.record(|it| {
                let index = it.take("idx")?.small()?;
                let of = self.terms.at(it.take("struct")?)?;
                Ok(Term::Project(self.names.at(it.take("typeName")?)?, index, of))
            })?,
            b"bvar" => Term::Bound(it.small()?),
            b"sort" => Term::Sort(self.levels.at(it)?),
            b"natVal" => return Ok(store.natural(it.natural()?)),
            b"strVal" => return Ok(store.text(&it.text()?)),
            b"mdata" => {
                return it.record(|it| {
                    it.take("data")?.pass(NESTING)?;
                    self.terms.at(it.take("expr")?)
                });
            }
            _ => return Err(Malformation::UnknownKind.into()),
        };
        Ok(store.term(layer))
    }

    fn bind(&self, it: &mut Fields<'_, '_>, bind: impl Fn(Binder, TermId, TermId) -> Term) -> Line<Term> {
        let kind = it.take("binderInfo")?.one_of(&BINDER_KINDS)?;
        let body = self.terms.at(it.take("body")?)?;
        let name = self.names.at(it.take("name")?)?;
        Ok(bind(Binder { name, kind }, self.terms.at(it.take("type")?)?, body))
    }
}

/// The first line names the version of the format.
fn header(it: &mut Scanner<'_>) -> Line<()> {
    let version = it.record(|it| it.take("meta")?.only("format", |it| it.only("version", |it| it.text())));
    let version = version.map_err(|_| Malformation::NoHeader)?;
    if version == "3.1" || version.starts_with("3.1.") {
        return Ok(());
    }
    Err(Rejection { declaration: NameId::ANONYMOUS, problem: Problem::Unsupported }.into())
}

/// The index of a line: that with which the line starts, if it is of this kind, or else the next field.
fn index(first: Option<(&[u8], u64)>, kind: &'static str, it: &mut Fields<'_, '_>) -> Line<u64> {
    match first {
        None => it.take(kind)?.number(),
        Some((key, index)) if key == kind.as_bytes() => Ok(index),
        Some(_) => Err(Malformation::UnknownKind.into()),
    }
}
