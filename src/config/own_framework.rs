//! Frameworks of an organisation's own, and what it does differently in one that is known (`[[frameworks]]`).

use super::error::ConfigError;
use super::options::OWNERSHIPS;
use super::value::{Origin, Table, Value};
use crate::knowledge::{Framework, FrameworkName, Kind, OwnFramework, kind_from_name};
use crate::text::nearest;

/// Tells of names that no framework has, neither a known one nor one of `tables`.
pub(super) fn check(tables: &[Table], named: &[(String, Origin)], errors: &mut Vec<ConfigError>) {
    let own: Vec<&str> = tables.iter().flat_map(|t| t.tables("frameworks")).filter_map(|f| f.text("name")).collect();
    let known = FrameworkName::ALL.map(FrameworkName::slug);
    for (name, origin) in named {
        let name = name.trim();
        if !own.iter().any(|own| own.trim().eq_ignore_ascii_case(name)) {
            let asked = nearest::question(name, known.into_iter().chain(own.iter().copied()));
            let message =
                format!("\"{name}\" is no framework that is known{asked}; the known ones are {}", known.join(", "));
            errors.push(ConfigError { origin: origin.clone(), message });
        }
    }
    for based in tables.iter().flat_map(|t| t.tables("frameworks")).filter_map(|f| f.get("based-on")) {
        if based.text().is_some_and(|name| Framework::named(name).is_none()) {
            let message = format!("`frameworks.based-on` is one of {}, without a version", known.join(", "));
            errors.push(ConfigError { origin: based.origin.clone(), message });
        }
    }
}

/// The frameworks of a checked table.
pub(super) fn of(table: &Table) -> impl Iterator<Item = OwnFramework> {
    table.tables("frameworks").map(|framework| {
        let name = framework.text("name").unwrap_or_default().trim().to_owned();
        let base = framework.text("based-on").and_then(Framework::named).or_else(|| Framework::named(&name));
        let kinds = |value: &Value| -> Vec<Kind> { value.texts().iter().filter_map(|k| kind_from_name(k)).collect() };
        let decides = framework.get("decides").and_then(Value::table).into_iter().flat_map(|t| &t.0);
        let owners = framework.text("owners");
        OwnFramework {
            base: base.unwrap_or(FrameworkName::Custom),
            owners: OWNERSHIPS.iter().find(|(word, _)| Some(*word) == owners).map(|(_, ownership)| *ownership),
            decides: decides.map(|entry| (entry.key.clone(), kinds(&entry.value))).collect(),
            teams_per_owner: framework.get("teams-per-owner").and_then(Value::count),
            owners_per_manager: framework.get("owners-per-manager").and_then(Value::count),
            name,
        }
    })
}
