//! The function that the process runs: it reads the arguments and calls the entry.
//! Given by: `lower`.
//! Gives: a flat function without parameters whose result is the exit status.
//! Holds: arguments are read in order, each to its end, before anything else happens.

use super::builder::{Builder, scalars};
use crate::ir::erased::{Program, Type};
use crate::ir::flat::{End, Function, FunctionId, Operand, Scalar, ValueId};
use crate::ir::service::Service;

/// Makes the function; none if the program has a flaw.
pub(super) fn make(program: &Program) -> Option<Function> {
    let entry = program.cell(program.entry)?;
    let mut builder = Builder::new("$start", &[], vec![Scalar::I64]);
    let count = builder.integer(i64::try_from(entry.parameters.len()).ok()?);
    builder.run(Service::ArgumentCount, Operand::Value(count));
    let mut arguments = Vec::new();
    for parameter in &entry.parameters {
        builder.run(Service::ArgumentNext, Operand::Nothing);
        read(&mut builder, entry.type_of(*parameter)?, &mut arguments);
        builder.run(Service::ArgumentEnd, Operand::Nothing);
    }
    let status = builder.call(FunctionId(program.entry.0), arguments, &scalars(&entry.result));
    builder.finish(End::Return(status));
    builder.into_function()
}

fn read(builder: &mut Builder, of: &Type, into: &mut Vec<ValueId>) {
    match of {
        Type::Int => into.push(builder.ask(Service::ArgumentInteger, Scalar::I64)),
        Type::Bool => into.push(builder.ask(Service::ArgumentBoolean, Scalar::I8)),
        Type::Tuple(components) => {
            read_mark(builder, b'(');
            for (position, component) in components.iter().enumerate() {
                if position > 0 {
                    read_mark(builder, b',');
                }
                read(builder, component, into);
            }
            read_mark(builder, b')');
        }
    }
}

fn read_mark(builder: &mut Builder, mark: u8) {
    let mark = builder.integer(mark.into());
    builder.run(Service::ArgumentMark, Operand::Value(mark));
}
