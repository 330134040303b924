//! `rolelint format` as others see it: what happens to files, what is printed, how it ends.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const LOOSE: &str = "role: Product Owner\n\nResponsibilities:\n* 40 % Backlog: Order it\nid: po\n";
const STANDARD: &str = "Role: Product Owner\nId: po\n\nDuties:\n- 40% backlog: Order it\n";
const PAGE: &str =
    "# Product Owner\n\n## Responsibilities\n\n*   Order the backlog\n*   Plan sprints\n*   Write user stories\n";

fn format(folder: &Path, arguments: &[&str], input: Option<&str>) -> (i32, String, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_rolelint"))
        .arg("format")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    process.stdin.take().unwrap().write_all(input.unwrap_or("").as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.role"), LOOSE).unwrap();
    fs::write(folder.path().join("b.role"), STANDARD).unwrap();
    fs::write(folder.path().join("c.md"), PAGE).unwrap();
    folder
}

#[test]
fn files_are_written_in_the_standard_form_once() {
    let folder = folder();
    let (code, out, err) = format(folder.path(), &["."], None);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("1 file formatted, 1 file in the standard form already"), "{err}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!((read("a.role").as_str(), read("c.md").as_str()), (STANDARD, PAGE));
    let (code, _, err) = format(folder.path(), &["."], None);
    assert_eq!(code, 0);
    assert!(err.contains("0 files formatted"), "{err}");
}

#[test]
fn check_names_files_and_diff_shows_lines() {
    let folder = folder();
    let (code, out, _) = format(folder.path(), &["--check"], None);
    assert_eq!((code, out.as_str()), (1, "a.role\n"));
    let (code, out, _) = format(folder.path(), &["--diff", "a.role"], None);
    assert_eq!(code, 1);
    assert!(out.contains("--- a.role") && out.contains("+- 40% backlog: Order it"), "{out}");
    assert_eq!(fs::read_to_string(folder.path().join("a.role")).unwrap(), LOOSE);
    let (code, out, _) = format(folder.path(), &["--check", "b.role", "c.md"], None);
    assert_eq!((code, out.as_str()), (0, ""));
}

#[test]
fn standard_input_is_a_filter() {
    let folder = folder();
    let arguments = ["-", "--stdin-filename", "x.role"];
    assert_eq!(format(folder.path(), &arguments, Some(LOOSE)), (0, STANDARD.to_owned(), String::new()));
    assert_eq!(format(folder.path(), &arguments, Some(STANDARD)), (0, STANDARD.to_owned(), String::new()));
    let (code, _, err) = format(folder.path(), &["missing.role"], None);
    assert_eq!(code, 2);
    assert!(err.contains("missing.role"), "{err}");
}
