//! Lines and columns of byte offsets, and the position encodings of editors.

use super::{TextEdit, TextRange};

/// The unit in which an editor counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A line and column as people count: both from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in Unicode scalar values.
    pub column: u32,
}

/// Where the lines of one text start. A line ends at `\n`, `\r\n` or a lone `\r`, as the language server protocol has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Index of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(line_starts(bytes, 0..bytes.len()));
        Self { starts, len: bytes.len() as u32 }
    }

    /// Index of `text`, which the indexed text became by `change`.
    pub fn after(&self, change: &TextEdit, text: &str) -> Self {
        // Line ends of two characters may come about or fall apart at both ends of the change: a byte more is looked at.
        let from = change.range.start.saturating_sub(1);
        let kept = self.starts.partition_point(|&start| start <= from).max(1);
        let end = change.range.end.saturating_add(1);
        let behind = self.starts.partition_point(|&start| start <= end);
        let moved = (text.len() as u32).wrapping_sub(self.len);
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(self.starts.len() + change.text.len() / 32);
        starts.extend_from_slice(&self.starts[..kept]);
        let first = starts.last().copied().unwrap_or(0) as usize;
        let upto = (end.wrapping_add(moved) as usize).min(bytes.len());
        starts.extend(line_starts(bytes, first..upto));
        starts.extend(self.starts[behind..].iter().map(|start| start.wrapping_add(moved)));
        Self { starts, len: bytes.len() as u32 }
    }

    /// Number of lines (at least 1).
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Line of a byte offset, from 0.
    pub fn line_of(&self, offset: u32) -> u32 {
        (self.starts.partition_point(|&s| s <= offset) as u32).saturating_sub(1)
    }

    /// Bytes of a line (from 0) with its end, clamped to the text.
    pub fn line_range(&self, line: u32) -> TextRange {
        let start = self.starts.get(line as usize).copied().unwrap_or(self.len);
        let end = self.starts.get(line as usize + 1).copied().unwrap_or(self.len);
        TextRange::new(start, end)
    }

    /// Line and column of a byte offset as people count. `text` is the indexed text.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let (line, character) = self.position(text, offset, PositionEncoding::Utf32);
        LineColumn { line: line + 1, column: character + 1 }
    }

    /// Line and character (both from 0) of a byte offset, in an editor's encoding. An offset inside a character counts as its start.
    pub fn position(&self, text: &str, offset: u32, encoding: PositionEncoding) -> (u32, u32) {
        let mut offset = (offset.min(self.len)) as usize;
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset as u32);
        let start = self.line_range(line).start as usize;
        let before = text.get(start..offset).unwrap_or("");
        let character = match encoding {
            PositionEncoding::Utf8 => before.len(),
            PositionEncoding::Utf16 => before.chars().map(char::len_utf16).sum(),
            PositionEncoding::Utf32 => before.chars().count(),
        };
        (line, character as u32)
    }

    /// Byte offset of an editor's position. A line past the end is the end of the text; a character past the end of
    /// its line is the end of that line, before its line break, as the protocol asks.
    pub fn offset(&self, text: &str, line: u32, character: u32, encoding: PositionEncoding) -> u32 {
        if line >= self.line_count() {
            return self.len;
        }
        let range = self.line_range(line);
        let content = range.of(text).trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, c) in content.char_indices() {
            if units >= character {
                return range.start + at as u32;
            }
            units += match encoding {
                PositionEncoding::Utf8 => c.len_utf8(),
                PositionEncoding::Utf16 => c.len_utf16(),
                PositionEncoding::Utf32 => 1,
            } as u32;
        }
        range.start + content.len() as u32
    }
}

/// Where lines start behind the line ends that end in `within`.
fn line_starts(bytes: &[u8], within: std::ops::Range<usize>) -> impl Iterator<Item = u32> + '_ {
    let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[within.clone()]).map(move |at| within.start + at);
    ends.filter(|&at| !(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n'))).map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_index_after_an_edit_is_the_index_of_the_new_text(
            old in "[a\r\n]{0,9}", at in 0..10_usize, length in 0..4_usize, text in "[b\r\n]{0,3}",
        ) {
            let start = at.min(old.len());
            let end = (start + length).min(old.len());
            let new = [&old[..start], &text, &old[end..]].concat();
            let change = TextEdit { range: TextRange::from_usize(start, end), text };
            prop_assert_eq!(LineIndex::new(&old).after(&change, &new), LineIndex::new(&new));
        }
    }

    #[test]
    fn line_ends_of_every_kind_count_once() {
        let index = LineIndex::new("a\r\nb\rc\nd");
        assert_eq!(index.line_count(), 4);
        assert_eq!((0..4).map(|l| index.line_range(l).start).collect::<Vec<_>>(), [0, 3, 5, 7]);
    }

    #[test]
    fn positions_agree_in_all_encodings() {
        let text = "x\n😀é\u{301}!\n";
        let index = LineIndex::new(text);
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            for (at, _) in text.char_indices() {
                let (line, character) = index.position(text, at as u32, encoding);
                assert_eq!(index.offset(text, line, character, encoding), at as u32, "{encoding:?} {at}");
            }
        }
        assert_eq!(index.position(text, 6, PositionEncoding::Utf16), (1, 2));
        assert_eq!(index.line_column(text, 6), LineColumn { line: 2, column: 2 });
    }

    #[test]
    fn positions_past_an_end_are_clamped() {
        let text = "ab\r\ncd";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, 0, 99, PositionEncoding::Utf16), 2);
        assert_eq!(index.offset(text, 99, 0, PositionEncoding::Utf16), 6);
        assert_eq!(index.position(text, 99, PositionEncoding::Utf16), (1, 2));
    }
}
