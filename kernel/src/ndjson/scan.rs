//! The JSON of a line, taken apart from the left.
//! Given by: values that are asked for their parts.
//! Gives: the text of each part; nothing is copied but texts with escapes.
//! Holds: nesting is bounded, numbers are natural, blanks and escapes are those of JSON; anything else is malformed.

use super::failure::{Line, Malformation};
use std::borrow::Cow;

/// Deeper nesting does not occur in the format.
const NESTING: u32 = 32;

fn not_json<T>() -> Line<T> {
    Err(Malformation::NotJson.into())
}

/// A place in the bytes of a line.
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Scanner { bytes, at: 0 }
    }

    /// Refuses anything after this place.
    pub(super) fn end(&self) -> Line<()> {
        if self.at == self.bytes.len() { Ok(()) } else { not_json() }
    }

    /// The next byte; zero, which JSON does not have, at the end.
    #[inline]
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    #[inline]
    fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    #[inline]
    fn take(&mut self, byte: u8) -> Line<()> {
        if self.peek() != byte {
            return not_json();
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn blank(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
    }

    /// Takes a list or an object, item by item; the item, whose key is empty in a list, is to take its value.
    pub(super) fn items(&mut self, mut item: impl FnMut(&mut Self, &'a [u8]) -> Line<()>) -> Line<()> {
        let is_object = self.peek() == b'{';
        let close = if is_object { b'}' } else { b']' };
        self.take(if is_object { b'{' } else { b'[' })?;
        self.blank();
        if self.peek() != close {
            loop {
                let key = if is_object { self.key()? } else { b"" };
                self.blank();
                item(self, key)?;
                self.blank();
                if self.peek() != b',' {
                    break;
                }
                self.at += 1;
            }
        }
        self.take(close)
    }

    fn key(&mut self) -> Line<&'a [u8]> {
        self.blank();
        let key = self.text()?;
        self.blank();
        self.take(b':')?;
        Ok(key)
    }

    /// Takes a value, and gives it as it is written.
    pub(super) fn value(&mut self) -> Line<&'a [u8]> {
        self.nested_value(0)
    }

    fn nested_value(&mut self, nesting: u32) -> Line<&'a [u8]> {
        let start = self.at;
        match self.peek() {
            b'0'..=b'9' => self.number()?,
            b'"' => self.text().map(|_| ())?,
            b'{' | b'[' if nesting > NESTING => return not_json(),
            b'{' | b'[' => self.items(|it, _| it.nested_value(nesting + 1).map(|_| ()))?,
            _ => self.word()?,
        }
        Ok(self.since(start))
    }

    fn word(&mut self) -> Line<()> {
        let rest = self.rest();
        let known: [&[u8]; 3] = [b"true", b"false", b"null"];
        let word = known.into_iter().find(|word| rest.starts_with(word)).ok_or(Malformation::NotJson)?;
        self.at += word.len();
        Ok(())
    }

    fn number(&mut self) -> Line<()> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        self.at += length;
        let leading_zero = length > 1 && rest[0] == b'0';
        let too_large = length > 19 && natural(&rest[..length]).is_none();
        if leading_zero || too_large { not_json() } else { Ok(()) }
    }

    /// A text: what stands between its quotes.
    fn text(&mut self) -> Line<&'a [u8]> {
        self.take(b'"')?;
        let start = self.at;
        let (mut has_escapes, mut is_ascii) = (false, true);
        loop {
            match self.peek() {
                b'"' => break,
                0..0x20 => return not_json(),
                b'\\' => {
                    has_escapes = true;
                    self.at += 1;
                }
                0x80.. => is_ascii = false,
                _ => {}
            }
            self.at += 1;
        }
        let text = self.since(start);
        self.at += 1;
        if has_escapes || !is_ascii {
            unescaped(text)?;
        }
        Ok(text)
    }
}

/// The number that digits mean; none if it is too large, or there is something else.
pub(super) fn natural(digits: &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        value = value.checked_mul(10).filter(|_| digit < 10)?.checked_add(u64::from(digit))?;
    }
    if digits.is_empty() { None } else { Some(value) }
}

