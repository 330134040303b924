//! The code quality report of GitLab, which follows that of Code Climate.

use serde_json::json;

use super::Source;
use super::format::whole_message;
use super::json::line;
use crate::config::Severity;
use crate::lint::Finding;
use crate::lint::baseline::{digest, fingerprint};

/// The issues of one file. GitLab shows only one of several with the same fingerprint: equal findings are counted through.
pub(super) fn issues(findings: &[Finding], source: Source<'_>) -> String {
    let mut seen: Vec<String> = Vec::new();
    let issue = |finding: &Finding| {
        let print = fingerprint(finding, source.text);
        let before = seen.iter().filter(|other| **other == print).count();
        seen.push(print.clone());
        let severity = match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        };
        line(&json!({
            "description": whole_message(finding),
            "check_name": finding.rule.code,
            "fingerprint": digest(&[source.path, &print, &before.to_string()]),
            "severity": severity,
            "location": {"path": source.path, "lines": {
                "begin": source.lines.line_of(finding.range.start) + 1,
                "end": source.lines.line_of(finding.range.end) + 1,
            }},
        }))
    };
    findings.iter().map(issue).collect::<Vec<_>>().join(",\n")
}
