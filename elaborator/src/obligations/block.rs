//! Blocks: their steps, and how they end.
//! Given by: the contract, loops and joins.
//! Gives: the outline of the proof that the model of a block ends as the judgement says.
//! Holds: one rule a step; an obligation for each check that is to be superfluous, at its site.

use super::outline::{Bound, Evaluated, Node, NodeId, Why};
use super::rules::{Rule, Step as Composition};
use super::walk::{Exit, Origin, Walk};
use crate::core::{
    Arithmetic, Block, CellId, Checked, Comparison, End, Formula, JoinId, Site, SiteId, SiteKind, Step, Type,
    Value, VariableId,
};
use crate::meaning::Word;
use crate::translate::{Refusal, Scope, below, proposition, value, values};
use kernel::{Term, TermId};
use num_bigint::BigInt;

/// A step of a proof, waiting for the proof of what follows.
pub(super) enum Frame {
    /// A theorem applied to all but its last argument, which is the proof of the rest.
    Rule(TermId, Vec<NodeId>),
    /// The same, with the proof of the rest below binders.
    Under(TermId, Vec<NodeId>, Vec<Bound>),
    /// A join, whose body is proved after the branches that jump to it.
    Join(JoinId),
}

type Stepped = (Option<Frame>, TermId);

impl<'p> Walk<'p, '_> {
    /// The proof about a block; `goal` is its model.
    pub(super) fn block(&mut self, block: &'p Block, goal: TermId, depth: u32) -> Result<NodeId, Refusal> {
        let below = below(depth)?;
        let mark = self.context.mark();
        let mut frames = Vec::new();
        let mut goal = goal;
        for step in &block.steps {
            let (frame, next) = self.step(step, goal, below)?;
            frames.extend(frame);
            goal = next;
        }
        let mut proof = self.end(&block.end, goal, below)?;
        for frame in frames.into_iter().rev() {
            proof = self.before(frame, proof, below)?;
        }
        self.context.leave(mark);
        Ok(proof)
    }

    fn before(&mut self, frame: Frame, rest: NodeId, depth: u32) -> Result<NodeId, Refusal> {
        match frame {
            Frame::Rule(rule, mut arguments) => {
                arguments.push(rest);
                Ok(self.apply(rule, arguments))
            }
            Frame::Under(rule, mut arguments, bound) => {
                arguments.push(self.node(Node::Lambda(bound, rest)));
                Ok(self.apply(rule, arguments))
            }
            Frame::Join(join) => self.close_join(join, rest, depth),
        }
    }

    fn step(&mut self, step: &'p Step, goal: TermId, depth: u32) -> Result<Stepped, Refusal> {
        match step {
            Step::Let(variable, of) => {
                let Term::Let { body, .. } = self.builder.store.term_at(goal) else {
                    return Err(self.ill_formed());
                };
                let (value, _) = value(&mut self.builder, &self.symbols, of, depth)?;
                self.symbols.set(*variable, value);
                Ok((None, self.builder.store.instantiate(body, &[value])))
            }
            Step::Checked(variable, operation, arguments, site) => {
                self.checked((*variable, *operation, arguments, *site), goal, depth)
            }
            Step::Guard(formula, site) => self.guard(formula, *site, goal, depth),
            Step::Call(variable, callee, arguments, site) => {
                self.call((*variable, *callee, arguments, *site), goal, depth)
            }
            Step::Loop(of) => self.loop_step(of, goal, depth),
            Step::Join(join, parameters, body) => {
                self.open_join(*join, parameters, body);
                Ok((Some(Frame::Join(*join)), goal))
            }
        }
    }

    fn site(&self, site: SiteId) -> Result<&'p Site, Refusal> {
        self.cell.sites.get(site.0 as usize).ok_or_else(|| self.ill_formed())
    }

    fn at_site(&self, site: SiteId, why: Why) -> Result<Origin<'p>, Refusal> {
        let of = self.site(site)?;
        Ok(Origin { why, site: Some(site), span: of.span, text: &of.text })
    }

    /// The first arguments of a rule of the judgement: result, sites, postcondition.
    fn head(&mut self) -> Vec<NodeId> {
        let mut arguments = self.terms(&[self.judgement.result, self.judgement.sites]);
        arguments.push(self.judgement.post);
        arguments
    }

    fn checked(
        &mut self,
        (variable, operation, arguments, site): (VariableId, Checked, &[Value], SiteId),
        goal: TermId,
        depth: u32,
    ) -> Result<Stepped, Refusal> {
        let [_, _, _, continuation] = self.layer(goal, Word::CompBind)?;
        let operands = values(&mut self.builder, &self.symbols, arguments, depth)?;
        let operands: Vec<TermId> = operands.into_iter().map(|(operand, _)| operand).collect();
        let (result, premises) = self.operation(operation, &operands, site)?;
        let mut rule = self.head();
        let number = self.builder.site(site);
        rule.push(self.term(number));
        rule.extend(self.terms(&operands));
        rule.push(self.term(continuation));
        rule.extend(self.terms(&premises));
        self.symbols.set(variable, result);
        let rest = self.enter(continuation, result)?;
        Ok((Some(Frame::Rule(self.step_rule(composition(operation)), rule)), rest))
    }

    /// The result of a checked operation, and the proofs that its checks are superfluous.
    fn operation(
        &mut self,
        operation: Checked,
        operands: &[TermId],
        site: SiteId,
    ) -> Result<(TermId, Vec<TermId>), Refusal> {
        let exact = |arithmetic| match *operands {
            [a, b] => Some((arithmetic, a, b)),
            _ => None,
        };
        let binary = match operation {
            Checked::Add => exact(Arithmetic::Add),
            Checked::Subtract => exact(Arithmetic::Subtract),
            Checked::Multiply => exact(Arithmetic::Multiply),
            Checked::Negate => {
                let [a] = *operands else { return Err(self.ill_formed()) };
                let result = self.builder.negation(a);
                return Ok((result, vec![self.overflow(result, Why::Overflow, site)?]));
            }
            Checked::Divide | Checked::Remainder => {
                let [a, b] = *operands else { return Err(self.ill_formed()) };
                return self.division(operation, a, b, site);
            }
        };
        let Some((arithmetic, a, b)) = binary else { return Err(self.ill_formed()) };
        let result = self.builder.arithmetic(arithmetic, a, b);
        Ok((result, vec![self.overflow(result, Why::Overflow, site)?]))
    }

    fn overflow(&mut self, result: TermId, why: Why, site: SiteId) -> Result<TermId, Refusal> {
        let origin = self.at_site(site, why)?;
        let goal = self.builder.word(Word::I64, &[result]);
        let hole = self.oblige_fact(origin, goal, false);
        Ok(self.builder.store.free(hole))
    }

    fn division(
        &mut self,
        operation: Checked,
        a: TermId,
        b: TermId,
        site: SiteId,
    ) -> Result<(TermId, Vec<TermId>), Refusal> {
        let zero = self.builder.integer(&BigInt::ZERO);
        let zero = self.builder.comparison(Comparison::Equal, b, zero);
        let nonzero = self.builder.word(Word::Not, &[zero]);
        let origin = self.at_site(site, Why::Divisor)?;
        let divisor = self.oblige_fact(origin, nonzero, true);
        let divisor = self.builder.store.free(divisor);
        let quotient = self.builder.arithmetic(Arithmetic::Divide, a, b);
        let range = self.overflow(quotient, Why::Quotient, site)?;
        if operation == Checked::Divide {
            return Ok((quotient, vec![divisor, range]));
        }
        let remainder = self.builder.arithmetic(Arithmetic::Remainder, a, b);
        let Some((_, valid)) = self.prove_int(b)? else { return Err(self.ill_formed()) };
        let proof = self.rule(Rule::RemainderRange, &[a, b, divisor, valid]);
        let claim = self.builder.word(Word::I64, &[remainder]);
        let binder = self.builder.binder("h");
        let local = self.derived(binder, claim, proof);
        self.learn(local, false);
        Ok((remainder, vec![divisor, range]))
    }

    /// That an integer is in range, and the proof as a term.
    fn prove_int(&mut self, value: TermId) -> Result<Option<(TermId, TermId)>, Refusal> {
        let Some((claim, node)) = self.prove_valid(value, &Type::Int)? else { return Ok(None) };
        match self.nodes.get(node.0 as usize) {
            Some(Node::Term(proof)) => Ok(Some((claim, *proof))),
            _ => Ok(None),
        }
    }

    fn guard(
        &mut self,
        formula: &Formula,
        site: SiteId,
        goal: TermId,
        depth: u32,
    ) -> Result<Stepped, Refusal> {
        let [_, test, number, rest] = self.layer(goal, Word::CompGuard)?;
        let decided = self.reflect(formula, depth)?;
        let mut rule = self.head();
        rule.extend(self.terms(&[test, number, rest]));
        let holds = self.builder.holds(decided.test);
        let why = match &self.site(site)?.kind {
            SiteKind::Check => {
                let allowed = self.allowed(site)?;
                rule.push(self.term(allowed));
                let bound = self.hypothesis("h", holds, decided.proposition, decided.proof);
                return Ok((Some(Frame::Under(self.step_rule(Composition::Check), rule, vec![bound])), rest));
            }
            SiteKind::Precondition { callee, clause } => {
                Why::Precondition { callee: *callee, clause: *clause }
            }
            SiteKind::Assume { name, reason } => Why::Assume { name: name.clone(), reason: reason.clone() },
            SiteKind::Status => Why::Status,
            SiteKind::Division => Why::Defined(Evaluated::Here),
            _ => Why::Assert,
        };
        let origin = self.at_site(site, why)?;
        let hole = self.oblige_fact(origin, decided.proposition, true);
        let hole = self.builder.store.free(hole);
        let proof = self.rule(Rule::Backward, &[holds, decided.proposition, decided.proof, hole]);
        rule.push(self.term(proof));
        Ok((Some(Frame::Rule(self.step_rule(Composition::Guard), rule)), rest))
    }

    /// A binder for a test that is true; what is learned is the proposition that it decides.
    pub(super) fn hypothesis(
        &mut self,
        name: &str,
        holds: TermId,
        proposition: TermId,
        both_ways: TermId,
    ) -> Bound {
        let variable = self.builder.store.fresh_free();
        let binder = self.builder.binder(name);
        let test = self.builder.store.free(variable);
        let proof = self.rule(Rule::Forward, &[holds, proposition, both_ways, test]);
        let local = self.derived(binder, proposition, proof);
        self.learn(local, true);
        Bound { variable, binder, of: self.term(holds) }
    }

    fn call(
        &mut self,
        (variable, callee, arguments, site): (VariableId, CellId, &[Value], SiteId),
        goal: TermId,
        depth: u32,
    ) -> Result<Stepped, Refusal> {
        let [of, _, called, continuation] = self.layer(goal, Word::CompBind)?;
        let [_, number, applied] = self.layer(called, Word::CompAt)?;
        let arguments = values(&mut self.builder, &self.symbols, arguments, depth)?;
        let specified = self.specified(callee, &arguments, site)?;
        let post = self.term(specified.post);
        let mut rule = self.terms(&[of, self.judgement.sites, specified.sites]);
        rule.push(post);
        rule.extend(self.terms(&[number, applied]));
        let step = if specified.halts {
            let allowed = self.allowed(site)?;
            rule.push(self.term(allowed));
            Composition::CalledAt
        } else {
            rule.push(self.term(self.rules[Rule::NoSite]));
            Composition::Called
        };
        rule.push(specified.proof);
        let ended = self.apply(self.step_rule(step), rule);
        let mut bind = self.terms(&[of, self.judgement.result, self.judgement.sites]);
        bind.extend([post, self.judgement.post]);
        bind.extend(self.terms(&[called, continuation]));
        bind.push(ended);
        let (bound, result) = self.call_result(variable, callee, &arguments)?;
        let rest = self.enter(continuation, result)?;
        Ok((Some(Frame::Under(self.step_rule(Composition::Bind), bind, bound)), rest))
    }

    /// The result of a call, and what the callee's postcondition says of it.
    fn call_result(
        &mut self,
        variable: VariableId,
        callee: CellId,
        arguments: &[(TermId, Type)],
    ) -> Result<(Vec<Bound>, TermId), Refusal> {
        let name = self.name_of(variable);
        let of = self.symbols.type_of(variable)?.clone();
        let (result_bound, result) = self.opaque(&name, &of, &[]);
        self.symbols.set(variable, result);
        let mut parts: Vec<TermId> = self.valid(result, &of)?.into_iter().collect();
        let program = self.program;
        let cell = program.cells.get(callee.0 as usize).ok_or_else(|| self.ill_formed())?;
        let mut symbols = self.symbols.of_cell(cell, callee);
        for (&parameter, &(argument, _)) in cell.parameters.iter().zip(arguments) {
            symbols.set(parameter, argument);
        }
        for (variable, component) in self.results_of(cell, (result, &of))? {
            symbols.set(variable, component);
        }
        for clause in &cell.ensures {
            parts.push(proposition(&mut self.builder, &symbols, &clause.formula, 0)?);
        }
        let whole = self.builder.conjunction(&parts);
        let fact = self.suppose("h", whole, true);
        Ok((vec![result_bound, fact], result))
    }

    fn end(&mut self, end: &'p End, goal: TermId, depth: u32) -> Result<NodeId, Refusal> {
        match end {
            End::Return(of) => {
                let returned = value(&mut self.builder, &self.symbols, of, depth)?;
                let Exit::Cell = self.judgement.exit else { return Err(self.ill_formed()) };
                let proof = self.postcondition((returned.0, &returned.1))?;
                self.ok(goal, proof)
            }
            End::Continue(next) => {
                let next = values(&mut self.builder, &self.symbols, next, depth)?;
                let Exit::Loop(of) = self.judgement.exit else { return Err(self.ill_formed()) };
                let proof = self.next_state(of, &next)?;
                self.ok(goal, proof)
            }
            End::Jump(join, arguments) => {
                let arguments = values(&mut self.builder, &self.symbols, arguments, depth)?;
                self.jump(*join, arguments)
            }
            End::If(condition, yes, no) => {
                let [_, plain, yes_goal, no_goal] = self.layer(goal, Word::Conditional)?;
                let (condition, _) = value(&mut self.builder, &self.symbols, condition, depth)?;
                let mut rule = self.head();
                rule.extend(self.terms(&[plain, yes_goal, no_goal]));
                for (block, goal, result) in [(yes, yes_goal, true), (no, no_goal, false)] {
                    let mark = self.context.mark();
                    let decided = self.builder.decided(condition, result);
                    let bound = self.suppose("h", decided, true);
                    let proof = self.block(block, goal, depth)?;
                    self.context.leave(mark);
                    rule.push(self.node(Node::Lambda(vec![bound], proof)));
                }
                Ok(self.apply(self.step_rule(Composition::Conditional), rule))
            }
            End::Halt(site) => {
                let number = self.builder.site(*site);
                let allowed = self.allowed(*site)?;
                let mut rule = self.head();
                rule.extend(self.terms(&[number, allowed]));
                Ok(self.apply(self.step_rule(Composition::Halt), rule))
            }
        }
    }

    /// The end of a computation with a value that the postcondition accepts.
    fn ok(&mut self, goal: TermId, proof: NodeId) -> Result<NodeId, Refusal> {
        let [_, value] = self.layer(goal, Word::CompOk)?;
        let mut rule = self.head();
        rule.push(self.term(value));
        rule.push(proof);
        Ok(self.apply(self.step_rule(Composition::Ok), rule))
    }
}

fn composition(operation: Checked) -> Composition {
    match operation {
        Checked::Add => Composition::Add,
        Checked::Subtract => Composition::Subtract,
        Checked::Multiply => Composition::Multiply,
        Checked::Negate => Composition::Negate,
        Checked::Divide => Composition::Divide,
        Checked::Remainder => Composition::Remainder,
    }
}
