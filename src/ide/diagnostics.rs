//! Findings of a document as an editor shows them.

use crate::config::Severity;
use crate::lint::Finding;
use crate::model::FileId;
use crate::rules::Where;
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// More places than this would hide the finding they belong to.
const EVIDENCE_SHOWN: usize = 3;

/// A further place of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedPlace {
    /// Its document.
    pub file: FileId,
    /// Bytes of that document.
    pub range: TextRange,
    /// What is there.
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Bytes of the document.
    pub range: TextRange,
    /// How much it weighs.
    pub severity: Severity,
    /// The rule's code.
    pub code: &'static str,
    /// The page that explains the rule; may be empty.
    pub page: String,
    /// What is missing or at odds, and what to write.
    pub message: String,
    /// Further places, and the words that show it.
    pub related: Vec<RelatedPlace>,
    /// What stands there does nothing any more.
    pub unnecessary: bool,
}

/// All findings of a document. `None` for a document that is not there.
pub fn diagnostics(snapshot: &Snapshot, file: FileId) -> Option<Vec<Diagnostic>> {
    Some(snapshot.findings(file)?.iter().map(|finding| diagnostic(finding, file)).collect())
}

fn diagnostic(finding: &Finding, file: FileId) -> Diagnostic {
    let related = finding.related.iter().map(|related| {
        let (file, range) = match related.place {
            Where::Here(range) => (file, range),
            Where::There(place) => (place.file, place.range),
        };
        RelatedPlace { file, range, message: related.message.clone() }
    });
    // Where the finding itself points needs no second pointer.
    let evidence = finding.evidence.iter().filter(|range| !finding.range.contains_range(**range)).take(EVIDENCE_SHOWN);
    let evidence = evidence.map(|&range| RelatedPlace { file, range, message: "read from this".into() });
    Diagnostic {
        range: finding.range,
        severity: finding.severity,
        code: finding.rule.code,
        page: finding.rule.page(),
        message: message(finding),
        related: related.chain(evidence).collect(),
        unnecessary: finding.unnecessary,
    }
}

fn message(finding: &Finding) -> String {
    if finding.help.is_empty() { finding.message.clone() } else { format!("{}\n{}", finding.message, finding.help) }
}
