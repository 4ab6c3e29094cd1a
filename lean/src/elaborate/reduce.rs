//! Weak head normal forms, aware of holes and of how much may be unfolded.
//! Given by: typing, unification, elaboration, tactics.
//! Gives: reduced terms that are equal by definition.
//! Holds: a definition that would get stuck in a case distinction is not unfolded.

use super::session::{Elaborator, Transparency};
use kernel::{Kind, LevelId, NameId, Recursor, Term, TermId};

/// A function that selects a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Projection {
    /// The structure.
    pub structure: NameId,
    /// Position of the field.
    pub index: u32,
    /// Number of arguments before the structure.
    pub parameters: usize,
}

impl Elaborator<'_> {
    /// Weak head normal form at the current transparency.
    pub fn whnf(&mut self, id: TermId) -> TermId {
        if self.is_normal_layer(id) {
            return id;
        }
        let cacheable = !self.has_hole(id);
        if cacheable && let Some(&known) = self.caches.reduced.get(&(id, self.transparency)) {
            return known;
        }
        if self.enter().is_err() {
            return id;
        }
        let mut result = self.whnf_core(id);
        while let Some(next) = self.unfold(result) {
            if self.tick().is_err() {
                break;
            }
            result = self.whnf_core(next);
        }
        self.leave();
        if cacheable && !self.exhausted {
            self.caches.reduced.insert((id, self.transparency), result);
        }
        result
    }

    /// Weak head normal form in which only reducible definitions are unfolded.
    pub fn whnf_reducible(&mut self, id: TermId) -> TermId {
        self.at_transparency(Transparency::Reducible, |this| this.whnf(id))
    }

    /// Runs at another transparency.
    pub fn at_transparency<T>(&mut self, transparency: Transparency, run: impl FnOnce(&mut Self) -> T) -> T {
        let saved = std::mem::replace(&mut self.transparency, transparency);
        let result = run(self);
        self.transparency = saved;
        result
    }

    fn is_normal_layer(&self, id: TermId) -> bool {
        matches!(
            self.store.term_at(id),
            Term::Sort(_)
                | Term::Pi(..)
                | Term::Lambda(..)
                | Term::Natural(_)
                | Term::Text(_)
                | Term::Bound(_)
        )
    }

    /// Reduces the head without unfolding definitions: beta, let, case distinctions, fields.
    pub fn whnf_core(&mut self, id: TermId) -> TermId {
        let mut current = id;
        loop {
            if self.is_normal_layer(current) || self.tick().is_err() {
                return current;
            }
            match self.step_core(current) {
                Some(next) => current = next,
                None => return current,
            }
        }
    }

    fn step_core(&mut self, id: TermId) -> Option<TermId> {
        match self.store.term_at(id) {
            Term::Free(variable) => self
                .value_of(variable)
                .or_else(|| self.variables.local(variable).and_then(|local| local.value)),
            Term::Let { value, body, .. } => Some(self.store.instantiate(body, &[value])),
            Term::Project(name, index, of) => self.reduce_field(name, index, of),
            Term::Apply(..) => self.step_application(id),
            Term::Constant(..) => self.reduce_auxiliary(id, &[]),
            _ => None,
        }
    }

    fn step_application(&mut self, id: TermId) -> Option<TermId> {
        let (head, arguments) = self.store.spine(id);
        match self.store.term_at(head) {
            Term::Lambda(..) => Some(self.apply_beta(head, &arguments)),
            Term::Free(variable) if self.variables.meta(variable).is_some() => {
                match self.value_of(variable) {
                    Some(value) => Some(self.apply_beta(value, &arguments)),
                    None => {
                        let next = self.instantiate(id);
                        (next != id).then_some(next)
                    }
                }
            }
            Term::Free(_) | Term::Let { .. } | Term::Project(..) => {
                let next = self.step_core(head)?;
                Some(self.apply_beta(next, &arguments))
            }
            Term::Constant(name, levels) => match self.environment.get(name).map(|constant| &constant.kind) {
                Some(Kind::Recursor(_)) => self.reduce_recursor(name, levels, &arguments),
                Some(Kind::Quotient(_)) => self.reduce_quotient(name, &arguments),
                Some(Kind::Definition(..)) => self.reduce_auxiliary(head, &arguments),
                _ => None,
            },
            _ => None,
        }
    }

    /// Unfolds case distinctions and matchers if they do not get stuck.
    fn reduce_auxiliary(&mut self, head: TermId, arguments: &[TermId]) -> Option<TermId> {
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        if !self.is_auxiliary(name) {
            return None;
        }
        let value = self.value_at(name, levels)?;
        let body = self.apply_beta(value, arguments);
        self.enter().ok()?;
        let body = self.whnf_core(body);
        self.leave();
        if self.is_stuck(body) { None } else { Some(body) }
    }

    /// Whether a name was made for case distinctions.
    pub fn is_auxiliary(&mut self, name: NameId) -> bool {
        if let Some(&known) = self.caches.auxiliary.get(&name) {
            return known;
        }
        let answer = match self.store.name_at(name) {
            kernel::Name::Text(_, part) => {
                matches!(
                    &**part,
                    "casesOn" | "recOn" | "brecOn" | "binductionOn" | "below" | "noConfusionType"
                ) || part.starts_with("match_")
                    || (&**part == "go" && self.store.show_name(name).ends_with("brecOn.go"))
            }
            _ => false,
        };
        self.caches.auxiliary.insert(name, answer);
        answer
    }

    /// Whether a head normal form is a case distinction that cannot go on.
    pub(crate) fn is_stuck(&mut self, id: TermId) -> bool {
        let mut head = id;
        loop {
            head = match self.store.term_at(head) {
                Term::Apply(function, _) => function,
                Term::Project(_, _, of) => of,
                Term::Constant(name, _) => {
                    return self.is_auxiliary(name)
                        || matches!(
                            self.environment.get(name).map(|constant| &constant.kind),
                            Some(Kind::Recursor(_))
                        );
                }
                _ => return false,
            }
        }
    }

    /// The value of a definition at levels.
    pub(crate) fn value_at(&mut self, name: NameId, levels: kernel::LevelsId) -> Option<TermId> {
        let constant = self.environment.get(name)?;
        let Kind::Definition(value, _) = constant.kind else { return None };
        let parameters = constant.levels.clone();
        let levels = self.store.levels_at(levels).to_vec();
        Some(self.store.instantiate_levels(value, &parameters, &levels))
    }

    /// The field of a structure value, if the value reduces to a constructor.
    pub(crate) fn reduce_field(&mut self, name: NameId, index: u32, of: TermId) -> Option<TermId> {
        let value = self.whnf(of);
        let (head, arguments) = self.store.spine(value);
        let Term::Constant(constructor, _) = self.store.term_at(head) else { return None };
        let Kind::Constructor(info) = &self.environment.get(constructor)?.kind else { return None };
        if info.inductive != name {
            return None;
        }
        arguments.get((info.parameters + index) as usize).copied()
    }

    fn reduce_recursor(
        &mut self,
        name: NameId,
        levels: kernel::LevelsId,
        arguments: &[TermId],
    ) -> Option<TermId> {
        let constant = self.environment.get(name)?;
        let Kind::Recursor(recursor) = constant.kind.clone() else { return None };
        let parameters = constant.levels.clone();
        let before = (recursor.parameters + recursor.motives + recursor.minors) as usize;
        let major_position = before + recursor.indices as usize;
        let major = *arguments.get(major_position)?;
        let major = self.constructor_form(major, &recursor)?;
        let (head, fields) = self.store.spine(major);
        let Term::Constant(constructor, _) = self.store.term_at(head) else { return None };
        let rule = recursor.rules.iter().find(|rule| rule.constructor == constructor)?;
        let skip = fields.len().checked_sub(rule.fields as usize)?;
        let levels: Vec<LevelId> = self.store.levels_at(levels).to_vec();
        let result = self.store.instantiate_levels(rule.result, &parameters, &levels);
        let mut all = arguments[..before].to_vec();
        all.extend(&fields[skip..]);
        all.extend(&arguments[major_position + 1..]);
        Some(self.apply_beta(result, &all))
    }

    /// The major premise as an application of a constructor.
    fn constructor_form(&mut self, major: TermId, recursor: &Recursor) -> Option<TermId> {
        if recursor.k
            && let Some(done) = self.constructor_by_type(major, recursor)
        {
            return Some(done);
        }
        let major = self.whnf(major);
        let major = self.natural_constructor(major);
        let (head, _) = self.store.spine(major);
        if let Term::Constant(constructor, _) = self.store.term_at(head)
            && matches!(
                self.environment.get(constructor).map(|constant| &constant.kind),
                Some(Kind::Constructor(_))
            )
        {
            return Some(major);
        }
        self.structure_form(major, recursor)
    }

    /// For a recursor that computes on any proof: the constructor that a proof of this type equals.
    fn constructor_by_type(&mut self, major: TermId, recursor: &Recursor) -> Option<TermId> {
        let of = self.infer(major).ok()?;
        let of = self.whnf(of);
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(_, levels) = self.store.term_at(head) else { return None };
        let levels = self.store.levels_at(levels).to_vec();
        let constructor = recursor.rules.first()?.constructor;
        let constructor = self.store.constant(constructor, &levels);
        let result = self.store.apply(constructor, arguments.get(..recursor.parameters as usize)?);
        let found = self.infer(result).ok()?;
        if found == of || (!self.has_hole(of) && self.same(found, of)) { Some(result) } else { None }
    }

    /// For a structure: the constructor applied to the fields of the value.
    fn structure_form(&mut self, major: TermId, recursor: &Recursor) -> Option<TermId> {
        let inductive = *recursor.all.first()?;
        if recursor.all.len() != 1 || !self.has_eta(inductive) {
            return None;
        }
        let (head, _) = self.store.spine(major);
        if let Term::Free(variable) = self.store.term_at(head)
            && self.variables.meta(variable).is_some()
        {
            return None;
        }
        self.expand_structure(major, inductive)
    }

    /// Whether values of an inductive type equal the constructor applied to their fields.
    pub(crate) fn has_eta(&self, inductive: NameId) -> bool {
        self.structure_constructor(inductive).is_some()
            && matches!(
                self.environment.get(inductive).map(|constant| &constant.kind),
                Some(Kind::Inductive(info)) if !info.recursive
            )
    }

    /// The constructor applied to the fields of a value of a structure that is not a proposition.
    pub(crate) fn expand_structure(&mut self, value: TermId, inductive: NameId) -> Option<TermId> {
        let of = self.infer(value).ok()?;
        let of = self.whnf(of);
        if self.is_proposition(of) {
            return None;
        }
        let (head, arguments) = self.store.spine(of);
        let Term::Constant(name, levels) = self.store.term_at(head) else { return None };
        if name != inductive {
            return None;
        }
        let levels = self.store.levels_at(levels).to_vec();
        let (constructor, parameters) = self.structure_constructor(inductive)?;
        let fields = match &self.environment.get(constructor)?.kind {
            Kind::Constructor(info) => info.fields,
            _ => return None,
        };
        let head = self.store.constant(constructor, &levels);
        let mut result = self.store.apply(head, arguments.get(..parameters as usize)?);
        for index in 0..fields {
            let field = self.store.term(Term::Project(inductive, index, value));
            result = self.store.apply(result, &[field]);
        }
        Some(result)
    }

    fn reduce_quotient(&mut self, name: NameId, arguments: &[TermId]) -> Option<TermId> {
        let (major, function) = if name == self.known.quot_lift {
            (5, 3)
        } else if name == self.known.quot_ind {
            (4, 3)
        } else {
            return None;
        };
        let value = self.whnf(*arguments.get(major)?);
        let (head, fields) = self.store.spine(value);
        match self.store.term_at(head) {
            Term::Constant(maker, _) if maker == self.known.quot_mk && fields.len() == 3 => {
                let mut all = vec![fields[2]];
                all.extend(&arguments[major + 1..]);
                Some(self.apply_beta(arguments[function], &all))
            }
            _ => None,
        }
    }
}
