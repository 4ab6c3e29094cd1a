//! The text form of flat programs.
//! Given by: `--emit flat`, the pipe to the release code generator, tests.
//! Gives: text that `parse` reads.
//! Holds: every part of the program is in the text.

use super::{Binary, Block, End, Function, Instruction, Operand, Overflow, Program, Scalar, Target, ValueId};
use crate::ir::text::{join, quote};
use std::fmt::Write;

/// The text of a program.
#[must_use]
pub fn print(program: &Program) -> String {
    let mut text = format!("program {}\n", quote(&program.name));
    for (index, site) in program.sites.iter().enumerate() {
        let _ = writeln!(text, "site {index} {} {} {}", quote(&site.cell), site.line, quote(&site.message));
    }
    for (index, constant) in program.texts.iter().enumerate() {
        let _ = writeln!(text, "text {index} {}", quote(constant));
    }
    for (index, function) in program.functions.iter().enumerate() {
        let results = join(&function.results, |scalar| scalar_name(*scalar).to_owned());
        let _ = writeln!(text, "\nfunction {}#{index} -> ({results}) {{", function.name);
        for (index, block) in function.blocks.iter().enumerate() {
            print_block(&mut text, program, function, index, block);
        }
        text.push_str("}\n");
    }
    let _ = writeln!(text, "\nentry {}", program.entry.0);
    text
}

fn print_block(text: &mut String, program: &Program, function: &Function, index: usize, block: &Block) {
    let _ = writeln!(text, "b{index}({}):", bindings(function, &block.parameters));
    for instruction in &block.instructions {
        let results = bindings(function, &instruction.results());
        let equals = if results.is_empty() { "" } else { " = " };
        let _ = writeln!(text, "  {results}{equals}{}", operation(program, instruction));
    }
    let _ = writeln!(text, "  {}", end(&block.end));
}

fn operation(program: &Program, instruction: &Instruction) -> String {
    match instruction {
        Instruction::Integer(_, constant) => format!("integer {constant}"),
        Instruction::Boolean(_, constant) => format!("boolean {constant}"),
        Instruction::Binary(_, operation, left, right) => {
            format!("{} {}, {}", binary_name(*operation), value(*left), value(*right))
        }
        Instruction::Overflow(_, _, operation, left, right) => {
            format!("{} {}, {}", overflow_name(*operation), value(*left), value(*right))
        }
        Instruction::Call(_, callee, arguments) => {
            let name = program.functions.get(callee.0 as usize).map_or("", |function| &function.name);
            format!("call {name}#{}({})", callee.0, values(arguments))
        }
        Instruction::Run(_, service, operand) => {
            let operand = match operand {
                Operand::Nothing => String::new(),
                Operand::Text(text) => format!(" text {}", text.0),
                Operand::Value(id) => format!(" {}", value(*id)),
            };
            format!("run {}{operand}", service.symbol())
        }
    }
}

fn end(end: &End) -> String {
    match end {
        End::Return(results) => format!("return({})", values(results)),
        End::Jump(to) => format!("jump {}", target(to)),
        End::Branch(condition, yes, no) => {
            format!("branch {}, {}, {}", value(*condition), target(yes), target(no))
        }
        End::Halt(site) => format!("halt {}", site.0),
    }
}

fn target(target: &Target) -> String {
    format!("b{}({})", target.block.0, values(&target.arguments))
}

fn value(id: ValueId) -> String {
    format!("v{}", id.0)
}

fn values(ids: &[ValueId]) -> String {
    join(ids, |id| value(*id))
}

fn bindings(function: &Function, ids: &[ValueId]) -> String {
    join(ids, |id| format!("{}: {}", value(*id), function.scalar(*id).map_or("", scalar_name)))
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::I64 => "i64",
        Scalar::I8 => "i8",
    }
}

pub(super) fn binary_name(operation: Binary) -> &'static str {
    match operation {
        Binary::Add => "add",
        Binary::Subtract => "subtract",
        Binary::Multiply => "multiply",
        Binary::Divide => "divide",
        Binary::Remainder => "remainder",
        Binary::Equal => "equal",
        Binary::Less => "less",
        Binary::LessEqual => "less_equal",
        Binary::And => "and",
        Binary::Or => "or",
        Binary::Xor => "xor",
    }
}

pub(super) fn overflow_name(operation: Overflow) -> &'static str {
    match operation {
        Overflow::Add => "add_overflow",
        Overflow::Subtract => "subtract_overflow",
        Overflow::Multiply => "multiply_overflow",
    }
}
