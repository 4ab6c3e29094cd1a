//! The documents whose cells are compared.
//! Given by: the corpus, and a text below for what the corpus does not have: callees that halt, every operation.
//! Gives: programs in core with the sites whose checks their theorems exclude.
//! Holds: each document is read and verified once.

use backend::Proved;
use elaborator::core::{CellId, Program};
use elaborator::source::Source;
use std::path::Path;
use std::sync::OnceLock;
use verifier::certificate::{assumes, superfluous};
use verifier::prove::Direct;
use verifier::verify::{Options, Theorem, verify};

/// A document that was read.
pub(crate) struct Document {
    pub(crate) source: Source,
    pub(crate) program: Program,
    /// What its theorems exclude; nothing if it was not verified.
    pub(crate) proved: Proved,
}

const CALLS: &str = "# Calls that halt\n\n```lumen
cell ratio(a: Int, b: Int) -> (q: Int, r: Int)
  return (a / b, a % b)
end

cell mixed(a: Int, b: Int, flag: Bool) -> (c: Int, yes: Bool) / {console, halt}
  print((a, flag))
  check a != 3
  let (q, r) = ratio(a, b)
  print(\"divided\")
  let c = if flag then q -% (r *% (b +% 7)) else -q end
  if c < -5 and not flag
    halt(\"too small\")
  end
  return (c, flag == (c > r))
end

cell twice(a: Int, b: Int, flag: Bool) -> (c: Int) / {console, halt}
  let (c, yes) = mixed(a, b, flag)
  print(yes)
  let (d, no) = mixed(c, a - 1, not yes)
  return if no then c else d * 3 end
end

cell nested(a: Int, b: Bool) -> (p: (Int, (Bool, Int)), u: Unit) / {console}
  print((a, (b, a)))
  print((a, b, a))
  print(((a, b), a))
  print((a, ()))
  print(((), (b, ())))
  return ((a, (b, a)), ())
end
```
";

/// A document of the corpus, which verifies without a solver.
pub(crate) fn corpus(name: &str) -> &'static Document {
    static DOCUMENTS: [(&str, OnceLock<Document>); 4] = [
        ("same", OnceLock::new()),
        ("clamp", OnceLock::new()),
        ("sum", OnceLock::new()),
        ("payments", OnceLock::new()),
    ];
    let (_, document) = DOCUMENTS.iter().find(|(known, _)| *known == name).unwrap();
    document.get_or_init(|| {
        let name = format!("{name}.lm.md");
        let text = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(&name)).unwrap();
        let mut document = Document::read(Source::new(&name, text));
        document.verify();
        document
    })
}

/// A document of cells without contracts, which does not verify.
pub(crate) fn calls() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| Document::read(Source::new("calls.lm.md", CALLS)))
}

impl Document {
    fn read(source: Source) -> Document {
        let elaborated = elaborator::elaborate(&source);
        let program = elaborated.program.unwrap_or_else(|| panic!("{:?}", elaborated.problems));
        Document { source, program, proved: Proved::nothing() }
    }

    fn verify(&mut self) {
        let proofs::Library { store, environment, .. } = proofs::library().unwrap();
        let report = verify((store, environment), &self.program, &mut Direct, Options::default()).unwrap();
        for judged in &report.cells {
            let Theorem::Accepted { axioms } = &judged.theorem else { panic!("{:?}", judged.theorem) };
            let names: Vec<String> = axioms.iter().map(|&axiom| report.store.show_name(axiom)).collect();
            let cell = &self.program.cells[judged.cell.0 as usize];
            for site in superfluous(cell, assumes(&names)) {
                self.proved.exclude(judged.cell, site);
            }
        }
    }

    pub(crate) fn cell(&self, name: &str) -> CellId {
        let index = self.program.cells.iter().position(|cell| cell.name == name).unwrap();
        CellId(u32::try_from(index).unwrap())
    }

    pub(crate) fn line(&self, offset: u32) -> u32 {
        self.source.position(offset).line
    }
}
