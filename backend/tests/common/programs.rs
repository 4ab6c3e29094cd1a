//! Erased programs written by hand, with arguments.
//! Given by: tests of every code generator.
//! Gives: programs by theme.
//! Holds: extremes of the integers, halts, loops, continuations, tuples and conditions without bounds are all there.

use super::{integers, parse};
use backend::ir::erased::{Datum, Program};

/// A program and the arguments that it is run with.
pub(crate) type Case = (Program, Vec<Vec<Datum>>);

const EXTREMES: [i64; 11] = [0, 1, -1, 2, -2, 7, -7, i64::MIN, i64::MIN + 1, i64::MAX, 3_037_000_500];

/// Every program.
pub(crate) fn all() -> Vec<Case> {
    [
        identity(),
        checked(),
        constant_divisors(),
        values(),
        tuples(),
        loops(),
        continuations(),
        conditions(),
        lines(),
    ]
    .concat()
}

fn singles() -> Vec<Vec<Datum>> {
    EXTREMES.iter().map(|x| integers(&[*x])).collect()
}

fn pairs() -> Vec<Vec<Datum>> {
    EXTREMES.iter().flat_map(|a| EXTREMES.iter().map(|b| integers(&[*a, *b]))).collect()
}

/// A program whose cell `f` is called with the arguments and whose result is shown.
pub(crate) fn program(parameters: &str, result: &str, body: &str) -> Program {
    let names: Vec<String> =
        parameters.split(", ").filter_map(|one| Some(one.split_once(':')?.0.to_owned())).collect();
    let next = names.len();
    parse(&format!(
        "program \"main.test\"\nsite 0 \"f\" 3 \"overflow: \\\"quoted\\\"\"\nsite 1 \"f\" 4 \"other\"\n\
         cell f#0({parameters}) -> {result} {{ {body} }}\n\
         cell $entry#1({parameters}) -> Int {{ let r.{next}: {result} = call f#0({}) print show(r.{next}) return 0 }}\n\
         entry 1",
        names.join(", ")
    ))
}

fn identity() -> Vec<Case> {
    vec![(program("x.0: Int", "Int", "return x.0"), singles())]
}

fn checked() -> Vec<Case> {
    let two = |operation| {
        let body = format!("let r.2: Int = {operation}(a.0, b.1) else 0 return r.2");
        (program("a.0: Int, b.1: Int", "Int", &body), pairs())
    };
    let negate = program("a.0: Int", "Int", "let r.1: Int = negate(a.0) else 1 return r.1");
    let operations = ["add", "subtract", "multiply", "divide", "remainder"];
    operations.into_iter().map(two).chain([(negate, singles())]).collect()
}

fn constant_divisors() -> Vec<Case> {
    let divisors = ["0", "-1", "1", "7", "-7", "10000", "-9223372036854775808"];
    let by = |divisor, operation| {
        let body = format!("let r.1: Int = {operation}(a.0, {divisor}) else 0 return r.1");
        (program("a.0: Int", "Int", &body), singles())
    };
    divisors.into_iter().flat_map(|divisor| [by(divisor, "divide"), by(divisor, "remainder")]).collect()
}

fn values() -> Vec<Case> {
    let body = "return (wrapping_add(a.0, b.1), (wrapping_subtract(a.0, b.1), wrapping_multiply(a.0, b.1)), \
                equal(a.0, b.1), less(a.0, b.1), less_equal(a.0, b.1), \
                same(less(a.0, 0), less(b.1, 0)), and(less(a.0, 0), less(b.1, 0)), \
                or(less(a.0, 0), less(b.1, 0)), not(less(a.0, 0)), (), true, -9223372036854775808)";
    let result = "(Int, (Int, Int), Bool, Bool, Bool, Bool, Bool, Bool, Bool, (), Bool, Int)";
    vec![(program("a.0: Int, b.1: Int", result, body), pairs())]
}

