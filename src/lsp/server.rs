//! Messages of the client, one handler each.
//!
//! A notification changes the state before its first `await` (there is none). A request takes its snapshot before its
//! first `await`, so that it sees what was sent before it; the work is done on a thread of its own.

mod reports;
mod requests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::runtime::Handle;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::actions::{self, ActionData};
use super::answer::{self, Draft, Question};
use super::changes::Changes;
use super::disk::Job;
use super::session::Session;
use super::settings::{self, Feature};
use super::shared::Shared;
use super::{SECTION, clock, configuration, convert, parent};
use crate::ide;
use crate::syntax::Format;
use crate::text::TextRange;
use crate::workspace::{FolderId, OpenText};
use requests::At;

/// Handlers of the protocol.
pub(super) struct Server {
    pub shared: Arc<Shared>,
    pub runtime: Handle,
}

impl Server {
    /// A `rolelint.toml` that the editor has open. What it says is worked out in the time it takes to ask.
    fn configuration_draft<'a>(&self, uri: &Uri, session: &'a Session) -> Option<Draft<'a>> {
        let name = convert::name_of(uri);
        let text = self.shared.drafts().get(&PathBuf::from(&name))?.to_text();
        configuration::is_configuration(&name).then(|| Draft::new(text, session))
    }

    /// Asks for the client's configuration in a task of its own; no handler waits for the client.
    fn pull_configuration(&self) {
        let shared = self.shared.clone();
        self.runtime.spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.into()) };
            if let Ok(sections) = shared.client.configuration(vec![item]).await {
                configure(&shared, sections.first().unwrap_or(&serde_json::Value::Null));
            }
        });
    }

    fn register(&self, registrations: Vec<Registration>) {
        let client = self.shared.client.clone();
        self.runtime.spawn(async move {
            // A client that declines keeps working; it only tells less.
            let _ = client.register_capability(registrations).await;
        });
    }

    fn add_folder(&self, folder: &WorkspaceFolder) {
        let root = convert::name_of(&folder.uri);
        let id = self.shared.host().add_folder(&root);
        self.read(Job::Folder(id, PathBuf::from(root)));
    }

    fn read(&self, job: Job) {
        let _ = self.shared.disk.send(job);
    }

    /// A file, or a folder with all it holds, may be there now or gone.
    fn changed_on_disk(&self, uri: &str) {
        if let Ok(uri) = uri.parse::<Uri>() {
            self.read(Job::Changed(PathBuf::from(convert::name_of(&uri))));
        }
    }

    /// Waivers end on a day; an editor may run for weeks.
    fn look_at_the_clock(&self) {
        let of_yesterday = self.shared.host().configuration(FolderId::NONE).settings().today != clock::today();
        if of_yesterday {
            let section = self.shared.editor().clone();
            configure(&self.shared, &section);
        }
    }

    /// A file of configuration that the editor holds is read as the editor has it.
    fn draft(&self, name: &str, text: Option<OpenText>) {
        let path = PathBuf::from(name);
        match text {
            Some(text) => self.shared.drafts().insert(path.clone(), text),
            None => self.shared.drafts().remove(&path),
        };
        self.read(Job::Changed(path));
    }
}

