//! Items among their neighbours: where a list ends, how its items are written, taking one out, putting other words in.

use super::{Draft, Item, Page, item, lines, section, shares};
use crate::model::{Role, SectionKind};
use crate::syntax::{Format, ItemStyle, Node, NodeKind};
use crate::text::TextRange;

/// Where further items of a section go, and how they look there.
pub(super) struct End {
    at: usize,
    look: Look,
    /// The neighbours end with a full stop.
    stop: bool,
    /// The neighbours begin in lower case.
    lower: bool,
}

enum Look {
    /// Lines that begin with this; `number` for ordered lists, `loose` with a blank line between.
    Lines { prefix: String, number: Option<(u32, String)>, loose: bool },
    /// `<li>`, on a line of its own with this indent.
    Html { indent: Option<String> },
    /// Cells of a table; the text stands in one of them.
    Row { cells: usize, cell: usize },
    /// Sentences of a paragraph.
    Sentence,
    /// An entry of a list in YAML; `quoted` as its neighbours are.
    Yaml { indent: String, quoted: bool },
}

/// The list of a section, for further items.
pub(super) enum Place {
    /// Here.
    At(End),
    /// The role has no such section.
    NoSection,
    /// There is a list, but it leaves no safe place.
    Closed,
}

/// Where further items of a section go.
pub(super) fn end(page: Page<'_>, role: &Role, kind: SectionKind, removed: &[TextRange]) -> Place {
    let nodes = &page.tree.nodes;
    let stays = |n: &Node| !removed.contains(&n.range);
    let is_statement =
        |n: &Node| matches!(n.kind, NodeKind::Item(_) | NodeKind::Paragraph | NodeKind::Row { header: false });
    let within = |range: TextRange, n: &Node| range.contains_range(n.range) && is_statement(n) && stays(n);

    let own = |range: TextRange| section::is_own(page, role, range);
    let sections: Vec<_> = role.sections.iter().filter(|s| s.kind == kind && own(s.heading)).collect();
    let last = match kind {
        SectionKind::Duties => {
            let node_of = |range: TextRange| nodes.iter().rposition(|n| n.range.contains_range(range) && stays(n));
            let known = |d: &&crate::model::Duty| sections.iter().any(|s| s.range.contains_range(d.range));
            let last = role.duties.iter().rfind(|d| known(d) && node_of(d.range).is_some());
            let last = last.or_else(|| role.duties.iter().rfind(|d| own(d.range) && node_of(d.range).is_some()));
            last.and_then(|d| node_of(d.range))
        }
        _ => None,
    };
    let last = last.or_else(|| {
        let with_items = sections.iter().rev().find_map(|s| {
            nodes.iter().rposition(|n| within(s.range, n) && matches!(n.kind, NodeKind::Item(_) | NodeKind::Row { .. }))
        });
        with_items.or_else(|| sections.iter().rev().find_map(|s| nodes.iter().rposition(|n| within(s.range, n))))
    });
    match last {
        Some(index) => after(page, index, removed).map_or(Place::Closed, Place::At),
        None => sections.first().map_or(Place::NoSection, |s| Place::At(below_heading(page, s.heading))),
    }
}

