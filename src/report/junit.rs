//! JUnit XML, which most build servers show: a file is a suite, a finding a test that failed.

use std::fmt::Write;

use super::format::whole_message;
use super::xml::escaped;
use super::{Source, Summary};
use crate::lint::Finding;

/// What stands before the suites.
pub(super) fn opening(totals: &Summary) -> String {
    let findings = totals.errors + totals.warnings + totals.infos;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"rolelint\" failures=\"{findings}\" errors=\"0\">\n"
    )
}

/// What stands after them.
pub(super) const CLOSING: &str = "</testsuites>\n";

/// One file. Without findings it is one test that passed.
pub(super) fn suite(findings: &[Finding], source: Source<'_>) -> String {
    let file = escaped(source.path);
    let tests = findings.len().max(1);
    let mut out =
        format!("  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\">\n", findings.len());
    if findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"rolelint\" classname=\"{file}\"/>");
    }
    for finding in findings {
        let place = source.lines.line_column(source.text, finding.range.start);
        let name = escaped(&format!("{} {}", finding.rule.code, finding.rule.name));
        let _ = writeln!(
            out,
            "    <testcase name=\"{name} ({}:{})\" classname=\"{file}\">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
            place.line,
            place.column,
            finding.severity.name(),
            escaped(&finding.message),
            escaped(&format!("{}:{}:{}: {}", source.path, place.line, place.column, whole_message(finding))),
        );
    }
    out + "  </testsuite>\n"
}
