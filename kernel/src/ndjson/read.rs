//! The reader: lines become names, levels, terms and declarations, which are checked at once.
//! Given by: a buffered stream of an export.
//! Gives: an environment with what was accepted, or the line and the reason why not.
//! Holds: every field of the format must be there, and no other; indices may come in any order but must be defined before use, once.

use super::fields::{Fields, Indices, Line, LineError, Malformation};
use super::records::{Records, compare};
use super::scan::{Json, scan};
use crate::check::LEVEL_NESTING;
use crate::declaration::{Declaration, Definition, Hint, Safety, Value};
use crate::environment::{Environment, Kind, Quotient};
use crate::level::{Level, LevelId};
use crate::name::NameId;
use crate::rejection::{Invalid, Limit, Problem, RecordRule, Rejection, Unsupported};
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term, TermId};
use num_bigint::BigUint;
use std::io::BufRead;

/// Longer lines are not read.
const LONGEST_LINE: u64 = 1 << 28;

/// What an export held.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Read {
    /// Number of lines.
    pub lines: u64,
    /// Number of declarations accepted.
    pub declarations: u64,
}

/// Why reading stopped.
#[derive(Debug)]
pub enum ReadError {
    /// The stream failed, or is not UTF-8.
    Input(std::io::Error),
    /// A line is not of the format.
    Malformed {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: Malformation,
    },
    /// A declaration was not accepted.
    Rejected {
        /// The line, counted from 1.
        line: u64,
        /// What was rejected, and why.
        rejection: Rejection,
    },
}

/// Reads an export to its end and adds its declarations.
///
/// # Errors
/// At the first line that is malformed or whose declaration is not accepted; what came before stays.
pub fn read(
    input: impl BufRead,
    store: &mut Store,
    environment: &mut Environment,
) -> Result<Read, ReadError> {
    let mut reader = Reader::new(input);
    while reader.next(store, environment)? {}
    Ok(reader.read)
}

/// Reads an export declaration by declaration.
pub struct Reader<R> {
    input: R,
    read: Read,
    tables: Tables,
}

impl<R: BufRead> Reader<R> {
    /// A reader at the start of an export.
    #[must_use]
    pub fn new(input: R) -> Self {
        Reader { input, read: Read::default(), tables: Tables::default() }
    }

    /// What was read so far.
    #[must_use]
    pub fn progress(&self) -> Read {
        self.read
    }

    /// Reads up to and including the next declaration and adds it; false at the end.
    ///
    /// # Errors
    /// If a line is malformed or its declaration is not accepted.
    pub fn next(&mut self, store: &mut Store, environment: &mut Environment) -> Result<bool, ReadError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let length = self.input.by_ref_take(&mut buffer)?;
            if length == 0 {
                return self.end(store, environment);
            }
            self.read.lines += 1;
            if length == LONGEST_LINE {
                let rejection =
                    Rejection { declaration: NameId::ANONYMOUS, problem: Problem::Limit(Limit::Input) };
                return Err(self.failure(rejection.into()));
            }
            let line =
                std::str::from_utf8(&buffer).map_err(|_| self.failure(Malformation::NotJson.into()))?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            match self.tables.line(line, self.read.lines == 1, store, environment) {
                Ok(false) => {}
                Ok(true) => {
                    self.read.declarations += 1;
                    return Ok(true);
                }
                Err(error) => return Err(self.failure(error)),
            }
        }
    }

    fn end(&self, store: &mut Store, environment: &Environment) -> Result<bool, ReadError> {
        if self.read.lines == 0 {
            return Err(self.failure(Malformation::NoHeader.into()));
        }
        match self.tables.missing_quotient(store, environment) {
            Some(rejection) => Err(self.failure(rejection.into())),
            None => Ok(false),
        }
    }

    fn failure(&self, error: LineError) -> ReadError {
        let line = self.read.lines;
        match error {
            LineError::Malformed(problem) => ReadError::Malformed { line, problem },
            LineError::Rejected(rejection) => ReadError::Rejected { line, rejection },
        }
    }
}

trait TakeLine {
    fn by_ref_take(&mut self, buffer: &mut Vec<u8>) -> Result<u64, ReadError>;
}

impl<R: BufRead> TakeLine for R {
    fn by_ref_take(&mut self, buffer: &mut Vec<u8>) -> Result<u64, ReadError> {
        let mut limited = std::io::Read::take(self, LONGEST_LINE);
        limited.read_until(b'\n', buffer).map(|length| length as u64).map_err(ReadError::Input)
    }
}

