//! The reader: what the lines of an export declare is checked at once.
//! Given by: a buffered stream of an export.
//! Gives: an environment with what was accepted, or the line and the reason why not.
//! Holds: memory follows what is kept, not the length of the stream; what the kernel derives is compared with what the export says.

use super::compare::{compare_block, differing};
use super::failure::{Malformation, ReadError};
use super::tables::Tables;
use crate::{Constant, Declaration, Environment, Limit, NameId, Problem, RecordRule, Rejection, Store};
use std::io::{BufRead, ErrorKind};

/// Longer lines are not read. What a line stands for takes a few times as much memory at most, and seconds at most to be read.
const LONGEST_LINE: u64 = 1 << 24;
/// So much of what is at hand is looked through for whole lines, once for each declaration.
const LOOKED_THROUGH: usize = 1 << 16;

/// What an export held.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Read {
    /// Number of lines.
    pub lines: u64,
    /// Number of declarations accepted.
    pub declarations: u64,
}

/// Reads an export to its end and adds its declarations.
///
/// # Errors
/// At the first line that is malformed or whose declaration is not accepted; what came before stays.
pub fn read(
    input: impl BufRead,
    store: &mut Store,
    environment: &mut Environment,
) -> Result<Read, ReadError> {
    let mut reader = Reader::new(input);
    while reader.next(store, environment)? {}
    Ok(reader.read)
}

/// Reads an export declaration by declaration.
pub struct Reader<R> {
    input: R,
    pub(super) read: Read,
    /// Whether declarations are added as they stand.
    pub(super) believes: bool,
    /// A line that is not taken from the stream as it stands.
    buffer: Vec<u8>,
    pub(super) tables: Tables,
}

impl<R: BufRead> Reader<R> {
    /// A reader at the start of an export.
    pub fn new(input: R) -> Self {
        let (read, tables) = (Read::default(), Tables::default());
        Reader { input, read, believes: false, buffer: Vec::new(), tables }
    }

    /// Reads up to and including the next declaration and adds it; false at the end.
    ///
    /// # Errors
    /// If a line is malformed or its declaration is not accepted.
    pub fn next(&mut self, store: &mut Store, environment: &mut Environment) -> Result<bool, ReadError> {
        let Some(constants) = self.claim(store)? else { return Ok(false) };
        self.accept(constants, store, environment)?;
        Ok(true)
    }

    /// Adds a declaration.
    pub(super) fn accept(
        &mut self,
        constants: Vec<Constant>,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Result<(), ReadError> {
        let add = if self.believes { Environment::believe } else { add_as_recorded };
        add(environment, store, constants).map_err(|rejection| self.rejected(rejection))?;
        self.read.declarations += 1;
        Ok(())
    }

    // Lines

    /// Reads up to and including the next declaration and gives its constants; none at the end.
    pub(crate) fn claim(&mut self, store: &mut Store) -> Result<Option<Vec<Constant>>, ReadError> {
        let mut claim = self.lines_at_hand(store)?;
        while claim.is_none() && self.line()? {
            claim = self.tables.lines(&mut &self.buffer[..], &mut self.read.lines, store)?;
            if claim.is_none() {
                claim = self.lines_at_hand(store)?;
            }
        }
        match self.read.lines {
            0 => Err(ReadError::Malformed { line: 0, problem: Malformation::NoHeader }),
            _ => Ok(claim),
        }
    }

    /// Takes lines out of the stream as far as they are at hand, up to and including the next declaration.
    fn lines_at_hand(&mut self, store: &mut Store) -> Result<Option<Vec<Constant>>, ReadError> {
        let bytes = match self.input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(None),
            bytes => bytes.map_err(ReadError::Input)?,
        };
        let bytes = &bytes[..bytes.len().min(LOOKED_THROUGH)];
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let mut rest = &bytes[..whole];
        let claim = self.tables.lines(&mut rest, &mut self.read.lines, store);
        let used = whole - rest.len();
        self.input.consume(used);
        claim
    }

    /// Reads a line into the buffer; false at the end.
    fn line(&mut self) -> Result<bool, ReadError> {
        self.buffer.clear();
        let mut limited = std::io::Read::take(&mut self.input, LONGEST_LINE);
        let length = limited.read_until(b'\n', &mut self.buffer).map_err(ReadError::Input)?;
        if length as u64 == LONGEST_LINE {
            self.read.lines += 1;
            let problem = Problem::Limit(Limit::Input);
            return Err(self.rejected(Rejection { declaration: NameId::ANONYMOUS, problem }));
        }
        Ok(length > 0)
    }

    fn rejected(&self, rejection: Rejection) -> ReadError {
        ReadError::Rejected { line: self.read.lines, rejection }
    }
}

/// Has a declaration checked, and compares what it became with what the export says of it.
fn add_as_recorded(
    environment: &mut Environment,
    store: &mut Store,
    constants: Vec<Constant>,
) -> Result<(), Rejection> {
    let declaration = Declaration::of(&constants).map_err(|name| differing(RecordRule::Missing, name))?;
    let is_block = matches!(declaration, Declaration::Inductive(_));
    environment.add(store, declaration)?;
    if is_block { compare_block(store, environment, &constants) } else { Ok(()) }
}
