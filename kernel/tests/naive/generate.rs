//! Random terms: built along types, varied without changing what they mean, and broken.
//! Given by: the property tests, which give a list of choices.
//! Gives: contexts, types, terms of a type, variations, mutations.
//! Holds: a shorter list of smaller choices gives a smaller term; when choices run out, the smallest is taken.

pub(crate) mod distance;
mod family;
mod share;
mod vary;

use super::Judge;
use super::environment::{Environment, Kind};
use super::level::Level;
use super::term::{
    Name, T, Term, apply, at_levels, bound, constant, lambda, lift, loose, mentions, natural, pi, project,
    sort, spine, substitute, telescope,
};
use super::typing::under;
use std::rc::Rc;

/// What the kernel and the naive implementation may not be asked to find by chance: a term of any type.
pub(crate) const ANY: &str = "any";

/// Choices made by whoever drives the test.
pub(crate) struct Choices<'a> {
    left: &'a [u16],
}

impl<'a> Choices<'a> {
    pub(crate) fn new(choices: &'a [u16]) -> Self {
        Choices { left: choices }
    }

    pub(crate) fn spent(&self) -> bool {
        self.left.is_empty()
    }

    /// A number below a bound; zero when there are no choices left.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        match self.left.split_first() {
            Some((&first, rest)) => {
                self.left = rest;
                (usize::from(first) * bound) >> 16
            }
            None => 0,
        }
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) + 1 == count && count > 1
    }
}

/// Builds terms in an environment.
pub(crate) struct Generator<'a, 'c> {
    environment: &'a Environment,
    judge: &'a Judge<'a>,
    heads: &'a [Name],
    choices: &'a mut Choices<'c>,
}

const FUEL: u64 = 3000;

impl<'a, 'c> Generator<'a, 'c> {
    /// `heads` are the constants that terms are built with, recursors included.
    pub(crate) fn new(judge: &'a Judge<'a>, heads: &'a [Name], choices: &'a mut Choices<'c>) -> Self {
        Generator { environment: judge.environment, judge, heads, choices }
    }

    // Types

    /// A context of a few variables of random types.
    pub(crate) fn context(&mut self) -> Vec<T> {
        let mut context = Vec::new();
        if self.choices.one_in(3) {
            context.push(sort(Level::Parameter("u".into()).next()));
            context.push(bound(0));
        }
        for _ in 0..self.choices.below(6) {
            let (of, _) = self.a_type(&context, 2);
            context.push(of);
        }
        context
    }

    /// A type in place of one in a similar context: the same, written differently, broken, or any.
    pub(crate) fn another_type(&mut self, context: &[T], of: &T) -> T {
        match self.choices.below(5) {
            0 | 1 => of.clone(),
            2 => self.vary(context, of),
            3 => self.mutate(context, of),
            _ => self.a_type(context, 2).0,
        }
    }

    /// A type, and its universe.
    pub(crate) fn a_type(&mut self, context: &[T], depth: usize) -> (T, Level) {
        let one = Level::number(1);
        let simple = |name: &str| (constant(name, &[]), Level::number(1));
        if depth == 0 || self.choices.spent() {
            return simple(["Nat", "Bool", "Unit", "Tree"][self.choices.below(4)]);
        }
        match self.choices.below(20) {
            0 => simple("Nat"),
            1 => simple("Unit"),
            2 => simple(
                ["Bool", "Unit", "Tree", "Left", "Right", "W", "Point", "Color"][self.choices.below(8)],
            ),
            3..6 => self.function_type(context, depth),
            6..8 => {
                let name = ["True", "False", "P", "Q"][self.choices.below(4)];
                (constant(name, &[]), Level::Zero)
            }
            8..10 => self.equation(context, depth),
            10 => (self.some_proposition(context, depth), Level::Zero),
            11..13 => self.pair_type(context, depth),
            13 => match self.a_type(context, depth - 1) {
                (of, Level::Successor(level)) => {
                    let list = constant("List", std::slice::from_ref(&level));
                    (apply(list, &[of]), level.next())
                }
                other => other,
            },
            14 => {
                let (of, level) = self.data_type(context, depth - 1);
                let count = self.term(context, &constant("Nat", &[]), depth - 1);
                (apply(constant("Vec", &[level.clone()]), &[of, count]), level.next())
            }
            15 => (sort(Level::number(self.choices.below(2))), Level::number(2)),
            16 => self.computed_type(context, depth),
            17 => self.variable_type(context).unwrap_or_else(|| simple("Nat")),
            18 => (constant("Wrapped", &[]), one),
            _ => {
                let (of, level) = self.data_type(context, depth - 1);
                let relation = lambda(of.clone(), lambda(lift(&of, 1), constant("True", &[])));
                (apply(constant("Quot", &[level.clone().next()]), &[of, relation]), level.next())
            }
        }
    }

