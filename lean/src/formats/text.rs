//! The older text formats: lines such as `4 #EA 2 3`, of the versions 1 (without a header), 0.1.2 and 2.
//! Given by: `read`, a stream that starts with such a line.
//! Gives: claims, in the order of the lines.
//! Holds: each line has exactly its fields; what is defined is defined once and before use.

use super::claim::{Claim, Claimed, Head};
use super::failure::{Answer, Failure, Malformed, Place, Unsupported};
use super::table::{Tables, lines, natural};
use kernel::{
    Binder, BinderKind, ConstructorOf, Hint, Inductive, Kind, Level, NameId, RecordRule, Recursor, Rule,
    Store, Term, TermId,
};
use std::io::BufRead;

/// The versions, which differ in what their lines hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Version {
    /// No header; types with their constructors in one line, no recursors, no hints.
    One,
    /// 0.1.2: constructors and recursors on lines of their own, and only those that are used.
    Early,
    /// 2: all constructors, and the recursors that are used.
    Two,
}

/// What version 1 does not tell of types and constructors.
const UNTOLD: &[RecordRule] = &[
    RecordRule::Indices,
    RecordRule::Recursive,
    RecordRule::Reflexive,
    RecordRule::Nested,
    RecordRule::Fields,
];

/// Reads the claims of a text; its first line is the header, except in version 1.
pub(super) fn claims(
    input: impl BufRead,
    version: Version,
    store: &mut Store,
) -> Result<Vec<Claim>, Failure> {
    let mut reader = Reader { version, store, tables: Tables::new(), claims: Vec::new() };
    let read = lines(input, |line, number| {
        if number == 1 && version != Version::One { Ok(()) } else { reader.line(line, Place::Line(number)) }
    });
    match read {
        Err(Failure::Malformed(_, Malformed::Redefined("expression", index))) if version == Version::One => {
            Err(Failure::Unsupported(Unsupported::IndexTwice(index)))
        }
        read => read.map(|()| reader.claims),
    }
}

