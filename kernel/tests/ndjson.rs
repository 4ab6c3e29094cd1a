//! The export format: what is written is read back, and every lie in a record is found.
//! Given by: small environments written and changed, and the corpus.
//! Gives: a verdict on the reader, the comparison of records, and the writer.
//! Holds: each change touches one field of an export that is accepted without it.
#![cfg(test)]

use crate::support::lines::every_kind;
use crate::support::write::write;
use crate::support::{World, content, corpus, thorough};
use kernel::ndjson::{Malformation, ReadError, read};
use kernel::{Environment, Invalid, Limit, Limits, Problem, RecordRule, Store, on_large_stack};
use std::io::{BufRead, BufReader, ErrorKind, Read};

fn written(store: &Store, environment: &Environment) -> String {
    let positions: Vec<usize> = (0..environment.declarations().len()).collect();
    let mut output = Vec::new();
    write(store, environment, &positions, &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

fn outcome(export: &str) -> Result<World, ReadError> {
    let mut world = World::new();
    read(export.as_bytes(), &mut world.store, &mut world.environment).map(|_| world)
}

fn problem(export: &str) -> Problem {
    match outcome(export) {
        Err(ReadError::Rejected { rejection, .. }) => rejection.problem,
        Err(other) => panic!("expected a rejection, found {other:?}"),
        Ok(_) => panic!("expected a rejection, but it was accepted"),
    }
}

fn malformation(export: &str) -> Malformation {
    match outcome(export) {
        Err(ReadError::Malformed { problem, .. }) => problem,
        Err(other) => panic!("expected a malformed line, found {other:?}"),
        Ok(_) => panic!("expected a malformed line, but it was accepted"),
    }
}

/// The rule that a changed export breaks.
fn lie(export: &str, from: &str, to: &str) -> RecordRule {
    assert!(export.contains(from), "{from} is not in the export");
    match problem(&export.replacen(from, to, 1)) {
        Problem::Invalid(Invalid::Record(rule, _)) => rule,
        other => panic!("{from} → {to}: {other:?}"),
    }
}

/// Only `Nat`, and the line of its block.
fn numbers() -> String {
    let mut world = World::new();
    let constructors = [("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")];
    world.inductive("", 0, &[("Nat", "Type", &constructors)]).unwrap();
    written(&world.store, &world.environment)
}

/// Only `Eq`.
fn equality() -> String {
    let mut world = World::new();
    let refl = ("Eq.refl", "(pi α (sort u) (pi a α (Eq{u} α a a)))");
    world.inductive("u", 2, &[("Eq", "(pi α (sort u) (-> α α Prop))", &[refl])]).unwrap();
    written(&world.store, &world.environment)
}

#[test]
fn what_is_written_is_read_and_written_the_same() {
    let mut world = World::basic();
    world.quotient().unwrap();
    world.axiom("choice", "u", "(pi α (sort u) α)").unwrap();
    world.opaque("hidden", "Nat", "#77").unwrap();
    world
        .define("f", "u", "(-> (sort u) Nat Nat)", "(fun α (sort u) (fun n Nat (let m Nat n (Nat.succ m))))")
        .unwrap();
    world
        .define("p", "", "(-> (Prod{0,0} Nat Nat) Nat)", "(fun p (Prod{0,0} Nat Nat) (proj Prod 1 p))")
        .unwrap();
    let export = written(&world.store, &world.environment);
    let again = outcome(&export).unwrap();
    assert_eq!(written(&again.store, &again.environment), export);
    assert_eq!(again.environment.declarations().len(), world.environment.declarations().len());
}

/// A value with blanks wherever they are allowed, and fields in the reverse of the usual order.
fn unusual(value: &serde_json::Value) -> String {
    let parts = match value {
        serde_json::Value::Object(fields) => {
            let field = |(key, value)| format!(" \"{key}\"\t: {}", unusual(value));
            let fields: Vec<String> = fields.iter().rev().map(field).collect();
            format!("{{{}}}", fields.join(" ,"))
        }
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(unusual).collect();
            format!("[ {} ]", items.join("\t,"))
        }
        other => other.to_string(),
    };
    format!("\r{parts} ")
}

#[test]
fn blanks_and_the_order_of_fields_make_no_difference() {
    let mut world = World::basic();
    world.quotient().unwrap();
    world.opaque("hidden", "Nat", "#77").unwrap();
    world.theorem("t", "", "(Eq{1} Nat #1 #1)", "(Eq.refl{1} Nat #1)").unwrap();
    world.define("f", "u", "(-> Nat Nat)", "(fun n Nat (let m Nat n (Nat.succ m)))").unwrap();
    let export = written(&world.store, &world.environment);
    let lines: Vec<String> = export
        .lines()
        .map(|line| unusual(&serde_json::from_str(line).unwrap()))
        .flat_map(|line| [line, " ".into(), String::new()])
        .collect();
    let again = outcome(&lines.join("\n")).unwrap();
    assert!(written(&again.store, &again.environment) == export);
}

#[test]
fn a_closure_is_an_export_of_its_own() {
    let mut world = World::basic();
    world.define("one", "", "Nat", "#1").unwrap();
    world.theorem("t", "", "(Eq{1} Nat one #1)", "(Eq.refl{1} Nat #1)").unwrap();
    world.axiom("unused", "", "False").unwrap();
    world.axiom("used", "", "(Eq{1} Nat one #1)").unwrap();
    world.theorem("s", "", "(Eq{1} Nat one #1)", "used").unwrap();
    let names = world.names("t s unused used");
    let positions = world.environment.closure(&world.store, &names[..1]);
    let mut output = Vec::new();
    write(&world.store, &world.environment, &positions, &mut output).unwrap();
    let mut again = outcome(std::str::from_utf8(&output).unwrap()).unwrap();
    let mut has = |name: &str| {
        let name = again.store.name(name);
        again.environment.get(name).is_some()
    };
    assert!(has("t") && has("one") && has("Nat.rec") && has("Eq.refl"));
    assert!(!has("Bool") && !has("unused") && !has("s"));
    assert_eq!(world.environment.axioms(&world.store, &names[..1]), []);
    assert_eq!(world.environment.axioms(&world.store, &names[1..2]), names[3..]);
}

/// Other kernels have all of them or none.
#[test]
fn what_mentions_a_quotient_needs_all_their_constants() {
    let mut world = World::basic();
    world.quotient().unwrap();
    world.define("Any", "", "Type", "(Quot{1} Nat (fun a Nat (fun b Nat True)))").unwrap();
    let names = world.names("Any");
    let positions = world.environment.closure(&world.store, &names);
    let mut output = Vec::new();
    write(&world.store, &world.environment, &positions, &mut output).unwrap();
    let again = outcome(std::str::from_utf8(&output).unwrap()).unwrap();
    for name in ["Quot", "Quot.mk", "Quot.lift", "Quot.ind"] {
        let there = again.store.find_name(name).and_then(|name| again.environment.get(name));
        assert!(there.is_some(), "{name}");
    }
}

#[test]
fn each_group_of_names_has_its_own_axioms() {
    let mut world = World::basic();
    world.axiom("a", "", "False").unwrap();
    world.axiom("b", "", "(-> False False)").unwrap();
    world.define("c", "", "False", "(b a)").unwrap();
    world.theorem("t", "", "False", "c").unwrap();
    world.theorem("s", "", "(-> False False)", "(fun x False (b x))").unwrap();
    world.theorem("r", "", "(-> False False)", "(fun x False x)").unwrap();
    let names = world.names("a b c t s r");
    let [a, b, c, t, s, r] = names[..] else { panic!("six names") };
    let groups = [vec![t], vec![s], vec![r], vec![r, a], vec![s, c], vec![]];
    let found = world.environment.axioms_of_each(&world.store, &groups);
    assert_eq!(found, [vec![a, b], vec![b], vec![], vec![a], vec![a, b], vec![]]);
    for (group, found) in groups.iter().zip(found) {
        assert_eq!(world.environment.axioms(&world.store, group), found);
    }
}

#[test]
fn an_axiom_below_an_inductive_type_is_reached_through_its_constructors() {
    let mut world = World::basic();
    world.axiom("a", "", "Nat").unwrap();
    world.inductive("", 0, &[("T", "(sort 1)", &[("T.make", "(-> (Eq{1} Nat a a) T T)")])]).unwrap();
    world.define("f", "", "(-> T T)", "(fun x T x)").unwrap();
    let names = world.names("a f");
    let found = world.environment.axioms_of_each(&world.store, &[vec![names[1]]]);
    assert_eq!(found, [vec![names[0]]]);
}

#[test]
fn accepted_exports_of_the_corpus_are_written_and_read_back() {
    let Some(corpus) = corpus() else { return };
    let names = [
        "arena/good/init-prelude.ndjson.zst",
        "converted/Nat.gcd_self.2025.ndjson.zst",
        "rpylean/Sexpr2.ndjson.zst",
        "own/Alg.ndjson.zst",
        "arena/good/tutorial/125_quotIndReduction.ndjson",
    ];
    let done = on_large_stack(|| {
        for name in names {
            let mut world = World::new();
            world.environment.limits = Limits::LARGE;
            read(content(&corpus.join(name)).as_slice(), &mut world.store, &mut world.environment).unwrap();
            let export = written(&world.store, &world.environment);
            let again = outcome(&export).unwrap();
            assert!(written(&again.store, &again.environment) == export, "{name}");
        }
    });
    assert_eq!(done, Some(()));
}

#[test]
fn lies_about_types_are_found() {
    let export = numbers();
    assert_eq!(lie(&export, "\"isRec\":true", "\"isRec\":false"), RecordRule::Recursive);
    assert_eq!(lie(&export, "\"isReflexive\":false", "\"isReflexive\":true"), RecordRule::Reflexive);
    assert_eq!(lie(&export, "\"numNested\":0", "\"numNested\":1"), RecordRule::Nested);
    let of_type = "\"name\":1,\"numIndices\":0,\"numNested\":0,\"numParams\":0";
    assert_eq!(lie(&export, of_type, &of_type.replace("Indices\":0", "Indices\":1")), RecordRule::Indices);
    let all = "\"types\":[{\"all\":[1]";
    assert_eq!(lie(&export, all, "\"types\":[{\"all\":[]"), RecordRule::Types);
    assert_eq!(lie(&export, all, "\"types\":[{\"all\":[1,1]"), RecordRule::Types);
    let wrong = export.replacen(of_type, &of_type.replace("Params\":0", "Params\":1"), 1);
    assert!(matches!(problem(&wrong), Problem::Invalid(Invalid::Inductive(..))));
}

#[test]
fn lies_about_constructors_are_found() {
    let export = numbers();
    assert_eq!(lie(&export, "\"numFields\":1", "\"numFields\":0"), RecordRule::Fields);
    assert_eq!(lie(&export, "\"numFields\":0", "\"numFields\":2"), RecordRule::Fields);
    assert_eq!(lie(&export, "\"cidx\":1", "\"cidx\":0"), RecordRule::Constructors);
    assert_eq!(lie(&export, "\"induct\":1", "\"induct\":2"), RecordRule::Types);
    let parameters = "\"numFields\":1,\"numParams\":0";
    assert_eq!(lie(&export, parameters, "\"numFields\":1,\"numParams\":1"), RecordRule::Parameters);
    let missing = export.replacen("\"ctors\":[2,3]", "\"ctors\":[2]", 1);
    assert!(matches!(problem(&missing), Problem::Invalid(Invalid::Record(RecordRule::Extra, _))));
    let unknown = export.replacen("\"ctors\":[2,3]", "\"ctors\":[2,3,1]", 1);
    assert!(matches!(problem(&unknown), Problem::Invalid(Invalid::Record(RecordRule::Missing, _))));
}

#[test]
fn lies_about_recursors_are_found() {
    let export = numbers();
    assert_eq!(lie(&export, "\"k\":false", "\"k\":true"), RecordRule::K);
    assert_eq!(lie(&equality(), "\"k\":true", "\"k\":false"), RecordRule::K);
    assert_eq!(lie(&export, "\"numMinors\":2", "\"numMinors\":1"), RecordRule::Minors);
    assert_eq!(lie(&export, "\"numMotives\":1", "\"numMotives\":2"), RecordRule::Motives);
    let numbers = "\"numIndices\":0,\"numMinors\"";
    assert_eq!(lie(&export, numbers, "\"numIndices\":1,\"numMinors\""), RecordRule::Indices);
    let numbers = "\"numMotives\":1,\"numParams\":0";
    assert_eq!(lie(&export, numbers, "\"numMotives\":1,\"numParams\":1"), RecordRule::Parameters);
    assert_eq!(lie(&export, "\"nfields\":1", "\"nfields\":0"), RecordRule::Rules);
    assert_eq!(lie(&export, "{\"ctor\":3,", "{\"ctor\":2,"), RecordRule::Rules);
    let rules = export.find("\"rules\":[").unwrap();
    let first = &export[rules + 9..export[rules..].find("},").unwrap() + rules + 2];
    assert_eq!(lie(&export, first, ""), RecordRule::Rules);
    let rest = &export[rules + 9 + first.len()..export[rules..].find(']').unwrap() + rules];
    assert_eq!(
        lie(&export, &format!("{first}{rest}"), &format!("{rest},{}", first.trim_end_matches(','))),
        RecordRule::Rules
    );
    assert_eq!(lie(&export, "\"levelParams\":[5]", "\"levelParams\":[]"), RecordRule::Levels);
    assert_eq!(lie(&export, "\"levelParams\":[5]", "\"levelParams\":[5,4]"), RecordRule::Levels);
    let undeclared = lie(&export, "\"levelParams\":[5]", "\"levelParams\":[4]");
    assert_eq!(
        undeclared,
        RecordRule::Type,
        "the type mentions a parameter that the record does not declare"
    );
}

#[test]
fn a_wrong_type_or_rule_of_a_recursor_is_found() {
    let export = numbers();
    let record = &export[export.find("\"recs\":[").unwrap()..];
    let of = record.find("\"type\":").unwrap();
    let of: u64 = record[of + 7..record[of..].find('}').unwrap() + of].parse().unwrap();
    assert_eq!(lie(&export, &format!("}}],\"type\":{of}}}"), "}],\"type\":0}"), RecordRule::Type);
    let result = &record[record.find("\"rhs\":").unwrap() + 6..];
    let result = &result[..result.find('}').unwrap()];
    let last = &record[record.rfind("\"rhs\":").unwrap() + 6..];
    let last = &last[..last.find('}').unwrap()];
    assert_eq!(lie(&export, &format!("\"rhs\":{result}}}"), &format!("\"rhs\":{last}}}")), RecordRule::Rules);
}

/// A record may have marks that the derived recursor lacks, any number of them. What is marked may share its parts: a hundred
/// times two of the same are no more work than a hundred.
#[test]
fn marks_for_elaboration_in_records_are_dropped() {
    let export = numbers();
    let record = export.lines().last().unwrap();
    let at = record.find("\"recs\":").unwrap();
    let at = at + record[at..].find("\"type\":").unwrap() + "\"type\":".len();
    let digits = record[at..].find(|it: char| !it.is_ascii_digit()).unwrap();
    let (before, of, after) = (&record[..at], &record[at..at + digits], &record[at + digits..]);
    let marked = |of: &str, count: usize, twice: bool| {
        let (name, mark) = (9_000_000, 9_000_000);
        let mut lines = export.strip_suffix('\n').unwrap().strip_suffix(record).unwrap().to_owned();
        lines += &format!("{{\"in\":{name},\"str\":{{\"pre\":0,\"str\":\"outParam\"}}}}\n");
        lines += &format!("{{\"ie\":{mark},\"const\":{{\"name\":{name},\"us\":[]}}}}\n");
        let mut last = of.to_owned();
        for index in (mark + 1..=mark + 2 * count).step_by(2) {
            lines += &format!("{{\"ie\":{index},\"app\":{{\"fn\":{mark},\"arg\":{last}}}}}\n");
            lines += &format!("{{\"ie\":{},\"app\":{{\"fn\":{index},\"arg\":{index}}}}}\n", index + 1);
            last = (index + usize::from(twice)).to_string();
        }
        lines + before + &last + after
    };
    for count in [0, 1, 3, 100_000] {
        assert!(outcome(&marked(of, count, false)).is_ok(), "{count}");
        let problem = problem(&marked("0", count, false));
        assert!(matches!(problem, Problem::Invalid(Invalid::Record(RecordRule::Type, _))), "{count}");
    }
    for count in [1, 100] {
        let problem = problem(&marked(of, count, true));
        assert!(matches!(problem, Problem::Invalid(Invalid::Record(RecordRule::Type, _))), "{count}");
    }
}

#[test]
fn records_are_neither_missing_nor_too_many() {
    let export = numbers();
    let start = export.find("\"recs\":[").unwrap() + 8;
    let end = export.find("],\"types\":").unwrap();
    let recursor = &export[start..end];
    assert_eq!(lie(&export, recursor, ""), RecordRule::Missing);
    assert_eq!(lie(&export, recursor, &format!("{recursor},{recursor}")), RecordRule::Extra);
    let named = recursor.replace("\"name\":4", "\"name\":5");
    assert_ne!(named, recursor);
    assert_eq!(lie(&export, recursor, &named), RecordRule::Extra);
    assert_eq!(lie(&export, recursor, &format!("{recursor},{named}")), RecordRule::Extra);
}

#[test]
fn a_record_of_another_declaration_is_too_many() {
    // A constructor and a recursor of an older type, word for word, in the block of a younger one.
    let mut world = World::new();
    let constructors = [("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")];
    world.inductive("", 0, &[("Nat", "Type", &constructors)]).unwrap();
    world.inductive("", 0, &[("False", "Prop", &[])]).unwrap();
    let export = written(&world.store, &world.environment);
    let older = export.lines().find(|line| line.contains("\"cidx\":0")).unwrap();
    let (start, end) = (older.find("{\"cidx\":0").unwrap(), older.find(",{\"cidx\":1").unwrap());
    let constructor = &older[start..end];
    let extra = "{\"inductive\":{\"ctors\":[],";
    let with = format!("{{\"inductive\":{{\"ctors\":[{constructor}],");
    assert_eq!(lie(&export, extra, &with), RecordRule::Extra);
    let recursor = &older[older.find("\"recs\":[").unwrap() + 8..older.find("],\"types\":").unwrap()];
    let younger = export.lines().find(|line| line.contains(extra)).unwrap();
    let with = younger.replace("\"recs\":[", &format!("\"recs\":[{recursor},"));
    assert_eq!(lie(&export, younger, &with), RecordRule::Extra);
    // A constructor of its own that the type does not list.
    let own = constructor.replace("\"name\":2", "\"name\":4");
    assert_ne!(own, constructor);
    assert_eq!(lie(&export, extra, &format!("{{\"inductive\":{{\"ctors\":[{own}],")), RecordRule::Extra);
}

#[test]
fn a_rule_over_other_domains_is_found() {
    // The result is the same up to the type of one of its variables.
    let export = numbers();
    let record = &export[export.rfind("\"rhs\":").unwrap() + 6..];
    let result = &record[..record.find('}').unwrap()];
    let line = export.lines().find(|line| line.starts_with(&format!("{{\"ie\":{result},\"lam\":"))).unwrap();
    let of = line.find("\"type\":").unwrap() + 7;
    let other = format!("{}0}}}}", &line[..of]);
    assert_ne!(line, other);
    assert_eq!(lie(&export, line, &other), RecordRule::Rules);
}

#[test]
fn types_of_one_block_have_the_same_universe_parameters() {
    let mut world = World::new();
    let types = [("A", "(sort u+1)", &[("A.mk", "(-> B{u} A{u})")] as &[_]), ("B", "(sort u+1)", &[])];
    world.inductive("u", 0, &types).unwrap();
    let export = written(&world.store, &world.environment);
    let start = "\"isUnsafe\":false,\"levelParams\":[";
    let of_b = export.rfind(start).unwrap() + start.len();
    let end = of_b + export[of_b..].find(']').unwrap();
    let parameter = &export[of_b..end];
    for lie in [String::new(), format!("{parameter},{parameter}")] {
        let wrong = format!("{}{lie}{}", &export[..of_b], &export[end..]);
        assert!(matches!(problem(&wrong), Problem::Invalid(_)), "{lie}");
    }
}

#[test]
fn quotient_records_are_what_is_derived() {
    let mut world = World::basic();
    world.quotient().unwrap();
    let export = written(&world.store, &world.environment);
    assert!(outcome(&export).is_ok());
    assert_eq!(lie(&export, "\"kind\":\"type\"", "\"kind\":\"ctor\""), RecordRule::Kind);
    assert_eq!(
        malformation(&export.replace("\"kind\":\"ind\"", "\"kind\":\"nope\"")),
        Malformation::WrongForm("kind".into())
    );
    let lines: Vec<&str> = export.lines().collect();
    let quotients: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].contains("\"quot\"")).collect();
    assert_eq!(quotients.len(), 4);
    for &dropped in &quotients {
        // Each stands for itself; only what comes before it may be mentioned by it.
        let kept: Vec<&str> =
            (0..lines.len()).filter(|&line| line != dropped).map(|line| lines[line]).collect();
        if dropped < quotients[2] {
            let unknown = problem(&kept.join("\n"));
            assert!(matches!(unknown, Problem::Invalid(Invalid::Record(RecordRule::Missing, _))));
        } else {
            assert!(outcome(&kept.join("\n")).is_ok());
        }
        let twice = format!("{export}{}\n", lines[dropped]);
        assert!(matches!(problem(&twice), Problem::Invalid(Invalid::DuplicateName(_))));
        for &other in quotients.iter().filter(|&&other| other < dropped) {
            let mut instead = lines.clone();
            instead[dropped] = lines[other];
            assert!(matches!(problem(&instead.join("\n")), Problem::Invalid(Invalid::DuplicateName(_))));
        }
    }
}

