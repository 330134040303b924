//! rolelint: a language server and linter for role documents.
//!
//! The library is a pure function from text to findings; only the edges ([`cli`], [`lsp`]) touch files, clocks, terminals and protocols.
//!
//! | room | what lives there |
//! |---|---|
//! | [`text`] | byte offsets, lines, encodings, edits |
//! | [`syntax`] | `.role` and Markdown, read into one tree with byte ranges |
//! | [`prose`] | what a sentence says |
//! | [`knowledge`] | glossary, kinds of roles, frameworks: data with sources |
//! | [`model`] | roles as facts, read out of a tree |
//! | [`config`] | limits and selection |
//! | [`rules`] | the registry, one file a rule |
//! | [`lint`] | running rules; one fact, one voice; suppression |
//! | [`workspace`] | all documents and the index across them |
//! | [`ide`] | one editor feature a file, no protocol |
//! | [`render`] | roles as others want to see them: two of them compared |
//! | [`report`] | findings as text, JSON, JSON Lines |
//! | [`lsp`] | the language server, the only user of the protocol crate |
//! | [`cli`] | one command a file |
//!
//! Imports run one way: `text <- syntax <- model <- rules <- lint <- workspace <- ide <- {lsp, cli}`; `prose` and `knowledge` feed
//! `model` and `rules`. `tests/architecture.rs` keeps it so.

/// A data file of the program by its path below `src` (`data!("knowledge/kinds")` for `knowledge/kinds.toml`). `build.rs` writes it anew
/// as JSON, which takes a tenth of the time to read. Text without escapes (line breaks, quotation marks) can be borrowed.
macro_rules! data {
    ($path:literal) => {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/", $path, ".json")))
    };
}

pub mod cli;
pub mod config;
pub mod ide;
pub mod knowledge;
pub mod lint;
pub mod lsp;
pub mod model;
pub mod prose;
pub mod render;
pub mod report;
pub mod rules;
pub mod syntax;
pub mod text;
pub mod workspace;
