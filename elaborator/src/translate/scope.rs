//! What the variables of core stand for at a place of a term.
//! Given by: `model` and `statement` (bound variables of the kernel), and the obligations (symbolic values).
//! Gives: terms for variables and components to the translation of values and formulas.
//! Holds: a bound place is used only below its binder; leaving a block forgets what it bound.

use super::builder::Builder;
use super::translation::Refusal;
use crate::core::{Cell, CellId, Type, VariableId};
use crate::meaning::Word;
use kernel::TermId;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Terms for the variables of a cell.
pub trait Scope {
    /// The cell whose variables these are, and its number.
    fn cell(&self) -> (&Cell, CellId);

    /// The term of a variable.
    ///
    /// # Errors
    /// If the variable is not known here.
    fn variable(&self, builder: &mut Builder, variable: VariableId) -> Result<TermId, Refusal>;

    /// The first or second half of a tuple of a product type.
    fn half(&self, builder: &mut Builder, tuple: TermId, of: TermId, half: Word) -> TermId {
        builder.half(tuple, of, half)
    }

    /// What is said of a program that breaks the rules of core.
    fn ill_formed(&self) -> Refusal {
        Refusal::IllFormed(self.cell().1)
    }

    /// The type of a variable.
    ///
    /// # Errors
    /// If the cell has no such variable.
    fn type_of(&self, variable: VariableId) -> Result<&Type, Refusal> {
        match self.cell().0.variables.get(variable.0 as usize) {
            Some(variable) => Ok(&variable.of),
            None => Err(self.ill_formed()),
        }
    }

    /// A component of a tuple, and its type.
    ///
    /// # Errors
    /// If there is no such component.
    fn field(
        &self,
        builder: &mut Builder,
        (tuple, of): (TermId, &Type),
        index: u32,
    ) -> Result<(TermId, Type), Refusal> {
        let Type::Tuple(components) = of else { return Err(self.ill_formed()) };
        let index = index as usize;
        let Some(component) = components.get(index) else { return Err(self.ill_formed()) };
        let (mut result, mut whole) = (tuple, builder.product(components));
        for _ in 0..index {
            result = self.half(builder, result, whole, Word::Second);
            whole = builder.halves_of(whole).1;
        }
        if index + 1 < components.len() {
            result = self.half(builder, result, whole, Word::First);
        }
        Ok((result, component.clone()))
    }

    /// The components of a tuple, and their types.
    ///
    /// # Errors
    /// If it is no tuple.
    fn fields(
        &self,
        builder: &mut Builder,
        (tuple, of): (TermId, &Type),
    ) -> Result<Vec<(TermId, Type)>, Refusal> {
        let Type::Tuple(components) = of else { return Err(self.ill_formed()) };
        let (mut rest, mut whole) = (tuple, builder.product(components));
        let mut fields = Vec::with_capacity(components.len());
        for (position, component) in components.iter().enumerate() {
            let last = position + 1 == components.len();
            let field = if last { rest } else { self.half(builder, rest, whole, Word::First) };
            fields.push((field, component.clone()));
            if !last {
                rest = self.half(builder, rest, whole, Word::Second);
                whole = builder.halves_of(whole).1;
            }
        }
        Ok(fields)
    }
}

/// Where a variable is bound: by a binder, counted from the outside, and as what component of what component of its value.
#[derive(Clone, Debug)]
struct Place {
    binder: u32,
    path: Vec<(Rc<[Type]>, usize)>,
}

/// The bound variables around a place.
#[derive(Clone, Debug)]
pub(super) struct Binders<'a> {
    cell: &'a Cell,
    id: CellId,
    places: FxHashMap<VariableId, Place>,
    order: Vec<VariableId>,
    depth: u32,
}

/// A place to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    variables: usize,
    depth: u32,
}

impl<'a> Binders<'a> {
    /// No variable bound.
    #[must_use]
    pub(super) fn new(cell: &'a Cell, id: CellId) -> Self {
        Binders { cell, id, places: FxHashMap::default(), order: Vec::new(), depth: 0 }
    }

    /// No variable of the same cell bound.
    #[must_use]
    pub(super) fn empty(&self) -> Self {
        Self::new(self.cell, self.id)
    }

    /// The place as it is now.
    #[must_use]
    pub(super) fn mark(&self) -> Mark {
        Mark { variables: self.order.len(), depth: self.depth }
    }

    /// Forgets what was bound since the mark.
    pub(super) fn leave(&mut self, mark: Mark) {
        for variable in self.order.drain(mark.variables..) {
            self.places.remove(&variable);
        }
        self.depth = mark.depth;
    }

    /// Goes below a binder.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    /// Goes below a binder for a variable.
    ///
    /// # Errors
    /// If the variable is bound already.
    pub(super) fn bind(&mut self, variable: VariableId) -> Result<(), Refusal> {
        self.enter();
        self.place(variable, Vec::new())
    }

    /// Goes below a binder for the tuple of the variables: the variable itself for one.
    ///
    /// # Errors
    /// If one of the variables is bound already.
    pub(super) fn bind_tuple(&mut self, variables: &[VariableId]) -> Result<(), Refusal> {
        let types = self.types(variables)?;
        self.enter();
        self.name(variables, types, &[])
    }

    /// Goes below a binder for the result of the cell, whose components its results are.
    ///
    /// # Errors
    /// If the cell has another number of results than its result has components.
    pub(super) fn bind_results(&mut self) -> Result<(), Refusal> {
        let cell = self.cell;
        let types: Rc<[Type]> = match (&cell.result, cell.results.len()) {
            (whole, 1) => Rc::from([whole.clone()]),
            (Type::Tuple(components), _) => components.as_slice().into(),
            _ => Rc::from([]),
        };
        if types.len() != cell.results.len() && !cell.results.is_empty() {
            return Err(self.ill_formed());
        }
        self.enter();
        let outer = (!cell.effects.is_empty()).then(|| (Rc::from([cell.result.clone(), Type::World]), 0));
        self.name(&cell.results, types, outer.as_slice())
    }

    fn name(
        &mut self,
        variables: &[VariableId],
        types: Rc<[Type]>,
        outer: &[(Rc<[Type]>, usize)],
    ) -> Result<(), Refusal> {
        for (index, &variable) in variables.iter().enumerate() {
            let mut path = outer.to_vec();
            path.push((Rc::clone(&types), index));
            self.place(variable, path)?;
        }
        Ok(())
    }

    /// The types of variables.
    ///
    /// # Errors
    /// If the cell has no such variable.
    pub(super) fn types(&self, variables: &[VariableId]) -> Result<Rc<[Type]>, Refusal> {
        variables.iter().map(|&variable| self.type_of(variable).cloned()).collect()
    }

    fn place(&mut self, variable: VariableId, path: Vec<(Rc<[Type]>, usize)>) -> Result<(), Refusal> {
        let binder = self.depth.saturating_sub(1);
        if self.places.insert(variable, Place { binder, path }).is_some() {
            return Err(self.ill_formed());
        }
        self.order.push(variable);
        Ok(())
    }
}

impl Scope for Binders<'_> {
    fn cell(&self) -> (&Cell, CellId) {
        (self.cell, self.id)
    }

    fn variable(&self, builder: &mut Builder, variable: VariableId) -> Result<TermId, Refusal> {
        let Some(place) = self.places.get(&variable) else { return Err(self.ill_formed()) };
        let binder = builder.store.bound(self.depth - 1 - place.binder);
        Ok(place.path.iter().fold(binder, |tuple, (types, index)| builder.field(tuple, types, *index)))
    }
}
