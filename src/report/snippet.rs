//! One line of a source with a part of it marked, as it fits a terminal.

use unicode_width::UnicodeWidthChar;

use super::clean;

/// No more columns of a line than these are shown.
const COLUMNS: usize = 120;
/// Columns before the marked part, where the line is cut.
const BEFORE: usize = 24;
/// Columns of a tab.
const TAB: &str = "    ";

/// A line ready to be printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The line, cut around the marked part where it is long; nothing in it is obeyed by a terminal.
    pub(super) line: String,
    /// Column (from 0) where the mark starts.
    pub(super) start: usize,
    /// Columns of the mark, at least 1.
    pub(super) width: usize,
}

/// `line` with the bytes from `start` to `end` marked. Offsets outside the line or inside a character are moved to the next place that fits.
pub(super) fn snippet(line: &str, start: usize, end: usize) -> Snippet {
    let start = boundary(line, start);
    let end = boundary(line, end).max(start);
    let shows_mark = width_up_to(&line[..end], COLUMNS).is_some() || width_up_to(&line[..start], BEFORE).is_some();
    let from = if shows_mark { 0 } else { back(line, start, BEFORE) };
    let mut shown = Snippet { line: String::new(), start: 0, width: 0 };
    let mut column = 0;
    if from > 0 {
        shown.line.push('…');
        column = 1;
    }
    let (mut mark_start, mut mark_end) = (None, None);
    for (at, c) in line[from..].char_indices() {
        let at = from + at;
        if at >= start {
            mark_start.get_or_insert(column);
        }
        if at >= end {
            mark_end.get_or_insert(column);
        }
        let width = width(c);
        if column + width > COLUMNS {
            shown.line.push('…');
            column += 1;
            break;
        }
        push(&mut shown.line, c);
        column += width;
    }
    shown.start = mark_start.unwrap_or(column);
    shown.width = mark_end.unwrap_or(column).saturating_sub(shown.start).max(1);
    shown
}

/// Columns of a text, if there are no more than `limit`.
fn width_up_to(text: &str, limit: usize) -> Option<usize> {
    let mut columns = 0;
    for c in text.chars() {
        columns += width(c);
        if columns > limit {
            return None;
        }
    }
    Some(columns)
}

/// The byte `columns` columns before `at`, moved on to the start of a word where one is near.
fn back(line: &str, at: usize, columns: usize) -> usize {
    let mut left = columns;
    let mut from = at;
    for (i, c) in line[..at].char_indices().rev() {
        let width = width(c);
        if width > left {
            break;
        }
        left -= width;
        from = i;
    }
    match line[from..at].find(' ') {
        Some(blank) if from > 0 => from + blank + 1,
        _ => from,
    }
}

fn boundary(line: &str, at: usize) -> usize {
    (at..line.len()).find(|&i| line.is_char_boundary(i)).unwrap_or(line.len())
}

fn width(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        '\t' => TAB.len(),
        c if c.is_control() && ((c as u32) < 0x20 || c == '\u{7F}') => 1,
        c if clean::is_obeyed(c) => c.escape_unicode().len(),
        c => c.width().unwrap_or(0),
    }
}

fn push(line: &mut String, c: char) {
    if c == '\t' { line.push_str(TAB) } else { clean::push(line, c) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(line: &str, words: &str) -> String {
        let start = line.find(words).unwrap();
        let s = snippet(line, start, start + words.len());
        format!("{}\n{}{}", s.line, " ".repeat(s.start), "^".repeat(s.width))
    }

    #[test]
    fn short_lines_are_shown_whole() {
        assert_eq!(marked("- Interview nurses", "nurses"), "- Interview nurses\n            ^^^^^^");
        assert_eq!(marked("\t日本 nurses", "nurses"), "    日本 nurses\n         ^^^^^^");
        assert_eq!(marked("a\u{1b}[0m nurses", "nurses"), "a␛[0m nurses\n      ^^^^^^");
        assert_eq!(snippet("", 0, 0), Snippet { line: String::new(), start: 0, width: 1 });
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let line = format!("{}talk to nurses{}", "lorem ".repeat(60), " ipsum".repeat(60));
        let shown = marked(&line, "nurses");
        let (text, mark) = shown.split_once('\n').unwrap();
        assert!(text.starts_with("…lorem") && text.ends_with('…'), "{text}");
        assert!(text.contains("talk to nurses ipsum"), "{text}");
        assert_eq!(text.chars().skip(mark.find('^').unwrap()).take(6).collect::<String>(), "nurses");
        let long = "x".repeat(1_000_000);
        assert_eq!(snippet(&long, 0, long.len()).line.chars().count(), COLUMNS + 1);
    }

    proptest! {
        #[test]
        fn any_line_and_range_give_one_safe_line(line in "\\PC{0,300}|[ab\t\u{1b}é日]{0,300}", start in 0usize..400, end in 0usize..400) {
            let s = snippet(&line, start, end);
            prop_assert!(s.width >= 1);
            prop_assert!(!s.line.chars().any(clean::is_obeyed));
            let columns: usize = s.line.chars().map(width).sum();
            prop_assert!(columns <= COLUMNS + 2);
            prop_assert!(s.start + s.width <= columns + 1);
        }
    }
}
