//! Core to erased code: what vanishes, what stays, what is refused.
//! Given by: `cargo test`.
//! Gives: nothing; fails where the erased text differs.
//! Holds: each test shows a whole program, so that nothing can stay unseen.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use backend::ir::erased::{self, Datum};
use backend::problem::Internal;
use backend::{Contracts, Entry, Options, Problem, Proved, erase};
use common::cells::{self, block, cell, ids, print, program, var, variables};
use common::{agree, integers};
use elaborator::core::{
    Arithmetic, Case, Cell, CellId, Comparison, End, Formula, Line, Program, Site, SiteId, SiteKind, Span,
    Step, Term, Type, Value, VariableId,
};
use elaborator::source::Source;

fn source() -> Source {
    Source::new("test.lm.md", "one\ntwo\nthree\n")
}

fn erased(
    cells: Vec<Cell>,
    proved: &Proved,
    contracts: Contracts,
    entry: Entry,
) -> Result<erased::Program, Problem> {
    erase(&program(cells), proved, &Options { entry, contracts, source: &source() })
}

fn is(program: &erased::Program, text: &str) {
    assert_eq!(erased::print(program), text);
}

#[test]
fn a_contract_leaves_no_trace() {
    let program =
        erased(vec![cells::same()], &Proved::nothing(), Contracts::Erased, Entry::Cell(CellId(0))).unwrap();
    is(
        &program,
        r#"program "main.test"

cell same#0(x.0: Int) -> Int {
  return x.0
}

cell $entry#1(x.0: Int) -> Int {
  let $result.1: Int = call same#0(x.0)
  print show($result.1)
  return 0
}
entry 1
"#,
    );
    agree(&program, &[integers(&[i64::MIN]), integers(&[7])]);
}

#[test]
fn proved_checks_are_absent_and_only_they() {
    let mut proved = Proved::nothing();
    proved.exclude(CellId(0), SiteId(0));
    // A site of another cell with the same number says nothing about this one.
    proved.exclude(CellId(1), SiteId(1));
    let program = erased(vec![cells::sum_to()], &proved, Contracts::Erased, Entry::Cell(CellId(0))).unwrap();
    is(
        &program,
        r#"program "main.test"
site 0 "sum_to" 3 "overflow: s + i"
site 1 "sum_to" 1 "precondition does not hold: 0 <= n and n <= 1000000"

cell sum_to#0(n.0: Int) -> Int {
  loop (i.1: Int = 0, s.2: Int = 0) while less(i.1, n.0) {
    let i.3: Int = add(i.1, 1)
    let s.4: Int = add(s.2, i.3) else 0
    continue(i.3, s.4)
  } after (i.5: Int, s.6: Int)
  return s.6
}

cell $entry#1(n.0: Int) -> Int {
  guard and(less_equal(0, value(n.0)), less_equal(value(n.0), 1000000)) else 1
  let $result.1: Int = call sum_to#0(n.0)
  print show($result.1)
  return 0
}
entry 1
"#,
    );
    let cases = [0, 1, 1000, 1_000_000, 1_000_001, -1, i64::MIN].map(|n| integers(&[n]));
    agree(&program, &cases);
}

#[test]
fn worlds_vanish_and_printing_keeps_its_order() {
    let cells = vec![cells::sum_to(), cells::main(CellId(0), 1000)];
    let program = erased(cells, &Proved::nothing(), Contracts::Erased, Entry::Main(CellId(1))).unwrap();
    let text = erased::print(&program);
    let main = text.split("\n\n").nth(2).unwrap();
    assert_eq!(
        main,
        "cell main#1() -> () {\n  print \"sum\"\n  let t.0: Int = call sum_to#0(1000)\n  print show(t.0)\n  return ()\n}"
    );
    agree(&program, &[Vec::new()]);
    assert_eq!(common::expected(&program, &[]).output, "sum\n500500\n");
}

