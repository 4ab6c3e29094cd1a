//! Makes the archive that every linked program gets: the run-time, without Rust's standard library.
//! Given by: the sources of `runtime`.
//! Gives: `libruntime.a` in the build directory, which `link` embeds.
//! Holds: one compiler call, no dependency; the same sources are an ordinary crate for programs that run in memory.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let sources = PathBuf::from("runtime/src");
    println!("cargo::rerun-if-changed={}", sources.display());
    let (Some(compiler), Some(target), Some(output)) =
        (env::var_os("RUSTC"), env::var_os("TARGET"), env::var_os("OUT_DIR"))
    else {
        println!("cargo::error=this is run by cargo");
        return ExitCode::FAILURE;
    };
    let status = Command::new(compiler)
        .arg(sources.join("lib.rs"))
        .args(["--crate-name=runtime", "--crate-type=staticlib", "--edition=2024", "--cfg=standalone"])
        .args([
            "-Cpanic=abort",
            "-Copt-level=2",
            "-Clto=fat",
            "-Ccodegen-units=1",
            "-Coverflow-checks=on",
            "-Cstrip=debuginfo",
        ])
        .arg("--target")
        .arg(target)
        .arg("-o")
        .arg(PathBuf::from(output).join("libruntime.a"))
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => {
            println!("cargo::error=the run-time could not be compiled");
            ExitCode::FAILURE
        }
    }
}
