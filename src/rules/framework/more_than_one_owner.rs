//! FW302: more owners than the framework has for a product.

use crate::declare_rule;
use crate::knowledge::{Framework, FrameworkName, Kind, Ownership};
use crate::model::{Organisation, Profile, RoleKey, RoleSummary, UnitKind};
use crate::rules::{Check, DocumentContext, Fix, Report, RoleContext};

declare_rule! {
    MORE_THAN_ONE_OWNER, "FW302", "more-than-one-owner", Error, "more_than_one_owner.md", Check::Document(check)
}

fn check(context: &DocumentContext<'_>, reports: &mut Vec<Report>) {
    if !context.organisation.rooted {
        return;
    }
    for role in context.roles() {
        reports.extend(too_many_owners(&role));
        reports.extend(too_many_for_an_area(&role));
    }
    areas_without_owner(context, reports);
}

/// The owners of a product, and how its framework has it owned.
struct Owners<'a> {
    framework: &'a Framework,
    owners: Vec<(RoleKey, &'a RoleSummary)>,
    chiefs: usize,
    /// Not by the product's block or the configuration.
    is_stated_by_roles: bool,
}

impl<'a> Owners<'a> {
    fn of(context: &RoleContext<'a>) -> Option<Owners<'a>> {
        let organisation = context.organisation;
        let product = context.summary()?.product.as_deref()?;
        let roles = organisation.in_order(organisation.roles_of_product(product));
        // An advert is for a seat that is described elsewhere.
        let described = |r: &RoleSummary| r.profile == Profile::Spec;
        let owners: Vec<_> =
            roles.iter().copied().filter(|(_, r)| r.kind == Some(Kind::ProductOwner) && described(r)).collect();
        let is_chief = |r: &RoleSummary| r.kind == Some(Kind::ChiefProductOwner) && described(r);
        let chiefs = roles.iter().filter(|(_, r)| is_chief(r)).count();
        let stated = organisation.unit_named(product, UnitKind::Product).map_or(&[][..], |p| &p.framework);
        let all = || roles.iter().filter(|(_, r)| r.kind.is_some_and(Kind::is_owner)).flat_map(|(_, r)| &r.framework);
        let framework = if !stated.is_empty() {
            owned_as(stated.iter())
        } else if all().next().is_some() {
            owned_as(all())
        } else {
            owned_as(context.settings.framework.iter())
        }?;
        // Where the product does not say, an owner of another framework than the one at hand is not counted with the others.
        let counts = |r: &RoleSummary| {
            !stated.is_empty() || r.framework.is_empty() || r.framework.iter().any(|f| f.name == framework.name)
        };
        let owners = owners.into_iter().filter(|(_, r)| counts(r)).collect();
        let is_stated_by_roles = stated.is_empty() && all().next().is_some();
        Some(Owners { framework, owners, chiefs, is_stated_by_roles })
    }

    /// Two descriptions of one person's seat are one owner.
    fn persons(&self) -> Vec<(RoleKey, &'a RoleSummary)> {
        let mut persons: Vec<(RoleKey, &RoleSummary)> = Vec::new();
        for (key, role) in &self.owners {
            if !persons.iter().any(|(_, other)| role.is_one_person_with(other)) {
                persons.push((*key, role));
            }
        }
        persons
    }
}

/// The framework that settles how the product is owned; none where the house has its own way, or has an owner for each team.
fn owned_as<'a>(frameworks: impl Iterator<Item = &'a Framework>) -> Option<&'a Framework> {
    let frameworks: Vec<&Framework> = frameworks.collect();
    let owns_otherwise = |f: &&Framework| {
        let said = f.own.as_ref().is_some_and(|own| own.owners.is_some());
        let by_house = !said && matches!(f.name, FrameworkName::Custom | FrameworkName::SpotifyLike);
        f.ownership() == Ownership::OneByTeam || by_house
    };
    if frameworks.iter().any(owns_otherwise) {
        return None;
    }
    [Ownership::ByArea, Ownership::Chief, Ownership::One]
        .into_iter()
        .find_map(|ownership| frameworks.iter().copied().find(|f| f.ownership() == ownership))
}

/// One finding for a product, in its last owner.
fn too_many_owners(context: &RoleContext<'_>) -> Option<Report> {
    let found = Owners::of(context)?;
    let persons = found.persons();
    if persons.len() < 2 || speaker(&persons)? != context.key() {
        return None;
    }
    let count = persons.len();
    let name = found.framework.label();
    let (message, help) = match found.framework.ownership() {
        Ownership::One => (
            format!("{name} has exactly one product owner for a product; here there are {count}."),
            "Keep one of them as the product owner and name the others for what they do; or, where there are too many teams for one, \
             state `Framework: LeSS Huge` with an area product owner for each area, or `Framework: Scrum@Scale` with a chief product owner.",
        ),
        Ownership::ByArea => (
            format!("{name} has one product owner for the whole product; here there are {count}."),
            "Write `Kind: area product owner` and the `Area` for those who own a part.",
        ),
        Ownership::Chief if found.chiefs == 0 => (
            format!(
                "{name} has a chief product owner above several product owners; here there are {count} owners and no chief."
            ),
            "Describe the one who leads them, with `Kind: chief product owner`.",
        ),
        Ownership::Chief | Ownership::OneByTeam | Ownership::Unnamed => return None,
    };
    let report = Report::new(context.role.head, message)
        .help(help)
        .confidence(kind_confidence(context))
        .fixes(name_the_seats(&found, &persons));
    Some(with_others(report, &persons, context))
}

