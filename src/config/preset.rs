//! Presets (`presets.toml`): settings that belong together.

use std::sync::LazyLock;

use super::shape::Checker;
use super::value::{Origin, Table, from_toml};
use super::{options, value};

/// Name, what it is for, what it sets.
struct Preset {
    name: String,
    about: String,
    settings: Table,
}

// The file is part of the binary and read by a test; a broken one leaves no presets rather than no program.
static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    let all = from_toml(include_str!("presets.toml"), &|_| Origin::Default).unwrap_or_default();
    all.0
        .into_iter()
        .filter_map(|entry| {
            let value::Node::Table(mut settings) = entry.value.node else { return None };
            let about = settings.text("about")?.to_owned();
            settings.0.retain(|e| e.key != "about");
            Some(Preset { name: entry.key, about, settings })
        })
        .collect()
});

/// Names, in the order of the file.
pub(super) fn names() -> Vec<&'static str> {
    PRESETS.iter().map(|p| p.name.as_str()).collect()
}

/// Names with what each is for.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    PRESETS.iter().map(|p| (p.name.as_str(), p.about.as_str()))
}

/// What a preset sets, checked, with itself as the origin.
pub(super) fn settings(name: &str) -> Table {
    let Some(preset) = PRESETS.iter().find(|p| p.name == name) else { return Table::default() };
    let mut table = preset.settings.clone();
    let origin = Origin::Preset(preset.name.as_str());
    mark(&mut table, &origin);
    Checker::new(false).table(&mut table, options::keys(), "", &origin);
    table
}

fn mark(table: &mut Table, origin: &Origin) {
    for entry in &mut table.0 {
        entry.origin = origin.clone();
        mark_value(&mut entry.value, origin);
    }
}

fn mark_value(value: &mut value::Value, origin: &Origin) {
    value.origin = origin.clone();
    match &mut value.node {
        value::Node::List(items) => items.iter_mut().for_each(|item| mark_value(item, origin)),
        value::Node::Table(table) => mark(table, origin),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_those_of_the_catalogue_and_set_what_may_be_set() {
        let catalogue = [
            "startup",
            "tech-first",
            "enterprise",
            "legacy",
            "safe-6",
            "scrum-2020",
            "less",
            "nexus",
            "kanban",
            "scrum-at-scale",
            "disciplined-agile",
            "public-sector-uk",
            "agency",
            "unified",
        ];
        assert_eq!(names(), catalogue);
        for preset in PRESETS.iter() {
            let mut checker = Checker::new(false);
            checker.table(&mut preset.settings.clone(), options::keys(), "", &Origin::Default);
            assert_eq!(checker.faults, [], "{}", preset.name);
            assert!(preset.about.ends_with('.') && !preset.settings.0.is_empty(), "{}", preset.name);
        }
    }
}
