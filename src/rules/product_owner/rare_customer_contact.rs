//! PO103: contact with users is rare, or nobody says how often; or the written shares leave next to no time for it.

use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::{Audience, Contact, Duty, Level, SectionKind, Stage};
use crate::prose::{Cadence, Category};
use crate::rules::{Check, Fix, Report, RoleContext, percent};

declare_rule! {
    RARE_CUSTOMER_CONTACT, "PO103", "rare-customer-contact", Info, "rare_customer_contact.md", Check::Role(check)
}

/// Cadences and shares are rounded numbers; equal to a limit counts as reached.
const TINY: f32 = 0.001;
/// From here on a sentence tells of a meeting in clear words.
const CLEAR: f32 = 0.8;
/// Meeting users every week shows more than shares do.
const WEEKLY: f32 = 4.0;
const TWO_WEEKS: f32 = 2.0;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(kind) = context.role.kind.as_ref().filter(|k| k.is_product()) else { return };
    let direct = context.role.reach(Audience::Users).direct;
    // How often they are met and how much time there is for it are two facts.
    let found = [rare(context, &direct), outside_the_band(context, &direct)];
    reports.extend(found.into_iter().flatten().map(|r| r.confidence(kind.confidence)));
}

fn times_a_month(contact: &Contact) -> Option<f32> {
    contact.cadence.and_then(Cadence::per_month)
}

/// Without any direct contact PO101, PO102 and PM104 speak.
fn rare(context: &RoleContext<'_>, direct: &[&Contact]) -> Option<Report> {
    let limit = limit(context);
    if direct.iter().any(|c| times_a_month(c).is_some_and(|n| n + TINY >= limit)) {
        return None;
    }
    // What the Contacts section plans goes before what a sentence happens to say.
    let listed: Vec<&Contact> = direct.iter().copied().filter(|c| c.listed).collect();
    let planned = if listed.is_empty() { direct.to_vec() } else { listed.clone() };
    let says_nothing = planned.iter().any(|c| c.cadence.is_none() || !c.listed && !finds_out(context, c));
    // In a sentence "regularly" is a manner of speaking; in a plan it is an open question.
    let is_open = planned.iter().all(|c| times_a_month(c).is_none());
    if says_nothing || (listed.is_empty() && planned.iter().any(|c| times_a_month(c).is_none())) {
        return None;
    }
    let message = if is_open {
        "Contact with users is planned, but not how often.".to_owned()
    } else {
        format!("Contact with users is planned less often than {}.", in_words(limit))
    };
    let first = planned.first()?;
    let often = if limit > TWO_WEEKS { "every week" } else { "every two weeks" };
    let fix = planned
        .iter()
        .find_map(|c| c.cadence_range)
        .map(|range| Fix::new(format!("Meet them {often}")).replace(range, often));
    Some(
        Report::new(first.range, message)
            .confidence(planned.iter().map(|c| c.confidence).fold(1.0, f32::min))
            .evidence(planned.iter().flat_map(|c| &c.evidence).copied())
            .help(format!("Say a rhythm that can be kept, such as `{often}`; where work follows a season, say how often within it."))
            .fixes(fix),
    )
}

/// Whether a duty of research or of keeping in touch tells of this contact, in clear words: training users or demonstrating
/// to them is another matter.
fn finds_out(context: &RoleContext<'_>, contact: &Contact) -> bool {
    let kept_in_touch = [Category::Discovery, Category::Stakeholder];
    contact.confidence >= CLEAR && context.role.duties_in(&kept_in_touch).any(|d| d.range == contact.range)
}

/// How often a month at least: half as often for a product in decline; once for those who lead managers.
fn limit(context: &RoleContext<'_>) -> f32 {
    let role = context.role;
    let limits = context.limits();
    let heads = role.kind() == Some(Kind::HeadOfProduct)
        || role
            .level
            .as_ref()
            .is_some_and(|l| matches!(l.value, Level::Head | Level::Director | Level::Vp | Level::Cpo));
    let limits = &limits.min_contacts_per_month;
    let limit = if role.is_owner() || heads { limits.owner } else { limits.manager };
    if context.stage() == Some(Stage::Decline) { limit / 2.0 } else { limit }
}

/// "once a month", "twice a month", "once in two months".
fn in_words(times: f32) -> String {
    match times {
        n if (n - 1.0).abs() < TINY => "once a month".to_owned(),
        n if (n - 2.0).abs() < TINY => "twice a month".to_owned(),
        n if (n - 0.5).abs() < TINY => "once in two months".to_owned(),
        n if n > 1.0 => format!("{n} times a month"),
        n => format!("once in {:.0} months", 1.0 / n),
    }
}

