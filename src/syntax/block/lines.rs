//! What the lines of a finished block are: headings, items, statements of their own, or one wrapped text.

use super::{Block, Builder, Line, trim};
use crate::syntax::{HeadingStyle, ItemStyle, NodeKind, PlainRange, Tree, directive};
use crate::text::TextRange;

impl Builder<'_> {
    pub(super) fn write(&mut self, block: Block, lines: &[Line]) {
        let whole = self.origin.range(self.start..self.end);
        let all = PlainRange { start: lines[0].plain.start, end: lines[lines.len() - 1].plain.end };
        match block {
            Block::None => {}
            Block::Heading { level, style } => {
                // A paragraph before a rule without a blank line between them becomes a heading in CommonMark; nobody meant it.
                if style == HeadingStyle::Setext && (lines.len() > 1 || !is_heading_like(self.tree.plain(all))) {
                    self.write_paragraph(lines, 0, false);
                } else {
                    self.push(NodeKind::Heading { level, style }, whole, all, 0);
                }
            }
            Block::Row { header } => {
                let cells = self.tree.plain(all).split(['|', '\n']).filter(|c| !c.trim().is_empty()).count();
                if cells == 0 {
                } else if cells == 1 && !header && lines.iter().all(|l| l.strong && l.letters) {
                    let text = self.tree.plain(all);
                    let skip = (text.len() - text.trim_start_matches([' ', '|']).len()) as u32;
                    let text = PlainRange { start: all.start + skip, end: all.end };
                    let text = PlainRange {
                        end: text.start + self.tree.plain(text).trim_end_matches([' ', '|']).len() as u32,
                        ..text
                    };
                    self.push(NodeKind::Heading { level: 7, style: HeadingStyle::Bold }, whole, text, 0);
                } else {
                    self.push(NodeKind::Row { header }, whole, all, 0);
                }
            }
            Block::Paragraph { depth, html } => {
                self.write_paragraph(lines, depth, html);
            }
            Block::Item { style, depth } => self.write_item(lines, style, depth),
        }
    }

    fn write_item(&mut self, lines: &[Line], style: ItemStyle, depth: u8) {
        let mut open: Option<(NodeKind, usize, PlainRange, usize, u8)> = None;
        for (i, line) in lines.iter().enumerate() {
            let text = self.tree.plain(line.plain);
            let start = if i == 0 { self.start } else { line.start };
            // A line at the margin is a lazy continuation for CommonMark, but a heading or a bullet was meant as one.
            let margin = i > 0 && (line.hard || self.at_margin(line.start));
            let next = if i == 0 {
                Some((NodeKind::Item(style), 0, depth))
            } else if let Some(skip) = loose_bullet(text) {
                let inner = depth + u8::from(!self.at_margin(line.start));
                Some((NodeKind::Item(ItemStyle::Loose), skip, inner))
            } else if margin && line.strong && line.letters && is_heading_like(text) {
                Some((NodeKind::Heading { level: 7, style: HeadingStyle::Bold }, 0, 0))
            } else if margin && text.ends_with(':') && is_heading_like(text) && starts_upper(text) {
                Some((NodeKind::Heading { level: 7, style: HeadingStyle::Colon }, 0, 0))
            } else if matches!(open, Some((NodeKind::Heading { .. }, ..))) {
                Some((NodeKind::Paragraph, 0, 0))
            } else {
                None
            };
            match (next, &mut open) {
                (Some((kind, skip, depth)), open) => {
                    let plain = PlainRange { start: line.plain.start + skip as u32, end: line.plain.end };
                    if let Some((kind, start, plain, end, depth)) = open.replace((kind, start, plain, line.end, depth))
                    {
                        self.push(kind, self.origin.range(start..end), plain, depth);
                    }
                }
                (None, Some((_, _, plain, end, _))) => {
                    plain.end = line.plain.end;
                    *end = line.end;
                }
                (None, None) => {}
            }
        }
        if let Some((kind, start, plain, end, depth)) = open {
            self.push(kind, self.origin.range(start..end.max(start)), plain, depth);
        }
    }

    fn at_margin(&self, at: usize) -> bool {
        at == 0 || matches!(self.text.as_bytes().get(at - 1), Some(b'\n' | b'\r'))
    }

    fn write_paragraph(&mut self, lines: &[Line], depth: u8, html: bool) {
        let separate = are_separate(&self.tree, lines);
        let emoji = are_led_by_emoji(&self.tree, lines);
        let mut open: Option<(NodeKind, usize, PlainRange, usize, u8)> = None;
        for (i, line) in lines.iter().enumerate() {
            let text = self.tree.plain(line.plain);
            let before = open.map(|o| self.tree.plain(o.2));
            let ended = before.is_none_or(ends_sentence);
            let fresh = i == 0 || ended || line.hard || separate;
            let style = |markdown| if html { HeadingStyle::Html } else { markdown };
            let next = if directive::is_include_line(text) {
                Some((NodeKind::Template, 0, 0))
            } else if let Some(skip) = loose_bullet(text) {
                Some((NodeKind::Item(ItemStyle::Loose), skip, depth))
            } else if let Some(skip) = emoji_bullet(text).filter(|_| emoji && !line.strong && !text.ends_with(':')) {
                Some((NodeKind::Item(ItemStyle::Loose), skip, depth))
            } else if let Some(skip) = clause_number(text).filter(|_| fresh) {
                // "5.1 Essential" stands over the clauses that follow.
                let over = depth == 0 && !ends_sentence(text) && text[skip..].split_whitespace().nth(2).is_none();
                let heading = NodeKind::Heading { level: 7, style: style(HeadingStyle::Bold) };
                Some(if over { (heading, skip, 0) } else { (NodeKind::Item(ItemStyle::Loose), skip, depth) })
            } else if let Some((level, skip)) = loose_heading(text) {
                Some((NodeKind::Heading { level, style: HeadingStyle::Atx }, skip, 0))
            } else if depth == 0 && line.strong && line.letters && is_heading_like(text) {
                Some((NodeKind::Heading { level: 7, style: style(HeadingStyle::Bold) }, 0, 0))
            } else if fresh && text.ends_with(':') && is_lead_in(text) && last_sentence(text) == 0 {
                Some((NodeKind::Heading { level: 7, style: HeadingStyle::Colon }, 0, 0))
            } else if separate && !text.ends_with(['.', '!', '?']) {
                Some((NodeKind::Item(ItemStyle::Loose), 0, depth))
            } else if fresh && (separate || line.hard && !starts_lower(text))
                || matches!(open, None | Some((NodeKind::Heading { .. } | NodeKind::Template, ..)))
            {
                Some((NodeKind::Paragraph, 0, depth))
            } else {
                None
            };
            match (next, &mut open) {
                (Some((kind, skip, depth)), open) => {
                    let plain = PlainRange { start: line.plain.start + skip as u32, end: line.plain.end };
                    let start = if i == 0 { self.start } else { line.start };
                    if let Some(done) = open.replace((kind, start, plain, line.end, depth)) {
                        self.close_paragraph(done);
                    }
                }
                (None, Some((_, _, plain, end, _))) => {
                    plain.end = line.plain.end;
                    *end = line.end;
                }
                (None, None) => {}
            }
        }
        if let Some(done) = open {
            self.close_paragraph(done);
        }
    }

    /// A paragraph whose last sentence leads in ("... In this role you will:") gives that sentence as a heading.
    fn close_paragraph(&mut self, (kind, start, plain, end, depth): (NodeKind, usize, PlainRange, usize, u8)) {
        let text = self.tree.plain(plain);
        if kind == NodeKind::Paragraph && depth == 0 && text.ends_with(':') {
            let split = last_sentence(text);
            let tail = &text[split..];
            if is_lead_in(tail) {
                let heading = NodeKind::Heading { level: 7, style: HeadingStyle::Colon };
                if split == 0 {
                    self.push(heading, self.origin.range(start..end), plain, 0);
                    return;
                }
                let head = trim(&self.tree, PlainRange { start: plain.start, end: plain.start + split as u32 });
                let tail = PlainRange { start: plain.start + split as u32, end: plain.end };
                let whole = self.origin.range(start..end);
                let at = self.tree.source_range(tail).start.clamp(whole.start, whole.end);
                let head_end = self.tree.source_range(head).end.clamp(whole.start, at);
                self.push(kind, TextRange::new(whole.start, head_end), head, depth);
                self.push(heading, TextRange::new(at, whole.end), tail, 0);
                return;
            }
        }
        self.push(kind, self.origin.range(start..end.max(start)), plain, depth);
    }
}

