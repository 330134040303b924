//! Explanations of the words of the `.role` language (`words.toml`).

use std::sync::LazyLock;

/// A word with its explanation.
#[derive(Debug, serde::Deserialize)]
pub struct Word {
    /// As the formatter writes it.
    pub name: String,
    /// What may stand there, or what it means.
    pub text: String,
    /// One line of a document.
    #[serde(default)]
    pub example: String,
}

#[derive(Default, serde::Deserialize)]
struct Words {
    label: Vec<Word>,
    category: Vec<Word>,
    measure: Vec<Word>,
}

// The file is part of the binary and read by a test; a broken one leaves nothing to say rather than no program.
static WORDS: LazyLock<Words> = LazyLock::new(|| data!("ide/words").unwrap_or_default());

/// Rights of decisions with what they mean.
pub const RIGHTS: [(&str, &str); 4] = [
    ("alone", "this role decides"),
    ("with", "decides together with somebody else"),
    ("advises", "somebody else decides"),
    ("never", "this role has no say"),
];

/// What roles decide about; the order is that of the vocabulary.
pub const SUBJECTS: [&str; 13] = [
    "product vision",
    "product goal",
    "goals and target groups",
    "roadmap",
    "order of the product backlog",
    "scope of a release",
    "release date",
    "acceptance of finished work",
    "price",
    "budget",
    "hiring",
    "cancelling a sprint",
    "what we leave out",
];

/// All types of measures.
pub fn measures() -> impl Iterator<Item = &'static Word> {
    WORDS.measure.iter()
}

fn find(words: &'static [Word], name: &str) -> Option<&'static Word> {
    words.iter().find(|w| w.name.eq_ignore_ascii_case(name))
}

/// A label by its standard name.
pub fn label(standard: &str) -> Option<&'static Word> {
    find(&WORDS.label, standard)
}

/// A category of duties by its name.
pub fn category(name: &str) -> Option<&'static Word> {
    find(&WORDS.category, name)
}

/// A type of measures by its name.
pub fn measure(name: &str) -> Option<&'static Word> {
    find(&WORDS.measure, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Category, MeasureType};
    use crate::syntax::labels::LABELS;

    #[test]
    fn every_word_is_explained() {
        let file: Words = toml::from_str(include_str!("words.toml")).unwrap();
        for known in LABELS {
            let word = label(known.standard).unwrap_or_else(|| panic!("label {}", known.standard));
            assert!(!word.example.is_empty(), "{}", word.name);
        }
        assert!(Category::ALL.iter().all(|c| category(c.name()).is_some()));
        for word in &file.measure {
            assert!(MeasureType::from_name(&word.name).is_some(), "{}", word.name);
        }
        assert_eq!(file.measure.len(), 6);
    }
}
