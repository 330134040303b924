//! The configuration of each folder: where it is found, what it comes to, and what is told of its mistakes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, MessageType, PublishDiagnosticsParams, ShowMessageParams};

use super::shared::Shared;
use super::{clock, convert};
use crate::config::{ConfigError, Configuration, FILE_NAME, Files, LONGEST_CONFIGURATION, Parts};
use crate::rules;
use crate::text::{LineIndex, decode};
use crate::workspace::{File, FolderId};

/// Whether this is a file of configuration and no document.
pub(super) fn is_configuration(name: &str) -> bool {
    name.rsplit(['/', '\\']).next() == Some(FILE_NAME)
}

/// Configurations as the editor has them open, else as they stand on disk.
struct Sources<'a>(&'a Shared);

impl Files for Sources<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        if let Some(draft) = self.0.drafts().get(path) {
            return Ok(draft.to_text().as_bytes().to_vec());
        }
        let metadata = fs::metadata(path).map_err(|error| error.to_string())?;
        // A device or a pipe may never end.
        if !metadata.is_file() || metadata.len() > LONGEST_CONFIGURATION {
            return Err("it is no regular file, or too long for a configuration".to_owned());
        }
        fs::read(path).map_err(|error| error.to_string())
    }

    fn shown(&self, path: &Path) -> String {
        path.to_string_lossy().replace('\\', "/")
    }
}

fn build(shared: &Shared, file: Option<&Path>) -> Result<Configuration, Vec<ConfigError>> {
    let editor = shared.editor().clone();
    Configuration::build(Parts {
        file,
        files: &Sources(shared),
        editor: Some(&editor),
        flags: Vec::new(),
        inline: &[],
        rules: rules::known(),
        today: clock::today(),
    })
}

/// Takes in what the editor has set. Where that is wrong, all stays as it was, and `false` comes back.
pub(super) fn of_editor(shared: &Shared, section: &serde_json::Value) -> bool {
    let before = std::mem::replace(&mut *shared.editor(), section.clone());
    match build(shared, None) {
        Ok(configuration) => {
            shared.host().configure(FolderId::NONE, Arc::new(configuration), "");
            true
        }
        Err(errors) => {
            *shared.editor() = before;
            let told: Vec<String> = errors.iter().map(ConfigError::to_string).collect();
            let message = format!("The settings of rolelint are left as they were. {}", told.join("; "));
            shared.output.notify("window/showMessage", ShowMessageParams { typ: MessageType::WARNING, message });
            false
        }
    }
}

/// What is known of the folders; kept by the thread that reads files.
#[derive(Default)]
pub(super) struct Configurations {
    folders: FxHashMap<FolderId, Known>,
}

struct Known {
    root: PathBuf,
    /// A folder with a configuration of its own inside a folder of the client.
    nested: bool,
    /// Files that the configuration was read from.
    files: Vec<PathBuf>,
    /// What was told, by file.
    told: BTreeMap<PathBuf, Vec<Diagnostic>>,
}

