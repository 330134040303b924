//! Patterns of paths, read as in a `.gitignore`: without a slash at any depth, with one from the folder of the configuration; a
//! folder stands for all that lies below it. Matching never backtracks.

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};

/// Nobody writes a longer one by hand.
const LONGEST: usize = 1000;
/// So many are matched at once.
const AT_ONCE: usize = 400;

/// One pattern.
pub(super) struct Pattern(Vec<globset::Glob>);

impl Pattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub fn new(text: &str) -> Result<Pattern, String> {
        let written = text.trim();
        let bare = written.trim_start_matches("./").trim_end_matches('/');
        let inside = bare.trim_start_matches('/');
        if inside.is_empty() {
            return Err(format!("the pattern \"{text}\" names nothing; write \"**\" for everything"));
        }
        if written.starts_with('!') {
            return Err(format!(
                "the pattern \"{text}\" begins with \"!\", which has no meaning here; name the files that are meant"
            ));
        }
        if written.len() > LONGEST {
            return Err(format!("a pattern of {} characters is too long; write several shorter ones", written.len()));
        }
        let from_top = bare.contains('/');
        let whole = if from_top || inside == "**" { inside.to_owned() } else { format!("**/{inside}") };
        let glob = |pattern: &str| {
            GlobBuilder::new(pattern)
                .literal_separator(true)
                .backslash_escape(true)
                .build()
                .map_err(|error| format!("the pattern \"{text}\" cannot be read: {}", error.kind()))
        };
        let mut globs = vec![glob(&whole)?];
        if !whole.ends_with("**") {
            globs.push(glob(&format!("{whole}/**"))?);
        }
        Ok(Pattern(globs))
    }
}

/// Many patterns, each of an owner.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    sets: Vec<(GlobSet, Vec<u32>)>,
}

impl Patterns {
    /// All patterns with the number of who owns them. Patterns that cannot be read were told of before, and are left out.
    pub fn new<'a>(patterns: impl Iterator<Item = (u32, &'a str)>) -> Result<Patterns, String> {
        let globs: Vec<(u32, globset::Glob)> = patterns
            .flat_map(|(owner, text)| {
                Pattern::new(text).ok().into_iter().flat_map(move |p| p.0.into_iter().map(move |g| (owner, g)))
            })
            .collect();
        let mut sets = Vec::new();
        for chunk in globs.chunks(AT_ONCE) {
            let mut builder = GlobSetBuilder::new();
            for (_, glob) in chunk {
                builder.add(glob.clone());
            }
            let set =
                builder.build().map_err(|error| format!("the patterns are too large together: {}", error.kind()))?;
            sets.push((set, chunk.iter().map(|(owner, _)| *owner).collect()));
        }
        Ok(Patterns { sets })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// Owners of patterns that match, each once, in order. `path` lies below the folder of the configuration, with `/`.
    pub fn owners(&self, path: &str) -> Vec<u32> {
        let candidate = Candidate::new(path);
        let mut owners: Vec<u32> = Vec::new();
        for (set, all) in &self.sets {
            owners.extend(set.matches_candidate(&candidate).into_iter().filter_map(|at| all.get(at)));
        }
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// Whether one of them matches.
    pub fn matches(&self, path: &str) -> bool {
        let candidate = Candidate::new(path);
        self.sets.iter().any(|(set, _)| set.is_match_candidate(&candidate))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Patterns::new([(0, pattern)].into_iter()).expect("patterns").matches(path)
    }

    #[test]
    fn patterns_are_read_as_in_a_gitignore() {
        for (pattern, path, found) in [
            ("legacy", "legacy/po.role", true),
            ("legacy", "teams/legacy/deep/po.role", true),
            ("legacy/", "legacy/po.role", true),
            ("/legacy", "teams/legacy/po.role", false),
            ("./legacy", "legacy/po.role", true),
            ("teams/*", "teams/a/po.role", true),
            ("teams/*.md", "teams/a/po.md", false),
            ("*.md", "teams/a/po.md", true),
            ("**", "po.role", true),
            ("teams/**/po.role", "teams/po.role", true),
            ("{a,b}/*.role", "b/po.role", true),
            ("legacy", "legacy-not/po.role", false),
        ] {
            assert_eq!(matches(pattern, path), found, "{pattern} on {path}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for wrong in ["", "./", "!a", "a[", "{a", &"a".repeat(1001)] {
            assert!(Pattern::new(wrong).is_err(), "{wrong}");
        }
    }
}
