//! How a request is worked on: in the state in which it found the document, on a thread of its own, as long as somebody waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use super::Server;
use crate::lsp::answer::{Elsewhere, Question};
use crate::lsp::convert;
use crate::lsp::session::Session;
use crate::lsp::settings::Feature;
use crate::lsp::shared::Shared;
use crate::workspace::{File, Snapshot};

/// One document in the state in which a request found it.
pub(super) struct At {
    pub snapshot: Arc<Snapshot>,
    pub file: Arc<File>,
}

impl At {
    /// Whether the document still has the text that the client asked about. Settings may be others: whoever shows what follows
    /// from them is told to ask again, an answer about the text is as good as before.
    fn is_current(&self, shared: &Shared) -> bool {
        shared.host().file(self.file.id).is_some_and(|now| now.has_text_of(&self.file))
    }
}

/// Set when the client no longer wants the answer.
#[derive(Clone, Default)]
pub(super) struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A handler that is cancelled is dropped; this tells its work.
struct CancelOnDrop(Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

impl Server {
    pub(super) fn session(&self) -> Result<&Session> {
        self.shared.session.get().ok_or_else(Error::invalid_request)
    }

    pub(super) fn at(&self, uri: &Uri) -> Option<At> {
        let mut host = self.shared.host();
        let id = host.find(&convert::name_of(uri))?;
        let snapshot = host.snapshot();
        let file = snapshot.file(id)?.clone();
        Some(At { snapshot, file })
    }

    /// Does the work of a request on a thread of its own.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cancelled) -> T + Send + 'static,
    ) -> Result<T> {
        let cancelled = Cancelled::default();
        let _guard = CancelOnDrop(cancelled.clone());
        // A panic of the work comes back as an error.
        self.runtime.spawn_blocking(move || work(&cancelled)).await.map_err(|_| Error::internal_error())
    }

    /// The same for a request about one document, whose answer is worth nothing once its text has changed.
    pub(super) async fn work_at<T: Send + 'static>(
        &self,
        at: At,
        work: impl FnOnce(&At) -> T + Send + 'static,
    ) -> Result<T> {
        let shared = self.shared.clone();
        self.work(move |cancelled| {
            if cancelled.is_set() || !at.is_current(&shared) {
                return Err(Error::content_modified());
            }
            let answer = work(&at);
            if at.is_current(&shared) { Ok(answer) } else { Err(Error::content_modified()) }
        })
        .await?
    }

    /// Answers a request about one document with a feature; nothing where the client has switched it off.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        uri: &Uri,
        feature: Feature,
        answer: impl FnOnce(&Question) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let session = self.session()?.clone();
        let Some(at) = self.at(uri).filter(|at| self.shared.is_on(feature, at.file.format)) else { return Ok(None) };
        let shared = self.shared.clone();
        self.work_at(at, move |At { snapshot, file }| {
            let (snapshot, file) = (snapshot.clone(), file.clone());
            let analysis = file.analysis();
            answer(&Question { snapshot, file, analysis, session, shared })
        })
        .await
    }

    /// The same for an answer that the client narrows by what was typed since: it is worth something though the text has changed.
    pub(super) async fn answer_as_asked<T: Send + 'static>(
        &self,
        uri: &Uri,
        feature: Feature,
        answer: impl FnOnce(&Question) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let session = self.session()?.clone();
        let at = self.at(uri).filter(|at| self.shared.is_on(feature, at.file.format));
        let Some(At { snapshot, file }) = at else { return Ok(None) };
        let shared = self.shared.clone();
        let work = move |_: &Cancelled| {
            let analysis = file.analysis();
            answer(&Question { snapshot, file, analysis, session, shared })
        };
        self.work(work).await.map(Some)
    }

    /// Answers a request about the whole workspace.
    pub(super) async fn answer_for_all<T: Send + 'static>(
        &self,
        answer: impl FnOnce(&Elsewhere<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let session = self.session()?.clone();
        let (shared, snapshot) = (self.shared.clone(), self.shared.host().snapshot());
        self.work(move |_| answer(&Elsewhere::new(&snapshot, &shared, &session))).await
    }
}
