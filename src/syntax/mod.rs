//! Both input formats, read into one flat tree of nodes with byte ranges.
//!
//! A [`Tree`] is a list of [`Node`]s in document order. What a person reads (without Markdown's
//! marks, entities and line wraps) lies in one *plain* text beside it; [`Tree::source_range`] leads from a place in
//! the plain text back to bytes of the source. Nothing here knows what a duty is.

use crate::text::TextRange;

mod block;
mod directive;
pub mod front_matter;
mod html;
pub mod labels;
pub mod markdown;
pub mod role;

/// Which front end read the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The `.role` language.
    Role,
    /// Markdown (HTML job posts are read through the same front end).
    Markdown,
}

impl Format {
    /// The word that JSON uses: `role` or `markdown`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Role => "role",
            Format::Markdown => "markdown",
        }
    }
}

/// A half-open range of byte offsets in the plain text of a [`Tree`] (not in the source).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PlainRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl PlainRange {
    /// Whether nothing lies inside.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// What opens a block of a `.role` file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    /// `Role:`
    Role,
    /// `Team:`
    Team,
    /// `Product:`
    Product,
    /// `ART:` or `Train:`
    Art,
    /// `Area:`
    Area,
}

/// How a Markdown heading is written; fixes write new headings in the same style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadingStyle {
    /// `## Heading`
    Atx,
    /// underlined with `===` or `---`
    Setext,
    /// a line that is wholly bold
    Bold,
    /// a line that ends in a colon
    Colon,
    /// `<h2>Heading</h2>`
    Html,
}

/// How a list item is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemStyle {
    /// `- `, `* `, `+ `
    Bullet,
    /// `1. `
    Ordered,
    /// `• ` or `-Like this`, which CommonMark does not read as a list
    Loose,
    /// `<li>`
    Html,
    /// `<li>` in a cell of a table
    Cell {
        /// column, from 0
        column: u8,
    },
    /// an entry of a list in front matter
    FrontMatter,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// `.role`: `Role: title` and its like; `text` is the title.
    Head(Head),
    /// `Label: value` in `.role`, or a scalar of front matter; `label` and `text` are filled.
    /// In front matter `label` is the dotted path of keys.
    Field,
    /// `.role`: a label with nothing after its colon; front matter: a key whose value is a list. `label` is filled.
    Section,
    /// A heading; `level` from 1 (bold and colon headings: 7).
    Heading {
        /// 1 to 6 as in HTML, 7 for a bold line or a line ending in a colon
        level: u8,
        /// how it is written
        style: HeadingStyle,
    },
    /// A list item's own text, without nested items (these follow with a greater `depth`).
    Item(ItemStyle),
    /// A paragraph (Markdown).
    Paragraph,
    /// A table row; `text` is the cells joined by ` | `.
    Row {
        /// whether this is the head of its table
        header: bool,
    },
    /// `.role`: an unindented line without a colon; `text` is the line.
    Loose,
    /// A comment (`# ...` or `<!-- ... -->`); `text` is what it says.
    Comment,
    /// A template directive that stands where content would (`{% include %}`, `{{< shortcode >}}`).
    Template,
    /// A line that could not be read; kept, so that nothing is lost.
    Error,
}

/// One node. Ranges are bytes of the source, text and label are places in the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The whole construct in the source, marks included, line end excluded.
    pub range: TextRange,
    /// Label or key (empty where there is none), without its colon.
    pub label: PlainRange,
    /// What it says (may be empty).
    pub text: PlainRange,
    /// Nesting of list items from 0; 0 for everything else.
    pub depth: u8,
    /// Whether the node stands in front matter.
    pub front_matter: bool,
}

/// Something in the text that the reader could not take as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub range: TextRange,
    /// What is wrong and what to write instead, in words for people.
    pub message: String,
}

/// One document, read. See the module's documentation.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Which front end read it.
    pub format: Format,
    /// In document order.
    pub nodes: Vec<Node>,
    /// What could not be read as written.
    pub problems: Vec<Problem>,
    plain: String,
    segments: Vec<Segment>,
    /// Where a Markdown text can be taken apart; see [`markdown::read_again`].
    cuts: Option<markdown::Cuts>,
}

/// The plain text from `plain` up to the next segment's comes from the source at `source` on, byte for byte;
/// `verbatim` is false for text that stands for something else there (an entity, a line wrap).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    plain: u32,
    source: TextRange,
    verbatim: bool,
}

/// See [`Tree::anchor`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Anchor(usize);