/// What the indices of an export stand for.
pub(super) struct Tables {
    names: Indices,
    levels: Indices,
    terms: Indices,
    quotients: Vec<Quotient>,
}

impl Default for Tables {
    fn default() -> Self {
        let mut names = Indices::new("name");
        let mut levels = Indices::new("level");
        names.start_with(NameId::ANONYMOUS.0);
        levels.start_with(LevelId::ZERO.0);
        Tables { names, levels, terms: Indices::new("expression"), quotients: Vec::new() }
    }
}

impl Tables {
    /// Takes a line; true if it was a declaration.
    fn line(
        &mut self,
        line: &str,
        first: bool,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Line<bool> {
        let object = scan(line).map_err(|_| Malformation::NotJson)?;
        let mut fields = Fields::new(object);
        if first {
            return header(fields).map(|()| false);
        }
        if let Some(index) = fields.optional_number("in")? {
            let name = self.name(&mut fields, store)?;
            fields.end()?;
            self.names.define(index, name.0)?;
        } else if let Some(index) = fields.optional_number("il")? {
            let level = self.level(&mut fields, store)?;
            fields.end()?;
            self.levels.define(index, level.0)?;
        } else if let Some(index) = fields.optional_number("ie")? {
            let term = self.term(&mut fields, store)?;
            fields.end()?;
            self.terms.define(index, term.0)?;
        } else {
            self.declaration(fields, store, environment)?;
            return Ok(true);
        }
        Ok(false)
    }

    // Names and levels

    fn name(&self, fields: &mut Fields<'_>, store: &mut Store) -> Line<NameId> {
        let (kind, mut parts) = fields.only_object()?;
        let prefix = self.name_at(parts.number("pre")?)?;
        let name = match &*kind {
            "str" => store.name_text(prefix, &parts.text("str")?),
            "num" => store.name_number(prefix, parts.number("i")?),
            _ => return Err(Malformation::UnknownKind.into()),
        };
        parts.end()?;
        Ok(name)
    }

    fn level(&self, fields: &mut Fields<'_>, store: &mut Store) -> Line<LevelId> {
        let (kind, value) = fields.only()?;
        let level = match (&*kind, value) {
            ("succ", Json::Number(of)) => Level::Successor(self.level_at(of)?),
            ("param", Json::Number(name)) => Level::Parameter(self.name_at(name)?),
            ("max", Json::List(parts)) => {
                let (a, b) = self.two_levels(&parts)?;
                Level::Max(a, b)
            }
            ("imax", Json::List(parts)) => {
                let (a, b) = self.two_levels(&parts)?;
                Level::IMax(a, b)
            }
            ("succ" | "param" | "max" | "imax", _) => return Err(Malformation::WrongForm("level").into()),
            _ => return Err(Malformation::UnknownKind.into()),
        };
        let level = store.level(level);
        if store.level_nesting(level) > LEVEL_NESTING {
            let problem = Problem::Limit(Limit::LevelNesting);
            return Err(Rejection { declaration: NameId::ANONYMOUS, problem }.into());
        }
        Ok(level)
    }

    fn two_levels(&self, parts: &[Json<'_>]) -> Line<(LevelId, LevelId)> {
        match parts {
            [Json::Number(a), Json::Number(b)] => Ok((self.level_at(*a)?, self.level_at(*b)?)),
            _ => Err(Malformation::WrongForm("level").into()),
        }
    }

    pub(super) fn name_at(&self, index: u64) -> Line<NameId> {
        self.names.get(index).map(NameId)
    }

    fn level_at(&self, index: u64) -> Line<LevelId> {
        self.levels.get(index).map(LevelId)
    }

    pub(super) fn term_at(&self, index: u64) -> Line<TermId> {
        self.terms.get(index).map(TermId)
    }

    pub(super) fn names_at(&self, list: &[u64]) -> Line<Vec<NameId>> {
        list.iter().map(|&index| self.name_at(index)).collect()
    }

    // Terms

    fn term(&self, fields: &mut Fields<'_>, store: &mut Store) -> Line<TermId> {
        let (kind, value) = fields.only()?;
        let wrong = |what| Err(LineError::from(Malformation::WrongForm(what)));
        match (&*kind, value) {
            ("bvar", Json::Number(index)) => match u32::try_from(index) {
                Ok(index) => Ok(store.bound(index)),
                Err(_) => wrong("bvar"),
            },
            ("sort", Json::Number(level)) => {
                let level = self.level_at(level)?;
                Ok(store.sort(level))
            }
            ("natVal", Json::Text(digits)) => match natural(&digits) {
                Some(value) => Ok(store.natural(value)),
                None => wrong("natVal"),
            },
            ("strVal", Json::Text(text)) => Ok(store.text(&text)),
            (_, Json::Object(parts)) => self.compound(&kind, Fields::new(parts), store),
            _ => Err(Malformation::UnknownKind.into()),
        }
    }

    fn compound(&self, kind: &str, mut parts: Fields<'_>, store: &mut Store) -> Line<TermId> {
        let term = match kind {
            "app" => Term::Apply(self.part(&mut parts, "fn")?, self.part(&mut parts, "arg")?),
            "lam" | "forallE" => {
                let name = self.name_at(parts.number("name")?)?;
                let binder = Binder { name, kind: binder_kind(&parts.text("binderInfo")?)? };
                let (domain, body) = (self.part(&mut parts, "type")?, self.part(&mut parts, "body")?);
                if kind == "lam" {
                    Term::Lambda(binder, domain, body)
                } else {
                    Term::Pi(binder, domain, body)
                }
            }
            "letE" => {
                let name = self.name_at(parts.number("name")?)?;
                let (of, value) = (self.part(&mut parts, "type")?, self.part(&mut parts, "value")?);
                parts.truth("nondep")?;
                Term::Let { name, of, value, body: self.part(&mut parts, "body")? }
            }
            "const" => {
                let name = self.name_at(parts.number("name")?)?;
                let levels = parts.numbers("us")?;
                let levels: Vec<LevelId> =
                    levels.into_iter().map(|index| self.level_at(index)).collect::<Line<_>>()?;
                Term::Constant(name, store.levels_of(&levels))
            }
            "proj" => {
                let name = self.name_at(parts.number("typeName")?)?;
                let index = u32::try_from(parts.number("idx")?);
                let of = self.part(&mut parts, "struct")?;
                Term::Project(name, index.map_err(|_| Malformation::WrongForm("idx"))?, of)
            }
            "mdata" => {
                parts.take("data")?;
                let term = self.part(&mut parts, "expr")?;
                parts.end()?;
                return Ok(term);
            }
            _ => return Err(Malformation::UnknownKind.into()),
        };
        parts.end()?;
        Ok(store.term(term))
    }

    fn part(&self, parts: &mut Fields<'_>, key: &'static str) -> Line<TermId> {
        self.term_at(parts.number(key)?)
    }

    // Declarations

    fn declaration(
        &mut self,
        mut fields: Fields<'_>,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Line<()> {
        let (kind, mut parts) = fields.only_object()?;
        fields.end()?;
        match &*kind {
            "inductive" => {
                let records = Records::read(self, parts)?;
                environment.add(store, Declaration::Inductive(records.block()?))?;
                compare(store, environment, &records)?;
            }
            "quot" => self.quotient(parts, store, environment)?,
            _ => {
                let definition = self.definition(&mut parts)?;
                let value = self.value(&kind, &mut parts, definition.name)?;
                parts.end()?;
                environment.add(store, Declaration::Constant(definition, value))?;
            }
        }
        Ok(())
    }

    pub(super) fn definition(&self, parts: &mut Fields<'_>) -> Line<Definition> {
        Ok(Definition {
            name: self.name_at(parts.number("name")?)?,
            levels: self.names_at(&parts.numbers("levelParams")?)?,
            of: self.part(parts, "type")?,
        })
    }

    fn value(&self, kind: &str, parts: &mut Fields<'_>, name: NameId) -> Line<Value> {
        match kind {
            "axiom" => {
                refuse_unsafe(parts, name)?;
                Ok(Value::Axiom)
            }
            "def" => {
                self.names_at(&parts.numbers("all")?)?;
                let hint = hint(parts.take("hints")?)?;
                let safety = match &*parts.text("safety")? {
                    "safe" => Safety::Safe,
                    "unsafe" => Safety::Unsafe,
                    "partial" => Safety::Partial,
                    _ => return Err(Malformation::WrongForm("safety").into()),
                };
                Ok(Value::Definition(self.part(parts, "value")?, hint, safety))
            }
            "thm" => {
                self.names_at(&parts.numbers("all")?)?;
                Ok(Value::Theorem(self.part(parts, "value")?))
            }
            "opaque" => {
                self.names_at(&parts.numbers("all")?)?;
                refuse_unsafe(parts, name)?;
                Ok(Value::Opaque(self.part(parts, "value")?))
            }
            _ => Err(Malformation::UnknownKind.into()),
        }
    }

    /// The first record of quotient types declares all four constants; each record must agree with what was derived.
    fn quotient(
        &mut self,
        mut parts: Fields<'_>,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Line<()> {
        let definition = self.definition(&mut parts)?;
        let kind = match &*parts.text("kind")? {
            "type" => Quotient::Type,
            "ctor" => Quotient::Make,
            "lift" => Quotient::Lift,
            "ind" => Quotient::Induct,
            _ => return Err(Malformation::WrongForm("kind").into()),
        };
        parts.end()?;
        if self.quotients.contains(&kind) {
            let problem = Problem::Invalid(Invalid::DuplicateName(definition.name));
            return Err(Rejection { declaration: definition.name, problem }.into());
        }
        if self.quotients.is_empty() {
            environment.add(store, Declaration::Quotient)?;
        }
        self.quotients.push(kind);
        let differs = match environment.get(definition.name) {
            Some(found) if found.kind != Kind::Quotient(kind) => Some(RecordRule::Kind),
            Some(found) if found.levels.len() != definition.levels.len() => Some(RecordRule::Levels),
            Some(found) => {
                let levels: Vec<LevelId> =
                    found.levels.iter().map(|&name| store.level_parameter(name)).collect();
                let of = store.instantiate_levels(definition.of, &definition.levels, &levels);
                (!store.same(of, found.of)).then_some(RecordRule::Type)
            }
            None => Some(RecordRule::Extra),
        };
        match differs {
            Some(rule) => Err(differing(rule, definition.name).into()),
            None => Ok(()),
        }
    }

    /// The records of quotient types come together or not at all.
    fn missing_quotient(&self, store: &mut Store, environment: &Environment) -> Option<Rejection> {
        let all = [
            ("Quot", Quotient::Type),
            ("Quot.mk", Quotient::Make),
            ("Quot.lift", Quotient::Lift),
            ("Quot.ind", Quotient::Induct),
        ];
        if self.quotients.is_empty() || environment.constants().is_empty() {
            return None;
        }
        let (name, _) = all.into_iter().find(|(_, kind)| !self.quotients.contains(kind))?;
        let name = store.name(name);
        Some(differing(RecordRule::Missing, name))
    }
}

pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

pub(super) fn refuse_unsafe(parts: &mut Fields<'_>, name: NameId) -> Line<()> {
    if parts.truth("isUnsafe")? {
        return Err(Rejection { declaration: name, problem: Problem::Invalid(Invalid::NotSafe) }.into());
    }
    Ok(())
}

/// The first line names the version of the format.
fn header(mut fields: Fields<'_>) -> Line<()> {
    let no_header = || LineError::from(Malformation::NoHeader);
    let Ok(Json::Object(meta)) = fields.take("meta") else { return Err(no_header()) };
    let Ok(Json::Object(format)) = Fields::new(meta).take("format") else { return Err(no_header()) };
    let Ok(Json::Text(version)) = Fields::new(format).take("version") else { return Err(no_header()) };
    fields.end()?;
    if version == "3.1" || version.starts_with("3.1.") {
        return Ok(());
    }
    let problem = Problem::Unsupported(Unsupported::FormatVersion);
    Err(Rejection { declaration: NameId::ANONYMOUS, problem }.into())
}

fn binder_kind(text: &str) -> Line<BinderKind> {
    Ok(match text {
        "default" => BinderKind::Explicit,
        "implicit" => BinderKind::Implicit,
        "strictImplicit" => BinderKind::StrictImplicit,
        "instImplicit" => BinderKind::Instance,
        _ => return Err(Malformation::WrongForm("binderInfo").into()),
    })
}

fn hint(value: Json<'_>) -> Line<Hint> {
    let wrong = || LineError::from(Malformation::WrongForm("hints"));
    match value {
        Json::Text(text) if text == "opaque" => Ok(Hint::Opaque),
        Json::Text(text) if text == "abbrev" => Ok(Hint::Abbreviation),
        Json::Object(object) => {
            let mut fields = Fields::new(object);
            let height = u32::try_from(fields.number("regular")?).map_err(|_| wrong())?;
            fields.end()?;
            Ok(Hint::Regular(height))
        }
        _ => Err(wrong()),
    }
}

fn natural(digits: &str) -> Option<BigUint> {
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if plain { BigUint::parse_bytes(digits.as_bytes(), 10) } else { None }
}
