//! Since when frameworks, tools and technologies have existed (`technologies.toml`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{WordSet, word_hash};

/// Something that experience is asked in.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct Technology {
    /// Names, in lower case.
    pub names: Vec<String>,
    /// The name for running text.
    pub label: String,
    /// First public release as `YYYY-MM`.
    pub since: String,
    /// Where the date comes from.
    pub source: String,
}

#[derive(serde::Deserialize)]
struct File {
    technology: Vec<Technology>,
}

struct Known {
    entries: Vec<Technology>,
    by_name: FxHashMap<String, usize>,
    /// The names' first words, for a quick no.
    first_words: WordSet,
    longest: usize,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    // The file is part of the binary and read by a test; a broken one leaves nothing known rather than no program.
    let file: File = data!("knowledge/technologies").unwrap_or(File { technology: Vec::new() });
    let mut by_name = FxHashMap::default();
    let mut first_words = WordSet::default();
    let mut longest = 0;
    for (index, entry) in file.technology.iter().enumerate() {
        for name in &entry.names {
            longest = longest.max(name.split(' ').count());
            by_name.entry(name.clone()).or_insert(index);
            name.split(' ').take(1).for_each(|first| first_words.insert(first));
        }
    }
    Known { entries: file.technology, by_name, first_words, longest }
});

/// The technology that the first of `words` name, the longest name first, and how many words that are.
pub fn technology_at(words: &[&str]) -> Option<(&'static Technology, usize)> {
    if !words.first().is_some_and(|first| KNOWN.first_words.has(word_hash(first))) {
        return None;
    }
    (1..=KNOWN.longest.min(words.len())).rev().find_map(|length| {
        let name = words[..length].join(" ").to_lowercase();
        KNOWN.by_name.get(&name).and_then(|i| KNOWN.entries.get(*i)).map(|t| (t, length))
    })
}

impl Technology {
    /// Whole months from its first release to `today` (`YYYY-MM-DD` or `YYYY-MM`); negative before it.
    pub fn months_until(&self, today: &str) -> Option<i32> {
        Some(months(today)? - months(&self.since)?)
    }
}

fn months(date: &str) -> Option<i32> {
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: i32 = parts.next()?.parse().ok()?;
    Some(year * 12 + month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_every_date_has_a_source() {
        assert!(KNOWN.entries.len() > 30);
        for entry in &KNOWN.entries {
            assert!(entry.months_until("2026-01").is_some_and(|m| m > 0), "{} since {}", entry.label, entry.since);
            assert!(entry.source.len() > 10, "{} has no source", entry.label);
            for name in &entry.names {
                assert_eq!(*name, name.to_lowercase(), "names are in lower case");
            }
        }
    }

    #[test]
    fn the_longest_name_counts() {
        let label = |words: &[&str]| technology_at(words).map(|(t, n)| (t.label.as_str(), n));
        assert_eq!(label(&["SAFe", "6", "trains"]), Some(("SAFe 6", 2)));
        assert_eq!(label(&["SAFe", "trains"]), Some(("SAFe", 1)));
        assert_eq!(label(&["safely"]), None);
        assert_eq!(label(&[]), None);
    }

    #[test]
    fn ages_are_counted_in_months() {
        let safe = technology_at(&["safe", "6"]).map(|(t, _)| t.months_until("2026-11-22"));
        assert_eq!(safe, Some(Some(44)));
    }
}
