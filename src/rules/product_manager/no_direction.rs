//! PM103: nothing sets a direction.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Level, Role, SectionKind, Told};
use crate::prose::{Category, Right, Signal, Subject, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NO_DIRECTION, "PM103", "no-direction", Warning, "no_direction.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    let sections = [SectionKind::Duties, SectionKind::Decisions];
    if !role.mix_is_known() || role.keeps_elsewhere(&sections) || has_direction(role) {
        return;
    }
    // An associate takes part in goals that others answer for.
    let duty = if context.is_associate() {
        "Contribute to the product's goals and know what will not be done"
    } else {
        "Set the product's goals and say what will not be done"
    };
    let near = role.tells_of(Theme::NearDirection);
    if near == Some(Told::OfTheWork) {
        return;
    }
    let report = Report::new(
        role.head,
        "No duty sets a vision, goal or strategy, the part that makes the job more than coordination.",
    )
    .confidence(kind.confidence)
    .absence()
    .help(if context.document.is_in_role_language() {
        format!("Add a duty such as `- 15% strategy: {duty}`.")
    } else {
        format!("Add a duty such as `{duty}`.")
    })
    .fix(
        context
            .grounded(Fix::new("Add a duty that sets the direction"))
            .add(context.index, Item::duty_with_share(15, Category::Strategy, duty)),
    );
    reports.push(if near.is_some() { report.severity(Severity::Info) } else { report });
}

fn has_direction(role: &Role) -> bool {
    let in_duties = role.duties.iter().any(|d| {
        d.is_known() && *d.category == Category::Strategy
            || d.reading.has(Signal::SetsDirection)
            || d.reading.has(Signal::ProductGoal)
    });
    // Under a lead who holds the strategy, advising on it is this level's part.
    let below_a_lead =
        role.level.as_ref().is_some_and(|l| matches!(l.value, Level::Associate | Level::Junior | Level::Mid));
    in_duties
        || role.decisions.iter().any(|d| {
            matches!(d.subject, Subject::Vision | Subject::Goal | Subject::Strategy)
                && match d.right {
                    Right::Alone | Right::With => true,
                    Right::Advises => below_a_lead,
                    Right::Never => false,
                }
        })
}
