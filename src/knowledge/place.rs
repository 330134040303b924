//! Places where pay must be told (`places.toml`). Not legal advice: it decides how loud a finding is.

use std::sync::LazyLock;

/// A region with a law on pay in job posts.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct PayRegion {
    /// The name for running text.
    pub label: String,
    /// The law, and since when.
    pub law: String,
    names: Vec<String>,
}

#[derive(serde::Deserialize)]
struct File {
    region: Vec<PayRegion>,
}

static REGIONS: LazyLock<Vec<PayRegion>> = LazyLock::new(|| {
    // The file is part of the binary and read by a test; a broken one leaves no region rather than no program.
    data!("knowledge/places").map(|file: File| file.region).unwrap_or_default()
});

/// The region with a law on pay that a `Location:` value names.
pub fn pay_region(location: &str) -> Option<&'static PayRegion> {
    let lower = location.to_lowercase();
    REGIONS.iter().find(|region| region.names.iter().any(|name| stands_in(&lower, name)))
}

/// Whether a text is the name of a place that is known here, and nothing else.
pub fn is_place(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    REGIONS.iter().any(|region| region.names.contains(&lower))
}

fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(text[..at].chars().next_back()) && !inside(text[at + name.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_named_by_whole_words() {
        assert_eq!(REGIONS.len(), 10);
        assert_eq!(pay_region("Hamburg or remote in Germany").map(|r| r.label.as_str()), Some("the EU"));
        assert_eq!(pay_region("Denver, CO").map(|r| r.label.as_str()), Some("Colorado"));
        assert!(pay_region("London").is_none());
        assert!(pay_region("Parisian suburbs of Oslo").is_none());
        assert!(REGIONS.iter().all(|r| r.law.len() > 10), "every region names its law");
        assert!(is_place("Berlin") && !is_place("Berlin Transport"));
        assert!(REGIONS.iter().all(|r| r.names.iter().all(|n| *n == n.to_lowercase())));
    }
}
