//! The statements about a cell: its specification, and that its contract is defined.
//! Given by: `translate`, one cell at a time.
//! Gives: closed propositions.
//! Holds: exactly the form of `docs/spec/core.md`; hypotheses and conjuncts that say nothing are left out.

use super::builder::Builder;
use super::formula::{definedness, proposition};
use super::model::{binder, result};
use super::scope::{Binders, Scope};
use super::translation::Refusal;
use crate::core::{Cell, CellId, Clause, SiteId, Type};
use crate::meaning::Word;
use kernel::{Binder, BinderKind, NameId, TermId};

/// `∀ x…, Valid x → … → P₁ → … → Total (sites S) (f x…) (fun r => Valid r ∧ Q₁ ∧ …)`.
///
/// # Errors
/// If the contract is nested too deep or breaks the rules of core.
pub(super) fn specification(
    builder: &mut Builder,
    name: NameId,
    (cell, id): (&Cell, CellId),
    halts: &[SiteId],
) -> Result<TermId, Refusal> {
    let mut head = Head::new(builder, cell, id)?;
    for clause in &cell.requires {
        let p = proposition(builder, &head.scope, &clause.formula, 0)?;
        head.hypotheses.push(p);
    }
    let mut arguments = Vec::new();
    for &parameter in &cell.parameters {
        arguments.push(head.scope.variable(builder, parameter)?);
    }
    let model = builder.store.constant(name, &[]);
    let model = builder.store.apply(model, &arguments);
    let postcondition = postcondition(builder, &mut head.scope, cell)?;
    let sites: Vec<u32> = halts.iter().map(|site| site.0).collect();
    let sites = builder.naturals(&sites);
    let sites = builder.word(Word::Sites, &[sites]);
    let of = builder.of(&result(cell));
    let judgement = if cell.total { Word::Total } else { Word::Partial };
    let conclusion = builder.word(judgement, &[of, sites, model, postcondition]);
    Ok(head.close(builder, conclusion))
}

/// `fun r => Valid r ∧ Q₁ ∧ …`, over the parameters.
fn postcondition(builder: &mut Builder, scope: &mut Binders, cell: &Cell) -> Result<TermId, Refusal> {
    let whole = result(cell);
    let mark = scope.mark();
    scope.bind_results()?;
    let r = builder.store.bound(0);
    let mut parts: Vec<TermId> = builder.valid(r, &whole).into_iter().collect();
    for clause in &cell.ensures {
        parts.push(proposition(builder, scope, &clause.formula, 0)?);
    }
    scope.leave(mark);
    let body = builder.conjunction(&parts);
    let (binder, of) = (builder.binder("r"), builder.of(&whole));
    Ok(builder.store.lambda(binder, of, body))
}

/// `∀ x…, Valid x → … → D(P₁) ∧ (P₁ → … ∀ r, Valid r → D(Q₁) ∧ (Q₁ → …))`, or `True` if no clause divides.
///
/// # Errors
/// If the contract is nested too deep or breaks the rules of core.
pub(super) fn contract_defined(
    builder: &mut Builder,
    (cell, id): (&Cell, CellId),
) -> Result<TermId, Refusal> {
    let mut head = Head::new(builder, cell, id)?;
    let mark = head.scope.mark();
    head.scope.bind_results()?;
    let after = clauses_defined(builder, &head.scope, &cell.ensures, None)?;
    head.scope.leave(mark);
    let after = after.map(|after| for_all_results(builder, cell, after));
    match clauses_defined(builder, &head.scope, &cell.requires, after)? {
        Some(conclusion) => Ok(head.close(builder, conclusion)),
        None => Ok(builder.words[Word::True]),
    }
}

/// `D(P₁) ∧ (P₁ → D(P₂) ∧ (… → rest))`.
fn clauses_defined(
    builder: &mut Builder,
    scope: &Binders,
    clauses: &[Clause],
    rest: Option<TermId>,
) -> Result<Option<TermId>, Refusal> {
    let mut rest = rest;
    for clause in clauses.iter().rev() {
        if let Some(following) = rest {
            let p = proposition(builder, scope, &clause.formula, 0)?;
            rest = Some(builder.store.arrow(p, following));
        }
        let here = definedness(builder, scope, &clause.formula.definedness())?;
        rest = match (here, rest) {
            (Some(here), Some(rest)) => Some(builder.word(Word::And, &[here, rest])),
            (only, None) | (None, only) => only,
        };
    }
    Ok(rest)
}

/// `∀ r, Valid r → body`, where the body stands below `r` only.
fn for_all_results(builder: &mut Builder, cell: &Cell, body: TermId) -> TermId {
    let whole = result(cell);
    let r = builder.store.bound(0);
    let body = match builder.valid(r, &whole) {
        Some(valid) => builder.store.arrow(valid, body),
        None => body,
    };
    let (binder, of) = (builder.binder("r"), builder.of(&whole));
    builder.store.pi(binder, of, body)
}

/// The parameters of a cell, and what is supposed of them.
struct Head<'a> {
    scope: Binders<'a>,
    binders: Vec<(Binder, TermId)>,
    hypotheses: Vec<TermId>,
}

impl<'a> Head<'a> {
    /// Parameters that are valid.
    fn new(builder: &mut Builder, cell: &'a Cell, id: CellId) -> Result<Self, Refusal> {
        let mut head = Head { scope: Binders::new(cell, id), binders: Vec::new(), hypotheses: Vec::new() };
        for &parameter in &cell.parameters {
            head.binders.push(binder(builder, &head.scope, parameter)?);
            head.scope.bind(parameter)?;
        }
        for &parameter in &cell.parameters {
            let of: &Type = head.scope.type_of(parameter)?;
            let variable = head.scope.variable(builder, parameter)?;
            let valid = builder.valid(variable, of);
            head.hypotheses.extend(valid);
        }
        Ok(head)
    }

    /// `∀ parameters, hypotheses → conclusion`; all of them stand below the parameters only.
    fn close(self, builder: &mut Builder, conclusion: TermId) -> TermId {
        let store = &mut builder.store;
        let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
        let arrows = (0..).zip(&self.hypotheses);
        let domains: Vec<TermId> =
            arrows.map(|(above, &hypothesis)| store.lift(hypothesis, 0, above)).collect();
        let count = u32::try_from(domains.len()).unwrap_or(u32::MAX);
        let conclusion = store.lift(conclusion, 0, count);
        let implied =
            domains.into_iter().rev().fold(conclusion, |result, domain| store.pi(binder, domain, result));
        self.binders.into_iter().rev().fold(implied, |result, (binder, of)| store.pi(binder, of, result))
    }
}
