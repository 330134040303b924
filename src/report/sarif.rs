//! SARIF 2.1.0, the static analysis results format of OASIS: results with places, fingerprints and fixes.

use serde_json::{Value, json};

use super::format::whole_message;
use super::json::line;
use super::{Source, Sources};
use crate::config::Severity;
use crate::lint::Finding;
use crate::lint::baseline::fingerprint;
use crate::rules::{self, Rule, Where};
use crate::text::TextRange;
use crate::workspace::edits_of;

/// What stands before the results: the tool with all its rules.
pub(super) fn opening(own: &[&'static Rule]) -> String {
    let rules: Vec<Value> = rules::all().chain(own.iter().copied()).map(descriptor).collect();
    let driver = json!({
        "name": "rolelint",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},\n\
         \"columnKind\":\"unicodeCodePoints\",\"results\":[\n",
        line(&driver)
    )
}

/// What stands after the results.
pub(super) fn closing() -> String {
    "\n]}]}\n".to_owned()
}

fn descriptor(rule: &Rule) -> Value {
    let mut descriptor = json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary()},
        "defaultConfiguration": {"level": level(rule.severity)},
        "help": {"text": rule.document, "markdown": rule.document},
    });
    let page = rule.page();
    if !page.is_empty() {
        descriptor["helpUri"] = json!(page);
    }
    descriptor
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// One result.
pub(super) fn result(finding: &Finding, source: Source<'_>, sources: &dyn Sources) -> String {
    let related: Vec<Value> = finding
        .related
        .iter()
        .filter_map(|related| {
            let mut location = match related.place {
                Where::Here(range) => location(source, range),
                Where::There(place) => json!({"physicalLocation": {
                    "artifactLocation": {"uri": uri(sources.path(place.file)?)},
                    "region": {"startLine": place.start.0, "startColumn": place.start.1, "endLine": place.end.0, "endColumn": place.end.1},
                }}),
            };
            location["message"] = json!({"text": related.message});
            Some(location)
        })
        .enumerate()
        .map(|(id, mut location)| {
            location["id"] = json!(id);
            location
        })
        .collect();
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.severity),
        "message": {"text": whole_message(finding)},
        "locations": [location(source, finding.range)],
        "partialFingerprints": {"rolelint/v1": fingerprint(finding, source.text)},
        "properties": {"confidence": super::json::rounded(finding.confidence)},
    });
    if let Some(index) = rules::all().position(|r| r.code == finding.rule.code) {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(|fix| {
        let edits = edits_of(fix, finding.file, sources)?;
        let mut changes: Vec<Value> = Vec::new();
        for file in edits.iter().map(|(file, _)| *file).collect::<std::collections::BTreeSet<_>>() {
            let source = sources.source(file)?;
            let replacements: Vec<Value> = edits
                .iter()
                .filter(|(at, _)| *at == file)
                .map(|(_, edit)| json!({"deletedRegion": region(source, edit.range), "insertedContent": {"text": edit.text}}))
                .collect();
            changes.push(json!({"artifactLocation": {"uri": uri(source.path)}, "replacements": replacements}));
        }
        Some(json!({"description": {"text": fix.title}, "artifactChanges": changes}))
    }).collect();
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    line(&result)
}

fn location(source: Source<'_>, range: TextRange) -> Value {
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(source.path)}, "region": region(source, range)}})
}

fn region(source: Source<'_>, range: TextRange) -> Value {
    let place = |offset| source.lines.line_column(source.text, offset);
    let (start, end) = (place(range.start), place(range.end));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

/// A path as a relative (or absolute) URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri += &format!("%{other:02X}"),
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}