    /// A type in `Type u`, and `u`.
    fn data_type(&mut self, context: &[T], depth: usize) -> (T, Level) {
        match self.a_type(context, depth) {
            (of, Level::Successor(level)) => (of, *level),
            _ => (constant("Nat", &[]), Level::Zero),
        }
    }

    fn function_type(&mut self, context: &[T], depth: usize) -> (T, Level) {
        let (domain, from) = self.a_type(context, depth - 1);
        let (body, to) = self.a_type(&under(context, &domain), depth - 1);
        let level = match (&from, &to) {
            (_, Level::Zero) => Level::Zero,
            (_, Level::Successor(_)) if from == to || from == Level::Zero => to,
            _ => from.imax(to),
        };
        (pi(domain, body), level)
    }

    fn pair_type(&mut self, context: &[T], depth: usize) -> (T, Level) {
        let (a, u) = self.data_type(context, depth - 1);
        if self.choices.one_in(2) {
            let (family, v) = self.data_type(&under(context, &a), depth - 1);
            let family = lambda(a.clone(), family);
            return (apply(constant("Pair", &[u.clone(), v.clone()]), &[a, family]), u.max(v).next());
        }
        let (b, v) = self.data_type(context, depth - 1);
        (apply(constant("Prod", &[u.clone(), v.clone()]), &[a, b]), u.max(v).next())
    }

    fn equation(&mut self, context: &[T], depth: usize) -> (T, Level) {
        let (of, level) = self.a_type(context, depth - 1);
        let left = self.term(context, &of, depth - 1);
        let right = if self.choices.one_in(4) {
            self.term(context, &of, depth - 1)
        } else {
            self.vary(context, &left)
        };
        (apply(constant("Eq", &[level]), &[of, left, right]), Level::Zero)
    }

    fn some_proposition(&mut self, context: &[T], depth: usize) -> T {
        let number = constant("Nat", &[]);
        match self.choices.below(5) {
            0 => {
                let (a, b) = (self.proposition(context, depth), self.proposition(context, depth));
                apply(constant("And", &[]), &[a, b])
            }
            1 => {
                let (a, b) = (self.proposition(context, depth), self.proposition(context, depth));
                apply(constant("Or", &[]), &[a, b])
            }
            2 => {
                let of = self.term(context, &number, depth - 1);
                apply(constant(["Even", "Odd"][self.choices.below(2)], &[]), &[of])
            }
            3 => {
                let of = self.term(context, &number, depth - 1);
                apply(constant("Acc", &[Level::number(1)]), &[number, constant("less", &[]), of])
            }
            _ => {
                let body = self.proposition(&under(context, &number), depth);
                apply(constant("Exists", &[Level::number(1)]), &[number.clone(), lambda(number, body)])
            }
        }
    }

    fn proposition(&mut self, context: &[T], depth: usize) -> T {
        match self.a_type(context, depth - 1) {
            (of, Level::Zero) => of,
            _ => constant("True", &[]),
        }
    }

