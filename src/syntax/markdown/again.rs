//! A Markdown text read again after an edit: only the part around the edit is parsed, the rest is taken over.
//!
//! A parser of Markdown goes line by line. What it makes of a line follows from the line and from what is open before it; so a text
//! may be taken apart where nothing is open but what the next line opens anew (a [`Cut`]), and what was read on both sides of a part
//! holds as long as the part begins and ends as before. That this is so is not foretold but seen: the new part is read together with
//! the first line of what follows, and a cut must be found before that line again. Where it is not (a fence was opened, say), a wider
//! part is tried, then the whole text is read. What one place can tell of all others forbids cuts: definitions of links, template
//! directives, and lists of which some items read otherwise where others stand apart.
//!
//! An edit of a page of 1 MB costs copies of its nodes instead of a parse, a twentieth of the time.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{read_markdown, without_lone_returns};
use crate::syntax::block::{Builder, Origin};
use crate::syntax::{Format, Node, PlainRange, Segment, Tree, directive, front_matter};
use crate::text::{TextEdit, TextRange};

/// The parser fills up short rows of tables, but no more than some hundred thousand in a text: with so many cells, one table tells
/// of another.
const MOST_CELLS: usize = 1 << 16;

/// Where a text can be taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Cuts {
    /// Where the body starts, in the source.
    body: u32,
    /// Cells of tables, or more.
    cells: usize,
    list: Vec<Cut>,
}

impl Cuts {
    /// The same for a body that starts at `body` of the source.
    pub(super) fn in_body_at(self, body: usize) -> Cuts {
        Cuts { body: body as u32, ..self }
    }
}

/// A place before a heading, or before an item of a list that stands in nothing else, at the start of its line; and what was written of
/// the tree when it was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cut {
    /// Byte offset in the source.
    at: u32,
    item: bool,
    nodes: u32,
    segments: u32,
    plain: u32,
}

/// Cuts as they are found on the way through a text.
#[derive(Default)]
pub(super) struct CutsBeingFound {
    list: Vec<Cut>,
    cells: usize,
    /// Open lists, items and quotes.
    depth: usize,
    /// The outermost of these is a list.
    in_list: bool,
    /// Cuts before that list.
    before_list: usize,
    /// All items of that list read the same whether they stand apart (the list is loose) or not.
    steady: bool,
    item: Range<usize>,
    /// What the open item of that list has so far.
    stage: Stage,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Fresh,
    /// Text of its own; in a loose list it is a paragraph.
    Text,
    Paragraph,
    /// Nothing but lists may follow.
    Over,
}

impl CutsBeingFound {
    /// Whether there may be a cut before this event, as far as Markdown goes.
    pub fn may_be_before(&self, event: &Event<'_>, text: &str, at: usize) -> bool {
        let opens = match event {
            Event::Start(Tag::Heading { .. }) => self.depth == 0 && text.as_bytes().get(at) == Some(&b'#'),
            Event::Start(Tag::Item) => {
                self.depth == 1 && self.in_list && !matches!(text.as_bytes().get(at), Some(b' ' | b'\t'))
            }
            _ => false,
        };
        opens && (at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'))
    }

    /// A cut before this event.
    pub fn add(&mut self, event: &Event<'_>, b: &Builder<'_>, at: usize) {
        self.list.push(Cut {
            at: b.origin.range(at..at).start,
            item: matches!(event, Event::Start(Tag::Item)),
            nodes: b.tree.nodes.len() as u32,
            segments: b.tree.segments.len() as u32,
            plain: b.tree.plain_len(),
        });
    }

    /// Every event, once it is known whether there is a cut before it.
    pub fn see(&mut self, event: &Event<'_>, text: &str, range: &Range<usize>) {
        let in_item = self.depth == 2 && self.in_list;
        match event {
            Event::Start(Tag::List(_)) => {
                if self.depth == 0 {
                    (self.in_list, self.steady, self.before_list) = (true, true, self.list.len());
                } else if in_item {
                    // In a tight list the parser looks for the end of a link beyond the item's own text.
                    let item = text.as_bytes().get(self.item.clone()).unwrap_or_default();
                    self.steady &= memchr::memchr(b'[', item).is_none();
                    self.stage = Stage::Over;
                }
                self.depth += 1;
            }
            Event::Start(Tag::Item) => {
                if self.depth == 1 && self.in_list {
                    self.item = range.clone();
                    self.stage = Stage::Fresh;
                    // The same goes for HTML, which may be a block besides.
                    let item = text.as_bytes().get(range.clone()).unwrap_or_default();
                    self.steady &= memchr::memchr(b'<', item).is_none();
                }
                self.depth += 1;
            }
            Event::Start(Tag::BlockQuote(_)) => {
                if self.depth == 0 {
                    self.in_list = false;
                }
                self.steady &= !in_item;
                self.depth += 1;
            }
            Event::End(TagEnd::List(_)) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 && !self.steady {
                    self.list.truncate(self.before_list);
                }
            }
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => self.depth = self.depth.saturating_sub(1),
            Event::Start(Tag::TableCell) => self.cells += 1,
            Event::Start(Tag::Paragraph) if in_item => {
                self.steady &= self.stage == Stage::Fresh;
                self.stage = Stage::Paragraph;
            }
            Event::End(TagEnd::Paragraph) if in_item => self.stage = Stage::Over,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            | Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::TaskListMarker(_)
                if in_item =>
            {
                self.steady &= self.stage != Stage::Over;
                if self.stage == Stage::Fresh {
                    self.stage = Stage::Text;
                }
            }
            Event::End(_) => {}
            // A block of another kind.
            _ => self.steady &= !in_item,
        }
    }

