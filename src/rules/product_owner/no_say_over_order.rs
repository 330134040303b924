//! PO105: somebody else decides the order of the owner's backlog.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::FrameworkName;
use crate::model::Level;
use crate::model::writing::Item;
use crate::prose::{Category, Hold, Right, Signal, Subject, read_subject};
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    NO_SAY_OVER_ORDER, "PO105", "no-say-over-order", Warning, "no_say_over_order.md", Check::Role(check)
}

/// A place that takes the order away.
struct Taken {
    range: TextRange,
    /// The whole entry.
    item: TextRange,
    /// An entry of Decisions, not a duty.
    decision: bool,
    confidence: f32,
    /// Only a supporting part in ordering, not an order set by others.
    supporting: bool,
    shows: &'static str,
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    // A decision read out of a duty is no more than that duty says; only a right of its own settles the matter.
    let stated = role.decisions.iter().filter(|d| !role.duties.iter().any(|duty| duty.range.contains_range(d.range)));
    let mut held = stated.filter(|d| is_owners_backlog(d.subject) && matches!(d.right, Right::Alone | Right::With));
    if held.next().is_some() {
        return;
    }
    let taken = taken_away(context);
    let Some(first) = taken.first() else { return };
    let mut report = Report::new(first.range, "This owner carries the backlog but someone else decides its order.")
        .confidence(taken.iter().map(|t| t.confidence).fold(kind.confidence, f32::min))
        .evidence(taken.iter().map(|t| t.range))
        .help(if context.document.is_in_role_language() {
            "If the order is this owner's, write `- alone: order of the backlog` under Decisions."
        } else {
            "If the order is this owner's, write `Decides the order of the backlog`."
        });
    report = report.fix(give_order(context, &taken));
    let learns = role.level.as_ref().is_some_and(|l| matches!(l.value, Level::Associate | Level::Junior));
    if learns && taken.iter().all(|t| t.supporting) {
        report = report.severity(Severity::Info);
    }
    for further in &taken[1..] {
        report = report.related_here(further.range, further.shows);
    }
    reports.push(report);
}

/// Every place that takes the order away says that it is this owner's.
fn give_order(context: &RoleContext<'_>, taken: &[Taken]) -> Fix {
    let subject =
        if context.uses(&[FrameworkName::Safe]) { "order of the team backlog" } else { "order of the backlog" };
    taken.iter().fold(context.grounded(Fix::new("Let this owner decide the order")), |fix, place| {
        let item = match place.decision {
            true => Item::decision("alone", subject),
            false => Item::duty(Category::Backlog, format!("Decide on the {subject}")),
        };
        fix.rewrite(place.item, item)
    })
}

fn taken_away(context: &RoleContext<'_>) -> Vec<Taken> {
    let role = context.role;
    // In SAFe features are Product Management's to order; only the team's backlog is the owner's.
    let counts = |subject: Subject| {
        if context.uses(&[FrameworkName::Safe]) {
            subject == Subject::TeamBacklogOrder
        } else {
            is_owners_backlog(subject)
        }
    };
    let decisions =
        role.decisions.iter().filter(|d| matches!(d.right, Right::Advises | Right::Never) && counts(d.subject)).map(
            |d| Taken {
                range: d.range,
                item: d.range,
                decision: true,
                confidence: d.confidence,
                supporting: false,
                shows: "the order is somebody else's here",
            },
        );
    let orders_itself = role.duties.iter().any(|d| d.hold == Hold::Owns && d.reading.has(Signal::OrdersBacklog));
    let duties = role.duties.iter().filter_map(|duty| {
        let told = duty.reading.has(Signal::OrdersAsTold);
        let supports = duty.reading.has(Signal::SupportsOrdering) && !orders_itself;
        let mine = !context.uses(&[FrameworkName::Safe]) || counts(read_subject(&duty.text).0);
        (mine && (told || supports)).then_some(Taken {
            range: duty.text_range,
            item: duty.range,
            decision: false,
            confidence: duty.confidence,
            supporting: !told,
            shows: if told { "ordered as somebody else decides" } else { "only supports the ordering" },
        })
    });
    decisions.chain(duties).collect()
}

/// The order of the backlog that an owner is there for; those of a train or a solution are others'.
fn is_owners_backlog(subject: Subject) -> bool {
    matches!(subject, Subject::BacklogOrder | Subject::TeamBacklogOrder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::{Framework, Kind};
    use crate::model::testing::{duty, role, showing};
    use crate::model::{Decision, Fact, Role};

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&NO_SAY_OVER_ORDER, owner.clone(), &Settings::default()).len()
    }

    fn decision(right: Right, subject: Subject) -> Decision {
        let range = TextRange::new(50, 60);
        Decision { text: String::new(), subject, right, with: Vec::new(), range, confidence: 1.0 }
    }

    #[test]
    fn a_right_to_the_order_settles_it() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![showing(duty(Category::Backlog, 0.9, 1.0), Signal::OrdersAsTold)];
        assert_eq!(count(&owner), 1);
        owner.decisions = vec![decision(Right::Advises, Subject::BacklogOrder)];
        assert_eq!(count(&owner), 1, "one finding for one fact");
        let held = decision(Right::With, Subject::BacklogOrder);
        owner.decisions = vec![Decision { range: owner.duties[0].range, ..held.clone() }];
        assert_eq!(count(&owner), 1, "a decision read out of the duty says no more than the duty");
        owner.decisions = vec![held];
        assert_eq!(count(&owner), 0);
    }

    #[test]
    fn in_safe_only_the_order_of_the_team_backlog_is_the_owners() {
        let mut owner = role(Kind::ProductOwner);
        owner.framework.extend(Framework::parse("SAFe 6").map(|f| Fact::stated(f, TextRange::default())));
        owner.decisions = vec![decision(Right::Advises, Subject::ArtBacklogOrder)];
        assert_eq!(count(&owner), 0);
        owner.decisions = vec![decision(Right::Never, Subject::TeamBacklogOrder)];
        assert_eq!(count(&owner), 1);
    }

    #[test]
    fn support_is_passed_over_where_another_duty_holds_the_ordering() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![showing(duty(Category::Backlog, 0.9, 0.5), Signal::SupportsOrdering)];
        assert_eq!(count(&owner), 1);
        owner.duties.push(showing(duty(Category::Backlog, 0.9, 0.5), Signal::OrdersBacklog));
        assert_eq!(count(&owner), 0);
    }
}
