//! Reads the text form of erased programs.
//! Given by: tests, and whoever writes a program by hand.
//! Gives: the program, not validated.
//! Holds: what `print` prints is read back exactly; nesting is limited.

use super::{
    Arithmetic, Binary, Block, Cell, CellId, Checked, Comparison, Condition, End, JoinId, Line, Loop, Number,
    Program, Site, SiteIndex, Step, Type, Value, Variable, VariableId,
};
use crate::ir::text::{Mistake, Reader};
use elaborator::core::print::{arithmetic_text, checked_text, comparison_text};
use num_bigint::BigInt;

const ROUND: [char; 2] = ['(', ')'];
const DEEPEST: u32 = 250;

/// Reads a program.
///
/// # Errors
/// The first mistake.
pub fn parse(text: &str) -> Result<Program, Mistake> {
    let mut reader = Reader::new(text)?;
    let program = read_program(&mut reader)?;
    if reader.at_end() { Ok(program) } else { reader.mistake("the end") }
}

/// Reads a program up to its entry.
pub(crate) fn read_program(reader: &mut Reader<'_>) -> Result<Program, Mistake> {
    reader.keyword("program")?;
    let name = reader.text()?;
    let sites = read_sites(reader)?;
    let mut cells = Vec::new();
    while reader.at_word("cell") {
        cells.push(Parser { reader, variables: Vec::new(), depth: 0 }.cell()?);
    }
    reader.keyword("entry")?;
    let entry = CellId(reader.small()?);
    Ok(Program { name, sites, cells, entry })
}

/// Reads the places where a program can halt.
pub(crate) fn read_sites(reader: &mut Reader<'_>) -> Result<Vec<Site>, Mistake> {
    let mut sites = Vec::new();
    while reader.take_word("site")? {
        if reader.small() != Ok(sites.len()) {
            return reader.mistake("sites in order");
        }
        sites.push(Site { cell: reader.text()?, line: reader.small()?, message: reader.text()? });
    }
    Ok(sites)
}

struct Parser<'a, 'b> {
    reader: &'a mut Reader<'b>,
    /// What was bound so far, by number.
    variables: Vec<Option<Variable>>,
    depth: u32,
}

/// An operand as written; what it is depends on where it stands.
enum Node {
    Variable(VariableId),
    Integer(BigInt),
    Tuple(Vec<Node>),
    Operation(String, Vec<Node>),
}

