//! `rolelint.toml` in an editor: what its keys and values mean, and which may be written. Texts are half typed most of the time,
//! so they are looked at as they stand and not as TOML.

mod completion;
mod hover;
mod spot;
#[cfg(test)]
mod tests;

pub(super) use completion::about;
pub use completion::complete;
pub use hover::hover;

use crate::config::{Key, Shape, keys};

/// What a path of keys leads to: the last key that is one of ours, and what may be written there.
#[derive(Clone, Copy)]
struct Found {
    key: &'static Key,
    shape: &'static Shape,
}

fn find(path: &[String]) -> Option<Found> {
    let (first, rest) = path.split_first()?;
    let key = key_named(keys(), first)?;
    rest.iter().try_fold(Found { key, shape: &key.shape }, |found, name| below(found, name))
}

/// What a name stands for below a key.
fn below(found: Found, name: &str) -> Option<Found> {
    match found.shape {
        Shape::Table(keys) => key_named(keys(), name).map(|key| Found { key, shape: &key.shape }),
        Shape::List(shape) | Shape::OneOrMore(shape) => below(Found { shape, ..found }, name),
        Shape::Map(_, shape) => Some(Found { shape, ..found }),
        Shape::Parts(shape, parts) => parts.iter().any(|p| same(p, name)).then_some(Found { shape, ..found }),
        _ => None,
    }
}

fn key_named(keys: &'static [Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| same(key.name, name))
}

/// Hyphens and underscores are one to whoever writes a key.
fn same(name: &str, written: &str) -> bool {
    name.replace('_', "-").eq_ignore_ascii_case(&written.replace('_', "-"))
}

/// The shape of one item where there may be several.
fn item(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::List(of) | Shape::OneOrMore(of) => item(of),
        other => other,
    }
}