struct Reader<'a> {
    version: Version,
    store: &'a mut Store,
    tables: Tables,
    claims: Vec<Claim>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, place: Place) -> Answer<()> {
        let (first, rest) = word(line);
        if first.starts_with('#') {
            let mut fields = Fields(rest);
            let claims = self.declaration(first, &mut fields, place)?;
            fields.end()?;
            self.claims.extend(claims);
            return Ok(());
        }
        let index = number(first, "index")?;
        let (kind, rest) = word(rest);
        let mut fields = Fields(rest);
        match kind {
            "#NS" | "#NI" => {
                let name = self.name(kind, &mut fields)?;
                self.tables.names.define(index, name)
            }
            "#US" | "#UM" | "#UIM" | "#UP" => {
                let level = self.level(kind, &mut fields)?;
                fields.end()?;
                self.tables.levels.define(index, self.store.level(level))
            }
            "#RR" => {
                let rule = self.rule(&mut fields)?;
                fields.end()?;
                self.tables.rules.define(index, rule)
            }
            _ => {
                let term = self.term(kind, &mut fields)?;
                fields.end()?;
                self.tables.terms.define(index, term)
            }
        }
    }

    /// The text of a name is the rest of its line, blanks included.
    fn name(&mut self, kind: &str, fields: &mut Fields<'_>) -> Answer<NameId> {
        let prefix = self.tables.names.get(fields.number("prefix")?)?;
        if kind == "#NS" {
            return Ok(self.store.name_text(prefix, fields.0.strip_prefix(' ').unwrap_or(fields.0)));
        }
        let number = fields.number("number")?;
        fields.end()?;
        Ok(self.store.name_number(prefix, number))
    }

    fn level(&mut self, kind: &str, fields: &mut Fields<'_>) -> Answer<Level> {
        let first = fields.number("level")?;
        if kind == "#UP" {
            return Ok(Level::Parameter(self.tables.names.get(first)?));
        }
        let first = self.tables.levels.get(first)?;
        if kind == "#US" {
            return Ok(Level::Successor(first));
        }
        let second = self.tables.levels.get(fields.number("level")?)?;
        Ok(if kind == "#UM" { Level::Max(first, second) } else { Level::IMax(first, second) })
    }

    fn rule(&mut self, fields: &mut Fields<'_>) -> Answer<Rule> {
        Ok(Rule {
            constructor: self.name_of(fields)?,
            fields: fields.small("number of fields")?,
            result: self.term_of(fields)?,
        })
    }

    fn name_of(&self, fields: &mut Fields<'_>) -> Answer<NameId> {
        self.tables.names.get(fields.number("name")?)
    }

    fn term_of(&self, fields: &mut Fields<'_>) -> Answer<TermId> {
        self.tables.terms.get(fields.number("expression")?)
    }

    // Terms

    fn term(&mut self, kind: &str, fields: &mut Fields<'_>) -> Answer<TermId> {
        let term = match kind {
            "#EV" => Term::Bound(fields.small("variable")?),
            "#ES" => Term::Sort(self.tables.levels.get(fields.number("level")?)?),
            "#EC" => {
                let name = self.name_of(fields)?;
                let levels = self.tables.levels_at(&fields.rest("levels")?)?;
                Term::Constant(name, self.store.levels_of(&levels))
            }
            "#EA" => Term::Apply(self.term_of(fields)?, self.term_of(fields)?),
            "#EL" => {
                let binder = self.binder(fields)?;
                Term::Lambda(binder, self.term_of(fields)?, self.term_of(fields)?)
            }
            "#EP" => {
                let binder = self.binder(fields)?;
                Term::Pi(binder, self.term_of(fields)?, self.term_of(fields)?)
            }
            "#EZ" => Term::Let {
                name: self.name_of(fields)?,
                of: self.term_of(fields)?,
                value: self.term_of(fields)?,
                body: self.term_of(fields)?,
            },
            "#EJ" => Term::Project(self.name_of(fields)?, fields.small("field")?, self.term_of(fields)?),
            "#ELN" => return Ok(self.store.natural(natural(fields.word("number")?)?)),
            "#ELS" => return Ok(self.store.text(&fields.text()?)),
            _ => return Err(Malformed::UnknownKind.into()),
        };
        Ok(self.store.term(term))
    }

    fn binder(&self, fields: &mut Fields<'_>) -> Answer<Binder> {
        let kind = match fields.word("kind of binder")? {
            "#BD" => BinderKind::Explicit,
            "#BI" => BinderKind::Implicit,
            "#BS" => BinderKind::StrictImplicit,
            "#BC" => BinderKind::Instance,
            _ => return Err(Malformed::WrongForm("kind of binder").into()),
        };
        Ok(Binder { name: self.name_of(fields)?, kind })
    }

    // Declarations

    fn declaration(&mut self, kind: &str, fields: &mut Fields<'_>, place: Place) -> Answer<Vec<Claim>> {
        let one = |head, what, untold| vec![Claim { head, what, untold, safe: true, place }];
        match (kind, self.version) {
            ("#IND", Version::One) => self.block(fields, place),
            ("#QUOT", Version::One) => {
                let of = self.store.proposition();
                let head = Head { name: NameId::ANONYMOUS, levels: Vec::new(), of };
                Ok(one(head, Claimed::Quotient, &[]))
            }
            ("#IND", version) => {
                let untold: &[RecordRule] =
                    if version == Version::Early { &[RecordRule::Nested] } else { &[] };
                self.inductive(fields).map(|(head, claim)| one(head, Claimed::Type(claim), untold))
            }
            _ => {
                let (name, of) = (self.name_of(fields)?, self.term_of(fields)?);
                let what = self.value(kind, fields)?;
                let levels = self.tables.names_at(&fields.rest("universe parameters")?)?;
                Ok(one(Head { name, levels, of }, what, &[]))
            }
        }
    }

    fn value(&mut self, kind: &str, fields: &mut Fields<'_>) -> Answer<Claimed> {
        Ok(match (kind, self.version) {
            ("#AX", _) => Claimed::Value(Kind::Axiom),
            ("#DEF", Version::One) => {
                let value = self.term_of(fields)?;
                Claimed::Value(Kind::Definition(value, Hint::Regular(0)))
            }
            ("#DEF", _) => {
                let value = self.term_of(fields)?;
                let hint = match fields.word("hint")? {
                    "O" => Hint::Opaque,
                    "A" => Hint::Abbreviation,
                    "R" => Hint::Regular(fields.small("hint")?),
                    _ => return Err(Malformed::WrongForm("hint").into()),
                };
                Claimed::Value(Kind::Definition(value, hint))
            }
            ("#THM", Version::Early | Version::Two) => Claimed::Value(Kind::Theorem(self.term_of(fields)?)),
            ("#OPAQ", Version::Early | Version::Two) => Claimed::Value(Kind::Opaque(self.term_of(fields)?)),
            ("#QUOT", Version::Early | Version::Two) => Claimed::Quotient,
            ("#CTOR", Version::Early | Version::Two) => Claimed::Constructor(ConstructorOf {
                inductive: self.name_of(fields)?,
                index: fields.small("position")?,
                parameters: fields.small("number of parameters")?,
                fields: fields.small("number of fields")?,
            }),
            ("#REC", Version::Early | Version::Two) => Claimed::Recursor(self.recursor(fields)?),
            _ => return Err(Malformed::UnknownKind.into()),
        })
    }

    fn recursor(&self, fields: &mut Fields<'_>) -> Answer<Recursor> {
        let all = self.tables.names_at(&fields.list("types")?)?;
        let mut count = || fields.small("count");
        let (parameters, indices, motives, minors) = (count()?, count()?, count()?, count()?);
        let rules = fields.list("rules")?;
        let rules = rules.into_iter().map(|index| self.tables.rules.get(index)).collect::<Answer<_>>()?;
        let k = fields.truth("k")?;
        Ok(Recursor { all, parameters, indices, motives, minors, k, rules })
    }

    /// A type of version 0.1.2 or 2.
    fn inductive(&self, fields: &mut Fields<'_>) -> Answer<(Head, Inductive)> {
        let (name, of) = (self.name_of(fields)?, self.term_of(fields)?);
        let (first, second) = (fields.truth("flag")?, fields.truth("flag")?);
        let early = self.version == Version::Early;
        let (recursive, reflexive) = if early { (first, second) } else { (second, first) };
        let nested = if early { 0 } else { fields.small("number of nested types")? };
        let parameters = fields.small("number of parameters")?;
        let indices = fields.small("number of indices")?;
        let all = self.tables.names_at(&fields.list("types")?)?;
        let constructors = self.tables.names_at(&fields.list("constructors")?)?;
        let levels = self.tables.names_at(&fields.rest("universe parameters")?)?;
        let claim = Inductive { all, constructors, parameters, indices, recursive, reflexive, nested };
        Ok((Head { name, levels, of }, claim))
    }

    /// A type of version 1, with its constructors.
    fn block(&self, fields: &mut Fields<'_>, place: Place) -> Answer<Vec<Claim>> {
        let parameters = fields.small("number of parameters")?;
        let (name, of) = (self.name_of(fields)?, self.term_of(fields)?);
        let count = fields.number("number of constructors")?;
        let mut constructors = Vec::new();
        for _ in 0..count {
            constructors.push((self.name_of(fields)?, self.term_of(fields)?));
        }
        let levels = self.tables.names_at(&fields.rest("universe parameters")?)?;
        let claim = Inductive {
            all: vec![name],
            constructors: constructors.iter().map(|(name, _)| *name).collect(),
            parameters,
            indices: 0,
            recursive: false,
            reflexive: false,
            nested: 0,
        };
        let of_type = Claimed::Type(claim);
        let claimed = |name, of, what| {
            let head = Head { name, levels: levels.clone(), of };
            Claim { head, what, untold: UNTOLD, safe: true, place }
        };
        let mut claims = vec![claimed(name, of, of_type)];
        for (index, (constructor, of)) in (0..).zip(constructors) {
            let what = ConstructorOf { inductive: name, index, parameters, fields: 0 };
            claims.push(claimed(constructor, of, Claimed::Constructor(what)));
        }
        Ok(claims)
    }
}

