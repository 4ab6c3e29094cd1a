//! Names, applications, lambdas and function types as exports usually write them, which nearly all lines are.
//! Given by: the bytes of an export, at the start of a line.
//! Gives: what is in the line, and its length, in one pass.
//! Holds: what is taken here means what any other way of reading would find; what is not may be well formed all the same.

use super::tables::BINDER_KINDS;
use crate::term::BinderKind;

/// What a line defines, in indices of the export.
pub(super) enum Usual<'a> {
    Text { prefix: u64, text: &'a str },
    Number { prefix: u64, number: u64 },
    Apply { function: u64, argument: u64 },
    Bind { is_lambda: bool, kind: BinderKind, name: u64, domain: u64, body: u64 },
}

/// What the line at the start of some bytes defines, its index, and the length of the line.
#[inline]
pub(super) fn usual(bytes: &[u8]) -> Option<(Usual<'_>, u64, usize)> {
    let mut rest = Rest(bytes);
    let (usual, index) = match bytes.get(2..4)? {
        b"ap" => {
            rest.take(b"{\"app\":{\"arg\":")?;
            let argument = rest.number()?;
            rest.take(b",\"fn\":")?;
            let function = rest.number()?;
            rest.take(b"},\"ie\":")?;
            (Usual::Apply { function, argument }, rest.number()?)
        }
        b"in" => {
            rest.take(b"{\"in\":")?;
            let index = rest.number()?;
            (rest.name()?, index)
        }
        b"ie" => {
            rest.take(b"{\"ie\":")?;
            let index = rest.number()?;
            rest.take(b",\"lam\":")?;
            (rest.bind(true)?, index)
        }
        kind => {
            let is_lambda = kind == b"la";
            if is_lambda {
                rest.take(b"{\"lam\":")?
            } else {
                rest.take(b"{\"forallE\":")?
            }
            let bind = rest.bind(is_lambda)?;
            rest.take(b",\"ie\":")?;
            (bind, rest.number()?)
        }
    };
    rest.take(b"}\n")?;
    Some((usual, index, bytes.len() - rest.0.len()))
}

/// Bytes not looked at yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    #[inline]
    fn take<const N: usize>(&mut self, word: &[u8; N]) -> Option<()> {
        let (start, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        (start == word).then_some(())
    }

    /// A number of at most 18 digits.
    #[inline]
    fn number(&mut self) -> Option<u64> {
        let (mut value, mut rest) = (0_u64, self.0);
        while let [digit @ b'0'..=b'9', after @ ..] = rest {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit & 0xf));
            rest = after;
        }
        let plain = match self.0.len() - rest.len() {
            1 => true,
            2..=18 => self.0[0] != b'0',
            _ => false,
        };
        self.0 = rest;
        plain.then_some(value)
    }

    #[inline]
    fn name(&mut self) -> Option<Usual<'a>> {
        if let Some(number) = self.0.strip_prefix(b",\"num\":{\"i\":") {
            self.0 = number;
            let number = self.number()?;
            self.take(b",\"pre\":")?;
            let prefix = self.number()?;
            return self.take(b"}").map(|()| Usual::Number { prefix, number });
        }
        self.take(b",\"str\":{\"pre\":")?;
        let prefix = self.number()?;
        self.take(b",\"str\":\"")?;
        let stop = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20 | 0x80..);
        let (text, rest) = self.0.split_at_checked(self.0.iter().position(stop)?)?;
        self.0 = rest;
        self.take(b"\"}")?;
        Some(Usual::Text { prefix, text: std::str::from_utf8(text).ok()? })
    }

    #[inline]
    fn bind(&mut self, is_lambda: bool) -> Option<Usual<'a>> {
        self.take(b"{\"binderInfo\":\"")?;
        let &(name, kind) = BINDER_KINDS.iter().find(|(name, _)| self.0.starts_with(name.as_bytes()))?;
        self.0 = &self.0[name.len()..];
        self.take(b"\",\"body\":")?;
        let body = self.number()?;
        self.take(b",\"name\":")?;
        let name = self.number()?;
        self.take(b",\"type\":")?;
        let domain = self.number()?;
        self.take(b"}")?;
        Some(Usual::Bind { is_lambda, kind, name, domain, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_in_one_of_the_usual_ways_is_taken() {
        let apply = "{\"app\":{\"arg\":12,\"fn\":0},\"ie\":345}\n";
        assert!(matches!(
            usual(format!("{apply}x").as_bytes()),
            Some((Usual::Apply { function: 0, argument: 12 }, 345, 35))
        ));
        let bind = "{\"binderInfo\":\"strictImplicit\",\"body\":1,\"name\":2,\"type\":3}";
        for (line, lambda) in [
            (format!("{{\"ie\":4,\"lam\":{bind}}}\n"), true),
            (format!("{{\"lam\":{bind},\"ie\":4}}\n"), true),
            (format!("{{\"forallE\":{bind},\"ie\":4}}\n"), false),
        ] {
            let Some((Usual::Bind { is_lambda, kind, name: 2, domain: 3, body: 1 }, 4, length)) =
                usual(line.as_bytes())
            else {
                panic!("{line}")
            };
            assert_eq!((is_lambda, kind, length), (lambda, BinderKind::StrictImplicit, line.len()));
        }
        let text = "{\"in\":2,\"str\":{\"pre\":1,\"str\":\"a b\"}}\n";
        let found = usual(text.as_bytes());
        assert!(
            matches!(found, Some((Usual::Text { prefix: 1, text: "a b" }, 2, length)) if length == text.len())
        );
        for other in ["\\n", "é", "\u{1}", "\""] {
            assert!(usual(text.replace("a b", other).as_bytes()).is_none());
        }
        let number = "{\"in\":2,\"num\":{\"i\":3,\"pre\":1}}\n";
        let found = usual(number.as_bytes());
        assert!(matches!(found, Some((Usual::Number { prefix: 1, number: 3 }, 2, _))));
        for cut in 0..apply.len() {
            assert!(usual(&apply.as_bytes()[..cut]).is_none());
        }
        for (from, to) in [
            ("12", "012"),
            ("12", ""),
            ("12", "-1"),
            ("12", "1234567890123456789"),
            ("fn", "fm"),
            ("}\n", "} \n"),
        ] {
            assert!(usual(apply.replace(from, to).as_bytes()).is_none(), "{to}");
        }
    }
}
