//! Headings and the parts of a role document they open (`sections.toml`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::SectionKind;

/// What a heading opens, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadingKind {
    /// Which part; [`SectionKind::Unknown`] where the words promise one thing or another.
    pub kind: SectionKind,
    /// Number of words that decided.
    pub words: u8,
    /// Those words are half of the heading or more: the heading is about nothing else.
    pub main: bool,
}

#[derive(Deserialize)]
struct File {
    section: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    kind: Kind,
    patterns: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Duties,
    Requirements,
    Benefits,
    Process,
    Company,
    Purpose,
    Measures,
    Contacts,
    WorksWith,
    Decisions,
    OutOfScope,
    Sources,
    Waivers,
    Unknown,
}

impl Kind {
    fn section(self) -> SectionKind {
        match self {
            Kind::Duties => SectionKind::Duties,
            Kind::Requirements => SectionKind::Requirements,
            Kind::Benefits => SectionKind::Benefits,
            Kind::Process => SectionKind::Process,
            Kind::Company => SectionKind::Company,
            Kind::Purpose => SectionKind::Purpose,
            Kind::Measures => SectionKind::Measures,
            Kind::Contacts => SectionKind::Contacts,
            Kind::WorksWith => SectionKind::WorksWith,
            Kind::Decisions => SectionKind::Decisions,
            Kind::OutOfScope => SectionKind::OutOfScope,
            Kind::Sources => SectionKind::Sources,
            Kind::Waivers => SectionKind::Waivers,
            Kind::Unknown => SectionKind::Unknown,
        }
    }
}

struct Pattern {
    words: Vec<Word>,
    at_start: bool,
    at_end: bool,
    kind: SectionKind,
}

enum Word {
    Exact(String),
    Stem(String),
    Any,
}

impl Word {
    fn matches(&self, word: &str) -> bool {
        match self {
            Word::Exact(w) => w == word,
            Word::Stem(stem) => word.starts_with(stem.as_str()),
            Word::Any => true,
        }
    }
}

struct Vocabulary {
    patterns: Vec<Pattern>,
    /// Patterns by the first four bytes of their first word; those that start with any word have an empty key.
    by_start: FxHashMap<String, Vec<u16>>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    // The data is checked by a test; a broken file would mean an empty vocabulary, not a crash.
    let file: File = toml::from_str(include_str!("sections.toml")).unwrap_or(File { section: Vec::new() });
    let mut patterns = Vec::new();
    let mut by_start: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    for entry in &file.section {
        for text in &entry.patterns {
            let at_start = text.starts_with("^ ");
            let at_end = text.ends_with(" $");
            let words: Vec<Word> = text
                .split(' ')
                .filter(|w| !matches!(*w, "^" | "$"))
                .map(|w| match w.strip_suffix('~') {
                    Some(stem) => Word::Stem(stem.to_owned()),
                    None if w == "_" => Word::Any,
                    None => Word::Exact(w.to_owned()),
                })
                .collect();
            let key = match words.first() {
                Some(Word::Exact(w) | Word::Stem(w)) => key(w).to_owned(),
                _ => String::new(),
            };
            by_start.entry(key).or_default().push(patterns.len() as u16);
            patterns.push(Pattern { words, at_start, at_end, kind: entry.kind.section() });
        }
    }
    Vocabulary { patterns, by_start }
});

/// The first three characters of a word.
fn key(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(at, _)| &word[..at])
}

