//! Findings for programs: one JSON object, or one a line. The shape is a contract; `version` grows when it changes.

use serde::Serialize;

use super::{Note, Source, Sources, Summary, clean};
use crate::config::Severity;
use crate::lint::Finding;
use crate::model::FileId;
use crate::rules::{Fix, Related, Where};
use crate::text::{LineColumn, LineIndex, TextRange};
use crate::workspace::edits_of;

/// Version of the shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct FindingShape<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    message: &'a str,
    file: &'a str,
    role: Option<&'a str>,
    range: RangeShape,
    confidence: f64,
    evidence: Vec<EvidenceShape<'a>>,
    related: Vec<RelatedShape<'a>>,
    fixes: Vec<FixShape<'a>>,
    help: String,
}

#[derive(Serialize)]
struct RangeShape {
    start: PlaceShape,
    end: PlaceShape,
}

#[derive(Serialize)]
struct PlaceShape {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct EvidenceShape<'a> {
    line: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedShape<'a> {
    file: &'a str,
    range: RangeShape,
    message: &'a str,
}

#[derive(Serialize)]
struct FixShape<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditShape<'a>>,
}

#[derive(Serialize)]
struct EditShape<'a> {
    file: &'a str,
    range: RangeShape,
    text: String,
}

/// Appends one finding as a JSON object on one line, without a line end.
pub fn finding(out: &mut Vec<u8>, finding: &Finding, sources: &dyn Sources) {
    let Some(source) = sources.source(finding.file) else { return };
    let shape = FindingShape {
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity,
        message: &finding.message,
        file: source.path,
        role: finding.role.as_deref(),
        range: range(source, finding.range),
        confidence: rounded(finding.confidence),
        evidence: finding
            .evidence
            .iter()
            .map(|&range| EvidenceShape { line: source.lines.line_of(range.start) + 1, text: range.of(source.text) })
            .collect(),
        related: finding.related.iter().filter_map(|r| related(r, source, sources)).collect(),
        fixes: finding.fixes.iter().filter_map(|f| fix(f, finding.file, sources)).collect(),
        help: finding.rule.page(),
    };
    out.extend_from_slice(line(&shape).as_bytes());
}

