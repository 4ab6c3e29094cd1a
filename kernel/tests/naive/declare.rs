//! The rules for declarations: constants, blocks of inductive types, their recursors.
//! Given by: the tests of mutants, which ask why something was accepted.
//! Gives: a verdict on one declaration, in an environment that holds what came before it and the declaration itself.
//! Holds: positivity of nested occurrences is judged by looking into the types they are nested in.

use super::environment::{Environment, Kind};
use super::level::{Level, at_most, equal};
use super::term::{Name, T, Term, apply, at_levels, bound, lift, mentions_constant, spine, substitute};
use super::typing::under;
use super::{Answer, Judge, wrong};
use std::rc::Rc;

/// A constant with what has to be judged about it.
pub(crate) struct Claim {
    pub(crate) levels: Vec<Name>,
    pub(crate) of: T,
    pub(crate) value: Option<T>,
    pub(crate) is_theorem: bool,
}

/// A block of inductive types: names and numbers of parameters; the rest is in the environment.
pub(crate) struct Block {
    pub(crate) levels: Vec<Name>,
    pub(crate) types: Vec<Name>,
    pub(crate) parameters: usize,
    pub(crate) recursors: Vec<Name>,
}

/// Whether a constant may be declared.
pub(crate) fn judge_constant(environment: &Environment, claim: &Claim, fuel: u64) -> Answer<()> {
    let judge = Judge::new(environment, &claim.levels, fuel);
    let universe = judge.universe(&[], &claim.of, true)?;
    if claim.is_theorem && !equal(&universe, &Level::Zero) {
        return wrong("a theorem of no proposition");
    }
    match &claim.value {
        Some(value) => judge.check(&[], value, &claim.of),
        None => Ok(()),
    }
}

/// Whether a block of inductive types may be declared, and its recursors are those of the block.
pub(crate) fn judge_block(environment: &Environment, block: &Block, fuel: u64) -> Answer<()> {
    let judge = Judge::new(environment, &block.levels, fuel);
    let judged = Judged { judge: &judge, block };
    let first = judged.family(&block.types[0])?;
    for name in &block.types {
        let (parameters, level) = judged.family(name)?;
        if !equal(&level, &first.1) {
            return wrong("universes of one block");
        }
        judged.same_parameters(&first.0, &parameters)?;
        let inductive = environment.inductive(name).expect("it is declared");
        for constructor in &inductive.constructors {
            judged.constructor(name, constructor, &first.0, &level)?;
        }
    }
    let large = judged.eliminates_to_data(&first.1)?;
    for name in &block.recursors {
        judged.recursor(name, large)?;
    }
    Ok(())
}

struct Judged<'a> {
    judge: &'a Judge<'a>,
    block: &'a Block,
}

