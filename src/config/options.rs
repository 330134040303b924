//! The keys of `rolelint.toml`, with what they do: the one table behind reading, schema, `config show` and `config explain`.

use std::sync::LazyLock;

use super::shape::{Key, Shape};
use super::{condition, limits, own_rule, preset};
use crate::knowledge::{Kind, Ownership};
use crate::model::Category;

/// The keys of the whole file.
pub fn keys() -> &'static [Key] {
    &TOP
}

fn levels() -> Vec<&'static str> {
    vec!["info", "warning", "error", "raise", "lower"]
}

fn profiles() -> Vec<&'static str> {
    vec!["auto", "spec", "post", "org"]
}

fn categories() -> Vec<&'static str> {
    Category::ALL.map(Category::name).to_vec()
}

fn kinds() -> Vec<&'static str> {
    Kind::all().map(Kind::slug).collect()
}

/// What may be set for all files and for some of them.
fn anywhere() -> Vec<Key> {
    vec![
        Key::new(
            "select",
            Shape::List(&Shape::Rule),
            "Only these rules: codes, beginnings of codes, names, or ALL. A selection starts afresh: what was ignored before it is \
             forgotten. Of a selected and an ignored pattern the longer one decides.",
        )
        .default("[\"ALL\"]")
        .example("select = [\"PO1\", \"PM1\", \"missing-part\"]"),
        Key::new("extend-select", Shape::List(&Shape::Rule), "These rules besides the selected ones.")
            .default("[]")
            .example("extend-select = [\"OV205\"]")
            .adds_up(),
        Key::new("ignore", Shape::List(&Shape::Rule), "Not these rules: codes, beginnings of codes, or names.")
            .default("[]")
            .example("ignore = [\"OUT402\"]")
            .adds_up(),
        Key::new(
            "severity",
            Shape::Map(&Shape::Rule, &Shape::Choice(levels)),
            "Another severity for rules. `raise` and `lower` move what a rule says by one step; the others are final, however sure \
             a finding is.",
        )
        .default("{}")
        .example("[severity]\nPO101 = \"error\"\nOV2 = \"lower\"")
        .adds_up(),
        Key::new(
            "profile",
            Shape::Choice(profiles),
            "Read documents as internal role descriptions (spec) or as job posts (post), instead of telling it from each (auto); \
             org: only the rules that compare roles speak.",
        )
        .default("\"auto\"")
        .example("profile = \"post\""),
        Key::new(
            "framework",
            Shape::OneOrMore(&Shape::Framework),
            "The framework of documents that name none; several mean a mix on purpose.",
        )
        .default("[]")
        .example("framework = \"safe 6\""),
        Key::new("limits", Shape::Table(limits::keys), "Numbers that rules compare with.")
            .default("{}")
            .example("[limits]\nbacklog_only_share = \"60%\"")
            .adds_up(),
        Key::new(
            "user-words",
            Shape::List(&Shape::Text),
            "Words that name the users of your products: whoever meets them meets users.",
        )
        .default("[]")
        .example("user-words = [\"nurses\", \"ward clerks\"]")
        .adds_up(),
        Key::new(
            "phrases",
            Shape::Map(&Shape::Choice(categories), &Shape::List(&Shape::Text)),
            "Wording of your own: a duty that holds one of these words is work of this category.",
        )
        .default("{}")
        .example("[phrases]\ndiscovery = [\"ride along\", \"gemba walk\"]")
        .adds_up(),
    ]
}

static OVERRIDE: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let mut keys = vec![
        Key::new(
            "files",
            Shape::OneOrMore(&Shape::Glob),
            "Files and folders that are meant, from the folder of this file on.",
        )
        .example("files = [\"adverts/**\"]")
        .required(),
    ];
    keys.extend(anywhere());
    keys
});

fn override_keys() -> &'static [Key] {
    &OVERRIDE
}

static KINDS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("titles", Shape::OneOrMore(&Shape::Text), "Titles as they are written on documents.")
            .example("titles = [\"Value Lead\"]")
            .required(),
        Key::new("kind", Shape::Choice(kinds), "What the work is.").example("kind = \"product-owner\"").required(),
        Key::new(
            "decides",
            Shape::OneOrMore(&Shape::Choice(condition::subjects)),
            "What everybody with this title decides, whether or not a document says so again. What a document says itself stands.",
        )
        .default("[]")
        .example("decides = [\"backlog-order\", \"release\"]"),
        Key::new(
            "meets",
            Shape::OneOrMore(&Shape::Choice(condition::classes)),
            "Whom everybody with this title meets at first hand, whether or not a document says so again. What a document says itself \
             stands.",
        )
        .default("[]")
        .example("meets = \"user\""),
        Key::new("teams", Shape::Count, "Teams that one of them works with at most, instead of the limit of the framework (FW304).")
            .example("teams = 4"),
    ]
});