#[test]
fn contracts_are_evaluated_on_demand() {
    let mut wrong = cells::sum_to();
    wrong.ensures[0].formula = cells::triangle(7, 7);
    let program =
        |cell| erased(vec![cell], &Proved::nothing(), Contracts::Evaluated, Entry::Cell(CellId(0))).unwrap();
    let (right, wrong) = (program(cells::sum_to()), program(wrong));
    agree(&right, &[integers(&[1000])]);
    agree(&wrong, &[integers(&[1]), integers(&[1000])]);
    assert_eq!(common::expected(&right, &integers(&[1000])).output, "500500\n");
    let halted = common::expected(&wrong, &integers(&[1000]));
    assert_eq!(halted.status, 112);
    assert_eq!(
        halted.errors,
        "halt in cell sum_to, line 1: postcondition does not hold: 2 * r == n * (n + 1)\n"
    );

    let mut loose = cells::sum_to();
    if let Step::Loop(of) = &mut loose.body.steps[0] {
        of.invariants[0].formula = cells::triangle(2, 0);
    }
    let halted = common::expected(&program(loose), &integers(&[3]));
    assert!(halted.errors.contains("invariant does not hold"), "{}", halted.errors);

    let by_zero = || {
        let one = || Box::new(cells::number(1));
        let divided = Term::Arithmetic(Arithmetic::Divide, one(), Box::new(cells::number(0)));
        Formula::Compare(Comparison::Equal, divided.clone(), divided)
    };
    let mut undefined = [cells::sum_to(), cells::sum_to(), cells::sum_to()];
    undefined[0].requires[0].formula = by_zero();
    undefined[1].ensures[0].formula = by_zero();
    if let Step::Loop(of) = &mut undefined[2].body.steps[0] {
        of.invariants[0].formula = by_zero();
    }
    for (cell, what) in undefined.into_iter().zip(["precondition", "postcondition", "invariant"]) {
        let program = program(cell);
        agree(&program, &[integers(&[3])]);
        let halted = common::expected(&program, &integers(&[3]));
        assert!(halted.errors.contains(&format!("{what} is undefined")), "{}", halted.errors);
    }

    for (factor, bound) in [(0, 0), (-1, 0), (1, -5)] {
        let mut endless = cells::sum_to();
        if let Step::Loop(of) = &mut endless.body.steps[0] {
            let scaled = cells::arithmetic(Arithmetic::Multiply, cells::number(factor), cells::term(0));
            let remaining = cells::arithmetic(Arithmetic::Subtract, scaled, cells::term(1));
            let measure = cells::arithmetic(Arithmetic::Add, remaining, cells::number(bound));
            of.measure.as_mut().unwrap().cases = vec![cells::always(measure)];
        }
        let halted = common::expected(&program(endless), &integers(&[3]));
        assert!(
            halted.errors.contains("measure is negative or does not decrease: n - i"),
            "{}",
            halted.errors
        );
    }
    let mut rising = cells::sum_to();
    if let Step::Loop(of) = &mut rising.body.steps[0] {
        of.measure.as_mut().unwrap().cases = vec![cells::always(cells::term(1))];
    }
    assert_eq!(common::expected(&program(rising), &integers(&[3])).status, 112);
}

#[test]
fn measures_by_cases_are_evaluated_case_by_case() {
    let difference = |a, b| cells::arithmetic(Arithmetic::Subtract, a, b);
    let (n, i, zero) = (|| cells::term(0), || cells::term(1), || cells::number(0));
    let when = |condition, term| Case { condition, term };
    let below = |bound: i64| Formula::Compare(Comparison::Less, i(), cells::number(bound));
    let by = |cases: Vec<Case>| {
        let mut cell = cells::sum_to();
        if let Step::Loop(of) = &mut cell.body.steps[0] {
            of.measure.as_mut().unwrap().cases = cases;
        }
        let program = erased(vec![cell], &Proved::nothing(), Contracts::Evaluated, Entry::Cell(CellId(0)));
        let program = program.unwrap();
        agree(&program, &[integers(&[3])]);
        common::expected(&program, &integers(&[3])).status
    };
    let falling = || difference(n(), i());
    assert_eq!(by(vec![when(below(2), falling()), when(below(3), falling()), cells::always(zero())]), 0);
    assert_eq!(by(vec![when(below(9), falling()), when(below(9), i()), cells::always(i())]), 0, "the first");
    assert_eq!(by(vec![when(below(0), i()), when(below(0), falling())]), 0, "the last, if none holds");
    assert_eq!(by(vec![when(below(2), falling()), cells::always(i())]), 112, "it rises to the second case");
    assert_eq!(by(vec![when(below(1), falling()), cells::always(difference(zero(), i()))]), 112);
}