    pub fn found(self) -> Option<Cuts> {
        (self.cells <= MOST_CELLS).then_some(Cuts { body: 0, cells: self.cells, list: self.list })
    }
}

/// Reads `source` anew, which is `old_source` after `change` (at a range of `old_source`), with what was read of that. The tree is the
/// one that [`super::read`] gives; `None` where only that can tell.
pub fn read_again(old: &Tree, old_source: &str, change: &TextEdit, source: &str) -> Option<Tree> {
    let cuts = old.cuts.as_ref()?;
    let fits = u32::try_from(source.len()).is_ok_and(|length| length < u32::MAX);
    if !fits || without_lone_returns(source).is_some() || front_matter::body_of(source)? != cuts.body as usize {
        return None;
    }
    if !directive::find(source.get(cuts.body as usize..)?).is_empty() {
        return None;
    }
    read_between(old, cuts, old_source, change, source, |_| true)
        .or_else(|| read_between(old, cuts, old_source, change, source, |cut| !cut.item))
}

/// How far a place behind the edit moves.
#[derive(Clone, Copy)]
struct Moved {
    source: u32,
    plain: u32,
}

impl Moved {
    fn plain_range(self, range: PlainRange) -> PlainRange {
        PlainRange { start: range.start.wrapping_add(self.plain), end: range.end.wrapping_add(self.plain) }
    }

    fn range(self, range: TextRange) -> TextRange {
        TextRange { start: range.start.wrapping_add(self.source), end: range.end.wrapping_add(self.source) }
    }

    fn node(self, node: &Node) -> Node {
        // Labels stand in front matter alone, which is never moved.
        Node { range: self.range(node.range), text: self.plain_range(node.text), ..*node }
    }

    fn segment(self, segment: &Segment) -> Segment {
        Segment {
            plain: segment.plain.wrapping_add(self.plain),
            source: self.range(segment.source),
            verbatim: segment.verbatim,
        }
    }
}

