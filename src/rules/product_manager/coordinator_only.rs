//! PM106: the manager administers a plan and decides nothing in it.

use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::model::{Duty, Role, SectionKind, Stage};
use crate::prose::{Category, Hold, Right, Signal, Subject};
use crate::rules::{Check, Fix, Report, RoleContext, percent};

declare_rule! {
    COORDINATOR_ONLY, "PM106", "coordinator-only", Warning, "coordinator_only.md", Check::Role(check),
    silences: ["PM103", "DOC502"]
}

/// Shares are sums of fractions; equal to a limit counts as reached.
const TINY: f32 = 0.001;
const DATES: [Category; 2] = [Category::Project, Category::Delivery];
/// Counting bullets needs this many about dates to say anything of the mix.
const BULLETS_AT_LEAST: usize = 2;
/// Half of the work is what DOC502 takes for a project manager's.
const PROJECT_MANAGERS: f32 = 0.5;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    let sections = [SectionKind::Duties, SectionKind::Decisions];
    if !role.mix_is_known() || !context.silence_counts(&sections) || decides(role) || has_strategy(role) {
        return;
    }
    let report = chases_dates(context).or_else(|| keeps_the_plan(context));
    let help = if context.document.is_in_role_language() {
        "If goals and their order are this role's, write `- alone: goals and order of the roadmap` under Decisions; if not, state the kind of role it is."
    } else {
        "If goals and their order are this role's, write `Decides the goals and the order of the roadmap`; if not, state the kind of role it is."
    };
    let as_project = Fix::new("Say that this is the role of a project manager").only_offered();
    let as_project = context.name_it(as_project, Kind::ProjectManager);
    reports.extend(report.map(|r| r.confidence(kind.confidence).help(help).fixes(as_project)));
}

/// What a manager decides who is more than a coordinator.
fn direction() -> Item {
    Item::decision("alone", "goals and order of the roadmap")
}

fn is_direction(subject: Subject) -> bool {
    matches!(subject, Subject::Vision | Subject::Goal | Subject::Strategy | Subject::Roadmap)
}

fn decides(role: &Role) -> bool {
    role.decisions.iter().any(|d| is_direction(d.subject) && matches!(d.right, Right::Alone | Right::With))
}

fn has_strategy(role: &Role) -> bool {
    role.duties.iter().any(|d| {
        d.is_known() && *d.category == Category::Strategy
            || d.second == Some(Category::Strategy)
            || d.reading.has(Signal::SetsDirection)
            || d.reading.has(Signal::ProductGoal)
    })
}

/// Half of the work is dates and delivery, some of it a plan, and little is found out.
fn chases_dates(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let plans: Vec<&Duty> = role.duties_in(&[Category::Project]).collect();
    let first = plans.first()?;
    if !role.shares_given() && plans.len() < BULLETS_AT_LEAST {
        return None;
    }
    let share: f32 = DATES.iter().map(|c| role.share(*c)).sum();
    let limits = context.limits();
    let limit = match context.stage() {
        Some(Stage::Introduction) => limits.coordination_share_at_launch,
        _ => limits.coordination_share,
    };
    let finds_out = role.share(Category::Discovery) >= role.share(Category::Project);
    if share + TINY < limit || finds_out {
        return None;
    }
    // With more of a plan than this, a decision would still leave title and duties at odds.
    let fits_the_title = role.share(Category::Project) + TINY < PROJECT_MANAGERS;
    let decide = context.grounded(Fix::new("Let this role decide the goals").add(context.index, direction()));
    Some(
        Report::new(
            first.text_range,
            format!(
                "This role administers a plan ({} project and delivery work): it keeps the roadmap and chases dates but decides neither.",
                percent(share)
            ),
        )
        .confidence(role.mix_confidence(&DATES))
        .absence()
        .evidence(role.duties_in(&DATES).map(|d| d.text_range))
        .fixes(fits_the_title.then_some(decide)),
    )
}

/// The roadmap is kept here and decided elsewhere.
fn keeps_the_plan(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let keeps = role.duties_showing(&[Signal::KeepsRoadmap]).find(|d| d.hold == Hold::Owns)?;
    let given =
        role.decisions.iter().find(|d| is_direction(d.subject) && matches!(d.right, Right::Advises | Right::Never))?;
    Some(
        Report::new(
            keeps.text_range,
            "This role administers a plan: it keeps the roadmap, and somebody else decides what is on it.",
        )
        .confidence(keeps.confidence.min(given.confidence))
        .evidence([keeps.text_range, given.range])
        .related_here(given.range, "decided elsewhere")
        .fix(Fix::new("Let this role decide the goals").rewrite(given.range, direction())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::testing::{duty, role, showing};
    use crate::model::{Decision, Fact};
    use crate::text::TextRange;

    fn count(manager: &Role) -> usize {
        crate::rules::testing::reports(&COORDINATOR_ONLY, manager.clone(), &Settings::default()).len()
    }

    fn manager(project: f32, delivery: f32, discovery: f32) -> Role {
        let mut manager = role(Kind::ProductManager);
        manager.duties = vec![
            duty(Category::Project, 0.9, project / 2.0),
            duty(Category::Project, 0.9, project / 2.0),
            duty(Category::Delivery, 0.9, delivery),
            duty(Category::Discovery, 0.9, discovery),
            duty(Category::Stakeholder, 0.9, 1.0 - project - delivery - discovery),
        ];
        manager
    }

    fn decision(right: Right, subject: Subject) -> Decision {
        let range = TextRange::new(50, 60);
        Decision { text: String::new(), subject, right, with: Vec::new(), range, confidence: 1.0 }
    }

    #[test]
    fn dates_fill_half_of_the_work_and_nothing_is_decided() {
        assert_eq!(count(&manager(0.3, 0.2, 0.1)), 1);
        assert_eq!(count(&manager(0.3, 0.19, 0.1)), 0);
        assert_eq!(count(&manager(0.2, 0.4, 0.2)), 0, "finds out as much as it plans");
        let mut decides = manager(0.4, 0.3, 0.0);
        decides.decisions = vec![decision(Right::With, Subject::Roadmap)];
        assert_eq!(count(&decides), 0);
        decides.decisions = vec![decision(Right::Alone, Subject::Release)];
        assert_eq!(count(&decides), 1);
    }

    #[test]
    fn delivery_alone_chases_no_dates() {
        let mut manager = manager(0.0, 0.7, 0.0);
        manager.duties.retain(|d| *d.category != Category::Project);
        assert_eq!(count(&manager), 0);
    }

    #[test]
    fn while_a_product_is_introduced_more_is_let_pass() {
        let mut launching = manager(0.3, 0.25, 0.0);
        assert_eq!(count(&launching), 1);
        launching.stage = Some(Fact::stated(Stage::Introduction, TextRange::default()));
        assert_eq!(count(&launching), 0);
    }

    #[test]
    fn a_roadmap_kept_here_and_decided_elsewhere() {
        let mut manager = manager(0.0, 0.1, 0.2);
        manager.duties[4] = showing(duty(Category::Roadmap, 0.9, 0.7), Signal::KeepsRoadmap);
        assert_eq!(count(&manager), 0);
        manager.decisions = vec![decision(Right::Advises, Subject::Roadmap)];
        assert_eq!(count(&manager), 1);
        manager.duties[3] = showing(manager.duties[3].clone(), Signal::SetsDirection);
        assert_eq!(count(&manager), 0);
    }
}
