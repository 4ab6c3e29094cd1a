//! Certificates that lie, each with hashes that fit: none passes an audit with the source.
//! Given by: a certificate of a small document, forged.
//! Gives: nothing.
//! Holds: each forgery is refused for its own reason, and no edit of bytes makes the audit crash.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{audited, certified, document};
use elaborator::source::Source;
use kernel::{
    Binder, BinderKind, Constant, Constructor, Declaration, Environment, Hint, InductiveBlock, InductiveType,
    Kind, LevelId, NameId, Store, TermId,
};
use serde_json::{Value as Json, json};
use verifier::audit::{Difference, Objection};
use verifier::certificate::{Damage, hash, read, write};

fn same() -> Source {
    document("same.lm.md", "cell same(x: Int) -> (r: Int)\n  ensures r == x\n  return x\nend")
}

/// Another program of the same names, whose contract says nothing.
fn silent() -> Source {
    document("same.lm.md", "cell same(x: Int) -> (r: Int)\n  return x\nend")
}

/// A certificate with fitting hashes.
fn sealed(manifest: &Json, proof: &[u8]) -> Vec<u8> {
    let mut manifest = manifest.clone();
    manifest["proof"]["hash"] = json!(hash(proof));
    write(&manifest, proof).unwrap()
}

fn objection(certificate: &[u8]) -> Objection {
    audited(certificate, Some(&same())).unwrap_err()
}

fn differences(certificate: &[u8]) -> Vec<Difference> {
    match objection(certificate) {
        Objection::Different(differences) => differences,
        other => panic!("no difference but {other:?}"),
    }
}

/// Declarations being forged.
struct Forge {
    store: Store,
    environment: Environment,
}

impl Forge {
    /// What the statement about `same` is made of, with one declaration replaced, and no theorem of the theory.
    fn statement(replace: impl Fn(&mut Store, &Declaration) -> Option<Declaration>) -> Forge {
        let (_, report) = common::verified(&same());
        let (mut store, environment) = (report.store, report.environment);
        let words =
            ["Lumen.Total", "Lumen.I64", "Lumen.sites", "List", "Nat", "Int", "And", "Eq", "False.elim"];
        let mut names: Vec<NameId> = words.iter().map(|word| store.name(word)).collect();
        names.push(store.name("main.same.same"));
        names.push(store.name("True"));
        let mut forged = Environment::new();
        for position in environment.closure(&store, &names) {
            let declaration = Declaration::of(environment.constants_of(position)).unwrap();
            let declaration = replace(&mut store, &declaration).unwrap_or(declaration);
            forged.add(&mut store, declaration).unwrap();
        }
        Forge { store, environment: forged }
    }

    fn constant(&mut self, name: &str) -> TermId {
        self.store.constant_named(name)
    }

    fn declare(&mut self, name: &str, of: TermId, kind: impl FnOnce(TermId) -> Kind, body: TermId) {
        let name = self.store.name(name);
        self.declare_name(name, of, kind(body));
    }

    fn declare_name(&mut self, name: NameId, of: TermId, kind: Kind) {
        let constant = Constant { name, levels: Vec::new(), of, kind };
        self.environment.add(&mut self.store, Declaration::Constant(constant)).unwrap();
    }

    /// Declares both theorems about `same`, the specification by a proof of what its statement comes down to.
    fn theorems(&mut self, conclusion: impl FnOnce(&mut Forge, TermId) -> TermId) {
        let (of, proof) = (self.constant("True"), self.constant("True.intro"));
        self.declare("main.same.same.defined", of, Kind::Theorem, proof);
        let (statement, int, range) = self.specification();
        let claim = conclusion(self, statement);
        let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
        let proof = self.store.lambda(binder, range, claim);
        let proof = self.store.lambda(binder, int, proof);
        self.declare("main.same.same.spec", statement, Kind::Theorem, proof);
    }

    /// The statement about `same`, and the types of its two binders.
    fn specification(&mut self) -> (TermId, TermId, TermId) {
        let words = elaborator::meaning::Vocabulary::new(&mut self.store);
        let program = common::program(&same());
        let translation = elaborator::translate::translate(&mut self.store, &words, &program).unwrap();
        let statement = translation.cells[0].specification.proposition;
        let kernel::Term::Pi(_, int, body) = self.store.term_at(statement) else { panic!("no parameter") };
        let kernel::Term::Pi(_, range, _) = self.store.term_at(body) else { panic!("no hypothesis") };
        (statement, int, range)
    }

