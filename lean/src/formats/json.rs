//! The older NDJSON formats: 3.0, and the layouts before it, whose header names no version of the format or one of 2.
//! Given by: `read`, a stream whose first line is such a header.
//! Gives: claims, in the order of the lines.
//! Holds: a field that these layouts call by several names is looked up by all of them; one that is missing is an error.

use super::claim::{Claim, Claimed, Head};
use super::failure::{Answer, Failure, Malformed, Place};
use super::table::{Tables, lines, natural};
use kernel::{
    Binder, BinderKind, ConstructorOf, Hint, Inductive, Kind, Level, LevelId, NameId, Recursor, Rule, Store,
    Term, TermId,
};
use serde_json::{Map, Value as Json};
use std::io::BufRead;

/// The names of a field in the layouts, the newest first.
type Key = &'static [&'static str];

const NAME: Key = &["name", "declName", "binderName"];
const TYPE: Key = &["type", "binderType"];

/// Reads the claims of an export; its first line is the header.
pub(super) fn claims(input: impl BufRead, store: &mut Store) -> Result<Vec<Claim>, Failure> {
    let mut reader = Reader { store, tables: Tables::new(), claims: Vec::new() };
    lines(input, |line, number| if number == 1 { Ok(()) } else { reader.line(line, Place::Line(number)) })?;
    Ok(reader.claims)
}

