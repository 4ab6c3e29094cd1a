//! Very deep terms, in every format.
//! Given by: generators. Gives: a failure where a stack overflows: the test would not end well.
//! Holds: the answer is a verdict or a limit.

use super::module::{Layout, module};
use super::*;
use kernel::{Binder, BinderKind, Constant, Kind, TermId};

const LAYERS: u32 = 1_000_000;
/// Enough to overflow a stack that is used at all.
const MANY: u32 = 150_000;

/// Terms of many layers over one type, closed: applications to the left and to the right, functions, function types, local definitions.
fn deep(store: &mut Store) -> Vec<TermId> {
    let of = store.proposition();
    let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
    let name = NameId::ANONYMOUS;
    let build = |store: &mut Store, layer: &dyn Fn(&mut Store, TermId) -> TermId| {
        (0..MANY).fold(of, |term, _| layer(store, term))
    };
    vec![
        (0..LAYERS).fold(of, |term, _| store.apply(term, &[of])),
        build(store, &|store, term| store.apply(of, &[term])),
        build(store, &|store, term| store.lambda(binder, of, term)),
        build(store, &|store, term| store.pi(binder, term, of)),
        build(store, &|store, term| store.term(kernel::Term::Let { name, of, value: of, body: term })),
    ]
}

/// A verdict, or the limit of the kernel; in any case an answer.
fn answers(input: &[u8], what: &str) {
    let outcome = check(input);
    let words = verdict(&outcome);
    assert!(words.starts_with("rejected a") || words == "accepted 1", "{what}: {words}");
}

#[test]
fn deep_terms_in_modules() {
    let mut store = Store::new();
    let name = store.name("a");
    for (number, of) in deep(&mut store).into_iter().enumerate() {
        let constant = Constant { name, levels: Vec::new(), of, kind: Kind::Axiom };
        answers(&module(&store, Layout::Two, &[], &[&constant]), &format!("module {number}"));
    }
}

#[test]
fn deep_terms_in_lines() {
    let lines: [(&str, &str); 5] = [
        ("#EA @ 0", r#""app":{"fn":@,"arg":0}"#),
        ("#EA 0 @", r#""app":{"fn":0,"arg":@}"#),
        ("#EL #BD 0 0 @", r#""lam":{"name":0,"type":0,"body":@,"binderInfo":"default"}"#),
        ("#EP #BD 0 @ 0", r#""forallE":{"name":0,"type":@,"body":0,"binderInfo":"default"}"#),
        ("#EZ 0 0 0 @", r#""letE":{"name":0,"type":0,"value":0,"body":@,"nondep":false}"#),
    ];
    let header = r#"{"meta":{"exporter":{"name":"x","version":"1"},"format":{"version":"3.0.0"}}}"#;
    for (number, (word, object)) in lines.into_iter().enumerate() {
        let layers = if number == 0 { LAYERS } else { MANY };
        let mut text = "2.0.0\n1 #NS 0 a\n0 #ES 0\n".to_string();
        let mut json =
            format!("{header}\n{{\"in\":1,\"str\":{{\"pre\":0,\"str\":\"a\"}}}}\n{{\"ie\":0,\"sort\":0}}\n");
        for layer in 1..=layers {
            let previous = (layer - 1).to_string();
            text.push_str(&format!("{layer} {}\n", word.replace('@', &previous)));
            json.push_str(&format!("{{\"ie\":{layer},{}}}\n", object.replace('@', &previous)));
        }
        text.push_str(&format!("#AX 1 {layers}\n"));
        json.push_str(&format!(
            "{{\"axiom\":{{\"name\":1,\"levelParams\":[],\"type\":{layers},\"isUnsafe\":false}}}}\n"
        ));
        answers(text.as_bytes(), word);
        answers(json.as_bytes(), object);
    }
}

#[test]
fn deep_levels_are_judged() {
    let mut text = "2.0.0\n1 #NS 0 a\n".to_string();
    for level in 1..=LAYERS {
        text.push_str(&format!("{level} #US {}\n", level - 1));
    }
    text.push_str(&format!("0 #ES {LAYERS}\n#AX 1 0\n"));
    assert_eq!(verdict(&check(text.as_bytes())), "accepted 1");
}

#[test]
fn long_names_and_numbers_need_no_stack() {
    let mut text = String::new();
    for name in 1..=LAYERS {
        text.push_str(&format!("{name} #NS {} a\n", name - 1));
    }
    text.push_str(&format!("0 #ES 0\n#AX {LAYERS} 0\n"));
    assert_eq!(verdict(&check(text.as_bytes())), "accepted 1");
    let number = format!("0 #ELN {}\n", "9".repeat(2 << 20));
    assert_eq!(verdict(&check(number.as_bytes())), "bound Digits");
}
