//! What a selection grows to: word, text of the item, item, section, role, document.

use crate::model::FileId;
use crate::text::TextRange;
use crate::workspace::{Analysis, Snapshot};

/// Ranges around a byte offset, the smallest first, each inside the next and greater than the one before.
pub fn selection(snapshot: &Snapshot, file: FileId, offset: u32) -> Vec<TextRange> {
    let Some(file) = snapshot.file(file) else { return Vec::new() };
    let analysis = file.analysis();
    let mut all = around(&analysis, offset);
    let whole = TextRange::from_usize(0, analysis.text.len());
    all.retain(|r| r.start <= offset && offset <= r.end && !r.is_empty());
    all.push(whole);
    all.sort_by_key(|r| r.len());
    let mut grown: Vec<TextRange> = Vec::new();
    for range in all {
        // Two places of the same text may cross where Markdown nests; what crosses is passed over.
        if grown.last().is_none_or(|last| range.contains_range(*last) && range != *last) {
            grown.push(range);
        }
    }
    grown
}

fn around(analysis: &Analysis, offset: u32) -> Vec<TextRange> {
    let tree = &analysis.tree;
    let mut all = vec![word(&analysis.text, offset as usize)];
    for node in tree.nodes.iter().filter(|n| n.range.start <= offset && offset <= n.range.end) {
        all.extend([node.range, tree.source_range(node.text), tree.source_range(node.label)]);
    }
    for role in &analysis.document.roles {
        for duty in role.duties.iter().filter(|d| d.range.contains_range(d.text_range)) {
            all.push(duty.text_range);
        }
        all.push(role.head.cover(role.range));
        all.extend(role.sections.iter().map(|s| trimmed(&analysis.text, s.heading.cover(s.range))));
    }
    all.extend(analysis.document.units.iter().map(|u| u.range));
    all
}

fn trimmed(text: &str, range: TextRange) -> TextRange {
    TextRange::new(range.start, range.start + range.of(text).trim_end().len() as u32)
}

/// The word at an offset; hyphens and an `@` belong to it.
fn word(text: &str, offset: usize) -> TextRange {
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '\'' | '’' | '%');
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].char_indices().rev().take_while(|(_, c)| of_word(*c)).last().map_or(at, |(i, _)| i);
    let end = text[at..].find(|c| !of_word(c)).map_or(text.len(), |i| at + i);
    TextRange::from_usize(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    #[test]
    fn a_selection_grows_from_word_to_document() {
        let mut made = Marked::new(
            "⟦Role: X\n\n⟦Role: A\n\n⟦Duties:\n⟦- ⟦25% backlog: ⟦Order ⟦th$0e⟧ items⟧⟧⟧\n- Sing⟧⟧\n\nTeam: B\n⟧",
        );
        let (file, offset) = made.at();
        let mut expected: Vec<TextRange> = made.ranges.iter().map(|(_, r)| *r).collect();
        expected.sort_by_key(|r| r.len());
        assert_eq!(selection(&made.snapshot(), file, offset), expected);
    }

    #[test]
    fn every_offset_has_a_chain() {
        let mut made = Marked::new("=== a.md\n# Product Owner\n\n| a | b |\n|---|---|\n| c | é |\n\n- x\n  - y\n");
        let (_, file, text) = made.files[0].clone();
        let snapshot = made.snapshot();
        for offset in 0..=text.len() as u32 + 1 {
            let chain = selection(&snapshot, file, offset);
            assert!(chain.windows(2).all(|w| w[1].contains_range(w[0])), "{chain:?}");
        }
    }
}
