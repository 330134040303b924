//! Words that belong to a framework, or did: found in a text (`frameworks.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Framework, FrameworkName};
use crate::text::{TextRange, WordPlace, WordSet, with_words, word_hash};

/// Words of some frameworks' own.
#[derive(Debug, serde::Deserialize)]
pub struct OwnWord {
    forms: Vec<String>,
    /// Frameworks whose word it is.
    pub homes: Vec<FrameworkName>,
    #[serde(default)]
    not: Vec<FrameworkName>,
    #[serde(default)]
    instead: BTreeMap<FrameworkName, Vec<String>>,
    /// Key of the source.
    pub source: String,
}

impl OwnWord {
    /// Whether `framework` uses it, by itself or by what it builds on.
    pub fn is_at_home_in(&self, framework: FrameworkName) -> bool {
        framework.line().take_while(|name| !self.not.contains(name)).any(|name| self.homes.contains(&name))
    }
}

/// Words that a framework gave up.
#[derive(Debug, serde::Deserialize)]
pub struct FormerWord {
    /// Whose.
    pub framework: FrameworkName,
    /// The version that brought the new word.
    pub since: String,
    forms: BTreeMap<String, String>,
    #[serde(default)]
    beside: Vec<String>,
    /// Key of the source.
    pub source: String,
}

impl FormerWord {
    /// Whether the new word holds in `framework`: in the version it names, or where it names none.
    pub fn holds_in(&self, framework: &Framework) -> bool {
        let named = framework.name.line().any(|name| name == self.framework);
        // Only the framework's own versions can be compared: "LeSS 2024" says nothing of Scrum's.
        let current = framework.name != self.framework || framework.version.is_empty();
        named && (current || figures(&framework.version) >= figures(&self.since))
    }
}

/// `6.0.1` as numbers; what is no number counts as 0.
fn figures(version: &str) -> Vec<u32> {
    let mut figures: Vec<u32> = version.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    while figures.last() == Some(&0) {
        figures.pop();
    }
    figures
}

/// What a framework does not say.
#[derive(Debug, serde::Deserialize)]
pub struct Claim {
    /// Of which framework it is told.
    pub framework: FrameworkName,
    forms: Vec<String>,
    /// Key of the source.
    pub source: String,
}

/// What a word found in a text is.
#[derive(Clone, Copy, Debug)]
pub enum Sense {
    /// A word of some frameworks' own.
    Own(&'static OwnWord),
    /// A word that a framework gave up, and the new one as it is to be written here.
    Former(&'static FormerWord, &'static str),
    /// It is told of a framework that does not say so.
    Claim(&'static Claim),
}

/// A word of a framework, found in a text.
#[derive(Clone, Copy, Debug)]
pub struct FrameworkWord {
    /// What it is.
    pub sense: Sense,
    /// Which of the forms, in the order of the data.
    form: usize,
    /// Bytes of the text.
    pub range: TextRange,
}

impl FrameworkWord {
    /// What `framework` says for the same thing, where it has a word for it.
    pub fn instead(&self, framework: FrameworkName) -> Option<&'static str> {
        let Sense::Own(word) = self.sense else { return None };
        let words = framework.line().find_map(|name| word.instead.get(&name))?;
        words.get(self.form).map(String::as_str)
    }
}

#[derive(Default, serde::Deserialize)]
struct File {
    word: Vec<OwnWord>,
    former: Vec<FormerWord>,
    claim: Vec<Claim>,
}

struct Form {
    words: Vec<Word>,
    sense: Sense,
    at: usize,
}

/// A word of a form. One that has a capital must be written so, others match in any case.
#[derive(Clone, Copy)]
struct Word {
    written: &'static str,
    exact: bool,
}

impl Word {
    fn of(written: &'static str) -> Word {
        Word { written, exact: written.chars().any(char::is_uppercase) }
    }

