//! The one door into an environment: a declaration is checked here, or refused.
//! Given by: readers, elaboration, translation.
//! Gives: `Environment::add`, with evidence or a reason.
//! Holds: on refusal the environment is as before; a name can be used only after its declaration was accepted.

mod content;
mod family;
mod inductive;
mod nested;
mod quotient;
mod recognize;
mod recursor;

pub(crate) use content::is_known;
pub use quotient::quotients;

use crate::environment::Past;
use crate::rejection::Answer;
use crate::{
    Checked, Checker, Constant, Declaration, Environment, Invalid, Kind, Name, NameId, Problem, RecordRule,
    Rejection, Store, TermId, order,
};
use rustc_hash::FxHashSet;

/// Auxiliary types are numbered under this name.
const AUXILIARY: &str = "_nested";

impl Environment {
    /// Checks a declaration and adds what it declares.
    ///
    /// # Errors
    /// If it is invalid or cannot be judged; the environment is then unchanged.
    pub fn add(&mut self, store: &mut Store, declaration: Declaration) -> Result<Checked, Rejection> {
        match declaration {
            Declaration::Constant(constant) => self.enter(store, constant.name, |environment, store| {
                environment.check_head(store, &constant)?;
                environment.judge(store, &constant)?;
                environment.push(constant);
                Ok(())
            }),
            Declaration::Inductive(block) => {
                let name = block.types.first().map_or(NameId::ANONYMOUS, |of| of.name);
                self.enter(store, name, |environment, store| inductive::admit(environment, store, &block))
            }
        }
    }

    /// Adds the constants of a declaration as they stand; whoever calls this answers for them.
    pub(crate) fn believe(&mut self, store: &mut Store, constants: Vec<Constant>) -> Result<(), Rejection> {
        let name = constants.first().map_or(NameId::ANONYMOUS, |constant| constant.name);
        let believed = self.enter(store, name, |environment, store| {
            constants.into_iter().try_for_each(|constant| {
                environment.check_head(store, &constant)?;
                environment.push(constant);
                Ok(())
            })
        });
        believed.map(drop)
    }

    fn enter(
        &mut self,
        store: &mut Store,
        declaration: NameId,
        admit: impl FnOnce(&mut Self, &mut Store) -> Answer<()>,
    ) -> Result<Checked, Rejection> {
        if !self.belongs_to(store) {
            return Err(Rejection { declaration, problem: Problem::OtherStore });
        }
        let start = self.constants().len();
        if let Err(problem) = admit(self, store) {
            self.truncate(start);
            return Err(Rejection { declaration, problem: *problem });
        }
        self.recognize(store, start);
        Ok(self.record(store, start))
    }

    /// Checks a constant that was added as it stood, with what was there before.
    pub(crate) fn make_good(&mut self, store: &mut Store, past: &Past) -> Result<(), Rejection> {
        let missing = Rejection { declaration: NameId::ANONYMOUS, problem: Problem::Internal };
        let constant = self.constants().get(past.count).cloned().ok_or(missing)?;
        let judged = self.as_in(past, |environment| environment.judge(store, &constant));
        judged.map_err(|problem| Rejection { declaration: constant.name, problem: *problem })
    }

    /// Checks type and value of a constant; what was made for it stays only to say what is wrong.
    fn judge(&mut self, store: &mut Store, constant: &Constant) -> Answer<()> {
        store.mark();
        let judged = self.check_constant(store, constant);
        match judged {
            Ok(()) => store.forget(),
            Err(_) => store.keep(),
        }
        judged
    }

    fn check_constant(&mut self, store: &mut Store, constant: &Constant) -> Answer<()> {
        let (of, value) = (constant.of, constant.value());
        if constant.is_of_a_block() {
            return Err(Invalid::Record(RecordRule::Kind, constant.name).into());
        }
        if let Kind::Quotient(_) = constant.kind {
            quotient::check(self, store, constant)?;
        }
        self.with_checker(store, |checker| {
            checker.declare_parameters(&constant.levels);
            let universe = checker.expect_type(of)?;
            if matches!(constant.kind, Kind::Theorem(_)) && !order::is_zero(checker.store, universe) {
                return Err(Invalid::NotAProposition(of).into());
            }
            value.map_or(Ok(()), |value| checker.expect(value, of))
        })
    }

    /// Checks name and universe parameters of a constant, and that its variables are bound.
    fn check_head(&self, store: &Store, constant: &Constant) -> Answer<()> {
        self.check_new(store, constant.name)?;
        check_levels(&constant.levels)?;
        [constant.of].into_iter().chain(constant.value()).try_for_each(|term| check_closed(store, term))
    }

    /// Runs a judgement in this environment, with its memory.
    pub(crate) fn with_checker<T>(
        &mut self,
        store: &mut Store,
        judgement: impl FnOnce(&mut Checker<'_>) -> Answer<T>,
    ) -> Answer<T> {
        let memory = std::mem::take(&mut self.memory);
        let mut checker = Checker::with_memory(store, self, memory);
        let answer = judgement(&mut checker);
        self.memory = checker.memory;
        answer
    }

    /// Refuses names that are taken or empty, and those of auxiliary types.
    pub(crate) fn check_new(&self, store: &Store, name: NameId) -> Answer<()> {
        let invalid = match store.name_at(name) {
            Name::Anonymous => Invalid::Unnamed,
            Name::Number(root, _) if store.find_name(AUXILIARY) == Some(*root) => Invalid::ReservedName(name),
            _ if self.get(name).is_some() => Invalid::DuplicateName(name),
            _ => return Ok(()),
        };
        Err(invalid.into())
    }
}

/// Refuses universe parameters that are declared twice.
pub(crate) fn check_levels(levels: &[NameId]) -> Answer<()> {
    let mut seen = FxHashSet::default();
    let twice = levels.iter().find(|&&level| !seen.insert(level));
    twice.map_or(Ok(()), |&level| Err(Invalid::DuplicateLevel(level).into()))
}

/// Refuses loose and free variables.
fn check_closed(store: &Store, term: TermId) -> Answer<()> {
    match (store.facts_at(term).loose, store.facts_at(term).has_free) {
        (0, false) => Ok(()),
        (0, true) => Err(Invalid::FreeVariable.into()),
        _ => Err(Invalid::LooseVariable.into()),
    }
}