/// Words of a heading as the vocabulary has them: lower case, apostrophes gone, everything else that is no letter or
/// digit parts words. `&` is "and"; what stands in brackets is left out where words stand before it.
pub(super) fn heading_words(heading: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut bracket = 0u32;
    for c in heading.chars() {
        match c {
            '(' | '[' if !words.is_empty() || !word.is_empty() => bracket += 1,
            ')' | ']' => bracket = bracket.saturating_sub(1),
            _ if bracket > 0 => {}
            '\'' | '’' | '‘' | '`' | '´' => continue,
            c if c.is_alphanumeric() => {
                word.extend(c.to_lowercase());
                continue;
            }
            _ => {}
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c == '&' && bracket == 0 {
            words.push("and".to_owned());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// What a heading opens; `None` where no pattern knows its words.
pub fn kind_of_heading(heading: &str) -> Option<HeadingKind> {
    kind_of_words(&heading_words(heading))
}

pub(super) fn kind_of_words(words: &[String]) -> Option<HeadingKind> {
    let vocabulary = &*VOCABULARY;
    // The head of an English heading stands before its first preposition ("Skills for this role").
    let head = words.iter().position(|w| is_preposition(w)).unwrap_or(words.len());
    // (length, in the head, start, kind) of the best match
    let mut best: Option<(usize, bool, usize, SectionKind)> = None;
    for (start, word) in words.iter().enumerate() {
        let candidates = [vocabulary.by_start.get(key(word)), vocabulary.by_start.get("")];
        for &index in candidates.into_iter().flatten().flatten() {
            let pattern = &vocabulary.patterns[index as usize];
            let length = pattern.words.len();
            if pattern.at_start && start > 0
                || pattern.at_end && start + length != words.len()
                || words.len() < start + length
                || !pattern.words.iter().zip(&words[start..]).all(|(p, w)| p.matches(w))
            {
                continue;
            }
            // A pattern of any word knows less than one that names it.
            let exact = pattern.words.iter().filter(|w| !matches!(w, Word::Any)).count();
            let rank = (exact, start < head, start);
            if best.is_none_or(|b| rank > (b.0, b.1, b.2)) {
                best = Some((exact, start < head, start, pattern.kind));
            }
        }
    }
    best.map(|(length, _, _, kind)| HeadingKind {
        kind,
        words: u8::try_from(length).unwrap_or(u8::MAX),
        main: length * 2 >= words.len(),
    })
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "for"
            | "of"
            | "in"
            | "to"
            | "at"
            | "that"
            | "with"
            | "who"
            | "on"
            | "from"
            | "für"
            | "von"
            | "bei"
            | "pour"
            | "para"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(heading: &str) -> Option<SectionKind> {
        kind_of_heading(heading).map(|h| h.kind)
    }

    #[test]
    fn the_vocabulary_is_read() {
        let file: File = toml::from_str(include_str!("sections.toml")).expect("valid TOML");
        assert!(file.section.iter().all(|s| !s.patterns.is_empty()));
        for pattern in file.section.iter().flat_map(|s| &s.patterns) {
            let plain = pattern.trim_start_matches("^ ").trim_end_matches(" $").replace(['~', '_'], "x");
            assert_eq!(heading_words(&plain).join(" "), plain, "patterns are written as headings are compared");
        }
    }

    #[test]
    fn headings_are_known_by_their_words() {
        use SectionKind::*;
        for (heading, expected) in [
            ("🚀 What You’ll Do:", Duties),
            ("Key Responsibilities & Duties (80%)", Duties),
            ("As a product owner at Harbour, you will:", Duties),
            ("On a typical day you:", Duties),
            ("Your mission", Duties),
            ("Our mission", Company),
            ("Deine Aufgaben", Duties),
            ("Was dich erwartet", Duties),
            ("Dein Profil", Requirements),
            ("Das bieten wir dir", Benefits),
            ("Who you are", Requirements),
            ("Who we are", Company),
            ("Skills that matter in this role", Requirements),
            ("What we're looking for", Requirements),
            ("How to apply", Process),
            ("About the role", Purpose),
            ("About Harbour Lines", Company),
            ("How success is measured", Measures),
            ("Who you'll work with", WorksWith),
            ("What you will not do", OutOfScope),
            ("Decision rights", Decisions),
            ("What you can expect from us", Unknown),
        ] {
            assert_eq!(kind(heading), Some(expected), "{heading}");
        }
        assert_eq!(kind("Claims portal"), None);
    }
}
