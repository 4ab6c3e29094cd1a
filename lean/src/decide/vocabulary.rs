//! The constants that the procedure knows, and the terms it makes of them.
//! Given by: the store, by name.
//! Gives: what a head constant is; propositions and integers as kernel terms.
//! Holds: instances are those that Lean's notation elaborates to; a name that the library lacks is simply never met.

use kernel::{Binder, BinderKind, LevelId, NameId, Store, TermId};
use num_bigint::{BigInt, BigUint, Sign};
use rustc_hash::FxHashMap;

/// What a constant means to the procedure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "each is the constant of the same meaning in the table below")]
pub enum Head {
    And,
    Or,
    Not,
    Iff,
    True,
    False,
    Equal,
    Unequal,
    LessEqual,
    Less,
    GreaterEqual,
    Greater,
    IntLessEqual,
    IntLess,
    Exists,
    Range,
    Add,
    Subtract,
    Multiply,
    Negate,
    IntAdd,
    IntSubtract,
    IntMultiply,
    IntNegate,
    Literal,
    Quotient,
    Remainder,
    EuclideanQuotient,
    EuclideanRemainder,
    Divide,
    Modulo,
    Wrapped,
    TestLessEqual,
    TestLess,
    TestEqual,
    TestRange,
    TestSame,
    TestNot,
    TestAnd,
    TestOr,
    TestCond,
    BoolTrue,
    BoolFalse,
    First,
    Second,
    Pair,
    Int,
    Bool,
    Nat,
}

const HEADS: &[(&str, Head)] = &[
    ("And", Head::And),
    ("Or", Head::Or),
    ("Not", Head::Not),
    ("Iff", Head::Iff),
    ("True", Head::True),
    ("False", Head::False),
    ("Eq", Head::Equal),
    ("Ne", Head::Unequal),
    ("LE.le", Head::LessEqual),
    ("LT.lt", Head::Less),
    ("GE.ge", Head::GreaterEqual),
    ("GT.gt", Head::Greater),
    ("Int.le", Head::IntLessEqual),
    ("Int.lt", Head::IntLess),
    ("Exists", Head::Exists),
    ("Lumen.I64", Head::Range),
    ("HAdd.hAdd", Head::Add),
    ("HSub.hSub", Head::Subtract),
    ("HMul.hMul", Head::Multiply),
    ("Neg.neg", Head::Negate),
    ("Int.add", Head::IntAdd),
    ("Int.sub", Head::IntSubtract),
    ("Int.mul", Head::IntMultiply),
    ("Int.neg", Head::IntNegate),
    ("OfNat.ofNat", Head::Literal),
    ("Int.tdiv", Head::Quotient),
    ("Int.tmod", Head::Remainder),
    ("Int.ediv", Head::EuclideanQuotient),
    ("Int.emod", Head::EuclideanRemainder),
    ("HDiv.hDiv", Head::Divide),
    ("HMod.hMod", Head::Modulo),
    ("Lumen.wrap64", Head::Wrapped),
    ("Lumen.ble", Head::TestLessEqual),
    ("Lumen.blt", Head::TestLess),
    ("Lumen.beq", Head::TestEqual),
    ("Lumen.inI64", Head::TestRange),
    ("Lumen.bxnor", Head::TestSame),
    ("Bool.not", Head::TestNot),
    ("Bool.and", Head::TestAnd),
    ("Bool.or", Head::TestOr),
    ("cond", Head::TestCond),
    ("Bool.true", Head::BoolTrue),
    ("Bool.false", Head::BoolFalse),
    ("Prod.fst", Head::First),
    ("Prod.snd", Head::Second),
    ("Prod.mk", Head::Pair),
    ("Int", Head::Int),
    ("Bool", Head::Bool),
    ("Nat", Head::Nat),
];

/// The known constants of a store.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    heads: FxHashMap<NameId, Head>,
    terms: FxHashMap<Head, TermId>,
    /// `fun a b => a ≤ b` on `Int` without its last two arguments, and alike.
    less_equal: TermId,
    less: TermId,
    equal: TermId,
    same: TermId,
    add: TermId,
    subtract: TermId,
    multiply: TermId,
    negate: TermId,
    literal: TermId,
    literal_instance: TermId,
    exists: NameId,
}

