//! Keys and values that may be written in a `rolelint.toml`.

use super::spot::{Read, Spot, read};
use super::{Found, find, item, same};
use crate::config::{Key, Shape, keys};
use crate::ide::{Completion, CompletionKind, Topic};
use crate::knowledge::FrameworkName;
use crate::rules;
use crate::text::TextRange;

/// What may be written at a byte offset of a `rolelint.toml`.
pub fn complete(text: &str, offset: u32) -> Vec<Completion> {
    let Read { spot, written } = read(text, offset);
    match spot {
        Some(Spot::Key { table, word, inline }) => keys_of(&table, word, inline, &written),
        Some(Spot::Header { before, whole, .. }) if before.is_empty() => headers(whole, &written),
        Some(Spot::Value { path, word, quoted, listed }) => {
            find(&path).map(|found| values(found.shape, word, quoted, listed)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn keys_of(table: &[String], word: TextRange, inline: bool, written: &[Vec<String>]) -> Vec<Completion> {
    let is_new = |name: &str| {
        !written.iter().any(|path| {
            path.split_last().is_some_and(|(last, before)| {
                same(name, last) && before.len() == table.len() && before.iter().zip(table).all(|(a, b)| same(a, b))
            })
        })
    };
    let shape = find(table).map(|found| item(found.shape));
    let list: Vec<Completion> = match shape {
        None if table.is_empty() => {
            keys().iter().filter(|k| is_new(k.name) || is_list_of_tables(k)).map(|k| key(k, word, !inline)).collect()
        }
        Some(Shape::Table(keys)) => keys().iter().filter(|k| is_new(k.name)).map(|k| key(k, word, false)).collect(),
        Some(Shape::Map(of, value)) => {
            let words = words(of).into_iter().filter(|(w, ..)| is_new(w));
            words.map(|(name, detail, topic)| entry(&name, detail, topic, value, word)).collect()
        }
        Some(Shape::Parts(of, parts)) => {
            let parts = parts.iter().filter(|p| is_new(p));
            parts.map(|part| entry(part, String::new(), None, of, word)).collect()
        }
        _ => Vec::new(),
    };
    ranked(list)
}

fn ranked(list: Vec<Completion>) -> Vec<Completion> {
    list.into_iter().enumerate().map(|(rank, entry)| entry.rank(rank)).collect()
}

fn is_list_of_tables(key: &Key) -> bool {
    matches!(key.shape, Shape::List(Shape::Table(_)))
}

/// A key with its `=`, or its table where that is written below a header.
fn key(key: &'static Key, word: TextRange, may_be_header: bool) -> Completion {
    let written = match &key.shape {
        _ if may_be_header && is_list_of_tables(key) => header_of_many(key),
        Shape::Table(_) | Shape::Map(..) if may_be_header => format!("[{}]\n$0", key.name),
        shape => format!("{} = {}", key.name, place_for(shape)),
    };
    Completion::new(CompletionKind::Field, key.name, word)
        .snippet(written)
        .detail(default_of(key))
        .topic(Topic::Key(key.name.to_owned()))
}

fn default_of(key: &Key) -> String {
    match (key.required, key.default.as_str()) {
        (true, _) => "required here".to_owned(),
        (_, "") => String::new(),
        (_, default) => format!("default {default}"),
    }
}

/// `[[name]]` with the keys that its table cannot be without.
fn header_of_many(key: &Key) -> String {
    let mut text = format!("[[{}]]\n", key.name);
    let required = key.shape.keys().into_iter().flatten().filter(|k| k.required);
    for (index, key) in required.enumerate() {
        let place = place_for(&key.shape).replace('1', &(index + 1).to_string());
        text.push_str(&format!("{} = {place}\n", key.name));
    }
    text
}

fn entry(name: &str, detail: String, topic: Option<Topic>, value: &'static Shape, word: TextRange) -> Completion {
    let made = Completion::new(CompletionKind::Field, name, word)
        .snippet(format!("{name} = {}", place_for(value)))
        .detail(detail);
    match topic {
        Some(topic) => made.topic(topic),
        None => made,
    }
}

/// How a value of this shape looks before anything is in it.
fn place_for(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text
        | Shape::Choice(_)
        | Shape::Rule
        | Shape::Framework
        | Shape::Glob
        | Shape::Version
        | Shape::Code
        | Shape::Name
        | Shape::Link => "\"$1\"",
        // Between single quotes a backslash is a backslash.
        Shape::Pattern => "'$1'",
        Shape::List(Shape::Table(_)) => "[{ $1 \\}]",
        Shape::List(of) | Shape::OneOrMore(of) if place_for(of) == "\"$1\"" => "[\"$1\"]",
        Shape::List(_) | Shape::OneOrMore(_) | Shape::Range(_) => "[$1]",
        Shape::Table(_) | Shape::Map(..) | Shape::Condition => "{ $1 \\}",
        Shape::Flag | Shape::Count | Shape::PerMonth | Shape::Share | Shape::Parts(..) | Shape::Date => "$1",
    }
}

/// Tables by their headers; the whole header is written anew.
fn headers(whole: TextRange, written: &[Vec<String>]) -> Vec<Completion> {
    let is_new = |key: &Key| !written.iter().any(|path| path.len() == 1 && path.iter().any(|p| same(key.name, p)));
    let list = keys().iter().filter_map(|key| {
        let text = match key.shape {
            Shape::Table(_) | Shape::Map(..) if is_new(key) => format!("[{}]", key.name),
            _ if is_list_of_tables(key) => format!("[[{}]]", key.name),
            _ => return None,
        };
        let made = Completion::new(CompletionKind::Section, &text, whole).text(&text);
        Some(made.topic(Topic::Key(key.name.to_owned())))
    });
    ranked(list.collect())
}

fn values(shape: &'static Shape, word: TextRange, quoted: bool, listed: bool) -> Vec<Completion> {
    let several = matches!(shape, Shape::List(_)) && !listed && !quoted;
    let of = item(shape);
    let list = words(of).into_iter().map(|(name, detail, topic)| {
        let text = match of {
            Shape::Flag => name.clone(),
            _ if quoted => name.clone(),
            _ if several => format!("[\"{name}\"]"),
            _ => format!("\"{name}\""),
        };
        let filter = text.clone();
        let made = Completion::new(CompletionKind::Value, name, word).text(text).detail(detail).filter(filter);
        match topic {
            Some(topic) => made.topic(topic),
            None => made,
        }
    });
    ranked(list.collect())
}

/// The words of a shape, each with what is shown beside it and what explains it.
fn words(shape: &Shape) -> Vec<(String, String, Option<Topic>)> {
    let plain = |word: &str| (word.to_owned(), String::new(), None);
    match shape {
        Shape::Flag => ["true", "false"].map(plain).to_vec(),
        Shape::Choice(words) => words().into_iter().map(plain).collect(),
        Shape::Framework => {
            FrameworkName::ALL.into_iter().map(|name| (name.slug().to_owned(), name.label().to_owned(), None)).collect()
        }
        Shape::Rule => rules::all()
            .map(|rule| (rule.code.to_owned(), rule.name.to_owned(), Some(Topic::Rule(rule.code.to_owned()))))
            .collect(),
        _ => Vec::new(),
    }
}

/// The page of a key, for whoever looks at its entry.
pub(in crate::ide) fn about(name: &str) -> Option<String> {
    let Found { key, .. } = find(&[name.to_owned()])
        .or_else(|| keys().iter().find_map(|key| find(&[key.name.to_owned(), name.to_owned()])))?;
    Some(if key.example.is_empty() {
        key.about.to_owned()
    } else {
        format!("{}\n\n```toml\n{}\n```", key.about, key.example)
    })
}
