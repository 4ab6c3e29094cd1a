//! How a term can start: closed terms, prefix operators, and words such as `fun` and `if`.
//! Given by: the loop over operators.
//! Gives: an operand with its precedence.
//! Holds: terms that start with a word extend as far as possible, so nothing follows them.

use super::term::Operand;
use super::{Parse, Parser};
use crate::syntax::literal::{read_character, read_natural, read_raw_text, read_text};
use crate::syntax::operator::{APPLICATION, ARGUMENT, Fixity, LOWEST, Operator};
use crate::syntax::problem::{Expected, LexicalProblem, Problem, ProblemKind};
use crate::syntax::span::Span;
use crate::syntax::token::{Token, TokenKind};
use crate::syntax::tree::{Argument, Binder, BinderName, Identifier, Level, Term, TermKind};

impl Parser<'_, '_> {
    pub(super) fn leading(&mut self, least: u16) -> Parse<Operand> {
        let token = self.peek();
        if token.kind != TokenKind::Symbol {
            return self.application(least);
        }
        let symbol = self.slice(token);
        if let Some(notation) = self.grammar.leading(symbol).filter(|notation| notation.precedence >= least) {
            let term = self.expand(&notation, None)?;
            return Ok(Operand { term, precedence: notation.precedence });
        }
        if let Some(shape) = self.grammar.prefix(symbol).filter(|shape| shape.precedence >= least) {
            let Fixity::Prefix(precedence) = shape.fixity else { return self.expected(Expected::Term) };
            self.next();
            let operand = self.term(precedence)?;
            let span = token.span.to(operand.span);
            let kind = TermKind::Unary(shape.operator, Box::new(operand));
            return Ok(Operand { term: Term { span, kind }, precedence: shape.precedence });
        }
        if symbol == "fun" || symbol == "λ" || (least <= APPLICATION && starts_open_term(symbol)) {
            let start = token.span.start;
            let kind = self.open_term(symbol)?;
            return Ok(Operand { term: Term { span: self.span_from(start), kind }, precedence: LOWEST });
        }
        self.application(least)
    }

    /// A term that starts with a word and extends as far as possible.
    fn open_term(&mut self, symbol: &str) -> Parse<TermKind> {
        match symbol {
            "fun" | "λ" => self.function(),
            "∀" | "Π" => self.forall(),
            "∃" => self.exists(),
            "let" | "letI" => self.let_term(true),
            "have" | "haveI" => self.let_term(false),
            "show" => self.show(),
            "suffices" => self.suffices_term(),
            "match" => self.match_term(),
            "if" => self.if_term(),
            "bif" => self.boolean_if(),
            "by" => {
                self.next();
                self.tactic_block().map(TermKind::By)
            }
            "calc" => {
                self.next();
                self.calculation().map(TermKind::Calculation)
            }
            "nomatch" => {
                self.next();
                self.terms().map(TermKind::NoMatch)
            }
            "do" => self.unsupported("do"),
            "∃!" => self.unsupported("∃!"),
            "Σ" => self.unsupported("Σ"),
            "for" => self.unsupported("for"),
            _ => self.expected(Expected::Term),
        }
    }

    /// Terms with commas between them, at least one.
    pub(super) fn terms(&mut self) -> Parse<Vec<Term>> {
        let mut terms = vec![self.term(LOWEST)?];
        while self.accept(",") {
            terms.push(self.term(LOWEST)?);
        }
        Ok(terms)
    }

    fn function(&mut self) -> Parse<TermKind> {
        self.next();
        if self.is_symbol("|") {
            return self.alternatives().map(TermKind::FunctionMatch);
        }
        let binders = self.function_binders()?;
        self.expect_arrow()?;
        let body = self.term(LOWEST)?;
        Ok(TermKind::Function(binders, Box::new(body)))
    }

    fn forall(&mut self) -> Parse<TermKind> {
        let (binders, body) = self.quantification(TermKind::Arrow)?;
        Ok(TermKind::Pi(binders, body))
    }

    fn exists(&mut self) -> Parse<TermKind> {
        let both = |condition, body| TermKind::Binary(Operator::And, condition, body);
        let (binders, body) = self.quantification(both)?;
        Ok(TermKind::Exists(binders, body))
    }