impl Vocabulary {
    /// Looks all names up.
    #[must_use]
    pub fn new(store: &mut Store) -> Self {
        let mut heads = FxHashMap::default();
        let mut terms = FxHashMap::default();
        for &(dotted, head) in HEADS {
            let name = store.name(dotted);
            let _ = heads.insert(name, head);
            let _ = terms.insert(head, store.constant(name, &[]));
        }
        let int = store.constant_named("Int");
        let bool_type = store.constant_named("Bool");
        let partial = |store: &mut Store, name: &str, level: LevelId, arguments: &[TermId]| {
            let name = store.name(name);
            let constant = store.constant(name, &[level]);
            store.apply(constant, arguments)
        };
        let relation = |store: &mut Store, name: &str, instance: &str| {
            let instance = store.constant_named(instance);
            partial(store, name, LevelId::ZERO, &[int, instance])
        };
        Vocabulary {
            less_equal: relation(store, "LE.le", "Int.instLEInt"),
            less: relation(store, "LT.lt", "Int.instLTInt"),
            negate: relation(store, "Neg.neg", "Int.instNegInt"),
            equal: partial(store, "Eq", LevelId::ONE, &[int]),
            same: partial(store, "Eq", LevelId::ONE, &[bool_type]),
            add: binary(store, int, "HAdd.hAdd", "instHAdd", "Int.instAddInt"),
            subtract: binary(store, int, "HSub.hSub", "instHSub", "Int.instSubInt"),
            multiply: binary(store, int, "HMul.hMul", "instHMul", "Int.instMulInt"),
            literal: partial(store, "OfNat.ofNat", LevelId::ZERO, &[int]),
            literal_instance: store.constant_named("instOfNat"),
            exists: store.name("Exists"),
            heads,
            terms,
        }
    }

    /// What a constant means.
    #[must_use]
    pub fn head(&self, name: NameId) -> Option<Head> {
        self.heads.get(&name).copied()
    }

    /// A constant without universe parameters.
    #[must_use]
    pub fn constant(&self, head: Head) -> TermId {
        self.terms.get(&head).copied().unwrap_or(self.literal_instance)
    }

    /// The name of `Exists`.
    #[must_use]
    pub fn exists(&self) -> NameId {
        self.exists
    }

    /// `a ≤ b`.
    pub fn less_equal(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.less_equal, &[a, b])
    }

    /// `a < b`.
    pub fn less(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.less, &[a, b])
    }

    /// `a = b` on integers.
    pub fn equal(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.equal, &[a, b])
    }

    /// `a = b` on truth values.
    pub fn same(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.same, &[a, b])
    }

    /// `test = true` or `test = false`.
    pub fn tested(&self, store: &mut Store, test: TermId, value: bool) -> TermId {
        let value = self.constant(if value { Head::BoolTrue } else { Head::BoolFalse });
        self.same(store, test, value)
    }

    /// `a + b`.
    pub fn add(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.add, &[a, b])
    }

    /// `a - b`.
    pub fn subtract(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.subtract, &[a, b])
    }

    /// `a * b`.
    pub fn multiply(&self, store: &mut Store, a: TermId, b: TermId) -> TermId {
        store.apply(self.multiply, &[a, b])
    }

    /// `-a`.
    pub fn minus(&self, store: &mut Store, a: TermId) -> TermId {
        store.apply(self.negate, &[a])
    }

    /// An integer written with a numeral, and a sign in front of it below zero.
    pub fn integer(&self, store: &mut Store, value: &BigInt) -> TermId {
        let (sign, magnitude) = (value.sign(), value.magnitude().clone());
        let numeral = self.numeral(store, magnitude);
        if sign == Sign::Minus { store.apply(self.negate, &[numeral]) } else { numeral }
    }

    fn numeral(&self, store: &mut Store, value: BigUint) -> TermId {
        let literal = store.natural(value);
        let instance = store.apply(self.literal_instance, &[literal]);
        store.apply(self.literal, &[literal, instance])
    }

    /// `Eq.refl true`: the proof that a test evaluates to `true`.
    pub fn evaluated(&self, store: &mut Store) -> TermId {
        let name = store.name("Eq.refl");
        let refl = store.constant(name, &[LevelId::ONE]);
        store.apply(refl, &[self.constant(Head::Bool), self.constant(Head::BoolTrue)])
    }

    /// A connective or function of truth values applied to its arguments.
    pub fn apply(&self, store: &mut Store, head: Head, arguments: &[TermId]) -> TermId {
        let constant = self.constant(head);
        store.apply(constant, arguments)
    }

    /// `p → q`.
    pub fn implies(&self, store: &mut Store, p: TermId, q: TermId) -> TermId {
        store.arrow(p, q)
    }
}

fn binary(store: &mut Store, int: TermId, class: &str, wrapper: &str, instance: &str) -> TermId {
    let levels = [LevelId::ZERO, LevelId::ZERO, LevelId::ZERO];
    let instance = store.constant_named(instance);
    let wrapper = store.name(wrapper);
    let wrapper = store.constant(wrapper, &[LevelId::ZERO]);
    let wrapped = store.apply(wrapper, &[int, instance]);
    let class = store.name(class);
    let class = store.constant(class, &levels);
    store.apply(class, &[int, int, int, wrapped])
}

/// A binder for hypotheses and variables that proofs introduce.
#[must_use]
pub fn anonymous() -> Binder {
    Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit }
}
