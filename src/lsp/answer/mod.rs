//! Answers to requests: from places as the client counts to byte offsets, through one feature of [`crate::ide`], and back.

pub(super) mod completion;
pub(super) mod formatting;
pub(super) mod hierarchy;
pub(super) mod hints;
pub(super) mod names;
pub(super) mod outline;
pub(super) mod semantic;

use std::cell::RefCell;
use std::sync::Arc;

use tower_lsp::ls_types::{Location, Position, Range, TextEdit as ProtocolEdit, Uri};

use super::convert;
use super::session::Session;
use super::shared::Shared;
use crate::model::FileId;
use crate::text::{LineIndex, TextEdit, TextRange};
use crate::workspace::{Analysis, File, Snapshot};

/// One document in the state in which a request found it, with what is needed to answer.
pub(super) struct Question {
    pub snapshot: Arc<Snapshot>,
    pub file: Arc<File>,
    pub analysis: Arc<Analysis>,
    pub session: Session,
    pub shared: Arc<Shared>,
}

impl Question {
    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> u32 {
        let Position { line, character } = position;
        self.analysis.lines.offset(&self.analysis.text, line, character, self.session.encoding)
    }

    /// The bytes of a range; start and end the wrong way round are read the right way round.
    pub fn bytes(&self, range: Range) -> TextRange {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        TextRange::new(start.min(end), start.max(end))
    }

    /// A range of bytes of this document as the client counts.
    pub fn range(&self, range: TextRange) -> Range {
        convert::range(&self.analysis.lines, &self.analysis.text, range, self.session.encoding)
    }

    /// An edit of this document.
    pub fn edit(&self, edit: TextEdit) -> ProtocolEdit {
        ProtocolEdit { range: self.range(edit.range), new_text: edit.text }
    }

    /// Places in any document.
    pub fn elsewhere(&self) -> Elsewhere<'_> {
        Elsewhere::new(&self.snapshot, &self.shared, &self.session)
    }
}

/// A `rolelint.toml` as the editor has it.
pub(super) struct Draft<'a> {
    pub text: Arc<str>,
    pub session: &'a Session,
    lines: LineIndex,
}

impl Draft<'_> {
    pub fn new(text: Arc<str>, session: &Session) -> Draft<'_> {
        let lines = LineIndex::new(&text);
        Draft { text, session, lines }
    }

    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> u32 {
        self.lines.offset(&self.text, position.line, position.character, self.session.encoding)
    }

    /// A range of bytes as the client counts.
    pub fn range(&self, range: TextRange) -> Range {
        convert::range(&self.lines, &self.text, range, self.session.encoding)
    }
}

/// Places in any document of a snapshot, as the client counts. The document asked for last is kept at hand.
pub(super) struct Elsewhere<'a> {
    pub snapshot: &'a Snapshot,
    shared: &'a Shared,
    session: &'a Session,
    last: RefCell<Option<Opened>>,
}

/// A document at hand.
struct Opened {
    file: FileId,
    uri: Uri,
    text: Arc<str>,
    lines: LineIndex,
}

impl<'a> Elsewhere<'a> {
    pub fn new(snapshot: &'a Snapshot, shared: &'a Shared, session: &'a Session) -> Elsewhere<'a> {
        Elsewhere { snapshot, shared, session, last: RefCell::new(None) }
    }

    /// A place in a document.
    pub fn location(&self, file: FileId, range: TextRange) -> Option<Location> {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|opened| opened.file != file) {
            let found = self.snapshot.file(file)?;
            let text = found.text();
            let lines = LineIndex::new(&text);
            *last = Some(Opened { file, uri: self.shared.uri(found)?, text, lines });
        }
        let Opened { uri, text, lines, .. } = last.as_ref()?;
        Some(Location { uri: uri.clone(), range: convert::range(lines, text, range, self.session.encoding) })
    }
}
