//! Which language a text is in, by its commonest words.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::words::hash;

const LANGUAGES: &str = include_str!("vocabulary/languages.txt");

/// Words to look at; the rest of a longer text adds nothing.
const ENOUGH: usize = 400;

struct Table {
    names: Vec<&'static str>,
    words: FxHashMap<u32, u32>,
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
                *table.words.entry(hash(word.as_bytes())).or_default() |= bit;
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
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(ENOUGH) {
        seen += 1.0;
        let mask = table.words.get(&hash(word.to_lowercase().as_bytes())).copied().unwrap_or(0);
        if mask == 0 {
            continue;
        }
        let weight = 1.0 / mask.count_ones() as f32;
        for (bit, score) in scores.iter_mut().enumerate().take(table.names.len()) {
            if mask >> bit & 1 == 1 {
                *score += weight;
            }
        }
    }
    let english = table.names.iter().position(|n| *n == "en").map_or(0.0, |i| scores[i]);
    let best = (0..table.names.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
    match best {
        Some(i) if scores[i] >= 1.0 && scores[i] > english * 1.5 && scores[i] >= seen * 0.06 => table.names[i],
        _ => "en",
    }
}
