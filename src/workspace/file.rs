//! One document of a workspace in one revision.

use std::sync::{Arc, OnceLock};

use super::{Analysis, OpenText};
use crate::config::Settings;
use crate::model::{FileId, FileSummary};
use crate::prose::{Context, Memory};
use crate::syntax::Format;

/// A workspace folder; the first is for documents that lie in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FolderId(pub u32);

impl FolderId {
    /// Where documents live that lie in no workspace folder. References cannot be judged there.
    pub const NONE: FolderId = FolderId(0);
}

#[derive(Debug)]
enum Text {
    Open(OpenText),
    Disk(Arc<str>),
}

/// One document in one revision. Never changes; an edit makes a new one.
#[derive(Debug)]
pub struct File {
    /// Which, for as long as the server runs.
    pub id: FileId,
    /// Its name as the edges know it: an absolute path, or what an editor calls a document that lies nowhere.
    pub name: Arc<str>,
    /// Path as shown to people: below its folder, with `/`.
    pub path: Arc<str>,
    /// The folder it lies in.
    pub folder: FolderId,
    /// `.role` or Markdown.
    pub format: Format,
    /// The editor's version, for an open document.
    pub version: Option<i32>,
    /// Grows with every change anywhere in the workspace; two files of one revision are the same.
    pub revision: u64,
    /// Settings in force here.
    pub settings: Arc<Settings>,
    /// Left out by the configuration: nothing is found here.
    pub excluded: bool,
    text: Text,
    context: Arc<Context>,
    /// What its statements were read as, while an editor holds it.
    memory: Arc<Memory>,
    /// The last reading of the same document before this revision.
    earlier: Option<Arc<Analysis>>,
    analysis: OnceLock<Arc<Analysis>>,
    summary: OnceLock<Arc<FileSummary>>,
}

/// What a [`File`] is made of besides its text.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub id: FileId,
    pub name: Arc<str>,
    pub path: Arc<str>,
    pub folder: FolderId,
    pub format: Format,
    pub settings: Arc<Settings>,
    pub excluded: bool,
    pub context: Arc<Context>,
}

impl File {
    pub(super) fn open(identity: Identity, text: OpenText, version: i32, revision: u64) -> File {
        File::new(identity, Text::Open(text), Some(version), revision)
    }

    pub(super) fn on_disk(identity: Identity, text: Arc<str>, revision: u64) -> File {
        File::new(identity, Text::Disk(text), None, revision)
    }

    fn new(identity: Identity, text: Text, version: Option<i32>, revision: u64) -> File {
        let Identity { id, name, path, folder, format, settings, excluded, context } = identity;
        File {
            id,
            name,
            path,
            folder,
            format,
            version,
            revision,
            settings,
            excluded,
            text,
            context,
            memory: Arc::default(),
            earlier: None,
            analysis: OnceLock::new(),
            summary: OnceLock::new(),
        }
    }

    /// This document with another text.
    pub(super) fn edited(&self, text: OpenText, version: i32, revision: u64) -> File {
        let mut next = File::open(self.identity(), text, version, revision);
        next.earlier = self.analysis.get().or(self.earlier.as_ref()).cloned();
        next.memory = self.memory.clone();
        next
    }

    pub(super) fn identity(&self) -> Identity {
        Identity {
            id: self.id,
            name: self.name.clone(),
            path: self.path.clone(),
            folder: self.folder,
            format: self.format,
            settings: self.settings.clone(),
            excluded: self.excluded,
            context: self.context.clone(),
        }
    }

    /// This document under other settings: what it says is read again only where other words count.
    pub(super) fn under(&self, identity: Identity, revision: u64) -> File {
        let same_words = *identity.context == *self.context && identity.path == self.path;
        let text = match &self.text {
            Text::Open(text) => Text::Open(text.clone()),
            Text::Disk(text) => Text::Disk(text.clone()),
        };
        let mut next = File::new(identity, text, self.version, revision);
        if same_words {
            next.earlier = self.earlier.clone();
            next.analysis = self.analysis.clone();
            next.summary = self.summary.clone();
        }
        next
    }

    pub(super) fn with_summary(self, summary: Arc<FileSummary>) -> File {
        let _ = self.summary.set(summary);
        self
    }

    /// Whether it has the very text of `other`, be the settings others: no edit and no reading from disk lies between.
    pub fn has_text_of(&self, other: &File) -> bool {
        match (&self.text, &other.text) {
            (Text::Open(mine), Text::Open(others)) => mine.is_instance(others),
            (Text::Disk(mine), Text::Disk(others)) => Arc::ptr_eq(mine, others),
            _ => false,
        }
    }

    /// Whether an editor holds it.
    pub fn is_open(&self) -> bool {
        self.version.is_some()
    }

    /// The rope of an open document.
    pub(super) fn open_text(&self) -> Option<&OpenText> {
        match &self.text {
            Text::Open(text) => Some(text),
            Text::Disk(_) => None,
        }
    }

    /// The text, for those who need no more.
    pub fn text(&self) -> Arc<str> {
        match (&self.text, self.analysis.get()) {
            (_, Some(analysis)) => analysis.text.clone(),
            (Text::Open(text), None) => text.to_text(),
            (Text::Disk(text), None) => text.clone(),
        }
    }

    /// Everything read out of it. Kept for an open document; read again each time for one on disk, whose summary and
    /// findings are what is kept, so that ten thousand of them do not fill the memory.
    pub fn analysis(&self) -> Arc<Analysis> {
        let earlier = self.earlier.as_deref();
        let read = || Arc::new(Analysis::after(earlier, self.format, &self.path, self.text(), &self.context));
        if self.is_open() { self.analysis.get_or_init(|| self.memory.during(read)).clone() } else { read() }
    }

    /// What other documents need to know of it.
    pub fn summary(&self) -> Arc<FileSummary> {
        self.summary.get_or_init(|| Arc::new(summary_of(self.id, &self.analysis()))).clone()
    }
}

/// The summary of a document that was read apart.
pub(super) fn summary_of(id: FileId, analysis: &Analysis) -> FileSummary {
    FileSummary::of(id, &analysis.path, &analysis.document, &analysis.lines, &analysis.text)
}
