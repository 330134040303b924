//! PM101: a manager whose duties are backlog and delivery alone.

use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::SectionKind;
use crate::model::writing::Item;
use crate::prose::Category;
use crate::rules::{Check, Fix, Report, RoleContext, percent};

declare_rule! {
    BACKLOG_ONLY, "PM101", "backlog-only", Error, "backlog_only.md", Check::Role(check),
    silences: ["PM102", "PM103", "PM106", "DOC502"]
}

const INWARD: [Category; 2] = [Category::Backlog, Category::Delivery];
const AHEAD: [Category; 3] = [Category::Strategy, Category::Roadmap, Category::GoToMarket];
/// As much direction and market as may be there without making a difference.
const AHEAD_AT_MOST: f32 = 0.10;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    if !role.mix_is_known() || role.researches() || role.keeps_elsewhere(&[SectionKind::Duties]) {
        return;
    }
    let share: f32 = INWARD.iter().map(|c| role.share(*c)).sum();
    let ahead: f32 = AHEAD.iter().map(|c| role.share(*c)).sum();
    if share + f32::EPSILON < context.limits().backlog_only_share || ahead > AHEAD_AT_MOST + f32::EPSILON {
        return;
    }
    let report = Report::new(
            role.head,
            format!(
                "This {}'s duties are backlog and delivery work ({}); discovery, strategy and market are missing.",
                kind.label(),
                percent(share),
            ),
        )
        .confidence(kind.confidence.min(role.mix_confidence(&INWARD)))
        .absence()
        .evidence(role.duties_in(&INWARD).map(|d| d.text_range))
        .help("Say what this role finds out with users, which direction it sets and what it learns from use; or, where that is others' work, state the kind of role it is.");
    reports.push(report.fixes(add_what_is_missing(context)).fixes(call_it_an_owner(context)));
}

/// Discovery, strategy and analytics, with time from the backlog lines.
fn add_what_is_missing(context: &RoleContext<'_>) -> Option<Fix> {
    const NEW: [(u32, Category, &str); 3] = [
        (20, Category::Discovery, "Interview users and test ideas before they are built"),
        (15, Category::Strategy, "Set the product's goals and say what will not be done"),
        (10, Category::Analytics, "Measure after each release whether users do what was hoped"),
    ];
    let role = context.role;
    // Three lines beside very many leave the mix as it is.
    let inward = role.duties_in(&INWARD).count();
    if !role.shares_given() && inward * 10 >= (role.duties.len() + NEW.len()) * 7 {
        return None;
    }
    let from: Vec<_> = role.duties_in(&INWARD).map(|d| d.range).collect();
    let fix = context.grounded(Fix::new("Add discovery, strategy and analytics"));
    Some(NEW.into_iter().fold(fix, |fix, (share, category, text)| {
        fix.add_from(context.index, Item::duty_with_share(share, category, text), from.iter().copied())
    }))
}

/// The other way round: the duties are right, and it is an owner's role.
fn call_it_an_owner(context: &RoleContext<'_>) -> Option<Fix> {
    let fix = Fix::new("Say that this is a product owner's role, in Scrum").only_offered();
    let named = context.name_it(fix, Kind::ProductOwner)?;
    Some(if context.frameworks().is_empty() { named.set(context.index, "Framework", "Scrum") } else { named })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::Role;
    use crate::model::testing::{duty, role, showing};
    use crate::prose::Signal;

    fn speaks(manager: &Role) -> bool {
        !crate::rules::testing::reports(&BACKLOG_ONLY, manager.clone(), &Settings::default()).is_empty()
    }

    fn manager(inward: f32, ahead: f32) -> Role {
        let mut manager = role(Kind::ProductManager);
        manager.duties = vec![
            duty(Category::Backlog, 0.9, inward / 2.0),
            duty(Category::Delivery, 0.9, inward / 2.0),
            duty(Category::Strategy, 0.9, ahead),
            duty(Category::Stakeholder, 0.9, 1.0 - inward - ahead),
        ];
        manager
    }

    #[test]
    fn the_limits_are_inclusive() {
        assert!(speaks(&manager(0.7, 0.1)));
        assert!(!speaks(&manager(0.69, 0.1)));
        assert!(!speaks(&manager(0.8, 0.11)));
    }

    #[test]
    fn research_within_other_work_is_discovery_enough() {
        let mut manager = manager(0.9, 0.0);
        assert!(speaks(&manager));
        manager.duties[1] = showing(manager.duties[1].clone(), Signal::Researches);
        assert!(!speaks(&manager));
    }
}
