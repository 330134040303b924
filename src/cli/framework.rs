//! A framework that an argument names: one that is known, or one of the organisation's own.

use crate::config::Settings;
use crate::knowledge::{Framework, FrameworkName};
use crate::text::nearest;

/// Reads a name, with the frameworks of all these settings. The error says which there are.
pub(super) fn named(value: &str, settings: &[&Settings]) -> Result<Framework, String> {
    let value = value.trim();
    let custom = FrameworkName::Custom.slug();
    for settings in settings {
        let read = settings.vocabulary.titles.in_force(|| Framework::parse(value));
        let is_known =
            |f: &Framework| f.name != FrameworkName::Custom || f.own.is_some() || value.eq_ignore_ascii_case(custom);
        if let Some(framework) = read.filter(is_known) {
            return Ok(framework);
        }
    }
    let mut known: Vec<String> = FrameworkName::ALL.iter().map(|name| name.slug().to_owned()).collect();
    for own in settings.iter().flat_map(|s| s.vocabulary.titles.framework_names()) {
        if !known.contains(&own) {
            known.push(own);
        }
    }
    let told = match nearest::question(value, known.iter().map(String::as_str)) {
        asked if asked.is_empty() => "; the".to_owned(),
        asked => asked + " The",
    };
    Err(format!("\"{value}\" is no framework that is known{told} known ones are {}", known.join(", ")))
}
