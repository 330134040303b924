//! `rolelint check`: lints documents.

use std::borrow::Cow;

use super::args::{CheckArguments, CheckFormat};
use super::batch::{self, Batch, Beside, State, Workspace, in_parallel};
use super::configure::Configure;
use super::error::Problem;
use super::fix::Fixing;
use super::guard::guarded;
use super::output::Output;
use super::walk::Origin;
use super::{CLEAN, FINDINGS, TROUBLE};
use crate::config::Severity;
use crate::lint::{self, Finding};
use crate::model::FileId;
use crate::report::{Palette, Sources, Summary, json, statistics, text};
use crate::rules::Fix;
use crate::workspace::{Analysis, edits_of};

pub(super) fn run(arguments: &CheckArguments, output: &Output) -> Result<u8, Problem> {
    let mut configure = Configure::of_check(arguments, &batch::working_folder()?)?;
    let mut batch = batch::read(&arguments.input, &mut configure, true)?;
    let file = arguments.output_file.as_deref();
    let fixing = Fixing::of(arguments);
    let fixed = fixing.as_ref().map(|fixing| fixing.run(&mut batch));
    if let Some(shown) = fixed.as_ref().filter(|_| arguments.diff) {
        output.results(&shown.diff, file)?;
        return Ok(conclude(arguments, output, &batch, &shown.sentence(), shown.files > 0));
    }
    let linter =
        Linter { format: arguments.output_format, render: !arguments.statistics, palette: output.palette(file) };
    let checked = linter.lint(&mut batch, arguments.input.jobs.map_or(0, usize::from));
    let summary = summarise(&batch, &checked);

    if arguments.statistics {
        let lines = statistics::of(checked.iter().flat_map(|c| &c.findings));
        let table = match arguments.output_format {
            CheckFormat::Text => statistics::text(&lines, &linter.palette),
            CheckFormat::Json | CheckFormat::Jsonl => statistics::json(&lines),
        };
        output.results(&[table], file)?;
    } else {
        let findings = assemble(arguments.output_format, &checked, &batch, &summary);
        match fixed.as_ref().and_then(|f| f.standard_input.as_ref()).filter(|_| file.is_none()) {
            // Like a filter: the new text goes on, what there is to say of it goes beside.
            Some(text) => {
                output.results(&[text], None)?;
                output.beside(&findings);
            }
            None => output.results(&findings, file)?,
        }
    }

    let fail_on = Severity::from(arguments.fail_on);
    let fails = checked.iter().flat_map(|c| &c.findings).any(|f| f.severity >= fail_on);
    let sentence = match &fixed {
        Some(fixed) => format!("{}; {}", fixed.sentence(), summary.sentence()),
        None => summary.sentence(),
    };
    if arguments.output_format == CheckFormat::Text && !arguments.statistics {
        let fixable = checked.iter().fold(Fixable::default(), |sum, c| sum.and(c.fixable));
        if let Some(hint) = fixable.hint() {
            output.summary(&hint);
        }
    }
    let code = conclude(arguments, output, &batch, &sentence, fails);
    // The process ends here: giving the memory back piece by piece would only cost time.
    std::mem::forget((batch, checked));
    Ok(code)
}

/// Tells on standard error how it went, and the exit code.
fn conclude(arguments: &CheckArguments, output: &Output, batch: &Batch, sentence: &str, fails: bool) -> u8 {
    for problem in &batch.problems {
        output.problem(problem);
    }
    // The JSON object holds notes and summary itself.
    if arguments.output_format != CheckFormat::Json || arguments.statistics || arguments.diff {
        for note in &batch.notes {
            output.note(note);
        }
        let read = || batch.workspaces.iter().any(|w| w.read().next().is_some());
        if batch.problems.is_empty() || read() {
            output.summary(sentence);
        }
    }
    match (batch.problems.is_empty(), fails && !arguments.exit_zero) {
        (false, _) => TROUBLE,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    }
}

/// How many findings could be fixed.
#[derive(Clone, Copy, Default)]
struct Fixable {
    safely: usize,
    unsafely: usize,
}

impl Fixable {
    /// Of findings whose fixes are all at hand.
    fn of(findings: &[Finding]) -> Fixable {
        let made = |f: &&Finding| f.fixes.iter().any(|fix| !fix.is_only_offered());
        let safe = |f: &&Finding| f.fixes.iter().any(Fix::is_safe);
        let safely = findings.iter().filter(safe).count();
        Fixable { safely, unsafely: findings.iter().filter(made).count() - safely }
    }

