//! The text formats: the same declarations, in lines of words.
//! Given by: exports in NDJSON, rewritten line by line. Gives: a failure where a text is read as something else.
//! Holds: the rewriting knows nothing of the reader.

use super::*;

fn words(value: &Value) -> String {
    value.as_array().unwrap().iter().map(|item| format!(" {item}")).collect()
}

/// So many numbers, then the numbers.
fn counted(value: &Value) -> String {
    format!("{}{}", value.as_array().unwrap().len(), words(value))
}

fn flag(value: &Value) -> u8 {
    u8::from(value.as_bool().unwrap())
}

/// A line that gives an index a meaning.
fn indexed(line: &Value) -> Option<String> {
    let object = line.as_object()?;
    let index = ["in", "il", "ie"].iter().find_map(|key| object.get(*key))?;
    let (kind, value) = object.iter().find(|(key, _)| !["in", "il", "ie"].contains(&key.as_str()))?;
    let field = |key: &str| value[key].to_string();
    let binder = || {
        let kind = match value["binderInfo"].as_str().unwrap() {
            "default" => "#BD",
            "implicit" => "#BI",
            "strictImplicit" => "#BS",
            _ => "#BC",
        };
        format!("{kind} {} {} {}", value["name"], value["type"], value["body"])
    };
    let body = match kind.as_str() {
        "str" => format!("#NS {} {}", value["pre"], value["str"].as_str()?),
        "num" => format!("#NI {} {}", value["pre"], value["i"]),
        "succ" => format!("#US {value}"),
        "max" => format!("#UM{}", words(value)),
        "imax" => format!("#UIM{}", words(value)),
        "param" => format!("#UP {value}"),
        "bvar" => format!("#EV {value}"),
        "sort" => format!("#ES {value}"),
        "const" => format!("#EC {}{}", value["name"], words(&value["us"])),
        "app" => format!("#EA {} {}", value["fn"], value["arg"]),
        "lam" => format!("#EL {}", binder()),
        "forallE" => format!("#EP {}", binder()),
        "letE" => format!("#EZ {} {} {} {}", field("name"), field("type"), field("value"), field("body")),
        "proj" => format!("#EJ {} {} {}", field("typeName"), field("idx"), field("struct")),
        "natVal" => format!("#ELN {}", value.as_str()?),
        _ => {
            format!("#ELS{}", value.as_str()?.bytes().map(|byte| format!(" {byte:02X}")).collect::<String>())
        }
    };
    Some(format!("{index} {body}\n"))
}

/// Name and type of a record.
fn head(value: &Value) -> String {
    format!("{} {}", value["name"], value["type"])
}

/// An export as text of version 2.
pub(super) fn version_2(lines: &[Value]) -> String {
    let (mut text, mut rules) = ("2.0.0\n".to_string(), 0);
    for line in &lines[1..] {
        if let Some(line) = indexed(line) {
            text.push_str(&line);
            continue;
        }
        let (kind, value) = line.as_object().unwrap().iter().next().unwrap();
        let levels = |value: &Value| words(&value["levelParams"]);
        text.push_str(&match kind.as_str() {
            "axiom" => format!("#AX {}{}\n", head(value), levels(value)),
            "quot" => format!("#QUOT {}{}\n", head(value), levels(value)),
            "thm" => format!("#THM {} {}{}\n", head(value), value["value"], levels(value)),
            "opaque" => format!("#OPAQ {} {}{}\n", head(value), value["value"], levels(value)),
            "def" => {
                let hint = match value["hints"].as_str() {
                    Some("opaque") => "O".to_string(),
                    Some(_) => "A".to_string(),
                    None => format!("R {}", value["hints"]["regular"]),
                };
                format!("#DEF {} {} {hint}{}\n", head(value), value["value"], levels(value))
            }
            _ => block(value, &mut rules),
        });
    }
    text
}

fn block(value: &Value, rules: &mut usize) -> String {
    let mut text = String::new();
    for of in value["types"].as_array().unwrap() {
        let flags = format!("{} {} {}", flag(&of["isReflexive"]), flag(&of["isRec"]), of["numNested"]);
        let counts = format!("{} {}", of["numParams"], of["numIndices"]);
        let names = format!("{} {}", counted(&of["all"]), counted(&of["ctors"]));
        text += &format!("#IND {} {flags} {counts} {names}{}\n", head(of), words(&of["levelParams"]));
    }
    for of in value["ctors"].as_array().unwrap() {
        let counts = format!("{} {} {} {}", of["induct"], of["cidx"], of["numParams"], of["numFields"]);
        text += &format!("#CTOR {} {counts}{}\n", head(of), words(&of["levelParams"]));
    }
    for of in value["recs"].as_array().unwrap() {
        let own = of["rules"].as_array().unwrap();
        let first = *rules;
        for rule in own {
            text += &format!("{rules} #RR {} {} {}\n", rule["ctor"], rule["nfields"], rule["rhs"]);
            *rules += 1;
        }
        let indices: String = (first..*rules).map(|index| format!(" {index}")).collect();
        let counts =
            format!("{} {} {} {}", of["numParams"], of["numIndices"], of["numMotives"], of["numMinors"]);
        let k = flag(&of["k"]);
        text += &format!(
            "#REC {} {} {counts} {}{indices} {k}{}\n",
            head(of),
            counted(&of["all"]),
            own.len(),
            words(&of["levelParams"])
        );
    }
    text
}

