//! A piece of plain text that knows where it stands in the source, and the small values found in such pieces.

use super::{Fact, Reference};
use crate::syntax::{Anchor, Node, PlainRange, Tree};
use crate::text::TextRange;

/// Plain text of a node or a part of it.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    tree: &'a Tree,
    plain: PlainRange,
    /// At its first byte or before it.
    anchor: Anchor,
    /// The construct it belongs to, in the source.
    pub(super) whole: TextRange,
}

impl<'a> Piece<'a> {
    pub(super) fn of(tree: &'a Tree, node: &Node) -> Self {
        Self::part(tree, node.text, node.range)
    }

    pub(super) fn part(tree: &'a Tree, plain: PlainRange, whole: TextRange) -> Self {
        Self { tree, plain, anchor: tree.anchor(plain.start), whole }.trimmed()
    }

    pub(super) fn text(&self) -> &'a str {
        self.tree.plain(self.plain)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// Bytes of the source for bytes of this text.
    pub(super) fn source(&self, local: TextRange) -> TextRange {
        let start = self.plain.start;
        self.tree.source_range_behind(self.anchor, PlainRange { start: start + local.start, end: start + local.end })
    }

    /// All of this text in the source.
    pub(super) fn range(&self) -> TextRange {
        self.source(TextRange::new(0, self.plain.end - self.plain.start))
    }

    /// Where it starts in the source, where all of it stands there byte for byte.
    pub(super) fn verbatim_start(&self) -> Option<u32> {
        self.tree.verbatim_start(self.anchor, self.plain)
    }

    /// From `start` to `end` (bytes of this text), trimmed.
    pub(super) fn slice(&self, start: usize, end: usize) -> Piece<'a> {
        let clamp = |at: usize| self.plain.start + (at as u32).min(self.plain.end - self.plain.start);
        Piece { plain: PlainRange { start: clamp(start), end: clamp(end).max(clamp(start)) }, ..*self }.trimmed()
    }

    fn trimmed(self) -> Self {
        let text = self.text();
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        let at = self.plain.start;
        Self { plain: PlainRange { start: at + start as u32, end: at + end as u32 }, ..self }
    }

    /// The text before the first colon that ends a word, and what follows it.
    pub(super) fn split_colon(&self) -> Option<(Piece<'a>, Piece<'a>)> {
        let text = self.text();
        let at = memchr::memchr(b':', text.as_bytes())?;
        Some((self.slice(0, at), self.slice(at + 1, text.len())))
    }

    /// As a stated fact.
    pub(super) fn stated(&self) -> Fact<String> {
        Fact::stated(self.text().to_owned(), self.range())
    }

    /// The parts between commas and semicolons.
    pub(super) fn list(&self) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let this = *self;
        let text = this.text();
        let mut start = 0;
        let mut done = false;
        std::iter::from_fn(move || {
            if done {
                return None;
            }
            let end = text[start..].find([',', ';']).map_or(text.len(), |at| start + at);
            let part = this.slice(start, end);
            done = end == text.len();
            start = end + 1;
            Some(part)
        })
        .filter(|part| !part.is_empty())
    }

    /// Every `@name`, with the `@` in its range. A name is letters or digits of any script joined by single `-` or `_`;
    /// an `@` directly after a letter or digit begins none (so a mail address holds none).
    pub(super) fn references(&self) -> Vec<Fact<Reference>> {
        let text = self.text();
        let mut found = Vec::new();
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
                continue;
            }
            let name = reference_name(&text[at + 1..]);
            if !name.is_empty() {
                let local = TextRange::from_usize(at, at + 1 + name.len());
                found.push(Fact::stated(Reference(name.to_lowercase()), self.source(local)));
            }
        }
        found
    }

    /// References where there are any, else the slug of each part of the list.
    pub(super) fn names(&self) -> Vec<Fact<Reference>> {
        let references = self.references();
        if !references.is_empty() {
            return references;
        }
        self.list().map(|part| Fact::stated(Reference(slug(part.text())), part.range())).collect()
    }

    /// A reference, else the slug of the whole text.
    pub(super) fn name(&self) -> Option<Fact<Reference>> {
        if self.is_empty() {
            return None;
        }
        let first = self.references().into_iter().next();
        first.or_else(|| Some(Fact::stated(Reference(slug(self.text())), self.range())))
    }
}

/// The longest name at the start of `text`.
fn reference_name(text: &str) -> &str {
    let mut end = 0;
    let mut joiner = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            joiner = None;
        } else if (c == '-' || c == '_') && joiner.is_none() && at > 0 {
            joiner = Some(at);
        } else {
            break;
        }
    }
    &text[..end]
}

/// The slug of a title: lower case, every run of other characters one `-`.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    let mut gap = false;
    for c in title.chars() {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    slug
}

/// A share in per cent at the start of a text ("30%", "12.5 %"): its value from 0 to 1 and its length in bytes.
pub(super) fn leading_share(text: &str) -> Option<(f32, usize)> {
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len());
    let value: f32 = text.get(..digits)?.replace(',', ".").parse().ok()?;
    let rest = &text[digits..];
    let blanks = rest.len() - rest.trim_start().len();
    let sign = rest.trim_start().chars().next()?;
    matches!(sign, '%' | '٪' | '％').then(|| (value / 100.0, digits + blanks + sign.len_utf8()))
}

/// An ISO date (`2027`, `2027-06`, `2027-06-30`) as its last day, `YYYY-MM-DD`; `None` for anything else.
pub fn last_day(text: &str) -> Option<String> {
    let mut parts = text.trim().split('-');
    let year: u32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: Option<u32> = match parts.next() {
        Some(month) => Some(month.parse().ok().filter(|m| (1..=12).contains(m))?),
        None => None,
    };
    let day: Option<u32> = match parts.next() {
        Some(day) => Some(day.parse().ok().filter(|d| (1..=31).contains(d))?),
        None => None,
    };
    if parts.next().is_some() {
        return None;
    }
    let month = month.unwrap_or(12);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = day.unwrap_or(length);
    (day <= length).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_with_single_hyphens() {
        assert_eq!(slug("Product Owner, Claims Portal"), "product-owner-claims-portal");
        assert_eq!(slug("  Größe & Maß  "), "größe-maß");
        assert_eq!(slug("—"), "");
    }

    #[test]
    fn names_end_where_they_ought_to() {
        assert_eq!(reference_name("pm-claims, x"), "pm-claims");
        assert_eq!(reference_name("pm--x"), "pm");
        assert_eq!(reference_name("a-"), "a");
        assert_eq!(reference_name("-a"), "");
        assert_eq!(reference_name("größe_1"), "größe_1");
    }

    #[test]
    fn shares_and_dates() {
        assert_eq!(leading_share("25% discovery"), Some((0.25, 3)));
        assert_eq!(leading_share("7,5 % x").map(|s| s.1), Some(5));
        assert_eq!(leading_share("25 days"), None);
        assert_eq!(last_day("2027-02").as_deref(), Some("2027-02-28"));
        assert_eq!(last_day("2028").as_deref(), Some("2028-12-31"));
        assert_eq!(last_day("2027-02-30"), None);
        assert_eq!(last_day("soon"), None);
    }
}
