//! Models and statements of small programs, written out.
//! Given by: `cargo test`.
//! Gives: confidence that each row of the table is what `docs/spec/core.md` says.
//! Holds: expected texts are written by hand from the specification, not copied from the output.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use elaborator::core::*;
use elaborator::meaning::Vocabulary;
use elaborator::translate::{Refusal, Translation, translate};
use kernel::{Constant, Declaration, Environment, Kind, Store, TermId};
use lean::print::show;
use num_bigint::BigInt;

fn variable(name: &str, of: Type) -> Variable {
    Variable { name: name.to_string(), of }
}

fn clause(formula: Formula) -> Clause {
    Clause { formula, span: Span::default(), text: String::new() }
}

fn site(kind: SiteKind) -> Site {
    Site { kind, span: Span::default(), text: String::new() }
}

fn cell(name: &str, variables: Vec<Variable>, body: Block) -> Cell {
    Cell {
        name: name.to_string(),
        span: Span::default(),
        text: String::new(),
        variables,
        parameters: vec![VariableId(0)],
        results: Vec::new(),
        result: Type::Int,
        effects: Vec::new(),
        requires: Vec::new(),
        ensures: Vec::new(),
        total: true,
        sites: Vec::new(),
        body,
    }
}

fn program(cells: Vec<Cell>) -> Program {
    Program { package: "main".to_string(), document: "doc".to_string(), cells }
}

fn of(id: u32) -> Value {
    Value::Variable(VariableId(id))
}

fn term(id: u32) -> Term {
    Term::Variable(VariableId(id))
}

fn returns(value: Value) -> Block {
    Block { steps: Vec::new(), end: End::Return(value) }
}

fn run(program: &Program) -> (Store, Translation) {
    let mut store = Store::new();
    let words = Vocabulary::new(&mut store);
    let translation = translate(&mut store, &words, program).unwrap();
    (store, translation)
}

fn text(store: &Store, term: TermId) -> String {
    show(store, &Environment::new(), term)
}

fn value(declaration: &Declaration) -> TermId {
    match declaration {
        Declaration::Constant(Constant { kind: Kind::Definition(value, _), .. }) => *value,
        other => panic!("no definition: {other:?}"),
    }
}

#[test]
fn a_cell_that_returns_its_argument() {
    let mut same = cell("same", vec![variable("x", Type::Int), variable("r", Type::Int)], returns(of(0)));
    same.results = vec![VariableId(1)];
    same.ensures = vec![clause(Formula::Compare(Comparison::Equal, term(1), term(0)))];
    let (store, translation) = run(&program(vec![same]));
    let model = &translation.cells[0];
    assert_eq!(store.show_name(model.name), "main.doc.same");
    assert_eq!(text(&store, value(&model.definition)), "fun (x : Int) => Lumen.Comp.ok Int x");
    assert_eq!(
        text(&store, model.specification.proposition),
        "∀ (x : Int), Lumen.I64 x → Lumen.Total Int (Lumen.sites (List.nil Nat)) (main.doc.same x) \
         (fun (r : Int) => Lumen.I64 r ∧ r = x)"
    );
    assert_eq!(text(&store, model.definedness.proposition), "True");
}

#[test]
fn a_checked_operation_and_a_check_that_may_halt() {
    let steps = vec![
        Step::Checked(VariableId(1), Checked::Add, vec![of(0), Value::Integer(-1)], SiteId(0)),
        Step::Guard(Formula::Compare(Comparison::LessEqual, Term::Integer(BigInt::ZERO), term(1)), SiteId(1)),
    ];
    let body = Block { steps, end: End::Return(of(1)) };
    let mut less = cell("less", vec![variable("x", Type::Int), variable("y", Type::Int)], body);
    less.sites = vec![site(SiteKind::Overflow), site(SiteKind::Check)];
    let (store, translation) = run(&program(vec![less]));
    let model = &translation.cells[0];
    assert_eq!(model.halts, vec![SiteId(1)]);
    assert_eq!(
        text(&store, value(&model.definition)),
        "fun (x : Int) => Lumen.Comp.bind Int Int (Lumen.add 0 x (-1)) (fun (y : Int) => \
         Lumen.Comp.guard Int (Lumen.ble 0 y) 1 (Lumen.Comp.ok Int y))"
    );
    assert_eq!(
        text(&store, model.specification.proposition),
        "∀ (x : Int), Lumen.I64 x → Lumen.Total Int (Lumen.sites (List.cons Nat 1 (List.nil Nat))) \
         (main.doc.less x) (fun (r : Int) => Lumen.I64 r)"
    );
}

