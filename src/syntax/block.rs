//! The block that is being read: text comes in piece by piece, nodes go out. Markdown and HTML share it.

mod lines;

use std::ops::Range;

use super::{HeadingStyle, ItemStyle, Node, NodeKind, PlainRange, Tree};
use crate::text::TextRange;

/// Where the text being read lies in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    /// Added to every offset.
    pub base: usize,
    /// For a copy without its indentation: (offset in the copy, offset in the source) of every line; else empty.
    pub lines: &'a [(usize, usize)],
    /// How many copies deep this text is.
    pub depth: u8,
}

impl Origin<'_> {
    fn start(&self, at: usize) -> usize {
        match self.lines.partition_point(|l| l.0 <= at).checked_sub(1).and_then(|i| self.lines.get(i)) {
            Some(line) => line.1 + (at - line.0),
            None => self.base + at,
        }
    }

    fn end(&self, at: usize) -> usize {
        if self.lines.is_empty() { self.base + at } else { self.start(at.saturating_sub(1)) + usize::from(at > 0) }
    }

    /// A range of the source for a range of the text being read.
    pub(super) fn range(&self, range: Range<usize>) -> TextRange {
        TextRange::from_usize(self.start(range.start), self.end(range.end).max(self.start(range.start)))
    }
}

/// What kind of block is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    None,
    Paragraph { depth: u8, html: bool },
    Heading { level: u8, style: HeadingStyle },
    Item { style: ItemStyle, depth: u8 },
    Row { header: bool },
}

/// One line of the open block, as a person sees it.
#[derive(Clone, Copy, Debug)]
struct Line {
    plain: PlainRange,
    /// In the text being read.
    start: usize,
    end: usize,
    /// All its letters are bold.
    strong: bool,
    letters: bool,
    /// An explicit line break stands before it.
    hard: bool,
}

