//! Reads the text form of flat programs.
//! Given by: the release code generator, from its pipe; tests.
//! Gives: the program, not validated.
//! Holds: what `print` prints is read back exactly.

use super::{
    Binary, Block, BlockId, End, Function, FunctionId, Instruction, Operand, Overflow, Program, Scalar,
    SiteIndex, Target, TextId, ValueId,
};
use crate::ir::erased::read_sites;
use crate::ir::service::{Service, Takes};
use crate::ir::text::{Mistake, Reader};

const ROUND: [char; 2] = ['(', ')'];
const MOST_VALUES: usize = 1 << 24;

/// Reads a program.
///
/// # Errors
/// The first mistake.
pub fn parse(text: &str) -> Result<Program, Mistake> {
    let mut reader = Reader::new(text)?;
    reader.keyword("program")?;
    let name = reader.text()?;
    let sites = read_sites(&mut reader)?;
    let mut texts = Vec::new();
    while reader.take_word("text")? {
        if reader.small() != Ok(texts.len()) {
            return reader.mistake("texts in order");
        }
        texts.push(reader.text()?);
    }
    let mut functions = Vec::new();
    while reader.take_word("function")? {
        functions.push(Parser { reader: &mut reader, values: Vec::new() }.function(functions.len())?);
    }
    reader.keyword("entry")?;
    let entry = FunctionId(reader.small()?);
    if reader.at_end() {
        Ok(Program { name, sites, texts, functions, entry })
    } else {
        reader.mistake("the end")
    }
}

struct Parser<'a, 'b> {
    reader: &'a mut Reader<'b>,
    /// What was defined so far, by number.
    values: Vec<Option<Scalar>>,
}

impl Parser<'_, '_> {
    fn function(mut self, index: usize) -> Result<Function, Mistake> {
        let (name, id) = self.callee()?;
        if id.0 as usize != index {
            return self.reader.mistake("functions in order");
        }
        self.reader.mark('-')?;
        self.reader.mark('>')?;
        let results = self.reader.list(ROUND, read_scalar)?;
        self.reader.mark('{')?;
        let mut blocks = Vec::new();
        while !self.reader.take_mark('}')? {
            blocks.push(self.block(blocks.len())?);
        }
        match self.values.into_iter().collect() {
            Some(values) => Ok(Function { name, results, values, blocks }),
            None => self.reader.mistake("all numbers of values"),
        }
    }

    fn callee(&mut self) -> Result<(String, FunctionId), Mistake> {
        let name = self.reader.word()?;
        self.reader.mark('#')?;
        Ok((name, FunctionId(self.reader.small()?)))
    }

    fn block(&mut self, index: usize) -> Result<Block, Mistake> {
        if numbered(self.reader, "b")? as usize != index {
            return self.reader.mistake("blocks in order");
        }
        let mut parameters = Vec::new();
        self.reader.mark('(')?;
        while !self.reader.take_mark(')')? {
            parameters.push(self.binding()?);
            self.reader.take_mark(',')?;
        }
        self.reader.mark(':')?;
        let mut instructions = Vec::new();
        loop {
            if let Some(end) = self.end()? {
                return Ok(Block { parameters, instructions, end });
            }
            instructions.push(self.instruction()?);
        }
    }

    fn binding(&mut self) -> Result<ValueId, Mistake> {
        let id = read_value(self.reader)?;
        self.reader.mark(':')?;
        let scalar = read_scalar(self.reader)?;
        let index = id.0 as usize;
        if index > MOST_VALUES {
            return self.reader.mistake("a smaller number of a value");
        }
        if self.values.len() <= index {
            self.values.resize(index + 1, None);
        }
        self.values[index] = Some(scalar);
        Ok(id)
    }

