//! The words for E01xx: documents, tokens, grammar.
//! Given by: `language`.
//! Gives: title, label and help.
//! Holds: one arm a code, in the order of the numbers.

use super::{Words, foreign, says};
use elaborator::problem::{Code, Expected, Found, Unclosed};
use elaborator::token::{Keyword, Symbol};

pub(super) fn words(code: &Code) -> Option<Words> {
    document(code).or_else(|| fence(code)).or_else(|| grammar(code))
}

fn document(code: &Code) -> Option<Words> {
    Some(match code {
        Code::NotText => says("the file is not text in UTF-8")
            .label("the first byte that is none")
            .help("save the file as UTF-8"),
        Code::HiddenCharacter(character) => {
            says(format!("a character that a reader does not see: U+{:04X}", u32::from(*character)))
                .help("remove it: what is read must be what is compiled")
        }
        Code::ByteOrderMark => {
            says("the file starts with a byte order mark").help("save the file as UTF-8 without one")
        }
        Code::LoneCarriageReturn => says("a carriage return without a line feed")
            .help("end lines with a line feed, with a carriage return before it or without"),
        Code::DocumentTooLarge { limit } => {
            says(format!("the document has more than {} bytes, the limit", limit))
                .help("divide it into several documents")
        }
        Code::DocumentName(stem) => says(format!("`{stem}` cannot be the name of a document"))
            .help("the part of the file name before `.lm` is a name in the kernel: letters, digits and `_`, not starting with a digit"),
        Code::NoProgram => says("the document holds no program")
            .help("declare a cell; in a `.lm.md` document the program stands in fences that start with ```lumen"),
        Code::FrontMatter => says("metadata before the document").help("remove it: renderers differ in how they show it"),
        Code::UnknownDirective { name, nearest } => {
            says(format!("there is no directive `@{name}`")).nearest(nearest.as_ref())
        }
        Code::MisplacedDirective => says("a directive after the first fence, or for the second time")
            .help("directives stand once, before the first fence"),
        Code::MalformedDirective => says("the directive does not take this")
            .help("`@lumen 1`, or `@package \"acme.pay\"`"),
        _ => return None,
    })
}

fn fence(code: &Code) -> Option<Words> {
    Some(match code {
        Code::FenceUnclosed => says("the fence is not closed").help("close it with ``` on a line of its own"),
        Code::FenceIndented => says("a fence that does not start in column 1")
            .help("move it to the beginning of the line, out of lists and quotations: renderers differ in how they read it here"),
        Code::FenceOfTildes => says("a fence of tildes").help("use backticks: ```lumen"),
        Code::FenceInfo(info) => says(format!("a fence with the words `{info}`"))
            .help("a fence is part of the program if exactly `lumen` or `lean` stands behind its backticks"),
        Code::FenceInside => says("some renderers end the fence here, and others do not")
            .help("rewrite the line so that it does not start with backticks"),
        Code::FenceWithoutBlank => says("no blank line before the fence").help("put a blank line before it"),
        Code::NoteOrDefinition => says("a footnote or a definition, into which some renderers take what follows")
            .help("write it as a paragraph"),
        Code::Html => says("HTML that could hide a part of the program")
            .help("remove it, or write it in a fence of its own as an example"),
        _ => return None,
    })
}

