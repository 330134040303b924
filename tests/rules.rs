//! Walks the registry: every rule has a document, and its examples say what it says.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/rule_examples.rs"]
mod rule_examples;

use rolelint::lint::Finding;
use rolelint::rules;
use rule_examples::{Linted, examples};

#[test]
fn every_example_says_what_its_rule_says() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        for example in examples(rule) {
            let found = Linted::of(&example.files, true).findings;
            let own: Vec<&Finding> = found.iter().filter(|f| f.rule.code == rule.code).collect();
            let holds = match &example.fails {
                Some(severity) => own.iter().any(|f| f.severity.name() == severity),
                None => own.is_empty(),
            };
            if !holds {
                let said: Vec<String> =
                    found.iter().map(|f| format!("{} {}: {}", f.severity.name(), f.rule.code, f.message)).collect();
                wrong.push(format!(
                    "{} line {}: {} expected, found:\n    {}",
                    rule.code,
                    example.line,
                    example.fails.as_deref().unwrap_or("silence"),
                    said.join("\n    ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_is_documented_with_examples_in_both_directions() {
    let mut codes = Vec::new();
    for rule in rules::all() {
        codes.push(rule.code);
        let heading = format!("# {} {}", rule.code, rule.name);
        assert_eq!(rule.document.lines().next(), Some(heading.as_str()), "{}", rule.code);
        assert!(rule.summary().len() > 20, "{} has no summary", rule.code);
        for part in ["## What it finds", "## Why it matters", "## How to mend it", "## Sources", "## Examples"] {
            assert!(rule.document.contains(part), "{}: {part} is missing", rule.code);
        }
        let examples = examples(rule);
        let failing = examples.iter().filter(|e| e.fails.is_some()).count();
        assert!(failing >= 2, "{}: {failing} failing examples", rule.code);
        assert!(examples.len() - failing >= 3, "{}: {} passing examples", rule.code, examples.len() - failing);
        assert!(std::ptr::eq(rule, rules::find(rule.name).expect("found by name")));
        for silenced in rule.silences {
            assert_ne!(silenced, &rule.code);
        }
    }
    let mut unique = codes.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), codes.len(), "codes are unique: {codes:?}");
}
