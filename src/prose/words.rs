//! Text to words: one pass over the bytes, no allocation per word.

use super::lexicon::{Lexicon, NONE};

/// What a [`Word`] is, as bits.
pub(super) mod flag {
    pub const CAPITAL: u16 = 1;
    pub const ALL_CAPITALS: u16 = 1 << 1;
    pub const NUMBER: u16 = 1 << 2;
    pub const POSSESSIVE: u16 = 1 << 3;
    /// Joined to the word before by a hyphen.
    pub const HYPHEN: u16 = 1 << 4;
    pub const ING: u16 = 1 << 5;
    pub const ED: u16 = 1 << 6;
    /// Plural or third person.
    pub const S: u16 = 1 << 7;
    /// In the scope of a negation.
    pub const NEGATED: u16 = 1 << 8;
    /// A compound of several words.
    pub const COMPOUND: u16 = 1 << 9;
}

/// One word or one punctuation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the base form; of compounds, of the whole.
    pub lemma: u32,
    /// Hash of the word as it stands, in lower case.
    pub surface: u32,
    /// Index into the lexicon, or [`NONE`].
    pub entry: u16,
    /// Bits of [`flag`].
    pub flags: u16,
    /// The mark, or 0 for a word.
    pub mark: u8,
}

impl Word {
    pub(super) fn is(&self, bits: u16) -> bool {
        self.flags & bits != 0
    }

    pub(super) fn is_word(&self) -> bool {
        self.mark == 0
    }
}

/// ASCII letters and digits in lower case; 0 for every other byte.
static LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Longest word that is looked at as a whole; the rest of a longer one is cut for hashing.
const LONGEST: usize = 40;

/// A small, fast, stable hash (FNV-1a, then mixed): model files depend on it.
pub(super) const fn hash(bytes: &[u8]) -> u32 {
    let mut h = START;
    let mut i = 0;
    while i < bytes.len() {
        h = step(h, bytes[i]);
        i += 1;
    }
    mix(h)
}

/// The [`hash`] of no byte, before it is mixed.
const START: u32 = 0x811c_9dc5;

