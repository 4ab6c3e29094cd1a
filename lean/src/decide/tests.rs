//! Obligations of the first documents, and near misses beside them.
//! Given by: the tests of this crate.
//! Gives: failures when something provable is missed, or something false is found.
//! Holds: texts are turned into kernel terms as the translation makes them; every variable is free.

use super::branch::Context;
use super::budget::Budget;
use super::trace::Trace;
use super::vocabulary::{Head, Vocabulary};
use super::{FailureReason, Hypothesis, find};
use kernel::{Store, TermId};
use std::collections::{BTreeMap, BTreeSet};

/// Reads a small language of propositions; capital letters are truth values, small ones integers.
struct Text<'a> {
    tokens: Vec<&'a str>,
    position: usize,
    store: &'a mut Store,
    vocabulary: Vocabulary,
    variables: BTreeMap<String, TermId>,
}

impl Text<'_> {
    fn peek(&self) -> &str {
        self.tokens.get(self.position).copied().unwrap_or("")
    }

    fn accept(&mut self, token: &str) -> bool {
        let found = self.peek() == token;
        self.position += usize::from(found);
        found
    }

    fn variable(&mut self, name: &str) -> TermId {
        if let Some(&known) = self.variables.get(name) {
            return known;
        }
        let id = self.store.fresh_free();
        let term = self.store.free(id);
        let _ = self.variables.insert(name.to_owned(), term);
        term
    }

    fn proposition(&mut self) -> TermId {
        let left = self.disjunction();
        if self.accept("->") {
            let right = self.proposition();
            return self.store.arrow(left, right);
        }
        if self.accept("<->") {
            let right = self.proposition();
            return self.vocabulary.apply(self.store, Head::Iff, &[left, right]);
        }
        left
    }

    fn disjunction(&mut self) -> TermId {
        let left = self.conjunction();
        if self.accept("or") {
            let right = self.disjunction();
            return self.vocabulary.apply(self.store, Head::Or, &[left, right]);
        }
        left
    }

    fn conjunction(&mut self) -> TermId {
        let left = self.relation();
        if self.accept("and") {
            let right = self.conjunction();
            return self.vocabulary.apply(self.store, Head::And, &[left, right]);
        }
        left
    }

    fn relation(&mut self) -> TermId {
        if self.accept("not") {
            let inner = self.relation();
            return self.vocabulary.apply(self.store, Head::Not, &[inner]);
        }
        for (word, head) in [("I64", Head::Range), ("False", Head::False), ("True", Head::True)] {
            if self.accept(word) {
                let arguments = if head == Head::Range { vec![self.factor()] } else { vec![] };
                return self.vocabulary.apply(self.store, head, &arguments);
            }
        }
        if self.accept("[") {
            let inner = self.proposition();
            assert!(self.accept("]"));
            return inner;
        }
        if self.accept("test") {
            let test = self.test();
            let value = self.accept("yes") || !self.accept("no");
            return self.vocabulary.tested(self.store, test, value);
        }
        let left = self.sum();
        let operator = self.tokens[self.position];
        self.position += 1;
        let right = self.sum();
        match operator {
            "<=" => self.vocabulary.less_equal(self.store, left, right),
            "<" => self.vocabulary.less(self.store, left, right),
            "=" => self.vocabulary.equal(self.store, left, right),
            other => panic!("operator {other}"),
        }
    }

    fn test(&mut self) -> TermId {
        let word = self.tokens[self.position].to_owned();
        self.position += 1;
        let heads = [
            ("ble", Head::TestLessEqual, 2, true),
            ("blt", Head::TestLess, 2, true),
            ("beq", Head::TestEqual, 2, true),
            ("in", Head::TestRange, 1, true),
            ("bnot", Head::TestNot, 1, false),
            ("band", Head::TestAnd, 2, false),
            ("bor", Head::TestOr, 2, false),
            ("bxnor", Head::TestSame, 2, false),
        ];
        match heads.iter().find(|(name, ..)| *name == word) {
            Some(&(_, head, count, integers)) => {
                let arguments: Vec<TermId> =
                    (0..count).map(|_| if integers { self.factor() } else { self.test() }).collect();
                self.vocabulary.apply(self.store, head, &arguments)
            }
            None => self.variable(&word),
        }
    }

    fn sum(&mut self) -> TermId {
        let mut left = self.product();
        loop {
            if self.accept("+") {
                let right = self.product();
                left = self.vocabulary.add(self.store, left, right);
            } else if self.accept("-") {
                let right = self.product();
                let right = self.vocabulary.minus(self.store, right);
                left = self.vocabulary.add(self.store, left, right);
            } else {
                return left;
            }
        }
    }

    fn product(&mut self) -> TermId {
        let mut left = self.factor();
        loop {
            if self.accept("*") {
                let right = self.factor();
                left = self.vocabulary.multiply(self.store, left, right);
            } else if self.accept("/") {
                let right = self.factor();
                left = self.vocabulary.apply(self.store, Head::Quotient, &[left, right]);
            } else if self.accept("div") {
                let right = self.factor();
                left = self.vocabulary.apply(self.store, Head::EuclideanQuotient, &[left, right]);
            } else if self.accept("mod") {
                let right = self.factor();
                left = self.vocabulary.apply(self.store, Head::EuclideanRemainder, &[left, right]);
            } else if self.accept("%") {
                let right = self.factor();
                left = self.vocabulary.apply(self.store, Head::Remainder, &[left, right]);
            } else {
                return left;
            }
        }
    }

    fn factor(&mut self) -> TermId {
        if self.accept("(") {
            let inner = self.sum();
            assert!(self.accept(")"));
            return inner;
        }
        let word = self.tokens[self.position].to_owned();
        self.position += 1;
        if word == "wrap" {
            let inner = self.factor();
            return self.vocabulary.apply(self.store, Head::Wrapped, &[inner]);
        }
        match word.parse::<i128>() {
            Ok(value) => self.vocabulary.integer(self.store, &value.into()),
            Err(_) => self.variable(&word),
        }
    }
}

