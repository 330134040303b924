//! Many phrases looked for in one pass over the words of a text.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

/// Hash of a word without regard to the case of its letters; apostrophes do not count ("users'" is as "users").
pub fn word_hash(word: &str) -> u64 {
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| *byte != b'\'');
        return letters.fold(START, |hash, byte| mix(hash, byte.to_ascii_lowercase()));
    }
    word.chars().filter(|c| !matches!(c, '\'' | '’')).fold(START, mix_char)
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a.
fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn mix_char(hash: u64, c: char) -> u64 {
    if c.is_ascii() {
        return mix(hash, c.to_ascii_lowercase() as u8);
    }
    let mut bytes = [0; 4];
    c.to_lowercase().fold(hash, |hash, c| c.encode_utf8(&mut bytes).bytes().fold(hash, mix))
}

/// A run of letters and digits in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordPlace {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its [`word_hash`].
    pub hash: u64,
}

/// The ASCII letters in lower case, and the digits; 0 for what belongs to no word, 1 for bytes beyond ASCII.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let is = byte as u8;
        letters[byte] = match is {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => is.to_ascii_lowercase(),
            0x80.. => 1,
            _ => 0,
        };
        byte += 1;
    }
    letters
};

/// A text and its words.
#[derive(Default)]
pub(super) struct Line {
    text: String,
    /// All of them, in order.
    pub(super) words: Vec<WordPlace>,
    /// How they begin.
    pub(super) beginnings: Pairs,
}

impl Line {
    fn of(text: &str) -> Line {
        let mut line = Line::default();
        line.read(text);
        line
    }

    fn read(&mut self, text: &str) {
        let Line { text: kept, words, beginnings } = self;
        kept.clear();
        kept.push_str(text);
        words.clear();
        *beginnings = Pairs::NONE;
        let bytes = text.as_bytes();
        // The letter at this byte, which is beyond ASCII.
        let letter_beyond_ascii = |at: usize| {
            let c = text.get(at..).and_then(|rest| rest.chars().next());
            c.filter(|c| c.is_alphanumeric())
        };
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let begins = match LETTERS[usize::from(byte)] {
                0 => false,
                1 => letter_beyond_ascii(at).is_some(),
                _ => true,
            };
            if !begins {
                at += 1;
                continue;
            }
            let start = at;
            let mut hash = START;
            loop {
                for byte in &bytes[at..] {
                    let letter = LETTERS[usize::from(*byte)];
                    if letter <= 1 {
                        break;
                    }
                    hash = mix(hash, letter);
                    at += 1;
                }
                let beyond_ascii = bytes.get(at).is_some_and(|byte| !byte.is_ascii());
                let Some(c) = beyond_ascii.then(|| letter_beyond_ascii(at)).flatten() else { break };
                hash = mix_char(hash, c);
                at += c.len_utf8();
            }
            beginnings.add(byte, bytes.get(start + 1).copied().unwrap_or(0));
            words.push(WordPlace { start, end: at, hash });
        }
    }
}

/// The first two bytes of words without regard to the case of letters, a bit for each pair; some pairs share one.
#[derive(Clone, Copy, Default)]
pub(super) struct Pairs([u64; 4]);

impl Pairs {
    pub(super) const NONE: Pairs = Pairs([0; 4]);

    pub(super) const fn add(&mut self, first: u8, second: u8) {
        let bit = (first | 32).wrapping_mul(29) ^ (second | 32);
        self.0[bit as usize / 64] |= 1 << (bit % 64);
    }

    /// Whether a pair of `others` may be among these.
    pub(super) fn may_have_any(&self, others: &Pairs) -> bool {
        self.0.iter().zip(&others.0).fold(0, |common, (mine, other)| common | mine & other) != 0
    }
}

/// Places where lines are kept, two in each: those of a long document.
const PLACES: usize = 256;

thread_local! {
    static LINES: RefCell<Vec<[Line; 2]>> = RefCell::new(std::iter::repeat_with(Default::default).take(PLACES).collect());
}

