//! How often each rule speaks.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Palette;
use super::json::line;
use crate::config::Severity;
use crate::lint::Finding;

/// How often one rule speaks at one severity.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Code of the rule.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Severity in force.
    pub severity: Severity,
    /// How often.
    pub count: usize,
}

/// One line for each rule and severity, the commonest first.
pub fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Line> {
    let mut counts: BTreeMap<(&str, Severity), Line> = BTreeMap::new();
    for finding in findings {
        let line = counts.entry((finding.rule.code, finding.severity)).or_insert(Line {
            code: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity,
            count: 0,
        });
        line.count += 1;
    }
    let mut lines: Vec<Line> = counts.into_values().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.count));
    lines
}

/// The lines as a table.
pub fn text(lines: &[Line], palette: &Palette) -> String {
    let digits = lines.iter().map(|l| l.count.to_string().len()).max().unwrap_or(0);
    let mut out = String::new();
    for line in lines {
        let (severity, strong) = (palette.severity(line.severity), palette.strong);
        out += &format!(
            "{:>digits$}  {strong}{}{strong:#}  {severity}{:7}{severity:#}  {}\n",
            line.count,
            line.code,
            line.severity.name(),
            line.name
        );
    }
    out
}

/// The lines as one JSON array.
pub fn json(lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("[{}]\n", lines.join(",\n"))
}
