//! Years of experience that a text asks for, and in what.

use super::memory::recall;
use crate::knowledge::{Technology, technology_at};
use crate::text::TextRange;

/// Years asked for.
#[derive(Clone, Debug)]
pub struct ExperienceReading {
    /// At least so many years.
    pub least: Option<u32>,
    /// At most so many; written as a ceiling ("no more than") or as the upper end of a range.
    pub most: Option<u32>,
    /// Written as a ceiling.
    pub ceiling: bool,
    /// The figures, or the words for them, without "years".
    pub figures: TextRange,
    /// From the first word that belongs to it ("at least") up to "years".
    pub range: TextRange,
    /// It is said to be experience or work, not another length of time.
    pub of_experience: bool,
    /// What the years are asked in, where that is a technology of known age and the only one.
    pub technology: Option<(&'static Technology, TextRange)>,
}

/// Words that may stand between the years and what they are asked in.
const LINKS: [&str; 33] = [
    "of",
    "in",
    "with",
    "using",
    "on",
    "as",
    "a",
    "an",
    "the",
    "working",
    "work",
    "worked",
    "experience",
    "experienced",
    "hands",
    "professional",
    "practical",
    "proven",
    "relevant",
    "commercial",
    "solid",
    "strong",
    "demonstrable",
    "demonstrated",
    "direct",
    "deep",
    "building",
    "running",
    "leading",
    "delivering",
    "developing",
    "managing",
    "least",
];
/// Words that may stand between what is asked and the years behind it.
const BACK_LINKS: [&str; 12] =
    ["for", "at", "least", "over", "more", "than", "minimum", "of", "min", "with", "experience", "about"];
/// At most so many links.
const REACH: usize = 8;
/// More years than these are no one's experience.
const MOST: u32 = 60;

struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// What stands between the token before and this one.
    before: &'a str,
}

impl Token<'_> {
    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|w| w.eq_ignore_ascii_case(self.text))
    }

    /// A mark stands before it that parts two statements.
    fn parted(&self) -> bool {
        self.before.contains([',', ';', ':', '.', '(', ')', '|', '!', '?'])
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::with_capacity(text.len() / 5 + 1);
    let mut last = 0;
    let mut start = None;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at <= bytes.len() {
        // How many bytes of a word stand here.
        let (inside, width) = match bytes.get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'@' | b'\'') => (true, 1),
            // The point of "6.0" and "Node.js" stands between two letters or digits.
            Some(b'.') => (start.is_some() && text[at + 1..].starts_with(char::is_alphanumeric), 1),
            None | Some(0..128) => (false, 1),
            Some(_) => {
                text[at..].chars().next().map_or((false, 1), |c| (c.is_alphanumeric() || c == '’', c.len_utf8()))
            }
        };
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(Token { text: &text[from..at], start: from, end: at, before: &text[last..from] });
                last = at;
                start = None;
            }
            _ => {}
        }
        at += width;
    }
    found
}

/// A small number in figures or words.
pub(super) fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 16] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "twenty",
    ];
    let value = word.parse().ok().or_else(|| {
        let at = WORDS.iter().position(|w| w.eq_ignore_ascii_case(word))?;
        Some(if at == 15 { 20 } else { at as u32 + 1 })
    })?;
    (1..=MOST).contains(&value).then_some(value)
}

/// All demands for years in one statement, in order.
pub fn read_experience(text: &str) -> Vec<ExperienceReading> {
    // Most statements name no years.
    let bytes = text.as_bytes();
    let may_begin = |at: usize| bytes.get(at + 1).is_some_and(|next| matches!(next, b'e' | b'E' | b'r' | b'R'));
    if !memchr::memchr2_iter(b'y', b'Y', bytes).any(may_begin) {
        return Vec::new();
    }
    recall("experience", text, || {
        let tokens = tokens(text);
        (1..tokens.len()).filter(|i| is_years(tokens[*i].text)).filter_map(|i| years_at(&tokens, i)).collect()
    })
}

fn is_years(word: &str) -> bool {
    let word = word.trim_end_matches(['\'', '’']);
    ["year", "years", "yrs", "yr", "year's", "year’s"].iter().any(|years| years.eq_ignore_ascii_case(word))
}

