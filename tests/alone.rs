//! A document that asks nothing of others is judged as soon as it is read: the same is found in it then as among all others.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/program.rs"]
mod program;
#[path = "support/rule_examples.rs"]
mod rule_examples;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use program::Folder;
use rolelint::lint::{Finding, lint};
use rolelint::model::{FileSummary, Organisation};
use rolelint::rules;
use rule_examples::{Files, Linted, examples, settings};

/// How many documents could be judged alone, and how many of them all there are.
#[derive(Default)]
struct Count {
    alone: usize,
    all: usize,
    /// Judged alone they would have been told something else.
    otherwise: usize,
}

fn told(findings: &[Finding]) -> Vec<String> {
    let one = |f: &Finding| {
        let Finding { rule, severity, message, help, role, range, confidence, evidence, related, fixes, .. } = f;
        format!(
            "{} {severity:?} {message} {help} {role:?} {range:?} {confidence} {evidence:?} {related:?} {fixes:?}",
            rule.code
        )
    };
    findings.iter().map(one).collect()
}

/// Judges each of these files alone and among all of them.
fn judge(files: &Files, rooted: bool, count: &mut Count) {
    let linted = Linted::of(files, rooted);
    for (analysis, id) in linted.analyses.iter().zip(&linted.ids) {
        let document = &analysis.document;
        let summary = FileSummary::of(*id, &analysis.path, document, &analysis.lines, &analysis.text);
        let by_itself = Organisation::alone(rooted, *id, Arc::new(summary));
        let alone = told(&lint(document, *id, &by_itself, &settings()));
        let among_all = told(&lint(document, *id, &linted.organisation, &settings()));
        let asked = by_itself.asked();
        count.all += 1;
        if asked.of_others() || linted.organisation.adds_to(*id, asked) {
            count.otherwise += usize::from(alone != among_all);
        } else {
            count.alone += 1;
            assert_eq!(alone, among_all, "{} (rooted: {rooted}):\n{}", analysis.path, analysis.text);
        }
    }
}

#[test]
fn what_nobody_asked_of_others_they_do_not_change() {
    for rooted in [true, false] {
        let mut count = Count::default();
        let mut together = Files::new();
        for (rule, example) in rules::all().flat_map(|rule| examples(rule).into_iter().map(move |e| (rule, e))) {
            judge(&example.files, rooted, &mut count);
            let named =
                |(name, text): &(String, String)| (format!("{}/{}/{name}", rule.code, example.line), text.clone());
            together.extend(example.files.iter().map(named));
        }
        judge(&together, rooted, &mut count);
        let Count { alone, all, otherwise } = count;
        println!(
            "rooted: {rooted}: {alone} of {all} judged alone; {otherwise} more would have been told something else"
        );
        assert!(alone * 5 > all, "{alone} of {all}");
        assert!(otherwise > 0 || !rooted);
    }
}

#[test]
fn nor_do_they_in_whole_folders() {
    for folder in ["examples/healthy", "examples/confused", "tests/ordinary"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files: Files = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .filter_map(|path| Some((path.file_name()?.to_str()?.to_owned(), fs::read_to_string(&path).ok()?)))
            .collect();
        assert!(!files.is_empty());
        for rooted in [true, false] {
            judge(&files, rooted, &mut Count::default());
        }
    }
}

const MANAGER: &str = "Role: Product Manager\nId: pm\n\nPurpose:\n- Let people fly kites.\n\nDuties:\n\
- 40% strategy: Choose which kites we make next\n- 30% discovery: Fly kites with people on the beach every week\n\
- 30% analytics: Compare sales with what we had hoped for\n\nContacts:\n- kite flyers (customer): every week, directly\n";

fn owner(number: usize, reports_to: &str) -> String {
    format!(
        "Role: Product Owner\nId: po-{number}\nReports to: {reports_to}\n\nPurpose:\n- Let people fly kites.\n\nDuties:\n\
         - 50% backlog: Order what is made next\n- 50% discovery: Fly kites with people on the beach every week\n"
    )
}

#[test]
fn a_role_of_which_only_others_speak_is_judged_beside_them() {
    let mut folder = Folder::new().with("rolelint.toml", "").with("a-pm.role", MANAGER);
    for number in 0..6 {
        folder = folder.with(&format!("po-{number}.role"), owner(number, "@pm"));
    }
    let arguments = ["check", "--select", "FW304", "--output-format", "json", "."];
    let run = folder.run(&arguments);
    assert_eq!(run.findings(), ["a-pm.role FW304"], "{}", run.err);
    assert_eq!(run.json()["findings"][0]["related"].as_array().map(Vec::len), Some(6));
    assert_eq!(run.json()["summary"]["roles"], 7);
    // Nobody reports to the manager any more.
    for number in 0..6 {
        folder.write(&format!("po-{number}.role"), owner(number, "the chief of kites"));
    }
    assert_eq!(folder.run(&arguments).findings(), [""; 0]);
}

#[test]
fn a_fix_reaches_into_a_document_that_was_done_with() {
    let role = |head: &str| {
        format!(
            "{head}\n\nPurpose:\n- Let kites fly.\n\nDuties:\n- 60% delivery: Build kites with the crew\n\
             - 40% delivery: Mend kites on the beach\n"
        )
    };
    let folder = Folder::new()
        .with("rolelint.toml", "")
        .with("builder.role", role("Role: Kite Builder\nId: builder\nPlayed by: @ada"))
        .with("lead.role", role("Role: Lead of Kites\nId: lead\nPlays: builder"));
    let run = folder.run(&["check", "--select", "REF703", "--output-format", "json", "."]);
    assert_eq!(run.findings(), ["lead.role REF703"]);
    let edit = &run.json()["findings"][0]["fixes"][0]["edits"][0];
    assert_eq!((edit["file"].as_str(), edit["text"].as_str()), (Some("builder.role"), Some("@ada, @lead")));
    assert_eq!(edit["range"]["start"]["line"], 3);
}
