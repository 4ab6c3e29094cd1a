//! The command line.
//! Given by: the process.
//! Gives: one value for each command, to `command`.
//! Holds: the help text here is the help text that users see; bad usage ends with status 2.

use clap::{Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Steps that the search for one proof may take, unless the user says otherwise.
pub const LIMIT: u64 = 200_000;

const EXAMPLES: &str = "\
Examples:
  lumenc verify payments.lm.md                  prove it, and write payments.lcert
  lumenc run payments.lm.md                     prove it, and run `main`
  lumenc build --release payments.lm.md         prove it, and make the program `payments`
  lumenc audit payments.lcert --source payments.lm.md
  lumenc explain E0401                          what a message means, and what to do

The exit status is 0 if everything holds, 1 if something is wrong, 2 if there is no verdict, 3 if neither a proof nor a
counterexample was found, 4 if a certificate is damaged: `lumenc explain exit-codes`.";

/// The Lumen compiler: contracts are proved, and any Lean kernel can check the proofs.
///
/// A program is a Markdown document, NAME.lm.md, whose `lumen` fences are the program.
#[derive(Debug, Parser)]
#[command(name = "lumenc", version, disable_help_subcommand = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const VERIFY: &str = "\
A certificate NAME.lcert is written for each document that holds, beside it or in the folder of --cert-dir.

Examples:
  lumenc verify clamp.lm.md
  lumenc verify --cert-dir certificates *.lm.md
  lumenc verify --show clamp clamp.lm.md        the obligations of one cell, and how they are proved
  lumenc verify --limit 2000000 hard.lm.md      search ten times as long";

const AUDIT: &str = "\
Nothing is searched for and nothing is believed: every declaration of the certificate is checked by the kernel, and the
statements are made again from the source. Without --source, what is proved is printed in Lean, and its text is only claimed.

Examples:
  lumenc audit clamp.lcert --source clamp.lm.md
  lumenc audit payments.lcert --source payments.lm.md --binary payments";

const BUILD: &str = "\
The program has the name of the document unless -o says otherwise; OUT.lbuild beside it names the certificate.

Examples:
  lumenc build payments.lm.md
  lumenc build --release payments.lm.md -o pay
  lumenc build --emit core payments.lm.md       print a stage on the way instead";

const RUN: &str = "\
Arguments are literals: -7, true, (1, 2). The result is printed unless it is `Unit`. A program that halts ends with 112.

Examples:
  lumenc run payments.lm.md
  lumenc run clamp.lm.md --cell clamp -- 7 0 5
  lumenc run --unverified draft.lm.md           run it as it is, with every check in place";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prove every contract and check of documents, and write their certificates.
    #[command(after_help = VERIFY)]
    Verify(Verify),
    /// Check certificates again, from nothing, against their sources.
    #[command(after_help = AUDIT)]
    Audit(Audit),
    /// Print what is in a certificate.
    #[command(subcommand)]
    Cert(Cert),
    /// Verify a document and make a native program of it.
    #[command(after_help = BUILD)]
    Build(Build),
    /// Verify a document and run it at once.
    #[command(after_help = RUN)]
    Run(Run),
    /// The kernel on its own.
    #[command(subcommand)]
    Kernel(Kernel),
    /// The Lean front end on its own.
    #[command(subcommand)]
    Lean(Lean),
    /// Print the page of an error code, or of `exit-codes`.
    #[command(after_help = "Example:\n  lumenc explain E0401")]
    Explain {
        /// The code, such as E0401; or `exit-codes`.
        code: String,
    },
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// One JSON value.
    Json,
}

