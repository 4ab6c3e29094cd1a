//! The walk over a cell that makes its obligations and the outline of its proof: what all parts of it share.
//! Given by: `outline`.
//! Gives: nodes, obligations, variables, facts, to the parts for contracts, blocks, loops and joins.
//! Holds: values of core variables are terms over parameters and opaque variables; goals follow the model, layer by layer.

use super::context::{Context, Fact, Opaque};
use super::join::OpenJoin;
use super::outline::{Bound, Definition, Local, Node, NodeId, Obligation, Why};
use super::rules::{Rule, Rules, Step, Steps};
use super::symbols::Symbols;
use crate::core::{Cell, Formula, JoinId, Program, SiteId, Span, Type, VariableId};
use crate::meaning::Word;
use crate::translate::{Builder, Model, Refusal, Scope, Translation, proposition};
use kernel::{Binder, Declaration, FreeId, Kind, NameId, Term, TermId};
use rustc_hash::FxHashMap;

/// What is to be shown of a computation: `Total S · R` or `Partial S · R`, and what its ends prove.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judgement<'p> {
    /// The type of the result.
    pub(super) result: TermId,
    /// The sites at which a halt is allowed.
    pub(super) sites: TermId,
    /// The postcondition.
    pub(super) post: NodeId,
    /// What an end of the block has to establish.
    pub(super) exit: Exit<'p>,
}

/// What an end of a block has to establish.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exit<'p> {
    /// The postcondition of the cell.
    Cell,
    /// The invariants of a loop, and that its measure is smaller.
    Loop(&'p crate::core::Loop),
}

/// Where an obligation comes from.
pub(super) struct Origin<'t> {
    pub(super) why: Why,
    pub(super) site: Option<SiteId>,
    pub(super) span: Span,
    pub(super) text: &'t str,
}

/// The state of the walk.
pub(super) struct Walk<'p, 's> {
    pub(super) builder: Builder<'s>,
    pub(super) rules: &'s Rules,
    pub(super) steps: &'s Steps,
    pub(super) program: &'p Program,
    pub(super) translation: &'p Translation,
    pub(super) model: &'p Model,
    pub(super) cell: &'p Cell,
    pub(super) symbols: Symbols<'p>,
    pub(super) context: Context,
    pub(super) judgement: Judgement<'p>,
    pub(super) joins: FxHashMap<JoinId, OpenJoin<'p>>,
    pub(super) nodes: Vec<Node>,
    pub(super) obligations: Vec<Obligation>,
    pub(super) definitions: FxHashMap<FreeId, Definition>,
}

