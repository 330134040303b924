//! `rolelint compare`: two roles side by side.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::CLEAN;
use super::args::{CompareArguments, InputArguments, ListFormat};
use super::batch::{self, State};
use super::configure::Configure;
use super::error::Problem;
use super::framework;
use super::output::Output;
use crate::config::Settings;
use crate::knowledge::Framework;
use crate::model::Role;
use crate::render::Comparison;
use crate::report::comparison::{Side, json, text};
use crate::report::{Source, clean};
use crate::text::nearest;
use crate::workspace::Analysis;

/// A document of the two.
struct Read {
    analysis: Arc<Analysis>,
    settings: Arc<Settings>,
    /// Of the role in it that is meant.
    id: Option<String>,
}

pub(super) fn run(arguments: &CompareArguments, output: &Output) -> Result<u8, Problem> {
    let documents = [read(&arguments.first, arguments)?, read(&arguments.second, arguments)?];
    let mut sides = Vec::new();
    for Read { analysis, id, .. } in &documents {
        let role = chosen(analysis, id.as_deref())?;
        let source = Source { path: &analysis.path, text: &analysis.text, lines: &analysis.lines };
        sides.push(Side { role, source });
    }
    let Ok(sides) = <[Side<'_>; 2]>::try_from(sides) else { return Err(Problem::new("two roles are compared")) };
    let settings = [0, 1].map(|i: usize| &*documents[i].settings);
    let named =
        |name: &String| framework::named(name, &settings).map_err(|told| Problem::new(format!("--framework: {told}")));
    let mut frameworks = arguments.framework.iter().map(named).collect::<Result<Vec<Framework>, Problem>>()?;
    if frameworks.is_empty() && sides.iter().all(|s| s.role.stated_frameworks().next().is_none()) {
        frameworks = settings.iter().map(|s| s.framework.clone()).find(|named| !named.is_empty()).unwrap_or_default();
    }
    let comparison = Comparison::of(sides.map(|s| s.role), &frameworks);
    let written = match arguments.output_format {
        ListFormat::Text => text(&comparison, sides, &output.palette(None)),
        ListFormat::Json => json(&comparison, sides),
    };
    output.results(&[written], None)?;
    Ok(CLEAN)
}

/// The document that an argument names, and the role of it: `FILE` or `FILE#ID`.
fn read(argument: &str, arguments: &CompareArguments) -> Result<Read, Problem> {
    let (file, id) = match argument.rsplit_once('#') {
        Some((file, id)) if !Path::new(argument).exists() => (file, Some(id.to_owned())),
        _ => (argument, None),
    };
    if Path::new(file).is_dir() {
        return Err(Problem::at(clean(file), "this is a folder; name one role document"));
    }
    let input = InputArguments {
        paths: vec![PathBuf::from(file)],
        stdin_filename: None,
        force_exclude: false,
        jobs: Some(1),
        isolated: arguments.isolated,
        config: arguments.config.clone(),
    };
    let mut configure = Configure::of_input(&input, &batch::working_folder()?)?;
    let batch = batch::read(&input, &mut configure, batch::Context::None, None)?;
    if let Some(problem) = batch.problems.into_iter().next() {
        return Err(problem);
    }
    let entries = batch.workspaces.into_iter().flat_map(|w| w.entries);
    let found = entries.into_iter().find_map(|entry| match entry.state {
        State::Read(analysis) => Some((analysis, entry.settings)),
        _ => None,
    });
    let (analysis, settings) = found.ok_or_else(|| Problem::at(clean(file), "no role is described in it"))?;
    Ok(Read { analysis, settings, id })
}

fn chosen<'a>(analysis: &'a Analysis, id: Option<&str>) -> Result<&'a Role, Problem> {
    let roles = &analysis.document.roles;
    let path = clean(&analysis.path);
    match (id, roles.as_slice()) {
        (_, []) => Err(Problem::at(path, "no role is described in it")),
        (None, [first, ..]) => Ok(first),
        (Some(id), roles) => {
            let id = id.trim_start_matches('@');
            roles.iter().find(|r| r.slug == id).ok_or_else(|| {
                let meant = nearest::question(id, roles.iter().map(|r| r.slug.as_str()));
                Problem::at(path, format!("there is no role '{}' in it{meant}", clean(id)))
            })
        }
    }
}
