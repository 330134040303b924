//! Whether "he" or "her" stands for whoever gets the job.

use super::context::Words;

/// Nouns for whoever gets the job.
const HOLDERS: [&str; 8] =
    ["candidate", "applicant", "incumbent", "jobholder", "postholder", "appointee", "hire", "jobseeker"];
/// The same after a word of the trade: "the product owner".
const TRADES: [&str; 6] = ["product", "project", "solution", "programme", "area", "delivery"];
/// How far back the noun may stand, in words.
const REACH: usize = 14;

/// "He will lead" at the start of a statement; "the candidate ... his". Not "he or she", not a person with a name.
pub(super) fn is_generic(text: &str, start: usize, end: usize) -> bool {
    !is_one_of_two(text, start, end) && (opens(text, start, end) || speaks_of_the_holder(text, start))
}

/// "He/she", "(s)he", "his or her".
fn is_one_of_two(text: &str, start: usize, end: usize) -> bool {
    let joined = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | ')' | '('));
    if joined(text[..start].chars().next_back()) || joined(text[end..].chars().next()) {
        return true;
    }
    let pronoun = |word: &str| {
        ["he", "she", "him", "her", "his", "hers", "they", "them", "their"].iter().any(|p| p.eq_ignore_ascii_case(word))
    };
    let beside = |mut words: Words<'_>| {
        words.next().is_some_and(|w| w.eq_ignore_ascii_case("or") || w.eq_ignore_ascii_case("and"))
            && words.next().is_some_and(pronoun)
    };
    beside(Words::before(text, start)) || beside(Words::after(text, end))
}

/// The first word of a statement, with what this person will do behind it.
fn opens(text: &str, start: usize, end: usize) -> bool {
    // A lead word may stand before it ("must: He has ...").
    let before = text[..start].trim_end();
    let first = !before.contains(char::is_alphanumeric) || before.ends_with(':');
    let subject = matches!(text[start..end].to_ascii_lowercase().as_str(), "he" | "she");
    let does = Words::after(text, end).next().is_some_and(|w| {
        ["will", "must", "should", "shall", "can", "is", "has", "may"].iter().any(|m| m.eq_ignore_ascii_case(w))
            || w.len() > 3 && w.ends_with('s') && w.chars().all(char::is_lowercase)
    });
    first && subject && does
}

/// Whether this sentence or the one before names the holder, and nobody else since.
fn speaks_of_the_holder(text: &str, start: usize) -> bool {
    let mut rest = &text[..start];
    for _ in 0..2 {
        let mut words = Words::before(rest, rest.len());
        for _ in 0..REACH {
            let Some(word) = words.next() else { break };
            let before = words.left();
            if names_the_holder(word, before) {
                return true;
            }
            let inside = !before.trim_end().is_empty() && !before.trim_end().ends_with(['.', '!', '?']);
            if inside && word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase) {
                return false;
            }
        }
        let Some(cut) = rest.rfind(['.', '!', '?']) else { return false };
        rest = &rest[..cut];
    }
    false
}

/// "Candidate"; "owner" behind "product", unless it is "your product owner".
fn names_the_holder(word: &str, before: &str) -> bool {
    let lower = word.to_lowercase();
    if HOLDERS.contains(&lower.as_str()) {
        return true;
    }
    let mut further = Words::before(before, before.len());
    let mut next = || further.next().unwrap_or("").to_lowercase();
    let (trade, whose) = (next(), next());
    matches!(lower.as_str(), "owner" | "manager")
        && TRADES.contains(&trade.as_str())
        && !matches!(whose.as_str(), "your" | "our" | "my" | "his" | "her" | "other")
}
