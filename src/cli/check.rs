//! `rolelint check`: lints documents.

use std::borrow::Cow;
use std::path::Path;

use super::args::CheckArguments;
use super::batch::{self, Batch, Beside, Context, Entry, State, Workspace, in_parallel};
use super::configure::Configure;
use super::done::{AtOnce, Done, Fixable};
use super::error::Problem;
use super::fix::Fixing;
use super::guard::guarded;
use super::output::Output;
use super::progress::Progress;
use super::waive::Waiving;
use super::walk::Origin;
use super::{CLEAN, FINDINGS, TROUBLE, baseline, changed, watch};
use crate::config::{Settings, Severity};
use crate::lint::{self, Finding};
use crate::model::{Document, FileId, Organisation};
use crate::report::{Format, Palette, Sources, Summary, statistics};
use crate::rules::{self, Rule};
use crate::workspace::{Analysis, Documents, can_be_made};

pub(super) fn run(arguments: &CheckArguments, output: &Output) -> Result<u8, Problem> {
    if arguments.watch { watch::run(arguments, output) } else { once(arguments, output) }
}

/// Checks everything once.
pub(super) fn once(arguments: &CheckArguments, output: &Output) -> Result<u8, Problem> {
    let working_folder = batch::working_folder()?;
    let mut configure = Configure::of_check(arguments, &working_folder)?;
    let waiving = Waiving::of(arguments)?;
    let place = baseline::Place::of(arguments.baseline.as_deref(), &working_folder);
    let touched = arguments.changed_since.as_ref().map(|rev| changed::files_since(rev, &working_folder)).transpose()?;
    let context = touched.as_ref().map_or(Context::Workspace, Context::AllBut);
    let telling = Telling::of(arguments, output);
    let judge: AtOnce<'_> = &|fresh| {
        let found =
            findings_of(&fresh.analysis.document, fresh.id, fresh.organisation, fresh.settings, fresh.changeable);
        telling.tell(fresh.id, &fresh.analysis.document, found, fresh)
    };
    // What fixes and waivers change, and what a baseline silences, is told when all is known.
    let changes = waiving.is_some() || Fixing::of(arguments).is_some();
    let compares = arguments.baseline.is_some() || arguments.write_baseline;
    let at_once = (!changes && !compares).then_some(judge);
    let mut batch = batch::read(&arguments.input, &mut configure, context, at_once)?;
    if let Some(waiving) = &waiving {
        waiving.are_known(&batch)?;
    }
    let file = arguments.output_file.as_deref();
    let jobs = arguments.input.jobs.map_or(0, usize::from);

    if arguments.write_baseline {
        return write_baseline(arguments, output, &place, &mut batch, jobs);
    }
    let mut known = if arguments.baseline.is_some() { Some(place.read()?) } else { None };
    let waived = waiving.map(|waiving| waiving.run(&mut batch));
    let fixing = Fixing::of(arguments);
    let fixed = fixing.as_ref().map(|fixing| fixing.run(&mut batch));
    if let Some(shown) = fixed.as_ref().filter(|_| arguments.diff) {
        output.results(&shown.diff, file)?;
        return Ok(conclude(arguments, output, &batch, &shown.sentence(), shown.files > 0));
    }
    let mut checked = lint_all(&mut batch, jobs);
    if let Some(known) = &mut known {
        for checked in &mut checked {
            let workspace = &batch.workspaces[checked.workspace];
            if let Some((real, text)) = place_of(workspace, checked.id) {
                known.take_out(&mut checked.findings, real, text);
            }
        }
        known.note_stale(&mut batch);
    }
    let late = tell_all(&telling, &batch, checked, jobs);
    let told = in_order(&batch, &late);
    let found = || told.iter().flat_map(|done| &done.found);
    let summary = summarise(&batch, found().map(|(_, severity)| *severity));

    if arguments.statistics {
        let lines = statistics::of(found().copied());
        let table = match arguments.output_format {
            Format::Text => statistics::text(&lines, &telling.palette),
            _ => statistics::json(&lines),
        };
        output.results(&[table], file)?;
    } else {
        let findings = assemble(telling.format, &told, &batch, &summary);
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
    let fails = found().any(|(_, severity)| *severity >= fail_on);
    let done = [fixed.map(|f| f.sentence()), waived.map(|w| w.sentence())];
    let mut sentence: String = done.into_iter().flatten().map(|done| done + "; ").collect();
    sentence += &summary.sentence();
    if let Some(known) = known.filter(|k| k.known > 0) {
        sentence += &format!("; {} known by the baseline", known.known);
    }
    if telling.format == Format::Text && !arguments.statistics {
        let fixable = told.iter().fold(Fixable::default(), |sum, done| sum.and(done.fixable));
        if let Some(hint) = fixable.hint() {
            output.summary(&hint);
        }
    }
    let code = conclude(arguments, output, &batch, &sentence, fails);
    if !arguments.watch {
        // The process ends here: giving the memory back piece by piece would only cost time.
        std::mem::forget((batch, late));
    }
    Ok(code)
}

