//! Claims that are not what the kernel derives, in the formats that are converted.
//! Given by: true inputs, with one thing changed. Gives: a failure where a lie is not found.
//! Holds: each change is of a field that the kernel derives, and is refused by that field's name.

use super::*;
use serde_json::json;

/// An export in 3.0 of what `Nat.le` and a theorem need, with one record changed.
fn changed(change: impl Fn(&mut Value)) -> String {
    let mut lines = lines(&prelude(&["Nat.le_trans", "Quot.lift", "Lean.Syntax"]));
    lines.iter_mut().for_each(change);
    layouts::in_3_0(&lines)
}

fn refused(change: impl Fn(&mut Value)) -> String {
    verdict(&check(changed(change).as_bytes()))
}

/// Changes a field of all records of a kind that have it as given.
fn lie(kind: &'static str, field: &'static str, from: Value, to: Value) -> String {
    refused(move |line| {
        let Some(records) = line.pointer_mut(&format!("/inductive/{kind}")) else { return };
        let records = records.as_array_mut().unwrap().iter_mut();
        records.filter(|record| record[field] == from).for_each(|record| record[field] = to.clone());
    })
}

#[test]
fn nothing_changed_is_accepted() {
    assert!(refused(|_| {}).starts_with("accepted"));
}

#[test]
fn lies_about_types_and_constructors_are_found() {
    for (field, from, to, rule) in [
        ("isRec", json!(true), json!(false), "Recursive"),
        ("isReflexive", json!(false), json!(true), "Reflexive"),
        ("numIndices", json!(0), json!(1), "Indices"),
        ("numNested", json!(0), json!(1), "Nested"),
    ] {
        let found = lie("types", field, from, to);
        assert!(found.contains(&format!("Record({rule}")), "{field}: {found}");
    }
    for (field, from, to, rule) in [
        ("numFields", json!(1), json!(2), "Fields"),
        ("cidx", json!(0), json!(1), "Constructors"),
        ("numParams", json!(0), json!(1), "Parameters"),
    ] {
        let found = lie("ctors", field, from, to);
        assert!(found.contains(&format!("Record({rule}")), "{field}: {found}");
    }
}

#[test]
fn lies_about_recursors_are_found() {
    for (field, from, to, rule) in [
        ("k", json!(false), json!(true), "K"),
        ("numMotives", json!(1), json!(2), "Motives"),
        ("numMinors", json!(2), json!(1), "Minors"),
        ("type", json!(0), json!(1), "Type"),
    ] {
        let found = if field == "type" {
            refused(|line| {
                if let Some(recursor) = line.pointer_mut("/inductive/recs/0") {
                    recursor["type"] = json!(0);
                }
            })
        } else {
            lie("recs", field, from, to)
        };
        assert!(found.contains(&format!("Record({rule}")), "{field}: {found}");
    }
    let undeclared = refused(|line| {
        if let Some(level) = line.pointer_mut("/inductive/recs/0/levelParams/0") {
            *level = json!(1);
        }
    });
    assert!(undeclared.contains("Record(Type"), "the type mentions another parameter: {undeclared}");
    let rules = refused(|line| {
        if let Some(rule) = line.pointer_mut("/inductive/recs/0/rules/0") {
            rule["rhs"] = json!(0);
        }
    });
    assert!(rules.contains("Record(Rules"), "{rules}");
    let missing = refused(|line| {
        if let Some(records) = line.pointer_mut("/inductive/recs") {
            *records = json!([]);
        }
    });
    assert!(missing.contains("Record(Missing"), "{missing}");
}

#[test]
fn what_belongs_nowhere_is_refused() {
    let orphan = refused(|line| {
        if let Some(records) = line.pointer_mut("/inductive/types/0/ctors") {
            let mut constructors = records.as_array().unwrap().clone();
            constructors.pop();
            *records = json!(constructors);
        }
    });
    assert!(orphan.contains("Record(Extra"), "{orphan}");
    let unsafe_one = refused(|line| {
        if let Some(records) = line.pointer_mut("/inductive/types/0") {
            records["isUnsafe"] = json!(true);
        }
    });
    assert!(unsafe_one.contains("NotSafe"), "{unsafe_one}");
}

#[test]
fn a_name_is_claimed_once_and_before_it_is_used() {
    let lines = lines(&prelude(&["Nat.add"]));
    let text = layouts::in_3_0(&lines);
    let last = text.lines().last().unwrap();
    assert!(verdict(&check(format!("{text}{last}\n").as_bytes())).contains("DuplicateName"));
    let mut swapped: Vec<&str> = text.lines().collect();
    let definitions: Vec<usize> =
        (0..swapped.len()).filter(|&line| swapped[line].starts_with("{\"def\"")).collect();
    let (first, last) = (definitions[0], *definitions.last().unwrap());
    let moved = swapped.remove(first);
    swapped.insert(last, moved);
    let found = verdict(&check(swapped.join("\n").as_bytes()));
    assert!(found.contains("UnknownConstant"), "{found}");
}

#[test]
fn a_false_proof_is_refused_in_every_format() {
    // False, and a theorem of it whose proof is the proposition itself.
    let names = "1 #NS 0 False\n2 #NS 0 bad\n0 #ES 0\n1 #EC 1\n";
    let early = format!("0.1.2\n{names}#IND 1 0 0 0 0 0 1 1 0\n#THM 2 1 1\n");
    let two = format!("2.0.0\n{names}#IND 1 0 0 0 0 0 0 1 1 0\n#THM 2 1 1\n");
    let one = format!("{names}#IND 0 1 0 0\n#DEF 2 1 1\n");
    for text in [one, two, early] {
        assert!(verdict(&check(text.as_bytes())).starts_with("rejected bad Invalid(TypeMismatch"), "{text}");
    }
}
