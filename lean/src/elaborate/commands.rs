//! Files and commands: the outermost loop of elaboration.
//! Given by: parsed files.
//! Gives: declarations in the environment, scopes and attributes in the state, and problems.
//! Holds: after a problem the next command is elaborated; what failed is not in scope.

use super::infer::Outcome;
use super::problem::{Failure, Fault, Problem};
use super::session::Elaborator;
use super::state::{NameIdOrRoot, Opened, Section, State};
use super::variables::Context;
use crate::syntax::parse;
use crate::syntax::span::Span;
use crate::syntax::tree::{Binder, Command, CommandKind, Declaration, DeclarationKind, Identifier, OpenKind};
use kernel::{Environment, FreeId, NameId, Store};

/// Room for deep terms; only the part that is used costs memory.
const STACK_BYTES: usize = 1 << 29;

/// Elaborates a source text on top of an environment.
///
/// # Errors
/// None: what is wrong comes back as a list, in the order of the text.
pub fn elaborate_file(
    store: &mut Store,
    environment: &mut Environment,
    state: &mut State,
    source: &str,
) -> Vec<Problem> {
    let run = || {
        let (file, problems) = parse(source, &mut state.grammar);
        let mut all: Vec<Problem> = problems
            .into_iter()
            .map(|problem| Problem { span: problem.span, fault: Fault::Syntax(problem.kind) })
            .collect();
        let mut elaborator = Elaborator::new(store, environment, state);
        elaborator.open_file();
        for command in &file.commands {
            elaborator.run_command(command);
        }
        all.append(&mut elaborator.problems);
        elaborator.close_file(source, &mut all);
        all.sort_by_key(|problem| problem.span);
        all
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(problems)) => problems,
            _ => vec![Problem { span: Span::default(), fault: Fault::Limit }],
        }
    })
}

