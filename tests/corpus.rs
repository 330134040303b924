//! Real role documents, where they are at hand: what comes out as a duty, and what is taken as a role document.
//!
//! The documents are no part of the repository. `ROLELINT_CORPUS` names their folder, or they stand in `../shared/corpus`;
//! without them the test says that it did not run. Floors are shares with some room below what was measured.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]
#![allow(missing_docs, reason = "a test")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rolelint::config::Settings;
use rolelint::lint::lint;
use rolelint::model::markdown::{Outline, Part, looks_like_role_document, outline};
use rolelint::model::{Organisation, SectionKind};
use rolelint::prose::Context;
use rolelint::syntax::{Tree, markdown};
use rolelint::text::{LineIndex, decode};
use rolelint::workspace::Analysis;

fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("ROLELINT_CORPUS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"));
    folder.join("INDEX.tsv").is_file().then_some(folder)
}

/// Rows of a TSV file as maps from column to cell; no quoting.
fn rows(path: &Path) -> Vec<HashMap<String, String>> {
    let text = decode(std::fs::read(path).expect("a table of the corpus")).text;
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    lines
        .map(|line| names.iter().zip(line.split('\t')).map(|(n, c)| ((*n).to_owned(), c.to_owned())).collect())
        .collect()
}

struct Read {
    /// Line from 1, and text.
    duties: Vec<(u32, String)>,
    outline: Outline,
    looks: bool,
}

fn read(folder: &Path, doc: &str) -> Read {
    let source = decode(std::fs::read(folder.join(doc)).expect("a document of the corpus")).text;
    let tree: Tree = markdown::read(&source);
    let outline = outline(doc, &tree);
    let index = LineIndex::new(&source);
    let mut duties = Vec::new();
    for line in outline.roles.iter().flat_map(|r| &r.lines) {
        if line.section == SectionKind::Duties && line.part == Part::Statement {
            let node = &tree.nodes[line.node];
            let (text, start) = match line.local {
                Some(local) => (local.of(tree.text(node)).to_owned(), tree.local_range(node, local).start),
                None => (tree.text(node).to_owned(), node.range.start),
            };
            duties.push((index.line_of(start) + 1, text));
        }
    }
    let looks = looks_like_role_document(doc, &source);
    Read { duties, outline, looks }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Whether one of the two says what the other says, by their words.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared * 10 >= a.len().min(b.len()) * 6
}

#[test]
fn real_documents_are_read_as_a_careful_reader_reads_them() {
    let Some(folder) = corpus() else {
        println!("not run: no corpus at ROLELINT_CORPUS or ../shared/corpus");
        return;
    };
    let verbose = std::env::var_os("VERBOSE").is_some();
    let index = rows(&folder.join("INDEX.tsv"));
    let read: HashMap<String, Read> = index.iter().map(|r| (r["path"].clone(), read(&folder, &r["path"]))).collect();

    let (mut duties, mut found, mut others, mut wrong) = (0u32, 0u32, 0u32, 0u32);
    for row in rows(&folder.join("lines.tsv")) {
        let Some(document) = read.get(&row["doc"]) else { continue };
        let line: u32 = row["line"].parse().unwrap_or(0);
        let hit = document.duties.iter().any(|(l, text)| *l == line && same(text, &row["text"]));
        let name = row["doc"].rsplit('/').next().unwrap_or("");
        if row["section"] == "duty" {
            duties += 1;
            found += u32::from(hit);
            if verbose && !hit {
                println!("missed {name}:{line} {}", row["text"]);
            }
        } else {
            others += 1;
            wrong += u32::from(hit);
            if verbose && hit {
                println!("wrong {} {name}:{line} {}", row["section"], row["text"]);
            }
        }
    }
    let (mut products, mut taken, mut looking) = (0u32, 0u32, 0u32);
    for row in index.iter().filter(|r| r["role_kind"].starts_with("product-")) {
        let document = &read[&row["path"]];
        products += 1;
        taken += u32::from(document.outline.role_document.is_ok());
        looking += u32::from(document.looks);
        if verbose && (document.outline.role_document.is_err() || !document.looks) {
            println!("passed over {} {:?} {}", row["path"], document.outline.role_document, document.looks);
        }
    }
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    println!("duties on their line: {found} of {duties} ({:.3})", share(found, duties));
    println!("other lines taken as duties: {wrong} of {others} ({:.3})", share(wrong, others));
    println!("product documents taken: {taken} of {products}, looked at: {looking}");
    if verbose {
        for row in &index {
            let o = &read[&row["path"]].outline;
            println!(
                "doc {} {:?} roles={} {:?} kind={:?} duties={}",
                row["path"],
                o.role_document.as_ref().err(),
                o.roles.len(),
                o.roles[0].title.text,
                o.roles[0].kind.map(|k| k.0),
                read[&row["path"]].duties.len()
            );
        }
    }
    assert!(share(found, duties) >= 0.96, "duties found");
    assert!(share(wrong, others) <= 0.04, "other lines taken as duties");
    assert!(share(taken, products) >= 0.95, "product documents taken");
    assert!(share(looking, products) >= 0.95, "product documents looked at");
}

