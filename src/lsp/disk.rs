//! Files on disk, read by one thread, one job after the other: what is read last is what stands there last.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};

use super::shared::Shared;
use crate::model::looks_like_role_document;
use crate::text::decode;
use crate::workspace::{FolderId, FromDisk};

/// Longer files are no role documents (the largest of 584 measured has 41 kB).
const LONGEST_FILE: u64 = 2 << 20;

/// Files between two looks at whether the work is still wanted, and between two states of the workspace.
const BATCH: usize = 128;

/// Work for the thread that reads files.
pub(super) enum Job {
    /// Read all role documents of a folder.
    Folder(FolderId, PathBuf),
    /// A file may have changed, or be gone.
    Changed(PathBuf),
}

/// Works until nobody is left to give work.
pub(super) fn run(shared: &Arc<Shared>, jobs: &mpsc::Receiver<Job>) {
    for job in jobs {
        if shared.shut_down.load(Ordering::Relaxed) {
            return;
        }
        match job {
            Job::Folder(id, root) => read_folder(shared, id, &root),
            Job::Changed(path) => changed(shared, &path),
        }
        shared.bell.ring();
    }
}

fn read_folder(shared: &Arc<Shared>, id: FolderId, root: &Path) {
    let mut batch = Vec::new();
    let wanted = |shared: &Shared| {
        !shared.shut_down.load(Ordering::Relaxed) && shared.host().folders().iter().any(|f| f.id == id)
    };
    let files = ignore::WalkBuilder::new(root).follow_links(false).require_git(false).build();
    for entry in files.flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file())) {
        if let Some(document) = read_apart(shared, entry.path()) {
            batch.push(document);
        }
        if batch.len() >= BATCH {
            if !wanted(shared) {
                return;
            }
            shared.host().take_in(std::mem::take(&mut batch));
        }
    }
    let mut host = shared.host();
    host.take_in(batch);
    host.complete(id);
}

fn read_apart(shared: &Shared, path: &Path) -> Option<FromDisk> {
    if !could_be_role_document(path) {
        return None;
    }
    let name = name_of(path);
    let request = shared.host().to_read(&name)?;
    let text = read(path)?;
    // A document on which a reader fails must not end the reading of all others.
    catch_unwind(AssertUnwindSafe(|| FromDisk::read(request, text))).ok()
}

fn changed(shared: &Shared, path: &Path) {
    let name = name_of(path);
    if !path.exists() {
        return shared.host().disk_removed(&name);
    }
    if path.is_dir() {
        return changed_folder(shared, path);
    }
    let in_folder = shared.host().folders().iter().any(|f| path.starts_with(&*f.root));
    let text = if in_folder && could_be_role_document(path) { read(path) } else { None };
    shared.host().disk_changed(&name, text);
}

/// A folder that was renamed or came back brings its documents along.
fn changed_folder(shared: &Shared, folder: &Path) {
    if !shared.host().folders().iter().any(|f| folder.starts_with(&*f.root)) {
        return;
    }
    let files = ignore::WalkBuilder::new(folder).follow_links(false).require_git(false).build();
    let batch: Vec<FromDisk> = files
        .flatten()
        .filter(|e| e.file_type().is_some_and(|t| t.is_file()))
        .filter_map(|entry| read_apart(shared, entry.path()))
        .collect();
    shared.host().take_in(batch);
}

fn name_of(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn could_be_role_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["role", "md", "markdown", "mdx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The text of a role document; `None` for anything else, and for what cannot be read: the person works on another file.
fn read(path: &Path) -> Option<String> {
    if std::fs::metadata(path).ok()?.len() > LONGEST_FILE {
        return None;
    }
    let text = decode(std::fs::read(path).ok()?).text;
    looks_like_role_document(&path.to_string_lossy(), &text).then_some(text)
}
