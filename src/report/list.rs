//! The list of rules.

use serde::Serialize;

use super::json::line;
use super::{Palette, clean};
use crate::config::Severity;
use crate::model::Profile;
use crate::rules::Rule;

/// One rule as it is listed.
#[derive(Debug, Serialize)]
struct Line {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    /// Where it speaks: `spec` and `post` documents, or the `org`anisation as a whole.
    profiles: Vec<&'static str>,
    /// Whether it offers to mend what it finds.
    fix: bool,
    since: &'static str,
    /// A rule of the organisation's own.
    own: bool,
    summary: &'static str,
}

impl Line {
    fn of(rule: &'static Rule) -> Line {
        let profiles = match rule.profiles {
            [] if rule.is_across() => vec!["org"],
            [] => vec!["spec", "post"],
            profiles => profiles.iter().map(|p| profile(*p)).collect(),
        };
        Line {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            profiles,
            fix: has_fix(rule.document),
            since: rule.since,
            own: rule.own().is_some(),
            summary: rule.summary(),
        }
    }
}

fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Spec => "spec",
        Profile::Post => "post",
    }
}

/// A rule that mends shows how: its document then has an example of the text after the fix.
fn has_fix(document: &str) -> bool {
    document.lines().any(|line| {
        line.trim_start().strip_prefix("```").is_some_and(|info| info.split_whitespace().any(|word| word == "fixed"))
    })
}

/// The rules as a table.
pub fn text(rules: &[&'static Rule], palette: &Palette) -> String {
    let lines: Vec<Line> = rules.iter().map(|r| Line::of(r)).collect();
    let widest = |text: fn(&Line) -> &str| lines.iter().map(|l| text(l).len()).max().unwrap_or(0);
    let (codes, names) = (widest(|l| l.code).max(4), widest(|l| l.name).max(4));
    let Palette { strong, dim, .. } = palette;
    let mut out = format!(
        "{dim}{:codes$}  {:names$}  {:8}  {:7}  {:3}  summary{dim:#}\n",
        "code", "name", "severity", "profile", "fix"
    );
    for line in &lines {
        let severity = palette.severity(line.severity);
        let row = format!(
            "{strong}{:codes$}{strong:#}  {:names$}  {severity}{:8}{severity:#}  {:7}  {:3}  {}",
            line.code,
            line.name,
            line.severity.name(),
            if line.profiles.len() > 1 { "all" } else { line.profiles.first().copied().unwrap_or_default() },
            if line.fix { "yes" } else { "" },
            clean(line.summary)
        );
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// The rules as one JSON array.
pub fn json(rules: &[&'static Rule]) -> String {
    let lines: Vec<String> = rules.iter().map(|r| line(&Line::of(r))).collect();
    format!("[{}]\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_mends_when_its_document_shows_the_text_after_the_fix() {
        assert!(has_fix("# A\n\n```role fails\nRole: A\n```\n\n```role fixed\nRole: B\n```\n"));
        assert!(!has_fix("# A\n\nIt is fixed by hand.\n\n```role fails\nRole: fixed\n```\n"));
    }
}
