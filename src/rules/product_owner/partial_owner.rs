//! PO107: owning the product is a side job, or stacked on another full role.

use crate::declare_rule;
use crate::knowledge::{Kind, kind_from_name};
use crate::model::{Profile, Stage};
use crate::prose::{Hold, Signal};
use crate::rules::{Check, Fix, Report, RoleContext, percent};
use crate::text::TextRange;

declare_rule! { PARTIAL_OWNER, "PO107", "partial-owner", Warning, "partial_owner.md", Check::Role(check) }

/// Shares are rounded numbers; equal to the limit counts as enough.
const TINY: f32 = 0.001;
/// A job that is no role of its own in this vocabulary.
const LINE_MANAGER: [&str; 2] = ["line manager", "people manager"];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(kind) = context.role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    reports.extend(little_time(context).or_else(|| stacked(context)).map(|r| r.confidence(kind.confidence)));
}

fn little_time(context: &RoleContext<'_>) -> Option<Report> {
    let time = context.role.allocation.as_ref()?;
    let limits = context.limits();
    let limit = match context.stage() {
        Some(Stage::Decline) => limits.min_owner_time_in_decline,
        _ => limits.min_owner_time,
    };
    // In an advert the share says how long the week is, not how much of it owning takes.
    if context.profile() == Profile::Post || time.value + TINY >= limit {
        return None;
    }
    let message = format!(
        "Owning the product is a side job here ({} of the contract); its decisions will wait for the other work.",
        percent(time.value)
    );
    let help = format!(
        "Give it at least {} of the contract, or say under Out of scope what this owner does not decide and who does.",
        percent(limit)
    );
    let fix = Fix::new("Give the whole contract to owning the product").set(context.index, "Allocation", "100%");
    Some(Report::new(time.range, message).evidence([time.range]).help(help).fix(fix))
}

fn stacked(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let mut places: Vec<(TextRange, f32)> = role
        .plays
        .iter()
        .filter(|played| is_full_job(context, &played.value))
        .map(|played| (played.range, played.confidence))
        .collect();
    let in_duties = role.duties.iter().filter(|d| d.hold == Hold::Owns).map(|d| (&d.reading, d.confidence));
    let in_purpose = role.purpose.iter().map(|s| (&s.reading, 0.9));
    for (reading, confidence) in in_duties.chain(in_purpose) {
        let found = reading.signals.iter().find(|s| s.signal == Signal::StackedJob);
        places.extend(found.map(|s| (s.range, confidence)));
    }
    if places.len() <= context.limits().stacked_jobs {
        return None;
    }
    let (first, _) = *places.first()?;
    let mut report =
        Report::new(first, "Owning the product is stacked on another full role here; one of the two will wait.")
            .confidence(places.iter().map(|(_, c)| *c).fold(1.0, f32::min))
            .evidence(places.iter().map(|(range, _)| *range))
            .help(
                "Let somebody else hold the other role, or write it as a role of its own with the time that it takes.",
            );
    for (place, _) in &places[1..] {
        report = report.related_here(*place, "and here");
    }
    Some(report)
}

/// A job under `Plays` that fills a week of its own. Being manager and owner of one product is the healthy case.
fn is_full_job(context: &RoleContext<'_>, played: &str) -> bool {
    use Kind::{DeliveryManager, Developer, EngineeringManager, ProgrammeManager, ProjectManager, ScrumMaster};
    let name = played.trim().trim_start_matches('@');
    let in_workspace = context.organisation.role_named(&crate::model::slug(name));
    let kind = in_workspace.and_then(|key| context.organisation.role(key)?.kind).or_else(|| kind_from_name(name));
    let full = [ScrumMaster, ProjectManager, ProgrammeManager, DeliveryManager, Developer, EngineeringManager];
    kind.is_some_and(|k| full.contains(&k)) || LINE_MANAGER.iter().any(|j| name.eq_ignore_ascii_case(j))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::testing::{duty, role, showing};
    use crate::model::{Fact, Role};
    use crate::prose::Category;

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&PARTIAL_OWNER, owner.clone(), &Settings::default()).len()
    }

    fn with_time(share: f32) -> Role {
        Role { allocation: Some(Fact::stated(share, TextRange::default())), ..role(Kind::ProductOwner) }
    }

    #[test]
    fn half_of_the_contract_is_enough_and_less_is_in_decline() {
        assert_eq!(count(&with_time(0.49)), 1);
        assert_eq!(count(&with_time(0.5)), 0);
        let declining =
            |share| Role { stage: Some(Fact::stated(Stage::Decline, TextRange::default())), ..with_time(share) };
        assert_eq!(count(&declining(0.25)), 0);
        assert_eq!(count(&declining(0.15)), 1);
        assert_eq!(count(&Role { profile: Profile::Post, ..with_time(0.3) }), 0);
    }

    #[test]
    fn some_jobs_fill_a_week_of_their_own() {
        let playing = |job: &str| Role {
            plays: vec![Fact::stated(job.to_owned(), TextRange::default())],
            ..role(Kind::ProductOwner)
        };
        for job in ["scrum master", "Project Manager", "developer", "line manager"] {
            assert_eq!(count(&playing(job)), 1, "{job}");
        }
        for job in ["product manager", "product owner", "user researcher", "chair of the works council"] {
            assert_eq!(count(&playing(job)), 0, "{job}");
        }
    }

    #[test]
    fn a_second_job_in_a_duty_counts_where_it_is_held() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![showing(duty(Category::Delivery, 0.9, 1.0), Signal::StackedJob)];
        assert_eq!(count(&owner), 1);
        owner.duties[0].hold = Hold::Supports;
        assert_eq!(count(&owner), 0);
    }
}
