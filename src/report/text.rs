//! Findings for people, one block each, in the manner of rustc and Ruff.
//!
//! Written here because annotate-snippets 0.12 takes 82,000 instructions (6 microseconds) for a finding with less in it than the 22,000 of
//! this: with ten findings in each of a thousand documents, more than half of the time that the whole run may take.

use std::fmt::Write;

use super::snippet::snippet;
use super::{Palette, Source, Sources, clean, words};
use crate::lint::Finding;
use crate::rules::{Fix, Where};
use crate::text::TextRange;

/// Words of evidence are cut after so many characters.
/// From this confidence on a finding does not say how sure it is.
const SAID: f32 = 0.9;
const EVIDENCE: usize = 60;
/// No more places of evidence are shown than these.
const EVIDENCE_PLACES: usize = 3;

/// A piece of a mark below a line; whole pieces are quicker to write than characters.
const MARK: &str = "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^";

/// Appends one finding and an empty line.
pub fn finding(out: &mut String, finding: &Finding, sources: &dyn Sources, palette: &Palette) {
    // Most findings need no more; writing to a String cannot fail.
    out.reserve(512);
    let _ = write_finding(out, finding, sources, palette);
}

fn write_finding(out: &mut String, finding: &Finding, sources: &dyn Sources, palette: &Palette) -> std::fmt::Result {
    let Palette { strong, margin, .. } = palette;
    let severity = palette.severity(finding.severity);
    writeln!(
        out,
        "{severity}{}[{}]{severity:#}{}{strong}: {}{strong:#}",
        finding.severity.name(),
        finding.rule.code,
        if finding.fixes.iter().any(Fix::is_safe) { " [*]" } else { "" },
        clean(&finding.message)
    )?;
    let Some(source) = sources.source(finding.file) else { return writeln!(out) };
    let at = source.lines.line_column(source.text, finding.range.start);
    let number = at.line.to_string();
    let gutter = number.len();
    writeln!(out, "{:gutter$}{margin}-->{margin:#} {}:{}:{}", "", clean(source.path), at.line, at.column)?;

    let marked = Marked::of(source, finding.range);
    writeln!(out, "{:gutter$} {margin}|{margin:#}", "")?;
    let separator = if marked.line.is_empty() { "" } else { " " };
    writeln!(out, "{margin}{number} |{margin:#}{separator}{}", marked.line)?;
    write!(out, "{:gutter$} {margin}|{margin:#} {:2$}", "", "", marked.start)?;
    write!(out, "{severity}")?;
    for done in (0..marked.width).step_by(MARK.len()) {
        out.push_str(&MARK[..MARK.len().min(marked.width - done)]);
    }
    if let Some(last) = marked.last_line {
        write!(out, " up to line {last}")?;
    }
    writeln!(out, "{severity:#}")?;

    let mut details = Details { out, gutter, palette, opened: false };
    details.evidence(finding, source)?;
    for related in &finding.related {
        let (path, at) = match related.place {
            Where::Here(range) => (source.path, source.lines.line_column(source.text, range.start)),
            Where::There(place) => match sources.path(place.file) {
                Some(path) => {
                    let (line, column) = place.start;
                    (path, crate::text::LineColumn { line, column })
                }
                None => continue,
            },
        };
        if related.place == Where::Here(finding.range) {
            details.line("also", format_args!("{}", clean(&related.message)))?;
            continue;
        }
        details.line("see", format_args!("{}:{}:{}: {}", clean(path), at.line, at.column, clean(&related.message)))?;
    }
    if !finding.help.is_empty() {
        details.line("help", format_args!("{}", clean(&finding.help)))?;
    }
    for fix in &finding.fixes {
        let safe = match (fix.is_safe(), fix.has_placeholder()) {
            (true, _) => "",
            (false, true) => " (to be completed by hand)",
            (false, false) => " (to be looked over)",
        };
        details.line("fix", format_args!("{}{safe}", clean(&fix.title)))?;
    }
    writeln!(out)
}

/// The lines below a snippet.
struct Details<'a> {
    out: &'a mut String,
    gutter: usize,
    palette: &'a Palette,
    opened: bool,
}

impl Details<'_> {
    fn line(&mut self, label: &str, text: std::fmt::Arguments<'_>) -> std::fmt::Result {
        let Palette { margin, strong, .. } = self.palette;
        let gutter = self.gutter;
        if !self.opened {
            writeln!(self.out, "{:gutter$} {margin}|{margin:#}", "")?;
            self.opened = true;
        }
        writeln!(self.out, "{:gutter$} {margin}={margin:#} {strong}{label}{strong:#}: {text}", "")
    }

    /// The words that the finding was read from, where they are not the marked ones.
    fn evidence(&mut self, finding: &Finding, source: Source<'_>) -> std::fmt::Result {
        let mut shown = String::new();
        let others = finding.evidence.iter().filter(|&&range| range != finding.range && !range.is_empty());
        let more = others.clone().count().saturating_sub(EVIDENCE_PLACES);
        for &range in others.take(EVIDENCE_PLACES) {
            if !shown.is_empty() {
                shown.push_str("; ");
            }
            let line = source.lines.line_of(range.start) + 1;
            write!(shown, "line {line} \"{}\"", clean(&words(source.text, range, EVIDENCE)))?;
        }
        if more > 0 {
            write!(shown, " and {more} more")?;
        }
        let sure = finding.confidence;
        match (shown.is_empty(), sure < SAID) {
            (true, true) => self.line("confidence", format_args!("{:.0}%, by the words around it", sure * 100.0)),
            (true, false) => Ok(()),
            (false, true) => self.line("read from", format_args!("{shown} (confidence {:.0}%)", sure * 100.0)),
            (false, false) => self.line("read from", format_args!("{shown}")),
        }
    }
}

