//! What holds for one file.

use std::sync::Arc;

use super::value::{Node, Table, Value};
use super::{KnownRule, Limits, OwnRule, Severity, own_framework, own_rule};
use crate::knowledge::{Framework, Kind, OwnTitles, Term, kind_from_name};
use crate::model::{Category, ContactClass, OwnKind, Profile, Subject};
use crate::text::Pattern;

/// What stands in a selection that selects nothing; no rule has this name.
pub(super) const NOTHING: &str = "none";

/// What is configured instead of a rule's own severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityChange {
    /// This one, however sure a finding is.
    To(Severity),
    /// One step up.
    Raise,
    /// One step down.
    Lower,
}

/// What holds for one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Limits.
    pub limits: Limits,
    /// Only rules whose code starts with one of these, or whose name is one of these; empty means all.
    pub select: Vec<String>,
    /// Not these. Of a selected and an ignored pattern the longer one decides; where they are equal the rule is silent.
    pub ignore: Vec<String>,
    /// Severity by code, beginning of codes or name.
    pub severity: Vec<(String, SeverityChange)>,
    /// Profile, instead of what the documents look like.
    pub profile: Option<Profile>,
    /// Framework of documents that state none.
    pub framework: Vec<Framework>,
    /// Rules on trial speak, too.
    pub preview: bool,
    /// Rules of the organisation's own.
    pub own_rules: Arc<[&'static OwnRule]>,
    /// Words of the organisation.
    pub vocabulary: Arc<Vocabulary>,
    /// Findings that are known and accepted.
    pub waivers: Vec<ConfiguredWaiver>,
    /// Today as `YYYY-MM-DD`, for waivers and dates; `None` where no clock was asked.
    pub today: Option<String>,
}

/// Words of the organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// Words that name users, in lower case.
    pub user_words: Vec<String>,
    /// Wording with its category, in lower case.
    pub phrases: Vec<(String, Category)>,
    /// Own titles, and frameworks.
    pub titles: OwnTitles,
    /// What is said of roles with these titles.
    pub kinds: Arc<[OwnKind]>,
    /// Own entries of the glossary.
    pub terms: Vec<Term>,
    /// Expressions that own rules look for.
    pub patterns: Arc<[Pattern]>,
}

/// A waiver of the configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfiguredWaiver {
    /// Codes, beginnings of codes or names.
    pub rules: Vec<String>,
    /// Ids of roles; empty means all.
    pub roles: Vec<String>,
    /// Last day on which it holds, as `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Why.
    pub reason: String,
}

/// How closely a pattern names a rule: the length of what they share, most for its whole code or name; `None` where it does not.
pub(super) fn specificity(pattern: &str, code: &str, name: &str) -> Option<usize> {
    let begins =
        || code.get(..pattern.len()).is_some_and(|start| !pattern.is_empty() && start.eq_ignore_ascii_case(pattern));
    if pattern.eq_ignore_ascii_case("all") {
        Some(0)
    } else if pattern.eq_ignore_ascii_case(name) {
        Some(code.len())
    } else {
        begins().then_some(pattern.len())
    }
}

impl Settings {
    /// Whether the rule with this code and name runs.
    pub fn selects(&self, code: &str, name: &str) -> bool {
        let closest = |patterns: &[String]| patterns.iter().filter_map(|p| specificity(p, code, name)).max();
        let selected = if self.select.is_empty() { Some(0) } else { closest(&self.select) };
        selected.is_some_and(|selected| closest(&self.ignore).is_none_or(|ignored| ignored < selected))
    }

    /// The same settings with one rule alone, whatever else is said of it.
    pub fn only(&self, code: &str) -> Settings {
        Settings { select: vec![code.to_owned()], ignore: Vec::new(), waivers: Vec::new(), ..self.clone() }
    }

