//! Attributes: what `attribute [a] x` and `@[a]` say about a constant.
//! Given by: commands.
//! Gives: entries of `State::attributes`.
//! Holds: an attribute that elaboration does not know itself is kept under its name if it is on the list of known ones.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use super::state::{Class, Instance};
use crate::syntax::span::Span;
use crate::syntax::tree::Attribute;
use kernel::{NameId, Term};

/// The priority of an instance without a priority.
pub const DEFAULT_PRIORITY: u32 = 1000;

/// Attributes that are kept for whoever asks for them.
const KEPT: &[&str] = &["simp", "ext", "lumen", "symm", "refl", "trans", "congr", "norm_cast", "push_cast"];

/// Attributes without meaning here.
const IGNORED: &[&str] =
    &["inline", "always_inline", "noinline", "specialize", "match_pattern", "macro_inline", "simproc"];

impl Elaborator<'_> {
    pub(crate) fn apply_attribute(&mut self, attribute: &Attribute, name: NameId) -> Outcome<()> {
        let text = attribute.name.dotted();
        if attribute.erase {
            return self.erase_attribute(attribute, &text, name);
        }
        match text.as_str() {
            "class" => self.add_class(name),
            "instance" => {
                let priority = attribute.priority.unwrap_or(DEFAULT_PRIORITY);
                self.add_instance(attribute.span, name, priority)?;
                if attribute.local
                    && let Some(section) = self.state.sections.last_mut()
                {
                    section.local_instances.push(name);
                }
            }
            "reducible" => {
                self.state.attributes.reducible.insert(name);
            }
            "irreducible" => {
                self.state.attributes.irreducible.insert(name);
            }
            "semireducible" => {
                self.state.attributes.reducible.remove(&name);
                self.state.attributes.irreducible.remove(&name);
            }
            "elab_as_elim" => {
                self.state.attributes.eliminators.insert(name);
            }
            "default_instance" => self.add_default_instance(attribute, name)?,
            _ if KEPT.contains(&text.as_str()) => {
                let key = self.store.name(&text);
                let list = self.state.attributes.named.entry(key).or_default();
                if !list.contains(&name) {
                    list.push(name);
                }
            }
            _ if IGNORED.contains(&text.as_str()) => {}
            _ => return Err(Failure::at(attribute.span, Fault::UnknownAttribute(text))),
        }
        Ok(())
    }

    fn erase_attribute(&mut self, attribute: &Attribute, text: &str, name: NameId) -> Outcome<()> {
        match text {
            "instance" => {
                self.remove_instance(name);
                Ok(())
            }
            "reducible" => {
                self.state.attributes.reducible.remove(&name);
                Ok(())
            }
            _ => {
                let key = self.store.name(text);
                match self.state.attributes.named.get_mut(&key) {
                    Some(list) => {
                        list.retain(|&other| other != name);
                        Ok(())
                    }
                    None => Err(Failure::at(attribute.span, Fault::UnknownAttribute(text.to_string()))),
                }
            }
        }
    }

    pub(crate) fn add_class(&mut self, name: NameId) {
        let mut outputs = Vec::new();
        if let Some(constant) = self.environment.get(name) {
            let mut of = constant.of;
            let mut position = 0;
            while let Term::Pi(_, domain, body) = self.store.term_at(of) {
                if matches!(
                    self.store.term_at(self.head_of(domain)),
                    Term::Constant(head, _) if head == self.known.out_param
                ) {
                    outputs.push(position);
                }
                position += 1;
                of = body;
            }
        }
        self.state.attributes.classes.insert(name, Class { outputs });
    }

    pub(crate) fn add_instance(&mut self, span: Span, name: NameId, priority: u32) -> Outcome<()> {
        let class = self.instance_class(span, name)?;
        self.state.attributes.instances.insert(name, Instance { class, priority });
        let list = self.state.attributes.by_class.entry(class).or_default();
        list.retain(|&other| other != name);
        list.push(name);
        self.caches.instances.clear();
        Ok(())
    }

    fn instance_class(&mut self, span: Span, name: NameId) -> Outcome<NameId> {
        let of = self.environment.get(name).map(|constant| constant.of);
        let class = match of {
            Some(of) => self.scoped(|this| {
                let (_, result) = this.open_written_pi(of);
                this.class_of(result)
            }),
            None => None,
        };
        class.ok_or_else(|| {
            Failure::at(span, Fault::UnknownAttribute("instance of something that is no class".to_string()))
        })
    }

    pub(crate) fn remove_instance(&mut self, name: NameId) {
        if let Some(instance) = self.state.attributes.instances.remove(&name)
            && let Some(list) = self.state.attributes.by_class.get_mut(&instance.class)
        {
            list.retain(|&other| other != name);
        }
        self.caches.instances.clear();
    }

    fn add_default_instance(&mut self, attribute: &Attribute, name: NameId) -> Outcome<()> {
        let class = self.instance_class(attribute.span, name)?;
        let priority = attribute.priority.unwrap_or(DEFAULT_PRIORITY);
        self.state.attributes.default_instances.entry(class).or_default().push((name, priority));
        Ok(())
    }
}
