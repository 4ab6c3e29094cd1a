//! What an export declares: constants, and the records of inductive types and quotients.
//! Given by: lines without an index.
//! Gives: declarations to be checked, and what the export says of what they become.
//! Holds: every field of the format must be there, and no other; nothing is believed here.

use super::failure::Line;
use super::scan::{Fields, Scanner};
use super::tables::Tables;
use crate::{
    Constant, ConstructorOf, Definition, Hint, Inductive, InductiveBlock, Invalid, Kind, NameId, Problem,
    Quotient, RecordRule, Recursor, Rejection, Rule, Safety, Value,
};

const SAFETIES: [(&str, Safety); 3] =
    [("safe", Safety::Safe), ("unsafe", Safety::Unsafe), ("partial", Safety::Partial)];
const HINTS: [(&str, Hint); 2] = [("opaque", Hint::Opaque), ("abbrev", Hint::Abbreviation)];
const QUOTIENTS: [(&str, Quotient); 4] =
    [("type", Quotient::Type), ("ctor", Quotient::Make), ("lift", Quotient::Lift), ("ind", Quotient::Induct)];

/// What a line declares.
pub(crate) enum Claim {
    /// A declaration that becomes what it says.
    Constant(Definition, Value),
    /// A block, and the records of everything it should become.
    Block(InductiveBlock, Vec<Constant>),
    /// One of the constants of quotient types.
    Quotient(Constant),
}

pub(super) fn differing(rule: RecordRule, name: NameId) -> Rejection {
    Rejection { declaration: name, problem: Problem::Invalid(Invalid::Record(rule, name)) }
}

impl Tables {
    pub(super) fn claim(&self, kind: &[u8], it: &mut Fields<'_, '_>) -> Line<Claim> {
        match kind {
            b"inductive" => return self.block(it),
            b"axiom" => return Ok(Claim::Constant(self.safe_definition(it)?, Value::Axiom)),
            b"quot" => {
                let kind = Kind::Quotient(it.take("kind")?.one_of(&QUOTIENTS)?);
                return Ok(Claim::Quotient(Constant::new(self.definition(it)?, kind)));
            }
            _ => self.names.each(it.take("all")?)?,
        };
        let value = |it: &mut Fields<'_, '_>| self.terms.at(it.take("value")?);
        Ok(match kind {
            b"opaque" => Claim::Constant(self.safe_definition(it)?, Value::Opaque(value(it)?)),
            b"thm" => Claim::Constant(self.definition(it)?, Value::Theorem(value(it)?)),
            _ => {
                let (hint, definition, value) = (hint(it.take("hints")?)?, self.definition(it)?, value(it)?);
                let safety = it.take("safety")?.one_of(&SAFETIES)?;
                Claim::Constant(definition, Value::Definition(value, hint, safety))
            }
        })
    }

    fn definition(&self, it: &mut Fields<'_, '_>) -> Line<Definition> {
        let levels = self.names.each(it.take("levelParams")?)?;
        let name = self.names.at(it.take("name")?)?;
        Ok(Definition { name, levels, of: self.terms.at(it.take("type")?)? })
    }

    /// The head of what must not be marked as unsafe.
    fn safe_definition(&self, it: &mut Fields<'_, '_>) -> Line<Definition> {
        let is_unsafe = it.take("isUnsafe")?.truth()?;
        let definition = self.definition(it)?;
        if is_unsafe {
            let problem = Problem::Invalid(Invalid::NotSafe);
            return Err(Rejection { declaration: definition.name, problem }.into());
        }
        Ok(definition)
    }

    // Records of a block

    fn block(&self, it: &mut Fields<'_, '_>) -> Line<Claim> {
        let constructors = it.take("ctors")?.each(|it| it.record(|it| self.constructor(it)))?;
        let recursors = it.take("recs")?.each(|it| it.record(|it| self.recursor(it)))?;
        let types = it.take("types")?.each(|it| it.record(|it| self.inductive(it)))?;
        let records = [types, constructors, recursors].concat();
        let block = InductiveBlock::of(&records).map_err(|name| differing(RecordRule::Missing, name))?;
        Ok(Claim::Block(block, records))
    }

    fn inductive(&self, it: &mut Fields<'_, '_>) -> Line<Constant> {
        let kind = Kind::Inductive(Inductive {
            all: self.names.each(it.take("all")?)?,
            constructors: self.names.each(it.take("ctors")?)?,
            recursive: it.take("isRec")?.truth()?,
            reflexive: it.take("isReflexive")?.truth()?,
            indices: it.take("numIndices")?.small()?,
            nested: it.take("numNested")?.small()?,
            parameters: it.take("numParams")?.small()?,
        });
        Ok(Constant::new(self.safe_definition(it)?, kind))
    }

    fn constructor(&self, it: &mut Fields<'_, '_>) -> Line<Constant> {
        let kind = Kind::Constructor(ConstructorOf {
            index: it.take("cidx")?.small()?,
            inductive: self.names.at(it.take("induct")?)?,
            fields: it.take("numFields")?.small()?,
            parameters: it.take("numParams")?.small()?,
        });
        Ok(Constant::new(self.safe_definition(it)?, kind))
    }

    fn recursor(&self, it: &mut Fields<'_, '_>) -> Line<Constant> {
        let kind = Kind::Recursor(Recursor {
            all: self.names.each(it.take("all")?)?,
            k: it.take("k")?.truth()?,
            indices: it.take("numIndices")?.small()?,
            minors: it.take("numMinors")?.small()?,
            motives: it.take("numMotives")?.small()?,
            parameters: it.take("numParams")?.small()?,
            rules: it.take("rules")?.each(|it| it.record(|it| self.rule(it)))?,
        });
        Ok(Constant::new(self.safe_definition(it)?, kind))
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
