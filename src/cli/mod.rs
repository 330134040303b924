//! The command line: one command a file.

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("server") => crate::lsp::serve(),
        _ => ExitCode::from(2),
    }
}
