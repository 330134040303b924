//! Files on disk, read by one thread, one job after the other: what is read last is what stands there last.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};

use rayon::prelude::*;

use super::configuration::{Configurations, is_configuration};
use super::progress::Progress;
use super::shared::Shared;
use crate::syntax::Format;
use crate::text::decode;
use crate::workspace::{FolderId, FromDisk, ToRead, format_of};

/// Longer files are no role documents (the largest of 584 measured has 41 kB).
const LONGEST_FILE: u64 = 2 << 20;

/// Files between two looks at whether the work is still wanted, and between two states of the workspace.
const BATCH: usize = 128;

/// Work for the thread that reads files.
pub(super) enum Job {
    /// Read all role documents of a folder.
    Folder(FolderId, PathBuf),
    /// A folder has left the workspace.
    Left(PathBuf),
    /// A file may have changed, or be gone.
    Changed(PathBuf),
    /// Read all configurations again.
    Configure,
}

/// Works until nobody is left to give work.
pub(super) fn run(shared: &Arc<Shared>, jobs: &mpsc::Receiver<Job>) {
    let mut disk = Disk { shared, configurations: Configurations::default(), readings: 0 };
    for job in jobs {
        if shared.shut_down.load(Ordering::Relaxed) {
            return;
        }
        match job {
            Job::Folder(id, root) => {
                disk.configurations.read(shared, id, &root, false);
                disk.read_folder(id, &root);
            }
            Job::Left(root) => disk.left(&root),
            Job::Changed(path) if disk.configurations.concerns(&path) => disk.configuration_changed(&path),
            Job::Changed(path) => disk.changed(&path),
            Job::Configure => disk.configure(),
        }
        shared.bell.ring();
    }
}

struct Disk<'a> {
    shared: &'a Arc<Shared>,
    configurations: Configurations,
    /// Folders that were read so far.
    readings: u64,
}

impl Disk<'_> {
    fn read_folder(&mut self, id: FolderId, root: &Path) {
        let mut batch = Vec::new();
        let mut inside = Vec::new();
        let mut read = 0;
        let shows = self.shared.session.get().is_some_and(|s| s.progress);
        let progress = shows.then(|| {
            self.readings += 1;
            let token = format!("rolelint/reading/{}", self.readings);
            Progress::create(&self.shared.output, token, "Reading role documents")
        });
        let wanted = |shared: &Shared| {
            !shared.shut_down.load(Ordering::Relaxed) && shared.host().folders().iter().any(|f| f.id == id)
        };
        let files = ignore::WalkBuilder::new(root).follow_links(false).require_git(false).build();
        for entry in files.flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file())) {
            if is_configuration(&entry.path().to_string_lossy()) {
                inside.extend(self.nested(entry.path(), root));
            }
            batch.push(entry.into_path());
            if batch.len() >= BATCH {
                if !wanted(self.shared) {
                    return;
                }
                read += self.take_in(std::mem::take(&mut batch));
                progress.iter().for_each(|p| p.tell(format!("{read} documents")));
            }
        }
        self.take_in(batch);
        let mut host = self.shared.host();
        inside.into_iter().for_each(|nested| host.complete(nested));
        host.complete(id);
    }

    /// Reads files on all cores, and takes in those that are role documents; how many they are.
    fn take_in(&self, paths: Vec<PathBuf>) -> usize {
        let documents: Vec<FromDisk> = paths.par_iter().filter_map(|path| read_apart(self.shared, path)).collect();
        let count = documents.len();
        self.shared.host().take_in(documents);
        count
    }

    /// A folder with a configuration of its own is a workspace of its own, as on the command line.
    fn nested(&mut self, file: &Path, root: &Path) -> Option<FolderId> {
        let folder = file.parent().filter(|folder| *folder != root)?;
        let id = self.shared.host().add_folder(&name_of(folder));
        let known = self.configurations.folders();
        if known.iter().all(|(other, ..)| *other != id) {
            self.configurations.read(self.shared, id, folder, true);
        }
        Some(id)
    }

    fn left(&mut self, root: &Path) {
        for (id, folder, nested) in self.configurations.folders() {
            if folder.starts_with(root) {
                if nested {
                    self.shared.host().remove_folder(&name_of(&folder));
                }
                if self.shared.host().folders().iter().all(|f| f.id != id) {
                    self.configurations.forget(self.shared, id);
                }
            }
        }
    }

    fn configuration_changed(&mut self, path: &Path) {
        let known = self.configurations.folders();
        let there = path.exists() || self.shared.drafts().contains_key(path);
        let of_client = known.iter().find(|(_, root, nested)| !nested && path.starts_with(root));
        if is_configuration(&path.to_string_lossy())
            && let Some((_, root, _)) = of_client
        {
            let own = known.iter().find(|(_, folder, nested)| *nested && Some(folder.as_path()) == path.parent());
            match own {
                Some((id, folder, _)) if !there => {
                    self.shared.host().remove_folder(&name_of(folder));
                    self.configurations.forget(self.shared, *id);
                }
                None if there => {
                    if let Some(id) = self.nested(path, root) {
                        self.shared.host().complete(id);
                    }
                }
                _ => {}
            }
        }
        self.configure();
    }

    /// Reads all configurations again; and folders in which other files are left out now.
    fn configure(&mut self) {
        for (id, root, nested) in self.configurations.folders() {
            if self.configurations.read(self.shared, id, &root, nested) {
                self.read_folder(id, &root);
            }
        }
    }

    fn changed(&self, path: &Path) {
        let name = name_of(path);
        if !path.exists() {
            return self.shared.host().disk_removed(&name);
        }
        let in_folder = self.shared.host().folders().iter().any(|f| path.starts_with(&*f.root));
        if path.is_dir() {
            if in_folder {
                self.changed_folder(path);
            }
            return;
        }
        if !in_folder {
            return self.shared.host().disk_changed(&name, None);
        }
        let request = self.shared.host().to_read(&name);
        let text = request.filter(|_| could_be_role_document(path)).and_then(|request| read(path, &request));
        self.shared.host().disk_changed(&name, text);
    }

    /// A folder that was renamed or came back brings its documents along.
    fn changed_folder(&self, folder: &Path) {
        let files = ignore::WalkBuilder::new(folder).follow_links(false).require_git(false).build();
        let files = files.flatten().filter(|e| e.file_type().is_some_and(|t| t.is_file()));
        self.take_in(files.map(ignore::DirEntry::into_path).collect());
    }
}

fn read_apart(shared: &Shared, path: &Path) -> Option<FromDisk> {
    if !could_be_role_document(path) {
        return None;
    }
    let request = shared.host().to_read(&name_of(path))?;
    let text = read(path, &request)?;
    // A document on which a reader fails must not end the reading of all others.
    catch_unwind(AssertUnwindSafe(|| FromDisk::read(request, text))).ok()
}

fn name_of(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn could_be_role_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["role", "md", "markdown", "mdx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The text of a role document; `None` for anything else, and for what cannot be read: the person works on another file.
fn read(path: &Path, request: &ToRead) -> Option<String> {
    if std::fs::metadata(path).ok()?.len() > LONGEST_FILE {
        return None;
    }
    let text = decode(std::fs::read(path).ok()?).text;
    let name = path.to_string_lossy();
    // A `.role` file may hold teams and products alone; which Markdown is a role document, its content says.
    (format_of(&name) == Format::Role || request.looks_like_role_document(&name, &text)).then_some(text)
}
