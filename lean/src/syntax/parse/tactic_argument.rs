//! Tactics with arguments: terms, names, patterns, rules, cases.
//! Given by: the dispatch over the words that start tactics; the word itself is already read.
//! Gives: `TacticKind` with its arguments.
//! Holds: arguments stand right of the block's column.

use super::{Parse, Parser};
use crate::syntax::operator::{LOWEST, Operator};
use crate::syntax::problem::Expected;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{
    CaseAlternative, CaseTag, Induction, Location, NamedTarget, Obtain, Pattern, PatternKind, RewriteRule,
    Simplifier, SimplifierKind, SimplifyRule, Tactic, TacticBlock, TacticKind, Term,
};

impl Parser<'_, '_> {
    /// Tactics whose arguments are terms.
    pub(super) fn argument_tactic(&mut self, name: &str) -> Option<Parse<TacticKind>> {
        Some(match name {
            "intro" => self.intro(),
            "exact" => self.term(LOWEST).map(TacticKind::Exact),
            "apply" => self.term(LOWEST).map(TacticKind::Apply),
            "refine" | "refine'" => self.term(LOWEST).map(TacticKind::Refine),
            "exists" | "use" => self.terms().map(TacticKind::Exists),
            "specialize" => self.term(LOWEST).map(TacticKind::Specialize),
            "subst" => self.argument_terms().map(TacticKind::Substitute),
            "by_cases" => self.by_cases(),
            "change" => self.change(),
            "generalize" => self.generalize(),
            "injection" => self.injection(),
            "rename" => self.rename(),
            "trans" => self.transitivity(),
            "congr" => self.congruence(),
            "rw" | "rewrite" | "rwa" | "erw" => self.rewrite(name),
            "simp" | "dsimp" | "simpa" | "simp_all" => self.simplify(name),
            _ => return None,
        })
    }

    /// Tactics whose arguments are names, patterns or places.
    pub(super) fn hypothesis_tactic(&mut self, name: &str) -> Option<Parse<TacticKind>> {
        Some(match name {
            "intros" => self.binder_names().map(TacticKind::Intros),
            "rintro" => self.patterns().map(TacticKind::IntroPatterns),
            "ext" => self.patterns().map(TacticKind::Extensionality),
            "funext" => self.binder_names().map(TacticKind::FunctionExtensionality),
            "rename_i" => self.binder_names().map(TacticKind::RenameInaccessible),
            "revert" => self.identifiers().map(TacticKind::Revert),
            "clear" => self.identifiers().map(TacticKind::Clear),
            "symm" => self.location().map(TacticKind::Symmetry),
            "split" => self.location().map(TacticKind::Split),
            "unfold" => self.unfold(),
            _ => return None,
        })
    }

    /// Tactics that split a value.
    pub(super) fn case_tactic(&mut self, name: &str) -> Option<Parse<TacticKind>> {
        Some(match name {
            "cases" => self.cases(),
            "induction" => self.induction(),
            "rcases" => self.destruct(),
            "obtain" => self.obtain(),
            _ => return None,
        })
    }

    fn intro(&mut self) -> Parse<TacticKind> {
        if self.is_symbol("|") {
            return self.unsupported("intro with alternatives");
        }
        self.argument_terms().map(TacticKind::Intro)
    }

    fn by_cases(&mut self) -> Parse<TacticKind> {
        let name = self.condition_name()?;
        Ok(TacticKind::ByCases(name, self.term(LOWEST)?))
    }

    fn change(&mut self) -> Parse<TacticKind> {
        let of = self.term(LOWEST)?;
        if self.is_symbol("with") {
            return self.unsupported("change … with");
        }
        Ok(TacticKind::Change(of, self.location()?))
    }

    fn generalize(&mut self) -> Parse<TacticKind> {
        let equation = self.condition_name()?;
        let value = self.term(Operator::Equal.shape().precedence + 1)?;
        self.expect("=")?;
        let name = self.binder_name()?;
        Ok(TacticKind::Generalize(equation, value, name))
    }