/// The first word of a line, and what comes after the blank behind it.
fn word(line: &str) -> (&str, &str) {
    line.split_once(' ').unwrap_or((line, ""))
}

fn number(word: &str, what: &'static str) -> Answer<u64> {
    let plain = word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| plain).ok_or(Malformed::WrongForm(what).into())
}

/// The words of a line that were not taken yet.
struct Fields<'a>(&'a str);

impl<'a> Fields<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let start = self.0.trim_start_matches(' ');
        let end = start.find(' ').unwrap_or(start.len());
        let (word, rest) = start.split_at(end);
        self.0 = rest;
        if word.is_empty() { None } else { Some(word) }
    }

    fn word(&mut self, what: &'static str) -> Answer<&'a str> {
        self.next().ok_or(Malformed::Missing(what).into())
    }

    fn number(&mut self, what: &'static str) -> Answer<u64> {
        number(self.word(what)?, what)
    }

    fn small(&mut self, what: &'static str) -> Answer<u32> {
        u32::try_from(self.number(what)?).map_err(|_| Malformed::WrongForm(what).into())
    }

    fn truth(&mut self, what: &'static str) -> Answer<bool> {
        match self.word(what)? {
            "0" => Ok(false),
            "1" => Ok(true),
            _ => Err(Malformed::WrongForm(what).into()),
        }
    }

    /// A number of words, then so many numbers.
    fn list(&mut self, what: &'static str) -> Answer<Vec<u64>> {
        let mut list = Vec::new();
        for _ in 0..self.number(what)? {
            list.push(self.number(what)?);
        }
        Ok(list)
    }

    fn rest(&mut self, what: &'static str) -> Answer<Vec<u64>> {
        let mut list = Vec::new();
        while let Some(word) = self.next() {
            list.push(number(word, what)?);
        }
        Ok(list)
    }

    /// UTF-8 in hexadecimal, a word for each byte.
    fn text(&mut self) -> Answer<String> {
        let wrong = || Malformed::WrongForm("string").into();
        let mut bytes = Vec::new();
        while let Some(word) = self.next() {
            let plain = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
            let byte = u8::from_str_radix(word, 16).ok().filter(|_| plain);
            bytes.push(byte.ok_or_else(wrong)?);
        }
        String::from_utf8(bytes).map_err(|_| wrong())
    }

    fn end(&mut self) -> Answer<()> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(Malformed::TooManyFields.into()),
        }
    }
}
