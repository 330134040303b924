//! Reviewdog's diagnostic format. Its columns count bytes of UTF-8, from 1.

use serde_json::{Value, json};

use super::format::whole_message;
use super::json::line;
use super::{Source, Sources};
use crate::config::Severity;
use crate::lint::Finding;
use crate::text::{PositionEncoding, TextRange};
use crate::workspace::edits_of;

/// What stands before the diagnostics.
pub(super) fn opening() -> String {
    "{\"source\":{\"name\":\"rolelint\"},\"diagnostics\":[\n".to_owned()
}

/// What stands after them.
pub(super) const CLOSING: &str = "\n]}\n";

/// One diagnostic.
pub(super) fn diagnostic(finding: &Finding, source: Source<'_>, sources: &dyn Sources) -> String {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    };
    let mut code = json!({"value": finding.rule.code});
    let page = finding.rule.page();
    if !page.is_empty() {
        code["url"] = json!(page);
    }
    let mut diagnostic = json!({
        "message": whole_message(finding),
        "location": {"path": source.path, "range": range(source, finding.range)},
        "severity": severity,
        "code": code,
    });
    // A suggestion is taken with one click: only fixes that are safe, and stay in this file.
    let safe = finding.fixes.iter().find(|fix| fix.is_safe()).and_then(|fix| edits_of(fix, finding.file, sources));
    if let Some(edits) = safe.filter(|edits| edits.iter().all(|(file, _)| *file == finding.file)) {
        let suggestions: Vec<Value> =
            edits.iter().map(|(_, edit)| json!({"range": range(source, edit.range), "text": edit.text})).collect();
        diagnostic["suggestions"] = json!(suggestions);
    }
    line(&diagnostic)
}

fn range(source: Source<'_>, range: TextRange) -> Value {
    let place = |offset| {
        let (line, column) = source.lines.position(source.text, offset, PositionEncoding::Utf8);
        json!({"line": line + 1, "column": column + 1})
    };
    json!({"start": place(range.start), "end": place(range.end)})
}