/// Codes of the findings of one document, by itself.
fn codes(folder: &Path, doc: &str) -> Vec<&'static str> {
    let source = decode(std::fs::read(folder.join(doc)).expect("a document of the corpus")).text;
    let analysis = Analysis::of(doc, source, &Context::default());
    let mut organisation = Organisation::new(false);
    let id = organisation.insert(&analysis.path, &analysis.document, &analysis.lines, &analysis.text);
    let settings = Settings { today: Some("2026-11-01".into()), ..Settings::default() };
    lint(&analysis.document, id, &organisation, &settings).iter().map(|f| f.rule.code).collect()
}

#[test]
fn rules_about_owners_and_managers_are_silent_on_other_trades_and_raise_no_false_alarm() {
    let Some(folder) = corpus() else {
        println!("not run: no corpus at ROLELINT_CORPUS or ../shared/corpus");
        return;
    };
    const TRADES: [&str; 6] =
        ["engineer", "designer", "project-manager", "engineering-manager", "scrum-master", "business-analyst"];
    let mut spoken = Vec::new();
    let mut silent = 0;
    for row in rows(&folder.join("INDEX.tsv")).iter().filter(|r| TRADES.contains(&r["role_kind"].as_str())) {
        let found = codes(&folder, &row["path"]);
        match found.iter().find(|c| c.starts_with("PO1") || c.starts_with("PM1")) {
            Some(code) => spoken.push(format!("{code} {}", row["path"])),
            None => silent += 1,
        }
    }
    println!("documents of other trades without a word on owners and managers: {silent}, with: {}", spoken.len());
    assert!(spoken.is_empty(), "{}", spoken.join("\n"));

    let (mut false_alarms, mut judged, mut agreed, mut differences) = (Vec::new(), 0, 0, Vec::new());
    for row in rows(&folder.join("documents.tsv")) {
        let found = codes(&folder, &row["doc"]);
        if found.contains(&"PM101") && row["pm_backlog_only"] != "true" {
            false_alarms.push(row["doc"].clone());
        }
        if row["role_kind"] == "product-owner" && !row["po_no_customer_contact"].is_empty() {
            let says = found.contains(&"PO101") || found.contains(&"PO102");
            judged += 1;
            agreed += u32::from(says == (row["po_no_customer_contact"] == "true"));
            if says != (row["po_no_customer_contact"] == "true") {
                differences.push(format!("{} reader {} rules {found:?}", row["doc"], row["po_no_customer_contact"]));
            }
        }
    }
    println!("PO101/PO102 as the reader: {agreed} of {judged}\n{}", differences.join("\n"));
    assert!(false_alarms.is_empty(), "PM101 is a false alarm on {false_alarms:?}");
}

#[test]
fn duties_get_the_category_that_a_reader_gives() {
    let Some(folder) = corpus() else {
        println!("not run: no corpus at ROLELINT_CORPUS or ../shared/corpus");
        return;
    };
    let (mut same, mut all) = (0u32, 0u32);
    for row in rows(&folder.join("lines.tsv")).iter().filter(|r| r["section"] == "duty") {
        let reading = rolelint::prose::read(&row["text"], &Context::default());
        all += 1;
        same += u32::from(reading.category.name() == row["label"]);
    }
    let share = f64::from(same) / f64::from(all.max(1));
    println!("same category as the reader (lines known to the training as features): {same} of {all} ({share:.3})");
    assert!(share >= 0.55, "{share}");
}
