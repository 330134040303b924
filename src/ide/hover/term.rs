//! Terms of the field in running text.

use std::fmt::Write;

use super::{Cursor, Hover};
use crate::knowledge::{FrameworkName, Term, find_term, find_term_in};
use crate::text::TextRange;

/// No term of the glossary has more words.
const LONGEST_TERM: usize = 6;

/// No term is looked for further away than this, in bytes.
const REACH: usize = 160;

/// The longest term of the glossary that the cursor stands in.
pub(super) fn hover(cursor: &Cursor<'_>) -> Option<Hover> {
    let own = &cursor.settings().vocabulary.terms;
    let (range, term) = find(&cursor.analysis.text, cursor.offset as usize, own)?;
    Some(Hover { range, markdown: explanation(cursor, term) })
}

fn find<'a>(text: &str, offset: usize, own: &'a [Term]) -> Option<(TextRange, &'a Term)> {
    let words = words_around(text, offset);
    let at = words.iter().position(|w| w.start <= offset && offset <= w.end)?;
    (1..=LONGEST_TERM).rev().find_map(|length| {
        let first = (at + 1).saturating_sub(length);
        (first..=at).find_map(|first| {
            let window = words.get(first..first + length)?;
            let (start, end) = (window.first()?.start, window.last()?.end);
            let joined = window.windows(2).all(|pair| joins(&text[pair[0].end..pair[1].start]));
            let written = text.get(start..end).filter(|_| joined)?;
            let name = written.split_whitespace().collect::<Vec<_>>().join(" ");
            Some((TextRange::from_usize(start, end), by_name(&name, own)?))
        })
    })
}

/// An organisation's own entry counts before the common one.
fn by_name<'a>(name: &str, own: &'a [Term]) -> Option<&'a Term> {
    let find = |name: &str| find_term_in(own, name).or_else(|| find_term(name));
    find(name).or_else(|| find(&format!("{}y", name.strip_suffix("ies")?)))
}

/// What may stand between the words of one term: a blank or one line's end, a hyphen, `@`, `/`, `&`.
fn joins(between: &str) -> bool {
    let marks = between.trim();
    marks.len() <= 1 && marks.chars().all(|c| matches!(c, '-' | '@' | '/' | '&')) && between.matches('\n').count() <= 1
}

fn words_around(text: &str, offset: usize) -> Vec<std::ops::Range<usize>> {
    let mut start = offset.min(text.len()).saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (offset + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    // A word that is cut by either end is no whole word.
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text[start..end].char_indices().filter(|(_, c)| is_word(*c)) {
        let (from, to) = (start + at, start + at + c.len_utf8());
        match words.last_mut() {
            Some(last) if last.end == from => last.end = to,
            _ => words.push(from..to),
        }
    }
    let cut_before = text[..start].chars().next_back().is_some_and(is_word);
    let cut_after = text[end..].chars().next().is_some_and(is_word);
    words.retain(|w| !(cut_before && w.start == start || cut_after && w.end == end));
    words
}

/// A term with what the frameworks say of it, the ones in force first, and its source.
pub(super) fn explanation(cursor: &Cursor<'_>, term: &Term) -> String {
    let in_force: Vec<&str> = cursor.frameworks().iter().filter_map(|f| column(f.name)).collect();
    explain(term, &in_force)
}

/// A term with what the frameworks say of it, and its source.
pub fn explain_term(term: &Term) -> String {
    explain(term, &[])
}

fn explain(term: &Term, in_force: &[&str]) -> String {
    let mut out = format!("**{}**", term.term);
    if !term.aliases.is_empty() {
        let _ = write!(out, " ({})", term.aliases.join(", "));
    }
    let _ = write!(out, "\n\n{}", term.definition);
    let said = [("Scrum", &term.scrum), ("SAFe", &term.safe), ("LeSS", &term.less), ("Kanban", &term.kanban)];
    let (first, others): (Vec<_>, Vec<_>) =
        said.into_iter().filter(|(_, text)| !text.is_empty()).partition(|(name, _)| in_force.contains(name));
    for (name, text) in first {
        let _ = write!(out, "\n\n**In {name}:** {text}");
    }
    if !others.is_empty() {
        let list: Vec<String> = others.iter().map(|(name, text)| format!("- {name}: {text}")).collect();
        let _ = write!(out, "\n\n{}", list.join("\n"));
    }
    let _ = write!(out, "\n\n*Source: {}*", term.source);
    out
}

/// Which of the glossary's columns speaks for a framework.
fn column(name: FrameworkName) -> Option<&'static str> {
    Some(match name {
        FrameworkName::Scrum | FrameworkName::Nexus | FrameworkName::ScrumAtScale => "Scrum",
        FrameworkName::Safe => "SAFe",
        FrameworkName::Less | FrameworkName::LessHuge => "LeSS",
        FrameworkName::Kanban => "Kanban",
        _ => return None,
    })
}
