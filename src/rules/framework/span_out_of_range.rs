//! FW304: more teams, owners, trains or people than the framework works with.

use std::ops::RangeInclusive;

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::{FrameworkName, Kind};
use crate::model::{Profile, RoleKey, RoleSummary, UnitKind};
use crate::rules::{Check, DocumentContext, Fix, Report, RoleContext};

declare_rule! {
    SPAN_OUT_OF_RANGE, "FW304", "span-out-of-range", Warning, "span_out_of_range.md", Check::Document(check)
}

fn check(context: &DocumentContext<'_>, reports: &mut Vec<Report>) {
    for role in context.roles() {
        if role.role.duties.len() < 2 {
            continue;
        }
        reports.extend(teams(&role));
        reports.extend(owners_of_manager(&role));
        reports.extend(trains(&role));
    }
    let people = &context.settings.limits.train_people;
    for train in context.document.units.iter().filter(|u| u.kind == UnitKind::Art) {
        if let Some(size) = train.size.as_ref().filter(|s| !people.contains(&(s.value as usize))) {
            let message =
                format!("{} has {} people; SAFe works with {}.", train.title.value, size.value, shown(people));
            let help = "Check the figure; a smaller group may plan as a team of teams without a train, a larger one as two trains.";
            reports.push(Report::new(size.range, message).severity(Severity::Info).help(help));
        }
    }
}

fn shown(range: &RangeInclusive<usize>) -> String {
    format!("{} to {}", range.start(), range.end())
}

/// How many teams an owner has, and how many the framework has for one.
fn teams(context: &RoleContext<'_>) -> Option<Report> {
    use FrameworkName::{Custom, Less, LessHuge, Nexus, Safe};
    let role = context.role;
    let kind = role.kind.as_ref()?;
    let limits = context.limits();
    let names: Vec<FrameworkName> = context.frameworks().iter().map(|f| f.name).collect();
    let uses = |name| names.contains(&name);
    let frameworks = context.frameworks();
    let by_framework = frameworks.iter().find_map(|f| Some((f.label(), f.own.as_ref()?.teams_per_owner?)));
    let by_title = context.own_span().map(|most| ("your organisation", most));
    if let Some((who, most)) = by_title.or(by_framework).filter(|_| kind.is_owner()) {
        return beyond(context, who, most);
    }
    if uses(Custom) {
        return None;
    }
    let huge = uses(LessHuge);
    let range = match kind.value {
        Kind::AreaProductOwner if huge => limits.less_area_teams.clone(),
        // Above areas there is no limit; chiefs have owners, not teams.
        Kind::ProductOwner if huge || context.role.area.is_some() => return None,
        Kind::ProductOwner if uses(Less) => 0..=limits.teams_per_owner.less,
        Kind::ProductOwner if uses(Nexus) => limits.nexus_teams.clone(),
        Kind::ProductOwner if uses(Safe) => 0..=limits.teams_per_owner.safe,
        Kind::ProductOwner => 0..=limits.teams_per_owner.other,
        _ => return None,
    };
    // LeSS and Nexus have one owner for all teams of a product, whether the owner names them or not.
    let whole_product = kind.value == Kind::ProductOwner && (uses(Less) || uses(Nexus));
    let count = if whole_product { teams_of_product(context) } else { role.teams.len() };
    if count == 0 || range.contains(&count) {
        return None;
    }
    // Too few can only be told where the owner names them all.
    if count < *range.start() && role.teams.len() != count {
        return None;
    }
    let place = role
        .teams
        .first()
        .map_or(role.head, |first| role.teams.iter().fold(first.range, |range, team| range.cover(team.range)));
    let name =
        if huge { LessHuge } else { *[Less, Nexus, Safe].iter().find(|n| uses(**n)).unwrap_or(&FrameworkName::None) };
    let (worked_with, help) = if name == FrameworkName::None {
        (
            format!("common advice is up to {} for one owner", range.end()),
            "Share the teams between owners, or name the way in which one owner works with so many: Nexus, LeSS.",
        )
    } else if *range.start() > 1 {
        (format!("{} works with {}", name.label(), shown(&range)), advice(name, count > *range.end()))
    } else {
        (format!("{} works with up to {}", name.label(), range.end()), advice(name, true))
    };
    let noun = if count == 1 { "team" } else { "teams" };
    Some(
        Report::new(place, format!("{} covers {count} {noun}; {worked_with}.", role.title.value))
            .help(help)
            .confidence(kind.confidence)
            .evidence(role.teams.iter().map(|t| t.range)),
    )
}

/// More teams than the organisation itself has for one owner.
fn beyond(context: &RoleContext<'_>, who: &str, most: usize) -> Option<Report> {
    let role = context.role;
    let first = role.teams.first().filter(|_| role.teams.len() > most)?;
    let place = role.teams.iter().fold(first.range, |range, team| range.cover(team.range));
    let message = format!("{} covers {} teams; {who} works with up to {most}.", role.title.value, role.teams.len());
    Some(
        Report::new(place, message)
            .help("Share the teams between owners.")
            .confidence(role.kind.as_ref().map_or(0.0, |k| k.confidence))
            .evidence(role.teams.iter().map(|t| t.range)),
    )
}

