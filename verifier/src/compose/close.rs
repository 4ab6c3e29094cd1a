//! The closed proof of an outline: holes filled, defined variables replaced, bound variables bound.
//! Given by: `verify`, when every obligation of a cell has a theorem.
//! Gives: a term without free variables.
//! Holds: every piece is rebuilt once where it stands, so that the work is linear in the result.

use super::theorem::Applied;
use elaborator::obligations::{Bound, Definition, Node, NodeId, Outline};
use kernel::{FreeId, Store, Term, TermId};
use rustc_hash::FxHashMap;

/// How deep a proof may be nested.
const DEPTH: u32 = 4000;

/// Why an outline has no closed proof.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CloseError {
    /// It is nested deeper than is supported.
    Limit,
    /// It has a variable that is neither bound nor defined, or a node that it does not have.
    IllFormed,
}

/// The closed proof at a node of an outline, given the theorem of each obligation.
///
/// # Errors
/// If the proof is nested too deep, or the outline is ill-formed.
pub fn close(
    store: &mut Store,
    outline: &Outline,
    theorems: &[Applied],
    root: NodeId,
) -> Result<TermId, CloseError> {
    let mut closing = Closing {
        outline,
        theorems,
        levels: FxHashMap::default(),
        scope: 0,
        scopes: 0,
        values: FxHashMap::default(),
        nodes: FxHashMap::default(),
    };
    closing.node(store, root, 0, 0)
}

struct Closing<'a> {
    outline: &'a Outline,
    theorems: &'a [Applied],
    /// For bound variables, the number of binders outside of theirs.
    levels: FxHashMap<FreeId, u32>,
    /// The innermost node that binds, so that remembered terms are used only below it.
    scope: u32,
    scopes: u32,
    values: FxHashMap<(FreeId, u32, u32), TermId>,
    nodes: FxHashMap<(NodeId, u32), TermId>,
}

impl Closing<'_> {
    /// The term of a node below `depth` binders.
    fn node(
        &mut self,
        store: &mut Store,
        id: NodeId,
        depth: u32,
        nesting: u32,
    ) -> Result<TermId, CloseError> {
        if nesting == DEPTH {
            return Err(CloseError::Limit);
        }
        if let Some(&done) = self.nodes.get(&(id, self.scope)) {
            return Ok(done);
        }
        let outline = self.outline;
        let node = outline.nodes.get(id.0 as usize).ok_or(CloseError::IllFormed)?;
        let result = match node {
            Node::Term(term) => self.term(store, *term, depth, nesting + 1)?,
            Node::Apply(head, arguments) => {
                let mut result = self.node(store, *head, depth, nesting + 1)?;
                for &argument in arguments {
                    let argument = self.node(store, argument, depth, nesting + 1)?;
                    result = store.apply(result, &[argument]);
                }
                result
            }
            Node::Lambda(bound, body) => {
                self.binders(store, (bound, *body), (depth, nesting + 1), Store::lambda)?
            }
            Node::Pi(bound, body) => self.binders(store, (bound, *body), (depth, nesting + 1), Store::pi)?,
        };
        self.nodes.insert((id, self.scope), result);
        Ok(result)
    }

    fn binders(
        &mut self,
        store: &mut Store,
        (bound, body): (&[Bound], NodeId),
        (depth, nesting): (u32, u32),
        bind: fn(&mut Store, kernel::Binder, TermId, TermId) -> TermId,
    ) -> Result<TermId, CloseError> {
        let outer = self.scope;
        let (mut depth, mut domains, mut hidden) = (depth, Vec::new(), Vec::new());
        for one in bound {
            domains.push((one.binder, self.node(store, one.of, depth, nesting)?));
            hidden.push((one.variable, self.levels.insert(one.variable, depth)));
            depth += 1;
            self.scopes += 1;
            self.scope = self.scopes;
        }
        let mut result = self.node(store, body, depth, nesting)?;
        for (variable, level) in hidden.into_iter().rev() {
            match level {
                Some(level) => self.levels.insert(variable, level),
                None => self.levels.remove(&variable),
            };
        }
        self.scope = outer;
        for (binder, domain) in domains.into_iter().rev() {
            result = bind(store, binder, domain, result);
        }
        Ok(result)
    }

    /// A term with its free variables replaced, below `depth` binders.
    fn term(
        &mut self,
        store: &mut Store,
        term: TermId,
        depth: u32,
        nesting: u32,
    ) -> Result<TermId, CloseError> {
        if nesting >= DEPTH {
            return Err(CloseError::Limit);
        }
        let mut failed = None;
        let result = store.map(term, depth, &mut |store, id, depth| match store.term_at(id) {
            _ if !store.facts_at(id).has_free => Some(id),
            Term::Free(variable) => match self.variable(store, variable, depth, nesting + 1) {
                Ok(value) => Some(value),
                Err(error) => {
                    failed = Some(error);
                    Some(id)
                }
            },
            _ => None,
        });
        failed.map_or(Ok(result), Err)
    }

    /// What stands for a free variable below `depth` binders.
    fn variable(
        &mut self,
        store: &mut Store,
        variable: FreeId,
        depth: u32,
        nesting: u32,
    ) -> Result<TermId, CloseError> {
        if let Some(&level) = self.levels.get(&variable) {
            return Ok(store.bound(depth - level - 1));
        }
        let key = (variable, self.scope, depth);
        if let Some(&done) = self.values.get(&key) {
            return Ok(done);
        }
        let value = match self.outline.definitions.get(&variable) {
            Some(Definition::Term(value)) => *value,
            Some(Definition::Obligation(index)) => {
                self.theorems.get(*index).ok_or(CloseError::IllFormed)?.proof
            }
            None => return Err(CloseError::IllFormed),
        };
        let value = self.term(store, value, depth, nesting)?;
        self.values.insert(key, value);
        Ok(value)
    }
}
