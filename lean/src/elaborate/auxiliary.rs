//! Definitions that come with an inductive type: `casesOn` and `recOn`.
//! Given by: inductive commands, and case distinctions on types of the base environment.
//! Gives: checked definitions under the names that Lean gives them.
//! Holds: each is made once, from the recursor that the kernel derived.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use kernel::{
    Binder, BinderKind, Constant, Declaration, FreeId, Hint, Kind, LevelId, NameId, Recursor, Term, TermId,
};

/// The recursor of a type with its binders opened.
struct Opened {
    recursor: Recursor,
    levels: Vec<NameId>,
    /// All binders, in the order of the recursor.
    binders: Vec<(FreeId, Binder, TermId)>,
    result: TermId,
}

impl Elaborator<'_> {
    /// The name of `casesOn`, which is declared if it is missing.
    pub fn cases_on(&mut self, inductive: NameId) -> Outcome<NameId> {
        let name = self.store.name_text(inductive, "casesOn");
        if self.environment.get(name).is_some() {
            return Ok(name);
        }
        let opened = self.open_recursor(inductive)?;
        let declaration = self.cases_on_declaration(name, inductive, &opened);
        self.add_auxiliary(declaration)?;
        Ok(name)
    }

    /// The name of `recOn`, which is declared if it is missing.
    pub fn rec_on(&mut self, inductive: NameId) -> Outcome<NameId> {
        let name = self.store.name_text(inductive, "recOn");
        if self.environment.get(name).is_some() {
            return Ok(name);
        }
        let opened = self.open_recursor(inductive)?;
        let declaration = self.rec_on_declaration(name, inductive, &opened);
        self.add_auxiliary(declaration)?;
        Ok(name)
    }

    pub(crate) fn add_auxiliary(&mut self, declaration: Declaration) -> Outcome<()> {
        let name = match &declaration {
            Declaration::Constant(constant) => constant.name,
            Declaration::Inductive(_) => NameId::ANONYMOUS,
        };
        match self.environment.add(self.store, declaration) {
            Ok(_) => {
                self.register_name(name);
                Ok(())
            }
            Err(rejection) => Err(self.refused(crate::syntax::span::Span::default(), rejection)),
        }
    }

    fn open_recursor(&mut self, inductive: NameId) -> Outcome<Opened> {
        let name = self.store.name_text(inductive, "rec");
        let missing = || {
            Failure::Problem(Box::new(super::problem::Problem {
                span: crate::syntax::span::Span::default(),
                fault: Fault::Internal("an inductive type without recursor"),
            }))
        };
        let constant = self.environment.get(name).cloned().ok_or_else(missing)?;
        let Kind::Recursor(recursor) = constant.kind else { return Err(missing()) };
        let mut of = constant.of;
        let mut binders = Vec::new();
        while let Term::Pi(binder, domain, body) = self.store.term_at(of) {
            let variable = self.fresh_local(binder.name, binder.kind, domain);
            binders.push((variable, binder, domain));
            let term = self.store.free(variable);
            of = self.store.instantiate(body, &[term]);
        }
        Ok(Opened { recursor, levels: constant.levels, binders, result: of })
    }

    fn recursor_term(&mut self, inductive: NameId, opened: &Opened) -> TermId {
        let name = self.store.name_text(inductive, "rec");
        let levels: Vec<LevelId> =
            opened.levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        self.store.constant(name, &levels)
    }

    fn auxiliary(&mut self, name: NameId, levels: Vec<NameId>, of: TermId, value: TermId) -> Declaration {
        let kind = Kind::Definition(value, Hint::Abbreviation);
        Declaration::Constant(Constant { name, levels, of, kind })
    }

    fn rec_on_declaration(&mut self, name: NameId, inductive: NameId, opened: &Opened) -> Declaration {
        let (front, minors, back) = split_binders(opened);
        let mut binders: Vec<_> = front;
        binders.extend(back);
        binders.extend(minors);
        let mut value = self.recursor_term(inductive, opened);
        for &(variable, _, _) in &opened.binders {
            let variable = self.store.free(variable);
            value = self.store.apply(value, &[variable]);
        }
        let value = self.store.close_lambda(&binders, value);
        let of = self.store.close_pi(&binders, opened.result);
        self.auxiliary(name, opened.levels.clone(), of, value)
    }

    /// `casesOn`: the motive of the type itself, and minor premises without induction hypotheses.
    fn cases_on_declaration(&mut self, name: NameId, inductive: NameId, opened: &Opened) -> Declaration {
        let parameters = opened.recursor.parameters as usize;
        let motives = opened.recursor.motives as usize;
        let minors = opened.recursor.minors as usize;
        let own = self.own_motive(opened);
        let (mut front, _, back) = split_binders(opened);
        front.retain(|&(variable, _, _)| {
            let position = opened.binders.iter().position(|&(other, _, _)| other == variable);
            position.is_none_or(|position| position < parameters || position == parameters + own)
        });
        let mut binders = front;
        binders.extend(back);
        let mut arguments = Vec::new();
        for position in 0..parameters {
            arguments.push(self.store.free(opened.binders[position].0));
        }
        for motive in 0..motives {
            arguments.push(self.case_motive(opened, parameters + motive, motive == own));
        }
        for minor in 0..minors {
            let (argument, binder) = self.case_minor(opened, parameters + motives + minor, parameters + own);
            arguments.push(argument);
            binders.extend(binder);
        }
        for &(variable, _, _) in &opened.binders[parameters + motives + minors..] {
            arguments.push(self.store.free(variable));
        }
        let head = self.recursor_term(inductive, opened);
        let value = self.store.apply(head, &arguments);
        let value = self.store.close_lambda(&binders, value);
        let of = self.store.close_pi(&binders, opened.result);
        self.auxiliary(name, opened.levels.clone(), of, value)
    }

    /// The position among the motives of the one that the recursor's result applies.
    fn own_motive(&self, opened: &Opened) -> usize {
        let head = self.head_of(opened.result);
        let parameters = opened.recursor.parameters as usize;
        opened.binders[parameters..]
            .iter()
            .position(|&(variable, _, _)| self.store.term_at(head) == Term::Free(variable))
            .unwrap_or(0)
    }

    fn case_motive(&mut self, opened: &Opened, position: usize, own: bool) -> TermId {
        let (variable, _, of) = opened.binders[position];
        if own {
            return self.store.free(variable);
        }
        let (locals, sort) = self.open_plain_pi(of);
        let level = match self.store.term_at(sort) {
            Term::Sort(level) => level,
            _ => LevelId::ZERO,
        };
        let unit = self.store.constant(self.known.punit, &[level]);
        self.store.close_lambda(&locals, unit)
    }

    fn open_plain_pi(&mut self, of: TermId) -> (Vec<(FreeId, Binder, TermId)>, TermId) {
        let mut of = of;
        let mut locals = Vec::new();
        while let Term::Pi(binder, domain, body) = self.store.term_at(of) {
            let variable = self.fresh_local(binder.name, binder.kind, domain);
            locals.push((variable, binder, domain));
            let term = self.store.free(variable);
            of = self.store.instantiate(body, &[term]);
        }
        (locals, of)
    }

    /// A minor premise of the recursor from one without induction hypotheses, and the binder of that one.
    fn case_minor(
        &mut self,
        opened: &Opened,
        position: usize,
        own: usize,
    ) -> (TermId, Option<(FreeId, Binder, TermId)>) {
        let (_, binder, of) = opened.binders[position];
        let (locals, result) = self.open_plain_pi(of);
        let parameters = opened.recursor.parameters as usize;
        let motives: Vec<FreeId> = opened.binders[parameters..parameters + opened.recursor.motives as usize]
            .iter()
            .map(|&(variable, _, _)| variable)
            .collect();
        let result_head = self.head_of(result);
        if self.store.term_at(result_head) != Term::Free(opened.binders[own].0) {
            // Another type of the block: its value is the unit.
            let level = self.motive_level(opened, own);
            let unit = self.store.constant(self.known.punit_unit, &[level]);
            let motive_of = |this: &mut Self, term: TermId| this.with_unit_motives(opened, own, term);
            let locals: Vec<_> = locals
                .into_iter()
                .map(|(variable, binder, domain)| {
                    let domain = motive_of(self, domain);
                    (variable, binder, domain)
                })
                .collect();
            return (self.store.close_lambda(&locals, unit), None);
        }
        let fields: Vec<_> =
            locals.iter().copied().filter(|&(_, _, domain)| !self.ends_in(domain, &motives)).collect();
        let minor_type = self.store.close_pi(&fields, result);
        let minor = self.fresh_local(binder.name, BinderKind::Explicit, minor_type);
        let mut value = self.store.free(minor);
        for &(field, _, _) in &fields {
            let field = self.store.free(field);
            value = self.store.apply(value, &[field]);
        }
        let locals: Vec<_> = locals
            .into_iter()
            .map(|(variable, binder, domain)| {
                let domain = self.with_unit_motives(opened, own, domain);
                (variable, binder, domain)
            })
            .collect();
        let value = self.store.close_lambda(&locals, value);
        (value, Some((minor, Binder { name: binder.name, kind: BinderKind::Explicit }, minor_type)))
    }

    fn motive_level(&mut self, opened: &Opened, own: usize) -> LevelId {
        let (_, sort) = self.open_plain_pi(opened.binders[own].2);
        match self.store.term_at(sort) {
            Term::Sort(level) => level,
            _ => LevelId::ZERO,
        }
    }

    /// A type in which the motives of other types of the block are the unit type.
    fn with_unit_motives(&mut self, opened: &Opened, own: usize, term: TermId) -> TermId {
        let parameters = opened.recursor.parameters as usize;
        let motives = opened.recursor.motives as usize;
        if motives == 1 {
            return term;
        }
        let mut replacement = rustc_hash::FxHashMap::default();
        for position in parameters..parameters + motives {
            if position != own {
                let motive = self.case_motive(opened, position, false);
                replacement.insert(opened.binders[position].0, motive);
            }
        }
        let replaced = self.store.replace_free(term, &replacement);
        self.beta_everywhere(replaced)
    }

    /// Contracts every lambda that is applied.
    pub fn beta_everywhere(&mut self, id: TermId) -> TermId {
        let mut current = id;
        loop {
            let next = self.store.map(current, 0, &mut |store, id, _| match store.term_at(id) {
                Term::Apply(..) => {
                    let (head, arguments) = store.spine(id);
                    match store.term_at(head) {
                        Term::Lambda(_, _, body) => {
                            let body = store.instantiate(body, &arguments[..1]);
                            Some(store.apply(body, &arguments[1..]))
                        }
                        _ => None,
                    }
                }
                _ => None,
            });
            if next == current || self.tick().is_err() {
                return next;
            }
            current = next;
        }
    }

    fn ends_in(&self, of: TermId, motives: &[FreeId]) -> bool {
        let mut of = of;
        while let Term::Pi(_, _, body) = self.store.term_at(of) {
            of = body;
        }
        matches!(self.store.term_at(self.head_of(of)), Term::Free(variable) if motives.contains(&variable))
    }
}

type Binders = Vec<(FreeId, Binder, TermId)>;

/// Parameters and motives, minor premises, then indices and major premise, with the kinds that Lean gives them.
fn split_binders(opened: &Opened) -> (Binders, Binders, Binders) {
    let recursor = &opened.recursor;
    let front = (recursor.parameters + recursor.motives) as usize;
    let minors = front + recursor.minors as usize;
    let kind = |binders: &[(FreeId, Binder, TermId)], kind: BinderKind| -> Binders {
        binders.iter().map(|&(variable, binder, of)| (variable, Binder { kind, ..binder }, of)).collect()
    };
    let last = opened.binders.len().saturating_sub(1);
    let mut back = kind(&opened.binders[minors..last], BinderKind::Implicit);
    back.extend(kind(&opened.binders[last..], BinderKind::Explicit));
    (
        kind(&opened.binders[..front], BinderKind::Implicit),
        kind(&opened.binders[front..minors], BinderKind::Explicit),
        back,
    )
}
