//! Models, run by the kernel: reduction of the model applied to arguments and fuel.
//! Given by: a document; for the tests of the test, a constant to exchange in its models.
//! Gives: outcomes as literals, sites and printed lines.
//! Holds: nothing here knows what a cell does: values are read off the terms that reduction gives.

use super::document::Document;
use elaborator::core::{Cell, CellId, SiteId, Type};
use elaborator::literal::Literal;
use elaborator::meaning::{Vocabulary, Word};
use elaborator::translate::{Builder, Translation, result, translate};
use kernel::{Checker, Constant, Declaration, Environment, Kind, NameId, Store, Term, TermId};
use num_bigint::{BigInt, BigUint};
use proofs::Library;

/// Terms are thrown away when a store has so many more than the models.
const TERMS: usize = 1 << 21;

/// Wrong definitions, each in the shape of one of the library.
const WRONG: &str = "
namespace Wrong
/-- Rounds down. -/
def div (site : Nat) (a b : Int) : Lumen.Comp Int :=
  Lumen.Comp.guard (Bool.not (Lumen.beq b 0)) site (Lumen.narrow site (Int.ediv a b))
/-- Has the sign of the divisor. -/
def rem (site : Nat) (a b : Int) : Lumen.Comp Int :=
  Lumen.Comp.guard (Bool.not (Lumen.beq b 0)) site (Lumen.Comp.ok (Int.emod a b))
/-- Does not look whether the product is in range. -/
def mul (_site : Nat) (a b : Int) : Lumen.Comp Int := Lumen.Comp.ok (a * b)
/-- Halts elsewhere. -/
def add (site : Nat) (a b : Int) : Lumen.Comp Int := Lumen.narrow (site + 1) (a + b)
/-- Does not iterate. -/
def loop {σ : Type} (_c : σ → Bool) (_b : σ → Lumen.Comp σ) (s : σ) : Lumen.Comp σ := Lumen.Comp.ok s
/-- Does not test. -/
def guard {α : Type} (_test : Bool) (_site : Nat) (m : Lumen.Comp α) : Lumen.Comp α := m
/-- Halts where the callee does. -/
def call {α : Type} (_site : Nat) (m : Lumen.Comp α) : Lumen.Comp α := m
/-- Prints nothing. -/
def print (w : Lumen.World) (_line : Lumen.Item) : Lumen.World := w
end Wrong
";

/// How a model ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Value(Literal),
    Halt(SiteId),
    Exhausted,
    More,
}

/// What a model computes; the lines are lost when it halts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Computed {
    pub(crate) outcome: Outcome,
    pub(crate) printed: Vec<String>,
}

/// The models of a document, declared on top of the library.
pub(crate) struct Models {
    store: Store,
    environment: Environment,
    words: Vocabulary,
    translation: Translation,
}

impl Models {
    pub(crate) fn of(document: &Document) -> Models {
        Models::declare(document, proofs::library().unwrap(), None)
    }

    /// The models with one constant in the place of another.
    pub(crate) fn exchanged(document: &Document, right: &str, wrong: &str) -> Models {
        let mut library = proofs::library().unwrap();
        let Library { store, environment, state } = &mut library;
        let problems = lean::elaborate::elaborate_file(store, environment, state, WRONG);
        assert!(problems.is_empty(), "{problems:?}");
        let exchange = (store.find_name(right).unwrap(), store.find_name(wrong).unwrap());
        Models::declare(document, library, Some(exchange))
    }

    fn declare(document: &Document, library: Library, exchange: Option<(NameId, NameId)>) -> Models {
        let Library { mut store, mut environment, .. } = library;
        let words = Vocabulary::new(&mut store);
        let translation = translate(&mut store, &words, &document.program).unwrap();
        for model in &translation.cells {
            for declaration in model.auxiliary.iter().chain([&model.definition]) {
                let mut declaration = declaration.clone();
                if let Some((right, wrong)) = exchange {
                    put_in_place(&mut store, &mut declaration, right, wrong);
                }
                environment.add(&mut store, declaration).unwrap();
            }
        }
        Models { store, environment, words, translation }
    }

