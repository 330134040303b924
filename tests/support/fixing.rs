//! What must hold of every fix, wherever it is tried.

#![allow(dead_code, clippy::expect_used, reason = "each test uses a part")]

use std::collections::BTreeMap;

use rolelint::ide::{Action, action_edits, code_actions};
use rolelint::lint::Finding;
use rolelint::model::FileId;
use rolelint::rules::{self, Fix};
use rolelint::text::{self, TextRange};
use rolelint::workspace::{Host, Mending, can_be_made, edits_of};

use super::rule_examples::{Files, Linted, settings};

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

/// Codes that wider findings speak for.
fn folded(linted: &Linted) -> Vec<&'static str> {
    let related = linted.findings.iter().flat_map(|f| &f.related);
    related.filter_map(|r| rules::find(r.message.split(' ').next()?)).map(|rule| rule.code).collect()
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
            let edits = edits_of(fix, finding.file, &before);
            if can_be_made(fix, finding.file, &before) != edits.is_some() {
                wrong.push(format!("‘{}’ of {}: said to be possible, and is not", fix.title, named(finding)));
            }
            let Some(edits) = edits else { continue };
            let ordered = edits.windows(2).all(|p| p[0].0 != p[1].0 || p[0].1.range.end <= p[1].1.range.start);
            let Some(made) = apply(&before, files, finding.file, fix).filter(|_| ordered) else {
                wrong.push(format!("‘{}’ of {}: its edits do not fit the text", fix.title, named(finding)));
                continue;
            };
            let after = Linted::of(&made, rooted);
            let (was, now, folded) = (counted(&before), counted(&after), folded(&before));
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
                // What a wider finding has spoken for so far was there before.
                if folded.contains(&key.1) {
                    continue;
                }
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

/// Makes every fix that may be made, and looks that there is an end, that nothing came, and that a second run changes
/// nothing. The number of fixes made and of findings that fixes were offered for and that stayed.
pub fn mend_all(files: &Files, rooted: bool, safe_only: bool) -> Result<(usize, usize), String> {
    let wanted = |fix: &Fix| fix.is_safe() || !safe_only;
    let before = Linted::of(files, rooted);
    let (made, fixed) = mended(&before, files, wanted);
    let after = Linted::of(&made, rooted);
    let (was, now) = (counted(&before), counted(&after));
    let text = || made.iter().map(|(name, text)| format!("--- {name}\n{text}")).collect::<String>();
    if let Some((key, _)) = now.iter().find(|(key, count)| was.get(key).copied().unwrap_or(0) < **count) {
        return Err(format!("{} came:\n{}", key.1, text()));
    }
    let (again, more) = mended(&after, &made, wanted);
    if again != made || more > 0 {
        return Err(format!("a second run makes {more} more:\n{}", text()));
    }
    let can = |f: &&Finding| {
        f.fixes.iter().any(|fix| !fix.is_only_offered() && wanted(fix) && edits_of(fix, f.file, &after).is_some())
    };
    Ok((fixed, after.findings.iter().filter(can).count()))
}

fn mended(linted: &Linted, files: &Files, wanted: impl Fn(&Fix) -> bool) -> (Files, usize) {
    let settings = settings();
    let settings = move |_| std::sync::Arc::new(settings.clone());
    let analyses = linted.ids.iter().copied().zip(linted.analyses.iter().cloned()).collect();
    let mended = Mending::new(linted.organisation.clone(), analyses, &settings).mend(wanted);
    let mut made = files.clone();
    for (at, now) in &mended.changed {
        let index = linted.ids.iter().position(|id| id == at).expect("a file of the run");
        made[index].1 = now.text.to_string();
    }
    (made, mended.fixed.values().sum())
}

/// Takes every action that says that a finding is known: how many there were, and what is wrong.
pub fn judge_suppressions(files: &Files) -> (usize, Vec<String>) {
    let snapshot_of = |files: &Files| {
        let mut host = Host::new(settings());
        host.add_folder("/w");
        let ids: Vec<FileId> =
            files.iter().map(|(name, text)| host.open(&format!("/w/{name}"), None, 1, text)).collect();
        (host.snapshot(), ids)
    };
    let (before, ids) = snapshot_of(files);
    let (mut judged, mut wrong) = (0, Vec::new());
    for (index, id) in ids.iter().enumerate() {
        let findings = before.findings(*id).unwrap_or_default();
        let offers = code_actions(&before, *id, TextRange::new(0, u32::MAX), |_| true).unwrap_or_default();
        for offer in offers.iter().filter(|o| matches!(o.action, Action::SuppressHere(..) | Action::SuppressAll(..))) {
            judged += 1;
            let edits: Vec<_> =
                action_edits(&before, *id, &offer.action).unwrap_or_default().into_iter().map(|(_, e)| e).collect();
            let mut made = files.clone();
            made[index].1 = text::apply(&files[index].1, &edits).expect("edits fit the text");
            let (after, ids) = snapshot_of(&made);
            let said = |f: &Finding| (f.rule.code, f.message.clone());
            let finding = &findings[offer.finding.expect("is about a finding")];
            let now: Vec<_> = after.findings(ids[index]).unwrap_or_default().iter().map(said).collect();
            let was: Vec<_> = findings.iter().map(said).collect();
            let count = |all: &[(&str, String)], one: &(&str, String)| all.iter().filter(|f| *f == one).count();
            let gone = count(&now, &said(finding)) < count(&was, &said(finding));
            let same = now.iter().all(|f| count(&now, f) <= count(&was, f));
            if !gone || !same {
                let what = if gone { "another finding came" } else { "the finding stays" };
                wrong.push(format!("‘{}’ of {}: {what}\n{}", offer.title, named(finding), made[index].1));
            }
        }
    }
    (judged, wrong)
}

/// The files with every fix made that may be made.
pub fn mended_files(files: &Files, rooted: bool) -> Files {
    mended(&Linted::of(files, rooted), files, |_| true).0
}