    fn is(self, here: &str) -> bool {
        if self.exact { here == self.written } else { here.eq_ignore_ascii_case(self.written) }
    }
}

static FILE: LazyLock<File> = LazyLock::new(|| data!("knowledge/frameworks").unwrap_or_default());

/// Forms by the hash of their first word, the longest first.
static FORMS: LazyLock<FxHashMap<u64, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: FxHashMap<u64, Vec<Form>> = FxHashMap::default();
    let mut add = |written: &'static str, sense, at| {
        let words: Vec<Word> = words(written).filter_map(|w| written.get(w.start..w.end)).map(Word::of).collect();
        if let Some(first) = words.first() {
            forms.entry(word_hash(first.written)).or_default().push(Form { words, sense, at });
        }
    };
    let file: &'static File = &FILE;
    for word in &file.word {
        word.forms.iter().enumerate().for_each(|(at, form)| add(form, Sense::Own(word), at));
    }
    for former in &file.former {
        former.forms.iter().enumerate().for_each(|(at, (old, new))| add(old, Sense::Former(former, new), at));
    }
    for claim in &file.claim {
        claim.forms.iter().enumerate().for_each(|(at, form)| add(form, Sense::Claim(claim), at));
    }
    forms.values_mut().for_each(|list| list.sort_by_key(|f| std::cmp::Reverse(f.words.len())));
    forms
});

/// The longest word of each form: a text without it does not hold the form.
struct Telling {
    words: FxHashMap<u64, Vec<Word>>,
    /// The same words, quick to say no.
    known: WordSet,
}

static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    let mut telling = Telling { words: FxHashMap::default(), known: WordSet::default() };
    for form in FORMS.values().flatten() {
        let parts = form.words.iter().flat_map(|word| word.written.split('&'));
        if let Some(longest) = parts.max_by_key(|part| part.len()) {
            telling.words.entry(word_hash(longest)).or_default().push(Word::of(longest));
            telling.known.insert(longest);
        }
    }
    telling
});

/// Whether a word of the text is the longest word of a form.
fn may_hold_a_form(text: &str) -> bool {
    let telling = &*TELLING;
    let is_telling = |word: &WordPlace| {
        let here = text.get(word.start..word.end).unwrap_or("");
        telling.words.get(&word.hash).is_some_and(|words| words.iter().any(|word| word.is(here)))
    };
    with_words(text, |words| words.iter().any(|word| telling.known.has(word.hash) && is_telling(word)))
}

/// The words of frameworks in a statement, in order. Words in quotation marks are somebody else's.
pub fn framework_words(text: &str) -> Vec<FrameworkWord> {
    if !may_hold_a_form(text) {
        return Vec::new();
    }
    if text.contains('&') {
        return find_words(text, &words(text).collect::<Vec<_>>());
    }
    with_words(text, |words| find_words(text, words))
}

fn find_words(text: &str, places: &[WordPlace]) -> Vec<FrameworkWord> {
    let mut found: Vec<FrameworkWord> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let Some(forms) = FORMS.get(&place.hash) else { continue };
        let mut longest = 0;
        for form in forms {
            let Some(here) = places.get(at..at + form.words.len()) else { continue };
            let range = TextRange::from_usize(place.start, here.last().map_or(place.end, |last| last.end));
            let fits = form.words.len() >= longest
                && here.iter().zip(&form.words).all(|(place, word)| word.is(written(text, place)))
                && here.windows(2).all(|pair| is_gap(text, pair[0].end, pair[1].start))
                && !is_taken(&found, range, form.sense)
                && !in_quotes(text, range)
                && stands_beside(text, places, form.sense);
            if fits {
                longest = form.words.len();
                found.push(FrameworkWord { sense: form.sense, form: form.at, range });
            }
        }
    }
    found
}

fn written<'a>(text: &'a str, place: &WordPlace) -> &'a str {
    text.get(place.start..place.end).unwrap_or("")
}

/// Blanks or a hyphen, nothing else.
fn is_gap(text: &str, from: usize, to: usize) -> bool {
    let gap = text.get(from..to).unwrap_or("");
    gap == "-" || gap.chars().all(char::is_whitespace)
}

/// Whether a word of the same sort was found there, which begins before it or is longer.
fn is_taken(found: &[FrameworkWord], range: TextRange, sense: Sense) -> bool {
    let same_sort = |other: &FrameworkWord| std::mem::discriminant(&other.sense) == std::mem::discriminant(&sense);
    found.iter().any(|other| same_sort(other) && range.start < other.range.end)
}

fn in_quotes(text: &str, range: TextRange) -> bool {
    let before = text.get(..range.start as usize).unwrap_or("");
    let opened = before.matches('“').count() > before.matches('”').count();
    opened || before.matches('"').count() % 2 == 1
}

