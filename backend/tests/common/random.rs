//! Random programs, as text in the surface language.
//! Given by: tests, a seed and a size.
//! Gives: a document with one cell of two integers and one truth value, which calls helpers, loops, checks and prints nothing.
//! Holds: every program is well-typed and every loop ends after a few iterations.

use elaborator::literal::Literal;
use std::fmt::Write;

/// A document whose cell `test` is to be run.
pub(crate) fn document(seed: u64) -> String {
    format!("```lumen\n{}```\n", cells(seed))
}

/// Arguments for that cell.
pub(crate) fn arguments() -> Vec<Vec<Literal>> {
    let pairs =
        [(0, 0), (1, 2), (3, -1), (-7, 10), (77, 5), (100, 77), (-1, 3_037_000_500), (i64::MIN, i64::MAX)];
    let case = |(a, b)| vec![Literal::Integer(a), Literal::Integer(b), Literal::Boolean(a % 2 == 0)];
    pairs.into_iter().map(case).collect()
}

fn cells(seed: u64) -> String {
    let mut maker = Maker {
        state: seed,
        text: String::new(),
        indent: 1,
        names: Vec::new(),
        mutable: Vec::new(),
        next: 0,
        loops: 0,
    };
    maker.text.push_str("cell half(x: Int) -> (Int, Bool)\n  return (x / 2, x % 2 == 0)\nend\n\n");
    maker.text.push_str("cell near(x: Int, y: Int) -> Bool\n  requires x - y < 100\n  check x != 77\n  return x +% y > x\nend\n\n");
    maker.text.push_str("cell test(a: Int, b: Int, c: Bool) -> (Int, (Bool, Int))\n");
    maker.names = vec!["a".to_owned(), "b".to_owned()];
    maker.block(3);
    let (left, truth, right) = (maker.integer(2), maker.truth(2), maker.integer(2));
    maker.line(&format!("return ({left}, ({truth}, {right}))"));
    maker.text.push_str("end\n");
    maker.text
}

struct Maker {
    state: u64,
    text: String,
    indent: usize,
    /// Integer variables in scope.
    names: Vec<String>,
    /// Those among them that may be assigned.
    mutable: Vec<String>,
    next: u32,
    /// How many loops there are around the statement.
    loops: u32,
}

impl Maker {
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn pick(&mut self, from: &[String]) -> String {
        let index = self.below(from.len() as u64);
        from[usize::try_from(index).unwrap()].clone()
    }

    fn fresh(&mut self) -> String {
        self.next += 1;
        format!("v{}", self.next)
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", "  ".repeat(self.indent));
    }

    fn block(&mut self, depth: u32) {
        for _ in 0..=self.below(3) {
            self.statement(depth);
        }
    }

    /// Statements in a scope of their own.
    fn nested(&mut self, depth: u32) {
        let (names, mutable) = (self.names.len(), self.mutable.len());
        self.indent += 1;
        self.block(depth);
        self.indent -= 1;
        self.names.truncate(names);
        self.mutable.truncate(mutable);
    }

    fn statement(&mut self, depth: u32) {
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => {
                let (name, value) = (self.fresh(), self.integer(3));
                self.line(&format!("let {name} = {value}"));
                self.names.push(name);
            }
            1 => {
                let (name, value) = (self.fresh(), self.integer(2));
                self.line(&format!("let mut {name} = {value}"));
                self.names.push(name.clone());
                self.mutable.push(name);
            }
            2 if !self.mutable.is_empty() => {
                let (name, value) = (self.pick(&self.mutable.clone()), self.integer(3));
                self.line(&format!("{name} = {value}"));
            }
            3 => {
                let condition = self.claim(2);
                let word = if self.below(2) == 0 { "assert" } else { "check" };
                self.line(&format!("{word} {condition} or a != 3"));
            }
            5 | 6 => {
                let condition = self.truth(2);
                self.line(&format!("if {condition}"));
                self.nested(depth - 1);
                if self.below(3) > 0 {
                    self.line("else");
                    self.nested(depth - 1);
                }
                if self.below(6) == 0 && self.loops == 0 {
                    let value = self.integer(1);
                    self.line(&format!("  return ({value}, (c, a))"));
                }
                self.line("end");
            }
            7 => self.looping(depth),
            _ => {
                let (name, argument) = (self.fresh(), self.integer(2));
                self.line(&format!("let {name} = half({argument})"));
                self.line(&format!("let {name}b = if {name}.1 then {name}.0 else {name}.0 - 1 end"));
                self.names.push(format!("{name}b"));
            }
        }
    }

    fn looping(&mut self, depth: u32) {
        let (counter, limit) = (self.fresh(), self.below(5));
        self.line(&format!("let mut {counter} = 0"));
        self.line(&format!("while {counter} < {limit}"));
        self.names.push(counter.clone());
        self.loops += 1;
        self.nested(depth - 1);
        self.loops -= 1;
        self.line(&format!("  {counter} = {counter} + 1"));
        self.line("end");
    }

    fn integer(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(4) == 0 {
            return self.operand();
        }
        let operators = ["+", "-", "*", "/ 3 +", "%", "+%", "-%", "*%"];
        match self.below(10) {
            9 => format!("-({})", self.integer(depth - 1)),
            8 => {
                let (condition, yes, no) =
                    (self.truth(depth - 1), self.integer(depth - 1), self.integer(depth - 1));
                format!("(if {condition} then {yes} else {no} end)")
            }
            operator => {
                let (left, right) = (self.integer(depth - 1), self.integer(depth - 1));
                format!("({left} {} {right})", operators[usize::try_from(operator).unwrap()])
            }
        }
    }

    fn operand(&mut self) -> String {
        let constants = ["0", "1", "-1", "2", "7", "-10", "3037000500", "-9223372036854775808"];
        match self.below(15) {
            constant @ 0..8 => constants[usize::try_from(constant).unwrap()].to_owned(),
            _ => self.pick(&self.names.clone()),
        }
    }

    /// A condition over integers without bounds, which calls nothing.
    fn claim(&mut self, depth: u32) -> String {
        match self.below(if depth == 0 { 1 } else { 5 }) {
            1 => format!("(not {})", self.claim(depth - 1)),
            2 => format!("({} and {})", self.claim(depth - 1), self.claim(depth - 1)),
            3 => format!("({} implies {})", self.claim(depth - 1), self.claim(depth - 1)),
            4 => format!("({} iff c)", self.claim(depth - 1)),
            _ => {
                let operators = ["+", "-", "*", "/ 7 *", "% 10 -"];
                let mut operator = || operators[usize::try_from(self.below(5)).unwrap()];
                let (first, second) = (operator(), operator());
                let [a, b, c, d] = [self.operand(), self.operand(), self.operand(), self.operand()];
                format!("{a} {first} {b} < {c} {second} {d} + 1000000")
            }
        }
    }

    fn truth(&mut self, depth: u32) -> String {
        if depth == 0 {
            return ["c", "true", "false"][usize::try_from(self.below(3)).unwrap()].to_owned();
        }
        match self.below(8) {
            0 => format!("(not {})", self.truth(depth - 1)),
            1 => format!("({} and {})", self.truth(depth - 1), self.truth(depth - 1)),
            2 => format!("({} or {})", self.truth(depth - 1), self.truth(depth - 1)),
            3 => format!("near({}, {})", self.integer(depth - 1), self.integer(depth - 1)),
            _ => {
                let comparison = ["<", "<=", "==", "!=", ">", ">="][usize::try_from(self.below(6)).unwrap()];
                format!("({} {comparison} {})", self.integer(depth - 1), self.integer(depth - 1))
            }
        }
    }
}
