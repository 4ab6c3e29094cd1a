//! Ladders: exports of any size of one kind each, on which kernels grow by their weakest strategy.
//! Given by: the command `ladders`, and tests of growth.
//! Gives: for each kind a valid export, and one that is wrong in one place.
//! Holds: an export grows linearly with its size, counted in lines, unless its kind says otherwise.

mod bulk;
mod computation;
mod export;
mod mixtures;
mod scopes;
mod sharing;
mod strategy;
mod typing;

pub use export::{Export, Level, Name, Term};

/// A kind of ladder.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What the command line calls it.
    pub name: &'static str,
    /// What grows.
    pub about: &'static str,
    build: fn(&mut Export, Rungs),
}

const fn kind(name: &'static str, about: &'static str, build: fn(&mut Export, Rungs)) -> Kind {
    Kind { name, about, build }
}

/// How long a ladder is, and whether one rung is wrong.
#[derive(Clone, Copy, Debug)]
struct Rungs {
    count: usize,
    wrong: bool,
}

impl Rungs {
    /// One of two parts: the right one or the wrong one.
    fn choose<T>(self, right: T, wrong: T) -> T {
        if self.wrong { wrong } else { right }
    }
}

/// All kinds.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let all = [
        typing::KINDS,
        scopes::KINDS,
        bulk::KINDS,
        mixtures::KINDS,
        computation::KINDS,
        sharing::KINDS,
        strategy::KINDS,
    ];
    all.into_iter().flatten().copied()
}

/// The export of a kind; a wrong one must be rejected.
#[must_use]
pub fn ladder(kind: Kind, count: usize, wrong: bool) -> String {
    let mut export = Export::new();
    (kind.build)(&mut export, Rungs { count, wrong });
    export.text()
}

impl Export {
    fn number(&mut self) -> Term {
        self.constant("Nat", &[])
    }

    fn literal(&mut self, number: usize) -> Term {
        self.natural(&number.to_string())
    }

    fn after(&mut self, number: Term) -> Term {
        self.call("Nat.succ", &[number])
    }

    fn arrow(&mut self, closed: &[Term], result: Term) -> Term {
        closed.iter().rev().fold(result, |result, &domain| self.pi(domain, result))
    }

    /// A theorem, proved by reflexivity, that two terms of a type in `Type` are equal.
    fn claim(&mut self, of: Term, a: Term, b: Term) {
        let one = self.level(1);
        let equality = self.constant("Eq", &[one]);
        let statement = self.apply(equality, &[of, a, b]);
        let reflexivity = self.constant("Eq.refl", &[one]);
        let proof = self.apply(reflexivity, &[of, a]);
        self.theorem("claim", statement, proof);
    }

    /// `Nat.rec` into a type in `Type`; the step is open under the number and the result before.
    fn iterate(&mut self, of: Term, start: Term, step: Term, count: Term) -> Term {
        let number = self.number();
        let one = self.level(1);
        let motive = self.lambda(number, of);
        let step = self.lambda(of, step);
        let step = self.lambda(number, step);
        let recursor = self.constant("Nat.rec", &[one]);
        self.apply(recursor, &[motive, start, step, count])
    }
}
