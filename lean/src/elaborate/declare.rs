//! Definitions, theorems, instances, examples, axioms.
//! Given by: commands.
//! Gives: checked constants.
//! Holds: what fails is not declared, and its problem is reported.

use super::equations::Defined;
use super::header::Header;
use super::infer::Outcome;
use super::matching::Leaf;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::span::Span;
use crate::syntax::tree::{
    Body, Definition as DefinitionSyntax, DefinitionKind, Modifiers, Term as Syntax, TermKind, Visibility,
};
use kernel::{BinderKind, Constant, Declaration, FreeId, Hint, Kind, NameId, Term, TermId};

/// What is being defined.
struct Target {
    span: Span,
    kind: DefinitionKind,
    is_theorem: bool,
    name: NameId,
    /// The variable that stands for it in its own value.
    variable: FreeId,
}

/// The value of a definition before recursion is compiled.
struct Valued {
    value: TermId,
    matched: Vec<TermId>,
    leaves: Vec<Leaf>,
}

impl Elaborator<'_> {
    /// Elaborates one constant.
    pub(crate) fn declare_definition(
        &mut self,
        span: Span,
        modifiers: &Modifiers,
        syntax: &DefinitionSyntax,
    ) -> Outcome<()> {
        self.refuse_unsupported(span, modifiers, syntax)?;
        self.start_scope(syntax.name.as_ref().and_then(|name| name.levels.as_deref()));
        let name = self.definition_name(syntax, modifiers)?;
        if let Some(name) = name {
            self.scope.prefix = Some(self.name_prefix(name));
            self.check_new(syntax.name.as_ref().map_or(span, |name| name.name.span), name)?;
        }
        let header = self.elaborate_header(&syntax.binders, syntax.of.as_ref(), true)?;
        let name = match name {
            Some(name) => name,
            None => self.anonymous_name(syntax.kind, &header)?,
        };
        if syntax.name.is_none() && syntax.kind == DefinitionKind::Instance {
            self.check_new(span, name)?;
        }
        let is_theorem = self.is_theorem(syntax.kind, header.of);
        if is_theorem {
            let closed = self.close_header(&header)?;
            self.generalize_levels(&[closed]);
        }
        if matches!(syntax.body, Body::None) {
            return self.declare_axiom(span, syntax.kind, name, &header);
        }
        self.scope.binds_levels = false;
        let variable = self.bind_recursive(name, &header)?;
        let valued = self.elaborate_definition_body(span, syntax, header.of)?;
        let target = Target { span, kind: syntax.kind, is_theorem, name, variable };
        self.finish_definition(&target, &header, &valued)?;
        if syntax.kind != DefinitionKind::Example {
            self.after_definition(span, modifiers, syntax, name)?;
        }
        Ok(())
    }

    fn refuse_unsupported(
        &mut self,
        span: Span,
        modifiers: &Modifiers,
        syntax: &DefinitionSyntax,
    ) -> Outcome<()> {
        if let Some(place) = modifiers.unsafe_at.or(modifiers.partial_at) {
            return Err(Failure::at(place, Fault::Unsupported("unsafe and partial definitions")));
        }
        if let Some(place) = syntax.termination {
            return Err(Failure::at(place, Fault::Unsupported("well-founded recursion")));
        }
        if let Some(place) = syntax.local {
            return Err(Failure::at(place, Fault::Unsupported("local definitions")));
        }
        if syntax.kind == DefinitionKind::Opaque {
            return Err(Failure::at(span, Fault::Unsupported("opaque definitions")));
        }
        match syntax.deriving.first() {
            Some(class) => Err(Failure::at(class.span, Fault::Unsupported("deriving"))),
            None => Ok(()),
        }
    }

    fn is_theorem(&mut self, kind: DefinitionKind, of: TermId) -> bool {
        match kind {
            DefinitionKind::Theorem => true,
            DefinitionKind::Example | DefinitionKind::Instance => self.is_proposition(of),
            _ => false,
        }
    }

    fn definition_name(
        &mut self,
        syntax: &DefinitionSyntax,
        modifiers: &Modifiers,
    ) -> Outcome<Option<NameId>> {
        let Some(name) = &syntax.name else { return Ok(None) };
        let full = self.declared_name(&name.name.parts);
        if modifiers.visibility == Visibility::Protected {
            self.state.protected.insert(full);
        }
        Ok(Some(full))
    }

    pub(crate) fn check_new(&mut self, span: Span, name: NameId) -> Outcome<()> {
        if self.environment.get(name).is_some() {
            return Err(Failure::at(span, Fault::Duplicate(name)));
        }
        Ok(())
    }

    /// The name of an instance without one: from its class and the head of its argument.
    fn anonymous_name(&mut self, kind: DefinitionKind, header: &Header) -> Outcome<NameId> {
        if kind != DefinitionKind::Instance {
            return Ok(self.store.name_text(NameId::ANONYMOUS, "_example"));
        }
        let of = self.instantiate(header.of);
        let mut text = "inst".to_string();
        let (head, arguments) = self.store.spine(of);
        for part in std::iter::once(head).chain(arguments) {
            if let Term::Constant(name, _) = self.store.term_at(self.head_of(part)) {
                text.push_str(&self.last_part(name));
            }
        }
        let namespace = self.current_namespace();
        let base = self.store.name_text(namespace, &text);
        let mut name = base;
        let mut number = 1;
        while self.environment.get(name).is_some() {
            name = self.store.name_text(namespace, &format!("{text}_{number}"));
            number += 1;
        }
        Ok(name)
    }

    /// Makes the declared name mean a variable while its value is elaborated.
    fn bind_recursive(&mut self, name: NameId, header: &Header) -> Outcome<FreeId> {
        let of = self.bind_pi(&header.parameters, header.of)?;
        let variable = self.fresh_local(name, BinderKind::Explicit, of);
        self.scope.recursive.insert(name, variable);
        Ok(variable)
    }

    /// The value; if too little is known for it, once more without waiting, so that what is missing is reported.
    fn elaborate_definition_body(
        &mut self,
        span: Span,
        syntax: &DefinitionSyntax,
        of: TermId,
    ) -> Outcome<Valued> {
        match self.attempt(|this| this.try_definition_body(span, syntax, of)) {
            Err(Failure::Postpone) => {
                self.may_postpone = false;
                self.try_definition_body(span, syntax, of)
            }
            other => other,
        }
    }

    fn try_definition_body(&mut self, span: Span, syntax: &DefinitionSyntax, of: TermId) -> Outcome<Valued> {
        let plain = |value| Valued { value, matched: Vec::new(), leaves: Vec::new() };
        let valued = match &syntax.body {
            Body::Equations(alternatives) => {
                let (value, leaves) = self.function_by_equations(span, alternatives, Some(of), true)?;
                Valued { value, matched: Vec::new(), leaves }
            }
            Body::Term(Syntax { span, kind: TermKind::Match(values, motive, alternatives) }) => {
                let (value, matched, leaves) =
                    self.match_with_leaves(*span, (values, motive.as_deref()), alternatives, Some(of), true)?;
                let variables =
                    matched.iter().all(|&value| matches!(self.store.term_at(value), Term::Free(_)));
                let value = self.expect_type(*span, value, of)?;
                if variables { Valued { value, matched, leaves } } else { plain(value) }
            }
            Body::Term(term) => plain(self.elaborate_as(term, of)?),
            Body::Fields(fields) => {
                let kind = TermKind::Structure {
                    sources: Vec::new(),
                    fields: fields.clone(),
                    open: false,
                    of: None,
                };
                plain(self.elaborate_as(&Syntax { span, kind }, of)?)
            }
            Body::None => return Err(Failure::at(span, Fault::Unproved)),
        };
        self.settle_all()?;
        Ok(valued)
    }

    fn finish_definition(&mut self, target: &Target, header: &Header, valued: &Valued) -> Outcome<()> {
        let Target { span, name, is_theorem, .. } = *target;
        let value = self.instantiate(valued.value);
        let of = self.bind_pi(&header.parameters, header.of)?;
        let value = self.bind_lambda(&header.parameters, value)?;
        if !self.retry_postponed_levels(true) {
            return Err(Failure::at(span, Fault::Internal("universe levels that cannot be solved")));
        }
        if is_theorem {
            self.ground_levels(&[value]);
        } else {
            let closed = self.bind_lambda(&header.variables, value)?;
            let of = self.bind_pi(&header.variables, of)?;
            self.generalize_levels(&[of, closed]);
        }
        let of = self.instantiate(of);
        let mut value = self.instantiate(value);
        if self.free_variables(value).contains(&target.variable) {
            value = self.compile_recursion(span, name, target.variable, of, value)?;
        }
        let used = self.used_variables(header, &[of, value]);
        let of = self.bind_pi(&used, of)?;
        let value = self.bind_lambda(&used, value)?;
        self.check_complete(span, of)?;
        self.check_complete(span, value)?;
        let levels = self.used_levels(&[of, value]);
        if target.kind == DefinitionKind::Example {
            return self.check_example(target, &levels, value, of);
        }
        let kind = if is_theorem {
            Kind::Theorem(value)
        } else {
            Kind::Definition(value, self.hint_for(target.kind, value))
        };
        let constant = Constant { name, levels: levels.clone(), of, kind };
        self.add_declaration(span, Declaration::Constant(constant))?;
        if is_theorem || valued.leaves.is_empty() {
            return Ok(());
        }
        let defined = self.defined(target, header, &levels, used);
        self.declare_equations(&defined, &valued.matched, &valued.leaves)
    }

    fn defined(&mut self, target: &Target, header: &Header, levels: &[NameId], used: Vec<FreeId>) -> Defined {
        let levels: Vec<kernel::LevelId> =
            levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        let mut instead = self.store.constant(target.name, &levels);
        for &variable in &used {
            let variable = self.store.free(variable);
            instead = self.store.apply(instead, &[variable]);
        }
        let mut parameters = used;
        parameters.extend(&header.parameters);
        Defined { name: target.name, parameters, variable: target.variable, instead }
    }

    /// An example is checked like a theorem and forgotten.
    fn check_example(
        &mut self,
        target: &Target,
        levels: &[NameId],
        value: TermId,
        of: TermId,
    ) -> Outcome<()> {
        let mut checker = kernel::Checker::new(self.store, self.environment);
        checker.declare_parameters(levels);
        let result = checker.infer(of).and_then(|_| checker.check(value, of));
        result.map_err(|problem| {
            self.refused(target.span, kernel::Rejection { declaration: target.name, problem })
        })
    }

    /// Every hole must have a value now.
    pub(crate) fn check_complete(&mut self, span: Span, term: TermId) -> Outcome<()> {
        let term = self.instantiate(term);
        match self.open_metas(term).first() {
            None => Ok(()),
            Some(&hole) => {
                let of = self.type_of_free(hole).ok_or(Failure::Ill)?;
                let of = self.displayed(of);
                Err(Failure::at(span, Fault::UnknownHole(of)))
            }
        }
    }

    fn hint_for(&mut self, kind: DefinitionKind, value: TermId) -> Hint {
        if kind == DefinitionKind::Abbreviation {
            return Hint::Abbreviation;
        }
        Hint::Regular(self.height_of(value).saturating_add(1))
    }

    /// The largest height of the definitions that a term mentions.
    pub(crate) fn height_of(&self, term: TermId) -> u32 {
        let mut height = 0;
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = vec![term];
        while let Some(next) = stack.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.store.term_at(next) {
                Term::Constant(name, _) => {
                    if let Some(Kind::Definition(_, Hint::Regular(other))) =
                        self.environment.get(name).map(|constant| &constant.kind)
                    {
                        height = height.max(*other);
                    }
                }
                Term::Apply(a, b) | Term::Lambda(_, a, b) | Term::Pi(_, a, b) => stack.extend([a, b]),
                Term::Let { of, value, body, .. } => stack.extend([of, value, body]),
                Term::Project(_, _, of) => stack.push(of),
                _ => {}
            }
        }
        height
    }

    /// Gives a declaration to the kernel.
    pub(crate) fn add_declaration(&mut self, span: Span, declaration: Declaration) -> Outcome<()> {
        let names: Vec<NameId> = match &declaration {
            Declaration::Constant(constant) => vec![constant.name],
            Declaration::Inductive(block) => block
                .types
                .iter()
                .flat_map(|of| {
                    std::iter::once(of.name).chain(of.constructors.iter().map(|constructor| constructor.name))
                })
                .collect(),
        };
        match self.environment.add(self.store, declaration) {
            Ok(_) => {
                for name in names {
                    self.register_name(name);
                }
                Ok(())
            }
            Err(rejection) => Err(self.refused(span, rejection)),
        }
    }

    pub(crate) fn refused(&self, span: Span, rejection: kernel::Rejection) -> Failure {
        Failure::at(span, Fault::Refused(Box::new(rejection)))
    }

    fn declare_axiom(
        &mut self,
        span: Span,
        kind: DefinitionKind,
        name: NameId,
        header: &Header,
    ) -> Outcome<()> {
        if kind != DefinitionKind::Axiom || !self.allows_axiom(name) {
            return Err(Failure::at(span, Fault::Unproved));
        }
        let of = self.bind_pi(&header.parameters, header.of)?;
        let used = self.used_variables(header, &[of]);
        let of = self.bind_pi(&used, of)?;
        self.generalize_levels(&[of]);
        let of = self.instantiate(of);
        self.check_complete(span, of)?;
        let levels = self.used_levels(&[of]);
        let axiom = Constant { name, levels, of, kind: Kind::Axiom };
        self.add_declaration(span, Declaration::Constant(axiom))
    }

    fn allows_axiom(&self, name: NameId) -> bool {
        let text = self.store.show_name(name);
        self.state.allowed_axioms.contains(&text)
    }

    fn after_definition(
        &mut self,
        span: Span,
        modifiers: &Modifiers,
        syntax: &DefinitionSyntax,
        name: NameId,
    ) -> Outcome<()> {
        if syntax.kind == DefinitionKind::Instance {
            let priority = syntax.priority.unwrap_or(super::attributes::DEFAULT_PRIORITY);
            self.add_instance(span, name, priority)?;
            self.state.attributes.reducible.insert(name);
        }
        if syntax.kind == DefinitionKind::Abbreviation {
            self.state.attributes.reducible.insert(name);
        }
        for attribute in &modifiers.attributes {
            self.apply_attribute(attribute, name)?;
        }
        Ok(())
    }
}
