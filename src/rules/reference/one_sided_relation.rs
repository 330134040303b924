//! REF703: a relation that only one of its two sides tells of.

use crate::declare_rule;
use crate::model::SectionKind;
use crate::model::writing::Item;
use crate::model::{Definition, Place, RoleKey, RoleSummary, slug};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    ONE_SIDED_RELATION, "REF703", "one-sided-relation", Info, "one_sided_relation.md", Check::Workspace(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(role) = context.organisation.role(context.key()) else { return };
    reports.extend(reports_to(context, role));
    reports.extend(leads(context, role));
    reports.extend(plays(context, role));
    reports.extend(played_by(context, role));
    reports.extend(works_with(context, role));
}

/// Another role that a name leads to.
fn other<'a>(context: &RoleContext<'a>, name: &str) -> Option<(RoleKey, &'a RoleSummary)> {
    let key = context.organisation.role_named(name).filter(|key| *key != context.key())?;
    Some((key, context.organisation.role(key)?))
}

/// The same for a name that is not also declared to live elsewhere: then it is open which one is meant.
fn only_other<'a>(context: &RoleContext<'a>, name: &str) -> Option<(RoleKey, &'a RoleSummary)> {
    let declared = |d: &Definition| matches!(d, Definition::Declared(_));
    if context.organisation.definitions(name).iter().any(declared) { None } else { other(context, name) }
}

/// Every name under which others may speak of a role: its id, its title, the people who play it.
fn is_called(role: &RoleSummary, name: &str) -> bool {
    role.slug == name || slug(&role.title) == name || role.played_by.iter().any(|p| p == name)
}

fn report(place: Place, role: &RoleSummary, relation: &str, other: &RoleSummary, there: Place, help: String) -> Report {
    let message = format!("{} says it {relation} {}, but {} does not say so.", role.title, other.title, other.title);
    Report::new(place.range, message)
        .help(help)
        .evidence([place.range])
        .related(there, format!("{} tells here", other.title))
}

/// The role among the names of a field of the other one.
fn named_there<'a>(
    key: RoleKey,
    label: &'static str,
    names: impl Iterator<Item = &'a String>,
    role: &'a RoleSummary,
) -> Fix {
    let all: Vec<String> = names.chain([&role.slug]).map(|name| format!("@{name}")).collect();
    Fix::new(format!("Name {} there", role.title)).in_file(key.file).set(key.index as usize, label, all.join(", "))
}

fn reports_to(context: &RoleContext<'_>, role: &RoleSummary) -> Option<Report> {
    let (name, place) = role.reports_to.as_ref()?;
    let (key, manager) = only_other(context, name)?;
    let (_, there) = manager.leads.first()?;
    let told = manager.leads.iter().any(|(lead, _)| is_called(role, lead));
    (!told).then(|| {
        let help = format!("Add `@{}` to what {} leads, or take the line out here.", role.slug, manager.title);
        let leads = manager.leads.iter().map(|(lead, _)| lead);
        report(*place, role, "reports to", manager, *there, help).fix(named_there(key, "Leads", leads, role))
    })
}

fn leads(context: &RoleContext<'_>, role: &RoleSummary) -> Vec<Report> {
    let one = |(name, place): &(String, Place)| {
        let (key, led) = only_other(context, name)?;
        let (manager, there) = led.reports_to.as_ref()?;
        // A title in words may name the same role in other words; a reference names one.
        let reference = there.range.len() as usize == manager.len() + 1;
        (reference && !is_called(role, manager)).then(|| {
            let help = format!("Write `Reports to: @{}` there, or take it out here.", role.slug);
            // Whom somebody reports to is not for this file alone to say.
            let fix = named_there(key, "Reports to", std::iter::empty(), role).only_offered();
            report(*place, role, "leads", led, *there, help).fix(fix)
        })
    };
    role.leads.iter().filter_map(one).collect()
}

fn plays(context: &RoleContext<'_>, role: &RoleSummary) -> Vec<Report> {
    let places = context.role.plays.iter().map(|p| p.range);
    let one = |(name, range)| {
        let name: &String = name;
        let (key, played) = other(context, name)?;
        let told = played.played_by.iter().any(|p| is_called(role, p) || role.played_by.contains(p));
        (!played.played_by.is_empty() && !told).then(|| {
            let help = format!("Add `@{}` to `Played by` there, or take it out here.", role.slug);
            let place = Place { range, ..role.head };
            let fix = named_there(key, "Played by", played.played_by.iter(), role);
            report(place, role, "plays", played, played.head, help).fix(fix)
        })
    };
    role.plays.iter().zip(places).filter_map(one).collect()
}

fn played_by(context: &RoleContext<'_>, role: &RoleSummary) -> Vec<Report> {
    let places = context.role.played_by.iter().map(|p| p.range);
    let one = |(name, range)| {
        let name: &String = name;
        let (key, player) = other(context, name)?;
        let told = player.plays.iter().any(|p| is_called(role, p) || Some(p.as_str()) == role.kind.map(|k| k.slug()));
        (!player.plays.is_empty() && !told).then(|| {
            let help = format!("Add `@{}` to what {} plays, or take it out here.", role.slug, player.title);
            let place = Place { range, ..role.head };
            let fix = named_there(key, "Plays", player.plays.iter(), role);
            report(place, role, "is played by", player, player.head, help).fix(fix)
        })
    };
    role.played_by.iter().zip(places).filter_map(one).collect()
}

fn works_with(context: &RoleContext<'_>, role: &RoleSummary) -> Vec<Report> {
    let one = |(name, place): &(String, Place)| {
        let (key, neighbour) = only_other(context, name)?;
        let (_, there) = neighbour.works_with.first()?;
        let mut said = neighbour.works_with.iter().chain(&neighbour.leads).chain(&neighbour.reports_to).map(|(n, _)| n);
        // The neighbour may name the team or the product instead of each role in it.
        let told = said.any(|n| is_called(role, n) || role.teams.contains(n) || role.product.as_ref() == Some(n));
        let line = role.reports_to.iter().chain(&role.leads).any(|(n, _)| is_called(neighbour, n));
        (!told && !line).then(|| {
            let help = format!("Add `@{}` under `Works with` there, or take it out here.", role.slug);
            let listed = Fix::new(format!("Name {} there", role.title))
                .in_file(key.file)
                .add(key.index as usize, Item::Line(SectionKind::WorksWith, format!("@{}", role.slug)));
            let names = neighbour.works_with.iter().map(|(n, _)| n);
            let fix = if neighbour.lists_neighbours { listed } else { named_there(key, "Works with", names, role) };
            report(*place, role, "works with", neighbour, *there, help).fix(fix)
        })
    };
    role.works_with.iter().filter_map(one).collect()
}