    /// A redex that computes to a type.
    fn computed_type(&mut self, context: &[T], depth: usize) -> (T, Level) {
        let (of, level) = self.a_type(context, depth - 1);
        match self.choices.below(3) {
            0 => {
                let (domain, _) = self.a_type(context, depth - 1);
                let argument = self.term(context, &domain, depth - 1);
                (apply(lambda(domain, lift(&of, 1)), &[argument]), level)
            }
            1 => (apply(constant("id", &[level.clone().next()]), &[sort(level.clone()), of]), level),
            _ => {
                let (other, found) = self.a_type(context, depth - 1);
                if found != level {
                    return (of, level);
                }
                let truth = constant("Bool", &[]);
                let motive = lambda(truth.clone(), sort(level.clone()));
                let recursor = constant("Bool.rec", &[level.clone().next()]);
                let choice = self.term(context, &truth, depth - 1);
                (apply(recursor, &[motive, of, other, choice]), level)
            }
        }
    }

    /// A variable that is a type.
    fn variable_type(&mut self, context: &[T]) -> Option<(T, Level)> {
        let found: Vec<(usize, Level)> = context
            .iter()
            .rev()
            .enumerate()
            .filter_map(|(index, of)| match &**of {
                Term::Sort(level) => Some((index, level.clone())),
                _ => None,
            })
            .collect();
        if found.is_empty() {
            return None;
        }
        let (index, level) = found[self.choices.below(found.len())].clone();
        Some((bound(index), level))
    }

    // Terms

    /// A term that is meant to have a type.
    pub(crate) fn term(&mut self, context: &[T], of: &T, depth: usize) -> T {
        let of = self.shown(context, of);
        if depth == 0 || self.choices.spent() {
            return self.smallest(context, &of);
        }
        match self.choices.below(20) {
            0..5 => self.canonical(context, &of, depth),
            5..8 => self
                .with_variables(context, &of, depth)
                .unwrap_or_else(|| self.canonical(context, &of, depth)),
            8..11 => self
                .with_constants(context, &of, depth)
                .unwrap_or_else(|| self.canonical(context, &of, depth)),
            11 => {
                let (domain, _) = self.a_type(context, depth - 1);
                let body = self.term(&under(context, &domain), &lift(&of, 1), depth - 1);
                let argument = self.term(context, &domain, depth - 1);
                apply(lambda(domain, body), &[argument])
            }
            12 => {
                let (domain, _) = self.a_type(context, depth - 1);
                let body = self.term(&under(context, &domain), &lift(&of, 1), depth - 1);
                let value = self.term(context, &domain, depth - 1);
                Rc::new(Term::Let(domain, value, body))
            }
            13 => self.projection(context, &of, depth),
            14 | 15 => self.lifted(context, &of, depth),
            16 | 17 => self.ascribed(context, &of, depth),
            _ => self.recursion(context, &of, depth).unwrap_or_else(|| self.canonical(context, &of, depth)),
        }
    }

    /// The type with its head computed, where that is quick.
    fn shown(&self, context: &[T], of: &T) -> T {
        self.judge.refuel(FUEL);
        self.judge.whnf(context, of).unwrap_or_else(|_| of.clone())
    }

    fn universe_of(&self, context: &[T], of: &T) -> Level {
        self.judge.refuel(FUEL);
        self.judge.universe(context, of, false).unwrap_or(Level::number(1))
    }

    fn any(&self, context: &[T], of: &T) -> T {
        apply(constant(ANY, &[self.universe_of(context, of)]), &[of.clone()])
    }

