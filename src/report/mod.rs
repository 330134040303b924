//! Findings, and what was understood, as text for people and in the formats of programs. Nothing here reads or writes files.

use crate::config::Severity;
use crate::model::FileId;
use crate::text::{LineIndex, TextRange};
use crate::workspace::Documents;

mod checkstyle;
mod clean;
pub mod comparison;
#[cfg(test)]
mod examples;
mod format;
#[cfg(test)]
mod format_tests;
mod github;
mod gitlab;
pub mod inspect;
pub mod json;
mod junit;
pub mod list;
pub mod manual;
mod rdjson;
mod sarif;
mod snippet;
pub mod statistics;
mod style;
mod summary;
pub mod table;
pub mod text;
mod xml;

pub use clean::clean;
pub use format::Format;
pub use style::Palette;

/// A text that findings point into.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Path as shown to people.
    pub path: &'a str,
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
}

/// The texts of a run.
pub trait Sources: Documents + Sync {
    /// The text of a file; `None` where it is not at hand.
    fn source(&self, file: FileId) -> Option<Source<'_>>;

    /// Its path as shown to people, for those who need no more.
    fn path(&self, file: FileId) -> Option<&str> {
        self.source(file).map(|source| source.path)
    }
}

/// Something that people should know about a file, and that is no finding.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Note {
    /// Path as shown to people.
    pub file: String,
    /// Line from 1.
    pub line: u32,
    /// What.
    pub message: String,
}

/// A run in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files that were linted.
    pub files: usize,
    /// Files of a folder that are no role documents, and named ones that are ignored.
    pub passed_over: usize,
    /// Other role documents of the workspace that were read.
    pub context_files: usize,
    /// Roles in the linted files.
    pub roles: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are infos.
    pub infos: usize,
}

impl Summary {
    /// Counts one more finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// "3 files, 4 roles: 1 error, 2 warnings; 2 files passed over, 12 read as context"
    pub fn sentence(&self) -> String {
        let findings: Vec<String> = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| count(n, what))
            .collect();
        let findings = if findings.is_empty() { "no findings".to_owned() } else { findings.join(", ") };
        let mut sentence = format!("{}, {}: {findings}", count(self.files, "file"), count(self.roles, "role"));
        let passed = (self.passed_over > 0).then(|| format!("{} passed over", count(self.passed_over, "file")));
        let context = (self.context_files > 0).then(|| match &passed {
            Some(_) => format!("{} read as context", self.context_files),
            None => format!("{} read as context", count(self.context_files, "file")),
        });
        for (part, between) in passed.into_iter().chain(context).zip(["; ", ", "]) {
            sentence.push_str(between);
            sentence.push_str(&part);
        }
        sentence
    }
}

/// `1 file`, `2 files`.
fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The words of `range` on one line, at most `limit` characters of them.
fn words(source: &str, range: TextRange, limit: usize) -> String {
    let mut words = String::new();
    for word in range.of(source).split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.len() > limit {
            break;
        }
    }
    match words.char_indices().nth(limit) {
        Some((cut, _)) => {
            words.truncate(cut);
            words.push('…');
            words
        }
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_a_sentence() {
        let none = Summary { files: 1, roles: 1, ..Summary::default() };
        assert_eq!(none.sentence(), "1 file, 1 role: no findings");
        let many = Summary { files: 3, passed_over: 2, context_files: 12, roles: 4, errors: 1, warnings: 2, infos: 1 };
        assert_eq!(
            many.sentence(),
            "3 files, 4 roles: 1 error, 2 warnings, 1 info; 2 files passed over, 12 read as context"
        );
        let context = Summary { files: 1, context_files: 1, roles: 1, infos: 2, ..Summary::default() };
        assert_eq!(context.sentence(), "1 file, 1 role: 2 infos; 1 file read as context");
    }

    #[test]
    fn words_are_cut_at_the_limit_and_stand_on_one_line() {
        let text = "one  two\n  thréé four";
        assert_eq!(words(text, TextRange::from_usize(0, text.len()), 80), "one two thréé four");
        assert_eq!(words(text, TextRange::from_usize(0, text.len()), 11), "one two thr…");
        assert_eq!(words("ééé", TextRange::new(0, 6), 3), "ééé");
    }
}
