//! `rolelint rules`: the list of all rules.

use super::CLEAN;
use super::args::{ListFormat, RulesArguments};
use super::error::Problem;
use super::output::Output;
use crate::report::list;
use crate::rules;

pub(super) fn run(arguments: &RulesArguments, output: &Output) -> Result<u8, Problem> {
    let rules: Vec<_> = rules::all().collect();
    let list = match arguments.output_format {
        ListFormat::Text => list::text(&rules, &output.palette(None)),
        ListFormat::Json => list::json(&rules),
    };
    output.results(&[list], None)?;
    Ok(CLEAN)
}
