//! Reports for other programs: SARIF 2.1.0 and JUnit XML.
//! Given by: the built executable, on documents that are right, refuted, open, no program, absent.
//! Gives: a failure when a report does not have the form that its readers rely on, or does not say what happened.
//! Holds: the forms are read here from the text that a user gets; nothing of lumenc's own code is used.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use conformance::run;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const DOCUMENTS: [(&str, &str); 4] = [
    ("right.lm", "cell same(x: Int) -> (r: Int)\n  ensures r == x\n  return x\nend\n"),
    ("wrong.lm", "cell é(x: Int) -> (r: Int)\nend\n"),
    ("refuted one.lm", "cell f(x: Int) -> (r: Int)\n  ensures r < 5 and r != \"\\\"\"\n  return x\nend\n"),
    (
        "open.lm",
        "cell g(a: Int) -> (x: Int)\n  return a\nend\n\ncell f(a: Int) -> (x: Int)\n  ensures x <= a and x >= a\n  return g(a)\nend\n",
    ),
];

/// The report on all documents and one that is absent, with the exit status.
fn report(format: &str) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in DOCUMENTS {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut arguments = vec!["verify", "--format", format];
    arguments.extend(DOCUMENTS.iter().map(|(name, _)| *name));
    arguments.push("absent.lm");
    let outcome = run(Path::new(env!("CARGO_BIN_EXE_lumenc")), &arguments, folder.path()).unwrap();
    (outcome.output, outcome.status)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("not a number: {value}"))
}

#[test]
fn sarif_has_a_rule_and_a_place_for_each_result() {
    let (text, status) = report("sarif");
    assert_eq!(status, 2);
    let log: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "lumenc");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(
        (&run["invocations"][0]["exitCode"], &run["invocations"][0]["executionSuccessful"]),
        (&2.into(), &false.into())
    );
    let rules = driver["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| !rule["shortDescription"]["text"].as_str().unwrap().is_empty()));
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let rule = &rules[usize::try_from(number(&result["ruleIndex"])).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        for location in result["locations"].as_array().unwrap() {
            let place = &location["physicalLocation"];
            assert!(!place["artifactLocation"]["uri"].as_str().unwrap().contains(' '));
            let region = &place["region"];
            if !region.is_null() {
                let start = (number(&region["startLine"]), number(&region["startColumn"]));
                let end = (number(&region["endLine"]), number(&region["endColumn"]));
                assert!((1, 1) <= start && start.1 >= 1 && start <= end, "{region}");
            }
        }
    }
}

/// `URI RULE LINE:COLUMN` of each result.
fn places(log: &Value) -> Vec<String> {
    let results = log["runs"][0]["results"].as_array().unwrap();
    results
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            let region = &place["region"];
            format!(
                "{uri} {} {}:{}",
                result["ruleId"].as_str().unwrap(),
                region["startLine"],
                region["startColumn"]
            )
        })
        .collect()
}

#[test]
fn sarif_says_what_is_wrong_with_each_document() {
    let (text, _) = report("sarif");
    let found = places(&serde_json::from_str(&text).unwrap());
    assert!(found.contains(&"wrong.lm E0121 1:6".to_string()), "{found:?}");
    assert!(found.contains(&"refuted%20one.lm E0318 2:26".to_string()), "{found:?}");
    assert!(found.contains(&"open.lm E0401 6:11".to_string()), "{found:?}");
    assert!(found.contains(&"absent.lm E0701 null:null".to_string()), "{found:?}");
    assert!(!found.iter().any(|place| place.starts_with("right.lm")), "{found:?}");
}

/// An element with its attributes and its children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

/// Reads XML as far as reports use it; anything that is not well-formed fails the test.
fn read(text: &str) -> Element {
    let text = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a declaration");
    let mut open = vec![Element::default()];
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        assert!(!before.contains('>'), "{before}");
        let end = tag.find('>').expect("a tag that ends");
        let inside = &tag[1..end];
        rest = &tag[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            let element = open.pop().unwrap();
            assert_eq!(element.name, name);
            open.last_mut().expect("an element around").children.push(element);
            continue;
        }
        let (inside, closed) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let element = element(inside);
        if closed { open.last_mut().unwrap().children.push(element) } else { open.push(element) }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    let mut root = open.pop().unwrap();
    assert_eq!(root.children.len(), 1);
    root.children.pop().unwrap()
}

fn element(inside: &str) -> Element {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    while let Some((key, value)) = rest.split_once("=\"") {
        let (value, behind) = value.split_once('"').expect("a value that ends");
        attributes.insert(key.trim().to_string(), value.to_string());
        rest = behind;
    }
    Element { name: name.to_string(), attributes, children: Vec::new() }
}

#[test]
fn junit_counts_obligations_and_faults() {
    let (text, status) = report("junit");
    assert_eq!(status, 2);
    let root = read(&text);
    assert_eq!(root.name, "testsuites");
    assert_eq!(root.children.len(), DOCUMENTS.len() + 1);
    for suite in &root.children {
        let count = |key: &str| suite.attributes[key].parse::<usize>().unwrap();
        let with = |kind: &str| {
            suite.children.iter().filter(|case| case.children.iter().any(|child| child.name == kind)).count()
        };
        assert_eq!(count("tests"), suite.children.len(), "{suite:?}");
        assert_eq!(count("failures"), with("failure"), "{suite:?}");
        assert_eq!(count("errors"), with("error"), "{suite:?}");
        assert!(
            suite.children.iter().all(|case| case.name == "testcase" && case.attributes.contains_key("name"))
        );
    }
    let of = |name: &str| {
        let suite = root.children.iter().find(|suite| suite.attributes["name"] == name).unwrap();
        ["tests", "failures", "errors"].map(|key| suite.attributes[key].clone())
    };
    assert_eq!(of("right.lm"), ["1", "0", "0"]);
    assert_eq!(of("open.lm"), ["1", "1", "0"]);
    assert_eq!(of("absent.lm"), ["1", "0", "1"]);
    assert!(text.contains("x &lt;= a and x &gt;= a"), "{text}");
}