/// The end of the list that this node belongs to.
fn after(page: Page<'_>, index: usize, removed: &[TextRange]) -> Option<End> {
    let nodes = &page.tree.nodes;
    let node = nodes.get(index)?;
    let siblings: Vec<&Node> = siblings(page, index).into_iter().filter(|n| !removed.contains(&n.range)).collect();
    let texts: Vec<&str> = siblings.iter().map(|n| page.tree.text(n).trim()).filter(|t| !t.is_empty()).collect();
    let most = |count: usize| count * 2 > texts.len();
    let stop = most(texts.iter().filter(|t| t.ends_with('.')).count());
    let lower = most(texts.iter().filter(|t| t.starts_with(char::is_lowercase)).count());
    let (top, last) = top_and_last(page, index);
    let top = nodes.get(top)?;
    let end_of = |range: TextRange| range.start as usize + range.of(page.source).trim_end().len();
    let line_end = lines::end(page.source, end_of(nodes.get(last)?.range));
    let (at, look) = match node.kind {
        NodeKind::Item(ItemStyle::FrontMatter) => {
            let line = lines::line(page.source, node.range.start as usize);
            let indent = &line[..line.len() - line.trim_start().len()];
            let entry = line.trim_start().strip_prefix("- ")?.trim_start();
            (line_end, Look::Yaml { indent: indent.to_owned(), quoted: entry.starts_with(['"', '\'']) })
        }
        NodeKind::Item(ItemStyle::Html | ItemStyle::Cell { .. }) => {
            let end = end_of(nodes.get(last)?.range);
            let closed = page.source.get(..end)?.to_ascii_lowercase().ends_with("</li>");
            let rest = page.source.get(end..)?;
            let close = if closed { 0 } else { find_tag(rest, "</li>")? + "</li>".len() };
            if !closed && find_tag(rest, "<li").is_some_and(|next| next < close) {
                return None;
            }
            let line = lines::line(page.source, top.range.start as usize);
            let own_line = line.trim_start().to_ascii_lowercase().starts_with("<li");
            let indent = own_line.then(|| line[..line.len() - line.trim_start().len()].to_owned());
            (end + close, Look::Html { indent })
        }
        NodeKind::Item(_) => {
            let (prefix, number) = marker(page.source, top);
            let loose = siblings.iter().rev().nth(1).is_some_and(|other| {
                let between = TextRange::new(other.range.end, siblings.last().map_or(0, |n| n.range.start));
                between.of(page.source).lines().filter(|l| l.trim().is_empty()).count() > 1
                    && lines::blank_above(page.source, between.end as usize)
            });
            (line_end, Look::Lines { prefix, number, loose })
        }
        NodeKind::Row { .. } => {
            let line = lines::line(page.source, node.range.start as usize);
            if !line.trim_start().starts_with('|') {
                return None;
            }
            let longest = line.trim().trim_matches('|').split('|').enumerate().max_by_key(|(_, cell)| cell.len());
            let cell = longest.map_or(0, |(cell, _)| cell);
            let cells = line.trim().trim_matches('|').split('|').count();
            (line_end, Look::Row { cells, cell })
        }
        NodeKind::Paragraph => (end_of(node.range), Look::Sentence),
        _ => return None,
    };
    Some(End { at, look, stop, lower })
}

fn find_tag(text: &str, tag: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(tag)
}

/// The item at the top of the list that holds this one, and the last node of what is nested below it.
fn top_and_last(page: Page<'_>, index: usize) -> (usize, usize) {
    let nodes = &page.tree.nodes;
    let is_item = |n: &Node| matches!(n.kind, NodeKind::Item(_));
    let mut top = index;
    if is_item(&nodes[index]) && !nodes[index].front_matter {
        while nodes[top].depth > 0 && top > 0 && is_item(&nodes[top - 1]) {
            top -= 1;
        }
    }
    (top, last_nested(page, index.max(top), nodes[top].depth, nodes[top].range))
}

/// The last node nested below an item of this depth, from `from` on.
fn last_nested(page: Page<'_>, from: usize, depth: u8, item: TextRange) -> usize {
    let column = |range: TextRange| range.start as usize - lines::start(page.source, range.start as usize);
    let mut last = from;
    for (index, node) in page.tree.nodes.iter().enumerate().skip(from + 1) {
        let nested = match node.kind {
            NodeKind::Item(_) => node.depth > depth && !node.front_matter,
            NodeKind::Paragraph => column(node.range) > column(item) && page.document.format == Format::Markdown,
            _ => false,
        };
        if !nested {
            break;
        }
        last = index;
    }
    last
}