fn advice(name: FrameworkName, too_many: bool) -> &'static str {
    match (name, too_many) {
        (FrameworkName::Safe, _) => "Share the teams between owners.",
        (FrameworkName::Less, _) => {
            "Divide the product into requirement areas with an area product owner each (LeSS Huge)."
        }
        (FrameworkName::LessHuge, true) => "Divide the area, or move teams to another one.",
        (FrameworkName::LessHuge, false) => {
            "Join the area with another: a small one makes more owners than it is worth."
        }
        (_, true) => "Divide the product, or work with several of these groups.",
        (_, false) => "Few teams manage without an extra frame: plain Scrum may do.",
    }
}

/// The teams that the owner names and those that name the product.
fn teams_of_product(context: &RoleContext<'_>) -> usize {
    let mut names: Vec<&str> = context.role.teams.iter().map(|t| t.value.0.as_str()).collect();
    if let Some(product) = &context.role.product {
        let parts = context.organisation.parts_of_product(&product.value.0);
        names.extend(parts.filter(|u| u.kind == UnitKind::Team).map(|u| u.slug.as_str()));
    }
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// Owners that one manager works with: who reports to the manager, whom the manager leads, and, where the product has no other
/// manager, who owns the product.
fn owners_of_manager(context: &RoleContext<'_>) -> Option<Report> {
    let manager = context.summary().filter(|r| r.kind.is_some_and(Kind::is_manager))?;
    // Who leads managers leads owners through them.
    if manager.kind == Some(Kind::HeadOfProduct) {
        return None;
    }
    let organisation = context.organisation;
    let led = manager.leads.iter().filter_map(|(name, _)| organisation.role_named(name));
    let product = manager.product.as_deref().map_or(&[][..], |p| organisation.roles_of_product(p));
    let is_manager = |key: &&RoleKey| organisation.role(**key).is_some_and(|r| r.kind.is_some_and(Kind::is_manager));
    let alone = product.iter().filter(is_manager).count() == 1;
    let mut owners: Vec<RoleKey> = organisation.reports_of(&manager.slug).to_vec();
    owners.extend(led);
    owners.extend(if alone { product } else { &[] });
    owners.sort_unstable();
    owners.dedup();
    let counts = |r: &RoleSummary| r.kind.is_some_and(Kind::is_owner) && r.profile == Profile::Spec;
    let owners: Vec<&RoleSummary> =
        owners.iter().filter_map(|key| organisation.role(*key)).filter(|r| counts(r)).collect();
    let frameworks = context.frameworks();
    let own = frameworks.iter().find_map(|f| f.own.as_ref()?.owners_per_manager);
    let most = own.unwrap_or(context.limits().owners_per_manager);
    if owners.len() <= most {
        return None;
    }
    let message = format!(
        "{} covers {} product owners; {} {most}{}.",
        context.role.title.value,
        owners.len(),
        if own.is_some() { "your organisation works with up to" } else { "up to" },
        if own.is_some() { "" } else { " is often told, and disputed" },
    );
    let report = Report::new(context.role.head, message).severity(Severity::Info).help(
        "Ask how much time is left for each of them; where it is too little, share the product between managers.",
    );
    Some(owners.iter().fold(report, |report, owner| report.related(owner.head, owner.title.clone())))
}

/// A manager over several trains of one solution, without solution management.
fn trains(context: &RoleContext<'_>) -> Option<Report> {
    let manager = context.summary().filter(|r| r.kind.is_some_and(|k| k.is_manager() && k != Kind::SolutionManager))?;
    let trains = &context.role.trains;
    if trains.len() < 2 {
        return None;
    }
    let organisation = context.organisation;
    let is_solution = |r: &RoleSummary| r.kind == Some(Kind::SolutionManager);
    let product = manager.product.as_deref().map_or(&[][..], |p| organisation.roles_of_product(p));
    let named = context.role.references.iter().filter_map(|r| organisation.role_named(&r.name.value.0));
    let above = organisation.line_of(manager);
    if product.iter().copied().chain(named).chain(above).filter_map(|key| organisation.role(key)).any(is_solution) {
        return None;
    }
    let place = trains.iter().fold(trains[0].range, |range, train| range.cover(train.range));
    let message = format!(
        "{} covers {} trains; SAFe works with one, and with solution management above several trains of one solution.",
        context.role.title.value,
        trains.len()
    );
    let help = "Describe who holds the solution as a whole (`Kind: solution manager`), or give each train its own product manager.";
    Some(Report::new(place, message).severity(Severity::Info).help(help).fixes(solution_stub(context, manager)))
}

/// The role above the trains, for its author to go on with.
fn solution_stub(context: &RoleContext<'_>, manager: &RoleSummary) -> Option<Fix> {
    let product = manager.product.as_deref().filter(|_| context.document.is_in_role_language())?;
    let lines = [
        format!("Role: Solution Manager, {product}"),
        "Kind: solution manager".to_owned(),
        "Status: draft".to_owned(),
        format!("Product: @{product}"),
    ];
    Some(Fix::new("Begin the role of a solution manager").only_offered().append(lines))
}
