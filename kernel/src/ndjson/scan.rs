//! A strict scanner for the JSON of one line.
//! Given by: the reader.
//! Gives: the values of a line, side by side in the order of the line.
//! Holds: nesting is bounded, numbers are natural; anything else is malformed. No text is copied but those with escapes.

/// Deeper nesting does not occur in the format.
const NESTING: u32 = 32;

/// What does not stand for itself in a text.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    (special[b'"' as usize], special[b'\\' as usize]) = (true, true);
    let mut control = 0;
    while control < 0x20 {
        special[control] = true;
        control += 1;
    }
    special
};

/// A value, a key among them; those inside a list or an object follow it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Null,
    Truth(bool),
    Number(u64),
    /// A text without escapes: where it is in the line.
    Plain(usize, usize),
    /// A text with escapes: its position among those of the tape.
    Escaped(usize),
    /// A list, and the position after its last item.
    List(usize),
    /// An object, and the position after its last value.
    Object(usize),
}

/// The values of a line. The memory is used again for the next one.
#[derive(Default)]
pub(super) struct Tape {
    pub(super) tokens: Vec<Token>,
    pub(super) texts: Vec<String>,
}

/// Where the line stops being JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NotJson;

type Scanned<T> = Result<T, NotJson>;

impl Tape {
    /// Reads a line that holds one object.
    pub(super) fn scan(&mut self, line: &str) -> Scanned<()> {
        self.tokens.clear();
        self.texts.clear();
        let mut scanner = Scanner { line, rest: line.as_bytes(), tape: self };
        scanner.value(0)?;
        let ended = scanner.rest.is_empty();
        match self.tokens.first() {
            Some(Token::Object(_)) if ended => Ok(()),
            _ => Err(NotJson),
        }
    }
}

struct Scanner<'a> {
    line: &'a str,
    rest: &'a [u8],
    tape: &'a mut Tape,
}

impl Scanner<'_> {
    fn blank(&mut self) {
        while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    fn take(&mut self, word: &[u8]) -> Scanned<()> {
        self.rest = self.rest.strip_prefix(word).ok_or(NotJson)?;
        Ok(())
    }

    fn word(&mut self, word: &[u8], token: Token) -> Scanned<()> {
        self.tape.tokens.push(token);
        self.take(word)
    }

    /// A value, and the blanks around it.
    fn value(&mut self, nesting: u32) -> Scanned<()> {
        if nesting > NESTING {
            return Err(NotJson);
        }
        self.blank();
        match self.rest.first().ok_or(NotJson)? {
            b'{' => self.items(b'}', Token::Object, |scanner| {
                scanner.blank();
                scanner.text()?;
                scanner.blank();
                scanner.take(b":")?;
                scanner.value(nesting + 1)
            })?,
            b'[' => self.items(b']', Token::List, |scanner| scanner.value(nesting + 1))?,
            b'"' => self.text()?,
            b'0'..=b'9' => self.number()?,
            b't' => self.word(b"true", Token::Truth(true))?,
            b'f' => self.word(b"false", Token::Truth(false))?,
            _ => self.word(b"null", Token::Null)?,
        }
        self.blank();
        Ok(())
    }

    /// A bracket, items between commas, and the closing bracket.
    fn items(
        &mut self,
        close: u8,
        token: impl Fn(usize) -> Token,
        mut item: impl FnMut(&mut Self) -> Scanned<()>,
    ) -> Scanned<()> {
        let start = self.tape.tokens.len();
        self.tape.tokens.push(token(0));
        self.rest = &self.rest[1..];
        self.blank();
        if self.rest.first() != Some(&close) {
            item(self)?;
            while let [b',', rest @ ..] = self.rest {
                self.rest = rest;
                item(self)?;
            }
        }
        self.tape.tokens[start] = token(self.tape.tokens.len());
        self.take(&[close])
    }

    fn number(&mut self) -> Scanned<()> {
        let leading_zero = matches!(self.rest, [b'0', b'0'..=b'9', ..]);
        let (value, rest) = digits(self.rest).ok_or(NotJson)?;
        if leading_zero || matches!(rest, [b'.' | b'e' | b'E', ..]) {
            return Err(NotJson);
        }
        self.rest = rest;
        self.tape.tokens.push(Token::Number(value));
        Ok(())
    }

    fn text(&mut self) -> Scanned<()> {
        self.take(b"\"")?;
        let start = self.line.len() - self.rest.len();
        self.skip_plain()?;
        let end = self.line.len() - self.rest.len();
        let token = match self.rest.first() {
            Some(b'"') => Token::Plain(start, end),
            _ => self.escaped(start)?,
        };
        self.tape.tokens.push(token);
        self.take(b"\"")
    }

    /// Skips what stands for itself in a text.
    fn skip_plain(&mut self) -> Scanned<()> {
        let length = self.rest.iter().position(|&byte| SPECIAL[byte as usize]).ok_or(NotJson)?;
        self.rest = &self.rest[length..];
        Ok(())
    }

    /// A text that has escapes, of which a part is skipped already.
    fn escaped(&mut self, start: usize) -> Scanned<Token> {
        let mut text = String::new();
        let mut plain = start;
        loop {
            text.push_str(self.line.get(plain..self.line.len() - self.rest.len()).ok_or(NotJson)?);
            let [b'\\', rest @ ..] = self.rest else { break };
            self.rest = rest;
            text.push(self.escape()?);
            plain = self.line.len() - self.rest.len();
            self.skip_plain()?;
        }
        self.tape.texts.push(text);
        Ok(Token::Escaped(self.tape.texts.len() - 1))
    }

    fn escape(&mut self) -> Scanned<char> {
        let (&kind, rest) = self.rest.split_first().ok_or(NotJson)?;
        self.rest = rest;
        Ok(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => return self.unicode(),
            _ => return Err(NotJson),
        })
    }

    fn unicode(&mut self) -> Scanned<char> {
        let first = self.hexadecimal()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            self.take(b"\\u")?;
            let second = self.hexadecimal()?;
            let low = second.checked_sub(0xdc00).filter(|&low| low < 0x400).ok_or(NotJson)?;
            0x10000 + ((first - 0xd800) << 10) + low
        } else {
            first
        };
        char::from_u32(code).ok_or(NotJson)
    }

    fn hexadecimal(&mut self) -> Scanned<u32> {
        let (digits, rest) = self.rest.split_at_checked(4).ok_or(NotJson)?;
        self.rest = rest;
        digits.iter().try_fold(0, |code, &digit| {
            char::from(digit).to_digit(16).map(|digit| code << 4 | digit).ok_or(NotJson)
        })
    }
}

