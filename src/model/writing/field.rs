//! Fields: a label with a value in `.role`, an entry of front matter in Markdown.

use super::{Draft, Page, lines, list};
use crate::model::Role;
use crate::syntax::labels::LABELS;
use crate::syntax::{Format, Node, NodeKind};

/// The field `label` of a role gets this value. `None` where the document has no place for it.
pub(super) fn set(page: Page<'_>, role: usize, label: &'static str, value: &str, draft: &mut Draft) -> Option<()> {
    let told = page.document.roles.get(role)?;
    // Of a label that is repeated the last value counts.
    if let Some((_, written)) = told.fields.iter().rfind(|(l, _)| l == label) {
        let value = super::literal(page, written.range, value);
        draft.replace(written.range, value);
        return Some(());
    }
    match page.document.format {
        Format::Role => set_in_role(page, told, label, value, draft),
        Format::Markdown if page.document.roles.len() == 1 => set_in_front_matter(page, label, value, draft),
        Format::Markdown => None,
    }
}

fn order(label: &str) -> usize {
    LABELS.iter().position(|l| l.standard == label).unwrap_or(LABELS.len())
}

fn standard(page: Page<'_>, node: &Node) -> Option<&'static str> {
    crate::syntax::labels::standard_label(page.tree.label(node)).map(|l| l.standard)
}

fn set_in_role(page: Page<'_>, role: &Role, label: &'static str, value: &str, draft: &mut Draft) -> Option<()> {
    let fields: Vec<&Node> =
        page.tree.nodes.iter().filter(|n| n.kind == NodeKind::Field && role.range.contains_range(n.range)).collect();
    if let Some(empty) = fields.iter().find(|n| n.text.is_empty() && standard(page, n) == Some(label)) {
        let end = empty.range.start as usize + empty.range.of(page.source).trim_end().len();
        draft.insert(end, format!(" {value}"));
        return Some(());
    }
    let eol = lines::ending(page.source);
    if label == "Role" {
        if role.head.is_empty() {
            draft.insert(lines::start(page.source, role.range.start as usize), format!("Role: {value}{eol}"));
        } else {
            draft.insert(role.head.end as usize, format!(" {value}"));
        }
        return Some(());
    }
    let first_section = role.sections.first().map_or(u32::MAX, |s| s.heading.start);
    let above = fields
        .iter()
        .filter(|n| n.range.end <= first_section && standard(page, n).is_some_and(|l| order(l) < order(label)))
        .max_by_key(|n| n.range.end);
    let line = format!("{label}: {value}");
    match above.map(|n| n.range).or((!role.head.is_empty()).then_some(role.head)) {
        Some(range) => draft.insert(lines::end(page.source, range.end as usize), format!("{eol}{line}")),
        None => draft.insert(lines::start(page.source, role.range.start as usize), format!("{line}{eol}")),
    }
    Some(())
}

fn set_in_front_matter(page: Page<'_>, label: &str, value: &str, draft: &mut Draft) -> Option<()> {
    let eol = lines::ending(page.source);
    let written: Vec<&Node> = page.tree.nodes.iter().filter(|n| n.front_matter).collect();
    let Some(last) = written.iter().max_by_key(|n| n.range.end) else {
        // A page of HTML has no front matter.
        if page.source.trim_start().starts_with('<') || page.source.trim_start().starts_with("---") {
            return None;
        }
        draft.insert(0, format!("---{eol}{}: {}{eol}---{eol}{eol}", key(label, '_'), list::yaml(value, false)));
        return Some(());
    };
    let (at, mark) = closing_fence(page.source, last.range.end as usize)?;
    let keys: Vec<&str> = written.iter().map(|n| page.tree.label(n)).filter(|k| !k.is_empty()).collect();
    let joint = ['-', ' '].into_iter().find(|j| keys.iter().any(|k| k.contains(*j))).unwrap_or('_');
    let key = key(label, if joint == ' ' && mark == "+++" { '_' } else { joint });
    let is_taken = |n: &&Node| page.tree.label(n).eq_ignore_ascii_case(&key) && !n.text.is_empty();
    if written.iter().any(is_taken) {
        // It is there, with a value that says something else to the reader.
        return None;
    }
    let first = written.first().map_or(0, |n| n.range.start as usize);
    let line = lines::line(page.source, first);
    let indent = &line[..line.len() - line.trim_start().len()];
    if mark == "+++" {
        // An entry below a table would belong to that table.
        let in_table = keys.iter().any(|k| k.contains('.'));
        let entry = format!("{indent}{key} = {}{eol}", list::yaml(value, true));
        return (!in_table).then(|| draft.insert(at, entry));
    }
    // A key that waits for its value.
    let value = list::yaml(value, false);
    let mut line = lines::start(page.source, first);
    while line < at {
        let text = lines::line(page.source, line);
        let waits = text.trim().strip_suffix(':').is_some_and(|k| k.eq_ignore_ascii_case(&key));
        let next = lines::next(page.source, line);
        if waits && text.starts_with(indent) && !lines::line(page.source, next).starts_with([' ', '\t', '-']) {
            draft.insert(line + text.trim_end().len(), format!(" {value}"));
            return Some(());
        }
        line = next;
    }
    let entry = format!("{indent}{key}: {value}");
    draft.insert(at, format!("{entry}{eol}"));
    Some(())
}

/// Where the line that closes front matter starts, from its last entry on, and its mark.
pub(super) fn closing_fence(source: &str, last_entry: usize) -> Option<(usize, &'static str)> {
    let mut at = lines::next(source, last_entry);
    loop {
        match lines::line(source, at).trim() {
            "---" | "..." => return Some((at, "---")),
            "+++" => return Some((at, "+++")),
            _ if at >= source.len() => return None,
            // A comment, a bracket that closes a list.
            _ => at = lines::next(source, at),
        }
    }
}

fn key(label: &str, joint: char) -> String {
    label.to_lowercase().replace(' ', &joint.to_string())
}