/// The seats of a framework that has several owners; only where the roles themselves say in which framework they work.
fn name_the_seats(found: &Owners<'_>, persons: &[(RoleKey, &RoleSummary)]) -> Vec<Fix> {
    let Some((first, rest)) = persons.split_first() else { return Vec::new() };
    let by_area = Fix::new(format!("Let {} own the whole and the others an area each, as in LeSS Huge", first.1.title));
    let by_area = set(rest, by_area.only_offered(), "Kind", Kind::AreaProductOwner.label());
    let chief = Fix::new(format!("Let {} be the chief product owner of the others, as in Scrum@Scale", first.1.title));
    let chief = set(&[*first], chief.only_offered(), "Kind", Kind::ChiefProductOwner.label());
    match found.framework.ownership() {
        Ownership::ByArea => vec![by_area],
        Ownership::Chief => vec![chief],
        Ownership::One if found.is_stated_by_roles => {
            vec![
                set(persons, by_area, "Framework", FrameworkName::LessHuge.label()),
                set(persons, chief, "Framework", FrameworkName::ScrumAtScale.label()),
            ]
        }
        _ => Vec::new(),
    }
}

fn set(roles: &[(RoleKey, &RoleSummary)], fix: Fix, label: &'static str, value: &str) -> Fix {
    roles.iter().fold(fix, |fix, (key, _)| fix.in_file(key.file).set(key.index as usize, label, value))
}

/// The last of them that is more than a first draft.
fn speaker(owners: &[(RoleKey, &RoleSummary)]) -> Option<RoleKey> {
    owners.iter().rev().find(|(_, role)| !role.is_draft).map(|(key, _)| *key)
}

fn with_others(report: Report, owners: &[(RoleKey, &RoleSummary)], context: &RoleContext<'_>) -> Report {
    let others = owners.iter().filter(|(key, _)| *key != context.key());
    others.fold(report, |report, (_, role)| report.related(role.head, format!("{} owns it, too", role.title)))
}

fn kind_confidence(context: &RoleContext<'_>) -> f32 {
    context.role.kind.as_ref().map_or(0.0, |k| k.confidence)
}

fn area_owners<'a>(organisation: &'a Organisation, area: &str) -> Vec<(RoleKey, &'a RoleSummary)> {
    let mut owners = organisation.in_order(organisation.roles_of_area(area));
    owners.retain(|(_, r)| r.kind == Some(Kind::AreaProductOwner) && r.profile == Profile::Spec);
    owners
}

/// Only in LeSS Huge an area has an owner of its own.
fn has_areas(context: &RoleContext<'_>) -> bool {
    context.stated_frameworks().iter().any(|f| f.ownership() == Ownership::ByArea)
}

fn too_many_for_an_area(context: &RoleContext<'_>) -> Option<Report> {
    let area = context.role.area.as_ref().filter(|_| has_areas(context))?;
    let owners = area_owners(context.organisation, &area.value.0);
    if owners.len() < 2 || speaker(&owners)? != context.key() {
        return None;
    }
    let name = FrameworkName::LessHuge.label();
    let message = format!(
        "{name} has exactly one area product owner for an area; here there are {} for {}.",
        owners.len(),
        area.value.0
    );
    let report = Report::new(context.role.head, message)
        .help("Keep one of them, or give each an area of its own.")
        .confidence(kind_confidence(context))
        .related_here(area.range, "the area is named here");
    Some(with_others(report, &owners, context))
}

/// An area that roles work in and nobody owns, or one whose product says that all its roles are written down.
fn areas_without_owner(context: &DocumentContext<'_>, reports: &mut Vec<Report>) {
    let organisation = context.organisation;
    for area in context.document.units.iter().filter(|u| u.kind == UnitKind::Area) {
        let product = area.product.as_ref().and_then(|p| organisation.unit_named(&p.value.0, UnitKind::Product));
        let own = area.framework.iter().map(|f| &f.value);
        let settings = context.settings.framework.iter();
        let huge = own
            .chain(product.into_iter().flat_map(|p| &p.framework))
            .chain(settings)
            .any(|f| f.ownership() == Ownership::ByArea);
        let complete = area.complete || product.is_some_and(|p| p.complete);
        let named = !organisation.roles_of_area(&area.slug).is_empty();
        if huge && (complete || named) && area_owners(organisation, &area.slug).is_empty() {
            let name = FrameworkName::LessHuge.label();
            let message =
                format!("{name} has exactly one area product owner for an area; {} has none.", area.title.value);
            let help =
                format!("Describe the one who orders its part: `Kind: area product owner` and `Area: @{}`.", area.slug);
            reports.push(Report::new(area.title.range, message).help(help));
        }
    }
}
