//! PM105: requirements are passed on instead of problems being chosen.

use crate::declare_rule;
use crate::model::Role;
use crate::prose::{Right, Signal, Subject};
use crate::rules::{Check, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    REQUIREMENTS_RELAY, "PM105", "requirements-relay", Warning, "requirements_relay.md", Check::Role(check)
}

/// One pattern can be chance; two make a way of working.
const PATTERNS_AT_LEAST: usize = 2;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    if decides_priorities(role) {
        return;
    }
    // Who looks into a request while taking it passes nothing on blindly.
    let relays = role.duties.iter().filter(|d| !d.reading.has(Signal::Researches));
    let (mut places, mut confidence) = (Vec::<TextRange>::new(), kind.confidence);
    for duty in relays {
        for found in &duty.reading.signals {
            if matches!(found.signal, Signal::CollectsRequirements | Signal::HandsRequirements) {
                places.push(found.range);
                confidence = confidence.min(duty.confidence);
            }
        }
    }
    if places.len() < PATTERNS_AT_LEAST {
        return;
    }
    let mut report = Report::new(
        places[0],
        "The role passes requirements from one group to another instead of deciding what is worth solving.",
    )
    .confidence(confidence)
    .evidence(places.iter().copied())
    .help("Turn one of these round: `Find out with users and the team which problem is behind the request`.");
    for place in &places[1..] {
        report = report.related_here(*place, "passed on here, too");
    }
    reports.push(report);
}

fn decides_priorities(role: &Role) -> bool {
    role.decisions.iter().any(|d| {
        d.right == Right::Alone
            && (matches!(d.subject, Subject::Vision | Subject::Goal | Subject::Strategy | Subject::Roadmap)
                || d.subject.is_backlog_order())
    })
}
