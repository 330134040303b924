//! Which rules speak, and how loud: from arguments to settings.

use super::args::{CheckArguments, ProfileName};
use super::error::Problem;
use super::{suggest, today};
use crate::config::Settings;
use crate::model::Profile;
use crate::report::list::is_across_documents;
use crate::rules;

/// No rule has this name: what is left where nothing may speak.
const NONE: &str = "none";

/// Settings of a run as the arguments ask for them.
pub(super) fn settings(arguments: &CheckArguments) -> Result<Settings, Problem> {
    let mut settings = Settings {
        select: patterns("--select", &arguments.select)?,
        ignore: patterns("--ignore", &arguments.ignore)?,
        framework: arguments.framework.clone(),
        today: arguments.today.clone().or_else(today::now),
        ..Settings::default()
    };
    let more = patterns("--extend-select", &arguments.extend_select)?;
    // Without a selection every rule is on already.
    if !settings.select.is_empty() {
        settings.select.extend(more);
    }
    for (name, severity) in &arguments.severity {
        let rule = rules::find(name).ok_or_else(|| unknown("--severity", name))?;
        settings.severity.insert(rule.code.to_owned(), *severity);
    }
    match arguments.profile {
        Some(ProfileName::Spec) => settings.profile = Some(Profile::Spec),
        Some(ProfileName::Post) => settings.profile = Some(Profile::Post),
        Some(ProfileName::Org) => {
            let across = rules::all().filter(|r| is_across_documents(r) && settings.selects(r.code, r.name));
            let codes: Vec<String> = across.map(|r| r.code.to_owned()).collect();
            settings.select = if codes.is_empty() { vec![NONE.to_owned()] } else { codes };
        }
        None => {}
    }
    Ok(settings)
}

/// Patterns that name at least one rule each.
fn patterns(flag: &str, given: &[String]) -> Result<Vec<String>, Problem> {
    let given = given.iter().map(|p| p.trim()).filter(|p| !p.is_empty());
    given.map(|p| if is_known(p) { Ok(p.to_owned()) } else { Err(unknown(flag, p)) }).collect()
}

fn is_known(pattern: &str) -> bool {
    let alone = Settings { select: vec![pattern.to_owned()], ..Settings::default() };
    pattern.eq_ignore_ascii_case("all") || rules::all().any(|r| alone.selects(r.code, r.name))
}

fn unknown(flag: &str, name: &str) -> Problem {
    let names = rules::all().flat_map(|r| [r.code, r.name]);
    Problem::new(format!("{flag}: there is no rule '{name}'{}", suggest::question(name, names)))
}
