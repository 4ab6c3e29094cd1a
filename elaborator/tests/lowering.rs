//! Lowering keeps the meaning: core, evaluated, does what the tree says.
//! Given by: random cells with branches, loops, shadowing, early returns and operations that halt.
//! Gives: nothing.
//! Holds: an interpreter of the tree, written here from the specification alone, agrees with core on every run.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use elaborator::elaborate;
use elaborator::evaluate::{Limits, Outcome, evaluate};
use elaborator::literal::Literal;
use elaborator::source::Source;
use elaborator::tree::{
    Argument, Binary, Cell, Declaration, Expression, ExpressionKind, Module, Pattern, PatternKind, Statement,
    StatementKind, Unary,
};
use proptest::prelude::*;

/// Why evaluation goes no further: a halt, or `return` with a value.
enum Leave {
    Halt,
    Return(Literal),
}

type Evaluated<T> = Result<T, Leave>;

/// The interpreter: a scope of names, and what was printed.
struct Interpreter<'m> {
    module: &'m Module,
    scope: Vec<(String, Literal)>,
    printed: Vec<String>,
}

impl<'m> Interpreter<'m> {
    fn cell(&mut self, cell: &'m Cell, arguments: Vec<Literal>) -> Evaluated<Literal> {
        let names = cell.parameters.iter().map(|parameter| parameter.name.text.clone());
        let outside = std::mem::replace(&mut self.scope, names.zip(arguments).collect());
        let result = self.block(&cell.body);
        self.scope = outside;
        match result {
            Ok(()) => Ok(Literal::Unit),
            Err(Leave::Return(value)) => Ok(value),
            Err(Leave::Halt) => Err(Leave::Halt),
        }
    }

    fn block(&mut self, statements: &'m [Statement]) -> Evaluated<()> {
        let depth = self.scope.len();
        let result = statements.iter().try_for_each(|statement| self.statement(statement));
        self.scope.truncate(depth);
        result
    }

    fn statement(&mut self, statement: &'m Statement) -> Evaluated<()> {
        match &statement.kind {
            StatementKind::Let { pattern, value, .. } => {
                let value = self.value(value)?;
                self.declare(pattern, value);
            }
            StatementKind::Assign { target, value } => {
                let value = self.value(value)?;
                self.assign(target, value);
            }
            StatementKind::If { branches, otherwise } => {
                for branch in branches {
                    if self.truth(&branch.condition)? {
                        return self.block(&branch.body);
                    }
                }
                return otherwise.as_ref().map_or(Ok(()), |otherwise| self.block(otherwise));
            }
            StatementKind::While(repeat) => {
                while self.truth(&repeat.condition)? {
                    self.block(&repeat.body)?;
                }
            }
            StatementKind::Return(Some(value)) => return Err(Leave::Return(self.value(value)?)),
            StatementKind::Evaluate(value) => drop(self.value(value)?),
            other => panic!("{other:?}"),
        }
        Ok(())
    }

    fn declare(&mut self, pattern: &Pattern, value: Literal) {
        match (&pattern.kind, value) {
            (PatternKind::Name(name), value) => self.scope.push((name.clone(), value)),
            (PatternKind::Tuple(parts), Literal::Tuple(values)) => {
                parts.iter().zip(values).for_each(|(part, value)| self.declare(part, value));
            }
            _ => {}
        }
    }

    fn assign(&mut self, pattern: &Pattern, value: Literal) {
        match (&pattern.kind, value) {
            (PatternKind::Name(name), value) => {
                self.scope.iter_mut().rev().find(|(found, _)| found == name).unwrap().1 = value;
            }
            (PatternKind::Tuple(parts), Literal::Tuple(values)) => {
                parts.iter().zip(values).for_each(|(part, value)| self.assign(part, value));
            }
            _ => {}
        }
    }

    fn truth(&mut self, expression: &'m Expression) -> Evaluated<bool> {
        Ok(self.value(expression)? == Literal::Boolean(true))
    }

    fn integer(&mut self, expression: &'m Expression) -> Evaluated<i64> {
        match self.value(expression)? {
            Literal::Integer(value) => Ok(value),
            other => panic!("{other}"),
        }
    }

    fn value(&mut self, expression: &'m Expression) -> Evaluated<Literal> {
        Ok(match &expression.kind {
            ExpressionKind::Integer(value) => Literal::Integer(i64::try_from(value).unwrap()),
            ExpressionKind::Boolean(value) => Literal::Boolean(*value),
            ExpressionKind::Name(name) => {
                self.scope.iter().rev().find(|(found, _)| found == name).unwrap().1.clone()
            }
            ExpressionKind::Tuple(parts) => {
                let parts: Evaluated<Vec<_>> = parts.iter().map(|part| self.value(part)).collect();
                Literal::Tuple(parts?)
            }
            ExpressionKind::Field(whole, name) => match self.value(whole)? {
                Literal::Tuple(parts) => parts[name.text.parse::<usize>().unwrap()].clone(),
                other => panic!("{other}"),
            },
            ExpressionKind::Unary(Unary::Not, inner) => Literal::Boolean(!self.truth(inner)?),
            ExpressionKind::Unary(Unary::Negate, inner) => in_range(self.integer(inner)?.checked_neg())?,
            ExpressionKind::If(parts) => {
                let chosen = if self.truth(&parts[0])? { &parts[1] } else { &parts[2] };
                self.value(chosen)?
            }
            ExpressionKind::Call(name, arguments) => self.call(&name.text, arguments)?,
            ExpressionKind::Binary(operator, left, right) => self.binary(*operator, left, right)?,
            other => panic!("{other:?}"),
        })
    }

