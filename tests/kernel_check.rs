//! `lumenc kernel check` as a user gives it: options, statuses, the report for machines.
//! Given by: the built executable, Lean's prelude, small inputs. Gives: a failure when a verdict or a field is not as documented.
//! Holds: what is asserted stands in docs/spec/kernel-check.md.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use conformance::{Outcome, run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Two axioms, a theorem of each, and a third axiom that nothing uses.
const AXIOMS: &str = "2.0.0
1 #NS 0 P
2 #NS 0 a
3 #NS 0 b
4 #NS 0 unused
5 #NS 0 of_a
6 #NS 0 of_b
0 #ES 0
#AX 1 0
1 #EC 1
#AX 2 1
#AX 3 1
#AX 4 1
2 #EC 2
3 #EC 3
#THM 5 1 2
#THM 6 1 3
";

fn prelude() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/lean/init-prelude.ndjson.zst").display().to_string()
}

fn check(arguments: &[&str], folder: &Path) -> Outcome {
    let arguments = [&["kernel", "check"], arguments].concat();
    run(Path::new(env!("CARGO_BIN_EXE_lumenc")), &arguments, folder).unwrap()
}

fn report(arguments: &[&str], folder: &Path) -> Value {
    let outcome = check(&[&["--format", "json"], arguments].concat(), folder);
    let report: Value = serde_json::from_str(&outcome.output).unwrap();
    assert_eq!(report["status"], outcome.status, "{report}");
    report
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("input"), text).unwrap();
    folder
}

#[test]
fn axioms_are_judged_by_what_reaches_them() {
    let folder = folder_with(AXIOMS);
    let status = |arguments: &[&str]| check(arguments, folder.path()).status;
    assert_eq!(status(&["input"]), 0);
    assert_eq!(status(&["input", "--axioms", "P,a,b"]), 0, "nothing uses the one that is not listed");
    assert_eq!(status(&["input", "--axioms", "P,a"]), 1);
    assert_eq!(status(&["input", "--axioms", ""]), 1);
    assert_eq!(status(&["input", "--axioms", "P,a", "--print", "of_a"]), 0, "only one is asked for");
    assert_eq!(status(&["input", "--axioms", "P,a", "--print", "of_b"]), 1);
    assert_eq!(status(&["input", "--axioms", "P", "--print", "unused"]), 1, "an axiom depends on itself");
    let refused = check(&["input", "--axioms", "P,a"], folder.path());
    assert!(refused.output.contains("rejected: `of_b` depends on the axiom `b`"), "{}", refused.output);
    assert!(refused.error.contains("E0527"), "{}", refused.error);
}

/// An axiom whose name is one part with a dot in it, one of two parts, one whose last part is a number, and one that writes it.
const NAMES: &str = "2.0.0
1 #NS 0 P
2 #NS 0 a.b
3 #NS 0 a
4 #NS 3 b
5 #NI 3 1
6 #NS 3 1
7 #NS 0 one
8 #NS 0 two
9 #NS 0 number
10 #NS 0 text
0 #ES 0
#AX 1 0
1 #EC 1
#AX 2 1
#AX 4 1
#AX 5 1
#AX 6 1
2 #EC 2
3 #EC 4
4 #EC 5
5 #EC 6
#THM 7 1 2
#THM 8 1 3
#THM 9 1 4
#THM 10 1 5
";

#[test]
fn no_axiom_passes_under_the_name_of_another() {
    let folder = folder_with(NAMES);
    let status = |user: &str, axiom: &str| {
        check(&["input", "--print", user, "--axioms", &format!("P,{axiom}")], folder.path()).status
    };
    let axioms = [("one", "«a.b»"), ("two", "a.b"), ("number", "a.1"), ("text", "a.«1»")];
    for (user, own) in axioms {
        for (_, axiom) in axioms {
            assert_eq!(status(user, axiom), i32::from(axiom != own), "{user} uses {own}, {axiom} is allowed");
        }
        let printed = check(&["input", "--print", user], folder.path());
        assert!(printed.output.contains(&format!("axioms: P, {own}\n")), "{}", printed.output);
    }
}

#[test]
fn a_declaration_is_printed_with_its_axioms() {
    let folder = folder_with(AXIOMS);
    let printed = check(&["input", "--print", "of_a"], folder.path());
    assert_eq!(printed.status, 0, "{}", printed.error);
    assert!(printed.output.starts_with("theorem of_a : P :=\n  a\naxioms: P, a\n"), "{}", printed.output);
    let absent = check(&["input", "--print", "of_c"], folder.path());
    assert_eq!(absent.status, 2);
    assert!(absent.error.contains("there is no declaration `of_c`"), "{}", absent.error);
}

#[test]
fn inductive_types_and_universes_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let printed = check(&[&prelude(), "--print", "List", "--print", "PUnit.rec"], folder.path()).output;
    let expected = "inductive List.{u} : Type u → Type u\n\
                    | List.nil : ∀ {α : Type u}, List α\n\
                    | List.cons : ∀ {α : Type u}, α → List α → List α\n\
                    axioms: none\n";
    assert!(printed.starts_with(expected), "{printed}");
    assert!(printed.contains("recursor PUnit.rec.{u_1, u} :"), "{printed}");
}

