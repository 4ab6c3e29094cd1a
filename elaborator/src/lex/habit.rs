//! Signs of other languages.
//! Given by: the lexer, at a character that is no letter and no digit.
//! Gives: what stands there, why it may, and the token to go on with.
//! Holds: no sign of Lumen, followed by whatever may follow it, is taken for a foreign one.

use crate::foreign::Foreign;
use crate::token::{Keyword, Symbol, Token};

/// A sign of another language.
pub(super) struct Habit {
    /// How many bytes it has.
    pub length: usize,
    /// What it is.
    pub foreign: Foreign,
    /// What it stands for; nothing is read if it stands for nothing.
    pub token: Option<Token>,
}

/// Signs with one spelling, longer ones before their beginnings.
const SIGNS: &[(&str, Foreign, Option<Token>)] = &[
    ("<==>", Foreign::Spelling("iff"), Some(Token::Keyword(Keyword::Iff))),
    ("==>", Foreign::Spelling("implies"), Some(Token::Keyword(Keyword::Implies))),
    ("===", Foreign::Spelling("=="), Some(Token::Symbol(Symbol::Equal))),
    ("!==", Foreign::Spelling("!="), Some(Token::Symbol(Symbol::NotEqual))),
    ("&&", Foreign::Spelling("and"), Some(Token::Keyword(Keyword::And))),
    ("||", Foreign::Spelling("or"), Some(Token::Keyword(Keyword::Or))),
    ("/\\", Foreign::Spelling("and"), Some(Token::Keyword(Keyword::And))),
    ("\\/", Foreign::Spelling("or"), Some(Token::Keyword(Keyword::Or))),
    ("<>", Foreign::Spelling("!="), Some(Token::Symbol(Symbol::NotEqual))),
    (":=", Foreign::Spelling("="), Some(Token::Symbol(Symbol::Assign))),
    ("**", Foreign::Power, Some(Token::Symbol(Symbol::Star))),
    ("&", Foreign::Spelling("and"), Some(Token::Keyword(Keyword::And))),
    ("~", Foreign::Spelling("not"), Some(Token::Keyword(Keyword::Not))),
    ("^", Foreign::Power, Some(Token::Symbol(Symbol::Star))),
    (";", Foreign::Semicolon, Some(Token::Newline)),
    ("∧", Foreign::Spelling("and"), Some(Token::Keyword(Keyword::And))),
    ("∨", Foreign::Spelling("or"), Some(Token::Keyword(Keyword::Or))),
    ("¬", Foreign::Spelling("not"), Some(Token::Keyword(Keyword::Not))),
    ("⇒", Foreign::Spelling("implies"), Some(Token::Keyword(Keyword::Implies))),
    ("⇔", Foreign::Spelling("iff"), Some(Token::Keyword(Keyword::Iff))),
    ("↔", Foreign::Spelling("iff"), Some(Token::Keyword(Keyword::Iff))),
    ("→", Foreign::Spelling("->"), Some(Token::Symbol(Symbol::Arrow))),
    ("←", Foreign::Spelling("="), Some(Token::Symbol(Symbol::Assign))),
    ("∀", Foreign::Spelling("forall"), Some(Token::Keyword(Keyword::Forall))),
    ("∃", Foreign::Spelling("exists"), Some(Token::Keyword(Keyword::Exists))),
    ("∈", Foreign::Spelling("in"), Some(Token::Keyword(Keyword::In))),
    ("≤", Foreign::Spelling("<="), Some(Token::Symbol(Symbol::LessEqual))),
    ("≥", Foreign::Spelling(">="), Some(Token::Symbol(Symbol::GreaterEqual))),
    ("≠", Foreign::Spelling("!="), Some(Token::Symbol(Symbol::NotEqual))),
    ("×", Foreign::Spelling("*"), Some(Token::Symbol(Symbol::Star))),
    ("·", Foreign::Spelling("*"), Some(Token::Symbol(Symbol::Star))),
    ("÷", Foreign::Spelling("/"), Some(Token::Symbol(Symbol::Slash))),
    ("−", Foreign::Spelling("-"), Some(Token::Symbol(Symbol::Minus))),
    ("–", Foreign::Spelling("-"), Some(Token::Symbol(Symbol::Minus))),
    ("\u{a0}", Foreign::Blank, None),
];

/// The foreign sign that a text starts with.
pub(super) fn habit(rest: &str) -> Option<Habit> {
    if let Some((text, foreign, token)) = SIGNS.iter().find(|(text, _, _)| rest.starts_with(text)) {
        return Some(Habit { length: text.len(), foreign: *foreign, token: *token });
    }
    if rest.starts_with("//") || rest.starts_with("/*") {
        let length = rest.find('\n').unwrap_or(rest.len());
        return Some(Habit { length, foreign: Foreign::Comment, token: None });
    }
    // Not before an equals sign: `!=` is of Lumen.
    if rest.starts_with('!') && !rest.starts_with("!=") {
        let token = Some(Token::Keyword(Keyword::Not));
        return Some(Habit { length: 1, foreign: Foreign::Spelling("not"), token });
    }
    quoted(rest).or_else(|| marked(rest))
}

/// A text in other quotation marks than `"`, up to the one that closes it, or to the end of the line.
fn quoted(rest: &str) -> Option<Habit> {
    let first = rest.chars().next().filter(|first| "'‘’“”„«»`".contains(*first))?;
    let line = rest.split('\n').next().unwrap_or(rest).trim_end();
    let inside = line.get(first.len_utf8()..)?;
    let close = inside.char_indices().find(|(_, character)| "'’“”»`".contains(*character));
    let length = close.map_or(line.len(), |(at, last)| first.len_utf8() + at + last.len_utf8());
    Some(Habit { length, foreign: Foreign::Quote, token: Some(Token::Unknown) })
}

/// A name with a mark before it, or the mark alone.
fn marked(rest: &str) -> Option<Habit> {
    let behind = rest.trim_start_matches(['$', '\\']);
    let marks = rest.len() - behind.len();
    let name = behind.bytes().take_while(|byte| super::is_name_byte(*byte)).count();
    let token = Some(Token::Unknown);
    (marks > 0).then_some(Habit { length: marks + name, foreign: Foreign::Mark, token })
}
