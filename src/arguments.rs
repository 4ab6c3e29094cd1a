//! The command line.
//! Given by: the process.
//! Gives: one value for each command, to `command`.
//! Holds: the help text here is the help text that users see; bad usage ends with status 2.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Steps that the search for one proof may take, unless the user says otherwise.
pub const LIMIT: u64 = 200_000;

/// The Lumen compiler: contracts are proved, and any Lean kernel can check the proofs.
#[derive(Debug, Parser)]
#[command(name = "lumenc", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prove every contract and check of documents, and write their certificates.
    Verify(Verify),
    /// Check certificates again, from nothing, against their sources.
    Audit(Audit),
    /// Print what is in a certificate.
    #[command(subcommand)]
    Cert(Cert),
    /// Verify a document and make a native program of it.
    Build(Build),
    /// Verify a document and run it at once.
    Run(Run),
    /// The kernel on its own.
    #[command(subcommand)]
    Kernel(Kernel),
    /// The Lean front end on its own.
    #[command(subcommand)]
    Lean(Lean),
    /// Print the page of an error code, or of `exit-codes`.
    Explain {
        /// The code, such as E0401.
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
    pub format: Format,
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
    Export {
        /// The certificate.
        certificate: PathBuf,
    },
    /// Print the manifest.
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
    /// The document.
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
    /// The document.
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
    /// Check a Lean export (NDJSON 3.1) from an empty environment.
    Check {
        /// The export; `-` is standard input.
        file: PathBuf,
    },
}

/// Commands of the Lean front end.
#[derive(Debug, Subcommand)]
pub enum Lean {
    /// Elaborate a Lean file and check it by the kernel.
    Check {
        /// The file.
        file: PathBuf,
    },
}