    fn call(&mut self, name: &str, arguments: &'m [Argument]) -> Evaluated<Literal> {
        let values: Evaluated<Vec<_>> =
            arguments.iter().map(|argument| self.value(&argument.value)).collect();
        let values = values?;
        let found = self.module.declarations.iter().find_map(|declaration| match declaration {
            Declaration::Cell(cell) if cell.name.text == name => Some(cell),
            _ => None,
        });
        if let Some(cell) = found {
            return self.cell(cell, values);
        }
        Ok(match (name, values.as_slice()) {
            ("print", [value]) => {
                self.printed.push(value.to_string());
                Literal::Unit
            }
            ("min", [Literal::Integer(a), Literal::Integer(b)]) => Literal::Integer(*a.min(b)),
            ("max", [Literal::Integer(a), Literal::Integer(b)]) => Literal::Integer(*a.max(b)),
            ("abs", [Literal::Integer(a)]) => in_range(a.checked_abs())?,
            other => panic!("{other:?}"),
        })
    }

    fn binary(
        &mut self,
        operator: Binary,
        left: &'m Expression,
        right: &'m Expression,
    ) -> Evaluated<Literal> {
        match operator {
            Binary::And => return Ok(Literal::Boolean(self.truth(left)? && self.truth(right)?)),
            Binary::Or => return Ok(Literal::Boolean(self.truth(left)? || self.truth(right)?)),
            Binary::Equal => return Ok(Literal::Boolean(self.value(left)? == self.value(right)?)),
            Binary::NotEqual => return Ok(Literal::Boolean(self.value(left)? != self.value(right)?)),
            _ => {}
        }
        let (a, b) = (self.integer(left)?, self.integer(right)?);
        match operator {
            Binary::Less => Ok(Literal::Boolean(a < b)),
            Binary::LessEqual => Ok(Literal::Boolean(a <= b)),
            Binary::Greater => Ok(Literal::Boolean(a > b)),
            Binary::GreaterEqual => Ok(Literal::Boolean(a >= b)),
            Binary::Add => in_range(a.checked_add(b)),
            Binary::Subtract => in_range(a.checked_sub(b)),
            Binary::Multiply => in_range(a.checked_mul(b)),
            Binary::Divide => in_range(a.checked_div(b)),
            Binary::Remainder => in_range(a.checked_rem(b)),
            Binary::WrappingAdd => Ok(Literal::Integer(a.wrapping_add(b))),
            Binary::WrappingSubtract => Ok(Literal::Integer(a.wrapping_sub(b))),
            Binary::WrappingMultiply => Ok(Literal::Integer(a.wrapping_mul(b))),
            other => panic!("{other:?}"),
        }
    }
}

fn in_range(value: Option<i64>) -> Evaluated<Literal> {
    value.map(Literal::Integer).ok_or(Leave::Halt)
}

/// An expression of type `Int` over `a`, `b`, `p` and a tuple `t`, as deep as that.
fn integers(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        3 => prop::sample::select(vec!["a", "b", "t.0", "t.1.0"]).prop_map(str::to_owned),
        2 => (-3_i64..4).prop_map(|value| value.to_string()),
        1 => prop::sample::select(vec![i64::MIN, i64::MAX]).prop_map(|value| value.to_string()),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let (inner, truth) = (integers(depth - 1), truths(depth - 1));
    let operator = prop::sample::select(vec!["+", "-", "*", "/", "%", "+%", "-%", "*%"]);
    prop_oneof![
        2 => leaf,
        4 => (inner.clone(), operator, inner.clone()).prop_map(|(a, o, b)| format!("({a} {o} {b})")),
        1 => inner.clone().prop_map(|a| format!("-({a})")),
        1 => (truth, inner.clone(), inner.clone()).prop_map(|(c, a, b)| format!("(if {c} then {a} else {b} end)")),
        1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("min({a}, {b})")),
        1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("max({a}, {b})")),
        1 => inner.clone().prop_map(|a| format!("abs({a})")),
        1 => (inner.clone(), inner).prop_map(|(a, b)| format!("shown({a}, {b})")),
    ]
    .boxed()
}

