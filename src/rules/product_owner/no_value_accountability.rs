//! PO104: nothing makes the owner answerable for value.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Role, SectionKind, Told};
use crate::prose::{Category, Hold, MeasureType, Right, Signal, Subject, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NO_VALUE_ACCOUNTABILITY, "PO104", "no-value-accountability", Warning, "no_value_accountability.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let sections = [SectionKind::Purpose, SectionKind::Duties, SectionKind::Decisions, SectionKind::Measures];
    if role.keeps_elsewhere(&sections) || answers_for_value(role) {
        return;
    }
    let help = if context.document.is_in_role_language() {
        "Add a duty such as `- 10% strategy: Set and explain the Product Goal`, and an `outcome:` under Measures."
    } else {
        "Add a duty such as `Set and explain the Product Goal`, and say what changes for whom when it goes well."
    };
    let message = "Nothing here makes the owner answerable for the value of the product.";
    let severity = if keeps_a_list(role) { Severity::Warning } else { Severity::Info };
    reports.push(
        Report::new(role.head, message)
            .severity(severity)
            .confidence(kind.confidence)
            .absence()
            .help(help)
            .fixes(with_a_goal(context))
            .fix(context.add_outcome(Fix::new("Add a measure of outcome"))),
    );
}

/// A duty and a measure; only the measure where one more duty of strategy would make another job of the mix.
fn with_a_goal(context: &RoleContext<'_>) -> Option<Fix> {
    let role = context.role;
    let ahead: f32 =
        [Category::Strategy, Category::Discovery, Category::GoToMarket].iter().map(|c| role.share(*c)).sum();
    let duties = role.duties.len() as f32;
    let stays = (ahead * duties + 1.0) / (duties + 1.0) < 0.5;
    stays.then(|| {
        context
            .add_outcome(Fix::new("Make this role answerable for a Product Goal and an outcome"))
            .add(context.index, Item::duty_with_share(10, Category::Strategy, "Set and explain the Product Goal"))
    })
}

/// What an owned duty shows that answers for value: value itself, its goal, a direction, or figures by which it shows.
const ANSWERS: [Signal; 4] = [Signal::OwnsValue, Signal::ProductGoal, Signal::SetsDirection, Signal::WatchesSuccess];

/// Whether most of the work is the list and what comes off it.
fn keeps_a_list(role: &Role) -> bool {
    let list = role.share(Category::Backlog);
    list > 0.0 && list + role.share(Category::Delivery) >= 0.5
}

fn answers_for_value(role: &Role) -> bool {
    role.tells_of(Theme::Success) == Some(Told::OfTheWork)
        || role.duties.iter().any(|duty| {
            let owned = duty.hold == Hold::Owns;
            // The bare words satisfy the letter; that no outcome follows is OUT402's finding.
            duty.reading.has(Signal::BareValue)
                || owned && ANSWERS.iter().any(|s| duty.reading.has(*s))
                || owned && duty.is_known() && *duty.category == Category::Strategy
        })
        || role.purpose.iter().any(|statement| {
            [Signal::UserBenefit, Signal::OwnsValue, Signal::BareValue].iter().any(|s| statement.reading.has(*s))
        })
        || role.measures.iter().any(|m| matches!(m.class, MeasureType::Outcome | MeasureType::Impact))
        || role.decisions.iter().any(|d| {
            matches!(d.subject, Subject::Vision | Subject::Goal | Subject::Strategy)
                && matches!(d.right, Right::Alone | Right::With)
        })
}