    fn smallest(&mut self, context: &[T], of: &T) -> T {
        let variable =
            (0..context.len()).find(|&index| lift(&context[context.len() - 1 - index], index + 1) == *of);
        match (&**of, variable) {
            (_, Some(index)) => bound(index),
            (Term::Pi(domain, body), _) => {
                let body = self.smallest(&under(context, domain), body);
                lambda(domain.clone(), body)
            }
            (Term::Sort(level), _) if *level == Level::Zero => constant("True", &[]),
            (Term::Sort(level), _) if *level == Level::number(1) => constant("Nat", &[]),
            (Term::Constant(name, _), _) => match &**name {
                "Nat" => natural(self.choices.below(4) as u64),
                "Bool" => constant(["Bool.false", "Bool.true"][self.choices.below(2)], &[]),
                "True" => constant("True.intro", &[]),
                "Unit" if !self.choices.one_in(3) => constant("Unit.unit", &[]),
                _ => self.any(context, of),
            },
            _ => self.any(context, of),
        }
    }

    /// A lambda, a constructor or a literal.
    fn canonical(&mut self, context: &[T], of: &T, depth: usize) -> T {
        let (head, _) = spine(of);
        match (&**of, &*head) {
            (Term::Pi(domain, body), _) => {
                let body = self.term(&under(context, domain), body, depth - 1);
                lambda(domain.clone(), body)
            }
            (Term::Sort(_), _) => self.a_type(context, depth - 1).0,
            (_, Term::Constant(name, _)) if &**name == "Nat" && self.choices.one_in(2) => {
                natural(self.choices.below(9) as u64)
            }
            (_, Term::Constant(name, _)) => {
                let constructors = match &self.environment.inductive(name) {
                    Some(inductive) => inductive.constructors.clone(),
                    None => return self.smallest(context, of),
                };
                if constructors.is_empty() {
                    return self.smallest(context, of);
                }
                let chosen = &constructors[self.choices.below(constructors.len())];
                let built = self.with_constant(context, chosen, of, depth);
                built.unwrap_or_else(|| self.smallest(context, of))
            }
            _ => self.smallest(context, of),
        }
    }

    fn with_variables(&mut self, context: &[T], of: &T, depth: usize) -> Option<T> {
        if context.is_empty() {
            return None;
        }
        let first = self.choices.below(context.len());
        (0..context.len()).map(|offset| (first + offset) % context.len()).find_map(|index| {
            let found = lift(&context[context.len() - 1 - index], index + 1);
            self.fill(context, &bound(index), &found, of, depth)
        })
    }

    fn with_constants(&mut self, context: &[T], of: &T, depth: usize) -> Option<T> {
        let first = self.choices.below(self.heads.len());
        (0..12).find_map(|offset| {
            let name = self.heads[(first + offset) % self.heads.len()].clone();
            self.with_constant(context, &name, of, depth)
        })
    }

    /// A constant at levels taken from the type or small ones, applied until it has the type.
    fn with_constant(&mut self, context: &[T], name: &Name, of: &T, depth: usize) -> Option<T> {
        let found = self.environment.get(name)?.clone();
        let mut candidates =
            vec![vec![Level::Zero; found.levels.len()], vec![Level::number(1); found.levels.len()]];
        if let Term::Constant(_, levels) = &*spine(of).0
            && levels.len() == found.levels.len()
        {
            candidates.insert(0, levels.clone());
        }
        if found.levels.len() == 2 && self.choices.one_in(2) {
            let different = [Level::number(self.choices.below(2)), Level::number(1 + self.choices.below(2))];
            candidates.insert(0, different.to_vec());
        }
        if found.levels.is_empty() {
            candidates.truncate(1);
        }
        candidates.into_iter().find_map(|levels| {
            let head = constant(name, &levels);
            let own = at_levels(&found.of, &found.levels, &levels);
            self.fill(context, &head, &own, of, depth)
        })
    }

    /// Applies a head of a type to as many arguments as give a term of the wanted type.
    fn fill(&mut self, context: &[T], head: &T, own: &T, wanted: &T, depth: usize) -> Option<T> {
        let (domains, _) = telescope(own);
        let mut result = own.clone();
        for count in 0..=domains.len() {
            let mut known = vec![None; count];
            if unify(&result, wanted, count, 0, &mut known) {
                return Some(self.arguments(context, head, &domains[..count], &known, depth));
            }
            if let Term::Pi(_, body) = &*result.clone() {
                result = body.clone();
            }
        }
        None
    }

