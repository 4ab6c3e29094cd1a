//! The lemmas of the library that proofs are made of.
//! Given by: `proofs`, which states and proves them under these names.
//! Gives: names, to the builder; the whole list with statements, to the test that compares it with the library.
//! Holds: the builder uses no constant that is neither here nor in a statement it was given.

/// A lemma.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "each is the lemma whose statement the table below gives")]
pub enum Lemma {
    TrueIntro,
    AndIntro,
    AndLeft,
    AndRight,
    IffIntro,
    IffForward,
    IffBackward,
    ExistsElim,
    ByContradiction,
    NotNot,
    NotOrLeft,
    NotOrRight,
    NotImpliesLeft,
    NotImpliesRight,
    OrElim,
    NotAndElim,
    ImpliesElim,
    NotIffElim,
    NotLessEqual,
    NotLess,
    UnequalElim,
    LessEqualGoal,
    LessGoal,
    EqualGoal,
    Branch,
    Division,
    RemainderByPositive,
    RemainderWithin,
    Remainder,
    EuclideanDivision,
    EuclideanRemainder,
    TestElim,
    TestGoal,
    RefutedGoal,
    TestClash,
    FalseIsTrue,
    TrueIsFalse,
    NotTrue,
    NotFalse,
    NotSame,
    SameForward,
    SameBackward,
    LessEqualTrue,
    LessEqualFalse,
    LessTrue,
    LessFalse,
    EqualTrue,
    EqualFalse,
    RangeTrue,
    RangeFalse,
    NotTrueTest,
    NotFalseTest,
    AndTrueLeft,
    AndTrueRight,
    AndFalseElim,
    OrFalseLeft,
    OrFalseRight,
    OrTrueElim,
    SameTrue,
    SameFalse,
    CondElim,
    Refute,
}