/// The same, with the part between the nearest cuts that `fits` lets through read anew.
fn read_between(
    old: &Tree,
    cuts: &Cuts,
    old_source: &str,
    change: &TextEdit,
    source: &str,
    fits: impl Fn(&Cut) -> bool,
) -> Option<Tree> {
    let line_end = |text: &str, at: usize| {
        memchr::memchr(b'\n', text.as_bytes().get(at..).unwrap_or_default()).map_or(text.len(), |i| at + i + 1)
    };
    let whole = |cut: &Cut| line_end(old_source, cut.at as usize) <= change.range.start as usize;
    let upto = cuts.list.partition_point(|cut| cut.at < change.range.start);
    let first = cuts.list[..upto].iter().rposition(|cut| fits(cut) && whole(cut))?;
    let from = cuts.list.partition_point(|cut| cut.at < change.range.end);
    let next = cuts.list[from..].iter().position(&fits).map(|i| from + i);
    let (begin, end) = (cuts.list.get(first)?, next.and_then(|next| cuts.list.get(next)));
    let moved = (source.len() as u32).wrapping_sub(old_source.len() as u32);
    let until = end.map_or(source.len(), |end| line_end(source, end.at.wrapping_add(moved) as usize));

    let text = source.get(begin.at as usize..until)?;
    let origin = Origin { base: begin.at as usize, lines: &[], depth: 0 };
    let mut builder = Builder::new(Tree::new(Format::Markdown), text, origin, &[], false);
    let found = read_markdown(&mut builder, text)?;
    builder.finish();
    let part = builder.tree;
    let same = |cut: &&Cut, at: u32, item: bool| cut.at == at && cut.item == item;
    found.list.first().filter(|cut| same(cut, begin.at, begin.item))?;
    let all = Cut {
        nodes: part.nodes.len() as u32,
        segments: part.segments.len() as u32,
        plain: part.plain_len(),
        at: 0,
        item: false,
    };
    let part_end = match end {
        Some(end) => *found.list.last().filter(|cut| same(cut, end.at.wrapping_add(moved), end.item))?,
        None => all,
    };
    let cells = cuts.cells + found.cells;
    if cells > MOST_CELLS {
        return None;
    }

    let inner = Moved { source: 0, plain: begin.plain };
    let old_end = end.map_or(old.plain_len(), |end| end.plain);
    let behind = Moved { source: moved, plain: (begin.plain + part_end.plain).wrapping_sub(old_end) };
    let (nodes, segments) =
        end.map_or((old.nodes.len(), old.segments.len()), |end| (end.nodes as usize, end.segments as usize));
    let (first_node, first_segment) = (begin.nodes as usize, begin.segments as usize);
    let (part_nodes, part_segments) = (part_end.nodes as usize, part_end.segments as usize);
    let mut tree = Tree { problems: old.problems.clone(), ..Tree::new(Format::Markdown) };
    tree.nodes.reserve_exact(first_node + part_nodes + old.nodes.len() - nodes);
    tree.nodes.extend_from_slice(&old.nodes[..first_node]);
    tree.nodes.extend(part.nodes[..part_nodes].iter().map(|node| inner.node(node)));
    tree.nodes.extend(old.nodes[nodes..].iter().map(|node| behind.node(node)));
    tree.segments.reserve_exact(first_segment + part_segments + old.segments.len() - segments);
    tree.segments.extend_from_slice(&old.segments[..first_segment]);
    tree.segments.extend(part.segments[..part_segments].iter().map(|segment| inner.segment(segment)));
    tree.segments.extend(old.segments[segments..].iter().map(|segment| behind.segment(segment)));
    tree.plain =
        [&old.plain[..begin.plain as usize], &part.plain[..part_end.plain as usize], &old.plain[old_end as usize..]]
            .concat();
    let own = found.list.len() - usize::from(end.is_some());
    let mut list = Vec::with_capacity(first + own + cuts.list.len());
    list.extend_from_slice(&cuts.list[..first]);
    list.extend(found.list[..own].iter().map(|cut| Cut {
        nodes: cut.nodes + begin.nodes,
        segments: cut.segments + begin.segments,
        plain: cut.plain + begin.plain,
        ..*cut
    }));
    let add = |number: u32, now: usize, before: usize| (number as usize + now - before) as u32;
    list.extend(cuts.list[next.unwrap_or(cuts.list.len())..].iter().map(|cut| Cut {
        at: cut.at.wrapping_add(moved),
        item: cut.item,
        nodes: add(cut.nodes, first_node + part_nodes, nodes),
        segments: add(cut.segments, first_segment + part_segments, segments),
        plain: cut.plain.wrapping_add(behind.plain),
    }));
    tree.cuts = Some(Cuts { body: cuts.body, cells, list });
    Some(tree)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::markdown::read;

    /// Lines of which texts are made: what opens something, closes it, or tells of other places.
    const LINES: [&str; 58] = [
        "",
        "",
        "",
        "# Product Owner",
        "## Duties",
        "### Riders #",
        "#",
        "Duties",
        "===",
        "---",
        "***",
        "- Order the backlog",
        "- Order the backlog",
        "- Meet **riders** and `crews`",
        "- [x] Ride along",
        "-",
        "- - Order",
        "-Order the backlog",
        "* Coach owners",
        "+ Plan",
        "1. Listen",
        "2. Write",
        "7) Read",
        "  - Nested [a](b \"t",
        "  - Nested, too: c\")",
        "    more of it",
        "  text of an item",
        "text at the margin",
        "    indented",
        "    - indented list",
        "\ttab",
        "> quote",
        "> - in a quote",
        "- > quote in an item",
        "- # Heading in an item",
        "- ```",
        "```",
        "~~~",
        "  ```",
        "<!-- rolelint: ignore PO101 -->",
        "<!--",
        "-->",
        "<ul><li>One",
        "</li></ul>",
        "<b>bold",
        "- with <b>html",
        "<details>",
        "| a | b |",
        "|---|---|",
        "| c |",
        "[link]: https://example.org",
        "see [link] and [x](y)",
        "{% include a.md %}",
        "{{ open",
        "}}",
        "`code over",
        "title: Product Owner",
        "+++",
    ];

    fn text() -> impl Strategy<Value = String> {
        // Most lines are plain, or there would be no cuts.
        let line = prop_oneof![6 => 0..14_usize, 3 => 0..34_usize, 1 => 0..LINES.len()];
        let end = prop_oneof![30 => Just("\n"), 1 => Just("\r\n"), 1 => Just("")];
        prop::collection::vec((line, end), 0..24)
            .prop_map(|lines| lines.iter().flat_map(|(line, end)| [LINES[*line], end]).collect())
    }

    fn assert_same(again: &Tree, whole: &Tree, source: &str) {
        assert_eq!(again.nodes, whole.nodes, "{source:?}");
        assert_eq!(again.plain, whole.plain, "{source:?}");
        assert_eq!(again.segments, whole.segments, "{source:?}");
        assert_eq!(again.problems, whole.problems, "{source:?}");
        let cuts = |tree: &Tree| tree.cuts.as_ref().map(|cuts| (cuts.body, cuts.list.clone()));
        assert_eq!(cuts(again), cuts(whole), "{source:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]
        #[test]
        fn what_is_read_again_is_what_is_read(
            source in text(), edits in prop::collection::vec((0.0..1.0, 0..40_usize, text(), any::<bool>()), 1..8),
        ) {
            let (mut source, mut tree) = (source.clone(), read(&source));
            for (at, length, text, small) in edits {
                let mut start = (at * source.len() as f64) as usize;
                let mut end = (start + if small { length % 3 } else { length }).min(source.len());
                while !source.is_char_boundary(start) { start -= 1; }
                while !source.is_char_boundary(end) { end += 1; }
                let text: String = if small { text.chars().take(2).collect() } else { text };
                let new = [&source[..start], &text, &source[end..]].concat();
                let change = TextEdit { range: TextRange::from_usize(start, end), text };
                let whole = read(&new);
                if let Some(again) = read_again(&tree, &source, &change, &new) {
                    assert_same(&again, &whole, &new);
                    tree = again;
                } else {
                    tree = whole;
                }
                source = new;
            }
        }
    }

    fn again(source: &str, old: &str, new: &str) -> Option<Tree> {
        let start = source.find(old).unwrap();
        let change = TextEdit { range: TextRange::from_usize(start, start + old.len()), text: new.to_owned() };
        let changed = source.replacen(old, new, 1);
        let again = read_again(&read(source), source, &change, &changed);
        if let Some(again) = &again {
            assert_same(again, &read(&changed), &changed);
        }
        again
    }

    #[test]
    fn an_edit_reads_the_lines_around_it() {
        let source =
            "---\nkind: product owner\n---\n# Owner\n\n## Duties\n\n- One\n- Two\n- Three\n\n## Skills\n\nAll.\n";
        for (old, new) in [("Two", "Two and more"), ("Two", ""), ("- Two\n", "- Two\n\n- More\n"), ("All", "Some")] {
            assert!(again(source, old, new).is_some(), "{old} {new}");
        }
        for (old, new) in [("Two", "Two\n  ```\n  code"), ("Two", "```"), ("Two", "[a]: b"), ("Two", "{{ a }}")] {
            again(source, old, new);
        }
        assert!(again(source, "All", "~~~").is_some() && again(source, "- One\n", "~~~\n~~~\n").is_some());
        assert!(again(source, "kind", "k").is_none() && again(source, "One", "One {{ a }}").is_none());
        assert!(again(source, "Duties\n\n", "Duties\n\n<!--\n\n").is_none(), "nothing behind it is what it was");
    }
}
