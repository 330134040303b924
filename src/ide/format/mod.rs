//! The standard form of `.role` documents, and what Enter continues.
//!
//! The standard form never changes what a document means: the model is read before and after, and where the two differ the
//! document is left as it is. Markdown has formatters of its own and is left alone.

mod meaning;
mod standard;
#[cfg(test)]
mod tests;
mod typing;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::model::FileId;
use crate::syntax::Format;
use crate::text::{TextEdit, TextRange};
use crate::workspace::{Analysis, Snapshot};

use meaning::meaning;
pub use typing::continue_list;

/// A `.role` text in the standard form: standard labels, fields first and in their order, one blank line between parts, items
/// that begin with `- `, lead words in lower case. `None` where it holds something that cannot be written again without
/// changing what it means.
pub fn standard_form(text: &str) -> Option<String> {
    let context = crate::prose::Context::default();
    let read = |text: &str| Analysis::in_format(Format::Role, "document.role", text, &context);
    let before = read(text);
    let said = meaning(&before.document);
    let keeps_meaning = |made: &String| meaning(&read(made).document) == said;
    // Where the order of fields matters after all they stay where they are.
    [true, false].into_iter().find_map(|move_fields| {
        let made = standard::write(text, &before.tree, move_fields)?;
        (made == text || keeps_meaning(&made)).then_some(made)
    })
}

/// The edits that bring a document into the standard form, in order and apart from each other; none for Markdown. With
/// `range`, only those that touch it.
pub fn format(snapshot: &Snapshot, file: FileId, range: Option<TextRange>) -> Vec<TextEdit> {
    let Some(file) = snapshot.file(file).filter(|f| f.format == Format::Role) else { return Vec::new() };
    let text = file.text();
    let Some(made) = standard_form(&text) else { return Vec::new() };
    let mut edits = line_edits(&text, &made);
    if let Some(range) = range {
        edits.retain(|e| e.range.start <= range.end && range.start <= e.range.end);
        // A part of all changes may mean something else: a field that left its old place but never came to its new one.
        let part = crate::text::apply(&text, &edits).unwrap_or_default();
        let context = crate::prose::Context::default();
        let read = |text: &str| meaning(&Analysis::in_format(Format::Role, "document.role", text, &context).document);
        if read(&part) != read(&text) {
            edits.clear();
        }
    }
    edits
}

/// Edits of whole lines that make `new` of `old`.
fn line_edits(old: &str, new: &str) -> Vec<TextEdit> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut starts = vec![0];
    starts.extend(before.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    }));
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let changed = ops.into_iter().filter(|op| op.tag() != DiffTag::Equal);
    changed
        .map(|op| {
            let (gone, come) = (op.old_range(), op.new_range());
            TextEdit { range: TextRange::from_usize(starts[gone.start], starts[gone.end]), text: after[come].concat() }
        })
        .collect()
}