    /// Binders and body of a quantifier. A condition on the variables, as in `∀ x < n, p`, is joined to the body.
    fn quantification(
        &mut self,
        join: impl FnOnce(Box<Term>, Box<Term>) -> TermKind,
    ) -> Parse<(Vec<Binder>, Box<Term>)> {
        self.next();
        let (binders, condition) = self.quantified()?;
        self.expect(",")?;
        let mut body = Box::new(self.term(LOWEST)?);
        if let Some(condition) = condition {
            self.deepen(1)?;
            let span = body.span;
            body = Box::new(Term { span, kind: join(Box::new(condition), body) });
        }
        Ok((binders, body))
    }

    fn match_term(&mut self) -> Parse<TermKind> {
        self.next();
        let motive = self.match_motive()?;
        let discriminants = self.discriminants()?;
        self.expect("with")?;
        let alternatives = self.alternatives()?;
        Ok(TermKind::Match(discriminants, motive.map(Box::new), alternatives))
    }

    fn if_term(&mut self) -> Parse<TermKind> {
        self.next();
        if self.is_symbol("let") {
            return self.unsupported("if let");
        }
        let name = self.condition_name()?;
        let condition = self.term(LOWEST)?;
        self.expect("then")?;
        let yes = self.term(LOWEST)?;
        self.expect("else")?;
        let no = self.term(LOWEST)?;
        Ok(TermKind::If(name, Box::new(condition), Box::new(yes), Box::new(no)))
    }

    /// `bif c then e else f`: a call of `cond`.
    fn boolean_if(&mut self) -> Parse<TermKind> {
        let span = self.next().span;
        let condition = self.term(LOWEST)?;
        self.expect("then")?;
        let yes = self.term(LOWEST)?;
        self.expect("else")?;
        let no = self.term(LOWEST)?;
        let name = Identifier { span, parts: vec!["cond".to_string()] };
        let function = Term { span, kind: TermKind::Identifier(name, None) };
        let arguments = [condition, yes, no].map(Argument::Positional);
        Ok(TermKind::Apply(Box::new(function), arguments.into()))
    }

    /// `h :` before a condition, a value or a proposition.
    pub(super) fn condition_name(&mut self) -> Parse<Option<BinderName>> {
        if !(self.is_binder_name() && self.is_symbol_at(1, ":")) {
            return Ok(None);
        }
        let name = self.binder_name()?;
        self.next();
        Ok(Some(name))
    }

    /// A term that needs no parentheses anywhere.
    pub(super) fn closed(&mut self, least: u16) -> Parse<Term> {
        let token = self.peek();
        let kind = match token.kind {
            TokenKind::Identifier => return self.name_term(),
            TokenKind::Symbol => return self.closed_symbol(token, least),
            TokenKind::Natural => TermKind::Natural(self.literal(token, read_natural)?),
            TokenKind::Scientific => TermKind::Scientific(self.slice(token).to_string()),
            TokenKind::Text => TermKind::Text(self.literal(token, read_text)?),
            TokenKind::RawText => TermKind::Text(read_raw_text(self.slice(token))),
            TokenKind::Character => TermKind::Character(self.literal(token, read_character)?),
            TokenKind::NamedHole => {
                let name = self.slice(token).trim_start_matches('?');
                TermKind::NamedHole((name != "_").then(|| name.to_string()))
            }
            _ => return self.expected(Expected::Term),
        };
        self.next();
        Ok(Term { span: token.span, kind })
    }

    fn literal<T>(&self, token: Token, read: fn(&str) -> Result<T, LexicalProblem>) -> Parse<T> {
        read(self.slice(token))
            .map_err(|problem| Problem { span: token.span, kind: ProblemKind::Lexical(problem) })
    }

    fn name_term(&mut self) -> Parse<Term> {
        let token = self.peek();
        if self.slice(token) == "s" && self.peek_at(1).kind == TokenKind::Text && !self.peek_at(1).spaced {
            return self.unsupported("s!");
        }
        let as_pattern = self.is_as_pattern();
        let name = self.identifier()?;
        if as_pattern {
            self.next();
            let inner = self.term(ARGUMENT)?;
            return Ok(Term { span: token.span.to(inner.span), kind: TermKind::As(name, Box::new(inner)) });
        }
        let levels = if self.is_symbol(".{") && self.is_adjacent() { Some(self.level_list()?) } else { None };
        Ok(Term { span: self.span_from(token.span.start), kind: TermKind::Identifier(name, levels) })
    }

    fn level_list(&mut self) -> Parse<Vec<Level>> {
        self.next();
        self.list("}", Self::level)
    }