/// Writes everything that is found as known.
fn write_baseline(
    arguments: &CheckArguments,
    output: &Output,
    place: &baseline::Place,
    batch: &mut Batch,
    jobs: usize,
) -> Result<u8, Problem> {
    let checked = lint_all(batch, jobs);
    let findings = checked.iter().flat_map(|checked| {
        let place = place_of(&batch.workspaces[checked.workspace], checked.id);
        place.into_iter().flat_map(|(real, text)| checked.findings.iter().map(move |finding| (real, finding, text)))
    });
    // A baseline that lacks what could not be read would call it new the next time.
    if batch.problems.is_empty() {
        place.write(findings)?;
    }
    let count: usize = checked.iter().map(|c| c.findings.len()).sum();
    let findings = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    Ok(conclude(arguments, output, batch, &format!("wrote {findings} to {}", place.shown()), false))
}

/// The real path of a file, and its text.
fn place_of(workspace: &Workspace, id: FileId) -> Option<(&Path, &str)> {
    let entry = workspace.entries.get(id.0 as usize)?;
    match &entry.state {
        State::Read(analysis) => Some((&entry.input.real, &analysis.text)),
        _ => None,
    }
}

/// Tells on standard error how it went, and the exit code.
fn conclude(arguments: &CheckArguments, output: &Output, batch: &Batch, sentence: &str, fails: bool) -> u8 {
    for problem in &batch.problems {
        output.problem(problem);
    }
    // The JSON object holds notes and summary itself.
    let holds_notes = arguments.output_format.holds_notes();
    if !holds_notes || arguments.statistics || arguments.diff || arguments.write_baseline {
        for note in &batch.notes {
            output.note(note);
        }
        let read = || batch.workspaces.iter().flat_map(|w| &w.entries).any(Entry::is_read);
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

/// What is printed, in pieces.
fn assemble<'a>(format: Format, told: &[&'a Done], batch: &Batch, summary: &Summary) -> Vec<Cow<'a, [u8]>> {
    let mut parts = vec![Cow::Owned(format.opening(summary, &own_rules(batch)).into_bytes())];
    for (index, piece) in told.iter().map(|done| &*done.rendered).filter(|r| !r.is_empty()).enumerate() {
        if index > 0 {
            parts.push(Cow::Borrowed(format.between().as_bytes()));
        }
        parts.push(Cow::Borrowed(piece));
    }
    parts.push(Cow::Owned(format.closing(&batch.notes, summary).into_bytes()));
    parts
}

/// The rules of the organisations' own that were in force.
fn own_rules(batch: &Batch) -> Vec<&'static Rule> {
    let all = batch.workspaces.iter().flat_map(|w| &w.entries).flat_map(|e| e.settings.own_rules.iter());
    let mut own: Vec<&'static Rule> = Vec::new();
    for rule in all.map(|own| rules::of_own(own)) {
        if !own.iter().any(|known| std::ptr::eq(*known, rule)) {
            own.push(rule);
        }
    }
    own.sort_by_key(|rule| rule.code);
    own
}

/// The findings of one file.
struct Checked {
    /// Index of its workspace.
    workspace: usize,
    id: FileId,
    findings: Vec<Finding>,
}

/// Lints every file that was asked about, in the order of paths.
fn lint_all(batch: &mut Batch, jobs: usize) -> Vec<Checked> {
    let of_workspace = |(index, workspace)| {
        let read = Workspace::read(workspace);
        read.map(move |(id, analysis): (FileId, &Analysis)| (index, workspace, id, analysis))
    };
    let mut work: Vec<(usize, &Workspace, FileId, &Analysis)> =
        batch.workspaces.iter().enumerate().flat_map(of_workspace).collect();
    work.sort_by(|a, b| a.3.path.cmp(&b.3.path));
    let progress = Progress::start("checking", work.len());
    let checked = in_parallel(work, jobs, |(index, workspace, id, analysis)| {
        progress.step();
        guarded(|| lint_file(index, workspace, id, analysis)).map_err(|told| Problem::at(&analysis.path, told))
    });
    checked.into_iter().filter_map(|result| result.map_err(|problem| batch.problems.push(problem)).ok()).collect()
}

