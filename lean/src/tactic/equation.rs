//! Equations between constructors: equal constructors have equal fields, different ones are never equal.
//! Given by: `injection`, `contradiction`, and the equations between indices.
//! Gives: proofs of the equations between fields, or of `False`.
//! Holds: a field whose type mentions other fields has no equation here.

use super::fault::TacticFault;
use super::session::Tactics;
use crate::elaborate::infer::Outcome;
use crate::elaborate::problem::Failure;
use crate::elaborate::session::Elaborator;
use crate::elaborate::split::Branch;
use crate::syntax::span::Span;
use crate::syntax::tree::{BinderName, Term as Syntax};
use kernel::{BinderKind, FreeId, Kind, LevelId, NameId, Term, TermId};

/// An application of a constructor.
pub(super) struct Built {
    pub(super) constructor: NameId,
    pub(super) fields: Vec<TermId>,
}

/// What an equation between two values says.
pub(super) enum Consequence {
    /// Different constructors: a proof of `False`.
    Absurd(TermId),
    /// The same constructor: proofs of equations between fields, with what they prove.
    Fields(Vec<(TermId, TermId)>),
    /// Nothing is known.
    Nothing,
}

impl Elaborator<'_> {
    /// A value as an application of a constructor, after reduction.
    pub(super) fn built(&mut self, value: TermId) -> Option<Built> {
        let value = self.instantiate(value);
        let value = self.whnf(value);
        let value = self.natural_constructor(value);
        let (head, arguments) = self.store.spine(value);
        let Term::Constant(constructor, _) = self.store.term_at(head) else { return None };
        let Kind::Constructor(info) = &self.environment.get(constructor)?.kind else { return None };
        let (parameters, fields) = (info.parameters as usize, info.fields as usize);
        (arguments.len() == parameters + fields)
            .then(|| Built { constructor, fields: arguments[parameters..].to_vec() })
    }

    /// What follows from an equation, of which a proof is given.
    pub(super) fn consequence(&mut self, span: Span, proof: TermId) -> Outcome<Consequence> {
        let Ok((of, left, right)) = self.equation_of(proof) else { return Ok(Consequence::Nothing) };
        let (Some(first), Some(second)) = (self.built(left), self.built(right)) else {
            return Ok(Consequence::Nothing);
        };
        if first.constructor != second.constructor {
            let proof = self.different(span, of, first.constructor, proof)?;
            return Ok(Consequence::Absurd(proof));
        }
        let mut equations = Vec::new();
        for position in 0..first.fields.len() {
            if let Some(equation) = self.field_equation(span, (of, proof), &first, &second, position)? {
                equations.push(equation);
            }
        }
        Ok(Consequence::Fields(equations))
    }

    /// `fun x => ` a case distinction on `x`.
    fn selector(
        &mut self,
        span: Span,
        of: TermId,
        result: TermId,
        branch: impl Fn(&mut Self, &Branch) -> TermId,
    ) -> Outcome<TermId> {
        self.scoped(|this| {
            let name = this.store.name_text(NameId::ANONYMOUS, "x");
            let variable = this.push_local(name, BinderKind::Explicit, of);
            let split = this.split(span, variable, &[], result)?;
            let terms: Vec<TermId> = split.branches.iter().map(|it| branch(this, it)).collect();
            let body = this.join_split(&split, &terms)?;
            this.bind_lambda(&[variable], body)
        })
    }

    /// `False` from an equation between different constructors: one is sent to `True`, the others to `False`.
    fn different(&mut self, span: Span, of: TermId, first: NameId, proof: TermId) -> Outcome<TermId> {
        let proposition = self.store.proposition();
        let yes = self.store.constant(self.known.true_type, &[]);
        let no = self.store.constant(self.known.false_type, &[]);
        let motive =
            self.selector(
                span,
                of,
                proposition,
                |_, branch| {
                    if branch.constructor == first { yes } else { no }
                },
            )?;
        let trivial = self.store.constant(self.known.true_intro, &[]);
        self.transport(motive, proof, trivial)
    }

    /// The equation between two fields: the function that selects the field, on both sides.
    fn field_equation(
        &mut self,
        span: Span,
        (of, proof): (TermId, TermId),
        first: &Built,
        second: &Built,
        position: usize,
    ) -> Outcome<Option<(TermId, TermId)>> {
        let (left, right) = (first.fields[position], second.fields[position]);
        let field_type = self.infer(left)?;
        let other_type = self.infer(right)?;
        if self.is_proof(left) || !self.same(field_type, other_type) {
            return Ok(None);
        }
        let selected = self.attempt(|this| {
            this.selector(span, of, field_type, |this, branch| {
                let field = branch.fields.get(position).filter(|_| branch.constructor == first.constructor);
                field.map_or(left, |&field| this.store.free(field))
            })
        });
        let Ok(selector) = selected else { return Ok(None) };
        let levels = [self.universe_of(of)?, self.universe_of(field_type)?];
        let (_, whole_left, whole_right) = self.equation_of(proof)?;
        let rule = self.store.constant(self.known.congr_arg, &levels);
        let arguments = [of, field_type, whole_left, whole_right, selector, proof];
        let equation = self.store.apply(rule, &arguments);
        let statement = self.equation(levels[1], field_type, left, right);
        Ok(Some((equation, statement)))
    }

    /// `left = right`.
    pub(super) fn equation(&mut self, level: LevelId, of: TermId, left: TermId, right: TermId) -> TermId {
        let head = self.store.constant(self.known.eq, &[level]);
        self.store.apply(head, &[of, left, right])
    }
}

impl Tactics<'_, '_> {
    /// `injection e with h k`: the equations between fields become hypotheses, one of which may be the goal.
    pub(super) fn injection(&mut self, equation: &Syntax, names: &[BinderName]) -> Outcome<()> {
        let goal = self.take_goal()?;
        let proof = self.term(goal, equation, None)?;
        let span = self.span;
        match self.elaborator.in_goal(goal, |elaborator| elaborator.consequence(span, proof))? {
            Consequence::Absurd(proof) => self.elaborator.absurd(goal, proof),
            Consequence::Fields(equations) => {
                let goal = self.assert_all(goal, &equations, names)?;
                if !self.elaborator.assume(goal) {
                    self.put_goals([goal]);
                }
                Ok(())
            }
            Consequence::Nothing => Err(self.failed_on(goal, TacticFault::NotEquation)),
        }
    }

    fn assert_all(
        &mut self,
        goal: FreeId,
        equations: &[(TermId, TermId)],
        names: &[BinderName],
    ) -> Outcome<FreeId> {
        if names.len() > equations.len() {
            return Err(self.failed_on(goal, TacticFault::TooManyNames));
        }
        let mut goal = goal;
        for (position, &(proof, statement)) in equations.iter().enumerate() {
            let name = names.get(position).and_then(|name| self.bound_name(name));
            let name = name.unwrap_or_else(|| self.elaborator.inaccessible(NameId::ANONYMOUS));
            (_, goal) = self.elaborator.assert(goal, name, statement, proof)?;
        }
        if equations.is_empty() { Err(Failure::Ill) } else { Ok(goal) }
    }
}
