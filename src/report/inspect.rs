//! What was understood of a document, for programs: one JSON object on one line. The shape is a contract.

use serde::Serialize;

use super::Source;
use super::json::{line, rounded};
use crate::model::{Contact, Decision, Document, Duty, Fact, Level, Measure, Requirement, Role};
use crate::prose::{Category, ContactClass, MeasureType, Mode, Right};
use crate::text::TextRange;

#[derive(Serialize)]
struct DocumentShape<'a> {
    file: &'a str,
    format: &'static str,
    role_document: bool,
    roles: Vec<RoleShape<'a>>,
}

#[derive(Serialize)]
struct RoleShape<'a> {
    id: &'a str,
    title: &'a str,
    line: u32,
    kind: Option<&'static str>,
    kind_confidence: f64,
    framework: Vec<&'static str>,
    level: Option<&'static str>,
    reports_to: Option<&'a str>,
    duties: Vec<DutyShape<'a>>,
    contacts: Vec<ContactShape<'a>>,
    decisions: Vec<DecisionShape<'a>>,
    measures: Vec<MeasureShape<'a>>,
    requirements: Vec<RequirementShape<'a>>,
}

#[derive(Serialize)]
struct DutyShape<'a> {
    line: u32,
    text: &'a str,
    category: Category,
    second: Option<Category>,
    share: f64,
    share_given: bool,
    confidence: f64,
    evidence: Vec<&'a str>,
}

#[derive(Serialize)]
struct ContactShape<'a> {
    line: u32,
    who: &'a str,
    class: ContactClass,
    per_month: Option<f64>,
    mode: Mode,
    direct: bool,
    confidence: f64,
}

#[derive(Serialize)]
struct DecisionShape<'a> {
    line: u32,
    subject: &'a str,
    right: Right,
}

#[derive(Serialize)]
struct MeasureShape<'a> {
    line: u32,
    text: &'a str,
    #[serde(rename = "type")]
    class: MeasureType,
}

#[derive(Serialize)]
struct RequirementShape<'a> {
    line: u32,
    text: &'a str,
    strength: &'static str,
}

/// The document as one line of JSON, with its line end.
pub fn json(document: &Document, source: Source<'_>) -> String {
    let shape = DocumentShape {
        file: source.path,
        format: document.format.name(),
        role_document: document.role_document,
        roles: document.roles.iter().map(|role| RoleShape::of(role, source)).collect(),
    };
    line(&shape) + "\n"
}

/// The line of a Markdown file that is no role document, with its line end.
pub fn no_role_document(path: &str) -> String {
    let shape = DocumentShape { file: path, format: "markdown", role_document: false, roles: Vec::new() };
    line(&shape) + "\n"
}

impl<'a> RoleShape<'a> {
    fn of(role: &'a Role, source: Source<'a>) -> RoleShape<'a> {
        let line = |range: TextRange| source.lines.line_of(range.start) + 1;
        RoleShape {
            id: &role.slug,
            title: &role.title.value,
            line: line(role.head),
            kind: role.kind.as_ref().map(|k| k.value.slug()),
            kind_confidence: role.kind.as_ref().map_or(0.0, |k| rounded(k.confidence)),
            framework: role.framework.iter().map(|f| f.value.name.slug()).collect(),
            level: role.level.as_ref().map(|l| level(l.value)),
            reports_to: role.reports_to.as_ref().map(|r| r.value.0.as_str()),
            duties: role.duties.iter().map(|d| DutyShape::of(d, line(d.range), source.text)).collect(),
            contacts: role.contacts.iter().map(|c| ContactShape::of(c, line(c.range))).collect(),
            decisions: role.decisions.iter().map(|d| DecisionShape::of(d, line(d.range))).collect(),
            measures: role.measures.iter().map(|m| MeasureShape::of(m, line(m.range))).collect(),
            requirements: role.requirements.iter().map(|r| RequirementShape::of(r, line(r.range))).collect(),
        }
    }
}

impl<'a> DutyShape<'a> {
    fn of(duty: &'a Duty, line: u32, source: &'a str) -> DutyShape<'a> {
        DutyShape {
            line,
            text: &duty.text,
            category: duty.category.value,
            second: duty.second,
            share: rounded(duty.share),
            share_given: duty.share_given.is_some(),
            confidence: rounded(duty.category.confidence),
            evidence: evidence(&duty.category, source),
        }
    }
}

impl<'a> ContactShape<'a> {
    fn of(contact: &'a Contact, line: u32) -> ContactShape<'a> {
        ContactShape {
            line,
            who: &contact.who,
            class: contact.class,
            per_month: contact.cadence.and_then(|c| c.per_month()).map(rounded),
            mode: contact.mode,
            direct: contact.is_direct(),
            confidence: rounded(contact.confidence),
        }
    }
}

impl<'a> DecisionShape<'a> {
    fn of(decision: &'a Decision, line: u32) -> DecisionShape<'a> {
        DecisionShape { line, subject: &decision.text, right: decision.right }
    }
}

impl<'a> MeasureShape<'a> {
    fn of(measure: &'a Measure, line: u32) -> MeasureShape<'a> {
        MeasureShape { line, text: &measure.text, class: measure.class }
    }
}

impl<'a> RequirementShape<'a> {
    fn of(requirement: &'a Requirement, line: u32) -> RequirementShape<'a> {
        RequirementShape { line, text: &requirement.text, strength: if requirement.must { "must" } else { "nice" } }
    }
}

/// The words that decided; those of the fact itself where it was written as such.
pub(super) fn evidence<'a, T>(fact: &Fact<T>, source: &'a str) -> Vec<&'a str> {
    let written = fact.evidence.is_empty() && fact.confidence >= 1.0;
    let own = written.then_some(fact.range);
    fact.evidence.iter().copied().chain(own).map(|range| range.of(source).trim()).filter(|w| !w.is_empty()).collect()
}

/// The word of the `.role` language for a level.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Associate => "associate",
        Level::Junior => "junior",
        Level::Mid => "mid",
        Level::Senior => "senior",
        Level::Lead => "lead",
        Level::Principal => "principal",
        Level::Group => "group",
        Level::Head => "head",
        Level::Director => "director",
        Level::Vp => "vp",
        Level::Cpo => "cpo",
    }
}
