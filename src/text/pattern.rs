//! Regular expressions that people write into a configuration. They are matched in linear time, whatever is written; what
//! only a backtracking engine can do (look-around, back-references) is refused.

use std::fmt;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::TextRange;

/// Nobody writes a longer one by hand.
const LONGEST: usize = 1000;
/// A compiled expression is no larger, in bytes: counted repetitions multiply.
const LARGEST: usize = 1 << 20;
/// No more matches of one expression are told.
const MOST: usize = 100;

/// A regular expression. Upper and lower case are one (`(?-i)` tells them apart); `^` and `$` stand for the ends of a line.
#[derive(Clone)]
pub struct Pattern {
    text: Arc<str>,
    regex: Regex,
}

impl Pattern {
    /// Reads an expression; the error says what is wrong with it.
    pub fn new(text: &str) -> Result<Pattern, String> {
        if text.chars().count() > LONGEST {
            return Err(format!("is longer than {LONGEST} characters; write several shorter ones"));
        }
        let built = RegexBuilder::new(text).case_insensitive(true).multi_line(true).size_limit(LARGEST).build();
        let regex = built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "grows too large; repeat less often".to_owned(),
            // The last line says what is wrong; those before it draw where.
            error => {
                let told = error.to_string();
                let last = told.lines().last().unwrap_or_default();
                last.trim().trim_start_matches("error: ").to_owned()
            }
        })?;
        if regex.is_match("") {
            return Err("matches where nothing is written; let it ask for at least one character".to_owned());
        }
        Ok(Pattern { text: text.into(), regex })
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it matches somewhere.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Where it matches, in order; no more than a hundred places.
    pub fn places(&self, text: &str) -> impl Iterator<Item = TextRange> {
        self.regex.find_iter(text).take(MOST).map(|found| TextRange::from_usize(found.start(), found.end()))
    }
}

/// What it is made of decides.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_found_in_any_case_and_by_line() {
        let pattern = Pattern::new(r"^rock ?star\b").expect("an expression");
        let text = "A rockstar\nRock star wanted\nROCKSTAR";
        let found: Vec<&str> = pattern.places(text).map(|r| r.of(text)).collect();
        assert_eq!(found, ["Rock star", "ROCKSTAR"]);
        assert!(Pattern::new("(?-i)EUR").is_ok_and(|p| p.is_in("EUR") && !p.is_in("eur")));
    }

    #[test]
    fn what_cannot_be_matched_in_linear_time_or_matches_nothing_is_refused() {
        for (wrong, told) in [
            ("(?=a)b", "look-around"),
            (r"(a)\1", "backreference"),
            ("a(", "unclosed group"),
            ("a*", "nothing is written"),
            ("((a{1000}){1000}){1000}", "grows too large"),
        ] {
            let error = Pattern::new(wrong).expect_err(wrong);
            assert!(error.contains(told), "{wrong}: {error}");
        }
        assert!(Pattern::new(&"a".repeat(1001)).is_err());
    }

    #[test]
    fn an_expression_that_explodes_elsewhere_is_answered() {
        let pattern = Pattern::new("(a+)+b").expect("an expression");
        assert!(!pattern.is_in(&"a".repeat(100_000)));
    }
}
