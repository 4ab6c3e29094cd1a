//! Commands, one after the other.
//! Given by: the whole text.
//! Gives: the `File`.
//! Holds: after a problem the next command is the next line that starts with a word of commands.

use super::{Parse, Parser};
use crate::syntax::operator::LOWEST;
use crate::syntax::problem::Expected;
use crate::syntax::token::{Token, TokenKind};
use crate::syntax::tree::{Attribute, Command, CommandKind, File, Identifier, Modifiers, OpenKind};

/// The words that start a command.
const STARTS: [&str; 58] = [
    "namespace",
    "section",
    "end",
    "universe",
    "variable",
    "open",
    "export",
    "attribute",
    "set_option",
    "mutual",
    "notation",
    "infix",
    "infixl",
    "infixr",
    "prefix",
    "postfix",
    "#check",
    "#print",
    "#eval",
    "#reduce",
    "#synth",
    "#guard",
    "def",
    "theorem",
    "lemma",
    "abbrev",
    "instance",
    "example",
    "inductive",
    "structure",
    "class",
    "axiom",
    "opaque",
    "private",
    "protected",
    "noncomputable",
    "unsafe",
    "partial",
    "nonrec",
    "local",
    "scoped",
    "@[",
    "macro",
    "macro_rules",
    "syntax",
    "elab",
    "elab_rules",
    "initialize",
    "include",
    "omit",
    "import",
    "prelude",
    "run_cmd",
    "builtin_initialize",
    "declare_syntax_cat",
    "declare_config_elab",
    "add_decl_doc",
    "register_option",
];

impl Parser<'_, '_> {
    pub(super) fn file(&mut self) -> File {
        let mut file = File::default();
        while self.peek().kind != TokenKind::End {
            let start = self.at;
            (self.column, self.placeholders, self.depth, self.deepest) = (None, None, 0, 0);
            self.command_column = self.peek().column;
            if self.accept("prelude") {
                continue;
            }
            let result = if self.is_symbol("import") {
                self.import().map(|name| file.imports.push(name))
            } else {
                self.command().map(|command| file.commands.push(command))
            };
            if let Err(problem) = result {
                self.problems.push(problem);
                self.skip_to_command(start);
            }
        }
        file
    }

    fn import(&mut self) -> Parse<Identifier> {
        self.next();
        self.identifier()
    }

    /// Skips at least one token of a command that could not be read, up to the next command.
    fn skip_to_command(&mut self, start: usize) {
        if self.at == start {
            self.next();
        }
        while self.peek().kind != TokenKind::End {
            let token = self.peek();
            if self.starts_next_command(token) {
                return;
            }
            self.next();
        }
    }

    /// Whether a token starts a line and a command, no further right than the present command does.
    pub(super) fn starts_next_command(&self, token: Token) -> bool {
        token.first && token.column <= self.command_column && self.starts_command(token)
    }

    fn starts_command(&self, token: Token) -> bool {
        match token.kind {
            TokenKind::Documentation => true,
            TokenKind::Symbol => STARTS.contains(&self.slice(token)),
            _ => false,
        }
    }

    fn command(&mut self) -> Parse<Command> {
        self.nested(|parser| {
            let start = parser.start();
            let kind = parser.command_kind()?;
            let first = Command { span: parser.span_from(start), kind };
            if !parser.accept("in") {
                return Ok(first);
            }
            let second = parser.command()?;
            let kind = CommandKind::In(Box::new(first), Box::new(second));
            Ok(Command { span: parser.span_from(start), kind })
        })
    }

    fn command_kind(&mut self) -> Parse<CommandKind> {
        let token = self.peek();
        if self.is_symbol("deriving") {
            return self.unsupported("deriving instance");
        }
        if !self.starts_command(token) {
            return self.expected(Expected::Command);
        }
        match self.slice(token) {
            "namespace" => self.namespace(),
            "section" => self.section(),
            "noncomputable" if self.is_symbol_at(1, "section") => {
                self.next();
                self.section()
            }
            "end" => {
                self.next();
                self.optional_name().map(CommandKind::End)
            }
            "universe" => {
                self.next();
                self.some_names().map(CommandKind::Universe)
            }
            "variable" => {
                self.next();
                self.signature_binders().map(CommandKind::Variable)
            }
            "open" => self.open().map(CommandKind::Open),
            "export" => self.export(),
            "attribute" => self.attribute_command(),
            "set_option" => self.option(),
            "mutual" => self.mutual(),
            "local" | "scoped" => {
                self.next();
                self.scoped_command()
            }
            "notation" | "infix" | "infixl" | "infixr" | "prefix" | "postfix" => {
                self.notation_command().map(|()| CommandKind::Notation)
            }
            "#check" | "#print" | "#eval" | "#reduce" => self.query(),
            _ => self.declaration_command(),
        }
    }

