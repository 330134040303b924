//! Reading many documents: walk, read and understand in parallel, then make one organisation of them.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::args::InputArguments;
use super::configure::Configure;
use super::done::{AtOnce, Done, Fresh, OnDisk};
use super::error::Problem;
use super::files::{self, Disk, Files, ReadError, Stamp};
use super::guard::guarded;
use super::progress::Progress;
use super::walk::{self, Found, Input, Origin, Roots, WalkOptions};
use crate::config::{Configuration, Settings};
use crate::model::{self, Asked, Document, FileId, FileSummary, Organisation};
use crate::report::{Note, Source, Sources};
use crate::syntax::Format;
use crate::workspace::{Analysis, Documents, Opened, context_of, format_of};

/// Documents that belong together.
pub(super) struct Workspace {
    /// All of them in short.
    pub(super) organisation: Organisation,
    /// By [`FileId`]: ids are given in the order of paths.
    pub(super) entries: Vec<Entry>,
}

/// A file of a workspace.
pub(super) struct Entry {
    /// What was asked for.
    pub(super) input: Input,
    /// What became of it.
    pub(super) state: State,
    /// Its bytes are such that a fix may write them.
    pub(super) changeable: bool,
    /// Settings in force here.
    pub(super) settings: Arc<Settings>,
}

/// What became of a file.
pub(super) enum State {
    /// Read and understood.
    Read(Arc<Analysis>),
    /// Read, understood and done with.
    Done(Done, OnDisk),
    /// A role document of the workspace that nobody named, for places that lead there.
    Context(OnDisk),
    /// No role document.
    PassedOver,
    /// Could not be read.
    Failed,
}

impl Entry {
    /// What stands there, be it read again; `None` where that is no role document, or another text by now.
    fn analysis(&self) -> Option<&Arc<Analysis>> {
        match &self.state {
            State::Read(analysis) => Some(analysis),
            State::Done(_, on_disk) | State::Context(on_disk) => on_disk.again(&self.input, &self.settings),
            State::PassedOver | State::Failed => None,
        }
    }

    /// Whether it was asked about, and is a role document or was named as one.
    pub(super) fn is_read(&self) -> bool {
        matches!(self.state, State::Read(_) | State::Done(..))
    }
}

/// Everything that was read.
#[derive(Default)]
pub(super) struct Batch {
    /// One for each root, and one for the files without.
    pub(super) workspaces: Vec<Workspace>,
    /// Notes, in the order of paths.
    pub(super) notes: Vec<Note>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
    /// Named folders, without links.
    pub(super) folders: Vec<PathBuf>,
    /// Named files that are ignored.
    pub(super) excluded: usize,
}

impl Workspace {
    /// Settings in force in a file.
    pub(super) fn settings(&self, file: FileId) -> Arc<Settings> {
        self.entries.get(file.0 as usize).map(|entry| entry.settings.clone()).unwrap_or_default()
    }

    /// The files that were asked about, with what they say.
    pub(super) fn read(&self) -> impl Iterator<Item = (FileId, &Analysis)> {
        self.entries.iter().enumerate().filter_map(|(index, entry)| match &entry.state {
            State::Read(analysis) => Some((FileId(index as u32), analysis.as_ref())),
            _ => None,
        })
    }
}

impl Workspace {
    /// The same, shared.
    pub(super) fn read_arcs(&self) -> impl Iterator<Item = (FileId, Arc<Analysis>)> {
        self.entries.iter().enumerate().filter_map(|(index, entry)| match &entry.state {
            State::Read(analysis) => Some((FileId(index as u32), analysis.clone())),
            _ => None,
        })
    }
}

impl Sources for Workspace {
    fn source(&self, file: FileId) -> Option<Source<'_>> {
        let entry = self.entries.get(file.0 as usize)?;
        let analysis = entry.analysis()?;
        Some(Source { path: &entry.input.shown, text: &analysis.text, lines: &analysis.lines })
    }

    fn path(&self, file: FileId) -> Option<&str> {
        let entry = self.entries.get(file.0 as usize)?;
        (!matches!(entry.state, State::PassedOver | State::Failed)).then_some(&entry.input.shown)
    }
}

impl Documents for Workspace {
    fn open(&self, file: FileId) -> Option<Opened> {
        let entry = self.entries.get(file.0 as usize)?;
        let analysis = entry.analysis()?.clone();
        Some(if let State::Read(_) = entry.state { Opened::again(analysis) } else { Opened::new(analysis) })
    }

    fn told(&self, file: FileId) -> Option<&Document> {
        match &self.entries.get(file.0 as usize)?.state {
            State::Read(analysis) => Some(&analysis.document),
            _ => None,
        }
    }
}

