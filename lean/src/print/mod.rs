//! Terms of the kernel as Lean text, for people: statements, models, goals.
//! Given by: `--emit model`, `--show`, certificates and audits.
//! Gives: text with Lean's own notation, names escaped, implicit arguments left out where the environment says so.
//! Holds: deterministic; a bound name that is taken already gets a number; nesting beyond a limit shows as `⋯`.

mod level;
mod notation;
mod occurrence;

use crate::syntax::character::{is_distinct, is_start};
use kernel::{Binder, BinderKind, Environment, FreeId, LevelId, NameId, Store, Term, TermId};
use notation::{Notation, notation};
use num_bigint::BigUint;
use occurrence::occurrences;
use rustc_hash::FxHashMap;

/// How deep a term is shown.
const DEPTH: u32 = 1000;

/// How strongly the parts of a notation bind, as in Lean.
type Strength = u32;

const LOWEST: Strength = 0;
const ARROW: Strength = 25;
const NEGATION: Strength = 75;
const ATOM: Strength = 1024;

/// A term as text.
#[must_use]
pub fn show(store: &Store, environment: &Environment, term: TermId) -> String {
    show_open(store, environment, &FxHashMap::default(), term)
}

/// A term with free variables as text, given their names.
#[must_use]
pub fn show_open(
    store: &Store,
    environment: &Environment,
    names: &FxHashMap<FreeId, String>,
    term: TermId,
) -> String {
    let mut printer = Printer::new(store, environment, names, usize::MAX);
    printer.term(term, LOWEST);
    printer.text
}

/// As `show`, with `⋯` for what is left after so many parts: a term of a proof can be small and its text beyond all bounds.
#[must_use]
pub fn show_within(store: &Store, environment: &Environment, term: TermId, parts: usize) -> String {
    let names = FxHashMap::default();
    let mut printer = Printer::new(store, environment, &names, parts);
    printer.term(term, LOWEST);
    printer.text
}

/// A name as Lean writes it: parts of text that are no identifiers stand in `«»`, numbers as they are. Different names show
/// differently, but for the empty name, which no declaration has and which shows as `_`.
#[must_use]
pub fn show_name(store: &Store, name: NameId) -> String {
    let mut parts = Vec::new();
    let mut next = name;
    loop {
        match store.name_at(next) {
            kernel::Name::Anonymous => break,
            kernel::Name::Text(prefix, part) => {
                parts.push(escaped(part));
                next = *prefix;
            }
            kernel::Name::Number(prefix, number) => {
                parts.push(number.to_string());
                next = *prefix;
            }
        }
    }
    parts.reverse();
    if parts.is_empty() { "_".to_string() } else { parts.join(".") }
}

/// A part of a name, in `«»` unless it is an identifier of characters that look like no others. What would end the part or the
/// line, and the backslash, shows with a backslash before it.
fn escaped(part: &str) -> String {
    let is_identifier = part.chars().next().is_some_and(is_start) && part.chars().all(is_distinct);
    if is_identifier && !notation::RESERVED.contains(&part) {
        part.to_string()
    } else {
        let shown = |c: char| c == '»' || c == '\\' || c.is_control();
        let characters =
            part.chars().map(|c| if shown(c) { c.escape_default().to_string() } else { c.into() });
        format!("«{}»", characters.collect::<String>())
    }
}

struct Printer<'a> {
    store: &'a Store,
    environment: &'a Environment,
    names: &'a FxHashMap<FreeId, String>,
    bound: Vec<String>,
    /// For bodies of binders that were asked about, whether the variable occurs.
    mentioned: FxHashMap<TermId, bool>,
    text: String,
    depth: u32,
    /// How many parts may still be written.
    left: usize,
}

impl<'a> Printer<'a> {
    fn new(
        store: &'a Store,
        environment: &'a Environment,
        names: &'a FxHashMap<FreeId, String>,
        left: usize,
    ) -> Self {
        let mentioned = FxHashMap::default();
        let bound = Vec::new();
        Printer { store, environment, names, bound, mentioned, text: String::new(), depth: 0, left }
    }

