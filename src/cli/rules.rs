//! `rolelint rules`: the list of all rules.

use super::args::{ListFormat, RulesArguments, RulesCommand};
use super::error::Problem;
use super::output::Output;
use super::{CLEAN, configure, rules_test};
use crate::report::list;
use crate::rules;

pub(super) fn run(arguments: &RulesArguments, output: &Output) -> Result<u8, Problem> {
    if let Some(RulesCommand::Test(arguments)) = &arguments.command {
        return rules_test::run(arguments, output);
    }
    let settings = configure::here(&[])?.settings();
    let rules: Vec<_> = rules::all_of(&settings).collect();
    let list = match arguments.output_format {
        ListFormat::Text => list::text(&rules, &output.palette(None)),
        ListFormat::Json => list::json(&rules),
    };
    output.results(&[list], None)?;
    Ok(CLEAN)
}
