//! A builder of Lean exports (NDJSON 3.1), for files that nobody would write by hand.
//! Given by: `kinds`, which says what a ladder is made of.
//! Gives: the lines of an export that starts with a few types of Lean's core (`prelude.ndjson`).
//! Holds: equal parts are written once, so that a term of exponential size is written as the graph that it is.

use serde_json::{Map, Value, json};
use std::collections::HashMap;

const PRELUDE: &str = include_str!("prelude.ndjson");

/// Index of a name in the export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name(u64);

/// Index of a universe level in the export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Level(u64);

impl Level {
    /// The level of propositions.
    pub const ZERO: Level = Level(0);
}

/// Index of a term in the export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term(u64);

/// What is said once and has an index from then on.
#[derive(Debug)]
struct Table {
    key: &'static str,
    known: HashMap<String, u64>,
    next: u64,
}

/// An export being built.
#[derive(Debug)]
pub struct Export {
    text: String,
    names: Table,
    levels: Table,
    terms: Table,
}

impl Default for Export {
    fn default() -> Self {
        Self::new()
    }
}

impl Export {
    /// An export with `Nat`, `Bool`, `True`, `False`, `Eq`, `And`, `Prod`, `List`, `PUnit`, addition, multiplication and powers.
    #[must_use]
    pub fn new() -> Self {
        let table = |key, next| Table { key, known: HashMap::new(), next };
        let mut export = Export {
            text: PRELUDE.to_owned(),
            names: table("in", 1),
            levels: table("il", 1),
            terms: table("ie", 0),
        };
        for line in PRELUDE.lines() {
            export.remember(line);
        }
        export
    }

    /// The lines of the export.
    #[must_use]
    pub fn text(self) -> String {
        self.text
    }

    fn remember(&mut self, line: &str) {
        let Ok(Value::Object(mut body)) = serde_json::from_str(line) else { return };
        for table in [&mut self.names, &mut self.levels, &mut self.terms] {
            if let Some(index) = body.remove(table.key).and_then(|index| index.as_u64()) {
                table.known.insert(Value::Object(body).to_string(), index);
                table.next = table.next.max(index + 1);
                return;
            }
        }
    }

    fn line(&mut self, body: &Value) {
        self.text.push_str(&body.to_string());
        self.text.push('\n');
    }

    // Names and levels

    /// A name written with dots.
    pub fn name(&mut self, dotted: &str) -> Name {
        dotted.split('.').fold(Name(0), |prefix, part| self.name_under(prefix, part))
    }

    /// A name with one more part.
    pub fn name_under(&mut self, prefix: Name, part: &str) -> Name {
        Name(intern(&mut self.names, &mut self.text, "str", json!({"pre": prefix.0, "str": part})))
    }

    /// A number as a level.
    pub fn level(&mut self, number: usize) -> Level {
        (0..number).fold(Level::ZERO, |level, _| self.successor(level))
    }

    /// The level after a level.
    pub fn successor(&mut self, of: Level) -> Level {
        Level(intern(&mut self.levels, &mut self.text, "succ", json!(of.0)))
    }

    /// The larger of two levels.
    pub fn max(&mut self, a: Level, b: Level) -> Level {
        Level(intern(&mut self.levels, &mut self.text, "max", json!([a.0, b.0])))
    }

    /// The larger of two levels, or zero if the second is.
    pub fn imax(&mut self, a: Level, b: Level) -> Level {
        Level(intern(&mut self.levels, &mut self.text, "imax", json!([a.0, b.0])))
    }

    /// A universe parameter.
    pub fn parameter(&mut self, name: &str) -> Level {
        let name = self.name(name);
        Level(intern(&mut self.levels, &mut self.text, "param", json!(name.0)))
    }

    // Terms

    fn term(&mut self, kind: &str, parts: Value) -> Term {
        Term(intern(&mut self.terms, &mut self.text, kind, parts))
    }

    /// The variable of the n-th enclosing binder, counted from 0 at the innermost.
    pub fn bound(&mut self, index: usize) -> Term {
        self.term("bvar", json!(index))
    }

