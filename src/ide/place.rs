//! Where a cursor stands: its line, block, role and section.

use crate::model::{Role, SectionKind};
use crate::syntax::{Format, Head, NodeKind};
use crate::text::TextRange;
use crate::workspace::{Analysis, File, Snapshot};

/// A byte offset of a document with what is known around it. Everything is told by what stands above the line of the
/// cursor, as that line itself is half typed.
pub(super) struct Place<'a> {
    pub snapshot: &'a Snapshot,
    pub file: &'a File,
    pub analysis: &'a Analysis,
    pub offset: u32,
    /// Start of the cursor's line.
    pub line: u32,
    /// The line up to the cursor.
    pub before: &'a str,
    /// The line behind the cursor.
    pub after: &'a str,
    /// The block of a `.role` text; `None` above the first head.
    pub head: Option<Head>,
    /// The role it stands in.
    pub role: Option<&'a Role>,
    /// The section it stands in.
    pub section: Option<SectionKind>,
}

impl<'a> Place<'a> {
    pub fn at(snapshot: &'a Snapshot, file: &'a File, analysis: &'a Analysis, offset: u32) -> Place<'a> {
        let text: &str = &analysis.text;
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |i| at + i);
        let line = start as u32;
        let above = |range: TextRange| range.start < line;
        let nodes = &analysis.tree.nodes;
        let head = nodes.iter().rev().filter(|n| above(n.range)).find_map(|n| match n.kind {
            NodeKind::Head(head) => Some(head),
            _ => None,
        });
        let roles = &analysis.document.roles;
        let role = match (analysis.document.format, head) {
            (Format::Role, Some(Head::Role) | None) => roles.iter().rfind(|r| above(r.head) || head.is_none()),
            (Format::Role, Some(_)) => None,
            (Format::Markdown, _) => roles.iter().rfind(|r| above(r.range)).or(roles.first()),
        };
        let section = role.and_then(|r| r.sections.iter().rfind(|s| above(s.heading))).map(|s| s.kind);
        Place {
            snapshot,
            file,
            analysis,
            offset: at as u32,
            line,
            before: &text[start..at],
            after: &text[at..end],
            head,
            role,
            section,
        }
    }

    /// From `length` bytes before the cursor up to it.
    pub fn back(&self, length: usize) -> TextRange {
        TextRange::new(self.offset.saturating_sub(length as u32), self.offset)
    }
}