fn stands_beside(text: &str, places: &[WordPlace], sense: Sense) -> bool {
    let Sense::Former(former, _) = sense else { return true };
    let wanted = |place: &WordPlace| former.beside.iter().any(|word| written(text, place).eq_ignore_ascii_case(word));
    former.beside.is_empty() || places.iter().any(wanted)
}

/// Words: letters and digits, or an `&`.
fn words(text: &str) -> impl Iterator<Item = WordPlace> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(is_of_word)?;
        let after = text.get(start..)?;
        let end = start + after.find(|c| !is_of_word(c)).unwrap_or(after.len());
        rest = end;
        Some(WordPlace { start, end, hash: word_hash(text.get(start..end)?) })
    })
}

fn is_of_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '&' } else { c.is_alphanumeric() }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        framework_words(text).iter().map(|w| w.range.of(text)).collect()
    }

    #[test]
    fn the_words_are_whole() {
        assert!(FILE.word.len() > 10 && FILE.former.len() >= 4 && FILE.claim.len() == 2);
        let sources = FILE.word.iter().map(|w| &w.source).chain(FILE.former.iter().map(|f| &f.source));
        for key in sources.chain(FILE.claim.iter().map(|c| &c.source)) {
            assert!(source(key).is_some(), "no source {key}");
        }
        for word in &FILE.word {
            assert!(!word.homes.is_empty());
            for instead in word.instead.values() {
                assert!(instead.len() <= word.forms.len(), "{:?}", word.forms);
            }
        }
    }

    #[test]
    fn words_are_found_as_they_are_written() {
        assert_eq!(found("Lead PI Planning and the ART sync"), ["PI Planning", "the ART"]);
        assert_eq!(found("A state-of-the-art design, the art of pi"), [""; 0]);
        assert_eq!(found("Agile-Release-Train"), ["Agile-Release-Train"]);
        assert_eq!(found("Inspect and adapt as you go"), [""; 0]);
        assert_eq!(found("Run the Inspect and Adapt workshop"), ["Inspect and Adapt workshop"]);
        assert_eq!(found("They call it “PI planning” there"), [""; 0]);
    }

    #[test]
    fn grooming_needs_a_backlog_beside_it() {
        assert_eq!(found("Grooming of dogs and cats"), [""; 0]);
        let text = "Groom the backlog every week";
        let words = framework_words(text);
        assert!(matches!(words[..], [FrameworkWord { sense: Sense::Former(_, "refine"), .. }]), "{words:?}");
        let words = framework_words("Lead backlog grooming");
        assert!(
            matches!(words[..], [FrameworkWord { sense: Sense::Former(_, "backlog refinement"), .. }]),
            "{words:?}"
        );
    }

    #[test]
    fn a_word_may_be_given_up_and_another_frameworks_at_once() {
        let words = framework_words("Plan each program increment");
        assert_eq!(words.len(), 2, "{words:?}");
        for (written, holds) in
            [("SAFe 6", true), ("SAFe", true), ("SAFe 5.1", false), ("SAFe 6.0", true), ("Scrum", false)]
        {
            let framework = Framework::parse(written);
            let former = words.iter().find_map(|w| match w.sense {
                Sense::Former(former, _) => Some(former),
                _ => None,
            });
            assert_eq!(former.zip(framework).map(|(w, f)| w.holds_in(&f)), Some(holds), "{written}");
        }
    }

    #[test]
    fn homes_reach_what_builds_on_them() {
        let own = |text: &str| {
            framework_words(text).iter().find_map(|w| match w.sense {
                Sense::Own(word) => Some((word, *w)),
                _ => None,
            })
        };
        let (goal, at) = own("the Sprint Goal").unwrap_or_else(|| panic!("found"));
        assert!(goal.is_at_home_in(FrameworkName::LessHuge) && !goal.is_at_home_in(FrameworkName::Kanban));
        assert_eq!(at.instead(FrameworkName::Safe), Some("iteration goal"));
        let (backlog, at) = own("order the team backlog").unwrap_or_else(|| panic!("found"));
        assert!(backlog.is_at_home_in(FrameworkName::Scrum) && !backlog.is_at_home_in(FrameworkName::LessHuge));
        assert_eq!(at.instead(FrameworkName::LessHuge), Some("product backlog"));
        assert_eq!(at.instead(FrameworkName::Safe), None);
    }
}