    pub(crate) fn model(self, document: &Document, id: CellId) -> Model<'_> {
        let cell = &document.program.cells[id.0 as usize];
        let name = self.translation.model(id).unwrap().name;
        Model { store: self.store.clone(), models: self, name, cell }
    }
}

fn put_in_place(store: &mut Store, declaration: &mut Declaration, right: NameId, wrong: NameId) {
    let Declaration::Constant(Constant { kind: Kind::Definition(value, _), .. }) = declaration else {
        panic!("{declaration:?}");
    };
    *value = store.map(*value, 0, &mut |store, term, _| match store.term_at(term) {
        Term::Constant(name, _) if name == right => Some(store.constant(wrong, &[])),
        _ => None,
    });
}

/// The model of a cell.
pub(crate) struct Model<'a> {
    models: Models,
    store: Store,
    name: NameId,
    cell: &'a Cell,
}

impl Model<'_> {
    /// Reduces the model applied to arguments and fuel.
    pub(crate) fn run(&mut self, arguments: &[Literal], fuel: u64) -> Computed {
        if self.store.term_count() > self.models.store.term_count() + TERMS {
            self.store = self.models.store.clone();
        }
        let term = self.applied(arguments, fuel);
        Reader { checker: Checker::new(&mut self.store, &self.models.environment) }
            .computed(term, &result(self.cell))
    }

    fn applied(&mut self, arguments: &[Literal], fuel: u64) -> TermId {
        let mut builder = Builder::new(&mut self.store, &self.models.words);
        let mut all: Vec<TermId> =
            arguments.iter().map(|argument| literal(&mut builder, argument).0).collect();
        if !self.cell.effects.is_empty() {
            let item = builder.words[Word::Item];
            let nothing = builder.word(Word::Nil, &[item]);
            let world = builder.store.constant_named("Lumen.World.mk");
            all.push(builder.store.apply(world, &[nothing]));
        }
        all.push(builder.store.natural(BigUint::from(fuel)));
        let model = self.store.constant(self.name, &[]);
        self.store.apply(model, &all)
    }
}

fn literal(builder: &mut Builder, of: &Literal) -> (TermId, Type) {
    match of {
        Literal::Integer(value) => (builder.integer(&BigInt::from(*value)), Type::Int),
        Literal::Boolean(value) => (builder.boolean(*value), Type::Bool),
        Literal::Unit => (builder.words[Word::UnitUnit], Type::Unit),
        Literal::Tuple(parts) => {
            let parts: Vec<(TermId, Type)> = parts.iter().map(|part| literal(builder, part)).collect();
            (builder.tuple(&parts), Type::Tuple(parts.into_iter().map(|(_, of)| of).collect()))
        }
    }
}

/// Reads values off terms.
struct Reader<'a> {
    checker: Checker<'a>,
}

