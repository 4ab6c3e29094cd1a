//! Checks calls: of cells, definitions, and what the standard library has.
//! Given by: `expression.rs`.
//! Gives: typed calls, their arguments matched with the parameters.
//! Holds: a module's own names win over the standard library; effects of a callee are in the row of its caller.

use super::body::{Body, Mode};
use super::expression::error;
use crate::core::{CellId, Span};
use crate::problem::{Code, Problem, Role};
use crate::resolve::{Entity, number};
use crate::tree::{self, Argument, Name};
use crate::typed::{DefinitionId, Expression, ExpressionKind, Printed, Signature, Standard, Type};

impl Body<'_> {
    pub(super) fn call(&mut self, callee: &Name, arguments: &[Argument], span: Span) -> Expression {
        match (self.names().entity(&callee.text), self.mode) {
            (Some(Entity::Cell(cell)), Mode::Code) => self.call_cell(cell, arguments, span),
            (Some(Entity::Cell(_)), _) => self.refuse(Code::CellInSpecification(callee.text.clone()), span),
            (Some(Entity::Definition(_)), Mode::Code) => {
                self.refuse(Code::SpecificationInCode(callee.text.clone()), span)
            }
            (Some(Entity::Definition(definition)), _) => self.apply(definition, arguments, span),
            (Some(Entity::Unsupported), _) => error(span),
            (None, _) => self.call_standard(callee, arguments, span),
        }
    }

    fn call_standard(&mut self, callee: &Name, arguments: &[Argument], span: Span) -> Expression {
        if let Some(function) = Standard::of(&callee.text) {
            let types = vec![Type::Int; function.arity()];
            let values = self.positional(arguments, &types, span);
            return Expression { kind: ExpressionKind::Standard(function, values), of: Type::Int, span };
        }
        if callee.text == "print" {
            return self.print(arguments, span);
        }
        let code = self.names().unknown_callee(&callee.text);
        self.report(code, callee.span);
        for argument in arguments {
            self.expression(&argument.value);
        }
        error(span)
    }

    fn print(&mut self, arguments: &[Argument], span: Span) -> Expression {
        if self.mode != Mode::Code {
            return self.refuse(Code::CodeInSpecification("print".to_owned()), span);
        }
        self.demand_effects(true, false, None, span);
        let [argument] = arguments else {
            let found = number(arguments.len());
            return self.refuse(Code::ArgumentCount { expected: 1, found }, span);
        };
        let printed = match &argument.value.kind {
            tree::ExpressionKind::Text(text) => Printed::Text(text.clone()),
            _ => Printed::Value(Box::new(self.expression(&argument.value))),
        };
        Expression { kind: ExpressionKind::Print(printed), of: Type::Unit, span }
    }

    /// The effect row must name the effects of what is called.
    fn demand_effects(&mut self, console: bool, halts: bool, callee: Option<&str>, span: Span) {
        let Some(row) = self.signature.map(|signature| (signature.console, signature.halts)) else { return };
        for (effect, has, may) in [("console", console, row.0), ("halt", halts, row.1)] {
            if has && !may {
                self.report(Code::MissingEffect { effect, callee: callee.map(str::to_owned) }, span);
            }
        }
    }

    fn call_cell(&mut self, cell: CellId, arguments: &[Argument], span: Span) -> Expression {
        let Some(signature) = self.names().cell(cell) else { return error(span) };
        self.calls.push((cell, span));
        self.demand_effects(signature.console, signature.halts, Some(&signature.name), span);
        let values = self.named_arguments(signature, arguments, span);
        let of = signature.result.clone();
        Expression { kind: ExpressionKind::Call(cell, values), of, span }
    }

    fn apply(&mut self, definition: DefinitionId, arguments: &[Argument], span: Span) -> Expression {
        let Some((parameters, result)) = self.names().definition_types.get(definition.0 as usize) else {
            return error(span);
        };
        self.applications.push((definition, span));
        let values = self.positional(arguments, parameters, span);
        Expression { kind: ExpressionKind::Apply(definition, values), of: result.clone(), span }
    }

    /// Checks arguments that go by position.
    fn positional(&mut self, arguments: &[Argument], types: &[Type], span: Span) -> Vec<Expression> {
        if arguments.len() != types.len() {
            let code = Code::ArgumentCount { expected: number(types.len()), found: number(arguments.len()) };
            self.report(code, span);
        }
        for name in arguments.iter().filter_map(|argument| argument.name.as_ref()) {
            self.report(Code::UnknownParameter { name: name.text.clone(), nearest: None }, name.span);
        }
        arguments.iter().zip(types).map(|(argument, of)| self.expression_of(&argument.value, of)).collect()
    }

    /// Matches positional and named arguments with the parameters of a cell.
    fn named_arguments(
        &mut self,
        signature: &Signature,
        arguments: &[Argument],
        span: Span,
    ) -> Vec<(u32, Expression)> {
        if arguments.len() != signature.parameters.len() {
            let (expected, found) = (number(signature.parameters.len()), number(arguments.len()));
            let problem = Problem::new(Code::ArgumentCount { expected, found }, span);
            self.problems.push(problem.with(signature.span, Role::Declared));
        }
        let mut values: Vec<(u32, Expression)> = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            let position = match &argument.name {
                None => Some(index).filter(|index| *index < signature.parameters.len()),
                Some(name) => self.parameter(signature, name),
            };
            let Some(position) = position else {
                self.expression(&argument.value);
                continue;
            };
            let (name, of) = &signature.parameters[position];
            if values.iter().any(|(taken, _)| *taken == number(position)) {
                self.report(Code::ParameterTwice(name.clone()), argument.value.span);
            }
            values.push((number(position), self.expression_of(&argument.value, of)));
        }
        values
    }

    /// The position of a parameter.
    fn parameter(&mut self, signature: &Signature, name: &Name) -> Option<usize> {
        let position = signature.parameters.iter().position(|(parameter, _)| *parameter == name.text);
        if position.is_none() {
            let known = signature.parameters.iter().map(|(parameter, _)| parameter.as_str());
            let nearest = self.names().suggestions.nearest(&name.text, known);
            self.report(Code::UnknownParameter { name: name.text.clone(), nearest }, name.span);
        }
        position
    }
}
