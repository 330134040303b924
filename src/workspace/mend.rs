//! Fixes made together: pass after pass in memory, each pass judged before it counts, until nothing is left to do.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fix::{Opened, are_apart};
use super::{Analysis, Documents, context_of, edits_of};
use crate::config::Settings;
use crate::lint::{self, Finding};
use crate::model::{FileId, FileSummary, Organisation};
use crate::rules::Fix;
use crate::text::{self, TextEdit};

/// No document needs more passes; this only keeps a mistake from going round in circles.
const PASSES: usize = 30;

/// Documents that may be changed, in their organisation.
pub struct Mending<'a> {
    /// All documents in short.
    pub organisation: Organisation,
    /// Documents that may be changed.
    pub analyses: BTreeMap<FileId, Arc<Analysis>>,
    /// Settings in force in a document.
    pub settings: &'a dyn Fn(FileId) -> Arc<Settings>,
    changed: BTreeMap<FileId, Arc<str>>,
    fixed: BTreeMap<FileId, usize>,
}

/// What became of the documents.
pub struct Mended {
    /// All documents in short, as they are now.
    pub organisation: Organisation,
    /// The documents that changed, as they are now.
    pub changed: BTreeMap<FileId, Arc<Analysis>>,
    /// How many fixes were made, by the file of the finding.
    pub fixed: BTreeMap<FileId, usize>,
}

/// A fix with its edits.
struct Candidate {
    code: &'static str,
    file: FileId,
    title: String,
    edits: Vec<(FileId, TextEdit)>,
}

impl Documents for Mending<'_> {
    fn open(&self, file: FileId) -> Option<Opened> {
        Some(Opened::again(self.analyses.get(&file)?.clone()))
    }
}

impl<'a> Mending<'a> {
    /// Nothing is changed yet.
    pub fn new(
        organisation: Organisation,
        analyses: BTreeMap<FileId, Arc<Analysis>>,
        settings: &'a dyn Fn(FileId) -> Arc<Settings>,
    ) -> Self {
        Mending { organisation, analyses, settings, changed: BTreeMap::new(), fixed: BTreeMap::new() }
    }

    /// Makes the first wanted fix of every finding (but none that is only offered). A fix after which its finding stays, or
    /// another one comes, is left out; so is one that reaches into a document that may not be changed.
    pub fn mend(mut self, wanted: impl Fn(&Fix) -> bool) -> Mended {
        let files: Vec<FileId> = self.analyses.keys().copied().collect();
        for file in files {
            self.mend_file(file, &wanted);
        }
        let Mending { organisation, analyses, changed, fixed, .. } = self;
        let differs = |file: &FileId, now: &Arc<Analysis>| changed.get(file).is_some_and(|was| *was != now.text);
        let changed = analyses.iter().filter(|(file, now)| differs(file, now)).map(|(f, a)| (*f, a.clone())).collect();
        Mended { organisation, changed, fixed }
    }

    fn mend_file(&mut self, file: FileId, wanted: &impl Fn(&Fix) -> bool) {
        let mut refused: Vec<(&'static str, String)> = Vec::new();
        for _ in 0..PASSES {
            let candidates = self.candidates(file, wanted, &refused);
            if candidates.is_empty() {
                return;
            }
            if let Some(next) = self.after(&candidates) {
                self.take(file, next, candidates.len());
                continue;
            }
            // Together they do not do; which of them is it?
            let mut good = None;
            for candidate in candidates {
                match self.after(std::slice::from_ref(&candidate)) {
                    Some(next) if good.is_none() => good = Some(next),
                    Some(_) => {}
                    None => refused.push((candidate.code, candidate.title)),
                }
            }
            if let Some(next) = good {
                self.take(file, next, 1);
            }
        }
    }

    /// Fixes of a document that keep clear of each other.
    fn candidates(
        &self,
        file: FileId,
        wanted: &impl Fn(&Fix) -> bool,
        refused: &[(&'static str, String)],
    ) -> Vec<Candidate> {
        let mut chosen: Vec<Candidate> = Vec::new();
        for finding in self.lint(file, &self.analyses, &self.organisation) {
            let code = finding.rule.code;
            let is_refused = |fix: &Fix| refused.iter().any(|(c, title)| *c == code && *title == fix.title);
            let may_be_made = |fix: &&Fix| !fix.is_only_offered() && wanted(fix) && !is_refused(fix);
            let Some((fix, edits)) =
                finding.fixes.iter().filter(may_be_made).find_map(|fix| Some((fix, edits_of(fix, file, self)?)))
            else {
                continue;
            };
            let taken = chosen.iter().flat_map(|c| &c.edits);
            let is_clear = |(file, edit): &(FileId, TextEdit)| {
                taken.clone().all(|(other, taken)| other != file || are_apart(taken.range, edit.range))
            };
            if edits.iter().all(is_clear) {
                chosen.push(Candidate { code, file, title: fix.title.clone(), edits });
            }
        }
        chosen
    }

    fn lint(
        &self,
        file: FileId,
        analyses: &BTreeMap<FileId, Arc<Analysis>>,
        organisation: &Organisation,
    ) -> Vec<Finding> {
        let Some(analysis) = analyses.get(&file) else { return Vec::new() };
        lint::lint(&analysis.document, file, organisation, &(self.settings)(file))
    }

    /// The documents with these fixes, if each of them mends its finding and nothing comes.
    fn after(&self, fixes: &[Candidate]) -> Option<(BTreeMap<FileId, Arc<Analysis>>, Organisation)> {
        let mut edits: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
        for (file, edit) in fixes.iter().flat_map(|f| &f.edits) {
            edits.entry(*file).or_default().push(edit.clone());
        }
        let mut analyses = BTreeMap::new();
        let mut organisation = self.organisation.clone();
        for (file, mut edits) in edits {
            edits.sort_by_key(|e| e.range);
            let was = self.analyses.get(&file)?;
            let text = text::apply(&was.text, &edits)?;
            let now = Analysis::in_format(was.document.format, &was.path, text, &context_of(&(self.settings)(file)));
            // Under its own id: an editor's documents are not numbered by their paths.
            organisation.insert_summary(file, FileSummary::of(file, &now.path, &now.document, &now.lines, &now.text));
            analyses.insert(file, Arc::new(now));
        }
        for file in analyses.keys() {
            let was = self.lint(*file, &self.analyses, &self.organisation);
            let now = self.lint(*file, &analyses, &organisation);
            let count = |findings: &[Finding], code: &str| findings.iter().filter(|f| f.rule.code == code).count();
            let more = now.iter().any(|f| count(&now, f.rule.code) > count(&was, f.rule.code));
            let stays = fixes.iter().filter(|fix| fix.file == *file).any(|fix| {
                let mended = fixes.iter().filter(|other| other.file == *file && other.code == fix.code).count();
                count(&now, fix.code) + mended > count(&was, fix.code)
            });
            if more || stays {
                return None;
            }
        }
        Some((analyses, organisation))
    }

    fn take(
        &mut self,
        file: FileId,
        (analyses, organisation): (BTreeMap<FileId, Arc<Analysis>>, Organisation),
        fixes: usize,
    ) {
        for (file, now) in analyses {
            if let Some(was) = self.analyses.insert(file, now) {
                self.changed.entry(file).or_insert_with(|| was.text.clone());
            }
        }
        self.organisation = organisation;
        *self.fixed.entry(file).or_default() += fixes;
    }
}
