//! Contracts: what a cell may suppose, what its exits have to establish, what a call gives.
//! Given by: `outline` and the walk over blocks.
//! Gives: the outlines of the two theorems of a cell; specifications applied to arguments.
//! Holds: hypotheses and conjuncts stand in the order of the statement, and those that say nothing are left out.

use super::outline::{Bound, Node, NodeId, Why};
use super::walk::{Exit, Judgement, Origin, Walk};
use crate::core::{Cell, CellId, Clause, SiteId, Type, VariableId};
use crate::meaning::Word;
use crate::translate::{Refusal, Scope, proposition};
use kernel::{Term, TermId};

/// The specification of a called cell, for the arguments of the call.
pub(super) struct Specified {
    /// The proof, for the judgement of the caller.
    pub(super) proof: NodeId,
    /// The sites of the callee's statement.
    pub(super) sites: TermId,
    /// The postcondition, as a function of the result.
    pub(super) post: TermId,
    /// Whether the callee may halt.
    pub(super) halts: bool,
}

impl<'p> Walk<'p, '_> {
    /// The proof of the specification.
    pub(super) fn specification(&mut self) -> Result<NodeId, Refusal> {
        let (mut bound, mut values) = self.parameters()?;
        for clause in &self.cell.requires {
            let supposed = self.proposition(&clause.formula)?;
            bound.push(self.suppose("h", supposed, true));
        }
        values.resize(bound.len(), self.builder.words[Word::True]);
        let conclusion = self.conclusion(self.model.specification.proposition, &values)?;
        let [of, sites, applied, post] = conclusion;
        let post = self.term(post);
        self.judgement = Judgement { result: of, sites, post, exit: Exit::Cell };
        let (_, arguments) = self.builder.store.spine(applied);
        let goal = self.unfold(self.model.name, &arguments)?;
        let body = self.block(&self.cell.body, goal, 0)?;
        Ok(self.node(Node::Lambda(bound, body)))
    }

    /// Opaque parameters that are valid: their binders, and their terms.
    fn parameters(&mut self) -> Result<(Vec<Bound>, Vec<TermId>), Refusal> {
        let (mut bound, mut values) = (Vec::new(), Vec::new());
        for &parameter in &self.cell.parameters {
            let of = self.symbols.type_of(parameter)?.clone();
            let (binder, value) = self.opaque(&self.name_of(parameter), &of, &[]);
            self.symbols.set(parameter, value);
            bound.push(binder);
            values.push(value);
        }
        for (&parameter, &value) in self.cell.parameters.iter().zip(&values.clone()) {
            let of = self.symbols.type_of(parameter)?.clone();
            if let Some(valid) = self.valid(value, &of)? {
                bound.push(self.suppose("h", valid, true));
            }
        }
        Ok((bound, values))
    }

    /// The arguments of the judgement that a statement ends in, for values of its variables and hypotheses.
    fn conclusion(&mut self, statement: TermId, values: &[TermId]) -> Result<[TermId; 4], Refusal> {
        let mut body = statement;
        for _ in values {
            let Term::Pi(_, _, inner) = self.builder.store.term_at(body) else {
                return Err(self.ill_formed());
            };
            body = inner;
        }
        let conclusion = self.builder.store.instantiate(body, values);
        let (_, arguments) = self.builder.store.spine(conclusion);
        arguments.try_into().map_err(|_| self.ill_formed())
    }

    /// The components of a result by the names of the results of a cell.
    pub(super) fn results_of(
        &mut self,
        cell: &Cell,
        (value, of): (TermId, &Type),
    ) -> Result<Vec<(VariableId, TermId)>, Refusal> {
        let (value, of) = if cell.effects.is_empty() {
            (value, of.clone())
        } else {
            self.symbols.field(&mut self.builder, (value, of), 0)?
        };
        if let [only] = *cell.results.as_slice() {
            return Ok(vec![(only, value)]);
        }
        if cell.results.is_empty() {
            return Ok(Vec::new());
        }
        let fields = self.symbols.fields(&mut self.builder, (value, &of))?;
        if fields.len() < cell.results.len() {
            return Err(self.ill_formed());
        }
        Ok(cell.results.iter().zip(fields).map(|(&variable, (field, _))| (variable, field)).collect())
    }

    /// The proof that a result meets the postcondition of the cell.
    pub(super) fn postcondition(&mut self, returned: (TermId, &Type)) -> Result<NodeId, Refusal> {
        let (value, of) = returned;
        let mut parts: Vec<(TermId, NodeId)> = self.prove_valid(value, of)?.into_iter().collect();
        for (variable, component) in self.results_of(self.cell, returned)? {
            self.symbols.set(variable, component);
        }
        for (number, clause) in (0u32..).zip(&self.cell.ensures) {
            let goal = self.proposition(&clause.formula)?;
            let hole = self.oblige(clause_origin(clause, Why::Postcondition(number)), goal);
            parts.push((goal, self.free(hole)));
        }
        Ok(self.conjunction(&parts))
    }

    /// The specification of a called cell for arguments; the guards of its preconditions stand before.
    pub(super) fn specified(
        &mut self,
        callee: CellId,
        arguments: &[(TermId, Type)],
        site: SiteId,
    ) -> Result<Specified, Refusal> {
        let (program, translation) = (self.program, self.translation);
        let cell = program.cells.get(callee.0 as usize).ok_or_else(|| self.ill_formed())?;
        let model = translation.model(callee).ok_or_else(|| self.ill_formed())?;
        let mut values: Vec<TermId> = arguments.iter().map(|&(argument, _)| argument).collect();
        let mut proofs = self.terms(&values);
        for (argument, of) in arguments {
            proofs.extend(self.prove_valid(*argument, of)?.map(|(_, proof)| proof));
        }
        proofs.extend(self.preconditions((cell, callee), &values, site)?);
        values.resize(proofs.len(), self.builder.words[Word::True]);
        let [of, sites, applied, post] = self.conclusion(model.specification.proposition, &values)?;
        let theorem = self.builder.store.constant(model.specification.name, &[]);
        let mut proof = self.apply(theorem, proofs);
        if cell.total && !self.cell.total {
            let mut weakened = self.terms(&[of, sites, post, applied]);
            weakened.push(proof);
            proof = self.apply(self.steps.weaken, weakened);
        }
        Ok(Specified { proof, sites, post, halts: !model.halts.is_empty() })
    }

    /// Proofs of the preconditions of a called cell; what no guard before the call says is an obligation of the call.
    fn preconditions(
        &mut self,
        (cell, callee): (&'p Cell, CellId),
        arguments: &[TermId],
        site: SiteId,
    ) -> Result<Vec<NodeId>, Refusal> {
        let mut symbols = self.symbols.of_cell(cell, callee);
        for (&parameter, &argument) in cell.parameters.iter().zip(arguments) {
            symbols.set(parameter, argument);
        }
        let mut proofs = Vec::new();
        for (number, clause) in (0u32..).zip(&cell.requires) {
            let claim = proposition(&mut self.builder, &symbols, &clause.formula, 0)?;
            let proof = match self.context.proof(claim) {
                Some(proof) => proof,
                None => {
                    let why = Why::Precondition { callee, clause: number };
                    let span = self.cell.sites.get(site.0 as usize).map_or(clause.span, |site| site.span);
                    self.oblige(Origin { why, site: None, span, text: &clause.text }, claim)
                }
            };
            proofs.push(self.free(proof));
        }
        Ok(proofs)
    }
}

/// Where a clause of the contract stands.
fn clause_origin(clause: &Clause, why: Why) -> Origin<'_> {
    Origin { why, site: None, span: clause.span, text: &clause.text }
}