fn kind_keys() -> &'static [Key] {
    &KINDS
}

fn ownerships() -> Vec<&'static str> {
    OWNERSHIPS.map(|(word, _)| word).to_vec()
}

/// How a product is owned.
pub(super) const OWNERSHIPS: [(&str, Ownership); 5] = [
    ("one", Ownership::One),
    ("by-area", Ownership::ByArea),
    ("one-by-team", Ownership::OneByTeam),
    ("chief", Ownership::Chief),
    ("unnamed", Ownership::Unnamed),
];

static FRAMEWORKS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new(
            "name",
            Shape::Text,
            "As documents name it: a name of your own, or that of a framework that is done differently here.",
        )
        .example("name = \"Acme Flow\"")
        .required(),
        Key::new("based-on", Shape::Framework, "The framework whose words and facts hold in it, too.")
            .example("based-on = \"safe\""),
        Key::new(
            "owners",
            Shape::Choice(ownerships),
            "How a product is owned: by one owner, by one with an owner for each area, by one for each \
                 team, by several under a chief; or it is not said (FW302).",
        )
        .example("owners = \"one-by-team\""),
        Key::new(
            "decides",
            Shape::Map(&Shape::Choice(condition::subjects), &Shape::OneOrMore(&Shape::Choice(kinds))),
            "Who decides, by subject, the usual one first (OV202, FW306).",
        )
        .default("{}")
        .example("decides = { art-backlog-order = \"product-owner\" }"),
        Key::new("teams-per-owner", Shape::Count, "Teams that one owner works with at most (FW304).")
            .example("teams-per-owner = 4"),
        Key::new("owners-per-manager", Shape::Count, "Owners that one manager works with at most (FW304).")
            .example("owners-per-manager = 6"),
    ]
});

fn framework_keys() -> &'static [Key] {
    &FRAMEWORKS
}

static TERMS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("term", Shape::Text, "The term as it is written in running text.")
            .example("term = \"value stream\"")
            .required(),
        Key::new("aliases", Shape::List(&Shape::Text), "Other names of it.")
            .default("[]")
            .example("aliases = [\"VS\"]"),
        Key::new("definition", Shape::Text, "What it means here, in a sentence or two.")
            .example("definition = \"A line of business with its own budget.\"")
            .required(),
        Key::new("source", Shape::Text, "Where that is written.")
            .default("\"rolelint.toml\"")
            .example("source = \"Operating model, 2026\""),
    ]
});

fn term_keys() -> &'static [Key] {
    &TERMS
}

static WAIVERS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("rules", Shape::OneOrMore(&Shape::Rule), "Codes, beginnings of codes or names that are silent.")
            .example("rules = [\"PO101\"]")
            .required(),
        Key::new("files", Shape::OneOrMore(&Shape::Glob), "Only in these files; everywhere if not given.")
            .default("[\"**\"]")
            .example("files = [\"legacy/**\"]"),
        Key::new("roles", Shape::OneOrMore(&Shape::Text), "Only of roles with these ids.")
            .default("[]")
            .example("roles = [\"po-claims\"]"),
        Key::new("until", Shape::Date, "The last day on which it holds.").example("until = 2027-03-31"),
        Key::new("reason", Shape::Text, "Why this is accepted.")
            .example("reason = \"The ward is closed to visitors until spring.\"")
            .required(),
    ]
});

fn waiver_keys() -> &'static [Key] {
    &WAIVERS
}

