//! How often each rule speaks.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Palette;
use super::json::line;
use crate::config::Severity;
use crate::rules::Rule;

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

/// One line for each rule and severity that was found, the commonest first.
pub fn of(found: impl Iterator<Item = (&'static Rule, Severity)>) -> Vec<Line> {
    let mut counts: BTreeMap<(&str, Severity), Line> = BTreeMap::new();
    for (rule, severity) in found {
        let line = counts.entry((rule.code, severity)).or_insert(Line {
            code: rule.code,
            name: rule.name,
            severity,
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
