//! FW308: in LeSS the teams clarify with users themselves, and here the owner stands between.

use crate::declare_rule;
use crate::knowledge::FrameworkName;
use crate::model::Duty;
use crate::model::writing::Item;
use crate::prose::{Category, Hold, Mode, Signal};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    LESS_GO_BETWEEN, "FW308", "less-go-between", Info, "less_go_between.md", Check::Role(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    if !context.uses(&[FrameworkName::Less, FrameworkName::LessHuge]) || connects(context) {
        return;
    }
    let between = |d: &&Duty| d.hold == Hold::Owns && d.reading.has(Signal::GoesBetween);
    let duties: Vec<&Duty> = role.duties.iter().filter(between).collect();
    let Some(first) = duties.first() else { return };
    let named = role.framework.iter().find(|f| matches!(f.value.name, FrameworkName::Less | FrameworkName::LessHuge));
    let report =
        Report::new(first.text_range, "In LeSS the owner orders the work; teams clarify it with users themselves.")
            .help("Turn it round: `Bring teams and users together to clarify items`.")
            .confidence(named.map_or(1.0, |f| f.confidence).min(kind.confidence))
            .evidence(duties.iter().map(|d| d.text_range))
            .fix(Fix::new("Bring teams and users together instead").rewrite(
                first.range,
                Item::duty(Category::Discovery, "Bring teams and users together to clarify items"),
            ));
    reports.push(
        duties[1..].iter().fold(report, |report, duty| report.related_here(duty.text_range, "stands between, too")),
    );
}

/// Teams and users meet here by some way: then the owner is not the only one.
fn connects(context: &RoleContext<'_>) -> bool {
    let role = context.role;
    let meets_with_teams = role.contacts.iter().any(|c| {
        c.is_direct()
            && c.class.is_customer_or_user()
            && c.mode == Mode::Together
            && (!c.listed || c.references.iter().any(|r| role.teams.iter().any(|t| t.value == r.value)))
    });
    meets_with_teams || role.duties.iter().any(|d| d.reading.has(Signal::ConnectsTeams))
}
