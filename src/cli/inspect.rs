//! `rolelint inspect`: what was understood of documents.

use super::args::{InspectArguments, ListFormat};
use super::batch::{self, State, in_parallel};
use super::configure::Configure;
use super::error::Problem;
use super::output::Output;
use super::{CLEAN, TROUBLE};
use crate::report::{Source, inspect, table};

pub(super) fn run(arguments: &InspectArguments, output: &Output) -> Result<u8, Problem> {
    let mut configure = Configure::of_input(&arguments.input, &batch::working_folder()?)?;
    let batch = batch::read(&arguments.input, &mut configure, false)?;
    let file = arguments.output_file.as_deref();
    let palette = output.palette(file);
    let mut entries: Vec<_> = batch.workspaces.iter().flat_map(|w| &w.entries).collect();
    entries.sort_by(|a, b| a.input.shown.cmp(&b.input.shown));
    let jobs = arguments.input.jobs.map_or(0, usize::from);
    let parts = in_parallel(entries, jobs, |entry| match &entry.state {
        State::Read(analysis) => {
            let source = Source { path: &analysis.path, text: &analysis.text, lines: &analysis.lines };
            match arguments.output_format {
                ListFormat::Json => inspect::json(&analysis.document, source),
                ListFormat::Text => table::text(&analysis.document, source, &palette),
            }
        }
        State::PassedOver if arguments.output_format == ListFormat::Json => {
            inspect::no_role_document(&entry.input.shown)
        }
        State::Context(..) | State::PassedOver | State::Failed => String::new(),
    });
    output.results(&parts, file)?;
    for problem in &batch.problems {
        output.problem(problem);
    }
    for note in &batch.notes {
        output.note(note);
    }
    let code = if batch.problems.is_empty() { CLEAN } else { TROUBLE };
    std::mem::forget((batch, parts));
    Ok(code)
}
