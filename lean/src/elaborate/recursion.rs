//! Structural recursion: a function that calls itself becomes an application of a recursor.
//! Given by: definitions whose value mentions the function itself.
//! Gives: a value without the function, recursive on one of its arguments.
//! Holds: every recursive call is on a field of the argument that the function recurses on.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use kernel::{FreeId, Kind, LevelId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// A function being compiled: the variable that stands for it, its parameters and its value over them.
pub(super) struct Function {
    pub(super) variable: FreeId,
    pub(super) parameters: Vec<FreeId>,
    pub(super) body: TermId,
    pub(super) result: TermId,
    /// How many first parameters are the same in every call.
    pub(super) fixed: usize,
}

/// The argument that is recursed on.
pub(super) struct Target {
    pub(super) position: usize,
    pub(super) inductive: NameId,
    pub(super) levels: Vec<LevelId>,
    pub(super) type_parameters: Vec<TermId>,
    pub(super) indices: Vec<FreeId>,
}

impl Target {
    /// The variables that the motive binds: the indices and the value.
    pub(super) fn abstracted(&self, function: &Function) -> Vec<FreeId> {
        let mut variables = self.indices.clone();
        variables.push(function.parameters[self.position]);
        variables
    }
}

/// A minor premise with its binders opened.
pub(super) struct Minor {
    pub(super) binders: Vec<FreeId>,
    /// Recursive fields and the induction hypotheses about them.
    pub(super) hypotheses: Vec<(TermId, TermId)>,
    /// The arguments of the motive: indices and the constructor applied to the fields.
    pub(super) arguments: Vec<TermId>,
}

