//! Byte offsets, lines and columns, and edits. Nothing here knows about roles.

mod decode;
mod line_index;
pub mod nearest;
mod pattern;
mod phrases;
mod search;

pub use decode::{Decoded, Encoding, decode, encode};
pub use line_index::{LineColumn, LineIndex, PositionEncoding};
pub use pattern::Pattern;
pub use phrases::{PhraseMatch, Phrases, WordPlace, WordSet, with_words, word_hash};
pub use search::{Beginnings, WordStarts};

/// A half-open range of UTF-8 byte offsets in one source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// A range from `start` to `end`; an `end` before `start` gives an empty range at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The same for `usize` offsets; offsets past 4 GiB saturate (larger texts are refused on reading).
    pub fn from_usize(start: usize, end: usize) -> Self {
        Self::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing lies inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies inside (the end itself does not).
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains_range(self, other: TextRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that holds both.
    pub fn cover(self, other: TextRange) -> TextRange {
        TextRange::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The range moved right by `by` bytes.
    pub fn shift(self, by: u32) -> TextRange {
        TextRange { start: self.start.saturating_add(by), end: self.end.saturating_add(by) }
    }

    /// The bytes of `source` in this range, or `""` where the range does not fit the text.
    pub fn of(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// `source` with these edits made. They are in order and apart from each other (two may touch); `None` where they are not,
/// or where one does not fit the text.
pub fn apply(source: &str, edits: &[TextEdit]) -> Option<String> {
    let mut made = String::with_capacity(source.len() + edits.iter().map(|e| e.text.len()).sum::<usize>());
    let mut at = 0;
    for edit in edits {
        made.push_str(source.get(at..edit.range.start as usize)?);
        made.push_str(&edit.text);
        at = edit.range.end as usize;
        source.get(edit.range.start as usize..at)?;
    }
    made.push_str(source.get(at..)?);
    Some(made)
}

/// Replace the bytes of `range` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What goes, in bytes of the text before any edit.
    pub range: TextRange,
    /// What comes instead.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_order_or_not_at_all() {
        let edit = |start, end, text: &str| TextEdit { range: TextRange::new(start, end), text: text.to_owned() };
        assert_eq!(apply("one two", &[edit(0, 3, "1"), edit(3, 3, ","), edit(4, 7, "2")]).as_deref(), Some("1, 2"));
        assert_eq!(apply("one two", &[edit(4, 7, "2"), edit(0, 3, "1")]), None, "out of order");
        assert_eq!(apply("one two", &[edit(0, 4, "1"), edit(3, 7, "2")]), None, "overlapping");
        assert_eq!(apply("é", &[edit(1, 2, "e")]), None, "inside a character");
        assert_eq!(apply("é", &[edit(0, 9, "e")]), None, "past the end");
    }
}
