//! PM108: too many jobs in one role.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::{Kind, kind_from_name, kind_of_title};
use crate::model::writing::Item;
use crate::model::{Duty, Role, SectionKind};
use crate::prose::{self, Category, Hold, MeasureType, Signal};
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    EVERYTHING_AT_ONCE, "PM108", "everything-at-once", Warning, "everything_at_once.md", Check::Role(check)
}

/// Further full jobs named as part of this one.
const SECOND_JOBS_AT_LEAST: usize = 3;
/// Work beside the product: so many kinds of it at least, on top of a product job in all its parts.
const FOREIGN_AT_LEAST: usize = 2;
/// Where categories were only read, so many kinds, each shown by so many duties that are surely of that kind.
const FOREIGN_READ_AT_LEAST: usize = 3;
const DUTIES_OF_A_KIND: usize = 2;
const SURELY: f32 = 0.9;
/// Goals above the limit that are still let pass: "a few" is no number.
const GOALS_OF_GRACE: usize = 2;

const MESSAGE: &str = "Too many jobs in one: nobody can hold all of these at the same time";

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    let found = boundless(role)
        .or_else(|| other_jobs(role))
        .or_else(|| many_hats(context))
        .or_else(|| many_categories(context));
    let report = match found {
        Some(report) if is_founding(role) => report.severity(Severity::Info),
        Some(report) => report,
        None => match too_long(context).or_else(|| too_many_goals(context)) {
            Some(note) => note.severity(Severity::Info),
            None => return,
        },
    };
    reports.push(report.confidence(kind.confidence));
}

/// "Every aspect", "from A to Z".
fn boundless(role: &Role) -> Option<Report> {
    let duty = role.duties_showing(&[Signal::Boundless]).find(|d| d.hold == Hold::Owns && !d.reading.weak_verb)?;
    let range = place_of(duty, Signal::Boundless);
    Some(
        Report::new(range, format!("{MESSAGE} (a duty without bounds)."))
            .confidence(duty.confidence)
            .evidence([range])
            .help("Name the two or three areas that are this role's own, and who holds the rest."),
    )
}

/// Scrum master, tester, marketer ... in the same person.
fn other_jobs(role: &Role) -> Option<Report> {
    let mut jobs: Vec<&'static str> = Vec::new();
    let mut places: Vec<TextRange> = Vec::new();
    let mut confidence: f32 = 1.0;
    for duty in role.duties_showing(&[Signal::SecondJob]).filter(|d| d.hold == Hold::Owns) {
        jobs.extend(jobs_in(&duty.text));
        places.push(duty.text_range);
        confidence = confidence.min(duty.confidence);
    }
    for played in &role.plays {
        if let Some(kind) = kind_from_name(played.trim_start_matches('@')).filter(|k| is_another_job(*k)) {
            jobs.push(kind.label());
            places.push(played.range);
        }
    }
    jobs.sort_unstable();
    jobs.dedup();
    if jobs.len() < SECOND_JOBS_AT_LEAST {
        return None;
    }
    let first = *places.first()?;
    Some(
        Report::new(first, format!("{MESSAGE} ({}).", jobs.join(", ")))
            .confidence(confidence)
            .evidence(places)
            .help("Keep what belongs to the product and name, under Works with, who holds the other jobs."),
    )
}

/// The jobs that a list in a sentence names: "scrum master, tester and project manager for the team".
fn jobs_in(text: &str) -> impl Iterator<Item = &'static str> {
    text.split([',', ';', '/', '&', '+', '('])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" or "))
        .filter_map(kind_of_title)
        .filter(|found| is_another_job(found.kind))
        .map(|found| found.kind.label())
}

/// A full job around product work.
fn is_another_job(kind: Kind) -> bool {
    !kind.is_product() && kind != Kind::Other
}

/// "Wears many hats", and the long list that goes with it.
fn many_hats(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    if listed_duties(role) <= context.limits().duties_max {
        return None;
    }
    let in_duties = role.duties.iter().map(|d| &d.reading);
    let hats = in_duties
        .chain(role.purpose.iter().map(|s| &s.reading))
        .flat_map(|r| &r.signals)
        .find(|s| s.signal == Signal::ManyHats)?;
    Some(
        Report::new(hats.range, format!("{MESSAGE} (many hats, and {} duties).", listed_duties(role)))
            .evidence([hats.range])
            .help("Say which of these hats come first, and take the others off."),
    )
}

/// Kinds of work that are a job beside the product's: leading people, running projects, selling. Discovery, strategy, roadmap, backlog,
/// delivery, analytics and stakeholders are the sides of one job, and `other` is no kind of work.
const FOREIGN: [Category; 3] = [Category::GoToMarket, Category::People, Category::Project];