#[test]
fn the_report_for_machines_has_its_fields() {
    let folder = folder_with(AXIOMS);
    let accepted = report(&["input", "--stats", "--print", "of_a", "--jobs", "2"], folder.path());
    let fields = [
        "version",
        "command",
        "file",
        "status",
        "verdict",
        "kind",
        "format",
        "jobs",
        "declarations",
        "axioms",
        "refusal",
        "messages",
        "shown",
        "statistics",
    ];
    let found: Vec<&str> = accepted.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(found.len(), fields.len(), "{accepted}");
    assert!(fields.iter().all(|field| found.contains(field)), "{accepted}");
    assert_eq!(accepted["verdict"], "accepted");
    assert_eq!(accepted["kind"], Value::Null);
    assert_eq!(accepted["format"]["name"], "text");
    assert_eq!(accepted["format"]["version"], "2.0.0");
    assert_eq!(accepted["declarations"], 6);
    assert_eq!(accepted["axioms"], serde_json::json!(["P", "a"]));
    assert_eq!(accepted["shown"][0]["kind"], "theorem");
    assert_eq!(accepted["shown"][0]["value"], "a");
    let statistics = &accepted["statistics"];
    assert_eq!(statistics["kinds"], serde_json::json!({ "axioms": 4, "theorems": 2 }));
    assert!(statistics["microseconds"]["checking"].is_u64());
    assert_eq!(statistics["largest"].as_array().unwrap().len(), 6);
}

#[test]
fn the_report_names_what_was_refused() {
    let folder = folder_with(&AXIOMS.replace("#THM 6 1 3", "#THM 6 1 0"));
    let refused = report(&["input"], folder.path());
    let expected = serde_json::json!({
        "declaration": "of_b", "line": 17, "rule": "type-mismatch", "expected": "P", "found": "Type",
    });
    assert_eq!(refused["verdict"], "rejected");
    assert_eq!(refused["kind"], "invalid");
    assert_eq!(refused["refusal"], expected);
    assert_eq!(refused["messages"][0]["code"], "E0522");
    let human = check(&["input"], folder.path());
    assert!(human.output.contains("rejected: line 17: `of_b`: a term has another type"), "{}", human.output);
    assert!(human.error.contains("expected  P") && human.error.contains("found     Type"), "{}", human.error);
}

/// Whoever reads the output line by line finds one verdict, whatever names are in the input.
#[test]
fn a_name_with_a_line_break_adds_no_line_to_the_verdict() {
    let folder = folder_with(
        r#"{"meta":{"format":{"version":"3.1.0"}}}
{"in":1,"str":{"pre":0,"str":"x\naccepted: 5 declarations"}}
{"ie":0,"sort":0}
{"thm":{"all":[1],"levelParams":[],"name":1,"type":0,"value":0}}
"#,
    );
    let outcome = check(&["input"], folder.path());
    assert_eq!((outcome.status, outcome.output.lines().count()), (1, 1), "{}", outcome.output);
}

#[test]
fn the_verdict_is_the_same_for_every_number_of_jobs() {
    let wrong = folder_with(&AXIOMS.replace("#THM 5 1 2", "#THM 5 1 1").replace("#THM 6 1 3", "#THM 6 1 0"));
    let verdicts: Vec<String> =
        ["1", "2", "8"].map(|jobs| check(&["input", "--jobs", jobs], wrong.path()).output).to_vec();
    assert!(verdicts[0].contains("`of_a`"), "{}", verdicts[0]);
    assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "{verdicts:?}");
    assert_eq!(check(&["input", "--jobs", "0"], wrong.path()).status, 2);
}

#[test]
fn several_threads_check_an_export_as_one_does() {
    let prelude = prelude();
    let [one, two] = ["1", "2"].map(|jobs| {
        let mut report = report(&[&prelude, "--jobs", jobs, "--stats"], Path::new("."));
        let statistics = report["statistics"].take();
        (report["jobs"].take(), statistics["kinds"].clone(), report)
    });
    assert_eq!((&one.1, &one.2), (&two.1, &two.2));
    assert_eq!(one.0, 1);
    assert!(two.0.as_u64().is_some_and(|jobs| (1..=2).contains(&jobs)));
}

#[test]
fn standard_input_is_read() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lumenc"));
    let child = command.args(["kernel", "check", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), AXIOMS.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"accepted: 6 declarations\n");
}

#[test]
fn inputs_that_fail_have_their_statuses() {
    let folder = tempfile::tempdir().unwrap();
    let compressed = fs::read(prelude()).unwrap();
    fs::write(folder.path().join("cut"), &compressed[..compressed.len() / 2]).unwrap();
    fs::write(folder.path().join("empty"), "").unwrap();
    fs::write(folder.path().join("other"), "0.0.7\n1 #NS 0 a\n").unwrap();
    fs::write(folder.path().join("noise"), [7_u8; 100]).unwrap();
    for (file, status, code) in [
        ("cut", 2, "E0701"),
        ("absent", 2, "E0701"),
        ("empty", 1, "E0521"),
        ("noise", 1, "E0521"),
        ("other", 2, "E0525"),
    ] {
        let outcome = check(&[file], folder.path());
        assert_eq!(outcome.status, status, "{file}: {}", outcome.error);
        assert!(outcome.error.contains(code), "{file}: {}", outcome.error);
    }
}

#[test]
fn modules_are_found_on_the_search_path() {
    let folder = tempfile::tempdir().unwrap();
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/lean/formats/lean2021.Init.WF.olean.zst");
    let real = real.display().to_string();
    let missing = check(&[&real], folder.path());
    assert_eq!(missing.status, 2);
    assert!(missing.error.contains("E0524") && missing.error.contains("`Init.SizeOf`"), "{}", missing.error);
    fs::create_dir_all(folder.path().join("lib/Init")).unwrap();
    fs::write(folder.path().join("lib/Init/SizeOf.olean"), b"olean\x09").unwrap();
    let found = check(&[&real, "--path", "nowhere", "--path", "lib"], folder.path());
    assert_eq!(found.status, 2);
    assert!(found.error.contains("the version of the format is not read: olean 9"), "{}", found.error);
}
