//! PO108: most of the owner's time is writing stories.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::Duty;
use crate::model::writing::Item;
use crate::prose::{Category, Signal};
use crate::rules::{Check, Fix, Report, RoleContext, percent};

declare_rule! {
    STORY_CLERK, "PO108", "story-clerk", Warning, "story_clerk.md", Check::Role(check)
}

/// More than 20 of 40 hours.
const HALF_A_WEEK: f32 = 0.5;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    if !role.mix_is_known() {
        return;
    }
    let backlog: Vec<&Duty> = role.duties_in(&[Category::Backlog]).collect();
    let writing: Vec<&Duty> = backlog.iter().copied().filter(|d| d.reading.has(Signal::WritesItems)).collect();
    let Some(first) = writing.first() else { return };
    let Some((share, severity)) = weigh(context, &backlog, &writing) else { return };
    let mut report = Report::new(
        first.text_range,
        format!(
            "Most of this role is writing and feeding stories ({} backlog work{}); little is left to find out whether they matter.",
            percent(share),
            if role.shares_given() { "" } else { " by number of duties" },
        ),
    )
    .severity(severity)
    .confidence(kind.confidence.min(role.mix_confidence(&[Category::Backlog])))
    .evidence(writing.iter().map(|d| d.text_range))
    .help("Keep half of it and give the rest to discovery: `Test with users whether the next items are worth building`.");
    report = report.fixes(split(context, &backlog, &writing, share));
    for duty in &writing[1..] {
        report = report.related_here(duty.text_range, "writing, too");
    }
    reports.push(report);
}

/// Half of the time for writing goes to discovery, where that is enough and shares are written.
fn split(context: &RoleContext<'_>, backlog: &[&Duty], writing: &[&Duty], share: f32) -> Option<Fix> {
    let given = |duties: &[&Duty]| duties.iter().filter_map(|d| d.share_given.as_ref()).map(|s| s.value).sum::<f32>();
    let limits = context.limits();
    let mut half = (given(writing) * 10.0).round() * 5.0;
    // A little more, where half would leave too little time with users beside the team.
    let role = context.role;
    let outside = role.share(Category::Discovery) + role.share(Category::GoToMarket);
    let all = outside + role.share(Category::Backlog) + role.share(Category::Delivery);
    while half < given(writing) * 75.0 && outside + half / 100.0 < limits.outside_time_band.0 * all {
        half += 5.0;
    }
    let left = share.max(given(backlog)) - half / 100.0;
    let in_words = writing.iter().any(|d| d.reading.share.is_some_and(|s| !s.exact));
    if half < 5.0 || in_words || left >= limits.story_writing_info_share - f32::EPSILON {
        return None;
    }
    let item = Item::duty_with_share(
        half as u32,
        Category::Discovery,
        "Test with users whether the next items are worth building",
    );
    let fix = Fix::new("Give half of the writing to discovery");
    Some(fix.add_from(context.index, item, writing.iter().map(|d| d.range)))
}

/// The share of backlog work and how much it weighs; `None` where it is no matter.
fn weigh(context: &RoleContext<'_>, backlog: &[&Duty], writing: &[&Duty]) -> Option<(f32, Severity)> {
    let limits = context.limits();
    let share = context.role.share(Category::Backlog);
    let in_words = |d: &&Duty| d.reading.share.is_some_and(|s| !s.exact && s.share > HALF_A_WEEK);
    if writing.iter().any(in_words) {
        return Some((share, Severity::Warning));
    }
    if writing.len() * 2 < backlog.len() {
        return None;
    }
    let given: f32 = backlog.iter().filter_map(|d| d.share_given.as_ref()).map(|s| s.value).sum();
    if given >= limits.story_writing_share - f32::EPSILON {
        Some((share, Severity::Warning))
    } else if given >= limits.story_writing_info_share - f32::EPSILON
        || share >= limits.story_writing_share - f32::EPSILON
    {
        // A share that is only counted from bullets is weak.
        Some((share, Severity::Info))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
    use crate::model::testing::{duty, role, showing};
    use crate::model::{Fact, Role};
    use crate::text::TextRange;

    fn owner(writing: f32, ordering: f32, written_down: bool) -> Role {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![
            showing(duty(Category::Backlog, 0.9, writing), Signal::WritesItems),
            showing(duty(Category::Backlog, 0.9, ordering), Signal::OrdersBacklog),
            duty(Category::Discovery, 0.9, 1.0 - writing - ordering),
        ];
        if written_down {
            for duty in &mut owner.duties {
                duty.share_given = Some(Fact::stated(duty.share, TextRange::default()));
            }
        }
        owner
    }

    fn severity(owner: Role) -> Option<Severity> {
        let reports = crate::rules::testing::reports(&STORY_CLERK, owner, &Settings::default());
        reports.first().and_then(|r| r.severity)
    }

    #[test]
    fn written_shares_weigh_more_than_counted_ones() {
        assert_eq!(severity(owner(0.4, 0.2, true)), Some(Severity::Warning));
        assert_eq!(severity(owner(0.4, 0.2, false)), Some(Severity::Info));
        assert_eq!(severity(owner(0.25, 0.2, true)), Some(Severity::Info));
        assert_eq!(severity(owner(0.25, 0.2, false)), None);
        assert_eq!(severity(owner(0.2, 0.2, true)), None);
    }

    #[test]
    fn backlog_work_that_hardly_writes_is_let_be() {
        let mut owner = owner(0.2, 0.3, true);
        owner.duties.push(showing(duty(Category::Backlog, 0.9, 0.3), Signal::OrdersBacklog));
        assert_eq!(severity(owner), None);
    }
}