    fn injection(&mut self) -> Parse<TacticKind> {
        let equation = self.term(LOWEST)?;
        let names = if self.accept("with") { self.binder_names()? } else { Vec::new() };
        Ok(TacticKind::Injection(equation, names))
    }

    fn rename(&mut self) -> Parse<TacticKind> {
        let of = self.term(LOWEST)?;
        self.expect_arrow()?;
        Ok(TacticKind::Rename(of, self.binder_name()?))
    }

    fn transitivity(&mut self) -> Parse<TacticKind> {
        let takes = self.is_indented() && self.starts_argument();
        Ok(TacticKind::Transitivity(if takes { Some(self.term(LOWEST)?) } else { None }))
    }

    fn congruence(&mut self) -> Parse<TacticKind> {
        let takes = self.is_indented() && self.peek().kind == TokenKind::Natural;
        Ok(TacticKind::Congruence(if takes { Some(self.small_number()?) } else { None }))
    }

    fn unfold(&mut self) -> Parse<TacticKind> {
        let names = self.identifiers()?;
        if names.is_empty() {
            return self.expected(Expected::Name);
        }
        Ok(TacticKind::Unfold(names, self.location()?))
    }

    /// `at h k ⊢`, `at *`.
    fn location(&mut self) -> Parse<Option<Location>> {
        if !self.accept("at") {
            return Ok(None);
        }
        if self.accept("*") {
            return Ok(Some(Location::Everywhere));
        }
        let names = self.identifiers()?;
        let goal = self.is_indented() && self.accept("⊢");
        if names.is_empty() && !goal {
            return self.expected(Expected::Name);
        }
        Ok(Some(Location::At(names, goal)))
    }

    fn rewrite(&mut self, name: &str) -> Parse<TacticKind> {
        if name == "erw" {
            return self.unsupported("erw");
        }
        let start = self.start();
        self.expect("[")?;
        let rules = self.with_column(None, |parser| parser.list("]", Self::rewrite_rule))?;
        let kind = TacticKind::Rewrite(rules, self.location()?, name == "rw");
        if name != "rwa" {
            return Ok(kind);
        }
        let span = self.span_from(start);
        let both = [kind, TacticKind::Assumption].map(|kind| Tactic { span, kind });
        Ok(TacticKind::Group(TacticBlock { span, tactics: both.into() }))
    }

    fn rewrite_rule(&mut self) -> Parse<RewriteRule> {
        let start = self.start();
        let reverse = self.accept_one_of(&["←", "<-"]);
        let equation = self.term(LOWEST)?;
        Ok(RewriteRule { span: self.span_from(start), reverse, equation })
    }

    fn simplify(&mut self, name: &str) -> Parse<TacticKind> {
        let kind = match name {
            "simp" => SimplifierKind::Simp,
            "dsimp" => SimplifierKind::Definitional,
            "simpa" => SimplifierKind::Assumption,
            _ => SimplifierKind::All,
        };
        if self.is_indented() && self.is_one_of(&["(", "+", "-"]) {
            return self.unsupported("simp with a configuration");
        }
        let only = self.is_word("only") && self.accept_word("only");
        let rules = if self.accept("[") {
            self.with_column(None, |parser| parser.list("]", Self::simplify_rule))?
        } else {
            Vec::new()
        };
        let location = self.location()?;
        let using = if kind == SimplifierKind::Assumption && self.accept("using") {
            Some(self.term(LOWEST)?)
        } else {
            None
        };
        Ok(TacticKind::Simplify(Box::new(Simplifier { kind, only, rules, location, using })))
    }

    fn simplify_rule(&mut self) -> Parse<SimplifyRule> {
        if self.is_symbol("*") {
            return Ok(SimplifyRule::Hypotheses(self.next().span));
        }
        if self.accept("-") {
            return self.identifier().map(SimplifyRule::Erase);
        }
        if self.is_one_of(&["↓", "↑"]) {
            return self.unsupported("simp with ↓ or ↑");
        }
        self.rewrite_rule().map(SimplifyRule::Use)
    }