#[test]
fn results_of_cells_with_effects_lose_their_world() {
    let pair = Type::Tuple(vec![Type::Int, Type::Bool]);
    let with_world = Type::Tuple(vec![pair.clone(), Type::World]);
    let shown = Cell {
        variables: variables(&[("x", Type::Int), ("w", Type::World)]),
        parameters: ids(&[0, 1]),
        effects: vec!["console".to_owned()],
        ..cell(
            "shown",
            pair,
            block(
                Vec::new(),
                End::Return(Value::Tuple(vec![
                    Value::Tuple(vec![var(0), Value::Boolean(true)]),
                    print(print(var(1), Line::Text("first".to_owned())), Line::Text("second".to_owned())),
                ])),
            ),
        )
    };
    let caller = Cell {
        variables: variables(&[("w", Type::World), ("r", with_world), ("v", Type::World)]),
        parameters: ids(&[0]),
        effects: vec!["console".to_owned()],
        ..cell(
            "caller",
            Type::Int,
            block(
                vec![
                    Step::Call(VariableId(1), CellId(0), vec![Value::Integer(5), var(0)], SiteId(0)),
                    Step::Let(VariableId(2), Value::Field(Box::new(var(1)), 1)),
                ],
                End::Return(Value::Tuple(vec![
                    Value::Field(Box::new(Value::Field(Box::new(var(1)), 0)), 0),
                    print(var(2), Line::Text("third".to_owned())),
                ])),
            ),
        )
    };
    let program =
        erased(vec![shown, caller], &Proved::nothing(), Contracts::Erased, Entry::Main(CellId(1))).unwrap();
    agree(&program, &[Vec::new()]);
    let run = common::expected(&program, &[]);
    assert_eq!((run.output.as_str(), run.status), ("first\nsecond\nthird\n", 5));
}

#[test]
fn an_exit_status_has_to_be_one() {
    for (result, status) in [(0, 0), (255, 255), (256, 112), (-1, 112)] {
        let main = cell("main", Type::Int, block(Vec::new(), End::Return(Value::Integer(result))));
        let program =
            erased(vec![main], &Proved::nothing(), Contracts::Erased, Entry::Main(CellId(0))).unwrap();
        agree(&program, &[Vec::new()]);
        assert_eq!(common::expected(&program, &[]).status, status);
    }
}

/// A cell with effects whose body uses worlds as given.
fn with_effects(steps: Vec<Step>, result: Value) -> Program {
    program(vec![Cell {
        variables: variables(&[("w", Type::World), ("v", Type::World), ("u", Type::World)]),
        parameters: ids(&[0]),
        effects: vec!["console".to_owned()],
        ..cell("main", Type::Unit, block(steps, End::Return(Value::Tuple(vec![Value::Unit, result]))))
    }])
}

#[test]
fn a_world_that_is_not_the_newest_is_refused() {
    let say = |to, from| Step::Let(VariableId(to), print(var(from), Line::Text("x".to_owned())));
    let source = source();
    let options = Options { entry: Entry::Main(CellId(0)), contracts: Contracts::Erased, source: &source };
    let stale = Err(Problem::Internal(Internal::StaleWorld(CellId(0))));
    assert!(erase(&with_effects(vec![say(1, 0), say(2, 1)], var(2)), &Proved::nothing(), &options).is_ok());
    for (steps, result) in
        [(vec![say(1, 0), say(2, 0)], 2), (vec![say(1, 0)], 0), (vec![say(1, 0), say(2, 1)], 1)]
    {
        assert_eq!(erase(&with_effects(steps, var(result)), &Proved::nothing(), &options), stale);
    }
}