#[test]
fn a_loop_captures_what_it_does_not_assign_and_a_join_what_it_jumps_over() {
    let body = Block {
        steps: vec![Step::Checked(VariableId(4), Checked::Add, vec![of(2), of(0)], SiteId(0))],
        end: End::Continue(vec![of(4), of(3)]),
    };
    let of_loop = Loop {
        id: LoopId(0),
        span: Span::default(),
        state: vec![VariableId(2), VariableId(3)],
        initial: vec![Value::Integer(0), of(1)],
        condition: Value::Binary(Binary::Less, Box::new(of(2)), Box::new(of(1))),
        body,
        after: vec![VariableId(5), VariableId(6)],
        invariants: Vec::new(),
        measure: None,
    };
    let after = Block { steps: vec![Step::Loop(Box::new(of_loop))], end: End::Jump(JoinId(0), vec![of(6)]) };
    let condition = Value::Binary(Binary::EqualInt, Box::new(of(0)), Box::new(of(1)));
    let steps = vec![Step::Join(
        JoinId(0),
        vec![VariableId(7)],
        Box::new(returns(Value::Binary(Binary::WrappingAdd, Box::new(of(7)), Box::new(of(0))))),
    )];
    let jump = Block { steps: Vec::new(), end: End::Jump(JoinId(0), vec![Value::Integer(3)]) };
    let block = Block { steps, end: End::If(condition, Box::new(after), Box::new(jump)) };
    let names = ["a", "b", "i", "s", "j", "i", "s", "p"];
    let variables = names.iter().map(|name| variable(name, Type::Int)).collect();
    let mut both = cell("both", variables, block);
    both.parameters = vec![VariableId(0), VariableId(1)];
    both.sites = vec![site(SiteKind::Overflow)];
    let (store, translation) = run(&program(vec![both]));
    let model = &translation.cells[0];
    let auxiliary: Vec<String> =
        model.auxiliary.iter().map(|declaration| text(&store, value(declaration))).collect();
    assert_eq!(
        auxiliary,
        vec![
            "fun (a : Int) (p : Int) => Lumen.Comp.ok Int (Lumen.wrap64 (p + a))",
            "fun (a : Int) (b : Int) (s : Int × Int) => Lumen.loop (Int × Int) \
             (fun (t : Int × Int) => Lumen.blt t.fst b) \
             (fun (t : Int × Int) => Lumen.Comp.bind Int (Int × Int) (Lumen.add 0 t.fst a) \
             (fun (j : Int) => Lumen.Comp.ok (Int × Int) (j, t.snd))) s",
        ]
    );
    assert_eq!(
        text(&store, value(&model.definition)),
        "fun (a : Int) (b : Int) => cond (Lumen.Comp Int) (Lumen.beq a b) \
         (Lumen.Comp.bind (Int × Int) Int (main.doc.both.loop_0 a b (0, b)) \
         (fun (t : Int × Int) => main.doc.both.join_0 a t.snd)) (main.doc.both.join_0 a 3)"
    );
}

#[test]
fn a_contract_that_divides_must_be_defined_from_left_to_right() {
    let mut part = cell("part", vec![variable("x", Type::Int), variable("r", Type::Int)], returns(of(0)));
    part.results = vec![VariableId(1)];
    let zero = || Term::Integer(BigInt::ZERO);
    let divided = |by: Term| Term::Arithmetic(Arithmetic::Divide, Box::new(term(1)), Box::new(by));
    part.requires = vec![clause(Formula::Compare(Comparison::Less, zero(), term(0)))];
    part.ensures = vec![clause(Formula::Or(
        Box::new(Formula::Compare(Comparison::Equal, term(1), zero())),
        Box::new(Formula::Compare(Comparison::Equal, divided(term(1)), divided(term(0)))),
    ))];
    let (store, translation) = run(&program(vec![part]));
    assert_eq!(
        text(&store, translation.cells[0].definedness.proposition),
        "∀ (x : Int), Lumen.I64 x → 0 < x → ∀ (r : Int), Lumen.I64 r → ¬r = 0 → ¬r = 0 ∧ ¬x = 0"
    );
}

#[test]
fn cells_that_call_each_other_in_a_cycle_are_refused() {
    let call = |callee: u32| Block {
        steps: vec![Step::Call(VariableId(1), CellId(callee), vec![of(0)], SiteId(0))],
        end: End::Return(of(1)),
    };
    let variables = || vec![variable("x", Type::Int), variable("y", Type::Int)];
    let cells = vec![cell("a", variables(), call(1)), cell("b", variables(), call(0))];
    let mut store = Store::new();
    let words = Vocabulary::new(&mut store);
    let refused = translate(&mut store, &words, &program(cells));
    assert_eq!(refused, Err(Refusal::Recursion(CellId(0))));
}

#[test]
fn a_block_nested_too_deep_is_a_limit_and_a_free_variable_is_refused() {
    let mut block = returns(of(0));
    for _ in 0..2000 {
        block = Block {
            steps: Vec::new(),
            end: End::If(Value::Boolean(true), Box::new(block), Box::new(returns(of(0)))),
        };
    }
    let mut store = Store::new();
    let words = Vocabulary::new(&mut store);
    let deep = program(vec![cell("deep", vec![variable("x", Type::Int)], block)]);
    assert_eq!(translate(&mut store, &words, &deep), Err(Refusal::Limit));
    let loose = program(vec![cell("loose", vec![variable("x", Type::Int); 2], returns(of(1)))]);
    assert_eq!(translate(&mut store, &words, &loose), Err(Refusal::IllFormed(CellId(0))));
}