    /// Writes a term, in parentheses if it binds less strongly than its place demands.
    fn term(&mut self, id: TermId, strength: Strength) {
        if self.depth == DEPTH || self.left == 0 {
            self.text.push('⋯');
            return;
        }
        self.depth += 1;
        self.left -= 1;
        match self.store.term_at(id) {
            Term::Bound(index) => self.bound_variable(index),
            Term::Free(free) => self.free_variable(free),
            Term::Sort(level) => self.sort(level, strength),
            Term::Constant(name, _) => self.constant(name),
            Term::Apply(..) => self.application(id, strength),
            Term::Lambda(..) => self.within(strength, LOWEST, |printer| printer.lambda(id)),
            Term::Pi(..) => self.pi(id, strength),
            Term::Let { name, of, value, body } => {
                self.within(strength, LOWEST, |printer| printer.local(name, of, value, body));
            }
            Term::Natural(natural) => self.number(self.store.natural_at(natural)),
            Term::Text(text) => self.text.push_str(&format!("{:?}", self.store.text_at(text))),
            Term::Project(_, index, of) => {
                self.term(of, ATOM);
                self.text.push_str(&format!(".{}", index + 1));
            }
        }
        self.depth -= 1;
    }

    /// A number, if that takes no more digits than parts may still be written: the time grows with their square.
    fn number(&mut self, number: &BigUint) {
        let digits = usize::try_from(number.bits() / 4).unwrap_or(usize::MAX);
        let text = if digits > self.left { "⋯".to_string() } else { number.to_string() };
        self.text.push_str(&text);
    }

    /// Writes something of a strength where another strength is demanded.
    fn within(&mut self, demanded: Strength, own: Strength, write: impl FnOnce(&mut Self)) {
        if demanded > own {
            self.text.push('(');
            write(self);
            self.text.push(')');
        } else {
            write(self);
        }
    }

    fn bound_variable(&mut self, index: u32) {
        let position = self.bound.len().checked_sub(index as usize + 1);
        match position.and_then(|position| self.bound.get(position)) {
            Some(name) => self.text.push_str(name),
            None => self.text.push_str(&format!("#{index}")),
        }
    }

    fn free_variable(&mut self, free: FreeId) {
        match self.names.get(&free) {
            Some(name) => self.text.push_str(name),
            None => self.text.push_str(&format!("?{}", free.index())),
        }
    }

    fn sort(&mut self, level: LevelId, strength: Strength) {
        let text = level::show_sort(self.store, level);
        let own = if text.contains(' ') { ATOM - 1 } else { ATOM };
        self.within(strength, own, |printer| printer.text.push_str(&text));
    }

    fn constant(&mut self, name: NameId) {
        let text = show_name(self.store, name);
        self.text.push_str(&text);
    }

    fn application(&mut self, id: TermId, strength: Strength) {
        let (head, arguments) = self.store.spine(id);
        let Term::Constant(name, _) = self.store.term_at(head) else {
            return self.applied(head, &arguments, strength);
        };
        match notation(&show_name(self.store, name), &arguments) {
            Some(Notation::Infix(symbol, own, left, right, a, b)) => {
                self.within(strength, own, |printer| {
                    printer.term(a, left);
                    printer.text.push_str(symbol);
                    printer.term(b, right);
                });
            }
            Some(Notation::Prefix(symbol, own, inner, a)) => {
                self.within(strength, own, |printer| {
                    printer.text.push_str(symbol);
                    printer.term(a, inner);
                });
            }
            Some(Notation::Numeral(literal)) if self.is_literal(literal) => self.term(literal, strength),
            Some(Notation::Pair(a, b)) => self.pair(a, b),
            Some(Notation::Postfix(symbol, a)) => {
                self.term(a, ATOM);
                self.text.push_str(symbol);
            }
            Some(Notation::Numeral(_)) | None => {
                let explicit = self.explicit(name, &arguments);
                self.applied(head, &explicit, strength);
            }
        }
    }

