//! From the grammar's nodes to the tree that all formats share.

use std::sync::OnceLock;

use tree_sitter::Node as Written;

use super::problems::{self, Under};
use crate::syntax::labels::{self, LabelKind};
use crate::syntax::{Format, Head, ItemStyle, Node, NodeKind, PlainRange, Problem, Tree};
use crate::text::TextRange;

/// Numbers of the grammar's node kinds, so that no strings are compared while reading.
struct Kinds {
    role_head: u16,
    team_head: u16,
    product_head: u16,
    art_head: u16,
    area_head: u16,
    field: u16,
    section: u16,
    list: u16,
    item: u16,
    loose_line: u16,
    comment: u16,
    label: u16,
    title: u16,
    text: u16,
    marker: u16,
}

fn kinds() -> &'static Kinds {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    KINDS.get_or_init(|| {
        let language = tree_sitter::Language::new(tree_sitter_role::LANGUAGE);
        let id = |name| language.id_for_node_kind(name, true);
        Kinds {
            role_head: id("role_head"),
            team_head: id("team_head"),
            product_head: id("product_head"),
            art_head: id("art_head"),
            area_head: id("area_head"),
            field: id("field"),
            section: id("section"),
            list: id("list"),
            item: id("item"),
            loose_line: id("loose_line"),
            comment: id("comment"),
            label: id("label"),
            title: id("title"),
            text: id("text"),
            marker: id("marker"),
        }
    })
}

/// Reads a parsed `.role` text. `source` is the text that `written` was parsed from.
pub fn read_tree(source: &str, written: &tree_sitter::Tree) -> Tree {
    let mut reader =
        Reader { source, kinds: kinds(), tree: Tree::with_capacity(Format::Role, source.len()), under: Under::Nothing };
    let mut cursor = written.walk();
    if cursor.goto_first_child() {
        loop {
            reader.entry(cursor.node());
            if !cursor.goto_next_sibling() {
                break;
            }
        }
    }
    problems::invisible(source, &mut reader.tree.problems);
    reader.tree
}

/// A text that could not be parsed at all, kept line by line.
pub(super) fn unread(source: &str) -> Tree {
    let mut reader =
        Reader { source, kinds: kinds(), tree: Tree::with_capacity(Format::Role, source.len()), under: Under::Nothing };
    reader.error(TextRange::from_usize(0, source.len()));
    reader.tree
}

/// What the grammar takes for a blank.
const BLANKS: [char; 4] = [' ', '\t', '\u{a0}', '\u{3000}'];

struct Reader<'a> {
    source: &'a str,
    kinds: &'static Kinds,
    tree: Tree,
    /// What an item or a loose line would belong to here.
    under: Under,
}

