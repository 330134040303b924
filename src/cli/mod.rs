//! The command line: one command a file.
//!
//! Findings and other results go to standard output, everything else to standard error. Exit codes: 0 nothing to complain about,
//! 1 findings, 2 the tool could not do its work.

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::lsp;

mod args;
mod baseline;
mod batch;
mod changed;
mod check;
mod compare;
mod config;
mod configure;
mod done;
mod error;
mod explain;
mod files;
mod fix;
mod format;
mod framework;
mod guard;
mod init;
mod inspect;
mod output;
mod pages;
mod progress;
mod replace;
mod rules;
mod rules_test;
mod today;
mod waive;
mod walk;
mod watch;

use args::{Arguments, Command};
use error::Problem;
use output::Output;

/// Nothing at or above the level that fails.
const CLEAN: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// The tool could not do its work.
const TROUBLE: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let output = Output::new(arguments.color, arguments.quiet);
    if let Command::Server = arguments.command {
        return lsp::serve();
    }
    progress::allow(arguments.quiet);
    guard::keep_panics_quiet();
    let result = guard::guarded(|| match &arguments.command {
        Command::Check(arguments) => check::run(arguments, &output),
        Command::Completions(arguments) => pages::completions(arguments, &output),
        Command::Man(arguments) => pages::man(arguments, &output),
        Command::Init(arguments) => init::run(arguments, &output),
        Command::Config(arguments) => config::run(arguments, &output),
        Command::Explain(arguments) => explain::run(arguments, &output),
        Command::Rules(arguments) => rules::run(arguments, &output),
        Command::Inspect(arguments) => inspect::run(arguments, &output),
        Command::Format(arguments) => format::run(arguments, &output),
        Command::Compare(arguments) => compare::run(arguments, &output),
        Command::Server => Ok(CLEAN),
    });
    match result.map_err(Problem::new).flatten() {
        Ok(code) => ExitCode::from(code),
        Err(problem) => {
            output.problem(&problem);
            ExitCode::from(TROUBLE)
        }
    }
}

/// Prints help as it is, and a mistake in the arguments on one line.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that has gone away has seen enough.
        let _ = error.print();
        return ExitCode::from(CLEAN);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(TROUBLE);
    }
    // clap writes what is wrong, then tips, then the usage, each as a block of its own.
    let rendered = error.render().to_string();
    let sentences: Vec<&str> = rendered
        .split("\n\n")
        .take_while(|block| !block.starts_with("Usage:"))
        .flat_map(str::lines)
        .map(|line| line.trim().trim_start_matches("error: ").trim_start_matches("tip: "))
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect();
    Output::new(args::Color::Auto, false).problem(&Problem::new(sentences.join("; ").replace(":; ", ": ")));
    ExitCode::from(TROUBLE)
}
