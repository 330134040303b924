//! What may stand under a key: one table tells the reader what is wrong, people what to write, and editors the JSON Schema.

use crate::model::last_day;

use super::value::{Node, Origin, Table, Value};
use super::version::Requirement;
use crate::knowledge::{Framework, FrameworkName};
use crate::text::{Pattern, nearest};

/// A key of a table.
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What may be written under it.
    pub shape: Shape,
    /// What holds where it is not set, as TOML; empty where that is nothing.
    pub default: String,
    /// What it does, in sentences.
    pub about: &'static str,
    /// How it may look, as TOML.
    pub example: &'static str,
    /// Its table makes no sense without it.
    pub required: bool,
    /// What is set at several places adds up; else the last place counts.
    pub adds_up: bool,
}

impl Key {
    /// A key without default and example.
    pub(super) fn new(name: &'static str, shape: Shape, about: &'static str) -> Key {
        Key { name, shape, default: String::new(), about, example: "", required: false, adds_up: false }
    }

    /// With a default, as TOML.
    pub(super) fn default(mut self, default: &str) -> Key {
        self.default = default.to_owned();
        self
    }

    /// With an example, as TOML.
    pub(super) fn example(mut self, example: &'static str) -> Key {
        self.example = example;
        self
    }

    /// Its table makes no sense without it.
    pub(super) fn required(mut self) -> Key {
        self.required = true;
        self
    }

    /// What is set at several places adds up.
    pub(super) fn adds_up(mut self) -> Key {
        self.adds_up = true;
        self
    }
}

