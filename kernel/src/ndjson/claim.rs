//! What an export declares: the constants of each declaration, as the export has them.
//! Given by: lines without an index.
//! Gives: constants that are yet to be checked, and records of what the kernel derives.
//! Holds: every field of the format must be there, and no other; nothing is believed here.

use super::failure::Line;
use super::scan::{Fields, Scanner};
use super::tables::Tables;
use crate::{
    Constant, ConstructorOf, Hint, Inductive, Invalid, Kind, Problem, Quotient, Recursor, Rejection, Rule,
};

/// Whether a definition may be used in proofs.
const SAFETIES: [(&str, bool); 3] = [("safe", true), ("unsafe", false), ("partial", false)];
const HINTS: [(&str, Hint); 2] = [("opaque", Hint::Opaque), ("abbrev", Hint::Abbreviation)];
const QUOTIENTS: [(&str, Quotient); 4] =
    [("type", Quotient::Type), ("ctor", Quotient::Make), ("lift", Quotient::Lift), ("ind", Quotient::Induct)];

impl Tables {
    pub(super) fn claim(&self, kind: &[u8], it: &mut Fields<'_, '_>) -> Line<Vec<Constant>> {
        if kind == b"inductive" {
            return self.block(it);
        }
        if !matches!(kind, b"axiom" | b"quot") {
            self.names.each(it.take("all")?)?;
        }
        let value = |it: &mut Fields<'_, '_>| self.terms.at(it.take("value")?);
        let constant = match kind {
            b"axiom" => self.constant(kind, it, |_| Ok(Kind::Axiom)),
            b"quot" => self.constant(kind, it, |it| it.take("kind")?.one_of(&QUOTIENTS).map(Kind::Quotient)),
            b"opaque" => self.constant(kind, it, |it| value(it).map(Kind::Opaque)),
            b"thm" => self.constant(kind, it, |it| value(it).map(Kind::Theorem)),
            _ => {
                let hint = hint(it.take("hints")?)?;
                self.constant(kind, it, |it| Ok(Kind::Definition(value(it)?, hint)))
            }
        };
        Ok(vec![constant?])
    }

    /// What is left of a constant; what may not be used in proofs is refused.
    fn constant(
        &self,
        what: &[u8],
        it: &mut Fields<'_, '_>,
        kind: impl FnOnce(&mut Fields<'_, '_>) -> Line<Kind>,
    ) -> Line<Constant> {
        let is_unsafe = !matches!(what, b"def" | b"quot" | b"thm") && it.take("isUnsafe")?.truth()?;
        let levels = self.names.each(it.take("levelParams")?)?;
        let name = self.names.at(it.take("name")?)?;
        if is_unsafe || what == b"def" && !it.take("safety")?.one_of(&SAFETIES)? {
            return Err(Rejection { declaration: name, problem: Problem::Invalid(Invalid::NotSafe) }.into());
        }
        Ok(Constant { name, levels, of: self.terms.at(it.take("type")?)?, kind: kind(it)? })
    }

    // Records of a block

    fn block(&self, it: &mut Fields<'_, '_>) -> Line<Vec<Constant>> {
        let record = |it: &mut Scanner<'_>, kind: fn(&Tables, &mut Fields<'_, '_>) -> Line<Kind>| {
            it.each(|it| {
                it.record(|it| kind(self, it).and_then(|kind| self.constant(b"record", it, |_| Ok(kind))))
            })
        };
        let constructors = record(it.take("ctors")?, Tables::constructor)?;
        let recursors = record(it.take("recs")?, Tables::recursor)?;
        Ok([record(it.take("types")?, Tables::inductive)?, constructors, recursors].concat())
    }

    fn inductive(&self, it: &mut Fields<'_, '_>) -> Line<Kind> {
        Ok(Kind::Inductive(Inductive {
            all: self.names.each(it.take("all")?)?,
            constructors: self.names.each(it.take("ctors")?)?,
            recursive: it.take("isRec")?.truth()?,
            reflexive: it.take("isReflexive")?.truth()?,
            indices: it.take("numIndices")?.small()?,
            nested: it.take("numNested")?.small()?,
            parameters: it.take("numParams")?.small()?,
        }))
    }

    fn constructor(&self, it: &mut Fields<'_, '_>) -> Line<Kind> {
        Ok(Kind::Constructor(ConstructorOf {
            index: it.take("cidx")?.small()?,
            inductive: self.names.at(it.take("induct")?)?,
            fields: it.take("numFields")?.small()?,
            parameters: it.take("numParams")?.small()?,
        }))
    }

    fn recursor(&self, it: &mut Fields<'_, '_>) -> Line<Kind> {
        Ok(Kind::Recursor(Recursor {
            all: self.names.each(it.take("all")?)?,
            k: it.take("k")?.truth()?,
            indices: it.take("numIndices")?.small()?,
            minors: it.take("numMinors")?.small()?,
            motives: it.take("numMotives")?.small()?,
            parameters: it.take("numParams")?.small()?,
            rules: it.take("rules")?.each(|it| it.record(|it| self.rule(it)))?,
        }))
    }

    fn rule(&self, it: &mut Fields<'_, '_>) -> Line<Rule> {
        Ok(Rule {
            constructor: self.names.at(it.take("ctor")?)?,
            fields: it.take("nfields")?.small()?,
            result: self.terms.at(it.take("rhs")?)?,
        })
    }
}

fn hint(it: &mut Scanner<'_>) -> Line<Hint> {
    if it.is_at(b'{') {
        return it.record(|it| it.take("regular")?.small().map(Hint::Regular));
    }
    it.one_of(&HINTS)
}