fn years_at(tokens: &[Token<'_>], years: usize) -> Option<ExperienceReading> {
    let mut first = years - 1;
    let upper = number(tokens[first].text)?;
    let (mut least, mut most) = (Some(upper), None);
    // "3-5 years", "3 to 5 years", "three (3) years".
    let before = |at: usize| at.checked_sub(1).and_then(|i| tokens.get(i));
    let dashed = tokens[first].before.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '+'))
        && !tokens[first].before.trim().is_empty();
    if let Some(lower) = before(first).filter(|_| dashed).and_then(|t| number(t.text)) {
        (least, most) = (Some(lower), Some(upper));
        first -= 1;
    } else if before(first).is_some_and(|t| t.is(&["to", "bis"]))
        && let Some(lower) = before(first - 1).and_then(|t| number(t.text))
    {
        (least, most) = (Some(lower), Some(upper));
        first -= 2;
    } else if tokens[first].before.contains('(') && before(first).is_some_and(|t| number(t.text) == Some(upper)) {
        first -= 1;
    }
    let figures = TextRange::from_usize(tokens[first].start, tokens[years - 1].end);
    let said = |words: &[&str]| {
        let from = first.checked_sub(words.len())?;
        words.iter().zip(&tokens[from..]).all(|(w, t)| t.is(&[w])).then_some(from)
    };
    let ceiling = [
        &["no", "more", "than"][..],
        &["not", "more", "than"],
        &["at", "most"],
        &["maximum", "of"],
        &["maximum"],
        &["max"],
        &["less", "than"],
        &["fewer", "than"],
        &["under"],
    ]
    .iter()
    .find_map(|words| said(words));
    if let Some(from) = ceiling {
        (least, most) = (None, Some(upper));
        first = from;
    } else if let Some(from) = [&["at", "least"][..], &["minimum", "of"], &["minimum"], &["more", "than"], &["over"]]
        .iter()
        .find_map(|w| said(w))
    {
        first = from;
    }
    let behind = &tokens[years + 1..];
    if behind.first().is_some_and(|t| t.is(&["old", "ago", "after", "contract", "term", "plan", "roadmap"])) {
        return None;
    }
    let work = ["experience", "experienced", "working", "work", "expertise", "background"];
    let of_experience = behind.iter().take(REACH).take_while(|t| !t.before.contains(['.', ';'])).any(|t| t.is(&work))
        || tokens[..first].iter().rev().take(5).take_while(|t| !t.before.contains(['.', ';'])).any(|t| t.is(&work));
    let technology = behind_years(tokens, years).or_else(|| before_years(tokens, first, years));
    let range = TextRange::from_usize(tokens[first].start, tokens[years].end);
    Some(ExperienceReading { least, most, ceiling: ceiling.is_some(), figures, range, of_experience, technology })
}

/// "years of experience with SAFe 6".
fn behind_years(tokens: &[Token<'_>], years: usize) -> Option<(&'static Technology, TextRange)> {
    for at in years + 1..tokens.len().min(years + 1 + REACH) {
        if tokens[at].parted() {
            return None;
        }
        if let Some((technology, length)) = named_at(tokens, at) {
            let next = tokens.get(at + length);
            let one_of_several = next.is_some_and(|t| t.is(&["or"]) || t.before.contains('/'));
            let range = TextRange::from_usize(tokens[at].start, tokens[at + length - 1].end);
            return (!one_of_several).then_some((technology, range));
        }
        if !tokens[at].is(&LINKS) {
            return None;
        }
    }
    None
}

/// "SAFe 6 (at least five years)", "worked with Scrum for 40 years".
fn before_years(tokens: &[Token<'_>], first: usize, years: usize) -> Option<(&'static Technology, TextRange)> {
    // "SAFe; 10 years of management": the years have an object of their own.
    let own = tokens.get(years + 1).is_some_and(|t| !t.parted() && !t.is(&["experience", "or", "and", "minimum"]));
    if own {
        return None;
    }
    let mut at = first;
    for _ in 0..REACH {
        if at == 0 || tokens[at].before.contains([',', ';', '.', ')']) {
            return None;
        }
        at -= 1;
        if !tokens[at].is(&BACK_LINKS) {
            break;
        }
    }
    (0..4usize).filter_map(|back| at.checked_sub(back)).rev().find_map(|from| {
        let (technology, length) = named_at(tokens, from)?;
        let alternative = from > 0 && (tokens[from - 1].is(&["or"]) || tokens[from].before.contains('/'));
        let range = TextRange::from_usize(tokens[from].start, tokens[from + length - 1].end);
        (from + length == at + 1 && !alternative).then_some((technology, range))
    })
}

fn named_at(tokens: &[Token<'_>], at: usize) -> Option<(&'static Technology, usize)> {
    const LONGEST: usize = 4;
    let mut words = [""; LONGEST];
    let here = &tokens[at..tokens.len().min(at + LONGEST)];
    words.iter_mut().zip(here).for_each(|(word, token)| *word = token.text);
    technology_at(&words[..here.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(Option<u32>, Option<u32>, Option<&'static str>)> {
        read_experience(text).iter().map(|e| (e.least, e.most, e.technology.map(|(t, _)| t.label.as_str()))).collect()
    }

    #[test]
    fn years_and_what_they_are_asked_in() {
        for (text, expected) in [
            ("10 years of SAFe 6", (Some(10), None, Some("SAFe 6"))),
            ("5+ years' experience with generative AI", (Some(5), None, Some("generative AI tools"))),
            ("At least eight years of hands-on experience in Figma and research", (Some(8), None, Some("Figma"))),
            ("SAFe 6 (five years or more)", (Some(5), None, Some("SAFe 6"))),
            ("Has worked with SAFe for at least 20 years", (Some(20), None, Some("SAFe"))),
            ("3-5 years of experience", (Some(3), Some(5), None)),
            ("7 to 5 years of experience", (Some(7), Some(5), None)),
            ("No more than 5 years of experience", (None, Some(5), None)),
            ("10 years in product management, ideally with SAFe 6", (Some(10), None, None)),
            ("10 years of product management with SAFe 6", (Some(10), None, None)),
            ("20 years of SAFe or Scrum", (Some(20), None, None)),
            ("three (3) years in a similar role", (Some(3), None, None)),
        ] {
            assert_eq!(of(text), [expected], "{text}");
        }
        for text in [
            "A company with 150 years of history",
            "18 years old or more",
            "Every year",
            "yearly goals",
            "A year of change",
        ] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn the_words_are_found_where_they_stand() {
        let text = "Needs at least 10 years of SAFe 6.";
        let found = &read_experience(text)[0];
        assert_eq!((found.range.of(text), found.figures.of(text)), ("at least 10 years", "10"));
        assert_eq!(found.technology.map(|(_, r)| r.of(text)), Some("SAFe 6"));
        assert!(!found.of_experience && read_experience("5 years of work in sales")[0].of_experience);
    }
}