/// What may be written.
pub enum Shape {
    /// Any text that is not empty.
    Text,
    /// Yes or no.
    Flag,
    /// A whole number from 0.
    Count,
    /// Times a month.
    PerMonth,
    /// A share from 0 to 1.
    Share,
    /// One number for all of these cases, or a table with numbers for some.
    Parts(&'static Shape, &'static [&'static str]),
    /// Two of them, the lower first.
    Range(&'static Shape),
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// A code, the beginning of codes, a name, or `ALL`.
    Rule,
    /// A framework with or without a version.
    Framework,
    /// A pattern of paths.
    Glob,
    /// A day, month or year.
    Date,
    /// Versions of rolelint.
    Version,
    /// The code of a rule of one's own.
    Code,
    /// The name of a rule of one's own.
    Name,
    /// The address of a page.
    Link,
    /// A regular expression.
    Pattern,
    /// A condition of a rule of one's own; it may hold others.
    Condition,
    /// Any number of them.
    List(&'static Shape),
    /// One of them, or a list.
    OneOrMore(&'static Shape),
    /// A table with known keys.
    Table(fn() -> &'static [Key]),
    /// A table whose keys are of one shape and its values of another.
    Map(&'static Shape, &'static Shape),
}

impl Shape {
    /// The keys of a table, or of each table of a list.
    pub fn keys(&self) -> Option<&'static [Key]> {
        match self {
            Shape::Table(keys) => Some(keys()),
            Shape::Condition => Some(super::condition::keys()),
            Shape::List(of) => of.keys(),
            _ => None,
        }
    }

    /// What it is, in words that follow "is" or "must be".
    pub fn in_words(&self) -> String {
        match self {
            Shape::Text => "text between quotes".to_owned(),
            Shape::Flag => "true or false".to_owned(),
            Shape::Count => "a whole number from 0".to_owned(),
            Shape::PerMonth => "a number of times a month".to_owned(),
            Shape::Share => "a share, written as 0.7 or \"70%\"".to_owned(),
            Shape::Parts(of, parts) => {
                format!("{}, for all cases or as a table for {}", of.in_words(), parts.join(", "))
            }
            Shape::Range(of) => format!("two numbers, [lower, higher], each {}", of.in_words()),
            Shape::Choice(words) => {
                let words: Vec<String> = words().iter().map(|w| format!("\"{w}\"")).collect();
                match words.as_slice() {
                    [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
                    _ => words.join(""),
                }
            }
            Shape::Rule => {
                "a rule: its code (\"PO101\"), the beginning of codes (\"PO1\"), its name, or \"ALL\"".to_owned()
            }
            Shape::Framework => "a framework, for example \"scrum\" or \"safe 6\"".to_owned(),
            Shape::Glob => "a pattern of paths, for example \"legacy/**\"".to_owned(),
            Shape::Date => "a day, month or year: 2027-01-31, \"2027-01\" or 2027".to_owned(),
            Shape::Version => "versions of rolelint, for example \">=0.1\"".to_owned(),
            Shape::Code => "capital letters, then digits, for example \"ACME001\"".to_owned(),
            Shape::Name => "small letters and digits joined by hyphens, for example \"salary-range\"".to_owned(),
            Shape::Link => "the address of a page, for example \"https://handbook.example/pay\"".to_owned(),
            Shape::Pattern => "a regular expression, for example '\\bninja\\b'".to_owned(),
            Shape::Condition => "a table of conditions".to_owned(),
            Shape::List(of) => format!("a list; each item is {}", of.in_words()),
            Shape::OneOrMore(of) => format!("one or a list; each is {}", of.in_words()),
            Shape::Table(_) => "a table".to_owned(),
            Shape::Map(key, value) => {
                format!("a table; each key is {}, each value {}", key.in_words(), value.in_words())
            }
        }
    }
}

/// Something that is wrong with a value, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub origin: Origin,
    pub message: String,
}

/// Looks through values, and brings keys to their standard spelling.
pub(super) struct Checker {
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// Rules that are named, to be looked up once all of them are known.
    pub rules: Vec<(String, Origin)>,
    /// Frameworks that are not known by themselves, to be looked up among the organisation's own.
    pub frameworks: Vec<(String, Origin)>,
    /// Keys that are not known are passed over.
    pub lenient: bool,
}

impl Checker {
    pub fn new(lenient: bool) -> Checker {
        Checker { faults: Vec::new(), rules: Vec::new(), frameworks: Vec::new(), lenient }
    }

    fn fault(&mut self, origin: &Origin, message: String) {
        self.faults.push(Fault { origin: origin.clone(), message });
    }

    /// Checks a table whose keys are known. `path` names the table for people: `limits`, or nothing for the top.
    pub fn table(&mut self, table: &mut Table, keys: &'static [Key], path: &str, whole: &Origin) {
        let mut entries = std::mem::take(&mut table.0);
        let mut misspelt = Vec::new();
        for mut entry in entries.drain(..) {
            let Some(key) = keys.iter().find(|k| is_same(k.name, &entry.key)) else {
                if !self.lenient {
                    let message = unknown(&entry.key, keys, path);
                    self.fault(&entry.origin, message);
                    misspelt.extend(nearest::nearest(&entry.key, keys.iter().map(|k| k.name)).first().copied());
                }
                continue;
            };
            if table.get(key.name).is_some() {
                self.fault(&entry.origin, format!("`{}` is set twice", join(path, key.name)));
                continue;
            }
            entry.key = key.name.to_owned();
            self.value(&mut entry.value, &key.shape, &join(path, key.name), key.example);
            table.0.push(entry);
        }
        // What is only misspelt is not missing as well.
        let missing = |k: &&Key| k.required && table.get(k.name).is_none() && !misspelt.contains(&k.name);
        for key in keys.iter().filter(missing) {
            let example = if key.example.is_empty() {
                String::new()
            } else {
                format!(", for example `{}`", first_line(key.example))
            };
            self.fault(whole, format!("`{}` is missing here: {}{example}", key.name, lower_first(key.about)));
        }
    }

    fn spelled(&mut self, value: &Value, shape: &Shape, path: &str, right: impl Fn(&str) -> bool) {
        match value.text() {
            Some(text) if right(text) => {}
            Some(text) => {
                self.fault(&value.origin, format!("`{path}` cannot be \"{text}\"; write {}", shape.in_words()));
            }
            None => self
                .fault(&value.origin, format!("`{path}` is {}, but stands here as {}", shape.in_words(), value.kind())),
        }
    }

    fn value(&mut self, value: &mut Value, shape: &Shape, path: &str, example: &str) {
        let wrong = |checker: &mut Checker, value: &Value| {
            let mut message = format!("`{path}` is {}, but stands here as {}", shape.in_words(), value.kind());
            if !example.is_empty() {
                message += &format!("; for example `{}`", first_line(example));
            }
            checker.fault(&value.origin, message);
        };
        let origin = value.origin.clone();
        match shape {
            Shape::Text => match value.text() {
                Some(text) if text.trim().is_empty() => {
                    self.fault(&origin, format!("`{path}` is empty; write something, or leave the key out"))
                }
                Some(_) => {}
                None => wrong(self, value),
            },
            Shape::Flag if matches!(value.node, Node::Flag(_)) => {}
            Shape::Count if value.count().is_some() => {}
            Shape::PerMonth if value.number().is_some_and(|n| (0.0..=1000.0).contains(&n)) => {}
            Shape::Share if value.share().is_some() => {}
            Shape::Share if value.number().is_some() => {
                self.fault(&origin, format!("`{path}` is a share from 0 to 1; write it as 0.7 or \"70%\""));
            }
            Shape::Parts(of, parts) => match &mut value.node {
                Node::Table(table) => {
                    for entry in &mut table.0 {
                        match parts.iter().find(|p| is_same(p, &entry.key)) {
                            Some(part) => {
                                entry.key = (*part).to_owned();
                                self.value(&mut entry.value, of, &join(path, part), example);
                            }
                            None => {
                                let message = format!(
                                    "there is no key `{}` in `{path}`; the keys are {}",
                                    entry.key,
                                    parts.join(", ")
                                );
                                self.fault(&entry.origin, message);
                            }
                        }
                    }
                }
                Node::Integer(_) | Node::Number(_) => self.value(value, of, path, example),
                _ => wrong(self, value),
            },
            Shape::Range(of) => match &mut value.node {
                Node::List(items) if items.len() == 2 => {
                    items.iter_mut().for_each(|item| self.value(item, of, path, example));
                    let number = |v: &Value| v.share().filter(|_| v.text().is_some()).or(v.number());
                    if let [low, high] = items.as_slice()
                        && number(low).zip(number(high)).is_some_and(|(low, high)| low > high)
                    {
                        self.fault(&origin, format!("`{path}` is two numbers, and the lower one comes first"));
                    }
                }
                _ => wrong(self, value),
            },
            Shape::Choice(words) => match value.text() {
                Some(text) => {
                    let words = words();
                    match words.iter().find(|w| is_same(w, text)) {
                        Some(word) => value.node = Node::Text((*word).to_owned()),
                        None => {
                            let asked = nearest::question(text, words.iter().copied());
                            let asked =
                                if asked.is_empty() { format!("; it is one of {}", words.join(", ")) } else { asked };
                            self.fault(&origin, format!("`{path}` cannot be \"{text}\"{asked}"));
                        }
                    }
                }
                None => wrong(self, value),
            },
            Shape::Rule => match value.text() {
                Some(text) => self.rules.push((text.to_owned(), origin)),
                None => wrong(self, value),
            },
            Shape::Framework => match value.text() {
                Some(text) => {
                    let read = Framework::parse(text.trim());
                    let known = read
                        .is_some_and(|f| f.name != FrameworkName::Custom || text.trim().eq_ignore_ascii_case("custom"));
                    if !known {
                        self.frameworks.push((text.to_owned(), origin));
                    }
                }
                None => wrong(self, value),
            },
            Shape::Glob => match value.text() {
                Some(text) => {
                    if let Err(reason) = super::glob::Pattern::new(text) {
                        self.fault(&origin, reason);
                    }
                }
                None => wrong(self, value),
            },
            Shape::Date => match value.text() {
                Some(text) => match last_day(text) {
                    Some(day) => value.node = Node::Text(day),
                    None => self.fault(&origin, format!("\"{text}\" is no date; write {}", Shape::Date.in_words())),
                },
                // A year alone is a number to TOML.
                None => match value.count().and_then(|n| last_day(&n.to_string())) {
                    Some(day) => value.node = Node::Text(day),
                    None => wrong(self, value),
                },
            },
            Shape::Version => match value.text() {
                Some(text) => {
                    if let Err(reason) = Requirement::parse(text) {
                        self.fault(&origin, reason);
                    }
                }
                None => wrong(self, value),
            },
            Shape::Code => self.spelled(value, shape, path, |text| {
                let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
                (2..=12).contains(&letters.len())
                    && (1..=6).contains(&(text.len() - letters.len()))
                    && letters.chars().all(|c| c.is_ascii_uppercase())
            }),
            Shape::Name => self.spelled(value, shape, path, |text| {
                let part =
                    |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
                text.len() <= 60 && text.split('-').all(part) && text.contains(|c: char| c.is_ascii_lowercase())
            }),
            Shape::Link => self.spelled(value, shape, path, |text| {
                let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
                rest.is_some_and(|rest| {
                    !rest.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && !"<>\"`".contains(c))
                })
            }),
            Shape::Pattern => match value.text() {
                Some(text) => {
                    if let Err(reason) = Pattern::new(text) {
                        self.fault(&origin, format!("the regular expression '{text}' {reason}"));
                    }
                }
                None => wrong(self, value),
            },
            Shape::Condition => match &mut value.node {
                Node::Table(table) => self.table(table, super::condition::keys(), path, &origin),
                _ => wrong(self, value),
            },
            Shape::List(of) => match &mut value.node {
                Node::List(items) => items.iter_mut().for_each(|item| self.value(item, of, path, example)),
                _ => wrong(self, value),
            },
            Shape::OneOrMore(of) => match &mut value.node {
                Node::List(items) => items.iter_mut().for_each(|item| self.value(item, of, path, example)),
                Node::Text(_) => {
                    self.value(value, of, path, example);
                    *value = Value::new(Node::List(vec![value.clone()]), origin);
                }
                _ => wrong(self, value),
            },
            Shape::Table(keys) => match &mut value.node {
                Node::Table(table) => self.table(table, keys(), path, &origin),
                _ => wrong(self, value),
            },
            Shape::Map(key_shape, shape) => match &mut value.node {
                Node::Table(table) => {
                    for entry in &mut table.0 {
                        let mut key = Value::new(Node::Text(entry.key.clone()), entry.origin.clone());
                        self.value(&mut key, key_shape, path, example);
                        entry.key = key.text().unwrap_or_default().to_owned();
                        self.value(&mut entry.value, shape, &join(path, &entry.key), example);
                    }
                }
                _ => wrong(self, value),
            },
            Shape::Flag | Shape::Count | Shape::PerMonth | Shape::Share => wrong(self, value),
        }
    }
}

/// `-` and `_` are one in keys; editors write `userWords`.
fn is_same(known: &str, written: &str) -> bool {
    let spelled = |text: &str| {
        let mut spelled = String::new();
        for c in text.trim().chars() {
            match c {
                '_' | ' ' => spelled.push('-'),
                c if c.is_ascii_uppercase()
                    && !spelled.is_empty()
                    && !spelled.ends_with(|l: char| l == '-' || l.is_ascii_uppercase()) =>
                {
                    spelled.push('-');
                    spelled.push(c.to_ascii_lowercase());
                }
                c => spelled.push(c.to_ascii_lowercase()),
            }
        }
        spelled
    };
    known == written || spelled(known) == spelled(written)
}

fn unknown(written: &str, keys: &'static [Key], path: &str) -> String {
    let place = if path.is_empty() { String::new() } else { format!(" in `{path}`") };
    // Right, but in the wrong table?
    let top = super::options::keys();
    let inside = |key: &'static Key| match key.shape {
        Shape::Table(below) => below().iter().find(|k| is_same(k.name, written)).map(|k| (key.name, k.name)),
        _ => None,
    };
    if let Some((table, name)) = top.iter().find_map(inside) {
        return format!("there is no key `{written}`{place}; `{name}` belongs in `[{table}]`");
    }
    if let Some(key) = top.iter().find(|k| is_same(k.name, written)) {
        return format!(
            "there is no key `{written}`{place}; `{}` belongs at the top of the file, before any [table]",
            key.name
        );
    }
    let asked = nearest::question(written, keys.iter().map(|k| k.name));
    if !asked.is_empty() {
        return format!("there is no key `{written}`{place}{asked}");
    }
    let names: Vec<&str> = keys.iter().map(|k| k.name).collect();
    format!("there is no key `{written}`{place}; the keys are {}", names.join(", "))
}

/// `limits.must_haves`
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn first_line(text: &str) -> &str {
    // The line that shows the key, not the head of its table.
    text.lines().find(|line| !line.starts_with('[')).unwrap_or(text)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_key_are_one() {
        for written in ["user-words", "user_words", "userWords"] {
            assert!(is_same("user-words", written), "{written}");
        }
        assert!(is_same("must_haves", "must-haves") && is_same("must_haves", "mustHaves"));
        assert!(!is_same("select", "selct"));
        assert!(is_same("PO101", "PO101"));
    }
}
