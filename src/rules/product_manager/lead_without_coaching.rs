//! PM109: a lead of product people without time for them.

use crate::declare_rule;
use crate::knowledge::{Kind, kind_of_title};
use crate::model::writing::Item;
use crate::model::{Fact, Level, Reference, Role, SectionKind, Track};
use crate::prose::Category;
use crate::rules::fix::ranges_of;
use crate::rules::{Check, Fix, Report, RoleContext, percent};
use crate::text::TextRange;

declare_rule! {
    LEAD_WITHOUT_COACHING, "PM109", "lead-without-coaching", Warning, "lead_without_coaching.md", Check::Role(check)
}

/// Shares are sums of fractions; equal to a limit counts as kept.
const TINY: f32 = 0.001;
/// From so many people on the full share is asked for; below, half of it.
const SEVERAL: usize = 3;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    let Some((place, count)) = led(context) else { return };
    if !role.mix_is_known() || !context.silence_counts(&[SectionKind::Duties]) {
        return;
    }
    let report = no_time(context, place, count).or_else(|| full_of_backlog(context, place));
    reports.extend(report.map(|r| r.confidence(kind.confidence)));
}

/// Where it says that product people are led, and how many are named.
fn led(context: &RoleContext<'_>) -> Option<(TextRange, usize)> {
    let role = context.role;
    let track = role.track.as_ref().map(|t| t.value);
    if track == Some(Track::Individual) {
        return None;
    }
    let people: Vec<&Fact<Reference>> = role.leads.iter().filter(|l| is_product_role(context, l)).collect();
    if let (Some(first), Some(last)) = (people.first(), people.last()) {
        return Some((first.range.cover(last.range), people.len()));
    }
    let level = role.level.as_ref()?;
    let high = matches!(level.value, Level::Head | Level::Director | Level::Vp | Level::Cpo);
    (high && track == Some(Track::PeopleLead)).then_some((role.track.as_ref()?.range, 0))
}

/// Whether `Leads` names a product role. Whom a lead of managers or owners leads without saying what they are counts as one.
fn is_product_role(context: &RoleContext<'_>, led: &Fact<Reference>) -> bool {
    let name = &led.value.0;
    let organisation = context.organisation;
    if let Some(role) = organisation.role_named(name).and_then(|key| organisation.role(key)) {
        return role.kind.is_some_and(Kind::is_product);
    }
    let is_unit = organisation.definitions(name).iter().any(|d| matches!(d, crate::model::Definition::Unit(..)));
    match kind_of_title(&name.replace(['-', '_'], " ")) {
        _ if is_unit => false,
        Some(found) => found.kind.is_product(),
        None => matches!(context.role.kind(), Some(Kind::HeadOfProduct | Kind::ProductLead | Kind::ChiefProductOwner)),
    }
}

fn no_time(context: &RoleContext<'_>, place: TextRange, count: usize) -> Option<Report> {
    let role = context.role;
    let share = time_for_people(role);
    let limit = context.limits().people_share;
    let needed = if count >= SEVERAL { limit } else { limit / 2.0 };
    if share + TINY >= needed {
        return None;
    }
    let message = if share <= TINY {
        "This role leads product people but no time is set aside to coach them or to set direction.".to_owned()
    } else {
        format!("This role leads product people but sets only {} of the time aside to coach them.", percent(share))
    };
    let report = Report::new(place, message).absence().fixes(coaching(context, needed));
    Some(report.help(if context.document.is_in_role_language() {
        "Add a duty such as `- 15% people: Coach them and review their discovery work`."
    } else {
        "Add a duty such as `Coach the product managers and review their discovery work`."
    }))
}