/// Where the last sentence of `text` starts.
fn last_sentence(text: &str) -> usize {
    let mut found = 0;
    for (i, c) in text.char_indices() {
        if matches!(c, '.' | '!' | '?') {
            let rest = &text[i + c.len_utf8()..];
            let trimmed = rest.trim_start_matches(['"', '”', '’', ')']).trim_start();
            if trimmed.len() < rest.len() && !starts_lower(trimmed) && !trimmed.is_empty() {
                found = text.len() - trimmed.len();
            }
        }
    }
    found
}

fn starts_lower(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

fn starts_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', '*', '_']).ends_with(['.', '!', '?', ':', ';'])
}

/// Short, and no sentence.
fn is_heading_like(text: &str) -> bool {
    text.len() <= 120 && !text.ends_with(['.', ',', ';']) && text.split_whitespace().nth(14).is_none()
}

/// A line that only introduces what follows.
fn is_lead_in(text: &str) -> bool {
    text.len() <= 280 && text.split_whitespace().nth(40).is_none()
}

/// Length of a mark that people write as a bullet though CommonMark knows none there (`• Like this`, `-Like this`).
fn loose_bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // What makes an emoji of the mark stands behind it.
    let rest = chars.as_str().trim_start_matches('\u{FE0F}');
    let body = rest.trim_start();
    let blank = body.len() < rest.len();
    let starts = body.chars().next()?;
    let is_mark = match first {
        '•' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '◆' | '‣' | '⁃' | '∙' | '➢' | '➤' | '►' | '▶' | '✓' | '✔'
        | '✅' | '☑' | '➔' | '→' | '\u{f0b7}' | '·' => starts != first,
        '-' | '*' | '+' => {
            (blank || starts.is_alphabetic()) && starts != first && !(first == '*' && body.ends_with('*'))
        }
        '–' | '—' => blank,
        _ => false,
    };
    is_mark.then_some(text.len() - body.len())
}

