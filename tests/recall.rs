//! Whole documents of our own that a rule must find, and near misses that it must leave alone (`tests/recall/expected.tsv`).
//! Each is read as the only file of a workspace.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rolelint::config::Settings;
use rolelint::lint::{Finding, lint};
use rolelint::model::Organisation;
use rolelint::prose::Context;
use rolelint::rules;
use rolelint::workspace::Analysis;

struct Row {
    file: String,
    must: bool,
    code: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recall")
}

fn rows() -> Vec<Row> {
    let table = std::fs::read_to_string(folder().join("expected.tsv")).expect("expected.tsv");
    let lines = table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [file, must, code] = fields.as_slice() else { panic!("three fields: {line}") };
            assert!(["must", "must-not"].contains(must), "must or must-not: {line}");
            Row { file: (*file).to_owned(), must: *must == "must", code: (*code).to_owned() }
        })
        .collect()
}

fn findings(file: &str) -> Vec<Finding> {
    let text = std::fs::read_to_string(folder().join(file)).expect(file);
    let analysis = Analysis::of(file, text, &Context::default());
    let mut organisation = Organisation::default();
    organisation.rooted = true;
    let id = organisation.insert(file, &analysis.document, &analysis.lines, &analysis.text);
    let settings = Settings { today: Some("2026-11-01".into()), ..Settings::default() };
    lint(&analysis.document, id, &organisation, &settings)
}

#[test]
fn what_must_be_found_is_found_and_near_misses_are_left_alone() {
    let mut wrong = Vec::new();
    for row in rows() {
        let found = findings(&row.file);
        // A wider rule that takes a finding in speaks for it.
        let speaks =
            found.iter().any(|f| f.rule.code == row.code || (row.must && f.rule.silences.contains(&row.code.as_str())));
        if speaks != row.must {
            let said: Vec<String> =
                found.iter().map(|f| format!("{} {}: {}", f.severity.name(), f.rule.code, f.message)).collect();
            let wanted = if row.must { "missed" } else { "found in a near miss" };
            wrong.push(format!("{}: {} {wanted}; said:\n    {}", row.file, row.code, said.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_names_every_document_and_only_rules_that_exist() {
    let rows = rows();
    let named: BTreeSet<String> = rows.iter().map(|r| r.file.clone()).collect();
    let present: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("tests/recall")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".role") || name.ends_with(".md"))
        .collect();
    assert_eq!(named, present);
    for row in &rows {
        assert!(rules::find(&row.code).is_some(), "{} is no rule", row.code);
    }
    assert!(rows.iter().filter(|r| r.must).count() >= 10 && rows.iter().filter(|r| !r.must).count() >= 10);
}
