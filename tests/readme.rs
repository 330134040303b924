//! What the README shows is what the program prints.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::process::Command;

/// The fenced block that follows the line with this command, without the command.
fn shown_output<'a>(readme: &'a str, command: &str) -> Option<&'a str> {
    let after = readme.split_once(&format!("$ {command}\n"))?.1;
    after.split_once("```").map(|(block, _)| block)
}

#[test]
fn the_first_command_prints_what_the_readme_shows() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("README.md is readable");
    let shown = shown_output(&readme, "cargo run --release -- check examples").expect("the README shows the command");
    let run = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .args(["check", "examples"])
        .current_dir(root)
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(run.stdout).expect("output is text");
    // The README may leave out findings between two of them, marked by a line of three dots.
    let mut rest = printed.as_str();
    let shown = format!("\n{shown}");
    let parts: Vec<&str> = shown.split("\n...\n").filter(|p| !p.trim().is_empty()).collect();
    assert!(parts.len() >= 3, "the README shows some findings");
    for part in parts {
        let at = rest.find(part.trim_end()).unwrap_or_else(|| panic!("not printed:\n{part}\n\nprinted:\n{printed}"));
        rest = &rest[at + part.trim_end().len()..];
    }
    let summary = String::from_utf8(run.stderr).expect("notes are text");
    assert!(readme.contains(summary.trim()), "the README shows the summary: {summary}");
    assert_eq!(run.status.code(), Some(1), "there are findings in the examples");
}
