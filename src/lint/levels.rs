//! Several roles in one document: the levels of one job, and one message for all of them.
//!
//! A ladder says of each level what is new there. So what one level says the others need not repeat, and what all of them leave
//! out is told once, at the first of them.

use super::{Found, Related, Voice, Where, is_first_draft};
use crate::model::Document;

/// What is missing at one level and said at another of the same job is missing at neither.
pub(super) fn drop_what_another_level_says(document: &Document, mut findings: Vec<Found>) -> Vec<Found> {
    let jobs: Vec<Vec<usize>> = document.jobs();
    for levels in jobs.iter().filter(|levels| levels.len() > 1) {
        let absent = |code: &str| -> Vec<usize> {
            let of_code = findings.iter().filter(|f| f.absence && f.finding.rule.code == code);
            of_code.filter_map(|f| f.role).filter(|role| levels.contains(role)).collect()
        };
        let codes: Vec<&str> = findings.iter().filter(|f| f.absence).map(|f| f.finding.rule.code).collect();
        let said: Vec<&str> = codes
            .into_iter()
            .filter(|code| {
                let absent = absent(code);
                let judged = |role: &usize| document.roles.get(*role).is_some_and(|r| !is_first_draft(r));
                levels.iter().any(|role| judged(role) && !absent.contains(role))
            })
            .collect();
        findings.retain(|f| {
            let here = f.absence && f.role.is_some_and(|role| levels.contains(&role));
            !(here && said.contains(&f.finding.rule.code))
        });
    }
    findings
}

/// The same message for several levels of a job, or for several roles of a Markdown document, is told at the first of them;
/// the others are related places, and its fix mends them as well. References are looked up one by one.
pub(super) fn tell_once(document: &Document, voices: Vec<Voice>) -> Vec<Voice> {
    if document.roles.len() < 2 {
        return voices;
    }
    let jobs = document.jobs();
    let together = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) if a != b => {
            !document.is_in_role_language() || jobs.iter().any(|levels| levels.contains(&a) && levels.contains(&b))
        }
        _ => false,
    };
    let mut told: Vec<Voice> = Vec::new();
    for voice in voices {
        let finding = &voice.finding;
        let same = told.iter_mut().find(|t| {
            t.finding.rule.code == finding.rule.code
                && t.finding.message == finding.message
                && together(t.role, voice.role)
                && !finding.rule.code.starts_with("REF")
        });
        let Some(first) = same else {
            told.push(voice);
            continue;
        };
        first.finding.severity = first.finding.severity.max(finding.severity);
        if first.finding.range == finding.range {
            continue;
        }
        let title = voice.role.and_then(|i| document.roles.get(i)).map_or("", |role| role.title.as_str());
        first
            .finding
            .related
            .push(Related { place: Where::Here(finding.range), message: format!("The same holds for ‘{title}’.") });
        for fix in &mut first.finding.fixes {
            if let Some(other) = finding.fixes.iter().find(|other| other.title == fix.title) {
                fix.take_in(other);
            }
        }
    }
    told
}
