//! Reads the values of numbers, strings and characters from their text.
//! Given by: the parser, with the text of a token.
//! Gives: values, or what is wrong with the text.
//! Holds: the result does not depend on anything but the text.

use crate::syntax::problem::LexicalProblem;
use num_bigint::BigUint;

/// The value of digits, with `0x`, `0b`, `0o` and underscores.
pub(crate) fn read_natural(text: &str) -> Result<BigUint, LexicalProblem> {
    let (base, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, text.get(2..)),
        [b'0', b'b' | b'B', ..] => (2, text.get(2..)),
        [b'0', b'o' | b'O', ..] => (8, text.get(2..)),
        _ => (10, Some(text)),
    };
    let digits: String = digits.unwrap_or("").chars().filter(|&character| character != '_').collect();
    BigUint::parse_bytes(digits.as_bytes(), base).ok_or(LexicalProblem::Number)
}

/// The value of a string in quotes.
pub(crate) fn read_text(text: &str) -> Result<String, LexicalProblem> {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or("");
    let mut characters = inside.chars();
    let mut value = String::with_capacity(inside.len());
    while let Some(character) = characters.next() {
        if character != '\\' {
            value.push(character);
            continue;
        }
        if let Some(escaped) = read_escape(&mut characters)? {
            value.push(escaped);
        }
    }
    Ok(value)
}

/// The value of `r"…"` and `r#"…"#`.
pub(crate) fn read_raw_text(text: &str) -> String {
    let marked = text.strip_prefix('r').unwrap_or("");
    let marks = marked.len() - marked.trim_start_matches('#').len();
    marked.get(marks + 1..marked.len().saturating_sub(marks + 1)).unwrap_or("").to_string()
}

/// The value of a character in quotes.
pub(crate) fn read_character(text: &str) -> Result<char, LexicalProblem> {
    let inside = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).unwrap_or("");
    let mut characters = inside.chars();
    let value = match characters.next() {
        Some('\\') => read_escape(&mut characters)?,
        other => other,
    };
    value.filter(|_| characters.next().is_none()).ok_or(LexicalProblem::Escape)
}

/// What stands after `\`; a line break and the blanks after it stand for nothing.
fn read_escape(characters: &mut std::str::Chars<'_>) -> Result<Option<char>, LexicalProblem> {
    let character = match characters.next() {
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some(same @ ('\\' | '"' | '\'')) => same,
        Some('x') => read_code(characters, 2)?,
        Some('u') => read_code(characters, 4)?,
        Some('\n') => {
            let rest = characters.as_str();
            *characters = rest.trim_start().chars();
            return Ok(None);
        }
        _ => return Err(LexicalProblem::Escape),
    };
    Ok(Some(character))
}

fn read_code(characters: &mut std::str::Chars<'_>, length: usize) -> Result<char, LexicalProblem> {
    let digits: String = characters.by_ref().take(length).collect();
    let code = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == length);
    code.and_then(char::from_u32).ok_or(LexicalProblem::Escape)
}