    /// Whether a rule on trial was asked for: by `preview`, or by its whole code or name.
    pub fn selects_preview(&self, code: &str, name: &str) -> bool {
        self.preview || self.select.iter().any(|p| specificity(p, code, name) == Some(code.len()))
    }

    /// The severity in force of a finding that weighs `own` by itself.
    pub fn severity_of(&self, code: &str, name: &str, own: Severity) -> Severity {
        let asked = self.severity.iter().filter_map(|(p, change)| Some((specificity(p, code, name)?, change)));
        match asked.max_by_key(|(closeness, _)| *closeness) {
            Some((_, SeverityChange::To(severity))) => *severity,
            Some((_, SeverityChange::Raise)) => own.raise(),
            Some((_, SeverityChange::Lower)) => own.lower(),
            None => own,
        }
    }

    /// Whether the configuration waives what a rule says of a role.
    pub fn waives(&self, code: &str, name: &str, role: Option<&str>) -> bool {
        self.waivers.iter().any(|waiver| {
            waiver.rules.iter().any(|p| specificity(p, code, name).is_some())
                && (waiver.roles.is_empty() || role.is_some_and(|role| waiver.roles.iter().any(|r| r == role)))
                && waiver.holds(self.today.as_deref())
        })
    }

    /// What a checked table comes to. `waivers`: which of those with patterns fit.
    pub(super) fn of(
        table: &Table,
        waivers: &[usize],
        rules: &[KnownRule],
        own: &Arc<[&'static OwnRule]>,
        today: Option<String>,
    ) -> Settings {
        let mut settings = Settings {
            own_rules: own.clone(),
            select: table.texts("select"),
            ignore: table.texts("ignore"),
            preview: matches!(table.get("preview").map(|v| &v.node), Some(Node::Flag(true))),
            today,
            ..Settings::default()
        };
        // All of them is what is selected anyway.
        settings.select.retain(|p| !p.eq_ignore_ascii_case("all") || table.texts("select").len() > 1);
        let more = table.texts("extend-select");
        if !more.is_empty() && settings.select.is_empty() {
            settings.select.push("ALL".to_owned());
        }
        settings.select.extend(more);
        if let Some(limits) = table.get("limits").and_then(Value::table) {
            settings.limits.set(limits);
        }
        let severities = table.get("severity").and_then(Value::table).into_iter().flat_map(|t| &t.0);
        settings.severity = severities.filter_map(|e| Some((e.key.clone(), change(e.value.text()?)?))).collect();
        match table.text("profile") {
            Some("spec") => settings.profile = Some(Profile::Spec),
            Some("post") => settings.profile = Some(Profile::Post),
            Some("org") => settings.keep_only(|rule| rule.across, rules),
            _ => {}
        }
        settings.vocabulary = Arc::new(vocabulary(table, own));
        let frameworks = table.texts("framework");
        let read = || frameworks.iter().filter_map(|f| Framework::parse(f.trim())).collect();
        settings.framework = settings.vocabulary.titles.in_force(read);
        settings.waivers = table
            .tables("waivers")
            .enumerate()
            .filter(|(at, waiver)| waiver.get("files").is_none() || waivers.contains(at))
            .map(|(_, waiver)| ConfiguredWaiver {
                rules: waiver.texts("rules"),
                roles: waiver.texts("roles"),
                until: waiver.text("until").map(str::to_owned),
                reason: waiver.text("reason").unwrap_or_default().to_owned(),
            })
            .collect();
        settings
    }

    fn keep_only(&mut self, wanted: impl Fn(&KnownRule) -> bool, rules: &[KnownRule]) {
        let kept = rules.iter().filter(|r| wanted(r) && self.selects(r.code, r.name));
        let codes: Vec<String> = kept.map(|r| r.code.to_owned()).collect();
        self.select = if codes.is_empty() { vec![NOTHING.to_owned()] } else { codes };
    }
}

impl ConfiguredWaiver {
    /// It holds up to and with its last day; without a clock it holds.
    pub fn holds(&self, today: Option<&str>) -> bool {
        self.until.as_deref().zip(today).is_none_or(|(until, today)| until >= today)
    }
}

fn change(level: &str) -> Option<SeverityChange> {
    Some(match level {
        "info" => SeverityChange::To(Severity::Info),
        "warning" => SeverityChange::To(Severity::Warning),
        "error" => SeverityChange::To(Severity::Error),
        "raise" => SeverityChange::Raise,
        "lower" => SeverityChange::Lower,
        _ => return None,
    })
}

fn vocabulary(table: &Table, own: &[&'static OwnRule]) -> Vocabulary {
    let phrases = table.get("phrases").and_then(Value::table).into_iter().flat_map(|t| &t.0);
    let phrases = phrases.flat_map(|entry| {
        let category = Category::from_name(&entry.key);
        entry.value.texts().into_iter().filter_map(move |text| Some((text.trim().to_lowercase(), category?)))
    });
    let kinds = table.tables("kinds").map(|kind| OwnKind {
        titles: kind.texts("titles"),
        decides: kind.texts("decides").iter().filter_map(|s| Subject::from_slug(s)).collect(),
        meets: kind.texts("meets").iter().filter_map(|c| ContactClass::from_name(c)).collect(),
        teams: kind.get("teams").and_then(Value::count),
    });
    let titles = table.tables("kinds").flat_map(|kind| {
        let named: Option<Kind> = kind.text("kind").and_then(kind_from_name);
        kind.texts("titles").into_iter().filter_map(move |title| Some((title, named?)))
    });
    let terms = table.tables("terms").map(|term| Term {
        term: term.text("term").unwrap_or_default().to_owned(),
        aliases: term.texts("aliases"),
        definition: term.text("definition").unwrap_or_default().to_owned(),
        scrum: String::new(),
        safe: String::new(),
        less: String::new(),
        kanban: String::new(),
        source: term.text("source").unwrap_or(super::FILE_NAME).to_owned(),
        check: "own".to_owned(),
    });
    Vocabulary {
        user_words: table.texts("user-words").iter().map(|w| w.trim().to_lowercase()).collect(),
        phrases: phrases.collect(),
        titles: OwnTitles::new(titles).with_frameworks(own_framework::of(table)),
        kinds: kinds.collect(),
        // The one that was written last is found first.
        terms: terms.collect::<Vec<_>>().into_iter().rev().collect(),
        patterns: own_rule::patterns(own).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(list: &[&str]) -> Vec<String> {
        list.iter().map(|p| (*p).to_owned()).collect()
    }

    #[test]
    fn of_two_patterns_the_longer_one_decides() {
        let settings =
            Settings { select: patterns(&["PO101", "PM"]), ignore: patterns(&["PO", "PM101"]), ..Settings::default() };
        assert!(settings.selects("PO101", "no-customer-contact"));
        assert!(!settings.selects("PO102", "second-hand-contact"));
        assert!(!settings.selects("PM101", "backlog-only"));
        assert!(settings.selects("PM102", "no-discovery"));
        let named = Settings { ignore: patterns(&["no-customer-contact"]), ..Settings::default() };
        assert!(!named.selects("PO101", "no-customer-contact") && named.selects("PO102", "second-hand-contact"));
        assert!(!Settings { ignore: patterns(&["ALL"]), ..Settings::default() }.selects("PO101", "x"));
    }

    #[test]
    fn severities_move_or_are_set_by_the_closest_pattern() {
        let settings = Settings {
            severity: vec![("PM1".into(), SeverityChange::Raise), ("PM108".into(), SeverityChange::To(Severity::Info))],
            ..Settings::default()
        };
        assert_eq!(settings.severity_of("PM101", "a", Severity::Warning), Severity::Error);
        assert_eq!(settings.severity_of("PM108", "b", Severity::Warning), Severity::Info);
        assert_eq!(settings.severity_of("PO101", "c", Severity::Warning), Severity::Warning);
    }
}
