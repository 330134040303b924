//! REF701: a name that leads nowhere, to two places, or is given twice.

use super::near_name::{nearest, slips_in};
use crate::config::Severity;
use crate::declare_rule;
use crate::model::{
    Definition, Fact, Organisation, Place, Reference, ReferenceRole, ReferenceUse, Role, RoleKey, Unit, UnitKind,
};
use crate::rules::{Check, DocumentContext, Fix, Report};
use crate::text::TextRange;

declare_rule! {
    UNKNOWN_REFERENCE, "REF701", "unknown-reference", Error, "unknown_reference.md", Check::Document(check)
}

fn check(context: &DocumentContext<'_>, reports: &mut Vec<Report>) {
    // Without a root nobody knows which other files there are.
    if !context.organisation.rooted {
        return;
    }
    for (index, role) in context.document.roles.iter().enumerate() {
        let itself = Definition::Role(RoleKey { file: context.file, index: index as u32 });
        let uses = role.references.iter().filter(|u| u.role == ReferenceRole::Any);
        reports.extend(uses.filter_map(|u| judge(context, u, unit_meant_by_role(role, u.name.range))));
        reports.extend(role.id.as_ref().and_then(|id| defined_twice(context.organisation, itself, id)));
    }
    for (index, unit) in context.document.units.iter().enumerate() {
        let itself = Definition::Unit(context.file, index as u32);
        let uses = unit.references.iter().filter(|u| u.role == ReferenceRole::Any);
        reports.extend(uses.filter_map(|u| judge(context, u, unit_meant_by_unit(unit, u.name.range))));
        reports.extend(unit.id.as_ref().and_then(|id| defined_twice(context.organisation, itself, id)));
    }
}

fn judge(context: &DocumentContext<'_>, used: &ReferenceUse, meant: Option<UnitKind>) -> Option<Report> {
    let organisation = context.organisation;
    let name = &used.name.value.0;
    match organisation.definitions(name) {
        [] => Some(unknown(context, &used.name, meant)),
        [_] => None,
        several => ambiguous(organisation, &used.name, several, meant),
    }
}

fn unknown(context: &DocumentContext<'_>, name: &Fact<Reference>, meant: Option<UnitKind>) -> Report {
    let organisation = context.organisation;
    let written = &name.value.0;
    let message = format!("‘@{written}’ does not name a role, team, product or train in this workspace.");
    let near = nearest(written, organisation.names_near(written, slips_in(written)).into_iter());
    let help = match near {
        Some(near) => {
            format!("Did you mean `@{near}`? Otherwise write a block for it, or declare it with `Extern: @{written}`.")
        }
        None => format!("Write a block with `Id: {written}`, or declare it with `Extern: @{written}`."),
    };
    let meant_near = near.map(|near| Fix::new(format!("Write @{near}")).replace(name.range, format!("@{near}")));
    let report = Report::new(name.range, message).help(help).evidence([name.range]).fixes(meant_near);
    if context.document.is_in_role_language() { report.fixes(define(context, written, meant)) } else { report }
}

/// A block for what is referred to, and a line that says that it lives elsewhere.
fn define(context: &DocumentContext<'_>, name: &str, meant: Option<UnitKind>) -> Vec<Fix> {
    let label = meant.map(|kind| match kind {
        UnitKind::Team => "Team",
        UnitKind::Product => "Product",
        UnitKind::Art => "ART",
        UnitKind::Area => "Area",
    });
    let block = label.map(|label| {
        let lines = [format!("{label}: {}", title_of(name)), format!("Id: {name}")];
        Fix::new(format!("Write a block for @{name}")).append(lines)
    });
    let declaration = Fix::new(format!("Say that @{name} lives elsewhere"));
    let declaration = match context.document.externs.last() {
        Some(last) => declaration.replace(TextRange::new(last.range.end, last.range.end), format!(", @{name}")),
        None => declaration.append([format!("Extern: @{name}")]),
    };
    block.into_iter().chain([declaration]).collect()
}

/// `head-of-product` as a title: `Head of product`.
fn title_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A title that several roles or units share is no name until one of them has an `Id`.
fn ambiguous(
    organisation: &Organisation,
    name: &Fact<Reference>,
    definitions: &[Definition],
    meant: Option<UnitKind>,
) -> Option<Report> {
    let mut titles: Vec<Place> = Vec::new();
    for definition in definitions {
        match entry(organisation, *definition) {
            // An id is a name, whatever else is called so; that it is given twice is said where it is given.
            Some(Entry { explicit_id: true, .. }) | None => return None,
            Some(entry) if meant.is_none_or(|kind| entry.unit == Some(kind)) => titles.push(entry.place),
            Some(_) => {}
        }
    }
    if titles.len() < 2 {
        return None;
    }
    let written = &name.value.0;
    let message = format!("‘@{written}’ may name {} different things in this workspace.", titles.len());
    let report = Report::new(name.range, message)
        .severity(Severity::Warning)
        .help("Give the one that is meant an `Id`, and refer to that.")
        .evidence([name.range]);
    Some(
        titles
            .into_iter()
            .fold(report, |report, place| report.related(place, format!("‘{written}’ is also the title here"))),
    )
}

/// Said at every definition but the first by path and place.
fn defined_twice(organisation: &Organisation, itself: Definition, id: &Fact<String>) -> Option<Report> {
    let (first, entry) = organisation
        .definitions(&id.value)
        .iter()
        .filter_map(|d| Some((*d, entry(organisation, *d)?)))
        .filter(|(_, entry)| entry.explicit_id)
        .min_by_key(|(d, entry)| (organisation.file(d.file()).map(|f| f.path.as_str()), entry.place.range.start))?;
    (first != itself).then(|| {
        Report::new(id.range, format!("‘{}’ is defined twice.", id.value))
            .help("Give one of them another `Id`; a reference can only lead to one place.")
            .evidence([id.range])
            .related(entry.place, format!("‘{}’ is first defined here", id.value))
    })
}

struct Entry {
    explicit_id: bool,
    unit: Option<UnitKind>,
    place: Place,
}

/// `None` for a name that is declared to live elsewhere.
fn entry(organisation: &Organisation, definition: Definition) -> Option<Entry> {
    match definition {
        Definition::Role(key) => {
            let role = organisation.role(key)?;
            Some(Entry { explicit_id: role.explicit_id, unit: None, place: role.head })
        }
        Definition::Unit(file, index) => {
            let unit = organisation.file(file)?.units.get(index as usize)?;
            Some(Entry { explicit_id: unit.explicit_id, unit: Some(unit.kind), place: unit.place })
        }
        Definition::Declared(_) => None,
    }
}

/// `Product:`, `Teams:` and their like say which kind of thing they name.
fn unit_meant_by_role(role: &Role, range: TextRange) -> Option<UnitKind> {
    let is = |name: &Fact<Reference>| name.range.contains_range(range) || range.contains_range(name.range);
    if role.product.as_ref().is_some_and(is) {
        Some(UnitKind::Product)
    } else if role.teams.iter().any(is) {
        Some(UnitKind::Team)
    } else if role.trains.iter().any(is) {
        Some(UnitKind::Art)
    } else if role.area.as_ref().is_some_and(is) {
        Some(UnitKind::Area)
    } else {
        None
    }
}

fn unit_meant_by_unit(unit: &Unit, range: TextRange) -> Option<UnitKind> {
    let product = unit.product.as_ref()?;
    (product.range.contains_range(range) || range.contains_range(product.range)).then_some(UnitKind::Product)
}
