//! The text form of the tree: Lumen itself, laid out in one way, every operation in brackets.
//! Given by: `--emit tree` and tests.
//! Gives: a text that reads back to the same tree.
//! Holds: nothing but layout, brackets, comments and the short forms of assignment differs from what was written.

use super::{
    Cell, ClauseKind, Declaration, Expression, ExpressionKind, Field, Module, Pattern, PatternKind, Results,
    Statement, StatementKind, TypeKind, TypeName, While,
};
use std::fmt::Write;

/// Prints a module.
#[must_use]
pub fn print(module: &Module) -> String {
    let mut printer = Printer::default();
    for declaration in &module.declarations {
        match declaration {
            Declaration::Cell(cell) => printer.cell(cell),
            Declaration::Definition(definition) => {
                let word = if definition.result.is_some() { "spec" } else { "pred" };
                let result = definition.result.as_ref().map(|of| format!(" -> {}", type_name(of)));
                printer.line(&format!(
                    "{word} {}({}){} = {}",
                    definition.name.text,
                    fields(&definition.parameters),
                    result.unwrap_or_default(),
                    expression(&definition.body)
                ));
            }
            Declaration::Unsupported(name, _) => printer.line(&format!("# {}: not read", name.text)),
        }
        printer.text.push('\n');
    }
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
    indent: usize,
}

impl Printer {
    fn line(&mut self, content: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:indent$}{content}", "", indent = self.indent * 2);
    }

    fn cell(&mut self, cell: &Cell) {
        let results = match &cell.results {
            Results::Nothing => String::new(),
            Results::Single(of, refinement) => format!(" -> {}{}", type_name(of), after("where", refinement)),
            Results::Named(named) => format!(" -> ({})", fields(named)),
        };
        let names: Vec<&str> = cell.effects.iter().map(|name| name.text.as_str()).collect();
        let effects = if names.is_empty() { String::new() } else { format!(" / {{{}}}", names.join(", ")) };
        self.line(&format!("cell {}({}){results}{effects}", cell.name.text, fields(&cell.parameters)));
        self.indent += 1;
        for clause in &cell.clauses {
            let word = if clause.kind == ClauseKind::Requires { "requires" } else { "ensures" };
            self.line(&format!("{word} {}", expression(&clause.condition)));
        }
        self.indent -= 1;
        self.block(&cell.body);
        self.line("end");
    }

    fn block(&mut self, statements: &[Statement]) {
        self.indent += 1;
        for statement in statements {
            self.statement(statement);
        }
        self.indent -= 1;
    }

    fn statement(&mut self, statement: &Statement) {
        let line = match &statement.kind {
            StatementKind::Let { mutable, pattern: names, of, refinement, value } => {
                let of = of.as_ref().map(|of| format!(": {}", type_name(of))).unwrap_or_default();
                let word = if *mutable { "let mut" } else { "let" };
                let refinement = after("where", refinement);
                format!("{word} {}{of}{refinement} = {}", pattern(names), expression(value))
            }
            StatementKind::Assign { target, value } => format!("{} = {}", pattern(target), expression(value)),
            StatementKind::If { branches, otherwise } => {
                for (index, branch) in branches.iter().enumerate() {
                    let word = if index == 0 { "if" } else { "else if" };
                    self.line(&format!("{word} {}", expression(&branch.condition)));
                    self.block(&branch.body);
                }
                if let Some(otherwise) = otherwise {
                    self.line("else");
                    self.block(otherwise);
                }
                "end".to_owned()
            }
            StatementKind::While(repeat) => self.while_loop(repeat),
            StatementKind::Return(None) => "return".to_owned(),
            StatementKind::Return(Some(value)) => format!("return {}", expression(value)),
            StatementKind::Assert(condition) => format!("assert {}", expression(condition)),
            StatementKind::Check(condition) => format!("check {}", expression(condition)),
            StatementKind::Assume { name, condition, reason } => {
                format!("assume {}: {} because {}", name.text, expression(condition), quoted(reason))
            }
            StatementKind::Halt(message) => format!("halt({})", quoted(message)),
            StatementKind::Evaluate(value) => expression(value),
            StatementKind::Error => "# not read".to_owned(),
        };
        self.line(&line);
    }

    fn while_loop(&mut self, repeat: &While) -> String {
        self.line(&format!("while {}", expression(&repeat.condition)));
        self.indent += 1;
        for invariant in &repeat.invariants {
            self.line(&format!("invariant {}", expression(invariant)));
        }
        if let Some(measure) = &repeat.decreases {
            self.line(&format!("decreases {}", expression(measure)));
        }
        self.indent -= 1;
        self.block(&repeat.body);
        "end".to_owned()
    }
}

