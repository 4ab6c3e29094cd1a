//! The one door into an environment: a declaration is checked here, or refused.
//! Given by: readers, elaboration, translation.
//! Gives: `Environment::add`, with evidence or a reason.
//! Holds: on refusal the environment is as before; a name can be used only after its declaration was accepted.

mod content;
mod family;
mod inductive;
mod nested;
mod notation;
mod quotient;
mod recognize;
mod recursor;

use crate::check::Checker;
use crate::declaration::{Declaration, Definition, Safety, Value};
use crate::environment::{Checked, Constant, Environment, Kind};
use crate::name::NameId;
use crate::order;
use crate::rejection::{Answer, Invalid, Problem, Rejection};
use crate::store::Store;
use crate::term::TermId;
use rustc_hash::FxHashSet;

impl Environment {
    /// Checks a declaration and adds what it declares.
    ///
    /// # Errors
    /// If it is invalid or cannot be judged; the environment is then unchanged.
    pub fn add(&mut self, store: &mut Store, declaration: Declaration) -> Result<Checked, Rejection> {
        if !self.belongs_to(store) {
            return Err(Rejection { declaration: name_of(&declaration), problem: Problem::OtherStore });
        }
        let count = self.constants().len();
        match self.admit(store, &declaration) {
            Ok(()) => Ok(self.conclude(store, declaration, count)),
            Err(problem) => {
                self.truncate(count);
                Err(Rejection { declaration: name_of(&declaration), problem: *problem })
            }
        }
    }

    /// Adds a declaration and its constants as they stand; whoever calls this answers for them.
    pub(crate) fn believe(
        &mut self,
        store: &mut Store,
        declaration: Declaration,
        constants: Vec<Constant>,
    ) -> Result<(), Rejection> {
        let count = self.constants().len();
        for constant in constants {
            let name = constant.name;
            let new = self.check_new(store, name);
            new.map_err(|problem| Rejection { declaration: name, problem: *problem })?;
            self.push(constant);
        }
        self.conclude(store, declaration, count);
        Ok(())
    }

    /// Takes note of a declaration whose constants are there.
    fn conclude(&mut self, store: &mut Store, declaration: Declaration, start: usize) -> Checked {
        self.recognize(store, &declaration);
        self.set_stamp(store);
        self.record(declaration, start)
    }

    fn admit(&mut self, store: &mut Store, declaration: &Declaration) -> Answer<()> {
        match declaration {
            Declaration::Constant(definition, value) => self.admit_constant(store, definition, *value),
            Declaration::Inductive(block) => inductive::admit(self, store, block),
            Declaration::Quotient => quotient::admit(self, store),
        }
    }

    fn admit_constant(&mut self, store: &mut Store, definition: &Definition, value: Value) -> Answer<()> {
        let constant = Constant::declared(definition, value);
        let mark = store.mark();
        if let Err(problem) = self.check_constant(store, &constant, value) {
            store.keep();
            return Err(problem);
        }
        store.forget(mark);
        self.keep_instances(store);
        self.push(constant);
        Ok(())
    }

    fn check_constant(&mut self, store: &mut Store, constant: &Constant, value: Value) -> Answer<()> {
        self.check_new(store, constant.name)?;
        check_levels(&constant.levels)?;
        if matches!(value, Value::Definition(_, _, Safety::Unsafe | Safety::Partial)) {
            return Err(Invalid::NotSafe.into());
        }
        let (of, body) = (constant.of, constant.value());
        [of].into_iter().chain(body).try_for_each(|term| check_closed(store, term))?;
        self.with_checker(store, |checker| {
            checker.declare_parameters(&constant.levels);
            let universe = checker.expect_type(of)?;
            if matches!(value, Value::Theorem(_)) && !order::is_zero(checker.store, universe) {
                return Err(Invalid::NotAProposition(of).into());
            }
            body.map_or(Ok(()), |body| checker.expect(body, of))
        })
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
        self.memory = checker.into_memory();
        answer
    }

    /// Refuses names that are taken or empty, and those that Lean keeps for auxiliary types.
    pub(crate) fn check_new(&self, store: &Store, name: NameId) -> Answer<()> {
        if name == NameId::ANONYMOUS {
            return Err(Invalid::Unnamed.into());
        }
        if store.root_is(name, "_nested") {
            return Err(Invalid::ReservedName(name).into());
        }
        if self.get(name).is_some() {
            return Err(Invalid::DuplicateName(name).into());
        }
        Ok(())
    }
}

impl Constant {
    /// What a declaration of this kind declares.
    pub(crate) fn declared(definition: &Definition, value: Value) -> Self {
        let kind = match value {
            Value::Axiom => Kind::Axiom,
            Value::Definition(body, hint, _) => Kind::Definition(body, hint),
            Value::Theorem(body) => Kind::Theorem(body),
            Value::Opaque(body) => Kind::Opaque(body),
        };
        Constant::new(definition.clone(), kind)
    }
}

fn name_of(declaration: &Declaration) -> NameId {
    match declaration {
        Declaration::Constant(definition, _) => definition.name,
        Declaration::Inductive(block) => block.types.first().map_or(NameId::ANONYMOUS, |of| of.name),
        Declaration::Quotient => NameId::ANONYMOUS,
    }
}

/// Refuses universe parameters that are declared twice.
pub(crate) fn check_levels(levels: &[NameId]) -> Answer<()> {
    let mut seen = FxHashSet::default();
    match levels.iter().find(|&&level| !seen.insert(level)) {
        Some(&level) => Err(Invalid::DuplicateLevel(level).into()),
        None => Ok(()),
    }
}

/// Refuses loose and free variables.
fn check_closed(store: &Store, term: TermId) -> Answer<()> {
    if store.loose(term) > 0 {
        return Err(Invalid::LooseVariable.into());
    }
    if store.has_free(term) {
        return Err(Invalid::FreeVariable.into());
    }
    Ok(())
}
