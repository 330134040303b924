//! Terms of the field and how frameworks differ on them (`glossary.toml`), with sources (`sources.toml`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// One term.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct Term {
    /// As written in running text.
    pub term: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// One or two sentences.
    pub definition: String,
    /// What Scrum says of it.
    #[serde(default)]
    pub scrum: String,
    /// What SAFe says of it.
    #[serde(default)]
    pub safe: String,
    /// What LeSS says of it.
    #[serde(default)]
    pub less: String,
    /// What Kanban says of it.
    #[serde(default)]
    pub kanban: String,
    /// Where it comes from, in words.
    pub source: String,
    /// How far it was checked: `primary` text seen, `secondary`, or `general` usage worded so that it holds.
    pub check: String,
}

/// A source that facts come from.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Source {
    /// Key that data files name.
    pub key: String,
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// How far it was checked.
    pub checked: String,
}

#[derive(serde::Deserialize)]
struct Terms {
    term: Vec<Term>,
}

#[derive(serde::Deserialize)]
struct Sources {
    source: Vec<Source>,
}

// Both files are part of the binary and read by a test; a broken one leaves nothing to say rather than no program.
static TERMS: LazyLock<Vec<Term>> =
    LazyLock::new(|| data!("knowledge/glossary").map(|t: Terms| t.term).unwrap_or_default());
static SOURCES: LazyLock<Vec<Source>> =
    LazyLock::new(|| data!("knowledge/sources").map(|s: Sources| s.source).unwrap_or_default());
static BY_NAME: LazyLock<FxHashMap<String, usize>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for (index, term) in TERMS.iter().enumerate() {
        for name in std::iter::once(&term.term).chain(&term.aliases) {
            map.entry(fold(name)).or_insert(index);
        }
    }
    map
});

/// All terms, in the order of the file.
pub fn terms() -> &'static [Term] {
    &TERMS
}

/// All sources.
pub fn sources() -> &'static [Source] {
    &SOURCES
}

/// The source with this key.
pub fn source(key: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|s| s.key == key)
}

/// The term of this name or alias: case, hyphens and a plural `s` do not matter, except that an alias of capitals
/// alone (`ART`, `PI`) is only found in capitals.
pub fn find_term(name: &str) -> Option<&'static Term> {
    singulars(name).into_iter().find_map(|n| TERMS.get(*BY_NAME.get(&fold(n))?)?.named(n))
}

/// The same among these terms.
pub fn find_term_in<'a>(terms: &'a [Term], name: &str) -> Option<&'a Term> {
    singulars(name).into_iter().find_map(|n| terms.iter().find_map(|term| term.named(n)))
}

fn singulars(name: &str) -> [&str; 2] {
    [name, name.strip_suffix('s').unwrap_or(name)]
}

impl Term {
    /// This term, where it is the one that is named.
    fn named(&self, name: &str) -> Option<&Term> {
        let written = std::iter::once(&self.term).chain(&self.aliases).find(|a| fold(a) == fold(name))?;
        let acronym = written.len() <= 4 && written.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        (!acronym || name == written).then_some(self)
    }
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', '_'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glossary_is_whole() {
        assert!(terms().len() >= 105, "{} terms", terms().len());
        for term in terms() {
            assert!(!term.definition.is_empty() && !term.source.is_empty(), "{}", term.term);
            assert!(
                ["primary", "secondary", "general"].contains(&term.check.as_str()),
                "{}: {}",
                term.term,
                term.check
            );
        }
        assert!(sources().len() >= 34);
    }

    #[test]
    fn terms_are_found_by_name_alias_and_plural() {
        assert_eq!(find_term("Product Owners").map(|t| t.term.as_str()), Some("product owner"));
        assert_eq!(find_term("grooming (former)").map(|t| t.term.as_str()), None);
        assert_eq!(find_term("ART").map(|t| t.term.as_str()), Some("agile release train"));
        assert!(find_term("art").is_none());
        assert!(find_term("weather").is_none());
    }
}