/// The first line of a range.
struct Marked {
    line: String,
    start: usize,
    width: usize,
    /// Line (from 1) on which the range ends, if that is another one.
    last_line: Option<u32>,
}

impl Marked {
    fn of(source: Source<'_>, range: TextRange) -> Marked {
        let first = source.lines.line_of(range.start);
        let bytes = source.lines.line_range(first);
        let content = bytes.of(source.text).trim_end_matches(['\n', '\r']);
        let start = (range.start.saturating_sub(bytes.start)) as usize;
        let end = (range.end.saturating_sub(bytes.start) as usize).min(content.len());
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let last = source.lines.line_of(last_byte);
        let snippet = snippet(content, start, end);
        Marked {
            line: snippet.line.trim_end().to_owned(),
            start: snippet.start,
            width: snippet.width,
            last_line: (last > first).then_some(last + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn shown(finding_: &Finding, example: &Example) -> String {
        let mut out = String::new();
        finding(&mut out, finding_, example, &Palette::plain());
        out
    }

    #[test]
    fn a_finding_shows_where_it_stands_and_what_it_was_read_from() {
        let example = Example::new("Role: Product Owner\n\nDuties:\n- Write tickets for sales\n- Order the backlog\n");
        let mut bare = example.finding("Role: Product Owner");
        insta::assert_snapshot!(shown(&bare, &example), @r"
        warning[PO101]: This product owner never meets a customer or user.
         --> roles/po.role:1:1
          |
        1 | Role: Product Owner
          | ^^^^^^^^^^^^^^^^^^^
        ");
        bare.help = "Write under Contacts: customers (customer): every week, directly".to_owned();
        bare.confidence = 0.6;
        bare.evidence = vec![example.range("tickets for sales"), example.range("Order the backlog")];
        bare.related = vec![crate::rules::Related {
            place: Where::Here(example.range("- Order")),
            message: "the order is kept here".to_owned(),
        }];
        insta::assert_snapshot!(shown(&bare, &example), @r#"
        warning[PO101]: This product owner never meets a customer or user.
         --> roles/po.role:1:1
          |
        1 | Role: Product Owner
          | ^^^^^^^^^^^^^^^^^^^
          |
          = read from: line 4 "tickets for sales"; line 5 "Order the backlog" (confidence 60%)
          = see: roles/po.role:5:1: the order is kept here
          = help: Write under Contacts: customers (customer): every week, directly
        "#);
    }

    #[test]
    fn ranges_of_many_lines_and_none_are_marked_too() {
        let example = Example::new("Role: A\r\nDuties:\r\n- one\r\n- two\r\n");
        let many = example.finding("Duties:\r\n- one\r\n- two");
        insta::assert_snapshot!(shown(&many, &example), @r"
        warning[PO101]: This product owner never meets a customer or user.
         --> roles/po.role:2:1
          |
        2 | Duties:
          | ^^^^^^^ up to line 4
        ");
        let whole_line = example.finding("- one\r\n");
        insta::assert_snapshot!(shown(&whole_line, &example), @r"
        warning[PO101]: This product owner never meets a customer or user.
         --> roles/po.role:3:1
          |
        3 | - one
          | ^^^^^
        ");
        let mut at_the_end = many;
        at_the_end.range = TextRange::from_usize(example.text.len(), example.text.len());
        insta::assert_snapshot!(shown(&at_the_end, &example), @r"
        warning[PO101]: This product owner never meets a customer or user.
         --> roles/po.role:5:1
          |
        5 |
          | ^
        ");
    }

    #[test]
    fn nothing_in_a_finding_is_obeyed_by_a_terminal() {
        let example = Example::new("Role: \u{1b}]0;x\u{7} owner\n");
        let mut finding = example.finding("\u{1b}]0;x\u{7}");
        finding.message = "'\u{1b}[2J' is no word".to_owned();
        finding.help = "a\nb".to_owned();
        let out = shown(&finding, &example);
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
        insta::assert_snapshot!(out, @r"
        warning[PO101]: '␛[2J' is no word
         --> roles/po.role:1:7
          |
        1 | Role: ␛]0;x␇ owner
          |       ^^^^^^
          |
          = help: a␊b
        ");
    }
}
