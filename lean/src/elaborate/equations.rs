//! Equations of functions: the theorems `f.eq_1`, `f.eq_2`, …, and unfolding by them.
//! Given by: definitions with patterns; tactics that ask for equations of other definitions.
//! Gives: names of equations, and reduced calls.
//! Holds: every equation is a theorem that the kernel checked by computation.

use super::infer::Outcome;
use super::matching::Leaf;
use super::problem::Failure;
use super::session::Elaborator;
use kernel::{Constant, Declaration, FreeId, Kind, LevelId, LevelsId, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// An equation as a rule: loose variables in both sides, counted from the last one.
#[derive(Clone, Debug)]
pub(crate) struct Equation {
    levels: Vec<NameId>,
    variables: usize,
    arguments: Vec<TermId>,
    result: TermId,
}

/// A function that was just declared.
pub(crate) struct Defined {
    /// Its name.
    pub(crate) name: NameId,
    /// The section variables and parameters it was declared over.
    pub(crate) parameters: Vec<FreeId>,
    /// The variable that stood for it while it was elaborated.
    pub(crate) variable: FreeId,
    /// The constant that now stands for that variable.
    pub(crate) instead: TermId,
}

impl Elaborator<'_> {
    /// Declares the equations of a function at the leaves of its case distinctions.
    pub(crate) fn declare_equations(
        &mut self,
        defined: &Defined,
        matched: &[TermId],
        leaves: &[Leaf],
    ) -> Outcome<()> {
        let name = defined.name;
        let Some(constant) = self.environment.get(name) else { return Ok(()) };
        let levels = constant.levels.clone();
        let level_terms: Vec<LevelId> =
            levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        let function = self.store.constant(name, &level_terms);
        let mut count = 0;
        for leaf in leaves {
            let Ok((of, proof)) = self.equation_statement(function, defined, matched, leaf) else {
                return Ok(());
            };
            let equation = self.equation_name(name, count + 1);
            let (levels, kind) = (levels.clone(), Kind::Theorem(proof));
            let theorem = Constant { name: equation, levels, of, kind };
            if self.environment.add(self.store, Declaration::Constant(theorem)).is_err() {
                return Ok(());
            }
            self.register_name(equation);
            count += 1;
        }
        if count > 0 {
            self.state.equations.insert(name, count);
        }
        Ok(())
    }

    /// The name of an equation, counted from 1.
    pub fn equation_name(&mut self, function: NameId, number: u32) -> NameId {
        self.store.name_text(function, &format!("eq_{number}"))
    }

    fn equation_statement(
        &mut self,
        function: TermId,
        defined: &Defined,
        matched: &[TermId],
        leaf: &Leaf,
    ) -> Outcome<(TermId, TermId)> {
        let mut replacement: FxHashMap<FreeId, TermId> = FxHashMap::default();
        replacement.insert(defined.variable, defined.instead);
        let mut arguments: Vec<TermId> =
            defined.parameters.iter().map(|&parameter| self.store.free(parameter)).collect();
        let mut binders = defined.parameters.clone();
        if matched.is_empty() {
            arguments.extend(&leaf.images);
        }
        let mut images: FxHashMap<FreeId, TermId> = FxHashMap::default();
        for (&value, &image) in matched.iter().zip(&leaf.images) {
            let Term::Free(variable) = self.store.term_at(value) else { return Err(Failure::Ill) };
            images.insert(variable, image);
        }
        binders.retain(|variable| !images.contains_key(variable));
        // Parameters may depend on the matched ones; such functions have no equations of this form.
        for &binder in &binders {
            let of = self.type_of_free(binder).ok_or(Failure::Ill)?;
            let of = self.instantiate(of);
            if self.free_variables(of).iter().any(|variable| images.contains_key(variable)) {
                return Err(Failure::Ill);
            }
        }
        binders.extend(&leaf.variables);
        let left = self.store.apply(function, &arguments);
        let left = self.instantiate(left);
        let left = self.store.replace_free(left, &images);
        let right = self.instantiate(leaf.result);
        let right = self.store.replace_free(right, &images);
        let right = self.store.replace_free(right, &replacement);
        let right = self.store.replace_free(right, &images);
        let of = self.infer(right)?;
        let of = self.instantiate(of);
        let level = self.universe_of(of)?;
        let equality = self.store.constant(self.known.eq, &[level]);
        let statement = self.store.apply(equality, &[of, left, right]);
        let reflexive = self.store.constant(self.known.eq_refl, &[level]);
        let proof = self.store.apply(reflexive, &[of, left]);
        let statement = self.bind_pi(&binders, statement)?;
        let proof = self.bind_lambda(&binders, proof)?;
        let statement = self.store.replace_free(statement, &replacement);
        let proof = self.store.replace_free(proof, &replacement);
        Ok((self.beta_everywhere(statement), self.beta_everywhere(proof)))
    }

    /// The equations of a definition; for one without patterns its unfolding, which is declared now.
    ///
    /// # Errors
    /// If the constant is no definition.
    pub fn equations_of(&mut self, name: NameId) -> Outcome<Vec<NameId>> {
        if let Some(&count) = self.state.equations.get(&name) {
            return Ok((1..=count).map(|number| self.equation_name(name, number)).collect());
        }
        let first = self.equation_name(name, 1);
        if self.environment.get(first).is_some() {
            return Ok(vec![first]);
        }
        let constant = self.environment.get(name).cloned().ok_or(Failure::Ill)?;
        let Kind::Definition(value, _) = constant.kind else { return Err(Failure::Ill) };
        let level_terms: Vec<LevelId> =
            constant.levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        let mut left = self.store.constant(name, &level_terms);
        let mut right = value;
        let mut binders = Vec::new();
        while let Term::Lambda(binder, domain, body) = self.store.term_at(right) {
            let local = self.fresh_local(binder.name, binder.kind, domain);
            let term = self.store.free(local);
            binders.push(local);
            left = self.store.apply(left, &[term]);
            right = self.store.instantiate(body, &[term]);
        }
        let of = self.infer(left)?;
        let level = self.universe_of(of)?;
        let equality = self.store.constant(self.known.eq, &[level]);
        let statement = self.store.apply(equality, &[of, left, right]);
        let reflexive = self.store.constant(self.known.eq_refl, &[level]);
        let proof = self.store.apply(reflexive, &[of, left]);
        let of = self.bind_pi(&binders, statement)?;
        let proof = self.bind_lambda(&binders, proof)?;
        let theorem = Constant { name: first, levels: constant.levels, of, kind: Kind::Theorem(proof) };
        self.add_auxiliary(Declaration::Constant(theorem))?;
        Ok(vec![first])
    }

    /// The result of a call whose arguments one equation matches.
    pub(crate) fn unfold_by_equations(
        &mut self,
        name: NameId,
        levels: LevelsId,
        arguments: &[TermId],
    ) -> Option<TermId> {
        let equations = self.rules_of(name)?;
        for equation in equations.iter() {
            if arguments.len() < equation.arguments.len() {
                return None;
            }
            let mut bindings = vec![None; equation.variables];
            let matches = equation
                .arguments
                .iter()
                .zip(arguments)
                .all(|(&pattern, &argument)| self.match_pattern(pattern, argument, &mut bindings));
            if !matches {
                continue;
            }
            let values: Option<Vec<TermId>> = bindings.into_iter().collect();
            let values = values?;
            let level_terms: Vec<LevelId> = self.store.levels_at(levels).to_vec();
            let result = self.store.instantiate_levels(equation.result, &equation.levels, &level_terms);
            let result = self.store.instantiate(result, &values);
            return Some(self.apply_beta(result, &arguments[equation.arguments.len()..]));
        }
        None
    }

    fn rules_of(&mut self, name: NameId) -> Option<std::rc::Rc<Vec<Equation>>> {
        if let Some(known) = self.caches.equations.get(&name) {
            return Some(known.clone());
        }
        let count = *self.state.equations.get(&name)?;
        let mut rules = Vec::new();
        for number in 1..=count {
            let equation = self.equation_name(name, number);
            let constant = self.environment.get(equation)?.clone();
            let mut of = constant.of;
            let mut variables = 0;
            while let Term::Pi(_, _, body) = self.store.term_at(of) {
                of = body;
                variables += 1;
            }
            let (_, sides) = self.store.spine(of);
            let &[_, left, result] = sides.as_slice() else { return None };
            let (_, arguments) = self.store.spine(left);
            rules.push(Equation { levels: constant.levels, variables, arguments, result });
        }
        let rules = std::rc::Rc::new(rules);
        self.caches.equations.insert(name, rules.clone());
        Some(rules)
    }

    fn match_pattern(&mut self, pattern: TermId, argument: TermId, bindings: &mut [Option<TermId>]) -> bool {
        if let Term::Bound(index) = self.store.term_at(pattern) {
            let Some(slot) = bindings.len().checked_sub(index as usize + 1) else { return false };
            return match bindings[slot] {
                Some(known) => known == argument || self.same(known, argument),
                None => {
                    bindings[slot] = Some(argument);
                    true
                }
            };
        }
        let (head, fields) = self.store.spine(pattern);
        let Term::Constant(constructor, _) = self.store.term_at(head) else { return false };
        let parameters = match self.environment.get(constructor).map(|constant| &constant.kind) {
            Some(Kind::Constructor(info)) => info.parameters as usize,
            _ => return self.store.facts_at(pattern).loose == 0 && self.same(pattern, argument),
        };
        if self.enter().is_err() {
            return false;
        }
        let value = self.whnf(argument);
        let value = self.natural_constructor(value);
        let (value_head, values) = self.store.spine(value);
        let matches = matches!(self.store.term_at(value_head), Term::Constant(name, _) if name == constructor)
            && values.len() == fields.len()
            && (parameters..fields.len())
                .all(|position| self.match_pattern(fields[position], values[position], bindings));
        self.leave();
        matches
    }
}