impl Configurations {
    /// Reads the configuration of a folder. `true` where other files are left out than before.
    pub fn read(&mut self, shared: &Shared, id: FolderId, root: &Path, nested: bool) -> bool {
        let file = root.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| exists(shared, file));
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(root);
        let below = root.strip_prefix(folder).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
        let below = if below.is_empty() { below } else { below + "/" };
        let known = self.folders.remove(&id);
        let mut files: Vec<PathBuf> = file.iter().cloned().collect();
        let mut told = BTreeMap::new();
        let mut other_files = false;
        let mut take = |configuration: Configuration| {
            let mut host = shared.host();
            other_files = !configuration.takes_as(host.configuration(id));
            host.configure(id, Arc::new(configuration), &below);
        };
        match build(shared, file.as_deref()) {
            Ok(configuration) => {
                files.extend(configuration.files().iter().cloned());
                tell(shared, &mut told, configuration.remarks(), DiagnosticSeverity::WARNING);
                take(configuration);
            }
            Err(errors) => {
                // What held before holds until the mistakes are mended.
                files.extend(known.iter().flat_map(|k| k.files.clone()));
                files.extend(errors.iter().filter_map(|e| Some(PathBuf::from(&*e.place()?.file))));
                tell(shared, &mut told, &errors, DiagnosticSeverity::ERROR);
                if known.is_none()
                    && let Ok(configuration) = build(shared, None)
                {
                    take(configuration);
                }
            }
        }
        let before = known.map(|k| k.told).unwrap_or_default();
        let now = Known { root: root.to_path_buf(), nested, files, told };
        let paths: BTreeSet<PathBuf> = before.keys().chain(now.told.keys()).cloned().collect();
        self.folders.insert(id, now);
        self.publish(shared, &paths);
        other_files
    }

    /// Whether a file belongs to a configuration.
    pub fn concerns(&self, path: &Path) -> bool {
        is_configuration(&path.to_string_lossy()) || self.folders.values().any(|k| k.files.iter().any(|f| f == path))
    }

    /// All folders: id, root, whether it is nested.
    pub fn folders(&self) -> Vec<(FolderId, PathBuf, bool)> {
        self.folders.iter().map(|(id, known)| (*id, known.root.clone(), known.nested)).collect()
    }

    /// Forgets a folder, and what was told of its configuration.
    pub fn forget(&mut self, shared: &Shared, id: FolderId) {
        if let Some(known) = self.folders.remove(&id) {
            self.publish(shared, &known.told.into_keys().collect());
        }
    }

    /// Tells all that is to be told of these files; several folders may build on one.
    fn publish(&self, shared: &Shared, paths: &BTreeSet<PathBuf>) {
        for path in paths {
            let Some(uri) = convert::uri_of(&path.to_string_lossy()) else { continue };
            let mut diagnostics: Vec<Diagnostic> = Vec::new();
            for diagnostic in self.folders.values().filter_map(|k| k.told.get(path)).flatten() {
                if !diagnostics.contains(diagnostic) {
                    diagnostics.push(diagnostic.clone());
                }
            }
            let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
            shared.output.notify("textDocument/publishDiagnostics", params);
        }
    }
}

/// The `rolelint.toml` that counts for a document.
pub(super) struct FileFor {
    /// Where it stands, or would stand.
    pub path: PathBuf,
    /// What it says; `None` where there is none yet.
    pub text: Option<String>,
    /// Path of the document from its folder on.
    pub document: String,
}

/// The file of configuration for a document of a folder of the workspace.
pub(super) fn file_for(shared: &Shared, document: &File) -> Option<FileFor> {
    let root = shared.host().folders().iter().find(|f| f.id == document.folder).map(|f| PathBuf::from(&*f.root))?;
    let found = root.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| exists(shared, file));
    let path = found.clone().unwrap_or_else(|| root.join(FILE_NAME));
    let text = match found {
        Some(file) => Some(decode(Sources(shared).read(&file).ok()?).text),
        None => None,
    };
    let document = Path::new(&*document.name).strip_prefix(path.parent()?).ok()?;
    let document = document.to_string_lossy().replace('\\', "/");
    Some(FileFor { path, text, document })
}

fn exists(shared: &Shared, file: &Path) -> bool {
    shared.drafts().contains_key(file) || file.is_file()
}

fn tell(
    shared: &Shared,
    told: &mut BTreeMap<PathBuf, Vec<Diagnostic>>,
    errors: &[ConfigError],
    severity: DiagnosticSeverity,
) {
    let Some(session) = shared.session.get() else { return };
    for error in errors {
        let Some(place) = error.place() else { continue };
        let path = PathBuf::from(&*place.file);
        let text = Sources(shared).read(&path).map(|bytes| decode(bytes).text).unwrap_or_default();
        told.entry(path).or_default().push(Diagnostic {
            range: convert::range(&LineIndex::new(&text), &text, place.range, session.encoding),
            severity: Some(severity),
            source: Some("rolelint".to_owned()),
            message: error.message.clone(),
            ..Diagnostic::default()
        });
    }
}
