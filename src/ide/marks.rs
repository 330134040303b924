//! Documents with marks, for tests: `$0` is the cursor, `⟦` and `⟧` enclose what is meant. A line `=== name` begins another
//! document of the same folder; without one the text is `a.role`.

use std::sync::Arc;

use crate::model::FileId;
use crate::text::TextRange;
use crate::workspace::{Host, Snapshot};

/// A workspace made of marked texts.
pub(crate) struct Marked {
    pub host: Host,
    /// Names, ids and texts without marks.
    pub files: Vec<(String, FileId, String)>,
    /// Where the cursor stands.
    pub cursor: Option<(FileId, u32)>,
    /// What the marks enclose, in order.
    pub ranges: Vec<(FileId, TextRange)>,
}

impl Marked {
    pub fn new(marked: &str) -> Marked {
        let mut host = Host::default();
        let folder = host.add_folder("/w");
        host.complete(folder);
        let mut made = Marked { host, files: Vec::new(), cursor: None, ranges: Vec::new() };
        for (name, text) in documents(marked) {
            made.take(&name, &text);
        }
        made
    }

    /// The same with a name for the only document.
    pub fn named(name: &str, marked: &str) -> Marked {
        Marked::new(&format!("=== {name}\n{marked}"))
    }

    fn take(&mut self, name: &str, marked: &str) {
        let mut text = String::new();
        let mut open: Vec<usize> = Vec::new();
        let mut ranges = Vec::new();
        let mut cursor = None;
        let mut rest = marked;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("$0") {
                cursor = Some(text.len() as u32);
                rest = after;
                continue;
            }
            match c {
                '⟦' => open.push(text.len()),
                '⟧' => {
                    let start = open.pop().expect("⟦ before ⟧");
                    ranges.push(TextRange::from_usize(start, text.len()));
                }
                c => text.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
        ranges.sort();
        let id = self.host.open(&format!("/w/{name}"), None, 1, &text);
        self.ranges.extend(ranges.into_iter().map(|range| (id, range)));
        self.cursor = self.cursor.or(cursor.map(|at| (id, at)));
        self.files.push((name.to_owned(), id, text));
    }

    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        self.host.snapshot()
    }

    /// The document and the offset of the cursor.
    pub fn at(&self) -> (FileId, u32) {
        self.cursor.expect("a cursor")
    }

    pub fn text(&self, file: FileId) -> &str {
        &self.files.iter().find(|(_, id, _)| *id == file).expect("a document").2
    }

    /// Each place as `name:words`.
    pub fn show(&self, places: impl IntoIterator<Item = (FileId, TextRange)>) -> Vec<String> {
        let name = |file| &self.files.iter().find(|(_, id, _)| *id == file).expect("a document").0;
        places.into_iter().map(|(file, range)| format!("{}:{}", name(file), range.of(self.text(file)))).collect()
    }
}

fn documents(marked: &str) -> Vec<(String, String)> {
    if !marked.starts_with("=== ") {
        return vec![("a.role".to_owned(), marked.to_owned())];
    }
    let mut documents: Vec<(String, String)> = Vec::new();
    for line in marked.split_inclusive('\n') {
        match (line.strip_prefix("=== "), documents.last_mut()) {
            (Some(name), _) => documents.push((name.trim().to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    documents
}