    /// A universe.
    pub fn sort(&mut self, level: Level) -> Term {
        self.term("sort", json!(level.0))
    }

    /// A constant at levels.
    pub fn constant(&mut self, name: &str, levels: &[Level]) -> Term {
        let name = self.name(name);
        let levels: Vec<u64> = levels.iter().map(|level| level.0).collect();
        self.term("const", json!({"name": name.0, "us": levels}))
    }

    /// A constant without universe parameters, applied.
    pub fn call(&mut self, name: &str, arguments: &[Term]) -> Term {
        let head = self.constant(name, &[]);
        self.apply(head, arguments)
    }

    /// A function applied to arguments.
    pub fn apply(&mut self, function: Term, arguments: &[Term]) -> Term {
        arguments.iter().fold(function, |function, argument| {
            self.term("app", json!({"arg": argument.0, "fn": function.0}))
        })
    }

    /// `fun x : domain => body`.
    pub fn lambda(&mut self, domain: Term, body: Term) -> Term {
        self.lambda_over("x", domain, body)
    }

    /// `fun NAME : domain => body`.
    pub fn lambda_over(&mut self, name: &str, domain: Term, body: Term) -> Term {
        self.binder("lam", name, domain, body)
    }

    /// `(x : domain) → body`.
    pub fn pi(&mut self, domain: Term, body: Term) -> Term {
        self.binder("forallE", "x", domain, body)
    }

    /// Binders have one name unless another is asked for, so that equal terms are equal lines.
    fn binder(&mut self, kind: &str, name: &str, domain: Term, body: Term) -> Term {
        let name = self.name(name);
        let parts = json!({"binderInfo": "default", "body": body.0, "name": name.0, "type": domain.0});
        self.term(kind, parts)
    }

    /// `let x : of := value; body`.
    pub fn let_in(&mut self, of: Term, value: Term, body: Term) -> Term {
        let name = self.name("x");
        let parts = json!({"body": body.0, "name": name.0, "nondep": false, "type": of.0, "value": value.0});
        self.term("letE", parts)
    }

    /// A number literal, in decimal digits.
    pub fn natural(&mut self, digits: &str) -> Term {
        self.term("natVal", json!(digits))
    }

    /// The field at an index of a value of a structure.
    pub fn project(&mut self, structure: &str, index: usize, of: Term) -> Term {
        let name = self.name(structure);
        self.term("proj", json!({"idx": index, "struct": of.0, "typeName": name.0}))
    }

    // Declarations

    /// Declares an axiom.
    pub fn axiom(&mut self, name: &str, of: Term) -> Term {
        self.axiom_over(name, &[], of);
        self.constant(name, &[])
    }

    /// Declares an axiom over universe parameters.
    pub fn axiom_over(&mut self, name: &str, levels: &[&str], of: Term) {
        let head = self.name(name);
        self.axiom_named(head, levels, of);
    }

    /// Declares an axiom of a name that is there.
    pub fn axiom_named(&mut self, name: Name, levels: &[&str], of: Term) {
        let levels: Vec<u64> = levels.iter().map(|level| self.name(level).0).collect();
        let body = json!({"isUnsafe": false, "levelParams": levels, "name": name.0, "type": of.0});
        self.line(&json!({"axiom": body}));
    }

    /// Declares one of the constants of quotient types.
    pub fn quotient(&mut self, kind: &str, name: &str, levels: &[&str], of: Term) {
        let head = self.name(name);
        let levels: Vec<u64> = levels.iter().map(|level| self.name(level).0).collect();
        let body = json!({"kind": kind, "levelParams": levels, "name": head.0, "type": of.0});
        self.line(&json!({"quot": body}));
    }

    /// Declares a definition of a height.
    pub fn define(&mut self, name: &str, levels: &[&str], of: Term, value: Term, height: usize) {
        let head = self.name(name);
        let levels: Vec<u64> = levels.iter().map(|level| self.name(level).0).collect();
        self.line(&json!({"def": {
            "all": [head.0], "hints": {"regular": height}, "levelParams": levels, "name": head.0,
            "safety": "safe", "type": of.0, "value": value.0
        }}));
    }

