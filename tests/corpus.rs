//! Real role documents, where they are at hand: what comes out as a duty, and what is taken as a role document.
//!
//! The documents are no part of the repository. `ROLELINT_CORPUS` names their folder, or they stand in `../shared/corpus`;
//! without them the test says that it did not run. Floors are shares with some room below what was measured.
#![allow(missing_docs, reason = "a test")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rolelint::model::SectionKind;
use rolelint::model::markdown::{Outline, Part, looks_like_role_document, outline};
use rolelint::syntax::{Tree, markdown};
use rolelint::text::{LineIndex, decode};

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
