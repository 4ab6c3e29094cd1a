//! Types and equations as Lean writes them, made into terms.
//! Given by: `recognize` and `quotient`, which write down what Lean declares.
//! Gives: terms.
//! Holds: words stand between blanks; a word is a variable in scope, or else a constant; nothing else is guessed.
//!
//! `( a : A ) → B`, `{ a : A } → B`, `A → B`, `f a ( g b )`, `Prop`, `Type`, `Type u`, `Sort u`, `Eq.{u}`.

use crate::level::LevelId;
use crate::name::NameId;
use crate::store::Store;
use crate::term::{Binder, BinderKind, Term, TermId};
use std::str::SplitWhitespace;

/// Reads a term. The levels are called `u` and `v`, and all of them must occur; the variables are given beside them.
pub(super) fn term(
    store: &mut Store,
    text: &'static str,
    levels: &[NameId],
    given: &[(&'static str, TermId)],
) -> Option<TermId> {
    let words = text.split_whitespace();
    let mut notation = Notation { store, words, levels, levels_used: 0, given, bound: Vec::new() };
    let term = notation.term()?;
    let complete = notation.words.next().is_none() && notation.levels_used == levels.len();
    complete.then_some(term)
}

struct Notation<'a> {
    store: &'a mut Store,
    words: SplitWhitespace<'static>,
    levels: &'a [NameId],
    levels_used: usize,
    given: &'a [(&'static str, TermId)],
    bound: Vec<&'static str>,
}

impl Notation<'_> {
    /// Takes the next word if it is this one.
    fn take(&mut self, wanted: &str) -> Option<()> {
        let mut words = self.words.clone();
        (words.next() == Some(wanted)).then(|| self.words = words)
    }

    fn term(&mut self) -> Option<TermId> {
        let mut ahead = self.words.clone();
        let (name, kind, domain) = match (ahead.next(), ahead.next(), ahead.next()) {
            (Some(open @ ("(" | "{")), Some(name), Some(":")) => {
                self.words = ahead;
                let domain = self.term()?;
                let explicit = open == "(";
                self.take(if explicit { ")" } else { "}" })?;
                self.take("→")?;
                (name, if explicit { BinderKind::Explicit } else { BinderKind::Implicit }, domain)
            }
            _ => {
                let domain = self.application()?;
                if self.take("→").is_none() {
                    return Some(domain);
                }
                ("", BinderKind::Explicit, domain)
            }
        };
        self.bound.push(name);
        let body = self.term()?;
        self.bound.pop();
        let name = if name.is_empty() { NameId::ANONYMOUS } else { self.store.name(name) };
        Some(self.store.pi(Binder { name, kind }, domain, body))
    }

    fn application(&mut self) -> Option<TermId> {
        let mut term = self.atom()?;
        while let Some(argument) = self.atom() {
            term = self.store.term(Term::Apply(term, argument));
        }
        Some(term)
    }

    fn atom(&mut self) -> Option<TermId> {
        let mut ahead = self.words.clone();
        let word = ahead.next().filter(|word| !["→", ")", "}", ":"].contains(word))?;
        self.words = ahead;
        match word {
            "(" => {
                let term = self.term()?;
                self.take(")").map(|()| term)
            }
            "Prop" => Some(self.store.proposition()),
            "Sort" | "Type" => {
                let level = self.next_level();
                let level = if word == "Sort" { level? } else { self.above(level) };
                Some(self.store.sort(level))
            }
            _ => self.variable(word).or_else(|| self.constant(word)),
        }
    }

    fn above(&mut self, level: Option<LevelId>) -> LevelId {
        self.store.level_successor(level.unwrap_or(LevelId::ZERO))
    }

    /// The level that comes next, if one does.
    fn next_level(&mut self) -> Option<LevelId> {
        let mut ahead = self.words.clone();
        let level = self.level(ahead.next()?)?;
        self.words = ahead;
        Some(level)
    }

    fn level(&mut self, word: &str) -> Option<LevelId> {
        if word == "0" {
            return Some(LevelId::ZERO);
        }
        let position = ["u", "v"].iter().position(|level| *level == word)?;
        self.levels_used = self.levels_used.max(position + 1);
        self.levels.get(position).map(|&name| self.store.level_parameter(name))
    }

    fn variable(&mut self, word: &str) -> Option<TermId> {
        match self.bound.iter().rev().zip(0..).find(|(name, _)| **name == word) {
            Some((_, index)) => Some(self.store.bound(index)),
            None => self.given.iter().find(|(name, _)| *name == word).map(|&(_, term)| term),
        }
    }

    fn constant(&mut self, word: &str) -> Option<TermId> {
        let (name, levels) = match word.split_once(".{") {
            Some((name, level)) => (name, vec![self.level(level.strip_suffix('}')?)?]),
            None => (word, Vec::new()),
        };
        let name = self.store.name(name);
        Some(self.store.constant(name, &levels))
    }
}
