//! What was agreed with the client when the session began.

use serde_json::json;
use tower_lsp::ls_types::*;

use super::answer::hints::SHOW_PLACES;
use super::answer::semantic;
use super::refresh::Refreshes;
use crate::text::PositionEncoding;

/// What the client can do, as far as it matters here.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// Unit of columns.
    pub encoding: PositionEncoding,
    /// The client asks for diagnostics; nothing is pushed then.
    pub pull: bool,
    /// The client can be told to ask for diagnostics again.
    pub refresh: bool,
    /// What else it can be told to ask for again.
    pub refreshes: Refreshes,
    /// The client answers questions about its configuration.
    pub configuration: bool,
    /// The client reports files that change on disk, if asked to.
    pub watch: bool,
    /// The client wants to be asked to report changes of its configuration.
    pub register_configuration: bool,
    /// Diagnostics may name further places.
    pub related: bool,
    /// Diagnostics may link to a page about their code.
    pub code_description: bool,
    /// Diagnostics may say that something is unnecessary.
    pub unnecessary_tag: bool,
    /// The client shows how far long work has come.
    pub progress: bool,
    /// Hovers may be Markdown.
    pub markdown_hover: bool,
    /// Completion may hold places to fill in.
    pub snippets: bool,
    /// Explanations of completions are asked for one by one.
    pub resolve_documentation: bool,
    /// These may be Markdown.
    pub markdown_documentation: bool,
    /// Symbols of a document may be a tree.
    pub symbol_tree: bool,
    /// No more folds than this.
    pub fold_limit: Option<usize>,
    /// Links may say where they lead.
    pub link_tooltips: bool,
    /// Definitions may say from where they lead.
    pub definition_links: bool,
    /// The client takes code actions that are no commands.
    pub code_actions: bool,
    /// The client asks for the edits of an action when it is chosen.
    pub resolve_actions: bool,
    /// Edits of several documents may name the versions they are for.
    pub versioned_edits: bool,
    /// An edit may make new files.
    pub creates_files: bool,
    /// Explanations of hints are asked for one by one.
    pub resolve_hints: bool,
    /// The client has a command that shows places.
    pub shows_places: bool,
    /// Features that the client has a use for.
    pub can: Can,
}

/// Features that the client says it has a use for; others of this kind are not offered. What takes no more than a plain answer
/// to a plain question is always offered: some clients ask for definitions or lenses without having said that they can.
#[derive(Clone, Debug)]
pub(super) struct Can {
    pub completion: bool,
    pub links: bool,
    pub rename: bool,
    pub prepare_rename: bool,
    pub hierarchy: bool,
    pub on_type_formatting: bool,
    pub created: bool,
    pub renamed: bool,
    pub deleted: bool,
    pub will_rename: bool,
    pub hints: bool,
    pub tokens: bool,
    pub token_deltas: bool,
    pub token_ranges: bool,
}

impl Can {
    fn new(client: &ClientCapabilities) -> Can {
        let files = client.workspace.as_ref().and_then(|w| w.file_operations.as_ref());
        let none = TextDocumentClientCapabilities::default();
        let text = client.text_document.as_ref().unwrap_or(&none);
        Can {
            completion: text.completion.is_some(),
            links: text.document_link.is_some(),
            rename: text.rename.is_some(),
            prepare_rename: text.rename.as_ref().is_some_and(|r| r.prepare_support == Some(true)),
            hierarchy: text.call_hierarchy.is_some(),
            on_type_formatting: text.on_type_formatting.is_some(),
            created: files.is_some_and(|f| f.did_create == Some(true)),
            renamed: files.is_some_and(|f| f.did_rename == Some(true)),
            deleted: files.is_some_and(|f| f.did_delete == Some(true)),
            will_rename: files.is_some_and(|f| f.will_rename == Some(true)),
            hints: text.inlay_hint.is_some(),
            tokens: text.semantic_tokens.as_ref().is_some_and(|t| {
                t.requests.full.as_ref().is_some_and(|full| *full != SemanticTokensFullOptions::Bool(false))
            }),
            token_deltas: text.semantic_tokens.as_ref().is_some_and(|t| {
                matches!(t.requests.full, Some(SemanticTokensFullOptions::Delta { delta: Some(true) }))
            }),
            token_ranges: text.semantic_tokens.as_ref().is_some_and(|t| t.requests.range == Some(true)),
        }
    }
}

