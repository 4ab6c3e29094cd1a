//! What Lean declares, in excerpts of exports, and whether an environment has it.
//! Given by: `recognize` and `quotient`.
//! Gives: what is known by its name, the constants of an excerpt, laws of operations, and a yes or no.
//! Holds: all that computation can reach is compared, in the order of an excerpt; only names and kinds of binders, names of
//! universe parameters, and hints may differ.
//!
//! An excerpt mentions only what it declares before, or what the excerpts before it in a list declare. So whatever a
//! constant mentions is Lean's own when its turn comes, and the first that differs settles the matter. Axioms stand for
//! theorems, whose values make no difference since all proofs are equal, and for what is asked for by its type only.

use crate::check::{OPERATIONS, Operation};
use crate::ndjson::Reader;
use crate::{Constant, Environment, Kind, Name, NameId, Store, TermId};

/// A part of an export, and those that it builds on.
pub(super) struct Excerpt {
    pub(super) text: &'static str,
    base: &'static [&'static Excerpt],
}

impl Excerpt {
    const fn of(text: &'static str, base: &'static [&'static Excerpt]) -> Self {
        Excerpt { text, base }
    }

    /// Whether all constants are such; it is read up to the first that is not.
    pub(super) fn all(&self, store: &mut Store, mut such: impl FnMut(&mut Store, &Constant) -> bool) -> bool {
        let mut reader = Reader::new(self.text.as_bytes());
        loop {
            match reader.claim(store) {
                Ok(Some(constants)) if constants.iter().all(|constant| such(store, constant)) => {}
                claim => return matches!(claim, Ok(None)),
            }
        }
    }
}

pub(super) static EQUALITY: Excerpt = Excerpt::of(include_str!("lean/Eq.ndjson"), &[]);
pub(super) static QUOTIENT: Excerpt = Excerpt::of(include_str!("lean/Quot.ndjson"), &[&EQUALITY]);
static NATURAL: Excerpt = Excerpt::of(include_str!("lean/Nat.ndjson"), &[]);
static TRUTH: Excerpt = Excerpt::of(include_str!("lean/Bool.ndjson"), &[]);
static CHARACTER: Excerpt = Excerpt::of(include_str!("lean/Char.ndjson"), &[&NATURAL]);
/// Strings as structures, and strings that a function makes.
pub(super) static STRUCTURE: Excerpt = Excerpt::of(include_str!("lean/String.mk.ndjson"), &[&CHARACTER]);
static FUNCTION: Excerpt = Excerpt::of(include_str!("lean/String.ofList.ndjson"), &[&CHARACTER]);
/// Operations, each followed by its laws: equations whose names begin with its own.
static ARITHMETIC: Excerpt = Excerpt::of(include_str!("lean/arithmetic.ndjson"), BASIC);
const BASIC: &[&Excerpt] = &[&NATURAL, &EQUALITY, &TRUTH];
static LEAN_4_29: Excerpt = Excerpt::of(include_str!("lean/4.29.ndjson"), BASIC);
static DIV_4_29: Excerpt = Excerpt::of(include_str!("lean/4.29-div.ndjson"), &[&LEAN_4_29]);
static MOD_4_29: Excerpt = Excerpt::of(include_str!("lean/4.29-mod.ndjson"), &[&LEAN_4_29]);
static MOD_4_22: Excerpt = Excerpt::of(include_str!("lean/4.22-mod.ndjson"), BASIC);
static GCD_4_22: Excerpt = Excerpt::of(include_str!("lean/4.22-gcd.ndjson"), &[&MOD_4_22]);
static LEAN_4_0: Excerpt = Excerpt::of(include_str!("lean/4.0-m2.ndjson"), BASIC);
static DIV_4_0: Excerpt = Excerpt::of(include_str!("lean/4.0-m2-div.ndjson"), &[&LEAN_4_0]);
static MOD_4_0: Excerpt = Excerpt::of(include_str!("lean/4.0-m2-mod.ndjson"), &[&LEAN_4_0]);
static GCD_4_0: Excerpt = Excerpt::of(include_str!("lean/4.0-m2-gcd.ndjson"), &[&MOD_4_0]);

/// What the checker knows more about than its definition says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    Equality,
    Natural,
    Truth,
    Text,
    Operation(&'static Operation),
}

/// The excerpts one of which must hold: as many as there are ways in which versions of Lean do it.
type Versions = &'static [&'static Excerpt];

/// The names under which something known is declared or completed.
static KNOWN: [(&str, Known, Versions); 6] = [
    ("Eq", Known::Equality, &[&EQUALITY]),
    ("Nat", Known::Natural, &[&NATURAL]),
    ("Bool", Known::Truth, &[&TRUTH]),
    ("String", Known::Text, &[&STRUCTURE, &FUNCTION]),
    ("String.ofList", Known::Text, &[&FUNCTION]),
    ("Char.ofNat", Known::Text, &[&STRUCTURE, &FUNCTION]),
];

/// Operations on `Nat` that are not known by laws.
static VERSIONS: [(&str, Versions); 3] = [
    ("div", &[&DIV_4_29, &DIV_4_0]),
    ("mod", &[&MOD_4_29, &MOD_4_22, &MOD_4_0]),
    ("gcd", &[&GCD_4_22, &GCD_4_0]),
];

