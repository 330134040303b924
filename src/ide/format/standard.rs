//! Writing a `.role` tree in the standard form.

use crate::prose::{Category, ContactClass, MeasureType};
use crate::syntax::labels::{LABELS, LabelKind, standard_label};
use crate::syntax::{Head, Node, NodeKind, Tree};

/// One construct with the comments that belong to it.
struct Entry {
    above: Vec<Comment>,
    what: What,
    /// Comments that follow it and belong to nothing below.
    below: Vec<String>,
}

struct Comment {
    text: String,
    /// A blank line stands between it and what follows.
    gap: bool,
}

enum What {
    Head(Head, String),
    /// A known field, with its standard label.
    Field(&'static str, String),
    /// A line that stays where it is.
    Line(String),
    /// A line with a blank line above it: a label, or `Extern`.
    Part(String),
    /// An item, line by line.
    Item(Vec<String>),
    /// Comments alone.
    Nothing,
}

/// `text` in the standard form; `None` where the tree holds lines that could not be read.
pub(super) fn write(text: &str, tree: &Tree, move_fields: bool) -> Option<String> {
    if tree.nodes.iter().any(|n| n.kind == NodeKind::Error) || text.contains('\0') {
        return None;
    }
    let entries = entries(text, tree);
    let mut out = Writer { lines: Vec::new() };
    let mut rest = entries.as_slice();
    while !rest.is_empty() {
        let next = rest.iter().skip(1).position(|e| matches!(e.what, What::Head(..))).map_or(rest.len(), |i| i + 1);
        out.block(&rest[..next], move_fields);
        rest = &rest[next..];
    }
    while out.lines.last().is_some_and(String::is_empty) {
        out.lines.pop();
    }
    let bom = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let eol = line_end(text);
    let mut made = bom.to_owned() + &out.lines.join(eol);
    if !out.lines.is_empty() {
        made.push_str(eol);
    }
    Some(made)
}

fn line_end(text: &str) -> &'static str {
    match (text.contains("\r\n"), text.contains('\n'), text.contains('\r')) {
        (true, ..) => "\r\n",
        (false, false, true) => "\r",
        _ => "\n",
    }
}

/// Whether a blank line stands between two nodes.
fn gap_between(text: &str, before: &Node, after: &Node) -> bool {
    let between = text.get(before.range.end as usize..after.range.start as usize).unwrap_or("");
    between.replace("\r\n", "\n").matches(['\n', '\r']).count() > 1
}

fn entries(text: &str, tree: &Tree) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut above: Vec<Comment> = Vec::new();
    let mut section: Option<&'static str> = None;
    for (index, node) in tree.nodes.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|i| tree.nodes.get(i));
        let next = tree.nodes.get(index + 1);
        if node.kind == NodeKind::Comment {
            let line = node.range.of(text).trim_end().to_owned();
            let gap_before = previous.is_none_or(|p| gap_between(text, p, node));
            let gap = next.is_some_and(|n| gap_between(text, node, n));
            let speaks_below = tree.text(node).trim_start().starts_with("rolelint:");
            match entries.last_mut() {
                Some(last) if above.is_empty() && !gap_before && (gap || next.is_none()) && !speaks_below => {
                    last.below.push(line);
                }
                _ => above.push(Comment { text: line, gap: gap && !speaks_below }),
            }
            continue;
        }
        let what = what(text, tree, node, &mut section);
        entries.push(Entry { above: std::mem::take(&mut above), what, below: Vec::new() });
    }
    if !above.is_empty() {
        entries.push(Entry { above, what: What::Nothing, below: Vec::new() });
    }
    entries
}

fn what(text: &str, tree: &Tree, node: &Node, section: &mut Option<&'static str>) -> What {
    let said = tree.source_range(node.text).of(text);
    let label = tree.label(node);
    match node.kind {
        NodeKind::Head(head) => {
            *section = None;
            // A head that was mistyped is the linter's to tell of.
            let standard = head_label(head);
            let known = standard_label(label).filter(|l| l.exact).is_some() || label.eq_ignore_ascii_case("train");
            What::Head(head, labelled(if known { standard } else { label }, said))
        }
        NodeKind::Field => match standard_label(label).filter(|l| l.exact) {
            Some(known) if known.standard == "Extern" => What::Part(labelled("Extern", &names(said))),
            Some(known) if known.kind != LabelKind::Head => {
                What::Field(known.standard, labelled(known.standard, &value(known.standard, said)))
            }
            _ => What::Line(labelled(label, said)),
        },
        NodeKind::Section => {
            let known = standard_label(label);
            *section = known.map(|k| k.standard);
            What::Part(format!("{}:", known.filter(|k| k.exact).map_or(label, |k| k.standard)))
        }
        NodeKind::Item(_) => What::Item(item(said, *section)),
        _ => What::Line(node.range.of(text).trim().to_owned()),
    }
}

fn head_label(head: Head) -> &'static str {
    match head {
        Head::Role => "Role",
        Head::Team => "Team",
        Head::Product => "Product",
        Head::Art => "ART",
        Head::Area => "Area",
    }
}

fn labelled(label: &str, value: &str) -> String {
    format!("{label}: {}", value.trim()).trim_end().to_owned()
}

fn value(label: &str, said: &str) -> String {
    match label {
        "Teams" | "Leads" | "Plays" | "Played by" | "Works with" => names(said),
        "Allocation" => share(said).map_or_else(|| said.to_owned(), |(share, rest)| format!("{share} {rest}")),
        _ => said.to_owned(),
    }
}

