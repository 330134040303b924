//! What was agreed with the client when the session began.

use serde_json::json;
use tower_lsp::ls_types::*;

use crate::text::PositionEncoding;

/// What the client can do, as far as it matters here.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// Unit of columns.
    pub encoding: PositionEncoding,
    /// The client asks for diagnostics; nothing is pushed then.
    pub pull: bool,
    /// The client can be told to ask again.
    pub refresh: bool,
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
    /// Hovers may be Markdown.
    pub markdown_hover: bool,
    /// The client takes code actions that are no commands.
    pub code_actions: bool,
    /// The client asks for the edits of an action when it is chosen.
    pub resolve_actions: bool,
    /// Edits of several documents may name the versions they are for.
    pub versioned_edits: bool,
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
        Session {
            encoding: if offered.contains(&PositionEncodingKind::UTF8) {
                PositionEncoding::Utf8
            } else {
                PositionEncoding::Utf16
            },
            pull: pull.is_some(),
            refresh: yes(workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support)),
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
            markdown_hover: text
                .and_then(|t| t.hover.as_ref())
                .and_then(|h| h.content_format.as_ref())
                .is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
        }
    }

    /// What the server offers this client.
    pub fn server_capabilities(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(match self.encoding {
                PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
                _ => PositionEncodingKind::UTF16,
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
                    code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, fix_all()]),
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
                ..WorkspaceServerCapabilities::default()
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