/// How the results of `verify` are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people.
    #[default]
    Human,
    /// One JSON value.
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// JUnit XML, for continuous integration.
    Junit,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Documents: `NAME.lm.md` or `NAME.lm`.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where certificates are written, instead of beside the sources.
    #[arg(long, value_name = "DIR")]
    pub cert_dir: Option<PathBuf>,
    /// How results are printed.
    #[arg(long, value_enum, default_value_t)]
    pub format: ReportFormat,
    /// Print the obligations of a cell: hypotheses, goal, SMT-LIB, proof term.
    #[arg(long, value_name = "NAME")]
    pub show: Option<String>,
    /// Steps that the search for one proof may take.
    #[arg(long, value_name = "N", default_value_t = LIMIT)]
    pub limit: u64,
}

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub struct Audit {
    /// Certificates.
    #[arg(required = true)]
    pub certificates: Vec<PathBuf>,
    /// The source that a certificate should belong to.
    #[arg(long)]
    pub source: Option<PathBuf>,
    /// A program whose build record should name the certificate.
    #[arg(long)]
    pub binary: Option<PathBuf>,
    /// An axiom to accept besides the three of Lean; may be given several times.
    #[arg(long = "allow-axiom", value_name = "NAME")]
    pub allow_axiom: Vec<String>,
    /// How results are printed.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Commands on certificates.
#[derive(Debug, Subcommand)]
pub enum Cert {
    /// Print the proof part as NDJSON 3.1, for any Lean kernel.
    #[command(after_help = "Example:\n  lumenc cert export clamp.lcert > clamp.ndjson")]
    Export {
        /// The certificate.
        certificate: PathBuf,
    },
    /// Print the manifest.
    #[command(after_help = "Example:\n  lumenc cert show clamp.lcert --format json")]
    Show {
        /// The certificate.
        certificate: PathBuf,
        /// How it is printed.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

/// Languages that `build --emit` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// The syntax tree.
    Tree,
    /// Core.
    Core,
    /// The models and statements, in Lean syntax.
    Model,
    /// Core without proofs.
    Erased,
    /// Erased code with reference counts.
    Counted,
    /// Basic blocks.
    Flat,
    /// Cranelift's text form.
    Clif,
    /// LLVM's text form.
    LlvmIr,
    /// Assembly.
    Asm,
}

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// The document: `NAME.lm.md` or `NAME.lm`.
    pub file: PathBuf,
    /// The program to write.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Optimize with LLVM.
    #[arg(long)]
    pub release: bool,
    /// Do not verify: keep every check in the program.
    #[arg(long)]
    pub unverified: bool,
    /// Print an intermediate language on standard output instead of writing a program.
    #[arg(long, value_enum)]
    pub emit: Option<Emit>,
}

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
pub struct Run {
    /// The document: `NAME.lm.md` or `NAME.lm`.
    pub file: PathBuf,
    /// Do not verify: keep every check in the program.
    #[arg(long)]
    pub unverified: bool,
    /// The cell to run instead of `main`.
    #[arg(long)]
    pub cell: Option<String>,
    /// Arguments of the cell, as Lumen literals.
    #[arg(last = true)]
    pub arguments: Vec<String>,
}

/// Commands of the kernel.
#[derive(Debug, Subcommand)]
pub enum Kernel {
    /// Check a Lean export or module from an empty environment.
    #[command(after_help = "Examples:\n  lumenc cert export clamp.lcert | lumenc kernel check -\n  \
        lumenc kernel check --print Nat.add_comm --axioms propext Init.ndjson.zst")]
    Check(KernelCheck),
}

/// Arguments of `kernel check`.
#[derive(Debug, clap::Args)]
pub struct KernelCheck {
    /// The export (NDJSON or text) or `.olean` module, perhaps compressed; `-` is standard input.
    pub file: PathBuf,
    /// At most so many threads; the verdict is the same for every number.
    #[arg(long, value_name = "N", default_value_t = NonZeroUsize::MIN)]
    pub jobs: NonZeroUsize,
    /// The only axioms that what is asked for may depend on.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub axioms: Option<Vec<String>>,
    /// Print a declaration with the axioms it depends on, and ask for this one only; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub print: Vec<String>,
    /// How results are printed.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Print numbers: declarations by kind, time, memory, the largest declarations.
    #[arg(long)]
    pub stats: bool,
    /// A folder in which imported modules are found, before those in LEAN_PATH; may be given several times.
    #[arg(long, value_name = "DIR")]
    pub path: Vec<PathBuf>,
}

/// Commands of the Lean front end.
#[derive(Debug, Subcommand)]
pub enum Lean {
    /// Elaborate a Lean file and check it by the kernel.
    #[command(after_help = "Example:\n  lumenc lean check Lemmas.lean")]
    Check {
        /// The file.
        file: PathBuf,
    },
}