/// `@a,@b` as `@a, @b`; anything but a list of names stays.
fn names(said: &str) -> String {
    let parts: Vec<&str> = said.split(',').map(str::trim).collect();
    let all = parts.iter().all(|p| p.starts_with('@') && !p.contains(char::is_whitespace));
    if all { parts.join(", ") } else { said.to_owned() }
}

/// The lines of an item, the first without its mark.
fn item(said: &str, section: Option<&'static str>) -> Vec<String> {
    let mut lines = said.split(['\n', '\r']).map(str::trim).filter(|l| !l.is_empty());
    let first = lines.next().unwrap_or("");
    let first = match section {
        Some("Duties") => duty(first),
        Some("Contacts") => contact(first),
        Some("Decisions") => lead(first, |lead| {
            let lower = lead.to_lowercase();
            let word = lower.split(' ').next().unwrap_or("");
            let rest = lead.get(word.len()..)?;
            matches!(word, "alone" | "with" | "advises" | "advise" | "never").then(|| format!("{word}{rest}"))
        }),
        Some("Measures") => lead(first, |lead| MeasureType::from_name(lead).map(|t| t.name().to_owned())),
        Some("Requirements") => lead(first, |lead| {
            let lower = lead.to_lowercase();
            matches!(lower.as_str(), "must" | "nice").then_some(lower)
        }),
        _ => first.to_owned(),
    };
    let mut made = vec![first];
    made.extend(lines.map(str::to_owned));
    made
}

/// `word : text` as `word: text`, where the word is one of ours.
fn lead(line: &str, ours: impl Fn(&str) -> Option<String>) -> String {
    match line.split_once(':') {
        Some((lead, rest)) => ours(lead.trim()).map_or_else(|| line.to_owned(), |lead| labelled(&lead, rest)),
        None => line.to_owned(),
    }
}

fn duty(line: &str) -> String {
    let (given, rest) = share(line).map_or((None, line), |(share, rest)| (Some(share), rest));
    let told = lead(rest, |lead| Category::from_name(lead).map(|c| c.name().to_owned()));
    given.into_iter().chain([told]).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `25 %` at the start as `25%`, and what follows.
fn share(line: &str) -> Option<(String, &str)> {
    let digits = line.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).filter(|at| *at > 0)?;
    let rest = line[digits..].trim_start().strip_prefix('%')?;
    Some((format!("{}%", &line[..digits]), rest.trim_start()))
}

/// `who ( Class ) : how` as `who (class): how`, for the last pair of parentheses that holds a class.
fn contact(line: &str) -> String {
    let mut search = line.len();
    while let Some(open) = line[..search].rfind('(') {
        if let Some(close) = line[open..].find(')').map(|at| open + at)
            && let Some(class) = ContactClass::from_name(&line[open + 1..close])
        {
            let (who, tail) = (line[..open].trim_end(), line[close + 1..].trim());
            let blank = if who.is_empty() { "" } else { " " };
            return match tail.strip_prefix(':') {
                Some(how) => labelled(&format!("{who}{blank}({})", class.name()), how),
                None if tail.is_empty() => format!("{who}{blank}({})", class.name()),
                None => format!("{who}{blank}({}) {tail}", class.name()),
            };
        }
        search = open;
    }
    line.to_owned()
}

/// What a team, product, train or area says first.
const OF_UNITS: [&str; 2] = ["Id", "Size"];

/// The place of a field among the others.
fn order(label: &str, of_unit: bool) -> usize {
    let first = OF_UNITS.iter().position(|l| *l == label).filter(|_| of_unit);
    let place = || LABELS.iter().position(|l| l.standard == label).unwrap_or(LABELS.len());
    first.unwrap_or_else(|| OF_UNITS.len() + place())
}

struct Writer {
    lines: Vec<String>,
}

impl Writer {
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn block(&mut self, entries: &[Entry], move_fields: bool) {
        self.blank();
        let is_field = |e: &&Entry| move_fields && matches!(e.what, What::Field(..));
        let (head, rest) = match entries.split_first() {
            Some((first, rest)) if matches!(first.what, What::Head(..)) => (Some(first), rest),
            _ => (None, entries),
        };
        if let Some(head) = head {
            self.entry(head);
        }
        let of_unit = head.is_some_and(|e| !matches!(e.what, What::Head(Head::Role, _)));
        let mut fields: Vec<&Entry> = rest.iter().filter(is_field).collect();
        fields.sort_by_key(|e| match e.what {
            What::Field(label, _) => order(label, of_unit),
            _ => usize::MAX,
        });
        fields.into_iter().for_each(|e| self.entry(e));
        rest.iter().filter(|e| !is_field(e)).for_each(|e| self.entry(e));
    }

    fn entry(&mut self, entry: &Entry) {
        if matches!(entry.what, What::Part(_) | What::Nothing) {
            self.blank();
        }
        let in_list = matches!(entry.what, What::Item(_) | What::Field(..));
        // Blank lines tell what a comment is about: read again, it must be about the same.
        if !in_list && entry.above.first().is_some_and(|c| c.gap) {
            self.blank();
        }
        for comment in &entry.above {
            self.lines.push(comment.text.clone());
            if comment.gap && !in_list {
                self.blank();
            }
        }
        match &entry.what {
            What::Head(_, line) | What::Field(_, line) | What::Line(line) | What::Part(line) => {
                self.lines.push(line.clone());
            }
            What::Item(lines) => {
                for (index, line) in lines.iter().enumerate() {
                    let mark = if index == 0 { "- " } else { "  " };
                    self.lines.push(format!("{mark}{line}").trim_end().to_owned());
                }
            }
            What::Nothing => {}
        }
        if !entry.below.is_empty() {
            self.lines.extend(entry.below.iter().cloned());
            self.blank();
        }
    }
}
