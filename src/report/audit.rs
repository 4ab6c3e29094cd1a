//! The account of an audit for people.
//! Given by: `command::audit`.
//! Gives: text: assumptions first, then what is proved, in words and in Lean, then what has to be trusted.
//! Holds: without the source it says that the text is only claimed.

use serde_json::Value;
use std::fmt::Write;
use verifier::audit::Account;

/// The account as text.
#[must_use]
pub fn text(path: &str, account: &Account) -> String {
    let mut out = String::new();
    let manifest = &account.manifest;
    line(
        &mut out,
        format_args!("{path}: accepted: {} declarations checked from nothing", account.declarations),
    );
    line(
        &mut out,
        format_args!(
            "{}",
            if account.against_source {
                "The statements are those that the source gives."
            } else {
                "The source was not given: the Lumen text below is only claimed; the Lean statements are what is proved."
            }
        ),
    );
    assumed(&mut out, account);
    for cell in items(&manifest["cells"]) {
        self::cell(&mut out, cell);
    }
    line(
        &mut out,
        format_args!(
            "\nTo be trusted: the kernel; the table from Lumen to Lean (or your own reading of the Lean statements);"
        ),
    );
    line(
        &mut out,
        format_args!("for a program that was built: the code generator, the linker, the run-time."),
    );
    line(
        &mut out,
        format_args!("Claimed by the producer: how obligations were proved, and the versions of tools."),
    );
    out
}

fn assumed(out: &mut String, account: &Account) {
    let assumptions = items(&account.manifest["assumptions"]);
    if assumptions.is_empty() && account.axioms.is_empty() {
        line(out, format_args!("Nothing is assumed."));
    }
    for assumption in assumptions {
        line(
            out,
            format_args!(
                "ASSUMED {}: {} because {}",
                string(&assumption["name"]),
                string(&assumption["lumen"]),
                string(&assumption["reason"])
            ),
        );
    }
    for axiom in &account.axioms {
        line(out, format_args!("AXIOM {axiom}"));
    }
}

fn cell(out: &mut String, cell: &Value) {
    let kind = if cell["total"] == true { "total" } else { "partial: proved for the runs that end" };
    line(out, format_args!("\n{} ({kind})", string(&cell["name"])));
    line(out, format_args!("  Lumen: {}", string(&cell["lumen"])));
    line(out, format_args!("  Lean:  {}", string(&cell["lean"])));
    let axioms: Vec<&str> = items(&cell["axioms"]).iter().map(string).collect();
    line(
        out,
        format_args!("  axioms: {}", if axioms.is_empty() { "none".to_string() } else { axioms.join(", ") }),
    );
    for (title, key) in [("may halt", "halts"), ("checked at run time", "kept")] {
        for site in items(&cell[key]) {
            line(
                out,
                format_args!("  {title}: {} at {}:{}", string(&site["kind"]), site["line"], site["column"]),
            );
        }
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{text}");
}