/// What is known under a name.
pub(super) fn known(store: &Store, name: NameId) -> Option<(Known, Versions)> {
    let Name::Text(prefix, part) = store.name_at(name) else { return None };
    let part = &**part;
    let is = |dotted: &str| dotted.ends_with(part) && store.find_name(dotted) == Some(name);
    if let Some(&(_, known, versions)) = KNOWN.iter().find(|row| is(row.0)) {
        return Some((known, versions));
    }
    let is_operation = |it: &&Operation| it.0 == part && store.find_name("Nat") == Some(*prefix);
    let operation = OPERATIONS.iter().find(is_operation)?;
    let versions = VERSIONS.iter().find(|row| row.0 == part).map_or(&[] as Versions, |row| row.1);
    Some((Known::Operation(operation), versions))
}

/// Whether something is known under a name, if what is declared there is Lean's own.
pub(crate) fn is_known(store: &Store, name: NameId) -> bool {
    known(store, name).is_some()
}

/// The type of an operation by structural recursion, then its laws.
pub(super) fn laws(store: &mut Store, operation: NameId) -> Vec<TermId> {
    let mut laws = Vec::new();
    ARITHMETIC.all(store, |store, it| {
        let is_law = matches!(store.name_at(it.name), Name::Text(of, _) if *of == operation);
        laws.extend((it.name == operation || is_law).then_some(it.of));
        true
    });
    laws
}

impl Environment {
    /// Whether everything in an excerpt, and in those that it builds on, is there as it stands in them.
    pub(super) fn has_all(&mut self, store: &mut Store, excerpt: &Excerpt) -> bool {
        if self.primitives().held.contains(&excerpt.text) {
            return true;
        }
        let holds = excerpt.base.iter().all(|base| self.has_all(store, base))
            && excerpt.all(store, |store, wanted| self.has_same(store, wanted));
        self.primitives_mut().held.extend(holds.then_some(excerpt.text));
        holds
    }

    /// Whether the constant of this name is what is wanted, up to names of binders and universe parameters.
    /// An axiom stands for anything of its type: for a proof, or for what never computes.
    fn has_same(&self, store: &mut Store, wanted: &Constant) -> bool {
        let Some(found) = self.get(wanted.name) else { return false };
        let values = match (&wanted.kind, &found.kind) {
            (Kind::Axiom, _) => None,
            (Kind::Definition(wanted, _), &Kind::Definition(found, _)) => Some((*wanted, found)),
            // It is derived from the types.
            (Kind::Recursor(wanted), Kind::Recursor(found)) => return wanted.all == found.all,
            (wanted, found) if wanted == found => None,
            _ => return false,
        };
        let levels: Vec<_> = found.levels.iter().map(|&name| store.level_parameter(name)).collect();
        wanted.levels.len() == levels.len()
            && [(wanted.of, found.of)].into_iter().chain(values).all(|(term, found)| {
                let term = store.instantiate_levels(term, &wanted.levels, &levels);
                store.same(term, found)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment with what stands in an excerpt, after those that it builds on.
    fn of(excerpt: &Excerpt) -> (Store, Environment) {
        let mut world = (Store::new(), Environment::new());
        add(excerpt, &mut world);
        world
    }

    fn add(excerpt: &Excerpt, world: &mut (Store, Environment)) {
        excerpt.base.iter().for_each(|base| add(base, world));
        crate::ndjson::read(excerpt.text.as_bytes(), &mut world.0, &mut world.1).unwrap();
    }

    /// All excerpts, each with the name that it is for.
    fn excerpts() -> Vec<(String, &'static Excerpt)> {
        let known = KNOWN.iter().map(|&(dotted, _, versions)| (dotted.to_owned(), versions));
        let operations = VERSIONS.iter().map(|&(part, versions)| (format!("Nat.{part}"), versions));
        let each = |(name, versions): (String, Versions)| versions.iter().map(move |&it| (name.clone(), it));
        known.chain(operations).flat_map(each).collect()
    }

    #[test]
    fn every_excerpt_holds_what_it_is_for_needs_and_nothing_else() {
        for (dotted, excerpt) in excerpts() {
            let (mut store, mut environment) = of(excerpt);
            let name = store.name(&dotted);
            let (known, versions) = known(&store, name).unwrap();
            assert!(versions.iter().any(|version| version.text == excerpt.text));
            let (place, count) = (environment.position(name).unwrap(), environment.declarations().len());
            assert!(place + 1 == count || matches!(known, Known::Text));
            let ends = [name, store.name("Char.ofNat"), store.name("String.mk"), store.name("String.ofList")];
            assert_eq!(environment.closure(&store, &ends).len(), count, "not all of it is needed");
            environment.primitives_mut().held.clear();
            assert!(environment.has_all(&mut store, excerpt));
        }
    }

    #[test]
    fn an_excerpt_does_not_hold_without_each_of_its_constants() {
        for (_, excerpt) in excerpts() {
            let (mut store, environment) = of(excerpt);
            for left_out in environment.constants() {
                let mut fewer = Environment::new();
                let kept = environment.constants().iter().filter(|it| it.name != left_out.name);
                kept.for_each(|constant| fewer.push(constant.clone()));
                assert!(!fewer.has_all(&mut store, excerpt));
            }
        }
    }

    #[test]
    fn what_is_no_excerpt_does_not_hold() {
        let (mut store, environment) = of(&NATURAL);
        let text = NATURAL.text;
        for broken in [&text[..text.len() - 20], "", "[]"] {
            assert!(!environment.clone().has_all(&mut store, &Excerpt::of(broken, &[])));
        }
    }
}
