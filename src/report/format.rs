//! Findings in the formats of other programs: each file's findings are a piece by themselves, between an opening and a closing.

use super::{Note, Palette, Sources, Summary, checkstyle, github, gitlab, json, junit, rdjson, sarif, summary, text};
use crate::lint::Finding;
use crate::model::FileId;
use crate::rules::Rule;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object a finding, one finding a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Commands of GitHub's workflows.
    Github,
    /// Code quality report of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// Reviewdog's diagnostics.
    Rdjson,
    /// A table in Markdown, for pull requests.
    Summary,
}

impl Format {
    /// In the order in which they are listed.
    pub const ALL: [Format; 10] = [
        Format::Text,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Checkstyle,
        Format::Rdjson,
        Format::Summary,
    ];

    /// As it is written behind `--output-format`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Checkstyle => "checkstyle",
            Format::Rdjson => "rdjson",
            Format::Summary => "summary",
        }
    }

    /// Whom or what it is for, in one line.
    pub fn purpose(self) -> &'static str {
        match self {
            Format::Text => "For people",
            Format::Json => "One JSON object",
            Format::Jsonl => "One JSON object a finding, one finding a line",
            Format::Sarif => "SARIF 2.1.0, for code scanning",
            Format::Github => "Annotations of GitHub's workflows",
            Format::Gitlab => "Code quality report of GitLab",
            Format::Junit => "JUnit XML",
            Format::Checkstyle => "Checkstyle XML",
            Format::Rdjson => "Diagnostics for reviewdog",
            Format::Summary => "A table in Markdown, for pull requests",
        }
    }

    /// Whether one document holds all findings, so that notes and summary beside it would be of another one.
    pub fn holds_notes(self) -> bool {
        self == Format::Json
    }

    /// Whether a file without findings is told of, too.
    pub fn tells_of_clean_files(self) -> bool {
        matches!(self, Format::Junit)
    }

    /// What stands before all findings. `own`: the organisation's own rules, where the format describes rules.
    pub fn opening(self, totals: &Summary, own: &[&'static Rule]) -> String {
        match self {
            Format::Text | Format::Jsonl | Format::Github => String::new(),
            Format::Json => json::opening() + "\n",
            Format::Sarif => sarif::opening(own),
            Format::Gitlab => "[\n".to_owned(),
            Format::Junit => junit::opening(totals),
            Format::Checkstyle => checkstyle::OPENING.to_owned(),
            Format::Rdjson => rdjson::opening(),
            Format::Summary => summary::opening(totals),
        }
    }

    /// What stands between the pieces of two files that are not empty.
    pub fn between(self) -> &'static str {
        match self {
            Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => ",\n",
            _ => "",
        }
    }

    /// What stands after all findings. `any`: there was a piece.
    pub fn closing(self, notes: &[Note], totals: &Summary) -> String {
        match self {
            Format::Text | Format::Jsonl | Format::Github | Format::Summary => String::new(),
            Format::Json => json::closing(notes, totals),
            Format::Sarif => sarif::closing(),
            Format::Gitlab => "\n]\n".to_owned(),
            Format::Junit => junit::CLOSING.to_owned(),
            Format::Checkstyle => checkstyle::CLOSING.to_owned(),
            Format::Rdjson => rdjson::CLOSING.to_owned(),
        }
    }

    /// The piece of one file.
    pub fn piece(self, file: FileId, findings: &[Finding], sources: &dyn Sources, palette: &Palette) -> Vec<u8> {
        let Some(source) = sources.source(file) else { return Vec::new() };
        let each = |write: &dyn Fn(&Finding) -> String, between: &str| {
            findings.iter().map(write).filter(|told| !told.is_empty()).collect::<Vec<_>>().join(between)
        };
        let piece = match self {
            Format::Text => {
                let mut out = String::new();
                findings.iter().for_each(|finding| text::finding(&mut out, finding, sources, palette));
                out
            }
            Format::Json | Format::Jsonl => {
                let line = |finding: &Finding| {
                    let mut out = Vec::new();
                    json::finding(&mut out, finding, sources);
                    String::from_utf8(out).unwrap_or_default()
                };
                let ends = if self == Format::Jsonl && !findings.is_empty() { "\n" } else { "" };
                each(&line, if self == Format::Json { ",\n" } else { "\n" }) + ends
            }
            Format::Sarif => each(&|finding| sarif::result(finding, source, sources), ",\n"),
            Format::Github => each(&|finding| github::command(finding, source), ""),
            Format::Gitlab => gitlab::issues(findings, source),
            Format::Junit => junit::suite(findings, source),
            Format::Checkstyle => checkstyle::file(findings, source),
            Format::Rdjson => each(&|finding| rdjson::diagnostic(finding, source, sources), ",\n"),
            Format::Summary => each(&|finding| summary::row(finding, source), ""),
        };
        piece.into_bytes()
    }
}

/// Message and what to write, on one line.
pub(super) fn whole_message(finding: &Finding) -> String {
    let message = finding.message.trim();
    if finding.help.is_empty() { message.to_owned() } else { format!("{message} {}", finding.help.trim()) }
}
