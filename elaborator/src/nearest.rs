//! The name most like one that does not exist.
//! Given by: `split`, `resolve` and `check`, when a name is unknown.
//! Gives: them a suggestion for the problem, as data.
//! Holds: the answer does not depend on the order of equally near candidates: the first by code points wins; a document
//! with many unknown names gets suggestions for the first of them.

use std::cell::Cell;

/// How many pairs of characters are compared for one document.
const EFFORT: usize = 2_000_000;

/// Suggestions for the unknown names of one document, as long as they cost little.
#[derive(Debug)]
pub(crate) struct Suggestions {
    effort: Cell<usize>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Suggestions { effort: Cell::new(EFFORT) }
    }
}

impl Suggestions {
    /// The candidate nearest to a name, if one is near enough to be a slip of the hand.
    pub(crate) fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        let mut affordable = true;
        let paid = candidates.into_iter().take_while(|other| {
            affordable = self.pay((name.len() + 1) * (other.len() + 1));
            affordable
        });
        let best = nearest(name, paid);
        best.filter(|_| affordable)
    }

    fn pay(&self, price: usize) -> bool {
        let left = self.effort.get().checked_sub(price);
        self.effort.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// The candidate nearest to a name, if one is near enough to be a slip of the hand.
#[must_use]
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = name.chars().count();
    let limit = (length / 3).max(1).min(length.saturating_sub(1));
    let near = candidates.into_iter().map(|other| (distance(name, other), other));
    let best = near.filter(|(steps, _)| *steps <= limit).min()?;
    Some(best.1.to_owned())
}

/// How many insertions, removals, replacements and exchanges of neighbours lead from one name to the other.
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let replaced = row[j] + usize::from(a != b);
            let mut best = replaced.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                best = best.min(above[j - 1] + 1);
            }
            next.push(best);
        }
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let names = ["amount", "debt", "basis_points"];
        assert_eq!(nearest("amuont", names), Some("amount".into()));
        assert_eq!(nearest("basis_point", names), Some("basis_points".into()));
        assert_eq!(nearest("x", names), None);
        assert_eq!(nearest("i", ["n", "j"]), None);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn suggestions_end_when_they_have_cost_enough() {
        let names: Vec<String> = (0..20_000).map(|number| format!("name_{number}")).collect();
        let suggestions = Suggestions::default();
        let answered = (0..1000).take_while(|number| {
            let wanted = format!("nmae_{number}");
            suggestions.nearest(&wanted, names.iter().map(String::as_str)) == Some(format!("name_{number}"))
        });
        assert!((1..100).contains(&answered.count()));
        assert_eq!(suggestions.nearest("nmae_0", ["name_0"]), None);
    }
}
