//! The texts of the library, and in which order they build on each other.
//! Given by: nobody; the list is written here.
//! Gives: `SOURCES` to the build step, `Part` to everybody who asks what a declaration is trusted for.
//! Holds: a text uses only declarations of texts before it; the order of the parts is the order of trust and of declaration.

/// A part of the library.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// Lean's own prelude, from its export.
    Prelude,
    /// What Lean's core has beyond it.
    Base,
    /// The definitions that statements use.
    Meaning,
    /// Theorems about them.
    Theory,
}

/// A text with its part and its path in this package.
pub const SOURCES: &[(Part, &str)] = &[
    (Part::Base, "base/Core.lean"),
    (Part::Base, "base/Logic.lean"),
    (Part::Base, "base/Nat.lean"),
    (Part::Base, "base/NatDiv.lean"),
    (Part::Base, "base/Int.lean"),
    (Part::Base, "base/IntRing.lean"),
    (Part::Base, "base/IntOrder.lean"),
    (Part::Base, "base/IntDiv.lean"),
    (Part::Meaning, "meaning/Comp.lean"),
    (Part::Meaning, "meaning/Integer.lean"),
    (Part::Meaning, "meaning/World.lean"),
    (Part::Theory, "theory/Test.lean"),
    (Part::Theory, "theory/Comp.lean"),
    (Part::Theory, "theory/Arithmetic.lean"),
    (Part::Theory, "theory/Loop.lean"),
    (Part::Theory, "theory/Linear.lean"),
    (Part::Theory, "theory/Decide.lean"),
];

/// The axioms that the library may declare.
pub const AXIOMS: &[&str] = &["propext", "Quot.sound"];