fn nested(depth: u32) -> Cell {
    let innermost = block(Vec::new(), End::Return(var(0)));
    let body = (0..depth).fold(innermost, |inner, _| {
        let other = Box::new(block(Vec::new(), End::Return(Value::Integer(0))));
        block(Vec::new(), End::If(Value::Boolean(true), Box::new(inner), other))
    });
    Cell { body, ..cells::same() }
}

#[test]
fn depth_is_limited_and_the_limit_is_within_the_stack() {
    let half_of_a_main_thread = std::thread::Builder::new().stack_size(4 << 20);
    half_of_a_main_thread.spawn(nest_to_the_limit).unwrap().join().unwrap();
}

fn nest_to_the_limit() {
    let try_it =
        |depth| erased(vec![nested(depth)], &Proved::nothing(), Contracts::Erased, Entry::Cell(CellId(0)));
    let deep = try_it(998).unwrap();
    assert!(erased::print(&deep).len() > 998);
    assert_eq!(common::run_flat(&common::lower(&deep), &["5".to_owned()]).unwrap().output, "5\n");
    assert_eq!(common::expected(&deep, &[Datum::Int(5)]).output, "5\n");
    assert_eq!(try_it(1000), Err(Problem::TooDeep(CellId(0))));
    assert_eq!(try_it(20_000), Err(Problem::TooDeep(CellId(0))));
}

#[test]
fn what_cannot_be_run_is_refused() {
    let cells = || vec![cells::same()];
    let missing = Err(Problem::NoSuchCell(CellId(7)));
    assert_eq!(erased(cells(), &Proved::nothing(), Contracts::Erased, Entry::Main(CellId(7))), missing);
    let of_bool = cell("main", Type::Bool, block(Vec::new(), End::Return(Value::Boolean(true))));
    let refused = Err(Problem::MainResult(CellId(0)));
    assert_eq!(erased(vec![of_bool], &Proved::nothing(), Contracts::Erased, Entry::Main(CellId(0))), refused);
}

#[test]
fn preconditions_of_calls_are_tested_where_they_are_defined() {
    let mut callee = cells::sum_to();
    let one = || Box::new(cells::number(1));
    let inverse = Term::Arithmetic(Arithmetic::Divide, one(), Box::new(cells::term(0)));
    let formula = Formula::Compare(Comparison::LessEqual, inverse, cells::number(1));
    callee.requires[0].formula = formula.clone();
    let site = |kind| Site { kind, span: Span::default(), text: "1 / n <= 1".to_owned() };
    let caller = Cell {
        variables: variables(&[("n", Type::Int), ("r", Type::Int)]),
        parameters: ids(&[0]),
        sites: vec![
            site(SiteKind::Precondition { callee: CellId(0), clause: 0 }),
            site(SiteKind::Call(CellId(0))),
        ],
        ..cell(
            "caller",
            Type::Int,
            block(
                vec![
                    Step::Guard(formula, SiteId(0)),
                    Step::Call(VariableId(1), CellId(0), vec![var(0)], SiteId(1)),
                ],
                End::Return(var(1)),
            ),
        )
    };
    let cells = vec![callee, caller];
    let program = erased(cells, &Proved::nothing(), Contracts::Evaluated, Entry::Cell(CellId(1))).unwrap();
    agree(&program, &[integers(&[0]), integers(&[2])]);
    let halted = common::expected(&program, &integers(&[0])).errors;
    assert!(halted.contains("precondition of sum_to is undefined: 1 / n <= 1"), "{halted}");
    assert_eq!(common::expected(&program, &integers(&[2])).output, "3\n");
}
