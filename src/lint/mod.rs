//! Runs the rules on a document and makes findings of their reports: severity, one fact one voice, suppression, waivers.

pub mod baseline;
mod levels;
mod silence;

use crate::config::{Settings, Severity};
use crate::model::{Document, FileId, Level, Organisation, Role, SectionKind};
use crate::rules::{
    self, Check, DocumentContext, Fix, Related, Report, RoleContext, Rule, Spoken, WaiverContext, Where,
};
use crate::text::TextRange;

/// One finding.
#[derive(Clone)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// Severity in force.
    pub severity: Severity,
    /// What is missing or at odds.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
    /// File it stands in.
    pub file: FileId,
    /// Id or slug of the role, where it is about one.
    pub role: Option<String>,
    /// Where.
    pub range: TextRange,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// The words that show it, in the same file.
    pub evidence: Vec<TextRange>,
    /// Further places.
    pub related: Vec<Related>,
    /// Narrower findings that it speaks for, with their places.
    pub folded: Vec<(&'static Rule, TextRange)>,
    /// Ways to mend it, the best one first; `crate::workspace::edits_of` tells the edits.
    pub fixes: Vec<Fix>,
    /// What stands there does nothing any more.
    pub unnecessary: bool,
}

/// Asserted facts below this confidence cost a step of severity.
const SURE: f32 = 0.7;
/// A role with fewer duties is a first draft, on which DOC501 speaks alone (beside references, which are no absence).
const FIRST_DRAFT: usize = 2;

/// All findings of one document, in order of place, then code. `file` is the document's own file in `organisation`.
pub fn lint(document: &Document, file: FileId, organisation: &Organisation, settings: &Settings) -> Vec<Finding> {
    settings.vocabulary.titles.in_force(|| findings(document, file, organisation, settings))
}

