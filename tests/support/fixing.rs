//! What must hold of every fix, wherever it is tried.

#![allow(dead_code, reason = "each test uses a part")]

use std::collections::BTreeMap;

use rolelint::lint::Finding;
use rolelint::model::FileId;
use rolelint::rules::Fix;
use rolelint::text;
use rolelint::workspace::{chosen_edits, edits_of};

use super::rule_examples::{Files, Linted};

/// After so many passes everything that can be mended must be.
const PASSES: usize = 20;

/// The files with one fix made; `None` where it offers no edits.
pub fn apply(linted: &Linted, files: &Files, file: FileId, fix: &Fix) -> Option<Files> {
    let mut by_file: BTreeMap<FileId, Vec<text::TextEdit>> = BTreeMap::new();
    for (at, edit) in edits_of(fix, file, linted)? {
        by_file.entry(at).or_default().push(edit);
    }
    write(linted, files, &by_file)
}

fn write(linted: &Linted, files: &Files, edits: &BTreeMap<FileId, Vec<text::TextEdit>>) -> Option<Files> {
    let mut made = files.clone();
    for (at, edits) in edits {
        let index = linted.ids.iter().position(|id| id == at)?;
        made[index].1 = text::apply(&files[index].1, edits)?;
    }
    Some(made)
}

/// Findings by file, role and code, with how many there are.
fn counted(linted: &Linted) -> BTreeMap<(FileId, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for f in &linted.findings {
        *counts.entry((f.file, f.rule.code)).or_default() += 1;
    }
    counts
}

fn named(f: &Finding) -> String {
    format!("{} {}", f.rule.code, f.message)
}

/// Tries every fix of every finding by itself: how many there were, and what is wrong.
pub fn judge_each_fix(files: &Files, rooted: bool) -> (usize, Vec<String>) {
    let before = Linted::of(files, rooted);
    let (mut judged, mut wrong) = (0, Vec::new());
    for finding in &before.findings {
        for fix in &finding.fixes {
            judged += 1;
            let Some(edits) = edits_of(fix, finding.file, &before) else { continue };
            let ordered = edits.windows(2).all(|p| p[0].0 != p[1].0 || p[0].1.range.end <= p[1].1.range.start);
            let Some(made) = apply(&before, files, finding.file, fix).filter(|_| ordered) else {
                wrong.push(format!("‘{}’ of {}: its edits do not fit the text", fix.title, named(finding)));
                continue;
            };
            let after = Linted::of(&made, rooted);
            let (was, now) = (counted(&before), counted(&after));
            let own = (finding.file, finding.rule.code);
            let mut complaints = Vec::new();
            if now.get(&own).copied().unwrap_or(0) >= was[&own] {
                complaints.push("the finding stays".to_owned());
            }
            // Another kind of role is judged by other rules: that is why such a fix is only offered.
            for (key, count) in now
                .iter()
                .filter(|_| !fix.is_only_offered())
                .filter(|(key, count)| was.get(key).copied().unwrap_or(0) < **count)
            {
                let came = after.findings.iter().filter(|f| (f.file, f.rule.code) == *key);
                complaints.push(format!("{count} × {}", came.map(named).collect::<Vec<_>>().join("; ")));
            }
            if !complaints.is_empty() {
                let text: String = made.iter().map(|(name, text)| format!("--- {name}\n{text}")).collect();
                wrong.push(format!("‘{}’ of {}: {}\n{text}", fix.title, named(finding), complaints.join("; ")));
            }
        }
    }
    (judged, wrong)
}

/// Makes the first fix of every finding, pass after pass, until nothing is left to do.
pub fn mend_all(files: &Files, rooted: bool, safe_only: bool) -> Result<Files, String> {
    let mut now = files.clone();
    for _ in 0..PASSES {
        let linted = Linted::of(&now, rooted);
        let chosen = chosen_edits(&linted.findings, &linted, |fix| fix.is_safe() || !safe_only);
        if chosen.edits.is_empty() {
            return Ok(now);
        }
        now = write(&linted, &now, &chosen.edits).ok_or("the edits do not fit the text")?;
    }
    let text: String = now.iter().map(|(name, text)| format!("--- {name}\n{text}")).collect();
    Err(format!("no end after {PASSES} passes:\n{text}"))
}
