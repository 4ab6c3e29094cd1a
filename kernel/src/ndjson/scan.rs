//! A strict scanner for the JSON of one line.
//! Given by: the reader.
//! Gives: values whose texts borrow from the line where they can.
//! Holds: no key occurs twice, nesting is bounded, numbers are natural; anything else is malformed.

use std::borrow::Cow;

/// Deeper nesting does not occur in the format.
const NESTING: u32 = 32;

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Json<'a> {
    Null,
    Truth(bool),
    Number(u64),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// Keys and values, in the order of the line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Object<'a>(pub(super) Vec<(Cow<'a, str>, Json<'a>)>);

/// Where the line stops being JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NotJson;

/// Reads a line that holds one object.
pub(super) fn scan(line: &str) -> Result<Object<'_>, NotJson> {
    let mut scanner = Scanner { line, bytes: line.as_bytes(), position: 0 };
    scanner.blank();
    let value = scanner.value(0)?;
    scanner.blank();
    match value {
        Json::Object(object) if scanner.position == scanner.bytes.len() => Ok(object),
        _ => Err(NotJson),
    }
}

struct Scanner<'a> {
    line: &'a str,
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.position += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Result<(), NotJson> {
        if self.peek() != Some(byte) {
            return Err(NotJson);
        }
        self.position += 1;
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), NotJson> {
        if !self.bytes[self.position..].starts_with(word.as_bytes()) {
            return Err(NotJson);
        }
        self.position += word.len();
        Ok(())
    }

    fn value(&mut self, nesting: u32) -> Result<Json<'a>, NotJson> {
        if nesting > NESTING {
            return Err(NotJson);
        }
        match self.peek().ok_or(NotJson)? {
            b'{' => self.object(nesting).map(Json::Object),
            b'[' => self.list(nesting).map(Json::List),
            b'"' => self.text().map(Json::Text),
            b'0'..=b'9' => self.number().map(Json::Number),
            b't' => self.word("true").map(|()| Json::Truth(true)),
            b'f' => self.word("false").map(|()| Json::Truth(false)),
            b'n' => self.word("null").map(|()| Json::Null),
            _ => Err(NotJson),
        }
    }

    fn object(&mut self, nesting: u32) -> Result<Object<'a>, NotJson> {
        let mut entries: Vec<(Cow<'a, str>, Json<'a>)> = Vec::with_capacity(4);
        self.take(b'{')?;
        self.blank();
        if self.peek() == Some(b'}') {
            self.position += 1;
            return Ok(Object(entries));
        }
        loop {
            self.blank();
            let key = self.text()?;
            self.blank();
            self.take(b':')?;
            self.blank();
            let value = self.value(nesting + 1)?;
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(NotJson);
            }
            entries.push((key, value));
            self.blank();
            if self.peek() != Some(b',') {
                break;
            }
            self.position += 1;
        }
        self.take(b'}')?;
        Ok(Object(entries))
    }

    fn list(&mut self, nesting: u32) -> Result<Vec<Json<'a>>, NotJson> {
        let mut items = Vec::new();
        self.take(b'[')?;
        self.blank();
        if self.peek() == Some(b']') {
            self.position += 1;
            return Ok(items);
        }
        loop {
            self.blank();
            items.push(self.value(nesting + 1)?);
            self.blank();
            if self.peek() != Some(b',') {
                break;
            }
            self.position += 1;
        }
        self.take(b']')?;
        Ok(items)
    }

    fn number(&mut self) -> Result<u64, NotJson> {
        let start = self.position;
        let mut value: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(u64::from(digit - b'0')))
                .ok_or(NotJson)?;
            self.position += 1;
        }
        let leading_zero = self.bytes[start] == b'0' && self.position - start > 1;
        if leading_zero || matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return Err(NotJson);
        }
        Ok(value)
    }

    fn text(&mut self) -> Result<Cow<'a, str>, NotJson> {
        self.take(b'"')?;
        let start = self.position;
        loop {
            match self.peek().ok_or(NotJson)? {
                b'"' => {
                    let text = &self.line[start..self.position];
                    self.position += 1;
                    return Ok(Cow::Borrowed(text));
                }
                b'\\' => break,
                0..=0x1f => return Err(NotJson),
                _ => self.position += 1,
            }
        }
        self.escaped_text(start).map(Cow::Owned)
    }

    fn escaped_text(&mut self, start: usize) -> Result<String, NotJson> {
        let mut text = self.line[start..self.position].to_owned();
        loop {
            let plain = self.position;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.position += 1;
            }
            text.push_str(&self.line[plain..self.position]);
            match self.peek().ok_or(NotJson)? {
                b'"' => {
                    self.position += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return Err(NotJson),
            }
        }
    }

    fn escape(&mut self) -> Result<char, NotJson> {
        self.take(b'\\')?;
        let kind = self.peek().ok_or(NotJson)?;
        self.position += 1;
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

    fn unicode(&mut self) -> Result<char, NotJson> {
        let first = self.hexadecimal()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            self.word("\\u")?;
            let second = self.hexadecimal()?;
            let low = second.checked_sub(0xdc00).filter(|&low| low < 0x400).ok_or(NotJson)?;
            0x10000 + ((first - 0xd800) << 10) + low
        } else {
            first
        };
        char::from_u32(code).ok_or(NotJson)
    }

    fn hexadecimal(&mut self) -> Result<u32, NotJson> {
        let digits = self.bytes.get(self.position..self.position + 4).ok_or(NotJson)?;
        let code = digits.iter().try_fold(0, |code, &digit| {
            char::from(digit).to_digit(16).map(|digit| code << 4 | digit).ok_or(NotJson)
        })?;
        self.position += 4;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_unescaped() {
        let object = scan(r#" {"a\u00e9\ud83d\ude00\n" : [1, true, null, {}] } "#);
        let list = vec![Json::Number(1), Json::Truth(true), Json::Null, Json::Object(Object(Vec::new()))];
        assert_eq!(object, Ok(Object(vec![("aé😀\n".into(), Json::List(list))])));
    }

    #[test]
    fn what_is_not_in_the_format_is_refused() {
        let wrong = [
            "",
            "1",
            "[]",
            "{",
            r#"{"a":1,}"#,
            r#"{"a":-1}"#,
            r#"{"a":1.5}"#,
            r#"{"a":01}"#,
            r#"{"a":1e3}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"a":1} x"#,
            r#"{a:1}"#,
            r#"{"a":"\x"}"#,
            r#"{"a":"\ud800"}"#,
            "{\"a\":\"\n\"}",
            r#"{"a":99999999999999999999}"#,
            r#"{"a":tru}"#,
            r#"{"a":"\u12"#,
        ];
        for line in wrong {
            assert_eq!(scan(line), Err(NotJson), "{line}");
        }
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(scan(&deep), Err(NotJson));
    }
}
