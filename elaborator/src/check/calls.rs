//! Who calls whom: finds recursion, and the cells that are total.
//! Given by: `check`, the calls of every cell and definition.
//! Gives: the typed cells whether they are total; recursion as a problem, at the call that closes the circle.
//! Holds: no recursion of its own; a cell is total if its loops have measures and its callees are total.

use super::cell::Calls;
use crate::core::Span;
use crate::problem::{Code, Feature, Problem, Role};
use crate::typed::Program;
use rustc_hash::FxHashMap;

/// The calls of all cells and definitions, by number.
#[derive(Default)]
pub(super) struct Graph {
    pub cells: Vec<Calls>,
    pub definitions: Vec<Calls>,
}

impl Graph {
    /// Reports recursion and decides which cells are total.
    pub(super) fn check(&self, program: &mut Program, problems: &mut Vec<Problem>) {
        self.refuse_repetition(problems);
        let definitions = |index: usize| edges(&self.definitions[index].definitions, |id| id.0);
        visit(self.definitions.len(), definitions, problems);
        let cells = |index: usize| edges(&self.cells[index].cells, |id| id.0);
        for index in visit(self.cells.len(), cells, problems) {
            let mut callees = self.cells[index].cells.iter();
            let total = callees.all(|(callee, _)| program.cells[callee.0 as usize].total);
            program.cells[index].total = total && !self.cells[index].unmeasured;
        }
    }
}

impl Graph {
    /// An assumption has a name of its own in the document.
    fn refuse_repetition(&self, problems: &mut Vec<Problem>) {
        let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
        for (name, span) in self.cells.iter().flat_map(|calls| &calls.assumptions) {
            if let Some(first) = seen.get(name.as_str()) {
                let problem = Problem::new(Code::DuplicateName(name.clone()), *span);
                problems.push(problem.with(*first, Role::FirstDeclared));
            } else {
                seen.insert(name, *span);
            }
        }
    }
}

fn edges<Id: Copy>(calls: &[(Id, Span)], number: impl Fn(Id) -> u32) -> Vec<(usize, Span)> {
    calls.iter().map(|(callee, span)| (number(*callee) as usize, *span)).collect()
}

/// How far a node has been visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// The nodes with callees first; reports the edges that close a circle.
fn visit(
    count: usize,
    edges: impl Fn(usize) -> Vec<(usize, Span)>,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let mut marks = vec![Mark::New; count];
    let mut order = Vec::new();
    for root in 0..count {
        let mut path: Vec<(usize, std::vec::IntoIter<(usize, Span)>)> = Vec::new();
        if marks[root] == Mark::New {
            marks[root] = Mark::Open;
            path.push((root, edges(root).into_iter()));
        }
        while let Some((node, rest)) = path.last_mut() {
            let node = *node;
            match rest.next() {
                None => {
                    marks[node] = Mark::Done;
                    order.push(node);
                    path.pop();
                }
                Some((next, span)) => match marks[next] {
                    Mark::Done => {}
                    Mark::Open => problems.push(Problem::new(Code::Unsupported(Feature::Recursion), span)),
                    Mark::New => {
                        marks[next] = Mark::Open;
                        path.push((next, edges(next).into_iter()));
                    }
                },
            }
        }
    }
    order
}
