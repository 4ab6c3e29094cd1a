//! The exit statuses, one enum for all commands.
//! Given by: every command, for each file.
//! Gives: the number that the process ends with, and the worst of several.
//! Holds: the numbers are public; `lumenc explain exit-codes` lists them.

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Everything asked for holds.
    Accepted,
    /// An error in the program, something refuted, or assumed without leave; an audit found another statement or axiom.
    Rejected,
    /// No verdict: usage, environment, something unsupported, a limit of a reader or of the kernel.
    NotJudged,
    /// The prover's limit is used up, or it found neither a proof nor a counterexample.
    Unknown,
    /// A damaged certificate, or the kernel refuses a declaration.
    Damaged,
    /// A fault of lumenc itself.
    Fault,
}

impl Status {
    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Status::Accepted => 0,
            Status::Rejected => 1,
            Status::NotJudged => 2,
            Status::Unknown => 3,
            Status::Damaged => 4,
            Status::Fault => 101,
        }
    }

    fn gravity(self) -> u8 {
        match self {
            Status::Accepted => 0,
            Status::Unknown => 1,
            Status::Rejected => 2,
            Status::NotJudged => 3,
            Status::Damaged => 4,
            Status::Fault => 5,
        }
    }

    /// The worse of two statuses, for commands over several files.
    #[must_use]
    pub fn worst(self, other: Status) -> Status {
        if other.gravity() > self.gravity() { other } else { self }
    }
}