struct Reader<'a> {
    store: &'a mut Store,
    tables: Tables,
    claims: Vec<Claim>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, place: Place) -> Answer<()> {
        let mut object = match serde_json::from_str(line) {
            Ok(Json::Object(object)) => object,
            _ => return Err(Malformed::Unreadable.into()),
        };
        let index = ["in", "il", "ie", "i"].iter().find_map(|key| object.remove(*key));
        let mut fields = object.into_iter();
        let (Some((kind, value)), None) = (fields.next(), fields.next()) else {
            return Err(Malformed::UnknownKind.into());
        };
        let Some(index) = index else { return self.declarations(&kind, &value, place) };
        let index = index.as_u64().ok_or(Malformed::WrongForm("index"))?;
        match kind.as_str() {
            "str" | "num" => {
                let name = self.name(&kind, object_of(&value, "name")?)?;
                self.tables.names.define(index, name)
            }
            "succ" | "max" | "imax" | "param" => {
                let level = self.level(&kind, &value)?;
                self.tables.levels.define(index, level)
            }
            _ => {
                let term = self.term(&kind, &value)?;
                self.tables.terms.define(index, term)
            }
        }
    }

    // Names and levels

    fn name(&mut self, kind: &str, parts: &Map<String, Json>) -> Answer<NameId> {
        let prefix = self.tables.names.get(number(parts, &["pre"])?)?;
        Ok(match kind {
            "str" => self.store.name_text(prefix, text(parts, &["str"])?),
            _ => self.store.name_number(prefix, number(parts, &["i"])?),
        })
    }

    fn level(&mut self, kind: &str, value: &Json) -> Answer<LevelId> {
        let wrong = || Malformed::WrongForm("level");
        let parts = match value {
            Json::Array(parts) => parts.iter().map(Json::as_u64).collect::<Option<Vec<u64>>>(),
            part => part.as_u64().map(|part| vec![part]),
        };
        let level = match (kind, parts.ok_or_else(wrong)?.as_slice()) {
            ("succ", [of]) => Level::Successor(self.tables.levels.get(*of)?),
            ("param", [name]) => Level::Parameter(self.tables.names.get(*name)?),
            ("max", [a, b]) => Level::Max(self.tables.levels.get(*a)?, self.tables.levels.get(*b)?),
            ("imax", [a, b]) => Level::IMax(self.tables.levels.get(*a)?, self.tables.levels.get(*b)?),
            _ => return Err(wrong().into()),
        };
        Ok(self.store.level(level))
    }

    // Terms

    fn term(&mut self, kind: &str, value: &Json) -> Answer<TermId> {
        match (kind, value) {
            ("bvar", _) => {
                let index = within(value, "deBruijnIndex").as_u64();
                let index = index.and_then(|index| u32::try_from(index).ok());
                Ok(self.store.bound(index.ok_or(Malformed::WrongForm("bvar"))?))
            }
            ("sort", _) => {
                let level = within(value, "u").as_u64().ok_or(Malformed::WrongForm("sort"))?;
                let level = self.tables.levels.get(level)?;
                Ok(self.store.sort(level))
            }
            ("lit", Json::Object(parts)) => match parts.iter().next() {
                Some((kind, value)) => self.literal(kind, value),
                None => Err(Malformed::UnknownKind.into()),
            },
            ("natVal" | "strVal", _) => self.literal(kind, value),
            (_, Json::Object(parts)) => self.compound(kind, parts),
            _ => Err(Malformed::UnknownKind.into()),
        }
    }

    fn literal(&mut self, kind: &str, value: &Json) -> Answer<TermId> {
        let text = within(value, "val").as_str().ok_or(Malformed::WrongForm("literal"))?;
        match kind {
            "strVal" => Ok(self.store.text(text)),
            "natVal" => Ok(self.store.natural(natural(text)?)),
            _ => Err(Malformed::UnknownKind.into()),
        }
    }

    fn compound(&mut self, kind: &str, parts: &Map<String, Json>) -> Answer<TermId> {
        let term = match kind {
            "app" => Term::Apply(self.term_at(parts, &["fn"])?, self.term_at(parts, &["arg"])?),
            "lam" | "forallE" => {
                let binder = Binder { name: self.name_at(parts, NAME)?, kind: binder_kind(parts)? };
                let (domain, body) = (self.term_at(parts, TYPE)?, self.term_at(parts, &["body"])?);
                if kind == "lam" {
                    Term::Lambda(binder, domain, body)
                } else {
                    Term::Pi(binder, domain, body)
                }
            }
            "letE" => Term::Let {
                name: self.name_at(parts, NAME)?,
                of: self.term_at(parts, TYPE)?,
                value: self.term_at(parts, &["value"])?,
                body: self.term_at(parts, &["body"])?,
            },
            "const" => {
                let levels = self.tables.levels_at(&numbers(parts, &["us"])?)?;
                Term::Constant(self.name_at(parts, NAME)?, self.store.levels_of(&levels))
            }
            "proj" => Term::Project(
                self.name_at(parts, &["typeName"])?,
                small(parts, &["idx"])?,
                self.term_at(parts, &["struct"])?,
            ),
            "mdata" => return self.term_at(parts, &["expr"]),
            _ => return Err(Malformed::UnknownKind.into()),
        };
        Ok(self.store.term(term))
    }

    fn term_at(&self, parts: &Map<String, Json>, key: Key) -> Answer<TermId> {
        self.tables.terms.get(number(parts, key)?)
    }

    fn name_at(&self, parts: &Map<String, Json>, key: Key) -> Answer<NameId> {
        self.tables.names.get(number(parts, key)?)
    }

    // Declarations

    /// Definitions and theorems stand alone or in a list; the records of inductive types in three lists, or alone.
    fn declarations(&mut self, kind: &str, value: &Json, place: Place) -> Answer<()> {
        if kind != "inductive" {
            let one = std::slice::from_ref(value);
            let records = value.as_array().map_or(one, Vec::as_slice);
            return records.iter().try_for_each(|record| self.declaration(kind, record, place));
        }
        let parts = object_of(value, "inductive")?;
        let lists: [(Key, &str); 3] = [
            (&["types", "inductiveVals"], "inductInfo"),
            (&["ctors", "constructorVals"], "ctorInfo"),
            (&["recs", "recursorVals"], "recInfo"),
        ];
        for (key, kind) in lists {
            let records = field(parts, key)?.as_array().ok_or(Malformed::WrongForm(key[0]))?;
            records.iter().try_for_each(|record| self.declaration(kind, record, place))?;
        }
        Ok(())
    }

    fn declaration(&mut self, kind: &str, record: &Json, place: Place) -> Answer<()> {
        let parts = object_of(record, "declaration")?;
        let head = Head {
            name: self.name_at(parts, &["name"])?,
            levels: self.tables.names_at(&numbers(parts, &["levelParams"])?)?,
            of: self.term_at(parts, &["type"])?,
        };
        let (what, safe) = self.what(kind, parts)?;
        self.claims.push(Claim { head, what, untold: &[], safe, place });
        Ok(())
    }

    fn what(&self, kind: &str, parts: &Map<String, Json>) -> Answer<(Claimed, bool)> {
        let safe = || truth(parts, &["isUnsafe"]).map(|is_unsafe| !is_unsafe);
        let value = || self.term_at(parts, &["value"]);
        let value_of = |value, safe| Ok((Claimed::Value(value), safe));
        match kind {
            "axiom" | "axiomInfo" => value_of(Kind::Axiom, safe()?),
            "thm" | "thmInfo" => value_of(Kind::Theorem(value()?), true),
            // Opaque constants stand in the lists of definitions, and are told apart by their fields.
            "opaque" | "opaqueInfo" => value_of(Kind::Opaque(value()?), safe()?),
            "def" if parts.contains_key("isUnsafe") => value_of(Kind::Opaque(value()?), safe()?),
            "def" | "defnInfo" => {
                let safe = match text(parts, &["safety"])? {
                    "safe" => true,
                    "unsafe" | "partial" => false,
                    _ => return Err(Malformed::WrongForm("safety").into()),
                };
                value_of(Kind::Definition(value()?, hint(field(parts, &["hints"])?)?), safe)
            }
            "quot" | "quotInfo" => Ok((Claimed::Quotient, true)),
            "inductInfo" => Ok((Claimed::Type(self.inductive(parts)?), safe()?)),
            "ctorInfo" => Ok((Claimed::Constructor(self.constructor(parts)?), safe()?)),
            "recInfo" => Ok((Claimed::Recursor(self.recursor(parts)?), safe()?)),
            _ => Err(Malformed::UnknownKind.into()),
        }
    }

    fn inductive(&self, parts: &Map<String, Json>) -> Answer<Inductive> {
        Ok(Inductive {
            all: self.tables.names_at(&numbers(parts, &["all"])?)?,
            constructors: self.tables.names_at(&numbers(parts, &["ctors"])?)?,
            parameters: small(parts, &["numParams"])?,
            indices: small(parts, &["numIndices"])?,
            recursive: truth(parts, &["isRec"])?,
            reflexive: truth(parts, &["isReflexive"])?,
            nested: small(parts, &["numNested"])?,
        })
    }

    fn constructor(&self, parts: &Map<String, Json>) -> Answer<ConstructorOf> {
        Ok(ConstructorOf {
            inductive: self.name_at(parts, &["induct"])?,
            index: small(parts, &["cidx"])?,
            parameters: small(parts, &["numParams"])?,
            fields: small(parts, &["numFields"])?,
        })
    }

    fn recursor(&self, parts: &Map<String, Json>) -> Answer<Recursor> {
        let rules = field(parts, &["rules"])?.as_array().ok_or(Malformed::WrongForm("rules"))?;
        Ok(Recursor {
            all: self.tables.names_at(&numbers(parts, &["all"])?)?,
            parameters: small(parts, &["numParams"])?,
            indices: small(parts, &["numIndices"])?,
            motives: small(parts, &["numMotives"])?,
            minors: small(parts, &["numMinors"])?,
            k: truth(parts, &["k"])?,
            rules: rules.iter().map(|rule| self.rule(rule)).collect::<Answer<_>>()?,
        })
    }

    fn rule(&self, rule: &Json) -> Answer<Rule> {
        let parts = object_of(rule, "rules")?;
        Ok(Rule {
            constructor: self.name_at(parts, &["ctor"])?,
            fields: small(parts, &["nfields"])?,
            result: self.term_at(parts, &["rhs"])?,
        })
    }
}

