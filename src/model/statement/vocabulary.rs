//! The words by which statements are told apart (`statements.toml`), and phrases of several lists looked for at once.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct File {
    verbs: String,
    states: String,
    adverbs: String,
    hard_requirement_openers: Vec<&'static str>,
    requirement_openers: Vec<&'static str>,
    requirement_words: Vec<&'static str>,
    benefit_words: Vec<&'static str>,
    benefit_openers: Vec<&'static str>,
    company_openers: Vec<&'static str>,
    process_words: Vec<&'static str>,
    workplace_words: Vec<&'static str>,
    employment_words: Vec<&'static str>,
    action_suffixes: Vec<&'static str>,
    action_followers: Vec<&'static str>,
    action_nouns: Vec<&'static str>,
    subjects: Vec<&'static str>,
    callings: Vec<&'static str>,
    german_subjects: Vec<&'static str>,
    german_verbs: String,
}

#[derive(Default)]
pub(super) struct Vocabulary {
    pub(super) verbs: FxHashSet<String>,
    pub(super) states: FxHashSet<String>,
    pub(super) adverbs: FxHashSet<String>,
    pub(super) hard_requirement_openers: Phrases,
    pub(super) requirement_openers: Phrases,
    pub(super) benefit_openers: Phrases,
    pub(super) company_openers: FxHashSet<&'static str>,
    /// Of requirements, of benefits, of the hiring process.
    pub(super) cues: Phrases,
    /// Words of the place of work, of the kind of employment.
    pub(super) workplace: Phrases,
    pub(super) action_suffixes: Vec<&'static str>,
    pub(super) action_followers: FxHashSet<&'static str>,
    pub(super) action_nouns: Phrases,
    pub(super) subjects: Phrases,
    pub(super) callings: FxHashSet<&'static str>,
    pub(super) german_subjects: FxHashSet<&'static str>,
    pub(super) german_verbs: FxHashSet<String>,
}

/// Phrases of several lists by their first three characters.
#[derive(Default)]
pub(super) struct Phrases {
    by_start: FxHashMap<[u8; 4], Vec<Phrase>>,
    /// For each first letter the second letters that a phrase goes on with: most words begin like none of them.
    seconds: [u32; 32],
}

pub(super) struct Phrase {
    /// A bit for its list.
    list: u8,
    words: Vec<&'static str>,
}

impl Phrases {
    /// Each list of phrases gets a bit: the first 1, the second 2, the third 4 ...
    fn new<const N: usize>(lists: [Vec<&'static str>; N]) -> Self {
        let mut phrases = Phrases::default();
        for (index, list) in lists.into_iter().enumerate() {
            for phrase in list {
                let words: Vec<_> = phrase.split_whitespace().collect();
                let Some(first) = words.first() else { continue };
                let start = first_bytes(first.trim_end_matches('~'));
                phrases.seconds[usize::from(start[0] & 31)] |= 1 << (start[1] & 31);
                phrases.by_start.entry(start).or_default().push(Phrase { list: 1 << index, words });
            }
        }
        phrases
    }

    /// The phrases that stand at the start of `words`.
    pub(super) fn all_at<'a>(&'a self, words: &'a [&str]) -> impl Iterator<Item = &'a Phrase> {
        let start = words.first().map_or([0; 4], |w| first_bytes(w));
        let likely = self.seconds[usize::from(start[0] & 31)] & (1 << (start[1] & 31)) != 0;
        let known = if likely { self.by_start.get(&start) } else { None };
        known.into_iter().flatten().filter(|phrase| phrase.fits(words))
    }

    /// Whether a phrase may stand at the start of `text`, by its first word; yes in doubt.
    pub(super) fn may_open(&self, text: &str) -> bool {
        let [a, b, c, ..] = text.as_bytes() else { return true };
        if ![a, b, c].iter().all(|byte| byte.is_ascii_alphabetic()) {
            return true;
        }
        if self.seconds[usize::from(a & 31)] & (1 << (b & 31)) == 0 {
            return false;
        }
        let Some(phrases) = self.by_start.get(&[a | 32, b | 32, c | 32, 0]) else { return false };
        let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
        let (first, behind) = text.split_at(end);
        let in_doubt =
            behind.starts_with(['\'', '’', '‘', '`', '´']) || behind.bytes().next().is_some_and(|b| b >= 128);
        in_doubt
            || phrases.iter().any(|phrase| match phrase.words.first().map(|word| (word, word.strip_suffix('~'))) {
                Some((_, Some(stem))) => first.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem)),
                Some((word, None)) => first.eq_ignore_ascii_case(word),
                None => true,
            })
    }

    /// Number of words of the longest phrase that stands at the start of `words`.
    pub(super) fn at(&self, words: &[&str]) -> Option<usize> {
        self.all_at(words).map(|p| p.words.len()).max()
    }

    /// At how many words phrases of each of three lists start.
    pub(super) fn count(&self, words: &[&str]) -> [usize; 3] {
        let mut counts = [0; 3];
        for at in 0..words.len() {
            let lists = self.all_at(&words[at..]).fold(0, |lists, phrase| lists | phrase.list);
            for (list, count) in counts.iter_mut().enumerate() {
                *count += usize::from(lists >> list & 1);
            }
        }
        counts
    }
}

impl Phrase {
    fn fits(&self, words: &[&str]) -> bool {
        self.words.len() <= words.len()
            && self.words.iter().zip(words).all(|(p, w)| p.strip_suffix('~').map_or(p == w, |stem| w.starts_with(stem)))
    }
}

/// The first three characters where they are ASCII, else those bytes of them that tell enough.
fn first_bytes(word: &str) -> [u8; 4] {
    if let [a @ 0..128, b @ 0..128, c @ 0..128, ..] = word.as_bytes() {
        return [*a, *b, *c, 0];
    }
    let mut start = [0; 4];
    let end = word.char_indices().nth(3).map_or(word.len(), |(at, _)| at);
    for (to, from) in start.iter_mut().zip(&word.as_bytes()[..end]) {
        *to = *from;
    }
    start
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    // The data is checked by a test; a broken file would mean an empty vocabulary, not a crash.
    let Ok::<File, _>(file) = data!("model/statements") else { return Vocabulary::default() };
    let set = |text: &str| text.split_whitespace().map(str::to_owned).collect::<FxHashSet<_>>();
    Vocabulary {
        verbs: set(&file.verbs),
        states: set(&file.states),
        adverbs: set(&file.adverbs),
        hard_requirement_openers: Phrases::new([file.hard_requirement_openers]),
        requirement_openers: Phrases::new([file.requirement_openers]),
        benefit_openers: Phrases::new([file.benefit_openers]),
        company_openers: file.company_openers.into_iter().collect(),
        cues: Phrases::new([file.requirement_words, file.benefit_words, file.process_words]),
        workplace: Phrases::new([file.workplace_words, file.employment_words]),
        action_suffixes: file.action_suffixes,
        action_followers: file.action_followers.into_iter().collect(),
        action_nouns: Phrases::new([file.action_nouns]),
        subjects: Phrases::new([file.subjects]),
        callings: file.callings.into_iter().collect(),
        german_subjects: file.german_subjects.into_iter().collect(),
        german_verbs: set(&file.german_verbs),
    }
});
