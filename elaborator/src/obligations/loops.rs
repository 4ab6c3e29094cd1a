//! Loops: invariants, iterations, and what is known afterwards.
//! Given by: the walk over blocks.
//! Gives: the outline of the proof about a loop, and obligations at entry and for each iteration.
//! Holds: the invariant is what the types of the state say, then, clause by clause, that it is defined, and the clause.

use super::block::Frame;
use super::defined::Place;
use super::measure::Begun;
use super::outline::{Bound, Evaluated, Local, Node, NodeId, Why};
use super::rules::Step as Composition;
use super::walk::{Exit, Judgement, Origin, Walk};
use crate::core::{Clause, Loop, LoopId, Type, VariableId};
use crate::meaning::Word;
use crate::translate::{Refusal, Scope, definedness, value, values};
use kernel::TermId;

/// When invariants have to hold.
struct When {
    why: fn(LoopId, u32) -> Why,
    evaluated: fn(LoopId, u32) -> Evaluated,
}

/// The invariant for values of the state.
pub(super) struct Established {
    pub(super) invariant: TermId,
    pub(super) proof: NodeId,
    /// Its clauses.
    pub(super) shown: Vec<Local>,
}

impl<'p> Walk<'p, '_> {
    pub(super) fn loop_step(
        &mut self,
        of: &'p Loop,
        goal: TermId,
        depth: u32,
    ) -> Result<(Option<Frame>, TermId), Refusal> {
        let [state, _, started, continuation] = self.layer(goal, Word::CompBind)?;
        let (head, arguments) = self.builder.store.spine(started);
        let auxiliary = self.model.loops.get(&of.id).ok_or_else(|| self.ill_formed())?;
        let expected = self.builder.store.constant(auxiliary.name, &[]);
        if head != expected {
            return Err(self.ill_formed());
        }
        let unfolded = self.unfold(auxiliary.name, &arguments)?;
        let [_, condition, body, initial] = self.layer(unfolded, Word::Loop)?;
        let entry = self.entry(of, depth)?;
        let invariant = self.over_state(of, &of.state, |walk| walk.invariant(of))?;
        let mut rule = self.terms(&[state, self.judgement.sites, condition, body]);
        rule.push(invariant);
        if self.cell.total {
            let measure = of.measure.as_ref().ok_or_else(|| self.ill_formed())?;
            rule.push(self.over_state(of, &of.state, |walk| Ok(walk.chosen(measure)?.whole))?);
        }
        rule.push(self.iteration(of, (state, body), invariant, depth)?);
        rule.push(self.term(initial));
        rule.push(entry);
        let law = if self.cell.total { self.steps.total_loop } else { self.steps.partial_loop };
        let ended = self.apply(law, rule);
        let post = self.over_state(of, &of.state, |walk| walk.finished(of, depth))?;
        let mut bind = self.terms(&[state, self.judgement.result, self.judgement.sites]);
        bind.extend([post, self.judgement.post]);
        bind.extend(self.terms(&[started, continuation]));
        bind.push(ended);
        let (bound, tuple) = self.afterwards(of, depth)?;
        let rest = self.enter(continuation, tuple)?;
        Ok((Some(Frame::Under(self.step_rule(Composition::Bind), bind, bound)), rest))
    }

    /// A function of the state, given by a term over the state's variables.
    fn over_state(
        &mut self,
        of: &Loop,
        names: &[VariableId],
        build: impl FnOnce(&mut Self) -> Result<TermId, Refusal>,
    ) -> Result<NodeId, Refusal> {
        let mark = self.context.mark();
        let (bound, _, before) = self.fresh_state(of, names)?;
        let body = build(self)?;
        for (&variable, value) in of.state.iter().zip(before) {
            if let Some(value) = value {
                self.symbols.set(variable, value);
            }
        }
        self.context.leave(mark);
        let body = self.term(body);
        Ok(self.node(Node::Lambda(vec![bound], body)))
    }

    /// A new state: its binder, its tuple, and the values that the state's variables had before.
    fn fresh_state(
        &mut self,
        of: &Loop,
        names: &[VariableId],
    ) -> Result<(Bound, TermId, Vec<Option<TermId>>), Refusal> {
        let whole = self.state_type(of)?;
        let names: Vec<String> = names.iter().map(|&name| self.name_of(name)).collect();
        let name = if let [only] = names.as_slice() { only.clone() } else { "t".to_string() };
        let (bound, tuple) = self.opaque(&name, &whole, &names);
        let before = self.set_state(&of.state, (tuple, &whole))?;
        Ok((bound, tuple, before))
    }

    fn state_type(&self, of: &Loop) -> Result<Type, Refusal> {
        let mut types = Vec::new();
        for &variable in &of.state {
            types.push(self.symbols.type_of(variable)?.clone());
        }
        match <[Type; 1]>::try_from(types) {
            Ok([only]) => Ok(only),
            Err(types) if types.is_empty() => Ok(Type::Unit),
            Err(types) => Ok(Type::Tuple(types)),
        }
    }

    /// Lets variables stand for the components of a tuple; answers what they stood for.
    fn set_state(
        &mut self,
        variables: &[VariableId],
        tuple: (TermId, &Type),
    ) -> Result<Vec<Option<TermId>>, Refusal> {
        if let [only] = *variables {
            return Ok(vec![self.symbols.set(only, tuple.0)]);
        }
        if variables.is_empty() {
            return Ok(Vec::new());
        }
        let fields = self.symbols.fields(&mut self.builder, tuple)?;
        if fields.len() < variables.len() {
            return Err(self.ill_formed());
        }
        let set = |(&variable, (field, _))| self.symbols.set(variable, field);
        Ok(variables.iter().zip(fields).map(set).collect())
    }

    /// The invariant for the state as it is set, and its parts.
    fn invariant_parts(&mut self, of: &Loop) -> Result<Vec<TermId>, Refusal> {
        let mut parts = Vec::new();
        for &variable in &of.state {
            let value = self.symbols.variable(&mut self.builder, variable)?;
            let of = self.symbols.type_of(variable)?.clone();
            parts.extend(self.valid(value, &of)?);
        }
        for clause in &of.invariants {
            let defined = clause.formula.definedness();
            parts.extend(definedness(&mut self.builder, &self.symbols, &defined)?);
            parts.push(self.proposition(&clause.formula)?);
        }
        Ok(parts)
    }

    pub(super) fn invariant(&mut self, of: &Loop) -> Result<TermId, Refusal> {
        let parts = self.invariant_parts(of)?;
        Ok(self.builder.conjunction(&parts))
    }

    fn condition(&mut self, of: &Loop, result: bool, depth: u32) -> Result<TermId, Refusal> {
        let (condition, _) = value(&mut self.builder, &self.symbols, &of.condition, depth)?;
        Ok(self.builder.decided(condition, result))
    }

    /// The invariant and the negated condition.
    fn finished(&mut self, of: &Loop, depth: u32) -> Result<TermId, Refusal> {
        let invariant = self.invariant(of)?;
        let left = self.condition(of, false, depth)?;
        Ok(self.builder.word(Word::And, &[invariant, left]))
    }

    /// Does something while the variables of the state stand for given values.
    fn with_state<T>(
        &mut self,
        of: &Loop,
        state: &[(TermId, Type)],
        action: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut before = Vec::new();
        for (&variable, &(value, _)) in of.state.iter().zip(state) {
            before.push((variable, self.symbols.set(variable, value)));
        }
        let result = action(self)?;
        for (variable, value) in before {
            if let Some(value) = value {
                self.symbols.set(variable, value);
            }
        }
        Ok(result)
    }

    /// The proof of the invariant for values of the state, which its variables stand for.
    fn established(
        &mut self,
        of: &Loop,
        state: &[(TermId, Type)],
        when: &When,
    ) -> Result<Established, Refusal> {
        let (mut parts, mut shown) = (Vec::new(), Vec::new());
        for (value, of) in state {
            parts.extend(self.prove_valid(*value, of)?);
        }
        for (number, clause) in (0u32..).zip(&of.invariants) {
            let evaluated = (when.evaluated)(of.id, number);
            let place = Place { evaluated, span: clause.span, text: &clause.text };
            parts.extend(self.clause_defined(&clause.formula.definedness(), place, &shown)?);
            let goal = self.proposition(&clause.formula)?;
            let hole = self.oblige(invariant_origin(clause, (when.why)(of.id, number)), goal);
            shown.push(Local { variable: hole, binder: self.builder.binder("h"), of: goal });
            parts.push((goal, self.free(hole)));
        }
        let propositions: Vec<TermId> = parts.iter().map(|&(proposition, _)| proposition).collect();
        Ok(Established {
            invariant: self.builder.conjunction(&propositions),
            proof: self.conjunction(&parts),
            shown,
        })
    }

    fn entry(&mut self, of: &Loop, depth: u32) -> Result<NodeId, Refusal> {
        let initial = values(&mut self.builder, &self.symbols, &of.initial, depth)?;
        let when = When { why: Why::Entry, evaluated: Evaluated::Entry };
        Ok(self.with_state(of, &initial, |walk| walk.established(of, &initial, &when))?.proof)
    }

    /// `fun state, invariant, condition => one iteration keeps the invariant, and the measure falls`.
    fn iteration(
        &mut self,
        of: &'p Loop,
        (state, body): (TermId, TermId),
        invariant: NodeId,
        depth: u32,
    ) -> Result<NodeId, Refusal> {
        let mark = self.context.mark();
        let (state_bound, tuple, _) = self.fresh_state(of, &of.state)?;
        let holds = self.invariant(of)?;
        let mut bound = vec![state_bound, self.suppose("h", holds, true)];
        let goes_on = self.condition(of, true, depth)?;
        bound.push(self.suppose("h", goes_on, true));
        let begun = match &of.measure {
            Some(measure) => Some(self.begun(of, measure)?),
            None => None,
        };
        let post = match &begun {
            Some(begun) if self.cell.total => {
                self.over_state(of, &of.state, |walk| walk.smaller(of, begun))?
            }
            _ => invariant,
        };
        let inner = Judgement { result: state, post, exit: Exit::Loop(of), ..self.judgement };
        let outer = std::mem::replace(&mut self.judgement, inner);
        let goal = self.enter(body, tuple)?;
        let proof = self.block(&of.body, goal, depth)?;
        let proof = match begun {
            Some(Begun { defined, bounded, bounded_proof, .. }) => {
                let proof = self.have(bounded, bounded_proof, proof);
                self.resting_on(defined, proof)
            }
            None => proof,
        };
        self.judgement = outer;
        self.context.leave(mark);
        Ok(self.node(Node::Lambda(bound, proof)))
    }

    /// The proof that the next state is as the iteration's postcondition demands.
    pub(super) fn next_state(&mut self, of: &Loop, next: &[(TermId, Type)]) -> Result<NodeId, Refusal> {
        let begun = match &of.measure {
            Some(measure) => Some((measure, self.chosen(measure)?)),
            None => None,
        };
        self.with_state(of, next, |walk| {
            let when = When { why: Why::Kept, evaluated: Evaluated::Kept };
            let kept = walk.established(of, next, &when)?;
            match begun {
                Some((measure, begun)) => walk.ended(of, measure, &begun, kept),
                None => Ok(kept.proof),
            }
        })
    }

    /// The state after the loop, and what is known of it.
    fn afterwards(&mut self, of: &Loop, depth: u32) -> Result<(Vec<Bound>, TermId), Refusal> {
        let (bound, tuple, _) = self.fresh_state(of, &of.after)?;
        let finished = self.finished(of, depth)?;
        let whole = self.state_type(of)?;
        self.set_state(&of.after, (tuple, &whole))?;
        let fact = self.suppose("h", finished, true);
        Ok((vec![bound, fact], tuple))
    }
}

fn invariant_origin(clause: &Clause, why: Why) -> Origin<'_> {
    Origin { why, site: None, span: clause.span, text: &clause.text }
}