impl<'p> Walk<'p, '_> {
    pub(super) fn ill_formed(&self) -> Refusal {
        Refusal::IllFormed(self.model.cell)
    }

    // Nodes

    pub(super) fn node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    pub(super) fn term(&mut self, term: TermId) -> NodeId {
        self.node(Node::Term(term))
    }

    pub(super) fn free(&mut self, variable: FreeId) -> NodeId {
        let term = self.builder.store.free(variable);
        self.term(term)
    }

    pub(super) fn apply(&mut self, head: TermId, arguments: Vec<NodeId>) -> NodeId {
        let head = self.term(head);
        self.node(Node::Apply(head, arguments))
    }

    pub(super) fn terms(&mut self, terms: &[TermId]) -> Vec<NodeId> {
        terms.iter().map(|&term| self.term(term)).collect()
    }

    /// A rule for the judgement of this cell.
    pub(super) fn step_rule(&self, step: Step) -> TermId {
        self.steps.rule(step, self.cell.total)
    }

    /// A theorem applied to terms.
    pub(super) fn rule(&mut self, rule: Rule, arguments: &[TermId]) -> TermId {
        self.builder.store.apply(self.rules[rule], arguments)
    }

    /// `computation` ends as the judgement says.
    pub(super) fn judged(&mut self, computation: TermId) -> NodeId {
        let word = if self.cell.total { Word::Total } else { Word::Partial };
        let Judgement { result, sites, post, .. } = self.judgement;
        let mut arguments = self.terms(&[result, sites, computation]);
        arguments.push(post);
        self.apply(self.builder.words[word], arguments)
    }

    // Variables

    fn local(&mut self, name: &str, of: TermId) -> Local {
        Local { variable: self.builder.store.fresh_free(), binder: self.builder.binder(name), of }
    }

    /// A binder for a variable or hypothesis.
    pub(super) fn bound(&mut self, local: Local) -> Bound {
        Bound { variable: local.variable, binder: local.binder, of: self.term(local.of) }
    }

    /// A variable about which nothing is known yet; names are given to its components as far as there are names.
    pub(super) fn opaque(&mut self, name: &str, of: &Type, names: &[String]) -> (Bound, TermId) {
        let kernel_type = self.builder.of(of);
        let local = self.local(name, kernel_type);
        self.context.opaque.push(Opaque { local, of: of.clone() });
        let term = self.builder.store.free(local.variable);
        self.name_parts(local, term, of, names);
        (self.bound(local), term)
    }

    /// A variable of a product type is known by its components.
    fn name_parts(&mut self, local: Local, term: TermId, of: &Type, names: &[String]) {
        let Type::Tuple(components) = of else {
            return self.context.variables.push(local);
        };
        let (mut rest, mut whole) = (term, self.builder.product(components));
        let base = self.builder.store.show_name(local.binder.name);
        for (position, component) in components.iter().enumerate() {
            let name = names.get(position).cloned().unwrap_or_else(|| format!("{base}.{position}"));
            if position + 1 == components.len() {
                let part = self.local_of(&name, component);
                return self.rename_last(rest, part, component);
            }
            let part = self.local_of(&name, component);
            let first = self.define_half(part.variable, (rest, whole), Word::First);
            let others = self.builder.store.fresh_free();
            let second = self.define_half(others, (rest, whole), Word::Second);
            self.symbols.name_halves(rest, first, second);
            self.name_parts(part, first, component, &[]);
            (rest, whole) = (second, self.builder.halves_of(whole).1);
        }
    }

    fn local_of(&mut self, name: &str, of: &Type) -> Local {
        let of = self.builder.of(of);
        self.local(name, of)
    }

    /// The last half of a tuple is its last component: it gets the component's name.
    fn rename_last(&mut self, rest: TermId, part: Local, of: &Type) {
        if let Term::Free(variable) = self.builder.store.term_at(rest) {
            self.name_parts(Local { variable, ..part }, rest, of, &[]);
        }
    }

    fn define_half(&mut self, variable: FreeId, (tuple, of): (TermId, TermId), half: Word) -> TermId {
        let value = self.builder.half(tuple, of, half);
        self.definitions.insert(variable, Definition::Term(value));
        self.builder.store.free(variable)
    }

    /// The name of a core variable.
    pub(super) fn name_of(&self, variable: VariableId) -> String {
        self.cell
            .variables
            .get(variable.0 as usize)
            .map_or_else(String::new, |variable| variable.name.clone())
    }

    // Facts

    /// A hypothesis that a binder binds.
    pub(super) fn suppose(&mut self, name: &str, proposition: TermId, keep: bool) -> Bound {
        let local = self.local(name, proposition);
        self.learn(local, keep);
        self.bound(local)
    }

    /// Learns a proposition and the parts of a conjunction, each by itself.
    pub(super) fn learn(&mut self, local: Local, keep: bool) {
        let mut stack = vec![local];
        while let Some(local) = stack.pop() {
            self.context.learn(local.of, local.variable);
            let (head, arguments) = self.builder.store.spine(local.of);
            match *arguments.as_slice() {
                [a, b] if head == self.builder.words[Word::And] => {
                    let proof = self.builder.store.free(local.variable);
                    let left = self.rule(Rule::Left, &[a, b, proof]);
                    let right = self.rule(Rule::Right, &[a, b, proof]);
                    let left = self.derived(local.binder, a, left);
                    let right = self.derived(local.binder, b, right);
                    stack.extend([right, left]);
                }
                _ if local.of == self.builder.words[Word::True] => {}
                _ => self.context.facts.push(Fact { local, keep }),
            }
        }
    }

    /// A proposition with a proof made of what is known.
    pub(super) fn derived(&mut self, binder: Binder, of: TermId, proof: TermId) -> Local {
        let variable = self.builder.store.fresh_free();
        self.definitions.insert(variable, Definition::Term(proof));
        Local { variable, binder, of }
    }

    // Obligations

    /// Something to be proved here; its proof is known from now on as the answer.
    pub(super) fn oblige(&mut self, origin: Origin<'_>, goal: TermId) -> FreeId {
        let hole = self.builder.store.fresh_free();
        self.definitions.insert(hole, Definition::Obligation(self.obligations.len()));
        self.obligations.push(Obligation {
            index: u32::try_from(self.obligations.len()).unwrap_or(u32::MAX),
            why: origin.why,
            site: origin.site,
            span: origin.span,
            text: origin.text.to_string(),
            variables: self.context.variables.clone(),
            hypotheses: self.context.facts.iter().map(|fact| fact.local).collect(),
            goal,
            hole,
        });
        hole
    }

    /// Something to be proved here, and a fact from here on.
    pub(super) fn oblige_fact(&mut self, origin: Origin<'_>, goal: TermId, keep: bool) -> FreeId {
        let variable = self.oblige(origin, goal);
        let binder = self.builder.binder("h");
        self.learn(Local { variable, binder, of: goal }, keep);
        variable
    }

    /// The proposition of a formula over the variables of this cell.
    pub(super) fn proposition(&mut self, formula: &Formula) -> Result<TermId, Refusal> {
        proposition(&mut self.builder, &self.symbols, formula, 0)
    }

    // Proofs of small things

    /// A proof of a conjunction from proofs of its parts; of `True` from none.
    pub(super) fn conjunction(&mut self, parts: &[(TermId, NodeId)]) -> NodeId {
        let Some((&(mut whole, mut proof), others)) = parts.split_last() else {
            return self.term(self.rules[Rule::Trivial]);
        };
        for &(part, part_proof) in others.iter().rev() {
            let mut arguments = self.terms(&[part, whole]);
            arguments.extend([part_proof, proof]);
            proof = self.apply(self.rules[Rule::Both], arguments);
            whole = self.builder.word(Word::And, &[part, whole]);
        }
        proof
    }

    /// What the type of a value says, over its components.
    pub(super) fn valid(&mut self, value: TermId, of: &Type) -> Result<Option<TermId>, Refusal> {
        match of {
            Type::Int => Ok(Some(self.builder.word(Word::I64, &[value]))),
            Type::Bool | Type::Unit | Type::World => Ok(None),
            Type::Tuple(_) => {
                let mut parts = Vec::new();
                for (field, component) in self.symbols.fields(&mut self.builder, (value, of))? {
                    parts.extend(self.valid(field, &component)?);
                }
                Ok((!parts.is_empty()).then(|| self.builder.conjunction(&parts)))
            }
        }
    }

    /// What the type of a value says, and the proof.
    pub(super) fn prove_valid(
        &mut self,
        value: TermId,
        of: &Type,
    ) -> Result<Option<(TermId, NodeId)>, Refusal> {
        let Some(whole) = self.valid(value, of)? else { return Ok(None) };
        match of {
            Type::Tuple(_) => {
                let mut parts = Vec::new();
                for (field, component) in self.symbols.fields(&mut self.builder, (value, of))? {
                    parts.extend(self.prove_valid(field, &component)?);
                }
                Ok(Some((whole, self.conjunction(&parts))))
            }
            _ => {
                let proof = self.in_range(value, whole)?;
                Ok(Some((whole, self.term(proof))))
            }
        }
    }

    /// The proof that an integer of core is in range: it is known, or a literal, or wrapped.
    fn in_range(&mut self, value: TermId, claim: TermId) -> Result<TermId, Refusal> {
        if let Some(proof) = self.context.proof(claim) {
            return Ok(self.builder.store.free(proof));
        }
        let (head, arguments) = self.builder.store.spine(value);
        if head == self.builder.words[Word::Wrap64] {
            return Ok(self.rule(Rule::WrappedRange, &arguments));
        }
        if head != self.builder.words[Word::OfNat] && head != self.builder.words[Word::Negate] {
            return Err(self.ill_formed());
        }
        let test = self.rule(Rule::InRange, &[value]);
        let test_holds = self.builder.holds(test);
        let truth = self.builder.boolean(true);
        let computed = self.rule(Rule::Reflexive, &[self.builder.words[Word::Bool], truth]);
        let both_ways = self.rule(Rule::TestRange, &[value]);
        Ok(self.rule(Rule::Forward, &[test_holds, claim, both_ways, computed]))
    }

    /// The proof that a halt is allowed at a site.
    pub(super) fn allowed(&mut self, site: SiteId) -> Result<TermId, Refusal> {
        let halts = &self.model.halts;
        let Some(position) = halts.iter().position(|&allowed| allowed == site) else {
            return Err(self.ill_formed());
        };
        let numbers: Vec<u32> = halts.iter().map(|site| site.0).collect();
        let here = self.builder.site(site);
        let after = self.builder.naturals(&numbers[position + 1..]);
        let mut proof = self.rule(Rule::FirstSite, &[here, after]);
        for index in (0..position).rev() {
            let other = self.builder.natural(numbers[index]);
            let list = self.builder.naturals(&numbers[index + 1..]);
            proof = self.rule(Rule::LaterSite, &[other, here, list, proof]);
        }
        Ok(proof)
    }

    // The model, layer by layer

    /// The arguments of a word in a computation of the model.
    pub(super) fn layer<const COUNT: usize>(
        &self,
        goal: TermId,
        word: Word,
    ) -> Result<[TermId; COUNT], Refusal> {
        let (head, arguments) = self.builder.store.spine(goal);
        match arguments.try_into() {
            Ok(arguments) if head == self.builder.words[word] => Ok(arguments),
            _ => Err(self.ill_formed()),
        }
    }

    /// The body of a function for an argument.
    pub(super) fn enter(&mut self, function: TermId, argument: TermId) -> Result<TermId, Refusal> {
        match self.builder.store.term_at(function) {
            Term::Lambda(_, _, body) => Ok(self.builder.store.instantiate(body, &[argument])),
            _ => Err(self.ill_formed()),
        }
    }

    /// The value of a definition of this cell for arguments.
    pub(super) fn unfold(&mut self, name: NameId, arguments: &[TermId]) -> Result<TermId, Refusal> {
        let mut value = self.definition(name)?;
        for _ in arguments {
            let Term::Lambda(_, _, body) = self.builder.store.term_at(value) else {
                return Err(self.ill_formed());
            };
            value = body;
        }
        Ok(self.builder.store.instantiate(value, arguments))
    }

    fn definition(&self, name: NameId) -> Result<TermId, Refusal> {
        let all = self.model.auxiliary.iter().chain([&self.model.definition]);
        for declaration in all {
            if let Declaration::Constant(constant) = declaration
                && let Kind::Definition(value, _) = constant.kind
                && constant.name == name
            {
                return Ok(value);
            }
        }
        Err(self.ill_formed())
    }
}
