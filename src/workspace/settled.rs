//! What is known across documents once every change is taken in: organisations, and which findings still hold.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rpds::HashTrieMapSync;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::file::{File, FolderId};
use crate::lint::{Finding, lint};
use crate::model::{FileId, FileSummary, Organisation};

pub(super) type Files = HashTrieMapSync<FileId, Arc<File>, FxBuildHasher>;

/// So many changed files at once are no edit.
const MANY: usize = 32;

/// Findings of one document in one state of what it depends on. Computed when first asked for.
pub struct Findings {
    /// Unlike any other's: as long as it stays the same, so do the findings.
    pub generation: u64,
    list: OnceLock<Vec<Finding>>,
}

impl Findings {
    fn fresh() -> Arc<Findings> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Arc::new(Findings { generation: NEXT.fetch_add(1, Ordering::Relaxed), list: OnceLock::new() })
    }

    pub(super) fn get(&self, file: &File, organisation: &Organisation) -> &[Finding] {
        let found = || lint(&file.analysis().document, file.id, organisation, &file.settings);
        self.list.get_or_init(|| if file.excluded { Vec::new() } else { found() })
    }
}

/// See the module's documentation. Persistent: the next state shares what did not change.
#[derive(Clone, Default)]
pub(super) struct Settled {
    organisations: BTreeMap<FolderId, Organisation>,
    findings: HashTrieMapSync<FileId, Arc<Findings>, FxBuildHasher>,
}

/// A folder as far as findings depend on it.
#[derive(Clone, Debug)]
pub(super) struct FolderState {
    pub id: FolderId,
    /// All its documents are known, so that what is not there can be called missing.
    pub complete: bool,
}

impl Settled {
    /// The state after the files `changed` (new, edited or gone) became what `files` holds of them.
    pub fn after(&self, changed: &FxHashSet<FileId>, files: &Files, folders: &[FolderState]) -> Settled {
        let mut next = self.clone();
        let mut touched: FxHashSet<FileId> = changed.clone();
        for folder in folders {
            let rooted = folder.complete && folder.id != FolderId::NONE;
            let organisation = next.organisations.entry(folder.id).or_default();
            if organisation.rooted != rooted {
                organisation.rooted = rooted;
                touched.extend(organisation.files().map(|(id, _)| id));
            }
        }
        // While a folder is read nearly everything is touched; to ask of each file what it touches would cost more.
        let many = changed.len() > MANY;
        let mut renamed: FxHashSet<FolderId> = FxHashSet::default();
        next.organisations.retain(|id, _| folders.iter().any(|f| f.id == *id));
        for &id in changed {
            let file = files.get(&id);
            for (&folder, organisation) in &mut next.organisations {
                let after = file.filter(|f| f.folder == folder).map(|f| summary_or_nothing(f));
                let before = organisation.file(id);
                if before.is_none() && after.is_none() {
                    continue;
                }
                if !many {
                    touched.extend(organisation.touched(before, after.as_deref()));
                }
                let same_names =
                    before.zip(after.as_deref()).is_some_and(|(before, after)| before.defines_the_same(after));
                if !same_names {
                    renamed.insert(folder);
                }
                match after {
                    Some(summary) => organisation.insert_summary(id, summary),
                    None => organisation.remove(id),
                }
            }
        }
        for (folder, organisation) in &next.organisations {
            let shared = self.organisations.get(folder).map_or(0, Organisation::shared_lines);
            if many || organisation.shared_lines() != shared {
                touched.extend(organisation.files().map(|(id, _)| id));
            } else if renamed.contains(folder) {
                touched.extend(organisation.lost());
            }
        }
        for id in touched {
            if files.contains_key(&id) {
                next.findings.insert_mut(id, Findings::fresh());
            } else {
                next.findings.remove_mut(&id);
            }
        }
        next
    }

    /// The organisation of a folder.
    pub fn organisation(&self, folder: FolderId) -> Option<&Organisation> {
        self.organisations.get(&folder)
    }

    /// All organisations, one for each folder.
    pub fn organisations(&self) -> impl Iterator<Item = &Organisation> {
        self.organisations.values()
    }

    /// Where the findings of a document are kept.
    pub fn findings(&self, file: FileId) -> Option<&Arc<Findings>> {
        self.findings.get(&file)
    }
}

/// A document on which a reader fails must not take all others with it: it then tells them nothing.
fn summary_or_nothing(file: &File) -> Arc<FileSummary> {
    catch_unwind(AssertUnwindSafe(|| file.summary()))
        .unwrap_or_else(|_| Arc::new(FileSummary { path: file.path.to_string(), ..FileSummary::default() }))
}
