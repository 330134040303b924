//! Labels, headings and keys of front matter: what may stand there.

use super::{Cursor, Hover};
use crate::ide::words;
use crate::model::SectionKind;
use crate::syntax::labels::{self, LabelKind, LabelMatch};
use crate::syntax::{Head, NodeKind};

/// The label, key or heading under the cursor.
pub(super) fn hover(cursor: &Cursor<'_>) -> Option<Hover> {
    let tree = &cursor.analysis.tree;
    let node = tree.nodes.iter().find(|n| cursor.is_on(n.range))?;
    match node.kind {
        NodeKind::Head(head) => {
            // A head's label is no plain text; it is what stands before the title.
            let title = tree.source_range(node.text);
            (cursor.offset < title.start || title.is_empty()).then(|| {
                hover_word(
                    head_label(head),
                    None,
                    crate::text::TextRange::new(node.range.start, title.start.max(node.range.start)),
                )
            })?
        }
        NodeKind::Field | NodeKind::Section => {
            let range = tree.source_range(node.label);
            if !cursor.is_on(range) {
                return None;
            }
            let written = tree.label(node);
            let found = labels::standard_label(written)?;
            hover_word(found.standard, Some((written, found)), range)
        }
        NodeKind::Heading { .. } => {
            let section = cursor.role?.sections.iter().find(|s| s.heading == node.range || cursor.is_on(s.heading))?;
            hover_word(label_of(section.kind)?, None, node.range)
        }
        _ => None,
    }
}

fn hover_word(standard: &str, written: Option<(&str, LabelMatch)>, range: crate::text::TextRange) -> Option<Hover> {
    let word = words::label(standard)?;
    let mut markdown = format!("**{}**", word.name);
    if let Some((written, found)) = written {
        let what = match found.kind {
            LabelKind::Section => " (section)",
            LabelKind::Field | LabelKind::Both | LabelKind::Head => "",
        };
        markdown.push_str(what);
        if !found.exact {
            markdown.push_str(&format!(", as which “{written}” is read"));
        }
    }
    markdown.push_str(&format!("\n\n{}\n\n```role\n{}\n```", word.text, word.example));
    let synonyms = labels::LABELS.iter().find(|l| l.standard == standard).map_or(&[][..], |l| l.synonyms);
    if !synonyms.is_empty() {
        markdown.push_str(&format!("\n\nAlso written: {}", synonyms.join(", ")));
    }
    Some(Hover { range, markdown })
}

fn head_label(head: Head) -> &'static str {
    match head {
        Head::Role => "Role",
        Head::Team => "Team",
        Head::Product => "Product",
        Head::Art => "ART",
        Head::Area => "Area",
    }
}

/// The label that opens such a section in `.role`; headings of other sections explain themselves.
fn label_of(section: SectionKind) -> Option<&'static str> {
    Some(match section {
        SectionKind::Purpose => "Purpose",
        SectionKind::Duties => "Duties",
        SectionKind::Contacts => "Contacts",
        SectionKind::Decisions => "Decisions",
        SectionKind::Measures => "Measures",
        SectionKind::WorksWith => "Works with",
        SectionKind::Requirements => "Requirements",
        SectionKind::OutOfScope => "Out of scope",
        SectionKind::Benefits => "Benefits",
        SectionKind::Sources => "Sources",
        SectionKind::Waivers => "Waivers",
        SectionKind::Company | SectionKind::Process | SectionKind::Unknown => return None,
    })
}
