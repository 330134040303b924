//! Every fix of every example: its edits fit the text, the finding is gone afterwards, no other one came, and nothing is
//! left to do on a second run.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/fixing.rs"]
mod fixing;
#[path = "support/rule_examples.rs"]
mod rule_examples;

use std::path::{Path, PathBuf};

use fixing::{judge_each_fix, mend_all};
use rolelint::rules;
use rolelint::text::decode;
use rule_examples::{Linted, examples};

#[test]
fn every_fix_mends_its_finding_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut judged = 0;
    for rule in rules::all() {
        for example in examples(rule) {
            let (count, found) = judge_each_fix(&example.files, true);
            judged += count;
            wrong.extend(found.into_iter().map(|w| format!("{} line {}: {w}", rule.code, example.line)));
        }
    }
    println!("{judged} fixes judged");
    assert!(judged > 0);
    assert!(wrong.is_empty(), "{} fixes are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn documents_show_what_fixes_make_of_their_examples() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let (mut offered, mut shown) = (false, false);
        for example in examples(rule) {
            let linted = Linted::of(&example.files, true);
            let own = linted.findings.iter().find(|f| f.rule.code == rule.code);
            offered |= own.is_some_and(|f| !f.fixes.is_empty());
            shown |= !example.fixed.is_empty();
            for (number, expected) in &example.fixed {
                let fix = own.and_then(|f| Some((f, f.fixes.get(number - 1)?)));
                let made = fix.and_then(|(f, fix)| fixing::apply(&linted, &example.files, f.file, fix));
                if made.as_ref() != Some(expected) {
                    let text = |files: &rule_examples::Files| {
                        files.iter().map(|(name, text)| format!("=== {name} ===\n{text}")).collect::<String>()
                    };
                    let made = made.as_ref().map_or_else(|| "nothing".to_owned(), text);
                    wrong.push(format!("{} line {}, fix {number} makes:\n{made}", rule.code, example.line));
                }
            }
        }
        if offered != shown {
            let what = if offered { "has fixes, but no example shows one" } else { "shows a fix, but has none" };
            wrong.push(format!("{} {what}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_fixes_together_come_to_an_end_and_a_second_run_changes_nothing() {
    let (mut wrong, mut fixed, mut left) = (Vec::new(), 0, 0);
    for rule in rules::all() {
        for example in examples(rule) {
            for safe_only in [true, false] {
                match mend_all(&example.files, true, safe_only) {
                    Ok((made, stayed)) => (fixed, left) = (fixed + made, left + stayed),
                    Err(what) => wrong.push(format!("{} line {}: {what}", rule.code, example.line)),
                }
            }
        }
    }
    println!("{fixed} fixes made, {left} left out");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Left out are those that would let a finding speak for itself that a wider one spoke for.
    assert!(left * 20 <= fixed, "{left} of {fixed} were left out");
}

/// Real documents, where they are at hand (see `tests/corpus.rs`): nearly every fix mends its finding alone, and what is
/// made in bulk is clean without exception, as that is judged before it counts.
#[test]
fn fixes_are_clean_on_real_documents() {
    let named = std::env::var_os("ROLELINT_CORPUS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"));
    let Ok(index) = std::fs::read_to_string(folder.join("INDEX.tsv")) else {
        println!("not run: no corpus at ROLELINT_CORPUS or ../shared/corpus");
        return;
    };
    let verbose = std::env::var_os("VERBOSE").is_some();
    let column = index.lines().next().and_then(|l| l.split('\t').position(|c| c == "path")).expect("a column of paths");
    let (mut judged, mut wrong, mut fixed, mut left, mut broken) = (0, 0, 0, 0, Vec::new());
    for path in index.lines().skip(1).filter_map(|l| l.split('\t').nth(column)) {
        let text = decode(std::fs::read(folder.join(path)).expect("a document of the corpus")).text;
        let files = vec![(path.to_owned(), text)];
        let (count, found) = judge_each_fix(&files, false);
        judged += count;
        wrong += found.len();
        if verbose {
            found.iter().for_each(|w| println!("{path}: {w}\n"));
        }
        for safe_only in [true, false] {
            match mend_all(&files, false, safe_only) {
                Ok((made, stayed)) => (fixed, left) = (fixed + made, left + stayed),
                Err(what) => broken.push(format!("{path}: {what}")),
            }
        }
    }
    println!("{judged} fixes judged, {wrong} not clean by themselves; in bulk {fixed} made, {left} left out");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(wrong * 50 <= judged, "{wrong} of {judged}");
    assert!(left * 20 <= fixed, "{left} of {fixed} were left out");
}

/// In an editor every finding can be said to be known: then it is gone, and nothing else has changed.
#[test]
fn findings_that_are_said_to_be_known_are_gone() {
    let (mut wrong, mut judged) = (Vec::new(), 0);
    for rule in rules::all() {
        for example in examples(rule) {
            let (count, found) = fixing::judge_suppressions(&example.files);
            judged += count;
            wrong.extend(found.into_iter().map(|w| format!("{} line {}: {w}", rule.code, example.line)));
        }
    }
    println!("{judged} suppressions judged");
    assert!(judged > 0);
    assert!(wrong.is_empty(), "{} of {judged} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn line_ends_of_every_kind_are_kept() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        for example in examples(rule).into_iter().filter(|e| e.fails.is_some()) {
            let variant = |change: &dyn Fn(&str) -> String| -> rule_examples::Files {
                example.files.iter().map(|(name, text)| (name.clone(), change(text))).collect()
            };
            let windows = variant(&|text| text.replace('\n', "\r\n"));
            let open_ended = variant(&|text| text.trim_end().to_owned());
            for (kind, files) in [("CRLF", windows), ("no last line end", open_ended)] {
                let (_, found) = judge_each_fix(&files, true);
                wrong
                    .extend(found.into_iter().map(|w| format!("{} line {} with {kind}: {w}", rule.code, example.line)));
                match fixing::mended_files(&files, true) {
                    made if kind == "CRLF" => {
                        let mixed = made.iter().any(|(_, t)| t.matches('\n').count() != t.matches("\r\n").count());
                        wrong.extend(mixed.then(|| format!("{} line {}: mixed line ends", rule.code, example.line)));
                    }
                    made => {
                        let closed =
                            made.iter().zip(&files).any(|((_, made), (_, was))| made.ends_with('\n') && was != made);
                        wrong.extend(
                            closed.then(|| format!("{} line {}: a last line end came", rule.code, example.line)),
                        );
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
