//! Where the documents of a workspace change.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::file::{File, FolderId, Identity, summary_of};
use super::settled::{Files, FolderState, Settled};
use super::{Analysis, OpenText, Snapshot, context_of, format_of};
use crate::config::{Configuration, Settings};
use crate::model::looks_like_role_document;
use crate::model::{FileId, FileSummary};
use crate::syntax::Format;

/// A folder of the workspace.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Which.
    pub id: FolderId,
    /// Absolute path with `/`, without one at the end.
    pub root: Arc<str>,
    complete: bool,
    configured: Configured,
}

/// A configuration, and where a folder lies below it.
#[derive(Clone, Debug, Default)]
struct Configured {
    configuration: Arc<Configuration>,
    /// Path from the folder of the configuration to that of the documents: empty, or with `/` at the end.
    below: Arc<str>,
}

/// A document that was read from disk and understood apart from the [`Host`], so that the host is not held up.
pub struct FromDisk {
    name: Arc<str>,
    text: Arc<str>,
    summary: Arc<FileSummary>,
}

/// All documents, where they change: in one place, by one thread at a time, quickly. Nothing is read or judged here.
pub struct Host {
    revision: u64,
    files: Files,
    open: Arc<[FileId]>,
    ids: FxHashMap<Arc<str>, FileId>,
    folders: Vec<Folder>,
    next_folder: u32,
    /// What holds outside all folders.
    outside: Configured,
    /// Files that changed since `last` was taken.
    changed: FxHashSet<FileId>,
    last: Arc<Snapshot>,
    /// The one before, until somebody has the time to let go of it.
    retired: Option<Arc<Snapshot>>,
}

impl Default for Host {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl Host {
    /// An empty workspace; the settings hold outside all folders.
    pub fn new(settings: Settings) -> Host {
        let last = Snapshot {
            revision: 0,
            files: Files::default(),
            open: Arc::new([]),
            folders: Arc::new([]),
            base: Arc::new(Settled::default()),
            changed: FxHashSet::default(),
            settled: OnceLock::new(),
        };
        Host {
            revision: 0,
            files: Files::default(),
            open: Arc::new([]),
            ids: FxHashMap::default(),
            folders: Vec::new(),
            next_folder: 1,
            outside: Configured { configuration: Arc::new(Configuration::of(settings)), below: "".into() },
            changed: FxHashSet::default(),
            last: Arc::new(last),
            retired: None,
        }
    }

