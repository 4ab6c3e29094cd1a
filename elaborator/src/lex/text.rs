//! Reads texts in quotation marks.
//! Given by: the lexer, at a quotation mark.
//! Gives: the content with its escapes resolved, or the mark that there are expressions in it.
//! Holds: a text ends on its line; `{` opens an expression, so a brace is written `\{`.

use super::Lexer;
use crate::problem::Code;
use crate::token::Token;

impl Lexer<'_> {
    pub(super) fn text(&mut self) {
        let start = self.at;
        self.at += 1;
        let mut content = String::new();
        let mut interpolated = false;
        loop {
            let Some(character) = self.rest().chars().next().filter(|next| !matches!(next, '\n' | '\r'))
            else {
                self.report(Code::UnclosedText, start);
                break;
            };
            match character {
                '"' => {
                    self.at += 1;
                    break;
                }
                '\\' => content.extend(self.escape()),
                '{' => interpolated |= self.hole(),
                _ => {
                    self.at += character.len_utf8();
                    content.push(character);
                }
            }
        }
        self.push_text(content, interpolated, start);
    }

    fn push_text(&mut self, content: String, interpolated: bool, start: usize) {
        if interpolated {
            return self.push(Token::Interpolation, start);
        }
        let number = super::offset(self.tokens.texts.len());
        self.tokens.texts.push(content);
        self.push(Token::Text(number), start);
    }

    /// Reads an escape: a backslash and what belongs to it.
    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        self.at += 1;
        let next = self.rest().chars().next().filter(|next| !matches!(next, '\n' | '\r'))?;
        self.at += next.len_utf8();
        let found = match next {
            'n' => Some('\n'),
            't' => Some('\t'),
            '"' | '\\' | '{' | '}' => Some(next),
            'u' => self.code_point(),
            _ => None,
        };
        if found.is_none() {
            self.report(Code::UnknownEscape, start);
        }
        found
    }

    /// Reads `{HEX}` after `\u`.
    fn code_point(&mut self) -> Option<char> {
        let digits = self.rest().strip_prefix('{')?.split_once('}')?.0.to_owned();
        let value = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() <= 6)?;
        self.at += digits.len() + 2;
        char::from_u32(value)
    }

    /// Passes over an expression in braces, braces and texts inside of it included.
    fn hole(&mut self) -> bool {
        let (mut depth, mut quoted) = (0_u32, false);
        let mut length = 0;
        for byte in self.rest().bytes().take_while(|byte| *byte != b'\n') {
            match byte {
                b'"' => quoted = !quoted,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => depth -= 1,
                _ => {}
            }
            length += 1;
            if depth == 0 {
                break;
            }
        }
        self.at += length;
        true
    }
}