/// A duty of coaching; its time comes from the backlog where there is too much of that. `None` where a line more would not do.
fn coaching(context: &RoleContext<'_>, needed: f32) -> Option<Fix> {
    const SHARE: u32 = 15;
    let role = context.role;
    let over = role.share(Category::Backlog) - context.limits().lead_backlog_share;
    if !role.shares_given() {
        let line = 1.0 / (role.duties.len() as f32 + 1.0);
        if over > TINY || time_for_people(role) + line < needed {
            return None;
        }
    }
    let whom = match role.leads.as_slice() {
        names @ [_, ..]
            if context.document.is_in_role_language()
                && role.references.iter().any(|r| r.name.range == names[0].range) =>
        {
            let names: Vec<String> = names.iter().map(|n| format!("@{}", n.value.0)).collect();
            names.join(", ")
        }
        _ => "the product managers".to_owned(),
    };
    let words = format!("Coach {whom} and review their discovery work");
    let fix = Fix::new("Set time aside to coach them");
    Some(if over > TINY {
        let too_much = (over * 20.0).ceil() as u32 * 5;
        let item = Item::duty_with_share(SHARE.max(too_much), Category::People, words);
        fix.add_from(context.index, item, ranges_of(role, |d| *d.category == Category::Backlog))
    } else {
        fix.add(context.index, Item::duty_with_share(SHARE, Category::People, words))
    })
}

/// Time for people, in whatever category it was put second.
fn time_for_people(role: &Role) -> f32 {
    let about_people = |d: &&crate::model::Duty| *d.category == Category::People || d.second == Some(Category::People);
    role.duties.iter().filter(about_people).map(|d| d.share).sum()
}

fn full_of_backlog(context: &RoleContext<'_>, place: TextRange) -> Option<Report> {
    let role = context.role;
    let share = role.share(Category::Backlog);
    if share <= context.limits().lead_backlog_share + TINY {
        return None;
    }
    Some(
        Report::new(
            place,
            format!("This role leads product people, and {} of its own time is backlog work.", percent(share)),
        )
        .confidence(role.mix_confidence(&[Category::Backlog]))
        .evidence(role.duties_in(&[Category::Backlog]).map(|d| d.text_range))
        .help("Leave the backlog to those who are led, and keep the time for coaching and direction."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::testing::{duty, role};

    fn count(lead: &Role) -> usize {
        crate::rules::testing::reports(&LEAD_WITHOUT_COACHING, lead.clone(), &Settings::default()).len()
    }

    fn lead(kind: Kind, leads: &[&str], people: f32, backlog: f32) -> Role {
        let mut lead = role(kind);
        lead.leads = leads.iter().map(|n| Fact::stated(Reference((*n).to_owned()), TextRange::default())).collect();
        lead.duties = vec![
            duty(Category::People, 0.9, people),
            duty(Category::Backlog, 0.9, backlog),
            duty(Category::Strategy, 0.9, 1.0 - people - backlog),
        ];
        lead
    }

    #[test]
    fn several_people_ask_for_the_full_share_and_one_for_half() {
        assert_eq!(count(&lead(Kind::HeadOfProduct, &["a", "b", "c"], 0.09, 0.1)), 1);
        assert_eq!(count(&lead(Kind::HeadOfProduct, &["a", "b", "c"], 0.10, 0.1)), 0);
        assert_eq!(count(&lead(Kind::HeadOfProduct, &["a"], 0.05, 0.1)), 0);
        assert_eq!(count(&lead(Kind::HeadOfProduct, &["a"], 0.04, 0.1)), 1);
        assert_eq!(count(&lead(Kind::HeadOfProduct, &["a", "b"], 0.3, 0.41)), 1, "full of backlog work");
        assert_eq!(count(&lead(Kind::HeadOfProduct, &[], 0.0, 0.0)), 0, "nobody is led");
    }

    #[test]
    fn only_product_people_count() {
        assert_eq!(count(&lead(Kind::ProductManager, &["product-owner-app"], 0.0, 0.0)), 1);
        assert_eq!(count(&lead(Kind::ProductManager, &["designer"], 0.0, 0.0)), 0);
        assert_eq!(count(&lead(Kind::ProductManager, &["anna"], 0.0, 0.0)), 0);
        assert_eq!(count(&lead(Kind::EngineeringManager, &["product-owner-app"], 0.0, 0.0)), 0);
    }

    #[test]
    fn the_track_decides_where_nobody_is_named() {
        let mut head = lead(Kind::HeadOfProduct, &[], 0.0, 0.0);
        head.level = Some(Fact::stated(Level::Head, TextRange::default()));
        head.track = Some(Fact::stated(Track::PeopleLead, TextRange::default()));
        assert_eq!(count(&head), 1);
        head.track = Some(Fact::stated(Track::Individual, TextRange::default()));
        head.leads = vec![Fact::stated(Reference("a".to_owned()), TextRange::default())];
        assert_eq!(count(&head), 0);
    }
}
