//! Claims become units: what is declared together.
//! Given by: `read`, the claims of an input.
//! Gives: units, each with all it needs.
//! Holds: every claim is in exactly one unit; no name is claimed twice, no constructor or recursor without its type.

use super::claim::{Block, Claim, Claimed, Promise, Unit};
use super::failure::Failure;
use kernel::{Inductive, Invalid, NameId, Problem, RecordRule, Rejection};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;

/// Groups claims into units, in the order of the first claim of each.
pub(super) fn group(claims: &[Claim], promise: Promise) -> Result<Vec<Unit>, Failure> {
    let mut grouping = Grouping { claims, index: FxHashMap::default(), skipped: FxHashSet::default() };
    grouping.index(promise)?;
    grouping.units()
}

struct Grouping<'a> {
    claims: &'a [Claim],
    index: FxHashMap<NameId, usize>,
    /// Claims that are passed over.
    skipped: FxHashSet<usize>,
}

impl Grouping<'_> {
    /// Finds claims by name. Modules may repeat a claim that another one has made.
    fn index(&mut self, promise: Promise) -> Result<(), Failure> {
        for (position, claim) in self.claims.iter().enumerate() {
            if !claim.safe {
                if !promise.unsafe_apart {
                    return Err(refused(claim, Invalid::NotSafe));
                }
                self.skipped.insert(position);
                continue;
            }
            let name = claim.head.name;
            match self.index.get(&name).map(|&other| &self.claims[other]) {
                _ if name == NameId::ANONYMOUS && claim.what == Claimed::Quotient => {}
                None => {
                    self.index.insert(name, position);
                }
                Some(other)
                    if promise.unsafe_apart && other.head == claim.head && other.what == claim.what =>
                {
                    self.skipped.insert(position);
                }
                Some(_) => return Err(refused(claim, Invalid::DuplicateName(name))),
            }
        }
        Ok(())
    }

    fn units(&self) -> Result<Vec<Unit>, Failure> {
        let mut units = Vec::new();
        let mut blocks: FxHashMap<NameId, usize> = FxHashMap::default();
        let mut quotient: Option<usize> = None;
        for (position, claim) in self.claims.iter().enumerate() {
            if self.skipped.contains(&position) {
                continue;
            }
            match &claim.what {
                Claimed::Value(_) => units.push(Unit::Constant(position)),
                Claimed::Quotient => match quotient.and_then(|unit| units.get_mut(unit)) {
                    Some(Unit::Quotient(positions)) => positions.push(position),
                    _ => {
                        quotient = Some(units.len());
                        units.push(Unit::Quotient(vec![position]));
                    }
                },
                Claimed::Type(claimed) => {
                    let first = self.first_of(claim, claimed)?;
                    if let Entry::Vacant(entry) = blocks.entry(first) {
                        entry.insert(units.len());
                        units.push(Unit::Block(self.block(&claimed.all)?));
                    }
                }
                Claimed::Constructor(_) => self.check_constructor(claim)?,
                Claimed::Recursor(_) => {}
            }
        }
        self.attach_recursors(&mut units, &blocks)?;
        Ok(units)
    }

    /// The first type of a block, if this type is one of it and they agree on what the block is.
    fn first_of(&self, claim: &Claim, claimed: &Inductive) -> Result<NameId, Failure> {
        let differing = || refused(claim, Invalid::Record(RecordRule::Types, claim.head.name));
        let first = *claimed.all.first().ok_or_else(differing)?;
        let agree = match self.index.get(&first).map(|&position| &self.claims[position].what) {
            Some(Claimed::Type(other)) => other.all == claimed.all && claimed.all.contains(&claim.head.name),
            Some(_) => false,
            None => return Err(Failure::Incomplete { declaration: claim.head.name, missing: first }),
        };
        if agree { Ok(first) } else { Err(differing()) }
    }

    fn block(&self, all: &[NameId]) -> Result<Block, Failure> {
        let mut block = Block::default();
        for &name in all {
            let declaration = all[0];
            let position = self.find(name, declaration)?;
            let Claimed::Type(of) = &self.claims[position].what else {
                return Err(refused(&self.claims[position], Invalid::Record(RecordRule::Kind, name)));
            };
            let constructors = of.constructors.iter().map(|&constructor| {
                let position = self.find(constructor, declaration)?;
                match &self.claims[position].what {
                    Claimed::Constructor(claimed) if claimed.inductive == name => Ok(position),
                    _ => {
                        let invalid = Invalid::Record(RecordRule::Constructors, constructor);
                        Err(refused(&self.claims[position], invalid))
                    }
                }
            });
            block.constructors.push(constructors.collect::<Result<_, Failure>>()?);
            block.types.push(position);
        }
        Ok(block)
    }

    fn find(&self, name: NameId, declaration: NameId) -> Result<usize, Failure> {
        self.index.get(&name).copied().ok_or(Failure::Incomplete { declaration, missing: name })
    }

    /// Refuses a constructor that its type does not list.
    fn check_constructor(&self, claim: &Claim) -> Result<(), Failure> {
        let Claimed::Constructor(claimed) = &claim.what else { return Ok(()) };
        let of = self.index.get(&claimed.inductive).map(|&position| &self.claims[position].what);
        match of {
            Some(Claimed::Type(of)) if of.constructors.contains(&claim.head.name) => Ok(()),
            _ => Err(refused(claim, Invalid::Record(RecordRule::Extra, claim.head.name))),
        }
    }

    /// Adds each recursor to the block that it says it belongs to.
    fn attach_recursors(&self, units: &mut [Unit], blocks: &FxHashMap<NameId, usize>) -> Result<(), Failure> {
        for (position, claim) in self.claims.iter().enumerate() {
            let Claimed::Recursor(recursor) = &claim.what else { continue };
            if self.skipped.contains(&position) {
                continue;
            }
            let unit = recursor.all.first().and_then(|first| blocks.get(first));
            match unit.and_then(|&unit| units.get_mut(unit)) {
                Some(Unit::Block(block)) => block.recursors.push(position),
                _ => return Err(refused(claim, Invalid::Record(RecordRule::Extra, claim.head.name))),
            }
        }
        Ok(())
    }
}

/// A claim that breaks a rule.
pub(super) fn refused(claim: &Claim, invalid: Invalid) -> Failure {
    let rejection = Rejection { declaration: claim.head.name, problem: Problem::Invalid(invalid) };
    Failure::Rejected(Some(claim.place), rejection)
}
