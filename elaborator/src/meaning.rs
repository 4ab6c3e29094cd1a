//! The constants of the library that models and statements mention, each with its universe levels and its type.
//! Given by: `docs/spec/core.md` and the definitions in `proofs/meaning`.
//! Gives: `Word` and `Vocabulary` to `translate` and the obligations; the lists to the test that compares them with the library.
//! Holds: a model or statement mentions the constants of `Word`, the program's own names, and nothing else.

use kernel::{LevelId, Store, TermId};
use std::marker::PhantomData;
use std::ops::Index;

/// A constant of the library.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Its name, with dots.
    pub name: &'static str,
    /// The levels at which it is used, as numbers.
    pub levels: &'static [u8],
    /// Its type at these levels, in Lean syntax, all arguments explicit; empty for what no statement mentions.
    pub of: &'static str,
}

/// The words of a list.
pub trait Listed: Copy {
    /// The constants, in the order of the words.
    const LIST: &'static [Known];

    /// The position of a word in its list.
    fn position(self) -> usize;
}

macro_rules! vocabulary {
    ($(#[$about:meta])* $list:ident; $($word:ident = $name:literal $levels:tt $(: $of:literal)?;)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $list { $(
            #[doc = concat!("`", $name, $(" : ", $of,)? "`.")]
            $word,
        )* }

        impl $crate::meaning::Listed for $list {
            const LIST: &'static [$crate::meaning::Known] = &[$($crate::meaning::Known {
                name: $name,
                levels: &$levels,
                of: concat!($($of)?),
            },)*];

            fn position(self) -> usize {
                self as usize
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// The constants that models and statements mention.
    Word;
    Nat = "Nat" []: "Type";
    Int = "Int" []: "Type";
    Bool = "Bool" []: "Type";
    Unit = "Unit" []: "Type";
    Product = "Prod" [0, 0]: "Type → Type → Type";
    List = "List" [0]: "Type → Type";
    World = "Lumen.World" []: "Type";
    Item = "Lumen.Item" []: "Type";
    Comp = "Lumen.Comp" []: "Type → Type";
    BoolTrue = "Bool.true" []: "Bool";
    BoolFalse = "Bool.false" []: "Bool";
    UnitUnit = "Unit.unit" []: "Unit";
    Pair = "Prod.mk" [0, 0]: "(α : Type) → (β : Type) → α → β → Prod α β";
    First = "Prod.fst" [0, 0]: "(α : Type) → (β : Type) → Prod α β → α";
    Second = "Prod.snd" [0, 0]: "(α : Type) → (β : Type) → Prod α β → β";
    Nil = "List.nil" [0]: "(α : Type) → List α";
    Cons = "List.cons" [0]: "(α : Type) → α → List α → List α";
    OfNat = "OfNat.ofNat" [0]: "(α : Type) → (n : Nat) → OfNat α n → α";
    IntOfNat = "instOfNat" []: "(n : Nat) → OfNat Int n";
    Negate = "Neg.neg" [0]: "(α : Type) → Neg α → α → α";
    IntNegate = "Int.instNegInt" []: "Neg Int";
    Add = "HAdd.hAdd" [0, 0, 0]: "(α : Type) → (β : Type) → (γ : Type) → HAdd α β γ → α → β → γ";
    AddSame = "instHAdd" [0]: "(α : Type) → Add α → HAdd α α α";
    IntAdd = "Int.instAddInt" []: "Add Int";
    Subtract = "HSub.hSub" [0, 0, 0]: "(α : Type) → (β : Type) → (γ : Type) → HSub α β γ → α → β → γ";
    SubtractSame = "instHSub" [0]: "(α : Type) → Sub α → HSub α α α";
    IntSubtract = "Int.instSubInt" []: "Sub Int";
    Multiply = "HMul.hMul" [0, 0, 0]: "(α : Type) → (β : Type) → (γ : Type) → HMul α β γ → α → β → γ";
    MultiplySame = "instHMul" [0]: "(α : Type) → Mul α → HMul α α α";
    IntMultiply = "Int.instMulInt" []: "Mul Int";
    Quotient = "Int.tdiv" []: "Int → Int → Int";
    Remainder = "Int.tmod" []: "Int → Int → Int";
    LessEqual = "LE.le" [0]: "(α : Type) → LE α → α → α → Prop";
    IntLessEqual = "Int.instLEInt" []: "LE Int";
    Less = "LT.lt" [0]: "(α : Type) → LT α → α → α → Prop";
    IntLess = "Int.instLTInt" []: "LT Int";
    Equal = "Eq" [1]: "(α : Type) → α → α → Prop";
    True = "True" []: "Prop";
    False = "False" []: "Prop";
    Not = "Not" []: "Prop → Prop";
    And = "And" []: "Prop → Prop → Prop";
    Or = "Or" []: "Prop → Prop → Prop";
    Iff = "Iff" []: "Prop → Prop → Prop";
    BoolNot = "Bool.not" []: "Bool → Bool";
    BoolAnd = "Bool.and" []: "Bool → Bool → Bool";
    BoolOr = "Bool.or" []: "Bool → Bool → Bool";
    BoolEqual = "Lumen.bxnor" []: "Bool → Bool → Bool";
    TestEqual = "Lumen.beq" []: "Int → Int → Bool";
    TestLess = "Lumen.blt" []: "Int → Int → Bool";
    TestLessEqual = "Lumen.ble" []: "Int → Int → Bool";
    Conditional = "cond" [1]: "(α : Type) → Bool → α → α → α";
    I64 = "Lumen.I64" []: "Int → Prop";
    Wrap64 = "Lumen.wrap64" []: "Int → Int";
    CompOk = "Lumen.Comp.ok" []: "(α : Type) → α → Lumen.Comp α";
    CompHalt = "Lumen.Comp.halt" []: "(α : Type) → Nat → Lumen.Comp α";
    CompBind = "Lumen.Comp.bind" []:
        "(α : Type) → (β : Type) → Lumen.Comp α → (α → Lumen.Comp β) → Lumen.Comp β";
    CompAt = "Lumen.Comp.at" []: "(α : Type) → Nat → Lumen.Comp α → Lumen.Comp α";
    CompGuard = "Lumen.Comp.guard" []: "(α : Type) → Bool → Nat → Lumen.Comp α → Lumen.Comp α";
    Loop = "Lumen.loop" []: "(σ : Type) → (σ → Bool) → (σ → Lumen.Comp σ) → σ → Lumen.Comp σ";
    CheckedAdd = "Lumen.add" []: "Nat → Int → Int → Lumen.Comp Int";
    CheckedSubtract = "Lumen.sub" []: "Nat → Int → Int → Lumen.Comp Int";
    CheckedMultiply = "Lumen.mul" []: "Nat → Int → Int → Lumen.Comp Int";
    CheckedNegate = "Lumen.neg" []: "Nat → Int → Lumen.Comp Int";
    CheckedDivide = "Lumen.div" []: "Nat → Int → Int → Lumen.Comp Int";
    CheckedRemainder = "Lumen.rem" []: "Nat → Int → Int → Lumen.Comp Int";
    Sites = "Lumen.sites" []: "List Nat → Nat → Prop";
    Total = "Lumen.Total" []: "(α : Type) → (Nat → Prop) → Lumen.Comp α → (α → Prop) → Prop";
    Partial = "Lumen.Partial" []: "(α : Type) → (Nat → Prop) → Lumen.Comp α → (α → Prop) → Prop";
    WorldPrint = "Lumen.World.print" []: "Lumen.World → Lumen.Item → Lumen.World";
    ItemUnit = "Lumen.Item.unit" []: "Lumen.Item";
    ItemInteger = "Lumen.Item.integer" []: "Int → Lumen.Item";
    ItemBoolean = "Lumen.Item.boolean" []: "Bool → Lumen.Item";
    ItemText = "Lumen.Item.text" []: "List Nat → Lumen.Item";
    ItemTuple = "Lumen.Item.tuple" []: "Lumen.Item → Lumen.Item";
    ItemPair = "Lumen.Item.pair" []: "Lumen.Item → Lumen.Item → Lumen.Item";
}

/// The words of a list as terms of one store.
#[derive(Clone, Debug)]
pub struct Table<W> {
    terms: Vec<TermId>,
    list: PhantomData<W>,
}

/// The words of models and statements.
pub type Vocabulary = Table<Word>;

impl<W: Listed> Table<W> {
    /// Interns every word.
    #[must_use]
    pub fn new(store: &mut Store) -> Self {
        Table { terms: W::LIST.iter().map(|known| constant(store, known)).collect(), list: PhantomData }
    }
}

impl<W: Listed> Index<W> for Table<W> {
    type Output = TermId;

    fn index(&self, word: W) -> &TermId {
        &self.terms[word.position()]
    }
}

/// A constant of a list at its levels.
pub fn constant(store: &mut Store, known: &Known) -> TermId {
    let name = store.name(known.name);
    let levels: Vec<LevelId> =
        known.levels.iter().map(|&level| if level == 0 { LevelId::ZERO } else { LevelId::ONE }).collect();
    store.constant(name, &levels)
}