impl Can {
    /// Files and folders of which the client tells when they are created, renamed or deleted in it.
    fn file_operations(&self) -> Option<WorkspaceFileOperationsServerCapabilities> {
        let filter = |glob: &str| FileOperationFilter {
            scheme: Some("file".into()),
            pattern: FileOperationPattern { glob: glob.into(), matches: None, options: None },
        };
        let told = |wanted: bool| wanted.then(|| FileOperationRegistrationOptions { filters: vec![filter("**")] });
        (self.created || self.renamed || self.deleted || self.will_rename).then(|| {
            WorkspaceFileOperationsServerCapabilities {
                did_create: told(self.created),
                did_rename: told(self.renamed),
                did_delete: told(self.deleted),
                will_rename: told(self.will_rename),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }
        })
    }
}

/// The unit of columns: bytes where the client can, as they need no counting; else what it names first.
fn encoding(offered: &[PositionEncodingKind]) -> PositionEncoding {
    let place = |kind: &PositionEncodingKind| offered.iter().position(|o| o == kind);
    let (utf16, utf32) = (place(&PositionEncodingKind::UTF16), place(&PositionEncodingKind::UTF32));
    match utf32 {
        _ if offered.contains(&PositionEncodingKind::UTF8) => PositionEncoding::Utf8,
        Some(utf32) if utf16.is_none_or(|utf16| utf32 < utf16) => PositionEncoding::Utf32,
        _ => PositionEncoding::Utf16,
    }
}

