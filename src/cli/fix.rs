//! `check --fix`, `--unsafe-fixes` and `--diff`: making fixes, or showing what they would make.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use similar::TextDiff;

use super::args::CheckArguments;
use super::batch::{Batch, State, Workspace};
use super::error::Problem;
use super::replace::replace;
use super::walk::Input;
use crate::model::FileId;
use crate::report::clean;
use crate::workspace::{Analysis, Mended, Mending};

/// Lines around a change in a diff.
const AROUND: usize = 3;

/// What the arguments ask for.
pub(super) struct Fixing {
    unsafe_too: bool,
    show: bool,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Fixed {
    only_shown: bool,
    /// How many fixes were made, or would be.
    pub(super) fixes: usize,
    /// How many files changed, or would.
    pub(super) files: usize,
    /// What would change, in pieces.
    pub(super) diff: Vec<String>,
    /// The new text of what came on standard input.
    pub(super) standard_input: Option<String>,
}

impl Fixing {
    /// `None` where nothing is to be fixed.
    pub(super) fn of(arguments: &CheckArguments) -> Option<Fixing> {
        let asked = arguments.fix || arguments.unsafe_fixes || arguments.diff;
        asked.then_some(Fixing { unsafe_too: arguments.unsafe_fixes, show: arguments.diff })
    }

    /// Fixes every document that was asked about, and leaves the batch as the documents are then.
    pub(super) fn run(&self, batch: &mut Batch) -> Fixed {
        let mut fixed = Fixed { only_shown: self.show, ..Fixed::default() };
        for workspace in &mut batch.workspaces {
            let mended = self.mend(workspace);
            let mut organisation = mended.organisation;
            for (id, now) in mended.changed {
                let Some(entry) = workspace.entries.get_mut(id.0 as usize) else { continue };
                let State::Read(was) = &entry.state else { continue };
                let made = mended.fixed.get(&id).copied().unwrap_or(0);
                let is_input = is_standard_input(&entry.input);
                if self.show {
                    fixed.diff.push(diff(&entry.input.shown, &was.text, &now.text));
                } else if !is_input && let Err(error) = replace(&entry.input.real, &was.text, &now.text) {
                    organisation.insert(&was.path, &was.document, &was.lines, &was.text);
                    batch.problems.push(Problem::at(&entry.input.shown, error.to_string()));
                    continue;
                }
                fixed.fixes += made;
                fixed.files += 1;
                entry.state = State::Read(now);
            }
            workspace.organisation = organisation;
        }
        if !self.show {
            // A filter gives on what needs no change, too.
            let mut read = batch.workspaces.iter().flat_map(|w| &w.entries).filter(|e| is_standard_input(&e.input));
            fixed.standard_input = read.find_map(|entry| match &entry.state {
                State::Read(analysis) => Some(analysis.text.to_string()),
                _ => None,
            });
        }
        fixed
    }

    fn mend(&self, workspace: &Workspace) -> Mended {
        let may_be_changed = |id: &FileId| workspace.entries.get(id.0 as usize).is_some_and(|e| e.changeable);
        let analyses: BTreeMap<FileId, Arc<Analysis>> =
            workspace.read_arcs().filter(|(id, _)| may_be_changed(id)).collect();
        let settings = |id: FileId| workspace.settings(id);
        let mending = Mending::new(workspace.organisation.clone(), analyses, &settings);
        mending.mend(|fix| self.unsafe_too || fix.is_safe())
    }
}

impl Fixed {
    /// `2 fixed`
    pub(super) fn sentence(&self) -> String {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        if self.only_shown {
            format!("would fix {} in {}", count(self.fixes, "finding"), count(self.files, "file"))
        } else {
            format!("{} fixed", self.fixes)
        }
    }
}

fn is_standard_input(input: &Input) -> bool {
    input.path == Path::new("-")
}

/// What changes, as a patch. A terminal gets nothing that it would obey.
fn diff(path: &str, was: &str, now: &str) -> String {
    let diff = TextDiff::from_lines(was, now);
    let patch = diff.unified_diff().context_radius(AROUND).header(path, path).to_string();
    if !io::stdout().is_terminal() {
        return patch;
    }
    patch.lines().fold(String::new(), |shown, line| shown + &clean(line) + "\n")
}
