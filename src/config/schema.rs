//! JSON Schema of `rolelint.toml`, from the table of its keys, for editors that complete and check TOML.

use serde_json::{Map, Value, json};

use super::shape::{Key, Shape};
use super::value::{Origin, from_toml};
use super::{KnownRule, options};
use crate::knowledge::FrameworkName;

/// The schema (draft 7, which editors of TOML know), with a line end.
pub fn schema(rules: &[KnownRule]) -> String {
    let mut whole = table(options::keys());
    let head = [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        ("title", json!("rolelint.toml")),
        ("description", json!("Configuration of rolelint, a linter and language server for role documents.")),
    ];
    let names: Vec<&str> = std::iter::once("ALL").chain(rules.iter().flat_map(|r| [r.code, r.name])).collect();
    let rule = json!({
        "description": Shape::Rule.in_words(),
        "anyOf": [{"enum": names}, {"type": "string", "pattern": "^[A-Za-z]+[0-9]*$"}],
    });
    if let Value::Object(whole) = &mut whole {
        let mut ordered: Map<String, Value> = head.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        ordered.append(whole);
        let condition = table(super::condition::keys());
        ordered.insert("definitions".to_owned(), json!({"rule": rule, "condition": condition}));
        return format!("{:#}\n", Value::Object(ordered));
    }
    String::new()
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    let mut table = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

fn property(key: &Key) -> Value {
    let mut property = of(&key.shape);
    if property.get("$ref").is_some() {
        // Nothing beside a reference counts in this draft.
        property = json!({"allOf": [property]});
    }
    property["description"] = json!(key.about);
    let default = from_toml(&format!("x = {}", key.default), &|_| Origin::Default).ok();
    if let Some(default) = default.as_ref().and_then(|t| t.get("x")) {
        property["default"] = default.into();
    }
    property
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({"type": "string", "minLength": 1}),
        Shape::Glob => json!({"type": "string", "minLength": 1, "maxLength": 1000}),
        Shape::Version => json!({"type": "string", "minLength": 1}),
        Shape::Date => {
            json!({"anyOf": [{"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}, {"type": "integer", "minimum": 1000, "maximum": 9999}]})
        }
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Count => json!({"type": "integer", "minimum": 0}),
        Shape::PerMonth => json!({"type": "number", "minimum": 0, "maximum": 1000}),
        Shape::Share => json!({"anyOf": [
            {"type": "number", "minimum": 0, "maximum": 1},
            {"type": "string", "pattern": "^[0-9]+([.][0-9]+)?\\s*%$"},
        ]}),
        Shape::Range(inner) => json!({"type": "array", "minItems": 2, "maxItems": 2, "items": of(inner)}),
        Shape::Parts(inner, parts) => {
            let properties: Map<String, Value> = parts.iter().map(|p| ((*p).to_owned(), of(inner))).collect();
            json!({"anyOf": [of(inner), {"type": "object", "additionalProperties": false, "properties": properties}]})
        }
        Shape::Choice(words) => json!({"enum": words()}),
        Shape::Rule => json!({"$ref": "#/definitions/rule"}),
        Shape::Framework => {
            let names = FrameworkName::ALL.map(FrameworkName::slug);
            json!({"anyOf": [{"enum": names}, {"type": "string", "minLength": 1}]})
        }
        Shape::Code => json!({"type": "string", "pattern": "^[A-Z]{2,12}[0-9]{1,6}$"}),
        Shape::Name => json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}),
        Shape::Link => json!({"type": "string", "pattern": "^https?://"}),
        Shape::Pattern => json!({"type": "string", "minLength": 1, "maxLength": 1000}),
        Shape::Condition => json!({"$ref": "#/definitions/condition"}),
        Shape::List(inner) => json!({"type": "array", "items": of(inner)}),
        Shape::OneOrMore(inner) => json!({"anyOf": [of(inner), {"type": "array", "items": of(inner)}]}),
        Shape::Table(keys) => table(keys()),
        Shape::Map(Shape::Choice(words), value) => {
            let properties: Map<String, Value> = words().into_iter().map(|w| (w.to_owned(), of(value))).collect();
            json!({"type": "object", "additionalProperties": false, "properties": properties})
        }
        Shape::Map(key, value) => {
            json!({"type": "object", "propertyNames": of(key), "additionalProperties": of(value)})
        }
    }
}