    fn arguments(&mut self, context: &[T], head: &T, domains: &[T], known: &[Option<T>], depth: usize) -> T {
        let mut given: Vec<T> = Vec::new();
        for (position, domain) in domains.iter().enumerate() {
            let argument = match &known[position] {
                Some(found) => found.clone(),
                None => {
                    let domain = instantiate(domain, &given);
                    self.term(context, &domain, depth.saturating_sub(1))
                }
            };
            given.push(argument);
        }
        apply(head.clone(), &given)
    }

    /// A field of a pair that was just built, or of some value of a pair type.
    fn projection(&mut self, context: &[T], of: &T, depth: usize) -> T {
        let (Level::Successor(u), (b, v)) =
            (self.universe_of(context, of), self.data_type(context, depth - 1))
        else {
            return self.canonical(context, of, depth);
        };
        let index = self.choices.below(2);
        let (first, second, levels) =
            if index == 0 { (of.clone(), b, [*u, v]) } else { (b, of.clone(), [v, *u]) };
        let pair = apply(constant("Prod", &levels), &[first, second]);
        let pair = self.term(context, &pair, depth - 1);
        project(&"Prod".into(), index, pair)
    }

    /// A function on classes, at a class that may be known.
    fn lifted(&mut self, context: &[T], of: &T, depth: usize) -> T {
        let (domain, level) = self.a_type(context, depth - 1);
        let truth = constant("True", &[]);
        let relation = lambda(domain.clone(), lambda(lift(&domain, 1), truth));
        let function = self.term(context, &pi(domain.clone(), lift(of, 1)), depth - 1);
        let universe = self.universe_of(context, of);
        let head = apply(
            constant("Quot.lift", &[level.clone(), universe]),
            &[domain.clone(), relation.clone(), of.clone(), function],
        );
        let respects = self.judge.type_of(context, &head).map(|of| self.shown(context, &of));
        let Ok(Term::Pi(respects, _)) = respects.as_deref() else {
            return self.canonical(context, of, depth);
        };
        let respects = self.any(context, respects);
        let class = if self.choices.one_in(4) {
            let quotient = apply(constant("Quot", &[level]), &[domain, relation]);
            self.smallest(context, &quotient)
        } else {
            let element = self.term(context, &domain, depth - 1);
            apply(constant("Quot.mk", &[level]), &[domain, relation, element])
        };
        apply(head, &[respects, class])
    }

    /// The identity of a type that is written differently.
    fn ascribed(&mut self, context: &[T], of: &T, depth: usize) -> T {
        let other = self.vary(context, of);
        let term = self.term(context, of, depth - 1);
        apply(lambda(other, bound(0)), &[term])
    }

    /// A recursor, mostly with a constant motive.
    fn recursion(&mut self, context: &[T], of: &T, depth: usize) -> Option<T> {
        let universe = self.universe_of(context, of);
        let names: Vec<Name> = self.heads.iter().filter(|name| self.is_recursor(name)).cloned().collect();
        let name = &names[self.choices.below(names.len())];
        let found = self.environment.get(name)?.clone();
        let Kind::Recursor(recursor) = &found.kind else { return None };
        let own = self.environment.get(&recursor.inductive)?.levels.len();
        let small = Level::number(self.choices.below(2));
        let mut levels = vec![small; own];
        if found.levels.len() > own {
            levels.insert(0, universe);
        }
        let mut rest = at_levels(&found.of, &found.levels, &levels);
        let mut given = Vec::new();
        for position in 0..=recursor.prefix + recursor.indices {
            let Term::Pi(domain, body) = &*rest.clone() else { return None };
            let is_motive = is_motive(domain);
            let argument = if is_motive {
                constant_motive(domain, of)
            } else if position >= recursor.prefix {
                self.index_or_major(context, domain, &given, depth)
            } else {
                self.term(context, domain, depth - 1)
            };
            rest = substitute(body, &argument);
            given.push(argument);
        }
        Some(apply(constant(name, &levels), &given))
    }

