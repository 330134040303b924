//! A table in Markdown, for the page of a pull request or a job.

use super::clean::clean;
use super::format::whole_message;
use super::{Source, Summary};
use crate::lint::Finding;

/// Headline and head of the table.
pub(super) fn opening(totals: &Summary) -> String {
    let head = format!("### rolelint: {}\n", totals.sentence());
    if totals.errors + totals.warnings + totals.infos == 0 {
        return head;
    }
    head + "\n| Severity | Rule | Place | Finding |\n|---|---|---|---|\n"
}

/// One row, with its line end.
pub(super) fn row(finding: &Finding, source: Source<'_>) -> String {
    let line = source.lines.line_of(finding.range.start) + 1;
    format!(
        "| {} | {} {} | {}:{line} | {} |\n",
        finding.severity.name(),
        finding.rule.code,
        finding.rule.name,
        plain(source.path),
        plain(&whole_message(finding))
    )
}

/// Text that Markdown shows as it is: no table cell, tag, link, mention or emphasis begins or ends in it.
fn plain(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(one_line.len());
    for c in clean(&one_line).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // Nobody is called by name from a report.
            '@' => out.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    // An address would become a link by itself.
    out.replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.")
}