/// Owned work in nearly every category there is, other jobs' among them.
fn many_categories(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let owned: Vec<Category> = role.owned_categories().into_iter().filter(|c| *c != Category::Other).collect();
    if !role.mix_is_known() || owned.len() < context.limits().categories_at_once {
        return None;
    }
    // A long list touches many areas without anybody meaning them as jobs; written shares or categories say that they are meant.
    let meant = role.shares_given() || role.duties_in(&owned).all(|d| d.category.confidence == 1.0);
    let foreign: Vec<Category> =
        owned.iter().copied().filter(|c| FOREIGN.contains(c) && (meant || is_a_job_of_its_own(role, *c))).collect();
    if foreign.len() < if meant { FOREIGN_AT_LEAST } else { FOREIGN_READ_AT_LEAST } {
        return None;
    }
    let names: Vec<&str> = foreign.iter().map(|c| c.name()).collect();
    let severity = if meant { Severity::Warning } else { Severity::Info };
    Some(
        Report::new(
            role.head,
            format!("{MESSAGE} (a product job in all its parts, and {} besides).", in_words(&names)),
        )
        .severity(severity)
        .confidence(role.mix_confidence(&owned))
        .evidence(role.duties_in(&foreign).map(|d| d.text_range))
        .help("Keep the few areas that matter most; say `supports` where others lead, or move them out of scope.")
        .fixes(meant.then(|| move_the_weakest(context, &owned)).flatten()),
    )
}

/// Whether several listed duties are surely of this kind, and owned.
fn is_a_job_of_its_own(role: &Role, category: Category) -> bool {
    let sure = |d: &&Duty| d.listed && d.hold == Hold::Owns && d.category.confidence >= SURELY;
    role.duties_in(std::slice::from_ref(&category)).filter(sure).count() >= DUTIES_OF_A_KIND
}

/// "a, b and c".
fn in_words(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The areas with least time go out of scope, down to what one person may hold. What makes the job a product job stays.
fn move_the_weakest(context: &RoleContext<'_>, owned: &[Category]) -> Option<Fix> {
    const STAY: [Category; 5] =
        [Category::Discovery, Category::Strategy, Category::Roadmap, Category::Backlog, Category::Analytics];
    let role = context.role;
    let mut weakest: Vec<Category> = owned.iter().copied().filter(|c| !STAY.contains(c)).collect();
    weakest.sort_by(|a, b| role.share(*a).total_cmp(&role.share(*b)));
    let too_many = owned.len() + 1 - context.limits().categories_at_once;
    if weakest.len() < too_many {
        return None;
    }
    weakest.truncate(too_many);
    let left = role.duties.len() - role.duties_in(&weakest).count();
    if left > context.limits().duties_max || too_many_goals(context).is_some() {
        return None;
    }
    let names: Vec<&str> = weakest.iter().map(|c| c.name()).collect();
    let fix = Fix::new(format!("Move {} out of scope", names.join(" and ")));
    Some(role.duties_in(&weakest).fold(fix, |fix, duty| {
        fix.move_to(duty.range, context.index, Item::Line(SectionKind::OutOfScope, duty.text.clone()))
    }))
}

/// A list that nobody keeps in mind. Where it is only read out of a document, half as many again are let pass.
fn too_long(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let limit = context.limits().duties_max;
    let count = listed_duties(role);
    let pass = if context.document.is_in_role_language() { limit } else { limit + limit / 2 };
    // How many a text lists depends on what is taken for one; only the written language leaves no doubt.
    let said = match context.document.is_in_role_language() {
        true => count.to_string(),
        false => format!("More than {}", count.saturating_sub(1) / 5 * 5),
    };
    (count > pass).then(|| {
        Report::new(role.head, format!("{said} duties are more than anybody keeps in mind at one time."))
            .help(format!("Keep the {limit} that matter most, or fewer."))
    })
}

/// How many duties are listed. Two sections of the same name are two posts with a list each, or one list told twice: the longer counts.
fn listed_duties(role: &Role) -> usize {
    let sections = role.sections.iter().filter(|s| s.kind == SectionKind::Duties);
    let mut lists: Vec<(&str, TextRange, usize)> = sections.map(|s| (s.label.as_str(), s.range, 0)).collect();
    let mut elsewhere = 0;
    for duty in role.duties.iter().filter(|d| d.listed) {
        match lists.iter_mut().rfind(|(_, range, _)| range.contains_range(duty.range)) {
            Some((_, _, count)) => *count += 1,
            None => elsewhere += 1,
        }
    }
    let mut longest: Vec<(&str, usize)> = Vec::new();
    for (label, _, count) in lists {
        match longest.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(label)) {
            Some((_, most)) => *most = (*most).max(count),
            None => longest.push((label, count)),
        }
    }
    elsewhere + longest.iter().map(|(_, count)| count).sum::<usize>()
}