/// What the search answers for hypotheses, one a line, and a goal.
fn search(hypotheses: &str, goal: &str, limit: u64) -> (Result<(), FailureReason>, u64) {
    let mut store = Store::new();
    let vocabulary = Vocabulary::new(&mut store);
    let mut text = Text {
        tokens: Vec::new(),
        position: 0,
        store: &mut store,
        vocabulary: vocabulary.clone(),
        variables: BTreeMap::new(),
    };
    let mut read = |line: &'static str| {
        text.tokens = line.split_whitespace().collect();
        text.position = 0;
        let term = text.proposition();
        assert_eq!(text.position, text.tokens.len(), "{line}");
        term
    };
    let hypotheses: &'static str = hypotheses.to_owned().leak();
    let statements: Vec<TermId> =
        hypotheses.lines().map(str::trim).filter(|line| !line.is_empty()).map(&mut read).collect();
    let goal = read(goal.to_owned().leak());
    let given: Vec<Hypothesis> = statements
        .iter()
        .map(|&statement| {
            let proof = store.fresh_free();
            Hypothesis { proof: store.free(proof), statement }
        })
        .collect();
    let mut context = Context {
        store: &mut store,
        vocabulary,
        reader: super::reader::Reader::default(),
        trace: Trace::default(),
        budget: Budget::new(limit),
        joined: BTreeSet::new(),
        common: Vec::new(),
    };
    let found = find(&mut context, &given, goal).map(|_| ());
    (found, context.budget.used())
}

fn proves(hypotheses: &str, goal: &str) {
    let started = std::time::Instant::now();
    let (found, steps) = search(hypotheses, goal, 200_000);
    println!("{goal}: {steps} steps, {:?}", started.elapsed());
    assert_eq!(found, Ok(()), "{goal} after {steps} steps");
}

