//! Writing in a document's own hand: from what is to change, in terms of the model, to edits of its text, for `.role` and
//! Markdown alike. New items look like their neighbours (marker, indent, full stop), new sections like the other headings,
//! and stand where a reader looks for them; line ends and blank lines are kept as the document has them.
//!
//! A change is plain data and cheap to make; what it costs is paid by [`edits`], when somebody wants to see or apply it.

mod field;
mod item;
mod lines;
mod list;
mod section;
mod shares;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Document, SectionKind};
use crate::syntax::{Format, Tree};
use crate::text::{TextEdit, TextRange};

use list::Place;

pub use item::{Item, has_placeholder};

/// One document with its text and tree.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The text.
    pub source: &'a str,
    /// Its tree.
    pub tree: &'a Tree,
    /// What it says.
    pub document: &'a Document,
}

/// One change, in terms of the model. Ranges are those of facts (bytes of the text as it is).
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Other words in the place of these.
    Replace(TextRange, String),
    /// Another number of per cent in the place of the written one; the range is that of a share.
    Share(TextRange, u32),
    /// A new item in its section of this role (index into [`Document::roles`]); the section is made where there is none.
    Add {
        /// Which role.
        role: usize,
        /// What it says.
        item: Item,
        /// Duties (their ranges) that give the time for a duty with a share; empty: the largest ones of the role.
        from: Vec<TextRange>,
    },
    /// Other words for a whole item, given by its range; its marker and its share stay.
    Rewrite(TextRange, Item),
    /// This item goes, with its line and with what is nested below it; so does a heading that would stand over nothing.
    Remove(TextRange),
    /// The field of this role has this value. `label` is a standard one (`Kind`).
    Set {
        /// Which role.
        role: usize,
        /// Standard label.
        label: &'static str,
        /// What it says.
        value: String,
    },
    /// Lines at the end of a `.role` file, after a blank line: another block, or declared names.
    Append(Vec<String>),
    /// A line of its own above the line that holds this offset, with the same indent; `.role` and Markdown comments.
    CommentAbove(u32, String),
    /// A Markdown comment after the words that end at this offset.
    CommentBeside(u32, String),
}

/// The edits that make these changes, in order and apart from each other. `None` where the document leaves no safe place
/// for one of them.
pub fn edits(page: Page<'_>, changes: &[Change]) -> Option<Vec<TextEdit>> {
    let mut draft = Draft::default();
    let removed: Vec<TextRange> = changes
        .iter()
        .filter_map(|c| match c {
            Change::Remove(range) => Some(*range),
            _ => None,
        })
        .collect();
    let mut added: BTreeMap<(usize, usize, SectionKind), Vec<&Item>> = BTreeMap::new();
    for change in changes {
        match change {
            Change::Replace(range, text) => draft.replace(*range, literal(page, *range, text)),
            Change::Share(range, percent) => {
                let (digits, _) = shares::written(page.source, *range)?;
                draft.replace(digits, percent.to_string());
            }
            Change::Add { role, item, .. } => {
                let section = item.section();
                added.entry((*role, section::rank(section), section)).or_default().push(item);
            }
            Change::Rewrite(range, item) => {
                let (range, text) = list::rewritten(page, *range, item)?;
                draft.replace(range, text);
            }
            Change::Remove(_) => {}
            Change::Set { role, label, value } => field::set(page, *role, label, value, &mut draft)?,
            Change::Append(lines) => append(page, lines, &mut draft)?,
            Change::CommentAbove(offset, text) => comment_above(page, *offset, text, &mut draft),
            Change::CommentBeside(offset, text) => draft.insert(*offset as usize, format!(" <!-- {text} -->")),
        }
    }
    for range in &removed {
        let grows = added.keys().map(|(role, _, section)| (*role, *section)).collect::<Vec<_>>();
        draft.replace(list::removed(page, *range, &removed, &grows)?, String::new());
    }
    let shares_of_new = shares::balance(page, changes, &removed, &mut draft)?;
    for ((role, _, section), items) in &added {
        let told = page.document.roles.get(*role)?;
        let text =
            |item: &&Item| (item.text(page, told, shares_of_new.of(item)), item.is_sentence(page.document.format));
        let texts: Vec<(String, bool)> = items.iter().map(text).collect();
        match list::end(page, told, *section, &removed) {
            Place::At(end) => end.add(page, &texts, &mut draft),
            Place::Closed => return None,
            Place::NoSection => section::insert(page, told, *section, &texts, &removed, &mut draft)?,
        }
    }
    draft.finish(page.source)
}

