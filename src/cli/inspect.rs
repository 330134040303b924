//! `rolelint inspect`: what was understood of documents.

use super::args::{InspectArguments, ListFormat};
use super::batch::{self, Entry, State};
use super::configure::Configure;
use super::done::{AtOnce, Done};
use super::error::Problem;
use super::output::Output;
use super::{CLEAN, TROUBLE};
use crate::report::{Source, inspect, table};
use crate::workspace::Analysis;

pub(super) fn run(arguments: &InspectArguments, output: &Output) -> Result<u8, Problem> {
    let mut configure = Configure::of_input(&arguments.input, &batch::working_folder()?)?;
    let file = arguments.output_file.as_deref();
    let palette = output.palette(file);
    let told = |analysis: &Analysis| {
        let source = Source { path: &analysis.path, text: &analysis.text, lines: &analysis.lines };
        match arguments.output_format {
            ListFormat::Json => inspect::json(&analysis.document, source),
            ListFormat::Text => table::text(&analysis.document, source, &palette),
        }
    };
    let at_once: AtOnce<'_> = &|fresh| Done { rendered: told(fresh.analysis).into_bytes().into(), ..Done::default() };
    let batch = batch::read(&arguments.input, &mut configure, batch::Context::None, Some(at_once))?;
    let mut entries: Vec<_> = batch.workspaces.iter().flat_map(|w| &w.entries).collect();
    entries.sort_by(|a, b| a.input.shown.cmp(&b.input.shown));
    let part = |entry: &Entry| match &entry.state {
        State::Done(done, _) => done.rendered.clone(),
        State::Read(analysis) => told(analysis).into_bytes().into(),
        State::PassedOver if arguments.output_format == ListFormat::Json => {
            inspect::no_role_document(&entry.input.shown).into_bytes().into()
        }
        State::Context(_) | State::PassedOver | State::Failed => Box::default(),
    };
    let parts: Vec<Box<[u8]>> = entries.into_iter().map(part).collect();
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
