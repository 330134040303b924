//! Rules of an organisation's own (`[[rules]]`), with their tests.

use std::sync::{LazyLock, Mutex, PoisonError};

use super::condition::Condition;
use super::error::ConfigError;
use super::shape::{Key, Shape};
use super::value::{Node, Origin, Table, Value};
use super::{KnownRule, Severity};
use crate::text::Pattern;

/// A rule of an organisation's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRule {
    /// Code.
    pub code: String,
    /// Name for waivers and configuration.
    pub name: String,
    /// What it says. `{title}` stands for the title of the role, `{match}` for the text that matched.
    pub message: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What to write instead; may be empty.
    pub fix: String,
    /// Address of a page that tells more; may be empty.
    pub help: String,
    /// On trial: it speaks only where that is asked for.
    pub preview: bool,
    /// When it speaks.
    pub when: Condition,
    /// Documents on which it must speak, and on which it must not.
    pub tests: Vec<OwnTest>,
    /// The configuration it stands in, as shown to people.
    pub file: String,
}

/// A test of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnTest {
    /// What it shows; may be empty.
    pub name: String,
    /// It is Markdown, not `.role`.
    pub markdown: bool,
    /// The rule must speak.
    pub fails: bool,
    /// The document.
    pub document: String,
}

fn severities() -> Vec<&'static str> {
    vec!["info", "warning", "error"]
}

fn formats() -> Vec<&'static str> {
    vec!["role", "markdown"]
}

static TESTS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("fails", Shape::Text, "A document on which the rule must speak.")
            .example("fails = \"Role: Product Owner\""),
        Key::new("passes", Shape::Text, "A document on which the rule must be silent.")
            .example("passes = \"Role: Product Owner\""),
        Key::new("format", Shape::Choice(formats), "How the document is written.")
            .default("\"role\"")
            .example("format = \"markdown\""),
        Key::new("name", Shape::Text, "What the test shows.").example("name = \"a range is enough\""),
    ]
});

static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("code", Shape::Code, "Its code: capital letters of your own, then digits.")
            .example("code = \"ACME001\"")
            .required(),
        Key::new("name", Shape::Name, "Its name: small letters and digits, joined by hyphens.")
            .example("name = \"salary-range\"")
            .required(),
        Key::new(
            "message",
            Shape::Text,
            "What is missing or at odds. `{title}` stands for the title of the role, `{match}` for the text that matched.",
        )
        .example("message = \"This job post names no salary range.\"")
        .required(),
        Key::new("severity", Shape::Choice(severities), "How much it weighs.")
            .default("\"warning\"")
            .example("severity = \"error\""),
        Key::new("fix", Shape::Text, "What to write instead.").example("fix = \"Write `Salary: EUR 60k-75k a year`.\""),
        Key::new("help", Shape::Link, "A page that tells more, such as one of your handbook.")
            .example("help = \"https://handbook.example/pay\""),
        Key::new("preview", Shape::Flag, "On trial: it speaks only with `preview = true` at the top, or where it is selected by its whole code or name.")
            .default("false")
            .example("preview = true"),
        Key::new("when", Shape::Condition, "When it speaks. Of several keys in one table all must hold.")
            .example("when = { profile = \"post\", missing = \"salary\" }")
            .required(),
        Key::new("tests", Shape::List(&Shape::Table(|| &TESTS)), "Its tests, run by `rolelint rules test`.")
            .default("[]")
            .example("[[rules.tests]]\nfails = \"Role: Product Owner\""),
    ]
});

/// The keys of a rule.
pub(super) fn keys() -> &'static [Key] {
    &KEYS
}

