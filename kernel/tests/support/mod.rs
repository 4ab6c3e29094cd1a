//! What the tests of the kernel share: terms and declarations written as text, and the corpus.
//! Given by: the tests.
//! Gives: `World`, a store with an environment, and a small syntax for it.
//! Holds: the syntax is for tests only: parentheses, names, numbers as universe levels inside braces.
//!
//! `(fun x T b)`, `(pi x T b)`, `(let x T v b)`, `(-> A B C)`, `(sort l)`, `Prop`, `Type`, `(proj S i t)`, `(f a b)`;
//! constants `Eq` or `Eq{u,1}`; levels `0`, `u`, `u+1`, `max(u,v)`, `imax(u,v)`; literals `#5`, `"text"`; loose variables `^0`.

pub(crate) mod lines;
/// The writer of exports, which is not trusted and lives where the formats are.
#[allow(unreachable_pub, reason = "public in its own crate")]
#[path = "../../../lean/src/formats/write.rs"]
pub(crate) mod write;

use kernel::ndjson::read;
use kernel::{
    Binder, BinderKind, Checked, Constant, Constructor, Declaration, Environment, Hint, InductiveBlock,
    InductiveType, Invalid, Kind, Level, LevelId, Limits, NameId, Problem, Rejection, Store, TermId,
};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The directory of the corpus, if it is there.
pub(crate) fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/lean");
    let path = std::env::var_os("LUMEN_CORPUS").map_or(beside, PathBuf::from);
    if path.join("MANIFEST.tsv").is_file() {
        return Some(path);
    }
    eprintln!("SKIPPED: the corpus of Lean exports is not there; LUMEN_CORPUS names its directory");
    None
}

/// A file of the corpus in the format that the kernel reads.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) outcome: String,
    /// Its length when it is unpacked.
    pub(crate) bytes: usize,
}

/// What the manifest of the corpus lists.
pub(crate) fn cases(corpus: &Path) -> Vec<Case> {
    let manifest = std::fs::read_to_string(corpus.join("MANIFEST.tsv")).unwrap();
    let columns = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let cases = columns.filter(|columns| columns.len() > 7 && columns[3].starts_with("ndjson 3.1"));
    let cases = cases.map(|columns| Case {
        name: columns[0].to_owned(),
        outcome: columns[5].to_owned(),
        bytes: columns[7].parse().unwrap(),
    });
    let cases: Vec<Case> = cases.collect();
    assert!(cases.len() >= 100, "the manifest lists only {} cases", cases.len());
    cases
}

/// Whether `LUMEN_THOROUGH` asks for the cases that an ordinary run leaves out, since others are like them.
pub(crate) fn thorough() -> bool {
    std::env::var_os("LUMEN_THOROUGH").is_some()
}

/// The content of a file of the corpus, unpacked.
pub(crate) fn content(path: &Path) -> Vec<u8> {
    if path.extension().is_some_and(|extension| extension == "zst") {
        Command::new("zstd").arg("-dqc").arg(path).output().unwrap().stdout
    } else {
        std::fs::read(path).unwrap()
    }
}

/// A sequence of numbers that is the same in every run.
pub(crate) fn random(state: &mut u64) -> u16 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 24) as u16
}

/// A store and an environment.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) environment: Environment,
}

type Outcome = Result<Checked, Rejection>;

/// Name and type of an inductive type, names and types of its constructors.
pub(crate) type Family<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

impl World {
    pub(crate) fn new() -> Self {
        World { store: Store::new(), environment: Environment::new() }
    }

    /// An environment read from a file of the corpus.
    pub(crate) fn of_corpus(name: &str) -> Option<Self> {
        let bytes = content(&corpus()?.join(name));
        let mut world = World::new();
        world.environment.limits = Limits::LARGE;
        read(bytes.as_slice(), &mut world.store, &mut world.environment).unwrap();
        Some(world)
    }

    /// `Nat`, `Bool`, `Eq`, `True`, `False`, `And`, `Prod` as Lean has them.
    pub(crate) fn basic() -> Self {
        let mut world = World::new();
        world
            .inductive("", 0, &[("Nat", "Type", &[("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")])])
            .unwrap();
        world
            .inductive("", 0, &[("Bool", "Type", &[("Bool.false", "Bool"), ("Bool.true", "Bool")])])
            .unwrap();
        world.inductive("", 0, &[("True", "Prop", &[("True.intro", "True")])]).unwrap();
        world.inductive("", 0, &[("False", "Prop", &[])]).unwrap();
        let eq = "(pi α (sort u) (-> α α Prop))";
        let refl = "(pi α (sort u) (pi a α (Eq{u} α a a)))";
        world.inductive("u", 2, &[("Eq", eq, &[("Eq.refl", refl)])]).unwrap();
        let and = "(pi a Prop (pi b Prop (-> a b (And a b))))";
        world.inductive("", 2, &[("And", "(-> Prop Prop Prop)", &[("And.intro", and)])]).unwrap();
        let pair = "(pi α (sort u+1) (pi β (sort v+1) (-> α β (Prod{u,v} α β))))";
        let prod = "(-> (sort u+1) (sort v+1) (sort max(u,v)+1))";
        world.inductive("u v", 2, &[("Prod", prod, &[("Prod.mk", pair)])]).unwrap();
        world
    }

