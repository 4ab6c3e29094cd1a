//! The JSON of a line, taken from the left in one pass.
//! Given by: the bytes of an export, at the start of a line.
//! Gives: numbers, texts, lists, and the fields of objects by their keys; or what is malformed.
//! Holds: nothing beyond the line is taken; nesting is bounded, numbers are natural, blanks and escapes are those of JSON; a
//! record has exactly the fields that are asked for, each once, in any order.
//!
//! Exports usually have no blanks, short numbers, and fields in the order in which they are asked for. Nothing else is asked of
//! such lines than what is checked anyway; all else is left to functions of its own, which get places by value so that those in
//! the usual way can stay in registers.

use super::failure::{Line, Malformation, ReadError};
use num_bigint::BigUint;
use std::borrow::Cow;

/// Deeper nesting does not occur in the format.
pub(super) const NESTING: u32 = 33;

fn not_json<T>() -> Line<T> {
    Err(Malformation::NotJson.into())
}

fn after_blanks(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    end.map_or(b"", |end| &bytes[end..])
}

/// A place in a line.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    rest: &'a [u8],
    /// The key of the value there.
    pub(super) key: &'a [u8],
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Scanner { rest: bytes, key: b"" }
    }

    /// Goes behind blanks, which exports usually do not have.
    fn skip_blanks(&mut self) {
        if let [b' ' | b'\t' | b'\r', ..] = self.rest {
            self.rest = after_blanks(self.rest);
        }
    }

    #[inline(always)]
    pub(super) fn is_at(&mut self, byte: u8) -> bool {
        self.skip_blanks();
        self.rest.first() == Some(&byte)
    }

    #[inline(always)]
    fn takes(&mut self, word: &[u8]) -> bool {
        self.skip_blanks();
        let Some(rest) = self.rest.strip_prefix(word) else { return false };
        self.rest = rest;
        true
    }

    #[inline(always)]
    fn take(&mut self, word: &[u8]) -> Line<()> {
        if self.takes(word) { Ok(()) } else { not_json() }
    }

    /// What comes after the line, of which only its end may be left.
    pub(super) fn end(mut self) -> Line<&'a [u8]> {
        match (self.is_at(b'\n'), self.rest) {
            (true, [_, rest @ ..]) | (false, rest @ []) => Ok(rest),
            _ => not_json(),
        }
    }

    /// Takes what stands between two brackets, part by part.
    fn enclosed(&mut self, [open, close]: [u8; 2], mut part: impl FnMut(&mut Self) -> Line<()>) -> Line<()> {
        self.take(&[open])?;
        if self.takes(&[close]) {
            return Ok(());
        }
        loop {
            part(self)?;
            if !self.takes(b",") {
                return self.take(&[close]);
            }
        }
    }

    /// Takes a value of any form that is not nested deeper.
    pub(super) fn pass(&mut self, nesting: u32) -> Line<()> {
        self.skip_blanks();
        let rest = self.rest;
        match rest {
            [b'0'..=b'9', ..] => self.number().map(|_| ()),
            [b'"', ..] => self.text().map(|_| ()),
            [b'[', ..] if nesting > 0 => self.enclosed(*b"[]", |it| it.pass(nesting - 1)),
            [b'{', ..] if nesting > 0 => self.enclosed(*b"{}", |it| {
                it.text()?;
                it.take(b":")?;
                it.pass(nesting - 1)
            }),
            _ if self.takes(b"null") => Ok(()),
            _ => self.truth().map(|_| ()).or(not_json()),
        }
    }

    // Values by form

    fn shown_key(self) -> String {
        String::from_utf8_lossy(self.key).into_owned()
    }

    pub(super) fn wrong_form(self) -> Box<ReadError> {
        Malformation::WrongForm(self.shown_key()).into()
    }

    #[inline(always)]
    fn must_be_at(&mut self, byte: u8) -> Line<()> {
        if self.is_at(byte) { Ok(()) } else { Err(self.wrong_form()) }
    }

    #[inline(always)]
    pub(super) fn number(&mut self) -> Line<u64> {
        let (number, rest) = short_number(self.rest).map_or_else(|| self.any_number(), Ok)?;
        self.rest = rest;
        Ok(number)
    }

    fn any_number(mut self) -> Line<(u64, &'a [u8])> {
        self.skip_blanks();
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(length);
        match (digits, std::str::from_utf8(digits).unwrap_or_default().parse()) {
            ([], _) => Err(self.wrong_form()),
            ([b'0', _, ..], _) | (_, Err(_)) => not_json(),
            (_, Ok(number)) => Ok((number, rest)),
        }
    }

    pub(super) fn small(&mut self) -> Line<u32> {
        u32::try_from(self.number()?).map_err(|_| self.wrong_form())
    }

    pub(super) fn truth(&mut self) -> Line<bool> {
        let truth = self.takes(b"true");
        if truth || self.takes(b"false") { Ok(truth) } else { Err(self.wrong_form()) }
    }

    pub(super) fn text(&mut self) -> Line<Cow<'a, str>> {
        self.must_be_at(b'"')?;
        let (mut rest, mut text) = (&self.rest[1..], Cow::Borrowed(""));
        loop {
            let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
            let (plain, end) = rest.split_at(end.ok_or(Malformation::NotJson)?);
            text += std::str::from_utf8(plain).map_err(|_| Malformation::NotJson)?;
            match end {
                [b'"', after @ ..] => {
                    self.rest = after;
                    return Ok(text);
                }
                [b'\\', escape @ ..] => {
                    let (character, after) = escaped(escape).ok_or(Malformation::NotJson)?;
                    text.to_mut().push(character);
                    rest = after;
                }
                _ => return not_json(),
            }
        }
    }

    /// Takes a text in which nothing is escaped, as it is written: a key, or a word of the format.
    #[inline(always)]
    fn word(&mut self) -> Line<&'a [u8]> {
        self.must_be_at(b'"')?;
        let inside = &self.rest[1..];
        let length = inside.iter().position(|&byte| byte == b'"').ok_or(Malformation::NotJson)?;
        self.rest = &inside[length + 1..];
        Ok(&inside[..length])
    }

    /// A number written in a text.
    pub(super) fn natural(&mut self) -> Line<BigUint> {
        let text = self.text()?;
        let is_plain = text.bytes().all(|digit| digit.is_ascii_digit());
        if is_plain && !text.is_empty() { Ok(decimal(&text)) } else { Err(self.wrong_form()) }
    }

    /// What one of these words means.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[(&str, T)]) -> Line<T> {
        let word = self.word()?;
        let choice = choices.iter().find(|(choice, _)| choice.as_bytes() == word);
        choice.map(|&(_, meaning)| meaning).ok_or_else(|| self.wrong_form())
    }

    /// What the items of a list stand for.
    pub(super) fn each<T>(&mut self, mut item: impl FnMut(&mut Self) -> Line<T>) -> Line<Vec<T>> {
        self.must_be_at(b'[')?;
        let mut found = Vec::new();
        self.enclosed(*b"[]", |it| item(it).map(|item| found.push(item)))?;
        Ok(found)
    }

    /// What an object stands for whose fields are all taken, each once.
    #[inline(always)]
    pub(super) fn record<T>(&mut self, read: impl FnOnce(&mut Fields<'_, 'a>) -> Line<T>) -> Line<T> {
        let mut fields = Fields { value: self, mark: b'{', passed: Vec::new(), found: None };
        let result = read(&mut fields)?;
        fields.end().map(|()| result)
    }

    /// What an object stands for of which one field counts, the only one with its key.
    pub(super) fn only<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> Line<T>) -> Line<T> {
        self.record(|it| {
            let result = read(it.find(key)?)?;
            it.passed.retain(|field| field.key == key.as_bytes());
            Ok(result)
        })
    }
}