/// Length of an emoji that leads a line (`👉 Like this`), with the blank behind it.
fn emoji_bullet(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_emoji);
    let body = rest.trim_start();
    (rest.len() < text.len() && body.len() < rest.len() && body.starts_with(char::is_alphanumeric))
        .then_some(text.len() - body.len())
}

/// A pictogram, or what joins or colours pictograms.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{200D}')
}

/// Whether several lines are led by emoji: these stand for bullets. A single one is the decoration of a text.
fn are_led_by_emoji(tree: &Tree, lines: &[Line]) -> bool {
    lines.iter().filter(|l| emoji_bullet(tree.plain(l.plain)).is_some()).nth(1).is_some()
}

/// Length of the number of a clause (`2.1 Like this`, `(a) Like this`), with the blank behind it. A figure opens no clause: "2.5 million".
fn clause_number(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once([' ', '\t'])?;
    let body = rest.trim_start();
    let part = |p: &str| matches!(p.len(), 1 | 2) && !p.starts_with('0') && p.bytes().all(|b| b.is_ascii_digit());
    let number = number.strip_suffix('.').unwrap_or(number);
    let numbered = number.contains('.') && number.split('.').all(part);
    let lettered = matches!(number.as_bytes(), [b'(', b'a'..=b'z', b')']);
    ((numbered || lettered) && body.starts_with(char::is_uppercase)).then_some(text.len() - body.len())
}

/// `##Heading` without a blank: level, and length of the mark.
fn loose_heading(text: &str) -> Option<(u8, usize)> {
    let body = text.trim_start_matches('#');
    let level = text.len() - body.len();
    let words = body.trim_start();
    ((1..=6).contains(&level) && words.starts_with(char::is_alphabetic) && level + usize::from(level == 1) > 1)
        .then_some((level as u8, text.len() - words.len()))
        .filter(|_| is_heading_like(text))
}

/// Whether the lines are statements of their own rather than one wrapped text.
fn are_separate(tree: &Tree, lines: &[Line]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    if rest.is_empty() {
        return false;
    }
    let text = |line: &Line| tree.plain(line.plain);
    let before_last = &lines[..lines.len() - 1];
    let longest = before_last.iter().map(|l| text(l).len()).max().unwrap_or(0);
    let wrapped = longest >= 60 && before_last.iter().all(|l| text(l).len() * 4 >= longest * 3);
    if rest.iter().all(|l| l.hard && !starts_lower(text(l))) {
        return true;
    }
    if rest.iter().all(|l| starts_upper(text(l)) || loose_bullet(text(l)).is_some()) {
        let ended = before_last.iter().all(|l| ends_sentence(text(l)));
        return ended
            || !wrapped && (rest.len() > 1 || longest < 60) && !before_last.iter().any(|l| text(l).ends_with(','));
    }
    rest.len() > 1
        && longest < 80
        && !wrapped
        && starts_lower(text(first))
        && rest.iter().all(|l| starts_lower(text(l)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_bullets_are_known_by_their_marks() {
        assert_eq!(loose_bullet("• Talk to users"), Some("• ".len()));
        assert_eq!(loose_bullet("-You talk to users"), Some(1));
        assert_eq!(loose_bullet("*bold*"), None);
        assert_eq!(loose_bullet("-5 degrees"), None);
        assert_eq!(loose_bullet("– Talk"), Some("– ".len()));
        assert_eq!(loose_bullet("-"), None);
    }

    #[test]
    fn emoji_and_numbers_of_clauses_lead_lines() {
        assert_eq!(emoji_bullet("👉 Talk to users"), Some("👉 ".len()));
        assert_eq!(emoji_bullet("✔️  Talk to users"), Some("✔️  ".len()));
        assert_eq!(emoji_bullet("👩‍💻 2 laptops"), Some("👩‍💻 ".len()));
        assert_eq!(emoji_bullet("Talk 👉 to users"), None);
        assert_eq!(emoji_bullet("🚀"), None);
        assert_eq!(clause_number("2.1 Order the backlog"), Some("2.1 ".len()));
        assert_eq!(clause_number("2.1.3. Order the backlog"), Some("2.1.3. ".len()));
        assert_eq!(clause_number("(b) Ability to write"), Some("(b) ".len()));
        for figure in
            ["2.5 million riders", "0.8 FTE", "1.0 Release", "2026.10 Plan A", "(Ghent) Two days", "2. Order it"]
        {
            assert_eq!(clause_number(figure), None, "{figure}");
        }
    }

    #[test]
    fn the_last_sentence_may_lead_in() {
        let text = "We build trams. In this role you will:";
        assert_eq!(&text[last_sentence(text)..], "In this role you will:");
    }
}
