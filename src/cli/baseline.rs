//! `check --baseline` and `--write-baseline`: findings that were there when rolelint came.

use std::fs;
use std::path::{Path, PathBuf};

use super::batch::Batch;
use super::error::Problem;
use super::files::{self, LIMIT};
use super::walk;
use crate::lint::Finding;
use crate::lint::baseline::{self, Baseline};
use crate::report::Note;

/// The file where none is named.
pub(super) const FILE_NAME: &str = "rolelint-baseline.json";
/// No more stale entries are told one by one.
const TOLD: usize = 10;

/// A baseline with its place.
pub(super) struct OfRun {
    baseline: Baseline,
    place: Place,
    /// Findings that it silenced.
    pub(super) known: usize,
}

/// Where a baseline stands.
pub(super) struct Place {
    path: PathBuf,
    shown: String,
    /// Paths in it are told from here on.
    folder: PathBuf,
}

impl Place {
    /// Of the named file, else of the usual one.
    pub(super) fn of(named: Option<&Path>, working_folder: &Path) -> Place {
        let path = working_folder.join(named.unwrap_or(Path::new(FILE_NAME)));
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Place { shown: walk::show(&path, working_folder), folder: folder.canonicalize().unwrap_or(folder), path }
    }

    fn told(&self, real: &Path) -> String {
        walk::show(real, &self.folder)
    }

    /// Writes these findings: the real path of the file, the finding, its text.
    pub(super) fn write<'a>(
        &self,
        findings: impl Iterator<Item = (&'a Path, &'a Finding, &'a str)>,
    ) -> Result<(), Problem> {
        let text = baseline::write(findings.map(|(path, finding, text)| (self.told(path), finding, text)));
        fs::write(&self.path, text)
            .map_err(|error| Problem::at(&self.shown, format!("cannot be written: {}", files::reason(&error))))
    }

    /// As shown to people.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Reads it.
    pub(super) fn read(self) -> Result<OfRun, Problem> {
        let told =
            |error: std::io::Error| Problem::at(&self.shown, format!("cannot be read: {}", files::reason(&error)));
        let metadata = fs::metadata(&self.path).map_err(told)?;
        if !metadata.is_file() {
            return Err(Problem::at(&self.shown, "is no regular file"));
        }
        let size = metadata.len();
        if size > LIMIT {
            let message = format!("has {} MB; a baseline may have {} MB at most", size >> 20, LIMIT >> 20);
            return Err(Problem::at(&self.shown, message));
        }
        let bytes = fs::read(&self.path).map_err(told)?;
        let text = String::from_utf8(bytes).map_err(|_| Problem::at(&self.shown, "is no baseline: it is not UTF-8"))?;
        let baseline = Baseline::read(&text).map_err(|error| Problem::at(&self.shown, error.to_string()))?;
        Ok(OfRun { baseline, place: self, known: 0 })
    }
}

impl OfRun {
    /// Takes known findings out of those of a file.
    pub(super) fn take_out(&mut self, findings: &mut Vec<Finding>, real: &Path, text: &str) {
        let file = self.place.told(real);
        let before = findings.len();
        findings.retain(|finding| !self.baseline.silences(finding, &file, text));
        self.known += before - findings.len();
    }

    /// Entries that are of no use any more: their file was looked at; or it is gone, and nowhere else is what it held.
    pub(super) fn note_stale(&self, batch: &mut Batch) {
        let looked_at: std::collections::HashSet<String> = batch
            .workspaces
            .iter()
            .flat_map(|w| {
                w.read().filter_map(|(id, _)| Some(self.place.told(&w.entries.get(id.0 as usize)?.input.real)))
            })
            .collect();
        let all = batch.folders.iter().any(|folder| self.place.folder.starts_with(folder));
        let is_over = |file: &str| looked_at.contains(file) || (all && !self.place.folder.join(file).exists());
        let stale: Vec<_> = self.baseline.stale().filter(|known| is_over(&known.file)).collect();
        let mut note = |message| batch.notes.push(Note { file: self.place.shown.clone(), line: 1, message });
        for known in stale.iter().take(TOLD) {
            let role = known.role.as_ref().map(|role| format!(" of {role}")).unwrap_or_default();
            note(format!("{}{role} in {} is mended; take it out with --write-baseline", known.code, known.file));
        }
        if stale.len() > TOLD {
            note(format!("and {} more findings of the baseline are mended", stale.len() - TOLD));
        }
    }
}
