//! What an identifier means: a hypothesis, a function being defined, or a constant, and the fields after it.
//! Given by: the elaboration of terms and commands.
//! Gives: heads of applications, full names, namespaces.
//! Holds: inner scopes win over outer ones; several meanings from opened namespaces are all reported.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use super::state::Opened;
use crate::syntax::span::Span;
use crate::syntax::tree::Identifier;
use kernel::{FreeId, Name, NameId, TermId};

/// A meaning of an identifier.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// A hypothesis or a function being defined.
    Variable(TermId),
    /// A constant.
    Constant(NameId),
}

/// A meaning and how many parts of the identifier are fields after it.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// What the first parts mean.
    pub meaning: Meaning,
    /// The parts that are left.
    pub fields: usize,
}

impl Elaborator<'_> {
    /// A name from parts.
    pub fn name_of_parts(&mut self, parts: &[String]) -> NameId {
        parts.iter().fold(NameId::ANONYMOUS, |prefix, part| self.store.name_text(prefix, part))
    }

    /// `prefix.name` for a name of any number of parts.
    pub fn qualified(&mut self, prefix: NameId, name: NameId) -> NameId {
        match self.store.name_at(name).clone() {
            Name::Anonymous => prefix,
            Name::Text(outer, part) => {
                let outer = self.qualified(prefix, outer);
                self.store.name_text(outer, &part)
            }
            Name::Number(outer, number) => {
                let outer = self.qualified(prefix, outer);
                self.store.name_number(outer, number)
            }
        }
    }

    /// The name without its last part.
    #[must_use]
    pub fn name_prefix(&self, name: NameId) -> NameId {
        match self.store.name_at(name) {
            Name::Anonymous => NameId::ANONYMOUS,
            Name::Text(prefix, _) | Name::Number(prefix, _) => *prefix,
        }
    }

    /// The last part of a name as text.
    #[must_use]
    pub fn last_part(&self, name: NameId) -> String {
        match self.store.name_at(name) {
            Name::Anonymous => String::new(),
            Name::Text(_, part) => part.to_string(),
            Name::Number(_, number) => number.to_string(),
        }
    }

    /// The namespace in force.
    #[must_use]
    pub fn current_namespace(&self) -> NameId {
        self.state.sections.last().map_or(NameId::ANONYMOUS, |section| section.prefix.0)
    }

    /// The namespaces whose names are short, innermost first, the root last.
    fn enclosing_namespaces(&self) -> Vec<NameId> {
        let mut result = Vec::new();
        let mut next = self.scope.prefix.unwrap_or_else(|| self.current_namespace());
        loop {
            result.push(next);
            if next == NameId::ANONYMOUS {
                return result;
            }
            next = self.name_prefix(next);
        }
    }

    /// The innermost hypothesis of a name.
    #[must_use]
    pub fn find_local(&self, name: NameId) -> Option<FreeId> {
        self.context
            .variables()
            .iter()
            .rev()
            .copied()
            .find(|&variable| self.variables.local(variable).is_some_and(|local| local.name == name))
    }

    /// All meanings of an identifier, those with the fewest fields only.
    pub fn resolve(&mut self, parts: &[String]) -> Vec<Resolved> {
        let Some(first) = parts.first() else { return Vec::new() };
        let first = self.store.name_text(NameId::ANONYMOUS, first);
        if let Some(local) = self.find_local(first) {
            let term = self.store.free(local);
            return vec![Resolved { meaning: Meaning::Variable(term), fields: parts.len() - 1 }];
        }
        for used in (1..=parts.len()).rev() {
            let name = self.name_of_parts(&parts[..used]);
            let meanings = self.resolve_whole(name);
            if !meanings.is_empty() {
                let fields = parts.len() - used;
                return meanings.into_iter().map(|meaning| Resolved { meaning, fields }).collect();
            }
        }
        Vec::new()
    }

    /// The meanings of a whole name.
    fn resolve_whole(&mut self, name: NameId) -> Vec<Meaning> {
        let mut found = Vec::new();
        for namespace in self.enclosing_namespaces() {
            let full = self.qualified(namespace, name);
            if let Some(&function) = self.scope.recursive.get(&full) {
                // A constant of an outer namespace may be meant as well.
                if found.is_empty() {
                    found.push(Meaning::Variable(self.store.free(function)));
                }
                continue;
            }
            let allowed = namespace == NameId::ANONYMOUS || !self.is_protected_short(full, name);
            if allowed && self.environment.get(full).is_some() {
                found.push(Meaning::Constant(full));
                if namespace == NameId::ANONYMOUS {
                    self.add_opened(name, &mut found);
                }
                return found;
            }
            if let Some(targets) = self.state.exported.get(&full) {
                found.extend(targets.iter().map(|&target| Meaning::Constant(target)));
                return found;
            }
        }
        self.add_opened(name, &mut found);
        found
    }

    fn is_protected_short(&self, full: NameId, written: NameId) -> bool {
        self.name_prefix(written) == NameId::ANONYMOUS && self.state.protected.contains(&full)
    }

    fn add_opened(&mut self, name: NameId, found: &mut Vec<Meaning>) {
        for target in self.opened_meanings(name) {
            let known =
                found.iter().any(|meaning| matches!(meaning, Meaning::Constant(other) if *other == target));
            if !known {
                found.push(Meaning::Constant(target));
            }
        }
    }

    fn opened_meanings(&mut self, name: NameId) -> Vec<NameId> {
        let opened: Vec<Opened> =
            self.state.sections.iter().flat_map(|section| section.opened.iter().cloned()).collect();
        let mut found = Vec::new();
        for open in opened {
            match open {
                Opened::Namespace(namespace, hidden) => {
                    let full = self.qualified(namespace, name);
                    let visible = !hidden.contains(&name) && !self.is_protected_short(full, name);
                    if visible && self.environment.get(full).is_some() {
                        found.push(full);
                    }
                }
                Opened::Alias(short, target) if short == name => found.push(target),
                Opened::Alias(..) => {}
            }
        }
        found
    }

    /// The one constant that an identifier names.
    ///
    /// # Errors
    /// If there is none, or several.
    pub fn resolve_constant(&mut self, identifier: &Identifier) -> Outcome<NameId> {
        let name = self.name_of_parts(&identifier.parts);
        let names: Vec<NameId> = self
            .resolve_whole(name)
            .into_iter()
            .filter_map(|meaning| match meaning {
                Meaning::Constant(name) => Some(name),
                Meaning::Variable(_) => None,
            })
            .collect();
        match names.as_slice() {
            [name] => Ok(*name),
            [] => Err(self.unknown_name(identifier.span, &identifier.parts)),
            _ => Err(Failure::at(identifier.span, Fault::AmbiguousName(identifier.dotted(), names))),
        }
    }

    /// The failure for a name that nothing has.
    pub(crate) fn unknown_name(&self, span: Span, parts: &[String]) -> Failure {
        Failure::at(span, Fault::UnknownName(parts.join(".")))
    }

    /// The namespaces that a name can mean.
    pub(crate) fn resolve_namespace(&mut self, identifier: &Identifier) -> Outcome<Vec<NameId>> {
        let name = self.name_of_parts(&identifier.parts);
        let mut found = Vec::new();
        for namespace in self.enclosing_namespaces() {
            let full = self.qualified(namespace, name);
            if self.state.namespaces.contains(&full) {
                found.push(full);
            }
        }
        let opened: Vec<Opened> =
            self.state.sections.iter().flat_map(|section| section.opened.iter().cloned()).collect();
        for open in opened {
            if let Opened::Namespace(namespace, _) = open {
                let full = self.qualified(namespace, name);
                if self.state.namespaces.contains(&full) && !found.contains(&full) {
                    found.push(full);
                }
            }
        }
        if found.is_empty() { Err(self.unknown_name(identifier.span, &identifier.parts)) } else { Ok(found) }
    }

    /// Notes that the prefixes of a name are namespaces.
    pub(crate) fn register_name(&mut self, name: NameId) {
        let mut next = self.name_prefix(name);
        while next != NameId::ANONYMOUS && self.state.namespaces.insert(next) {
            next = self.name_prefix(next);
        }
    }
}
