//! What other languages write and Lumen does not.
//! Given by: `lex` and `parse`, where a problem looks like a habit from another language.
//! Gives: the problem what was probably meant; the diagnostics put into words what Lumen writes instead.
//! Holds: nothing here makes a program right or wrong: it explains a problem that is there anyway.

/// A habit from another language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Foreign {
    /// Another spelling of a sign or word, which in Lumen is this.
    Spelling(&'static str),
    /// `;` after a statement.
    Semicolon,
    /// `//` or `/*` before a comment.
    Comment,
    /// `^` or `**` for a power.
    Power,
    /// `++` or `--` after a variable.
    Step,
    /// `'a'`, or quotation marks as typographers set them.
    Quote,
    /// `$x`, `\x`: a mark before a name.
    Mark,
    /// A letter in a name that is not one of the alphabet of English.
    Letter,
    /// A blank that is another character than the usual one.
    Blank,
    /// `=` where two values are compared.
    Equality,
    /// `{` before a block.
    OpenBrace,
    /// `}` after a block.
    CloseBrace,
    /// `:`, `=`, `do` or `then` before a block.
    BlockWord,
    /// A statement on the line of the condition that it depends on.
    OneLine,
    /// `end if`, `end while`.
    EndWord,
    /// `elif`, `elsif`, `elseif`.
    ElseIf,
    /// `var x = e`, `const x = e`, `mut x = e`, `int x = e`.
    Variable,
    /// `print x` for `print(x)`.
    Call,
    /// `fn f(…)`, `def f(…)`.
    Function,
    /// `struct S`, `class C`.
    Record,
    /// `pub`, `static` and the like before a declaration.
    Modifier,
    /// A statement outside of a cell.
    Outside,
    /// `a, b` for `(a, b)`.
    Tuple,
    /// `Int x` for `x: Int`.
    TypeFirst,
    /// `x` for `x: Int`.
    Untyped,
    /// `: T`, `=> T` or `T` after the parameters of a cell.
    ResultType,
}
