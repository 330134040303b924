//! What is told about an entry when somebody looks at it.

use serde::{Deserialize, Serialize};

use crate::ide::hover::{describe_name, explain_rule, explain_term};
use crate::ide::{configuration, words};
use crate::knowledge::find_term;
use crate::model::FileId;
use crate::rules;
use crate::workspace::Snapshot;

/// What an entry is about. Small, so that it can travel to the client and back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// A label, by its standard name.
    Label(String),
    /// A category of duties.
    Category(String),
    /// A type of measures.
    Measure(String),
    /// A rule, by its code.
    Rule(String),
    /// A term of the glossary.
    Term(String),
    /// A role, team, product, train or area, by name.
    Name(String),
    /// A key of `rolelint.toml`, by its name.
    Key(String),
    /// A duty that is usual, with its source in words.
    Usual(String),
}

/// The explanation as Markdown. `file` is the document that is being written.
pub fn explain(snapshot: &Snapshot, file: FileId, topic: &Topic) -> Option<String> {
    Some(match topic {
        Topic::Label(name) => {
            let word = words::label(name)?;
            format!("{}\n\n```role\n{}\n```", word.text, word.example)
        }
        Topic::Category(name) => words::category(name)?.text.clone(),
        Topic::Measure(name) => words::measure(name)?.text.clone(),
        Topic::Rule(code) => explain_rule(rules::find_of(&snapshot.file(file)?.settings, code)?),
        Topic::Term(name) => explain_term(find_term(name)?),
        Topic::Name(name) => {
            let organisation = snapshot.organisation(snapshot.file(file)?)?;
            describe_name(organisation, name)?
        }
        Topic::Key(name) => configuration::about(name)?,
        Topic::Usual(source) => format!("Usual for this kind of role.\n\n*Source: {source}*"),
    })
}
