//! What an export declares: constants, and the records of inductive types and quotients.
//! Given by: lines without an index.
//! Gives: declarations to be checked, and what the export says of what they become.
//! Holds: every field of the format must be there, and no other; nothing is believed here.

use super::failure::Line;
use super::tables::Tables;
use super::value::{Fields, Value};
use crate::declaration::{Definition, Hint, InductiveBlock, Safety, Value as Body};
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
    Constant(Definition, Body),
    /// A block, and the records of everything it should become.
    Block(InductiveBlock, Vec<Constant>),
    /// One of the constants of quotient types.
    Quotient(Constant),
}

pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

impl Tables {
    pub(super) fn claim(&self, kind: &[u8], it: &mut Fields<'_>) -> Line<Claim> {
        let body = match kind {
            b"inductive" => return self.block(it),
            b"quot" => {
                let kind = it.take("kind")?.one_of(&QUOTIENTS)?;
                return Ok(Claim::Quotient(Constant::new(self.definition(it)?, Kind::Quotient(kind))));
            }
            b"axiom" => return Ok(Claim::Constant(self.safe_definition(it)?, Body::Axiom)),
            b"opaque" => (self.safe_definition(it)?, Body::Opaque(self.term(it.take("value")?)?)),
            b"thm" => (self.definition(it)?, Body::Theorem(self.term(it.take("value")?)?)),
            _ => {
                let definition = self.definition(it)?;
                let (hint, safety) = (hint(it.take("hints")?)?, it.take("safety")?.one_of(&SAFETIES)?);
                (definition, Body::Definition(self.term(it.take("value")?)?, hint, safety))
            }
        };
        self.names(it.take("all")?)?;
        Ok(Claim::Constant(body.0, body.1))
    }

    fn definition(&self, it: &mut Fields<'_>) -> Line<Definition> {
        let (name, levels) = (self.name(it.take("name")?)?, self.names(it.take("levelParams")?)?);
        Ok(Definition { name, levels, of: self.term(it.take("type")?)? })
    }

    /// The head of what must not be marked as unsafe.
    fn safe_definition(&self, it: &mut Fields<'_>) -> Line<Definition> {
        let definition = self.definition(it)?;
        if it.take("isUnsafe")?.truth()? {
            let problem = Problem::Invalid(Invalid::NotSafe);
            return Err(Rejection { declaration: definition.name, problem }.into());
        }
        Ok(definition)
    }

    // Records of a block

    fn block(&self, it: &mut Fields<'_>) -> Line<Claim> {
        let types = it.take("types")?.each(|record| record.record(|it| self.inductive(it)))?;
        let constructors = it.take("ctors")?.each(|record| record.record(|it| self.constructor(it)))?;
        let recursors = it.take("recs")?.each(|record| record.record(|it| self.recursor(it)))?;
        let records = [types, constructors, recursors].concat();
        let block = InductiveBlock::of(&records).map_err(|name| differing(RecordRule::Missing, name))?;
        Ok(Claim::Block(block, records))
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
        Ok(Constant::new(self.safe_definition(it)?, Kind::Inductive(inductive)))
    }

    fn constructor(&self, it: &mut Fields<'_>) -> Line<Constant> {
        let constructor = ConstructorOf {
            inductive: self.name(it.take("induct")?)?,
            index: it.take("cidx")?.small()?,
            parameters: it.take("numParams")?.small()?,
            fields: it.take("numFields")?.small()?,
        };
        Ok(Constant::new(self.safe_definition(it)?, Kind::Constructor(constructor)))
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
        Ok(Constant::new(self.safe_definition(it)?, Kind::Recursor(recursor)))
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