fn tuples() -> Vec<Case> {
    let body = "let s.1: ((Bool, Int), Int) = (field(t.0, 1), field(t.0, 0)) \
                return (field(field(s.1, 0), 1), s.1, ())";
    let inner = Datum::Tuple(vec![Datum::Bool(true), Datum::Int(-5)]);
    let arguments = vec![vec![Datum::Tuple(vec![Datum::Int(3), inner])]];
    vec![(program("t.0: (Int, (Bool, Int))", "(Int, ((Bool, Int), Int), ())", body), arguments)]
}

fn loops() -> Vec<Case> {
    let body = "let big.2: Bool = less(100, n.0) \
        loop (i.3: Int = 0, t.4: (Int, Bool) = (0, big.2)) while less(i.3, n.0) { \
          loop (j.5: Int = 0, s.6: Int = field(t.4, 0)) while less(j.5, i.3) { \
            let p.7: Int = multiply(j.5, k.1) else 0 \
            let q.8: Int = add(s.6, p.7) else 1 \
            continue(wrapping_add(j.5, 1), q.8) \
          } after (a.9: Int, b.10: Int) \
          continue(wrapping_add(i.3, 1), (b.10, not(field(t.4, 1)))) \
        } after (c.11: Int, d.12: (Int, Bool)) \
        return d.12";
    let cases = [[0, 1], [1, 1], [20, 3], [21, -7], [20, i64::MAX], [120, 1 << 50], [-3, 2]];
    let cases = cases.iter().map(|case| integers(case)).collect();
    vec![(program("n.0: Int, k.1: Int", "(Int, Bool)", body), cases)]
}

fn continuations() -> Vec<Case> {
    let body = "join 0(r.1: Int) { \
          join 1(u.2: Int, v.3: Bool) { if v.3 { return wrapping_add(u.2, r.1) } else { halt 1 } } \
          if less(r.1, 5) { jump 1(10, true) } else { \
            loop (i.4: Int = 0) while less(i.4, 3) { \
              join 2(w.5: Int) { continue(wrapping_add(i.4, w.5)) } \
              if equal(r.1, 6) { jump 2(2) } else { if equal(r.1, 7) { halt 0 } else { jump 2(1) } } \
            } after (k.6: Int) \
            jump 1(k.6, not(equal(r.1, 8))) } \
        } \
        if less(a.0, 0) { return -1 } else { jump 0(a.0) }";
    vec![(program("a.0: Int", "Int", body), (-1..10).map(|x| integers(&[x])).collect())]
}

fn conditions() -> Vec<Case> {
    let conditions = [
        "equal(multiply(2, value(a.0)), multiply(value(b.1), add(value(b.1), 1)))",
        "less(add(value(a.0), value(b.1)), 9223372036854775807)",
        "less_equal(subtract(value(a.0), value(b.1)), 170141183460469231731687303715884105727)",
        "equal(divide(value(a.0), value(b.1)), remainder(value(a.0), value(b.1)))",
        "equal(remainder(value(a.0), 7), divide(value(b.1), -7))",
        "less(negate(value(a.0)), negate(multiply(multiply(value(b.1), value(b.1)), value(b.1))))",
        "same(less(value(a.0), 0), or(not(less(value(b.1), 0)), and(true, test(less(a.0, b.1)))))",
        "less(-9223372036854775809, value(a.0))",
        "false",
    ];
    let guarded = |condition| {
        let body = format!("guard {condition} else 1 return ()");
        (program("a.0: Int, b.1: Int", "()", &body), pairs())
    };
    conditions.into_iter().map(guarded).collect()
}

fn lines() -> Vec<Case> {
    let body = "print \"a \\\"line\\\" with é\" print show((a.0, true)) print show(()) \
        loop (i.1: Int = 0) while less(i.1, 3000) { print show(i.1) continue(wrapping_add(i.1, 1)) } after (j.2: Int) \
        guard less(value(a.0), 5) else 0 print \"\" return a.0";
    vec![(program("a.0: Int", "Int", body), vec![integers(&[4]), integers(&[5])])]
}
