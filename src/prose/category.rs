//! The category of a statement: a linear model over its features, small and explainable.
//!
//! The weights stand in `model/en.bin`, made by `cargo run --release --example train`:
//! magic, scale, a bias for each category, the calibration curve, then rows of a hash table: a check
//! and a weight for each category.

use std::sync::LazyLock;

use super::Category;
use super::features::Feature;
use super::rows::Rows;
use crate::text::TextRange;

/// Categories.
pub(super) const CLASSES: usize = 11;
/// Bytes read of a row at once: what follows it is read, too, and left out, since sixteen sums cost no more than eleven.
pub(super) const WIDTH: usize = 16;
/// Points of the calibration curve.
pub(super) const CURVE: usize = 17;
/// Bytes before the rows.
pub(super) const HEADER: usize = 8 + 4 + CLASSES * 4 + CURVE * 4;
/// First bytes of the file.
pub(super) const MAGIC: &[u8; 8] = b"RLCAT\0\0\x02";
/// As many rows as make less than 300 kB together with the second opinion on contacts, each with eleven weights.
pub(super) const ROWS: Rows = Rows { start: HEADER, count: 22_000, bytes: 2 + CLASSES, probes: 4 };

const MODEL: &[u8] = include_bytes!("model/en.bin");

/// Smallest share of the probability that makes a second category.
const SECOND: f32 = 0.2;

/// What a rule of the vocabulary adds to the score of its category.
const SETTLED: f32 = 4.0;

/// How the categories are spread over duties of all trades (of 935 labelled lines of real documents, five added to each).
const USUAL: [f32; CLASSES] = [0.094, 0.094, 0.019, 0.034, 0.125, 0.076, 0.044, 0.157, 0.191, 0.077, 0.089];

/// As many statements of the usual spread are added to a document, so that a short one tells little.
const USUAL_STATEMENTS: f32 = 10.0;

/// How far the other statements of a document count. Chosen by leaving one employer out: 0.67 right without, 0.69 with.
const COMPANY: f32 = 0.6;

/// What the model says.
pub(super) struct Judgement {
    pub category: Category,
    pub second: Option<Category>,
    pub confidence: f32,
    pub evidence: Vec<TextRange>,
    pub chances: Chances,
}

/// How likely each category is, in steps of 1/20 of a natural logarithm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chances([u8; CLASSES]);

impl Chances {
    fn new(probabilities: &[f32; CLASSES]) -> Self {
        let rounded = |steps: f32| {
            let whole = steps as u8;
            whole.saturating_add(u8::from(steps - f32::from(whole) >= 0.5))
        };
        Self(probabilities.map(|p| rounded(-p.max(1e-6).ln() * 20.0)))
    }

    fn probabilities(self) -> [f32; CLASSES] {
        static OF_STEPS: LazyLock<[f32; 256]> =
            LazyLock::new(|| std::array::from_fn(|steps| (-(steps as f32) / 20.0).exp()));
        self.0.map(|steps| OF_STEPS[usize::from(steps)])
    }
}

/// Judges statements of one document again, each in the company of all: who mostly plans projects also "coordinates" one. See
/// [`super::judge_together`].
pub(super) fn together(all: &[Chances]) -> Vec<(Category, Option<Category>, f32)> {
    let mut spread = USUAL.map(|usual| usual * USUAL_STATEMENTS);
    for chances in all {
        for (sum, p) in spread.iter_mut().zip(chances.probabilities()) {
            *sum += p;
        }
    }
    let count = all.len() as f32 + USUAL_STATEMENTS;
    let lean: Vec<f32> = spread.iter().zip(USUAL).map(|(sum, usual)| (sum / count / usual).powf(COMPANY)).collect();
    all.iter()
        .map(|chances| {
            let mut p = chances.probabilities();
            p.iter_mut().zip(&lean).for_each(|(p, lean)| *p *= lean);
            choose(&mut p)
        })
        .collect()
}

/// The likeliest category, a second one where it is likely too, and how sure the first is. Makes the sum 1.
fn choose(p: &mut [f32; CLASSES]) -> (Category, Option<Category>, f32) {
    let total: f32 = p.iter().sum();
    p.iter_mut().for_each(|p| *p /= total);
    let best = (0..CLASSES).fold(0, |b, c| if p[c] > p[b] { c } else { b });
    let next = (0..CLASSES).filter(|c| *c != best).fold(None, |b: Option<usize>, c| match b {
        Some(b) if p[b] >= p[c] => Some(b),
        _ => Some(c),
    });
    let second = next.filter(|c| p[*c] >= SECOND || p[*c] >= p[best] * 0.5).map(|c| Category::ALL[c]);
    (Category::ALL[best], second, calibrated(p[best]))
}

