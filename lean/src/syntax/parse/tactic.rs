//! Tactics: blocks, and which tactic a word starts.
//! Given by: `by`, `·`, and tactics that contain others.
//! Gives: `TacticBlock` and `Tactic` nodes.
//! Holds: the tactics of a block stand at one column or are separated by `;`.

use super::{Parse, Parser};
use crate::syntax::operator::LOWEST;
use crate::syntax::problem::{Expected, Problem, ProblemKind};
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Tactic, TacticBlock, TacticKind, Term, TermKind};

impl Parser<'_, '_> {
    /// Tactics that follow one another.
    pub(super) fn tactic_block(&mut self) -> Parse<TacticBlock> {
        let around = self.placeholders.take();
        let block = self.nested(Self::inside_tactic_block);
        self.placeholders = around;
        block
    }

    fn inside_tactic_block(&mut self) -> Parse<TacticBlock> {
        if !self.starts_tactic() {
            return self.expected(Expected::Tactic);
        }
        if !self.is_within() {
            return self.expected(Expected::Indentation);
        }
        self.block(Self::tactic_items)
    }

    fn tactic_items(&mut self) -> Parse<TacticBlock> {
        let start = self.start();
        let mut tactics = Vec::new();
        loop {
            tactics.push(self.tactic()?);
            let separated = self.accept(";");
            let token = self.peek();
            let below = token.first && Some(token.column) == self.column;
            if !((separated || below) && self.starts_tactic()) {
                return Ok(TacticBlock { span: self.span_from(start), tactics });
            }
        }
    }

    /// A block right of the place that was just read, such as the one after `·`.
    fn indented_block(&mut self, column: u32) -> Parse<TacticBlock> {
        self.with_column(Some(column), |parser| {
            if parser.is_indented() { parser.tactic_block() } else { parser.expected(Expected::Indentation) }
        })
    }

    fn starts_tactic(&mut self) -> bool {
        const WORDS: [&str; 17] = [
            "have", "haveI", "let", "letI", "show", "suffices", "calc", "match", "if", "nofun", "nomatch",
            "sorry", "·", "(", "{", "try", "repeat",
        ];
        self.is_name() || self.is_one_of(&WORDS)
    }

    /// `t <;> u`.
    fn tactic(&mut self) -> Parse<Tactic> {
        self.nested(|parser| {
            parser.chain(|parser| {
                let start = parser.start();
                let mut tactic = parser.single_tactic()?;
                while parser.accept("<;>") {
                    parser.deepen(1)?;
                    let second = parser.single_tactic()?;
                    let kind = TacticKind::Then(Box::new(tactic), Box::new(second));
                    tactic = Tactic { span: parser.span_from(start), kind };
                }
                Ok(tactic)
            })
        })
    }

    fn single_tactic(&mut self) -> Parse<Tactic> {
        let token = self.peek();
        let kind = if token.kind == TokenKind::Symbol {
            self.symbol_tactic(self.slice(token), token.column)?
        } else if token.kind == TokenKind::Identifier {
            self.named_tactic(self.slice(token))?
        } else {
            return self.expected(Expected::Tactic);
        };
        Ok(Tactic { span: self.span_from(token.span.start), kind })
    }

    fn symbol_tactic(&mut self, symbol: &str, column: u32) -> Parse<TacticKind> {
        match symbol {
            "have" | "haveI" => self.local_binding(false, true).map(Box::new).map(TacticKind::Have),
            "let" | "letI" => self.local_binding(true, true).map(Box::new).map(TacticKind::Have),
            "suffices" => self.suffices(true).map(Box::new).map(TacticKind::Suffices),
            "match" => self.match_tactic(),
            "if" => self.if_tactic(),
            _ => {
                self.next();
                match symbol {
                    "show" => self.show_tactic(),
                    "calc" => self.calculation().map(TacticKind::Calculation),
                    "nomatch" => self.terms().map(TacticKind::NoMatch),
                    "nofun" => Ok(TacticKind::NoFunction),
                    "sorry" => Ok(TacticKind::Sorry),
                    "try" => self.tactic_block().map(TacticKind::Try),
                    "repeat" => self.tactic_block().map(TacticKind::Repeat),
                    "·" => self.indented_block(column).map(TacticKind::Focus),
                    "(" => self.bracketed_block(")").map(TacticKind::Group),
                    "{" => self.bracketed_block("}").map(TacticKind::Focus),
                    _ => self.expected(Expected::Tactic),
                }
            }
        }
    }

    fn bracketed_block(&mut self, close: &'static str) -> Parse<TacticBlock> {
        let block = self.with_column(None, Self::tactic_block)?;
        self.expect(close)?;
        Ok(block)
    }

