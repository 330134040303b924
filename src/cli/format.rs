//! `rolelint format`: `.role` documents in the standard form.

use std::io::{self, IsTerminal};

use super::args::FormatArguments;
use super::batch::{self, State, in_parallel};
use super::configure::Configure;
use super::error::Problem;
use super::fix::{diff, is_standard_input};
use super::output::Output;
use super::replace::replace;
use super::{CLEAN, FINDINGS, TROUBLE};
use crate::ide::standard_form;
use crate::report::Note;
use crate::syntax::Format;

pub(super) fn run(arguments: &FormatArguments, output: &Output) -> Result<u8, Problem> {
    let mut configure = Configure::of_input(&arguments.input, &batch::working_folder()?)?;
    let mut batch = batch::read(&arguments.input, &mut configure, batch::Context::None, None)?;
    let mut entries: Vec<_> = batch.workspaces.iter().flat_map(|w| &w.entries).collect();
    entries.sort_by(|a, b| a.input.shown.cmp(&b.input.shown));
    let jobs = arguments.input.jobs.map_or(0, usize::from);
    let made = in_parallel(entries, jobs, |entry| match &entry.state {
        State::Read(analysis) if analysis.document.format == Format::Role && entry.changeable => {
            Some((entry, analysis, standard_form(&analysis.text)))
        }
        _ => None,
    });
    let (mut results, mut changed, mut left): (Vec<String>, Vec<&str>, usize) = (Vec::new(), Vec::new(), 0);
    for (entry, analysis, made) in made.into_iter().flatten() {
        let shown = entry.input.shown.as_str();
        let from_input = is_standard_input(&entry.input);
        let Some(made) = made else {
            let message = "left as it is: the standard form would change what it means".to_owned();
            batch.notes.push(Note { file: shown.to_owned(), line: 1, message });
            if from_input && !arguments.diff && !arguments.check {
                results.push(analysis.text.to_string());
            }
            continue;
        };
        if from_input && !arguments.diff && !arguments.check {
            results.push(made);
            continue;
        }
        if *made == *analysis.text {
            left += 1;
            continue;
        }
        changed.push(shown);
        if arguments.diff {
            results.push(diff(shown, &analysis.text, &made));
        } else if arguments.check {
            results.push(format!("{shown}\n"));
        } else if let Err(error) = replace(&entry.input.real, &analysis.text, &made) {
            changed.pop();
            batch.problems.push(Problem::at(shown, error.to_string()));
        }
    }
    output.results(&results, None)?;
    batch.problems.iter().for_each(|problem| output.problem(problem));
    batch.notes.iter().for_each(|note| output.note(note));
    let only_shown = arguments.check || arguments.diff;
    if !results_are_a_document(&batch, arguments) || io::stdout().is_terminal() {
        output.summary(&sentence(changed.len(), left, only_shown));
    }
    Ok(match (batch.problems.is_empty(), only_shown && !changed.is_empty()) {
        (false, _) => TROUBLE,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    })
}

/// A filter says nothing beside what it gives.
fn results_are_a_document(batch: &batch::Batch, arguments: &FormatArguments) -> bool {
    let mut entries = batch.workspaces.iter().flat_map(|w| &w.entries);
    !arguments.check && !arguments.diff && entries.any(|e| is_standard_input(&e.input))
}

/// `2 files formatted, 3 left as they were`
fn sentence(changed: usize, left: usize, only_shown: bool) -> String {
    let files = |n: usize| format!("{n} file{}", if n == 1 { "" } else { "s" });
    let what = if only_shown { "would be formatted" } else { "formatted" };
    format!("{} {what}, {} in the standard form already", files(changed), files(left))
}
