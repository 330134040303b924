//! One document with everything read out of it.

use std::sync::Arc;

use crate::model::{self, Document};
use crate::prose::Context;
use crate::syntax::{Format, Tree, markdown, role};
use crate::text::{LineIndex, TextEdit, TextRange};

/// One document with everything read out of it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Path as shown to people, with `/`.
    pub path: String,
    /// The text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    /// Its tree.
    pub tree: Tree,
    /// What it says.
    pub document: Document,
    /// The parse behind the tree of a `.role` text, from which the next one starts.
    parsed: Option<tree_sitter::Tree>,
}

/// The format of a path: `.role` by its ending, anything else Markdown.
pub fn format_of(path: &str) -> Format {
    if path.rsplit('.').next().is_some_and(|e| e.eq_ignore_ascii_case("role")) {
        Format::Role
    } else {
        Format::Markdown
    }
}

impl Analysis {
    /// Reads `text` as the format of `path`.
    pub fn of(path: &str, text: impl Into<Arc<str>>, context: &Context) -> Analysis {
        Analysis::in_format(format_of(path), path, text, context)
    }

    /// Reads `text` as `format`, whatever the path ends in.
    pub fn in_format(format: Format, path: &str, text: impl Into<Arc<str>>, context: &Context) -> Analysis {
        Analysis::after(None, format, path, text.into(), context)
    }

    /// Reads `text`, with what an earlier reading of the same document is still good for.
    pub(super) fn after(
        earlier: Option<&Analysis>,
        format: Format,
        path: &str,
        text: Arc<str>,
        context: &Context,
    ) -> Analysis {
        let (tree, parsed) = match format {
            Format::Role => {
                let parsed = role::parse(&text, earlier.and_then(|e| e.parsed_for(&text)).as_ref());
                (parsed.as_ref().map_or_else(|| role::read(&text), |parsed| role::read_tree(&text, parsed)), parsed)
            }
            Format::Markdown => (markdown::read(&text), None),
        };
        let document = model::read(path, &text, &tree, context);
        let lines = LineIndex::new(&text);
        Analysis { path: path.to_owned(), text, lines, tree, document, parsed }
    }

    /// Without what only an editor asks for again (the tree and the parse behind it).
    pub fn without_tree(self) -> Analysis {
        Analysis { tree: Tree::new(self.tree.format), parsed: None, ..self }
    }

    /// The parse of this text, told how `new` differs from it.
    fn parsed_for(&self, new: &str) -> Option<tree_sitter::Tree> {
        let mut parsed = self.parsed.clone()?;
        if let Some(change) = difference(&self.text, new) {
            role::edit(&mut parsed, &self.text, &change);
        }
        Some(parsed)
    }
}

/// The one edit that makes `new` of `old`: all between what they have in common at the beginning and at the end.
fn difference(old: &str, new: &str) -> Option<TextEdit> {
    if old == new {
        return None;
    }
    let shorter = old.len().min(new.len());
    let mut start = common(old.bytes(), new.bytes());
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    let mut tail = common(old.bytes().rev(), new.bytes().rev()).min(shorter - start);
    while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
        tail -= 1;
    }
    let range = TextRange::from_usize(start, old.len() - tail);
    Some(TextEdit { range, text: new[start..new.len() - tail].to_owned() })
}

fn common(a: impl Iterator<Item = u8>, b: impl Iterator<Item = u8>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_difference_makes_the_new_text_of_the_old(old in "[aé😀\n]{0,12}", new in "[aé😀\n]{0,12}") {
            let made = match difference(&old, &new) {
                None => old.clone(),
                Some(TextEdit { range, text }) => {
                    [&old[..range.start as usize], &text, &old[range.end as usize..]].concat()
                }
            };
            prop_assert_eq!(made, new);
        }
    }
}