    /// The certificate of `same`, with these declarations for a proof part.
    fn certificate(&self) -> Vec<u8> {
        let positions: Vec<usize> = (0..self.environment.declarations().len()).collect();
        let mut proof = Vec::new();
        lean::formats::write(&self.store, &self.environment, &positions, &mut proof).unwrap();
        let genuine = certified(&same());
        let mut manifest = read(&genuine).unwrap().manifest;
        manifest["proof"]["declarations"] = json!(positions.len());
        let theorem = self.store.find_name("main.same.same.spec").into_iter().collect::<Vec<_>>();
        let axioms = self.environment.axioms(&self.store, &theorem);
        let axioms: Vec<String> = axioms.iter().map(|&axiom| self.store.show_name(axiom)).collect();
        manifest["cells"][0]["axioms"] = json!(axioms);
        sealed(&manifest, &proof)
    }
}

/// Replaces the value of a definition by a function of as many arguments that ends in `True`.
fn weakened(
    name: &'static str,
    arguments: usize,
) -> impl Fn(&mut Store, &Declaration) -> Option<Declaration> {
    move |store, declaration| {
        let Declaration::Constant(constant) = declaration else { return None };
        let Kind::Definition(mut body, _) = constant.kind else { return None };
        if store.show_name(constant.name) != name {
            return None;
        }
        let mut domains = Vec::new();
        for _ in 0..arguments {
            let kernel::Term::Lambda(binder, domain, inner) = store.term_at(body) else {
                panic!("no lambda")
            };
            domains.push((binder, domain));
            body = inner;
        }
        let truth = store.constant_named("True");
        let value = domains
            .into_iter()
            .rev()
            .fold(truth, |body, (binder, domain)| store.lambda(binder, domain, body));
        let kind = Kind::Definition(value, Hint::Abbreviation);
        Some(Declaration::Constant(Constant { kind, ..constant.clone() }))
    }
}

#[test]
fn the_genuine_certificate_passes() {
    assert!(audited(&certified(&same()), Some(&same())).is_ok());
}

#[test]
fn another_statement() {
    let (genuine, weak) = (certified(&same()), certified(&silent()));
    let (genuine, weak) = (read(&genuine).unwrap(), read(&weak).unwrap());
    let mut manifest = genuine.manifest.clone();
    manifest["proof"] = weak.manifest["proof"].clone();
    let found = differences(&sealed(&manifest, weak.proof));
    assert!(found.contains(&Difference::Statement("main.same.same.spec".to_string())), "{found:?}");
}

#[test]
fn another_total() {
    let mut forge = Forge::statement(weakened("Lumen.Total", 4));
    forge.theorems(|forge, _| forge.constant("True.intro"));
    let found = differences(&forge.certificate());
    assert!(found.contains(&Difference::Content("Lumen.Total".to_string())), "{found:?}");
}

#[test]
fn a_weakened_definition_of_the_library() {
    let mut forge = Forge::statement(weakened("Lumen.Good", 4));
    let falsity = forge.constant("False");
    forge.declare("cheat", falsity, |_| Kind::Axiom, falsity);
    forge.theorems(by_absurdity);
    let found = differences(&forge.certificate());
    assert!(found.contains(&Difference::Content("Lumen.Good".to_string())), "{found:?}");
}

/// The conclusion of a statement with two binders from an axiom named `cheat`.
fn by_absurdity(forge: &mut Forge, statement: TermId) -> TermId {
    let kernel::Term::Pi(_, _, body) = forge.store.term_at(statement) else { panic!("no parameter") };
    let kernel::Term::Pi(_, _, claim) = forge.store.term_at(body) else { panic!("no hypothesis") };
    let eliminate = forge.store.name("False.elim");
    let eliminate = forge.store.constant(eliminate, &[LevelId::ZERO]);
    let cheat = forge.constant("cheat");
    forge.store.apply(eliminate, &[claim, cheat])
}

