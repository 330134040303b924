//! Frameworks by name and version.

use std::fmt;
use std::sync::Arc;

use super::titles::{self, OwnTitles};
use super::{Kind, Ownership};

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
    /// What the organisation has made of it, or a framework of its own.
    pub own: Option<Arc<OwnFramework>>,
}

/// A framework of an organisation's own, or what it does differently in one that is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnFramework {
    /// As it is written.
    pub name: String,
    /// What it builds on; [`FrameworkName::Custom`] where that is nothing.
    pub base: FrameworkName,
    /// How a product is owned, where that differs.
    pub owners: Option<Ownership>,
    /// Who decides, by the slug of the subject, where that differs.
    pub decides: Vec<(String, Vec<Kind>)>,
    /// Teams that one owner works with at most.
    pub teams_per_owner: Option<usize>,
    /// Owners that one manager works with at most.
    pub owners_per_manager: Option<usize>,
}

impl OwnFramework {
    /// Whether it goes by this name, in lower case.
    fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name
    }
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
        let known = match name {
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
        let own = titles::in_force();
        let own = own.iter().flat_map(|own| &own.frameworks);
        if known == FrameworkName::Custom
            && let Some(own) = own.clone().find(|own| own.is_called(&lower) || own.is_called(name))
        {
            let version = if own.is_called(&lower) { "" } else { version };
            return Some(Framework { name: own.base, version: version.to_owned(), own: Some(own.clone()) });
        }
        let changed = own.into_iter().find(|own| own.base == known && Framework::named(&own.name) == Some(known));
        Some(Framework { name: known, version: version.to_owned(), own: changed.cloned() })
    }

    /// The framework that is known by this name.
    pub fn named(name: &str) -> Option<FrameworkName> {
        let read = OwnTitles::default().in_force(|| Framework::parse(name.trim()))?;
        (read.name != FrameworkName::Custom && read.version.is_empty()).then_some(read.name)
    }

    /// The name as people write it.
    pub fn label(&self) -> &str {
        self.own.as_ref().map_or(self.name.label(), |own| &own.name)
    }

    /// How a product is owned.
    pub fn ownership(&self) -> Ownership {
        self.own.as_ref().and_then(|own| own.owners).unwrap_or_else(|| self.name.ownership())
    }

    /// Kinds that decide on a subject (`backlog-order`), the usual one first; nothing where it does not say.
    pub fn holders(&self, subject: &str) -> &[Kind] {
        let own = self.own.iter().flat_map(|own| &own.decides).find(|(s, _)| s == subject);
        match own {
            Some((_, kinds)) => kinds,
            None => self.name.right(subject).map_or(&[], |right| &right.holders),
        }
    }

    /// Kinds that decide on a subject by the organisation's own word.
    pub fn own_holders(&self, subject: &str) -> Option<&[Kind]> {
        let own = self.own.as_ref()?;
        own.decides.iter().find(|(s, _)| s == subject).map(|(_, kinds)| kinds.as_slice())
    }
}

impl fmt::Display for Framework {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())?;
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