/// The fields of an object that are not taken yet.
pub(super) struct Fields<'s, 'a> {
    /// Where the next field starts, or its value.
    pub(super) value: &'s mut Scanner<'a>,
    /// What must stand before the next field: a brace, then commas.
    mark: u8,
    /// Those behind which another one was looked for.
    passed: Vec<Scanner<'a>>,
    /// One of them that is taken.
    found: Option<Scanner<'a>>,
}

impl<'a> Fields<'_, 'a> {
    /// The place of a field's value, which is to be taken there.
    #[inline(always)]
    pub(super) fn take(&mut self, wanted: &'static str) -> Line<&mut Scanner<'a>> {
        let [mark, b'"', key @ ..] = self.value.rest else { return self.find(wanted) };
        let value = key.strip_prefix(wanted.as_bytes()).and_then(|rest| rest.strip_prefix(b"\":"));
        let (Some(value), true) = (value, *mark == self.mark) else { return self.find(wanted) };
        self.mark = b',';
        (self.value.rest, self.value.key) = (value, wanted.as_bytes());
        Ok(self.value)
    }

    fn find(&mut self, wanted: &'static str) -> Line<&mut Scanner<'a>> {
        self.pass_all()?;
        let position = self.passed.iter().position(|field| field.key == wanted.as_bytes());
        let position = position.ok_or(Malformation::Missing(wanted))?;
        Ok(self.found.insert(self.passed.swap_remove(position)))
    }

    /// Goes to the value of the next field, if there is one, and gives its key.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Line<Option<&'a [u8]>> {
        let mark = std::mem::replace(&mut self.mark, b',');
        if !self.value.takes(&[mark]) {
            return if mark == b'{' { Err(self.value.wrong_form()) } else { Ok(None) };
        }
        if !self.value.is_at(b'"') {
            return if mark == b'{' && self.value.is_at(b'}') { Ok(None) } else { not_json() };
        }
        self.value.key = self.value.word()?;
        self.value.take(b":")?;
        Ok(Some(self.value.key))
    }

    /// Goes behind all fields that are left.
    fn pass_all(&mut self) -> Line<()> {
        while let Some(key) = self.next()? {
            let key = std::str::from_utf8(key).map_err(|_| Malformation::NotJson)?;
            if key.contains(|character| character < ' ' || character == '\\') {
                return not_json();
            }
            self.passed.push(*self.value);
            self.value.pass(NESTING)?;
        }
        Ok(())
    }

    /// Takes the end of the object; refuses a field that nobody took, or that is there twice.
    #[inline(always)]
    fn end(&mut self) -> Line<()> {
        if self.passed.is_empty() && self.value.takes(b"}") { Ok(()) } else { self.others() }
    }

    fn others(&mut self) -> Line<()> {
        self.pass_all()?;
        match self.passed.first() {
            Some(field) => Err(Malformation::Unexpected(field.shown_key()).into()),
            None => self.value.take(b"}"),
        }
    }
}