/// The number at the start of some bytes, and what follows it.
fn digits(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value: u64 = 0;
    let mut rest = bytes;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        rest = after;
    }
    Some((value, rest))
}

/// The numbers of a line that has exactly this form, with a number between each two pieces.
///
/// Nearly all lines are written in one way. What it does not recognize may still be well formed.
pub(super) fn numbers<const N: usize>(line: &str, first: &str, pieces: [&str; N]) -> Option<[u64; N]> {
    let mut rest = line.as_bytes().strip_prefix(first.as_bytes())?;
    let mut values = [0; N];
    for (value, piece) in values.iter_mut().zip(pieces) {
        if matches!(rest, [b'0', b'0'..=b'9', ..]) || !matches!(rest, [b'0'..=b'9', ..]) {
            return None;
        }
        let after;
        (*value, after) = digits(rest)?;
        rest = after.strip_prefix(piece.as_bytes())?;
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_unescaped() {
        let mut tape = Tape::default();
        assert_eq!(tape.scan(r#" {"a\u00e9\ud83d\ude00\n" : [1, true, null, {}], "b":"" } "#), Ok(()));
        assert_eq!(tape.texts, ["aé😀\n"]);
        let list = [Token::List(7), Token::Number(1), Token::Truth(true), Token::Null, Token::Object(7)];
        assert_eq!(tape.tokens[..2], [Token::Object(9), Token::Escaped(0)]);
        assert_eq!(tape.tokens[2..7], list);
        assert!(matches!(tape.tokens[7..], [Token::Plain(a, b), Token::Plain(c, d)] if b - a == 1 && c == d));
    }

    #[test]
    fn what_is_not_in_the_format_is_refused() {
        let wrong = [
            "",
            "1",
            "[]",
            "{",
            r#"{"a":1,}"#,
            r#"{,"a":1}"#,
            r#"{"a":[1 2]}"#,
            r#"{"a" 1}"#,
            r#"{"a":-1}"#,
            r#"{"a":1.5}"#,
            r#"{"a":01}"#,
            r#"{"a":1e3}"#,
            r#"{"a":1} x"#,
            r#"{a:1}"#,
            r#"{"a":"\x"}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":"\ud800\u0041"}"#,
            r#"{"a":"\n"#,
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\n\n\"}",
            r#"{"a":99999999999999999999}"#,
            r#"{"a":tru}"#,
            r#"{"a":"\u12"#,
        ];
        for line in wrong {
            assert_eq!(Tape::default().scan(line), Err(NotJson), "{line}");
        }
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(Tape::default().scan(&deep), Err(NotJson));
    }
}