/// Nodes of the same kind and depth around this one.
fn siblings<'a>(page: Page<'a>, index: usize) -> Vec<&'a Node> {
    let nodes: &'a [Node] = &page.tree.nodes;
    let Some(node) = nodes.get(index) else { return Vec::new() };
    let same = |n: &&Node| std::mem::discriminant(&n.kind) == std::mem::discriminant(&node.kind);
    let before = nodes[..index].iter().rev().take_while(same).filter(|n| n.depth == node.depth);
    let mut found: Vec<&Node> = before.collect();
    found.reverse();
    found.extend(nodes[index..].iter().take_while(same).filter(|n| n.depth == node.depth));
    found
}

/// What stands before the text of an item; for an ordered one also its number and what follows the number.
fn marker(source: &str, node: &Node) -> (String, Option<(u32, String)>) {
    let start = lines::start(source, node.range.start as usize);
    let line = source.get(start..).unwrap_or("");
    let length = line.find(|c: char| !matches!(c, ' ' | '\t' | '>' | '\u{a0}')).unwrap_or(0);
    let (indent, rest) = line.split_at(length);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let blanks = |text: &str| text.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}')).collect::<String>();
    if digits > 0 && rest[digits..].starts_with(['.', ')']) {
        let number = rest[..digits].parse::<u32>().unwrap_or(0);
        let point = &rest[digits..=digits];
        return (indent.to_owned(), Some((number, format!("{point}{}", blanks(&rest[digits + 1..])))));
    }
    match rest.chars().next() {
        Some(mark)
            if !mark.is_alphanumeric()
                && !mark.is_whitespace()
                && !matches!(mark, '<' | '(' | '[' | '"' | '`' | '|') =>
        {
            let after = blanks(&rest[mark.len_utf8()..]);
            // "**Bold** text" has a mark, but none of a list.
            if after.is_empty() && rest[mark.len_utf8()..].starts_with(mark) {
                return ("- ".to_owned(), None);
            }
            (format!("{indent}{mark}{after}"), None)
        }
        _ => ("- ".to_owned(), None),
    }
}

/// Where the first item of an empty section goes.
fn below_heading(page: Page<'_>, heading: TextRange) -> End {
    let at = lines::end(page.source, heading.end as usize);
    let markdown = page.document.format == Format::Markdown;
    let look = Look::Lines { prefix: usual_marker(page), number: None, loose: markdown };
    End { at, look, stop: false, lower: false }
}

/// The marker that most lists of the document begin with.
pub(super) fn usual_marker(page: Page<'_>) -> String {
    let is_bullet = |n: &&Node| matches!(n.kind, NodeKind::Item(ItemStyle::Bullet | ItemStyle::Loose)) && n.depth == 0;
    let bullets = page.tree.nodes.iter().filter(is_bullet);
    let mut counted: Vec<(String, usize)> = Vec::new();
    for node in bullets {
        let (prefix, _) = marker(page.source, node);
        match counted.iter_mut().find(|(p, _)| *p == prefix) {
            Some((_, count)) => *count += 1,
            None => counted.push((prefix, 1)),
        }
    }
    // The first of the most frequent.
    let best = counted.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map(|(prefix, _)| prefix)
        .filter(|p| !p.contains('>') && p.ends_with([' ', '\t']))
        .unwrap_or_else(|| "- ".to_owned())
}

