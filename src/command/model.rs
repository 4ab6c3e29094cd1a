//! The models and statements of a document as Lean text: `build --emit model`.
//! Given by: `command::build`.
//! Gives: text on standard output, printed from the terms that the kernel sees.
//! Holds: nothing is proved for it; the same translation is used as by `verify` and `audit`.

use super::{judge, load};
use crate::diagnostics::{Diagnostic, Nature};
use crate::status::Status;
use crate::system::output;
use elaborator::core::Program;
use elaborator::meaning::Vocabulary;
use elaborator::translate::translate;
use kernel::{Declaration, Environment, Kind, Store};
use lean::print::{show, show_name};

/// Prints the models and statements of a program.
///
/// # Errors
/// The status when there are none.
pub fn print(program: &Program) -> Result<Status, Status> {
    let library = judge::library().map_err(|message| load::fail(&message))?;
    let mut store = library.store;
    let words = Vocabulary::new(&mut store);
    let translation = translate(&mut store, &words, program).map_err(|refusal| {
        let message = format!("the program has no model: {refusal:?}");
        load::fail(&Diagnostic::error("E0405", Nature::Limit, message))
    })?;
    for model in &translation.cells {
        for declaration in model.auxiliary.iter().chain([&model.definition]) {
            definition(&store, &library.environment, declaration);
        }
        for statement in [&model.definedness, &model.specification] {
            let name = show_name(&store, statement.name);
            let says = show(&store, &library.environment, statement.proposition);
            output::data(format_args!("theorem {name} : {says}\n\n"));
        }
    }
    Ok(Status::Accepted)
}

fn definition(store: &Store, environment: &Environment, declaration: &Declaration) {
    if let Declaration::Constant(constant) = declaration
        && let Kind::Definition(value, _) = constant.kind
    {
        let name = show_name(store, constant.name);
        let (of, value) = (show(store, environment, constant.of), show(store, environment, value));
        output::data(format_args!("def {name} : {of} :=\n  {value}\n\n"));
    }
}
