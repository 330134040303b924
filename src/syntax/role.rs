//! The `.role` language, read with the tree-sitter grammar of `grammars/tree-sitter-role`.
//!
//! [`read`] does it all at once. An editor's document goes through [`parse`], [`edit`] and [`read_tree`], which parse again only
//! what an edit touched.

mod lower;
mod problems;

use std::cell::RefCell;

use super::Tree;
use crate::text::TextEdit;

pub use lower::read_tree;

/// Reads a whole `.role` text. Every line of it is in the tree.
pub fn read(source: &str) -> Tree {
    match parse(source, None) {
        Some(tree) => read_tree(source, &tree),
        None => lower::unread(source),
    }
}

/// Parses `source`. With `old`, the tree of the text before and told of the change by [`edit`], only what changed is parsed.
/// `None` only if the tree-sitter library refuses the grammar.
pub fn parse(source: &str, old: Option<&tree_sitter::Tree>) -> Option<tree_sitter::Tree> {
    thread_local! {
        static PARSER: RefCell<Option<tree_sitter::Parser>> = RefCell::new(parser());
    }
    PARSER.with(|parser| {
        let mut parser = parser.try_borrow_mut().ok()?;
        let parser = parser.as_mut()?;
        let bytes = source.as_bytes();
        if memchr::memchr(0, bytes).is_none() {
            return parser.parse(bytes, old);
        }
        // To the lexer a NUL byte is the end of the text. It is handed another character of one byte in its place.
        parser.parse_with_options(&mut |offset, _| without_nul(bytes, offset), old, None)
    })
}

/// Tells `tree`, parsed from `before`, that `change` was made to that text. [`parse`] takes the tree from there.
pub fn edit(tree: &mut tree_sitter::Tree, before: &str, change: &TextEdit) {
    let start = (change.range.start as usize).min(before.len());
    let end = (change.range.end as usize).clamp(start, before.len());
    let start_position = advance(tree_sitter::Point { row: 0, column: 0 }, &before.as_bytes()[..start]);
    tree.edit(&tree_sitter::InputEdit {
        start_byte: start,
        old_end_byte: end,
        new_end_byte: start + change.text.len(),
        start_position,
        old_end_position: advance(start_position, &before.as_bytes()[start..end]),
        new_end_position: advance(start_position, change.text.as_bytes()),
    });
}

fn parser() -> Option<tree_sitter::Parser> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_role::LANGUAGE.into()).ok()?;
    Some(parser)
}

/// The text from `offset` on, up to the next NUL byte or with it replaced.
fn without_nul(bytes: &[u8], offset: usize) -> &[u8] {
    let rest = bytes.get(offset..).unwrap_or(&[]);
    match memchr::memchr(0, rest) {
        Some(0) => b"\x01",
        Some(next) => &rest[..next],
        None => rest,
    }
}

/// Where `text` ends if it begins at `from`. tree-sitter counts rows by line feeds and columns in bytes.
fn advance(from: tree_sitter::Point, text: &[u8]) -> tree_sitter::Point {
    match memchr::memrchr(b'\n', text) {
        Some(last) => tree_sitter::Point {
            row: from.row + memchr::memchr_iter(b'\n', text).count(),
            column: text.len() - last - 1,
        },
        None => tree_sitter::Point { row: from.row, column: from.column + text.len() },
    }
}

#[cfg(test)]
mod tests;