    fn instruction(&mut self) -> Result<Instruction, Mistake> {
        let mut results = Vec::new();
        if !self.reader.at_word("call") && !self.reader.at_word("run") {
            results.push(self.binding()?);
            while self.reader.take_mark(',')? {
                results.push(self.binding()?);
            }
            self.reader.mark('=')?;
        }
        let word = self.reader.word()?;
        match (word.as_str(), results.as_slice()) {
            ("call", _) => {
                let (_, callee) = self.callee()?;
                Ok(Instruction::Call(results, callee, self.reader.list(ROUND, read_value)?))
            }
            ("run", [] | [_]) => self.run(results.first().copied()),
            ("integer", [result]) => Ok(Instruction::Integer(*result, self.reader.small()?)),
            ("boolean", [result]) => self.boolean(*result),
            (_, [result]) => {
                match Binary::ALL.into_iter().find(|known| super::print::binary_name(*known) == word) {
                    Some(operation) => {
                        let (left, right) = self.pair()?;
                        Ok(Instruction::Binary(*result, operation, left, right))
                    }
                    None => self.reader.mistake("an operation"),
                }
            }
            (_, [result, flag]) => {
                match Overflow::ALL.into_iter().find(|known| super::print::overflow_name(*known) == word) {
                    Some(operation) => {
                        let (left, right) = self.pair()?;
                        Ok(Instruction::Overflow(*result, *flag, operation, left, right))
                    }
                    None => self.reader.mistake("an operation with two results"),
                }
            }
            _ => self.reader.mistake("an operation"),
        }
    }

    fn boolean(&mut self, result: ValueId) -> Result<Instruction, Mistake> {
        match self.reader.word()?.as_str() {
            "true" => Ok(Instruction::Boolean(result, true)),
            "false" => Ok(Instruction::Boolean(result, false)),
            _ => self.reader.mistake("a truth value"),
        }
    }

    fn run(&mut self, result: Option<ValueId>) -> Result<Instruction, Mistake> {
        let symbol = self.reader.word()?;
        let Some(service) = Service::ALL.into_iter().find(|service| service.symbol() == symbol) else {
            return self.reader.mistake("a function of the run-time");
        };
        let operand = match service.takes() {
            Takes::Nothing => Operand::Nothing,
            Takes::Text => {
                self.reader.keyword("text")?;
                Operand::Text(TextId(self.reader.small()?))
            }
            Takes::Value(_) => Operand::Value(read_value(self.reader)?),
        };
        Ok(Instruction::Run(result, service, operand))
    }

    fn pair(&mut self) -> Result<(ValueId, ValueId), Mistake> {
        let left = read_value(self.reader)?;
        self.reader.mark(',')?;
        Ok((left, read_value(self.reader)?))
    }

    fn end(&mut self) -> Result<Option<End>, Mistake> {
        if self.reader.take_word("return")? {
            return Ok(Some(End::Return(self.reader.list(ROUND, read_value)?)));
        }
        if self.reader.take_word("jump")? {
            return Ok(Some(End::Jump(self.target()?)));
        }
        if self.reader.take_word("halt")? {
            return Ok(Some(End::Halt(SiteIndex(self.reader.small()?))));
        }
        if self.reader.take_word("branch")? {
            let condition = read_value(self.reader)?;
            self.reader.mark(',')?;
            let yes = self.target()?;
            self.reader.mark(',')?;
            return Ok(Some(End::Branch(condition, yes, self.target()?)));
        }
        Ok(None)
    }

    fn target(&mut self) -> Result<Target, Mistake> {
        let block = BlockId(numbered(self.reader, "b")?);
        Ok(Target { block, arguments: self.reader.list(ROUND, read_value)? })
    }
}

fn read_scalar(reader: &mut Reader<'_>) -> Result<Scalar, Mistake> {
    match reader.word()?.as_str() {
        "i64" => Ok(Scalar::I64),
        "i8" => Ok(Scalar::I8),
        _ => reader.mistake("a type"),
    }
}

fn read_value(reader: &mut Reader<'_>) -> Result<ValueId, Mistake> {
    numbered(reader, "v").map(ValueId)
}

/// Reads a word that is a prefix and a number.
fn numbered(reader: &mut Reader<'_>, prefix: &'static str) -> Result<u32, Mistake> {
    let word = reader.word()?;
    match word.strip_prefix(prefix).and_then(|digits| digits.parse().ok()) {
        Some(number) => Ok(number),
        None => reader.mistake(if prefix == "v" { "a value" } else { "a block" }),
    }
}
