//! A configured value with the place that it comes from.

use std::fmt::{self, Write};
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use crate::text::{LineColumn, LineIndex, TextRange};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// A preset of this name.
    Preset(&'static str),
    /// A file.
    File(Place),
    /// The settings of the editor.
    Editor,
    /// An argument of the command line, as people write it (`--select`).
    Flag(&'static str),
}

/// A place in a file of the configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Path as shown to people.
    pub file: Arc<str>,
    /// Line and column of its start.
    pub at: LineColumn,
    /// Its bytes.
    pub range: TextRange,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::Preset(name) => write!(f, "preset {name}"),
            Origin::File(place) => write!(f, "{}:{}", place.file, place.at.line),
            Origin::Editor => f.write_str("editor"),
            Origin::Flag(flag) => f.write_str(flag),
        }
    }
}

/// A value with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Itself.
    pub node: Node,
    /// Where it comes from.
    pub origin: Origin,
}

/// What TOML and JSON have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A date or time, as written.
    Date(String),
    /// A list.
    List(Vec<Value>),
    /// A table.
    Table(Table),
}

/// Keys with their values, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table(pub Vec<Entry>);

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, in its standard spelling once it has been checked.
    pub key: String,
    /// Where the key stands.
    pub origin: Origin,
    /// The value.
    pub value: Value,
}

impl Table {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.0.iter_mut().find(|e| e.key == key).map(|e| &mut e.value)
    }

    /// Sets a key, in the place of an earlier value.
    pub fn set(&mut self, key: &str, value: Value) {
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => self.0.push(Entry { key: key.to_owned(), origin: value.origin.clone(), value }),
        }
    }

    /// The texts of a list, or the one text; nothing where the key is not set.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.get(key).map(Value::texts).unwrap_or_default()
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::text)
    }

    /// The tables of a list.
    pub fn tables(&self, key: &str) -> impl Iterator<Item = &Table> {
        self.get(key).into_iter().flat_map(Value::items).filter_map(Value::table)
    }
}

impl Value {
    /// A value from one place.
    pub fn new(node: Node, origin: Origin) -> Value {
        Value { node, origin }
    }

    /// The text, also of a date.
    pub fn text(&self) -> Option<&str> {
        match &self.node {
            Node::Text(text) | Node::Date(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; of anything else itself.
    pub fn items(&self) -> &[Value] {
        match &self.node {
            Node::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The texts of a list, or the one text.
    pub fn texts(&self) -> Vec<String> {
        self.items().iter().filter_map(Value::text).map(str::to_owned).collect()
    }

    /// The table.
    pub fn table(&self) -> Option<&Table> {
        match &self.node {
            Node::Table(table) => Some(table),
            _ => None,
        }
    }

    /// A number, whole or not.
    pub fn number(&self) -> Option<f64> {
        match self.node {
            Node::Integer(n) => Some(n as f64),
            Node::Number(n) => Some(n),
            _ => None,
        }
    }

    /// A whole number from 0.
    pub fn count(&self) -> Option<usize> {
        match self.node {
            Node::Integer(n) => usize::try_from(n).ok(),
            _ => None,
        }
    }

    /// A share from 0 to 1, written as such or as `"70%"`.
    pub fn share(&self) -> Option<f64> {
        let share = match &self.node {
            Node::Text(text) => text.trim().strip_suffix('%')?.trim().parse::<f64>().ok()? / 100.0,
            _ => self.number()?,
        };
        (0.0..=1.0).contains(&share).then_some(share)
    }

    /// What it is, as people call it.
    pub fn kind(&self) -> &'static str {
        match &self.node {
            Node::Text(_) => "text",
            Node::Integer(_) | Node::Number(_) => "a number",
            Node::Flag(_) => "true or false",
            Node::Date(_) => "a date",
            Node::List(_) => "a list",
            Node::Table(_) => "a table",
        }
    }
}

/// Writes values as TOML, on one line.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.node {
            Node::Text(text) => f.write_str(&quoted(text)),
            Node::Integer(n) => write!(f, "{n}"),
            Node::Number(n) => write!(f, "{n:?}"),
            Node::Flag(flag) => write!(f, "{flag}"),
            Node::Date(date) => f.write_str(date),
            Node::List(items) => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Node::Table(table) => {
                let entries: Vec<String> =
                    table.0.iter().map(|e| format!("{} = {}", bare_or_quoted(&e.key), e.value)).collect();
                write!(f, "{{ {} }}", entries.join(", "))
            }
        }
    }
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> serde_json::Value {
        match &value.node {
            Node::Text(text) | Node::Date(text) => text.clone().into(),
            Node::Integer(n) => (*n).into(),
            Node::Number(n) => (*n).into(),
            Node::Flag(flag) => (*flag).into(),
            Node::List(items) => items.iter().map(serde_json::Value::from).collect(),
            Node::Table(table) => table.0.iter().map(|e| (e.key.clone(), serde_json::Value::from(&e.value))).collect(),
        }
    }
}

/// Text between quotes, as TOML and JSON both read it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// A key, between quotes where TOML needs them.
pub(super) fn bare_or_quoted(key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare { key.to_owned() } else { quoted(key) }
}

/// Reads TOML. Of a text that is none, all the places where it goes wrong.
pub(super) fn from_toml(text: &str, place: &impl Fn(TextRange) -> Origin) -> Result<Table, Vec<(TextRange, String)>> {
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let told = |error: &toml::de::Error| {
            let span = error.span().unwrap_or_default();
            (TextRange::from_usize(span.start, span.end), error.message().replace('\n', "; "))
        };
        return Err(errors.iter().map(told).collect());
    }
    Ok(toml_table(table.get_ref(), place))
}

