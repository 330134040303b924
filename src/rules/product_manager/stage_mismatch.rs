//! PM107: the mix of work does not fit the stage of the product.

use crate::declare_rule;
use crate::model::{Duty, SectionKind, Stage, UnitKind};
use crate::prose::Category;
use crate::rules::{Check, Fix, Report, RoleContext, percent};
use crate::text::TextRange;

declare_rule! {
    STAGE_MISMATCH, "PM107", "stage-mismatch", Info, "stage_mismatch.md", Check::Workspace(check)
}

/// Shares are sums of fractions; equal to a limit counts as kept.
const TINY: f32 = 0.001;
const INWARD: [Category; 2] = [Category::Backlog, Category::Delivery];
const MESSAGE: &str = "The mix of work does not fit the product's stage";

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    let report = match context.stage() {
        Some(Stage::Discovery) => feeding(context).or_else(|| large_team(context)),
        Some(Stage::Growth | Stage::Maturity) => nobody_feeds(context),
        _ => None,
    };
    let report = report.map(|r| match &role.stage {
        Some(stage) => r.related_here(stage.range, "the stage"),
        None => r,
    });
    reports.extend(report.map(|r| r.confidence(kind.confidence)));
}

/// Still searching, and most of the work supplies a team.
fn feeding(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let share: f32 = INWARD.iter().map(|c| role.share(*c)).sum();
    if !role.mix_is_known() || share <= context.limits().feeding_share_in_discovery + TINY {
        return None;
    }
    let first = role.duties_in(&INWARD).next()?;
    Some(
        Report::new(
            first.text_range,
            format!("{MESSAGE}: it is still in discovery, and {} is backlog and delivery.", percent(share)),
        )
        .confidence(role.mix_confidence(&INWARD))
        .evidence(role.duties_in(&INWARD).map(|d| d.text_range))
        .help("Give more of the time to finding the problem worth solving, or state the stage that has been reached.")
        .fixes(rebalanced(context)),
    )
}

/// Written shares as the stage asks for: backlog and delivery down to the limit, what they had to the largest duty of discovery.
fn rebalanced(context: &RoleContext<'_>) -> Option<Fix> {
    const STEP: u32 = 5;
    let role = context.role;
    let per_cent = |share: f32| (share * 100.0).round() as u32;
    let given = |d: &Duty| d.share_given.as_ref().map(|s| (s.range, per_cent(s.value)));
    if !role.duties.iter().all(|d| d.share_given.as_ref().is_some_and(|s| s.confidence == 1.0)) {
        return None;
    }
    let inward: Vec<(TextRange, u32)> = role.duties_in(&INWARD).filter_map(given).collect();
    let (to, had) = role.duties_in(&[Category::Discovery]).filter_map(given).max_by_key(|(_, share)| *share)?;
    let sum: u32 = inward.iter().map(|(_, share)| share).sum();
    let limit = per_cent(context.limits().feeding_share_in_discovery);
    let mut fix = Fix::new("Give the time to discovery");
    let mut freed = 0;
    for (range, share) in inward {
        let less = (share * limit / sum.max(1) / STEP * STEP).max(1);
        fix = fix.share(range, less);
        freed += share.saturating_sub(less);
    }
    Some(fix.share(to, had + freed))
}

/// Still searching, with a large team that waits for work.
fn large_team(context: &RoleContext<'_>) -> Option<Report> {
    let limit = context.limits().team_size_in_discovery;
    let (team, size) = context.role.teams.iter().find_map(|team| {
        let size = context.organisation.unit_named(&team.value.0, UnitKind::Team)?.size?;
        (size > limit).then_some((team, size))
    })?;
    Some(
        Report::new(
            team.range,
            format!("{MESSAGE}: it is still in discovery, and a team of {size} has to be kept busy."),
        )
        .evidence([team.range])
        .help(format!(
            "Search with a few people ({limit} or fewer) and let the others work on something that is known to be wanted."
        )),
    )
}

/// In use, with a team, and no role of the product feeds it.
fn nobody_feeds(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let organisation = context.organisation;
    let product = role.product.as_ref()?;
    let team = role.teams.first()?;
    let feeds = |category| INWARD.contains(&category);
    let here = role.duties.iter().any(|d| feeds(*d.category) || d.second.is_some_and(feeds));
    if here || !organisation.rooted || !role.mix_is_known() || !context.silence_counts(&[SectionKind::Duties]) {
        return None;
    }
    let mut others = organisation.roles_of_product(&product.value.0).iter().filter(|key| **key != context.key());
    let elsewhere = others.any(|key| {
        organisation.role(*key).is_some_and(|other| {
            other.kind.is_some_and(|k| k.is_owner()) || other.duties.iter().any(|d| feeds(d.category))
        })
    });
    (!elsewhere).then(|| {
        Report::new(
            role.head,
            format!("{MESSAGE}: it is in use, and no role of the product orders and explains the team's work."),
        )
        .absence()
        .related_here(team.range, "the team")
        .help("Say here, or in the role of a product owner, who orders the backlog and answers the team.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
    use crate::model::testing::{duty, role};
    use crate::model::{Fact, Role};

    fn count(kind: Kind, stage: Option<Stage>, inward: f32) -> usize {
        let mut manager: Role = role(kind);
        manager.stage = stage.map(|s| Fact::stated(s, TextRange::default()));
        manager.duties = vec![duty(Category::Backlog, 0.9, inward), duty(Category::Discovery, 0.9, 1.0 - inward)];
        crate::rules::testing::reports(&STAGE_MISMATCH, manager, &Settings::default()).len()
    }

    #[test]
    fn feeding_a_team_while_searching_is_told_above_the_limit() {
        assert_eq!(count(Kind::ProductManager, Some(Stage::Discovery), 0.41), 1);
        assert_eq!(count(Kind::ProductManager, Some(Stage::Discovery), 0.40), 0);
        assert_eq!(count(Kind::ProductManager, Some(Stage::Growth), 0.9), 0);
        assert_eq!(count(Kind::ProductManager, None, 0.9), 0, "no stage is stated");
        assert_eq!(count(Kind::ProductOwner, Some(Stage::Discovery), 0.9), 0);
    }
}