/// A workspace as the findings of one file need it: its tree is read again at most once.
pub(super) struct Beside<'a> {
    workspace: &'a Workspace,
    file: FileId,
    opened: OnceLock<Option<Opened>>,
}

impl<'a> Beside<'a> {
    pub(super) fn new(workspace: &'a Workspace, file: FileId) -> Self {
        Beside { workspace, file, opened: OnceLock::new() }
    }
}

impl Sources for Beside<'_> {
    fn source(&self, file: FileId) -> Option<Source<'_>> {
        self.workspace.source(file)
    }

    fn path(&self, file: FileId) -> Option<&str> {
        self.workspace.path(file)
    }
}

impl Documents for Beside<'_> {
    fn open(&self, file: FileId) -> Option<Opened> {
        if file != self.file {
            return self.workspace.open(file);
        }
        self.opened.get_or_init(|| self.workspace.open(file)).clone()
    }

    fn told(&self, file: FileId) -> Option<&Document> {
        self.workspace.told(file)
    }
}

/// Documents that are read so that others can be judged.
pub(super) enum Context<'a> {
    /// None.
    None,
    /// The workspaces around what the arguments name.
    Workspace,
    /// The same, and of what the arguments name all but these files.
    AllBut(&'a HashSet<PathBuf>),
}

/// Reads what the arguments name, with its context. What `at_once` does with a document is all that is kept of it, if nothing
/// that others say could change it.
pub(super) fn read(
    arguments: &InputArguments,
    configure: &mut Configure,
    context: Context<'_>,
    at_once: Option<AtOnce<'_>>,
) -> Result<Batch, Problem> {
    let with_context = !matches!(context, Context::None);
    let working_folder = working_folder()?;
    let jobs = arguments.jobs.map_or(0, usize::from);
    if arguments.paths.iter().any(|p| p.as_os_str() == "-") {
        if arguments.paths.len() > 1 {
            return Err(Problem::new("`-` (standard input) cannot stand beside other paths"));
        }
        let input = standard_input(arguments.stdin_filename.as_deref(), &working_folder);
        let files = StandardInput::read(input.path.clone())?;
        let found = Found { inputs: vec![input], ..Found::default() };
        // It cannot be read again.
        let reading = Reading { files: &files, at_once: None, jobs };
        return read_found(&reading, found, &working_folder, arguments, configure, with_context);
    }
    let options = WalkOptions { force_exclude: arguments.force_exclude, jobs };
    let mut found = walk::find(&arguments.paths, &working_folder, options);
    if let Context::AllBut(wanted) = context {
        let others = found.inputs.iter_mut().filter(|input| !wanted.contains(&input.real));
        others.for_each(|input| input.origin = Origin::Context);
    }
    let reading = Reading { files: &Disk, at_once, jobs };
    read_found(&reading, found, &working_folder, arguments, configure, with_context)
}

/// How documents are read.
struct Reading<'a> {
    files: &'a dyn Files,
    at_once: Option<AtOnce<'a>>,
    jobs: usize,
}

/// Where the process works.
pub(super) fn working_folder() -> Result<PathBuf, Problem> {
    let told = |error| Problem::new(format!("the working folder cannot be found: {}", files::reason(&error)));
    std::env::current_dir().map_err(told)
}

/// The input that standard input stands for; it belongs to the workspace of its name, if it has one.
fn standard_input(name: Option<&Path>, working_folder: &Path) -> Input {
    let path = PathBuf::from("-");
    let Some(name) = name else {
        return Input { shown: "-".to_owned(), real: path.clone(), path, origin: Origin::Named };
    };
    let absolute = working_folder.join(name);
    let folder = absolute.parent().and_then(|f| f.canonicalize().ok());
    let real = match (folder, absolute.file_name()) {
        (Some(folder), Some(file)) => folder.join(file),
        _ => absolute,
    };
    Input { shown: walk::show(name, working_folder), real, path, origin: Origin::Named }
}