    /// `match e with | p => t`: the term, whose results are tactics.
    fn match_tactic(&mut self) -> Parse<TacticKind> {
        let start = self.next().span.start;
        let motive = self.match_motive()?;
        let discriminants = self.discriminants()?;
        self.expect("with")?;
        let alternatives = self.tactic_alternatives()?;
        let kind = TermKind::Match(discriminants, motive.map(Box::new), alternatives);
        Ok(TacticKind::Exact(Term { span: self.span_from(start), kind }))
    }

    fn if_tactic(&mut self) -> Parse<TacticKind> {
        self.next();
        let name = self.condition_name()?;
        let condition = self.term(LOWEST)?;
        self.expect("then")?;
        let yes = self.tactic_block()?;
        self.expect("else")?;
        let no = self.tactic_block()?;
        Ok(TacticKind::If(name, condition, yes, no))
    }

    /// `show A`, and `show A from e`, which is the term.
    fn show_tactic(&mut self) -> Parse<TacticKind> {
        let of = self.term(LOWEST)?;
        if !self.is_one_of(&["from", "by"]) {
            return Ok(TacticKind::Show(of));
        }
        self.accept("from");
        let value = self.term(LOWEST)?;
        let span = of.span.to(value.span);
        Ok(TacticKind::Exact(Term { span, kind: TermKind::Show(Box::new(of), Box::new(value)) }))
    }

    fn named_tactic(&mut self, name: &str) -> Parse<TacticKind> {
        let token = self.next();
        if let Some(kind) = plain_tactic(name) {
            return Ok(kind);
        }
        if let Some(parsed) = self.block_tactic(name) {
            return parsed;
        }
        if let Some(parsed) = self.case_tactic(name) {
            return parsed;
        }
        if let Some(parsed) = self.argument_tactic(name) {
            return parsed;
        }
        if let Some(parsed) = self.hypothesis_tactic(name) {
            return parsed;
        }
        Err(Problem { span: token.span, kind: ProblemKind::UnknownTactic(name.to_string()) })
    }

    /// Tactics that run other tactics.
    fn block_tactic(&mut self, name: &str) -> Option<Parse<TacticKind>> {
        Some(match name {
            "all_goals" => self.tactic_block().map(TacticKind::AllGoals),
            "any_goals" => self.tactic_block().map(TacticKind::AnyGoals),
            "first" => self.first_tactic(),
            "iterate" => self.iterate_tactic(),
            "next" => self.next_tactic(),
            "case" => self.named_case(),
            _ => return None,
        })
    }

    fn first_tactic(&mut self) -> Parse<TacticKind> {
        if !self.is_symbol("|") {
            return self.expected(Expected::Alternative);
        }
        self.block(|parser| {
            let mut attempts = Vec::new();
            while parser.is_symbol("|") && parser.is_within() {
                parser.next();
                attempts.push(parser.tactic_block()?);
            }
            Ok(TacticKind::First(attempts))
        })
    }

    fn iterate_tactic(&mut self) -> Parse<TacticKind> {
        if self.peek().kind != TokenKind::Natural {
            return self.unsupported("iterate without a number");
        }
        let count = self.small_number()?;
        Ok(TacticKind::Iterate(count, self.tactic_block()?))
    }

    fn next_tactic(&mut self) -> Parse<TacticKind> {
        let names = self.binder_names()?;
        self.expect_arrow()?;
        Ok(TacticKind::Next(names, self.tactic_block()?))
    }

    fn named_case(&mut self) -> Parse<TacticKind> {
        let mut tags = vec![self.case_tag()?];
        while self.accept("|") {
            tags.push(self.case_tag()?);
        }
        self.expect_arrow()?;
        Ok(TacticKind::Case(tags, self.tactic_block()?))
    }
}

/// Tactics of one word.
fn plain_tactic(name: &str) -> Option<TacticKind> {
    Some(match name {
        "rfl" | "eq_refl" => TacticKind::Reflexivity,
        "constructor" => TacticKind::Constructor,
        "left" => TacticKind::Left,
        "right" => TacticKind::Right,
        "exfalso" => TacticKind::ExFalso,
        "contradiction" => TacticKind::Contradiction,
        "assumption" => TacticKind::Assumption,
        "trivial" => TacticKind::Trivial,
        "omega" => TacticKind::Omega,
        "decide" => TacticKind::Decide,
        "ac_rfl" => TacticKind::AssociateCommute,
        "infer_instance" => TacticKind::InferInstance,
        "skip" => TacticKind::Skip,
        "done" => TacticKind::Done,
        "fail" => TacticKind::Fail,
        "admit" => TacticKind::Sorry,
        "exact?" | "apply?" | "rfl?" | "simp?" | "rw?" | "hint" => TacticKind::Search,
        _ => return None,
    })
}
