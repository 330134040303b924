//! Ordinary, healthy job specs (`tests/ordinary`), written as people who hire write them and before any rule was asked: a newcomer who
//! runs the default set on them hears at most two things above a note.
//!
//! `cargo test --test ordinary -- --nocapture` prints what is said of each.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]
#![allow(missing_docs, reason = "a test")]

#[path = "support/rule_examples.rs"]
mod rule_examples;

use std::path::Path;

use rolelint::config::Severity;
use rolelint::model::markdown::looks_like_role_document;
use rule_examples::Linted;

const AT_MOST: usize = 2;

#[test]
fn a_healthy_job_spec_hears_at_most_two_things_above_a_note() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ordinary");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 10);
    let mut wrong = Vec::new();
    let mut above_a_note = 0;
    for path in paths {
        let name = path.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("a document");
        if !name.ends_with(".role") && !looks_like_role_document(&name, &text) {
            wrong.push(format!("{name} is not taken as a role document"));
        }
        let linted = Linted::of(&[(name.clone(), text)], false);
        assert_eq!(linted.analyses[0].document.roles.len(), 1, "{name}");
        println!("{name}");
        for found in &linted.findings {
            println!("    {:7} {} {}", found.severity.name(), found.rule.code, found.message);
        }
        if linted.findings.is_empty() {
            println!("    nothing");
        }
        let loud = linted.findings.iter().filter(|f| f.severity > Severity::Info).count();
        above_a_note += loud;
        if loud > AT_MOST || linted.findings.iter().any(|f| f.severity == Severity::Error) {
            wrong.push(format!("{name}: {loud} findings above a note, or an error"));
        }
    }
    println!("{above_a_note} findings above a note");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