fn too_many_goals(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    let goals: Vec<_> =
        role.measures.iter().filter(|m| matches!(m.class, MeasureType::Outcome | MeasureType::Impact)).collect();
    let limit = context.limits().goals_per_role;
    (goals.len() >= limit + GOALS_OF_GRACE).then(|| {
        Report::new(goals[0].range, format!("{} goals at once pull in as many directions.", goals.len()))
            .confidence(goals.iter().map(|m| m.confidence).fold(1.0, f32::min))
            .evidence(goals.iter().map(|m| m.range))
            .help(format!("Choose the {limit} that matter now; the others can wait or be guardrails (`quality:`)."))
    })
}

/// A first product person in a young company does hold many of them for a while.
fn is_founding(role: &Role) -> bool {
    let stated = role.duties.iter().map(|d| &d.reading).chain(role.purpose.iter().map(|s| &s.reading));
    stated.into_iter().any(|r| r.has(Signal::Founding))
        || prose::read(&role.title.value, &prose::Context::default()).has(Signal::Founding)
}

fn place_of(duty: &Duty, signal: Signal) -> TextRange {
    duty.reading.signals.iter().find(|s| s.signal == signal).map_or(duty.text_range, |s| s.range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
    use crate::model::Fact;
    use crate::model::testing::{duty, role, showing};

    fn severity(role: Role) -> Option<Severity> {
        let reports = crate::rules::testing::reports(&EVERYTHING_AT_ONCE, role, &Settings::default());
        reports.first().map(|r| r.severity.unwrap_or(EVERYTHING_AT_ONCE.severity))
    }

    fn with_categories(count: usize, hold: Hold, confidence: f32) -> Role {
        let mut manager = role(Kind::ProductManager);
        let share = 1.0 / count as f32;
        manager.duties =
            Category::ALL.iter().take(count).map(|c| Duty { hold, ..duty(*c, confidence, share) }).collect();
        manager
    }

    #[test]
    fn a_product_job_and_others_besides_are_too_many_and_supported_ones_do_not_count() {
        assert_eq!(severity(with_categories(10, Hold::Owns, 1.0)), Some(Severity::Warning));
        assert_eq!(severity(with_categories(10, Hold::Owns, 0.9)), None, "read out of a list, one duty each");
        assert_eq!(severity(with_categories(8, Hold::Owns, 1.0)), None, "one product job with its launches");
        assert_eq!(severity(with_categories(10, Hold::Supports, 1.0)), None);
    }

    #[test]
    fn jobs_that_were_only_read_need_several_sure_duties_each() {
        let mut manager = with_categories(7, Hold::Owns, 0.9);
        for category in FOREIGN {
            manager.duties.extend([duty(category, 0.95, 0.0), duty(category, 0.95, 0.0)]);
        }
        manager.duties.truncate(12);
        assert_eq!(severity(manager.clone()), None);
        manager.duties = with_categories(7, Hold::Owns, 0.9).duties;
        manager.duties.retain(|d| !FOREIGN.contains(&d.category));
        let kept = manager.duties.len();
        for category in FOREIGN {
            manager.duties.extend([duty(category, 0.95, 0.0), duty(category, 0.95, 0.0)]);
        }
        assert!(kept + 6 <= 12);
        assert_eq!(severity(manager), Some(Severity::Info));
    }

    #[test]
    fn many_hats_need_many_duties() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![duty(Category::Backlog, 0.9, 1.0 / 13.0); 12];
        owner.duties[0] = showing(owner.duties[0].clone(), Signal::ManyHats);
        assert_eq!(severity(owner.clone()), None);
        owner.duties.push(duty(Category::Backlog, 0.9, 1.0 / 13.0));
        assert_eq!(severity(owner.clone()), Some(Severity::Warning));
        owner.duties[0].reading.signals.clear();
        assert_eq!(severity(owner), Some(Severity::Info), "a long list by itself is a note");
    }

    #[test]
    fn further_jobs_are_counted_by_name() {
        let mut owner = role(Kind::ProductOwner);
        let plays = |names: &[&str]| {
            names.iter().map(|n| Fact::stated((*n).to_owned(), TextRange::default())).collect::<Vec<_>>()
        };
        owner.plays = plays(&["scrum master", "Scrum Master", "tester"]);
        assert_eq!(severity(owner.clone()), None);
        owner.plays = plays(&["scrum master", "project manager", "tester"]);
        assert_eq!(severity(owner), Some(Severity::Warning));
    }

    #[test]
    fn the_first_product_person_is_told_more_softly() {
        let mut manager = with_categories(10, Hold::Owns, 1.0);
        manager.duties[0] = showing(manager.duties[0].clone(), Signal::Founding);
        assert_eq!(severity(manager), Some(Severity::Info));
    }
}
