//! What the rules about wording share: where a word speaks to candidates, and how words are listed.

use crate::model::{SectionKind, WordingUse};
use crate::rules::Fix;

impl WordingUse {
    /// In the title or in the title of the advert.
    pub(super) fn is_in_title(&self) -> bool {
        self.section.is_none()
    }

    /// In one of these parts.
    pub(super) fn is_in(&self, sections: &[SectionKind]) -> bool {
        self.section.is_some_and(|s| sections.contains(&s))
    }

    /// Says something of whoever gets the job: in the title, among the requirements, or in a sentence to the reader.
    pub(super) fn is_of_candidates(&self) -> bool {
        self.is_in_title() || self.addressed || self.is_in(&[SectionKind::Requirements])
    }

    /// Readers of the post see it.
    pub(super) fn is_published(&self) -> bool {
        !self.is_in(&[SectionKind::Sources, SectionKind::Waivers, SectionKind::OutOfScope])
    }
}

/// `‘a’`, `‘a’ and ‘b’`, `‘a’, ‘b’ and ‘c’`: each once, in order.
pub(super) fn quoted<'a>(words: impl Iterator<Item = &'a WordingUse>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for word in words {
        if !seen.iter().any(|s| s.eq_ignore_ascii_case(&word.written)) {
            seen.push(word.written.to_string());
        }
    }
    let quoted: Vec<String> = seen.iter().map(|w| format!("‘{w}’")).collect();
    match quoted.split_last() {
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// `fix` with other words in the place of this one, in its case and number; an article before it is brought in line.
pub(super) fn replaced(fix: Fix, word: &WordingUse, instead: &str) -> Fix {
    let plural = word.written.ends_with('s')
        && !instead.ends_with('s')
        && !instead.contains(' ')
        && !word.written.ends_with("ss");
    let mut text = if plural { format!("{instead}s") } else { instead.to_owned() };
    if word.written.starts_with(char::is_uppercase) {
        let mut letters = text.chars();
        text = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    }
    let [before, _] = &word.beside;
    match before.as_ref().and_then(|b| Some((b.range, article_for(&b.word, &text)?))) {
        Some((range, article)) => fix.replace(range, article).replace(word.range, text),
        None => fix.replace(word.range, text),
    }
}

/// The article that goes with `text` instead of the one that stands there; `None` where that is right or is none.
fn article_for(written: &str, text: &str) -> Option<&'static str> {
    let vowel = text.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    match (written, vowel) {
        ("a", true) => Some("an"),
        ("A", true) => Some("An"),
        ("an", false) => Some("a"),
        ("An", false) => Some("A"),
        _ => None,
    }
}

/// `fix` with "they" in the place of this pronoun, and the verb behind it in line.
pub(super) fn they(fix: Fix, word: &WordingUse) -> Fix {
    let [_, next] = &word.beside;
    let lower = word.written.to_lowercase();
    let neutral = match lower.as_str() {
        "he" | "she" => "they",
        "him" => "them",
        "himself" | "herself" => "themselves",
        "his" | "her" if next.is_some() => "their",
        "her" => "them",
        _ => "theirs",
    };
    let fix = if word.written.starts_with(char::is_uppercase) {
        let (first, rest) = neutral.split_at(1);
        fix.replace(word.range, format!("{}{rest}", first.to_uppercase()))
    } else {
        fix.replace(word.range, neutral)
    };
    match next.as_ref().filter(|_| neutral == "they").and_then(|n| Some((n.range, plural_verb(&n.word)?))) {
        Some((range, verb)) => fix.replace(range, verb),
        None => fix,
    }
}

/// "Works" as it goes with "they"; `None` where it stays.
fn plural_verb(word: &str) -> Option<String> {
    let found = match word {
        "is" => "are",
        "was" => "were",
        "has" => "have",
        "does" => "do",
        "goes" => "go",
        "always" | "perhaps" | "thus" | "sometimes" | "besides" | "this" => return None,
        _ => {
            let stem = word.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with('s'))?;
            return Some(match stem.strip_suffix("ie") {
                Some(y) => format!("{y}y"),
                None => stem
                    .strip_suffix('e')
                    .filter(|s| ["sh", "ch", "ss", "x", "zz"].iter().any(|end| s.ends_with(end)))
                    .unwrap_or(stem)
                    .to_owned(),
            });
        }
    };
    Some(found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_articles_follow() {
        let plural = |word| plural_verb(word).unwrap_or_else(|| "stays".to_owned());
        for (word, they) in [
            ("is", "are"),
            ("works", "work"),
            ("tries", "try"),
            ("teaches", "teach"),
            ("decides", "decide"),
            ("will", "stays"),
            ("always", "stays"),
            ("discusses", "discuss"),
            ("moves", "move"),
        ] {
            assert_eq!(plural(word), they, "{word}");
        }
        assert_eq!(article_for("a", "early-career"), Some("an"));
        assert_eq!(article_for("an", "specialist"), Some("a"));
        assert_eq!(article_for("the", "early-career"), None);
    }
}
