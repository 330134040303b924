//! What is known and accepted: waivers of a role and of the configuration, and suppressions in comments.

use super::{Finding, Voice};
use crate::config::Settings;
use crate::model::{Document, Fact, Role, Suppression, Waiver};
use crate::rules::Rule;

/// Drops what is waived or suppressed. Naming any of the codes behind one fact silences the fact.
pub(super) fn apply(document: &Document, voices: Vec<Voice>, settings: &Settings) -> Vec<Finding> {
    let silent = |voice: &Voice| {
        let role = voice.role.and_then(|i| document.roles.get(i));
        std::iter::once(voice.finding.rule).chain(voice.folded.iter().copied()).any(|rule| {
            settings.waives(rule.code, rule.name, role.map(|r| r.slug.as_str()))
                || role.is_some_and(|role| is_waived(role, rule, settings))
                || document.suppressions.iter().any(|s| is_suppressed(s, &voice.finding, rule))
        })
    };
    voices.into_iter().filter(|v| !silent(v)).map(|v| v.finding).collect()
}

fn names(codes: &[Fact<String>], rule: &Rule) -> bool {
    codes.iter().any(|c| c.value.eq_ignore_ascii_case(rule.code) || c.value.eq_ignore_ascii_case(rule.name))
}

fn is_waived(role: &Role, rule: &Rule, settings: &Settings) -> bool {
    role.waivers.iter().any(|w| names(&w.codes, rule) && holds(w, settings.today.as_deref()))
}

/// A waiver holds up to and with its last day; without a clock it holds.
fn holds(waiver: &Waiver, today: Option<&str>) -> bool {
    match (&waiver.until, today) {
        (Some(until), Some(today)) => until.value.as_str() >= today,
        _ => true,
    }
}

fn is_suppressed(suppression: &Suppression, finding: &Finding, rule: &Rule) -> bool {
    let place = suppression.target;
    let inside = place.start <= finding.range.start && finding.range.start <= place.end;
    inside && (suppression.codes.is_empty() || names(&suppression.codes, rule))
}
