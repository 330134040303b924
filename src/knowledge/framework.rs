//! Frameworks by name and version.

use std::fmt;

/// Which framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum FrameworkName {
    None,
    Scrum,
    Nexus,
    Less,
    LessHuge,
    ScrumAtScale,
    Safe,
    Kanban,
    DisciplinedAgile,
    Xp,
    SpotifyLike,
    Custom,
}

impl FrameworkName {
    /// All of them.
    pub const ALL: [FrameworkName; 12] = [
        FrameworkName::None,
        FrameworkName::Scrum,
        FrameworkName::Nexus,
        FrameworkName::Less,
        FrameworkName::LessHuge,
        FrameworkName::ScrumAtScale,
        FrameworkName::Safe,
        FrameworkName::Kanban,
        FrameworkName::DisciplinedAgile,
        FrameworkName::Xp,
        FrameworkName::SpotifyLike,
        FrameworkName::Custom,
    ];

    /// The slug that JSON and configuration use.
    pub fn slug(self) -> &'static str {
        match self {
            FrameworkName::None => "none",
            FrameworkName::Scrum => "scrum",
            FrameworkName::Nexus => "nexus",
            FrameworkName::Less => "less",
            FrameworkName::LessHuge => "less-huge",
            FrameworkName::ScrumAtScale => "scrum-at-scale",
            FrameworkName::Safe => "safe",
            FrameworkName::Kanban => "kanban",
            FrameworkName::DisciplinedAgile => "disciplined-agile",
            FrameworkName::Xp => "xp",
            FrameworkName::SpotifyLike => "spotify-like",
            FrameworkName::Custom => "custom",
        }
    }

    /// The name as people write it.
    pub fn label(self) -> &'static str {
        match self {
            FrameworkName::None => "no framework",
            FrameworkName::Scrum => "Scrum",
            FrameworkName::Nexus => "Nexus",
            FrameworkName::Less => "LeSS",
            FrameworkName::LessHuge => "LeSS Huge",
            FrameworkName::ScrumAtScale => "Scrum@Scale",
            FrameworkName::Safe => "SAFe",
            FrameworkName::Kanban => "Kanban",
            FrameworkName::DisciplinedAgile => "Disciplined Agile",
            FrameworkName::Xp => "XP",
            FrameworkName::SpotifyLike => "Spotify-like",
            FrameworkName::Custom => "own framework",
        }
    }
}

/// A framework with the version that was named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Framework {
    /// Which.
    pub name: FrameworkName,
    /// `2020`, `6`, `6.0` ...; empty where none is named.
    pub version: String,
}

impl Framework {
    /// Read a `Framework:` value ("SAFe 6, Kanban"); unknown names are custom. An empty value gives nothing.
    pub fn parse_list(value: &str) -> Vec<Framework> {
        value.split([',', '+', '/', ';']).filter_map(|part| Framework::parse(part.trim())).collect()
    }

    /// Read one name with an optional version after it.
    pub fn parse(value: &str) -> Option<Framework> {
        if value.is_empty() {
            return None;
        }
        let lower = value.to_lowercase();
        let (name, version) = match lower.rsplit_once(' ') {
            Some((name, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => (name.trim(), version),
            _ => (lower.as_str(), ""),
        };
        let name = match name {
            "none" | "no" | "no framework" | "-" => FrameworkName::None,
            "scrum" => FrameworkName::Scrum,
            "nexus" => FrameworkName::Nexus,
            "less" | "large-scale scrum" | "large scale scrum" => FrameworkName::Less,
            "less huge" | "less-huge" => FrameworkName::LessHuge,
            "scrum@scale" | "scrum at scale" | "scrum-at-scale" | "s@s" => FrameworkName::ScrumAtScale,
            "safe" | "scaled agile" | "scaled agile framework" => FrameworkName::Safe,
            "kanban" => FrameworkName::Kanban,
            "disciplined agile" | "disciplined-agile" | "da" | "dad" => FrameworkName::DisciplinedAgile,
            "xp" | "extreme programming" => FrameworkName::Xp,
            "spotify" | "spotify-like" | "spotify like" | "spotify model" => FrameworkName::SpotifyLike,
            _ => FrameworkName::Custom,
        };
        Some(Framework { name, version: version.to_owned() })
    }
}

impl fmt::Display for Framework {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.label())?;
        if !self.version.is_empty() {
            write!(f, " {}", self.version)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_versions_and_mixes_are_read() {
        let list = Framework::parse_list("SAFe 6.0, Kanban");
        assert_eq!(list.len(), 2);
        assert_eq!((list[0].name, list[0].version.as_str()), (FrameworkName::Safe, "6.0"));
        assert_eq!(list[1].name, FrameworkName::Kanban);
        assert_eq!(Framework::parse("LeSS Huge").map(|f| f.name), Some(FrameworkName::LessHuge));
        assert_eq!(Framework::parse("Our Way").map(|f| f.name), Some(FrameworkName::Custom));
        assert!(Framework::parse_list("").is_empty());
    }
}
