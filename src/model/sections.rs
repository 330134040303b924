//! Headings and the parts of a role document they open (`sections.toml`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::SectionKind;
use super::words::Words;

/// What a heading opens, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadingKind {
    /// Which part; [`SectionKind::Unknown`] where the words promise one thing or another.
    pub kind: SectionKind,
    /// Number of words that decided.
    pub words: u8,
    /// Those words are half of the heading or more: the heading is about nothing else.
    pub main: bool,
    /// It promises what the role is for, not a sketch of the role that may tell duties, too.
    pub aim: bool,
    /// It promises what is reached by a date: what the lines below tell of may be work all the same.
    pub goals: bool,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct File {
    section: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Entry {
    kind: Kind,
    patterns: Vec<&'static str>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Duties,
    Requirements,
    Benefits,
    Process,
    Company,
    /// What the role is for: a purpose in the narrow sense.
    Aim,
    Purpose,
    Measures,
    Contacts,
    WorksWith,
    Decisions,
    OutOfScope,
    Sources,
    Waivers,
    /// What is reached by a date: measures, unless the lines below tell what is done.
    Goals,
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
            Kind::Aim | Kind::Purpose => SectionKind::Purpose,
            Kind::Measures | Kind::Goals => SectionKind::Measures,
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
    /// First byte of its second word, where that is told.
    second: Option<u8>,
    at_start: bool,
    at_end: bool,
    kind: Kind,
}

enum Word {
    Exact(&'static str),
    Stem(&'static str),
    OneOf(Vec<&'static str>),
    Any,
}

impl Word {
    fn matches(&self, word: &str) -> bool {
        match self {
            Word::Exact(w) => *w == word,
            Word::Stem(stem) => word.starts_with(stem),
            Word::OneOf(words) => words.contains(&word),
            Word::Any => true,
        }
    }
}

struct Vocabulary {
    patterns: Vec<Pattern>,
    /// Patterns by the beginning of their first word.
    by_start: FxHashMap<&'static str, Vec<u16>>,
    /// Those that start with any word.
    anywhere: Vec<u16>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    // The data is checked by a test; a broken file would mean an empty vocabulary, not a crash.
    let file: File = data!("model/sections").unwrap_or(File { section: Vec::new() });
    let mut patterns = Vec::new();
    let mut by_start: FxHashMap<&'static str, Vec<u16>> = FxHashMap::default();
    let mut anywhere = Vec::new();
    for entry in &file.section {
        for text in &entry.patterns {
            let at_start = text.starts_with("^ ");
            let at_end = text.ends_with(" $");
            let words: Vec<Word> = text
                .split(' ')
                .filter(|w| !matches!(*w, "^" | "$"))
                .map(|w| match w.strip_suffix('~') {
                    Some(stem) => Word::Stem(stem),
                    None if w == "_" => Word::Any,
                    None if w.contains('|') => Word::OneOf(w.split('|').collect()),
                    None => Word::Exact(w),
                })
                .collect();
            let index = patterns.len() as u16;
            match words.first() {
                Some(Word::Exact(w) | Word::Stem(w)) => by_start.entry(key(w)).or_default().push(index),
                Some(Word::OneOf(words)) => {
                    for w in words {
                        let alike = by_start.entry(key(w)).or_default();
                        if alike.last() != Some(&index) {
                            alike.push(index);
                        }
                    }
                }
                Some(Word::Any) | None => anywhere.push(index),
            }
            let second = match words.get(1) {
                Some(Word::Exact(w) | Word::Stem(w)) => w.bytes().next(),
                _ => None,
            };
            patterns.push(Pattern { words, second, at_start, at_end, kind: entry.kind });
        }
    }
    Vocabulary { patterns, by_start, anywhere }
});

/// The first three characters of a word.
fn key(word: &str) -> &str {
    word.char_indices().nth(3).map_or(word, |(at, _)| &word[..at])
}

/// What a heading opens; `None` where no pattern knows its words.
pub fn kind_of_heading(heading: &str) -> Option<HeadingKind> {
    kind_of_words(&Words::written_out(heading).list())
}

fn kind_of_words(words: &[&str]) -> Option<HeadingKind> {
    let vocabulary = &*VOCABULARY;
    // The head of an English heading stands before its first preposition ("Skills for this role").
    let head = words.iter().position(|w| is_preposition(w)).unwrap_or(words.len());
    // Rank (it ends a sentence like "..., you will:"; in the head; length; start), and kind of the best match
    let mut best: Option<((bool, bool, usize, usize), Kind)> = None;
    for (start, word) in words.iter().enumerate() {
        let next = words.get(start + 1).and_then(|w| w.bytes().next());
        let alike = vocabulary.by_start.get(key(word)).into_iter().flatten();
        for &index in alike.chain(&vocabulary.anywhere) {
            let pattern = &vocabulary.patterns[index as usize];
            if pattern.second.is_some() && pattern.second != next {
                continue;
            }
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
            let rank = (pattern.at_end && !pattern.at_start && exact >= 2, start < head, exact, start);
            if best.is_none_or(|b| rank > b.0) {
                best = Some((rank, pattern.kind));
            }
        }
    }
    best.map(|((_, _, length, _), kind)| HeadingKind {
        kind: kind.section(),
        words: u8::try_from(length).unwrap_or(u8::MAX),
        main: length * 2 >= words.len(),
        aim: kind == Kind::Aim,
        goals: kind == Kind::Goals,
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
        let file: File = data!("model/sections").expect("patterns");
        assert!(file.section.iter().all(|s| !s.patterns.is_empty()));
        for pattern in file.section.iter().flat_map(|s| &s.patterns) {
            let plain = pattern.trim_start_matches("^ ").trim_end_matches(" $").replace(['~', '_'], "x");
            let written = Words::written_out(&plain).list().join(" ");
            assert_eq!(written, plain.replace('|', " "), "patterns are written as headings are compared");
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
            ("How we’ll judge it", Measures),
            ("How you will notice success", Measures),
            ("How success shows", Measures),
            ("How we measure you", Measures),
            ("How we'll know it's working", Measures),
            ("Signs that it worked", Measures),
            ("What you'll be judged on", Measures),
            ("You'll be measured by", Measures),
            ("Goals for your first six months", Measures),
            ("What we'll evaluate you on", Requirements),
            ("What you would not be doing", OutOfScope),
            ("What you won’t be doing", OutOfScope),
            ("What you don't do", OutOfScope),
            ("What you don't need", Unknown),
            ("How it works", Unknown),
            ("What you'd bring", Requirements),
            ("What the job isn't", OutOfScope),
            ("Your manager", Company),
            ("Background", Unknown),
            ("Your background", Requirements),
            ("How we work", Company),
            ("How we hire", Process),
            ("Your first year", Duties),
            ("We are looking for an owner who is responsible for:", Duties),
            ("What you will bring to the team", Requirements),
        ] {
            assert_eq!(kind(heading), Some(expected), "{heading}");
        }
        for other in ["Claims portal", "We know this harbour", "How we know each other"] {
            assert_eq!(kind(other), None, "{other}");
        }
        assert_ne!(kind("Goals of the product"), Some(Measures));
        let aims = ["Purpose of the role", "Why this role exists", "Mission"];
        let sketches = ["About the role", "Role summary", "Your mission"];
        assert!(aims.iter().all(|h| kind_of_heading(h).is_some_and(|k| k.aim)));
        assert!(!sketches.iter().any(|h| kind_of_heading(h).is_some_and(|k| k.aim)));
    }
}