#[test]
fn an_axiom_of_falsity() {
    let mut forge = Forge::statement(|_, _| None);
    let falsity = forge.constant("False");
    forge.declare("cheat", falsity, |_| Kind::Axiom, falsity);
    forge.theorems(by_absurdity);
    let certificate = forge.certificate();
    assert_eq!(differences(&certificate), [Difference::Stranger("cheat".to_string())]);
    match audited(&certificate, None).unwrap_err() {
        Objection::Axioms(axioms) => assert_eq!(axioms, ["cheat"]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_axiom_under_an_allowed_name() {
    let mut forge = Forge::statement(|_, _| None);
    let falsity = forge.constant("False");
    forge.declare("propext", falsity, |_| Kind::Axiom, falsity);
    let proof = forge.constant("propext");
    forge.declare("cheat", falsity, Kind::Theorem, proof);
    forge.theorems(by_absurdity);
    let certificate = forge.certificate();
    let expected = Difference::Content("propext".to_string());
    assert!(differences(&certificate).contains(&expected));
    match audited(&certificate, None).unwrap_err() {
        Objection::Different(found) => assert_eq!(found, [expected]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_axiom_under_the_name_of_an_obligation() {
    let mut forge = Forge::statement(|_, _| None);
    let falsity = forge.constant("False");
    let name = "main.same.same.obligation_0";
    forge.declare(name, falsity, |_| Kind::Axiom, falsity);
    let proof = forge.constant(name);
    forge.declare("cheat", falsity, Kind::Theorem, proof);
    forge.theorems(by_absurdity);
    let found = differences(&forge.certificate());
    assert!(found.contains(&Difference::NotATheorem(name.to_string())), "{found:?}");
}

#[test]
fn another_equality() {
    let block = |store: &mut Store, declaration: &Declaration| {
        let Declaration::Inductive(block) = declaration else { return None };
        let of = block.types.first()?;
        (store.show_name(of.name) == "Eq").then(|| lenient(store, block))
    };
    let (_, report) = common::verified(&same());
    let (mut store, environment) = (report.store, report.environment);
    let name = store.name("Eq");
    let mut forged = Environment::new();
    for position in environment.closure(&store, &[name]) {
        let declaration = Declaration::of(environment.constants_of(position)).unwrap();
        let declaration = block(&mut store, &declaration).unwrap_or(declaration);
        forged.add(&mut store, declaration).unwrap();
    }
    let certificate = Forge { store, environment: forged }.certificate();
    let found = differences(&certificate);
    assert!(found.contains(&Difference::Content("Eq".to_string())), "{found:?}");
}

/// `Eq` with a constructor that makes everything equal.
fn lenient(store: &mut Store, block: &InductiveBlock) -> Declaration {
    let of = &block.types[0];
    let any = store.name("Eq.any");
    let level = store.level_parameter(block.levels[0]);
    let sort = store.sort(level);
    let equality = store.constant(of.name, &[level]);
    let binder = Binder { name: NameId::ANONYMOUS, kind: BinderKind::Explicit };
    let bound: Vec<TermId> = (0..3).map(|index| store.bound(index)).collect();
    let claim = store.apply(equality, &[bound[2], bound[1], bound[0]]);
    let claim = store.pi(binder, bound[1], claim);
    let claim = store.pi(binder, bound[0], claim);
    let claim = store.pi(binder, sort, claim);
    let mut constructors = of.constructors.clone();
    constructors.push(Constructor { name: any, of: claim });
    let types = vec![InductiveType { name: of.name, of: of.of, constructors }];
    Declaration::Inductive(InductiveBlock {
        levels: block.levels.clone(),
        parameters: block.parameters,
        types,
    })
}

#[test]
fn swapped_proofs() {
    let genuine = certified(&same());
    let genuine = read(&genuine).unwrap();
    let lines: Vec<&str> = std::str::from_utf8(genuine.proof).unwrap().lines().collect();
    let theorems: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].contains("\"thm\":")).collect();
    let value = |line: usize| {
        let json: Json = serde_json::from_str(lines[line]).unwrap();
        json["thm"]["value"].as_u64().unwrap()
    };
    let (last, other) = (theorems[theorems.len() - 1], theorems[theorems.len() - 2]);
    let mut forged: Json = serde_json::from_str(lines[last]).unwrap();
    forged["thm"]["value"] = json!(value(other));
    let forged = forged.to_string();
    let mut lines = lines.clone();
    lines[last] = &forged;
    let proof = lines.join("\n") + "\n";
    match objection(&sealed(&genuine.manifest, proof.as_bytes())) {
        Objection::Refused(_, name, _) => assert_eq!(name, "main.same.same.spec"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_name_with_spaces_and_colons() {
    let mut forge = Forge::statement(|_, _| None);
    let falsity = forge.constant("False");
    forge.declare("cheat", falsity, |_| Kind::Axiom, falsity);
    let cell = forge.store.name("main.same.same");
    let name = forge.store.name_text(cell, "spec : True := True.intro -- ");
    let proof = forge.constant("cheat");
    forge.declare_name(name, falsity, Kind::Theorem(proof));
    forge.theorems(by_absurdity);
    let found = differences(&forge.certificate());
    let shown = "main.same.same.«spec : True := True.intro -- »";
    assert!(found.contains(&Difference::Stranger(shown.to_string())), "{found:?}");
}

#[test]
fn a_reserved_name_that_the_source_does_not_give() {
    for name in
        ["main.same.same.loop_0", "main.same.same.obligation_7", "main.same.other.spec", "Lumen.trust"]
    {
        let mut forge = Forge::statement(|_, _| None);
        let (of, proof) = (forge.constant("True"), forge.constant("True.intro"));
        forge.declare(name, of, Kind::Theorem, proof);
        let found = differences(&forge.certificate());
        assert!(found.contains(&Difference::Stranger(name.to_string())), "{found:?}");
        assert!(found.contains(&Difference::Missing("main.same.same.spec".to_string())), "{found:?}");
    }
}

/// A change of a manifest.
type Edit = fn(&mut Json);

#[test]
fn an_entry_of_the_manifest() {
    let genuine = certified(&same());
    let genuine = read(&genuine).unwrap();
    let edits: [(&str, Edit); 9] = [
        ("cells", |manifest| manifest["cells"][0]["obligations"][0]["state"] = json!("checked")),
        ("cells", |manifest| manifest["cells"][0]["obligations"][0]["line"] = json!(1)),
        ("cells", |manifest| manifest["cells"][0]["lean"] = json!("True")),
        ("cells", |manifest| manifest["cells"][0]["total"] = json!(false)),
        ("cells", |manifest| manifest["cells"][0]["axioms"] = json!(["propext"])),
        ("assumptions", |manifest| manifest["assumptions"] = json!(["nothing"])),
        ("library", |manifest| manifest["library"]["version"] = json!("9")),
        ("sources", |manifest| manifest["sources"][0]["hash"] = json!("0")),
        ("extra", |manifest| manifest["extra"] = json!(1)),
    ];
    for (entry, edit) in edits {
        let mut manifest = genuine.manifest.clone();
        edit(&mut manifest);
        let found = differences(&sealed(&manifest, genuine.proof));
        assert_eq!(found, [Difference::Manifest(entry.to_string())]);
    }
}

#[test]
fn claims_that_nobody_could_have_made() {
    let genuine = certified(&same());
    let genuine = read(&genuine).unwrap();
    let edits: [Edit; 8] = [
        |claimed| claimed["obligations"]["same"] = json!([]),
        |claimed| claimed["obligations"]["same"] = json!(["checked"]),
        |claimed| claimed["obligations"]["same"] = json!(["by an authority"]),
        |claimed| claimed["obligations"]["other"] = json!([]),
        |claimed| claimed["tools"]["oracle"] = json!("1.0.0"),
        |claimed| claimed["tools"]["lumenc"] = json!("9, and certified by an authority"),
        |claimed| claimed["tools"] = json!([]),
        |claimed| claimed["authority"] = json!({}),
    ];
    for edit in edits {
        let mut manifest = genuine.manifest.clone();
        edit(&mut manifest["claimed"]);
        let found = objection(&sealed(&manifest, genuine.proof));
        assert!(matches!(found, Objection::Damaged(Damage::Entry("claimed"))), "{found:?}");
    }
}

#[test]
fn another_maker_of_the_proof_part() {
    let genuine = certified(&same());
    let genuine = read(&genuine).unwrap();
    let proof = std::str::from_utf8(genuine.proof).unwrap();
    let proof = proof.replacen("\"name\":\"lumenc\"", "\"name\":\"an authority\"", 1);
    let found = objection(&sealed(&genuine.manifest, proof.as_bytes()));
    assert!(matches!(found, Objection::Damaged(Damage::Header)), "{found:?}");
}

#[test]
fn entries_that_can_be_judged_without_the_source() {
    let genuine = certified(&same());
    let genuine = read(&genuine).unwrap();
    let statement = || Difference::Statement("main.same.same.spec".to_string());
    let entry = |key: &str| Difference::Manifest(key.to_string());
    let edits: [(Difference, Edit); 4] = [
        (statement(), |manifest| manifest["cells"][0]["lean"] = json!("True")),
        (entry("cells"), |manifest| manifest["cells"][0]["axioms"] = json!(["propext"])),
        (entry("cells"), |manifest| manifest["cells"][0]["axioms"] = json!(null)),
        (entry("proof"), |manifest| manifest["proof"]["declarations"] = json!(1)),
    ];
    for (expected, edit) in edits {
        let mut manifest = genuine.manifest.clone();
        edit(&mut manifest);
        match audited(&sealed(&manifest, genuine.proof), None).unwrap_err() {
            Objection::Different(found) => assert_eq!(found, [expected]),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn another_source() {
    let certificate = certified(&same());
    let edited =
        document("same.lm.md", "cell same(x: Int) -> (r: Int)\n  ensures r == x # now\n  return x\nend");
    match audited(&certificate, Some(&edited)).unwrap_err() {
        Objection::Different(found) => {
            assert!(found.iter().all(|one| matches!(one, Difference::Manifest(_))))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn white_space_in_the_manifest_is_damage() {
    let genuine = certified(&same());
    let genuine = read(&genuine).unwrap();
    let text = genuine.text.replacen(':', ": ", 1);
    let mut bytes = format!("lumen certificate 1 {}\n{text}\n", hash(text.as_bytes())).into_bytes();
    bytes.extend_from_slice(genuine.proof);
    let found = objection(&bytes);
    assert!(matches!(found, Objection::Damaged(Damage::NotCanonical)), "{found:?}");
}
