//! The text form of core, which `read` takes back.
//! Given by: `--emit core` and tests.
//! Gives: one line for each declaration, site, clause and step; operations as names with arguments.
//! Holds: everything that core holds is in the text; different programs have different texts.

use super::{
    Arithmetic, Binary, Block, Case, Cell, Checked, Clause, Comparison, End, Formula, Line, Loop, Program,
    SiteKind, Span, Step, Term, Type, Value, Variable, VariableId,
};
use std::fmt::Write;

/// Prints a program.
#[must_use]
pub fn print(program: &Program) -> String {
    let mut text = format!("program {}.{}\n", program.package, program.document);
    for cell in &program.cells {
        let mut printer = Printer { variables: &cell.variables, text: String::new(), indent: 0 };
        printer.cell(cell);
        text.push('\n');
        text.push_str(&printer.text);
    }
    text
}

struct Printer<'a> {
    variables: &'a [Variable],
    text: String,
    indent: usize,
}

impl Printer<'_> {
    fn line(&mut self, content: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:indent$}{content}", "", indent = self.indent * 2);
    }

    fn indented(&mut self, inner: impl FnOnce(&mut Self)) {
        self.indent += 1;
        inner(self);
        self.indent -= 1;
    }

    fn cell(&mut self, cell: &Cell) {
        let total = if cell.total { "total" } else { "partial" };
        self.line(&format!("cell {} {total} {}", cell.name, place(cell.span)));
        self.indented(|printer| {
            printer.line(&format!("text {}", quoted(&cell.text)));
            let declared = |(number, variable): (usize, &Variable)| {
                format!("{}.{number}: {}", variable.name, type_text(&variable.of))
            };
            let all: Vec<String> = cell.variables.iter().enumerate().map(declared).collect();
            printer.line(&format!("variables ({})", all.join(", ")));
            printer.line(&format!("parameters ({})", printer.names(&cell.parameters)));
            printer.line(&format!("results ({}) {}", printer.names(&cell.results), type_text(&cell.result)));
            printer.line(&format!("effects ({})", cell.effects.join(", ")));
            printer.clauses("requires", &cell.requires);
            printer.clauses("ensures", &cell.ensures);
            for site in &cell.sites {
                let kind = site_kind(&site.kind);
                printer.line(&format!("site {kind} {} {}", place(site.span), quoted(&site.text)));
            }
        });
        self.line("begin");
        self.indented(|printer| printer.block(&cell.body));
        self.line("end");
    }

    fn clauses(&mut self, word: &str, clauses: &[Clause]) {
        for clause in clauses {
            let formula = self.formula(&clause.formula);
            self.line(&format!("{word} {} {} {formula}", place(clause.span), quoted(&clause.text)));
        }
    }

    fn block(&mut self, block: &Block) {
        for step in &block.steps {
            self.step(step);
        }
        match &block.end {
            End::Return(value) => self.line(&format!("return {}", self.value(value))),
            End::Jump(join, values) => self.line(&format!("jump {} ({})", join.0, self.values(values))),
            End::Halt(site) => self.line(&format!("halt {}", site.0)),
            End::Continue(values) => self.line(&format!("continue ({})", self.values(values))),
            End::If(condition, yes, no) => {
                self.line(&format!("if {}", self.value(condition)));
                self.indented(|printer| printer.block(yes));
                self.line("else");
                self.indented(|printer| printer.block(no));
                self.line("end");
            }
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Let(variable, value) => {
                self.line(&format!("let {} = {}", self.name(*variable), self.value(value)));
            }
            Step::Checked(variable, operation, values, site) => {
                let (name, values) = (self.name(*variable), self.values(values));
                self.line(&format!("checked {name} = {}({values}) {}", checked_text(*operation), site.0));
            }
            Step::Guard(formula, site) => self.line(&format!("guard {} {}", self.formula(formula), site.0)),
            Step::Call(variable, callee, values, site) => {
                let (name, values) = (self.name(*variable), self.values(values));
                self.line(&format!("call {name} = {}({values}) {}", callee.0, site.0));
            }
            Step::Loop(repeat) => self.repeat(repeat),
            Step::Join(join, parameters, block) => {
                self.line(&format!("join {} ({})", join.0, self.names(parameters)));
                self.indented(|printer| printer.block(block));
                self.line("end");
            }
        }
    }

    fn repeat(&mut self, repeat: &Loop) {
        self.line(&format!("loop {} {}", repeat.id.0, place(repeat.span)));
        self.indented(|printer| {
            printer.line(&format!("state ({})", printer.names(&repeat.state)));
            printer.line(&format!("initial ({})", printer.values(&repeat.initial)));
            printer.line(&format!("after ({})", printer.names(&repeat.after)));
            printer.clauses("invariant", &repeat.invariants);
            if let Some(measure) = &repeat.measure {
                let cases = printer.cases(&measure.cases);
                printer.line(&format!("measure {} {} {cases}", place(measure.span), quoted(&measure.text)));
            }
            printer.line(&format!("while {}", printer.value(&repeat.condition)));
        });
        self.line("do");
        self.indented(|printer| printer.block(&repeat.body));
        self.line("end");
    }

    /// The cases of a measure; one without a condition is its term.
    fn cases(&self, cases: &[Case]) -> String {
        if let [Case { condition: Formula::Constant(true), term }] = cases {
            return self.term(term);
        }
        let case = |case: &Case| format!("when {} {}", self.formula(&case.condition), self.term(&case.term));
        cases.iter().map(case).collect::<Vec<_>>().join(" ")
    }

    fn name(&self, variable: VariableId) -> String {
        let name = self.variables.get(variable.0 as usize).map_or("?", |variable| variable.name.as_str());
        format!("{name}.{}", variable.0)
    }

    fn names(&self, variables: &[VariableId]) -> String {
        list(variables, |variable| self.name(*variable))
    }

    fn values(&self, values: &[Value]) -> String {
        list(values, |value| self.value(value))
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Variable(variable) => self.name(*variable),
            Value::Integer(value) => value.to_string(),
            Value::Boolean(value) => value.to_string(),
            Value::Unit => "()".to_owned(),
            Value::Tuple(parts) => format!("({})", self.values(parts)),
            Value::Field(inner, part) => format!("field({}, {part})", self.value(inner)),
            Value::Not(inner) => format!("not({})", self.value(inner)),
            Value::Binary(operation, left, right) => {
                format!("{}({}, {})", binary_text(*operation), self.value(left), self.value(right))
            }
            Value::Print(world, Line::Text(text)) => {
                format!("print({}, {})", self.value(world), quoted(text))
            }
            Value::Print(world, Line::Shown(shown, of)) => {
                format!("show({}, {}, {})", self.value(world), self.value(shown), type_text(of))
            }
        }
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::Variable(variable) => self.name(*variable),
            Term::Integer(value) => value.to_string(),
            Term::Field(inner, part) => format!("field({}, {part})", self.term(inner)),
            Term::Negate(inner) => format!("negate({})", self.term(inner)),
            Term::Arithmetic(operation, left, right) => {
                format!("{}({}, {})", arithmetic_text(*operation), self.term(left), self.term(right))
            }
        }
    }

    fn formula(&self, formula: &Formula) -> String {
        let two = |word: &str, left: &Formula, right: &Formula| {
            format!("{word}({}, {})", self.formula(left), self.formula(right))
        };
        match formula {
            Formula::Constant(value) => value.to_string(),
            Formula::Test(term) => format!("test({})", self.term(term)),
            Formula::Compare(comparison, left, right) => {
                format!("{}({}, {})", comparison_text(*comparison), self.term(left), self.term(right))
            }
            Formula::Not(inner) => format!("not({})", self.formula(inner)),
            Formula::And(left, right) => two("and", left, right),
            Formula::Or(left, right) => two("or", left, right),
            Formula::Implies(left, right) => two("implies", left, right),
            Formula::Iff(left, right) => two("iff", left, right),
        }
    }
}