fn grammar(code: &Code) -> Option<Words> {
    Some(match code {
        Code::UnexpectedCharacter { text, foreign } => {
            let words = says(format!("`{text}` is not written in Lumen"));
            match foreign {
                Some(foreign) => words.help(foreign::help(*foreign)),
                None => words.help("it can stand in a text or in a comment"),
            }
        }
        Code::MalformedNumber => says("digits followed by letters").help("separate them by a blank"),
        Code::UnclosedText => says("the text does not end on its line").help("close it with `\"`"),
        Code::UnknownEscape => says("there is no such escape")
            .help("known are `\\n`, `\\t`, `\\\\`, `\\\"`, `\\{`, `\\}` and `\\u{…}`"),
        Code::Unexpected { expected: wanted, found: seen, foreign } => {
            let words = says(format!("expected {}, found {}", expected(*wanted), found(*seen)))
                .label(format!("expected {}", expected(*wanted)));
            match foreign.map(foreign::help).or_else(|| advice(*wanted, *seen)) {
                Some(help) => words.help(help),
                None => words,
            }
        }
        Code::UnclosedBlock(how) => unclosed(*how),
        Code::UnclosedBracket(bracket) => {
            says(format!("the bracket is not closed by `{bracket}`")).help(format!("add `{bracket}`"))
        }
        Code::ChainedComparison => says("comparisons do not chain").help("write both: `a <= x and x <= b`"),
        Code::NumberTooLong { limit } => says(format!("the number has more than {limit} digits, the limit")),
        Code::NestingTooDeep { limit } => says(format!("nested more than {limit} deep, the limit"))
            .help("name a part of it by `let`, or make a cell of it"),
        Code::ReservedName(keyword) => {
            says(format!("`{keyword}` is a word of the language")).help("choose another name")
        }
        Code::PositionalAfterNamed => {
            says("an argument by position after one by name").help("arguments by position come first")
        }
        _ => return None,
    })
}

fn unclosed(how: Unclosed) -> Words {
    match how {
        Unclosed::Block => {
            says("a block without its `end`").label("it should end before this").help("add `end`")
        }
        Unclosed::Indented => says("a block without its `end`")
            .label("by its indentation, this is the end of a block around it")
            .help("add `end` before it"),
        Unclosed::Condition => says("an `if` expression without its `end`")
            .label("it should end here")
            .help("write `if … then … else … end`"),
    }
}

/// What to do where one thing stands and another is expected, if that is usually the same.
fn advice(expected: Expected, found: Found) -> Option<String> {
    let help = match (expected, found) {
        (Expected::Declaration, Found::Keyword(Keyword::End | Keyword::Else)) => {
            "there is an `end` too many before this, or a word that opens a block is missing"
        }
        (Expected::Declaration, _) => "a declaration starts with `cell`, `pred` or `spec`",
        (Expected::Keyword(Keyword::Else), _) => {
            "an `if` with `then` is a value and has both parts: `if … then … else … end`"
        }
        (Expected::LineEnd, Found::Symbol(Symbol::CloseRound | Symbol::CloseSquare)) => {
            "there is a bracket too many, or one is missing before it"
        }
        (Expected::Word("because"), _) => "say why: `assume NAME: CONDITION because \"…\"`",
        (Expected::Text, _) => "write a text: `\"…\"`",
        _ => return None,
    };
    Some(help.to_string())
}

fn expected(expected: Expected) -> String {
    match expected {
        Expected::Declaration => "a declaration".to_string(),
        Expected::Expression => "an expression".to_string(),
        Expected::Name => "a name".to_string(),
        Expected::Type => "a type".to_string(),
        Expected::Statement => "a statement".to_string(),
        Expected::Pattern => "a name or a tuple of names".to_string(),
        Expected::Text => "a text in quotation marks".to_string(),
        Expected::LineEnd => "the end of the line".to_string(),
        Expected::Word(word) => format!("`{word}`"),
        Expected::Keyword(keyword) => format!("`{keyword}`"),
        Expected::Symbol(symbol) => format!("`{symbol}`"),
    }
}

fn found(found: Found) -> String {
    match found {
        Found::Name => "a name".to_string(),
        Found::Number => "a number".to_string(),
        Found::Text => "a text".to_string(),
        Found::LineEnd => "the end of the line".to_string(),
        Found::ProgramEnd => "the end of the program".to_string(),
        Found::Keyword(keyword) => format!("`{keyword}`"),
        Found::Symbol(symbol) => format!("`{symbol}`"),
    }
}
