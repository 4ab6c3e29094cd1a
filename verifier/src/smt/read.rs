//! Answers of the worker, read.
//! Given by: the text of an answer, and the question it belongs to.
//! Gives: an answer in terms of hypotheses and variables.
//! Holds: any text gives an answer or `Garbage`, never a crash; names that the question does not have are garbage or left out.

use super::answer::{Answer, Value};
use super::question::{Question, Variable};
use num_bigint::{BigInt, BigUint};
use smt2parser::CommandStream;
use smt2parser::concrete::{Command, Constant, QualIdentifier, SyntaxBuilder, Term};
use smt2parser::visitors::Identifier;

/// The text is not an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Garbage;

/// No value is nested deeper.
const DEPTH: usize = 64;
/// No answer is longer, in bytes.
const LENGTH: usize = 16 << 20;

/// Reads an answer: a line with verdict and resources, then the core, the model or the reason.
pub(super) fn read(question: &Question, text: &str) -> Result<Answer, Garbage> {
    let (head, rest) = text.split_once('\n').ok_or(Garbage)?;
    let (verdict, used) = head.split_once(' ').ok_or(Garbage)?;
    let used: u32 = used.parse().map_err(|_| Garbage)?;
    match verdict {
        "unsat" => Ok(Answer::Unsatisfiable { core: core(question, rest)?, used }),
        "sat" => Ok(Answer::Satisfiable { values: values(question, rest)?, used }),
        "unknown" => {
            let (reason, rest) = rest.split_once('\n').ok_or(Garbage)?;
            Ok(Answer::Unknown { reason: reason.to_owned(), values: values(question, rest)?, used })
        }
        _ => Err(Garbage),
    }
}

fn core(question: &Question, text: &str) -> Result<Vec<usize>, Garbage> {
    let mut core = Vec::new();
    for name in text.lines().filter(|name| *name != "goal") {
        let position: usize = name.strip_prefix('h').and_then(|digits| digits.parse().ok()).ok_or(Garbage)?;
        if position >= question.hypotheses {
            return Err(Garbage);
        }
        core.push(position);
    }
    core.sort_unstable();
    core.dedup();
    Ok(core)
}

fn values(question: &Question, text: &str) -> Result<Vec<(Variable, Value)>, Garbage> {
    if text.len() > LENGTH || depth(text) > DEPTH {
        return Err(Garbage);
    }
    let mut values = Vec::new();
    for command in CommandStream::new(text.as_bytes(), SyntaxBuilder, None) {
        let Command::DefineFun { sig, term } = command.map_err(|_| Garbage)? else {
            return Err(Garbage);
        };
        if let Some(variable) = question.variable(&sig.name.0)
            && let Some(value) = value(variable, &term)
        {
            values.push((variable, value));
        }
    }
    Ok(values)
}

/// How deep parentheses are nested.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => now += 1,
            b')' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

fn value(variable: Variable, term: &Term) -> Option<Value> {
    match variable {
        Variable::Integer(_) => integer(term).map(Value::Integer),
        Variable::Test(_) | Variable::Proposition(_) => match symbol(term)? {
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            _ => None,
        },
    }
}

fn symbol(term: &Term) -> Option<&str> {
    match term {
        Term::QualIdentifier(QualIdentifier::Simple { identifier: Identifier::Simple { symbol } }) => {
            Some(&symbol.0)
        }
        _ => None,
    }
}

/// A numeral, or a minus sign applied to one.
fn integer(term: &Term) -> Option<BigInt> {
    match term {
        Term::Constant(Constant::Numeral(numeral)) => {
            Some(BigInt::from(BigUint::from_bytes_le(&numeral.to_bytes_le())))
        }
        Term::Application { qual_identifier, arguments } => {
            let minus = symbol(&Term::QualIdentifier(qual_identifier.clone()))? == "-";
            match arguments.as_slice() {
                [argument @ Term::Constant(_)] if minus => integer(argument).map(|value| -value),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Store;

    fn sample() -> Question {
        let mut store = Store::new();
        let term = store.constant_named("x");
        Question {
            text: String::new(),
            names: vec![("x0".to_owned(), Variable::Integer(term)), ("b0".to_owned(), Variable::Test(term))],
            hypotheses: 3,
        }
    }

    #[test]
    fn reads_cores_and_models() {
        let question = sample();
        let core = read(&question, "unsat 12\nh2\ngoal\nh0\n");
        assert_eq!(core, Ok(Answer::Unsatisfiable { core: vec![0, 2], used: 12 }));
        let text = "sat 3\n(define-fun b0 () Bool true)\n(define-fun h0 () Bool (_ h0 0))\n(define-fun x0 () Int (- 7))\n";
        let Ok(Answer::Satisfiable { values, .. }) = read(&question, text) else { panic!("a model") };
        let values: Vec<Value> = values.into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, [Value::Boolean(true), Value::Integer((-7).into())]);
    }

    #[test]
    fn refuses_what_is_no_answer() {
        let question = sample();
        let deep =
            format!("sat 1\n(define-fun x0 () Int {}1{})\n", "(- ".repeat(100_000), ")".repeat(100_000));
        for text in [
            "",
            "unsat\n",
            "unsat x\n",
            "maybe 3\n",
            "unsat 1\nh3\n",
            "unsat 1\nx0\n",
            "unsat 1\nh99999999999999999999999\n",
            "sat 1\n(define-fun x0 () Int\n",
            "sat 1\n(assert true)\n",
            "sat 1\n)))\n",
            "unknown 1",
            deep.as_str(),
        ] {
            assert_eq!(read(&question, text), Err(Garbage), "{}", &text[..text.len().min(60)]);
        }
    }

    #[test]
    fn leaves_out_values_that_do_not_fit() {
        let question = sample();
        let text = "sat 1\n(define-fun x0 () Int true)\n(define-fun b0 () Bool 3)\n(define-fun y () Int 4)\n";
        assert_eq!(read(&question, text), Ok(Answer::Satisfiable { values: vec![], used: 1 }));
    }
}