/// Where a text is kept: by its length and some of its bytes.
fn place_of(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (start, middle, end) = (bytes.first_chunk(), bytes.get(bytes.len() / 2..), bytes.last_chunk());
    let parts = [start, middle.and_then(|bytes| bytes.first_chunk()), end];
    let mixed = parts.into_iter().flatten().fold(bytes.len() as u64, |mixed, part: &[u8; 8]| {
        (mixed.rotate_left(5) ^ u64::from_le_bytes(*part)).wrapping_mul(0x517c_c1b7_2722_0a95)
    });
    (mixed >> 48) as usize % PLACES
}

/// Asks `question` of all words of `text`. Several questions are asked of a line, so the words of the lines that were asked for last
/// are kept. Within a question there is no other.
pub fn with_words<T>(text: &str, question: impl FnOnce(&[WordPlace]) -> T) -> T {
    with_line(text, |line| question(&line.words))
}

/// The same of the whole line.
pub(super) fn with_line<T>(text: &str, question: impl FnOnce(&Line) -> T) -> T {
    LINES.with(|lines| match lines.try_borrow_mut() {
        Ok(mut lines) => {
            // The one that was asked for last stands first, and the other makes room.
            let [line, other] = &mut lines[place_of(text)];
            if line.text != text {
                std::mem::swap(line, other);
                if line.text != text {
                    line.read(text);
                }
            }
            question(line)
        }
        Err(_) => question(&Line::of(text)),
    })
}

/// A set of words by their hashes, quick to say no.
#[derive(Debug, Default)]
pub struct WordSet {
    hashes: FxHashSet<u64>,
    bits: Bits,
}

/// 4,096 bits, one of them for each word.
#[derive(Debug)]
struct Bits([u64; 64]);

impl Default for Bits {
    fn default() -> Self {
        Bits([0; 64])
    }
}

impl Bits {
    fn add(&mut self, hash: u64) {
        self.0[(hash >> 6) as usize % 64] |= 1 << (hash % 64);
    }

    fn may_have(&self, hash: u64) -> bool {
        self.0[(hash >> 6) as usize % 64] >> (hash % 64) & 1 == 1
    }
}

impl WordSet {
    /// Takes in a word.
    pub fn insert(&mut self, word: &str) {
        let hash = word_hash(word);
        self.bits.add(hash);
        self.hashes.insert(hash);
    }

    /// Whether a word with this [`word_hash`] is in the set; of 64 bits, so that no two words of a language share one.
    pub fn has(&self, hash: u64) -> bool {
        self.bits.may_have(hash) && self.hashes.contains(&hash)
    }
}

/// Phrases by their first word.
pub struct Phrases {
    phrases: Vec<&'static str>,
    /// Phrases by the hash of their first word.
    by_first: FxHashMap<u64, Alike>,
    /// The same hashes, quick to say no.
    firsts: Bits,
}

/// Phrases that begin with the same word.
#[derive(Default)]
struct Alike {
    /// The longest first.
    phrases: Vec<Beginning>,
    /// One of them is that word alone.
    alone: bool,
    /// A bit for each word that one of them goes on with.
    seconds: u64,
}

