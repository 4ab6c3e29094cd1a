//! The reader: what the lines of an export declare is checked at once.
//! Given by: a buffered stream of an export.
//! Gives: an environment with what was accepted, or the line and the reason why not.
//! Holds: memory follows what is kept, not the length of the stream; what the kernel derives is compared with what the export says.

use super::claim::{Claim, differing};
use super::compare::{compare, compare_block, newest};
use super::failure::{Line, Malformation, ReadError};
use super::scan::Scanner;
use super::tables::Tables;
use crate::{
    Declaration, Environment, Invalid, Limit, NameId, Problem, RecordRule, Rejection, Store, Unsupported,
};
use std::io::{BufRead, ErrorKind};

/// Longer lines are not read. What a line stands for takes a few times as much memory at most, and seconds at most to be read.
const LONGEST_LINE: u64 = 1 << 24;

/// What an export held.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Read {
    /// Number of lines.
    pub lines: u64,
    /// Number of declarations accepted.
    pub declarations: u64,
}

/// What is taken as it stands, without being checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Nothing,
    /// Constants; what the kernel derives is still derived.
    Constants,
    /// Constants, and the records of inductive types.
    Records,
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
    /// A line that is not taken from the stream as it stands.
    buffer: Vec<u8>,
    tables: Tables,
    /// The constants of quotient types, once they are declared, whose records were not met yet.
    quotients: Option<Vec<NameId>>,
}

impl<R: BufRead> Reader<R> {
    /// A reader at the start of an export.
    pub fn new(input: R) -> Self {
        Reader {
            input,
            read: Read::default(),
            buffer: Vec::new(),
            tables: Tables::default(),
            quotients: None,
        }
    }

    /// Reads up to and including the next declaration and adds it; false at the end.
    ///
    /// # Errors
    /// If a line is malformed or its declaration is not accepted.
    pub fn next(&mut self, store: &mut Store, environment: &mut Environment) -> Result<bool, ReadError> {
        self.next_with(Trust::Nothing, store, environment)
    }

    /// The same, with some trust in the declaration.
    pub(super) fn next_with(
        &mut self,
        trust: Trust,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Result<bool, ReadError> {
        let claim = self.claim(store)?;
        let more = claim.is_some();
        let done = match claim {
            Some(claim) => self.accept(claim, trust, store, environment),
            None => self.missing_quotient(),
        };
        done.map_err(|rejection| self.rejected(rejection))?;
        self.read.declarations += u64::from(more);
        Ok(more)
    }

    // Lines

    /// Reads up to and including the next declaration; none at the end.
    pub(crate) fn claim(&mut self, store: &mut Store) -> Result<Option<Claim>, ReadError> {
        loop {
            let mut claim = self.lines_at_hand(store)?;
            if claim.is_none() {
                if !self.line()? {
                    break;
                }
                claim = self.take(store).map_err(|error| error.at(self.read.lines))?;
            }
            if claim.is_some() {
                return Ok(claim);
            }
        }
        match self.read.lines {
            0 => Err(ReadError::Malformed { line: 0, problem: Malformation::NoHeader }),
            _ => Ok(None),
        }
    }

    /// Takes lines out of the stream as far as they are at hand, up to and including the next declaration.
    fn lines_at_hand(&mut self, store: &mut Store) -> Result<Option<Claim>, ReadError> {
        let bytes = match self.input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(None),
            bytes => bytes.map_err(ReadError::Input)?,
        };
        let is_header = self.read.lines == 0;
        let end = bytes.iter().rposition(|&byte| byte == b'\n').filter(|_| !is_header);
        let mut rest = &bytes[..end.map_or(0, |end| end + 1)];
        let whole = rest.len();
        let claim = self.tables.lines(&mut rest, &mut self.read.lines, store);
        let claim = claim.map_err(|error| error.at(self.read.lines))?;
        let used = whole - rest.len();
        self.input.consume(used);
        Ok(claim)
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

    /// Takes the line in the buffer.
    fn take(&mut self, store: &mut Store) -> Line<Option<Claim>> {
        if self.read.lines > 0 {
            return self.tables.lines(&mut &self.buffer[..], &mut self.read.lines, store);
        }
        self.read.lines = 1;
        header(&self.buffer).map(|()| None)
    }

    fn rejected(&self, rejection: Rejection) -> ReadError {
        ReadError::Rejected { line: self.read.lines, rejection }
    }

    // Declarations

    /// Has a declaration checked, and compares what it became with what the export says of it.
    fn accept(
        &mut self,
        claim: Claim,
        trust: Trust,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Result<(), Rejection> {
        match claim {
            Claim::Constant(definition, value) => {
                let declaration = Declaration::Constant(definition, value);
                let added = match trust {
                    Trust::Nothing => environment.add(store, declaration),
                    _ => environment.believe(store, declaration, Vec::new()),
                };
                added.map(|_| ())
            }
            Claim::Block(block, records) if trust == Trust::Records => {
                environment.believe(store, Declaration::Inductive(block), records).map(|_| ())
            }
            Claim::Block(block, records) => {
                environment.add(store, Declaration::Inductive(block))?;
                compare_block(store, environment, &records)
            }
            Claim::Quotient(record) => {
                if self.quotients.is_none() {
                    environment.add(store, Declaration::Quotient)?;
                    self.quotients = Some(newest(environment).iter().map(|constant| constant.name).collect());
                }
                compare(store, environment, &record)?;
                let awaited = self.quotients.get_or_insert_default();
                let Some(position) = awaited.iter().position(|&name| name == record.name) else {
                    let problem = Problem::Invalid(Invalid::DuplicateName(record.name));
                    return Err(Rejection { declaration: record.name, problem });
                };
                awaited.remove(position);
                Ok(())
            }
        }
    }

    /// The records of quotient types come together or not at all.
    fn missing_quotient(&self) -> Result<(), Rejection> {
        match self.quotients.as_ref().and_then(|awaited| awaited.first()) {
            Some(&name) => Err(differing(RecordRule::Missing, name)),
            None => Ok(()),
        }
    }
}

/// The first line names the version of the format.
fn header(line: &[u8]) -> Line<()> {
    let mut it = Scanner::new(line);
    let version = it.record(|it| it.take("meta")?.only("format", |it| it.only("version", |it| it.text())));
    let version = version.and_then(|version| it.end().map(|_| version));
    let version = version.map_err(|_| Malformation::NoHeader)?;
    if version == "3.1" || version.starts_with("3.1.") {
        return Ok(());
    }
    let problem = Problem::Unsupported(Unsupported::FormatVersion);
    Err(Rejection { declaration: NameId::ANONYMOUS, problem }.into())
}