    fn namespace(&mut self) -> Parse<CommandKind> {
        self.next();
        self.identifier().map(CommandKind::Namespace)
    }

    fn section(&mut self) -> Parse<CommandKind> {
        self.next();
        self.optional_name().map(CommandKind::Section)
    }

    fn optional_name(&mut self) -> Parse<Option<Identifier>> {
        if self.is_name() { self.identifier().map(Some) } else { Ok(None) }
    }

    /// Names, at least one.
    fn some_names(&mut self) -> Parse<Vec<Identifier>> {
        let mut names = vec![self.identifier()?];
        while self.is_name() {
            names.push(self.identifier()?);
        }
        Ok(names)
    }

    fn open(&mut self) -> Parse<OpenKind> {
        self.next();
        let scoped = self.accept("scoped");
        let first = self.identifier()?;
        if self.accept("(") {
            let names = self.some_names()?;
            self.expect(")")?;
            return Ok(OpenKind::Only(first, names));
        }
        if self.accept("hiding") {
            return Ok(OpenKind::Hiding(first, self.some_names()?));
        }
        if self.accept("renaming") {
            return self.renamings().map(|pairs| OpenKind::Renaming(first, pairs));
        }
        let mut names = vec![first];
        while self.is_name() {
            names.push(self.identifier()?);
        }
        Ok(OpenKind::Namespaces(names, scoped))
    }

    fn renamings(&mut self) -> Parse<Vec<(Identifier, Identifier)>> {
        let mut pairs = Vec::new();
        loop {
            let from = self.identifier()?;
            if !self.accept("->") {
                self.expect("→")?;
            }
            pairs.push((from, self.identifier()?));
            if !self.accept(",") {
                return Ok(pairs);
            }
        }
    }

    fn export(&mut self) -> Parse<CommandKind> {
        self.next();
        let from = self.identifier()?;
        self.expect("(")?;
        let names = self.some_names()?;
        self.expect(")")?;
        Ok(CommandKind::Export(from, names))
    }

    fn attribute_command(&mut self) -> Parse<CommandKind> {
        self.next();
        self.expect("[")?;
        let attributes = self.list("]", Self::attribute)?;
        Ok(CommandKind::Attribute(attributes, self.some_names()?))
    }

    /// `simp`, `-simp`, `local instance 100`; further arguments are skipped.
    pub(super) fn attribute(&mut self) -> Parse<Attribute> {
        let start = self.start();
        let erase = self.accept("-");
        let local = !erase && self.accept_one_of(&["local", "scoped"]);
        let token = self.peek();
        let name = match token.kind {
            TokenKind::Symbol if matches!(self.slice(token), "instance" | "class" | "macro" | "syntax") => {
                self.next();
                Identifier { span: token.span, parts: vec![self.slice(token).to_string()] }
            }
            _ => self.identifier()?,
        };
        let priority = if self.peek().kind == TokenKind::Natural { Some(self.small_number()?) } else { None };
        while !self.is_one_of(&[",", "]"]) && self.peek().kind != TokenKind::End {
            self.next();
        }
        Ok(Attribute { span: self.span_from(start), name, erase, local, priority })
    }

    /// `set_option name value`; a value is a word, a number or a string.
    fn option(&mut self) -> Parse<CommandKind> {
        self.next();
        let name = self.identifier()?;
        if !matches!(self.peek().kind, TokenKind::Identifier | TokenKind::Natural | TokenKind::Text) {
            return self.expected(Expected::Name);
        }
        self.next();
        Ok(CommandKind::Option(name))
    }

    fn mutual(&mut self) -> Parse<CommandKind> {
        self.next();
        let mut declarations = Vec::new();
        while !self.is_symbol("end") {
            declarations.push(self.declaration()?);
        }
        self.next();
        Ok(CommandKind::Mutual(declarations))
    }

    /// `local notation`, `scoped instance` and the like; the scope of a notation is the rest of the text.
    fn scoped_command(&mut self) -> Parse<CommandKind> {
        if self.is_one_of(&["notation", "infix", "infixl", "infixr", "prefix", "postfix"]) {
            return self.notation_command().map(|()| CommandKind::Notation);
        }
        if self.is_symbol("instance") {
            return self.declaration_after(Modifiers::default());
        }
        self.expected(Expected::Command)
    }

    fn query(&mut self) -> Parse<CommandKind> {
        let token = self.next();
        match self.slice(token) {
            "#check" => self.term(LOWEST).map(CommandKind::Check),
            "#eval" => self.term(LOWEST).map(|term| CommandKind::Evaluate(term, true)),
            "#reduce" => self.term(LOWEST).map(|term| CommandKind::Evaluate(term, false)),
            _ => {
                let axioms = self.accept_word("axioms");
                self.identifier().map(|name| CommandKind::Print(name, axioms))
            }
        }
    }
}