/// Each lemma with its name and its statement in Lean syntax; all its parameters are given explicitly.
pub const LEMMAS: &[(Lemma, &str, &str)] = &[
    (Lemma::TrueIntro, "True.intro", "True"),
    (Lemma::AndIntro, "And.intro", "∀ (a b : Prop), a → b → a ∧ b"),
    (Lemma::AndLeft, "And.left", "∀ (a b : Prop), a ∧ b → a"),
    (Lemma::AndRight, "And.right", "∀ (a b : Prop), a ∧ b → b"),
    (Lemma::IffIntro, "Iff.intro", "∀ (a b : Prop), (a → b) → (b → a) → (a ↔ b)"),
    (Lemma::IffForward, "Iff.mp", "∀ (a b : Prop), (a ↔ b) → a → b"),
    (Lemma::IffBackward, "Iff.mpr", "∀ (a b : Prop), (a ↔ b) → b → a"),
    (
        Lemma::ExistsElim,
        "Exists.elim",
        "∀ (α : Sort u) (p : α → Prop) (b : Prop), (∃ x, p x) → (∀ (a : α), p a → b) → b",
    ),
    (Lemma::ByContradiction, "Lumen.Decide.by_contradiction", "∀ (p : Prop), (¬p → False) → p"),
    (Lemma::NotNot, "Lumen.Decide.not_not", "∀ (p : Prop), ¬¬p → p"),
    (Lemma::NotOrLeft, "Lumen.Decide.not_or_left", "∀ (p q : Prop), ¬(p ∨ q) → ¬p"),
    (Lemma::NotOrRight, "Lumen.Decide.not_or_right", "∀ (p q : Prop), ¬(p ∨ q) → ¬q"),
    (Lemma::NotImpliesLeft, "Lumen.Decide.not_implies_left", "∀ (p q : Prop), ¬(p → q) → p"),
    (Lemma::NotImpliesRight, "Lumen.Decide.not_implies_right", "∀ (p q : Prop), ¬(p → q) → ¬q"),
    (Lemma::OrElim, "Lumen.Decide.or_elim", "∀ (p q : Prop), p ∨ q → (p → False) → (q → False) → False"),
    (
        Lemma::NotAndElim,
        "Lumen.Decide.not_and_elim",
        "∀ (p q : Prop), ¬(p ∧ q) → (¬p → False) → (¬q → False) → False",
    ),
    (
        Lemma::ImpliesElim,
        "Lumen.Decide.implies_elim",
        "∀ (p q : Prop), (p → q) → (¬p → False) → (q → False) → False",
    ),
    (
        Lemma::NotIffElim,
        "Lumen.Decide.not_iff_elim",
        "∀ (p q : Prop), ¬(p ↔ q) → (p ∧ ¬q → False) → (¬p ∧ q → False) → False",
    ),
    (Lemma::NotLessEqual, "Lumen.Decide.not_le", "∀ (a b : Int), ¬(a ≤ b) → b < a"),
    (Lemma::NotLess, "Lumen.Decide.not_lt", "∀ (a b : Int), ¬(a < b) → b ≤ a"),
    (
        Lemma::UnequalElim,
        "Lumen.Decide.ne_elim",
        "∀ (a b : Int), ¬(a = b) → (a < b → False) → (b < a → False) → False",
    ),
    (Lemma::LessEqualGoal, "Lumen.Decide.le_goal", "∀ (a b : Int), (b < a → False) → a ≤ b"),
    (Lemma::LessGoal, "Lumen.Decide.lt_goal", "∀ (a b : Int), (b ≤ a → False) → a < b"),
    (Lemma::EqualGoal, "Lumen.Decide.eq_goal", "∀ (a b : Int), (a < b → False) → (b < a → False) → a = b"),
    (Lemma::Branch, "Lumen.Decide.branch", "∀ (a k : Int), (a ≤ k → False) → (k + 1 ≤ a → False) → False"),
    (Lemma::Division, "Lumen.Decide.division", "∀ (a k : Int), a = k * Int.tdiv a k + Int.tmod a k"),
    (
        Lemma::RemainderByPositive,
        "Lumen.Decide.remainder_positive",
        "∀ (a k : Int), Lumen.ble 1 k = true → \
         (0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < k)) ∨ (a < 0 ∧ (-k < Int.tmod a k ∧ Int.tmod a k ≤ 0))",
    ),
    (
        Lemma::RemainderWithin,
        "Lumen.Decide.remainder_within",
        "∀ (a k : Int), Lumen.ble 1 k = true → -k < Int.tmod a k ∧ Int.tmod a k < k",
    ),
    (
        Lemma::Remainder,
        "Lumen.Decide.remainder",
        "∀ (a k : Int), k = 0 ∨ \
         ((0 < k ∧ ((0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < k)) ∨ (a < 0 ∧ (-k < Int.tmod a k ∧ Int.tmod a k ≤ 0)))) ∨ \
         (k < 0 ∧ ((0 ≤ a ∧ (0 ≤ Int.tmod a k ∧ Int.tmod a k < -k)) ∨ (a < 0 ∧ (k < Int.tmod a k ∧ Int.tmod a k ≤ 0)))))",
    ),
    (
        Lemma::EuclideanDivision,
        "Lumen.Decide.euclidean_division",
        "∀ (a k : Int), a = k * Int.ediv a k + Int.emod a k",
    ),
    (
        Lemma::EuclideanRemainder,
        "Lumen.Decide.euclidean_remainder",
        "∀ (a k : Int), Lumen.ble 1 k = true → 0 ≤ Int.emod a k ∧ Int.emod a k < k",
    ),
    (
        Lemma::TestElim,
        "Lumen.Decide.bool_elim",
        "∀ (b : Bool), (b = true → False) → (b = false → False) → False",
    ),
    (Lemma::TestGoal, "Lumen.Decide.true_goal", "∀ (b : Bool), (b = false → False) → b = true"),
    (Lemma::RefutedGoal, "Lumen.Decide.false_goal", "∀ (b : Bool), (b = true → False) → b = false"),
    (Lemma::TestClash, "Lumen.Decide.clash", "∀ (b : Bool), b = true → b = false → False"),
    (Lemma::FalseIsTrue, "Lumen.Decide.false_is_true", "false = true → False"),
    (Lemma::TrueIsFalse, "Lumen.Decide.true_is_false", "true = false → False"),
    (Lemma::NotTrue, "Lumen.Decide.not_true", "∀ (b : Bool), ¬(b = true) → b = false"),
    (Lemma::NotFalse, "Lumen.Decide.not_false", "∀ (b : Bool), ¬(b = false) → b = true"),
    (Lemma::NotSame, "Lumen.Decide.not_same", "∀ (a b : Bool), ¬(a = b) → a = Bool.not b"),
    (Lemma::SameForward, "Lumen.Decide.same_forward", "∀ (a b c : Bool), a = b → a = c → b = c"),
    (Lemma::SameBackward, "Lumen.Decide.same_backward", "∀ (a b c : Bool), a = b → b = c → a = c"),
    (Lemma::LessEqualTrue, "Lumen.Decide.ble_true", "∀ (a b : Int), Lumen.ble a b = true → a ≤ b"),
    (Lemma::LessEqualFalse, "Lumen.Decide.ble_false", "∀ (a b : Int), Lumen.ble a b = false → b < a"),
    (Lemma::LessTrue, "Lumen.Decide.blt_true", "∀ (a b : Int), Lumen.blt a b = true → a < b"),
    (Lemma::LessFalse, "Lumen.Decide.blt_false", "∀ (a b : Int), Lumen.blt a b = false → b ≤ a"),
    (Lemma::EqualTrue, "Lumen.Decide.beq_true", "∀ (a b : Int), Lumen.beq a b = true → a = b"),
    (Lemma::EqualFalse, "Lumen.Decide.beq_false", "∀ (a b : Int), Lumen.beq a b = false → ¬(a = b)"),
    (Lemma::RangeTrue, "Lumen.Decide.range_true", "∀ (a : Int), Lumen.inI64 a = true → Lumen.I64 a"),
    (Lemma::RangeFalse, "Lumen.Decide.range_false", "∀ (a : Int), Lumen.inI64 a = false → ¬Lumen.I64 a"),
    (Lemma::NotTrueTest, "Lumen.Decide.bnot_true", "∀ (b : Bool), Bool.not b = true → b = false"),
    (Lemma::NotFalseTest, "Lumen.Decide.bnot_false", "∀ (b : Bool), Bool.not b = false → b = true"),
    (Lemma::AndTrueLeft, "Lumen.Decide.and_left", "∀ (a b : Bool), Bool.and a b = true → a = true"),
    (Lemma::AndTrueRight, "Lumen.Decide.and_right", "∀ (a b : Bool), Bool.and a b = true → b = true"),
    (
        Lemma::AndFalseElim,
        "Lumen.Decide.and_elim",
        "∀ (a b : Bool), Bool.and a b = false → (a = false → False) → (b = false → False) → False",
    ),
    (Lemma::OrFalseLeft, "Lumen.Decide.or_left", "∀ (a b : Bool), Bool.or a b = false → a = false"),
    (Lemma::OrFalseRight, "Lumen.Decide.or_right", "∀ (a b : Bool), Bool.or a b = false → b = false"),
    (
        Lemma::OrTrueElim,
        "Lumen.Decide.bor_elim",
        "∀ (a b : Bool), Bool.or a b = true → (a = true → False) → (b = true → False) → False",
    ),
    (Lemma::SameTrue, "Lumen.Decide.bxnor_true", "∀ (a b : Bool), Lumen.bxnor a b = true → a = b"),
    (
        Lemma::SameFalse,
        "Lumen.Decide.bxnor_false",
        "∀ (a b : Bool), Lumen.bxnor a b = false → a = Bool.not b",
    ),
    (
        Lemma::CondElim,
        "Lumen.Decide.cond_elim",
        "∀ (c a b v : Bool), cond c a b = v → (c = true ∧ a = v → False) → (c = false ∧ b = v → False) → False",
    ),
    (
        Lemma::Refute,
        "Lumen.Linear.refute",
        "∀ (context : List Int) (hypotheses : List Lumen.Linear.Hypothesis) (certificate : Lumen.Linear.Certificate), \
         Lumen.Linear.check hypotheses certificate = true → Lumen.Linear.refuted context hypotheses",
    ),
];

impl Lemma {
    /// The lemma's name with dots.
    #[must_use]
    pub fn name(self) -> &'static str {
        LEMMAS.iter().find(|(lemma, _, _)| *lemma == self).map_or("", |(_, name, _)| name)
    }
}
