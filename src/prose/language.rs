//! Which language a text is in, by its commonest words.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::{WordPlace, with_words, word_hash};

const LANGUAGES: &str = include_str!("vocabulary/languages.txt");

/// Words to look at; the rest of a longer text adds nothing.
const ENOUGH: f32 = 400.0;

struct Table {
    names: Vec<&'static str>,
    words: FxHashMap<u64, u32>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { names: Vec::new(), words: FxHashMap::default() };
        for line in super::lexicon::lines(LANGUAGES) {
            let mut words = line.split_ascii_whitespace();
            let Some(name) = words.next() else { continue };
            let bit = 1u32 << table.names.len();
            table.names.push(name);
            for word in words {
                *table.words.entry(word_hash(word)).or_default() |= bit;
            }
        }
        table
    })
}

/// Language of `text` as BCP 47; `en` in doubt.
pub(super) fn read(text: &str) -> &'static str {
    let table = table();
    let mut scores = [0f32; 32];
    let mut seen = 0f32;
    let mut look = |word: &WordPlace| {
        seen += 1.0;
        let Some(mut mask) = table.words.get(&word.hash).copied() else { return seen < ENOUGH };
        let weight = 1.0 / mask.count_ones() as f32;
        while mask != 0 {
            scores[mask.trailing_zeros() as usize] += weight;
            mask &= mask - 1;
        }
        seen < ENOUGH
    };
    for line in text.lines() {
        let is_figure = |word: &&WordPlace| line.as_bytes().get(word.start).is_some_and(u8::is_ascii_digit);
        if !with_words(line, |words| words.iter().filter(|word| !is_figure(word)).all(&mut look)) {
            break;
        }
    }
    let english = table.names.iter().position(|n| *n == "en").map_or(0.0, |i| scores[i]);
    let best = (0..table.names.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
    match best {
        Some(i) if scores[i] >= 1.0 && scores[i] > english * 1.5 && scores[i] >= seen * 0.06 => table.names[i],
        _ => "en",
    }
}