fn list<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(", ")
}

fn place(span: Span) -> String {
    format!("@ {} {}", span.start, span.end)
}

/// A text between quotation marks.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// The text of a type.
#[must_use]
pub fn type_text(of: &Type) -> String {
    match of {
        Type::Int => "Int".to_owned(),
        Type::Bool => "Bool".to_owned(),
        Type::Unit => "Unit".to_owned(),
        Type::World => "World".to_owned(),
        Type::Tuple(parts) => format!("({})", list(parts, type_text)),
    }
}

fn site_kind(kind: &SiteKind) -> String {
    match kind {
        SiteKind::Overflow => "overflow".to_owned(),
        SiteKind::Division => "division".to_owned(),
        SiteKind::Precondition { callee, clause } => format!("precondition {} {clause}", callee.0),
        SiteKind::Assert => "assert".to_owned(),
        SiteKind::Check => "check".to_owned(),
        SiteKind::Assume { name, reason } => format!("assume {} {}", quoted(name), quoted(reason)),
        SiteKind::Halt(message) => format!("halt {}", quoted(message)),
        SiteKind::Call(callee) => format!("call {}", callee.0),
        SiteKind::Status => "status".to_owned(),
    }
}

/// The name of an operation on values in the text forms.
#[must_use]
pub fn binary_text(operation: Binary) -> &'static str {
    match operation {
        Binary::EqualInt => "equal_int",
        Binary::EqualBool => "equal_bool",
        Binary::Less => "less",
        Binary::LessEqual => "less_equal",
        Binary::And => "and",
        Binary::Or => "or",
        Binary::WrappingAdd => "wrapping_add",
        Binary::WrappingSubtract => "wrapping_subtract",
        Binary::WrappingMultiply => "wrapping_multiply",
    }
}

/// The name of an operation with a check in the text forms.
#[must_use]
pub fn checked_text(operation: Checked) -> &'static str {
    match operation {
        Checked::Add => "add",
        Checked::Subtract => "subtract",
        Checked::Multiply => "multiply",
        Checked::Negate => "negate",
        Checked::Divide => "divide",
        Checked::Remainder => "remainder",
    }
}

/// The name of an operation of specifications in the text forms.
#[must_use]
pub fn arithmetic_text(operation: Arithmetic) -> &'static str {
    match operation {
        Arithmetic::Add => "add",
        Arithmetic::Subtract => "subtract",
        Arithmetic::Multiply => "multiply",
        Arithmetic::Divide => "divide",
        Arithmetic::Remainder => "remainder",
    }
}

/// The name of a comparison in the text forms.
#[must_use]
pub fn comparison_text(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "equal",
        Comparison::Less => "less",
        Comparison::LessEqual => "less_equal",
    }
}