fn float(at: usize) -> f32 {
    MODEL.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0.0, f32::from_le_bytes)
}

/// A check and the weights of a feature, or `None` where it has none.
#[inline]
fn row(feature: u32) -> Option<&'static [u8; WIDTH]> {
    let at = ROWS.find(MODEL, feature)?;
    MODEL.get(at..at + WIDTH)?.first_chunk()
}

/// A word and what the weights of its features come to that follow each other; as in a row, the first two and the last are none.
/// They are fewer than a hundred, so there is room for their sum.
pub(super) type OfWord = (u16, [i16; WIDTH]);

/// How much each of `count` features counts: a long statement is no surer than a short one.
pub(super) fn strength(count: usize) -> f32 {
    8.0 / (count.max(16) as f32).sqrt()
}

/// Judge a statement of `words` (byte ranges by word index) by its features.
pub(super) fn judge(
    features: &[Feature],
    words: &[super::words::Word],
    settled: Option<Category>,
    of_words: &mut Vec<OfWord>,
) -> Judgement {
    of_words.clear();
    for (row, word) in features.iter().filter_map(|(feature, word)| Some((row(*feature)?, *word))) {
        if of_words.last().is_none_or(|(last, _)| *last != word) {
            of_words.push((word, [0; WIDTH]));
        }
        if let Some((_, sums)) = of_words.last_mut() {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i16::from(*weight as i8));
        }
    }
    let mut sums = [0i32; WIDTH];
    for (_, of_word) in of_words.iter() {
        sums.iter_mut().zip(of_word).for_each(|(sum, weights)| *sum += i32::from(*weights));
    }
    let scale = float(8) * strength(features.len());
    let mut scores = [0f32; CLASSES];
    for (c, score) in scores.iter_mut().enumerate() {
        *score = sums[c + 2] as f32 * scale + float(12 + c * 4);
    }
    if let Some(category) = settled {
        scores[category as usize] += SETTLED;
    }
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut p = scores.map(|score| (score - top).exp());
    let (category, second, confidence) = choose(&mut p);
    let evidence = evidence(of_words, words, category as usize);
    Judgement { category, second, confidence, evidence, chances: Chances::new(&p) }
}

/// How often a judgement of this probability is right, by the curve of the model file.
fn calibrated(probability: f32) -> f32 {
    let at = probability.clamp(0.0, 1.0) * (CURVE - 1) as f32;
    let low = at.floor() as usize;
    let high = (low + 1).min(CURVE - 1);
    let start = 12 + CLASSES * 4;
    let (a, b) = (float(start + low * 4), float(start + high * 4));
    a + (b - a) * (at - low as f32)
}

/// The words that speak most for category `best`, at most four, in the order of the text.
fn evidence(of_words: &[OfWord], words: &[super::words::Word], best: usize) -> Vec<TextRange> {
    let mut strongest: [(i32, u16); 4] = [(0, u16::MAX); 4];
    // Features of one word mostly follow each other; those of pairs with the verb come at the end and count again.
    for (word, weights) in of_words.iter().filter(|(word, _)| *word != u16::MAX) {
        let all: i32 = weights[2..2 + CLASSES].iter().map(|weight| i32::from(*weight)).sum();
        let sum = i32::from(weights[best + 2]) * CLASSES as i32 - all;
        let Some(mut at) = strongest.iter().position(|s| s.1 == *word).or(Some(3).filter(|_| sum > strongest[3].0))
        else {
            continue;
        };
        if sum <= 0 || strongest[at].1 == *word && sum <= strongest[at].0 {
            continue;
        }
        strongest[at] = (sum, *word);
        while at > 0 && strongest[at - 1].0 < sum {
            strongest.swap(at - 1, at);
            at -= 1;
        }
    }
    let floor = strongest[0].0 / 4;
    let mut chosen: Vec<u16> = strongest.iter().filter(|s| s.1 != u16::MAX && s.0 > floor).map(|s| s.1).collect();
    chosen.sort_unstable();
    chosen.into_iter().filter_map(|w| words.get(usize::from(w))).map(|w| TextRange::new(w.start, w.end)).collect()
}