    fn is_literal(&self, id: TermId) -> bool {
        matches!(self.store.term_at(id), Term::Natural(_))
    }

    /// A tuple, nested to the right without inner parentheses.
    fn pair(&mut self, first: TermId, second: TermId) {
        self.text.push('(');
        self.term(first, LOWEST);
        let mut rest = second;
        loop {
            self.text.push_str(", ");
            if self.left == 0 {
                break;
            }
            let (head, arguments) = self.store.spine(rest);
            let name = match self.store.term_at(head) {
                Term::Constant(name, _) => show_name(self.store, name),
                _ => String::new(),
            };
            let Some(Notation::Pair(a, b)) = notation(&name, &arguments) else { break };
            self.term(a, LOWEST);
            rest = b;
        }
        self.term(rest, LOWEST);
        self.text.push(')');
    }

    /// The arguments without those that the type of the constant takes implicitly.
    fn explicit(&self, name: NameId, arguments: &[TermId]) -> Vec<TermId> {
        let mut of = self.environment.get(name).map(|constant| constant.of);
        let mut explicit = Vec::new();
        for &argument in arguments {
            let kind = match of.map(|of| self.store.term_at(of)) {
                Some(Term::Pi(Binder { kind, .. }, _, body)) => {
                    of = Some(body);
                    kind
                }
                _ => BinderKind::Explicit,
            };
            if kind == BinderKind::Explicit {
                explicit.push(argument);
            }
        }
        explicit
    }

    fn applied(&mut self, head: TermId, arguments: &[TermId], strength: Strength) {
        if arguments.is_empty() {
            return self.term(head, strength);
        }
        self.within(strength, ATOM - 1, |printer| {
            printer.term(head, ATOM - 1);
            for &argument in arguments {
                printer.text.push(' ');
                printer.term(argument, ATOM);
            }
        });
    }

    /// `fun (x : A) (y : B) => body`.
    fn lambda(&mut self, id: TermId) {
        self.text.push_str("fun");
        let mut count = 0;
        let mut body = id;
        while let Term::Lambda(binder, domain, inner) = self.store.term_at(body) {
            self.binder(binder, domain, inner);
            count += 1;
            body = inner;
        }
        self.text.push_str(" => ");
        self.term(body, LOWEST);
        self.bound.truncate(self.bound.len() - count);
    }

    /// `A → B`, or `∀ (x : A) (y : B), body` where the body mentions the variables.
    fn pi(&mut self, id: TermId, strength: Strength) {
        let Term::Pi(_, _, body) = self.store.term_at(id) else { return };
        if !self.mentions(body) {
            return self.within(strength, ARROW, |printer| printer.arrows(id));
        }
        self.within(strength, LOWEST, |printer| {
            printer.text.push('∀');
            let mut count = 0;
            let mut body = id;
            while let Term::Pi(binder, domain, inner) = printer.store.term_at(body) {
                if !printer.mentions(inner) {
                    break;
                }
                printer.binder(binder, domain, inner);
                count += 1;
                body = inner;
            }
            printer.text.push_str(", ");
            printer.term(body, LOWEST);
            printer.bound.truncate(printer.bound.len() - count);
        });
    }

    /// `A → B → C`.
    fn arrows(&mut self, id: TermId) {
        let (mut count, mut rest) = (0, id);
        while let Term::Pi(_, domain, body) = self.store.term_at(rest) {
            if self.mentions(body) {
                break;
            }
            self.term(domain, ARROW + 1);
            self.text.push_str(" → ");
            self.bound.push("_".to_string());
            (count, rest) = (count + 1, body);
        }
        let quantified = matches!(self.store.term_at(rest), Term::Pi(..));
        self.term(rest, if quantified { LOWEST } else { ARROW });
        self.bound.truncate(self.bound.len() - count);
    }

    fn local(&mut self, name: NameId, of: TermId, value: TermId, body: TermId) {
        let name = self.fresh(name);
        self.text.push_str(&format!("let {name} : "));
        self.term(of, LOWEST);
        self.text.push_str(" := ");
        self.term(value, LOWEST);
        self.text.push_str("; ");
        self.bound.push(name);
        self.term(body, LOWEST);
        self.bound.pop();
    }

