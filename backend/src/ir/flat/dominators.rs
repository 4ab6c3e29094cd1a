//! Which blocks of a function every path to a block goes through.
//! Given by: `validate`.
//! Gives: an answer in constant time for each pair of blocks.
//! Holds: targets of the blocks exist; nothing recurses, so that long functions need no stack.

use super::Block;

/// The tree in which each block hangs below the nearest other block that every path to it goes through.
#[derive(Debug, Default)]
pub(super) struct Dominators {
    /// For each block when a walk of the tree enters and leaves it; none where no path leads.
    visits: Vec<Option<(usize, usize)>>,
}

impl Dominators {
    pub(super) fn of(blocks: &[Block]) -> Dominators {
        Dominators { visits: walk(&nearest(blocks)) }
    }

    pub(super) fn first_unreached(&self) -> Option<usize> {
        self.visits.iter().position(Option::is_none)
    }

    /// Whether every path to the lower block goes through the upper one.
    pub(super) fn dominates(&self, upper: usize, lower: usize) -> bool {
        let visit = |block: usize| self.visits.get(block).copied().flatten();
        match (visit(upper), visit(lower)) {
            (Some((enter, leave)), Some((inner, _))) => (enter..leave).contains(&inner),
            _ => false,
        }
    }
}

/// For each block the nearest one above it, the first block being its own; none where no path leads.
fn nearest(blocks: &[Block]) -> Vec<Option<usize>> {
    let order = reverse_postorder(blocks);
    let mut rank = vec![usize::MAX; blocks.len()];
    for (position, block) in order.iter().enumerate() {
        rank[*block] = position;
    }
    let mut above: Vec<Option<usize>> = vec![None; blocks.len()];
    if let Some(first) = above.first_mut() {
        *first = Some(0);
    }
    let mut changed = true;
    while changed {
        changed = false;
        for block in &order {
            for target in blocks[*block].end.targets() {
                let to = target.block.0 as usize;
                let met = above[to].map_or(*block, |other| meet(&above, &rank, other, *block));
                if to != 0 && above[to] != Some(met) {
                    above[to] = Some(met);
                    changed = true;
                }
            }
        }
    }
    above
}

/// The nearest block above both.
fn meet(above: &[Option<usize>], rank: &[usize], mut left: usize, mut right: usize) -> usize {
    while left != right {
        let lower = if rank[left] > rank[right] { &mut left } else { &mut right };
        match above[*lower] {
            Some(next) => *lower = next,
            None => return 0,
        }
    }
    left
}

/// The blocks that are reached, each after those that lead to it, back edges aside.
fn reverse_postorder(blocks: &[Block]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut seen = vec![false; blocks.len()];
    let mut stack = if blocks.is_empty() { Vec::new() } else { vec![(0, 0)] };
    if let Some(first) = seen.first_mut() {
        *first = true;
    }
    while let Some((block, next)) = stack.pop() {
        match blocks[block].end.targets().get(next) {
            Some(target) => {
                stack.push((block, next + 1));
                let to = target.block.0 as usize;
                if !std::mem::replace(&mut seen[to], true) {
                    stack.push((to, 0));
                }
            }
            None => order.push(block),
        }
    }
    order.reverse();
    order
}

/// Numbers the entries and exits of a walk of the tree from the first block.
fn walk(above: &[Option<usize>]) -> Vec<Option<(usize, usize)>> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); above.len()];
    for (block, nearest) in above.iter().enumerate().skip(1) {
        if let Some(nearest) = nearest {
            below[*nearest].push(block);
        }
    }
    let mut visits = vec![None; above.len()];
    let mut stack = if above.is_empty() { Vec::new() } else { vec![(0, 0)] };
    let mut time = 0;
    while let Some((block, next)) = stack.pop() {
        if next == 0 {
            visits[block] = Some((time, time));
            time += 1;
        }
        match below[block].get(next) {
            Some(child) => stack.extend([(block, next + 1), (*child, 0)]),
            None => visits[block] = visits[block].map(|(enter, _)| (enter, time)),
        }
    }
    visits
}
