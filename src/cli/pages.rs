//! `rolelint completions` and `rolelint man`: what shells and manual readers need to know, told from the arguments themselves.

use clap::CommandFactory;

use super::CLEAN;
use super::args::{Arguments, CompletionsArguments, ManArguments};
use super::error::Problem;
use super::files;
use super::output::Output;

/// The name of the program.
const NAME: &str = "rolelint";

/// Prints the completions of a shell.
pub(super) fn completions(arguments: &CompletionsArguments, output: &Output) -> Result<u8, Problem> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), NAME, &mut script);
    output.results(&[script], None)?;
    Ok(CLEAN)
}

/// Prints the manual page, or writes one for every command.
pub(super) fn man(arguments: &ManArguments, output: &Output) -> Result<u8, Problem> {
    let told =
        |error: std::io::Error| Problem::new(format!("the manual pages cannot be written: {}", files::reason(&error)));
    let command = Arguments::command().name(NAME);
    match &arguments.dir {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(told)?;
            clap_mangen::generate_to(command, folder).map_err(told)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(told)?;
            output.results(&[page], None)?;
        }
    }
    Ok(CLEAN)
}
