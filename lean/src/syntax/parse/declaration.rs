//! Declarations of one constant, and what stands before every declaration.
//! Given by: commands.
//! Gives: `Declaration` and `Definition` nodes.
//! Holds: a declaration ends where the next command starts; what is refused later is parsed with its place.

use super::{Parse, Parser};
use crate::syntax::operator::LOWEST;
use crate::syntax::problem::Expected;
use crate::syntax::span::Span;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{
    Body, CommandKind, Declaration, DeclarationKind, DeclarationName, Definition, DefinitionKind, Identifier,
    Modifiers, Visibility,
};

impl Parser<'_, '_> {
    pub(super) fn declaration_command(&mut self) -> Parse<CommandKind> {
        self.declaration().map(|declaration| CommandKind::Declaration(Box::new(declaration)))
    }

    pub(super) fn declaration(&mut self) -> Parse<Declaration> {
        let start = self.start();
        let modifiers = self.modifiers()?;
        let kind = self.declaration_kind()?;
        Ok(Declaration { span: self.span_from(start), modifiers, kind })
    }

    pub(super) fn declaration_after(&mut self, modifiers: Modifiers) -> Parse<CommandKind> {
        let start = self.start();
        let kind = self.declaration_kind()?;
        let declaration = Declaration { span: self.span_from(start), modifiers, kind };
        Ok(CommandKind::Declaration(Box::new(declaration)))
    }

    /// Documentation, attributes and words before a declaration.
    pub(super) fn modifiers(&mut self) -> Parse<Modifiers> {
        let mut modifiers = Modifiers::default();
        loop {
            let token = self.peek();
            match (token.kind, self.slice(token)) {
                (TokenKind::Documentation, text) => {
                    self.next();
                    let text = text.trim_start_matches("/--").trim_end_matches("-/");
                    modifiers.documentation = Some(text.trim().to_string());
                }
                (TokenKind::Symbol, "@[") => {
                    self.next();
                    modifiers.attributes.extend(self.list("]", Self::attribute)?);
                }
                (TokenKind::Symbol, word) if set_modifier(&mut modifiers, word, token.span) => {
                    self.next();
                }
                _ => return Ok(modifiers),
            }
        }
    }

    fn declaration_kind(&mut self) -> Parse<DeclarationKind> {
        let token = self.peek();
        let word = if token.kind == TokenKind::Symbol { self.slice(token) } else { "" };
        match word {
            "inductive" => self.inductive(false),
            "structure" => self.structure(false),
            "class" if self.is_symbol_at(1, "inductive") => {
                self.next();
                self.inductive(true)
            }
            "class" => self.structure(true),
            "macro" | "macro_rules" | "syntax" | "elab" | "elab_rules" | "declare_syntax_cat" => {
                self.unsupported("macro")
            }
            "initialize" | "builtin_initialize" | "run_cmd" => self.unsupported("initialize"),
            "include" | "omit" => self.unsupported("include"),
            "#synth" | "#guard" => self.unsupported("#synth"),
            _ => match definition_kind(word) {
                Some(kind) => {
                    self.next();
                    self.definition(kind).map(DeclarationKind::Definition)
                }
                None => self.expected(Expected::Declaration),
            },
        }
    }

    fn definition(&mut self, kind: DefinitionKind) -> Parse<Definition> {
        let priority = if kind == DefinitionKind::Instance { self.instance_priority()? } else { None };
        let name = match kind {
            DefinitionKind::Example => None,
            DefinitionKind::Instance if !self.is_name() => None,
            _ => Some(self.declaration_name()?),
        };
        let binders = self.signature_binders()?;
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let body = self.body(kind)?;
        let local = if self.is_symbol("where") { Some(self.skip_part()) } else { None };
        let termination = self.termination();
        let deriving = self.deriving()?;
        Ok(Definition { kind, name, priority, binders, of, body, termination, deriving, local })
    }

