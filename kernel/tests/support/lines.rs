//! Exports with declarations that no writer would write, since they are wrong.
//! Given by: tests of readers.
//! Gives: lines of an export, put after those of another one.
//! Holds: what an index stands for is written where it is asked for; nothing is checked here.

use super::World;
use super::write::write;
use std::fmt::Write;

/// Indices from here on are not used by the export before.
const FIRST: u32 = 90_000;

/// A small export with a line of every kind, which is accepted.
pub(crate) fn every_kind() -> String {
    let mut world = World::new();
    let numbers = [("Nat.zero", "Nat"), ("Nat.succ", "(-> Nat Nat)")];
    world.inductive("", 0, &[("Nat", "Type", &numbers)]).unwrap();
    let refl = ("Eq.refl", "(pi α (sort u) (pi a α (Eq{u} α a a)))");
    world.inductive("u", 2, &[("Eq", "(pi α (sort u) (-> α α Prop))", &[refl])]).unwrap();
    world.quotient().unwrap();
    let pair = "(pi α (sort u) (pi β (sort v) (-> α β (Both{u,v} α β))))";
    let of = "(-> (sort u) (sort v) (sort max(1,max(u,v))))";
    world.inductive("u v", 2, &[("Both", of, &[("Both.mk", pair)])]).unwrap();
    world.axiom("choice", "u v", "(-> (sort imax(u,v)) Nat)").unwrap();
    world.opaque("hidden", "Nat", "#77").unwrap();
    let value = "(fun p (Both{1,1} Nat Nat) (let n Nat (proj Both 0 p) (Nat.succ n)))";
    world.define("next", "", "(-> (Both{1,1} Nat Nat) Nat)", value).unwrap();
    world.theorem("one", "", "(Eq{1} Nat #1 (Nat.succ #0))", "(Eq.refl{1} Nat #1)").unwrap();
    let positions: Vec<usize> = (0..world.environment.declarations().len()).collect();
    let mut output = Vec::new();
    write(&world.store, &world.environment, &positions, &mut output).unwrap();
    let mut lines = Lines::after(std::str::from_utf8(&output).unwrap());
    let proposition = lines.proposition();
    lines.indexed("in", "\"num\":{\"i\":1,\"pre\":0}");
    lines.indexed("ie", "\"strVal\":\"\\u00e9\\n\"");
    lines.indexed("ie", &format!("\"mdata\":{{\"data\":{{\"note\":[1,null]}},\"expr\":{proposition}}}"));
    lines.text()
}

/// The lines of an export; every function adds one and gives its index, if it has one.
pub(crate) struct Lines {
    text: String,
    next: u32,
}

impl Lines {
    pub(crate) fn after(export: &str) -> Self {
        Lines { text: format!("{}\n", export.trim_end()), next: FIRST }
    }

    pub(crate) fn text(self) -> String {
        self.text
    }

    /// What stands in another export.
    pub(crate) fn include(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    pub(crate) fn line(&mut self, line: &str) {
        writeln!(self.text, "{{{line}}}").unwrap();
    }

    fn indexed(&mut self, key: &str, rest: &str) -> u32 {
        self.next += 1;
        self.line(&format!("\"{key}\":{},{rest}", self.next));
        self.next
    }

    pub(crate) fn name(&mut self, dotted: &str) -> u32 {
        dotted.split('.').fold(0, |prefix, part| {
            self.indexed("in", &format!("\"str\":{{\"pre\":{prefix},\"str\":\"{part}\"}}"))
        })
    }

    pub(crate) fn bound(&mut self, index: u32) -> u32 {
        self.indexed("ie", &format!("\"bvar\":{index}"))
    }

    pub(crate) fn natural(&mut self, number: u64) -> u32 {
        self.indexed("ie", &format!("\"natVal\":\"{number}\""))
    }

    pub(crate) fn proposition(&mut self) -> u32 {
        self.indexed("ie", "\"sort\":0")
    }

    /// A constant without universe parameters.
    pub(crate) fn constant(&mut self, dotted: &str) -> u32 {
        let name = self.name(dotted);
        self.indexed("ie", &format!("\"const\":{{\"name\":{name},\"us\":[]}}"))
    }

    pub(crate) fn apply(&mut self, function: u32, arguments: &[u32]) -> u32 {
        arguments.iter().fold(function, |function, argument| {
            self.indexed("ie", &format!("\"app\":{{\"arg\":{argument},\"fn\":{function}}}"))
        })
    }

    fn bind(&mut self, key: &str, of: u32, body: u32) -> u32 {
        let rest = format!("{{\"binderInfo\":\"default\",\"body\":{body},\"name\":0,\"type\":{of}}}");
        self.indexed("ie", &format!("\"{key}\":{rest}"))
    }

    pub(crate) fn lambda(&mut self, of: u32, body: u32) -> u32 {
        self.bind("lam", of, body)
    }

    pub(crate) fn pi(&mut self, of: u32, body: u32) -> u32 {
        self.bind("forallE", of, body)
    }

    pub(crate) fn define(&mut self, dotted: &str, of: u32, value: u32) {
        let name = self.name(dotted);
        let rest = format!("\"safety\":\"safe\",\"type\":{of},\"value\":{value}");
        self.line(&format!(
            "\"def\":{{\"all\":[],\"hints\":\"abbrev\",\"levelParams\":[],\"name\":{name},{rest}}}"
        ));
    }

    pub(crate) fn theorem(&mut self, dotted: &str, of: u32, value: u32) {
        let name = self.name(dotted);
        let rest = format!("\"name\":{name},\"type\":{of},\"value\":{value}");
        self.line(&format!("\"thm\":{{\"all\":[],\"levelParams\":[],{rest}}}"));
    }

    /// A type without constructors; with a recursor of this type, if one is given.
    pub(crate) fn empty_type(&mut self, dotted: &str, of: u32, recursor: Option<u32>) {
        let (name, recursor_name) = (self.name(dotted), self.name(&format!("{dotted}.rec")));
        let shared = format!(
            "\"all\":[{name}],\"isUnsafe\":false,\"levelParams\":[],\"numIndices\":0,\"numParams\":0"
        );
        let numbers = "\"k\":false,\"numMinors\":0,\"numMotives\":1,\"rules\":[]";
        let record = |of| format!("{{{shared},{numbers},\"name\":{recursor_name},\"type\":{of}}}");
        let numbers = "\"ctors\":[],\"isRec\":false,\"isReflexive\":false,\"numNested\":0";
        let types = format!("{{{shared},{numbers},\"name\":{name},\"type\":{of}}}");
        let recursors = recursor.map(record).unwrap_or_default();
        self.line(&format!("\"inductive\":{{\"ctors\":[],\"recs\":[{recursors}],\"types\":[{types}]}}"));
    }
}