    /// Indices are often what a parameter is, so that rules for equations have a chance.
    fn index_or_major(&mut self, context: &[T], of: &T, given: &[T], depth: usize) -> T {
        let similar = given.iter().find(|&other| {
            self.judge.refuel(FUEL);
            self.judge.type_of(context, other).as_ref() == Ok(of)
        });
        match (similar, self.choices.below(4)) {
            (Some(other), 0..2) => self.vary(context, other),
            (Some(other), 2) => other.clone(),
            (None, 0) => self.variable_of(context, of).unwrap_or_else(|| self.any(context, of)),
            (None, 1) => self.smallest(context, of),
            _ => self.term(context, of, depth - 1),
        }
    }

    fn is_recursor(&self, name: &str) -> bool {
        self.environment.get(name).is_some_and(|found| matches!(found.kind, Kind::Recursor(_)))
    }

    fn variable_of(&self, context: &[T], of: &T) -> Option<T> {
        (0..context.len())
            .find(|&index| lift(&context[context.len() - 1 - index], index + 1) == *of)
            .map(bound)
    }
}

/// A term without its unused innermost variable.
fn lower(term: &T) -> T {
    substitute(term, &bound(0))
}

/// The domain of a telescope with values for the variables before it.
fn instantiate(domain: &T, given: &[T]) -> T {
    let count = given.len();
    given.iter().rev().enumerate().fold(domain.clone(), |of, (done, value)| {
        // The variables before this one are still there while it is replaced.
        substitute(&of, &lift(value, count - 1 - done))
    })
}

/// Whether a type is `(indices) → major → Sort u`.
fn is_motive(of: &T) -> bool {
    let (domains, result) = telescope(of);
    !domains.is_empty() && matches!(&*result, Term::Sort(level) if !matches!(level, Level::Successor(_)))
        || !domains.is_empty()
            && matches!(&*result, Term::Sort(_))
            && matches!(&*spine(domains.last().expect("there is one")).0, Term::Constant(..))
}

fn constant_motive(motive: &T, of: &T) -> T {
    let (domains, _) = telescope(motive);
    let body = lift(of, domains.len());
    domains.into_iter().rev().fold(body, |body, domain| lambda(domain, body))
}

/// Matches a result under `count` binders with a term outside of them; `depth` more binders are open in both.
fn unify(pattern: &T, target: &T, count: usize, depth: usize, known: &mut [Option<T>]) -> bool {
    let mut inside = |p: &T, t: &T, more: usize| unify(p, t, count, depth + more, known);
    match (&**pattern, &**target) {
        (Term::Bound(index), _) if *index >= depth && *index < depth + count => {
            if (0..depth).any(|local| mentions(target, local)) {
                return false;
            }
            let value = (0..depth).fold(target.clone(), |term, _| lower(&term));
            let position = count - 1 - (index - depth);
            match &known[position] {
                Some(found) => *found == value,
                None => {
                    known[position] = Some(value);
                    true
                }
            }
        }
        (Term::Bound(i), Term::Bound(j)) => {
            if *i < depth {
                i == j
            } else {
                i - count == *j
            }
        }
        (Term::Apply(f, a), Term::Apply(g, b)) => inside(f, g, 0) && inside(a, b, 0),
        (Term::Lambda(d, a), Term::Lambda(e, b)) | (Term::Pi(d, a), Term::Pi(e, b)) => {
            inside(d, e, 0) && inside(a, b, 1)
        }
        (Term::Project(s, i, a), Term::Project(t, j, b)) => s == t && i == j && inside(a, b, 0),
        (Term::Apply(..) | Term::Lambda(..) | Term::Pi(..) | Term::Let(..), _) => false,
        _ => loose(pattern) == 0 && pattern == target,
    }
}