    /// Whether the variable of the binder around a term occurs in it; binders that follow each other are judged in one walk.
    fn mentions(&mut self, body: TermId) -> bool {
        if let Some(&known) = self.mentioned.get(&body) {
            return known;
        }
        let mut bodies = vec![body];
        let mut next = body;
        while let Term::Lambda(_, _, inner) | Term::Pi(_, _, inner) = self.store.term_at(next) {
            bodies.push(inner);
            next = inner;
        }
        let found = occurrences(self.store, &bodies);
        let answer = found.first().copied().unwrap_or(false);
        self.mentioned.extend(bodies.into_iter().zip(found));
        answer
    }

    /// Writes a binder and goes below it.
    fn binder(&mut self, binder: Binder, domain: TermId, body: TermId) {
        let name = if self.mentions(body) { self.fresh(binder.name) } else { "_".to_string() };
        let (open, close) = match binder.kind {
            BinderKind::Explicit => (" (", ")"),
            BinderKind::Implicit => (" {", "}"),
            BinderKind::StrictImplicit => (" ⦃", "⦄"),
            BinderKind::Instance => (" [", "]"),
        };
        self.text.push_str(open);
        self.text.push_str(&name);
        self.text.push_str(" : ");
        self.term(domain, LOWEST);
        self.text.push_str(close);
        self.bound.push(name);
    }

    /// The name of a binder, with a number if it is taken.
    fn fresh(&self, name: NameId) -> String {
        let base = match self.store.name_at(name) {
            kernel::Name::Anonymous => "x".to_string(),
            _ => show_name(self.store, without_scopes(self.store, name)),
        };
        let taken = |name: &String| self.bound.contains(name) || self.names.values().any(|free| free == name);
        let numbered = |number: u32| match base.strip_suffix('»') {
            Some(start) => format!("{start}_{number}»"),
            None => format!("{base}_{number}"),
        };
        let mut candidate = base.clone();
        let mut number = 0;
        while taken(&candidate) {
            number += 1;
            candidate = numbered(number);
        }
        candidate
    }
}

/// A name without what macros append to keep theirs apart, from `_@` on.
fn without_scopes(store: &Store, name: NameId) -> NameId {
    let (mut shown, mut next) = (name, name);
    loop {
        match store.name_at(next) {
            kernel::Name::Anonymous => return shown,
            kernel::Name::Text(prefix, part) => {
                if **part == *"_@" && *prefix != NameId::ANONYMOUS {
                    shown = *prefix;
                }
                next = *prefix;
            }
            kernel::Name::Number(prefix, _) => next = *prefix,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn different_names_show_differently_on_one_line() {
        let mut store = Store::new();
        let parts =
            ["a", "1", "a.b", "a»", "a›", "a\n", "a\\n", "a\\", "a\\u{bb}", "", "λ", "a»b", "«a»", "_"];
        let mut names: Vec<NameId> =
            parts.iter().map(|part| store.name_text(NameId::ANONYMOUS, part)).collect();
        for &prefix in &names.clone() {
            names.extend(parts.iter().map(|part| store.name_text(prefix, part)).collect::<Vec<_>>());
            names.push(store.name_number(prefix, 1));
        }
        let shown: HashSet<String> = names.iter().map(|&name| show_name(&store, name)).collect();
        assert_eq!(shown.len(), names.len(), "{shown:?}");
        assert!(shown.iter().all(|name| !name.contains(char::is_control)), "{shown:?}");
    }

    #[test]
    fn numbers_longer_than_what_may_be_written_are_left_out() {
        let (mut store, environment) = (Store::new(), Environment::new());
        let long = store.natural(BigUint::from(1u32) << (1 << 20));
        assert_eq!(show_within(&store, &environment, long, 1000), "⋯");
        let short = store.natural(BigUint::from(1u32) << 64);
        assert_eq!(show_within(&store, &environment, short, 1000), "18446744073709551616");
    }
}
