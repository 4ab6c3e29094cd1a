//! The reader: what the lines of an export declare is checked at once.
//! Given by: a buffered stream of an export.
//! Gives: an environment with what was accepted, or the line and the reason why not.
//! Holds: memory follows what is kept, not the length of the stream; what the kernel derives is compared with what the export says.

use super::claim::{Claim, differing};
use super::compare::{compare, compare_block};
use super::scan::Tape;
use super::tables::Tables;
use super::value::{Line, LineError, Malformation, Value};
use crate::declaration::Declaration;
use crate::environment::{Constant, Environment, Kind, Quotient};
use crate::name::NameId;
use crate::rejection::{Invalid, Limit, Problem, RecordRule, Rejection, Unsupported};
use crate::store::Store;
use std::io::BufRead;

/// Longer lines are not read.
const LONGEST_LINE: u64 = 1 << 28;

/// What an export held.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Read {
    /// Number of lines.
    pub lines: u64,
    /// Number of declarations accepted.
    pub declarations: u64,
}

/// Why reading stopped.
#[derive(Debug)]
pub enum ReadError {
    /// The stream failed, or is not UTF-8.
    Input(std::io::Error),
    /// A line is not of the format.
    Malformed {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: Malformation,
    },
    /// A declaration was not accepted.
    Rejected {
        /// The line, counted from 1.
        line: u64,
        /// What was rejected, and why.
        rejection: Rejection,
    },
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
    read: Read,
    /// The line, and what was scanned of it.
    buffer: Vec<u8>,
    tape: Tape,
    tables: Tables,
    /// The records of quotient types that were met.
    quotients: Vec<Quotient>,
}

impl<R: BufRead> Reader<R> {
    /// A reader at the start of an export.
    #[must_use]
    pub fn new(input: R) -> Self {
        Reader {
            input,
            read: Read::default(),
            buffer: Vec::new(),
            tape: Tape::default(),
            tables: Tables::default(),
            quotients: Vec::new(),
        }
    }

    /// What was read so far.
    #[must_use]
    pub fn progress(&self) -> Read {
        self.read
    }

    /// Reads up to and including the next declaration and adds it; false at the end.
    ///
    /// # Errors
    /// If a line is malformed or its declaration is not accepted.
    pub fn next(&mut self, store: &mut Store, environment: &mut Environment) -> Result<bool, ReadError> {
        let claim = self.claim(store)?;
        let more = claim.is_some();
        let done = match claim {
            Some(claim) => self.accept(claim, store, environment),
            None => self.missing_quotient(environment),
        };
        done.map_err(|rejection| self.failure(LineError::Rejected(rejection)))?;
        self.read.declarations += u64::from(more);
        Ok(more)
    }

    /// Reads up to and including the next declaration; none at the end.
    pub(crate) fn claim(&mut self, store: &mut Store) -> Result<Option<Claim>, ReadError> {
        while self.line()? {
            let claim = self.take(store).map_err(|error| self.failure(*error))?;
            if claim.is_some() {
                return Ok(claim);
            }
        }
        match self.read.lines {
            0 => Err(self.failure(LineError::Malformed(Malformation::NoHeader))),
            _ => Ok(None),
        }
    }

    /// Reads a line into the buffer; false at the end.
    fn line(&mut self) -> Result<bool, ReadError> {
        self.buffer.clear();
        let mut limited = std::io::Read::take(&mut self.input, LONGEST_LINE);
        let length = limited.read_until(b'\n', &mut self.buffer).map_err(ReadError::Input)?;
        self.read.lines += u64::from(length > 0);
        if length as u64 == LONGEST_LINE {
            let problem = Problem::Limit(Limit::Input);
            let rejection = Rejection { declaration: NameId::ANONYMOUS, problem };
            return Err(self.failure(LineError::Rejected(rejection)));
        }
        Ok(length > 0)
    }

    /// Takes the line in the buffer.
    fn take(&mut self, store: &mut Store) -> Line<Option<Claim>> {
        let line = std::str::from_utf8(&self.buffer).map_err(|_| Malformation::NotJson)?;
        let is_first = self.read.lines == 1;
        if line.trim_ascii().is_empty() || (!is_first && self.tables.usual_line(line, store)?) {
            return Ok(None);
        }
        self.tape.scan(line).map_err(|_| Malformation::NotJson)?;
        let value = Value::whole(line, &self.tape);
        if is_first { header(value).map(|()| None) } else { self.tables.line(value, store) }
    }

    fn failure(&self, error: LineError) -> ReadError {
        let line = self.read.lines;
        match error {
            LineError::Malformed(problem) => ReadError::Malformed { line, problem },
            LineError::Rejected(rejection) => ReadError::Rejected { line, rejection },
        }
    }

    // Declarations

    /// Has a declaration checked, and compares what it became with what the export says of it.
    fn accept(
        &mut self,
        claim: Claim,
        store: &mut Store,
        environment: &mut Environment,
    ) -> Result<(), Rejection> {
        match claim {
            Claim::Constant(declaration) => environment.add(store, declaration).map(|_| ()),
            Claim::Block(block, records) => {
                environment.add(store, Declaration::Inductive(block))?;
                compare_block(store, environment, &records)
            }
            Claim::Quotient(record, kind) => {
                if self.quotients.contains(&kind) {
                    let problem = Problem::Invalid(Invalid::DuplicateName(record.name));
                    return Err(Rejection { declaration: record.name, problem });
                }
                if self.quotients.is_empty() {
                    environment.add(store, Declaration::Quotient)?;
                }
                self.quotients.push(kind);
                compare(store, environment, &record)
            }
        }
    }

    /// The records of quotient types come together or not at all: the first one declared all four.
    fn missing_quotient(&self, environment: &Environment) -> Result<(), Rejection> {
        let missing = |constant: &&Constant| match constant.kind {
            Kind::Quotient(kind) => !self.quotients.contains(&kind),
            _ => false,
        };
        match environment.constants().iter().find(missing) {
            Some(constant) if !self.quotients.is_empty() => {
                Err(differing(RecordRule::Missing, constant.name))
            }
            _ => Ok(()),
        }
    }
}

/// The first line names the version of the format.
fn header(line: Value<'_>) -> Line<()> {
    let version = line.record(|it| it.take("meta")?.field("format")?.field("version")?.text());
    let version = version.map_err(|_| Malformation::NoHeader)?;
    if version == "3.1" || version.starts_with("3.1.") {
        return Ok(());
    }
    let problem = Problem::Unsupported(Unsupported::FormatVersion);
    Err(Rejection { declaration: NameId::ANONYMOUS, problem }.into())
}