fn lint_file(index: usize, workspace: &Workspace, id: FileId, analysis: &Analysis) -> Checked {
    let changeable = workspace.entries.get(id.0 as usize).is_some_and(|e| e.changeable);
    let settings = workspace.settings(id);
    let findings = findings_of(&analysis.document, id, &workspace.organisation, &settings, changeable);
    Checked { workspace: index, id, findings }
}

fn findings_of(
    document: &Document,
    id: FileId,
    organisation: &Organisation,
    settings: &Settings,
    changeable: bool,
) -> Vec<Finding> {
    let mut findings = lint::lint(document, id, organisation, settings);
    if !changeable {
        // Such a file is never written.
        findings.iter_mut().for_each(|f| f.fixes.clear());
    }
    findings
}

/// How findings are told.
struct Telling {
    format: Format,
    palette: Palette,
    /// Nothing is printed of the findings themselves.
    only_counted: bool,
}

impl Telling {
    fn of(arguments: &CheckArguments, output: &Output) -> Telling {
        let palette = output.palette(arguments.output_file.as_deref());
        Telling { format: arguments.output_format, palette, only_counted: arguments.statistics }
    }

    /// Writes the findings of a file as a piece of the whole.
    fn tell(&self, id: FileId, document: &Document, mut findings: Vec<Finding>, beside: &dyn Sources) -> Done {
        let found = findings.iter().map(|f| (f.rule, f.severity)).collect();
        let mut done = Done { roles: document.roles.len(), found, ..Done::default() };
        if self.only_counted {
            return done;
        }
        if self.format == Format::Text {
            // What is said to be fixable is.
            findings.iter_mut().for_each(|f| f.fixes.retain(|fix| can_be_made(fix, f.file, beside)));
        }
        done.fixable = Fixable::of(&findings);
        if !findings.is_empty() || self.format.tells_of_clean_files() {
            done.rendered = self.format.piece(id, &findings, beside, &self.palette).into();
        }
        done
    }
}

/// Tells what was found in files that were judged beside others.
fn tell_all(telling: &Telling, batch: &Batch, checked: Vec<Checked>, jobs: usize) -> Vec<(usize, FileId, Done)> {
    in_parallel(checked, jobs, |Checked { workspace, id, findings }| {
        let beside = Beside::new(&batch.workspaces[workspace], id);
        let done = beside.told(id).map(|document| telling.tell(id, document, findings, &beside));
        (workspace, id, done.unwrap_or_default())
    })
}

/// What was told at once and what was told late, in the order of paths.
fn in_order<'a>(batch: &'a Batch, late: &'a [(usize, FileId, Done)]) -> Vec<&'a Done> {
    let entries = batch.workspaces.iter().flat_map(|w| &w.entries);
    let at_once = entries.filter_map(|entry| match &entry.state {
        State::Done(done, _) => Some((entry.input.shown.as_str(), done)),
        _ => None,
    });
    let late = late.iter().filter_map(|(index, id, done)| {
        let entry = batch.workspaces.get(*index)?.entries.get(id.0 as usize)?;
        Some((entry.input.shown.as_str(), done))
    });
    let mut told: Vec<(&str, &Done)> = at_once.chain(late).collect();
    told.sort_by_key(|(path, _)| *path);
    told.into_iter().map(|(_, done)| done).collect()
}

fn summarise(batch: &Batch, found: impl Iterator<Item = Severity>) -> Summary {
    let mut summary = Summary { passed_over: batch.excluded, ..Summary::default() };
    for entry in batch.workspaces.iter().flat_map(|w| &w.entries) {
        match &entry.state {
            State::Read(analysis) => {
                summary.files += 1;
                summary.roles += analysis.document.roles.len();
            }
            State::Done(done, _) => {
                summary.files += 1;
                summary.roles += done.roles;
            }
            State::Context(_) => summary.context_files += 1,
            State::PassedOver => summary.passed_over += usize::from(entry.input.origin != Origin::Context),
            State::Failed => {}
        }
    }
    found.for_each(|severity| summary.count(severity));
    summary
}
