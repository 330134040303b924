//! PM105: requirements are passed on instead of problems being chosen.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Duty, Role};
use crate::prose::{Category, Right, Signal, SignalReading, Subject};
use crate::rules::{Check, Fix, Report, RoleContext};
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
    report = report.fix(turn_round(context));
    for place in &places[1..] {
        report = report.related_here(*place, "passed on here, too");
    }
    reports.push(report);
}

/// The bullets that pass most on ask for the problem instead, until no pattern is left.
fn turn_round(context: &RoleContext<'_>) -> Fix {
    let relays = |d: &&Duty| !d.reading.has(Signal::Researches) && patterns(d) > 0;
    let mut duties: Vec<&Duty> = context.role.duties.iter().filter(relays).collect();
    duties.sort_by_key(|d| (std::cmp::Reverse(patterns(d)), d.range));
    let mut left: usize = duties.iter().map(|d| patterns(d)).sum();
    let mut fix = Fix::new("Find out which problem is behind the requests");
    let texts = [
        "Find out with users and the team which problem is behind each request",
        "Choose with the team which of these problems is solved next, and say why",
    ];
    for (duty, text) in duties.into_iter().zip(texts) {
        if left >= PATTERNS_AT_LEAST {
            left -= patterns(duty);
            fix = fix.rewrite(duty.range, Item::duty(Category::Discovery, text));
        }
    }
    fix
}

fn patterns(duty: &Duty) -> usize {
    let relays = |s: &&SignalReading| matches!(s.signal, Signal::CollectsRequirements | Signal::HandsRequirements);
    duty.reading.signals.iter().filter(relays).count()
}

fn decides_priorities(role: &Role) -> bool {
    role.decisions.iter().any(|d| {
        d.right == Right::Alone
            && (matches!(d.subject, Subject::Vision | Subject::Goal | Subject::Strategy | Subject::Roadmap)
                || d.subject.is_backlog_order())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
    use crate::model::Decision;
    use crate::model::testing::{duty, role, showing};

    #[test]
    fn two_patterns_and_no_say_make_a_relay() {
        let count =
            |role: &Role| crate::rules::testing::reports(&REQUIREMENTS_RELAY, role.clone(), &Settings::default()).len();
        let mut manager = role(Kind::ProductManager);
        let collects = showing(duty(Category::Stakeholder, 0.9, 1.0), Signal::CollectsRequirements);
        manager.duties = vec![collects.clone()];
        assert_eq!(count(&manager), 0);
        manager.duties = vec![showing(collects.clone(), Signal::HandsRequirements)];
        assert_eq!(count(&manager), 1);
        manager.duties = vec![showing(showing(collects, Signal::HandsRequirements), Signal::Researches)];
        assert_eq!(count(&manager), 0);
        manager.duties.iter_mut().for_each(|d| d.reading.signals.retain(|s| s.signal != Signal::Researches));
        let range = TextRange::default();
        let (right, subject) = (Right::Alone, Subject::Goal);
        manager.decisions =
            vec![Decision { text: String::new(), subject, right, with: Vec::new(), range, confidence: 1.0 }];
        assert_eq!(count(&manager), 0);
    }
}
