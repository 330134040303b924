//! YAML front matter: simple entries by line, everything else with saphyr-parser's positions.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Writer, entry, line_at};

/// Reads the YAML in `inside`; `false` where it is none.
pub(super) fn read(w: &mut Writer<'_>, inside: &Range<usize>) -> bool {
    let Some(text) = w.source.get(inside.clone()) else { return false };
    if text.lines().all(is_simple) {
        read_simple(w, inside);
        return true;
    }
    read_events(w, text, inside.start)
}

/// An entry with a plain scalar, a comment, or nothing: what YAML reads the same way, without its cost.
fn is_simple(line: &str) -> bool {
    if line.trim().is_empty() || line.starts_with('#') {
        return true;
    }
    let Some((key, value)) = entry(line, ':') else { return false };
    let key = &line[key];
    let value = line[value..].trim();
    let starts_plain = value.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '$' | '€' | '('));
    !line.starts_with([' ', '\t'])
        && !key.contains(['"', '\''])
        && !value.is_empty()
        && starts_plain
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
}

fn read_simple(w: &mut Writer<'_>, inside: &Range<usize>) {
    let mut at = inside.start;
    while at < inside.end {
        let (line, next) = line_at(w.source, at);
        if !line.starts_with('#')
            && let Some((key, value)) = entry(line, ':')
        {
            let key = at + key.start..at + key.end;
            let value = at + value..at + line.trim_end().len();
            w.path.clear();
            w.path.push_str(w.source.get(key.clone()).unwrap_or(""));
            w.field(&key, value.clone(), |w| w.lines(value));
        }
        at = next;
    }
}

/// What is open around a scalar.
enum Frame {
    /// A mapping; the key that waits for its value, and the length of the path outside it.
    Map {
        key: Option<Range<usize>>,
        outside: usize,
    },
    Sequence,
}

fn read_events(w: &mut Writer<'_>, text: &str, base: usize) -> bool {
    let offsets = Offsets::new(text);
    let mut frames: Vec<Frame> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return false };
        let range = |span: Span| base + offsets.byte(span.start.index())..base + offsets.byte(span.end.index());
        match event {
            Event::MappingStart(..) => {
                value_starts(w, &mut frames, false);
                frames.push(Frame::Map { key: None, outside: w.path.len() });
            }
            Event::SequenceStart(..) => {
                value_starts(w, &mut frames, true);
                frames.push(Frame::Sequence);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                frames.pop();
                value_ends(w, &mut frames);
            }
            Event::Alias(_) => {
                let is_key = take_key(w, &mut frames, "", &range(span));
                if !is_key {
                    value_ends(w, &mut frames);
                }
            }
            Event::Scalar(value, style, ..) => {
                let whole = range(span);
                if !take_key(w, &mut frames, &value, &whole) {
                    let depth = depth(&frames);
                    let key = match frames.last() {
                        Some(Frame::Map { key, .. }) => key.clone(),
                        _ => None,
                    };
                    scalar(w, key.as_ref(), whole, style, depth);
                    value_ends(w, &mut frames);
                }
            }
            _ => {}
        }
        if frames.len() > 200 {
            return false;
        }
    }
    true
}

fn depth(frames: &[Frame]) -> u8 {
    let lists = frames.iter().filter(|f| matches!(f, Frame::Sequence)).count();
    u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX)
}

/// Takes a scalar as the key of the innermost mapping where that waits for one.
fn take_key(w: &mut Writer<'_>, frames: &mut [Frame], value: &str, place: &Range<usize>) -> bool {
    match frames.last_mut() {
        Some(Frame::Map { key, .. }) if key.is_none() => {
            *key = Some(place.clone());
            w.enter(value);
            true
        }
        _ => false,
    }
}

fn value_starts(w: &mut Writer<'_>, frames: &mut [Frame], list: bool) {
    if let Some(Frame::Map { key, .. }) = frames.last_mut() {
        match key {
            Some(key) if list => w.section(&key.clone()),
            Some(_) => {}
            // A mapping or list as a key: its place is unknown, its content is read all the same.
            None => {
                *key = Some(0..0);
                w.enter("");
            }
        }
    }
}

fn value_ends(w: &mut Writer<'_>, frames: &mut [Frame]) {
    if let Some(Frame::Map { key, outside }) = frames.last_mut() {
        *key = None;
        w.path.truncate(*outside);
    }
}

fn scalar(w: &mut Writer<'_>, key: Option<&Range<usize>>, whole: Range<usize>, style: ScalarStyle, depth: u8) {
    let text = w.source.get(whole.clone()).unwrap_or("");
    match style {
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let content = block_content(w.source, &whole);
            w.block(key, content, depth);
        }
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let content = whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1);
            let escapes = style == ScalarStyle::DoubleQuoted && text.contains('\\');
            let value = |w: &mut Writer<'_>| if escapes { w.escaped(content) } else { w.lines(content) };
            match key {
                Some(key) => w.field(key, whole, value),
                None => w.item(whole, depth, value),
            }
        }
        ScalarStyle::Plain => {
            let end = whole.start + text.trim_end().len();
            let whole = whole.start..end;
            match key {
                Some(key) => w.field(key, whole.clone(), |w| w.lines(whole)),
                None if text.trim().is_empty() => {}
                None => w.plain_item(whole, depth),
            }
        }
    }
}

/// Whole lines of a block scalar, without the line of its `|` or `>`.
fn block_content(source: &str, whole: &Range<usize>) -> Range<usize> {
    let mut start = whole.start;
    if source.get(start..).is_some_and(|t| t.starts_with(['|', '>'])) {
        start = line_at(source, start).1;
    } else {
        start = source.get(..start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    }
    let end = whole.end.max(start);
    let text = source.get(start..end).unwrap_or("");
    start..start + text.trim_end().len()
}

/// Byte offsets of character offsets, which is what the parser counts.
struct Offsets<'t> {
    /// Byte offset of every 64th character; empty where the text is ASCII.
    marks: Vec<usize>,
    text: &'t str,
}

impl<'t> Offsets<'t> {
    fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new(), text };
        }
        let marks = text.char_indices().enumerate().filter(|(n, _)| n % 64 == 0).map(|(_, (at, _))| at).collect();
        Self { marks, text }
    }

    fn byte(&self, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(index / 64) else { return self.text.len() };
        self.text[mark..].char_indices().nth(index % 64).map_or(self.text.len(), |(at, _)| mark + at)
    }
}
