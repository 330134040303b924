//! `@names`: what they lead to.

use super::{Cursor, Hover};
use crate::ide::names;
use crate::model::{Definition, Organisation, UnitKind};

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
            format!("**{}**{kind}, {}:{}", role.title, file.path, role.head.start.0)
        }
        Definition::Unit(_, index) => {
            let unit = file.units.get(index as usize)?;
            let kind = match unit.kind {
                UnitKind::Team => "team",
                UnitKind::Product => "product",
                UnitKind::Art => "release train",
                UnitKind::Area => "requirement area",
            };
            format!("**{}** ({kind}), {}:{}", unit.title, file.path, unit.place.start.0)
        }
        Definition::Declared(_) => format!("Declared in {}; it lives elsewhere.", file.path),
    })
}