/// "Half with customers, half with the team": a band, not a number, and disputed where it comes from.
fn outside_the_band(context: &RoleContext<'_>, direct: &[&Contact]) -> Option<Report> {
    let role = context.role;
    let leads = !role.leads.is_empty()
        || matches!(role.kind(), Some(Kind::HeadOfProduct | Kind::ProductLead | Kind::ChiefProductOwner));
    let all_written = role.duties.iter().all(|d| d.share_given.is_some());
    if leads || !all_written || !role.mix_is_known() {
        return None;
    }
    let outside = |d: &Duty| {
        d.is_known() && matches!(*d.category, Category::Discovery | Category::GoToMarket)
            || d.reading.contacts.iter().any(|c| c.is_direct() && c.class.is_market())
    };
    let inside = |d: &Duty| d.is_known() && matches!(*d.category, Category::Backlog | Category::Delivery);
    let with_users: f32 = role.duties.iter().filter(|d| outside(d)).map(|d| d.share).sum();
    let with_team: f32 = role.duties.iter().filter(|d| inside(d) && !outside(d)).map(|d| d.share).sum();
    // What is neither (strategy, analysis) counts on neither side.
    let split = with_users / (with_users + with_team).max(TINY);
    let (low, high) = context.limits().outside_time_band;
    let too_little = split < low - TINY
        && with_users > TINY
        && context.stage() != Some(Stage::Decline)
        && !direct.iter().any(|c| times_a_month(c).is_some_and(|n| n + TINY >= WEEKLY));
    // Where a manager leaves the team to an owner, nothing is too much.
    let too_much = split > high + TINY && role.is_owner() && context.stage() != Some(Stage::Discovery);
    if !too_little && !too_much {
        return None;
    }
    let place = role.section(SectionKind::Duties).map_or(role.head, |s| s.heading);
    let message = format!(
        "Of the time with users and with the team, users get {} by the written shares; half and half is what some aim at, {} to {} a wide reading.",
        percent(split),
        percent(low),
        percent(high),
    );
    Some(Report::new(place, message).help(if too_little {
        "Give a duty with users more room, or meet them every week; sources differ on how much is right."
    } else {
        "Leave room for the team that builds; sources differ on how much is right."
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::testing::{contact, duty, role};
    use crate::model::{Fact, Role};
    use crate::prose::{ContactClass, Mode};
    use crate::text::TextRange;

    fn messages(role: Role) -> Vec<String> {
        let reports = crate::rules::testing::reports(&RARE_CUSTOMER_CONTACT, role, &Settings::default());
        reports.into_iter().map(|r| r.message).collect()
    }

    fn meeting(kind: Kind, cadence: Option<Cadence>) -> Role {
        let mut role = role(kind);
        role.contacts = vec![Contact { cadence, ..contact("drivers", ContactClass::User, Mode::Directly) }];
        role
    }

    #[test]
    fn owners_meet_users_monthly_and_managers_twice() {
        let monthly = Some(Cadence::PerMonth(1.0));
        assert!(messages(meeting(Kind::ProductOwner, monthly)).is_empty());
        assert!(messages(meeting(Kind::HeadOfProduct, monthly)).is_empty());
        let manager = messages(meeting(Kind::ProductManager, monthly));
        assert_eq!(manager, ["Contact with users is planned less often than twice a month."]);
        assert!(messages(meeting(Kind::ProductManager, Some(Cadence::PerMonth(2.0)))).is_empty());
        assert!(messages(meeting(Kind::BusinessAnalyst, Some(Cadence::PerMonth(0.08)))).is_empty());
    }

    #[test]
    fn decline_halves_the_limit() {
        let mut owner = meeting(Kind::ProductOwner, Some(Cadence::PerMonth(0.5)));
        assert_eq!(messages(owner.clone()).len(), 1);
        owner.stage = Some(Fact::stated(Stage::Decline, TextRange::default()));
        assert!(messages(owner).is_empty());
    }

    #[test]
    fn an_open_rhythm_counts_in_a_list_and_not_in_a_sentence() {
        let mut owner = meeting(Kind::ProductOwner, Some(Cadence::Open));
        assert_eq!(messages(owner.clone()), ["Contact with users is planned, but not how often."]);
        owner.contacts[0].listed = false;
        assert!(messages(owner).is_empty());
        assert!(messages(meeting(Kind::ProductOwner, None)).is_empty(), "nothing is said of how often");
    }

    #[test]
    fn written_shares_are_held_against_the_band() {
        let shares = |outside: f32| {
            let mut owner = meeting(Kind::ProductOwner, Some(Cadence::PerMonth(2.0)));
            owner.duties = vec![duty(Category::Discovery, 1.0, outside), duty(Category::Backlog, 1.0, 1.0 - outside)];
            for duty in &mut owner.duties {
                duty.share_given = Some(Fact::stated(duty.share, TextRange::default()));
            }
            owner
        };
        assert_eq!(messages(shares(0.29)).len(), 1);
        assert!(messages(shares(0.30)).is_empty());
        assert!(messages(shares(0.70)).is_empty());
        assert_eq!(messages(shares(0.75)).len(), 1);
        let manager = Role { kind: Some(Fact::stated(Kind::ProductManager, TextRange::default())), ..shares(0.75) };
        assert!(messages(manager).is_empty(), "a manager may leave the team to an owner");
        let mut weekly = shares(0.2);
        weekly.contacts[0].cadence = Some(Cadence::PerMonth(4.0));
        assert!(messages(weekly).is_empty(), "a meeting every week shows more than shares");
        let mut searching = shares(0.8);
        searching.stage = Some(Fact::stated(Stage::Discovery, TextRange::default()));
        assert!(messages(searching).is_empty());
    }
}
