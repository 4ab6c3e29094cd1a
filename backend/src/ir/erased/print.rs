//! The text form of erased programs.
//! Given by: `--emit erased`, tests.
//! Gives: text that `parse` reads.
//! Holds: every part of the program is in the text.

use super::{
    Binary, Block, Cell, CellId, Condition, End, Line, Loop, Number, Program, Step, Type, Value, VariableId,
};
use crate::ir::text::{join, quote};
use elaborator::core::print::{arithmetic_text, binary_text, checked_text, comparison_text};
use std::fmt::Write;

/// The text of a program.
#[must_use]
pub fn print(program: &Program) -> String {
    let mut text = format!("program {}\n", quote(&program.name));
    for (index, site) in program.sites.iter().enumerate() {
        let _ = writeln!(text, "site {index} {} {} {}", quote(&site.cell), site.line, quote(&site.message));
    }
    for (index, cell) in program.cells.iter().enumerate() {
        let mut printer = Printer { program, cell, text: &mut text, indent: 1 };
        printer.cell(index);
    }
    let _ = writeln!(text, "entry {}", program.entry.0);
    text
}

struct Printer<'a> {
    program: &'a Program,
    cell: &'a Cell,
    text: &'a mut String,
    indent: usize,
}

impl Printer<'_> {
    fn cell(&mut self, index: usize) {
        let parameters = self.bindings(&self.cell.parameters);
        let (name, result) = (&self.cell.name, type_text(&self.cell.result));
        let _ = writeln!(self.text, "\ncell {name}#{index}({parameters}) -> {result} {{");
        self.block(&self.cell.body);
        self.text.push_str("}\n");
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", "  ".repeat(self.indent));
    }

    fn nested(&mut self, block: &Block) {
        self.indent += 1;
        self.block(block);
        self.indent -= 1;
    }

    fn block(&mut self, block: &Block) {
        for step in &block.steps {
            self.step(step);
        }
        self.end(&block.end);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Let(variable, value) => {
                self.line(&format!("let {} = {}", self.binding(*variable), self.value(value)));
            }
            Step::Checked(variable, operation, arguments, site) => {
                let halt = site.map_or_else(String::new, |site| format!(" else {}", site.0));
                let (name, arguments) = (checked_text(*operation), self.values(arguments));
                self.line(&format!("let {} = {name}({arguments}){halt}", self.binding(*variable)));
            }
            Step::Guard(condition, site) => {
                self.line(&format!("guard {} else {}", self.condition(condition), site.0));
            }
            Step::Call(variable, callee, arguments) => {
                let (callee, arguments) = (self.callee(*callee), self.values(arguments));
                self.line(&format!("let {} = call {callee}({arguments})", self.binding(*variable)));
            }
            Step::Print(Line::Text(text)) => self.line(&format!("print {}", quote(text))),
            Step::Print(Line::Shown(value)) => self.line(&format!("print show({})", self.value(value))),
            Step::Loop(of) => self.looping(of),
            Step::Join(id, parameters, body) => {
                self.line(&format!("join {}({}) {{", id.0, self.bindings(parameters)));
                self.nested(body);
                self.line("}");
            }
        }
    }

    fn looping(&mut self, of: &Loop) {
        let pairs: Vec<_> = of.state.iter().zip(&of.initial).collect();
        let state =
            join(&pairs, |(variable, value)| format!("{} = {}", self.binding(**variable), self.value(value)));
        self.line(&format!("loop ({state}) while {} {{", self.value(&of.condition)));
        self.nested(&of.body);
        self.line(&format!("}} after ({})", self.bindings(&of.after)));
    }

    fn end(&mut self, end: &End) {
        match end {
            End::Return(value) => self.line(&format!("return {}", self.value(value))),
            End::Jump(id, arguments) => self.line(&format!("jump {}({})", id.0, self.values(arguments))),
            End::Halt(site) => self.line(&format!("halt {}", site.0)),
            End::Continue(values) => self.line(&format!("continue({})", self.values(values))),
            End::If(condition, yes, no) => {
                self.line(&format!("if {} {{", self.value(condition)));
                self.nested(yes);
                self.line("} else {");
                self.nested(no);
                self.line("}");
            }
        }
    }

    fn callee(&self, id: CellId) -> String {
        let name = self.program.cell(id).map_or("", |cell| &cell.name);
        format!("{name}#{}", id.0)
    }

    fn variable(&self, id: VariableId) -> String {
        let name = self.cell.variables.get(id.0 as usize).map_or("", |variable| &variable.name);
        format!("{name}.{}", id.0)
    }

    fn binding(&self, id: VariableId) -> String {
        let of = self.cell.type_of(id).map_or_else(String::new, type_text);
        format!("{}: {of}", self.variable(id))
    }

    fn bindings(&self, ids: &[VariableId]) -> String {
        join(ids, |id| self.binding(*id))
    }

    fn values(&self, values: &[Value]) -> String {
        join(values, |value| self.value(value))
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Variable(id) => self.variable(*id),
            Value::Integer(integer) => integer.to_string(),
            Value::Boolean(boolean) => boolean.to_string(),
            Value::Tuple(components) => format!("({})", self.values(components)),
            Value::Field(tuple, position) => format!("field({}, {position})", self.value(tuple)),
            Value::Not(operand) => format!("not({})", self.value(operand)),
            Value::Binary(operation, left, right) => {
                format!("{}({}, {})", binary_name(*operation), self.value(left), self.value(right))
            }
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let two = |name: &str, left: &Condition, right: &Condition| {
            format!("{name}({}, {})", self.condition(left), self.condition(right))
        };
        match condition {
            Condition::Constant(constant) => constant.to_string(),
            Condition::Test(value) => format!("test({})", self.value(value)),
            Condition::Compare(comparison, left, right) => {
                format!("{}({}, {})", comparison_text(*comparison), self.number(left), self.number(right))
            }
            Condition::Not(operand) => format!("not({})", self.condition(operand)),
            Condition::And(left, right) => two("and", left, right),
            Condition::Or(left, right) => two("or", left, right),
            Condition::Same(left, right) => two("same", left, right),
        }
    }

    fn number(&self, number: &Number) -> String {
        match number {
            Number::Value(value) => format!("value({})", self.value(value)),
            Number::Integer(integer) => integer.to_string(),
            Number::Negate(operand) => format!("negate({})", self.number(operand)),
            Number::Arithmetic(operation, left, right) => {
                format!("{}({}, {})", arithmetic_text(*operation), self.number(left), self.number(right))
            }
        }
    }
}

fn type_text(of: &Type) -> String {
    match of {
        Type::Int => "Int".to_owned(),
        Type::Bool => "Bool".to_owned(),
        Type::Tuple(components) => format!("({})", join(components, type_text)),
    }
}

/// The name of an operation in the text forms.
pub(crate) fn binary_name(operation: Binary) -> &'static str {
    match operation {
        Binary::EqualInt => "equal",
        Binary::EqualBool => "same",
        _ => binary_text(operation),
    }
}
