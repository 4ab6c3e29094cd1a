//! The steps that a search may take.
//! Given by: whoever asks for a proof.
//! Gives: a refusal once they are used up.
//! Holds: counts work, never time, so that answers do not depend on the machine.

/// The budget is used up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Exhausted;

/// Steps allowed and taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Budget {
    limit: u64,
    used: u64,
}

impl Budget {
    /// A budget of so many steps.
    #[must_use]
    pub(crate) fn new(limit: u64) -> Self {
        Budget { limit, used: 0 }
    }

    /// Steps taken.
    #[must_use]
    pub(crate) fn used(&self) -> u64 {
        self.used
    }

    /// Steps that may still be taken.
    #[must_use]
    pub(crate) fn left(&self) -> u64 {
        self.limit.saturating_sub(self.used)
    }

    /// Lets at most so many further steps be taken, and answers the limit that was.
    pub(crate) fn narrow(&mut self, steps: u64) -> u64 {
        let before = self.limit;
        self.limit = before.min(self.used.saturating_add(steps));
        before
    }

    /// Goes back to a limit. Answers whether steps are left.
    pub(crate) fn widen(&mut self, limit: u64) -> bool {
        self.limit = limit;
        self.used < limit
    }

    /// Takes steps.
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.used = self.used.saturating_add(steps as u64);
        if self.used > self.limit { Err(Exhausted) } else { Ok(()) }
    }
}
