//! Modules with their imports, in the layout of 2021 and in that of today.
//! Given by: modules that the tests write. Gives: a failure where a module is read as something else.
//! Holds: the writer knows nothing of the reader.

use super::module::{Layout, module, module_at};
use super::*;
use kernel::{Constant, Hint, Kind};

const LAYOUTS: [Layout; 2] = [Layout::Old, Layout::Two];

/// The constants of an environment, the last ones first: modules have no order.
fn backwards(outcome: &Outcome) -> Vec<&Constant> {
    outcome.environment.constants().iter().rev().collect()
}

#[test]
fn a_module_says_what_its_export_says() {
    let whole = prelude(&[]);
    for layout in LAYOUTS {
        let bytes = module(&whole.store, layout, &[], &backwards(&whole));
        let outcome = check(&bytes);
        assert_eq!(verdict(&outcome), "accepted 1777");
        assert!(sorted(&outcome) == sorted(&whole));
    }
}

#[test]
fn imports_are_followed_and_the_first_missing_one_is_named() {
    let whole = prelude(&["Nat.le_trans"]);
    let all = backwards(&whole);
    let (first, second) = all.split_at(all.len() / 2);
    let write =
        |imports: &[&str], constants: &[&Constant]| module(&whole.store, Layout::Two, imports, constants);
    let main = write(&["A.B", "C"], &[]);
    let mut files = Modules::default();
    assert_eq!(verdict(&check_with(&main, &files)), "missing A.B ");
    files.0.insert("A.B".into(), write(&["D"], first));
    files.0.insert("C".into(), write(&["A.B"], &[]));
    assert_eq!(verdict(&check_with(&main, &files)), "missing D A.B");
    // Modules that import each other are odd, but no reason to go round in circles.
    files.0.insert("D".into(), write(&["A.B"], second));
    let declarations = whole.environment.declarations().len();
    assert_eq!(verdict(&check_with(&main, &files)), format!("accepted {declarations}"));
    files.0.insert("C".into(), write(&[], first));
    assert_eq!(
        verdict(&check_with(&main, &files)),
        format!("accepted {declarations}"),
        "the same claim again"
    );
    files.0.insert("C".into(), b"olean\x01".to_vec());
    assert!(verdict(&check_with(&main, &files)).starts_with("malformed"));
}

#[test]
fn names_of_modules_lead_nowhere_else() {
    let store = Store::new();
    for name in ["../A", "/A", "A./B"] {
        let main = module(&store, Layout::Two, &[name], &[]);
        let outcome = check_with(&main, &Modules(BTreeMap::from([(name.to_string(), Vec::new())])));
        assert!(verdict(&outcome).starts_with("missing"), "{name}: {}", verdict(&outcome));
    }
}

#[test]
fn a_module_that_hides_its_proofs_needs_the_files_beside_it() {
    let whole = prelude(&["Nat.add"]);
    let mut main = module(&whole.store, Layout::Two, &[], &[]);
    let length = main.len();
    main[length - 8] = 1;
    assert_eq!(verdict(&check(&main)), "unsupported PrivatePart(NameId(0))");
    let part = |base, constants: &[&Constant]| module_at(&whole.store, (Layout::Two, base), &[], constants);
    let files = Modules(BTreeMap::from([
        (".server".to_string(), part(0x0022_0000_0000, &[])),
        (".private".to_string(), part(0x0033_0000_0000, &backwards(&whole))),
    ]));
    assert_eq!(verdict(&check_with(&main, &files)), "accepted 9");
}

#[test]
fn constants_marked_unsafe_are_passed_over_but_not_used() {
    let whole = prelude(&["Nat.add"]);
    let mut bytes = module(&whole.store, Layout::Two, &[], &backwards(&whole));
    let safe = verdict(&check(&bytes));
    assert_eq!(safe, "accepted 9");
    // A definition: four pointers, then its mark, which is 1 for safe.
    let mark = [1, 0, 0, 0, 0, 0, 0, 0];
    let places: Vec<usize> = (0..bytes.len() - 48)
        .step_by(8)
        .filter(|&at| bytes[at..at + 8] == [0, 0, 0, 0, 48, 0, 4, 0] && bytes[at + 40..at + 48] == mark)
        .collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place + 40] = 0;
        let found = verdict(&check(&bytes));
        assert!(found.contains("UnknownConstant") || found.starts_with("accepted 8"), "{found}");
        bytes[place + 40] = 1;
    }
}

#[test]
fn theorems_of_data_are_opaque_in_modules_of_2021() {
    let whole = prelude(&["Nat.add"]);
    let theorem = |constant: &Constant| match constant.kind {
        Kind::Definition(body, Hint::Regular(_)) => {
            Constant { kind: Kind::Theorem(body), ..constant.clone() }
        }
        _ => constant.clone(),
    };
    let add = whole.store.find_name("Nat.add").unwrap();
    let constants: Vec<Constant> = whole
        .environment
        .constants()
        .iter()
        .map(|constant| if constant.name == add { theorem(constant) } else { constant.clone() })
        .collect();
    let constants: Vec<&Constant> = constants.iter().collect();
    assert_eq!(verdict(&check(&module(&whole.store, Layout::Old, &[], &constants))), "accepted 9");
    let found = verdict(&check(&module(&whole.store, Layout::Two, &[], &constants)));
    assert!(found.starts_with("rejected Nat.add Invalid(NotAProposition"), "{found}");
}