    /// All documents as they are now. The same one until something changes.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        if self.last.revision == self.revision && self.revision > 0 {
            return self.last.clone();
        }
        let mut changed = std::mem::take(&mut self.changed);
        // What the last snapshot worked out is where this one starts; what it did not work out is left to this one.
        let base = self.last.settled.get().unwrap_or_else(|| {
            changed.extend(&self.last.changed);
            &self.last.base
        });
        let none = FolderState { id: FolderId::NONE, complete: true };
        let folders = self.folders.iter().map(|f| FolderState { id: f.id, complete: f.complete });
        let next = Snapshot {
            revision: self.revision,
            files: self.files.clone(),
            open: self.open.clone(),
            folders: std::iter::once(none).chain(folders).collect(),
            base: base.clone(),
            changed,
            settled: OnceLock::new(),
        };
        self.retired = Some(std::mem::replace(&mut self.last, Arc::new(next)));
        self.last.clone()
    }

    /// The last snapshot but one, to be dropped by the caller: to give back all that was read of a long document takes time, for
    /// which neither the host is to be held up nor an answer.
    pub fn retired(&mut self) -> Option<Arc<Snapshot>> {
        self.retired.take()
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A document as it is now.
    pub fn file(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(&id)
    }

    /// The document of a name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.ids.get(name).copied().filter(|id| self.files.contains_key(id))
    }

    /// An editor opened a document; its text counts from now on.
    pub fn open(&mut self, name: &str, format: Option<Format>, version: i32, text: &str) -> FileId {
        let identity = self.identity(name, format);
        let id = identity.id;
        self.revision += 1;
        self.put(File::open(identity, OpenText::new(text), version, self.revision));
        id
    }

    /// An editor changed an open document. `edit` is handed its text and returns the version that it has then; nothing happens
    /// to a document that is not open.
    pub fn edit(&mut self, name: &str, edit: impl FnOnce(&mut OpenText) -> i32) -> Option<FileId> {
        let file = self.files.get(&self.find(name)?)?;
        let mut text = file.open_text()?.clone();
        let version = edit(&mut text);
        let next = file.edited(text, version, self.revision + 1);
        let id = next.id;
        self.revision += 1;
        self.put(next);
        Some(id)
    }

    /// An editor closed a document. `disk` is what stands on disk, `None` where it is no document of the workspace there.
    pub fn close(&mut self, name: &str, disk: Option<String>) {
        let Some(id) = self.find(name) else { return };
        self.revision += 1;
        match disk {
            Some(text) => {
                let identity = self.identity(name, None);
                self.put(File::on_disk(identity, text.into(), self.revision));
            }
            None => self.forget(id),
        }
    }

    /// A file on disk changed (`None`: it is gone, or is no role document). What an editor holds open stays as the editor has it.
    pub fn disk_changed(&mut self, name: &str, disk: Option<String>) {
        let open = self.find(name).and_then(|id| self.files.get(&id)).is_some_and(|f| f.is_open());
        if open {
            return;
        }
        match disk {
            Some(text) => {
                self.revision += 1;
                let identity = self.identity(name, None);
                self.put(File::on_disk(identity, text.into(), self.revision));
            }
            None => self.close(name, None),
        }
    }

    /// A file or a folder with all it holds is gone from disk.
    pub fn disk_removed(&mut self, name: &str) {
        let inside =
            |file: &File| file.name.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let gone: Vec<FileId> = self.files.values().filter(|f| !f.is_open() && inside(f)).map(|f| f.id).collect();
        self.revision += u64::from(!gone.is_empty());
        for id in gone {
            self.forget(id);
        }
    }

    /// What [`FromDisk::read`] needs to read the document `name` apart; `None` where an editor holds it, or the configuration leaves
    /// it out.
    pub fn to_read(&mut self, name: &str) -> Option<ToRead> {
        let open = self.find(name).and_then(|id| self.files.get(&id)).is_some_and(|f| f.is_open());
        if open {
            return None;
        }
        let identity = self.identity(name, None);
        (!identity.excluded).then_some(ToRead(identity))
    }

    /// Takes in documents that were read apart, except those that an editor opened meanwhile.
    pub fn take_in(&mut self, documents: Vec<FromDisk>) {
        self.revision += 1;
        for FromDisk { name, text, summary } in documents {
            let identity = self.identity(&name, None);
            let open = self.files.get(&identity.id).is_some_and(|f| f.is_open());
            // The folder may have left the workspace, or another may have joined that is nearer to the document.
            if !open && identity.folder != FolderId::NONE {
                let same_path = *identity.path == *summary.path;
                let file = File::on_disk(identity, text, self.revision);
                self.put(if same_path { file.with_summary(summary) } else { file });
            }
        }
    }

    /// A folder joins the workspace. It is not complete until [`Host::complete`] says so.
    pub fn add_folder(&mut self, root: &str) -> FolderId {
        let root = root.trim_end_matches('/');
        if let Some(folder) = self.folders.iter().find(|f| &*f.root == root) {
            return folder.id;
        }
        let id = FolderId(self.next_folder);
        self.next_folder += 1;
        self.folders.push(Folder { id, root: root.into(), complete: false, configured: self.outside.clone() });
        self.rehome();
        id
    }

    /// A folder leaves the workspace, with all its documents that no editor holds.
    pub fn remove_folder(&mut self, root: &str) {
        let root = root.trim_end_matches('/');
        let Some(at) = self.folders.iter().position(|f| &*f.root == root) else { return };
        self.folders.remove(at);
        self.rehome();
    }

    /// All documents of a folder are known from now on.
    pub fn complete(&mut self, folder: FolderId) {
        if let Some(folder) = self.folders.iter_mut().find(|f| f.id == folder) {
            folder.complete = true;
            self.revision += 1;
        }
    }

    /// Folders of the workspace.
    pub fn folders(&self) -> &[Folder] {
        &self.folders
    }

    /// What holds in a folder from now on ([`FolderId::NONE`]: outside all folders). `below` is the path from the folder of the
    /// configuration to this one: empty, or with `/` at the end. Documents on disk that are left out now are forgotten.
    pub fn configure(&mut self, folder: FolderId, configuration: Arc<Configuration>, below: &str) {
        let place = match self.folders.iter_mut().find(|f| f.id == folder) {
            Some(folder) => &mut folder.configured,
            None if folder == FolderId::NONE => &mut self.outside,
            None => return,
        };
        if *place.below == *below && *place.configuration == *configuration {
            return;
        }
        *place = Configured { configuration, below: below.into() };
        self.revision += 1;
        let files: Vec<Arc<File>> = self.files.values().filter(|f| f.folder == folder).cloned().collect();
        for file in files {
            let identity = self.identity(&file.name, Some(file.format));
            if identity.excluded && !file.is_open() {
                self.forget(file.id);
            } else {
                self.put(file.under(identity, self.revision));
            }
        }
    }

    /// What holds in a folder.
    pub fn configuration(&self, folder: FolderId) -> &Arc<Configuration> {
        let found = self.folders.iter().find(|f| f.id == folder).map_or(&self.outside, |f| &f.configured);
        &found.configuration
    }

    fn put(&mut self, file: File) {
        self.changed.insert(file.id);
        self.note_open(file.id, file.is_open());
        self.files.insert_mut(file.id, Arc::new(file));
    }

    fn note_open(&mut self, id: FileId, open: bool) {
        if self.open.contains(&id) != open {
            let others = self.open.iter().copied().filter(|other| *other != id);
            self.open = others.chain(open.then_some(id)).collect();
        }
    }

    fn forget(&mut self, id: FileId) {
        self.changed.insert(id);
        self.note_open(id, false);
        self.files.remove_mut(&id);
    }

    /// Documents find the folder they lie in now. Those that lie in none any more are forgotten unless an editor holds them.
    fn rehome(&mut self) {
        self.revision += 1;
        let files: Vec<Arc<File>> = self.files.values().cloned().collect();
        for file in files {
            let identity = self.identity(&file.name, Some(file.format));
            if identity.folder == file.folder {
                continue;
            }
            match (file.open_text(), file.version) {
                (Some(text), Some(version)) => self.put(File::open(identity, text.clone(), version, self.revision)),
                _ if identity.folder == FolderId::NONE => self.forget(file.id),
                _ => self.put(File::on_disk(identity, file.text(), self.revision)),
            }
        }
    }

    fn identity(&mut self, name: &str, format: Option<Format>) -> Identity {
        let id = match self.ids.get(name) {
            Some(&id) => id,
            None => {
                let id = FileId(self.ids.len() as u32);
                self.ids.insert(name.into(), id);
                id
            }
        };
        let (folder, path, configured) = self
            .folders
            .iter()
            .filter_map(|folder| Some((folder, name.strip_prefix(&*folder.root)?.strip_prefix('/')?)))
            .max_by_key(|(folder, _)| folder.root.len())
            .map_or((FolderId::NONE, name, &self.outside), |(folder, rest)| (folder.id, rest, &folder.configured));
        let Configured { configuration, below } = configured;
        let place = format!("{below}{path}");
        let settings = configuration.settings_for(&place);
        Identity {
            id,
            name: name.into(),
            format: format.unwrap_or_else(|| format_of(path)),
            path: path.into(),
            folder,
            context: Arc::new(context_of(&settings)),
            excluded: folder != FolderId::NONE && !configuration.takes(&place),
            settings,
        }
    }
}

/// A document that is about to be read from disk; see [`Host::to_read`].
pub struct ToRead(Identity);

impl ToRead {
    /// A quick look, before it is read whole.
    pub fn looks_like_role_document(&self, path: &str, text: &str) -> bool {
        self.0.context.titles.in_force(|| looks_like_role_document(path, text))
    }
}

impl FromDisk {
    /// Reads a document apart from the host.
    pub fn read(request: ToRead, text: String) -> FromDisk {
        let Identity { id, name, path, format, context, .. } = request.0;
        let analysis = Analysis::in_format(format, &path, text, &context);
        FromDisk { name, summary: Arc::new(summary_of(id, &analysis)), text: analysis.text }
    }
}
