//! Markdown role documents: front matter, headings, items.

use super::field::{self, Hand};
use super::{Completion, CompletionKind, Completions, Topic, item_text, reference, usual};
use crate::ide::place::Place;
use crate::model::SectionKind;
use crate::syntax::labels::{LABELS, LabelKind, standard_label};
use crate::syntax::{HeadingStyle, NodeKind};
use crate::text::TextRange;

/// Sections with the heading that readers of job specs expect.
const HEADINGS: [(SectionKind, &str, &str); 10] = [
    (SectionKind::Purpose, "Purpose", "Purpose"),
    (SectionKind::Duties, "Responsibilities", "Duties"),
    (SectionKind::Contacts, "Who you’ll meet", "Contacts"),
    (SectionKind::Decisions, "What you decide", "Decisions"),
    (SectionKind::Measures, "How success is measured", "Measures"),
    (SectionKind::WorksWith, "Who you’ll work with", "Works with"),
    (SectionKind::Requirements, "Requirements", "Requirements"),
    (SectionKind::OutOfScope, "Out of scope", "Out of scope"),
    (SectionKind::Benefits, "What we offer", "Benefits"),
    (SectionKind::Process, "How to apply", "Apply"),
];

/// What may stand at a place of a Markdown document.
pub(super) fn complete(place: &Place<'_>, found: &mut Completions) {
    if let Some(fence) = Fence::around(place) {
        return front_matter(place, &fence, found);
    }
    // Any other Markdown is none of our business.
    if !place.analysis.document.role_document {
        return;
    }
    let line = place.before.trim_start();
    if line.starts_with('#') {
        headings(place, line, found);
    } else if let Some(text) = item_text(place.before) {
        if !reference::complete(place, reference::Wanted::Any, found) {
            items(place, text, found);
        }
    }
}

fn headings(place: &Place<'_>, line: &str, found: &mut Completions) {
    let text = line.trim_start_matches('#');
    if !text.starts_with(' ') && !text.is_empty() {
        return;
    }
    let typed = text.trim_start();
    let blank = if text.is_empty() { " " } else { "" };
    let Some(role) = place.role else { return };
    let end = place.offset + place.after.len() as u32;
    let here = |s: &crate::model::Section| s.heading.start >= place.line && s.heading.start <= end;
    let missing = HEADINGS.iter().filter(|(kind, ..)| !role.sections.iter().any(|s| s.kind == *kind && !here(s)));
    let range = TextRange::new(place.back(typed.len()).start, end);
    for (index, (_, heading, label)) in missing.enumerate() {
        found.list.push(
            Completion::new(CompletionKind::Section, *heading, range)
                .text(format!("{blank}{heading}"))
                .filter(format!("{heading} {label}"))
                .detail("section")
                .topic(Topic::Label((*label).to_owned()))
                .rank(index),
        );
    }
}

fn items(place: &Place<'_>, text: &str, found: &mut Completions) {
    let (Some(SectionKind::Duties), Some(role)) = (place.section, place.role) else { return };
    let range = place.back(text.len());
    for (index, duty) in usual::missing(role).into_iter().enumerate() {
        found.list.push(
            Completion::new(CompletionKind::Text, duty.text, range)
                .detail(format!("usual {}", duty.category.name()))
                .topic(Topic::Usual(duty.source.to_owned()))
                .rank(index),
        );
    }
}

/// Front matter around the cursor.
struct Fence {
    hand: Hand,
}

impl Fence {
    fn around(place: &Place<'_>) -> Option<Fence> {
        let text: &str = &place.analysis.text;
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let mark = lines.next()?.trim_end();
        let hand = match mark {
            "---" => Hand::Yaml,
            "+++" => Hand::Toml,
            _ => return None,
        };
        let above = text.get(..place.line as usize)?;
        let inside = above.lines().skip(1).all(|l| l.trim_end() != mark);
        // A rule on the first line is no front matter: something must look like an entry, or a second fence follow.
        let entries = place.analysis.tree.nodes.iter().any(|n| n.front_matter);
        let closed = lines.any(|l| l.trim_end() == mark);
        (!above.is_empty() && inside && (entries || closed)).then_some(Fence { hand })
    }
}

fn front_matter(place: &Place<'_>, fence: &Fence, found: &mut Completions) {
    let separator = if fence.hand == Hand::Toml { '=' } else { ':' };
    if let Some((key, value)) = place.before.split_once(separator) {
        return field::complete(place, key, value, fence.hand, found);
    }
    let typed = place.before.trim_start();
    if typed.starts_with('-') || place.before != typed {
        return;
    }
    let range = place.back(typed.len());
    let tree = &place.analysis.tree;
    let end = place.offset + place.after.len() as u32;
    let used: Vec<&str> = tree
        .nodes
        .iter()
        .filter(|n| n.front_matter && !(n.range.start >= place.line && n.range.start <= end))
        .filter_map(|n| Some(standard_label(tree.label(n)).filter(|l| l.exact)?.standard))
        .collect();
    let fields = LABELS.iter().filter(|l| matches!(l.kind, LabelKind::Field | LabelKind::Both | LabelKind::Head));
    let has_title =
        tree.nodes.iter().any(|n| matches!(n.kind, NodeKind::Heading { level: 1, style: HeadingStyle::Atx }));
    for (index, label) in fields.enumerate() {
        if used.contains(&label.standard) || label.standard == "Role" && has_title {
            continue;
        }
        let key = label.standard.to_lowercase().replace(' ', "_");
        let made = Completion::new(CompletionKind::Field, &key, range).topic(Topic::Label(label.standard.to_owned()));
        let made = match fence.hand {
            Hand::Toml => made.snippet(format!("{key} = \"$0\"")),
            _ => made.text(format!("{key}: ")),
        };
        found.list.push(made.detail("field of a role").rank(index));
    }
}