    fn and(self, other: Fixable) -> Fixable {
        Fixable { safely: self.safely + other.safely, unsafely: self.unsafely + other.unsafely }
    }

    fn hint(self) -> Option<String> {
        match (self.safely, self.unsafely) {
            (0, 0) => None,
            (safely, 0) => Some(format!("{safely} fixable with `--fix`")),
            (0, unsafely) => Some(format!("{unsafely} fixable with `--unsafe-fixes`")),
            (safely, unsafely) => Some(format!("{safely} fixable with `--fix`, {unsafely} more with `--unsafe-fixes`")),
        }
    }
}

/// What is printed, in pieces.
fn assemble<'a>(format: CheckFormat, checked: &'a [Checked], batch: &Batch, summary: &Summary) -> Vec<Cow<'a, [u8]>> {
    let rendered = checked.iter().map(|c| c.rendered.as_slice()).filter(|r| !r.is_empty());
    if format != CheckFormat::Json {
        return rendered.map(Cow::Borrowed).collect();
    }
    let mut parts = vec![Cow::Owned(json::opening().into_bytes())];
    for (index, findings) in rendered.enumerate() {
        parts.push(Cow::Borrowed(if index == 0 { b"\n".as_slice() } else { b",\n" }));
        parts.push(Cow::Borrowed(findings));
    }
    parts.push(Cow::Owned(json::closing(&batch.notes, summary).into_bytes()));
    parts
}

/// The findings of one file.
struct Checked {
    findings: Vec<Finding>,
    fixable: Fixable,
    rendered: Vec<u8>,
}

struct Linter {
    format: CheckFormat,
    render: bool,
    palette: Palette,
}

impl Linter {
    /// Lints and renders every file that was asked about, in the order of paths.
    fn lint(&self, batch: &mut Batch, jobs: usize) -> Vec<Checked> {
        let mut work: Vec<(&Workspace, FileId, &Analysis)> =
            batch.workspaces.iter().flat_map(|w| w.read().map(move |(id, analysis)| (w, id, analysis))).collect();
        work.sort_by(|a, b| a.2.path.cmp(&b.2.path));
        let checked = in_parallel(work, jobs, |(workspace, id, analysis)| {
            guarded(|| self.lint_file(workspace, id, analysis)).map_err(|told| Problem::at(&analysis.path, told))
        });
        checked.into_iter().filter_map(|result| result.map_err(|problem| batch.problems.push(problem)).ok()).collect()
    }

    fn lint_file(&self, workspace: &Workspace, id: FileId, analysis: &Analysis) -> Checked {
        let mut findings = lint::lint(&analysis.document, id, &workspace.organisation, &workspace.settings(id));
        if !workspace.entries.get(id.0 as usize).is_some_and(|e| e.changeable) {
            // Such a file is never written.
            findings.iter_mut().for_each(|f| f.fixes.clear());
        }
        let beside = Beside::new(workspace, id);
        if self.render && self.format == CheckFormat::Text {
            // What is said to be fixable is.
            findings.iter_mut().for_each(|f| f.fixes.retain(|fix| edits_of(fix, id, &beside).is_some()));
        }
        let rendered = if self.render { self.render(&findings, &beside) } else { Vec::new() };
        Checked { fixable: Fixable::of(&findings), findings, rendered }
    }

    fn render(&self, findings: &[Finding], sources: &dyn Sources) -> Vec<u8> {
        if self.format == CheckFormat::Text {
            let mut out = String::new();
            for finding in findings {
                text::finding(&mut out, finding, sources, &self.palette);
            }
            return out.into_bytes();
        }
        let mut out = Vec::new();
        for finding in findings {
            if !out.is_empty() {
                out.extend_from_slice(if self.format == CheckFormat::Json { b",\n" } else { b"\n" });
            }
            json::finding(&mut out, finding, sources);
        }
        if self.format == CheckFormat::Jsonl && !out.is_empty() {
            out.push(b'\n');
        }
        out
    }
}

fn summarise(batch: &Batch, checked: &[Checked]) -> Summary {
    let mut summary = Summary { passed_over: batch.excluded, ..Summary::default() };
    for entry in batch.workspaces.iter().flat_map(|w| &w.entries) {
        match &entry.state {
            State::Read(analysis) => {
                summary.files += 1;
                summary.roles += analysis.document.roles.len();
            }
            State::Context(..) => summary.context_files += 1,
            State::PassedOver => summary.passed_over += usize::from(entry.input.origin != Origin::Context),
            State::Failed => {}
        }
    }
    for finding in checked.iter().flat_map(|c| &c.findings) {
        summary.count(finding.severity);
    }
    summary
}
