//! The example organisations say what their README says: one in order, one confused.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::collections::BTreeSet;
use std::path::Path;

use rolelint::config::Settings;
use rolelint::lint::lint;
use rolelint::model::Organisation;
use rolelint::prose::Context;
use rolelint::workspace::Analysis;

/// `file CODE: message` of every finding, all files of the folder being one workspace.
fn findings(folder: &str) -> Vec<(String, &'static str, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(folder);
    let mut names: Vec<String> = std::fs::read_dir(root.as_path())
        .expect(folder)
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".role") || name.ends_with(".md"))
        .collect();
    names.sort();
    let mut organisation = Organisation::default();
    organisation.rooted = true;
    let analyses: Vec<Analysis> = names
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(root.join(name)).expect(name);
            Analysis::of(name, text, &Context::default())
        })
        .collect();
    let ids: Vec<_> = analyses.iter().map(|a| organisation.insert(&a.path, &a.document, &a.lines, &a.text)).collect();
    let settings = Settings { today: Some("2026-11-01".into()), ..Settings::default() };
    let mut found = Vec::new();
    for (analysis, id) in analyses.iter().zip(ids) {
        assert!(analysis.document.role_document, "{} is a role document", analysis.path);
        for finding in lint(&analysis.document, id, &organisation, &settings) {
            found.push((analysis.path.clone(), finding.rule.code, finding.message));
        }
    }
    found
}

#[test]
fn the_organisation_in_order_gives_no_finding() {
    let found = findings("healthy");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_confused_organisation_shows_what_rolelint_is_for() {
    let found = findings("confused");
    let said: BTreeSet<(&str, &str)> = found.iter().map(|(file, code, _)| (file.as_str(), *code)).collect();
    let expected = [
        ("dealer-tools.md", "PM104"),
        ("dealer-tools.md", "PM105"),
        ("dealer-tools.md", "OUT401"),
        ("employer-portal.md", "DOC502"),
        ("employer-portal.md", "OUT402"),
        ("product-manager.role", "PM101"),
        // One fact, one voice: it takes in PM104 here and PO101 of the owner.
        ("product-manager.role", "OV203"),
        ("product-manager.role", "DOC501"),
        ("product-manager.role", "OUT401"),
        ("product-manager.role", "REF702"),
        ("product-owner.role", "OV204"),
        ("product-owner.role", "PO105"),
        ("product-owner.role", "FW301"),
        ("product-owner.role", "OUT401"),
        ("product-owner.role", "DOC503"),
        ("product-owner.role", "OV205"),
        ("product-owner.role", "REF701"),
    ];
    let missing: Vec<_> = expected.iter().filter(|e| !said.contains(*e)).collect();
    assert!(missing.is_empty(), "not said: {missing:?}\nsaid: {found:#?}");
    assert!(!said.iter().any(|(file, _)| *file == "org.role"), "{found:#?}");
}