/// The rules of checked tables, those last that count last; of two with one code the later one. They live as long as the
/// program, each distinct one once, so that findings can name them as they name all others.
pub(super) fn read(tables: &[Table], built_in: &[KnownRule], errors: &mut Vec<ConfigError>) -> Vec<&'static OwnRule> {
    let mut rules: Vec<(Origin, OwnRule)> = Vec::new();
    for table in tables {
        let before = rules.len();
        for value in table.get("rules").into_iter().flat_map(Value::items) {
            let Some(rule) = value.table() else { continue };
            match one(rule, &value.origin, built_in) {
                Ok(rule) => {
                    let twice = |old: &OwnRule| old.code == rule.code || old.name == rule.name;
                    if let Some((first, _)) = rules[before..].iter().find(|(_, old)| twice(old)) {
                        let message = format!(
                            "a rule with the code {} or the name {} stands at {first} already",
                            rule.code, rule.name
                        );
                        errors.push(ConfigError { origin: value.origin.clone(), message });
                    }
                    rules.push((value.origin.clone(), rule));
                }
                Err(error) => errors.push(error),
            }
        }
    }
    let last = |at: usize| !rules[at + 1..].iter().any(|(_, later)| later.code == rules[at].1.code);
    (0..rules.len()).filter(|at| last(*at)).map(|at| kept(&rules[at].1)).collect()
}

fn one(table: &Table, whole: &Origin, built_in: &[KnownRule]) -> Result<OwnRule, ConfigError> {
    let text = |key: &str| table.text(key).unwrap_or_default().trim().to_owned();
    let origin = |key: &str| table.get(key).map_or(whole, |v| &v.origin).clone();
    let (code, name) = (text("code"), text("name"));
    let letters = |code: &str| code.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    if let Some(ours) = built_in.iter().find(|r| letters(r.code) == letters(&code)) {
        let message = format!(
            "codes that begin with {} are those of built-in rules; choose letters of your own, for example \"ACME001\"",
            letters(ours.code)
        );
        return Err(ConfigError { origin: origin("code"), message });
    }
    if built_in.iter().any(|r| r.name == name) {
        let message = format!("\"{name}\" is the name of a built-in rule; choose another one");
        return Err(ConfigError { origin: origin("name"), message });
    }
    let condition =
        table.get("when").and_then(Value::table).map_or_else(|| Ok(Condition::All(Vec::new())), Condition::of);
    let when = condition.map_err(|message| ConfigError { origin: origin("when"), message })?;
    let mut tests = Vec::new();
    for value in table.get("tests").into_iter().flat_map(Value::items) {
        let Some(test) = value.table() else { continue };
        let (fails, passes) = (test.text("fails"), test.text("passes"));
        let document = match (fails, passes) {
            (Some(document), None) | (None, Some(document)) => document.to_owned(),
            _ => {
                let message = "a test has one document: under `fails` or under `passes`".to_owned();
                return Err(ConfigError { origin: value.origin.clone(), message });
            }
        };
        tests.push(OwnTest {
            name: test.text("name").unwrap_or_default().to_owned(),
            markdown: test.text("format") == Some("markdown"),
            fails: fails.is_some(),
            document,
        });
    }
    let severity = match table.text("severity") {
        Some("info") => Severity::Info,
        Some("error") => Severity::Error,
        _ => Severity::Warning,
    };
    let file = match whole {
        Origin::File(place) => place.file.to_string(),
        other => other.to_string(),
    };
    let (message, fix, help) = (text("message"), text("fix"), text("help"));
    let preview = matches!(table.get("preview").map(|v| &v.node), Some(Node::Flag(true)));
    Ok(OwnRule { code, name, message, severity, fix, help, preview, when, tests, file })
}

fn kept(rule: &OwnRule) -> &'static OwnRule {
    static KEPT: Mutex<Vec<&'static OwnRule>> = Mutex::new(Vec::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.iter().find(|known| **known == rule) {
        return known;
    }
    let new: &'static OwnRule = Box::leak(Box::new(rule.clone()));
    kept.push(new);
    new
}

/// Expressions that documents are searched for.
pub(super) fn patterns(rules: &[&'static OwnRule]) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = Vec::new();
    for pattern in rules.iter().flat_map(|rule| rule.when.patterns()) {
        if !patterns.contains(pattern) {
            patterns.push(pattern.clone());
        }
    }
    patterns
}
