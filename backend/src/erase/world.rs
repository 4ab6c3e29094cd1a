//! Where the worlds are in a value, and which types and components are left without them.
//! Given by: the other parts of `erase`.
//! Gives: shapes of values, erased types, new positions of components.
//! Holds: a tuple with one component left is that component; one with none left is the empty tuple.

use crate::ir::erased;
use elaborator::core::Type;

/// A state of the world; the newest one of a path is the only one that may be used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Version(pub(super) u32);

/// Where the worlds are in a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Nowhere; present at run time.
    Data,
    /// It is one.
    World(Version),
    /// In some of its components.
    Tuple(Vec<Shape>),
}

/// What is left of a component.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Nothing; it is a world.
    Gone,
    /// It is what is left of the whole tuple.
    Whole,
    /// It has this position.
    At(u32),
}

impl Shape {
    /// The shape of a new value of a type, all of whose worlds are of one version.
    pub(super) fn of(of: &Type, version: Version) -> Shape {
        match of {
            Type::World => Shape::World(version),
            Type::Tuple(components) => {
                Shape::tuple(components.iter().map(|of| Shape::of(of, version)).collect())
            }
            Type::Int | Type::Bool | Type::Unit => Shape::Data,
        }
    }

    /// The shape of a tuple of components.
    pub(super) fn tuple(components: Vec<Shape>) -> Shape {
        if components.iter().all(|component| *component == Shape::Data) {
            Shape::Data
        } else {
            Shape::Tuple(components)
        }
    }

    /// The shape of a component.
    pub(super) fn component(&self, position: u32) -> Option<Shape> {
        match self {
            Shape::Data => Some(Shape::Data),
            Shape::World(_) => None,
            Shape::Tuple(components) => components.get(position as usize).cloned(),
        }
    }

    /// What is left of a component.
    pub(super) fn place(&self, position: u32) -> Place {
        let Shape::Tuple(components) = self else {
            return Place::At(position);
        };
        let left = |shapes: &[Shape]| shapes.iter().filter(|shape| !matches!(shape, Shape::World(_))).count();
        match components.get(position as usize) {
            None | Some(Shape::World(_)) => Place::Gone,
            Some(_) if left(components) == 1 => Place::Whole,
            Some(_) => Place::At(u32::try_from(left(&components[..position as usize])).unwrap_or(u32::MAX)),
        }
    }

    /// The versions of the worlds in it.
    pub(super) fn versions(&self) -> Vec<Version> {
        match self {
            Shape::Data => Vec::new(),
            Shape::World(version) => vec![*version],
            Shape::Tuple(components) => components.iter().flat_map(Shape::versions).collect(),
        }
    }
}

/// The type without worlds; nothing if it is the world's.
pub(super) fn erase_type(of: &Type) -> Option<erased::Type> {
    match of {
        Type::Int => Some(erased::Type::Int),
        Type::Bool => Some(erased::Type::Bool),
        Type::Unit => Some(erased::Type::UNIT),
        Type::World => None,
        Type::Tuple(components) => {
            let mut left: Vec<_> = components.iter().filter_map(erase_type).collect();
            match (left.len(), left.pop()) {
                (1, Some(only)) => Some(only),
                (_, last) => Some(erased::Type::Tuple(left.into_iter().chain(last).collect())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_move_up_when_worlds_go() {
        let of = Type::Tuple(vec![Type::World, Type::Int, Type::Bool]);
        let shape = Shape::of(&of, Version(0));
        assert_eq!(
            [shape.place(0), shape.place(1), shape.place(2)],
            [Place::Gone, Place::At(0), Place::At(1)]
        );
        assert_eq!(erase_type(&of), Some(erased::Type::Tuple(vec![erased::Type::Int, erased::Type::Bool])));
    }

    #[test]
    fn a_result_with_a_world_is_the_result() {
        let of = Type::Tuple(vec![Type::Tuple(vec![Type::Int, Type::Int]), Type::World]);
        assert_eq!(Shape::of(&of, Version(0)).place(0), Place::Whole);
        assert_eq!(erase_type(&of), Some(erased::Type::Tuple(vec![erased::Type::Int, erased::Type::Int])));
        assert_eq!(erase_type(&Type::Tuple(vec![Type::World, Type::World])), Some(erased::Type::UNIT));
    }
}