impl Session {
    /// What the client's capabilities say.
    pub fn new(client: &ClientCapabilities) -> Session {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let offered = client.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
        let pull = text.and_then(|t| t.diagnostic.as_ref());
        let push = text.and_then(|t| t.publish_diagnostics.as_ref());
        let actions = text.and_then(|t| t.code_action.as_ref());
        let yes = |flag: Option<bool>| flag == Some(true);
        let entry = text.and_then(|t| t.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
        Session {
            encoding: encoding(offered),
            pull: pull.is_some(),
            refresh: yes(workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support)),
            refreshes: Refreshes::new(client),
            configuration: yes(workspace.and_then(|w| w.configuration)),
            watch: yes(workspace
                .and_then(|w| w.did_change_watched_files.as_ref())
                .and_then(|w| w.dynamic_registration)),
            register_configuration: yes(workspace
                .and_then(|w| w.did_change_configuration.as_ref())
                .and_then(|c| c.dynamic_registration)),
            related: yes(pull.and_then(|d| d.related_information)) || yes(push.and_then(|d| d.related_information)),
            code_description: yes(pull.and_then(|d| d.code_description_support))
                || yes(push.and_then(|d| d.code_description_support)),
            code_actions: actions.is_some_and(|a| a.code_action_literal_support.is_some()),
            resolve_actions: yes(actions.and_then(|a| a.data_support))
                && actions
                    .and_then(|a| a.resolve_support.as_ref())
                    .is_some_and(|r| r.properties.iter().any(|p| p == "edit")),
            versioned_edits: yes(workspace.and_then(|w| w.workspace_edit.as_ref()).and_then(|e| e.document_changes)),
            unnecessary_tag: {
                let of_push = push.and_then(|d| d.tag_support.as_ref());
                let known = |t: &TagSupport<DiagnosticTag>| t.value_set.contains(&DiagnosticTag::UNNECESSARY);
                // Of a client that pulls, the protocol crate tells no more than that it knows tags.
                pull.is_some_and(|d| d.tag_support.is_some()) || of_push.is_some_and(known)
            },
            progress: yes(client.window.as_ref().and_then(|w| w.work_done_progress)),
            creates_files: workspace.and_then(|w| w.workspace_edit.as_ref()).is_some_and(|e| {
                let can = e.resource_operations.as_deref().unwrap_or_default();
                e.document_changes == Some(true) && can.contains(&ResourceOperationKind::Create)
            }),
            markdown_hover: text
                .and_then(|t| t.hover.as_ref())
                .and_then(|h| h.content_format.as_ref())
                .is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
            snippets: yes(entry.and_then(|e| e.snippet_support)),
            resolve_documentation: entry
                .and_then(|e| e.resolve_support.as_ref())
                .is_some_and(|r| r.properties.iter().any(|p| p == "documentation")),
            markdown_documentation: entry
                .and_then(|e| e.documentation_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            symbol_tree: yes(text
                .and_then(|t| t.document_symbol.as_ref())
                .and_then(|s| s.hierarchical_document_symbol_support)),
            fold_limit: text
                .and_then(|t| t.folding_range.as_ref())
                .and_then(|f| f.range_limit)
                .map(|limit| limit as usize),
            link_tooltips: yes(text.and_then(|t| t.document_link.as_ref()).and_then(|l| l.tooltip_support)),
            definition_links: yes(text.and_then(|t| t.definition.as_ref()).and_then(|d| d.link_support)),
            resolve_hints: text
                .and_then(|t| t.inlay_hint.as_ref())
                .and_then(|h| h.resolve_support.as_ref())
                .is_some_and(|r| r.properties.iter().any(|p| p == "tooltip")),
            shows_places: client
                .experimental
                .as_ref()
                .and_then(|e| e["commands"]["commands"].as_array())
                .is_some_and(|commands| commands.iter().any(|c| c == SHOW_PLACES)),
            can: Can::new(client),
        }
    }

    /// What the server offers this client.
    pub fn server_capabilities(&self) -> ServerCapabilities {
        let can = &self.can;
        ServerCapabilities {
            completion_provider: can.completion.then(|| CompletionOptions {
                resolve_provider: Some(self.resolve_documentation),
                trigger_characters: Some([" ", ":", "@", "(", "#", "-", "\"", "["].map(str::to_owned).to_vec()),
                ..CompletionOptions::default()
            }),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            document_link_provider: can.links.then(|| DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            definition_provider: Some(OneOf::Left(true)),
            declaration_provider: Some(DeclarationCapability::Simple(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: can.rename.then(|| {
                if !can.prepare_rename {
                    return OneOf::Left(true);
                }
                let work_done_progress_options = WorkDoneProgressOptions::default();
                OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
            }),
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            document_on_type_formatting_provider: can.on_type_formatting.then(|| DocumentOnTypeFormattingOptions {
                first_trigger_character: "\n".into(),
                more_trigger_character: None,
            }),
            inlay_hint_provider: can.hints.then(|| {
                OneOf::Right(InlayHintServerCapabilities::Options(InlayHintOptions {
                    resolve_provider: Some(self.resolve_hints),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }))
            }),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            semantic_tokens_provider: can.tokens.then(|| {
                SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
                    legend: semantic::legend(),
                    range: Some(can.token_ranges),
                    full: Some(SemanticTokensFullOptions::Delta { delta: Some(can.token_deltas) }),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            }),
            call_hierarchy_provider: can.hierarchy.then_some(CallHierarchyServerCapability::Simple(true)),
            position_encoding: Some(match self.encoding {
                PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
                PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
                PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: self.code_actions.then(|| {
                CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(vec![
                        CodeActionKind::QUICKFIX,
                        CodeActionKind::REFACTOR_REWRITE,
                        fix_all(),
                    ]),
                    resolve_provider: Some(self.resolve_actions),
                    ..CodeActionOptions::default()
                })
            }),
            diagnostic_provider: self.pull.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("rolelint".into()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    ..DiagnosticOptions::default()
                })
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: can.file_operations(),
            }),
            ..ServerCapabilities::default()
        }
    }

    /// What the client is asked to report once the session runs.
    pub fn registrations(&self) -> Vec<Registration> {
        let mut list = Vec::new();
        if self.watch {
            let watchers =
                ["**/*.role", "**/*.{md,markdown,mdx}", "**/*.toml"].map(|glob| json!({"globPattern": glob}));
            list.push(Registration {
                id: "watched-files".into(),
                method: "workspace/didChangeWatchedFiles".into(),
                register_options: Some(json!({ "watchers": watchers })),
            });
        }
        if self.register_configuration {
            list.push(Registration {
                id: "configuration".into(),
                method: "workspace/didChangeConfiguration".into(),
                register_options: Some(json!({"section": super::SECTION})),
            });
        }
        list
    }
}

/// The kind of the action that makes all safe fixes; editors run it on save when told so.
pub(super) fn fix_all() -> CodeActionKind {
    CodeActionKind::from("source.fixAll.rolelint")
}