fn misses(hypotheses: &str, goal: &str) {
    let started = std::time::Instant::now();
    let (found, steps) = search(hypotheses, goal, 200_000);
    println!("not {goal}: {steps} steps, {:?}", started.elapsed());
    assert!(matches!(found, Err(FailureReason::NotFound | FailureReason::Limit)), "{goal}: {found:?}");
}

#[test]
fn linear_comparisons() {
    proves("a <= b \n b <= c", "a <= c");
    misses("a <= b \n b <= c", "a < c");
    proves("a < b \n b < c", "a + 2 <= c");
    misses("a < b \n b < c", "a + 3 <= c");
    proves("2 * a = 2 * b + 0", "a = b");
    proves("2 * a = 2 * b + 1", "False");
    proves("3 * a <= 2 \n 0 <= a", "a = 0");
    proves("0 <= 3 * a - 2 * b \n 3 * a - 2 * b <= 0 \n 0 < a \n a < 2", "False");
    misses("0 <= 3 * a - 2 * b \n 3 * a - 2 * b <= 0 \n 0 < a \n a < 3", "False");
}

#[test]
fn integers_between_neighbours() {
    proves("2 * a + 3 * b = 7 \n 0 <= a \n 0 <= b \n b <= 2", "b = 1");
    proves("4 * x - 2 * y = z \n z = 2 * w + 1", "False");
}

#[test]
fn connectives() {
    proves("a <= b or a < b", "a <= b");
    proves("not [ a <= b and b <= a ]", "not a = b");
    proves("a = 1 -> b = 2 \n a = 1", "b = 2");
    proves("a = 1 -> b = 2 \n not b = 2", "not a = 1");
    proves("a = 1 <-> b = 2 \n b = 2", "a < 2");
    proves("test P yes <-> a < b \n a < b", "test P yes");
    misses("a = 1 or b = 2", "a = 1");
    proves("", "a < b or [ a = b or b < a ]");
    proves("test band P Q no \n test P yes", "test Q no");
    proves("test bxnor P ble a b yes \n a < b", "test P yes");
    proves("test bor ble a b blt b a no", "False");
    misses("test bor ble a b blt b c no", "False");
    proves("test in x no \n 0 <= x", "9223372036854775807 < x");
}

#[test]
fn clamp() {
    let known = "lo <= hi \n I64 x \n I64 lo \n I64 hi";
    proves(&format!("{known} \n test blt x lo yes"), "lo <= lo and lo <= hi");
    proves(&format!("{known} \n test blt x lo no \n test blt hi x yes"), "lo <= hi and hi <= hi");
    proves(&format!("{known} \n test blt x lo no \n test blt hi x no"), "lo <= x and x <= hi");
    misses(&format!("{known} \n test blt x lo no"), "lo <= x and x <= hi");
}

const SUM: &str =
    "I64 n \n I64 s \n I64 i \n 0 <= n and n <= 1000000 \n 0 <= i and i <= n \n 2 * s = i * ( i + 1 )";

#[test]
fn sum_of_numbers() {
    let inside = format!("{SUM} \n test blt i n yes");
    proves(SUM, "2 * 0 = 0 * ( 0 + 1 )");
    proves(&inside, "test in ( i + 1 ) yes");
    proves(&inside, "test in ( s + ( i + 1 ) ) yes");
    proves(&inside, "0 <= i + 1 and i + 1 <= n");
    proves(&inside, "2 * ( s + ( i + 1 ) ) = ( i + 1 ) * ( i + 1 + 1 )");
    proves(&inside, "0 <= n - i and n - ( i + 1 ) < n - i");
    proves(&format!("{SUM} \n test blt i n no"), "2 * s = n * ( n + 1 )");
}

#[test]
fn wrong_sums() {
    let inside = format!("{SUM} \n test blt i n yes");
    misses(&inside, "2 * ( s + i ) = ( i + 1 ) * ( i + 1 + 1 )");
    misses(&inside, "i + 1 < n");
    misses(SUM, "2 * s = n * ( n + 1 )");
    let unbounded = "I64 n \n I64 s \n I64 i \n 0 <= n \n 0 <= i \n i < n \n 2 * s = i * ( i + 1 )";
    misses(unbounded, "test in ( s + ( i + 1 ) ) yes");
}