impl Elaborator<'_> {
    /// The value of a function of type `of` without calls of itself.
    pub(crate) fn compile_recursion(
        &mut self,
        span: Span,
        name: NameId,
        variable: FreeId,
        of: TermId,
        value: TermId,
    ) -> Outcome<TermId> {
        let context = self.context.clone();
        let function = self.open_function(variable, of, value);
        let result = self.compile_function(span, name, &function);
        self.context = context;
        result
    }

    fn open_function(&mut self, variable: FreeId, of: TermId, value: TermId) -> Function {
        let mut parameters = Vec::new();
        let mut body = self.instantiate(value);
        let mut result = of;
        while let Term::Lambda(binder, domain, inner) = self.store.term_at(body) {
            let Some((_, _, rest)) = self.expose_pi(result) else { break };
            let local = self.push_local(binder.name, binder.kind, domain);
            let term = self.store.free(local);
            parameters.push(local);
            body = self.store.instantiate(inner, &[term]);
            result = self.store.instantiate(rest, &[term]);
        }
        let fixed = self.fixed_parameters(variable, &parameters, body);
        Function { variable, parameters, body, result, fixed }
    }

    /// How many first parameters every call passes on unchanged.
    fn fixed_parameters(&self, variable: FreeId, parameters: &[FreeId], body: TermId) -> usize {
        let mut fixed = parameters.len();
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![body];
        while let Some(next) = stack.pop() {
            if !self.store.facts_at(next).has_free || !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Apply(..) => {
                    let (head, arguments) = self.store.spine(next);
                    if self.store.term_at(head) == Term::Free(variable) {
                        let same = parameters
                            .iter()
                            .zip(&arguments)
                            .take_while(|&(&parameter, &argument)| {
                                self.store.term_at(argument) == Term::Free(parameter)
                            })
                            .count();
                        fixed = fixed.min(same);
                    } else {
                        stack.push(head);
                    }
                    stack.extend(arguments);
                }
                Term::Free(free) if free == variable => fixed = 0,
                Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([a, b]),
                Term::Let { of, value, body, .. } => stack.extend([of, value, body]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
        fixed
    }

    fn compile_function(&mut self, span: Span, name: NameId, function: &Function) -> Outcome<TermId> {
        for position in 0..function.parameters.len() {
            let Some(target) = self.recursion_target(function, position) else { continue };
            let result = self.attempt(|this| this.compile_direct(function, &target));
            match result {
                Ok(term) => return self.bind_lambda(&function.parameters, term),
                Err(Failure::Limit) => return Err(Failure::at(span, Fault::Limit)),
                Err(_) => {}
            }
            let result = self.attempt(|this| this.compile_below(function, &target));
            match result {
                Ok(term) => return self.bind_lambda(&function.parameters, term),
                Err(Failure::Limit) => return Err(Failure::at(span, Fault::Limit)),
                Err(_) => {}
            }
        }
        Err(Failure::at(span, Fault::NotStructural(name)))
    }

    /// The parameter at a position if it can be recursed on.
    fn recursion_target(&mut self, function: &Function, position: usize) -> Option<Target> {
        let of = self.type_of_free(function.parameters[position])?;
        let of = self.instantiate(of);
        let of = self.whnf(of);
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(inductive, levels) = self.store.term_at(head) else { return None };
        let Kind::Inductive(info) = self.environment.get(inductive)?.kind.clone() else { return None };
        if !info.recursive || info.all.len() != 1 || info.nested != 0 {
            return None;
        }
        let levels = self.store.levels_at(levels).to_vec();
        let (type_parameters, indices) = arguments.split_at(info.parameters as usize);
        let mut index_variables = Vec::new();
        for &index in indices {
            match self.store.term_at(index) {
                Term::Free(variable)
                    if function.parameters.contains(&variable) && !index_variables.contains(&variable) =>
                {
                    index_variables.push(variable);
                }
                _ => return None,
            }
        }
        Some(Target {
            position,
            inductive,
            levels,
            type_parameters: type_parameters.to_vec(),
            indices: index_variables,
        })
    }

    /// The parameters that the motive binds after the value: all that vary and are neither value nor index.
    pub(super) fn varying(&mut self, function: &Function, target: &Target) -> Outcome<Vec<FreeId>> {
        let value = function.parameters[target.position];
        let mut bound = target.indices.clone();
        bound.push(value);
        let mut varying = Vec::new();
        for (position, &parameter) in function.parameters.iter().enumerate() {
            if bound.contains(&parameter) {
                continue;
            }
            let mut rest = bound.clone();
            rest.extend(&varying);
            let depends = !self.dependents(&rest, &[parameter]).is_empty();
            if position >= function.fixed || depends {
                varying.push(parameter);
            }
        }
        // What stays fixed must not depend on what varies, and the type must not mention what varies.
        for &parameter in &target.type_parameters {
            let mentioned = self.free_variables(parameter);
            if mentioned.iter().any(|variable| varying.contains(variable) || bound.contains(variable)) {
                return Err(Failure::Ill);
            }
        }
        Ok(varying)
    }

    /// Motive, the type it ends in, and the variables it binds.
    pub(super) fn motive_of(
        &mut self,
        function: &Function,
        target: &Target,
        varying: &[FreeId],
    ) -> Outcome<(TermId, LevelId)> {
        let inner = self.bind_pi(varying, function.result)?;
        let abstracted = target.abstracted(function);
        let motive = self.bind_lambda(&abstracted, inner)?;
        let level = self.universe_of(inner)?;
        Ok((motive, level))
    }

    fn compile_direct(&mut self, function: &Function, target: &Target) -> Outcome<TermId> {
        let varying = self.varying(function, target)?;
        let (motive, level) = self.motive_of(function, target, &varying)?;
        let recursor = self.recursor_with(target, motive, level, &mut |this, minor| {
            this.direct_minor(function, target, &varying, minor)
        })?;
        Ok(self.apply_recursor(recursor, function, target, &varying))
    }

    /// The recursor with its minor premises, applied to the value and what varies.
    pub(super) fn apply_recursor(
        &mut self,
        recursor: TermId,
        function: &Function,
        target: &Target,
        varying: &[FreeId],
    ) -> TermId {
        let mut arguments = target.abstracted(function);
        arguments.extend(varying);
        let arguments: Vec<TermId> =
            arguments.into_iter().map(|variable| self.store.free(variable)).collect();
        self.store.apply(recursor, &arguments)
    }

    /// The recursor of the target at a motive, with minor premises that `build` makes.
    pub(super) fn recursor_with(
        &mut self,
        target: &Target,
        motive: TermId,
        level: LevelId,
        build: &mut dyn FnMut(&mut Self, &Minor) -> Outcome<TermId>,
    ) -> Outcome<TermId> {
        let name = self.store.name_text(target.inductive, "rec");
        let constant = self.environment.get(name).cloned().ok_or(Failure::Ill)?;
        let Kind::Recursor(recursor) = constant.kind else { return Err(Failure::Ill) };
        let mut levels = Vec::new();
        if constant.levels.len() > target.levels.len() {
            levels.push(level);
        } else if level != LevelId::ZERO {
            return Err(Failure::Ill);
        }
        levels.extend(&target.levels);
        let mut term = self.store.constant(name, &levels);
        term = self.store.apply(term, &target.type_parameters);
        term = self.store.apply(term, &[motive]);
        for _ in 0..recursor.minors {
            let of = self.infer(term)?;
            let (_, domain, _) = self.expose_pi(of).ok_or(Failure::Ill)?;
            let context = self.context.clone();
            let minor = self.open_minor(domain, motive)?;
            let body = build(self, &minor)?;
            let body = self.bind_lambda(&minor.binders, body);
            self.context = context;
            term = self.store.apply(term, &[body?]);
        }
        Ok(term)
    }

    /// Opens the binders of a minor premise.
    fn open_minor(&mut self, domain: TermId, motive: TermId) -> Outcome<Minor> {
        let mut binders = Vec::new();
        let mut hypotheses = Vec::new();
        let mut of = domain;
        while let Term::Pi(binder, part, body) = self.store.term_at(of) {
            let local = self.push_local(binder.name, binder.kind, part);
            let term = self.store.free(local);
            binders.push(local);
            if let Some(field) = self.hypothesis_field(part, motive) {
                hypotheses.push((field, term));
            }
            of = self.store.instantiate(body, &[term]);
        }
        let (_, arguments) = self.store.spine(of);
        Ok(Minor { binders, hypotheses, arguments })
    }

    /// The body with the constructor for the value, and what varies renewed.
    pub(super) fn body_at(
        &mut self,
        function: &Function,
        target: &Target,
        varying: &[FreeId],
        minor: &Minor,
    ) -> Outcome<(Vec<FreeId>, TermId)> {
        let constructed = *minor.arguments.last().ok_or(Failure::Ill)?;
        let mut replacement = FxHashMap::default();
        for (&index, &actual) in target.indices.iter().zip(&minor.arguments) {
            replacement.insert(index, actual);
        }
        replacement.insert(function.parameters[target.position], constructed);
        let renewed = self.renew(varying, &mut replacement);
        for &variable in &renewed {
            self.context.push(variable);
        }
        let body = self.store.replace_free(function.body, &replacement);
        Ok((renewed, self.reduce_cases(body)))
    }

    /// A minor premise in which every recursive call is an induction hypothesis.
    fn direct_minor(
        &mut self,
        function: &Function,
        target: &Target,
        varying: &[FreeId],
        minor: &Minor,
    ) -> Outcome<TermId> {
        let (renewed, body) = self.body_at(function, target, varying, minor)?;
        let hypotheses: FxHashMap<TermId, TermId> = minor.hypotheses.iter().copied().collect();
        let body = self.replace_calls(function, target, varying, &hypotheses, body)?;
        self.bind_lambda(&renewed, body)
    }
}
