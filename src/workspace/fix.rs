//! Fixes as edits: what a fix changes, in the documents as they are.

use std::sync::Arc;

use super::Analysis;
use crate::model::writing::{self, Change, Page};
use crate::model::{Document, FileId};
use crate::rules::Fix;
use crate::syntax::{Format, Tree, markdown, role};
use crate::text::{TextEdit, TextRange};

/// Documents by file, for fixes.
pub trait Documents {
    /// A document to write in; `None` where it is not at hand.
    fn open(&self, file: FileId) -> Option<Opened>;

    /// What a document says, where that is known without opening it.
    fn told(&self, _file: FileId) -> Option<&Document> {
        None
    }
}

/// A document to write in.
#[derive(Clone)]
pub struct Opened {
    analysis: Arc<Analysis>,
    /// Read again, where the analysis was kept without it.
    tree: Option<Arc<Tree>>,
}

impl Opened {
    /// A document that was kept whole.
    pub fn new(analysis: Arc<Analysis>) -> Opened {
        Opened { analysis, tree: None }
    }

    /// A document that was kept without its tree.
    pub fn again(analysis: Arc<Analysis>) -> Opened {
        let tree = match analysis.document.format {
            Format::Role => role::read(&analysis.text),
            Format::Markdown => markdown::read(&analysis.text),
        };
        Opened { analysis, tree: Some(Arc::new(tree)) }
    }

    /// The document for those who write in it.
    pub fn page(&self) -> Page<'_> {
        let tree = self.tree.as_deref().unwrap_or(&self.analysis.tree);
        Page { source: &self.analysis.text, tree, document: &self.analysis.document }
    }
}

/// The edits of a fix, file by file, in order and apart from each other. `file` is the file of the finding. `None` where
/// there is no safe place for one of them: then there is nothing to offer.
pub fn edits_of(fix: &Fix, file: FileId, documents: &(impl Documents + ?Sized)) -> Option<Vec<(FileId, TextEdit)>> {
    let mut files: Vec<FileId> = fix.changes.iter().map(|(at, _)| at.unwrap_or(file)).collect();
    files.sort_unstable();
    files.dedup();
    let mut edits = Vec::new();
    for at in files {
        let changes: Vec<Change> =
            fix.changes.iter().filter(|(f, _)| f.unwrap_or(file) == at).map(|(_, change)| change.clone()).collect();
        let opened = documents.open(at)?;
        edits.extend(writing::edits(opened.page(), &changes)?.into_iter().map(|edit| (at, edit)));
    }
    (!edits.is_empty()).then_some(edits)
}

/// Whether [`edits_of`] finds a place for all of a fix: told without opening the document, where the changes alone say so.
pub fn can_be_made(fix: &Fix, file: FileId, documents: &(impl Documents + ?Sized)) -> bool {
    let own = fix.changes.iter().all(|(at, _)| at.is_none_or(|at| at == file));
    let changes = fix.changes.iter().map(|(_, change)| change);
    own && documents.told(file).is_some_and(|told| writing::surely_fit(told, changes))
        || edits_of(fix, file, documents).is_some()
}

/// Whether two edits of different fixes leave the order of what they write in no doubt.
pub(super) fn are_apart(a: TextRange, b: TextRange) -> bool {
    a.end < b.start || b.end < a.start
}
