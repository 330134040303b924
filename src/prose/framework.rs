//! Frameworks by name, with care for words that only look like them.

use super::words::{Word, flag, hash};
use crate::knowledge::FrameworkName;
use crate::text::{TextRange, WordStarts};

/// How every name below begins; a text without any of these names no framework.
pub(super) static BEGINNINGS: WordStarts<20> = WordStarts::new([
    "scrum",
    "SAFe",
    "LeSS",
    "LESS",
    "XP",
    "ART",
    "scaled agile",
    "large scale",
    "large-scale",
    "agile release",
    "release train",
    "pi planning",
    "program inc",
    "program-inc",
    "nexus",
    "kanban",
    "disciplined agile",
    "extreme prog",
    "spotify model",
    "daily scrum",
]);

/// The frameworks that the words name, in order, each once.
pub(super) fn read(words: &[Word], text: &str) -> Vec<(FrameworkName, TextRange)> {
    let mut found: Vec<(FrameworkName, TextRange)> = Vec::new();
    let written = |i: usize| words.get(i).map_or("", |w| TextRange::new(w.start, w.end).of(text));
    let lower = |i: usize| written(i).to_ascii_lowercase();
    for (i, word) in words.iter().enumerate() {
        if !word.is_word() {
            continue;
        }
        let this = written(i);
        // Compounds of the vocabulary ("scrum master", "agile release train") name the framework, too.
        let first = this.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let (name, last) = match first {
            "LeSS" | "LESS" if first == "LeSS" || lower(i + 1) == "huge" => {
                if lower(i + 1) == "huge" {
                    (FrameworkName::LessHuge, i + 1)
                } else {
                    (FrameworkName::Less, i)
                }
            }
            "SAFe" => (FrameworkName::Safe, i),
            "XP" => (FrameworkName::Xp, i),
            "ART"
                if lower(i).contains("backlog")
                    || ["backlog", "sync", "pi", "train"].contains(&lower(i + 1).as_str()) =>
            {
                (FrameworkName::Safe, i)
            }
            _ => match lower(i).as_str() {
                "scaled" if lower(i + 1) == "agile" => (FrameworkName::Safe, i + 1),
                "large" if lower(i + 1) == "scale" && lower(i + 2) == "scrum" => (FrameworkName::Less, i + 2),
                "large-scale scrum" => (FrameworkName::Less, i),
                "agile release train" => (FrameworkName::Safe, i),
                "release train" | "release train engineer" if word.is(flag::CAPITAL) => (FrameworkName::Safe, i),
                "pi planning" => (FrameworkName::Safe, i),
                "program increment" => (FrameworkName::Safe, i),
                "nexus" if word.is(flag::CAPITAL) => (FrameworkName::Nexus, i),
                "kanban" | "kanban board" => (FrameworkName::Kanban, i),
                "disciplined" if lower(i + 1) == "agile" => (FrameworkName::DisciplinedAgile, i + 1),
                "extreme" if lower(i + 1) == "programming" => (FrameworkName::Xp, i + 1),
                "spotify" if lower(i + 1) == "model" => (FrameworkName::SpotifyLike, i + 1),
                "scrum" if words.get(i + 1).is_some_and(|w| w.mark == b'@') && lower(i + 2) == "scale" => {
                    (FrameworkName::ScrumAtScale, i + 2)
                }
                "scrum" if lower(i + 1) == "at" && lower(i + 2) == "scale" => (FrameworkName::ScrumAtScale, i + 2),
                other if other == "scrum" || other.starts_with("scrum ") || other == "daily scrum" => {
                    // "Large-Scale Scrum" is read from its first word.
                    if i > 1 && words[i - 1].lemma == hash(b"scale") {
                        continue;
                    }
                    (FrameworkName::Scrum, i)
                }
                _ => continue,
            },
        };
        let range = TextRange::new(word.start, words[last].end);
        if !found.iter().any(|(n, _)| *n == name) {
            found.push((name, range));
        }
    }
    found
}
