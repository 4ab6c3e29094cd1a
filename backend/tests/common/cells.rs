//! Cells of core written by hand, as the front end makes them.
//! Given by: tests.
//! Gives: programs of core.
//! Holds: each is a program of the language page.

use elaborator::core::{
    Arithmetic, Binary, Block, Case, Cell, CellId, Checked, Clause, Comparison, End, Formula, Line, Loop,
    LoopId, Measure, Program, Site, SiteId, SiteKind, Span, Step, Term, Type, Value, Variable, VariableId,
};

pub(crate) fn program(cells: Vec<Cell>) -> Program {
    Program { package: "main".to_owned(), document: "test".to_owned(), cells }
}

pub(crate) fn cell(name: &str, result: Type, body: Block) -> Cell {
    Cell {
        name: name.to_owned(),
        span: Span::default(),
        text: String::new(),
        variables: Vec::new(),
        parameters: Vec::new(),
        results: Vec::new(),
        result,
        effects: Vec::new(),
        requires: Vec::new(),
        ensures: Vec::new(),
        total: true,
        sites: Vec::new(),
        body,
    }
}

pub(crate) fn variables(types: &[(&str, Type)]) -> Vec<Variable> {
    types.iter().map(|(name, of)| Variable { name: (*name).to_owned(), of: of.clone() }).collect()
}

pub(crate) fn var(id: u32) -> Value {
    Value::Variable(VariableId(id))
}

pub(crate) fn ids(ids: &[u32]) -> Vec<VariableId> {
    ids.iter().map(|id| VariableId(*id)).collect()
}

pub(crate) fn block(steps: Vec<Step>, end: End) -> Block {
    Block { steps, end }
}

pub(crate) fn site(kind: SiteKind, start: u32, text: &str) -> Site {
    Site { kind, span: Span { start, end: start + 1 }, text: text.to_owned() }
}

pub(crate) fn clause(formula: Formula, text: &str) -> Clause {
    Clause { formula, span: Span::default(), text: text.to_owned() }
}

pub(crate) fn term(id: u32) -> Term {
    Term::Variable(VariableId(id))
}

pub(crate) fn number(value: i64) -> Term {
    Term::Integer(value.into())
}

/// A measure without conditions.
pub(crate) fn always(term: Term) -> Case {
    Case { condition: Formula::Constant(true), term }
}

pub(crate) fn arithmetic(operation: Arithmetic, left: Term, right: Term) -> Term {
    Term::Arithmetic(operation, Box::new(left), Box::new(right))
}

pub(crate) fn compare(comparison: Comparison, left: Term, right: Term) -> Formula {
    Formula::Compare(comparison, left, right)
}

/// `cell same(x: Int) -> (r: Int) ensures r == x`
pub(crate) fn same() -> Cell {
    Cell {
        variables: variables(&[("x", Type::Int), ("r", Type::Int)]),
        parameters: ids(&[0]),
        results: ids(&[1]),
        ensures: vec![clause(compare(Comparison::Equal, term(1), term(0)), "r == x")],
        ..cell("same", Type::Int, block(Vec::new(), End::Return(var(0))))
    }
}

/// `2 * s == i * (i + 1)`
pub(crate) fn triangle(s: u32, i: u32) -> Formula {
    let product = arithmetic(Arithmetic::Multiply, term(i), arithmetic(Arithmetic::Add, term(i), number(1)));
    compare(Comparison::Equal, arithmetic(Arithmetic::Multiply, number(2), term(s)), product)
}

/// The loop of `sum_to`: x0 = n, x1 = i, x2 = s at the head, x3 and x4 after a step, x5 and x6 after the loop.
pub(crate) fn sum_to() -> Cell {
    let add = |to, a, b, site| Step::Checked(VariableId(to), Checked::Add, vec![a, b], SiteId(site));
    let body = block(
        vec![add(3, var(1), Value::Integer(1), 0), add(4, var(2), var(3), 1)],
        End::Continue(vec![var(3), var(4)]),
    );
    let of = Loop {
        id: LoopId(0),
        span: Span::default(),
        state: ids(&[1, 2]),
        initial: vec![Value::Integer(0), Value::Integer(0)],
        condition: Value::Binary(Binary::Less, Box::new(var(1)), Box::new(var(0))),
        body,
        after: ids(&[5, 6]),
        invariants: vec![clause(triangle(2, 1), "2 * s == i * (i + 1)")],
        measure: Some(Measure {
            cases: vec![always(arithmetic(Arithmetic::Subtract, term(0), term(1)))],
            span: Span::default(),
            text: "n - i".to_owned(),
        }),
    };
    let in_range = Formula::And(
        Box::new(compare(Comparison::LessEqual, number(0), term(0))),
        Box::new(compare(Comparison::LessEqual, term(0), number(1_000_000))),
    );
    let names = ["n", "i", "s", "i", "s", "i", "s", "r"];
    Cell {
        variables: variables(&names.map(|name| (name, Type::Int))),
        parameters: ids(&[0]),
        results: ids(&[7]),
        requires: vec![clause(in_range, "0 <= n and n <= 1000000")],
        ensures: vec![clause(triangle(7, 0), "2 * r == n * (n + 1)")],
        sites: vec![site(SiteKind::Overflow, 4, "i + 1"), site(SiteKind::Overflow, 8, "s + i")],
        ..cell("sum_to", Type::Int, block(vec![Step::Loop(Box::new(of))], End::Return(var(6))))
    }
}

pub(crate) fn print(world: Value, line: Line) -> Value {
    Value::Print(Box::new(world), line)
}

/// `print(sum_to(n))` with a title before it; x0 is the world.
pub(crate) fn main(callee: CellId, argument: i64) -> Cell {
    let pair = Type::Tuple(vec![Type::Unit, Type::World]);
    let shown = Line::Shown(Box::new(var(2)), Type::Int);
    Cell {
        variables: variables(&[
            ("w", Type::World),
            ("w1", Type::World),
            ("t", Type::Int),
            ("w2", Type::World),
            ("p", pair),
        ]),
        parameters: ids(&[0]),
        effects: vec!["console".to_owned()],
        sites: vec![site(SiteKind::Call(callee), 0, "sum_to(n)")],
        ..cell(
            "main",
            Type::Unit,
            block(
                vec![
                    Step::Let(VariableId(1), print(var(0), Line::Text("sum".to_owned()))),
                    Step::Call(VariableId(2), callee, vec![Value::Integer(argument)], SiteId(0)),
                    Step::Let(VariableId(3), print(var(1), shown)),
                ],
                End::Return(Value::Tuple(vec![Value::Unit, var(3)])),
            ),
        )
    }
}
