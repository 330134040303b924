//! What must be true of every input. A target panics where it is not.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a target stops where something is wrong"
)]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use rolelint::ide::standard_form;
use rolelint::prose::{self, Context};
use rolelint::syntax::{Format, Tree, markdown as markdown_syntax, role as role_syntax};
use rolelint::text::{TextEdit, TextRange};
use rolelint::workspace::Host;

/// Longer inputs teach nothing new and take long.
const LONGEST: usize = 1 << 14;

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(&data[..data.len().min(LONGEST)]).into_owned()
}

fn fits(text: &str, range: TextRange) {
    assert!(text.get(range.start as usize..range.end as usize).is_some(), "{range:?} in {text:?}");
}

pub fn grammar(data: &[u8]) {
    let text = text(data);
    let tree = role_syntax::parse(&text, None).expect("the grammar is one");
    let root = tree.root_node();
    assert!(root.end_byte() <= text.len());
    assert!(!root.has_error() || text.contains('\0'), "{text:?}: {}", root.to_sexp());
}

fn nodes_fit(text: &str, tree: &Tree) {
    for node in &tree.nodes {
        fits(text, node.range);
        fits(text, tree.source_range(node.text));
        fits(text, tree.source_range(node.label));
    }
    for problem in &tree.problems {
        fits(text, problem.range);
    }
}

pub fn role(data: &[u8]) {
    let text = text(data);
    let tree = role_syntax::read(&text);
    nodes_fit(&text, &tree);
    assert!(tree.nodes.windows(2).all(|w| w[0].range.start <= w[1].range.start), "{text:?}");
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let end = start + line.len();
        let said = line.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
        let told = tree.nodes.iter().any(|n| (n.range.start as usize) < end && start < n.range.end as usize);
        assert!(told || said.is_empty(), "{line:?} is lost in {text:?}");
        start = end;
    }
}

pub fn markdown(data: &[u8]) {
    let text = text(data);
    nodes_fit(&text, &markdown_syntax::read(&text));
}

pub fn prose(data: &[u8]) {
    let text = text(data);
    let reading = prose::read(&text, &Context::default());
    assert!((0.0..=1.0).contains(&reading.confidence));
    reading.evidence.iter().chain(&reading.verb).for_each(|r| fits(&text, *r));
    if let Some(share) = &reading.share {
        assert!((0.0..=2.0).contains(&share.share), "{share:?} in {text:?}");
    }
    prose::read_cadence(&text);
    prose::read_decisions(&text);
    prose::read_measure(&text, &Context::default());
    prose::read_people(&text, &Context::default());
    if let Some(range) = prose::read_reporting_line(&text) {
        fits(&text, range);
    }
}

/// Takes numbers and texts off the end of an input, so that what comes first stays readable.
struct Parts<'a>(&'a [u8]);

impl Parts<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (last, rest) = self.0.split_last()?;
        self.0 = rest;
        Some(*last)
    }

    fn number(&mut self, below: usize) -> Option<usize> {
        let number = usize::from(self.byte()?) << 8 | usize::from(self.byte()?);
        Some(number % below.max(1))
    }
}

const TYPED: [&str; 16] = [
    "\n",
    "\r\n",
    "\r",
    "- ",
    ":",
    "@",
    "#",
    "# ",
    " ",
    "Role: A\n",
    "Duties:\n",
    "\nTeam: B\n",
    "é😀",
    "\t",
    "Note",
    "**",
];

pub fn edits(data: &[u8]) {
    let mut parts = Parts(data);
    let count = parts.number(9).unwrap_or(0);
    let mut changes = Vec::new();
    for _ in 0..count {
        let (Some(at), Some(gone), Some(what)) = (parts.number(LONGEST), parts.number(24), parts.number(TYPED.len()))
        else {
            break;
        };
        changes.push((at, gone, TYPED[what]));
    }
    let mut text = text(parts.0);
    let mut tree = role_syntax::parse(&text, None).expect("the grammar is one");
    for (at, gone, typed) in changes {
        let boundary = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(at % (text.len() + 1));
        let end = boundary((start + gone).min(text.len())).max(start);
        let change = TextEdit { range: TextRange::from_usize(start, end), text: typed.to_owned() };
        role_syntax::edit(&mut tree, &text, &change);
        text.replace_range(start..end, typed);
        tree = role_syntax::parse(&text, Some(&tree)).expect("the grammar is one");
        let whole = role_syntax::parse(&text, None).expect("the grammar is one");
        let read = |tree| format!("{:?}", role_syntax::read_tree(&text, tree).nodes);
        assert_eq!(read(&tree), read(&whole), "{text:?}");
    }
}

pub fn document(data: &[u8]) {
    let text = text(data);
    for (name, format) in [("a.role", Format::Role), ("a.md", Format::Markdown)] {
        let mut host = Host::default();
        let folder = host.add_folder("/w");
        host.complete(folder);
        let file = host.open(&format!("/w/{name}"), Some(format), 1, &text);
        let snapshot = host.snapshot();
        for finding in snapshot.findings(file).unwrap_or_default() {
            fits(&text, finding.range);
            finding.evidence.iter().for_each(|r| fits(&text, *r));
        }
    }
    if let Some(made) = standard_form(&text) {
        assert_eq!(standard_form(&made).as_ref(), Some(&made), "{text:?}");
    }
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("whole").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The input is lines: each is sent as the body of a message, in a frame that fits; a line that begins with `!` is sent as it is.
pub fn messages(data: &[u8]) {
    let frame = |body: &[u8]| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat();
    let mut input = frame(br#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#);
    input.extend(frame(br#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#));
    for line in data[..data.len().min(LONGEST)].split(|b| *b == b'\n') {
        match line.strip_prefix(b"!") {
            Some(raw) => input.extend_from_slice(raw),
            None => input.extend(frame(line)),
        }
    }
    let written = Written::default();
    rolelint::lsp::converse(input.as_slice(), written.clone());
    let written = written.0.lock().expect("whole").clone();
    let mut rest = written.as_slice();
    while !rest.is_empty() {
        let end = rest.windows(4).position(|w| w == b"\r\n\r\n").expect("a header");
        let header = std::str::from_utf8(&rest[..end]).expect("text");
        let length: usize = header.strip_prefix("Content-Length: ").expect("a length").parse().expect("a number");
        let body = &rest[end + 4..end + 4 + length];
        serde_json::from_slice::<serde_json::Value>(body).expect("a message");
        rest = &rest[end + 4 + length..];
    }
}