/// A phrase among those that begin with the same word.
struct Beginning {
    /// Hash of its second word, if it has one.
    second: Option<u64>,
    number: u32,
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseMatch {
    /// Its number in the order in which the phrases were given.
    pub phrase: usize,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Phrases {
    /// Phrases that begin with a letter or digit; others are never found.
    pub fn new(phrases: Vec<&'static str>) -> Phrases {
        let mut by_first: FxHashMap<u64, Alike> = FxHashMap::default();
        let mut firsts = Bits::default();
        let mut line = Line::default();
        for (number, phrase) in phrases.iter().enumerate() {
            line.read(phrase);
            if let Some(word) = line.words.first().filter(|word| word.start == 0) {
                let second = line.words.get(1).map(|second| second.hash);
                let alike = by_first.entry(word.hash).or_default();
                alike.phrases.push(Beginning { second, number: number as u32 });
                match second {
                    Some(second) => alike.seconds |= 1 << (second % 64),
                    None => alike.alone = true,
                }
                firsts.add(word.hash);
            }
        }
        for alike in by_first.values_mut() {
            alike
                .phrases
                .sort_by_key(|b| std::cmp::Reverse(phrases.get(b.number as usize).map_or(0, |phrase| phrase.len())));
        }
        Phrases { phrases, by_first, firsts }
    }

    /// A phrase by its number.
    pub fn phrase(&self, number: usize) -> &'static str {
        self.phrases.get(number).copied().unwrap_or_default()
    }

    /// The phrases in `text`, from left to right: at each word the longest that ends where a word ends, in any case of its ASCII
    /// letters. Words of a phrase that was found begin no other.
    pub fn find_in(&self, text: &str) -> Vec<PhraseMatch> {
        let mut found = Vec::new();
        with_words(text, |words| {
            let mut behind = 0;
            for (at, word) in words.iter().enumerate() {
                if word.start < behind || !self.firsts.may_have(word.hash) {
                    continue;
                }
                if let Some(hit) = self.longest_at(text, *word, words.get(at + 1)) {
                    behind = hit.end;
                    found.push(hit);
                }
            }
        });
        found
    }

    /// The longest phrase that begins with this word of `text`, and with the next one, where it has more words than one.
    fn longest_at(&self, text: &str, word: WordPlace, next: Option<&WordPlace>) -> Option<PhraseMatch> {
        let alike = self.by_first.get(&word.hash)?;
        if !alike.alone && next.is_none_or(|next| alike.seconds >> (next.hash % 64) & 1 == 0) {
            return None;
        }
        let goes_on = |second: u64| next.is_some_and(|next| next.hash == second);
        alike.phrases.iter().filter(|beginning| beginning.second.is_none_or(goes_on)).find_map(|beginning| {
            let phrase = beginning.number as usize;
            let written = self.phrases.get(phrase)?;
            let end = word.start + written.len();
            let here = text.as_bytes().get(word.start..end)?;
            let fits = here.eq_ignore_ascii_case(written.as_bytes()) && ends_word(text, written, end);
            fits.then_some(PhraseMatch { phrase, start: word.start, end })
        })
    }
}

/// Whether no word goes on where `written` ends at byte `end` of `text`.
fn ends_word(text: &str, written: &str, end: usize) -> bool {
    let last = written.chars().next_back().is_some_and(char::is_alphanumeric);
    let goes_on = text.get(end..).is_none_or(|rest| rest.starts_with(char::is_alphanumeric));
    !(last && goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(phrases: &[&'static str], text: &'a str) -> Vec<&'a str> {
        let phrases = Phrases::new(phrases.to_vec());
        phrases.find_in(text).into_iter().map(|m| &text[m.start..m.end]).collect()
    }

    #[test]
    fn whole_words_in_any_case_the_longest_first() {
        assert_eq!(found(&["guy", "guys", "he"], "The GUYS, a guy and a chef; HE"), ["GUYS", "guy", "HE"]);
        assert_eq!(found(&["young", "young team"], "a Young team, young teams"), ["Young team", "young"]);
        assert_eq!(found(&["b.sc.", "24/7"], "B.Sc. or on call 24/7"), ["B.Sc.", "24/7"]);
        assert_eq!(found(&["give 110%"], "give 110%!"), ["give 110%"]);
        assert_eq!(found(&["größe"], "Größe, größer"), ["Größe"]);
        assert_eq!(found(&["he"], "“he” – she"), ["he"]);
        assert_eq!(found(&["he"], ""), [""; 0]);
    }

    #[test]
    fn words_are_the_same_but_for_case_and_apostrophes() {
        assert_eq!(word_hash("Users'"), word_hash("users"));
        assert_eq!(word_hash("ÄRZTE"), word_hash("ärzte"));
        assert_ne!(word_hash("user"), word_hash("users"));
        let line = Line::of("Ärzte, “PM” & x9");
        let places: Vec<_> = line.words.iter().map(|w| (w.start, w.end, w.hash)).collect();
        assert_eq!(
            places,
            [(0, 6, word_hash("ärzte")), (11, 13, word_hash("pm")), (19, 21, word_hash("X9"))],
            "letters and digits alone"
        );
        let mut set = WordSet::default();
        set.insert("reports");
        assert!(set.has(word_hash("Reports")) && !set.has(word_hash("report")));
    }
}
