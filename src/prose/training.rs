//! For the programs that make and measure the model: features of a text, and the form of the model file.
//! Not part of the public face.

use super::category::{CLASSES, CURVE, HEADER, MAGIC, ROWS, WIDTH};

/// The hashed features of a statement.
pub fn features(text: &str) -> Vec<u32> {
    super::reader::features_of(text)
}

/// Most features a model file can hold in practice: three quarters of its rows.
pub const MOST_FEATURES: usize = ROWS.count * 3 / 4;

/// Put a model file together. `weights` are tried in order: put the weightiest features first, since a full neighbourhood
/// leaves a feature out. `curve` gives the rate of right answers at 17 evenly spaced probabilities.
pub fn model_file(weights: &[(u32, [f64; CLASSES])], bias: &[f64; CLASSES], curve: &[f64; CURVE]) -> Vec<u8> {
    let largest = weights.iter().flat_map(|(_, w)| w).fold(1e-9f64, |m, w| m.max(w.abs()));
    // A few very large weights would cost all others their precision.
    let scale = (largest / 127.0).min(0.03);
    let mut file = vec![0u8; HEADER + (ROWS.count - 1) * ROWS.bytes + WIDTH];
    file[..8].copy_from_slice(MAGIC);
    file[8..12].copy_from_slice(&(scale as f32).to_le_bytes());
    for (i, b) in bias.iter().enumerate() {
        file[12 + i * 4..16 + i * 4].copy_from_slice(&(*b as f32).to_le_bytes());
    }
    for (i, c) in curve.iter().enumerate() {
        let at = 12 + CLASSES * 4 + i * 4;
        file[at..at + 4].copy_from_slice(&(*c as f32).to_le_bytes());
    }
    for (feature, values) in weights {
        let Some(at) = ROWS.make(&mut file, *feature) else { continue };
        for (weight, value) in file[at + 2..].iter_mut().zip(values) {
            *weight = (value / scale).round().clamp(-127.0, 127.0) as i8 as u8;
        }
    }
    file
}

/// How much each of `count` features counts: a long statement is no surer than a short one.
pub fn strength(count: usize) -> f64 {
    f64::from(super::category::strength(count))
}

/// The hashed signs by which a second opinion on the contacts of a statement is formed; `None` where none is asked for.
pub fn contact_signs(text: &str) -> Option<Vec<u32>> {
    super::reader::signs_of(text)
}

/// Most signs a file of the second opinion can hold in practice.
pub const MOST_SIGNS: usize = super::opinion::ROWS.count * 3 / 4;

/// Put a file of the second opinion together. `weights` are tried in order: put the weightiest signs first.
pub fn contact_model_file(weights: &[(u32, f64)], bias: f64) -> Vec<u8> {
    super::opinion::model_file(weights, bias)
}

/// Words of a statement that carry content, each with whether the vocabulary puts it in a class: what to look at when it grows.
pub fn content_words(text: &str) -> Vec<(String, bool)> {
    super::reader::parsed(text, |view, _| {
        let content = |i: &usize| {
            let w = &view.words[*i];
            w.is_word() && !w.is(super::words::flag::NUMBER) && view.pos(*i) & super::lexicon::pos::FUNCTION == 0
        };
        (0..view.words.len())
            .filter(content)
            .map(|i| {
                let w = &view.words[i];
                let known = w.entry != super::lexicon::NONE && view.lexicon.entry(w.entry).classes[0] != 0;
                (crate::text::TextRange::new(w.start, w.end).of(text).to_lowercase(), known)
            })
            .collect()
    })
}
