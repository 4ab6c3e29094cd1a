//! What the indices of an export stand for: names, levels and terms.
//! Given by: the reader, line by line.
//! Gives: ids; and what a line declares, if it declares something.
//! Holds: indices may be sparse and come in any order, but each is defined once and before it is used.

use super::claim::Claim;
use super::scan::numbers;
use super::value::{Fields, Line, Malformation, Value};
use crate::level::{Level, LevelId};
use crate::name::NameId;
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term, TermId};
use rustc_hash::FxHashMap;

const BINDER_KINDS: [(&str, BinderKind); 4] = [
    ("default", BinderKind::Explicit),
    ("implicit", BinderKind::Implicit),
    ("strictImplicit", BinderKind::StrictImplicit),
    ("instImplicit", BinderKind::Instance),
];

/// How lines of lambdas and function types usually start.
const USUAL_BINDERS: [(&str, bool); 2] =
    [("{\"lam\":{\"binderInfo\":\"", true), ("{\"forallE\":{\"binderInfo\":\"", false)];

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

    fn find(&self, index: u64) -> Option<u32> {
        let dense = usize::try_from(index).ok().and_then(|index| self.dense.get(index)?.checked_sub(1));
        dense.or_else(|| if self.sparse.is_empty() { None } else { self.sparse.get(&index).copied() })
    }

    fn get(&self, index: u64) -> Line<u32> {
        self.find(index).ok_or_else(|| Malformation::Undefined(self.what, index).into())
    }

    fn define(&mut self, index: u64, id: u32) -> Line<()> {
        if self.find(index).is_some() {
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
    pub(super) fn line(&mut self, line: Value<'_>, store: &mut Store) -> Line<Option<Claim>> {
        let (mut index, mut content) = (None, None);
        for (key, value) in line.entries()? {
            let place = if matches!(key, "in" | "il" | "ie") { &mut index } else { &mut content };
            if place.replace((key, value)).is_some() {
                return Err(Malformation::Unexpected(key.to_owned()).into());
            }
        }
        let (kind, content) = content.ok_or(Malformation::UnknownKind)?;
        let Some((table, index)) = index else { return self.claim(kind, content).map(Some) };
        let index = index.number()?;
        match table {
            "in" => self.names.define(index, self.new_name(kind, content, store)?.0)?,
            "il" => self.levels.define(index, self.new_level(kind, content, store)?.0)?,
            _ => self.terms.define(index, self.new_term(kind, content, store)?.0)?,
        }
        Ok(None)
    }

    /// Takes a line that is an application, a lambda or a function type written in the usual way, which nearly all
    /// lines are; false if it is another one, which may be well formed all the same.
    pub(super) fn usual_line(&mut self, line: &str, store: &mut Store) -> Line<bool> {
        let pieces = [",\"fn\":", "},\"ie\":", "}\n"];
        if let Some([argument, function, index]) = numbers(line, "{\"app\":{\"arg\":", pieces) {
            let (function, argument) = (self.terms.get(function)?, self.terms.get(argument)?);
            let term = store.term(Term::Apply(TermId(function), TermId(argument)));
            return self.terms.define(index, term.0).map(|()| true);
        }
        for (start, is_lambda) in USUAL_BINDERS {
            let Some((kind, rest)) = line.strip_prefix(start).and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            let pieces = [",\"name\":", ",\"type\":", "},\"ie\":", "}\n"];
            let known = BINDER_KINDS.iter().find(|(name, _)| *name == kind);
            let (Some([body, name, domain, index]), Some(&(_, kind))) =
                (numbers(rest, ",\"body\":", pieces), known)
            else {
                continue;
            };
            let (domain, body) = (TermId(self.terms.get(domain)?), TermId(self.terms.get(body)?));
            let binder = Binder { name: NameId(self.names.get(name)?), kind };
            let term = if is_lambda { Term::Lambda } else { Term::Pi };
            let term = store.term(term(binder, domain, body));
            return self.terms.define(index, term.0).map(|()| true);
        }
        Ok(false)
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

    // What a line defines

    fn new_name(&self, kind: &str, value: Value<'_>, store: &mut Store) -> Line<NameId> {
        value.record(|it| {
            let prefix = self.name(it.take("pre")?)?;
            match kind {
                "str" => Ok(store.name_text(prefix, it.take("str")?.text()?)),
                "num" => Ok(store.name_number(prefix, it.take("i")?.number()?)),
                _ => Err(Malformation::UnknownKind.into()),
            }
        })
    }

    fn new_level(&self, kind: &str, value: Value<'_>, store: &mut Store) -> Line<LevelId> {
        let level = match kind {
            "succ" => Level::Successor(self.level(value)?),
            "max" => self.two_levels(value).map(|[a, b]| Level::Max(a, b))?,
            "imax" => self.two_levels(value).map(|[a, b]| Level::IMax(a, b))?,
            "param" => Level::Parameter(self.name(value)?),
            _ => return Err(Malformation::UnknownKind.into()),
        };
        Ok(store.level(level))
    }

    fn two_levels(&self, value: Value<'_>) -> Line<[LevelId; 2]> {
        let levels = value.each(|index| self.level(index))?;
        levels.try_into().map_err(|_| Malformation::WrongForm("level".to_owned()).into())
    }

    fn new_term(&self, kind: &str, value: Value<'_>, store: &mut Store) -> Line<TermId> {
        let term = match kind {
            "bvar" => Term::Bound(value.small()?),
            "sort" => Term::Sort(self.level(value)?),
            "natVal" => return Ok(store.natural(value.natural()?)),
            "strVal" => return Ok(store.text(value.text()?)),
            _ if value.is_object() => value.record(|it| self.compound(kind, it, store))?,
            _ => return Err(Malformation::UnknownKind.into()),
        };
        Ok(store.term(term))
    }

    fn compound(&self, kind: &str, it: &mut Fields<'_>, store: &mut Store) -> Line<Term> {
        Ok(match kind {
            "app" => {
                let argument = self.term(it.take("arg")?)?;
                Term::Apply(self.term(it.take("fn")?)?, argument)
            }
            "const" => {
                let name = self.name(it.take("name")?)?;
                let levels = it.take("us")?.each(|index| self.level(index))?;
                Term::Constant(name, store.levels_of(&levels))
            }
            "lam" | "forallE" => {
                let binder_kind = it.take("binderInfo")?.one_of(&BINDER_KINDS)?;
                let body = self.term(it.take("body")?)?;
                let binder = Binder { name: self.name(it.take("name")?)?, kind: binder_kind };
                let domain = self.term(it.take("type")?)?;
                match kind {
                    "lam" => Term::Lambda(binder, domain, body),
                    _ => Term::Pi(binder, domain, body),
                }
            }
            "letE" => {
                let body = self.term(it.take("body")?)?;
                let name = self.name(it.take("name")?)?;
                it.take("nondep")?.truth()?;
                let of = self.term(it.take("type")?)?;
                Term::Let { name, of, value: self.term(it.take("value")?)?, body }
            }
            "proj" => {
                let index = it.take("idx")?.small()?;
                let of = self.term(it.take("struct")?)?;
                Term::Project(self.name(it.take("typeName")?)?, index, of)
            }
            "mdata" => {
                it.take("data")?;
                store.term_at(self.term(it.take("expr")?)?)
            }
            _ => return Err(Malformation::UnknownKind.into()),
        })
    }
}
