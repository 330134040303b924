//! The text of an open document, made for many small edits.

use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;

use crate::text::PositionEncoding;

/// A rope. Cheap to clone; an edit costs what it touches.
#[derive(Clone, Debug, Default)]
pub struct OpenText(Rope);

impl OpenText {
    /// Takes a text in.
    pub fn new(text: &str) -> Self {
        Self(Rope::from_str(text))
    }

    /// The whole text in one piece.
    pub fn to_text(&self) -> Arc<str> {
        String::from(&self.0).into()
    }

    /// Whether this is `other` or a copy of it that was not changed since.
    pub(super) fn is_instance(&self, other: &OpenText) -> bool {
        self.0.is_instance(&other.0)
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len_bytes()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Byte offset of an editor's position (line and character from 0). A line past the end is the end of the text, a
    /// character past the end of its line is the end of that line, a place inside a character is its start.
    pub fn offset(&self, line: u32, character: u32, encoding: PositionEncoding) -> usize {
        let (line, character) = (line as usize, character as usize);
        if line >= self.0.len_lines() {
            return self.0.len_bytes();
        }
        let content = self.0.line(line);
        let ends = content.chars_at(content.len_chars()).reversed().take_while(|c| matches!(c, '\n' | '\r')).count();
        let content = content.slice(..content.len_chars() - ends);
        let char_index = match encoding {
            PositionEncoding::Utf8 => content.byte_to_char(character.min(content.len_bytes())),
            PositionEncoding::Utf16 => content.utf16_cu_to_char(character.min(content.len_utf16_cu())),
            PositionEncoding::Utf32 => character.min(content.len_chars()),
        };
        self.0.line_to_byte(line) + content.char_to_byte(char_index)
    }

    /// Replaces bytes by `text`. A range past the end or inside a character is moved to the nearest place that exists.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        let start = self.0.byte_to_char(range.start.min(self.0.len_bytes()));
        let end = self.0.byte_to_char(range.end.min(self.0.len_bytes()));
        if start < end {
            self.0.remove(start..end);
        }
        self.0.insert(start, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    #[test]
    fn offsets_agree_with_the_line_index_in_all_encodings() {
        let text = "x\r\n😀é\u{301}!\n\u{2028}mid\rlast\u{b}";
        let (open, lines) = (OpenText::new(text), LineIndex::new(text));
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            for (at, _) in text.char_indices().filter(|(at, c)| !(*c == '\n' && text[..*at].ends_with('\r'))) {
                let (line, character) = lines.position(text, at as u32, encoding);
                assert_eq!(open.offset(line, character, encoding), at, "{encoding:?}");
            }
            assert_eq!(open.offset(0, 99, encoding), 1);
            assert_eq!(open.offset(99, 0, encoding), text.len());
        }
    }

    #[test]
    fn edits_are_applied_and_bad_ranges_do_no_harm() {
        let mut text = OpenText::new("a😀b");
        text.replace(5..6, "c");
        assert_eq!(&*text.to_text(), "a😀c");
        text.replace(2..3, "-");
        assert_eq!(&*text.to_text(), "a-😀c");
        text.replace(90..99, "!");
        assert_eq!(&*text.to_text(), "a-😀c!");
        // A range that runs backwards, as a broken client may send.
        let (from, to) = (4, 1);
        text.replace(from..to, "+");
        assert_eq!(text.len(), "a-😀c!".len() + 1);
    }
}
