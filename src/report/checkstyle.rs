//! Checkstyle XML, which many viewers of warnings read.

use std::fmt::Write;

use super::Source;
use super::format::whole_message;
use super::xml::escaped;
use crate::lint::Finding;

/// What stands before the files.
pub(super) const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
/// What stands after them.
pub(super) const CLOSING: &str = "</checkstyle>\n";

/// One file with findings.
pub(super) fn file(findings: &[Finding], source: Source<'_>) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut out = format!("  <file name=\"{}\">\n", escaped(source.path));
    for finding in findings {
        let place = source.lines.line_column(source.text, finding.range.start);
        let _ = writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"rolelint.{}\"/>",
            place.line,
            place.column,
            finding.severity.name(),
            escaped(&whole_message(finding)),
            finding.rule.code,
        );
    }
    out + "  </file>\n"
}