/// An expression of type `Bool`.
fn truths(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop::sample::select(vec!["p", "true", "false", "t.1.1"]).prop_map(str::to_owned);
    if depth == 0 {
        return leaf.boxed();
    }
    let (inner, integer) = (truths(depth - 1), integers(depth - 1));
    let comparison = prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
    let connective = prop::sample::select(vec!["and", "or", "==", "!="]);
    prop_oneof![
        1 => leaf,
        3 => (integer.clone(), comparison, integer.clone()).prop_map(|(a, o, b)| format!("({a} {o} {b})")),
        3 => (inner.clone(), connective, inner.clone()).prop_map(|(a, o, b)| format!("({a} {o} {b})")),
        1 => inner.clone().prop_map(|a| format!("(not {a})")),
        1 => (integer, inner).prop_map(|(a, p)| format!("(({a}, {p}) == t.1)")),
    ]
    .boxed()
}

/// Statements, one a line; loops end after a few iterations.
fn statements(depth: u32) -> BoxedStrategy<String> {
    let (integer, truth) = (integers(2), truths(2));
    let simple = prop_oneof![
        3 => (prop::sample::select(vec!["a", "b"]), integer.clone()).prop_map(|(x, e)| format!("{x} = {e}\n")),
        1 => integer.clone().prop_map(|e| format!("a += {e}\n")),
        1 => (integer.clone(), integer.clone()).prop_map(|(a, b)| format!("(b, a) = ({a}, {b})\n")),
        1 => truth.clone().prop_map(|e| format!("p = {e}\n")),
        1 => (integer.clone(), integer.clone(), truth.clone()).prop_map(|(a, b, c)| format!("t = ({a}, ({b}, {c}))\n")),
        1 => integer.clone().prop_map(|e| format!("let mut a = {e}\n")),
        1 => integer.clone().prop_map(|e| format!("let (mut_b, _) = ({e}, 1)\nlet mut b = mut_b\n")),
        1 => integer.clone().prop_map(|e| format!("print({e})\n")),
    ];
    if depth == 0 {
        return prop::collection::vec(simple, 0..3).prop_map(|lines| lines.concat()).boxed();
    }
    let inner = statements(depth - 1);
    let leave = (truth.clone(), integer).prop_map(|(c, e)| format!("if {c}\nreturn ({e}, p)\nend\n"));
    let branch = (truth.clone(), inner.clone(), truth.clone(), inner.clone(), inner.clone())
        .prop_map(|(c, a, d, b, e)| format!("if {c}\n{a}else if {d}\n{b}else\n{e}end\n"));
    let single = (truth.clone(), inner.clone()).prop_map(|(c, a)| format!("if {c}\n{a}end\n"));
    let is_specified = |c: &String| !["shown", "+%", "-%", "*%"].iter().any(|word| c.contains(word));
    let condition = truth.prop_filter("conditions of loops neither call nor wrap", is_specified);
    let repeat = (condition, inner)
        .prop_map(|(c, a)| format!("let mut n = 0\nwhile n < 3 and {c}\nn = n + 1\n{a}end\n"));
    let one = prop_oneof![4 => simple, 2 => branch, 2 => single, 2 => repeat];
    // A loop has no `return` for now, so that only the outermost statements leave.
    let outer = if depth == 2 { prop_oneof![3 => one, 1 => leave].boxed() } else { one.boxed() };
    prop::collection::vec(outer, 0..4).prop_map(|lines| lines.concat()).boxed()
}

fn agree(body: &str, arguments: [i64; 2]) -> bool {
    let text = format!(
        "cell shown(a: Int, b: Int) -> Int / {{console}}\nprint((a, b))\nreturn a -% b\nend\n\
         cell f(x: Int, y: Int) -> (Int, Bool) / {{console}}\nlet mut a = x\nlet mut b = y\nlet mut p = x < y\n\
         let mut t = (y, (x, not p))\n{body}print(t)\nreturn (a -% b, p)\nend\n"
    );
    let source = Source::new("a.lm", text.as_str());
    let elaborated = elaborate(&source);
    let program = elaborated.program.unwrap_or_else(|| panic!("{:?}\n{text}", elaborated.problems));
    let literals: Vec<Literal> = arguments.into_iter().map(Literal::Integer).collect();
    let run =
        evaluate(&program, elaborator::core::CellId(1), &literals, Limits { steps: 1_000_000 }).unwrap();
    let Some(Declaration::Cell(cell)) = elaborated.tree.declarations.get(1) else { panic!() };
    let mut interpreter = Interpreter { module: &elaborated.tree, scope: Vec::new(), printed: Vec::new() };
    let halts = match (interpreter.cell(cell, literals), run.outcome) {
        (Ok(expected), Outcome::Value(found)) => {
            assert_eq!(found, expected, "{text}");
            false
        }
        (Err(Leave::Halt), Outcome::Halt(_)) => true,
        (_, outcome) => panic!("{outcome:?}\n{text}"),
    };
    assert_eq!(run.printed, interpreter.printed, "{text}");
    halts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn core_does_what_the_tree_says(body in statements(2), x in -4_i64..5, y in -4_i64..5) {
        agree(&body, [x, y]);
    }
}

#[test]
fn some_runs_halt_and_some_do_not() {
    assert!(agree("a = b / (x - x)\n", [1, 2]));
    assert!(!agree("a = b / 2\n", [1, 2]));
}
