//! Laying settings over each other: what is set later counts, or adds up where the key says so.

use super::KnownRule;
use super::options;
use super::shape::{Key, Shape};
use super::value::{Node, Origin, Table, Value};

/// Lays `over` on `base`. `known` tells codes of names, so that a later word on a rule counts however it is named.
pub(super) fn lay(base: &mut Table, over: &Table, known: &[KnownRule]) {
    if over.get("select").is_some() {
        base.0.retain(|e| !matches!(e.key.as_str(), "ignore" | "extend-select"));
    }
    for pattern in over.texts("extend-select") {
        forget(base, "ignore", &pattern, known);
    }
    for pattern in over.texts("ignore") {
        forget(base, "select", &pattern, known);
        forget(base, "extend-select", &pattern, known);
    }
    if let (Some(Node::Table(severities)), Some(new)) =
        (base.get_mut("severity").map(|v| &mut v.node), over.get("severity").and_then(Value::table))
    {
        severities.0.retain(|old| !new.0.iter().any(|e| covers(&e.key, &old.key, known)));
    }
    lay_table(base, over, options::keys());
}

fn lay_table(base: &mut Table, over: &Table, keys: &'static [Key]) {
    for entry in &over.0 {
        let key = keys.iter().find(|k| k.name == entry.key);
        match (base.get_mut(&entry.key), key) {
            (Some(old), Some(key)) if key.adds_up => lay_value(old, &entry.value, &key.shape),
            (Some(old), _) => *old = entry.value.clone(),
            (None, _) => base.0.push(entry.clone()),
        }
    }
}

fn lay_value(old: &mut Value, new: &Value, shape: &Shape) {
    match (&mut old.node, &new.node) {
        (Node::List(items), Node::List(more)) => {
            items.extend(more.iter().cloned());
            old.origin = new.origin.clone();
        }
        (Node::Table(table), Node::Table(more)) => match shape {
            Shape::Table(keys) => lay_table(table, more, keys()),
            Shape::Map(_, of) | Shape::Parts(of, _) => {
                for entry in &more.0 {
                    match (table.get_mut(&entry.key), of) {
                        (Some(old), Shape::List(_)) => lay_value(old, &entry.value, of),
                        (Some(old), _) => *old = entry.value.clone(),
                        (None, _) => table.0.push(entry.clone()),
                    }
                }
            }
            _ => *old = new.clone(),
        },
        _ => *old = new.clone(),
    }
}

/// Takes from a list of patterns what `pattern` covers. A selection that is left empty selects nothing, not all.
fn forget(base: &mut Table, key: &str, pattern: &str, known: &[KnownRule]) {
    let Some(Value { node: Node::List(items), origin }) = base.get_mut(key) else { return };
    let before = items.len();
    items.retain(|item| !item.text().is_some_and(|old| covers(pattern, old, known)));
    if key == "select" && items.is_empty() && before > 0 {
        items.push(Value::new(Node::Text(super::NOTHING.to_owned()), Origin::clone(origin)));
    }
}

/// Whether a pattern names every rule that another names.
fn covers(pattern: &str, other: &str, known: &[KnownRule]) -> bool {
    let code = |p: &str| {
        known.iter().find(|r| r.name.eq_ignore_ascii_case(p)).map_or_else(|| p.to_uppercase(), |r| r.code.to_owned())
    };
    let (pattern, other) = (code(pattern), code(other));
    pattern == "ALL" || other.starts_with(&pattern)
}
