//! The one edge between the protocol's types and ours.

use std::str::FromStr;

use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Position, Range, Uri,
};

use super::session::Session;
use crate::config::Severity;
use crate::ide;
use crate::text::{LineIndex, PositionEncoding, TextRange};
use crate::workspace::{File, OpenText, Snapshot};

/// The name under which the host knows a document: the absolute path with `/` of a file, the address itself of anything else.
pub(super) fn name_of(uri: &Uri) -> String {
    let file = uri.scheme().as_str().eq_ignore_ascii_case("file").then(|| uri.to_file_path()).flatten();
    match file {
        Some(path) => path.to_string_lossy().replace('\\', "/"),
        None => uri.as_str().to_owned(),
    }
}

/// The address of a document that no editor has named yet.
pub(super) fn uri_of(name: &str) -> Option<Uri> {
    if std::path::Path::new(name).is_absolute() { Uri::from_file_path(name) } else { Uri::from_str(name).ok() }
}

/// Bytes of an edit in the text as it is before that edit. Start and end the wrong way round are read the right way round.
pub(super) fn edit_range(text: &OpenText, range: Range, encoding: PositionEncoding) -> std::ops::Range<usize> {
    let offset = |p: Position| text.offset(p.line, p.character, encoding);
    let (start, end) = (offset(range.start), offset(range.end));
    start.min(end)..start.max(end)
}

/// A range of bytes as the client counts.
pub(super) fn range(lines: &LineIndex, text: &str, range: TextRange, encoding: PositionEncoding) -> Range {
    let position = |offset| {
        let (line, character) = lines.position(text, offset, encoding);
        Position { line, character }
    };
    Range { start: position(range.start), end: position(range.end) }
}

/// Diagnostics of a document as this client wants them. `uri` tells the address of any document.
pub(super) fn diagnostics(
    snapshot: &Snapshot,
    file: &File,
    session: &Session,
    uri: &impl Fn(&File) -> Option<Uri>,
) -> Vec<Diagnostic> {
    let found = ide::diagnostics(snapshot, file.id).unwrap_or_default();
    if found.is_empty() {
        return Vec::new();
    }
    // A document on disk is not read again for this; its lines are enough.
    let text = file.text();
    let analysis = file.is_open().then(|| file.analysis());
    let counted = analysis.is_none().then(|| LineIndex::new(&text));
    let Some(lines) = analysis.as_ref().map(|analysis| &analysis.lines).or(counted.as_ref()) else { return Vec::new() };
    let here = |r| range(lines, &text, r, session.encoding);
    let related = |place: &ide::RelatedPlace| {
        let target = snapshot.file(place.file)?;
        let range = if target.id == file.id {
            here(place.range)
        } else {
            let text = target.text();
            range(&LineIndex::new(&text), &text, place.range, session.encoding)
        };
        let location = Location { uri: uri(target)?, range };
        Some(DiagnosticRelatedInformation { location, message: place.message.clone() })
    };
    found
        .into_iter()
        .map(|d| {
            let related: Vec<_> =
                if session.related { d.related.iter().filter_map(related).collect() } else { Vec::new() };
            Diagnostic {
                range: here(d.range),
                severity: Some(severity(d.severity)),
                code: Some(NumberOrString::String(d.code.to_owned())),
                code_description: session
                    .code_description
                    .then(|| {
                        Uri::from_str(&d.page).ok().filter(|_| !d.page.is_empty()).map(|href| CodeDescription { href })
                    })
                    .flatten(),
                source: Some("rolelint".to_owned()),
                message: d.message,
                tags: (d.unnecessary && session.unnecessary_tag).then(|| vec![DiagnosticTag::UNNECESSARY]),
                related_information: (!related.is_empty()).then_some(related),
                ..Diagnostic::default()
            }
        })
        .collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}