/// Builds a tree, block by block. Offsets handed in are bytes of the text being read; `origin` leads to the source.
pub(super) struct Builder<'a> {
    pub tree: Tree,
    pub origin: Origin<'a>,
    pub directives: &'a [Range<usize>],
    /// The text being read.
    pub text: &'a str,
    pub front_matter: bool,
    pub strong: u16,
    block: Block,
    start: usize,
    end: usize,
    lines: Vec<Line>,
    /// The next text starts a new line.
    pending: Option<(bool, Range<usize>)>,
    /// Where an opening mark before the next line's text stands.
    mark: Option<usize>,
    saw_directive: bool,
    comments: Vec<Range<usize>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        tree: Tree,
        text: &'a str,
        origin: Origin<'a>,
        directives: &'a [Range<usize>],
        front_matter: bool,
    ) -> Self {
        Self {
            tree,
            origin,
            directives,
            text,
            front_matter,
            strong: 0,
            block: Block::None,
            start: 0,
            end: 0,
            lines: Vec::new(),
            pending: None,
            mark: None,
            saw_directive: false,
            comments: Vec::new(),
        }
    }

    pub(super) fn block(&self) -> Block {
        self.block
    }

    /// Whether the open block has text already.
    pub(super) fn has_text(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Opens a block at `start`; an open one is finished first.
    pub(super) fn begin(&mut self, block: Block, start: usize) {
        self.finish();
        self.block = block;
        self.mark = None;
        self.start = start;
        self.end = start;
    }

    /// A mark that opens at `start` belongs to the line that its text will open.
    pub(super) fn reach_start(&mut self, start: usize) {
        if self.lines.is_empty() || self.pending.is_some() {
            self.mark = Some(start);
        }
    }

    /// A template directive inside a line: no text, but no emptiness either.
    pub(super) fn directive(&mut self) {
        self.saw_directive = true;
    }

    /// A template directive that is a block of its own.
    pub(super) fn template(&mut self, range: Range<usize>) {
        self.finish();
        let here = PlainRange { start: self.tree.plain_len(), end: self.tree.plain_len() };
        self.push(NodeKind::Template, self.origin.range(range), here, 0);
    }

    /// The open row is the head of its table.
    pub(super) fn make_header(&mut self) {
        if let Block::Row { header } = &mut self.block {
            *header = true;
        }
    }

    /// Finishes the open block, but an item without text yet stays open.
    pub(super) fn finish_unless_item(&mut self) {
        if !matches!(self.block, Block::Item { .. }) || self.has_text() {
            self.finish();
        }
    }

    /// The open block reaches to `end` at least (closing marks included).
    pub(super) fn reach(&mut self, end: usize) {
        if let Some(line) = self.lines.last_mut()
            && self.pending.is_none()
        {
            line.end = line.end.max(end);
            self.end = self.end.max(end);
        }
    }

    /// Text that stands at `at`, byte for byte.
    pub(super) fn verbatim(&mut self, text: &str, at: usize) {
        let mut from = at;
        let end = at + text.len();
        let first = self.directives.partition_point(|d| d.end <= at);
        for directive in self.directives.iter().skip(first).take_while(|d| d.start < end) {
            if directive.start > from {
                self.piece(text.get(from - at..directive.start - at).unwrap_or(""), from);
            }
            self.saw_directive = true;
            from = directive.end.clamp(from, end);
        }
        if from < end {
            self.piece(text.get(from - at..).unwrap_or(""), from);
        }
    }

    /// Text that stands for `range` without being its bytes.
    pub(super) fn replaced(&mut self, text: &str, range: Range<usize>) {
        let text = match text {
            "\u{00A0}" | "\u{2007}" | "\u{202F}" | "\u{2002}" | "\u{2003}" | "\u{2009}" | "\t" | "\n" | "\r" => " ",
            "\u{00AD}" | "\u{200B}" | "\u{200C}" | "\u{200D}" | "\u{2060}" | "\u{FEFF}" => "",
            text => text,
        };
        if text.is_empty() || self.in_directive(range.start) || !self.open_line(text, range.start) {
            return;
        }
        self.tree.push_replaced(text, self.origin.range(range.clone()));
        self.close_piece(range.end);
    }

    fn in_directive(&self, at: usize) -> bool {
        let index = self.directives.partition_point(|d| d.end <= at);
        self.directives.get(index).is_some_and(|d| d.start <= at)
    }

    /// Verbatim text without directives: control characters, tabs and no-break spaces become blanks, what has no width goes.
    fn piece(&mut self, text: &str, at: usize) {
        if !self.open_line(text, at) {
            return;
        }
        // No early exit: that way the loop runs over many bytes at once.
        let odd =
            text.bytes().fold(false, |odd, b| odd | (b < 0x20) | (b == 0x7F) | (b == 0xC2) | (b == 0xE2) | (b == 0xEF));
        if !odd {
            self.tree.push_verbatim(text, self.origin.range(at..at + text.len()));
        } else {
            let mut from = 0;
            for (i, c) in text.char_indices() {
                let replacement = match c {
                    '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => "",
                    '\u{00A0}' | '\u{2007}' | '\u{202F}' | '\u{2028}' | '\u{2029}' => " ",
                    c if c.is_control() => " ",
                    _ => continue,
                };
                self.tree.push_verbatim(&text[from..i], self.origin.range(at + from..at + i));
                from = i + c.len_utf8();
                self.tree.push_replaced(replacement, self.origin.range(at + i..at + from));
            }
            self.tree.push_verbatim(&text[from..], self.origin.range(at + from..at + text.len()));
        }
        self.close_piece(at + text.len());
    }

    /// Makes sure that there is a line for `text`; `false` for blanks at the start of a line, which are no text.
    fn open_line(&mut self, text: &str, at: usize) -> bool {
        let blank = text.bytes().all(|b| b.is_ascii_whitespace());
        let row = matches!(self.block, Block::Row { .. });
        if blank && !row && (self.lines.is_empty() || self.pending.is_some()) {
            return false;
        }
        if self.block == Block::None {
            self.begin(Block::Paragraph { depth: 0, html: false }, at);
        }
        let pending = self.pending.take();
        if self.lines.is_empty() || pending.is_some() {
            let mut hard = false;
            if let Some((is_hard, range)) = pending
                && !self.lines.is_empty()
            {
                hard = is_hard;
                self.tree.push_replaced(if row { "\n" } else { " " }, self.origin.range(range));
            }
            let here = self.tree.plain_len();
            let plain = PlainRange { start: here, end: here };
            let start = self.mark.take().unwrap_or(at).min(at);
            self.lines.push(Line { plain, start, end: at, strong: true, letters: false, hard });
        }
        if let Some(line) = self.lines.last_mut()
            && !blank
            && (self.strong == 0 && line.strong || !line.letters)
            && text.chars().any(char::is_alphanumeric)
        {
            line.letters = true;
            line.strong &= self.strong > 0;
        }
        true
    }

    fn close_piece(&mut self, end: usize) {
        let plain_end = self.tree.plain_len();
        if let Some(line) = self.lines.last_mut() {
            line.plain.end = plain_end;
            line.end = line.end.max(end);
            self.end = self.end.max(end);
        }
    }

    /// A line break; `hard` where it was asked for.
    pub(super) fn line_break(&mut self, hard: bool, range: Range<usize>) {
        if self.lines.is_empty() {
            return;
        }
        match &mut self.pending {
            Some((was_hard, _)) => *was_hard |= hard,
            None => self.pending = Some((hard, range)),
        }
    }

    /// The next cell of the open row starts at `at`.
    pub(super) fn next_cell(&mut self, at: usize) {
        self.pending = None;
        if self.open_line("|", at)
            && let Some(line) = self.lines.last_mut()
        {
            line.letters &= line.plain.start < line.plain.end;
        }
        self.tree.push_replaced(" | ", self.origin.range(at..at));
        self.close_piece(at);
    }

    /// A comment at `range` that says `text`; it follows the open block.
    pub(super) fn comment(&mut self, range: Range<usize>) {
        if self.block == Block::None {
            self.push_comment(range);
        } else {
            self.comments.push(range);
        }
    }

    fn push_comment(&mut self, range: Range<usize>) {
        let inside = self.text.get(range.clone()).unwrap_or("");
        let inside = inside.strip_prefix("<!--").unwrap_or(inside);
        let inside = inside.strip_suffix("-->").unwrap_or(inside);
        let trimmed = inside.trim_start();
        let at = range.end.min(range.start + 4 + (inside.len() - trimmed.len()));
        let trimmed = trimmed.trim_end();
        let start = self.tree.plain_len();
        self.tree.push_verbatim(trimmed, self.origin.range(at..at + trimmed.len()));
        let text = PlainRange { start, end: self.tree.plain_len() };
        self.push(NodeKind::Comment, self.origin.range(range), text, 0);
    }

    fn push(&mut self, kind: NodeKind, range: TextRange, text: PlainRange, depth: u8) {
        let label = PlainRange::default();
        self.tree.nodes.push(Node { kind, range, label, text, depth, front_matter: self.front_matter });
    }

    /// Closes the open block and writes its nodes.
    pub(super) fn finish(&mut self) {
        let first = self.tree.nodes.len();
        let block = std::mem::replace(&mut self.block, Block::None);
        self.pending = None;
        if block != Block::None {
            let mut lines = std::mem::take(&mut self.lines);
            for line in &mut lines {
                line.plain = trim(&self.tree, line.plain);
            }
            lines.retain(|l| !l.plain.is_empty());
            if lines.is_empty() {
                if self.saw_directive {
                    let here = PlainRange { start: self.tree.plain_len(), end: self.tree.plain_len() };
                    let end = self.directives.iter().take_while(|d| d.start >= self.start || d.end <= self.start).fold(
                        self.end,
                        |end, d| {
                            if d.start >= self.start && d.start <= end.max(self.start) + 1 { d.end } else { end }
                        },
                    );
                    let range = self.origin.range(self.start..end.max(self.start));
                    self.push(NodeKind::Template, range, here, 0);
                }
            } else {
                self.write(block, &lines);
            }
            lines.clear();
            self.lines = lines;
        }
        self.saw_directive = false;
        if !self.comments.is_empty() {
            for range in std::mem::take(&mut self.comments) {
                self.push_comment(range);
            }
            // Comments may stand between the lines that became nodes of their own.
            self.tree.nodes[first..].sort_by_key(|n| n.range.start);
        }
    }
}

fn trim(tree: &Tree, range: PlainRange) -> PlainRange {
    let text = tree.plain(range);
    let start = range.start + (text.len() - text.trim_start().len()) as u32;
    PlainRange { start, end: start + text.trim().len() as u32 }
}