    /// Declares a theorem.
    pub fn theorem(&mut self, name: &str, of: Term, value: Term) {
        let head = self.name(name);
        let parts =
            json!({"all": [head.0], "levelParams": [], "name": head.0, "type": of.0, "value": value.0});
        self.line(&json!({"thm": parts}));
    }

    /// Declares a structure in `Type` with fields of closed types; its constructor is `NAME.mk`.
    pub fn structure(&mut self, name: &str, fields: &[Term]) {
        let one = self.level(1);
        let universe = self.sort(one);
        let structure = self.constant(name, &[]);
        let make = format!("{name}.mk");
        let of_make = fields.iter().rev().fold(structure, |body, &field| self.pi(field, body));
        let recursor = self.recursor(name, structure, fields);
        let [name, make] = [name, &make].map(|name| self.name(name).0);
        let of = json!({"all": [name], "ctors": [make], "isRec": false, "isReflexive": false,
            "isUnsafe": false, "levelParams": [], "name": name, "numIndices": 0, "numNested": 0,
            "numParams": 0, "type": universe.0});
        let constructor = json!({"cidx": 0, "induct": name, "isUnsafe": false, "levelParams": [],
            "name": make, "numFields": fields.len(), "numParams": 0, "type": of_make.0});
        self.line(&json!({"inductive": {"ctors": [constructor], "recs": [recursor], "types": [of]}}));
    }

    /// The recursor of such a structure: `{motive} → (mk : fields → motive ⟨fields⟩) → (t) → motive t`.
    fn recursor(&mut self, name: &str, structure: Term, fields: &[Term]) -> Value {
        let count = fields.len();
        let level = self.parameter("u");
        let into = self.sort(level);
        let motive = self.pi(structure, into);
        let variables: Vec<Term> = (0..count).rev().map(|index| self.bound(index)).collect();
        let make = self.constant(&format!("{name}.mk"), &[]);
        let built = self.apply(make, &variables);
        let outer = self.bound(count);
        let result = self.apply(outer, &[built]);
        let minor = fields.iter().rev().fold(result, |body, &field| self.pi(field, body));
        let [zero, two] = [0, 2].map(|index| self.bound(index));
        let result = self.apply(two, &[zero]);
        let of = self.pi(structure, result);
        let of = self.pi(minor, of);
        let of = self.implicit(motive, of);
        let chosen = self.apply(outer, &variables);
        let rule = fields.iter().rev().fold(chosen, |body, &field| self.lambda(field, body));
        let rule = self.lambda(minor, rule);
        let rule = self.lambda(motive, rule);
        let [name, make, recursor, level] =
            [name, &format!("{name}.mk"), &format!("{name}.rec"), "u"].map(|name| self.name(name).0);
        json!({"all": [name], "isUnsafe": false, "k": false, "levelParams": [level], "name": recursor,
            "numIndices": 0, "numMinors": 1, "numMotives": 1, "numParams": 0,
            "rules": [{"ctor": make, "nfields": count, "rhs": rule.0}], "type": of.0})
    }

    fn implicit(&mut self, domain: Term, body: Term) -> Term {
        let name = self.name("motive");
        let parts = json!({"binderInfo": "implicit", "body": body.0, "name": name.0, "type": domain.0});
        self.term("forallE", parts)
    }
}

/// The index of a part, which is written when it is met first.
fn intern(table: &mut Table, text: &mut String, kind: &str, parts: Value) -> u64 {
    let mut body = Map::new();
    body.insert(kind.to_owned(), parts);
    let key = Value::Object(body.clone()).to_string();
    if let Some(&index) = table.known.get(&key) {
        return index;
    }
    let index = table.next;
    table.next += 1;
    table.known.insert(key, index);
    body.insert(table.key.to_owned(), json!(index));
    text.push_str(&Value::Object(body).to_string());
    text.push('\n');
    index
}
