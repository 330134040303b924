//! Walks the registry: every rule has a document, and its examples say what it says.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use rolelint::config::Settings;
use rolelint::lint::{Finding, lint};
use rolelint::model::Organisation;
use rolelint::prose::Context;
use rolelint::rules::{self, Rule};
use rolelint::workspace::Analysis;

/// One fenced example of a rule's document.
struct Example {
    line: usize,
    fails: Option<String>,
    files: Vec<(String, String)>,
}

fn examples(rule: &Rule) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = rule.document.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|i| !i.is_empty()) else { continue };
        let mut words = info.split_whitespace();
        let extension = match words.next() {
            Some("role") => "role",
            Some("markdown") => "md",
            _ => continue,
        };
        let fails = match words.next() {
            Some("fails") => {
                Some(words.next().unwrap_or_else(|| panic!("{}:{number}: fails WHAT?", rule.code)).to_owned())
            }
            Some("passes") => None,
            other => panic!("{}:{number}: `{other:?}` is neither fails nor passes", rule.code),
        };
        let mut files = vec![(format!("example.{extension}"), String::new())];
        for (_, line) in lines.by_ref().take_while(|(_, l)| *l != "```") {
            if let Some(name) = line.strip_prefix("=== ").and_then(|l| l.strip_suffix(" ===")) {
                if files.len() == 1 && files[0].1.trim().is_empty() {
                    files.clear();
                }
                files.push((name.to_owned(), String::new()));
            } else if let Some((_, text)) = files.last_mut() {
                text.push_str(line);
                text.push('\n');
            }
        }
        found.push(Example { line: number + 1, fails, files });
    }
    found
}

fn findings(files: &[(String, String)]) -> Vec<Finding> {
    let settings = Settings { today: Some("2026-11-01".into()), ..Settings::default() };
    let mut organisation = Organisation::default();
    organisation.rooted = true;
    let analyses: Vec<Analysis> =
        files.iter().map(|(path, text)| Analysis::of(path, text.as_str(), &Context::default())).collect();
    let ids: Vec<_> = analyses.iter().map(|a| organisation.insert(&a.path, &a.document, &a.lines, &a.text)).collect();
    analyses.iter().zip(ids).flat_map(|(a, id)| lint(&a.document, id, &organisation, &settings)).collect()
}

#[test]
fn every_example_says_what_its_rule_says() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        for example in examples(rule) {
            let found = findings(&example.files);
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
