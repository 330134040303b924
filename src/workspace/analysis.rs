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
        let earlier = earlier.filter(|earlier| earlier.tree.format == format);
        let change = earlier.map(|earlier| (earlier, difference(&earlier.text, &text)));
        let (tree, parsed) = match format {
            Format::Role => {
                let before = change.as_ref().and_then(|(earlier, change)| earlier.parsed_after(change));
                let parsed = role::parse(&text, before.as_ref());
                (parsed.as_ref().map_or_else(|| role::read(&text), |parsed| role::read_tree(&text, parsed)), parsed)
            }
            Format::Markdown => {
                let again = change
                    .as_ref()
                    .and_then(|(earlier, change)| markdown::read_again(&earlier.tree, &earlier.text, change, &text));
                (again.unwrap_or_else(|| markdown::read(&text)), None)
            }
        };
        let document = model::read(path, &text, &tree, context);
        let lines = match &change {
            Some((earlier, change)) => earlier.lines.after(change, &text),
            None => LineIndex::new(&text),
        };
        Analysis { path: path.to_owned(), text, lines, tree, document, parsed }
    }

    /// Without what only an editor asks for again (the tree and the parse behind it).
    pub fn without_tree(self) -> Analysis {
        Analysis { tree: Tree::new(self.tree.format), parsed: None, ..self }
    }

    /// The parse of this text, told how the next one differs from it.
    fn parsed_after(&self, change: &TextEdit) -> Option<tree_sitter::Tree> {
        let mut parsed = self.parsed.clone()?;
        if !(change.range.is_empty() && change.text.is_empty()) {
            role::edit(&mut parsed, &self.text, change);
        }
        Some(parsed)
    }
}

/// The one edit that makes `new` of `old`: all between what they have in common at the beginning and at the end.
fn difference(old: &str, new: &str) -> TextEdit {
    let shorter = old.len().min(new.len());
    let (old_bytes, new_bytes) = (old.as_bytes(), new.as_bytes());
    let mut start = common_start(old_bytes, new_bytes);
    while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
        start -= 1;
    }
    let mut tail = common_end(&old_bytes[old.len() - (shorter - start)..], &new_bytes[new.len() - (shorter - start)..]);
    while !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
        tail -= 1;
    }
    let range = TextRange::from_usize(start, old.len() - tail);
    TextEdit { range, text: new[start..new.len() - tail].to_owned() }
}

/// So many bytes are compared at once: most of a long text is the same.
const AT_ONCE: usize = 512;

fn common_start(a: &[u8], b: &[u8]) -> usize {
    let same = a.chunks(AT_ONCE).zip(b.chunks(AT_ONCE)).take_while(|(a, b)| a == b);
    let start = same.map(|(a, _)| a.len()).sum::<usize>();
    start + a[start..].iter().zip(&b[start..]).take_while(|(a, b)| a == b).count()
}

fn common_end(a: &[u8], b: &[u8]) -> usize {
    let same = a.rchunks(AT_ONCE).zip(b.rchunks(AT_ONCE)).take_while(|(a, b)| a == b);
    let end = same.map(|(a, _)| a.len()).sum::<usize>();
    let rest = |text: &[u8]| text.len() - end;
    end + a[..rest(a)].iter().rev().zip(b[..rest(b)].iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_difference_makes_the_new_text_of_the_old(
            (old, new) in ("[aé😀\n]{0,12}", "[aé😀\n]{0,12}"), (before, behind) in (0..2_usize, 0..2_usize),
        ) {
            let around = |text: &str| ["é ".repeat(before * AT_ONCE), text.to_owned(), "é ".repeat(behind * AT_ONCE)].concat();
            let (old, new) = (around(&old), around(&new));
            let TextEdit { range, text } = difference(&old, &new);
            let made = [&old[..range.start as usize], &text, &old[range.end as usize..]].concat();
            prop_assert_eq!(made, new);
        }
    }
}
