//! What the threads of the server share.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, mpsc};

use rustc_hash::FxHashMap;
use tower_lsp::Client;
use tower_lsp::ls_types::{Diagnostic, SemanticToken, Uri};

use super::changes::Changes;
use super::convert;
use super::disk::Job;
use super::session::Session;
use super::settings::Feature;
use super::transport::Output;
use crate::model::FileId;
use crate::syntax::Format;
use crate::workspace::{File, Host, OpenText};

/// Diagnostics that the client was given.
#[derive(Clone)]
pub(super) struct Shown {
    /// Address of the document.
    pub uri: Uri,
    /// See [`crate::workspace::Findings::generation`].
    pub generation: u64,
    /// Version of the document they are of.
    pub version: Option<i32>,
    /// Themselves.
    pub diagnostics: Arc<Vec<Diagnostic>>,
}

/// What the threads of the server share.
pub(super) struct Shared {
    /// Requests to the client. No handler waits for one.
    pub client: Client,
    /// Notifications to the client.
    pub output: Output,
    /// Set once, by `initialize`.
    pub session: OnceLock<Session>,
    /// Rung after every change.
    pub bell: Bell,
    /// Work for the thread that reads files.
    pub disk: mpsc::Sender<Job>,
    /// `shutdown` came.
    pub shut_down: AtomicBool,
    /// What the client was given, by document.
    shown: Mutex<FxHashMap<FileId, Shown>>,
    host: Mutex<Host>,
    uris: Mutex<FxHashMap<Arc<str>, Uri>>,
    off_in_markdown: Mutex<Vec<Feature>>,
    switches: AtomicU64,
    editor: Mutex<serde_json::Value>,
    drafts: Mutex<FxHashMap<PathBuf, OpenText>>,
    /// What the editor did last in what it has open, by name.
    changes: Mutex<FxHashMap<String, Changes>>,
    /// Semantic tokens that the client was given last, by document.
    tokens: Mutex<FxHashMap<FileId, KeptTokens>>,
}

/// Semantic tokens under the number of their answer.
#[derive(Default)]
struct KeptTokens {
    number: u64,
    tokens: Vec<SemanticToken>,
}

impl Shared {
    pub fn new(client: Client, output: Output, disk: mpsc::Sender<Job>) -> Shared {
        Shared {
            client,
            output,
            disk,
            session: OnceLock::new(),
            bell: Bell::default(),
            shut_down: AtomicBool::new(false),
            shown: Mutex::default(),
            host: Mutex::default(),
            uris: Mutex::default(),
            off_in_markdown: Mutex::default(),
            switches: AtomicU64::default(),
            tokens: Mutex::default(),
            editor: Mutex::default(),
            drafts: Mutex::default(),
            changes: Mutex::default(),
        }
    }

    /// The session is over: threads that wait for work go home.
    pub fn end(&self) {
        self.shut_down.store(true, Ordering::Relaxed);
        self.bell.ring();
        let _ = self.disk.send(Job::Configure);
    }

    /// All documents. Held for moments only, never while something is read or judged.
    pub fn host(&self) -> MutexGuard<'_, Host> {
        lock(&self.host)
    }

    /// What the client was given.
    pub fn shown(&self) -> MutexGuard<'_, FxHashMap<FileId, Shown>> {
        lock(&self.shown)
    }

    /// Keeps the semantic tokens of a document; the number under which they are found again.
    pub fn keep_tokens(&self, file: FileId, tokens: Vec<SemanticToken>) -> String {
        let mut kept = lock(&self.tokens);
        let kept = kept.entry(file).or_default();
        *kept = KeptTokens { number: kept.number + 1, tokens };
        kept.number.to_string()
    }

    /// The semantic tokens that were kept under this number.
    pub fn kept_tokens(&self, file: FileId, number: &str) -> Option<Vec<SemanticToken>> {
        let kept = lock(&self.tokens);
        kept.get(&file).filter(|k| k.number.to_string() == number).map(|k| k.tokens.clone())
    }

    /// Forgets the semantic tokens of a document that was closed.
    pub fn forget_tokens(&self, file: FileId) {
        if let Some(kept) = lock(&self.tokens).get_mut(&file) {
            // The number stays: no later answer may have it again.
            kept.tokens = Vec::new();
            kept.number += 1;
        }
    }

    /// Features from which the client wants no answers in Markdown.
    pub fn switch_off_in_markdown(&self, features: Vec<Feature>) {
        let before = std::mem::replace(&mut *lock(&self.off_in_markdown), features);
        if before != *lock(&self.off_in_markdown) {
            self.switches.fetch_add(1, Ordering::Relaxed);
        }
        if before.contains(&Feature::Diagnostics) == self.is_on(Feature::Diagnostics, Format::Markdown) {
            // What was shown is looked at again, though nothing else has changed.
            self.shown().values_mut().for_each(|shown| shown.generation = 0);
        }
    }

    /// How often features were switched off or on in Markdown.
    pub fn switches(&self) -> u64 {
        self.switches.load(Ordering::Relaxed)
    }

    /// Whether the client wants answers from a feature in documents of this format.
    pub fn is_on(&self, feature: Feature, format: Format) -> bool {
        format == Format::Role || !lock(&self.off_in_markdown).contains(&feature)
    }

    /// What the editor has set for us, where that can be read.
    pub fn editor(&self) -> MutexGuard<'_, serde_json::Value> {
        lock(&self.editor)
    }

    /// Files of configuration that the editor has open.
    pub fn drafts(&self) -> MutexGuard<'_, FxHashMap<PathBuf, OpenText>> {
        lock(&self.drafts)
    }

    /// The last changes of what the editor has open. Locked before the host where both are needed.
    pub fn changes(&self) -> MutexGuard<'_, FxHashMap<String, Changes>> {
        lock(&self.changes)
    }

    /// Remembers how the client writes the address of a document.
    pub fn remember(&self, name: &str, uri: &Uri) {
        lock(&self.uris).insert(name.into(), uri.clone());
    }

    /// The address of a document, as the client writes it.
    pub fn uri(&self, file: &File) -> Option<Uri> {
        lock(&self.uris).get(&file.name).cloned().or_else(|| convert::uri_of(&file.name))
    }
}

/// A panic elsewhere is no reason to stop serving: every change leaves the host whole before it can panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Wakes one thread; rings that come while it works are one ring afterwards.
#[derive(Default)]
pub(super) struct Bell {
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Bell {
    /// Wakes the thread that waits, now or when it comes to wait.
    pub fn ring(&self) {
        *lock(&self.rung) = true;
        self.changed.notify_one();
    }

    /// Waits for a ring since the last one.
    pub fn wait(&self) {
        let mut rung = lock(&self.rung);
        while !*rung {
            rung = self.changed.wait(rung).unwrap_or_else(PoisonError::into_inner);
        }
        *rung = false;
    }
}