/// Standard input in the place of one file.
struct StandardInput {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl StandardInput {
    fn read(path: PathBuf) -> Result<Self, Problem> {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(files::LIMIT + 1).read_to_end(&mut bytes);
        read.map_err(|error| Problem::new(format!("standard input cannot be read: {}", files::reason(&error))))?;
        Ok(Self { path, bytes })
    }
}

impl Files for StandardInput {
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        if path == self.path {
            return Ok(Stamp { size: self.bytes.len() as u64, modified: None, regular: true });
        }
        Disk.stamp(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if path == self.path { Ok(self.bytes.clone()) } else { Disk.read(path) }
    }
}

/// Reads what was found, workspace by workspace.
fn read_found(
    reading: &Reading<'_>,
    found: Found,
    working_folder: &Path,
    arguments: &InputArguments,
    configure: &mut Configure,
    with_context: bool,
) -> Result<Batch, Problem> {
    let mut roots = Roots::new(arguments.isolated);
    let known: HashSet<PathBuf> = found.inputs.iter().map(|i| i.real.clone()).collect();
    let mut groups: BTreeMap<Option<PathBuf>, Vec<Input>> = BTreeMap::new();
    for input in found.inputs {
        let root = roots.of(&input.real);
        groups.entry(root).or_default().push(input);
    }
    let mut batch = Batch { problems: found.problems, excluded: found.excluded, ..Batch::default() };
    for (root, mut inputs) in groups {
        let configuration = configure.of_root(root.as_deref())?;
        if let Some(root) = root.as_deref().filter(|_| with_context)
            && !found.folders.iter().any(|folder| root.starts_with(folder))
        {
            let mut context = walk::find_context(root, working_folder, reading.jobs, |path| known.contains(path));
            context.retain(|input| roots.of(&input.real).as_deref() == Some(root));
            inputs.append(&mut context);
            inputs.sort_by(|a, b| a.shown.cmp(&b.shown));
        }
        let mut settled = Vec::with_capacity(inputs.len());
        for input in inputs {
            let below = configure.below(root.as_deref(), &input.real);
            let named = input.origin == Origin::Named;
            if configuration.takes(&below) || (named && !arguments.force_exclude) {
                settled.push((input, configuration.settings_for(&below)));
            } else {
                batch.excluded += usize::from(named);
            }
        }
        note_remarks(&mut batch, &configuration);
        read_workspace(&mut batch, reading, root.is_some(), settled);
    }
    for folder in &found.folders {
        note_empty_folder(&mut batch, folder, working_folder);
    }
    batch.folders = found.folders;
    batch.notes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(batch)
}

/// What is to be said of the configuration itself.
fn note_remarks(batch: &mut Batch, configuration: &Configuration) {
    for remark in configuration.remarks() {
        if let Some(place) = remark.place() {
            let note = Note { file: place.file.to_string(), line: place.at.line, message: remark.message.clone() };
            if !batch.notes.contains(&note) {
                batch.notes.push(note);
            }
        }
    }
}

fn read_workspace(batch: &mut Batch, reading: &Reading<'_>, rooted: bool, inputs: Vec<(Input, Arc<Settings>)>) {
    let mut organisation = Organisation::new(rooted);
    let ids: Vec<FileId> = inputs.iter().map(|(input, _)| organisation.file_id(&input.shown)).collect();
    let progress = Progress::start("reading", inputs.len());
    let understood = in_parallel(inputs.into_iter().zip(ids).collect(), reading.jobs, |((input, settings), id)| {
        let outcome = guarded(|| understand(reading, rooted, &input, &settings, id)).unwrap_or_else(Outcome::Failed);
        progress.step();
        (input, settings, id, outcome)
    });
    drop(progress);
    let mut entries: Vec<Entry> = Vec::with_capacity(understood.len());
    let mut asked: Vec<(FileId, Asked)> = Vec::new();
    for (input, settings, id, outcome) in understood {
        let mut changeable = false;
        let state = match outcome {
            Outcome::Understood { state, summary, notes, changeable: may_be_changed, asked: of_it } => {
                changeable = may_be_changed;
                organisation.insert_summary(id, summary);
                asked.extend((of_it != Asked::default()).then_some((id, of_it)));
                batch.notes.extend(notes);
                state
            }
            Outcome::PassedOver => State::PassedOver,
            Outcome::Failed(reason) => {
                if input.origin != Origin::Context {
                    batch.problems.push(Problem::at(&input.shown, reason));
                }
                State::Failed
            }
        };
        if id.0 as usize == entries.len() {
            entries.push(Entry { input, state, changeable, settings });
        } else {
            let reason = "another file has the same name where bytes that are no text are left out";
            batch.problems.push(Problem::at(&input.shown, reason));
        }
    }
    asked.retain(|(id, of_it)| organisation.adds_to(*id, *of_it));
    let mut workspace = Workspace { organisation, entries };
    reopen(batch, &mut workspace, asked.into_iter().map(|(id, _)| id).collect(), reading.jobs);
    batch.workspaces.push(workspace);
}

/// Reads documents again that were done with, and of which others turned out to speak.
fn reopen(batch: &mut Batch, workspace: &mut Workspace, ids: Vec<FileId>, jobs: usize) {
    let entries = &workspace.entries;
    let again = in_parallel(ids, jobs, |id| {
        let analysis = entries.get(id.0 as usize).and_then(Entry::analysis).cloned();
        (id, analysis)
    });
    for (id, analysis) in again {
        let entry = workspace.entries.get_mut(id.0 as usize);
        let Some(entry) = entry.filter(|entry| matches!(entry.state, State::Done(..))) else { continue };
        entry.state = match analysis {
            Some(analysis) => State::Read(analysis),
            None => {
                batch.problems.push(Problem::at(&entry.input.shown, ReadError::Changing.to_string()));
                State::Failed
            }
        };
    }
}

enum Outcome {
    Understood { state: State, summary: Arc<FileSummary>, notes: Vec<Note>, changeable: bool, asked: Asked },
    PassedOver,
    Failed(String),
}

/// Reads one file and what it says.
fn understand(reading: &Reading<'_>, rooted: bool, input: &Input, settings: &Settings, id: FileId) -> Outcome {
    let named = input.origin == Origin::Named;
    let format = format_of(&input.shown);
    let read = match files::read(reading.files, &input.path) {
        Ok(read) => read,
        // A Markdown file that nobody named is no role document for all that is known.
        Err(ReadError::TooLarge(_)) if !named && format == Format::Markdown => return Outcome::PassedOver,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let titles = &settings.vocabulary.titles;
    let looks_like_one = || titles.in_force(|| model::looks_like_role_document(&input.shown, &read.text));
    if !named && format == Format::Markdown && !looks_like_one() {
        return Outcome::PassedOver;
    }
    let analysis = Analysis::of(&input.shown, read.text, &context_of(settings));
    let document = &analysis.document;
    if !named && format == Format::Markdown && !document.role_document {
        return Outcome::PassedOver;
    }
    let summary = Arc::new(FileSummary::of(id, &input.shown, document, &analysis.lines, &analysis.text));
    if input.origin == Origin::Context {
        let state = State::Context(OnDisk::of(&analysis.text));
        return Outcome::Understood { state, summary, notes: Vec::new(), changeable: false, asked: Asked::default() };
    }
    // Bytes that are no UTF-8 are only guessed at.
    let changeable = read.note.is_none();
    let note = |line, message| Note { file: input.shown.clone(), line, message };
    let mut notes: Vec<Note> = read.note.into_iter().map(|(line, message)| note(line, message)).collect();
    let of_document = document.notes.iter();
    notes.extend(of_document.map(|n| note(analysis.lines.line_of(n.range.start) + 1, n.message.clone())));
    if !document.role_document && document.notes.is_empty() {
        notes.push(note(1, "no role document: it tells of no role that is known".to_owned()));
    }
    let analysis = Arc::new(analysis);
    if let Some(at_once) = reading.at_once.filter(|_| read.stays) {
        let organisation = &Organisation::alone(rooted, id, summary.clone());
        let fresh = Fresh { id, analysis: &analysis, organisation, settings, changeable };
        // A mistake of the program is met, and told of, when the others are known.
        let done = guarded(|| at_once(&fresh)).ok();
        let asked = organisation.asked();
        if let Some(done) = done.filter(|_| !asked.of_others()) {
            let state = State::Done(done, OnDisk::of(&analysis.text));
            return Outcome::Understood { state, summary, notes, changeable, asked };
        }
    }
    // Many documents are held until all are known, and nothing asks for their trees again.
    let state = State::Read(Arc::new(Arc::unwrap_or_clone(analysis).without_tree()));
    Outcome::Understood { state, summary, notes, changeable, asked: Asked::default() }
}

fn note_empty_folder(batch: &mut Batch, folder: &Path, working_folder: &Path) {
    let below = || batch.workspaces.iter().flat_map(|w| &w.entries).filter(|e| e.input.real.starts_with(folder));
    if below().any(Entry::is_read) {
        return;
    }
    let passed = below().filter(|entry| entry.input.origin != Origin::Context).count();
    let passed = match passed {
        0 => "there are no .role and no Markdown files".to_owned(),
        1 => "1 Markdown file was passed over".to_owned(),
        n => format!("{n} Markdown files were passed over"),
    };
    let message = format!("no role documents here: {passed}");
    batch.notes.push(Note { file: walk::show(folder, working_folder), line: 1, message });
}

/// `work` on every item, in the order of the items; on several threads where that pays.
pub(super) fn in_parallel<T: Send, R: Send>(items: Vec<T>, jobs: usize, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if jobs == 1 || items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    if jobs > 1 {
        // Only the first call decides; a later one finds the threads as they are.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    items.into_par_iter().map(work).collect()
}
