//! Problems of the library's texts in words, for whoever runs the build.
//! Given by: elaboration and the kernel.
//! Gives: one message for each problem.
//! Holds: terms are shown as Lean text.

use crate::prelude::PreludeError;
use kernel::{Environment, Invalid, Problem, Rejection, Store, TermId};
use lean::elaborate::{Fault, Goal};
use lean::print;

/// A problem with the prelude.
pub(crate) fn prelude(store: &Store, error: &PreludeError) -> String {
    match error {
        PreludeError::Kept(rejection) => format!("{} is refused", store.show_name(rejection.declaration)),
        other => format!("{other:?}"),
    }
}

/// A problem of elaboration.
pub(crate) fn fault(store: &Store, environment: &Environment, fault: &Fault) -> String {
    let show = |term: &TermId| print::show(store, environment, *term);
    match fault {
        Fault::Mismatch { term, found, expected } => {
            format!("{} has type {} and not {}", show(term), show(found), show(expected))
        }
        Fault::NotFunction(term, of) => format!("{} is no function, but of type {}", show(term), show(of)),
        Fault::NotType(term, of) => format!("{} is no type, but of type {}", show(term), show(of)),
        Fault::NoInstance(of) => format!("no instance of {}", show(of)),
        Fault::UnknownHole(of) => format!("cannot find a value of type {}", show(of)),
        Fault::UnknownType(term) => format!("the type of {} is not known here", show(term)),
        Fault::UnknownField(field, of) => format!("{} has no field {field}", show(of)),
        Fault::MissingCase(case) => format!("no alternative for {}", show(case)),
        Fault::NotStructure(of) => format!("{} is no structure", show(of)),
        Fault::Goals(kind, goals) => {
            let goals: Vec<String> = goals.iter().map(|shown| goal(store, environment, shown)).collect();
            format!("{kind:?}: {}", goals.join("; "))
        }
        Fault::Duplicate(name) => format!("{} is declared already", store.show_name(*name)),
        Fault::NotStructural(name) => {
            format!("the recursion of {} is not structural", store.show_name(*name))
        }
        Fault::Refused(rejection) => refused(store, environment, rejection),
        other => format!("{other:?}"),
    }
}

fn goal(store: &Store, environment: &Environment, goal: &Goal) -> String {
    let show = |term: &TermId| print::show(store, environment, *term);
    let hypotheses: Vec<String> =
        goal.hypotheses.iter().map(|(name, of, _)| format!("{name} : {}", show(of))).collect();
    format!("{} ⊢ {}", hypotheses.join(", "), show(&goal.target))
}

/// A declaration that the kernel does not accept.
pub(crate) fn refused(store: &Store, environment: &Environment, rejection: &Rejection) -> String {
    let name = store.show_name(rejection.declaration);
    match &rejection.problem {
        Problem::Invalid(Invalid::TypeMismatch { expected, found }) => format!(
            "the kernel refuses {name}: expected {}, found {}",
            print::show(store, environment, *expected),
            print::show(store, environment, *found)
        ),
        other => format!("the kernel refuses {name}: {other:?}"),
    }
}