impl End {
    /// Adds items that say this, in this order.
    pub(super) fn add(&self, page: Page<'_>, texts: &[(String, bool)], draft: &mut Draft) {
        let eol = lines::ending(page.source);
        for (index, (text, sentence)) in texts.iter().enumerate() {
            let mut text = if *sentence && self.lower { uncapitalised(text) } else { text.clone() };
            if (self.stop && *sentence || matches!(self.look, Look::Sentence)) && !text.ends_with(['.', '!', '?']) {
                text.push('.');
            }
            let line = match &self.look {
                Look::Lines { prefix, number, loose } => {
                    let gap = if *loose { eol } else { "" };
                    let number = number.as_ref().map(|(n, point)| format!("{}{point}", n + 1 + index as u32));
                    format!("{eol}{gap}{prefix}{}{text}", number.unwrap_or_default())
                }
                Look::Html { indent } => {
                    let before = indent.as_ref().map(|i| format!("{eol}{i}")).unwrap_or_default();
                    format!("{before}<li>{}</li>", escaped(&text))
                }
                Look::Row { cells, cell } => {
                    let text = text.replace('|', "\\|");
                    let row: Vec<&str> = (0..*cells).map(|i| if i == *cell { text.as_str() } else { "" }).collect();
                    format!("{eol}| {} |", row.join(" | "))
                }
                Look::Sentence => format!(" {}", item::capitalised(&text)),
                Look::Yaml { indent, quoted } => format!("{eol}{indent}- {}", yaml(&text, *quoted)),
            };
            draft.insert(self.at, line);
        }
    }
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A scalar of YAML, in quotes where it needs them.
pub(super) fn yaml(text: &str, quoted: bool) -> String {
    let plain =
        text.starts_with(char::is_alphanumeric) && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    if plain && !quoted { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    // "API ..." stays as it is.
    if chars.clone().next().is_some_and(|c| c.is_uppercase()) {
        return text.to_owned();
    }
    first.to_lowercase().chain(chars).collect()
}

/// The range of an item's words and what they become; marker and share stay.
pub(super) fn rewritten(page: Page<'_>, range: TextRange, item: &Item) -> Option<(TextRange, String)> {
    let role = page.document.roles.iter().find(|role| role.range.contains_range(range))?;
    let whole = page.tree.nodes.iter().find(|n| n.range == range && !n.text.is_empty());
    let mut words = whole.map_or(range, |node| words_of(page, node));
    let mut kept = String::new();
    if let (Item::Duty { .. }, Some(duty)) = (item, role.duties.iter().find(|d| d.range == range))
        && let Some(share) = &duty.share_given
    {
        let (digits, percent) = shares::written(page.source, share.range)?;
        if digits.end <= duty.text_range.start {
            // "30% discovery: text": the words begin with the category or, without one, with the text.
            let lead = (duty.category.range.end <= duty.text_range.start).then_some(duty.category.range.start);
            words.start = lead.unwrap_or(duty.text_range.start);
        } else {
            kept = format!(" ({percent}%)");
        }
    }
    let mut text = item.text(page, role, None);
    let was = words.of(page.source).trim_end();
    if item.is_sentence(page.document.format) {
        if was.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
            text = uncapitalised(&text);
        }
        if was.ends_with('.') {
            text.push('.');
        }
    }
    words.end = words.start + was.len() as u32;
    Some((words, text + &kept))
}

/// Everything of an item but its marker.
fn words_of(page: Page<'_>, node: &Node) -> TextRange {
    let text = page.tree.source_range(node.text);
    let before = TextRange::new(node.range.start, text.start).of(page.source);
    // Opening marks ("**") belong to the words, the marker of the list does not.
    let marks = before.len() - before.trim_end_matches(['*', '_', '`']).len();
    let marks = if before.trim_end_matches(['*', '_', '`']).ends_with([' ', '\t']) { marks } else { 0 };
    TextRange::new(text.start - marks as u32, node.range.end)
}

/// What goes with an item: its line, what is nested below it, and a heading that would stand over nothing. Sections in
/// `grows` get new items.
pub(super) fn removed(
    page: Page<'_>,
    range: TextRange,
    all: &[TextRange],
    grows: &[(usize, SectionKind)],
) -> Option<TextRange> {
    let nodes = &page.tree.nodes;
    let Some(index) = nodes.iter().position(|n| n.range == range && !n.text.is_empty()) else {
        return Some(inline(page.source, range));
    };
    let node = nodes.get(index)?;
    let start = lines::start(page.source, range.start as usize);
    let before = page.source.get(start..range.start as usize)?;
    if !before.trim_matches(['>', ' ', '\t']).is_empty()
        || matches!(node.kind, NodeKind::Row { .. }) && !before.is_empty()
    {
        return Some(inline(page.source, range));
    }
    if matches!(node.kind, NodeKind::Item(ItemStyle::Html | ItemStyle::Cell { .. })) {
        return None;
    }
    let last = last_of(page, index);
    let mut start = start;
    let mut end = lines::next(page.source, nodes.get(last)?.range.end as usize);
    // With all that goes, too.
    let goes = |n: &Node| {
        let tops = nodes.iter().enumerate().filter(|(_, top)| all.contains(&top.range) && !top.text.is_empty());
        tops.map(|(top, _)| &nodes[top..=last_of(page, top)]).any(|gone| gone.iter().any(|g| g.range == n.range))
    };
    let sections = page.document.roles.iter().enumerate().flat_map(|(i, r)| r.sections.iter().map(move |s| (i, s)));
    let emptied =
        sections.filter(|(_, s)| s.range.contains_range(range) && s.heading != range).find(|(role, section)| {
            let inside = |n: &&Node| {
                n.range.start >= section.heading.end
                    && section.range.contains_range(n.range)
                    && n.kind != NodeKind::Comment
            };
            !grows.contains(&(*role, section.kind)) && nodes.iter().filter(inside).all(goes)
        });
    // The first that goes takes the heading along.
    let alone = emptied.filter(|(_, s)| !all.iter().any(|r| s.range.contains_range(*r) && r.start < range.start));
    if let Some((_, section)) = alone {
        start = lines::start(page.source, section.heading.start as usize);
        if lines::blank_above(page.source, start) && start > 0 {
            start = before_blank_lines(page.source, start);
        }
        return Some(TextRange::from_usize(without_open_end(page.source, start, end), end));
    }
    // One of two blank lines goes, too.
    if lines::blank_above(page.source, start)
        && start > 0
        && end < page.source.len()
        && lines::line(page.source, end).trim().is_empty()
    {
        end = lines::next(page.source, end);
    }
    Some(TextRange::from_usize(without_open_end(page.source, start, end), end))
}

/// The last line of a text without a line end takes the one before it along.
fn without_open_end(source: &str, start: usize, end: usize) -> usize {
    if end == source.len() && !source.ends_with(['\n', '\r']) {
        source[..start].trim_end_matches(['\n', '\r']).len()
    } else {
        start
    }
}

/// The last node of an item with all that is nested below it.
fn last_of(page: Page<'_>, index: usize) -> usize {
    match page.tree.nodes.get(index) {
        Some(node) if matches!(node.kind, NodeKind::Item(_)) => last_nested(page, index, node.depth, node.range),
        _ => index,
    }
}

/// Where the blank lines above the line that starts at `start` begin.
fn before_blank_lines(source: &str, start: usize) -> usize {
    let text = source[..start].trim_end();
    lines::next(source, text.len()).min(start)
}

/// Words within a line, with one of the blanks around them.
fn inline(source: &str, range: TextRange) -> TextRange {
    let after = source.get(range.end as usize..).unwrap_or("");
    let before = source.get(..range.start as usize).unwrap_or("");
    let at_start = before.is_empty() || before.ends_with(['\n', '\r']);
    let at_end = after.is_empty() || after.starts_with(['\n', '\r']);
    if after.starts_with(' ') && (at_start || before.ends_with(' ')) {
        TextRange::new(range.start, range.end + 1)
    } else if before.ends_with(' ') && (at_end || after.starts_with(['.', ',', ';'])) {
        TextRange::new(range.start - 1, range.end)
    } else {
        range
    }
}