#[test]
fn every_field_must_be_there_once_and_no_other() {
    let export = numbers();
    for field in [
        "isRec",
        "isReflexive",
        "numNested",
        "numFields",
        "cidx",
        "induct",
        "k",
        "rules",
        "nfields",
        "rhs",
        "isUnsafe",
        "numMinors",
        "numMotives",
        "numIndices",
        "numParams",
        "levelParams",
        "name",
        "type",
        "all",
        "ctors",
        "recs",
        "types",
    ] {
        let key = format!("\"{field}\":");
        let renamed = export.replace(&key, &format!("\"{field}_\":"));
        let wrong = malformation(&renamed);
        assert!(matches!(wrong, Malformation::Missing(_) | Malformation::Unexpected(_)), "{field} {wrong:?}");
        let more = export.replace(&key, &format!("\"extra\":0,{key}"));
        assert!(matches!(malformation(&more), Malformation::Unexpected(_)), "{field}");
    }
}

fn lines(lines: &[&str]) -> String {
    format!("{{\"meta\":{{\"format\":{{\"version\":\"3.1.0\"}}}}}}\n{}", lines.join("\n"))
}

#[test]
fn malformed_lines_are_refused() {
    let cases: [(&[&str], Malformation); 19] = [
        (&["{"], Malformation::NotJson),
        (&["{}"], Malformation::UnknownKind),
        (&[r#"{"ie":0}"#], Malformation::UnknownKind),
        (&[r#"{"ie":0,"fvar":1}"#], Malformation::UnknownKind),
        (&[r#"{"ie":0,"sort":0,"bvar":0}"#], Malformation::Unexpected("bvar".into())),
        (&[r#"{"ie":0,"sort":7}"#], Malformation::Undefined("level", 7)),
        (&[r#"{"ie":0,"app":{"fn":0,"arg":0}}"#], Malformation::Undefined("expression", 0)),
        (&[r#"{"in":1,"str":{"pre":2,"str":"a"}}"#], Malformation::Undefined("name", 2)),
        (&[r#"{"ie":0,"sort":0}"#, r#"{"ie":0,"sort":0}"#], Malformation::Redefined("expression", 0)),
        (&[r#"{"in":0,"str":{"pre":0,"str":"a"}}"#], Malformation::Redefined("name", 0)),
        (&[r#"{"il":0,"succ":0}"#], Malformation::Redefined("level", 0)),
        (
            &[
                r#"{"in":1,"str":{"pre":0,"str":"a"}}"#,
                r#"{"ie":0,"sort":0}"#,
                r#"{"ie":1,"axiom":{"isUnsafe":false,"levelParams":[],"name":1,"type":0}}"#,
            ],
            Malformation::UnknownKind,
        ),
        (&[r#"{"in":1,"sort":0}"#], Malformation::UnknownKind),
        (&[r#"{"ie":1,"succ":0}"#], Malformation::UnknownKind),
        (&[r#"{"il":1,"str":{"pre":0,"str":"a"}}"#], Malformation::UnknownKind),
        (&[r#"{"ie":0,"natVal":"1x"}"#], Malformation::WrongForm("natVal".into())),
        (&[r#"{"ie":0,"natVal":"-1"}"#], Malformation::WrongForm("natVal".into())),
        (&[r#"{"ie":0,"const":{"name":0,"us":0}}"#], Malformation::WrongForm("us".into())),
        (
            &[r#"{"axiom":{"type":0,"name":0,"levelParams":[],"isUnsafe":false}}"#],
            Malformation::Undefined("expression", 0),
        ),
    ];
    for (case, expected) in cases {
        assert_eq!(malformation(&lines(case)), expected, "{case:?}");
    }
}

#[test]
fn the_header_names_a_version_that_is_read() {
    assert!(outcome(&lines(&[])).is_ok());
    for header in ["", "{}", "{\"meta\":{}}", "{\"meta\":1}", "{\"ie\":0,\"sort\":0}"] {
        assert_eq!(malformation(header), Malformation::NoHeader);
    }
    let with = |meta: &str, format: &str| {
        format!("{{\"meta\":{{{meta}\"format\":{{{format}\"version\":\"3.1.0\"}}}}}}\n")
    };
    assert!(outcome(&with("\"lean\":{\"é\":[null]},", "\"of\":\"Lean\",")).is_ok());
    assert!(outcome(&with("\"made by\":1,", "")).is_ok());
    for twice in [
        with("\"format\":{\"version\":\"3.1.0\"},", ""),
        with("", "\"version\":\"3.1.0\","),
        with("\"\u{1}\":1,", ""),
        with("", "").replace("}}}", "}},\"meta\":1}"),
        with("", "").replace("}}}", "}},\"ie\":1}"),
    ] {
        assert_eq!(malformation(&twice), Malformation::NoHeader, "{twice}");
    }
    for version in ["2.0.0", "3.0.0", "3.10", "4.1.0"] {
        let header = format!("{{\"meta\":{{\"format\":{{\"version\":\"{version}\"}}}}}}");
        assert_eq!(problem(&header), Problem::Unsupported, "{version}");
    }
}

#[test]
fn a_line_is_not_longer_than_the_limit() {
    let with_blanks = |count: u64| {
        let axiom =
            format!("{}\n", lines(&[r#"{"in":1,"str":{"pre":0,"str":"a"}}"#, r#"{"ie":0,"sort":0}"#]));
        let blanks = std::io::repeat(b' ').take(count);
        let end = &br#"{"axiom":{"isUnsafe":false,"levelParams":[],"name":1,"type":0}}"#[..];
        let mut world = World::new();
        let input = BufReader::new(axiom.as_bytes().chain(blanks).chain(end));
        read(input, &mut world.store, &mut world.environment)
    };
    assert!(matches!(with_blanks(1 << 20), Ok(read) if read.declarations == 1));
    assert!(matches!(
        with_blanks(1 << 25),
        Err(ReadError::Rejected { line: 4, rejection }) if rejection.problem == Problem::Limit(Limit::Input)
    ));
}

/// A stream that fails once, and would go on.
struct Failing<'a> {
    rest: &'a [u8],
    failure: Option<ErrorKind>,
}

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.rest.read(buffer)
    }
}

impl BufRead for Failing<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        match self.failure.take() {
            Some(kind) => Err(kind.into()),
            None => Ok(self.rest),
        }
    }

    fn consume(&mut self, count: usize) {
        self.rest = &self.rest[count..];
    }
}

#[test]
fn an_interruption_is_nothing_and_a_failure_is_no_end() {
    let export = numbers();
    let read_with = |failure: ErrorKind| {
        let mut world = World::new();
        let input = Failing { rest: export.as_bytes(), failure: Some(failure) };
        read(input, &mut world.store, &mut world.environment)
    };
    assert!(matches!(read_with(ErrorKind::Interrupted), Ok(read) if read.declarations == 1));
    assert!(matches!(read_with(ErrorKind::ConnectionReset), Err(ReadError::Input(_))));
}

#[test]
fn indices_may_be_sparse_and_out_of_order() {
    let export = lines(&[
        r#"{"in":4000000000,"str":{"pre":0,"str":"a"}}"#,
        r#"{"il":9,"succ":0}"#,
        r#"{"il":3,"succ":9}"#,
        r#"{"ie":18446744073709551615,"sort":9}"#,
        r#"{"ie":5,"sort":3}"#,
        r#"{"axiom":{"isUnsafe":false,"levelParams":[],"name":4000000000,"type":18446744073709551615}}"#,
    ]);
    assert!(outcome(&export).is_ok());
}

#[test]
fn annotations_of_terms_are_skipped() {
    let export = lines(&[
        r#"{"in":1,"str":{"pre":0,"str":"a"}}"#,
        r#"{"ie":0,"sort":0}"#,
        r#"{"ie":1,"mdata":{"data":{"note":[1,"x"]},"expr":0}}"#,
        r#"{"axiom":{"isUnsafe":false,"levelParams":[],"name":1,"type":1}}"#,
    ]);
    let world = outcome(&export).unwrap();
    let constant = &world.environment.constants()[0];
    assert_eq!(world.store.term_at(constant.of), kernel::Term::Sort(kernel::LevelId::ZERO));
}

fn with_annotation(annotation: &str) -> String {
    lines(&[
        r#"{"in":1,"str":{"pre":0,"str":"a"}}"#,
        r#"{"ie":0,"sort":0}"#,
        &format!(r#"{{"ie":1,"mdata":{{"data":{annotation},"expr":0}}}}"#),
        r#"{"axiom":{"isUnsafe":false,"levelParams":[],"name":1,"type":1}}"#,
    ])
}

#[test]
fn annotations_are_of_any_form_but_not_of_any_depth() {
    let nested = |depth: usize| with_annotation(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
    let fields =
        |depth: usize| with_annotation(&format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth)));
    for annotation in [&with_annotation(r#"[1,"ð"]"#), &nested(20), &fields(20)] {
        assert!(outcome(annotation).is_ok(), "{annotation}");
    }
    for annotation in [nested(200_000), fields(200_000)] {
        assert_eq!(malformation(&annotation), Malformation::NotJson);
    }
}

#[test]
fn a_number_is_of_digits_only() {
    let export = lines(&[r#"{"ie":1,"sort":0}"#]);
    let at = export.find("1,").unwrap() + 1;
    for byte in 0..=u8::MAX {
        let mut bytes = export.clone().into_bytes();
        bytes.insert(at, byte);
        let mut world = World::new();
        let outcome = read(bytes.as_slice(), &mut world.store, &mut world.environment);
        let is_number = byte.is_ascii_digit() || b" \t\r".contains(&byte);
        assert_eq!(outcome.is_ok(), is_number, "{byte}");
    }
}

#[test]
fn a_field_stands_behind_a_brace_or_a_comma() {
    let export = lines(&[
        r#"{"in":1,"str":{"pre":0,"str":"a"}}"#,
        r#"{"ie":0,"sort":0}"#,
        r#"{"axiom":{"isUnsafe":false,"levelParams":[],"name":1,"type":0}}"#,
    ]);
    assert!(outcome(&export).is_ok());
    for (at, _) in export.match_indices(['{', ',']) {
        for byte in (0..=u8::MAX).filter(|&byte| byte != export.as_bytes()[at]) {
            let mut bytes = export.clone().into_bytes();
            bytes[at] = byte;
            let mut world = World::new();
            let read = read(bytes.as_slice(), &mut world.store, &mut world.environment);
            assert!(read.is_err(), "{byte} at {at}");
        }
    }
}

#[test]
fn unsafe_and_partial_declarations_are_refused() {
    let names = r#"{"in":1,"str":{"pre":0,"str":"a"}}"#;
    let head = "\"levelParams\":[],\"name\":1,\"type\":1";
    let terms = [names, r#"{"il":1,"succ":0}"#, r#"{"ie":0,"sort":0}"#, r#"{"ie":1,"sort":1}"#];
    let with = |line: String| lines(&[&terms[..], &[&line]].concat());
    let definition = |safety: &str| {
        with(format!(
            "{{\"def\":{{\"all\":[1],\"hints\":\"abbrev\",{head},\"safety\":\"{safety}\",\"value\":0}}}}"
        ))
    };
    assert!(outcome(&definition("safe")).is_ok());
    for wrong in [
        definition("unsafe"),
        definition("partial"),
        with(format!("{{\"axiom\":{{\"isUnsafe\":true,{head}}}}}")),
        with(format!("{{\"opaque\":{{\"all\":[1],\"isUnsafe\":true,{head},\"value\":0}}}}")),
    ] {
        assert_eq!(problem(&wrong), Problem::Invalid(Invalid::NotSafe));
    }
    assert_eq!(malformation(&definition("maybe")), Malformation::WrongForm("safety".into()));
}

#[test]
fn damaged_exports_do_not_panic() {
    let export = every_kind();
    assert!(outcome(&export).is_ok());
    let (export, mut state) = (export.into_bytes(), 1u64);
    for _ in 0..if thorough() { 30_000 } else { 3_000 } {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let position = (state >> 20) as usize % export.len();
        let mut damaged = export.clone();
        damaged[position] = (state >> 12) as u8;
        let mut world = World::new();
        let _ = read(damaged.as_slice(), &mut world.store, &mut world.environment);
    }
}