impl Tree {
    /// An empty tree.
    pub fn new(format: Format) -> Self {
        Self { format, nodes: Vec::new(), problems: Vec::new(), plain: String::new(), segments: Vec::new(), cuts: None }
    }

    /// An empty tree for a source of about `bytes`.
    pub fn with_capacity(format: Format, bytes: usize) -> Self {
        let lines = bytes / 48;
        let mut tree = Self::new(format);
        tree.nodes.reserve(lines);
        tree.segments.reserve(lines * 2);
        tree.plain.reserve(bytes);
        tree
    }

    /// The plain text of a range; `""` where the range does not fit.
    pub fn plain(&self, range: PlainRange) -> &str {
        self.plain.get(range.start as usize..range.end as usize).unwrap_or("")
    }

    /// The plain text of a node.
    pub fn text(&self, node: &Node) -> &str {
        self.plain(node.text)
    }

    /// The label of a node.
    pub fn label(&self, node: &Node) -> &str {
        self.plain(node.label)
    }

    /// Where a range of plain text stands in the source.
    pub fn source_range(&self, range: PlainRange) -> TextRange {
        self.source_range_behind(Anchor::default(), range)
    }

    /// A place from which ranges that begin at or behind `plain` are found sooner.
    pub fn anchor(&self, plain: u32) -> Anchor {
        Anchor(self.segments.partition_point(|s| s.plain <= plain))
    }

    /// The same as [`Tree::source_range`] for a range that does not begin before `anchor`.
    pub fn source_range_behind(&self, anchor: Anchor, range: PlainRange) -> TextRange {
        // The number of segments that begin at `plain` or before it: often those that are known.
        let upto = |known: usize, plain: u32| {
            let behind = self.segments.get(known..).unwrap_or_default();
            match behind.first() {
                Some(next) if next.plain <= plain => known + behind.partition_point(|s| s.plain <= plain),
                _ => known,
            }
        };
        let first = upto(anchor.0, range.start);
        let start = self.source_offset(first, range.start, false);
        if range.end <= range.start {
            return TextRange::new(start, start);
        }
        // The segment of the last byte decides.
        TextRange::new(start, self.source_offset(upto(first, range.end - 1), range.end, true))
    }

    /// Where a range that does not begin before `anchor` starts in the source, where all of it stands there byte for byte.
    pub fn verbatim_start(&self, anchor: Anchor, range: PlainRange) -> Option<u32> {
        let behind = self.segments.get(anchor.0..).unwrap_or_default();
        let index = match behind.first() {
            Some(next) if next.plain <= range.start => anchor.0 + behind.partition_point(|s| s.plain <= range.start),
            _ => anchor.0,
        };
        let segment = self.segments.get(index.checked_sub(1)?)?;
        let ends_before = self.segments.get(index).is_none_or(|next| range.end <= next.plain);
        (segment.verbatim && ends_before).then(|| segment.source.start + (range.start - segment.plain))
    }

    /// Where `local` (bytes within the node's text) stands in the source.
    pub fn local_range(&self, node: &Node, local: TextRange) -> TextRange {
        self.source_range(PlainRange { start: node.text.start + local.start, end: node.text.start + local.end })
    }

    /// Where a place in the segment before the one at `index` stands in the source; `at_end` where it is one past the last byte of
    /// interest.
    fn source_offset(&self, index: usize, plain: u32, at_end: bool) -> u32 {
        let Some(segment) = index.checked_sub(1).and_then(|i| self.segments.get(i)) else { return 0 };
        if segment.verbatim {
            (segment.source.start + (plain - segment.plain)).min(segment.source.end)
        } else if at_end {
            segment.source.end
        } else {
            segment.source.start
        }
    }

    /// Current end of the plain text; the start of what is pushed next.
    pub fn plain_len(&self) -> u32 {
        self.plain.len() as u32
    }

    /// Append plain text that stands byte for byte at `source.start` in the source.
    pub fn push_verbatim(&mut self, text: &str, source: TextRange) {
        if text.is_empty() {
            return;
        }
        self.segments.push(Segment { plain: self.plain_len(), source, verbatim: true });
        self.plain.push_str(text);
    }

    /// Append plain text that stands for `source` without being its bytes (an entity, a wrap read as a blank).
    pub fn push_replaced(&mut self, text: &str, source: TextRange) {
        if text.is_empty() {
            return;
        }
        self.segments.push(Segment { plain: self.plain_len(), source, verbatim: false });
        self.plain.push_str(text);
    }
}
