//! What Lumen writes where others write something else, in words.
//! Given by: `text`, for a problem that looks like a habit from another language.
//! Gives: a line of help.
//! Holds: each line shows the Lumen that is probably meant.

use elaborator::foreign::Foreign;

pub(super) fn help(foreign: Foreign) -> String {
    match foreign {
        Foreign::Spelling(text) => format!("in Lumen this is `{text}`"),
        _ => fixed(foreign).to_string(),
    }
}

fn fixed(foreign: Foreign) -> &'static str {
    match foreign {
        Foreign::Spelling(_) => "",
        Foreign::Semicolon => "a statement ends with its line: remove the `;`, or start a new line",
        Foreign::Comment => "a comment starts with `#`; division of integers is `/`",
        Foreign::Power => "there is no power: write a product, `x * x`",
        Foreign::Step => "write `x += 1` or `x -= 1`, as a statement",
        Foreign::Quote => "a text stands between `\"` and `\"`, a name without quotation marks",
        Foreign::Mark => "a name stands without a mark before it",
        Foreign::Letter => "names have the letters `a` to `z` and `A` to `Z`, digits and `_`",
        Foreign::Blank => "this blank is another character (U+00A0): write a usual one",
        Foreign::Equality => "`=` declares and assigns; values are compared by `==`",
        Foreign::OpenBrace => "a block starts on the next line, without a brace, and ends with `end`",
        Foreign::CloseBrace => "a block ends with `end`",
        Foreign::BlockWord => {
            "a block starts on the next line, without a word or sign before it, and ends with `end`"
        }
        Foreign::OneLine => {
            "a condition stands alone on its line; statements follow on lines of their own, then `end`"
        }
        Foreign::EndWord => "`end` stands alone",
        Foreign::ElseIf => "in Lumen this is `else if`",
        Foreign::Variable => "variables are declared by `let x = …`, those that change by `let mut x = …`",
        Foreign::Call => "a call has brackets: `print(x)`",
        Foreign::Function => "a function is a cell: `cell name(x: Int) -> Int`, its statements, `end`",
        Foreign::Record => "a record is declared by `record NAME`, a line for each field, `end`",
        Foreign::Modifier => "a declaration starts with its own word: `cell`, `pred`, `spec`",
        Foreign::Outside => "statements stand in a cell; the program starts with `cell main()`",
        Foreign::Tuple => "several values, or names for them, stand in brackets: `(a, b)`",
        Foreign::TypeFirst => "the name comes first: `x: Int`",
        Foreign::Untyped => "each parameter has its type: `x: Int`",
        Foreign::ResultType => "the result follows an arrow: `-> Int`, or `-> (r: Int)` with a name",
    }
}
