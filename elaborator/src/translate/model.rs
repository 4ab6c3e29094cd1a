//! The model of a cell: its program with all its checks, as a function of the kernel.
//! Given by: `translate`, one cell at a time.
//! Gives: the definition of the model, and those of its joins and loops.
//! Holds: directed by syntax, as `docs/spec/core.md` says; every site of a step stands in the term of that step.

use super::builder::Builder;
use super::formula::test;
use super::scope::{Binders, Scope};
use super::translation::{Auxiliary, Refusal};
use super::value::{below, value, values};
use crate::core::{Block, Cell, CellId, Checked, End, JoinId, Loop, LoopId, Step, Type, VariableId};
use crate::dependence::{Captures, captures};
use crate::meaning::Word;
use kernel::{Binder, Constant, Declaration, Hint, Kind, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// Models are unfolded before anything of the library; other kernels keep heights in 16 bits.
const HEIGHT: u16 = 1 << 15;

/// The definitions of a cell.
#[derive(Debug)]
pub(super) struct Definitions {
    /// Of its joins and loops, innermost first.
    pub auxiliary: Vec<Declaration>,
    /// Of the model.
    pub definition: Declaration,
    /// The joins.
    pub joins: FxHashMap<JoinId, Auxiliary>,
    /// The loops.
    pub loops: FxHashMap<LoopId, Auxiliary>,
}

/// The definitions of a cell; `names` are the names of all cells.
///
/// # Errors
/// If the cell is nested too deep or breaks the rules of core.
pub(super) fn model(
    builder: &mut Builder,
    names: &[NameId],
    (cell, id): (&Cell, CellId),
    result: TermId,
) -> Result<Definitions, Refusal> {
    let captures = captures(cell, id)?;
    let Some(&name) = names.get(id.0 as usize) else { return Err(Refusal::IllFormed(id)) };
    let scope = Binders::new(cell, id);
    let (joins, loops) = (FxHashMap::default(), FxHashMap::default());
    let mut modeller =
        Modeller { builder, names, name, scope, captures, auxiliary: Vec::new(), joins, loops };
    let binders = modeller.bind(&cell.parameters)?;
    let body = modeller.block(&cell.body, result, 0)?;
    let definition = modeller.define(name, &binders, result, body);
    let Modeller { auxiliary, joins, loops, .. } = modeller;
    Ok(Definitions { auxiliary, definition, joins, loops })
}

struct Modeller<'a, 'b, 'c> {
    builder: &'a mut Builder<'b>,
    names: &'a [NameId],
    name: NameId,
    scope: Binders<'c>,
    captures: Captures,
    auxiliary: Vec<Declaration>,
    joins: FxHashMap<JoinId, Auxiliary>,
    loops: FxHashMap<LoopId, Auxiliary>,
}

/// A step, waiting for the rest of its block.
enum Frame {
    Let { name: NameId, of: TermId, value: TermId },
    Bind { computation: TermId, binder: Binder, of: TermId },
    Guard { test: TermId, site: TermId },
}

impl<'c> Modeller<'_, '_, 'c> {
    fn block(&mut self, block: &Block, result: TermId, depth: u32) -> Result<TermId, Refusal> {
        let below = below(depth)?;
        let mark = self.scope.mark();
        let mut frames = Vec::new();
        for step in &block.steps {
            frames.extend(self.step(step, result, below)?);
        }
        let mut term = self.end(&block.end, result, below)?;
        self.scope.leave(mark);
        for frame in frames.into_iter().rev() {
            term = self.before(frame, term, result);
        }
        Ok(term)
    }

    /// The step of a frame, then the rest.
    fn before(&mut self, frame: Frame, rest: TermId, result: TermId) -> TermId {
        match frame {
            Frame::Let { name, of, value } => {
                self.builder.store.term(Term::Let { name, of, value, body: rest })
            }
            Frame::Bind { computation, binder, of } => {
                let rest = self.builder.store.lambda(binder, of, rest);
                self.builder.word(Word::CompBind, &[of, result, computation, rest])
            }
            Frame::Guard { test, site } => self.builder.word(Word::CompGuard, &[result, test, site, rest]),
        }
    }

