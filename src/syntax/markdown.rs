//! Markdown as it is found, read with pulldown-cmark's offsets. HTML, whole or in islands, becomes the same nodes.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

mod again;

use super::block::{Block, Builder, Origin};
use super::{Format, HeadingStyle, ItemStyle, Tree, directive, front_matter, html};
pub(super) use again::Cuts;
use again::CutsBeingFound;
pub use again::read_again;

/// Reads a whole Markdown (or HTML) text. Every text is read; what cannot be taken as written stands in `problems`.
///
/// * List items hold their own text; nested items follow with a greater `depth`, and further paragraphs of an item
///   have the depth that items nested in it would have.
/// * A line break inside a table cell is `\n` in the text of its row.
/// * Fenced code is skipped.
pub fn read(source: &str) -> Tree {
    // Offsets are 32 bits wide; files are refused long before that on reading.
    let source = source.get(..u32::MAX as usize - 1).unwrap_or(source);
    // A lone carriage return ends a line for editors, but not for the parser; a line feed in its place moves nothing.
    let copy = without_lone_returns(source);
    let source = copy.as_deref().unwrap_or(source);
    let mut tree = Tree::new(Format::Markdown);
    let body = front_matter::read(source, &mut tree);
    let text = source.get(body..).unwrap_or("");
    let origin = Origin { base: body, lines: &[], depth: 0 };
    if copy.is_some() || html::is_document(text) {
        return read_into(tree, text, origin, false);
    }
    let directives = directive::find(text);
    let mut builder = Builder::new(tree, text, origin, &directives, false);
    let cuts = read_markdown(&mut builder, text);
    builder.finish();
    builder.tree.cuts = cuts.filter(|_| directives.is_empty()).map(|cuts| cuts.in_body_at(body));
    builder.tree
}

/// The text with a line feed for every carriage return that no line feed follows; `None` where there is none.
fn without_lone_returns(source: &str) -> Option<String> {
    let bytes = source.as_bytes();
    let lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr_iter(b'\r', bytes).find(lone)?;
    let mut copy = bytes.to_vec();
    for at in memchr::memchr_iter(b'\r', bytes).filter(lone) {
        copy[at] = b'\n';
    }
    String::from_utf8(copy).ok()
}

/// Reads `text`, which lies at `origin`, behind what `tree` has already.
pub(super) fn read_into(tree: Tree, text: &str, origin: Origin<'_>, in_front_matter: bool) -> Tree {
    let directives = directive::find(text);
    let mut builder = Builder::new(tree, text, origin, &directives, in_front_matter);
    if html::is_document(text) {
        html::read(&mut builder, &mut html::State::default(), text, 0, 0);
    } else {
        read_markdown(&mut builder, text);
    }
    builder.finish();
    builder.tree
}

