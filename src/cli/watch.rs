//! `check --watch`: checks again whenever a document or a configuration changes.
//!
//! The folders are looked at again and again instead of asking the system for news: that works on every file system, those of
//! containers and networks included, and a look costs little beside a check.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::args::CheckArguments;
use super::configure::Configure;
use super::error::Problem;
use super::output::Output;
use super::walk::{self, CONFIGURATION, Roots};
use super::{batch, check};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(300);
/// A look that takes long is followed by a pause so many times as long, so that most of the time nothing is done.
const REST: u32 = 5;
/// Clears a terminal and its history, and goes to its first line.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Size and time of every file that counts.
type State = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Goes on until it is ended from outside.
pub(super) fn run(arguments: &CheckArguments, output: &Output) -> Result<u8, Problem> {
    if arguments.input.paths.iter().any(|p| p.as_os_str() == "-") {
        return Err(Problem::new("--watch: standard input does not change; name files or folders"));
    }
    let working_folder = batch::working_folder()?;
    let mut folders = BTreeSet::new();
    loop {
        // A configuration that cannot be read does not say on which others it builds: those of the last time stay.
        folders.append(&mut watched(arguments, &working_folder));
        // What changes while it is checked is seen afterwards.
        let before = state(&folders);
        if io::stdout().is_terminal() {
            output.results(&[CLEAR], None)?;
        }
        if let Err(problem) = check::once(arguments, output) {
            output.problem(&problem);
        }
        output.summary("watching for changes; end with Ctrl-C");
        loop {
            let started = Instant::now();
            let now = state(&folders);
            if now != before {
                break;
            }
            sleep(PAUSE.max(started.elapsed() * REST));
        }
    }
}

/// Folders with the documents that count, and files with the configurations.
fn watched(arguments: &CheckArguments, working_folder: &Path) -> BTreeSet<PathBuf> {
    let mut roots = Roots::new(arguments.input.isolated);
    let mut watched = BTreeSet::new();
    let mut configure = Configure::of_check(arguments, working_folder).ok();
    for path in &arguments.input.paths {
        let Ok(real) = working_folder.join(path).canonicalize() else { continue };
        let inside = if real.is_dir() { real.join("-") } else { real.clone() };
        let root = roots.of(&inside);
        let configuration = configure.as_mut().and_then(|c| c.of_root(root.as_deref()).ok());
        watched.extend(configuration.iter().flat_map(|c| c.files()).cloned());
        watched.extend(root);
        watched.insert(real);
    }
    watched.extend(arguments.baseline.iter().map(|baseline| working_folder.join(baseline)));
    watched.extend(arguments.input.config.iter().map(|given| working_folder.join(given)).filter(|file| file.is_file()));
    watched
}

fn state(watched: &BTreeSet<PathBuf>) -> State {
    let mut state = State::new();
    let mut note = |path: PathBuf| {
        let known = fs::metadata(&path).ok().map(|m| (m.len(), m.modified().ok()));
        state.insert(path, known.unwrap_or_default());
    };
    for path in watched {
        if path.is_dir() {
            walk::watchable(path).into_iter().for_each(&mut note);
            note(path.join(CONFIGURATION));
        } else {
            note(path.clone());
        }
    }
    state
}