impl Parser<'_, '_> {
    fn cell(mut self) -> Result<Cell, Mistake> {
        self.reader.keyword("cell")?;
        let (name, _) = self.callee()?;
        let parameters = self.bindings()?;
        self.reader.mark('-')?;
        self.reader.mark('>')?;
        let result = self.type_()?;
        let body = self.block()?;
        let variables: Option<Vec<Variable>> = self.variables.into_iter().collect();
        match variables {
            Some(variables) => Ok(Cell { name, variables, parameters, result, body }),
            None => self.reader.mistake("all numbers of variables"),
        }
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Mistake>) -> Result<T, Mistake> {
        if self.depth == DEEPEST {
            return self.reader.mistake("less nesting");
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn callee(&mut self) -> Result<(String, CellId), Mistake> {
        let name = self.reader.word()?;
        self.reader.mark('#')?;
        Ok((name, CellId(self.reader.small()?)))
    }

    fn type_(&mut self) -> Result<Type, Mistake> {
        if self.reader.take_word("Int")? {
            return Ok(Type::Int);
        }
        if self.reader.take_word("Bool")? {
            return Ok(Type::Bool);
        }
        self.deeper(|parser| {
            let mut components = Vec::new();
            parser.reader.mark('(')?;
            while !parser.reader.take_mark(')')? {
                components.push(parser.type_()?);
                parser.reader.take_mark(',')?;
            }
            Ok(Type::Tuple(components))
        })
    }

    fn binding(&mut self) -> Result<VariableId, Mistake> {
        let (name, id) = self.variable()?;
        self.reader.mark(':')?;
        let of = self.type_()?;
        let index = id.0 as usize;
        if index > 1 << 20 {
            return self.reader.mistake("a smaller number of a variable");
        }
        if self.variables.len() <= index {
            self.variables.resize(index + 1, None);
        }
        self.variables[index] = Some(Variable { name, of });
        Ok(id)
    }

    fn bindings(&mut self) -> Result<Vec<VariableId>, Mistake> {
        let mut ids = Vec::new();
        self.reader.mark('(')?;
        while !self.reader.take_mark(')')? {
            ids.push(self.binding()?);
            self.reader.take_mark(',')?;
        }
        Ok(ids)
    }

    fn variable(&mut self) -> Result<(String, VariableId), Mistake> {
        let name = self.reader.word()?;
        self.reader.mark('.')?;
        Ok((name, VariableId(self.reader.small()?)))
    }

    fn site(&mut self) -> Result<SiteIndex, Mistake> {
        Ok(SiteIndex(self.reader.small()?))
    }

    fn block(&mut self) -> Result<Block, Mistake> {
        self.deeper(|parser| {
            parser.reader.mark('{')?;
            let mut steps = Vec::new();
            loop {
                match parser.step()? {
                    Some(step) => steps.push(step),
                    None => {
                        let end = parser.end()?;
                        parser.reader.mark('}')?;
                        return Ok(Block { steps, end });
                    }
                }
            }
        })
    }

    fn step(&mut self) -> Result<Option<Step>, Mistake> {
        if self.reader.take_word("let")? {
            return self.naming().map(Some);
        }
        if self.reader.take_word("guard")? {
            let condition = self.condition()?;
            self.reader.keyword("else")?;
            return Ok(Some(Step::Guard(condition, self.site()?)));
        }
        if self.reader.take_word("print")? {
            return self.line().map(|line| Some(Step::Print(line)));
        }
        if self.reader.take_word("loop")? {
            return self.looping().map(|of| Some(Step::Loop(Box::new(of))));
        }
        if self.reader.take_word("join")? {
            let id = JoinId(self.reader.small()?);
            let parameters = self.bindings()?;
            return Ok(Some(Step::Join(id, parameters, Box::new(self.block()?))));
        }
        Ok(None)
    }

    fn naming(&mut self) -> Result<Step, Mistake> {
        let variable = self.binding()?;
        self.reader.mark('=')?;
        if self.reader.take_word("call")? {
            let (_, callee) = self.callee()?;
            return Ok(Step::Call(variable, callee, self.values()?));
        }
        let node = self.node()?;
        if let Node::Operation(name, arguments) = &node
            && let Some(operation) = checked(name)
        {
            let arguments =
                arguments.iter().map(|argument| self.to_value(argument)).collect::<Result<_, _>>()?;
            let site = if self.reader.take_word("else")? { Some(self.site()?) } else { None };
            return Ok(Step::Checked(variable, operation, arguments, site));
        }
        Ok(Step::Let(variable, self.to_value(&node)?))
    }

    fn line(&mut self) -> Result<Line, Mistake> {
        if self.reader.at_text() {
            return Ok(Line::Text(self.reader.text()?));
        }
        self.reader.keyword("show")?;
        self.reader.mark('(')?;
        let value = self.value()?;
        self.reader.mark(')')?;
        Ok(Line::Shown(value))
    }

    fn looping(&mut self) -> Result<Loop, Mistake> {
        let (mut state, mut initial) = (Vec::new(), Vec::new());
        self.reader.mark('(')?;
        while !self.reader.take_mark(')')? {
            state.push(self.binding()?);
            self.reader.mark('=')?;
            initial.push(self.value()?);
            self.reader.take_mark(',')?;
        }
        self.reader.keyword("while")?;
        let condition = self.value()?;
        let body = self.block()?;
        self.reader.keyword("after")?;
        let after = self.bindings()?;
        Ok(Loop { state, initial, condition, body, after })
    }

    fn end(&mut self) -> Result<End, Mistake> {
        match self.reader.word()?.as_str() {
            "return" => Ok(End::Return(self.value()?)),
            "jump" => Ok(End::Jump(JoinId(self.reader.small()?), self.values()?)),
            "halt" => Ok(End::Halt(self.site()?)),
            "continue" => Ok(End::Continue(self.values()?)),
            "if" => {
                let condition = self.value()?;
                let yes = self.block()?;
                self.reader.keyword("else")?;
                Ok(End::If(condition, Box::new(yes), Box::new(self.block()?)))
            }
            _ => self.reader.mistake("a step or an end"),
        }
    }

    fn values(&mut self) -> Result<Vec<Value>, Mistake> {
        self.nodes()?.iter().map(|node| self.to_value(node)).collect()
    }

    fn value(&mut self) -> Result<Value, Mistake> {
        let node = self.node()?;
        self.to_value(&node)
    }

    fn condition(&mut self) -> Result<Condition, Mistake> {
        let node = self.node()?;
        self.to_condition(&node)
    }

    fn nodes(&mut self) -> Result<Vec<Node>, Mistake> {
        self.deeper(|parser| {
            let mut nodes = Vec::new();
            parser.reader.mark(ROUND[0])?;
            while !parser.reader.take_mark(ROUND[1])? {
                nodes.push(parser.node()?);
                parser.reader.take_mark(',')?;
            }
            Ok(nodes)
        })
    }

    fn node(&mut self) -> Result<Node, Mistake> {
        if self.reader.at_number() {
            return Ok(Node::Integer(self.reader.number()?));
        }
        if self.reader.at_mark('(') {
            return Ok(Node::Tuple(self.nodes()?));
        }
        let word = self.reader.word()?;
        if self.reader.take_mark('.')? {
            return Ok(Node::Variable(VariableId(self.reader.small()?)));
        }
        let arguments = if self.reader.at_mark('(') { self.nodes()? } else { Vec::new() };
        Ok(Node::Operation(word, arguments))
    }

    fn to_value(&self, node: &Node) -> Result<Value, Mistake> {
        let boxed = |node| self.to_value(node).map(Box::new);
        match node {
            Node::Variable(id) => Ok(Value::Variable(*id)),
            Node::Integer(integer) => match i64::try_from(integer) {
                Ok(integer) => Ok(Value::Integer(integer)),
                Err(_) => self.reader.mistake("an integer in range"),
            },
            Node::Tuple(nodes) => {
                Ok(Value::Tuple(nodes.iter().map(|node| self.to_value(node)).collect::<Result<_, _>>()?))
            }
            Node::Operation(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("true", []) => Ok(Value::Boolean(true)),
                ("false", []) => Ok(Value::Boolean(false)),
                ("not", [operand]) => Ok(Value::Not(boxed(operand)?)),
                ("field", [tuple, Node::Integer(position)]) => match u32::try_from(position) {
                    Ok(position) => Ok(Value::Field(boxed(tuple)?, position)),
                    Err(_) => self.reader.mistake("a position"),
                },
                (_, [left, right]) => match binary(name) {
                    Some(operation) => Ok(Value::Binary(operation, boxed(left)?, boxed(right)?)),
                    None => self.reader.mistake("a value"),
                },
                _ => self.reader.mistake("a value"),
            },
        }
    }

    fn to_condition(&self, node: &Node) -> Result<Condition, Mistake> {
        let boxed = |node| self.to_condition(node).map(Box::new);
        let Node::Operation(name, arguments) = node else {
            return self.reader.mistake("a condition");
        };
        match (name.as_str(), arguments.as_slice()) {
            ("true", []) => Ok(Condition::Constant(true)),
            ("false", []) => Ok(Condition::Constant(false)),
            ("test", [value]) => Ok(Condition::Test(self.to_value(value)?)),
            ("not", [operand]) => Ok(Condition::Not(boxed(operand)?)),
            ("and", [left, right]) => Ok(Condition::And(boxed(left)?, boxed(right)?)),
            ("or", [left, right]) => Ok(Condition::Or(boxed(left)?, boxed(right)?)),
            ("same", [left, right]) => Ok(Condition::Same(boxed(left)?, boxed(right)?)),
            (_, [left, right]) => match comparison(name) {
                Some(comparison) => {
                    Ok(Condition::Compare(comparison, self.to_number(left)?, self.to_number(right)?))
                }
                None => self.reader.mistake("a condition"),
            },
            _ => self.reader.mistake("a condition"),
        }
    }

    fn to_number(&self, node: &Node) -> Result<Number, Mistake> {
        let boxed = |node| self.to_number(node).map(Box::new);
        match node {
            Node::Integer(integer) => Ok(Number::Integer(integer.clone())),
            Node::Operation(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("value", [value]) => Ok(Number::Value(self.to_value(value)?)),
                ("negate", [operand]) => Ok(Number::Negate(boxed(operand)?)),
                (_, [left, right]) => match arithmetic(name) {
                    Some(operation) => Ok(Number::Arithmetic(operation, boxed(left)?, boxed(right)?)),
                    None => self.reader.mistake("a number"),
                },
                _ => self.reader.mistake("a number"),
            },
            _ => self.reader.mistake("a number"),
        }
    }
}

fn checked(name: &str) -> Option<Checked> {
    use Checked::{Add, Divide, Multiply, Negate, Remainder, Subtract};
    let all = [Add, Subtract, Multiply, Negate, Divide, Remainder];
    all.into_iter().find(|operation| checked_text(*operation) == name)
}

fn binary(name: &str) -> Option<Binary> {
    use Binary::{
        And, EqualBool, EqualInt, Less, LessEqual, Or, WrappingAdd, WrappingMultiply, WrappingSubtract,
    };
    let all =
        [EqualInt, EqualBool, Less, LessEqual, And, Or, WrappingAdd, WrappingSubtract, WrappingMultiply];
    all.into_iter().find(|operation| super::binary_name(*operation) == name)
}

fn comparison(name: &str) -> Option<Comparison> {
    use Comparison::{Equal, Less, LessEqual};
    [Equal, Less, LessEqual].into_iter().find(|comparison| comparison_text(*comparison) == name)
}

fn arithmetic(name: &str) -> Option<Arithmetic> {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    let all = [Add, Subtract, Multiply, Divide, Remainder];
    all.into_iter().find(|operation| arithmetic_text(*operation) == name)
}
