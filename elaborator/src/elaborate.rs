//! The way from a document to core, one stage a line.
//! Given by: `lumenc`, a document as it was read.
//! Gives: the program in core, if nothing is wrong with it; all problems; the tree and the fences.
//! Holds: there is a program exactly if no problem is an error; problems stand in the order of the text.

use crate::check::{Context, check};
use crate::core::validate::validate;
use crate::core::{Program, Span};
use crate::document::{Document, Fence, Language};
use crate::lex::lex;
use crate::lower::lower;
use crate::parse::parse;
use crate::problem::{Code, Feature, Problem};
use crate::resolve::resolve;
use crate::source::Source;
use crate::split::split;
use crate::tree::Module;

/// What became of a document.
#[derive(Clone, Debug)]
pub struct Elaborated {
    /// The program, if no problem is an error.
    pub program: Option<Program>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// The program as it was written, as far as it could be read.
    pub tree: Module,
    /// The fences of the document.
    pub fences: Vec<Fence>,
}

impl Elaborated {
    /// Whether nothing keeps the document from being accepted.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        !self.problems.iter().any(Problem::is_error)
    }
}

/// Reads and checks a document.
#[must_use]
pub fn elaborate(source: &Source) -> Elaborated {
    let (document, mut problems) = split(source);
    let mut elaborated =
        Elaborated { program: None, problems: Vec::new(), tree: Module::default(), fences: Vec::new() };
    if let Some((text, document)) = document {
        let program = read(text, &document, &mut elaborated.tree, &mut problems);
        elaborated.program = program.filter(|_| !problems.iter().any(Problem::is_error));
        elaborated.fences = document.fences;
    }
    problems.sort_by_key(|problem| (problem.span.start, problem.code.number()));
    elaborated.problems = problems;
    elaborated
}

/// Reads the fences of a document. Where it is doubtful what is program, nothing is said about the program.
fn read(text: &str, document: &Document, tree: &mut Module, problems: &mut Vec<Problem>) -> Option<Program> {
    let lean =
        document.spans(Language::Lean).map(|span| Problem::new(Code::Unsupported(Feature::LeanFence), span));
    problems.extend(lean);
    if problems.iter().any(|problem| problem.code.is_of_fences()) {
        return None;
    }
    let fences: Vec<_> = document.spans(Language::Lumen).collect();
    let (tokens, found) = lex(text, &fences);
    problems.extend(found);
    let (module, found) = parse(text, &tokens);
    problems.extend(found);
    if module.declarations.is_empty() && problems.is_empty() {
        let start = fences.first().map_or(0, |fence| fence.start);
        problems.push(Problem::new(Code::NoProgram, Span { start, end: start }));
    }
    let readable = problems.is_empty();
    *tree = module;
    let (names, found) = resolve(tree);
    problems.extend(found);
    let (typed, found) = check(Context { text, tokens: &tokens, names: &names });
    // Where a block ends is doubtful if the grammar was broken, and so is what is never reached.
    problems.extend(found.into_iter().filter(|problem| readable || problem.is_error()));
    if problems.iter().any(Problem::is_error) {
        return None;
    }
    let (program, found) = lower(document, &typed, &|span| tokens.text_of(text, span));
    debug_assert!(!found.is_empty() || validate(&program) == Ok(()), "lowering makes well-formed core");
    problems.extend(found);
    Some(program)
}