const FEE: &str = "0 <= amount \n amount <= 1000000000000 \n 0 <= points \n points <= 10000";

#[test]
fn fees() {
    proves(FEE, "test in ( amount * points ) yes");
    proves(FEE, "test in ( amount * points / 10000 ) yes");
    proves(FEE, "amount * points / 10000 * 10000 <= amount * points");
    proves(FEE, "amount * points < ( amount * points / 10000 + 1 ) * 10000");
    proves(FEE, "0 <= amount * points / 10000 and amount * points / 10000 <= amount");
    misses(FEE, "amount * points <= amount * points / 10000 * 10000");
    misses("0 <= amount \n 0 <= points", "test in ( amount * points ) yes");
}

#[test]
fn divisions() {
    proves("", "( a / 2 ) * 2 <= a + 1");
    proves("a < 0", "a <= ( a / 2 ) * 2");
    misses("", "( a / 2 ) * 2 <= a");
    proves("a % 2 = 1", "0 < a");
    proves("0 < b \n 0 <= a", "0 <= a / b and a / b <= a");
    proves("I64 a \n I64 b \n not b = 0 \n not b = -1", "test in ( a / b ) yes");
    misses("I64 a \n I64 b \n not b = 0", "test in ( a / b ) yes");
    proves(
        "I64 lo \n I64 hi \n 0 <= lo \n lo < hi",
        "lo <= lo + ( hi - lo ) / 2 and lo + ( hi - lo ) / 2 < hi",
    );
}

#[test]
fn euclidean_divisions_and_wrapping() {
    proves("", "( a div 2 ) * 2 <= a");
    misses("", "( a / 2 ) * 2 <= a");
    proves("a mod 2 = 1 \n b mod 2 = 1", "not a + b = 2 * c + 1");
    proves("I64 a", "wrap a = a");
    proves("", "test in wrap ( a + b ) yes");
    misses("", "wrap a = a");
}

#[test]
fn transfers() {
    let known = format!(
        "{FEE} \n f = amount * points / 10000 \n 0 <= from \n amount + f <= from \n a = from - amount - f \n b = to + amount"
    );
    proves(&known, "a + b + f = from + to");
    proves(&known, "0 <= a");
    misses(&known, "a + b = from + to");
    misses(&known, "0 < a");
}

#[test]
fn interest() {
    let known = "0 <= balance \n balance <= 1000000000000 \n 0 <= points \n points <= 10000 \n 0 <= years \n years <= 100 \n \
         0 <= k \n k < years \n sum * 10000 <= k * ( balance * points ) \n k * ( balance * points ) <= sum * 10000 + 9999 * k \n 0 <= sum";
    let next = "( sum + balance * points / 10000 )";
    proves(known, &format!("{next} * 10000 <= ( k + 1 ) * ( balance * points )"));
    proves(known, &format!("( k + 1 ) * ( balance * points ) <= {next} * 10000 + 9999 * ( k + 1 )"));
    proves(known, &format!("test in {next} yes"));
}

#[test]
fn squares() {
    proves("", "0 <= x * x");
    misses("", "0 < x * x");
    proves("", "2 * a * b <= a * a + b * b");
    misses("", "2 * a * b + 1 <= a * a + b * b");
    proves("", "a * b + b * c + c * a <= a * a + b * b + c * c");
    proves("", "3 <= x * x - 4 * x + 7");
    misses("", "4 <= x * x - 4 * x + 7");
    proves("0 <= x \n x <= 100", "100 * x - x * x <= 2500");
    misses("0 <= x \n x <= 100", "100 * x - x * x <= 2499");
    proves("-1000000 <= x \n x <= 1000000", "test in ( x * x ) yes");
    proves("-1000 <= x \n x <= 1000", "x * x * ( x * x ) <= 1000000000000");
    misses("-1000 <= x \n x <= 1000", "x * x * ( x * x ) <= 999999999999");
}

