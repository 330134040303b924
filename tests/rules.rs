//! Walks the registry: every rule has a document, and its examples say what it says.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/rule_examples.rs"]
mod rule_examples;

use std::path::Path;

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
            // The word behind "fails" is the loudest this rule gets there: neither more nor less.
            let holds = match &example.fails {
                Some(severity) => own.iter().map(|f| f.severity).max().is_some_and(|s| s.name() == severity),
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

/// The whole catalogue. Codes are stable: one that is gone is never used again, a new one is added here.
const CATALOGUE: [(&str, std::ops::RangeInclusive<u16>); 8] = [
    ("DOC", 501..=507),
    ("FW", 301..=309),
    ("JOB", 601..=606),
    ("OUT", 401..=406),
    ("OV", 201..=207),
    ("PM", 101..=109),
    ("PO", 101..=112),
    ("REF", 701..=704),
];

/// Parts of a rule's document in their order; the bracketed one may be left out.
const PARTS: [&str; 7] =
    ["What it finds", "Why it matters", "How to mend it", "When it stays silent", "[Options]", "Sources", "Examples"];

/// Rules that one of the two formats cannot fail or cannot pass, with the reason.
const ONE_FORMAT_ONLY: [(&str, &str, &str); 0] = [];

#[test]
fn the_catalogue_is_complete() {
    let listed: Vec<String> =
        CATALOGUE.iter().flat_map(|(family, numbers)| numbers.clone().map(move |n| format!("{family}{n}"))).collect();
    assert_eq!(listed.len(), 60);
    let mut registered: Vec<&str> = rules::all().map(|r| r.code).collect();
    registered.sort_unstable();
    assert_eq!(registered, listed);
    let mut names: Vec<&str> = rules::all().map(|r| r.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 60, "names are unique");
    for rule in rules::all() {
        let is_kebab = rule.name.split('-').all(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase()));
        assert!(is_kebab, "{}: {}", rule.code, rule.name);
        assert!(std::ptr::eq(rule, rules::find(rule.name).expect("found by name")));
        assert!(std::ptr::eq(rule, rules::find(rule.code).expect("found by code")));
        for silenced in rule.silences {
            assert_ne!(silenced, &rule.code);
            assert!(rules::find(silenced).is_some(), "{} silences {silenced}, which is no rule", rule.code);
        }
    }
}

/// Headings of the second level, those within examples left aside; and for each part whether anything stands below it.
fn parts(document: &str) -> Vec<(&str, bool)> {
    let mut parts: Vec<(&str, bool)> = Vec::new();
    let mut fenced = false;
    for line in document.lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(heading) => parts.push((heading, false)),
            None => {
                if let Some(part) = parts.last_mut() {
                    part.1 |= !line.trim().is_empty();
                }
            }
        }
    }
    parts
}

#[test]
fn every_rule_is_documented_in_the_agreed_parts() {
    for rule in rules::all() {
        let heading = format!("# {} {}", rule.code, rule.name);
        assert_eq!(rule.document.lines().next(), Some(heading.as_str()), "{}", rule.code);
        assert!(rule.summary().len() > 20, "{} has no summary", rule.code);
        let parts = parts(rule.document);
        let found: Vec<&str> = parts.iter().map(|(heading, _)| *heading).collect();
        let optional = |part: &str| part.strip_prefix('[').and_then(|p| p.strip_suffix(']')).map(str::to_owned);
        let expected: Vec<String> = PARTS
            .iter()
            .filter_map(|part| match optional(part) {
                Some(part) => found.contains(&part.as_str()).then_some(part),
                None => Some((*part).to_owned()),
            })
            .collect();
        assert_eq!(found, expected, "{}", rule.code);
        assert!(parts.iter().all(|(_, filled)| *filled), "{}: an empty part: {parts:?}", rule.code);
    }
}

#[test]
fn every_rule_has_examples_in_both_directions_and_both_formats() {
    for rule in rules::all() {
        let examples = examples(rule);
        let failing = examples.iter().filter(|e| e.fails.is_some()).count();
        assert!(failing >= 2, "{}: {failing} failing examples", rule.code);
        assert!(examples.len() - failing >= 3, "{}: {} passing examples", rule.code, examples.len() - failing);
        for extension in ["role", "md"] {
            let is_in = |e: &&rule_examples::Example| {
                e.files.iter().any(|(name, _)| Path::new(name).extension().is_some_and(|x| x == extension))
            };
            let excused = ONE_FORMAT_ONLY.iter().any(|(code, format, _)| *code == rule.code && *format == extension);
            let both = examples.iter().filter(is_in).any(|e| e.fails.is_some())
                && examples.iter().filter(is_in).any(|e| e.fails.is_none());
            assert_ne!(both, excused, "{}: examples that fail and pass in .{extension}", rule.code);
        }
    }
}
