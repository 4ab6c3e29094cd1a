//! Which characters make up names.
//! Given by: Lean's definition of identifiers.
//! Gives: two tests to the lexer, the grammar and the printer.
//! Holds: every character that may start a name may also stand inside it.

/// Whether a name may start with a character.
#[must_use]
pub fn is_start(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_' || is_letter_like(character)
}

/// Whether a character may stand inside a name.
#[must_use]
pub fn is_rest(character: char) -> bool {
    is_start(character)
        || character.is_ascii_digit()
        || matches!(character, '\'' | '!' | '?')
        || is_subscript(character)
}

/// Whether a name with this character in it can be taken for no other: of the letters beyond ASCII, the Greek ones that look like
/// no Latin one, and subscript digits.
#[must_use]
pub fn is_distinct(character: char) -> bool {
    is_rest(character) && (character.is_ascii() || "αβγδεζηθμξπστφχψωΓΔΘΞΦΨΩ₀₁₂₃₄₅₆₇₈₉".contains(character))
}

/// Greek without `λ Π Σ`, Coptic, polytonic Greek, letter-like signs, script and Fraktur, accented Latin.
fn is_letter_like(character: char) -> bool {
    match character {
        'λ' | 'Π' | 'Σ' | '×' | '÷' => false,
        '\u{3b1}'..='\u{3c9}' | '\u{391}'..='\u{3a9}' | '\u{3ca}'..='\u{3fb}' => true,
        '\u{1f00}'..='\u{1ffe}' | '\u{2100}'..='\u{214f}' | '\u{1d49c}'..='\u{1d59f}' => true,
        '\u{c0}'..='\u{17f}' => true,
        _ => false,
    }
}

fn is_subscript(character: char) -> bool {
    matches!(character, '\u{2080}'..='\u{2089}' | '\u{2090}'..='\u{209c}' | '\u{1d62}'..='\u{1d6a}' | '\u{2c7c}')
}
