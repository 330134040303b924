//! Which files a run is about: named paths, what lies below named folders, and the workspace around them.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

use super::error::Problem;
use super::files;

/// The file that makes a folder the root of a workspace.
pub(super) const CONFIGURATION: &str = "rolelint.toml";

/// How a file came into the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Named by its path: always read.
    Named,
    /// Found below a named folder: taken if it is a role document.
    Found,
    /// Read so that the others can be judged; nothing is printed about it.
    Context,
}

/// One file of the run.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Where it is opened.
    pub(super) path: PathBuf,
    /// As shown to people: relative to the working folder where it lies below, with `/`.
    pub(super) shown: String,
    /// The path without links, `.` and `..`: the same for every way to name the file.
    pub(super) real: PathBuf,
    /// How it came into the run.
    pub(super) origin: Origin,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files in the order of [`Input::shown`], each once.
    pub(super) inputs: Vec<Input>,
    /// Named folders, without links, `.` and `..`.
    pub(super) folders: Vec<PathBuf>,
    /// Named files that were left out because they are ignored.
    pub(super) excluded: usize,
    /// Paths that could not be followed.
    pub(super) problems: Vec<Problem>,
}

/// How to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct WalkOptions {
    /// Ignored files are left out even if they are named.
    pub(super) force_exclude: bool,
    /// Threads; 0 means as many as there are cores.
    pub(super) jobs: usize,
}

/// The files that `paths` name, and those below the folders among them.
pub(super) fn find(paths: &[PathBuf], working_folder: &Path, options: WalkOptions) -> Found {
    let mut found = Found::default();
    let mut inputs = Vec::new();
    for path in paths {
        let shown = show(path, working_folder);
        let (metadata, real) = match fs::metadata(path).and_then(|m| Ok((m, fs::canonicalize(path)?))) {
            Ok(known) => known,
            Err(error) => {
                found.problems.push(Problem::at(shown, files::reason(&error)));
                continue;
            }
        };
        if metadata.is_dir() {
            let below = walk(path, options.jobs);
            found
                .problems
                .extend(below.problems.into_iter().map(|(p, message)| Problem::at(show(&p, working_folder), message)));
            inputs.extend(below.files.into_iter().map(|file| Input {
                real: file.strip_prefix(path).map_or_else(|_| file.clone(), |rest| real.join(rest)),
                shown: show(&file, working_folder),
                path: file,
                origin: Origin::Found,
            }));
            found.folders.push(real);
        } else if options.force_exclude && is_ignored(&real, working_folder) {
            found.excluded += 1;
        } else {
            inputs.push(Input { path: path.clone(), shown, real, origin: Origin::Named });
        }
    }
    found.inputs = once_each(inputs);
    found
}

/// The role documents a workspace may hold besides `known` ones.
pub(super) fn find_context(
    root: &Path,
    working_folder: &Path,
    jobs: usize,
    known: impl Fn(&Path) -> bool,
) -> Vec<Input> {
    // A folder that cannot be opened is no part of what is known; it is not what the user asked about either.
    let below = walk(root, jobs);
    let inputs = below.files.into_iter().filter(|file| !known(file)).map(|file| Input {
        shown: show_in(root, &file, working_folder),
        real: file.clone(),
        path: file,
        origin: Origin::Context,
    });
    once_each(inputs.collect())
}

/// Sorted by what is shown; of two ways to name one file the one that names it itself stays, else the first.
fn once_each(mut inputs: Vec<Input>) -> Vec<Input> {
    inputs.sort_by(|a, b| (&a.real, a.origin != Origin::Named).cmp(&(&b.real, b.origin != Origin::Named)));
    inputs.dedup_by(|later, earlier| later.real == earlier.real);
    inputs.sort_by(|a, b| a.shown.cmp(&b.shown));
    inputs
}

/// The files below a folder on which a check of it depends, by their names: documents, configurations and what these may build
/// on.
pub(super) fn watchable(folder: &Path) -> Vec<PathBuf> {
    walk_for(folder, 0, |path| {
        may_be_role_document(path) || path.extension().is_some_and(|extension| extension == "toml")
    })
    .files
}

#[derive(Default)]
struct Below {
    files: Vec<PathBuf>,
    problems: Vec<(PathBuf, String)>,
}

/// All files below `folder` that may be role documents by their name. Ignored and hidden ones are left out, links are not followed.
fn walk(folder: &Path, jobs: usize) -> Below {
    walk_for(folder, jobs, may_be_role_document)
}

fn walk_for(folder: &Path, jobs: usize, wanted: fn(&Path) -> bool) -> Below {
    let below = Mutex::new(Below::default());
    let mut builder = WalkBuilder::new(folder);
    builder
        .require_git(false)
        .threads(jobs)
        .filter_entry(|entry| entry.depth() == 0 || entry.file_name() != "node_modules");
    builder.build_parallel().run(|| {
        let mut mine = Collected { below: &below, here: Below::default() };
        Box::new(move |entry| {
            match entry {
                Ok(entry) => {
                    if entry.file_type().is_some_and(|t| t.is_file()) && wanted(entry.path()) {
                        mine.here.files.push(entry.into_path());
                    }
                }
                Err(error) => mine.here.problems.extend(describe(&error)),
            }
            WalkState::Continue
        })
    });
    below.into_inner().unwrap_or_default()
}

