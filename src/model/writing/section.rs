//! New sections: what their heading says, how it is written, where they stand.

use super::list::usual_marker;
use super::{Draft, Page, field, item, lines, list};
use crate::model::{Role, Section, SectionKind};
use crate::syntax::{Format, HeadingStyle, Node, NodeKind};
use crate::text::TextRange;

/// Sections in the order in which readers look for them.
const ORDER: [SectionKind; 11] = [
    SectionKind::Purpose,
    SectionKind::Duties,
    SectionKind::Contacts,
    SectionKind::Decisions,
    SectionKind::Measures,
    SectionKind::WorksWith,
    SectionKind::Requirements,
    SectionKind::OutOfScope,
    SectionKind::Benefits,
    SectionKind::Sources,
    SectionKind::Waivers,
];

/// Headings up to this level are written as such; bold lines and lines that end in a colon have the next one.
const REAL: u8 = 6;

/// The place of a section among the others.
pub(super) fn rank(kind: SectionKind) -> usize {
    ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len())
}

/// What its heading says.
fn title(kind: SectionKind, format: Format) -> &'static str {
    match (kind, format) {
        (SectionKind::Purpose, _) => "Purpose",
        (SectionKind::Duties, Format::Role) => "Duties",
        (SectionKind::Duties, Format::Markdown) => "Responsibilities",
        (SectionKind::Contacts, Format::Role) => "Contacts",
        // “Contacts” over a job post would be where to write to.
        (SectionKind::Contacts, Format::Markdown) => "Who you’ll meet",
        (SectionKind::Decisions, _) => "Decisions",
        (SectionKind::Measures, Format::Role) => "Measures",
        (SectionKind::Measures, Format::Markdown) => "Measures of success",
        (SectionKind::WorksWith, _) => "Works with",
        (SectionKind::Requirements, _) => "Requirements",
        (SectionKind::OutOfScope, _) => "Out of scope",
        (SectionKind::Benefits, _) => "Benefits",
        (SectionKind::Sources, _) => "Sources",
        (SectionKind::Waivers, _) => "Waivers",
        (SectionKind::Company, _) => "About us",
        (SectionKind::Process, _) => "How to apply",
        (SectionKind::Unknown, _) => "Notes",
    }
}

/// Writes a new section with these items.
pub(super) fn insert(
    page: Page<'_>,
    role: &Role,
    kind: SectionKind,
    texts: &[(String, bool)],
    removed: &[TextRange],
    draft: &mut Draft,
) -> Option<()> {
    let known: Vec<&Section> = others(page, role).filter(|s| rank(s.kind) < ORDER.len()).collect();
    // Of several alike the one with the highest heading; what stands under deeper ones belongs to it.
    let depth = |s: &Section| std::cmp::Reverse(level(page, s.heading).unwrap_or(0));
    let before = known.iter().filter(|s| rank(s.kind) < rank(kind)).max_by_key(|s| (rank(s.kind), depth(s)));
    let after = known.iter().filter(|s| rank(s.kind) > rank(kind)).min_by_key(|s| rank(s.kind));
    // Lines that introduce a list are no model where the document has headings.
    let near = before.into_iter().chain(after).copied();
    let written: Vec<&Section> = near.chain(known.iter().copied()).chain(others(page, role)).collect();
    let is_real = |s: &&&Section| level(page, s.heading).is_some_and(|level| level <= REAL);
    let model = written.iter().find(is_real).or(written.first()).copied();
    let hand = Hand::of(page, role, model);
    let lines = hand.section(title(kind, page.document.format), texts);
    let eol = lines::ending(page.source);
    let gap = if hand.blank_before { 2 } else { 1 };
    if let (None, Some(after)) = (before, after) {
        let at = lines::start(page.source, after.heading.start as usize);
        draft.insert(at, lines.join(eol) + &eol.repeat(gap));
        return Some(());
    }
    let shared = if page.document.roles.len() > 1 { shared_from(page, role) } else { None };
    let role_end = role.range.end.min(shared.unwrap_or(u32::MAX)) as usize;
    let end = before.map_or(role_end, |before| end_of(page, role, before));
    let at = last_content(page, role, end, removed);
    let at = lines::after_closing_tags(page.source, at);
    if at == 0 {
        draft.insert(0, lines.join(eol) + eol);
    } else {
        draft.insert(at, eol.repeat(gap) + &lines.join(eol));
    }
    Some(())
}

