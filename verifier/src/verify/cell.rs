//! One cell: its model, its obligations, its theorems.
//! Given by: `verify`, callees first.
//! Gives: the report of the cell; what the kernel accepted is in the environment.
//! Holds: an obligation is proved if the kernel accepted its theorem, and in no other case.

use super::kinds::kind;
use super::refute::refute;
use super::report::{CellReport, ObligationReport, State, Theorem};
use super::{Failure, Options};
use crate::compose::{Applied, CloseError, close, theorem};
use crate::prove::{Finding, ModelValue, Prover, Reason};
use elaborator::core::{CellId, Program, SiteId, SiteKind};
use elaborator::obligations::{Library, Obligation, Outline, Why, outline};
use elaborator::translate::{Model, Statement, Translation};
use kernel::{Constant, Declaration, Environment, FreeId, Kind, NameId, Store, TermId};
use std::time::Instant;

/// What is needed to verify a cell.
pub(super) struct Verifier<'a> {
    pub(super) store: &'a mut Store,
    pub(super) environment: &'a mut Environment,
    pub(super) library: &'a Library,
    pub(super) program: &'a Program,
    pub(super) translation: &'a Translation,
    pub(super) prover: &'a mut dyn Prover,
    pub(super) options: Options,
}

impl Verifier<'_> {
    /// Verifies a cell.
    pub(super) fn cell(&mut self, model: &Model) -> Result<CellReport, Failure> {
        for declaration in model.auxiliary.iter().chain([&model.definition]) {
            self.environment
                .add(self.store, declaration.clone())
                .map_err(|rejection| Failure::Refused(model.cell, rejection))?;
        }
        let outline = outline(self.store, self.library, self.program, self.translation, model.cell)
            .map_err(Failure::Untranslatable)?;
        let (mut obligations, mut theorems, mut suggestions) = (Vec::new(), Vec::new(), Vec::new());
        for obligation in &outline.obligations {
            let (report, applied) = self.obligation(model, obligation, &mut suggestions);
            obligations.push(report);
            theorems.extend(applied);
        }
        let theorem = self.theorem(model, &outline, &theorems);
        let terms = (&*self.store, &self.library.words);
        refute(terms, (self.program, model.cell), &mut obligations, &suggestions);
        obligations.extend(self.checks(model.cell));
        Ok(CellReport { cell: model.cell, obligations, theorem })
    }

    /// Proves an obligation and declares its theorem.
    fn obligation(
        &mut self,
        model: &Model,
        obligation: &Obligation,
        suggestions: &mut Vec<Vec<ModelValue>>,
    ) -> (ObligationReport, Option<Applied>) {
        let mut report = ObligationReport {
            obligation: Some(obligation.clone()),
            kind: kind(&obligation.why),
            span: obligation.span,
            text: obligation.text.clone(),
            site: obligation.site,
            state: State::Assumed,
            steps: 0,
            times: crate::prove::Times::default(),
            proof: None,
            query: None,
        };
        if let Why::Assume { name, .. } = &obligation.why {
            let axiom = assumption_name(self.store, model.name, name);
            let applied = self.declare(axiom, obligation, None);
            if applied.is_none() {
                report.state = unknown(Reason::Refused);
            }
            return (report, applied);
        }
        let verdict = self.prover.prove(self.store, self.environment, obligation, self.options.limit);
        (report.steps, report.times, report.query) = (verdict.steps, verdict.times, verdict.query);
        match verdict.finding {
            Finding::Proof { term, how } => {
                let name = obligation_name(self.store, model.name, obligation.index);
                let start = Instant::now();
                let applied = self.declare(name, obligation, Some(term));
                report.times.kernel = start.elapsed();
                report.proof = Some(term);
                report.state = if applied.is_some() { State::Proved(how) } else { unknown(Reason::Refused) };
                (report, applied)
            }
            Finding::Nothing { reason, model } => {
                let allowed = self.named(obligation, &model);
                suggestions.push(in_order(obligation, &model));
                report.state = State::Unknown { reason, allowed };
                (report, None)
            }
        }
    }

    fn declare(&mut self, name: NameId, obligation: &Obligation, proof: Option<TermId>) -> Option<Applied> {
        let (declaration, applied) = theorem(self.store, name, obligation, proof).ok()?;
        self.environment.add(self.store, declaration).ok()?;
        Some(applied)
    }

    /// The values of a model by the names of the variables.
    fn named(&self, obligation: &Obligation, model: &[(FreeId, ModelValue)]) -> Vec<(String, String)> {
        let value = |variable| {
            model.iter().find(|(of, _)| *of == variable).map(|(_, value)| match value {
                ModelValue::Integer(value) => value.to_string(),
                ModelValue::Boolean(value) => value.to_string(),
            })
        };
        let locals = obligation.variables.iter();
        locals
            .filter_map(|local| Some((self.store.show_name(local.binder.name), value(local.variable)?)))
            .collect()
    }

    /// Declares the theorems of a cell if everything that they need is there; their axioms are found when all cells have theirs.
    fn theorem(&mut self, model: &Model, outline: &Outline, theorems: &[Applied]) -> Theorem {
        if theorems.len() < outline.obligations.len() {
            return Theorem::Open;
        }
        if let Some(callee) = self.open_callee(model.cell) {
            return Theorem::CalleeOpen(callee);
        }
        let proofs = [(model.definedness, outline.definedness), (model.specification, outline.specification)];
        for (statement, root) in proofs {
            let proof = match close(self.store, outline, theorems, root) {
                Ok(proof) => proof,
                Err(CloseError::Limit) => return Theorem::Limit,
                Err(CloseError::IllFormed) => return Theorem::Broken,
            };
            if let Err(rejection) = self.environment.add(self.store, statement_proved(statement, proof)) {
                return Theorem::Refused(rejection);
            }
        }
        Theorem::Accepted { axioms: Vec::new() }
    }

    /// A callee without theorem.
    fn open_callee(&self, cell: CellId) -> Option<CellId> {
        let sites = &self.program.cells.get(cell.0 as usize)?.sites;
        let callees = sites.iter().filter_map(|site| match site.kind {
            SiteKind::Call(callee) => Some(callee),
            _ => None,
        });
        let open = |callee: &CellId| {
            let model = self.translation.model(*callee);
            model.is_none_or(|model| self.environment.get(model.specification.name).is_none())
        };
        callees.into_iter().find(open)
    }

    /// The `check`s of a cell, which stay in the code.
    fn checks(&self, cell: CellId) -> Vec<ObligationReport> {
        let sites = self.program.cells.get(cell.0 as usize).map(|cell| cell.sites.as_slice());
        let checks = (0u32..).zip(sites.unwrap_or_default()).filter(|(_, site)| site.kind == SiteKind::Check);
        checks
            .map(|(number, site)| ObligationReport {
                obligation: None,
                kind: "check",
                span: site.span,
                text: site.text.clone(),
                site: Some(SiteId(number)),
                state: State::Checked,
                steps: 0,
                times: crate::prove::Times::default(),
                proof: None,
                query: None,
            })
            .collect()
    }
}

/// The values of a model for the variables of an obligation, in their order; zero for those that it leaves open.
fn in_order(obligation: &Obligation, model: &[(FreeId, ModelValue)]) -> Vec<ModelValue> {
    let value = |variable| model.iter().find(|(of, _)| *of == variable).map(|(_, value)| value.clone());
    let locals = obligation.variables.iter();
    locals.map(|local| value(local.variable).unwrap_or(ModelValue::Integer(0.into()))).collect()
}

fn unknown(reason: Reason) -> State {
    State::Unknown { reason, allowed: Vec::new() }
}

fn statement_proved(statement: Statement, proof: TermId) -> Declaration {
    let Statement { name, proposition: of, .. } = statement;
    Declaration::Constant(Constant { name, levels: Vec::new(), of, kind: Kind::Theorem(proof) })
}

/// The name of the theorem of an obligation.
pub(crate) fn obligation_name(store: &mut Store, cell: NameId, index: u32) -> NameId {
    store.name_text(cell, &format!("obligation_{index}"))
}

/// The name of the axiom of an assumption.
pub(crate) fn assumption_name(store: &mut Store, cell: NameId, name: &str) -> NameId {
    let space = store.name_text(cell, "assume");
    store.name_text(space, name)
}
