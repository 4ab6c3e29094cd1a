//! Operators: arithmetic over a whole tree, relations, and operators that are plain calls.
//! Given by: the elaboration of terms.
//! Gives: applications of the constants behind operators, all operands at one type where the operator demands it.
//! Holds: an operand whose type is known is never changed by the other operands.

use super::infer::Outcome;
use super::problem::{Failure, Fault};
use super::session::Elaborator;
use crate::syntax::operator::{Operator, Scheme};
use crate::syntax::span::Span;
use crate::syntax::tree::{Argument, Term as Syntax, TermKind};
use kernel::{NameId, TermId};

/// A tree of arithmetic operators over elaborated operands.
enum Tree {
    Leaf(TermId),
    Unary(Span, Operator, Box<Tree>),
    Binary(Span, Operator, Box<Tree>, Box<Tree>),
    /// The right operand has a type of its own.
    Action(Span, Operator, Box<Tree>, Span, TermId),
}

impl Elaborator<'_> {
    pub(crate) fn elaborate_operator(
        &mut self,
        syntax: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        match &syntax.kind {
            TermKind::Unary(operator, operand) => match operator.shape().scheme {
                Scheme::Uniform => self.elaborate_arithmetic(syntax, expected),
                _ => self.operator_call(syntax.span, *operator, &[operand], expected),
            },
            TermKind::Binary(operator, left, right) => match operator.shape().scheme {
                Scheme::Uniform | Scheme::RightAction => self.elaborate_arithmetic(syntax, expected),
                Scheme::Relation | Scheme::BooleanRelation => {
                    self.elaborate_relation(syntax.span, *operator, left, right, expected)
                }
                Scheme::Call => self.operator_call(syntax.span, *operator, &[left, right], expected),
                Scheme::Special => self.elaborate_special(syntax.span, *operator, left, right, expected),
            },
            _ => Err(Failure::at(syntax.span, Fault::Internal("no operator"))),
        }
    }

    fn operator_call(
        &mut self,
        span: Span,
        operator: Operator,
        operands: &[&Syntax],
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let mut name = self.operator_name(operator);
        if self.environment.get(name).is_none() {
            // `or` is `Bool.or`, exported.
            let exported = self.state.exported.get(&name).and_then(|targets| targets.first().copied());
            let unknown = || Failure::at(span, Fault::UnknownName(operator.shape().constant.to_string()));
            name = exported.ok_or_else(unknown)?;
        }
        let arguments: Vec<Argument> =
            operands.iter().map(|operand| Argument::Positional((*operand).clone())).collect();
        let levels = self.fresh_levels_for(name);
        let function = self.store.constant(name, &levels);
        let arguments = super::application::Arguments::written(&arguments);
        self.call(span, function, arguments, false, expected)
    }

    fn elaborate_special(
        &mut self,
        span: Span,
        operator: Operator,
        left: &Syntax,
        right: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        match operator {
            Operator::Rewrite => self.elaborate_rewrite(span, left, right, expected),
            Operator::Member | Operator::NotMember => {
                let collection = self.elaborate(right, None)?;
                let element = self.elaborate(left, None)?;
                let name = self.known.mem;
                let arguments = [(right.span, collection), (left.span, element)];
                let member = self.call_constant(span, name, &arguments, None)?;
                if operator == Operator::Member {
                    return Ok(member);
                }
                let not = self.store.constant(self.known.not, &[]);
                Ok(self.store.apply(not, &[member]))
            }
            _ => Err(Failure::at(span, Fault::Unsupported("this operator"))),
        }
    }

    fn collect_tree(&mut self, syntax: &Syntax) -> Outcome<Tree> {
        self.enter()?;
        let tree = match &syntax.kind {
            TermKind::Binary(operator, left, right) if operator.shape().scheme == Scheme::Uniform => {
                let left = self.collect_tree(left)?;
                let right = self.collect_tree(right)?;
                Tree::Binary(syntax.span, *operator, Box::new(left), Box::new(right))
            }
            TermKind::Binary(operator, left, right) if operator.shape().scheme == Scheme::RightAction => {
                let left = self.collect_tree(left)?;
                let exponent = self.elaborate(right, None)?;
                Tree::Action(syntax.span, *operator, Box::new(left), right.span, exponent)
            }
            TermKind::Unary(operator, operand) if operator.shape().scheme == Scheme::Uniform => {
                let operand = self.collect_tree(operand)?;
                Tree::Unary(syntax.span, *operator, Box::new(operand))
            }
            _ => Tree::Leaf(self.elaborate(syntax, None)?),
        };
        self.leave();
        Ok(tree)
    }

    fn leaves(tree: &Tree, found: &mut Vec<TermId>) {
        match tree {
            Tree::Leaf(term) => found.push(*term),
            Tree::Unary(_, _, operand) | Tree::Action(_, _, operand, _, _) => Self::leaves(operand, found),
            Tree::Binary(_, _, left, right) => {
                Self::leaves(left, found);
                Self::leaves(right, found);
            }
        }
    }

    /// The one type that the operands with a known type have; unknown ones take it.
    fn unite_leaves(&mut self, leaves: &[TermId], expected: Option<TermId>) -> Outcome<()> {
        let mut known: Option<TermId> = None;
        let mut unknown = Vec::new();
        for &leaf in leaves {
            let of = self.infer(leaf)?;
            let of = self.instantiate(of);
            if self.is_unknown(of) {
                unknown.push(of);
            } else if known.is_none() {
                known = Some(of);
            } else if let Some(first) = known
                && !self.unify(first, of)
            {
                // Operands of several types: the operator's instances decide.
                return Ok(());
            }
        }
        let wanted = known.or_else(|| {
            let expected = expected.map(|expected| self.instantiate(expected))?;
            (!self.is_unknown(expected)).then_some(expected)
        });
        if let Some(wanted) = wanted {
            for of in unknown {
                self.unify(of, wanted);
            }
        }
        Ok(())
    }

    fn elaborate_arithmetic(&mut self, syntax: &Syntax, expected: Option<TermId>) -> Outcome<TermId> {
        let tree = self.collect_tree(syntax)?;
        let mut leaves = Vec::new();
        Self::leaves(&tree, &mut leaves);
        self.unite_leaves(&leaves, expected)?;
        self.build_tree(tree, expected)
    }

    fn build_tree(&mut self, tree: Tree, expected: Option<TermId>) -> Outcome<TermId> {
        match tree {
            Tree::Leaf(term) => Ok(term),
            Tree::Unary(span, operator, operand) => {
                let operand = self.build_tree(*operand, None)?;
                let name = self.operator_name(operator);
                self.call_constant(span, name, &[(span, operand)], expected)
            }
            Tree::Binary(span, operator, left, right) => {
                let left = self.build_tree(*left, None)?;
                let right = self.build_tree(*right, None)?;
                let name = self.operator_name(operator);
                self.call_constant(span, name, &[(span, left), (span, right)], expected)
            }
            Tree::Action(span, operator, left, right_span, right) => {
                let left = self.build_tree(*left, None)?;
                let name = self.operator_name(operator);
                self.call_constant(span, name, &[(span, left), (right_span, right)], expected)
            }
        }
    }

    fn operator_name(&mut self, operator: Operator) -> NameId {
        self.store.name(operator.shape().constant)
    }

    fn elaborate_relation(
        &mut self,
        span: Span,
        operator: Operator,
        left: &Syntax,
        right: &Syntax,
        expected: Option<TermId>,
    ) -> Outcome<TermId> {
        let left_tree = self.collect_tree(left)?;
        let right_tree = self.collect_tree(right)?;
        let mut leaves = Vec::new();
        Self::leaves(&left_tree, &mut leaves);
        Self::leaves(&right_tree, &mut leaves);
        self.unite_leaves(&leaves, None)?;
        let left_term = self.build_tree(left_tree, None)?;
        let right_term = self.build_tree(right_tree, None)?;
        let name = self.operator_name(operator);
        self.call_constant(span, name, &[(left.span, left_term), (right.span, right_term)], expected)
    }
}
