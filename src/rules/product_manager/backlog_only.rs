//! PM101: a manager whose duties are backlog and delivery alone.

use crate::declare_rule;
use crate::model::SectionKind;
use crate::prose::Category;
use crate::rules::{Check, Report, RoleContext, percent};

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
    reports.push(
        Report::new(
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
        .help("Say what this role finds out with users, which direction it sets and what it learns from use; or, where that is others' work, state the kind of role it is."),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
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
