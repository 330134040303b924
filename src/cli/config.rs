//! `rolelint config`: its schema, what holds for a file, and what a key does.

use std::path::Path;

use super::CLEAN;
use super::args::{ConfigArguments, ConfigCommand, ConfigShowArguments, ListFormat};
use super::configure::Configure;
use super::error::Problem;
use super::output::Output;
use super::walk::Roots;
use super::{batch, files};
use crate::config;
use crate::report::manual;
use crate::rules;
use crate::text::nearest;

pub(super) fn run(arguments: &ConfigArguments, output: &Output) -> Result<u8, Problem> {
    match &arguments.command {
        ConfigCommand::Schema => output.results(&[config::schema(rules::known())], None)?,
        ConfigCommand::Show(arguments) => output.results(&[show(arguments)?], None)?,
        ConfigCommand::Explain(arguments) => {
            let page = config::explain(&arguments.key).ok_or_else(|| unknown(&arguments.key))?;
            let page = if output.is_coloured(None) { manual::terminal(&page, &output.palette(None)) } else { page };
            output.results(&[page], None)?;
        }
    }
    Ok(CLEAN)
}

fn unknown(key: &str) -> Problem {
    let names = config::key_names();
    Problem::new(format!(
        "there is no key '{key}'{}",
        nearest::question(key, names.iter().flat_map(|name| [name.as_str(), last(name)]))
    ))
}

/// A key without the table before it.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn show(arguments: &ConfigShowArguments) -> Result<String, Problem> {
    let working_folder = batch::working_folder()?;
    let path = working_folder.join(&arguments.path);
    let real =
        path.canonicalize().map_err(|error| Problem::at(arguments.path.to_string_lossy(), files::reason(&error)))?;
    // A folder is as good as a file in it where no override fits.
    let file = if real.is_dir() { real.join("-") } else { real.clone() };
    let root = Roots::new(arguments.isolated).of(&file);
    let mut configure = Configure::new(&arguments.config, arguments.isolated, &working_folder)?;
    let configuration = configure.of_root(root.as_deref())?;
    let below = if real.is_dir() { String::new() } else { configure.below(root.as_deref(), &real) };
    let shown = |path: &Path| super::walk::show_from(path, &working_folder);
    Ok(match arguments.output_format {
        ListFormat::Text => config::show(&configuration, &below, &shown),
        ListFormat::Json => config::show_json(&configuration, &below, &shown),
    })
}
