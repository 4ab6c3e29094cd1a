//! The words for E0199: what the compiler cannot do yet.
//! Given by: `language`.
//! Gives: title and help.
//! Holds: the document may be right; the exit status is 2.

use super::{Words, says};
use elaborator::problem::{Code, Feature};

pub(super) fn words(code: &Code) -> Option<Words> {
    let Code::Unsupported(feature) = code else { return None };
    let words = says(format!("{} cannot be compiled yet", what(feature)));
    Some(match instead(feature) {
        Some(help) => words.help(help),
        None => words,
    })
}

fn what(feature: &Feature) -> String {
    match feature {
        Feature::Version => "this version of the language".to_string(),
        Feature::LeanFence => "a `lean` fence".to_string(),
        Feature::Declaration(keyword) | Feature::Statement(keyword) => format!("`{keyword}`"),
        Feature::CellWithoutBody => "a cell without a body".to_string(),
        Feature::Generics => "a type parameter".to_string(),
        Feature::PartialDefinition => "`requires` of a `pred` or `spec`".to_string(),
        Feature::Ghost => "`let ghost`".to_string(),
        Feature::ByLemma => "`assert … by`".to_string(),
        Feature::Type(name) => format!("the type `{name}`"),
        Feature::TypeForm => "this form of type".to_string(),
        Feature::Interpolation => "an expression inside a text".to_string(),
        Feature::Float => "a number with a fraction".to_string(),
        Feature::Collection => "a list or map".to_string(),
        Feature::Lambda => "a lambda".to_string(),
        Feature::Quantifier => "a quantifier".to_string(),
        Feature::Index => "an index".to_string(),
        Feature::Range => "a range".to_string(),
        Feature::Operator(operator) => format!("the operator `{operator}`"),
        Feature::Member => "a call or field of this".to_string(),
        Feature::PlaceAssignment => "assignment to a part".to_string(),
        Feature::Recursion => "recursion".to_string(),
        Feature::Function(name) => format!("the function `{name}`"),
        Feature::Effect(name) => format!("the effect `{name}`"),
        Feature::EffectArguments => "an effect with arguments".to_string(),
        Feature::ReturnInLoop => "`return` inside a loop".to_string(),
        Feature::CallInLoopCondition => "a call in the condition of a loop".to_string(),
        Feature::WrappingInSpecification => "wrapping arithmetic in a specification".to_string(),
    }
}

fn instead(feature: &Feature) -> Option<&'static str> {
    Some(match feature {
        Feature::Recursion => "write a loop",
        Feature::ReturnInLoop => "end the loop by its condition, and return after it",
        Feature::CallInLoopCondition => "call before the loop and at the end of its body",
        Feature::Interpolation => "print the text and the value one after the other",
        Feature::ByLemma => "`assert` it without a name",
        _ => return None,
    })
}