/// The number that one to seven digits at the start of some bytes mean, and what comes after them: eight bytes at once.
#[inline(always)]
fn short_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let digits = u64::from_le_bytes(*bytes.first_chunk()?) ^ 0x3030_3030_3030_3030;
    // The highest bit of each byte that is no digit.
    let others = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
    let length = others.trailing_zeros() / 8;
    if length == 0 || length == 8 || length > 1 && digits & 0xff == 0 {
        return None;
    }
    // With zeros in front, then two and two together.
    let digits = digits << (64 - 8 * length);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    Some(((fours & 0xffff) * 10_000 + (fours >> 32), &bytes[length as usize..]))
}

/// The number that digits mean, one half after the other: from left to right the time would be quadratic.
fn decimal(digits: &str) -> BigUint {
    if digits.len() < 1 << 10 {
        return digits.parse().unwrap_or_default();
    }
    let (high, low) = digits.split_at(digits.len() / 2);
    decimal(high) * BigUint::from(10_u32).pow(u32::try_from(low.len()).unwrap_or(u32::MAX)) + decimal(low)
}

/// The character that stands after a backslash, and what comes after it.
fn escaped(bytes: &[u8]) -> Option<(char, &[u8])> {
    let (&kind, rest) = bytes.split_first()?;
    if kind == b'u' {
        return unicode(rest);
    }
    let place = b"\"\\/bfnrt".iter().position(|&known| known == kind)?;
    Some((char::from(b"\"\\/\x08\x0c\n\r\t"[place]), rest))
}