/// Sections with a heading of their own, in the role's own part of the document.
fn others<'a>(page: Page<'a>, role: &'a Role) -> impl Iterator<Item = &'a Section> {
    // The title is none of them.
    let is_title = move |s: &Section| {
        s.heading == role.head || s.kind == SectionKind::Unknown && level(page, s.heading) == Some(1)
    };
    role.sections.iter().filter(move |s| !is_title(s) && is_written(page, s) && is_own(page, role, s.heading))
}

/// Whether a place belongs to this role alone: in a document of several, what stands above the first is shared by all, and so is what
/// stands below the last under a heading as high as theirs ("Decisions" with a column for each).
pub(super) fn is_own(page: Page<'_>, role: &Role, range: TextRange) -> bool {
    let roles = &page.document.roles;
    if roles.len() == 1 {
        return true;
    }
    let next = roles.iter().map(|r| r.head.start).filter(|start| *start > role.head.start).min();
    let end = next.unwrap_or(u32::MAX).min(shared_from(page, role).unwrap_or(u32::MAX));
    range.start >= role.head.start && range.start < end
}

/// Where the parts of a role end whose sections stand under deeper headings than its own: at the next one as high.
fn shared_from(page: Page<'_>, role: &Role) -> Option<u32> {
    let own = level(page, role.head)?;
    let mut below = page.tree.nodes.iter().filter(|n| n.range.start > role.head.end).filter_map(|n| match n.kind {
        NodeKind::Heading { level, .. } => Some((level, n.range.start)),
        _ => None,
    });
    let (first, _) = below.next()?;
    (first > own).then(|| below.find(|(level, _)| *level <= own).map(|(_, start)| start)).flatten()
}

/// A section with a heading of its own in the body (front matter has keys instead).
fn is_written(page: Page<'_>, section: &Section) -> bool {
    match page.document.format {
        Format::Role => true,
        Format::Markdown => style_of(page, section.heading).is_some(),
    }
}

/// How a heading is written; `None` for what is no heading of Markdown.
pub(super) fn style_of(page: Page<'_>, heading: TextRange) -> Option<HeadingStyle> {
    heading_node(page, heading).and_then(|n| match n.kind {
        NodeKind::Heading { style, .. } => Some(style),
        _ => None,
    })
}

fn heading_node<'a>(page: Page<'a>, heading: TextRange) -> Option<&'a Node> {
    let is_heading = |n: &&Node| matches!(n.kind, NodeKind::Heading { .. });
    page.tree
        .nodes
        .iter()
        .filter(is_heading)
        .find(|n| n.range.start == heading.start || n.range.contains_range(heading))
}