impl Reader<'_> {
    /// The constructor that a term reduces to, and its arguments.
    fn constructor(&mut self, term: TermId) -> (String, Vec<TermId>) {
        let reduced = self.checker.whnf(term).unwrap();
        let store = &mut *self.checker.store;
        let (head, arguments) = store.spine(reduced);
        let Term::Constant(name, _) = store.term_at(head) else { panic!("{:?}", store.term_at(head)) };
        (store.show_name(name), arguments)
    }

    fn computed(&mut self, term: TermId, of: &Type) -> Computed {
        let (name, arguments) = self.constructor(term);
        let mut printed = Vec::new();
        let outcome = match (name.as_str(), arguments.as_slice()) {
            ("Lumen.Outcome.ok", [_, value]) => Outcome::Value(self.result(*value, of, &mut printed)),
            ("Lumen.Outcome.halt", [_, site]) => {
                Outcome::Halt(SiteId(u32::try_from(self.natural(*site)).unwrap()))
            }
            ("Lumen.Outcome.exhausted", [_]) => Outcome::Exhausted,
            ("Lumen.Outcome.more", [_]) => Outcome::More,
            other => panic!("{other:?}"),
        };
        Computed { outcome, printed }
    }

    /// The result without its world, whose lines go to `printed`.
    fn result(&mut self, term: TermId, of: &Type, printed: &mut Vec<String>) -> Literal {
        let Type::Tuple(parts) = of else { return self.value(term, of) };
        let [of, Type::World] = parts.as_slice() else { return self.value(term, of) };
        let (value, world) = self.pair(term);
        *printed = self.lines(world);
        self.value(value, of)
    }

    fn pair(&mut self, term: TermId) -> (TermId, TermId) {
        match self.constructor(term) {
            (name, arguments) if name == "Prod.mk" => (arguments[2], arguments[3]),
            other => panic!("{other:?}"),
        }
    }

    fn value(&mut self, term: TermId, of: &Type) -> Literal {
        match of {
            Type::Int => Literal::Integer(self.integer(term)),
            Type::Bool => Literal::Boolean(self.boolean(term)),
            Type::Unit => Literal::Unit,
            Type::Tuple(parts) => {
                let (last, others) = parts.split_last().unwrap();
                let mut rest = term;
                let mut values = Vec::new();
                for of in others {
                    let (first, second) = self.pair(rest);
                    values.push(self.value(first, of));
                    rest = second;
                }
                values.push(self.value(rest, last));
                Literal::Tuple(values)
            }
            Type::World => panic!("a world is no value"),
        }
    }

    fn boolean(&mut self, term: TermId) -> bool {
        match self.constructor(term).0.as_str() {
            "Bool.true" => true,
            "Bool.false" => false,
            other => panic!("{other}"),
        }
    }

    fn integer(&mut self, term: TermId) -> i64 {
        let (name, arguments) = self.constructor(term);
        let magnitude = BigInt::from(self.natural(arguments[0]));
        let value = match name.as_str() {
            "Int.ofNat" => magnitude,
            "Int.negSucc" => -magnitude - 1,
            other => panic!("{other}"),
        };
        i64::try_from(value).unwrap_or_else(|error| panic!("a model gave {}", error.into_original()))
    }

    fn natural(&mut self, term: TermId) -> BigUint {
        let reduced = self.checker.whnf(term).unwrap();
        if let Term::Natural(value) = self.checker.store.term_at(reduced) {
            return self.checker.store.natural_at(value).clone();
        }
        match self.constructor(reduced) {
            (name, _) if name == "Nat.zero" => BigUint::ZERO,
            (name, arguments) if name == "Nat.succ" => self.natural(arguments[0]) + 1u32,
            other => panic!("{other:?}"),
        }
    }

    /// The lines of a world, as the run-time writes them; the world has the latest first.
    fn lines(&mut self, world: TermId) -> Vec<String> {
        let (_, fields) = self.constructor(world);
        let mut lines: Vec<String> = self.list(fields[0]).into_iter().map(|item| self.item(item)).collect();
        lines.reverse();
        lines
    }

    fn list(&mut self, term: TermId) -> Vec<TermId> {
        let (mut elements, mut rest) = (Vec::new(), term);
        loop {
            match self.constructor(rest) {
                (name, arguments) if name == "List.cons" => {
                    elements.push(arguments[1]);
                    rest = arguments[2];
                }
                _ => return elements,
            }
        }
    }

    /// What is printed at once, as the run-time writes it.
    fn item(&mut self, term: TermId) -> String {
        let (name, fields) = self.constructor(term);
        match name.as_str() {
            "Lumen.Item.unit" => "()".to_string(),
            "Lumen.Item.integer" => self.integer(fields[0]).to_string(),
            "Lumen.Item.boolean" => self.boolean(fields[0]).to_string(),
            "Lumen.Item.text" => {
                let codes = self.list(fields[0]);
                let characters = codes.into_iter().map(|code| u32::try_from(self.natural(code)).unwrap());
                characters.map(|code| char::from_u32(code).unwrap()).collect()
            }
            "Lumen.Item.tuple" => format!("({})", self.components(fields[0]).join(", ")),
            other => panic!("{other}"),
        }
    }

    /// The components of a tuple that is printed.
    fn components(&mut self, term: TermId) -> Vec<String> {
        let (mut components, mut rest) = (Vec::new(), term);
        loop {
            match self.constructor(rest) {
                (name, fields) if name == "Lumen.Item.pair" => {
                    components.push(self.item(fields[0]));
                    rest = fields[1];
                }
                _ => {
                    components.push(self.item(rest));
                    return components;
                }
            }
        }
    }
}