/// New settings of the editor hold at once outside folders, and in them as soon as their configurations are read again.
fn configure(shared: &Shared, section: &serde_json::Value) {
    shared.switch_off_in_markdown(settings::off_in_markdown(section));
    if configuration::of_editor(shared, section) {
        let _ = shared.disk.send(Job::Configure);
        shared.bell.ring();
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = Session::new(&params.capabilities);
        let capabilities = session.server_capabilities();
        let _ = self.shared.session.set(session);
        if let Some(parent) = params.process_id {
            parent::watch(parent, &self.runtime);
        }
        let options = params.initialization_options.unwrap_or_default();
        configure(&self.shared, options.get(SECTION).unwrap_or(&options));
        let folders = params.workspace_folders.unwrap_or_default();
        #[expect(deprecated, reason = "older clients name their one folder here")]
        let root = params.root_uri.filter(|_| folders.is_empty());
        for folder in root.map(|uri| WorkspaceFolder { uri, name: String::new() }).iter().chain(&folders) {
            self.add_folder(folder);
        }
        let info = ServerInfo { name: "rolelint".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
        Ok(InitializeResult { capabilities, server_info: Some(info), offset_encoding: None })
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(session) = self.shared.session.get() else { return };
        let registrations = session.registrations();
        if !registrations.is_empty() {
            self.register(registrations);
        }
        if session.configuration {
            self.pull_configuration();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.shared.shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let name = convert::name_of(&document.uri);
        self.shared.changes().insert(name.clone(), Changes::since(document.version));
        if configuration::is_configuration(&name) {
            return self.draft(&name, Some(OpenText::new(&document.text)));
        }
        let format = match document.language_id.as_str() {
            "role" => Some(Format::Role),
            "markdown" => Some(Format::Markdown),
            _ => None,
        };
        self.look_at_the_clock();
        self.shared.remember(&name, &document.uri);
        self.shared.host().open(&name, format, document.version, &document.text);
        self.shared.bell.ring();
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let Ok(session) = self.session() else { return };
        let name = convert::name_of(&params.text_document.uri);
        let mut changes = self.shared.changes();
        let Some(changes) = changes.get_mut(&name) else { return };
        let (version, edits) = (params.text_document.version, params.content_changes);
        if configuration::is_configuration(&name) {
            let Some(mut text) = self.shared.drafts().get(&PathBuf::from(&name)).cloned() else { return };
            changes.make(&mut text, version, edits, session.encoding);
            return self.draft(&name, Some(text));
        }
        self.shared.host().edit(&name, |text| changes.make(text, version, edits, session.encoding));
        self.shared.bell.ring();
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.look_at_the_clock();
        self.shared.bell.ring();
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let name = convert::name_of(&uri);
        self.shared.changes().remove(&name);
        if configuration::is_configuration(&name) {
            return self.draft(&name, None);
        }
        {
            let mut host = self.shared.host();
            let Some(file) = host.find(&name).and_then(|id| host.file(id)).cloned() else { return };
            // Until the disk has been read, what the editor had is the best that is known of a file of the workspace.
            let kept = (file.folder != FolderId::NONE).then(|| file.text().to_string());
            host.close(&name, kept);
            self.shared.forget_tokens(file.id);
            if self.shared.session.get().is_some_and(|s| s.pull) {
                self.shared.shown().remove(&file.id);
            }
        }
        if let Some(path) = uri.to_file_path().filter(|_| uri.scheme().as_str() == "file") {
            self.read(Job::Changed(path.into_owned()));
        }
        self.shared.bell.ring();
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        for event in params.changes {
            self.read(Job::Changed(PathBuf::from(convert::name_of(&event.uri))));
        }
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        params.files.iter().for_each(|file| self.changed_on_disk(&file.uri));
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let name = |uri: &str| uri.parse::<Uri>().ok().map(|uri| convert::name_of(&uri));
        let moves =
            params.files.iter().filter_map(|f| Some(ide::Move { from: name(&f.old_uri)?, to: name(&f.new_uri)? }));
        let moves: Vec<ide::Move> = moves.collect();
        let versioned = self.session()?.versioned_edits;
        self.answer_for_all(move |all| {
            let edits = ide::file_renames(all.snapshot, &moves);
            (!edits.is_empty()).then(|| answer::names::workspace_edit(all, versioned, edits))
        })
        .await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        for file in &params.files {
            self.changed_on_disk(&file.old_uri);
            self.changed_on_disk(&file.new_uri);
        }
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        params.files.iter().for_each(|file| self.changed_on_disk(&file.uri));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        for folder in &params.event.removed {
            let root = convert::name_of(&folder.uri);
            self.shared.host().remove_folder(&root);
            self.read(Job::Left(PathBuf::from(root)));
        }
        for folder in &params.event.added {
            self.add_folder(folder);
        }
        self.shared.bell.ring();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.shared.session.get().is_some_and(|s| s.configuration) {
            self.pull_configuration();
        } else if let Some(section) = params.settings.get(SECTION) {
            configure(&self.shared, section);
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.report(params).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.report_all(params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let session = self.session()?.clone();
        let at = self.at(&params.text_document.uri).filter(|at| self.shared.is_on(Feature::CodeAction, at.file.format));
        let Some(at) = at else { return Ok(None) };
        let shared = self.shared.clone();
        self.work_at(at, move |At { snapshot, file }| {
            let analysis = file.analysis();
            let offset = |p: Position| analysis.lines.offset(&analysis.text, p.line, p.character, session.encoding);
            let (start, end) = (offset(params.range.start), offset(params.range.end));
            let range = TextRange::new(start.min(end), start.max(end));
            actions::offered(&shared, &session, snapshot, file, range, params.context.only.as_deref())
        })
        .await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let session = self.session()?.clone();
        let data = action.data.clone().and_then(|data| serde_json::from_value::<ActionData>(data).ok());
        let Some(data) = data else { return Ok(action) };
        let Some(at) = self.at(&data.uri) else { return Err(Error::content_modified()) };
        let shared = self.shared.clone();
        self.work_at(at, move |At { snapshot, file }| {
            actions::resolved(&shared, &session, snapshot, file, &data, action)
        })
        .await?
        .ok_or_else(Error::content_modified)
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let position = params.text_document_position_params;
        let session = self.session()?;
        let markdown = session.markdown_hover;
        let shown = move |hover: ide::Hover, range| {
            let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
            let contents = HoverContents::Markup(MarkupContent { kind, value: hover.markdown });
            Hover { contents, range: Some(range) }
        };
        if let Some(draft) = self.configuration_draft(&position.text_document.uri, session) {
            let found = ide::configuration::hover(&draft.text, draft.offset(position.position));
            return Ok(found.map(|hover| {
                let range = draft.range(hover.range);
                shown(hover, range)
            }));
        }
        self.answer(&position.text_document.uri, Feature::Hover, move |question| {
            let hover = ide::hover(&question.snapshot, question.file.id, question.offset(position.position))?;
            let range = question.range(hover.range);
            Some(shown(hover, range))
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        if let Some(draft) = self.configuration_draft(&at.text_document.uri, self.session()?) {
            let snapshot = self.shared.host().snapshot();
            return Ok(Some(answer::completion::in_configuration(&draft, &snapshot, at.position)));
        }
        self.answer_as_asked(&at.text_document.uri, Feature::Completion, move |question| {
            answer::completion::complete(question, at.position)
        })
        .await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let markdown = self.session()?.markdown_documentation;
        self.answer_for_all(move |all| answer::completion::resolve(all.snapshot, markdown, item)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        self.answer(&uri, Feature::DocumentSymbol, |question| Some(answer::outline::symbols(question))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.answer_for_all(move |all| Some(answer::outline::workspace_symbols(all, &params.query))).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri;
        self.answer(&uri, Feature::FoldingRange, |question| Some(answer::outline::folds(question))).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let SelectionRangeParams { text_document, positions, .. } = params;
        self.answer(&text_document.uri, Feature::SelectionRange, move |question| {
            Some(answer::outline::selections(question, &positions))
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        self.answer(&uri, Feature::DocumentLink, |question| Some(answer::outline::links(question))).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, Feature::Definition, move |question| {
            answer::names::definition(question, at.position)
        })
        .await
    }

    async fn goto_declaration(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, Feature::Declaration, move |question| {
            answer::names::definition(question, at.position)
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (at, declaration) = (params.text_document_position, params.context.include_declaration);
        self.answer(&at.text_document.uri, Feature::References, move |question| {
            answer::names::references(question, at.position, declaration)
        })
        .await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, Feature::DocumentHighlight, move |question| {
            answer::names::highlights(question, at.position)
        })
        .await
    }

    async fn prepare_rename(&self, at: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.answer(&at.text_document.uri, Feature::Rename, move |question| {
            answer::names::prepare_rename(question, at.position)
        })
        .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (at, new) = (params.text_document_position, params.new_name);
        let edit = self.answer(&at.text_document.uri, Feature::Rename, move |question| {
            Some(answer::names::rename(question, at.position, &new))
        });
        edit.await?.transpose()
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let InlayHintParams { text_document, range, .. } = params;
        self.answer(&text_document.uri, Feature::InlayHint, move |question| Some(answer::hints::inlay(question, range)))
            .await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        let markdown = self.session()?.markdown_hover;
        self.answer_for_all(move |all| answer::hints::resolve(all, markdown, hint)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri;
        self.answer(&uri, Feature::CodeLens, |question| Some(answer::hints::lenses(question))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let full = |question: &Question| Some(answer::semantic::full(question).into());
        self.answer(&uri, Feature::SemanticTokens, full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let SemanticTokensDeltaParams { text_document, previous_result_id, .. } = params;
        self.answer(&text_document.uri, Feature::SemanticTokens, move |question| {
            Some(answer::semantic::delta(question, &previous_result_id))
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let SemanticTokensRangeParams { text_document, range, .. } = params;
        self.answer(&text_document.uri, Feature::SemanticTokens, move |question| {
            Some(answer::semantic::part(question, range).into())
        })
        .await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document.uri;
        self.answer(&uri, Feature::Formatting, |question| Some(answer::formatting::format(question, None))).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let DocumentRangeFormattingParams { text_document, range, .. } = params;
        self.answer(&text_document.uri, Feature::Formatting, move |question| {
            Some(answer::formatting::format(question, Some(range)))
        })
        .await
    }

    async fn on_type_formatting(&self, params: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let at = params.text_document_position;
        self.answer(&at.text_document.uri, Feature::Formatting, move |question| {
            Some(answer::formatting::on_enter(question, at.position))
        })
        .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, Feature::CallHierarchy, move |question| {
            answer::hierarchy::prepare(question, at.position)
        })
        .await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.answer_for_all(move |all| answer::hierarchy::incoming(all, &params.item)).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.answer_for_all(move |all| answer::hierarchy::outgoing(all, &params.item)).await
    }
}