fn level(page: Page<'_>, heading: TextRange) -> Option<u8> {
    match heading_node(page, heading)?.kind {
        NodeKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}

/// Where a section ends with all that stands below it, under deeper headings too.
fn end_of(page: Page<'_>, role: &Role, section: &Section) -> usize {
    let Some(own) = level(page, section.heading) else { return section.range.end as usize };
    let follows = |n: &&Node| n.range.start > section.heading.end;
    let closes = |n: &&Node| matches!(n.kind, NodeKind::Heading { level, .. } if level <= own || own > REAL);
    let next = page.tree.nodes.iter().filter(follows).find(closes).map_or(u32::MAX, |n| n.range.start);
    next.min(role.range.end).max(section.range.end) as usize
}

/// The end of the last line of content before `end`; what is a comment belongs to what follows it.
fn last_content(page: Page<'_>, role: &Role, end: usize, removed: &[TextRange]) -> usize {
    let end = end.min(page.source.len());
    let upto = page.source.get(..end).unwrap_or(page.source).trim_end().len();
    let before_end =
        |n: &&Node| (n.range.start as usize) < end && n.range.start >= role.head.start.min(role.range.start);
    let content = || page.tree.nodes.iter().filter(|n| n.kind != NodeKind::Comment).filter(before_end);
    let goes = |n: &Node| removed.iter().any(|r| r.contains_range(n.range));
    let after_node = content().rfind(|n| !goes(n)).map_or(upto, |n| {
        let node_end = n.range.start as usize + n.range.of(page.source).trim_end().len();
        lines::end(page.source, node_end)
    });
    let follows = |n: &Node| n.range.start as usize >= after_node && (n.kind == NodeKind::Comment || goes(n));
    let closely = page.document.format == Format::Role || page.tree.nodes.iter().filter(before_end).any(follows);
    let at = if closely { after_node } else { upto.max(after_node) };
    // Never inside front matter.
    let fence = page.tree.nodes.iter().rfind(|n| n.front_matter);
    let fence = fence.and_then(|n| field::closing_fence(page.source, n.range.end as usize));
    fence.map_or(at, |(fence, _)| at.max(lines::end(page.source, fence)))
}

/// How the document writes its sections.
struct Hand {
    style: Option<HeadingStyle>,
    level: usize,
    /// Bold and colon headings that end in a colon inside their marks.
    colon: bool,
    upper: bool,
    underline: char,
    blank_before: bool,
    blank_after: bool,
    marker: String,
    html_list: bool,
}

impl Hand {
    fn of(page: Page<'_>, role: &Role, model: Option<&Section>) -> Hand {
        let in_role = page.document.format == Format::Role;
        let node = model.and_then(|m| heading_node(page, m.heading));
        let start = model.map_or(0, |m| m.heading.start as usize);
        let end = node.map_or(model.map_or(0, |m| m.heading.end), |n| n.range.end) as usize;
        let written = node.map_or("", |n| n.range.of(page.source)).trim();
        let label = model.map_or("", |m| m.label.as_str());
        let (style, level) = match node.map(|n| n.kind) {
            // Below the heading of its role, where the document holds several.
            Some(NodeKind::Heading { style, level: written }) => {
                let below = level(page, role.head).filter(|_| page.document.roles.len() > 1).map_or(0, |l| l + 1);
                (Some(style), usize::from(if written <= REAL { written.max(below.min(REAL)) } else { written }))
            }
            _ if in_role => (None, 0),
            _ => (Some(HeadingStyle::Atx), 2),
        };
        let letters = |c: char| c.is_alphabetic();
        Hand {
            style,
            level,
            colon: written.trim_end_matches(['*', '_', ' ']).ends_with(':'),
            upper: label.contains(letters)
                && !label.chars().any(char::is_lowercase)
                && label.chars().filter(|c| c.is_alphabetic()).count() > 3,
            underline: written.chars().next_back().filter(|c| matches!(c, '=' | '-')).unwrap_or('-'),
            blank_before: match model {
                // The first section may follow its role's fields closely.
                Some(_) if in_role => habit_of_blank_lines(page),
                Some(_) => start == 0 || lines::blank_above(page.source, start) || style != Some(HeadingStyle::Atx),
                None => true,
            },
            blank_after: match model {
                _ if in_role => false,
                Some(_) => lines::blank_below(page.source, end.saturating_sub(1).max(start)),
                None => true,
            },
            marker: usual_marker(page),
            html_list: style == Some(HeadingStyle::Html),
        }
    }

    fn section(&self, title: &str, texts: &[(String, bool)]) -> Vec<String> {
        let title = if self.upper { title.to_uppercase() } else { title.to_owned() };
        let colon = if self.colon { ":" } else { "" };
        let mut lines = Vec::new();
        match self.style {
            None => lines.push(format!("{title}:")),
            Some(HeadingStyle::Atx) => lines.push(format!("{} {title}{colon}", "#".repeat(self.level.clamp(1, 6)))),
            Some(HeadingStyle::Setext) => {
                lines.push(format!("{title}{colon}"));
                lines.push(self.underline.to_string().repeat(title.chars().count() + colon.len()));
            }
            Some(HeadingStyle::Bold) => lines.push(format!("**{title}{colon}**")),
            Some(HeadingStyle::Colon) => lines.push(format!("{title}:")),
            Some(HeadingStyle::Html) => {
                let level = self.level.clamp(1, 6);
                // A bold line in HTML has no level of its own.
                let tag = if self.level > 6 { "p><strong".to_owned() } else { format!("h{level}") };
                let close = if self.level > 6 { "strong></p".to_owned() } else { tag.clone() };
                lines.push(format!("<{tag}>{title}{colon}</{close}>"));
            }
        }
        if self.blank_after {
            lines.push(String::new());
        }
        if self.html_list {
            lines.push("<ul>".to_owned());
            lines.extend(texts.iter().map(|(text, _)| format!("<li>{}</li>", list::escaped(text))));
            lines.push("</ul>".to_owned());
        } else {
            let capital = |text: &str| if self.style.is_some() { item::capitalised(text) } else { text.to_owned() };
            lines.extend(texts.iter().map(|(text, _)| format!("{}{}", self.marker, capital(text))));
        }
        lines
    }
}

/// Whether most sections of a `.role` file have a blank line above them.
fn habit_of_blank_lines(page: Page<'_>) -> bool {
    let headings = page.document.roles.iter().flat_map(|r| &r.sections).map(|s| s.heading.start as usize);
    let (blank, all) =
        headings.fold((0, 0), |(blank, all), at| (blank + usize::from(lines::blank_above(page.source, at)), all + 1));
    blank * 2 >= all
}