/// The same of one byte more.
const fn step(h: u32, byte: u8) -> u32 {
    (h ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Spread the bits.
pub(super) const fn mix(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x7feb_352d);
    h ^= h >> 15;
    h = h.wrapping_mul(0x846c_a68b);
    h ^ (h >> 16)
}

/// Hash of a sequence, one more element at a time.
pub(super) const fn combine(a: u32, b: u32) -> u32 {
    mix(a.rotate_left(7) ^ b.wrapping_mul(0x9e37_79b9))
}

/// Typographic marks of two and three bytes that stand for a plain one; 0 where the bytes are none.
fn plain_mark(bytes: &[u8]) -> (u8, usize) {
    match bytes {
        [0xC2, 0xA0, ..] => (b' ', 2),
        [0xC2, 0xB7, ..] => (b';', 2),
        [0xE2, 0x80, 0x98 | 0x99, ..] => (b'\'', 3),
        [0xE2, 0x80, 0x9C..=0x9F, ..] => (b'"', 3),
        [0xE2, 0x80, 0x90 | 0x91, ..] => (b'-', 3),
        [0xE2, 0x80, 0x93..=0x95, ..] => (0x96, 3),
        [0xE2, 0x80, 0xA2 | 0xA3, ..] => (b';', 3),
        [0xE2, 0x80, 0xA6, ..] => (b';', 3),
        [0xE2, 0x80, 0x80..=0x8F | 0xAF, ..] => (b' ', 3),
        [0xE2, 0x86 | 0x87, _, ..] => (0x96, 3),
        _ => (0, 0),
    }
}

/// Base form of a word the lexicon does not know, by its ending: coarse, for hashing only.
pub(super) fn stem(word: &[u8]) -> (&[u8], u16) {
    let n = word.len();
    if n > 5 && word.ends_with(b"ing") {
        (&word[..n - 3], flag::ING)
    } else if n > 4 && word.ends_with(b"ies") {
        (&word[..n - 3], flag::S)
    } else if n > 4 && word.ends_with(b"ed") {
        (&word[..n - 2], flag::ED)
    } else if n > 4 && (word.ends_with(b"ses") || word.ends_with(b"xes") || word.ends_with(b"hes")) {
        (&word[..n - 2], flag::S)
    } else if n > 3 && word.ends_with(b"s") && !word.ends_with(b"ss") && !word.ends_with(b"us") {
        let cut = &word[..n - 1];
        (cut.strip_suffix(b"e").unwrap_or(cut), flag::S)
    } else if n > 4 && (word.ends_with(b"e") || word.ends_with(b"y")) {
        (&word[..n - 1], 0)
    } else {
        (word, 0)
    }
}

/// Split `text` into `out` (cleared first) and look every word up. Compounds of the lexicon become one word.
pub(super) fn split(text: &str, lexicon: &Lexicon, out: &mut Vec<Word>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut lower = [0u8; LONGEST];
    let mut i = 0;
    let mut hyphen = false;
    while let Some(&b) = bytes.get(i) {
        if b == b' ' {
            hyphen = false;
            i += 1;
        } else if b.is_ascii_alphabetic() || (b >= 0x80 && plain_mark(&bytes[i..]).1 == 0) {
            let start = i;
            let mut capitals = 0usize;
            let mut h = START;
            // Most words are short and all ASCII.
            for (room, c) in lower.iter_mut().zip(&bytes[i..]) {
                let small = LOWER[usize::from(*c)];
                if small == 0 {
                    break;
                }
                *room = small;
                h = step(h, small);
                capitals += usize::from(small != *c);
                i += 1;
            }
            let hashed = i - start;
            let mut len = hashed;
            let mut letters = hashed;
            while let Some(&c) = bytes.get(i) {
                let small = LOWER[usize::from(c)];
                if small != 0 {
                    // The rest of a word for which there is no room is left out.
                    if let Some(room) = lower.get_mut(len) {
                        *room = small;
                        len += 1;
                    }
                    capitals += usize::from(small != c);
                    letters += 1;
                    i += 1;
                } else if c >= 0x80 {
                    let (mark, _) = plain_mark(&bytes[i..]);
                    if mark != 0 {
                        break;
                    }
                    // Latin capitals with accents, in UTF-8: C3 80 to C3 9E.
                    let small =
                        if (0x80..=0x9E).contains(&c) && len > 0 && lower[len - 1] == 0xC3 { c + 0x20 } else { c };
                    if len < LONGEST {
                        lower[len] = small;
                        len += 1;
                    }
                    letters += usize::from(c >= 0xC0);
                    i += 1;
                } else {
                    break;
                }
            }
            let mut flags = if bytes[start].is_ascii_uppercase()
                || (bytes[start] == 0xC3 && bytes.get(start + 1).is_some_and(|c| *c < 0x9F))
            {
                flag::CAPITAL
            } else {
                0
            };
            if capitals > 1 && capitals == letters {
                flags |= flag::ALL_CAPITALS;
            }
            if hyphen {
                flags |= flag::HYPHEN;
            }
            // What follows an apostrophe: a possessive, or a short form of a helping verb or of "not".
            let mut tail: Option<(usize, usize, u32)> = None;
            let mut end = i;
            let (mark, width) = match bytes.get(i) {
                Some(b'\'') => (b'\'', 1),
                Some(0xE2) => plain_mark(&bytes[i..]),
                _ => (0, 0),
            };
            if mark == b'\'' {
                let rest = &bytes[i + width..];
                let word_ends = |n: usize| rest.get(n).is_none_or(|c| !c.is_ascii_alphanumeric());
                if rest.first().is_some_and(|c| *c | 32 == b's') && word_ends(1) {
                    flags |= flag::POSSESSIVE;
                    if lexicon.takes_short_is(&lower[..len]) {
                        flags &= !flag::POSSESSIVE;
                    }
                    i += width + 1;
                } else if len > 1
                    && lower[len - 1] == b'n'
                    && rest.first().is_some_and(|c| *c | 32 == b't')
                    && word_ends(1)
                {
                    end = i - 1;
                    len -= 1;
                    i += width + 1;
                    tail = Some((end, i, lexicon.not));
                    if &lower[..len] == b"ca" {
                        lower[2] = b'n';
                        len = 3;
                    } else if &lower[..len] == b"wo" {
                        lower[..4].copy_from_slice(b"will");
                        len = 4;
                    }
                } else if (rest.starts_with(b"ll") || rest.starts_with(b"re") || rest.starts_with(b"ve"))
                    && word_ends(2)
                {
                    let from = i;
                    let which = if rest.starts_with(b"ll") {
                        lexicon.will
                    } else if rest.starts_with(b"re") {
                        lexicon.be
                    } else {
                        lexicon.have
                    };
                    i += width + 2;
                    tail = Some((from, i, which));
                } else if lower[len - 1] == b's' && rest.first().is_none_or(|c| !c.is_ascii_alphanumeric()) {
                    flags |= flag::POSSESSIVE;
                    i += width;
                }
            }
            let surface = if len == hashed { mix(h) } else { hash(&lower[..len]) };
            let (entry, form) = lexicon.word(surface);
            let lemma = if entry == NONE {
                let (base, form) = stem(&lower[..len]);
                flags |= form;
                hash(base)
            } else {
                flags |= form;
                lexicon.entry(entry).lemma
            };
            out.push(Word { start: start as u32, end: end as u32, lemma, surface, entry, flags, mark: 0 });
            if let Some((from, to, surface)) = tail {
                let (entry, _) = lexicon.word(surface);
                let lemma = if entry == NONE { surface } else { lexicon.entry(entry).lemma };
                out.push(Word { start: from as u32, end: to as u32, lemma, surface, entry, flags: 0, mark: 0 });
            }
            hyphen = bytes.get(i) == Some(&b'-') && bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric);
            if hyphen {
                i += 1;
            }
        } else if b.is_ascii_digit() {
            let start = i;
            while let Some(&c) = bytes.get(i) {
                let inside = c.is_ascii_digit()
                    || (matches!(c, b'.' | b',') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit))
                    || c.is_ascii_alphabetic();
                if !inside {
                    break;
                }
                i += 1;
            }
            let surface = hash(&bytes[start..i]);
            let flags = flag::NUMBER | if hyphen { flag::HYPHEN } else { 0 };
            out.push(Word {
                start: start as u32,
                end: i as u32,
                lemma: lexicon.number,
                surface,
                entry: NONE,
                flags,
                mark: 0,
            });
            hyphen = bytes.get(i) == Some(&b'-') && bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric);
            if hyphen {
                i += 1;
            }
        } else {
            hyphen = false;
            let (mark, width) = if b < 0x80 { (b, 1) } else { plain_mark(&bytes[i..]) };
            // The point inside "Node.js" and of "e.g." ends nothing.
            let inner = mark == b'.'
                && (bytes.get(i + 1).is_some_and(u8::is_ascii_alphanumeric)
                    || out.last().is_some_and(|w| {
                        w.end as usize == i && w.end - w.start == 1 && bytes.get(i + 1) == Some(&b' ')
                    }) && i + 2 < bytes.len());
            if !(inner
                || mark.is_ascii_whitespace()
                || mark < b' '
                || matches!(mark, b'*' | b'_' | b'`' | b'"' | b'\''))
            {
                // A hyphen between blanks is a dash.
                let mark = if mark == b'-' { 0x96 } else { mark };
                let (entry, lemma) =
                    if mark == b'&' { (lexicon.and, lexicon.lemma_of(lexicon.and)) } else { (NONE, u32::from(mark)) };
                let kept = if mark == b'&' { 0 } else { mark };
                out.push(Word {
                    start: i as u32,
                    end: (i + width) as u32,
                    lemma,
                    surface: lemma,
                    entry,
                    flags: 0,
                    mark: kept,
                });
            }
            i += width.max(1);
        }
    }
    lexicon.join_compounds(out);
}
