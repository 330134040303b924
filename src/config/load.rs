//! Reading `rolelint.toml` and the files that it builds on.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::error::ConfigError;
use super::options;
use super::shape::Checker;
use super::value::{Origin, Place, Table, from_toml, places};
use super::version::Requirement;
use crate::text::{Encoding, LineColumn, LineIndex, TextRange, decode};

/// The name of the file.
pub const FILE_NAME: &str = "rolelint.toml";
/// No configuration is longer, in bytes; it would only be a way to stop the tool.
pub const LONGEST_CONFIGURATION: u64 = 8 << 20;
/// No configuration builds on more files.
const MOST_FILES: usize = 64;

/// Where configurations are read from: the edges read the disk, tests have something else in its place.
pub trait Files {
    /// The bytes of a file; the error says why not, in words.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String>;
    /// The path as people should see it.
    fn shown(&self, path: &Path) -> String;
}

/// What was read: tables that are checked, those first that others build on.
#[derive(Default)]
pub(super) struct Loaded {
    pub tables: Vec<Table>,
    /// Every file that was looked for.
    pub files: Vec<PathBuf>,
    pub errors: Vec<ConfigError>,
    /// Rules that are named.
    pub rules: Vec<(String, Origin)>,
    /// Frameworks that are named, and are none of the known ones.
    pub frameworks: Vec<(String, Origin)>,
}

/// Reads a file with all that it builds on.
pub(super) fn load(path: &Path, files: &dyn Files, version: &str) -> Loaded {
    let mut loader = Loader { files, version, loaded: Loaded::default(), chain: Vec::new() };
    loader.file(path, None);
    loader.loaded
}

/// Reads a text that stands in no file; its places are those of `origin`.
pub(super) fn inline(text: &str, origin: &Origin) -> Loaded {
    let mut loaded = Loaded::default();
    match from_toml(text, &|_| origin.clone()) {
        Ok(mut table) => {
            check(&mut table, origin, false, &mut loaded);
            loaded.tables.push(table);
        }
        Err(errors) => {
            let told =
                |(_, message)| ConfigError { origin: origin.clone(), message: format!("this is no TOML: {message}") };
            loaded.errors.extend(errors.into_iter().map(told));
        }
    }
    loaded
}

/// Checks a table, and keeps what was found out.
pub(super) fn check(table: &mut Table, whole: &Origin, lenient: bool, loaded: &mut Loaded) {
    let mut checker = Checker::new(lenient);
    checker.table(table, options::keys(), "", whole);
    loaded.errors.extend(checker.faults.into_iter().map(ConfigError::from));
    loaded.rules.extend(checker.rules);
    loaded.frameworks.extend(checker.frameworks);
}

struct Loader<'a> {
    files: &'a dyn Files,
    version: &'a str,
    loaded: Loaded,
    /// Files that build on each other, down to the one at hand.
    chain: Vec<PathBuf>,
}

impl Loader<'_> {
    /// `from`: where another file names this one.
    fn file(&mut self, path: &Path, from: Option<&Origin>) {
        let path = normal(path);
        let shown: Arc<str> = self.files.shown(&path).into();
        let start = Origin::File(Place {
            file: shown.clone(),
            at: LineColumn { line: 1, column: 1 },
            range: TextRange::default(),
        });
        let wrong = |message: String| ConfigError { origin: from.unwrap_or(&start).clone(), message };
        if let Some(at) = self.chain.iter().position(|p| *p == path) {
            let circle: Vec<String> = self.chain[at..].iter().chain([&path]).map(|p| self.files.shown(p)).collect();
            return self
                .loaded
                .errors
                .push(wrong(format!("`extends` goes round in a circle: {}", circle.join(" -> "))));
        }
        if self.loaded.files.contains(&path) {
            return;
        }
        if self.loaded.files.len() >= MOST_FILES {
            return self.loaded.errors.push(wrong(format!("`extends` leads to more than {MOST_FILES} files")));
        }
        self.loaded.files.push(path.clone());
        let named = |reason: String| if from.is_some() { wrong(format!("{shown} {reason}")) } else { wrong(reason) };
        let bytes = match self.files.read(&path) {
            Ok(bytes) if bytes.len() as u64 > LONGEST_CONFIGURATION => {
                return self.loaded.errors.push(named(format!(
                    "is longer than {} MB, which no configuration is",
                    LONGEST_CONFIGURATION >> 20
                )));
            }
            Ok(bytes) => bytes,
            Err(reason) => return self.loaded.errors.push(named(format!("cannot be read: {reason}"))),
        };
        let decoded = decode(bytes);
        let lines = LineIndex::new(&decoded.text);
        let place = places(&shown, &decoded.text, &lines);
        if let Encoding::Windows1252 { first_bad } = decoded.encoding {
            // Before the first bad byte every byte was UTF-8; in this reading each byte is one character.
            let before: usize = decoded.text.chars().take(first_bad).map(char::len_utf8).sum();
            let origin = place(TextRange::from_usize(before, before));
            let message = format!("byte {} is not UTF-8; save the file as UTF-8", first_bad + 1);
            return self.loaded.errors.push(ConfigError { origin, message });
        }
        let mut table = match from_toml(&decoded.text, &place) {
            Ok(table) => table,
            Err(errors) => {
                let told = |(range, message): (TextRange, String)| ConfigError {
                    origin: place(range),
                    message: format!("this is no TOML: {message}"),
                };
                return self.loaded.errors.extend(errors.into_iter().map(told));
            }
        };
        if let Some(error) = self.other_version(&table) {
            // Whatever else is wrong may be right for the version that it was written for.
            return self.loaded.errors.push(error);
        }
        check(&mut table, &start, false, &mut self.loaded);
        self.chain.push(path.clone());
        for base in table.get("extends").map(super::value::Value::items).unwrap_or_default() {
            let Some(text) = base.text() else { continue };
            if text.contains("://") {
                let message =
                    format!("\"{text}\" is an address; a configuration builds on files alone, and nothing is fetched");
                self.loaded.errors.push(ConfigError { origin: base.origin.clone(), message });
                continue;
            }
            let folder = path.parent().unwrap_or(Path::new(""));
            self.file(&folder.join(text), Some(&base.origin));
        }
        self.chain.pop();
        self.loaded.tables.push(table);
    }

    fn other_version(&self, table: &Table) -> Option<ConfigError> {
        let value = table.0.iter().find(|e| e.key.replace('_', "-") == "required-version").map(|e| &e.value)?;
        let wanted = value.text()?;
        let held = Requirement::parse(wanted).ok()?.holds(self.version);
        let message = format!("this configuration is for rolelint {wanted}, and this is {}", self.version);
        (!held).then(|| ConfigError { origin: value.origin.clone(), message })
    }
}

/// The path without `.` and `..`, as far as that can be told without the disk.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}
