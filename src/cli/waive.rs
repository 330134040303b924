//! `check --add-waivers CODE --reason WHY`: accepts what is found in an old folder, in the documents themselves.

use std::sync::Arc;

use super::args::CheckArguments;
use super::batch::{Batch, State, Workspace};
use super::error::Problem;
use super::replace::replace;
use crate::ide::accept;
use crate::lint::{self, Finding};
use crate::model::FileId;
use crate::rules;
use crate::text;
use crate::workspace::{Analysis, Opened, context_of};

/// What is accepted, and why.
pub(super) struct Waiving<'a> {
    rules: &'a [String],
    reason: &'a str,
    until: Option<&'a str>,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Waived {
    findings: usize,
    files: usize,
    left: usize,
}

impl<'a> Waiving<'a> {
    /// `None` where nothing is to be accepted.
    pub(super) fn of(arguments: &'a CheckArguments) -> Result<Option<Waiving<'a>>, Problem> {
        if arguments.add_waivers.is_empty() {
            return Ok(None);
        }
        let reason = arguments.reason.as_deref().map(str::trim).unwrap_or_default();
        // It becomes one line of a document, inside a comment of Markdown.
        if reason.is_empty() || reason.contains(['\n', '\r']) || reason.contains("--") {
            return Err(Problem::new("--reason: say in one line why this is accepted, without \"--\""));
        }
        Ok(Some(Waiving { rules: &arguments.add_waivers, reason, until: arguments.until.as_deref() }))
    }

    /// Whether all of the rules are known in one of the workspaces at least.
    pub(super) fn are_known(&self, batch: &Batch) -> Result<(), Problem> {
        let of_workspaces = || batch.workspaces.iter().flat_map(|w| &w.entries).map(|e| &e.settings);
        let is_known = |rule: &&String| {
            rules::find(rule).is_some() || of_workspaces().any(|settings| rules::find_of(settings, rule).is_some())
        };
        match self.rules.iter().find(|rule| !is_known(rule)) {
            Some(rule) => Err(Problem::new(format!("--add-waivers: '{rule}' is no code or name of a rule"))),
            None => Ok(()),
        }
    }

    /// Writes a waiver for every finding of these rules, and leaves the batch as the documents are then.
    pub(super) fn run(&self, batch: &mut Batch) -> Waived {
        let mut waived = Waived::default();
        for workspace in &mut batch.workspaces {
            let ids: Vec<FileId> = workspace.read().map(|(id, _)| id).collect();
            for id in ids {
                let (now, made, left) = self.waive(workspace, id);
                waived.left += left;
                let Some(entry) = workspace.entries.get_mut(id.0 as usize).filter(|_| made > 0) else { continue };
                let State::Read(was) = &entry.state else { continue };
                if let Err(error) = replace(&entry.input.real, &was.text, &now.text) {
                    batch.problems.push(Problem::at(&entry.input.shown, error.to_string()));
                    continue;
                }
                waived.findings += made;
                waived.files += 1;
                workspace.organisation.insert(&now.path, &now.document, &now.lines, &now.text);
                entry.state = State::Read(now);
            }
        }
        waived
    }

    /// A document with its waivers, how many findings they accept, and how many are left.
    fn waive(&self, workspace: &Workspace, id: FileId) -> (Arc<Analysis>, usize, usize) {
        let settings = workspace.settings(id);
        let mut now = match workspace.entries.get(id.0 as usize).map(|e| (&e.state, e.changeable)) {
            Some((State::Read(analysis), true)) => analysis.clone(),
            Some((State::Read(analysis), false)) => return (analysis.clone(), 0, 0),
            _ => return (Arc::new(Analysis::of("", "", &context_of(&settings))), 0, 0),
        };
        let wanted = |analysis: &Analysis| -> Vec<Finding> {
            let mut found = lint::lint(&analysis.document, id, &workspace.organisation, &settings);
            found.retain(|f| {
                self.rules.iter().any(|r| r.eq_ignore_ascii_case(f.rule.code) || r.eq_ignore_ascii_case(f.rule.name))
            });
            found
        };
        let mut found = wanted(&now);
        let before = found.len();
        // A waiver never adds lines before those that are still to be looked at.
        let mut skipped = 0;
        while let Some(finding) = found.len().checked_sub(skipped + 1).and_then(|at| found.get(at)) {
            let opened = Opened::again(now.clone());
            let next = accept(&opened, finding, self.reason, self.until)
                .and_then(|edits| text::apply(&now.text, &edits))
                .map(|text| Analysis::in_format(now.document.format, &now.path, text, &context_of(&settings)));
            let still = next.as_ref().map(wanted);
            match (next, still) {
                (Some(next), Some(still)) if still.len() < found.len() => {
                    now = Arc::new(next.without_tree());
                    found = still;
                }
                _ => skipped += 1,
            }
        }
        (now, before - found.len(), found.len())
    }
}

impl Waived {
    /// `3 findings accepted in 2 files`
    pub(super) fn sentence(&self) -> String {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let left = match self.left {
            0 => String::new(),
            n => format!("; {} left, where a waiver has no place", count(n, "finding")),
        };
        format!("{} accepted in {}{left}", count(self.findings, "finding"), count(self.files, "file"))
    }
}