/// Reads `text`; the places at which it can be taken apart, `None` where what stands in one place tells of all others.
fn read_markdown(b: &mut Builder<'_>, text: &str) -> Option<Cuts> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut html_state = html::State::default();
    // One entry for every open list: whether it is ordered.
    let mut lists: Vec<bool> = Vec::new();
    let mut cells = 0u32;
    // Inside code or an HTML block, whose text is read elsewhere.
    let mut skipping = false;
    let parser = Parser::new_ext(text, options);
    let linked = parser.reference_definitions().iter().next().is_some();
    let mut cuts = CutsBeingFound::default();
    for (event, range) in parser.into_offset_iter() {
        if cuts.may_be_before(&event, text, range.start) && b.strong == 0 && html_state.is_closed() {
            b.finish();
            cuts.add(&event, b, range.start);
        }
        cuts.see(&event, text, &range);
        match event {
            Event::Text(piece) if !skipping => {
                let verbatim = text.get(range.clone()).is_some_and(|t| t.len() == piece.len() && t == &*piece);
                if verbatim { b.verbatim(&piece, range.start) } else { b.replaced(&piece, range) }
            }
            Event::SoftBreak => b.line_break(false, range),
            Event::HardBreak => b.line_break(true, range),
            Event::Code(piece) => {
                let at = range.start + range.len().saturating_sub(piece.len()) / 2;
                if text.get(at..at + piece.len()) == Some(&*piece) {
                    b.verbatim(&piece, at)
                } else {
                    b.replaced(&piece, range.clone())
                }
                b.reach(range.end);
            }
            Event::InlineHtml(_) => html::read_inline(b, text, range),
            Event::Start(tag) => match tag {
                Tag::Paragraph => {
                    let in_fresh_item = matches!(b.block(), Block::Item { .. }) && !b.has_text();
                    if !in_fresh_item {
                        b.begin(Block::Paragraph { depth: depth(lists.len()), html: false }, range.start);
                    }
                }
                Tag::Heading { level, .. } => {
                    let atx = text.as_bytes().get(range.start) == Some(&b'#');
                    let style = if atx { HeadingStyle::Atx } else { HeadingStyle::Setext };
                    b.begin(Block::Heading { level: level_number(level), style }, range.start);
                }
                Tag::List(first) => {
                    b.finish();
                    lists.push(first.is_some());
                }
                Tag::Item => {
                    let ordered = lists.last().copied().unwrap_or(false);
                    let style = if ordered { ItemStyle::Ordered } else { ItemStyle::Bullet };
                    let start = range.start + leading_blanks(text, range.start);
                    b.begin(Block::Item { style, depth: depth(lists.len()).saturating_sub(1) }, start);
                }
                Tag::CodeBlock(kind) => {
                    b.finish();
                    skipping = true;
                    if matches!(kind, CodeBlockKind::Indented) {
                        read_indented(b, text, range);
                    }
                }
                Tag::HtmlBlock => {
                    b.finish_unless_item();
                    skipping = true;
                    html::read(
                        b,
                        &mut html_state,
                        text.get(range.clone()).unwrap_or(""),
                        range.start,
                        depth(lists.len()),
                    );
                }
                Tag::TableHead | Tag::TableRow => {
                    cells = 0;
                    b.begin(Block::Row { header: matches!(tag, Tag::TableHead) }, range.start);
                }
                Tag::TableCell => {
                    if cells > 0 {
                        b.next_cell(range.start);
                    }
                    cells += 1;
                }
                Tag::Strong => {
                    b.reach_start(range.start);
                    b.strong += 1;
                }
                Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough => b.reach_start(range.start),
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => {
                    if matches!(tag, TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow) {
                        b.reach(text.get(range.clone()).map_or(range.end, |t| range.start + t.trim_end().len()));
                    }
                    b.finish();
                }
                TagEnd::List(_) => {
                    lists.pop();
                }
                TagEnd::CodeBlock | TagEnd::HtmlBlock => skipping = false,
                TagEnd::Strong => {
                    b.strong = b.strong.saturating_sub(1);
                    b.reach(range.end);
                }
                TagEnd::Emphasis | TagEnd::Link | TagEnd::Image | TagEnd::Strikethrough => b.reach(range.end),
                _ => {}
            },
            Event::Rule => b.finish(),
            _ => {}
        }
    }
    if linked { None } else { cuts.found() }
}

fn depth(lists: usize) -> u8 {
    u8::try_from(lists).unwrap_or(u8::MAX)
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn leading_blanks(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// An indented code block of a role document is hardly ever code: indented lists and HTML are read without their indentation.
fn read_indented(b: &mut Builder<'_>, text: &str, range: std::ops::Range<usize>) {
    let block = text.get(range.clone()).unwrap_or("");
    let first = block.trim_start();
    let listed = ["- ", "* ", "+ ", "• "].iter().any(|mark| first.starts_with(mark));
    let markup = first.starts_with('<') && first[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    if !listed && !markup {
        return;
    }
    let tree = std::mem::replace(&mut b.tree, Tree::new(Format::Markdown));
    // The block starts behind the indentation of its own first line.
    let line_start = text.get(..range.start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let front_matter = b.front_matter;
    b.tree = read_dedented(tree, text.get(line_start..range.end).unwrap_or(""), line_start, b.origin, front_matter);
}

/// Reads the lines of `block`, which starts at `at` of a text at `origin`, as Markdown without their common indentation.
pub(super) fn read_dedented(tree: Tree, block: &str, at: usize, origin: Origin<'_>, in_front_matter: bool) -> Tree {
    let indent = block
        .split('\n')
        .filter(|l| !l.trim().is_empty())
        .map(|l| l.len() - l.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    // Every step inwards takes indentation away, and nobody nests deeper than this.
    let nested = origin.depth + 1;
    if nested > 4 || indent == 0 && origin.depth > 0 {
        return tree;
    }
    let mut copy = String::with_capacity(block.len());
    let mut lines = Vec::new();
    let mut offset = at;
    for line in block.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        let skip = if blank { 0 } else { indent };
        lines.push((copy.len(), origin.range(offset + skip..offset + skip).start as usize));
        copy.push_str(line.get(skip..).unwrap_or(""));
        offset += line.len();
    }
    // Text that is still indented after this is code.
    read_into(tree, &copy, Origin { base: 0, lines: &lines, depth: nested }, in_front_matter)
}