    fn step(&mut self, step: &Step, result: TermId, depth: u32) -> Result<Option<Frame>, Refusal> {
        match step {
            Step::Let(variable, of) => {
                let (value, _) = value(self.builder, &self.scope, of, depth)?;
                let (Binder { name, .. }, of) = self.binder(*variable)?;
                self.scope.bind(*variable)?;
                Ok(Some(Frame::Let { name, of, value }))
            }
            Step::Checked(variable, operation, arguments, site) => {
                let mut all = vec![self.builder.site(*site)];
                all.extend(self.arguments(arguments, depth)?);
                let computation = self.builder.word(checked(*operation), &all);
                self.bound(*variable, computation)
            }
            Step::Guard(formula, site) => {
                let test = test(self.builder, &self.scope, formula, depth)?;
                let site = self.builder.site(*site);
                Ok(Some(Frame::Guard { test, site }))
            }
            Step::Call(variable, callee, arguments, site) => {
                let Some(&callee) = self.names.get(callee.0 as usize) else {
                    return Err(self.scope.ill_formed());
                };
                let arguments = self.arguments(arguments, depth)?;
                let callee = self.builder.store.constant(callee, &[]);
                let called = self.builder.store.apply(callee, &arguments);
                let (_, of) = self.binder(*variable)?;
                let site = self.builder.site(*site);
                let computation = self.builder.word(Word::CompAt, &[of, site, called]);
                self.bound(*variable, computation)
            }
            Step::Loop(of) => self.loop_step(of, depth).map(Some),
            Step::Join(join, parameters, body) => {
                self.join(*join, parameters, body, result, depth)?;
                Ok(None)
            }
        }
    }

    fn bound(&mut self, variable: VariableId, computation: TermId) -> Result<Option<Frame>, Refusal> {
        let (binder, of) = self.binder(variable)?;
        self.scope.bind(variable)?;
        Ok(Some(Frame::Bind { computation, binder, of }))
    }

    fn end(&mut self, end: &End, result: TermId, depth: u32) -> Result<TermId, Refusal> {
        match end {
            End::Return(of) => {
                let (value, _) = value(self.builder, &self.scope, of, depth)?;
                Ok(self.builder.word(Word::CompOk, &[result, value]))
            }
            End::Jump(join, arguments) => {
                let Some(Auxiliary { name, captured }) = self.joins.get(join).cloned() else {
                    return Err(self.scope.ill_formed());
                };
                let mut all = self.variables(&captured)?;
                all.extend(self.arguments(arguments, depth)?);
                let join = self.builder.store.constant(name, &[]);
                Ok(self.builder.store.apply(join, &all))
            }
            End::If(condition, yes, no) => {
                let (condition, _) = value(self.builder, &self.scope, condition, depth)?;
                let yes = self.block(yes, result, depth)?;
                let no = self.block(no, result, depth)?;
                let of = self.builder.computation(result);
                Ok(self.builder.word(Word::Conditional, &[of, condition, yes, no]))
            }
            End::Halt(site) => {
                let site = self.builder.site(*site);
                Ok(self.builder.word(Word::CompHalt, &[result, site]))
            }
            End::Continue(next) => {
                let next = values(self.builder, &self.scope, next, depth)?;
                let next = self.builder.tuple(&next);
                Ok(self.builder.word(Word::CompOk, &[result, next]))
            }
        }
    }

    /// `f.join_k c… parameters := ⟦body⟧`.
    fn join(
        &mut self,
        join: JoinId,
        parameters: &[VariableId],
        body: &Block,
        result: TermId,
        depth: u32,
    ) -> Result<(), Refusal> {
        let captured = self.captures.joins.get(&join).cloned().unwrap_or_default();
        let name = self.builder.store.name_text(self.name, &format!("join_{}", join.0));
        let outer = self.fresh_scope();
        let mut binders = self.bind(&captured)?;
        binders.extend(self.bind(parameters)?);
        let value = self.block(body, result, depth)?;
        self.scope = outer;
        let definition = self.define(name, &binders, result, value);
        self.auxiliary.push(definition);
        self.joins.insert(join, Auxiliary { name, captured });
        Ok(())
    }

    fn loop_step(&mut self, of: &Loop, depth: u32) -> Result<Frame, Refusal> {
        let types = self.scope.types(&of.state)?;
        let state = self.builder.product(&types);
        let initial = values(self.builder, &self.scope, &of.initial, depth)?;
        let initial = self.builder.tuple(&initial);
        let Auxiliary { name, captured } = self.loop_definition(of, state, depth)?;
        let mut arguments = self.variables(&captured)?;
        arguments.push(initial);
        let definition = self.builder.store.constant(name, &[]);
        let computation = self.builder.store.apply(definition, &arguments);
        let binder = self.tuple_binder(&of.after)?;
        self.scope.bind_tuple(&of.after)?;
        Ok(Frame::Bind { computation, binder, of: state })
    }

