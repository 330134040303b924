//! What can be folded: roles, sections, items of several lines, comments, front matter.

use crate::model::{FileId, Role};
use crate::syntax::{Node, NodeKind};
use crate::text::TextRange;
use crate::workspace::{Analysis, Snapshot};

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A role, section or item.
    Region,
    /// Lines of comments.
    Comment,
}

/// Lines that can be folded into their first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// First line, from 0.
    pub start: u32,
    /// Last line, from 0; greater than `start`.
    pub end: u32,
    /// Which kind.
    pub kind: FoldKind,
}

/// What can be folded in a document, in order. Nothing in a document that is no role document.
pub fn folds(snapshot: &Snapshot, file: FileId) -> Vec<Fold> {
    let Some(file) = snapshot.file(file) else { return Vec::new() };
    let analysis = file.analysis();
    if !analysis.document.role_document {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut push = |range: TextRange, kind| found.extend(fold(&analysis, range, kind));
    let document = &analysis.document;
    for role in &document.roles {
        push(from_head(role), FoldKind::Region);
        role.sections.iter().for_each(|s| push(s.heading.cover(s.range), FoldKind::Region));
    }
    document.units.iter().for_each(|u| push(u.range, FoldKind::Region));
    let nodes = &analysis.tree.nodes;
    for node in nodes.iter().filter(|n| matches!(n.kind, NodeKind::Item(_)) && !n.front_matter) {
        push(node.range, FoldKind::Region);
    }
    let front = nodes.iter().filter(|n| n.front_matter).map(|n| n.range).reduce(TextRange::cover);
    if let Some(entries) = front {
        push(TextRange::new(0, entries.end), FoldKind::Region);
    }
    for run in nodes.chunk_by(|a, b| is_comment(a) && is_comment(b) && are_neighbours(&analysis, a, b)) {
        if let (Some(first), Some(last)) = (run.first().filter(|n| is_comment(n)), run.last()) {
            push(first.range.cover(last.range), FoldKind::Comment);
        }
    }
    found.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
    found.dedup_by_key(|f| f.start);
    found
}

/// A role from its title on; in Markdown more belongs to it, such as front matter.
fn from_head(role: &Role) -> TextRange {
    if role.head.is_empty() { role.range } else { TextRange::new(role.head.start, role.range.end) }
}

fn is_comment(node: &Node) -> bool {
    node.kind == NodeKind::Comment
}

fn are_neighbours(analysis: &Analysis, a: &Node, b: &Node) -> bool {
    analysis.lines.line_of(a.range.end) + 1 >= analysis.lines.line_of(b.range.start)
}

fn fold(analysis: &Analysis, range: TextRange, kind: FoldKind) -> Option<Fold> {
    let text = range.of(&analysis.text).trim_end();
    let start = analysis.lines.line_of(range.start);
    let end = analysis.lines.line_of(range.start + text.len() as u32);
    (end > start).then_some(Fold { start, end, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    fn of(marked: &str) -> Vec<(u32, u32)> {
        let mut made = Marked::new(marked);
        let file = made.files[0].1;
        folds(&made.snapshot(), file).into_iter().map(|f| (f.start, f.end)).collect()
    }

    #[test]
    fn roles_sections_wrapped_items_and_comments_fold() {
        let text = "# one\n# two\nRole: A\nId: a\n\nDuties:\n- Talk to\n  everybody\n- Sing\n\n\nTeam: B\nSize: 3\n";
        assert_eq!(of(text), [(0, 1), (2, 8), (5, 8), (6, 7), (11, 12)]);
        assert_eq!(
            of("=== a.md\n---\nid: po\nkind: product owner\n---\n\n# Product Owner\n\n## Responsibilities\n\n- Plan\n"),
            [(0, 2), (5, 9), (7, 9)]
        );
        assert!(of("=== a.md\n# Shopping\n\n- milk\n").is_empty());
        assert!(of("Role: A").is_empty());
    }
}