    fn body(&mut self, kind: DefinitionKind) -> Parse<Body> {
        if self.accept(":=") {
            return self.term(LOWEST).map(Body::Term);
        }
        if self.is_symbol("|") {
            return self.alternatives().map(Body::Equations);
        }
        if self.is_symbol("where") {
            self.next();
            let fields = if self.is_name() { self.field_values()? } else { Vec::new() };
            return Ok(Body::Fields(fields));
        }
        match kind {
            DefinitionKind::Axiom | DefinitionKind::Opaque => Ok(Body::None),
            _ => self.expected(Expected::Symbol(":=")),
        }
    }

    /// `(priority := n)`.
    fn instance_priority(&mut self) -> Parse<Option<u32>> {
        let token = self.peek_at(1);
        if !(self.is_symbol("(") && self.slice(token) == "priority" && self.is_symbol_at(2, ":=")) {
            return Ok(None);
        }
        for _ in 0..3 {
            self.next();
        }
        let words = [("low", 100), ("default", 1000), ("high", 10_000)];
        let word = words.into_iter().find(|(word, _)| self.accept_word(word));
        let priority = match word {
            Some((_, priority)) => priority,
            None => self.small_number()?,
        };
        self.expect(")")?;
        Ok(Some(priority))
    }

    /// `name` and `name.{u, v}`.
    pub(super) fn declaration_name(&mut self) -> Parse<DeclarationName> {
        let name = self.identifier()?;
        let levels = if self.is_symbol(".{") && self.is_adjacent() {
            self.next();
            Some(self.list("}", Self::identifier)?)
        } else {
            None
        };
        Ok(DeclarationName { name, levels })
    }

    /// `termination_by` and `decreasing_by`, with everything that belongs to them.
    fn termination(&mut self) -> Option<Span> {
        let mut found = None;
        while self.is_one_of(&["termination_by", "decreasing_by"]) {
            let span = self.skip_part();
            found.get_or_insert(span);
        }
        found
    }

    /// Skips a part that is refused later, up to the next command or `deriving`; answers its place.
    fn skip_part(&mut self) -> Span {
        let start = self.next().span.start;
        loop {
            let token = self.peek();
            let part = self.is_one_of(&["termination_by", "decreasing_by", "deriving", "where"]);
            if token.kind == TokenKind::End || token.first && part || self.starts_next_command(token) {
                return self.span_from(start);
            }
            self.next();
        }
    }

    /// `deriving A, B`.
    pub(super) fn deriving(&mut self) -> Parse<Vec<Identifier>> {
        if !self.is_symbol("deriving") || self.is_symbol_at(1, "instance") {
            return Ok(Vec::new());
        }
        self.next();
        let mut names = vec![self.identifier()?];
        while self.accept(",") {
            names.push(self.identifier()?);
        }
        Ok(names)
    }
}

/// Notes a word that stands before declarations; answers whether it is one.
fn set_modifier(modifiers: &mut Modifiers, word: &str, span: Span) -> bool {
    match word {
        "private" => modifiers.visibility = Visibility::Private,
        "protected" => modifiers.visibility = Visibility::Protected,
        "noncomputable" => modifiers.noncomputable = true,
        "unsafe" => modifiers.unsafe_at = Some(span),
        "partial" => modifiers.partial_at = Some(span),
        "nonrec" => {}
        _ => return false,
    }
    true
}

fn definition_kind(word: &str) -> Option<DefinitionKind> {
    Some(match word {
        "def" => DefinitionKind::Definition,
        "abbrev" => DefinitionKind::Abbreviation,
        "theorem" | "lemma" => DefinitionKind::Theorem,
        "instance" => DefinitionKind::Instance,
        "example" => DefinitionKind::Example,
        "opaque" => DefinitionKind::Opaque,
        "axiom" => DefinitionKind::Axiom,
        _ => return None,
    })
}
