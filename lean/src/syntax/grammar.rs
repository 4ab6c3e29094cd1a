//! What the words and notations of a text are: Lean's own, and those that files declare.
//! Given by: the tables here, and the commands `notation`, `infixl` and so on.
//! Gives: the symbols to the lexer, the notations to the parser; one grammar may serve several texts in order.
//! Holds: a symbol is never taken away.

use crate::syntax::operator::{Fixity, OPERATORS, Shape};
use crate::syntax::tree::Term;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

const WORDS: &str = "fun let have show by at with match if bif then else do from suffices in calc sorry nomatch nofun \
    Prop Type Sort def theorem lemma abbrev instance example inductive structure class axiom opaque \
    namespace section end open export universe variable attribute notation infix infixl infixr prefix postfix \
    set_option mutual where deriving extends private protected noncomputable unsafe partial local scoped nonrec \
    import prelude termination_by decreasing_by macro macro_rules syntax elab elab_rules initialize include omit \
    using generalizing renaming hiding for try return unless repeat while haveI letI run_cmd builtin_initialize \
    declare_syntax_cat declare_config_elab add_decl_doc register_option";

const SIGNS: &str = "( ) [ ] { } ⟨ ⟩ ⦃ ⦄ ‹ › ∅ : := ; , . .. ... | => ↦ → -> ← <- ∀ ∃ ∃! λ Σ Π · @ @[ #[ .{ .( _ ? // ⊢ \
    |>. |> <| $ <;> ' #check #print #eval #reduce #synth #guard";

/// A part of a notation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NotationPart {
    /// A sign or word.
    Symbol(String),
    /// A term of at least a precedence, under a name.
    Operand(String, u16),
}

/// A notation that a text declared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notation {
    /// The precedence of the whole.
    pub(crate) precedence: u16,
    /// Its parts; either the first or the second is a symbol.
    pub(crate) parts: Vec<NotationPart>,
    /// What it stands for, with the operands' names in it.
    pub(crate) meaning: Term,
    /// A bound on the height of that term.
    pub(crate) height: u32,
}

/// Symbols and notations.
#[derive(Clone, Debug)]
pub struct Grammar {
    words: FxHashSet<Box<str>>,
    /// Signs by their first character, longest first.
    signs: FxHashMap<char, Vec<Box<str>>>,
    prefixes: FxHashMap<&'static str, &'static Shape>,
    infixes: FxHashMap<&'static str, &'static Shape>,
    leading: FxHashMap<Box<str>, Arc<Notation>>,
    trailing: FxHashMap<Box<str>, Arc<Notation>>,
}

impl Default for Grammar {
    fn default() -> Self {
        Self::new()
    }
}

impl Grammar {
    /// Lean's own symbols and no further notation.
    #[must_use]
    pub fn new() -> Self {
        let mut grammar = Grammar {
            words: FxHashSet::default(),
            signs: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            infixes: FxHashMap::default(),
            leading: FxHashMap::default(),
            trailing: FxHashMap::default(),
        };
        for symbol in WORDS.split_whitespace().chain(SIGNS.split_whitespace()) {
            grammar.add_symbol(symbol);
        }
        for row in OPERATORS {
            for token in row.tokens {
                grammar.add_symbol(token);
                match row.fixity {
                    Fixity::Prefix(_) => grammar.prefixes.insert(token, row),
                    Fixity::Infix(..) | Fixity::Postfix(_) => grammar.infixes.insert(token, row),
                };
            }
        }
        grammar
    }

    /// The longest sign that a text starts with.
    pub(crate) fn sign<'t>(&self, text: &'t str) -> Option<&'t str> {
        let candidates = self.signs.get(&text.chars().next()?)?;
        candidates.iter().find(|sign| text.starts_with(&***sign)).and_then(|sign| text.get(..sign.len()))
    }

    /// Whether a name is reserved.
    pub(crate) fn is_word(&self, name: &str) -> bool {
        self.words.contains(name)
    }

    /// The operator before an operand.
    pub(crate) fn prefix(&self, token: &str) -> Option<&'static Shape> {
        self.prefixes.get(token).copied()
    }

    /// The operator between operands or after one.
    pub(crate) fn infix(&self, token: &str) -> Option<&'static Shape> {
        self.infixes.get(token).copied()
    }

    /// Takes in a notation; a later one with the same first symbol replaces an earlier one.
    pub(crate) fn add(&mut self, notation: Notation) {
        for part in &notation.parts {
            if let NotationPart::Symbol(symbol) = part {
                self.add_symbol(symbol);
            }
        }
        match notation.parts.as_slice() {
            [NotationPart::Symbol(first), ..] => {
                self.leading.insert(first.as_str().into(), Arc::new(notation));
            }
            [_, NotationPart::Symbol(second), ..] => {
                self.trailing.insert(second.as_str().into(), Arc::new(notation));
            }
            _ => {}
        }
    }

    /// The notation that starts with a symbol.
    pub(crate) fn leading(&self, symbol: &str) -> Option<Arc<Notation>> {
        self.leading.get(symbol).cloned()
    }

    /// The notation whose first operand is followed by a symbol.
    pub(crate) fn trailing(&self, symbol: &str) -> Option<Arc<Notation>> {
        self.trailing.get(symbol).cloned()
    }

    fn add_symbol(&mut self, symbol: &str) {
        let Some(first) = symbol.chars().next() else { return };
        if super::character::is_start(first) && symbol.chars().all(super::character::is_rest) {
            self.words.insert(symbol.into());
            return;
        }
        let signs = self.signs.entry(first).or_default();
        if !signs.iter().any(|sign| **sign == *symbol) {
            signs.push(symbol.into());
            signs.sort_by_key(|sign| std::cmp::Reverse(sign.len()));
        }
    }
}