/// Whether these changes have a place however the document is written: items for sections that their role does not have, since these
/// are made.
pub fn surely_fit<'a>(document: &Document, changes: impl IntoIterator<Item = &'a Change>) -> bool {
    let mut changes = changes.into_iter().peekable();
    let made = |change: &Change| match change {
        Change::Add { role, item, .. } => document.roles.get(*role).is_some_and(|role| {
            let kind = item.section();
            // A duty may take its time from others, and belongs to the list of those that stand elsewhere.
            kind != SectionKind::Duties && role.sections.iter().all(|section| section.kind != kind)
        }),
        _ => false,
    };
    changes.peek().is_some() && changes.all(made)
}

/// Placeholders of Markdown are in brackets: `<who>` would be a tag there.
fn literal(page: Page<'_>, range: TextRange, text: &str) -> String {
    let in_front_matter = page.tree.nodes.iter().any(|n| n.front_matter && n.range.contains_range(range));
    if page.document.format == Format::Markdown && !in_front_matter { in_brackets(text) } else { text.to_owned() }
}

fn in_brackets(text: &str) -> String {
    text.replace('<', "[").replace('>', "]")
}

fn append(page: Page<'_>, added: &[String], draft: &mut Draft) -> Option<()> {
    if page.document.format != Format::Role {
        return None;
    }
    let eol = lines::ending(page.source);
    let text = added.join(eol);
    let end = page.source.trim_end().len();
    if end == 0 {
        draft.insert(page.source.len(), text + eol);
    } else {
        draft.insert(end, format!("{eol}{eol}{text}"));
    }
    Some(())
}

fn comment_above(page: Page<'_>, offset: u32, text: &str, draft: &mut Draft) {
    let start = lines::start(page.source, offset as usize);
    let line = page.source.get(start..).unwrap_or("");
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let comment = match page.document.format {
        Format::Role => format!("# {text}"),
        Format::Markdown => format!("<!-- {text} -->"),
    };
    draft.insert(start, format!("{indent}{comment}{}", lines::ending(page.source)));
}

/// Edits in the making.
#[derive(Default)]
struct Draft {
    edits: Vec<TextEdit>,
}

impl Draft {
    fn replace(&mut self, range: TextRange, text: impl Into<String>) {
        self.edits.push(TextEdit { range, text: text.into() });
    }

    /// What is inserted at one place stands there in the order of the calls.
    fn insert(&mut self, at: usize, text: impl AsRef<str>) {
        let range = TextRange::from_usize(at, at);
        match self.edits.iter_mut().find(|e| e.range == range) {
            Some(edit) => edit.text.push_str(text.as_ref()),
            None => self.edits.push(TextEdit { range, text: text.as_ref().to_owned() }),
        }
    }

    /// In order, without those that change nothing; `None` where two overlap.
    fn finish(mut self, source: &str) -> Option<Vec<TextEdit>> {
        self.edits.retain(|e| e.range.of(source) != e.text || !source.is_char_boundary(e.range.start as usize));
        self.edits.sort_by_key(|e| e.range);
        let apart = self.edits.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start);
        (apart && !self.edits.is_empty() && crate::text::apply(source, &self.edits).is_some()).then_some(self.edits)
    }
}
