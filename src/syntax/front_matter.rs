//! Front matter of Markdown documents, in YAML and TOML, with positions.
//!
//! Real files have fences that are indented, never closed, or hold what no parser takes. None of that may lose the body:
//! what a parser refuses is read line by line, and a fence without an end ends with its last line of front matter.

mod toml;
mod yaml;

use std::ops::Range;

use super::block::Origin;
use super::{Format, ItemStyle, Node, NodeKind, PlainRange, Problem, Tree, markdown};
use crate::text::TextRange;

/// Above this size a parser is not asked; lines are read as they stand.
const PARSER_LIMIT: usize = 256 * 1024;

/// Reads the front matter of `source` into `tree`; the byte offset at which the body starts.
pub(super) fn read(source: &str, tree: &mut Tree) -> usize {
    let Some(fence) = Fence::find(source) else { return 0 };
    let inside = source.get(fence.inside.clone()).unwrap_or("");
    if !fence.closed {
        tree.problems.push(Problem {
            range: fence.opening,
            message: format!(
                "The front matter that opens here is never closed. Write a line with {} after its last entry. The rest was read as usual.",
                fence.mark
            ),
        });
    }
    let (nodes, problems) = (tree.nodes.len(), tree.problems.len());
    let mut writer = Writer { tree: std::mem::replace(tree, Tree::new(Format::Markdown)), source, path: String::new() };
    let toml = fence.mark == "+++";
    let parsed = inside.len() <= PARSER_LIMIT
        && if toml { toml::read(&mut writer, &fence.inside) } else { yaml::read(&mut writer, &fence.inside) };
    if !parsed {
        writer.tree.nodes.truncate(nodes);
        writer.path.clear();
        read_lines(&mut writer, &fence.inside, if toml { '=' } else { ':' });
        if writer.tree.problems.len() == problems && fence.closed {
            let (name, form) = if toml { ("TOML", "key = \"value\"") } else { ("YAML", "key: value") };
            writer.tree.problems.push(Problem {
                range: fence.opening,
                message: format!(
                    "This front matter is not valid {name}. Write one {form} a line, with quotes around values that hold special characters. It was read line by line."
                ),
            });
        }
    }
    *tree = writer.tree;
    fence.body
}

/// Where the body of `source` starts; `None` where that may hang on what stands in the body, as a fence was never closed.
pub(super) fn body_of(source: &str) -> Option<usize> {
    match Fence::find(source) {
        Some(fence) => fence.closed.then_some(fence.body),
        None => Some(0),
    }
}

/// Where front matter stands.
struct Fence {
    mark: &'static str,
    opening: TextRange,
    inside: Range<usize>,
    body: usize,
    closed: bool,
}

impl Fence {
    fn find(source: &str) -> Option<Fence> {
        let blank = source.len() - source.trim_start().len();
        let start = source.get(..blank)?.rfind('\n').map_or(0, |i| i + 1);
        let (opening, first) = line_at(source, start);
        let mark = match opening.trim() {
            "---" => "---",
            "+++" => "+++",
            _ => return None,
        };
        let indent = blank - start;
        let separator = if mark == "+++" { '=' } else { ':' };
        let mut at = first;
        while at < source.len() {
            let (line, next) = line_at(source, at);
            let trimmed = line.trim();
            let depth = line.len() - line.trim_start().len();
            if (trimmed == mark || trimmed == "..." && mark == "---") && (depth <= 3 || depth == indent) {
                let inside = first..at;
                if !holds_entry(source.get(inside.clone())?, separator) {
                    return None;
                }
                return Some(Fence {
                    mark,
                    opening: TextRange::from_usize(blank, blank + 3),
                    inside,
                    body: next,
                    closed: true,
                });
            }
            at = next;
        }
        let end = end_of_entries(source, first, separator);
        (end > first).then(|| Fence {
            mark,
            opening: TextRange::from_usize(blank, blank + 3),
            inside: first..end,
            body: end,
            closed: false,
        })
    }
}

/// The line at `at` without its end, and where the next one starts.
fn line_at(source: &str, at: usize) -> (&str, usize) {
    let rest = source.get(at..).unwrap_or("");
    match memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
        Some(i) => {
            let crlf = rest.as_bytes()[i] == b'\r' && rest.as_bytes().get(i + 1) == Some(&b'\n');
            (&rest[..i], at + i + 1 + usize::from(crlf))
        }
        None => (rest, source.len()),
    }
}

/// Key and the offset of what follows its separator, for a line like `key: value`.
fn entry(line: &str, separator: char) -> Option<(Range<usize>, usize)> {
    let start = line.len() - line.trim_start().len();
    let at = line.find(separator)?;
    let key = line.get(start..at)?.trim_end();
    let after = line.get(at + 1..)?;
    let plain = !key.is_empty()
        && key.len() <= 60
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '"' | '\''))
        && key.split(' ').count() <= 4;
    let separated = separator == '=' || after.is_empty() || after.starts_with([' ', '\t']);
    (plain && separated).then_some((start..start + key.len(), at + 1))
}

