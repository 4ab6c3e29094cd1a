//! Lines that are printed.
//! Given by: `block`.
//! Gives: calls of the run-time.
//! Holds: neighbouring texts are printed as one; a line ends with a line feed.

use super::block::Lowering;
use super::builder::Parts;
use crate::ir::erased::Line;
use crate::ir::flat::{Operand, ValueId};
use crate::ir::service::Service;

impl Lowering<'_, '_> {
    pub(super) fn print(&mut self, line: &Line) -> Option<()> {
        let mut pending = String::new();
        match line {
            Line::Text(text) => pending.push_str(text),
            Line::Shown(value) => {
                let parts = self.value(value)?;
                self.show(&parts, &mut pending);
            }
        }
        pending.push('\n');
        self.print_text(&mut pending);
        Some(())
    }

    fn show(&mut self, parts: &Parts, pending: &mut String) {
        match parts {
            Parts::Integer(value) => self.print_value(Service::PrintInteger, *value, pending),
            Parts::Boolean(value) => self.print_value(Service::PrintBoolean, *value, pending),
            Parts::Tuple(components) => {
                pending.push('(');
                for (position, component) in components.iter().enumerate() {
                    if position > 0 {
                        pending.push_str(", ");
                    }
                    self.show(component, pending);
                }
                pending.push(')');
            }
        }
    }

    fn print_value(&mut self, service: Service, value: ValueId, pending: &mut String) {
        self.print_text(pending);
        self.builder.run(service, Operand::Value(value));
    }

    fn print_text(&mut self, pending: &mut String) {
        if !pending.is_empty() {
            let text = self.texts.id(pending);
            self.builder.run(Service::PrintText, Operand::Text(text));
            pending.clear();
        }
    }
}
