//! Joins: what the branches that jump to a continuation have in common is proved once.
//! Given by: the walk over blocks.
//! Gives: `(fun join => branches) (fun parameters, opaque variables, facts => continuation)`.
//! Holds: the facts say that one of the jumps was taken; the opaque variables of the other branches get a default.

use super::context::{Mark, Opaque};
use super::outline::{Bound, Local, Node, NodeId};
use super::rules::Rule;
use super::walk::Walk;
use crate::core::{Block, JoinId, Type, VariableId};
use crate::meaning::Word;
use crate::translate::{Refusal, Scope};
use kernel::{FreeId, TermId};
use num_bigint::BigInt;
use rustc_hash::FxHashMap;

/// A join whose branches are being walked.
#[derive(Clone, Debug)]
pub(super) struct OpenJoin<'p> {
    parameters: &'p [VariableId],
    body: &'p Block,
    mark: Mark,
    /// Stands for the proof about the continuation.
    variable: FreeId,
    jumps: Vec<Jump>,
}

/// A jump, and what was known at it since the join was declared.
#[derive(Clone, Debug)]
struct Jump {
    /// Where the jump stands in the proof.
    node: NodeId,
    arguments: Vec<(TermId, Type)>,
    /// What the types of the arguments say, with proofs.
    valid: Vec<(TermId, NodeId)>,
    variables: Vec<Local>,
    opaque: Vec<Opaque>,
    facts: Vec<Local>,
}

/// The continuation's parameters, and what they are supposed to satisfy.
struct Arrival {
    parameters: Vec<(TermId, Type)>,
    /// What the types of the parameters say.
    valid: Vec<TermId>,
    /// For each jump, what holds if it was taken; nothing if one of them says nothing.
    cases: Option<Vec<TermId>>,
}

/// Binders of parameters, and their terms with types.
type Parameters = (Vec<Bound>, Vec<(TermId, Type)>);

