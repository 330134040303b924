//! The numbers that rules compare with: each with its default and its reason, in one table.

use std::sync::LazyLock;

use super::shape::{Key, Shape};
use super::value::{Node, Origin, Table, Value};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A share from 0 to 1.
    Share,
    /// Things, people, months.
    Count,
    /// Times a month.
    #[allow(dead_code, reason = "for limits of cadence")]
    PerMonth,
}

/// A type that a limit may have.
trait Limit: Sized {
    /// What may be written.
    fn shape(unit: Unit) -> Shape;
    /// From a value of that shape.
    fn read(value: &Value) -> Option<Self>;
    /// As it is written.
    fn write(&self) -> Node;
}

impl Limit for f32 {
    fn shape(unit: Unit) -> Shape {
        if unit == Unit::Share { Shape::Share } else { Shape::PerMonth }
    }

    fn read(value: &Value) -> Option<Self> {
        let share = || value.share().filter(|_| value.text().is_some());
        value.number().or_else(share).map(|n| n as f32)
    }

    fn write(&self) -> Node {
        // As short as the number was written, not with the digits of its arithmetic.
        Node::Number(self.to_string().parse().unwrap_or(f64::from(*self)))
    }
}

impl Limit for usize {
    fn shape(_: Unit) -> Shape {
        Shape::Count
    }

    fn read(value: &Value) -> Option<Self> {
        value.count()
    }

    fn write(&self) -> Node {
        Node::Integer(*self as i64)
    }
}

impl Limit for u32 {
    fn shape(_: Unit) -> Shape {
        Shape::Count
    }

    fn read(value: &Value) -> Option<Self> {
        value.count().and_then(|n| u32::try_from(n).ok())
    }

    fn write(&self) -> Node {
        Node::Integer(i64::from(*self))
    }
}

/// Two numbers with all between.
impl<T: Limit> Limit for (T, T) {
    fn shape(unit: Unit) -> Shape {
        match T::shape(unit) {
            Shape::Share => Shape::Range(&Shape::Share),
            Shape::PerMonth => Shape::Range(&Shape::PerMonth),
            _ => Shape::Range(&Shape::Count),
        }
    }

    fn read(value: &Value) -> Option<Self> {
        match value.items() {
            [low, high] => Some((T::read(low)?, T::read(high)?)),
            _ => None,
        }
    }

    fn write(&self) -> Node {
        Node::List([&self.0, &self.1].map(|n| Value::new(n.write(), Origin::Default)).into())
    }
}

impl<T: Limit + Clone> Limit for std::ops::RangeInclusive<T> {
    fn shape(unit: Unit) -> Shape {
        <(T, T)>::shape(unit)
    }

    fn read(value: &Value) -> Option<Self> {
        <(T, T)>::read(value).map(|(low, high)| low..=high)
    }

    fn write(&self) -> Node {
        (self.start().clone(), self.end().clone()).write()
    }
}

/// Declares limits: document (which is also the text of the manual and of the schema), name, type, default, unit.
macro_rules! limits {
    ($($(#[doc = $about:literal])+ $name:ident: $type:ty = $default:expr, $unit:ident;)+) => {
        /// Numbers that rules compare with. Shares are 0 to 1.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Limits {
            $($(#[doc = $about])+ pub $name: $type,)+
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl Limits {
            /// Sets what a checked table sets.
            pub(super) fn set(&mut self, table: &Table) {
                $(if let Some(value) = table.get(stringify!($name)).and_then(<$type as Limit>::read) {
                    self.$name = value;
                })+
            }
        }

        static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
            let defaults = Limits::default();
            vec![$(Key {
                default: Value::new(defaults.$name.write(), Origin::Default).to_string(),
                ..Key::new(stringify!($name), <$type as Limit>::shape(Unit::$unit), concat!($($about),+).trim_ascii())
            },)+]
        });
    };
}

limits! {
    /// PM101: backlog and delivery at or above this, without discovery. Judgement.
    backlog_only_share: f32 = 0.70, Share;
    /// PO108: writing at or above this. The essay's extreme is 40 of 40 hours.
    story_writing_share: f32 = 0.60, Share;
    /// PO108: from here on an info. Judgement.
    story_writing_info_share: f32 = 0.45, Share;
    /// PM108: owned categories, of eleven. Judgement.
    categories_at_once: usize = 8, Count;
    /// PM108 note: goals a role should hold at most ("a few key goals", Perri 2017).
    goals_per_role: usize = 3, Count;
    /// DOC504 note: duties a role should list at most. Judgement.
    duties_max: usize = 12, Count;
    /// PO109: project work at or above this. Judgement.
    project_share: f32 = 0.30, Share;
    /// OV205: similarity of content words that is the floor for the same work.
    same_work_similarity: f32 = 0.7, Share;
    /// DOC501 note: months after which a review counts as old. Judgement.
    review_age: u32 = 12, Count;
}

/// The keys of `[limits]`.
pub(super) fn keys() -> &'static [Key] {
    &KEYS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_a_default_is_read_as_it() {
        for key in keys() {
            let table = super::super::value::from_toml(&format!("{} = {}", key.name, key.default), &|_| Origin::Default);
            let mut limits = Limits::default();
            limits.set(&table.expect("TOML"));
            assert_eq!(limits, Limits::default(), "{}", key.name);
            assert!(key.about.ends_with('.') && !key.default.is_empty(), "{}", key.name);
        }
    }

    #[test]
    fn pairs_are_read() {
        let pair = Value::new(Node::List(vec![Value::new(Node::Integer(3), Origin::Default), Value::new(Node::Integer(9), Origin::Default)]), Origin::Default);
        assert_eq!(<(usize, usize)>::read(&pair), Some((3, 9)));
        assert_eq!(<std::ops::RangeInclusive<usize>>::read(&pair), Some(3..=9));
        assert_eq!((3_usize..=9).write(), pair.node);
    }
}