#[test]
fn products_of_bounds() {
    let box3 = "0 <= a \n a <= 100 \n 0 <= b \n b <= 100 \n 0 <= c \n c <= 100";
    proves(box3, "a * b * c <= 1000000");
    misses(box3, "a * b * c <= 999999");
    proves(box3, "0 <= a * b * c");
    proves("-1000 <= a \n a <= 1000 \n -2000 <= b \n b <= 2000", "-2000000 <= a * b and a * b <= 2000000");
    misses("-1000 <= a \n a <= 1000 \n -2000 <= b \n b <= 2000", "-1999999 <= a * b");
    proves("0 <= i \n i <= n \n n <= 1000", "i * i * i <= 1000000000");
}

#[test]
fn exact_divisions() {
    proves("not b = 0", "a * b / b = a");
    misses("", "a * b / b = a");
    proves("not b = 0", "a * b % b = 0");
    proves("0 < b \n 0 <= r \n r < b \n 0 <= q", "( q * b + r ) / b = q");
    misses("0 < b \n 0 <= r \n r <= b \n 0 <= q", "( q * b + r ) / b = q");
    proves("", "n * ( n + 1 ) / 2 * 2 = n * ( n + 1 )");
    misses("", "n * ( n + 2 ) / 2 * 2 = n * ( n + 2 )");
    proves("a % 2 = 0", "a / 2 * 2 = a");
    proves("0 < b", "0 <= ( a % b + b ) % b and ( a % b + b ) % b < b");
    proves("0 < b", "( 0 - x * b ) / b = 0 - x");
}

/// So many values, each of which may add something to the one before.
fn additions(count: usize) -> String {
    let step =
        |i: usize| format!("[ [ {i} < x and r{} = r{i} + 3 ] or [ x <= {i} and r{} = r{i} ] ]", i + 1, i + 1);
    let steps: Vec<String> = (0..count).map(step).collect();
    format!("r0 = 0 \n {}", steps.join(" \n "))
}

#[test]
fn joins_do_not_multiply() {
    proves(&additions(20), "0 <= r20 and r20 <= 60");
    misses(&additions(6), "r6 <= 17");
    let branch = |i: usize, j: usize| {
        format!("[ [ {i} < z and r{j} = r{i} + x ] or [ z <= {i} and r{j} = r{i} - y ] ]")
    };
    let branches: Vec<String> = (0..12).map(|i| branch(i, i + 1)).collect();
    let known = format!("r0 = 0 \n x <= 10 \n -10 <= y \n {}", branches.join(" \n "));
    proves(&known, "r12 <= 120");
    misses(&known, "r12 <= 119");
    let steps = |count: usize| search(&additions(count), &format!("r{count} <= {}", 3 * count), 1_000_000).1;
    let (few, many) = (steps(20), steps(40));
    assert!(many < 6 * few, "{few} steps for 20, {many} for 40");
}

#[test]
fn long_sums_are_read_from_their_ends() {
    let sum = |count: usize| vec!["a"; count].join(" + ");
    let known = |count: usize| {
        let ranges: Vec<String> = (2..count).map(|i| format!("I64 ( {} )", sum(i))).collect();
        format!("0 <= a \n a <= 10 \n {}", ranges.join(" \n "))
    };
    proves(&known(300), &format!("test in ( {} ) yes", sum(300)));
    misses("0 <= a \n a <= 10", &format!("{} <= 2999", sum(300)));
    let steps = |count: usize| search(&known(count), &format!("test in ( {} ) yes", sum(count)), 100_000).1;
    assert!(steps(80) < 2 * steps(40), "{} steps for 40, {} for 80", steps(40), steps(80));
}

#[test]
fn limits_are_steps() {
    let (found, steps) = search(SUM, "test in ( s + ( i + 1 ) ) yes", 5);
    assert_eq!(found, Err(FailureReason::Limit));
    assert!(steps < 2000);
}