    /// `f.loop_k := fun c… s => loop (fun t => ⟦condition⟧) (fun t => ⟦body⟧) s`.
    fn loop_definition(&mut self, of: &Loop, state: TermId, depth: u32) -> Result<Auxiliary, Refusal> {
        let captured = self.captures.loops.get(&of.id).cloned().unwrap_or_default();
        let name = self.builder.store.name_text(self.name, &format!("loop_{}", of.id.0));
        let outer = self.fresh_scope();
        let mut binders = self.bind(&captured)?;
        binders.push((self.builder.binder("s"), state));
        self.scope.enter();
        let binder = self.tuple_binder(&of.state)?;
        let mark = self.scope.mark();
        self.scope.bind_tuple(&of.state)?;
        let (condition, _) = value(self.builder, &self.scope, &of.condition, depth)?;
        let body = self.block(&of.body, state, depth)?;
        self.scope.leave(mark);
        self.scope = outer;
        let condition = self.builder.store.lambda(binder, state, condition);
        let body = self.builder.store.lambda(binder, state, body);
        let initial = self.builder.store.bound(0);
        let value = self.builder.word(Word::Loop, &[state, condition, body, initial]);
        let definition = self.define(name, &binders, state, value);
        self.auxiliary.push(definition);
        let auxiliary = Auxiliary { name, captured };
        self.loops.insert(of.id, auxiliary.clone());
        Ok(auxiliary)
    }

    fn fresh_scope(&mut self) -> Binders<'c> {
        let empty = self.scope.empty();
        std::mem::replace(&mut self.scope, empty)
    }

    /// Goes below binders for the variables.
    fn bind(&mut self, variables: &[VariableId]) -> Result<Vec<(Binder, TermId)>, Refusal> {
        let mut binders = Vec::new();
        for &variable in variables {
            binders.push(self.binder(variable)?);
            self.scope.bind(variable)?;
        }
        Ok(binders)
    }

    fn binder(&mut self, variable: VariableId) -> Result<(Binder, TermId), Refusal> {
        binder(self.builder, &self.scope, variable)
    }

    fn tuple_binder(&mut self, variables: &[VariableId]) -> Result<Binder, Refusal> {
        match variables {
            [variable] => Ok(self.binder(*variable)?.0),
            _ => Ok(self.builder.binder("t")),
        }
    }

    fn variables(&mut self, variables: &[VariableId]) -> Result<Vec<TermId>, Refusal> {
        variables.iter().map(|&variable| self.scope.variable(self.builder, variable)).collect()
    }

    fn arguments(&mut self, arguments: &[crate::core::Value], depth: u32) -> Result<Vec<TermId>, Refusal> {
        Ok(values(self.builder, &self.scope, arguments, depth)?.into_iter().map(|(term, _)| term).collect())
    }

    /// `name := fun binders => value`, a computation.
    fn define(
        &mut self,
        name: NameId,
        binders: &[(Binder, TermId)],
        result: TermId,
        value: TermId,
    ) -> Declaration {
        let height = u16::try_from(self.auxiliary.len()).unwrap_or(u16::MAX);
        let hint = Hint::Regular(HEIGHT.saturating_add(height).into());
        let result = self.builder.computation(result);
        let store = &mut self.builder.store;
        let (mut of, mut value) = (result, value);
        for &(binder, domain) in binders.iter().rev() {
            of = store.pi(binder, domain, of);
            value = store.lambda(binder, domain, value);
        }
        let kind = Kind::Definition(value, hint);
        Declaration::Constant(Constant { name, levels: Vec::new(), of, kind })
    }
}

/// Name and type of a variable as a binder.
///
/// # Errors
/// If the cell has no such variable.
pub(super) fn binder(
    builder: &mut Builder,
    scope: &dyn Scope,
    variable: VariableId,
) -> Result<(Binder, TermId), Refusal> {
    let Some(of) = scope.cell().0.variables.get(variable.0 as usize) else {
        return Err(scope.ill_formed());
    };
    Ok((builder.binder(&of.name), builder.of(&of.of)))
}

/// The type of what a cell's model results in: with the world, if the cell has effects.
#[must_use]
pub fn result(cell: &Cell) -> Type {
    if cell.effects.is_empty() {
        cell.result.clone()
    } else {
        Type::Tuple(vec![cell.result.clone(), Type::World])
    }
}

fn checked(operation: Checked) -> Word {
    match operation {
        Checked::Add => Word::CheckedAdd,
        Checked::Subtract => Word::CheckedSubtract,
        Checked::Multiply => Word::CheckedMultiply,
        Checked::Negate => Word::CheckedNegate,
        Checked::Divide => Word::CheckedDivide,
        Checked::Remainder => Word::CheckedRemainder,
    }
}