static TOP: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let mut keys = vec![
        Key::new(
            "extends",
            Shape::OneOrMore(&Shape::Text),
            "Configurations that this one builds on, by their paths from the folder of this file. What stands here counts before \
             what stands there.",
        )
        .default("[]")
        .example("extends = \"../rolelint-base.toml\""),
        Key::new(
            "required-version",
            Shape::Version,
            "Versions of rolelint that this configuration was written for; others refuse it.",
        )
        .example("required-version = \">=0.1, <0.3\""),
        Key::new(
            "presets",
            Shape::List(&Shape::Choice(preset::names)),
            "Settings that belong together, below everything that is set here. A later preset counts before an earlier one.",
        )
        .default("[]")
        .example("presets = [\"startup\"]"),
        Key::new("preview", Shape::Flag, "Rules on trial speak, too. They may still change, or go.")
            .default("false")
            .example("preview = true"),
        Key::new(
            "include",
            Shape::List(&Shape::Glob),
            "Of what is found in folders only these files and folders are read. Files that are named on the command line always are.",
        )
        .default("[\"**\"]")
        .example("include = [\"roles/**\"]"),
        Key::new(
            "exclude",
            Shape::List(&Shape::Glob),
            "What is found here is left out, as if it were not there. Files that are named on the command line are read all the \
             same, unless `--force-exclude` is given.",
        )
        .default("[]")
        .example("exclude = [\"archive\", \"*.draft.md\"]")
        .adds_up(),
    ];
    keys.extend(anywhere());
    keys.extend([
        Key::new("kinds", Shape::List(&Shape::Table(kind_keys)), "Titles of your own, and what work they stand for.")
            .default("[]")
            .example("[[kinds]]\ntitles = [\"Value Lead\"]\nkind = \"product-owner\"")
            .adds_up(),
        Key::new(
            "frameworks",
            Shape::List(&Shape::Table(framework_keys)),
            "Frameworks of your own, or what is done differently here in one that is known.",
        )
        .default("[]")
        .example("[[frameworks]]\nname = \"Acme Flow\"\nbased-on = \"safe\"\nteams-per-owner = 4")
        .adds_up(),
        Key::new(
            "terms",
            Shape::List(&Shape::Table(term_keys)),
            "Entries of your own for the glossary: editors show them, and `rolelint explain` knows them.",
        )
        .default("[]")
        .example("[[terms]]\nterm = \"value stream\"\ndefinition = \"A line of business with its own budget.\"")
        .adds_up(),
        Key::new(
            "waivers",
            Shape::List(&Shape::Table(waiver_keys)),
            "Findings that are known and accepted, with a reason and, best, a last day.",
        )
        .default("[]")
        .example("[[waivers]]\nrules = [\"PO101\"]\nfiles = [\"legacy/**\"]\nuntil = 2027-03-31\nreason = \"Replaced in spring.\"")
        .adds_up(),
        Key::new(
            "rules",
            Shape::List(&Shape::Table(own_rule::keys)),
            "Rules of your own: when they speak, what they say, and tests that show both (`rolelint rules test`).",
        )
        .default("[]")
        .example("[[rules]]\ncode = \"ACME001\"\nname = \"salary-range\"\nmessage = \"This job post names no salary range.\"\nwhen = { profile = \"post\", missing = \"salary\" }")
        .adds_up(),
        Key::new(
            "overrides",
            Shape::List(&Shape::Table(override_keys)),
            "Other settings for some files. Where several fit, the last one counts.",
        )
        .default("[]")
        .example("[[overrides]]\nfiles = [\"adverts/**\"]\nprofile = \"post\"\nignore = [\"DOC507\"]")
        .adds_up(),
    ]);
    keys
});

#[cfg(test)]
mod tests {
    use super::super::shape::Checker;
    use super::super::value::{Origin, from_toml};
    use super::*;

    fn walk(keys: &'static [Key], path: &str, look: &mut dyn FnMut(&'static Key, &str)) {
        for key in keys {
            let path = super::super::shape::join(path, key.name);
            look(key, &path);
            // Conditions hold conditions; once is enough.
            let inner = matches!(key.name, "all" | "any" | "not");
            if let Some(below) = key.shape.keys().filter(|_| !inner) {
                walk(below, &path, look);
            }
        }
    }

    #[test]
    fn every_key_says_what_it_does_and_shows_how() {
        walk(keys(), "", &mut |key, path| {
            assert!(key.about.ends_with('.'), "{path}");
            let shown = !key.example.is_empty() || path.starts_with("limits.") || path.contains(".limits.");
            assert!(shown, "{path} has no example");
            assert!(!key.required || key.default.is_empty(), "{path} is required and has a default");
        });
    }

    #[test]
    fn examples_and_defaults_are_as_the_table_says() {
        for key in keys() {
            for text in [key.example.to_owned(), format!("{} = {}", key.name, key.default)] {
                if text.ends_with("= ") {
                    continue;
                }
                let mut table = from_toml(&text, &|_| Origin::Default).expect(&text);
                let mut checker = Checker::new(false);
                checker.table(&mut table, keys(), "", &Origin::Default);
                assert_eq!(checker.faults, [], "{text}");
            }
        }
    }
}
