//! Values of core to values that exist at run time.
//! Given by: `block`.
//! Gives: what is left of a value, and where its worlds were.
//! Holds: a component of a tuple keeps its meaning when worlds before it go.

use super::world::{Place, Shape};
use crate::ir::erased;
use elaborator::core::VariableId;

/// What is known of a value of core.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// What is left of it; nothing of a world.
    pub(super) value: Option<erased::Value>,
    /// Where the worlds are in it.
    pub(super) shape: Shape,
}

impl Known {
    /// A value without worlds.
    pub(super) fn data(value: erased::Value) -> Known {
        Known { value: Some(value), shape: Shape::Data }
    }

    /// A component; none if there is no such component.
    pub(super) fn component(self, position: u32) -> Option<Known> {
        let shape = self.shape.component(position)?;
        let value = match self.shape.place(position) {
            Place::Gone => None,
            Place::Whole => self.value,
            Place::At(position) => Some(erased::Value::Field(Box::new(self.value?), position)),
        };
        Some(Known { value, shape })
    }

    /// The tuple of components.
    pub(super) fn tuple(components: Vec<Known>) -> Known {
        let (values, shapes): (Vec<_>, Vec<_>) =
            components.into_iter().map(|one| (one.value, one.shape)).unzip();
        let shape = Shape::tuple(shapes);
        let mut values: Vec<_> = values.into_iter().flatten().collect();
        let value = match (values.len(), values.pop()) {
            (1, Some(only)) => only,
            (_, last) => erased::Value::Tuple(values.into_iter().chain(last).collect()),
        };
        Known { value: Some(value), shape }
    }
}

/// What the variables of a cell of core stand for.
pub(super) struct Names<'a> {
    known: Vec<Option<Known>>,
    variables: &'a [elaborator::core::Variable],
}

impl<'a> Names<'a> {
    pub(super) fn new(variables: &'a [elaborator::core::Variable]) -> Names<'a> {
        Names { known: vec![None; variables.len()], variables }
    }

    pub(super) fn get(&self, id: VariableId) -> Option<&Known> {
        self.known.get(id.0 as usize)?.as_ref()
    }

    pub(super) fn set(&mut self, id: VariableId, known: Known) {
        if let Some(slot) = self.known.get_mut(id.0 as usize) {
            *slot = Some(known);
        }
    }

    /// The variable of core.
    pub(super) fn variable(&self, id: VariableId) -> Option<&'a elaborator::core::Variable> {
        self.variables.get(id.0 as usize)
    }
}
