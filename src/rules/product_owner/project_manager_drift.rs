//! PO109: an owner whose work is dates, plans and status.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::{Duty, Measure, Role, SectionKind};
use crate::prose::{self, Category, MeasureType, Signal};
use crate::rules::{Check, Fix, Report, RoleContext, percent};
use crate::text::TextRange;

declare_rule! {
    PROJECT_MANAGER_DRIFT, "PO109", "project-manager-drift", Warning, "project_manager_drift.md", Check::Role(check),
    silences: ["DOC502", "PO110"]
}

/// Shares are sums of fractions; equal to a limit counts as reached.
const TINY: f32 = 0.001;
/// Of the limit, from which on project work outweighing product work says something.
const WORTH_WEIGHING: f32 = 0.5;
/// Counting bullets needs this many of them to say anything of the mix.
const BULLETS_AT_LEAST: usize = 2;
/// So many are more than an info.
const BULLETS_THAT_WEIGH: usize = 3;

const MESSAGE: &str = "This reads like a project manager's job: dates, plans and status rather than product value";

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let report = project_work(context).or_else(|| project_measures(role));
    let as_project = Fix::new("Say that this is the role of a project manager").only_offered();
    reports.extend(report.map(|r| {
        r.confidence(kind.confidence).help(
            "Say what this owner finds out, chooses and orders; let a delivery or project manager hold the plan, or state that kind.",
        )
        .fixes(context.name_it(as_project, Kind::ProjectManager))
    }));
}

fn project_work(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    if !role.mix_is_known() || role.keeps_elsewhere(&[SectionKind::Duties]) {
        return None;
    }
    let duties: Vec<&Duty> = role.duties_in(&[Category::Project]).collect();
    let first = duties.first()?;
    if !role.shares_given() && duties.len() < BULLETS_AT_LEAST {
        return None;
    }
    let share = role.share(Category::Project) + TINY;
    let product: f32 =
        [Category::Discovery, Category::Strategy, Category::Backlog].into_iter().map(|c| role.share(c)).sum();
    let limit = context.limits().project_share;
    let reached = share >= limit;
    let outweighs = share >= limit * WORTH_WEIGHING && share > product + 2.0 * TINY;
    if !reached && !outweighs {
        return None;
    }
    let share = percent(share);
    let what = if reached {
        format!("{MESSAGE} ({share} project work).")
    } else {
        format!("{MESSAGE} ({share} project work against {} for discovery, strategy and backlog).", percent(product))
    };
    let report = Report::new(first.text_range, what)
        .confidence(role.mix_confidence(&[Category::Project]))
        .evidence(duties.iter().map(|d| d.text_range));
    // Counted from bullets, two of them are a weak sign, and so is which of two small shares is larger.
    let weighs = role.shares_given() || reached && duties.len() >= BULLETS_THAT_WEIGH;
    Some(if weighs { report } else { report.severity(Severity::Info) })
}

/// Most of what success is measured by is the plan.
fn project_measures(role: &Role) -> Option<Report> {
    let kept: Vec<&Measure> = role.measures.iter().filter(|m| is_of_a_plan(m)).collect();
    let first = kept.first()?;
    (kept.len() * 2 > role.measures.len()).then(|| {
        let places: Vec<TextRange> = kept.iter().map(|m| m.range).collect();
        Report::new(first.range, format!("{MESSAGE} (success is being on time, in budget or in scope)."))
            .confidence(kept.iter().map(|m| m.confidence).fold(1.0, f32::min))
            .evidence(places)
    })
}

/// "Parcels on time" is an outcome for people; "features on time" is a plan.
fn is_of_a_plan(measure: &Measure) -> bool {
    matches!(measure.class, MeasureType::Output | MeasureType::Activity)
        && prose::read(&measure.text, &prose::Context::default()).has(Signal::PlanKept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::Fact;
    use crate::model::testing::{duty, role};

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&PROJECT_MANAGER_DRIFT, owner.clone(), &Settings::default()).len()
    }

    fn owner(project: f32, backlog: f32, written: bool) -> Role {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![
            duty(Category::Project, 0.9, project / 2.0),
            duty(Category::Project, 0.9, project / 2.0),
            duty(Category::Backlog, 0.9, backlog),
            duty(Category::Stakeholder, 0.9, 1.0 - project - backlog),
        ];
        for duty in owner.duties.iter_mut().filter(|_| written) {
            duty.share_given = Some(Fact::stated(duty.share, TextRange::default()));
        }
        owner
    }

    #[test]
    fn the_limit_is_inclusive_and_outweighing_needs_half_of_it() {
        assert_eq!(count(&owner(0.30, 0.5, true)), 1);
        assert_eq!(count(&owner(0.28, 0.5, true)), 0);
        assert_eq!(count(&owner(0.20, 0.15, true)), 1, "more than product work");
        assert_eq!(count(&owner(0.10, 0.05, true)), 0, "too little to weigh");
        assert_eq!(count(&owner(0.20, 0.25, true)), 0);
    }

    #[test]
    fn a_single_bullet_is_no_mix() {
        let mut single = owner(0.5, 0.5, false);
        assert_eq!(count(&single), 1);
        single.duties.remove(0);
        single.duties[0].share = 0.5;
        assert_eq!(count(&single), 0);
    }

    #[test]
    fn measures_of_a_plan_speak_where_they_are_most() {
        let measure = |text: &str, class| Measure {
            text: text.to_owned(),
            class,
            class_given: true,
            range: TextRange::default(),
            confidence: 1.0,
        };
        let mut owner = role(Kind::ProductOwner);
        owner.measures = vec![
            measure("features of the roadmap delivered on time", MeasureType::Output),
            measure("projects finished within budget", MeasureType::Output),
            measure("readers who finish an article", MeasureType::Outcome),
        ];
        assert_eq!(count(&owner), 1);
        owner.measures.remove(0);
        assert_eq!(count(&owner), 0, "half is not most");
    }
}