/// Four hexadecimal digits, or two such escapes for a character that needs them.
fn unicode(bytes: &[u8]) -> Option<(char, &[u8])> {
    let (first, rest) = hexadecimal(bytes)?;
    let pair = rest.strip_prefix(b"\\u").and_then(hexadecimal);
    let (second, after) = pair.unwrap_or((0, rest));
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, if character.len_utf16() == 2 { after } else { rest }))
}

fn hexadecimal(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let (digits, rest) = bytes.split_first_chunk::<4>()?;
    let code = digits.iter().try_fold(0, |code, &digit| Some(code << 4 | char::from(digit).to_digit(16)?));
    Some((u16::try_from(code?).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items<'a>(text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
        let mut found = Vec::new();
        let text_of = |bytes| std::str::from_utf8(bytes).unwrap();
        let mut pass = |it: &mut Scanner<'a>, key| {
            let start = it.rest;
            it.pass(NESTING)?;
            let length = start.len() - it.rest.len();
            found.push((text_of(key), text_of(&start[..length]).trim()));
            Ok(())
        };
        let mut scanner = Scanner::new(text.as_bytes());
        let taken = if text.starts_with('[') {
            scanner.enclosed(*b"[]", |it| pass(it, b""))
        } else {
            scanner.record(|it| {
                while let Some(key) = it.next()? {
                    pass(it.value, key)?;
                }
                Ok(())
            })
        };
        taken.and_then(|()| scanner.end()).ok().map(|_| found)
    }

    #[test]
    fn objects_and_lists_are_taken_apart() {
        let object = "{\"a\u{e9}\" : [1, true, null, {} ], \"b\":\"\",\"c\" :12}";
        assert_eq!(items(object), Some(vec![("aé", "[1, true, null, {} ]"), ("b", "\"\""), ("c", "12")]));
        assert_eq!(items("[1, true, {} ]"), Some(vec![("", "1"), ("", "true"), ("", "{}")]));
        assert_eq!(items("[ ]"), Some(vec![]));
    }

    #[test]
    fn numbers_are_read_whatever_comes_after_them() {
        let number = |text: &str| Scanner::new(text.as_bytes()).number().ok();
        let mut numbers: Vec<u64> = (0..20).map(|length| 10_u64.pow(length)).collect();
        numbers.extend([0, 7, 90_817_263, 1_029_384_756, 8_010_203, 9_999_999, u64::MAX]);
        for number_wanted in numbers {
            for after in ["", "}", ",\"ie\":1234567", "/", ":", "\u{fb}0000000", " 1", "]]]]]]]]"] {
                for before in ["", " ", "\t\r"] {
                    let text = format!("{before}{number_wanted}{after}");
                    assert_eq!(number(&text), Some(number_wanted), "{text}");
                }
            }
        }
        for wrong in ["", "x", "-1", "01", "00", "00000000001", "0123456", "18446744073709551616", "+1"] {
            assert_eq!(number(wrong), None, "{wrong}");
            assert_eq!(number(&format!("{wrong},       ")), None, "{wrong}");
        }
        assert!(matches!(
            *Scanner { rest: b"x", key: b"k" }.number().unwrap_err(),
            ReadError::Malformed { problem: Malformation::WrongForm(key), .. } if key == "k"
        ));
    }

    #[test]
    fn natural_numbers_of_any_length_are_read() {
        let natural = |digits: &str| Scanner::new(format!("\"{digits}\"").as_bytes()).natural().ok();
        for length in [1, 1023, 1024, 1025, 5000] {
            let digits: String =
                (0..length).map(|place| char::from(b'0' + (place * place % 7) as u8)).collect();
            assert_eq!(natural(&digits), BigUint::parse_bytes(digits.as_bytes(), 10), "{length}");
        }
        let wrong = ["9".repeat(5000) + "_", "+".to_owned() + &"9".repeat(5000), "1_000".into(), "".into()];
        assert!(wrong.iter().all(|digits| natural(digits).is_none()));
    }

    #[test]
    fn a_record_has_exactly_the_fields_that_are_taken() {
        let pair = |text: &str| {
            let mut it = Scanner::new(text.as_bytes());
            let pair = it.record(|it| Ok((it.take("a")?.number()?, it.take("b")?.truth()?)));
            match pair.and_then(|pair| it.end().map(|_| pair)).map_err(|error| *error) {
                Err(ReadError::Malformed { problem, .. }) => Err(problem),
                pair => Ok(pair.unwrap()),
            }
        };
        for text in
            ["{\"a\":12,\"b\":true}", "{\"b\":true,\"a\":12}\n", " { \"a\" :\t12 ,\r\"b\": true } \nx"]
        {
            assert_eq!(pair(text), Ok((12, true)), "{text}");
        }
        let unexpected = |key: &str| Err(Malformation::Unexpected(key.into()));
        let wrong_form = |key: &str| Err(Malformation::WrongForm(key.into()));
        for (text, problem) in [
            ("{\"a\":12}", Err(Malformation::Missing("b"))),
            ("{\"b\":true}", Err(Malformation::Missing("a"))),
            ("{}", Err(Malformation::Missing("a"))),
            ("[]", wrong_form("")),
            ("{\"a\":[1],\"b\":true}", wrong_form("a")),
            ("{\"b\":null,\"a\":1}", wrong_form("b")),
            ("{\"a\":12,\"b\":true,\"c\":1}", unexpected("c")),
            ("{\"c\":1,\"a\":12,\"b\":true}", unexpected("c")),
            ("{\"a\":12,\"a\":13,\"b\":true}", unexpected("a")),
            ("{\"a\":12,\"b\":true,\"a\":13}", unexpected("a")),
            ("{\"b\":true,\"a\":12,\"b\":true}", unexpected("b")),
            ("{\"b\":true,\"b\":true,\"a\":12}", unexpected("b")),
            ("{\"a\":12 \"b\":true}", Err(Malformation::Missing("b"))),
            ("{\"a\":12,\"b\":true,}", Err(Malformation::NotJson)),
            ("{,\"a\":12,\"b\":true}", Err(Malformation::NotJson)),
            ("{\"a\":12,,\"b\":true}", Err(Malformation::NotJson)),
            ("{\"a\":12,\"b\":true", Err(Malformation::NotJson)),
            ("{\"a\":12,\"b\":truex}", Err(Malformation::NotJson)),
            ("{\"a\":12,\"b\":true}}", Err(Malformation::NotJson)),
            ("{\"a\":12,\n\"b\":true}", Err(Malformation::NotJson)),
            ("{\"\u{e9}\":1,\"a\":12,\"b\":true}", unexpected("\u{e9}")),
            ("{\"\n\":1,\"a\":12,\"b\":true}", Err(Malformation::NotJson)),
            ("{\"a\\\":1,\"a\":12,\"b\":true}", Err(Malformation::NotJson)),
        ] {
            assert_eq!(pair(text), problem, "{text}");
        }
    }

    #[test]
    fn texts_are_unescaped() {
        let text = |text: &'static str| {
            let quoted = format!("\"{text}\"");
            let mut it = Scanner::new(quoted.as_bytes());
            let text = it.text().ok()?.into_owned();
            it.end().ok().map(|_| text)
        };
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
            assert!(Scanner::new(bytes).pass(NESTING).is_err());
        }
        let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(items(&nested(33)).is_some());
        assert_eq!(items(&nested(34)), None);
        assert_eq!(items(&nested(100_000)), None);
    }
}
