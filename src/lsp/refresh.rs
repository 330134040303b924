//! Tells the client to ask again for what it shows beside the text, where another document or a setting has changed it.
//!
//! Who edits a document asks about it without being told. What stands in another one that is open (a title behind its `@name`, its
//! direct reports, its overlap with others) follows only when somebody says so.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tower_lsp::Client;
use tower_lsp::ls_types::ClientCapabilities;

use super::shared::Shared;
use super::worker;
use crate::model::FileId;
use crate::workspace::Snapshot;

/// What the client can be told to ask for again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Refreshes {
    lenses: bool,
    hints: bool,
    tokens: bool,
}

impl Refreshes {
    /// What the client's capabilities say.
    pub fn new(client: &ClientCapabilities) -> Refreshes {
        let Some(workspace) = &client.workspace else { return Refreshes::default() };
        let yes = |flag: Option<bool>| flag == Some(true);
        Refreshes {
            lenses: yes(workspace.code_lens.as_ref().and_then(|c| c.refresh_support)),
            hints: yes(workspace.inlay_hint.as_ref().and_then(|c| c.refresh_support)),
            tokens: yes(workspace.semantic_tokens.as_ref().and_then(|c| c.refresh_support)),
        }
    }

    fn any(self) -> bool {
        self.lenses || self.hints || self.tokens
    }

    async fn ask(self, client: &Client) {
        // The answers say nothing, and a client that refuses loses no more than this.
        if self.lenses {
            let _ = client.code_lens_refresh().await;
        }
        if self.hints {
            let _ = client.inlay_hint_refresh().await;
        }
        if self.tokens {
            let _ = client.semantic_tokens_refresh().await;
        }
    }
}

/// What the open documents depended on when they were last looked at.
#[derive(Default)]
pub(super) struct Seen {
    documents: FxHashMap<FileId, Dependence>,
    switches: u64,
    /// Something changed that the client has not been told of.
    owed: bool,
    /// The client is being told; the next time comes after its answer.
    telling: Option<JoinHandle<()>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Dependence {
    version: Option<i32>,
    /// See [`crate::workspace::Findings::generation`].
    generation: Option<u64>,
}

impl Seen {
    /// Looks at the open documents, and tells the client to ask again where one changed that was not edited.
    pub fn look(&mut self, shared: &Arc<Shared>, refreshes: Refreshes, snapshot: &Snapshot, runtime: &Handle) {
        if !refreshes.any() {
            return;
        }
        let mut documents = FxHashMap::default();
        for file in snapshot.open_files() {
            let now = Dependence { version: file.version, generation: worker::generation(snapshot, file.id) };
            let before = self.documents.get(&file.id);
            self.owed |= before.is_some_and(|before| before.version == now.version && *before != now);
            documents.insert(file.id, now);
        }
        self.documents = documents;
        let switches = shared.switches();
        self.owed |= switches != self.switches && !self.documents.is_empty();
        self.switches = switches;
        if self.owed && self.telling.as_ref().is_none_or(JoinHandle::is_finished) {
            self.owed = false;
            let shared = shared.clone();
            self.telling = Some(runtime.spawn(async move {
                refreshes.ask(&shared.client).await;
                // What changed meanwhile is still owed.
                shared.bell.ring();
            }));
        }
    }
}
