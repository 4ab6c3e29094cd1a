//! The constants that the checker knows more about than their definitions say.
//! Given by: `declare::recognize`, which looks at each declaration of such a name.
//! Gives: names of literals' types and constructors, and operations that are computed on literals.
//! Holds: a name is here only if what was declared under it is what Lean declares under it.

use crate::name::NameId;
use crate::store::Store;

/// An operation on natural numbers that is computed on literals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Operation {
    Successor,
    Add,
    Subtract,
    Multiply,
    Power,
    Divide,
    Remainder,
    GreatestDivisor,
    Equal,
    AtMost,
    ShiftLeft,
    ShiftRight,
}

impl Operation {
    /// Number of arguments.
    pub(crate) fn arity(self) -> usize {
        match self {
            Operation::Successor => 1,
            _ => 2,
        }
    }
}

/// `Nat` and its constructors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Natural {
    pub(crate) of: NameId,
    pub(crate) zero: NameId,
    pub(crate) successor: NameId,
}

/// What a string literal is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TextNames {
    pub(crate) of: NameId,
    pub(crate) of_list: NameId,
    pub(crate) character: NameId,
    pub(crate) character_of_number: NameId,
    pub(crate) nil: NameId,
    pub(crate) cons: NameId,
}

/// The operations that are computed on literals.
const OPERATIONS: [(&str, Operation); 11] = [
    ("Nat.add", Operation::Add),
    ("Nat.sub", Operation::Subtract),
    ("Nat.mul", Operation::Multiply),
    ("Nat.pow", Operation::Power),
    ("Nat.shiftLeft", Operation::ShiftLeft),
    ("Nat.shiftRight", Operation::ShiftRight),
    ("Nat.beq", Operation::Equal),
    ("Nat.ble", Operation::AtMost),
    ("Nat.div", Operation::Divide),
    ("Nat.mod", Operation::Remainder),
    ("Nat.gcd", Operation::GreatestDivisor),
];

/// The operation that Lean calls so.
pub(crate) fn operation_called(shown: &str) -> Option<Operation> {
    OPERATIONS.iter().find(|(name, _)| *name == shown).map(|&(_, operation)| operation)
}

/// The recognized constants of an environment.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Primitives {
    natural: Option<Natural>,
    /// `Bool.false` and `Bool.true`.
    truths: Option<(NameId, NameId)>,
    text: Option<TextNames>,
    /// Few, so a list is the fastest table.
    operations: Vec<(NameId, Operation)>,
    /// What was acknowledged, from which all the rest follows.
    recognized: Vec<NameId>,
}

impl Primitives {
    /// Takes note of a constant that is Lean's; none if nothing more is known of it.
    pub(crate) fn acknowledge(&mut self, store: &mut Store, name: NameId) -> Option<()> {
        let shown = store.show_name(name);
        let mut part = |dotted: &str| store.name(dotted);
        match shown.as_str() {
            "Eq" => {}
            "Bool" => self.truths = Some((part("Bool.false"), part("Bool.true"))),
            "Nat" => {
                let (zero, successor) = (part("Nat.zero"), part("Nat.succ"));
                self.natural = Some(Natural { of: name, zero, successor });
                self.operations.push((successor, Operation::Successor));
            }
            "String.mk" | "String.ofList" => {
                self.text = Some(TextNames {
                    of: part("String"),
                    of_list: name,
                    character: part("Char"),
                    character_of_number: part("Char.ofNat"),
                    nil: part("List.nil"),
                    cons: part("List.cons"),
                });
            }
            shown => self.operations.push((name, operation_called(shown)?)),
        }
        self.recognized.push(name);
        Some(())
    }

    pub(crate) fn is_recognized(&self, name: NameId) -> bool {
        self.recognized.contains(&name)
    }

    pub(crate) fn natural(&self) -> Option<NameId> {
        self.natural.map(|natural| natural.of)
    }

    pub(crate) fn zero(&self) -> Option<NameId> {
        self.natural.map(|natural| natural.zero)
    }

    pub(crate) fn successor(&self) -> Option<NameId> {
        self.natural.map(|natural| natural.successor)
    }

    pub(crate) fn text(&self) -> Option<NameId> {
        self.text.map(|text| text.of)
    }

    pub(crate) fn text_names(&self) -> Option<TextNames> {
        self.text
    }

    pub(crate) fn truth(&self, truth: bool) -> Option<NameId> {
        self.truths.map(|(no, yes)| if truth { yes } else { no })
    }

    pub(crate) fn operation(&self, name: NameId) -> Option<Operation> {
        self.operations.iter().find(|&&(known, _)| known == name).map(|&(_, operation)| operation)
    }
}