    fn cases(&mut self) -> Parse<TacticKind> {
        let targets = self.targets()?;
        if self.is_symbol("using") {
            return self.unsupported("cases … using");
        }
        Ok(TacticKind::Cases(targets, self.case_alternatives()?))
    }

    fn induction(&mut self) -> Parse<TacticKind> {
        let targets = self.targets()?;
        let using = if self.accept("using") { Some(self.term(LOWEST)?) } else { None };
        let generalizing = if self.accept("generalizing") { self.identifiers()? } else { Vec::new() };
        let alternatives = self.case_alternatives()?;
        let induction = Induction { targets, using, generalizing, alternatives };
        Ok(TacticKind::Induction(Box::new(induction)))
    }

    fn targets(&mut self) -> Parse<Vec<NamedTarget>> {
        let mut targets = Vec::new();
        loop {
            let equation = self.condition_name()?;
            targets.push(NamedTarget { equation, value: self.term(LOWEST)? });
            if !self.accept(",") {
                return Ok(targets);
            }
        }
    }

    fn case_alternatives(&mut self) -> Parse<Vec<CaseAlternative>> {
        if !self.accept("with") {
            return Ok(Vec::new());
        }
        if !self.is_symbol("|") {
            return self.expected(Expected::Alternative);
        }
        self.block(|parser| {
            let mut alternatives = Vec::new();
            while parser.is_symbol("|") && parser.is_within() {
                alternatives.push(parser.case_alternative()?);
            }
            Ok(alternatives)
        })
    }

    fn case_alternative(&mut self) -> Parse<CaseAlternative> {
        let start = self.start();
        let mut tags = Vec::new();
        while self.accept("|") {
            tags.push(self.case_tag()?);
            if self.is_symbol("|") && !self.is_within() {
                break;
            }
        }
        let body = if self.is_one_of(&["=>", "↦"]) { self.case_body()? } else { None };
        Ok(CaseAlternative { span: self.span_from(start), tags, body })
    }

    /// Tactics, or `?_`, which leaves the goal.
    fn case_body(&mut self) -> Parse<Option<TacticBlock>> {
        self.expect_arrow()?;
        if self.peek().kind == TokenKind::NamedHole || self.is_symbol("_") {
            self.next();
            return Ok(None);
        }
        self.tactic_block().map(Some)
    }

    /// `cons x xs`, `@cons x xs`, `_`.
    pub(super) fn case_tag(&mut self) -> Parse<CaseTag> {
        let start = self.start();
        let explicit = self.accept("@");
        let tag = if self.accept("_") { None } else { Some(self.identifier()?) };
        let names = self.binder_names()?;
        Ok(CaseTag { span: self.span_from(start), explicit, tag, names })
    }

    fn destruct(&mut self) -> Parse<TacticKind> {
        let targets = self.targets()?;
        if !self.accept("with") {
            return Ok(TacticKind::Destruct(targets, None));
        }
        let first = self.pattern()?;
        if !self.is_symbol(",") {
            return Ok(TacticKind::Destruct(targets, Some(first)));
        }
        let start = first.span;
        let mut patterns = vec![first];
        while self.accept(",") {
            patterns.push(self.pattern()?);
        }
        let span = self.span_from(start.start);
        let kind = PatternKind::Tuple(patterns);
        Ok(TacticKind::Destruct(targets, Some(Pattern { span, kind })))
    }

    fn obtain(&mut self) -> Parse<TacticKind> {
        let pattern = if self.starts_pattern() { Some(self.pattern_alternatives()?) } else { None };
        let of = if self.accept(":") { Some(self.term(LOWEST)?) } else { None };
        let values: Vec<Term> = if of.is_some() && !self.is_symbol(":=") {
            Vec::new()
        } else {
            self.expect(":=")?;
            self.terms()?
        };
        Ok(TacticKind::Obtain(Box::new(Obtain { pattern, of, values })))
    }
}
