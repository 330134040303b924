//! DOC507: duties, and nothing on what this person may decide.

use crate::declare_rule;
use crate::model::SectionKind;
use crate::model::writing::Item;
use crate::prose::Signal;
use crate::rules::document::Part;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NO_DECISION_RIGHTS, "DOC507", "no-decision-rights", Info, "no_decision_rights.md", Check::Role(check),
    profiles: [Spec]
}

/// Where a right may be told.
const MAY_HOLD: [SectionKind; 3] = [SectionKind::Decisions, SectionKind::Duties, SectionKind::Unknown];

/// What tells of a right, or of somebody else's.
const RIGHTS: [Signal; 5] =
    [Signal::Decides, Signal::HasSay, Signal::OrdersBacklog, Signal::OrdersAsTold, Signal::SupportsOrdering];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    // What is missing altogether DOC501 says, once.
    if !role.decisions.is_empty()
        || !context.silence_counts(&MAY_HOLD)
        || context.missing_parts().contains(&Part::Grounds)
    {
        return;
    }
    if role.tells(&RIGHTS) {
        return;
    }
    let place = role.section(SectionKind::Duties).map_or(role.head, |s| s.heading);
    let help = if context.document.is_in_role_language() {
        "Add `Decisions:` with lines such as `alone: order of the backlog`, `with @<who>: release date`, `never: price`."
    } else {
        "Add a section on decisions: what this person decides alone, what together with whom, and what is not theirs to decide."
    };
    let subject = if role.is_owner() { "order of the product backlog" } else { "order of the backlog" };
    reports.push(
        Report::new(place, "The document lists duties but never says what this person may decide.")
            .help(help)
            .fix(
                Fix::new("Add decisions")
                    .add(context.index, Item::decision("alone", subject))
                    .add(context.index, Item::decision("never", "<what others decide>")),
            )
            .confidence(kind.confidence)
            .absence(),
    );
}
