//! All documents at one moment.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::settled::{Files, Findings, FolderState, Settled};
use super::{Documents, File, Opened};
use crate::lint::Finding;
use crate::model::{FileId, Organisation};

/// All documents at one moment. Never changes. What is known across documents is worked out when first asked for, on
/// the thread that asks.
pub struct Snapshot {
    /// Grows with every change.
    pub revision: u64,
    pub(super) files: Files,
    pub(super) open: Arc<[FileId]>,
    pub(super) folders: Arc<[FolderState]>,
    /// The last state that was worked out, and the files that changed since.
    pub(super) base: Arc<Settled>,
    pub(super) changed: FxHashSet<FileId>,
    pub(super) settled: OnceLock<Arc<Settled>>,
}

impl Documents for Snapshot {
    fn open(&self, file: FileId) -> Option<Opened> {
        Some(Opened::new(self.file(file)?.analysis()))
    }
}

impl Snapshot {
    /// A document.
    pub fn file(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(&id)
    }

    /// All documents, in no particular order.
    pub fn files(&self) -> impl Iterator<Item = &Arc<File>> {
        self.files.values()
    }

    /// Documents that an editor holds, in the order in which they were opened.
    pub fn open_files(&self) -> impl Iterator<Item = &Arc<File>> {
        self.open.iter().filter_map(|id| self.files.get(id))
    }

    /// The organisation that a document belongs to.
    pub fn organisation(&self, file: &File) -> Option<&Organisation> {
        self.settled().organisation(file.folder)
    }

    /// The organisations of all folders.
    pub fn organisations(&self) -> impl Iterator<Item = &Organisation> {
        self.settled().organisations()
    }

    /// Where the findings of a document are kept: its generation tells, without running a rule, whether they still hold.
    pub fn kept_findings(&self, id: FileId) -> Option<&Arc<Findings>> {
        self.settled().findings(id)
    }

    /// The findings of a document, in order of place. `None` for a document that is not there.
    pub fn findings(&self, id: FileId) -> Option<&[Finding]> {
        let file = self.file(id)?;
        let settled = self.settled();
        Some(settled.findings(id)?.get(file, settled.organisation(file.folder)?))
    }

    fn settled(&self) -> &Arc<Settled> {
        self.settled.get_or_init(|| Arc::new(self.base.after(&self.changed, &self.files, &self.folders)))
    }
}
