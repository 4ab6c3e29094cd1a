//! Any bytes as a program that builds terms and declares them: the door itself, without a file format in front of it.
//! Given by: libFuzzer.
//! Gives: a crash where the kernel panics, changes an environment that it refused to extend, or accepts a proof of `False`.
//! Holds: the program starts from a few types of Lean's core and adds no axiom.
#![no_main]

#[path = "common.rs"]
mod common;

use kernel::{
    Binder, BinderKind, Constant, Constructor, Declaration, Environment, Hint, InductiveBlock, InductiveType,
    Kind, Level, LevelId, NameId, Store, Term, TermId, ndjson, quotients,
};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

const PRELUDE: &[u8] = include_bytes!("../../../conformance/src/ladders/prelude.ndjson");

fn start() -> &'static (Store, Environment) {
    static START: OnceLock<(Store, Environment)> = OnceLock::new();
    START.get_or_init(|| {
        let (mut store, mut environment) = (Store::new(), Environment::new());
        ndjson::read(PRELUDE, &mut store, &mut environment).expect("the prelude is accepted");
        for constant in quotients(&mut store) {
            environment.add(&mut store, Declaration::Constant(constant)).expect("quotients are accepted");
        }
        environment.limits = common::LIMITS;
        (store, environment)
    })
}

/// A stack machine; every byte is an instruction or its operand.
struct Machine<'a> {
    program: &'a [u8],
    store: Store,
    environment: Environment,
    levels: Vec<LevelId>,
    terms: Vec<TermId>,
    declared: usize,
}

impl Machine<'_> {
    fn byte(&mut self) -> Option<usize> {
        let (&first, rest) = self.program.split_first()?;
        self.program = rest;
        Some(usize::from(first))
    }

    fn term(&mut self) -> TermId {
        self.terms.pop().unwrap_or_else(|| self.store.proposition())
    }

    fn level(&mut self) -> LevelId {
        self.levels.pop().unwrap_or(LevelId::ZERO)
    }

    fn parameter(&mut self, number: usize) -> NameId {
        self.store.name(["u", "v", "w"][number % 3])
    }

    fn fresh_name(&mut self) -> NameId {
        self.declared += 1;
        let name = format!("x{}", self.declared);
        self.store.name(&name)
    }

    /// One instruction; none at the end of the program.
    fn step(&mut self) -> Option<()> {
        let code = self.byte()?;
        match code % 20 {
            0..=3 => self.step_level(code % 20)?,
            4..=14 => self.step_term(code % 20)?,
            _ => self.step_declaration(code % 20)?,
        }
        Some(())
    }

    fn step_level(&mut self, code: usize) -> Option<()> {
        let level = match code {
            0 => {
                let number = self.byte()?;
                let name = self.parameter(number);
                self.store.level_parameter(name)
            }
            1 => {
                let of = self.level();
                self.store.level_successor(of)
            }
            2 => {
                let (a, b) = (self.level(), self.level());
                self.store.level(Level::Max(a, b))
            }
            _ => {
                let (a, b) = (self.level(), self.level());
                self.store.level(Level::IMax(a, b))
            }
        };
        self.levels.push(level);
        Some(())
    }

    fn step_term(&mut self, code: usize) -> Option<()> {
        let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
        let term = match code {
            4 => Term::Bound(self.byte()? as u32 % 8),
            5 => {
                let level = self.level();
                Term::Sort(level)
            }
            6 | 7 => {
                let count = self.environment.constants().len();
                let chosen = self.byte()? % count;
                let constant = &self.environment.constants()[chosen];
                let (name, arity) = (constant.name, constant.levels.len());
                let levels: Vec<LevelId> = (0..arity).map(|_| self.level()).collect();
                Term::Constant(name, self.store.levels_of(&levels))
            }
            8 => {
                let (argument, function) = (self.term(), self.term());
                Term::Apply(function, argument)
            }
            9 => {
                let (body, domain) = (self.term(), self.term());
                Term::Lambda(binder, domain, body)
            }
            10 => {
                let (body, domain) = (self.term(), self.term());
                Term::Pi(binder, domain, body)
            }
            11 => {
                let (body, value, of) = (self.term(), self.term(), self.term());
                Term::Let { name: NameId::ANONYMOUS, of, value, body }
            }
            12 => {
                let number = self.byte()?;
                let literal = self.store.natural(number.into());
                self.terms.push(literal);
                return Some(());
            }
            13 => {
                let count = self.environment.constants().len();
                let chosen = self.byte()? % count;
                let name = self.environment.constants()[chosen].name;
                Term::Project(name, self.byte()? as u32 % 4, self.term())
            }
            _ => {
                // The same term again, for sharing.
                let depth = self.byte()?;
                let top = self.terms.len().checked_sub(1 + depth).and_then(|at| self.terms.get(at)).copied();
                let term = top.unwrap_or_else(|| self.store.proposition());
                self.terms.push(term);
                return Some(());
            }
        };
        let term = self.store.term(term);
        self.terms.push(term);
        Some(())
    }

    fn step_declaration(&mut self, code: usize) -> Option<()> {
        let count = self.byte()? % 4;
        let levels: Vec<NameId> = (0..count).map(|number| self.parameter(number)).collect();
        let declaration = if code < 18 {
            let (value, of) = (self.term(), self.term());
            let kind = match code {
                15 => Kind::Definition(value, Hint::Regular(1)),
                16 => Kind::Theorem(value),
                _ => Kind::Opaque(value),
            };
            Declaration::Constant(Constant { name: self.fresh_name(), levels, of, kind })
        } else {
            self.block(levels)?
        };
        let before = self.environment.constants().len();
        if self.environment.add(&mut self.store, declaration).is_err() {
            assert_eq!(self.environment.constants().len(), before, "a refused declaration left something");
        }
        Some(())
    }

    /// One or two types; their names are given before their constructors are built, as the last terms pushed.
    fn block(&mut self, levels: Vec<NameId>) -> Option<Declaration> {
        let parameters = self.byte()? as u32 % 4;
        let count = 1 + self.byte()? % 2;
        let arguments: Vec<LevelId> = levels.iter().map(|&level| self.store.level_parameter(level)).collect();
        let mut types = Vec::new();
        for _ in 0..count {
            let (name, of) = (self.fresh_name(), self.term());
            types.push(InductiveType { name, of, constructors: Vec::new() });
        }
        for position in 0..count {
            for _ in 0..self.byte()? % 4 {
                let constructor = self.constructor(&types, &arguments)?;
                types[position].constructors.push(constructor);
            }
        }
        Some(Declaration::Inductive(InductiveBlock { levels, parameters, types }))
    }

    /// Runs instructions for terms, with the types of the block in reach.
    fn constructor(&mut self, types: &[InductiveType], levels: &[LevelId]) -> Option<Constructor> {
        for _ in 0..self.byte()? % 32 {
            match self.byte()? {
                code if code % 3 == 0 => {
                    let constant = self.store.constant(types[code / 3 % types.len()].name, levels);
                    self.terms.push(constant);
                }
                code if code % 15 < 11 => self.step_term(4 + code % 11)?,
                code => self.step_level(code % 4)?,
            }
        }
        Some(Constructor { name: self.fresh_name(), of: self.term() })
    }
}

fuzz_target!(|program: &[u8]| {
    let (store, environment) = start().clone();
    let mut machine =
        Machine { program, store, environment, levels: Vec::new(), terms: Vec::new(), declared: 0 };
    while machine.step().is_some() {}
    common::no_proof_of_false(&machine.store, &machine.environment);
});