    pub(crate) fn term(&mut self, text: &str) -> TermId {
        let mut parser = Parser { store: &mut self.store, text: text.as_bytes(), at: 0, bound: Vec::new() };
        let term = parser.term();
        parser.blank();
        assert_eq!(parser.at, text.len(), "rest of {text}");
        term
    }

    pub(crate) fn names(&mut self, text: &str) -> Vec<NameId> {
        text.split_whitespace().map(|name| self.store.name(name)).collect()
    }

    fn constant(&mut self, name: &str, levels: &str, of: &str, kind: Kind) -> Outcome {
        let constant =
            Constant { name: self.store.name(name), levels: self.names(levels), of: self.term(of), kind };
        self.environment.add(&mut self.store, Declaration::Constant(constant))
    }

    pub(crate) fn axiom(&mut self, name: &str, levels: &str, of: &str) -> Outcome {
        self.constant(name, levels, of, Kind::Axiom)
    }

    pub(crate) fn define(&mut self, name: &str, levels: &str, of: &str, value: &str) -> Outcome {
        let value = self.term(value);
        self.constant(name, levels, of, Kind::Definition(value, Hint::Regular(1)))
    }

    pub(crate) fn define_with(&mut self, name: &str, of: &str, value: &str, hint: Hint) -> Outcome {
        let value = self.term(value);
        self.constant(name, "", of, Kind::Definition(value, hint))
    }

    pub(crate) fn theorem(&mut self, name: &str, levels: &str, of: &str, value: &str) -> Outcome {
        let value = self.term(value);
        self.constant(name, levels, of, Kind::Theorem(value))
    }

    pub(crate) fn opaque(&mut self, name: &str, of: &str, value: &str) -> Outcome {
        let value = self.term(value);
        self.constant(name, "", of, Kind::Opaque(value))
    }

    pub(crate) fn inductive(&mut self, levels: &str, parameters: u32, types: &[Family<'_>]) -> Outcome {
        let levels = self.names(levels);
        let types = types.iter().map(|&(name, of, constructors)| InductiveType {
            name: self.store.name(name),
            of: self.term(of),
            constructors: constructors
                .iter()
                .map(|&(name, of)| Constructor { name: self.store.name(name), of: self.term(of) })
                .collect(),
        });
        let block = InductiveBlock { levels, parameters, types: types.collect() };
        self.environment.add(&mut self.store, Declaration::Inductive(block))
    }

    /// Adds the types of quotients.
    pub(crate) fn quotient(&mut self) -> Result<(), Rejection> {
        for constant in kernel::quotients(&mut self.store) {
            self.environment.add(&mut self.store, Declaration::Constant(constant))?;
        }
        Ok(())
    }

    /// Whether `a = b : of` is proved by reflexivity, under the binders of a telescope such as `(pi x Nat`.
    pub(crate) fn equal(
        &mut self,
        telescope: &[(&str, &str)],
        universe: &str,
        of: &str,
        a: &str,
        b: &str,
    ) -> bool {
        let statement = format!("(Eq{{{universe}}} {of} {a} {b})");
        let proof = format!("(Eq.refl{{{universe}}} {of} {a})");
        let bind = |keyword: &str, body: String| {
            telescope
                .iter()
                .rev()
                .fold(body, |body, (name, domain)| format!("({keyword} {name} {domain} {body})"))
        };
        let name = format!("test{}", self.environment.declarations().len());
        let outcome = self.theorem(&name, "u v", &bind("pi", statement), &bind("fun", proof));
        match outcome.map_err(|rejection| rejection.problem) {
            Ok(_) => true,
            Err(Problem::Invalid(Invalid::TypeMismatch { .. })) => false,
            Err(problem) => panic!("{a} = {b}: {problem:?}"),
        }
    }
}

/// The broken rule of an outcome.
pub(crate) fn broken(outcome: Outcome) -> Invalid {
    match outcome.map_err(|rejection| rejection.problem) {
        Err(Problem::Invalid(invalid)) => invalid,
        other => panic!("expected a broken rule, found {other:?}"),
    }
}

struct Parser<'a> {
    store: &'a mut Store,
    text: &'a [u8],
    at: usize,
    bound: Vec<String>,
}