fn findings(document: &Document, file: FileId, organisation: &Organisation, settings: &Settings) -> Vec<Finding> {
    if !document.role_document {
        return Vec::new();
    }
    let mut findings: Vec<Found> = Vec::new();
    // Wider rules whose finding about this role stands in another one.
    let mut elsewhere: Vec<(usize, &'static Rule)> = Vec::new();
    let mut reports = Vec::new();
    for rule in rules::all_of(settings).filter(|r| r.is_selected(settings) && speaks(r, document)) {
        if let Check::Document(check) = rule.check {
            check(&DocumentContext { document, file, organisation, settings }, &mut reports);
            for report in reports.drain(..) {
                let owner = document.roles.iter().position(|r| r.range.contains_range(report.range));
                let role = owner.and_then(|i| document.roles.get(i));
                findings.push(Found::new(owner, rule, report, file, role, settings));
            }
            continue;
        }
        for (index, role) in document.roles.iter().enumerate() {
            let context = RoleContext { document, role, index, file, organisation, settings };
            if !rule.applies_to(context.profile()) || (is_first_draft(role) && !speaks_on_drafts(rule)) {
                continue;
            }
            match rule.check {
                Check::Role(check) | Check::Workspace(check) => check(&context, &mut reports),
                Check::Own(own) => rules::check_own(own, &context, &mut reports),
                Check::Document(_) | Check::Waivers(_) => continue,
            }
            for report in reports.drain(..) {
                if report.elsewhere {
                    elsewhere.push((index, rule));
                    continue;
                }
                if report.absence && kept_elsewhere(role) {
                    continue;
                }
                findings.push(Found::new(Some(index), rule, report, file, Some(role), settings));
            }
        }
    }
    let of_waivers = of_waivers(document, file, organisation, settings, &spoken(document, &findings, &elsewhere));
    let findings = levels::drop_what_another_level_says(document, findings);
    let mut voices = levels::tell_once(document, one_voice(findings, &elsewhere));
    voices.extend(of_waivers);
    let mut findings = silence::apply(document, voices, settings);
    findings.sort_by(|a, b| (a.range.start, a.rule.code, a.range.end).cmp(&(b.range.start, b.rule.code, b.range.end)));
    findings
}

/// All that was found, before anything was folded or waived.
fn spoken(document: &Document, findings: &[Found], elsewhere: &[(usize, &'static Rule)]) -> Vec<Spoken> {
    let here = findings.iter().map(|f| Spoken { rule: f.finding.rule, role: f.role, start: f.finding.range.start });
    let told_elsewhere = elsewhere.iter().filter_map(|(index, rule)| {
        let role = document.roles.get(*index)?;
        Some(Spoken { rule, role: Some(*index), start: role.head.start })
    });
    here.chain(told_elsewhere).collect()
}

/// What is to be said of waivers, now that it is known what they hide.
fn of_waivers(
    document: &Document,
    file: FileId,
    organisation: &Organisation,
    settings: &Settings,
    spoken: &[Spoken],
) -> Vec<Voice> {
    if document.suppressions.is_empty() && document.roles.iter().all(|r| r.waivers.is_empty()) {
        return Vec::new();
    }
    let ran = |index: Option<usize>, rule: &Rule| {
        let role = index.and_then(|i| document.roles.get(i).map(|role| (i, role)));
        let alone = matches!(rule.check, Check::Role(_) | Check::Own(_)) || organisation.rooted;
        alone
            && rule.is_selected(settings)
            && speaks(rule, document)
            && role.is_none_or(|(index, role)| {
                let context = RoleContext { document, role, index, file, organisation, settings };
                rule.applies_to(context.profile()) && (!is_first_draft(role) || speaks_on_drafts(rule))
            })
    };
    let context = WaiverContext { document, settings, spoken, ran: &ran };
    let mut found = Vec::new();
    let mut reports = Vec::new();
    for rule in rules::all().filter(|r| r.is_selected(settings)) {
        let Check::Waivers(check) = rule.check else { continue };
        check(&context, &mut reports);
        for report in reports.drain(..) {
            let owner = document.roles.iter().position(|r| r.range.contains_range(report.range));
            let role = owner.and_then(|i| document.roles.get(i));
            found.push(Voice { finding: finding(rule, report, file, role, settings), role: owner, folded: Vec::new() });
        }
    }
    found
}

/// In a language without a vocabulary only what is written as such can be judged: references and sums. Conditions of an
/// organisation's own rules tell by themselves what they can judge.
fn speaks(rule: &Rule, document: &Document) -> bool {
    document.language == "en" || rule.own().is_some() || rule.code.starts_with("REF") || rule.code == "DOC503"
}

fn is_first_draft(role: &Role) -> bool {
    role.duties.len() < FIRST_DRAFT
}

fn speaks_on_drafts(rule: &Rule) -> bool {
    rule.own().is_some() || rule.code == "DOC501" || rule.code.starts_with("REF")
}

/// Duties that live behind an include: nothing may be called missing.
fn kept_elsewhere(role: &Role) -> bool {
    role.sections.iter().any(|s| s.kept_elsewhere && matches!(s.kind, SectionKind::Duties | SectionKind::Unknown))
}

fn finding(rule: &'static Rule, report: Report, file: FileId, role: Option<&Role>, settings: &Settings) -> Finding {
    let mut severity = report.severity.unwrap_or(rule.severity);
    if report.confidence < SURE {
        severity = severity.lower();
    }
    // An organisation that asks for something means every document, whatever its form.
    if report.absence && rule.own().is_none() && role.is_some_and(|r| !r.structured) {
        severity = severity.lower();
    }
    let associate = role.is_some_and(|r| r.level.as_ref().is_some_and(|l| l.value == Level::Associate));
    if associate && rule.code.starts_with("PM1") {
        severity = severity.lower();
    }
    Finding {
        rule,
        severity: settings.severity_of(rule.code, rule.name, severity),
        message: report.message,
        help: report.help,
        file,
        role: role.map(|r| r.slug.clone()),
        range: report.range,
        confidence: report.confidence,
        evidence: report.evidence,
        related: report.related,
        folded: Vec::new(),
        fixes: report.fixes,
        unnecessary: report.unnecessary,
    }
}

/// A finding before it is known what else speaks.
struct Found {
    finding: Finding,
    role: Option<usize>,
    /// It rests on something the document does not say.
    absence: bool,
}

impl Found {
    fn new(
        index: Option<usize>,
        rule: &'static Rule,
        report: Report,
        file: FileId,
        role: Option<&Role>,
        settings: &Settings,
    ) -> Found {
        let absence = report.absence;
        Found { finding: finding(rule, report, file, role, settings), role: index, absence }
    }
}

/// A finding with the codes of those it speaks for.
struct Voice {
    finding: Finding,
    role: Option<usize>,
    folded: Vec<&'static Rule>,
}

/// One fact, one voice: a wider rule takes in what narrower ones say of the same role.
fn one_voice(findings: Vec<Found>, elsewhere: &[(usize, &'static Rule)]) -> Vec<Voice> {
    let mut findings: Vec<(Option<usize>, Finding)> = findings.into_iter().map(|f| (f.role, f.finding)).collect();
    let told = |role: Option<usize>, code: &str| {
        elsewhere.iter().any(|(at, rule)| Some(*at) == role && rule.silences.contains(&code))
    };
    findings.retain(|(role, finding)| !told(*role, finding.rule.code));
    let wider: Vec<(Option<usize>, &'static Rule)> =
        findings.iter().filter(|(_, f)| !f.rule.silences.is_empty()).map(|(role, f)| (*role, f.rule)).collect();
    let speaker_of = |role: Option<usize>, code: &str| {
        wider.iter().find(|(r, rule)| *r == role && rule.silences.contains(&code)).map(|(_, rule)| rule.code)
    };
    let (folded, kept): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|(role, f)| speaker_of(*role, f.rule.code).is_some());
    let mut voices: Vec<Voice> =
        kept.into_iter().map(|(role, finding)| Voice { finding, role, folded: Vec::new() }).collect();
    for (role, narrow) in folded {
        let speaker = speaker_of(role, narrow.rule.code);
        let voice = voices.iter_mut().find(|v| v.role == role && Some(v.finding.rule.code) == speaker);
        if let Some(voice) = voice {
            let message = format!("{} {}: {}", narrow.rule.code, narrow.rule.name, narrow.message);
            voice.finding.related.push(Related { place: Where::Here(narrow.range), message });
            voice.folded.push(narrow.rule);
            voice.finding.folded.push((narrow.rule, narrow.range));
        }
    }
    voices
}