/// An export as text of version 1; types of one block are not written.
pub(super) fn version_1(lines: &[Value]) -> String {
    let (mut text, mut quotient) = (String::new(), false);
    for line in &lines[1..] {
        if let Some(line) = indexed(line) {
            text.push_str(&line);
            continue;
        }
        let (kind, value) = line.as_object().unwrap().iter().next().unwrap();
        let levels = words(&value.get("levelParams").cloned().unwrap_or(Value::Array(Vec::new())));
        match kind.as_str() {
            "axiom" => text += &format!("#AX {}{levels}\n", head(value)),
            "quot" if quotient => {}
            "quot" => {
                quotient = true;
                text += "#QUOT\n";
            }
            "inductive" => {
                let of = &value["types"][0];
                let constructors = value["ctors"].as_array().unwrap();
                let constructors: Vec<String> = constructors.iter().map(head).collect();
                let count = constructors.len();
                let constructors = constructors.join(" ");
                let levels = words(&of["levelParams"]);
                text += &format!("#IND {} {} {count} {constructors}{levels}\n", of["numParams"], head(of));
            }
            _ => text += &format!("#DEF {} {}{levels}\n", head(value), value["value"]),
        }
    }
    text
}

#[test]
fn every_version_says_the_same() {
    let whole = prelude(&[]);
    let lines = lines(&whole);
    let outcome = check(version_2(&lines).as_bytes());
    assert_eq!(verdict(&outcome), "accepted 1777");
    assert!(sorted(&outcome) == sorted(&whole));
    let outcome = check(version_1(&lines).as_bytes());
    assert_eq!(verdict(&outcome), "accepted 1777");
    let derived = |outcome: &Outcome| outcome.environment.constants().len();
    assert_eq!(derived(&outcome), derived(&whole), "recursors are derived");
}

#[test]
fn early_texts_have_their_flags_in_another_order_and_leave_constructors_out() {
    let names = "1 #NS 0 T\n2 #NS 1 a\n3 #NS 1 b\n1 #US 0\n0 #ES 1\n1 #EC 1\n2 #EP #BD 1 1 1\n";
    let of = "#IND 1 0 1 0 0 0 1 1 2 2 3\n#CTOR 2 1 1 0 0 0\n";
    let last = "#CTOR 3 2 1 1 0 1\n";
    assert_eq!(verdict(&check(format!("0.1.2\n{names}{of}{last}").as_bytes())), "accepted 1");
    assert_eq!(verdict(&check(format!("0.1.2\n{names}{of}").as_bytes())), "incomplete T T.b");
    assert_eq!(verdict(&check(format!("0.1.3\n{names}").as_bytes())), "unsupported Version(\"text 0.1.3\")");
}

#[test]
fn lines_have_exactly_their_fields() {
    let cases = [
        ("1 #NS 0 a\n1 #NS 0 c", "malformed Redefined(\"name\", 1)"),
        ("1 #NS 7 a", "malformed Undefined(\"name\", 7)"),
        ("1 #NI 0 x", "malformed WrongForm(\"number\")"),
        ("1 #NI 0 1 2", "malformed TooManyFields"),
        ("1 #US 0 0", "malformed TooManyFields"),
        ("1 #UM 0", "malformed Missing(\"level\")"),
        ("0 #EV -1", "malformed WrongForm(\"variable\")"),
        ("0 #EV +1", "malformed WrongForm(\"variable\")"),
        ("0 #EV 4294967296", "malformed WrongForm(\"variable\")"),
        ("0 #ELS 4", "malformed WrongForm(\"string\")"),
        ("0 #ELS FF", "malformed WrongForm(\"string\")"),
        ("0 #ELN 1a", "malformed WrongForm(\"number\")"),
        ("0 #EX 1", "malformed UnknownKind"),
        ("0 #ES 0\n0 #ES 0", "unsupported IndexTwice(0)"),
        ("0 #EL #BX 0 0 0", "malformed WrongForm(\"kind of binder\")"),
        ("#THM 0 0 0", "malformed Undefined(\"expression\", 0)"),
        ("#FOO", "malformed Missing(\"name\")"),
    ];
    for (text, expected) in &cases {
        assert_eq!(verdict(&check(text.as_bytes())), *expected, "{text}");
    }
    assert_eq!(verdict(&check(b"1 #NS 0 a b\n#QUOT x")), "malformed TooManyFields");
    assert_eq!(verdict(&check(b"1 #NS 0 a\n2 #NS 0 \xff")), "malformed Unreadable");
}

#[test]
fn names_keep_their_blanks() {
    let text = "1 #NS 0 two words \n0 #ES 0\n#AX 1 0\n";
    let outcome = check(text.as_bytes());
    assert_eq!(verdict(&outcome), "accepted 1");
    assert_eq!(name_of(&outcome, 0), "two words ");
}