impl Parser<'_> {
    fn blank(&mut self) {
        while self.peek() == b' ' || self.peek() == b'\n' {
            self.at += 1;
        }
    }

    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self, byte: u8) {
        self.blank();
        assert_eq!(char::from(self.peek()), char::from(byte), "at {}", self.at);
        self.at += 1;
    }

    fn word(&mut self) -> String {
        self.blank();
        let start = self.at;
        while !b" \n(){},+\"".contains(&self.peek()) && self.peek() != 0 {
            self.at += 1;
        }
        String::from_utf8(self.text[start..self.at].to_vec()).unwrap()
    }

    fn binder(&mut self, name: &str) -> Binder {
        Binder { name: self.store.name(name), kind: BinderKind::Explicit }
    }

    fn term(&mut self) -> TermId {
        self.blank();
        match self.peek() {
            b'(' => {
                self.at += 1;
                let term = self.compound();
                self.take(b')');
                term
            }
            b'"' => {
                self.at += 1;
                let start = self.at;
                while self.peek() != b'"' {
                    self.at += 1;
                }
                self.at += 1;
                let text = std::str::from_utf8(&self.text[start..self.at - 1]).unwrap();
                self.store.text(text)
            }
            b'#' => {
                self.at += 1;
                let digits = self.word();
                self.store.natural(digits.parse().unwrap())
            }
            b'^' => {
                self.at += 1;
                let index = self.word().parse().unwrap();
                self.store.bound(index)
            }
            _ => self.atom(),
        }
    }

    fn atom(&mut self) -> TermId {
        let word = self.word();
        if let Some(position) = self.bound.iter().rposition(|name| *name == word) {
            return self.store.bound(u32::try_from(self.bound.len() - 1 - position).unwrap());
        }
        match word.as_str() {
            "Prop" => self.store.proposition(),
            "Type" => self.store.sort(LevelId::ONE),
            _ => {
                let name = self.store.name(&word);
                let mut levels = Vec::new();
                if self.peek() == b'{' {
                    self.at += 1;
                    levels.push(self.level());
                    while self.peek() == b',' {
                        self.at += 1;
                        levels.push(self.level());
                    }
                    self.take(b'}');
                }
                self.store.constant(name, &levels)
            }
        }
    }

    fn compound(&mut self) -> TermId {
        let start = self.at;
        let keyword = self.word();
        match keyword.as_str() {
            "sort" => {
                let level = self.level();
                self.store.sort(level)
            }
            "->" => {
                let mut parts = vec![self.term()];
                self.blank();
                while self.peek() != b')' {
                    parts.push(self.term());
                    self.blank();
                }
                let last = parts.pop().unwrap();
                parts.into_iter().rev().fold(last, |result, domain| self.store.arrow(domain, result))
            }
            "proj" => {
                let name = self.word();
                let name = self.store.name(&name);
                let index = self.word().parse().unwrap();
                let of = self.term();
                self.store.term(kernel::Term::Project(name, index, of))
            }
            "fun" | "pi" | "let" => self.binding(&keyword),
            _ => {
                self.at = start;
                let head = self.term();
                let mut arguments = Vec::new();
                self.blank();
                while self.peek() != b')' {
                    arguments.push(self.term());
                    self.blank();
                }
                self.store.apply(head, &arguments)
            }
        }
    }

    fn binding(&mut self, keyword: &str) -> TermId {
        let name = self.word();
        let binder = self.binder(&name);
        let domain = self.term();
        let value = if keyword == "let" { Some(self.term()) } else { None };
        self.bound.push(name);
        let body = self.term();
        self.bound.pop();
        match (keyword, value) {
            (_, Some(value)) => {
                self.store.term(kernel::Term::Let { name: binder.name, of: domain, value, body })
            }
            ("fun", None) => self.store.lambda(binder, domain, body),
            _ => self.store.pi(binder, domain, body),
        }
    }

    fn level(&mut self) -> LevelId {
        let word = self.word();
        let mut level = match word.as_str() {
            "max" | "imax" => {
                self.take(b'(');
                let a = self.level();
                self.take(b',');
                let b = self.level();
                self.take(b')');
                self.store.level(if word == "max" { Level::Max(a, b) } else { Level::IMax(a, b) })
            }
            _ => match word.parse::<u32>() {
                Ok(number) => (0..number).fold(LevelId::ZERO, |level, _| self.store.level_successor(level)),
                Err(_) => {
                    let name = self.store.name(&word);
                    self.store.level_parameter(name)
                }
            },
        };
        while self.peek() == b'+' {
            self.at += 1;
            let count: u32 = self.word().parse().unwrap();
            level = (0..count).fold(level, |level, _| self.store.level_successor(level));
        }
        level
    }
}