fn holds_entry(inside: &str, separator: char) -> bool {
    inside.trim().is_empty()
        || inside.lines().any(|l| entry(l.trim_start().trim_start_matches("- "), separator).is_some())
}

/// End of the last line of front matter that has no closing fence.
fn end_of_entries(source: &str, first: usize, separator: char) -> usize {
    let mut at = first;
    let mut end = first;
    while at < source.len() {
        let (line, next) = line_at(source, at);
        let nested =
            line.starts_with([' ', '\t']) || line.starts_with("- ") || line.starts_with('#') && !line.starts_with("# ");
        if line.trim().is_empty() || entry(line, separator).is_none() && !(nested && end > first) {
            break;
        }
        at = next;
        end = next;
    }
    end
}

/// Writes front-matter nodes; offsets are bytes of the source.
struct Writer<'s> {
    tree: Tree,
    source: &'s str,
    /// Dotted path of the keys around what is read.
    path: String,
}

impl Writer<'_> {
    /// Adds `key` to the path; the length to which the path goes back afterwards.
    fn enter(&mut self, key: &str) -> usize {
        let before = self.path.len();
        if before > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        before
    }

    fn label(&mut self, key: &Range<usize>) -> PlainRange {
        let start = self.tree.plain_len();
        let range = TextRange::from_usize(key.start, key.end);
        if self.source.get(key.clone()) == Some(self.path.as_str()) {
            self.tree.push_verbatim(&self.path, range);
        } else {
            self.tree.push_replaced(&self.path, range);
        }
        PlainRange { start, end: self.tree.plain_len() }
    }

    fn push(&mut self, kind: NodeKind, range: Range<usize>, label: PlainRange, text: PlainRange, depth: u8) {
        let range = TextRange::from_usize(range.start, range.end);
        self.tree.nodes.push(Node { kind, range, label, text, depth, front_matter: true });
    }

    /// A key whose value is a list.
    fn section(&mut self, key: &Range<usize>) {
        let label = self.label(key);
        let here = PlainRange { start: self.tree.plain_len(), end: self.tree.plain_len() };
        self.push(NodeKind::Section, key.clone(), label, here, 0);
    }

    /// A scalar under a key.
    fn field(&mut self, key: &Range<usize>, whole: Range<usize>, value: impl FnOnce(&mut Self) -> PlainRange) {
        let label = self.label(key);
        let text = value(self);
        self.push(NodeKind::Field, key.start..whole.end.max(key.end), label, text, 0);
    }

    /// A scalar in a list.
    fn item(&mut self, whole: Range<usize>, depth: u8, value: impl FnOnce(&mut Self) -> PlainRange) {
        let text = value(self);
        self.push(NodeKind::Item(ItemStyle::FrontMatter), whole, PlainRange::default(), text, depth);
    }

    /// A plain scalar in a list; lines of it that begin with a dash were meant as a list below it.
    fn plain_item(&mut self, whole: Range<usize>, depth: u8) {
        let text = self.source.get(whole.clone()).unwrap_or("");
        let mut from = whole.start;
        let mut at = whole.start;
        let mut inner = depth;
        for line in text.split_inclusive('\n') {
            let mark = line.trim_start();
            if at > whole.start && mark.starts_with("- ") {
                self.item_lines(from..at, inner);
                from = at + (line.len() - mark.len()) + 2;
                inner = depth.saturating_add(1);
            }
            at += line.len();
        }
        self.item_lines(from..whole.end, inner);
    }

    fn item_lines(&mut self, range: Range<usize>, depth: u8) {
        let text = self.source.get(range.clone()).unwrap_or("");
        let start = range.start + (text.len() - text.trim_start().len());
        let range = start..start + text.trim().len();
        if !range.is_empty() {
            self.item(range.clone(), depth, |w| w.lines(range));
        }
    }

    /// Text of `range` as it stands, its lines joined by blanks.
    fn lines(&mut self, range: Range<usize>) -> PlainRange {
        let start = self.tree.plain_len();
        let text = self.source.get(range.clone()).unwrap_or("");
        let mut at = range.start;
        let mut gap = None;
        for line in text.split('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let from = at + (line.len() - line.trim_start().len());
                if let Some(gap) = gap.take() {
                    self.tree.push_replaced(" ", TextRange::from_usize(gap, from));
                }
                self.tree.push_verbatim(trimmed, TextRange::from_usize(from, from + trimmed.len()));
                gap = Some(from + trimmed.len());
            }
            at += line.len() + 1;
        }
        PlainRange { start, end: self.tree.plain_len() }
    }

    /// Text in double quotes with its escapes, given without the quotes.
    fn escaped(&mut self, range: Range<usize>) -> PlainRange {
        let start = self.tree.plain_len();
        let text = self.source.get(range.clone()).unwrap_or("");
        let mut chars = text.char_indices().peekable();
        let mut plain = 0;
        let flush = |w: &mut Self, from: usize, to: usize| {
            if from < to {
                w.lines_verbatim(range.start + from..range.start + to);
            }
        };
        while let Some((i, c)) = chars.next() {
            if c == '\\'
                && let Some((j, escaped)) = chars.next()
            {
                flush(self, plain, i);
                let mut end = j + escaped.len_utf8();
                let digits = match escaped {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                let mut decoded = match escaped {
                    'n' | 't' | 'r' | '\n' | ' ' | '_' | 'N' | 'L' | 'P' => ' ',
                    other => other,
                };
                if digits > 0 {
                    let hex = text.get(end..end + digits).unwrap_or("");
                    if let Some(c) = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32) {
                        decoded = c;
                        end += digits;
                        for _ in 0..digits {
                            chars.next();
                        }
                    }
                }
                let decoded = if decoded.is_control() { ' ' } else { decoded };
                let mut buffer = [0; 4];
                let place = TextRange::from_usize(range.start + i, range.start + end);
                self.tree.push_replaced(decoded.encode_utf8(&mut buffer), place);
                plain = end;
            }
        }
        flush(self, plain, text.len());
        PlainRange { start, end: self.tree.plain_len() }
    }

    /// Text as it stands with its blanks, except that line breaks are read as one blank.
    fn lines_verbatim(&mut self, range: Range<usize>) {
        let text = self.source.get(range.clone()).unwrap_or("");
        let mut at = range.start;
        for (i, line) in text.split('\n').enumerate() {
            let indent = if i > 0 { line.len() - line.trim_start().len() } else { 0 };
            if i > 0 {
                self.tree.push_replaced(" ", TextRange::from_usize(at - 1, at + indent));
            }
            let kept = line[indent..].trim_end_matches('\r');
            self.tree.push_verbatim(kept, TextRange::from_usize(at + indent, at + indent + kept.len()));
            at += line.len() + 1;
        }
    }

    /// Lines of a block scalar under `key`: one paragraph is a field's text; a longer text is Markdown of its own.
    fn block(&mut self, key: Option<&Range<usize>>, content: Range<usize>, depth: u8) {
        let text = self.source.get(content.clone()).unwrap_or("");
        let structured = text.trim().lines().any(|l| {
            let l = l.trim_start();
            l.is_empty()
                || l.starts_with(['-', '*', '•', '#', '<', '|'])
                || l.starts_with("1. ")
                || l.starts_with("1) ")
        });
        match key {
            Some(key) if !structured => self.field(key, content.clone(), |w| w.lines(content)),
            None if !structured => self.item(content.clone(), depth, |w| w.lines(content)),
            _ => {
                if let Some(key) = key {
                    self.section(key);
                }
                let origin = Origin { base: 0, lines: &[], depth: 0 };
                let tree = std::mem::replace(&mut self.tree, Tree::new(Format::Markdown));
                self.tree = markdown::read_dedented(tree, text, content.start, origin, true);
            }
        }
    }
}

