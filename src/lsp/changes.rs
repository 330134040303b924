//! Changes of an open document, in the order in which they were made.
//!
//! Some clients send each change from a task of its own (Helix 25.01 does), so that on a busy machine one comes behind those that were
//! made after it. Every change names the version that the document has with it. One that comes late is put where it belongs, and those
//! after it are made again: once all have come, the text is the client's.

use std::collections::VecDeque;

use tower_lsp::ls_types::TextDocumentContentChangeEvent;

use super::convert;
use crate::text::PositionEncoding;
use crate::workspace::OpenText;

/// Changes that are remembered. Those that overtake each other were sent within moments.
const KEPT: usize = 64;

/// The last changes of one document.
#[derive(Default)]
pub(super) struct Changes {
    /// The version before all that are remembered.
    since: i32,
    /// By version.
    made: VecDeque<Change>,
}

struct Change {
    version: i32,
    /// The text that it was made in.
    before: OpenText,
    edits: Vec<TextDocumentContentChangeEvent>,
}

impl Changes {
    /// None yet, in a document of this version.
    pub fn since(version: i32) -> Changes {
        Changes { since: version, made: VecDeque::new() }
    }

    /// Makes the change in `text` that leads to `version`; the version that the text has then.
    pub fn make(
        &mut self,
        text: &mut OpenText,
        version: i32,
        edits: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> i32 {
        let at = self.place_of(version);
        if let Some(overtaking) = self.made.get(at) {
            *text = overtaking.before.clone();
        }
        if at == self.made.len() && edits.iter().any(|edit| edit.range.is_none()) {
            // A whole text makes what was before it worth nothing, but for its versions.
            for change in &mut self.made {
                (change.before, change.edits) = (OpenText::default(), Vec::new());
            }
        }
        self.made.insert(at, Change { version, before: OpenText::default(), edits });
        for change in self.made.iter_mut().skip(at) {
            change.before = text.clone();
            change.apply(text, encoding);
        }
        let reached = self.made.back().map_or(version, |last| last.version);
        if self.made.len() > KEPT {
            self.since = self.made.pop_front().map_or(self.since, |first| first.version);
        }
        reached
    }

    /// Where a change belongs: behind all others, unless it was overtaken. A client whose versions do not grow is taken as
    /// it comes.
    fn place_of(&mut self, version: i32) -> usize {
        let at = self.made.partition_point(|change| change.version <= version);
        let overtaken = at < self.made.len();
        let is_new = version > self.since && self.made.iter().all(|change| change.version != version);
        if overtaken && !is_new {
            *self = Changes::since(version);
        }
        at.min(self.made.len())
    }
}

impl Change {
    fn apply(&self, text: &mut OpenText, encoding: PositionEncoding) {
        for edit in &self.edits {
            let range = match edit.range {
                Some(range) => convert::edit_range(text, range, encoding),
                None => 0..text.len(),
            };
            text.replace(range, &edit.text);
        }
    }
}