impl Reader<'_> {
    fn entry(&mut self, node: Written) {
        let kinds = self.kinds;
        match node.kind_id() {
            id if id == kinds.field => self.field(node),
            id if id == kinds.section => self.section(node),
            id if id == kinds.list => self.list(node),
            id if id == kinds.loose_line => self.loose(node),
            id if id == kinds.comment => self.comment(node),
            id if id == kinds.role_head => self.head(node, Head::Role),
            id if id == kinds.team_head => self.head(node, Head::Team),
            id if id == kinds.product_head => self.head(node, Head::Product),
            id if id == kinds.art_head => self.head(node, Head::Art),
            id if id == kinds.area_head => self.head(node, Head::Area),
            _ => self.error(range_of(node)),
        }
    }

    fn head(&mut self, node: Written, head: Head) {
        let label = self.label(node);
        let text = self.verbatim(child(node, self.kinds.title).map(range_of).unwrap_or_default());
        self.push(NodeKind::Head(head), range_of(node), label, text);
        self.under = Under::Nothing;
    }

    /// A label with text on its line.
    fn field(&mut self, node: Written) {
        let label = self.label(node);
        let range = range_of(node);
        let value = child(node, self.kinds.text).map(range_of);
        let known = labels::standard_label(self.tree.plain(label));
        if known.is_some()
            && let Some(head) = self.head_of_a_field(label, range, value)
        {
            let text = self.verbatim(value.unwrap_or_default());
            self.push(NodeKind::Head(head), range, label, text);
            self.under = Under::Nothing;
            return;
        }
        match (known.map(|known| known.kind), value) {
            (Some(LabelKind::Section), Some(value)) => {
                let nothing = self.nothing();
                let end = child(node, self.kinds.label).map_or(range, range_of);
                self.push(NodeKind::Section, end, label, nothing);
                let text = self.verbatim(value);
                self.push(NodeKind::Item(ItemStyle::Loose), value, self.nothing(), text);
                self.under = Under::Section;
            }
            (_, value) => {
                let text = self.verbatim(value.unwrap_or_default());
                self.push(NodeKind::Field, range, label, text);
                self.under = if value.is_some() { Under::Field } else { Under::EmptyField };
            }
        }
    }

    /// A label with nothing after it, and the lines below.
    fn section(&mut self, node: Written) {
        let label = self.label(node);
        let range = child(node, self.kinds.label).map_or_else(|| range_of(node), range_of);
        let nothing = self.nothing();
        let kind = match labels::standard_label(self.tree.plain(label)).map(|known| known.kind) {
            Some(LabelKind::Field) => {
                self.under = Under::EmptyField;
                NodeKind::Field
            }
            Some(LabelKind::Head) => {
                self.under = Under::Nothing;
                NodeKind::Head(Head::Role)
            }
            Some(LabelKind::Section | LabelKind::Both) | None => {
                self.under = Under::Section;
                NodeKind::Section
            }
        };
        self.push(kind, range, label, nothing);
        let mut cursor = node.walk();
        if cursor.goto_first_child() {
            while cursor.goto_next_sibling() {
                if cursor.node().is_named() {
                    self.entry(cursor.node());
                }
            }
        }
    }

    fn list(&mut self, node: Written) {
        let mut cursor = node.walk();
        if !cursor.goto_first_child() {
            return;
        }
        let mut reported = false;
        loop {
            let item = cursor.node();
            if item.kind_id() == self.kinds.item {
                self.item(item);
                if !reported && let Some(message) = self.under.of_an_item() {
                    let range = self.tree.nodes.last().map_or_else(|| range_of(item), |node| node.range);
                    self.tree.problems.push(Problem { range, message: message.to_owned() });
                    reported = true;
                }
            } else {
                self.error(range_of(item));
            }
            if !cursor.goto_next_sibling() {
                break;
            }
        }
    }

    /// The lines of an item become one text, each wrap one blank.
    fn item(&mut self, node: Written) {
        let mut style = ItemStyle::Bullet;
        let start = self.tree.plain_len();
        let mut last: Option<u32> = None;
        let mut cursor = node.walk();
        let mut more = cursor.goto_first_child();
        while more {
            let part = cursor.node();
            if part.kind_id() == self.kinds.marker {
                style = self.style(range_of(part));
            } else if part.kind_id() == self.kinds.text {
                let range = self.trim(range_of(part));
                // White space that the grammar takes for text leaves nothing to say.
                if range.is_empty() {
                    more = cursor.goto_next_sibling();
                    continue;
                }
                if let Some(last) = last {
                    self.tree.push_replaced(" ", TextRange::new(last, range.start));
                }
                self.tree.push_verbatim(range.of(self.source), range);
                last = Some(range.end);
            } else if part.is_error() {
                self.error(range_of(part));
            }
            more = cursor.goto_next_sibling();
        }
        let text = PlainRange { start, end: self.tree.plain_len() };
        self.push(NodeKind::Item(style), range_of(node), PlainRange { start, end: start }, text);
        if !matches!(self.under, Under::Nothing | Under::Field | Under::EmptyField) {
            self.under = Under::Item;
        }
    }

    fn style(&self, marker: TextRange) -> ItemStyle {
        match self.trim(marker).of(self.source).as_bytes() {
            [b'-' | b'*', ..] => ItemStyle::Bullet,
            [b'0'..=b'9', ..] => ItemStyle::Ordered,
            _ => ItemStyle::Loose,
        }
    }

    fn loose(&mut self, node: Written) {
        let range = self.trim(range_of(node));
        if range.is_empty() {
            return;
        }
        let nothing = self.nothing();
        let text = self.verbatim(range);
        let message = problems::loose_line(range.of(self.source), self.under);
        self.tree.problems.push(Problem { range, message });
        self.push(NodeKind::Loose, range, nothing, text);
        if self.under == Under::Item {
            self.under = Under::Section;
        }
    }

    fn comment(&mut self, node: Written) {
        let range = self.trim(range_of(node));
        let nothing = self.nothing();
        let text = self.verbatim(TextRange::new(range.start + 1, range.end));
        self.push(NodeKind::Comment, range, nothing, text);
    }

    /// Bytes that are no `.role` text: kept, a node for each line.
    fn error(&mut self, range: TextRange) {
        let mut start = range.start;
        for line in range.of(self.source).split_inclusive(['\n', '\r']) {
            let line_range = self.trim(TextRange::new(start, start + line.len() as u32));
            start += line.len() as u32;
            if line_range.is_empty() {
                continue;
            }
            let nothing = self.nothing();
            let text = self.verbatim(line_range);
            self.tree.problems.push(Problem { range: line_range, message: problems::UNREADABLE.to_owned() });
            self.push(NodeKind::Error, line_range, nothing, text);
        }
    }

    /// `Prodcut: Portal` where `Product: Portal` would open a block opens it all the same; so does `Rloe: ...` anywhere.
    fn head_of_a_field(&self, label: PlainRange, range: TextRange, value: Option<TextRange>) -> Option<Head> {
        let head = labels::head(self.tree.plain(label))?;
        let names_one = value.is_some_and(|value| !value.of(self.source).starts_with('@'));
        (head == Head::Role || names_one && self.after_break(range.start)).then_some(head)
    }

    /// Whether a blank or comment line, or nothing, stands above the line of `offset`.
    fn after_break(&self, offset: u32) -> bool {
        let before = self.source.get(..offset as usize).unwrap_or("");
        let before = before.strip_prefix('\u{feff}').unwrap_or(before).trim_end_matches(BLANKS);
        let above = before.strip_suffix('\n').map_or_else(
            || before.strip_suffix('\r').unwrap_or(before),
            |line| line.strip_suffix('\r').unwrap_or(line),
        );
        let above = above.rsplit(['\n', '\r']).next().unwrap_or("").trim_matches(BLANKS);
        above.is_empty() || above.strip_prefix('#').is_some_and(|rest| rest.is_empty() || rest.starts_with(BLANKS))
    }

    /// The name in a label, without blanks, `**` and colon.
    fn label(&mut self, node: Written) -> PlainRange {
        let Some(label) = child(node, self.kinds.label) else { return self.nothing() };
        let range = range_of(label);
        let written = range.of(self.source);
        let marks = |c: char| c.is_whitespace() || c == '*';
        let name = written.trim_start_matches(marks);
        let start = range.start + (written.len() - name.len()) as u32;
        let name = name.trim_end_matches(marks).trim_end_matches(':').trim_end_matches(marks);
        self.verbatim(TextRange::new(start, start + name.len() as u32))
    }

    fn verbatim(&mut self, range: TextRange) -> PlainRange {
        let range = self.trim(range);
        let start = self.tree.plain_len();
        self.tree.push_verbatim(range.of(self.source), range);
        PlainRange { start, end: self.tree.plain_len() }
    }

    fn nothing(&self) -> PlainRange {
        PlainRange { start: self.tree.plain_len(), end: self.tree.plain_len() }
    }

    fn trim(&self, range: TextRange) -> TextRange {
        let text = range.of(self.source);
        let start = range.start + (text.len() - text.trim_start().len()) as u32;
        TextRange::new(start, start + text.trim().len() as u32)
    }

    fn push(&mut self, kind: NodeKind, range: TextRange, label: PlainRange, text: PlainRange) {
        let range = self.trim(range);
        self.tree.nodes.push(Node { kind, range, label, text, depth: 0, front_matter: false });
    }
}

fn range_of(node: Written) -> TextRange {
    TextRange::from_usize(node.start_byte(), node.end_byte())
}

/// The first child of a kind.
fn child<'tree>(node: Written<'tree>, kind: u16) -> Option<Written<'tree>> {
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child();
    while more {
        if cursor.node().kind_id() == kind {
            return Some(cursor.node());
        }
        more = cursor.goto_next_sibling();
    }
    None
}