/// What a text between quotes stands for.
pub(super) fn unescaped(text: &[u8]) -> Line<Cow<'_, str>> {
    let text = std::str::from_utf8(text).map_err(|_| Malformation::NotJson)?;
    let Some((plain, mut rest)) = text.split_once('\\') else { return Ok(text.into()) };
    let mut result = plain.to_owned();
    loop {
        let (character, after) = escape(rest).ok_or(Malformation::NotJson)?;
        result.push(character);
        let Some((plain, next)) = after.split_once('\\') else { return Ok((result + after).into()) };
        result.push_str(plain);
        rest = next;
    }
}

/// What stands for one character after a backslash, and the rest.
fn escape(text: &str) -> Option<(char, &str)> {
    let mut rest = text.chars();
    let character = match rest.next()? {
        kind @ ('"' | '\\' | '/') => kind,
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => return unicode(rest.as_str()),
        _ => return None,
    };
    Some((character, rest.as_str()))
}

/// Four hexadecimal digits, or two such escapes for a character that needs them.
fn unicode(text: &str) -> Option<(char, &str)> {
    let (first, rest) = hexadecimal(text)?;
    if !(0xd800..0xdc00).contains(&first) {
        return Some((char::from_u32(first)?, rest));
    }
    let (second, rest) = hexadecimal(rest.strip_prefix("\\u")?)?;
    let low = second.checked_sub(0xdc00).filter(|&low| low < 0x400)?;
    Some((char::from_u32(0x10000 + ((first - 0xd800) << 10) + low)?, rest))
}

fn hexadecimal(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let code = digits.chars().try_fold(0, |code, digit| Some(code << 4 | digit.to_digit(16)?));
    Some((code?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Option<Vec<(&str, &str)>> {
        let mut found = Vec::new();
        let mut scanner = Scanner::new(text.as_bytes());
        let taken = scanner.items(|it, key| {
            let text = |bytes| std::str::from_utf8(bytes).unwrap();
            found.push((text(key), text(it.value()?)));
            Ok(())
        });
        taken.and_then(|()| scanner.end()).ok().map(|()| found)
    }

    #[test]
    fn objects_and_lists_are_taken_apart() {
        let object = "{\"a\u{e9}\" : [1, true, null, {} ], \"b\":\"\",\"c\" :12}";
        assert_eq!(items(object), Some(vec![("aé", "[1, true, null, {} ]"), ("b", "\"\""), ("c", "12")]));
        assert_eq!(items("[1, true, {} ]"), Some(vec![("", "1"), ("", "true"), ("", "{}")]));
        assert_eq!(items("[ ]"), Some(vec![]));
    }

    #[test]
    fn texts_are_unescaped() {
        let text = |text: &'static str| unescaped(text.as_bytes()).ok().map(Cow::into_owned);
        assert_eq!(text(r"a\u00e9\ud83d\ude00\n"), Some("aé😀\n".to_owned()));
        assert_eq!(text(r#"\\\"\/\b\f\r\t"#), Some("\\\"/\u{8}\u{c}\r\t".to_owned()));
        for wrong in
            [r"\", r"\x", r"\é", r"\u12", r"\ud800", r"\ud800\u0041", r"\ud800\n", r"\udc00", r"\u+123"]
        {
            assert_eq!(text(wrong), None, "{wrong}");
            assert_eq!(items(&format!("{{\"a\":\"{wrong}\"}}")), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_not_in_the_format_is_refused() {
        let wrong = [
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
            r#"{"a":"\n"#,
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\n\n\"}",
            "{\"a\":\"\0\"}",
            r#"{"a":99999999999999999999}"#,
            r#"{"a":tru}"#,
            r#"{"a":"\u12"#,
            r#"{"a":"\"#,
        ];
        for text in wrong {
            assert_eq!(items(text), None, "{text}");
        }
        for bytes in [b"{\"a\":\"\xff\"}", b"{\"\xc3\":\"a\"}"] {
            assert!(Scanner::new(bytes).value().is_err());
        }
        let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(items(&nested(33)).is_some());
        assert_eq!(items(&nested(34)), None);
        assert_eq!(items(&nested(100_000)), None);
    }
}