/// Front matter that no parser takes: entries and list items line by line.
fn read_lines(w: &mut Writer<'_>, inside: &Range<usize>, separator: char) {
    let mut at = inside.start;
    while at < inside.end {
        let (line, next) = line_at(w.source, at);
        let body = line.trim_start();
        let start = at + (line.len() - body.len());
        if let Some(item) = body.strip_prefix("- ") {
            // `- title: ...`: what the entry says is the item.
            let skip = entry(item, separator)
                .filter(|(_, value)| !item[*value..].trim().is_empty())
                .map_or(0, |(_, value)| value);
            let from = start + body.len() - item.len() + skip;
            w.item(start..at + line.trim_end().len(), 0, |w| w.lines(unquoted(w.source, from..at + line.len())));
        } else if let Some((key, value)) = entry(line, separator) {
            let key = at + key.start..at + key.end;
            let value = unquoted(w.source, at + value..at + line.len());
            w.path.clear();
            w.path.push_str(w.source.get(key.clone()).unwrap_or("").trim_matches(['"', '\'']));
            if value.is_empty() && w.source.get(next..).is_some_and(|rest| rest.trim_start().starts_with("- ")) {
                w.section(&key);
            } else {
                w.field(&key, value.clone(), |w| w.lines(value));
            }
        }
        at = next;
    }
}

/// `range` without blanks and quotes around it.
fn unquoted(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or("");
    let trimmed = text.trim();
    let start = range.start + (text.len() - text.trim_start().len());
    let quote =
        ['"', '\''].into_iter().find(|q| trimmed.len() >= 2 && trimmed.starts_with(*q) && trimmed.ends_with(*q));
    match quote {
        Some(_) => start + 1..start + trimmed.len() - 1,
        None => start..start + trimmed.len(),
    }
}
