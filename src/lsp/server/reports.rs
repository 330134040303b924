//! Diagnostics for a client that asks for them.

use std::sync::Arc;

use rayon::prelude::*;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::Server;
use super::requests::At;
use crate::lsp::progress::{self, Progress};
use crate::lsp::session::Session;
use crate::lsp::settings::Feature;
use crate::lsp::shared::{Shared, Shown};
use crate::lsp::{convert, worker};
use crate::model::FileId;
use crate::workspace::File;

/// Documents in one part of an answer about all of them.
const PART: usize = 64;

impl Server {
    /// Diagnostics of one document, for a client that asks.
    pub(super) async fn report(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let session = self.session()?.clone();
        let Some(at) = self.at(&params.text_document.uri) else {
            return Ok(DocumentDiagnosticReport::from(RelatedFullDocumentDiagnosticReport::default()).into());
        };
        let (shared, known) = (self.shared.clone(), params.previous_result_id);
        self.work_at(at, move |at| {
            let report: DocumentDiagnosticReport = match report(&shared, &session, at, known.as_deref()) {
                DocumentDiagnosticReportKind::Full(report) => RelatedFullDocumentDiagnosticReport {
                    related_documents: None,
                    full_document_diagnostic_report: report,
                }
                .into(),
                DocumentDiagnosticReportKind::Unchanged(report) => RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: report,
                }
                .into(),
            };
            report.into()
        })
        .await
    }

    /// Diagnostics of all documents, in parts and with progress where the client wants them so.
    pub(super) async fn report_all(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let session = self.session()?.clone();
        let (shared, snapshot) = (self.shared.clone(), self.shared.host().snapshot());
        self.work(move |cancelled| {
            let mut known: rustc_hash::FxHashMap<String, (Uri, String)> =
                params.previous_result_ids.into_iter().map(|p| (convert::name_of(&p.uri), (p.uri, p.value))).collect();
            let mut files: Vec<&Arc<File>> = snapshot.files().collect();
            // What somebody looks at comes first.
            files.sort_by(|a, b| b.is_open().cmp(&a.is_open()).then_with(|| a.name.cmp(&b.name)));
            let progress = params.work_done_progress_params.work_done_token;
            let progress = progress.map(|token| Progress::begin(&shared.output, token, "Looking at roles"));
            let parts = params.partial_result_params.partial_result_token;
            let mut items = Vec::new();
            for (index, part) in files.chunks(PART).enumerate() {
                if cancelled.is_set() {
                    return Err(Error::request_cancelled());
                }
                let asked: Vec<_> =
                    part.iter().map(|file| (*file, known.remove(&*file.name).map(|(_, value)| value))).collect();
                // Documents that no editor holds are read again for this, which is worth all cores.
                let reports = asked.into_par_iter().filter_map(|(file, known)| {
                    let at = At { snapshot: snapshot.clone(), file: file.clone() };
                    let report = report(&shared, &session, &at, known.as_deref());
                    Some(workspace_report(report, shared.uri(file)?, file.version.map(i64::from)))
                });
                items.extend(reports.collect::<Vec<_>>());
                progress.iter().for_each(|p| p.report(index * PART + part.len(), files.len()));
                if let Some(token) = &parts {
                    let value = WorkspaceDiagnosticReportPartialResult { items: std::mem::take(&mut items) };
                    progress::send(&shared.output, token, value);
                }
            }
            // What the client still shows of documents that are gone.
            items.extend(
                known
                    .into_values()
                    .map(|(uri, _)| workspace_report(FullDocumentDiagnosticReport::default().into(), uri, None)),
            );
            if let Some(token) = parts.filter(|_| !items.is_empty()) {
                let value = WorkspaceDiagnosticReportPartialResult { items: std::mem::take(&mut items) };
                progress::send(&shared.output, &token, value);
            }
            Ok(WorkspaceDiagnosticReport { items }.into())
        })
        .await?
    }
}

fn workspace_report(
    report: DocumentDiagnosticReportKind,
    uri: Uri,
    version: Option<i64>,
) -> WorkspaceDocumentDiagnosticReport {
    match report {
        DocumentDiagnosticReportKind::Full(report) => {
            WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report: report }.into()
        }
        DocumentDiagnosticReportKind::Unchanged(report) => {
            WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report: report }
                .into()
        }
    }
}

/// Diagnostics of one document, or word that the client already has them.
fn report(shared: &Shared, session: &Session, at: &At, known: Option<&str>) -> DocumentDiagnosticReportKind {
    let At { snapshot, file } = at;
    let id: FileId = file.id;
    let off = if shared.is_on(Feature::Diagnostics, file.format) { "" } else { "-off" };
    let generation = worker::generation(snapshot, id).map(|g| format!("{g}{off}"));
    if let (Some(result_id), true) = (&generation, generation.as_deref() == known) {
        return UnchangedDocumentDiagnosticReport { result_id: result_id.clone() }.into();
    }
    let found = worker::diagnostics(shared, session, snapshot, file);
    let items = found.as_ref().map(|f| f.diagnostics.to_vec()).unwrap_or_default();
    if let Some(found) = found.filter(|_| file.is_open()) {
        shared.shown().insert(id, Shown { ..found });
        // What another file changed while this was worked out found nothing here yet to be told stale.
        shared.bell.ring();
    }
    FullDocumentDiagnosticReport { result_id: generation, items }.into()
}