/// A value as JSON on one line. Characters that a terminal would obey are escaped, also those that JSON would let stand.
pub(super) fn line(value: &impl Serialize) -> String {
    // What is written here has strings as keys and no other way to fail.
    let line = serde_json::to_string(value).unwrap_or_default();
    if !clean::may_hold_obeyed(&line) || !line.chars().any(clean::is_obeyed) {
        return line;
    }
    let mut escaped = String::with_capacity(line.len());
    for c in line.chars() {
        if clean::is_obeyed(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped += &format!("\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

fn related<'a>(related: &'a Related, source: Source<'a>, sources: &'a dyn Sources) -> Option<RelatedShape<'a>> {
    let (file, range) = match related.place {
        Where::Here(here) => (source.path, range(source, here)),
        Where::There(place) => {
            let at = |(line, column)| PlaceShape { line, column };
            (sources.path(place.file)?, RangeShape { start: at(place.start), end: at(place.end) })
        }
    };
    Some(RelatedShape { file, range, message: &related.message })
}

/// A fix whose files are all at hand.
fn fix<'a>(fix: &'a Fix, file: FileId, sources: &'a dyn Sources) -> Option<FixShape<'a>> {
    let edits = edits_of(fix, file, sources)?.into_iter().map(|(file, edit)| {
        let source = sources.source(file)?;
        Some(EditShape { file: source.path, range: range(source, edit.range), text: edit.text })
    });
    Some(FixShape { title: &fix.title, safe: fix.is_safe(), edits: edits.collect::<Option<_>>()? })
}

fn range(source: Source<'_>, range: TextRange) -> RangeShape {
    RangeShape {
        start: place(source.lines, source.text, range.start),
        end: place(source.lines, source.text, range.end),
    }
}

fn place(lines: &LineIndex, text: &str, offset: u32) -> PlaceShape {
    let LineColumn { line, column } = lines.line_column(text, offset);
    PlaceShape { line, column }
}

/// A share or confidence with four digits: more would be noise of the arithmetic.
pub(super) fn rounded(value: f32) -> f64 {
    // The sum of nothing is -0, which nobody wants to read.
    (f64::from(value) * 10_000.0).round() / 10_000.0 + 0.0
}

/// What stands before the findings of the one object; findings follow with `,` and a line end between.
pub fn opening() -> String {
    format!("{{\"version\":{VERSION},\n\"findings\":[")
}

/// What stands after the findings of the one object.
pub fn closing(notes: &[Note], summary: &Summary) -> String {
    let notes: Vec<String> = notes.iter().map(line).collect();
    format!("],\n\"notes\":[{}],\n\"summary\":{}}}\n", notes.join(",\n"), line(summary))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::examples::Example;
    use super::*;

    #[test]
    fn a_finding_has_the_agreed_shape() {
        let example = Example::new("Role: 😀 Owner\nDuties:\n- Write tickets\n");
        let mut told = example.finding("Owner");
        told.confidence = 0.9;
        told.evidence = vec![example.range("tickets")];
        told.related =
            vec![Related { place: Where::Here(example.range("Duties:")), message: "nothing here".to_owned() }];
        told.fixes = vec![Fix::new("Say stories").safe().replace(example.range("tickets"), "stories")];
        let mut line = Vec::new();
        finding(&mut line, &told, &example);
        let value: serde_json::Value = serde_json::from_slice(&line).unwrap();
        let place = |line: u32, column: u32| json!({"line": line, "column": column});
        assert_eq!(
            value,
            json!({
                "code": "PO101", "name": "no-customer-contact", "severity": "warning",
                "message": "This product owner never meets a customer or user.",
                "file": "roles/po.role", "role": "product-owner",
                "range": {"start": place(1, 9), "end": place(1, 14)},
                "confidence": 0.9,
                "evidence": [{"line": 3, "text": "tickets"}],
                "related": [{"file": "roles/po.role", "range": {"start": place(2, 1), "end": place(2, 8)}, "message": "nothing here"}],
                "fixes": [{"title": "Say stories", "safe": true, "edits": [
                    {"file": "roles/po.role", "range": {"start": place(3, 9), "end": place(3, 16)}, "text": "stories"}]}],
                "help": "https://rolelint.dev/rules/po101.html"
            })
        );
        assert!(!line.contains(&b'\n'));
    }

    #[test]
    fn json_holds_nothing_that_a_terminal_obeys() {
        let text = "a\u{1b}b\u{9b}c\u{202e}d\u{E0041}e\u{7f} “é” 😀";
        let written = line(&text);
        assert!(!written.chars().any(clean::is_obeyed), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        assert_eq!(line(&"“é” 😀"), "\"“é” 😀\"");
    }

    #[test]
    fn the_one_object_is_json_with_and_without_findings() {
        let notes = [Note { file: "a.md".to_owned(), line: 1, message: "no role document: nothing".to_owned() }];
        let summary = Summary { files: 1, ..Summary::default() };
        for (findings, notes) in [("", &notes[..]), ("{\"code\":\"X\"}", &[])] {
            let whole = format!("{}{findings}{}", opening(), closing(notes, &summary));
            let value: serde_json::Value = serde_json::from_str(&whole).unwrap();
            assert_eq!(value["version"], 1);
            assert_eq!(value["findings"].as_array().map(Vec::len), Some(usize::from(!findings.is_empty())));
            assert_eq!(value["notes"].as_array().map(Vec::len), Some(notes.len()));
            assert_eq!(
                value["summary"],
                json!({"files": 1, "passed_over": 0, "context_files": 0, "roles": 0, "errors": 0, "warnings": 0, "infos": 0})
            );
        }
    }
}