impl Judged<'_> {
    fn environment(&self) -> &Environment {
        self.judge.environment
    }

    fn of_block(&self, term: &T) -> bool {
        mentions_constant(term, &|name| self.block.types.contains(name))
    }

    /// The parameters of a type, and its universe.
    fn family(&self, name: &Name) -> Answer<(Vec<T>, Level)> {
        let of = &self.environment().get(name).expect("it is declared").of;
        self.judge.universe(&[], of, true)?;
        if self.of_block(of) {
            return wrong("a type about itself");
        }
        let (mut context, mut rest) = (Vec::new(), of.clone());
        loop {
            match &*self.judge.whnf(&context, &rest)? {
                Term::Pi(domain, body) => {
                    context = under(&context, domain);
                    rest = body.clone();
                }
                Term::Sort(level) if context.len() >= self.block.parameters => {
                    context.truncate(self.block.parameters);
                    return Ok((context, level.clone()));
                }
                _ => return wrong("a type that ends in no universe"),
            }
        }
    }

    fn same_parameters(&self, first: &[T], others: &[T]) -> Answer<()> {
        for (position, (a, b)) in first.iter().zip(others).enumerate() {
            if !self.judge.convert(&first[..position], a, b)? {
                return wrong("parameters differ");
            }
        }
        Ok(())
    }

    fn constructor(&self, family: &Name, name: &Name, parameters: &[T], level: &Level) -> Answer<()> {
        let mut rest = self.environment().get(name).expect("it is declared").of.clone();
        self.judge.universe(&[], &rest, true)?;
        let mut context: Vec<T> = Vec::new();
        while let Term::Pi(domain, body) = &*self.judge.whnf(&context, &rest)? {
            let position = context.len();
            if let Some(parameter) = parameters.get(position) {
                if !self.judge.convert(&context, parameter, domain)? {
                    return wrong("a parameter of a constructor differs");
                }
            } else {
                let universe = self.judge.universe(&context, domain, false)?;
                if !equal(level, &Level::Zero) && !at_most(&universe, level) {
                    return wrong("a field too large");
                }
                self.positive(&context, domain, position, 12)?;
            }
            context = under(&context, domain);
            rest = body.clone();
        }
        let result = self.judge.whnf(&context, &rest)?;
        let (head, _) = spine(&result);
        match &*head {
            Term::Constant(found, _) if found == family => self.occurrence(&result, context.len()),
            _ => wrong("a constructor of another type"),
        }
    }

    /// An occurrence at the block's own levels and parameters, and nothing of the block in the indices.
    fn occurrence(&self, term: &T, depth: usize) -> Answer<()> {
        let (head, arguments) = spine(term);
        let Term::Constant(name, levels) = &*head else { return wrong("no occurrence") };
        let own: Vec<Level> = self.block.levels.iter().map(|name| Level::Parameter(name.clone())).collect();
        let Some(inductive) = self.environment().inductive(name) else { return wrong("no occurrence") };
        if *levels != own || arguments.len() != inductive.parameters + inductive.indices {
            return wrong("an occurrence at other levels or with too few arguments");
        }
        for (position, argument) in arguments.iter().enumerate() {
            if position < self.block.parameters && *argument != bound(depth - 1 - position) {
                return wrong("an occurrence at other parameters");
            }
            if self.of_block(argument) {
                return wrong("an occurrence in an index");
            }
        }
        Ok(())
    }

    /// Whether a field's type has the block only where it may be; parameters are the outermost variables.
    fn positive(&self, context: &[T], of: &T, depth: usize, nesting: usize) -> Answer<()> {
        if !self.of_block(of) {
            return Ok(());
        }
        let of = self.judge.whnf(context, of)?;
        if !self.of_block(&of) {
            return Ok(());
        }
        if let Term::Pi(domain, body) = &*of {
            if self.of_block(domain) {
                return wrong("an occurrence left of an arrow");
            }
            return self.positive(&under(context, domain), body, depth + 1, nesting);
        }
        let (head, arguments) = spine(&of);
        match &*head {
            Term::Constant(name, _) if self.block.types.contains(name) => self.occurrence(&of, depth),
            Term::Constant(name, levels) => self.nested(context, (name, levels), &arguments, depth, nesting),
            _ => wrong("an occurrence under no type"),
        }
    }

    /// An occurrence in the parameters of another inductive type: its fields at these parameters must be positive as well.
    fn nested(
        &self,
        context: &[T],
        (name, levels): (&Name, &[Level]),
        arguments: &[T],
        depth: usize,
        nesting: usize,
    ) -> Answer<()> {
        let Some(other) = self.environment().inductive(name) else { return wrong("nested in no type") };
        if arguments.len() != other.parameters + other.indices {
            return wrong("nested in a type without its arguments");
        }
        let (parameters, indices) = arguments.split_at(other.parameters);
        if indices.iter().any(|index| self.of_block(index)) {
            return wrong("nested in an index");
        }
        let Some(nesting) = nesting.checked_sub(1) else { return Err(super::Trouble::Tired) };
        let itself = apply(Rc::new(Term::Constant(name.clone(), levels.to_vec())), parameters);
        for constructor in &other.constructors {
            let declared = self.environment().get(constructor).expect("declared with its type");
            let mut rest = at_levels(&declared.of, &declared.levels, levels);
            for parameter in parameters {
                let Term::Pi(_, body) = &*self.judge.whnf(context, &rest)? else {
                    return wrong("no parameter");
                };
                rest = substitute(body, parameter);
            }
            let (mut inner, mut more) = (context.to_vec(), 0);
            while let Term::Pi(domain, body) = &*self.judge.whnf(&inner, &rest)? {
                self.positive_but(&inner, domain, depth + more, nesting, &lift(&itself, more))?;
                inner = under(&inner, domain);
                rest = body.clone();
                more += 1;
            }
        }
        Ok(())
    }

    /// Positive where the type looked into may occur as well.
    fn positive_but(&self, context: &[T], of: &T, depth: usize, nesting: usize, allowed: &T) -> Answer<()> {
        let of = self.judge.whnf(context, of)?;
        if let Term::Pi(domain, body) = &*of
            && self.of_block(&of)
        {
            if self.of_block(domain) {
                return wrong("an occurrence left of an arrow");
            }
            return self.positive_but(&under(context, domain), body, depth + 1, nesting, &lift(allowed, 1));
        }
        let (head, arguments) = spine(&of);
        let (itself, parameters) = spine(allowed);
        let is_itself = head == itself && arguments.starts_with(&parameters);
        if is_itself && !arguments[parameters.len()..].iter().any(|index| self.of_block(index)) {
            return Ok(());
        }
        self.positive(context, &of, depth, nesting)
    }

    /// Data may come out of what is never a proposition, and out of a type alone in its block with one constructor at most, whose
    /// fields are proofs or stand in the indices of its type.
    fn eliminates_to_data(&self, level: &Level) -> Answer<bool> {
        if at_most(&Level::number(1), level) {
            return Ok(true);
        }
        let [only] = self.block.types.as_slice() else { return Ok(false) };
        let inductive = self.environment().inductive(only).expect("it is declared");
        match inductive.constructors.as_slice() {
            [] => Ok(true),
            [constructor] => self.fields_are_determined(constructor),
            _ => Ok(false),
        }
    }

    fn fields_are_determined(&self, constructor: &Name) -> Answer<bool> {
        let mut rest = self.environment().get(constructor).expect("it is declared").of.clone();
        let (mut context, mut data) = (Vec::new(), Vec::new());
        while let Term::Pi(domain, body) = &*self.judge.whnf(&context, &rest)? {
            if context.len() >= self.block.parameters && !self.judge.is_proposition(&context, domain)? {
                data.push(context.len());
            }
            context = under(&context, domain);
            rest = body.clone();
        }
        let (_, arguments) = spine(&self.judge.whnf(&context, &rest)?);
        let indices = &arguments[self.block.parameters..];
        Ok(data.into_iter().all(|position| indices.contains(&bound(context.len() - 1 - position))))
    }

    /// The recursor's type is a type, it eliminates into what it may, and its rules have types.
    fn recursor(&self, name: &Name, large: bool) -> Answer<()> {
        let found = self.environment().get(name).expect("it is declared");
        let more = found.levels.len() - self.block.levels.len();
        if more != usize::from(large) {
            return wrong("a recursor into a wrong universe");
        }
        let judge = Judge::new(self.environment(), &found.levels, 1 << 20);
        judge.universe(&[], &found.of, true)?;
        let Kind::Recursor(recursor) = &found.kind else { return wrong("no recursor") };
        recursor.rules.values().try_for_each(|(_, result)| judge.infer(&[], result).map(|_| ()))
    }
}