/// What one thread of a walk has found; handed over when the thread ends.
struct Collected<'a> {
    below: &'a Mutex<Below>,
    here: Below,
}

impl Drop for Collected<'_> {
    fn drop(&mut self) {
        if let Ok(mut below) = self.below.lock() {
            below.files.append(&mut self.here.files);
            below.problems.append(&mut self.here.problems);
        }
    }
}

/// Where a walk could not go on, and why; nothing for a line of an ignore file that cannot be read.
fn describe(error: &ignore::Error) -> Option<(PathBuf, String)> {
    match error {
        ignore::Error::WithPath { path, err } => {
            let reason = err.io_error().map(files::reason)?;
            Some((path.clone(), reason))
        }
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => describe(err),
        _ => None,
    }
}

fn may_be_role_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["role", "md", "markdown", "mdx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a walk through the surrounding repository, else through the working folder, would leave this file out.
fn is_ignored(real: &Path, working_folder: &Path) -> bool {
    let repository = real.ancestors().skip(1).find(|f| f.join(".git").exists());
    let around = || Some(working_folder).filter(|f| real.starts_with(f)).or(real.parent());
    let Some(top) = repository.or_else(around) else { return false };
    let target = real.to_path_buf();
    let mut builder = WalkBuilder::new(top);
    builder.require_git(false).filter_entry(move |entry| target.starts_with(entry.path()));
    !builder.build().flatten().any(|entry| entry.path() == real)
}

/// A path as people see it: relative to the working folder where it lies below, without `./`, with `/`.
pub(super) fn show(path: &Path, working_folder: &Path) -> String {
    let path = path.strip_prefix(working_folder).unwrap_or(path);
    let mut shown = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => shown.push('/'),
            part => {
                if !shown.is_empty() && !shown.ends_with('/') {
                    shown.push('/');
                }
                shown.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// The same for a file that may lie above the working folder.
pub(super) fn show_from(path: &Path, working_folder: &Path) -> String {
    let common = working_folder.ancestors().find(|folder| folder.parent().is_some() && path.starts_with(folder));
    common.map_or_else(|| show(path, working_folder), |root| show_in(root, path, working_folder))
}

/// The same for a file below `root`: up from the working folder and down again where both lie below it.
fn show_in(root: &Path, file: &Path, working_folder: &Path) -> String {
    match (working_folder.strip_prefix(root), file.strip_prefix(root), file.strip_prefix(working_folder)) {
        (Ok(depth), Ok(rest), Err(_)) => {
            let up: PathBuf = depth.components().map(|_| "..").collect();
            show(&up.join(rest), working_folder)
        }
        _ => show(file, working_folder),
    }
}

/// Finds the workspace that a folder belongs to: the nearest folder at or above it with a `rolelint.toml`, else the repository.
#[derive(Debug)]
pub(super) struct Roots {
    isolated: bool,
    known: HashMap<PathBuf, Option<PathBuf>>,
}

impl Roots {
    /// `isolated`: a `rolelint.toml` makes no root.
    pub(super) fn new(isolated: bool) -> Self {
        Self { isolated, known: HashMap::new() }
    }

    /// The root of the file at `real`, a path without links.
    pub(super) fn of(&mut self, real: &Path) -> Option<PathBuf> {
        // Standard input without a name lies nowhere.
        let folder = real.parent().filter(|_| real.is_absolute())?;
        if let Some(root) = self.known.get(folder) {
            return root.clone();
        }
        let with = |name: &str| folder.ancestors().find(|f| f.join(name).exists()).map(Path::to_path_buf);
        let configured = if self.isolated { None } else { with(CONFIGURATION) };
        let root = configured.or_else(|| with(".git"));
        self.known.insert(folder.to_path_buf(), root.clone());
        root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_the_working_folder() {
        let here = Path::new("/srv/a");
        for (path, shown) in [
            ("/srv/a/roles/po.role", "roles/po.role"),
            ("./roles/./po.role", "roles/po.role"),
            ("/srv/po.role", "/srv/po.role"),
            ("../b/po.role", "../b/po.role"),
            (".", "."),
        ] {
            assert_eq!(show(Path::new(path), here), shown);
        }
    }

    #[test]
    fn context_is_shown_from_the_working_folder_too() {
        let (root, here) = (Path::new("/repo"), Path::new("/repo/teams/a"));
        assert_eq!(show_in(root, Path::new("/repo/org.role"), here), "../../org.role");
        assert_eq!(show_in(root, Path::new("/repo/teams/a/po.role"), here), "po.role");
        assert_eq!(show_in(root, Path::new("/repo/org.role"), Path::new("/else")), "/repo/org.role");
    }

    #[test]
    fn the_nearest_configuration_makes_the_root_before_the_repository() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        for path in [".git", "teams/a/deep", "other"] {
            fs::create_dir_all(top.join(path)).unwrap();
        }
        fs::write(top.join("teams/a/rolelint.toml"), "").unwrap();
        let root = |isolated, path: &str| Roots::new(isolated).of(&top.join(path));
        assert_eq!(root(false, "teams/a/deep/po.role"), Some(top.join("teams/a")));
        assert_eq!(root(false, "other/po.role"), Some(top.clone()));
        assert_eq!(root(true, "teams/a/deep/po.role"), Some(top.clone()));
    }
}
