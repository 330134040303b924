//! The examples in the documents of rules, and what the linter finds in them.

#![allow(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test uses a part; a test stops where something is wrong"
)]

use std::sync::Arc;

use rolelint::config::Settings;
use rolelint::lint::{Finding, lint};
use rolelint::model::{Document, FileId, Organisation};
use rolelint::prose::Context;
use rolelint::rules::Rule;
use rolelint::workspace::{Analysis, Documents, Opened};

/// Files by name and text.
pub type Files = Vec<(String, String)>;

/// One fenced example of a rule's document.
pub struct Example {
    /// Line of the fence, from 1.
    pub line: usize,
    /// The severity it must be found with; `None` where the rule is silent.
    pub fails: Option<String>,
    /// One file, or several.
    pub files: Files,
    /// What fixes make of it: number of the fix (from 1) and all files.
    pub fixed: Vec<(usize, Files)>,
}

/// All examples of a rule's document. ```` ```role fixed ```` after a failing one shows what its first fix makes of it,
/// `fixed 2` the second one.
pub fn examples(rule: &Rule) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut lines = rule.document.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|i| !i.is_empty()) else { continue };
        let mut words = info.split_whitespace();
        let extension = match words.next() {
            Some("role") => "role",
            Some("markdown") => "md",
            _ => continue,
        };
        let says = words.next();
        let more = words.next();
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
        let fails = match says {
            Some("fails") => Some(more.unwrap_or_else(|| panic!("{}:{number}: fails WHAT?", rule.code)).to_owned()),
            Some("passes") => None,
            Some("fixed") => {
                let fix =
                    more.map_or(1, |n| n.parse().unwrap_or_else(|_| panic!("{}:{number}: fixed {n}?", rule.code)));
                let failing = found.last_mut().filter(|e| e.fails.is_some());
                failing.unwrap_or_else(|| panic!("{}:{number}: nothing to fix", rule.code)).fixed.push((fix, files));
                continue;
            }
            other => panic!("{}:{number}: `{other:?}` is neither fails, passes nor fixed", rule.code),
        };
        found.push(Example { line: number + 1, fails, files, fixed: Vec::new() });
    }
    found
}

/// Files that were read, as one workspace with a root.
pub struct Linted {
    pub analyses: Vec<Arc<Analysis>>,
    pub ids: Vec<FileId>,
    pub findings: Vec<Finding>,
    pub organisation: Organisation,
}

/// Settings of all these tests: the day does not move.
pub fn settings() -> Settings {
    Settings { today: Some("2026-11-01".into()), ..Settings::default() }
}

impl Linted {
    pub fn of(files: &[(String, String)], rooted: bool) -> Linted {
        let settings = settings();
        let mut organisation = Organisation::new(rooted);
        let read = |(path, text): &(String, String)| Arc::new(Analysis::of(path, text.as_str(), &Context::default()));
        let analyses: Vec<Arc<Analysis>> = files.iter().map(read).collect();
        let insert = |a: &Arc<Analysis>| organisation.insert(&a.path, &a.document, &a.lines, &a.text);
        let ids: Vec<FileId> = analyses.iter().map(insert).collect();
        let findings = analyses.iter().zip(&ids).flat_map(|(a, id)| lint(&a.document, *id, &organisation, &settings));
        let findings = findings.collect();
        Linted { analyses, ids, findings, organisation }
    }
}

impl Documents for Linted {
    fn open(&self, file: FileId) -> Option<Opened> {
        self.ids.iter().position(|id| *id == file).map(|i| Opened::new(self.analyses[i].clone()))
    }

    fn told(&self, file: FileId) -> Option<&Document> {
        self.ids.iter().position(|id| *id == file).map(|i| &self.analyses[i].document)
    }
}