fn fields(fields: &[Field]) -> String {
    let field = |field: &Field| {
        format!("{}: {}{}", field.name.text, type_name(&field.of), after("where", &field.refinement))
    };
    fields.iter().map(field).collect::<Vec<_>>().join(", ")
}

fn after(word: &str, condition: &Option<Expression>) -> String {
    condition.as_ref().map(|condition| format!(" {word} {}", expression(condition))).unwrap_or_default()
}

fn type_name(of: &TypeName) -> String {
    let list = |types: &[TypeName]| types.iter().map(type_name).collect::<Vec<_>>().join(", ");
    match &of.kind {
        TypeKind::Named(name, arguments) if arguments.is_empty() => name.clone(),
        TypeKind::Named(name, arguments) => format!("{name}[{}]", list(arguments)),
        TypeKind::Tuple(parts) => format!("({})", list(parts)),
        TypeKind::Error => "_".to_owned(),
    }
}

fn pattern(names: &Pattern) -> String {
    match &names.kind {
        PatternKind::Name(name) => name.clone(),
        PatternKind::Ignore | PatternKind::Error => "_".to_owned(),
        PatternKind::Tuple(parts) => {
            format!("({})", parts.iter().map(pattern).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The text of an expression, with brackets around every operation.
#[must_use]
pub fn expression(of: &Expression) -> String {
    match &of.kind {
        ExpressionKind::Integer(value) => value.to_string(),
        ExpressionKind::Boolean(value) => value.to_string(),
        ExpressionKind::Text(text) => quoted(text),
        ExpressionKind::Name(name) => name.clone(),
        ExpressionKind::It => "it".to_owned(),
        ExpressionKind::Unit => "()".to_owned(),
        ExpressionKind::Tuple(parts) => {
            format!("({})", parts.iter().map(expression).collect::<Vec<_>>().join(", "))
        }
        ExpressionKind::Unary(operator, operand) => {
            format!("({} ({}))", operator.text(), expression(operand))
        }
        ExpressionKind::Binary(operator, left, right) => {
            format!("({} {} {})", expression(left), operator.text(), expression(right))
        }
        ExpressionKind::If(parts) => {
            let [condition, yes, no] = parts.as_ref();
            format!("(if {} then {} else {} end)", expression(condition), expression(yes), expression(no))
        }
        ExpressionKind::Call(callee, arguments) => {
            let argument = |argument: &super::Argument| {
                let name = argument.name.as_ref().map(|name| format!("{}: ", name.text)).unwrap_or_default();
                format!("{name}{}", expression(&argument.value))
            };
            let arguments: Vec<String> = arguments.iter().map(argument).collect();
            format!("{}({})", callee.text, arguments.join(", "))
        }
        ExpressionKind::Field(operand, name) => format!("({}).{}", expression(operand), name.text),
        ExpressionKind::Old(operand) => format!("old({})", expression(operand)),
        ExpressionKind::Error => "_".to_owned(),
    }
}

/// A text as a literal.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            '"' | '\\' | '{' => literal.extend(['\\', character]),
            _ if character.is_control() => {
                let _ = write!(literal, "\\u{{{:x}}}", u32::from(character));
            }
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}
