//! One question to Z3.
//! Given by: the loop of the worker.
//! Gives: the answer as lines: verdict and resources used, then the core, the model or the reason.
//! Holds: each question has a context of its own, so that what was asked before cannot change an answer.

use crate::frame::Question;
use std::fmt::Write;
use z3::{Config, Params, SatResult, Solver, StatisticsValue, with_z3_config};

/// Answers a question.
pub(crate) fn answer(question: &Question) -> String {
    if question.text.contains('\0') {
        return "error 0\nthe text contains a zero byte\n".to_owned();
    }
    with_z3_config(&Config::new(), || ask(question))
}

fn ask(question: &Question) -> String {
    let Some(solver) = Solver::new_for_logic("ALL") else {
        return "error 0\nno solver\n".to_owned();
    };
    solver.set_params(&parameters(question.limit));
    solver.from_string(question.text.as_str());
    if solver.get_assertions().is_empty() {
        return "error 0\nnothing was asserted\n".to_owned();
    }
    let verdict = solver.check();
    let used = match solver.get_statistics().value("rlimit count") {
        Some(StatisticsValue::UInt(count)) => count,
        _ => 0,
    };
    describe(&solver, verdict, used)
}

fn parameters(limit: u32) -> Params {
    let mut parameters = Params::new();
    parameters.set_u32("rlimit", limit);
    parameters.set_u32("random_seed", 0);
    parameters.set_bool("auto_config", false);
    parameters.set_bool("mbqi", false);
    parameters.set_bool("unsat_core", true);
    parameters
}

fn describe(solver: &Solver, verdict: SatResult, used: u32) -> String {
    match verdict {
        SatResult::Unsat => format!("unsat {used}\n{}", core(solver)),
        SatResult::Sat => format!("sat {used}\n{}", model(solver)),
        SatResult::Unknown => {
            let reason = solver.get_reason_unknown().unwrap_or_default();
            format!("unknown {used}\n{}\n{}", reason.replace(['\n', '\r'], " "), model(solver))
        }
    }
}

/// The names of the assertions in the core, one a line.
fn core(solver: &Solver) -> String {
    let mut names: Vec<String> = solver.get_unsat_core().iter().map(ToString::to_string).collect();
    names.sort();
    lines(&names)
}

/// The integers and truth values of constants, as definitions in SMT-LIB, sorted by name. A value that is no literal, such
/// as a term that the solver did not evaluate, is left out.
fn model(solver: &Solver) -> String {
    let Some(model) = solver.get_model() else { return String::new() };
    let mut definitions: Vec<String> = Vec::new();
    for declaration in model.iter().filter(|declaration| declaration.arity() == 0) {
        let constant = declaration.apply(&[]);
        if let Some(value) =
            model.eval(&constant, true).map(|value| value.to_string()).filter(|text| is_literal(text))
        {
            let name = declaration.name();
            definitions.push(format!("(define-fun {name} () {:?} {value})", declaration.range()));
        }
    }
    definitions.sort();
    lines(&definitions)
}

/// Whether a text is `true`, `false`, a numeral, or a minus sign applied to one.
fn is_literal(text: &str) -> bool {
    let numeral = text.strip_prefix("(- ").and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let is_numeral = !numeral.is_empty() && numeral.bytes().all(|byte| byte.is_ascii_digit());
    is_numeral || matches!(text, "true" | "false")
}

fn lines(parts: &[String]) -> String {
    parts.iter().fold(String::new(), |mut text, part| {
        let _ = writeln!(text, "{part}");
        text
    })
}
