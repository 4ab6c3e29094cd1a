//! What an export declares: constants, and the records of inductive types and quotients.
//! Given by: lines without an index.
//! Gives: declarations to be checked, and what the export says of what they become.
//! Holds: every field of the format must be there, and no other; nothing is believed here.

use super::tables::Tables;
use super::value::{Fields, Line, Malformation, Value};
use crate::declaration::{Declaration, Definition, Hint, InductiveBlock, Safety, Value as Body};
use crate::environment::{Constant, ConstructorOf, Inductive, Kind, Quotient, Recursor, Rule};
use crate::name::NameId;
use crate::rejection::{Invalid, Problem, RecordRule, Rejection};

const SAFETIES: [(&str, Safety); 3] =
    [("safe", Safety::Safe), ("unsafe", Safety::Unsafe), ("partial", Safety::Partial)];
const HINTS: [(&str, Hint); 2] = [("opaque", Hint::Opaque), ("abbrev", Hint::Abbreviation)];
const QUOTIENTS: [(&str, Quotient); 4] =
    [("type", Quotient::Type), ("ctor", Quotient::Make), ("lift", Quotient::Lift), ("ind", Quotient::Induct)];

/// What a line declares.
pub(crate) enum Claim {
    /// A declaration that becomes what it says.
    Constant(Declaration),
    /// A block, and the records of everything it should become.
    Block(InductiveBlock, Vec<Constant>),
    /// One of the constants of quotient types.
    Quotient(Constant, Quotient),
}

pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

impl Tables {
    pub(super) fn claim(&self, kind: &str, value: Value<'_>) -> Line<Claim> {
        if !value.is_object() {
            return Err(Malformation::UnknownKind.into());
        }
        value.record(|it| match kind {
            "inductive" => {
                let types = it.take("types")?.each(|record| record.record(|it| self.inductive(it)))?;
                let constructors =
                    it.take("ctors")?.each(|record| record.record(|it| self.constructor(it)))?;
                let recursors = it.take("recs")?.each(|record| record.record(|it| self.recursor(it)))?;
                let records = [types, constructors, recursors].concat();
                let block = InductiveBlock::of(&records);
                let block = block.map_err(|name| differing(RecordRule::Missing, name))?;
                Ok(Claim::Block(block, records))
            }
            "quot" => {
                let kind = it.take("kind")?.one_of(&QUOTIENTS)?;
                let Definition { name, levels, of } = self.definition(it)?;
                Ok(Claim::Quotient(Constant { name, levels, of, kind: Kind::Quotient(kind) }, kind))
            }
            _ => {
                let definition = self.definition(it)?;
                let body = self.body(kind, it, definition.name)?;
                Ok(Claim::Constant(Declaration::Constant(definition, body)))
            }
        })
    }

    fn definition(&self, it: &mut Fields<'_>) -> Line<Definition> {
        let (name, levels) = (self.name(it.take("name")?)?, self.names(it.take("levelParams")?)?);
        Ok(Definition { name, levels, of: self.term(it.take("type")?)? })
    }

    fn body(&self, kind: &str, it: &mut Fields<'_>, name: NameId) -> Line<Body> {
        if kind != "axiom" {
            self.names(it.take("all")?)?;
        }
        match kind {
            "axiom" => refuse_unsafe(it, name).map(|()| Body::Axiom),
            "thm" => Ok(Body::Theorem(self.term(it.take("value")?)?)),
            "opaque" => {
                refuse_unsafe(it, name)?;
                Ok(Body::Opaque(self.term(it.take("value")?)?))
            }
            "def" => {
                let (hint, safety) = (hint(it.take("hints")?)?, it.take("safety")?.one_of(&SAFETIES)?);
                Ok(Body::Definition(self.term(it.take("value")?)?, hint, safety))
            }
            _ => Err(Malformation::UnknownKind.into()),
        }
    }

    // Records of a block

    fn record(&self, it: &mut Fields<'_>, kind: Kind) -> Line<Constant> {
        let Definition { name, levels, of } = self.definition(it)?;
        refuse_unsafe(it, name)?;
        Ok(Constant { name, levels, of, kind })
    }

    fn inductive(&self, it: &mut Fields<'_>) -> Line<Constant> {
        let inductive = Inductive {
            all: self.names(it.take("all")?)?,
            constructors: self.names(it.take("ctors")?)?,
            parameters: it.take("numParams")?.small()?,
            indices: it.take("numIndices")?.small()?,
            recursive: it.take("isRec")?.truth()?,
            reflexive: it.take("isReflexive")?.truth()?,
            nested: it.take("numNested")?.small()?,
        };
        self.record(it, Kind::Inductive(inductive))
    }

    fn constructor(&self, it: &mut Fields<'_>) -> Line<Constant> {
        let constructor = ConstructorOf {
            inductive: self.name(it.take("induct")?)?,
            index: it.take("cidx")?.small()?,
            parameters: it.take("numParams")?.small()?,
            fields: it.take("numFields")?.small()?,
        };
        self.record(it, Kind::Constructor(constructor))
    }

    fn recursor(&self, it: &mut Fields<'_>) -> Line<Constant> {
        let recursor = Recursor {
            all: self.names(it.take("all")?)?,
            parameters: it.take("numParams")?.small()?,
            indices: it.take("numIndices")?.small()?,
            motives: it.take("numMotives")?.small()?,
            minors: it.take("numMinors")?.small()?,
            k: it.take("k")?.truth()?,
            rules: it.take("rules")?.each(|rule| rule.record(|it| self.rule(it)))?,
        };
        self.record(it, Kind::Recursor(recursor))
    }

    fn rule(&self, it: &mut Fields<'_>) -> Line<Rule> {
        Ok(Rule {
            constructor: self.name(it.take("ctor")?)?,
            fields: it.take("nfields")?.small()?,
            result: self.term(it.take("rhs")?)?,
        })
    }
}

fn hint(value: Value<'_>) -> Line<Hint> {
    if value.is_object() {
        return value.record(|it| it.take("regular")?.small().map(Hint::Regular));
    }
    value.one_of(&HINTS)
}

fn refuse_unsafe(it: &mut Fields<'_>, name: NameId) -> Line<()> {
    if it.take("isUnsafe")?.truth()? {
        return Err(Rejection { declaration: name, problem: Problem::Invalid(Invalid::NotSafe) }.into());
    }
    Ok(())
}
