//! The writer: declarations that were checked, as an export that any Lean kernel reads.
//! Given by: certificates, the library's build, whoever exports.
//! Gives: lines of NDJSON 3.1.
//! Holds: indices are given in the order of first use, keys are sorted, so the same declarations give the same bytes in every store.

use kernel::store::parts;
use kernel::{
    Binder, BinderKind, Constant, Environment, Hint, Kind, Level, LevelId, Name, NameId, Quotient, Recursor,
    Store, Term, TermId,
};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the declarations at these positions of an environment, in the order given, after a header.
/// A declaration must come after those it depends on; `Environment::closure` gives such an order.
///
/// # Errors
/// If the output fails.
pub fn write(
    store: &Store,
    environment: &Environment,
    positions: &[usize],
    output: &mut impl Write,
) -> io::Result<()> {
    let mut writer = Writer {
        store,
        output,
        names: FxHashMap::default(),
        levels: FxHashMap::default(),
        terms: FxHashMap::default(),
    };
    writer.names.insert(NameId::ANONYMOUS, 0);
    writer.levels.insert(LevelId::ZERO, 0);
    writer.line(
        "{\"meta\":{\"exporter\":{\"name\":\"lumenc\",\"version\":\"1\"},\"format\":{\"version\":\"3.1.0\"},\
         \"lean\":{\"githash\":\"\",\"version\":\"4.29.1\"}}}",
    )?;
    for &position in positions {
        writer.declaration(environment.constants_of(position))?;
    }
    Ok(())
}

struct Writer<'a, W> {
    store: &'a Store,
    output: &'a mut W,
    names: FxHashMap<NameId, usize>,
    levels: FxHashMap<LevelId, usize>,
    terms: FxHashMap<TermId, usize>,
}

