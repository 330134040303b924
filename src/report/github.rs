//! Workflow commands of GitHub: annotations of a change.

use super::Source;
use super::clean::clean;
use super::format::whole_message;
use crate::config::Severity;
use crate::lint::Finding;

/// One command, with its line end.
pub(super) fn command(finding: &Finding, source: Source<'_>) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = |offset| source.lines.line_column(source.text, offset);
    let (start, end) = (place(finding.range.start), place(finding.range.end));
    let title = format!("{} {}", finding.rule.code, finding.rule.name);
    // Columns are only understood within one line.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
        property(source.path),
        start.line,
        end.line,
        property(&title),
        data(&whole_message(finding)),
    )
}

fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    clean(&escaped).into_owned()
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