impl Elaborator<'_> {
    fn open_file(&mut self) {
        if self.state.namespaces.is_empty() {
            let names: Vec<NameId> =
                self.environment.constants().iter().map(|constant| constant.name).collect();
            for name in names {
                self.register_name(name);
            }
        }
        self.state.sections.clear();
        self.state.sections.push(Section::default());
    }

    fn close_file(&mut self, source: &str, problems: &mut Vec<Problem>) {
        if self.state.sections.len() > 1 {
            let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
            let name =
                self.state.sections.last().and_then(|section| section.name.clone()).unwrap_or_default();
            problems.push(Problem { span: Span::new(end, end), fault: Fault::BadScope(name) });
        }
        while self.state.sections.len() > 1 {
            self.pop_section();
        }
    }

    /// Elaborates one command; what is wrong with it is added to the problems.
    pub fn run_command(&mut self, command: &Command) {
        self.start_command();
        if let Err(failure) = self.command(command) {
            let mut problem = failure.into_problem(command.span);
            if self.exhausted && matches!(problem.fault, Fault::Internal(_)) {
                problem.fault = Fault::Limit;
            }
            if problem.span == Span::default() {
                problem.span = command.span;
            }
            self.problems.push(problem);
        }
    }

    fn command(&mut self, command: &Command) -> Outcome<()> {
        match &command.kind {
            CommandKind::Namespace(name) => {
                self.open_namespace(name);
                Ok(())
            }
            CommandKind::Section(name) => {
                self.push_section(name.as_ref().map(Identifier::dotted), false, None);
                Ok(())
            }
            CommandKind::End(name) => self.end_section(command.span, name.as_ref()),
            CommandKind::Universe(names) => {
                for name in names {
                    let name = self.name_of_parts(&name.parts);
                    if let Some(section) = self.state.sections.last_mut() {
                        section.universes.push(name);
                    }
                }
                Ok(())
            }
            CommandKind::Variable(binders) => self.declare_variables(binders),
            CommandKind::Open(kind) => self.open_names(kind),
            CommandKind::Export(namespace, names) => self.export_names(namespace, names),
            CommandKind::Declaration(declaration) => self.declaration(declaration),
            CommandKind::Mutual(declarations) => self.mutual(command.span, declarations),
            CommandKind::Attribute(attributes, names) => {
                for name in names {
                    let constant = self.resolve_constant(name)?;
                    for attribute in attributes {
                        self.apply_attribute(attribute, constant)?;
                    }
                }
                Ok(())
            }
            CommandKind::Notation | CommandKind::Option(_) => Ok(()),
            CommandKind::Check(term) => self.check_term(term),
            CommandKind::Print(name, _) => self.resolve_constant(name).map(|_| ()),
            CommandKind::Evaluate(term, _) => self.check_term(term),
            CommandKind::In(first, second) => {
                self.push_section(None, false, None);
                let result = self.command(first).and_then(|()| {
                    self.context = Context::default();
                    self.command(second)
                });
                self.pop_section();
                result
            }
        }
    }

    fn check_term(&mut self, term: &crate::syntax::tree::Term) -> Outcome<()> {
        self.start_scope(None);
        self.section_variables()?;
        self.elaborate(term, None)?;
        self.settle_all()
    }

    fn declaration(&mut self, declaration: &Declaration) -> Outcome<()> {
        let span = declaration.span;
        match &declaration.kind {
            DeclarationKind::Definition(definition) => {
                self.declare_definition(span, &declaration.modifiers, definition)
            }
            DeclarationKind::Inductive(inductive) => {
                self.declare_inductives(span, &[(&declaration.modifiers, inductive)])
            }
            DeclarationKind::Structure(structure) => {
                self.declare_structure(span, &declaration.modifiers, structure)
            }
        }
    }

    fn mutual(&mut self, span: Span, declarations: &[Declaration]) -> Outcome<()> {
        let mut block = Vec::new();
        for declaration in declarations {
            match &declaration.kind {
                DeclarationKind::Inductive(inductive) => block.push((&declaration.modifiers, inductive)),
                _ => return Err(Failure::at(declaration.span, Fault::Unsupported("mutual definitions"))),
            }
        }
        self.declare_inductives(span, &block)
    }

    fn push_section(&mut self, name: Option<String>, namespace: bool, prefix: Option<NameId>) {
        let prefix = NameIdOrRoot(prefix.unwrap_or_else(|| self.current_namespace()));
        self.state.sections.push(Section { name, namespace, prefix, ..Section::default() });
    }

    fn open_namespace(&mut self, name: &Identifier) {
        for part in &name.parts {
            let current = self.current_namespace();
            let prefix = self.store.name_text(current, part);
            self.state.namespaces.insert(prefix);
            self.push_section(Some(part.clone()), true, Some(prefix));
        }
    }

    fn pop_section(&mut self) {
        if let Some(section) = self.state.sections.pop() {
            for name in section.local_instances {
                self.remove_instance(name);
            }
        }
    }

    fn end_section(&mut self, span: Span, name: Option<&Identifier>) -> Outcome<()> {
        let parts: Vec<Option<String>> = match name {
            Some(name) => name.parts.iter().rev().cloned().map(Some).collect(),
            None => vec![None],
        };
        for part in parts {
            let open = self.state.sections.len() > 1;
            let matches = self.state.sections.last().is_some_and(|section| section.name == part);
            if open {
                self.pop_section();
            }
            if !open || !matches {
                let text = part.unwrap_or_default();
                return Err(Failure::at(span, Fault::BadScope(text)));
            }
        }
        Ok(())
    }

    /// Checks that the variables make sense, and keeps their syntax.
    fn declare_variables(&mut self, binders: &[Binder]) -> Outcome<()> {
        let mut new = Vec::new();
        for binder in binders {
            if binder.of.is_none() && self.change_kind(binder) {
                continue;
            }
            new.push(binder.clone());
        }
        self.start_scope(None);
        self.section_variables()?;
        self.elaborate_binders(&new)?;
        self.settle_all()?;
        if let Some(section) = self.state.sections.last_mut() {
            section.variables.extend(new);
        }
        Ok(())
    }

    fn change_kind(&mut self, binder: &Binder) -> bool {
        let mut changed = false;
        for section in &mut self.state.sections {
            for known in &mut section.variables {
                if known.names.len() == 1 && binder.names.iter().any(|name| name.name == known.names[0].name)
                {
                    known.kind = binder.kind;
                    changed = true;
                }
            }
        }
        changed
    }

    /// Opens the variables of all sections.
    pub(crate) fn section_variables(&mut self) -> Outcome<Vec<FreeId>> {
        let binders: Vec<Binder> =
            self.state.sections.iter().flat_map(|section| section.variables.iter().cloned()).collect();
        self.elaborate_binders(&binders)
    }

    fn open_names(&mut self, kind: &OpenKind) -> Outcome<()> {
        let mut opened = Vec::new();
        match kind {
            OpenKind::Namespaces(namespaces, _) => {
                for namespace in namespaces {
                    for name in self.resolve_namespace(namespace)? {
                        opened.push(Opened::Namespace(name, Vec::new()));
                    }
                }
            }
            OpenKind::Hiding(namespace, hidden) => {
                let hidden: Vec<NameId> = hidden.iter().map(|name| self.name_of_parts(&name.parts)).collect();
                for name in self.resolve_namespace(namespace)? {
                    opened.push(Opened::Namespace(name, hidden.clone()));
                }
            }
            OpenKind::Only(namespace, names) => {
                for name in names {
                    let target = self.name_in(namespace, name)?;
                    let short = self.name_of_parts(&name.parts);
                    opened.push(Opened::Alias(short, target));
                }
            }
            OpenKind::Renaming(namespace, pairs) => {
                for (from, to) in pairs {
                    let target = self.name_in(namespace, from)?;
                    let short = self.name_of_parts(&to.parts);
                    opened.push(Opened::Alias(short, target));
                }
            }
        }
        if let Some(section) = self.state.sections.last_mut() {
            section.opened.extend(opened);
        }
        Ok(())
    }

    fn name_in(&mut self, namespace: &Identifier, name: &Identifier) -> Outcome<NameId> {
        for prefix in self.resolve_namespace(namespace)? {
            let short = self.name_of_parts(&name.parts);
            let full = self.qualified(prefix, short);
            if self.environment.get(full).is_some() {
                return Ok(full);
            }
        }
        Err(self.unknown_name(name.span, &name.parts))
    }

    fn export_names(&mut self, namespace: &Identifier, names: &[Identifier]) -> Outcome<()> {
        for name in names {
            let target = self.name_in(namespace, name)?;
            let short = self.name_of_parts(&name.parts);
            let current = self.current_namespace();
            let full = self.qualified(current, short);
            let targets = self.state.exported.entry(full).or_default();
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        Ok(())
    }
}