impl<W: Write> Writer<'_, W> {
    fn line(&mut self, line: &str) -> io::Result<()> {
        self.output.write_all(line.as_bytes())?;
        self.output.write_all(b"\n")
    }

    // Names and levels

    fn name(&mut self, name: NameId) -> io::Result<usize> {
        let mut pending = Vec::new();
        let mut next = name;
        while !self.names.contains_key(&next) {
            pending.push(next);
            next = match self.store.name_at(next) {
                Name::Anonymous => NameId::ANONYMOUS,
                Name::Text(prefix, _) | Name::Number(prefix, _) => *prefix,
            };
        }
        let mut index = self.names[&next];
        for id in pending.into_iter().rev() {
            let prefix = index;
            index = self.names.len();
            self.names.insert(id, index);
            let line = match self.store.name_at(id) {
                Name::Text(_, part) => {
                    format!("{{\"in\":{index},\"str\":{{\"pre\":{prefix},\"str\":{}}}}}", quoted(part))
                }
                Name::Number(_, number) => {
                    format!("{{\"in\":{index},\"num\":{{\"i\":{number},\"pre\":{prefix}}}}}")
                }
                Name::Anonymous => continue,
            };
            self.line(&line)?;
        }
        Ok(index)
    }

    fn name_list(&mut self, names: &[NameId]) -> io::Result<String> {
        let indices: Vec<usize> = names.iter().map(|&name| self.name(name)).collect::<io::Result<_>>()?;
        Ok(list(&indices))
    }

    fn level(&mut self, level: LevelId) -> io::Result<usize> {
        let mut pending = vec![level];
        while let Some(&next) = pending.last() {
            if self.levels.contains_key(&next) {
                pending.pop();
                continue;
            }
            let layer = self.store.level_at(next);
            let before = pending.len();
            match layer {
                Level::Successor(a) => pending.extend([a]),
                Level::Max(a, b) | Level::IMax(a, b) => pending.extend([b, a]),
                Level::Zero | Level::Parameter(_) => {}
            }
            let missing: Vec<LevelId> = pending
                .split_off(before)
                .into_iter()
                .filter(|part| !self.levels.contains_key(part))
                .collect();
            if missing.is_empty() {
                self.level_line(next, layer)?;
            } else {
                pending.extend(missing);
            }
        }
        Ok(self.levels[&level])
    }

    fn level_line(&mut self, id: LevelId, layer: Level) -> io::Result<()> {
        let body = match layer {
            Level::Zero => return Ok(()),
            Level::Successor(a) => format!("\"succ\":{}", self.levels[&a]),
            Level::Max(a, b) => format!("\"max\":[{},{}]", self.levels[&a], self.levels[&b]),
            Level::IMax(a, b) => format!("\"imax\":[{},{}]", self.levels[&a], self.levels[&b]),
            Level::Parameter(name) => format!("\"param\":{}", self.name(name)?),
        };
        let index = self.levels.len();
        self.levels.insert(id, index);
        self.line(&format!("{{\"il\":{index},{body}}}"))
    }

    // Terms

    fn term(&mut self, term: TermId) -> io::Result<usize> {
        let mut pending = vec![term];
        while let Some(&next) = pending.last() {
            if self.terms.contains_key(&next) {
                pending.pop();
                continue;
            }
            let layer = self.store.term_at(next);
            let mut missing: Vec<TermId> =
                parts(layer).map(|(part, _)| part).filter(|part| !self.terms.contains_key(part)).collect();
            if missing.is_empty() {
                pending.pop();
                self.term_line(next, layer)?;
            } else {
                missing.reverse();
                pending.extend(missing);
            }
        }
        Ok(self.terms[&term])
    }

    fn term_line(&mut self, id: TermId, layer: Term) -> io::Result<()> {
        let body = self.term_body(layer)?;
        let index = self.terms.len();
        self.terms.insert(id, index);
        let early = matches!(layer, Term::Bound(_) | Term::Apply(..) | Term::Constant(..) | Term::Pi(..));
        let line =
            if early { format!("{{{body},\"ie\":{index}}}") } else { format!("{{\"ie\":{index},{body}}}") };
        self.line(&line)
    }

    fn term_body(&mut self, layer: Term) -> io::Result<String> {
        Ok(match layer {
            Term::Bound(index) => format!("\"bvar\":{index}"),
            Term::Sort(level) => format!("\"sort\":{}", self.level(level)?),
            Term::Constant(name, levels) => {
                let name = self.name(name)?;
                let mut indices = Vec::new();
                for &level in self.store.levels_at(levels) {
                    indices.push(self.level(level)?);
                }
                format!("\"const\":{{\"name\":{name},\"us\":{}}}", list(&indices))
            }
            Term::Apply(function, argument) => {
                format!("\"app\":{{\"arg\":{},\"fn\":{}}}", self.terms[&argument], self.terms[&function])
            }
            Term::Lambda(binder, domain, body) => self.binder("lam", binder, domain, body)?,
            Term::Pi(binder, domain, body) => self.binder("forallE", binder, domain, body)?,
            Term::Let { name, of, value, body } => {
                let name = self.name(name)?;
                let (of, value, body) = (self.terms[&of], self.terms[&value], self.terms[&body]);
                format!(
                    "\"letE\":{{\"body\":{body},\"name\":{name},\"nondep\":false,\"type\":{of},\"value\":{value}}}"
                )
            }
            Term::Natural(id) => format!("\"natVal\":\"{}\"", self.store.natural_at(id)),
            Term::Text(id) => format!("\"strVal\":{}", quoted(self.store.text_at(id))),
            Term::Project(name, index, of) => {
                let name = self.name(name)?;
                format!("\"proj\":{{\"idx\":{index},\"struct\":{},\"typeName\":{name}}}", self.terms[&of])
            }
            Term::Free(_) => return Err(io::Error::from(io::ErrorKind::InvalidInput)),
        })
    }

    fn binder(&mut self, key: &str, binder: Binder, domain: TermId, body: TermId) -> io::Result<String> {
        let kind = match binder.kind {
            BinderKind::Explicit => "default",
            BinderKind::Implicit => "implicit",
            BinderKind::StrictImplicit => "strictImplicit",
            BinderKind::Instance => "instImplicit",
        };
        let name = self.name(binder.name)?;
        let (domain, body) = (self.terms[&domain], self.terms[&body]);
        Ok(format!(
            "\"{key}\":{{\"binderInfo\":\"{kind}\",\"body\":{body},\"name\":{name},\"type\":{domain}}}"
        ))
    }

    // Declarations

    fn declaration(&mut self, constants: &[Constant]) -> io::Result<()> {
        let Some(constant) = constants.first() else { return Ok(()) };
        let (head, of) = self.head(constant)?;
        let all = self.name_list(&[constant.name])?;
        let line = match constant.kind {
            Kind::Axiom => format!("{{\"axiom\":{{\"isUnsafe\":false,{head},\"type\":{of}}}}}"),
            Kind::Definition(body, hint) => {
                let (body, hint) = (self.term(body)?, hint_text(hint));
                format!(
                    "{{\"def\":{{\"all\":{all},\"hints\":{hint},{head},\"safety\":\"safe\",\"type\":{of},\"value\":{body}}}}}"
                )
            }
            Kind::Theorem(body) => {
                let body = self.term(body)?;
                format!("{{\"thm\":{{\"all\":{all},{head},\"type\":{of},\"value\":{body}}}}}")
            }
            Kind::Opaque(body) => {
                let body = self.term(body)?;
                format!(
                    "{{\"opaque\":{{\"all\":{all},\"isUnsafe\":false,{head},\"type\":{of},\"value\":{body}}}}}"
                )
            }
            Kind::Quotient(kind) => {
                let kind = quotient_text(kind);
                format!("{{\"quot\":{{\"kind\":\"{kind}\",{head},\"type\":{of}}}}}")
            }
            Kind::Inductive(_) | Kind::Constructor(_) | Kind::Recursor(_) => return self.block(constants),
        };
        self.line(&line)
    }

    /// The fields `levelParams` and `name`, and `type`, whose place among the others differs.
    fn head(&mut self, constant: &Constant) -> io::Result<(String, usize)> {
        let index = self.name(constant.name)?;
        let levels = self.name_list(&constant.levels)?;
        let of = self.term(constant.of)?;
        Ok((format!("\"levelParams\":{levels},\"name\":{index}"), of))
    }

    fn block(&mut self, constants: &[Constant]) -> io::Result<()> {
        let mut records = [Vec::new(), Vec::new(), Vec::new()];
        for constant in constants {
            let list = match constant.kind {
                Kind::Inductive(_) => 0,
                Kind::Constructor(_) => 1,
                _ => 2,
            };
            records[list].push(self.record(constant)?);
        }
        let [types, constructors, recursors] = records.map(|records| records.join(","));
        self.line(&format!(
            "{{\"inductive\":{{\"ctors\":[{constructors}],\"recs\":[{recursors}],\"types\":[{types}]}}}}"
        ))
    }

    fn record(&mut self, constant: &Constant) -> io::Result<String> {
        let (head, of) = self.head(constant)?;
        Ok(match &constant.kind {
            Kind::Inductive(it) => format!(
                "{{\"all\":{},\"ctors\":{},\"isRec\":{},\"isReflexive\":{},\"isUnsafe\":false,{head},\"numIndices\":{},\"numNested\":{},\"numParams\":{},\"type\":{of}}}",
                self.name_list(&it.all)?,
                self.name_list(&it.constructors)?,
                it.recursive,
                it.reflexive,
                it.indices,
                it.nested,
                it.parameters
            ),
            Kind::Constructor(it) => format!(
                "{{\"cidx\":{},\"induct\":{},\"isUnsafe\":false,{head},\"numFields\":{},\"numParams\":{},\"type\":{of}}}",
                it.index,
                self.name(it.inductive)?,
                it.fields,
                it.parameters
            ),
            Kind::Recursor(it) => self.recursor_record(it, &head, of)?,
            _ => return Err(io::Error::from(io::ErrorKind::InvalidInput)),
        })
    }

    fn recursor_record(&mut self, recursor: &Recursor, head: &str, of: usize) -> io::Result<String> {
        let mut rules = Vec::new();
        for rule in &recursor.rules {
            let (name, result) = (self.name(rule.constructor)?, self.term(rule.result)?);
            rules.push(format!("{{\"ctor\":{name},\"nfields\":{},\"rhs\":{result}}}", rule.fields));
        }
        Ok(format!(
            "{{\"all\":{},\"isUnsafe\":false,\"k\":{},{head},\"numIndices\":{},\"numMinors\":{},\"numMotives\":{},\"numParams\":{},\"rules\":[{}],\"type\":{of}}}",
            self.name_list(&recursor.all)?,
            recursor.k,
            recursor.indices,
            recursor.minors,
            recursor.motives,
            recursor.parameters,
            rules.join(",")
        ))
    }
}

fn list(indices: &[usize]) -> String {
    let items: Vec<String> = indices.iter().map(ToString::to_string).collect();
    format!("[{}]", items.join(","))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\0'..='\x1f' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn hint_text(hint: Hint) -> String {
    match hint {
        Hint::Opaque => "\"opaque\"".to_owned(),
        Hint::Abbreviation => "\"abbrev\"".to_owned(),
        Hint::Regular(height) => format!("{{\"regular\":{height}}}"),
    }
}

fn quotient_text(quotient: Quotient) -> &'static str {
    match quotient {
        Quotient::Type => "type",
        Quotient::Make => "ctor",
        Quotient::Lift => "lift",
        Quotient::Induct => "ind",
    }
}