fn toml_table(table: &toml::de::DeTable<'_>, place: &impl Fn(TextRange) -> Origin) -> Table {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entry = |(key, value): (&Spanned<toml::de::DeString<'_>>, &Spanned<DeValue<'_>>)| Entry {
        key: key.get_ref().to_string(),
        origin: place(TextRange::from_usize(key.span().start, key.span().end)),
        value: toml_value(value, place),
    };
    Table(entries.into_iter().map(entry).collect())
}

fn toml_value(value: &Spanned<DeValue<'_>>, place: &impl Fn(TextRange) -> Origin) -> Value {
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Integer(n) => match i64::from_str_radix(n.as_str(), n.radix()) {
            Ok(whole) => Node::Integer(whole),
            Err(_) => Node::Number(f64::INFINITY),
        },
        DeValue::Float(n) => Node::Number(n.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Datetime(date) => Node::Date(date.to_string()),
        DeValue::Array(items) => Node::List(items.iter().map(|item| toml_value(item, place)).collect()),
        DeValue::Table(table) => Node::Table(toml_table(table, place)),
    };
    let span = value.span();
    Value::new(node, place(TextRange::from_usize(span.start, span.end)))
}

/// Reads what an editor sends. `null` is as good as not there.
pub(super) fn from_json(value: &serde_json::Value) -> Option<Value> {
    use serde_json::Value as Json;
    let node = match value {
        Json::Null => return None,
        Json::Bool(flag) => Node::Flag(*flag),
        Json::Number(n) => n.as_i64().map_or_else(|| Node::Number(n.as_f64().unwrap_or(f64::NAN)), Node::Integer),
        Json::String(text) => Node::Text(text.clone()),
        Json::Array(items) => Node::List(items.iter().filter_map(from_json).collect()),
        Json::Object(entries) => {
            let entry = |(key, value): (&String, &Json)| {
                Some(Entry { key: key.clone(), origin: Origin::Editor, value: from_json(value)? })
            };
            Node::Table(Table(entries.iter().filter_map(entry).collect()))
        }
    };
    Some(Value::new(node, Origin::Editor))
}

/// Tells the origin of bytes in a file.
pub(super) fn places<'a>(file: &'a Arc<str>, text: &'a str, lines: &'a LineIndex) -> impl Fn(TextRange) -> Origin + 'a {
    move |range| Origin::File(Place { file: file.clone(), at: lines.line_column(text, range.start), range })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Table {
        from_toml(text, &|_| Origin::Default).expect("TOML")
    }

    #[test]
    fn numbers_dates_and_texts_are_read() {
        let table = read(
            "a = 0x1F\nb = 1_000\nc = 0.5\nd = 2027-01-31\ne = ['x', \"y\\n\"]\nf.g = true\nh = 99999999999999999999\n",
        );
        assert_eq!(table.get("a").and_then(Value::count), Some(31));
        assert_eq!(table.get("b").and_then(Value::count), Some(1000));
        assert_eq!(table.get("c").and_then(Value::share), Some(0.5));
        assert_eq!(table.text("d"), Some("2027-01-31"));
        assert_eq!(table.texts("e"), ["x", "y\n"]);
        assert_eq!(table.get("f").map(Value::to_string).as_deref(), Some("{ g = true }"));
    }

    #[test]
    fn shares_are_parts_of_one_or_per_cent() {
        let share = |text: &str| read(&format!("a = {text}")).get("a").and_then(Value::share);
        assert_eq!(share("\"70%\""), Some(0.7));
        assert_eq!(share("1"), Some(1.0));
        for wrong in ["70", "1.2", "-0.1", "\"70\"", "nan", "true"] {
            assert_eq!(share(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_is_read(text in any::<String>(), key in any::<String>()) {
            let written = format!("{} = {}", bare_or_quoted(&key), Value::new(Node::List(vec![Value::new(Node::Text(text.clone()), Origin::Default)]), Origin::Default));
            let table = read(&written);
            prop_assert_eq!(table.texts(&key), vec![text]);
        }
    }
}