    fn closed_symbol(&mut self, token: Token, least: u16) -> Parse<Term> {
        let start = token.span.start;
        let kind = match self.slice(token) {
            "(" => return self.parenthesis(least),
            "[" => return self.square_bracket(least),
            "{" => return self.brace(least),
            "⦃" => return self.strict_binder(least),
            "∅" => {
                self.next();
                let parts = vec!["EmptyCollection".to_string(), "emptyCollection".to_string()];
                TermKind::Identifier(Identifier { span: token.span, parts }, None)
            }
            "⟨" => self.angle_bracket()?,
            "‹" => self.assumed()?,
            "#[" => {
                self.next();
                TermKind::Array(self.with_column(None, |parser| parser.list("]", |p| p.term(LOWEST)))?)
            }
            "@" => {
                self.next();
                TermKind::Explicit(Box::new(self.closed(ARGUMENT)?))
            }
            "." => {
                self.next();
                TermKind::Dotted(self.identifier()?)
            }
            ".(" => {
                self.next();
                let inner = self.with_column(None, |parser| parser.term(LOWEST))?;
                self.expect(")")?;
                TermKind::Inaccessible(Box::new(inner))
            }
            "·" => return self.placeholder(token.span),
            word => match self.word_term(word, least)? {
                Some(kind) => kind,
                None => return self.expected(Expected::Term),
            },
        };
        Ok(Term { span: self.span_from(start), kind })
    }

    /// `_`, universes, `sorry` and `nofun`.
    fn word_term(&mut self, word: &str, least: u16) -> Parse<Option<TermKind>> {
        let kind = match word {
            "_" => TermKind::Hole,
            "Prop" => TermKind::Prop,
            "sorry" => TermKind::Sorry,
            "nofun" => TermKind::NoFunction,
            "Type" | "Sort" => {
                let make = if word == "Type" { TermKind::Type } else { TermKind::Sort };
                self.next();
                let takes = least <= APPLICATION && self.starts_closed_level();
                return Ok(Some(make(if takes { Some(self.closed_level()?) } else { None })));
            }
            _ => return Ok(None),
        };
        self.next();
        Ok(Some(kind))
    }

    /// `·`, a parameter of the parenthesis around.
    fn placeholder(&mut self, span: Span) -> Parse<Term> {
        let Some(places) = &mut self.placeholders else { return self.expected(Expected::Term) };
        places.push(span);
        let name = placeholder_name(places.len());
        self.next();
        let kind = TermKind::Identifier(Identifier { span, parts: vec![name] }, None);
        Ok(Term { span, kind })
    }

    /// `‹A›`: a hypothesis of this type.
    fn assumed(&mut self) -> Parse<TermKind> {
        use crate::syntax::tree::{Tactic, TacticBlock, TacticKind};
        let start = self.next().span.start;
        let of = self.with_column(None, |parser| parser.term(LOWEST))?;
        self.expect("›")?;
        let span = self.span_from(start);
        let tactic = Tactic { span, kind: TacticKind::Assumption };
        let proof = Term { span, kind: TermKind::By(TacticBlock { span, tactics: vec![tactic] }) };
        Ok(TermKind::Show(Box::new(of), Box::new(proof)))
    }

    /// Arguments of which none is named: terms side by side.
    pub(super) fn argument_terms(&mut self) -> Parse<Vec<Term>> {
        let arguments = self.arguments()?;
        let mut terms = Vec::with_capacity(arguments.len());
        for argument in arguments {
            match argument {
                Argument::Positional(term) => terms.push(term),
                Argument::Named(name, _) => return Err(pattern_expected(name.span)),
                Argument::Rest(span) => return Err(pattern_expected(span)),
            }
        }
        Ok(terms)
    }
}

fn pattern_expected(span: Span) -> Problem {
    Problem { span, kind: ProblemKind::Expected(Expected::Pattern) }
}

/// The name of the n-th `·` of a parenthesis; no name in a text has this form.
pub(super) fn placeholder_name(number: usize) -> String {
    format!("x✝{number}")
}

fn starts_open_term(symbol: &str) -> bool {
    matches!(
        symbol,
        "∀" | "Π"
            | "∃"
            | "∃!"
            | "Σ"
            | "let"
            | "letI"
            | "have"
            | "haveI"
            | "show"
            | "suffices"
            | "match"
            | "if"
            | "bif"
            | "by"
            | "calc"
            | "nomatch"
            | "do"
            | "for"
    )
}
