//! `check --changed-since REV`: what a branch touched, as git tells it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::Problem;
use super::files;

/// Files that differ from where this branch left `revision`, new ones that git does not know yet included; without links.
pub(super) fn files_since(revision: &str, working_folder: &Path) -> Result<HashSet<PathBuf>, Problem> {
    if revision.starts_with('-') || revision.trim().is_empty() {
        return Err(Problem::new(format!("--changed-since: '{revision}' is no revision")));
    }
    let git = |arguments: &[&str]| git(arguments, working_folder);
    let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end_matches(['\n', '\r']));
    // Where the branch began; what others have done since on the other side is not this branch's doing.
    let verified = git(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])
        .map_err(|_| Problem::new(format!("--changed-since: git knows no revision '{revision}'")))?;
    let since = git(&["merge-base", verified.trim(), "HEAD"]).unwrap_or(verified);
    let changed = git(&["diff", "--name-only", "-z", "--diff-filter=d", since.trim(), "--", ":/"])?;
    let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"])?;
    let names = changed.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| top.join(name).canonicalize().ok()).collect())
}

fn git<S: AsRef<OsStr>>(arguments: &[S], folder: &Path) -> Result<String, Problem> {
    let told = |reason: &str| Problem::new(format!("--changed-since: git cannot be asked: {reason}"));
    let output = Command::new("git")
        .args(["-c", "core.quotePath=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| told(&files::reason(&error)))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(told(message.lines().next().unwrap_or("it does not say why")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