impl<'p> Walk<'p, '_> {
    pub(super) fn open_join(&mut self, join: JoinId, parameters: &'p [VariableId], body: &'p Block) {
        let (mark, variable) = (self.context.mark(), self.builder.store.fresh_free());
        self.joins.insert(join, OpenJoin { parameters, body, mark, variable, jumps: Vec::new() });
    }

    /// A jump; its node is completed when all jumps are known.
    pub(super) fn jump(&mut self, join: JoinId, arguments: Vec<(TermId, Type)>) -> Result<NodeId, Refusal> {
        let mut valid = Vec::new();
        for (argument, of) in &arguments {
            valid.extend(self.prove_valid(*argument, of)?);
        }
        let node = self.term(self.builder.words[Word::True]);
        let Some(open) = self.joins.get_mut(&join) else { return Err(self.ill_formed()) };
        let (variables, opaque, facts) = self.context.since(open.mark);
        open.jumps.push(Jump {
            node,
            arguments,
            valid,
            variables: variables.to_vec(),
            opaque: opaque.to_vec(),
            facts: facts.iter().filter(|fact| fact.keep).map(|fact| fact.local).collect(),
        });
        Ok(node)
    }

    /// The proof of branches and continuation, once the branches are walked.
    pub(super) fn close_join(
        &mut self,
        join: JoinId,
        branches: NodeId,
        depth: u32,
    ) -> Result<NodeId, Refusal> {
        let open = self.joins.remove(&join).ok_or_else(|| self.ill_formed())?;
        self.context.leave(open.mark);
        let (mut bound, parameters) = self.join_parameters(&open)?;
        let arrival = self.arrival(&open, parameters)?;
        for jump in &open.jumps {
            self.context.variables.extend(&jump.variables);
            for opaque in &jump.opaque {
                self.context.opaque.push(opaque.clone());
                bound.push(self.bound(opaque.local));
            }
        }
        let known = self.arrived(&arrival);
        bound.push(self.suppose("h", known, true));
        let auxiliary = self.model.joins.get(&join).ok_or_else(|| self.ill_formed())?;
        let mut arguments = Vec::new();
        for &captured in &auxiliary.captured {
            arguments.push(self.symbols.variable(&mut self.builder, captured)?);
        }
        arguments.extend(arrival.parameters.iter().map(|&(parameter, _)| parameter));
        let name = self.builder.store.constant(auxiliary.name, &[]);
        let continuation = self.builder.store.apply(name, &arguments);
        let judged = self.judged(continuation);
        let claim = self.node(Node::Pi(bound.clone(), judged));
        let goal = self.unfold(auxiliary.name, &arguments)?;
        let body = self.block(open.body, goal, depth)?;
        self.context.leave(open.mark);
        self.complete(&open, &arrival)?;
        let body = self.node(Node::Lambda(bound, body));
        let binder = self.builder.binder("join");
        let join = Bound { variable: open.variable, binder, of: claim };
        let branches = self.node(Node::Lambda(vec![join], branches));
        Ok(self.node(Node::Apply(branches, vec![body])))
    }

    fn join_parameters(&mut self, open: &OpenJoin<'p>) -> Result<Parameters, Refusal> {
        let (mut bound, mut parameters) = (Vec::new(), Vec::new());
        for &parameter in open.parameters {
            let of = self.symbols.type_of(parameter)?.clone();
            let (binder, term) = self.opaque(&self.name_of(parameter), &of, &[]);
            self.symbols.set(parameter, term);
            bound.push(binder);
            parameters.push((term, of));
        }
        Ok((bound, parameters))
    }

    fn arrival(&mut self, open: &OpenJoin<'p>, parameters: Vec<(TermId, Type)>) -> Result<Arrival, Refusal> {
        let mut valid = Vec::new();
        for (parameter, of) in &parameters {
            valid.extend(self.valid(*parameter, of)?);
        }
        let mut cases = Vec::new();
        for jump in &open.jumps {
            let mut parts: Vec<TermId> = jump.facts.iter().map(|fact| fact.of).collect();
            for ((parameter, of), (argument, _)) in parameters.iter().zip(&jump.arguments) {
                let equations = self.equations(*parameter, *argument, of)?;
                parts.extend(equations.into_iter().map(|(equation, _)| equation));
            }
            cases.push(parts);
        }
        let cases = if cases.iter().any(Vec::is_empty) {
            None
        } else {
            Some(cases.iter().map(|parts| self.builder.conjunction(parts)).collect())
        };
        Ok(Arrival { parameters, valid, cases })
    }

    /// All that the continuation may suppose.
    fn arrived(&mut self, arrival: &Arrival) -> TermId {
        let mut parts = arrival.valid.clone();
        parts.extend(arrival.cases.as_ref().map(|cases| self.disjunction(cases)));
        self.builder.conjunction(&parts)
    }

    /// A disjunction nested to the right; `False` for none.
    fn disjunction(&mut self, cases: &[TermId]) -> TermId {
        let Some((&last, others)) = cases.split_last() else {
            return self.builder.words[Word::False];
        };
        others.iter().rev().fold(last, |rest, &case| self.builder.word(Word::Or, &[case, rest]))
    }

    /// `a = b`, component by component, each with the proof that it holds if both are `b`.
    fn equations(&mut self, a: TermId, b: TermId, of: &Type) -> Result<Vec<(TermId, TermId)>, Refusal> {
        match of {
            Type::Unit => Ok(Vec::new()),
            Type::Int | Type::Bool | Type::World => {
                let kernel_type = self.builder.of(of);
                let equation = self.builder.word(Word::Equal, &[kernel_type, a, b]);
                Ok(vec![(equation, self.rule(Rule::Reflexive, &[kernel_type, b]))])
            }
            Type::Tuple(_) => {
                let mut all = Vec::new();
                let right = self.symbols.fields(&mut self.builder, (b, of))?;
                let left = self.symbols.fields(&mut self.builder, (a, of))?;
                for ((left, component), (right, _)) in left.into_iter().zip(right) {
                    all.extend(self.equations(left, right, &component)?);
                }
                Ok(all)
            }
        }
    }

    /// Completes the nodes of the jumps: the proof about the continuation, applied.
    fn complete(&mut self, open: &OpenJoin<'p>, arrival: &Arrival) -> Result<(), Refusal> {
        for (position, jump) in open.jumps.iter().enumerate() {
            let mut replacement = FxHashMap::default();
            for ((parameter, of), (argument, _)) in arrival.parameters.iter().zip(&jump.arguments) {
                self.replace(*parameter, *argument, of, &mut replacement)?;
            }
            let mut values: Vec<TermId> = jump.arguments.iter().map(|&(argument, _)| argument).collect();
            for (other, from) in open.jumps.iter().enumerate() {
                for opaque in &from.opaque {
                    let mut value = self.builder.store.free(opaque.local.variable);
                    if other != position {
                        let default = self.default_of(&opaque.of);
                        self.replace(value, default, &opaque.of, &mut replacement)?;
                        value = default;
                    }
                    values.push(value);
                }
            }
            let mut parts = jump.valid.clone();
            if let Some(cases) = &arrival.cases {
                parts.push(self.case(cases, position, jump, &replacement)?);
            }
            let mut arguments = self.terms(&values);
            arguments.push(self.conjunction(&parts));
            let proof = self.free(open.variable);
            self.nodes[jump.node.0 as usize] = Node::Apply(proof, arguments);
        }
        Ok(())
    }

    /// The disjunction of the cases at a jump, and its proof.
    fn case(
        &mut self,
        cases: &[TermId],
        position: usize,
        jump: &Jump,
        replacement: &FxHashMap<FreeId, TermId>,
    ) -> Result<(TermId, NodeId), Refusal> {
        let cases: Vec<TermId> =
            cases.iter().map(|&case| self.builder.store.replace_free(case, replacement)).collect();
        let mut parts: Vec<(TermId, NodeId)> = Vec::new();
        for fact in &jump.facts {
            parts.push((fact.of, self.free(fact.variable)));
        }
        for (argument, of) in &jump.arguments {
            for (equation, proof) in self.equations(*argument, *argument, of)? {
                parts.push((equation, self.term(proof)));
            }
        }
        let mut proof = self.conjunction(&parts);
        let mut whole = cases[position];
        if position + 1 < cases.len() {
            let rest = self.disjunction(&cases[position + 1..]);
            proof = self.side(Rule::Either, (whole, rest), proof);
            whole = self.builder.word(Word::Or, &[whole, rest]);
        }
        for &case in cases[..position].iter().rev() {
            proof = self.side(Rule::Other, (case, whole), proof);
            whole = self.builder.word(Word::Or, &[case, whole]);
        }
        Ok((whole, proof))
    }

    fn side(&mut self, rule: Rule, (left, right): (TermId, TermId), proof: NodeId) -> NodeId {
        let mut arguments = self.terms(&[left, right]);
        arguments.push(proof);
        self.apply(self.rules[rule], arguments)
    }

    /// Replaces a variable, and the variables of its components, by a value.
    fn replace(
        &mut self,
        variable: TermId,
        value: TermId,
        of: &Type,
        replacement: &mut FxHashMap<FreeId, TermId>,
    ) -> Result<(), Refusal> {
        if let kernel::Term::Free(free) = self.builder.store.term_at(variable) {
            replacement.insert(free, value);
        }
        if let Type::Tuple(_) = of {
            let left = self.symbols.fields(&mut self.builder, (variable, of))?;
            let right = self.symbols.fields(&mut self.builder, (value, of))?;
            for ((left, component), (right, _)) in left.into_iter().zip(right) {
                self.replace(left, right, &component, replacement)?;
            }
        }
        Ok(())
    }

    /// Some value of a type.
    fn default_of(&mut self, of: &Type) -> TermId {
        match of {
            Type::Int => self.builder.integer(&BigInt::ZERO),
            Type::Bool => self.builder.boolean(false),
            Type::Unit => self.builder.words[Word::UnitUnit],
            Type::Tuple(components) => {
                let components: Vec<(TermId, Type)> =
                    components.iter().map(|of| (self.default_of(of), of.clone())).collect();
                self.builder.tuple(&components)
            }
            Type::World => {
                let item = self.builder.words[Word::Item];
                let nothing = self.builder.word(Word::Nil, &[item]);
                self.rule(Rule::EmptyWorld, &[nothing])
            }
        }
    }
}
