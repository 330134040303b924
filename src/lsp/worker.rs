//! The thread that looks at every change: it pushes diagnostics, or tells a client that asks for them to ask again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rustc_hash::FxHashSet;
use tokio::runtime::Handle;
use tower_lsp::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::convert;
use super::refresh::Seen;
use super::session::Session;
use super::settings::Feature;
use super::shared::{Shared, Shown};
use crate::model::FileId;
use crate::workspace::{File, Snapshot};

/// Looks at every change, for as long as the session lasts.
pub(super) fn run(shared: &Arc<Shared>, runtime: &Handle) {
    let mut seen = Seen::default();
    loop {
        shared.bell.wait();
        if shared.shut_down.load(Ordering::Relaxed) {
            return;
        }
        let Some(session) = shared.session.get() else { continue };
        let snapshot = shared.host().snapshot();
        if session.pull {
            if session.refresh && stale_elsewhere(shared, session, &snapshot) {
                // Nobody waits for the answer, which says nothing.
                let client = shared.client.clone();
                runtime.spawn(async move { client.workspace_diagnostic_refresh().await });
            }
        } else {
            publish(shared, session, &snapshot);
        }
        seen.look(shared, session.refreshes, &snapshot, runtime);
        let retired = shared.host().retired();
        drop(retired);
    }
}

fn newest_first(snapshot: &Snapshot) -> Vec<&Arc<File>> {
    let mut files: Vec<_> = snapshot.open_files().collect();
    files.sort_by_key(|f| std::cmp::Reverse(f.revision));
    files
}

fn is_current(shared: &Shared, file: &File) -> bool {
    shared.host().file(file.id).is_some_and(|f| f.revision == file.revision)
}

pub(super) fn diagnostics(shared: &Shared, session: &Session, snapshot: &Snapshot, file: &File) -> Option<Shown> {
    // A document on which a reader or a rule fails must not silence the others.
    catch_unwind(AssertUnwindSafe(|| {
        let generation = snapshot.kept_findings(file.id)?.generation;
        let diagnostics = match shared.is_on(Feature::Diagnostics, file.format) {
            true => convert::diagnostics(snapshot, file, session, &|f| shared.uri(f)),
            false => Vec::new(),
        };
        Some(Shown { uri: shared.uri(file)?, generation, version: file.version, diagnostics: Arc::new(diagnostics) })
    }))
    .ok()
    .flatten()
}

pub(super) fn generation(snapshot: &Snapshot, id: FileId) -> Option<u64> {
    catch_unwind(AssertUnwindSafe(|| snapshot.kept_findings(id).map(|f| f.generation))).ok().flatten()
}

fn publish(shared: &Shared, session: &Session, snapshot: &Snapshot) {
    for file in newest_first(snapshot) {
        let before = shared.shown().get(&file.id).cloned();
        if before.as_ref().is_some_and(|b| Some(b.generation) == generation(snapshot, file.id)) {
            continue;
        }
        if !is_current(shared, file) {
            // The change that overtook this one has rung the bell.
            return;
        }
        let Some(now) = diagnostics(shared, session, snapshot, file) else { continue };
        let said = before.is_some_and(|b| b.version == now.version && b.diagnostics == now.diagnostics);
        if !said {
            send(shared, now.uri.clone(), now.diagnostics.to_vec(), now.version);
        }
        shared.shown().insert(file.id, now);
    }
    clear_closed(shared, snapshot);
}

fn clear_closed(shared: &Shared, snapshot: &Snapshot) {
    let open: FxHashSet<FileId> = snapshot.open_files().map(|f| f.id).collect();
    let closed: Vec<FileId> = shared.shown().keys().copied().filter(|id| !open.contains(id)).collect();
    for id in closed {
        if let Some(shown) = shared.shown().remove(&id).filter(|s| !s.diagnostics.is_empty()) {
            send(shared, shown.uri, Vec::new(), None);
        }
    }
}

fn send(shared: &Shared, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
    shared.output.notify("textDocument/publishDiagnostics", PublishDiagnosticsParams { uri, diagnostics, version });
}

/// Whether a document other than those just edited (which the client asks about by itself) would get other diagnostics
/// than it was given.
fn stale_elsewhere(shared: &Shared, session: &Session, snapshot: &Snapshot) -> bool {
    newest_first(snapshot).into_iter().any(|file| {
        let Some(given) = shared.shown().get(&file.id).cloned() else { return false };
        if given.version != file.version || Some(given.generation) == generation(snapshot, file.id) {
            return false;
        }
        is_current(shared, file)
            && diagnostics(shared, session, snapshot, file).is_some_and(|now| now.diagnostics != given.diagnostics)
    })
}