/// A value that some layouts wrap in an object with one field.
fn within<'a>(value: &'a Json, key: &str) -> &'a Json {
    value.get(key).unwrap_or(value)
}

fn object_of<'a>(value: &'a Json, what: &'static str) -> Answer<&'a Map<String, Json>> {
    value.as_object().ok_or(Malformed::WrongForm(what).into())
}

fn field(parts: &Map<String, Json>, key: Key) -> Answer<&Json> {
    key.iter().find_map(|key| parts.get(*key)).ok_or(Malformed::Missing(key[0]).into())
}

fn number(parts: &Map<String, Json>, key: Key) -> Answer<u64> {
    field(parts, key)?.as_u64().ok_or(Malformed::WrongForm(key[0]).into())
}

fn small(parts: &Map<String, Json>, key: Key) -> Answer<u32> {
    u32::try_from(number(parts, key)?).map_err(|_| Malformed::WrongForm(key[0]).into())
}

fn truth(parts: &Map<String, Json>, key: Key) -> Answer<bool> {
    field(parts, key)?.as_bool().ok_or(Malformed::WrongForm(key[0]).into())
}

fn text(parts: &Map<String, Json>, key: Key) -> Answer<&str> {
    field(parts, key)?.as_str().ok_or(Malformed::WrongForm(key[0]).into())
}

fn numbers(parts: &Map<String, Json>, key: Key) -> Answer<Vec<u64>> {
    let list = field(parts, key)?.as_array().and_then(|list| list.iter().map(Json::as_u64).collect());
    list.ok_or(Malformed::WrongForm(key[0]).into())
}

fn binder_kind(parts: &Map<String, Json>) -> Answer<BinderKind> {
    Ok(match text(parts, &["binderInfo"])? {
        "default" => BinderKind::Explicit,
        "implicit" => BinderKind::Implicit,
        "strictImplicit" => BinderKind::StrictImplicit,
        "instImplicit" => BinderKind::Instance,
        _ => return Err(Malformed::WrongForm("binderInfo").into()),
    })
}

fn hint(value: &Json) -> Answer<Hint> {
    let height = within(value, "regular").as_u64().and_then(|height| u32::try_from(height).ok());
    match (value.as_str(), height) {
        (Some("opaque"), _) => Ok(Hint::Opaque),
        (Some("abbrev"), _) => Ok(Hint::Abbreviation),
        (_, Some(height)) => Ok(Hint::Regular(height)),
        _ => Err(Malformed::WrongForm("hints").into()),
    }
}
