//! `@names`: what they lead to.

use super::{Cursor, Hover};
use crate::ide::names;
use crate::ide::symbols::unit_kind_name;
use crate::model::{Definition, Organisation, RoleKey, RoleSummary, UnitKind, UnitSummary};
use crate::prose::Category;

/// The reference under the cursor.
pub(super) fn hover(cursor: &Cursor<'_>) -> Option<Hover> {
    let document = &cursor.analysis.document;
    let roles = document.roles.iter().flat_map(|r| &r.references);
    let units = document.units.iter().flat_map(|u| &u.references);
    let used = roles.chain(units).find(|used| cursor.is_on(used.name.range))?;
    let file = cursor.snapshot.file(cursor.file)?;
    let organisation = cursor.snapshot.organisation(file)?;
    Some(Hover { range: used.name.range, markdown: describe_name(organisation, &used.name.value.0)? })
}

/// What a name leads to, in a few lines; `None` where it leads nowhere.
pub fn describe_name(organisation: &Organisation, name: &str) -> Option<String> {
    let found: Vec<String> = names::definitions(organisation, name).filter_map(|d| describe(organisation, d)).collect();
    (!found.is_empty()).then(|| found.join("\n\n"))
}

fn describe(organisation: &Organisation, definition: Definition) -> Option<String> {
    let file = organisation.file(definition.file())?;
    Some(match definition {
        Definition::Role(key) => {
            let role = organisation.role(key)?;
            let kind = role.kind.map_or(String::new(), |kind| format!(" ({})", kind.label()));
            let head = format!("**{}**{kind}, {}:{}", role.title, file.path, role.head.start.0);
            lines(head, &[about_role(organisation, key, role), mix(role)])
        }
        Definition::Unit(_, index) => {
            let unit = file.units.get(index as usize)?;
            let kind = unit_kind_name(unit.kind);
            let head = format!("**{}** ({kind}), {}:{}", unit.title, file.path, unit.place.start.0);
            let people = unit.size.map(|n| format!("{n} people"));
            let product = unit.product.as_ref().map(|p| format!("product {}", title_of(organisation, p)));
            let facts: Vec<String> = people.into_iter().chain(product).collect();
            lines(head, &[facts.join(" · "), roles_of(organisation, unit)])
        }
        Definition::Declared(_) => format!("Declared in {}; it lives elsewhere.", file.path),
    })
}

fn lines(head: String, more: &[String]) -> String {
    more.iter().filter(|l| !l.is_empty()).fold(head, |text, line| text + "\n\n" + line)
}

/// What people read behind a name.
fn title_of(organisation: &Organisation, name: &str) -> String {
    let title = match names::definitions(organisation, name).next() {
        Some(Definition::Role(key)) => organisation.role(key).map(|r| r.title.as_str()),
        Some(Definition::Unit(file, index)) => organisation.unit(file, index).map(|u| u.title.as_str()),
        _ => None,
    };
    title.filter(|t| !t.is_empty()).map_or_else(|| format!("@{name}"), str::to_owned)
}

/// `reports to Head of Product · product Claims · 2 direct reports`
fn about_role(organisation: &Organisation, key: RoleKey, role: &RoleSummary) -> String {
    let title = |name: &String| title_of(organisation, name);
    let mut facts = Vec::new();
    facts.extend(role.reports_to.as_ref().map(|(manager, _)| format!("reports to {}", title(manager))));
    facts.extend(role.product.as_ref().map(|p| format!("product {}", title(p))));
    if !role.teams.is_empty() {
        let teams: Vec<String> = role.teams.iter().map(title).collect();
        facts.push(format!("{} {}", if teams.len() == 1 { "team" } else { "teams" }, teams.join(", ")));
    }
    match organisation.direct_reports(key).len() {
        0 => {}
        1 => facts.push("1 direct report".to_owned()),
        n => facts.push(format!("{n} direct reports")),
    }
    facts.join(" · ")
}

/// The categories of its duties, the most frequent first. Duties are kept in short for roles of a product alone.
fn mix(role: &RoleSummary) -> String {
    let mut counts: Vec<(&str, usize)> = Category::ALL
        .into_iter()
        .map(|c| (c.name(), role.duties.iter().filter(|d| d.category == c && d.confidence >= 0.5).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let parts: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    if parts.is_empty() { String::new() } else { format!("Duties: {}", parts.join(", ")) }
}

/// Who works on a product.
fn roles_of(organisation: &Organisation, unit: &UnitSummary) -> String {
    if unit.kind != UnitKind::Product {
        return String::new();
    }
    let roles = organisation.in_order(organisation.roles_of_product(&unit.slug));
    let shown: Vec<&str> = roles.iter().map(|(_, r)| r.title.as_str()).filter(|t| !t.is_empty()).take(6).collect();
    let more = if roles.len() > shown.len() { ", ..." } else { "" };
    if shown.is_empty() { String::new() } else { format!("Roles: {}{more}", shown.join("; ")) }
}
