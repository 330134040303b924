//! Wording of an organisation's own, with the category that it is configured to mean.

use super::{Context, Reading};
use crate::text::TextRange;

/// Gives a statement the category of the longest own wording in it. What is configured is no guess.
pub(super) fn categorise(text: &str, context: &Context, reading: &mut Reading) {
    if context.phrases.is_empty() {
        return;
    }
    let found = context.phrases.iter().filter_map(|(phrase, category)| Some((find(text, phrase)?, *category)));
    let Some((range, category)) = found.max_by_key(|(range, _)| range.len()) else { return };
    if reading.category != category {
        reading.second = Some(reading.category).filter(|_| reading.confidence >= 0.5);
    }
    reading.category = category;
    reading.confidence = 1.0;
    reading.evidence = vec![range];
}

/// Where a phrase (lower case) first stands as whole words, whatever the case and the blanks between them.
fn find(text: &str, phrase: &str) -> Option<TextRange> {
    let wanted: Vec<&str> = phrase.split_whitespace().collect();
    let words: Vec<(usize, &str)> = words(text).collect();
    let same = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted) || word.to_lowercase() == wanted;
    words.windows(wanted.len().max(1)).find_map(|window| {
        let all = !wanted.is_empty() && window.iter().zip(&wanted).all(|((_, word), wanted)| same(word, wanted));
        let ((start, _), (end, last)) = (window.first()?, window.last()?);
        all.then(|| TextRange::from_usize(*start, end + last.len()))
    })
}

/// Words with their places: what stands between blanks, without the marks around it.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().filter_map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = bare.as_ptr() as usize - text.as_ptr() as usize;
        (!bare.is_empty()).then_some((start, bare))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Category, read};
    use super::*;

    #[test]
    fn own_wording_decides_the_category() {
        let phrases = [("gemba walk", Category::Discovery), ("walk", Category::People), ("küche", Category::Project)];
        let context =
            Context { phrases: phrases.into_iter().map(|(p, c)| (p.to_owned(), c)).collect(), ..Context::default() };
        let text = "Join a “Gemba  Walk” (monthly) with the line";
        let reading = read(text, &context);
        assert_eq!((reading.category, reading.confidence), (Category::Discovery, 1.0));
        assert_eq!(reading.evidence.first().map(|r| r.of(text)), Some("Gemba  Walk"));
        assert_eq!(read("Räum die KÜCHE auf", &context).category, Category::Project);
        assert_eq!(read("Order the backlog", &context), read("Order the backlog", &Context::default()));
        assert_ne!(read("Walkways are swept", &context).category, Category::People);
    }
}
