//! The numbers that rules compare with: each with its default and its reason, in one table.

use std::ops::RangeInclusive;
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
    PerMonth,
}

/// A type that a limit may have.
trait Limit: Sized {
    /// What may be written.
    fn shape(unit: Unit) -> Shape;
    /// From a value of that shape.
    fn read(value: &Value) -> Option<Self>;
    /// Takes over what a value says.
    fn set(&mut self, value: &Value) {
        if let Some(read) = Self::read(value) {
            *self = read;
        }
    }
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

impl<T: Limit + Clone> Limit for RangeInclusive<T> {
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

/// Declares a limit that differs by case: a number for all cases, or a table of some.
macro_rules! parts {
    ($(#[doc = $about:literal])+ $type:ident: $of:ty, $shape:ident { $($(#[doc = $about_part:literal])+ $part:ident,)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $type {
            $($(#[doc = $about_part])+ pub $part: $of,)+
        }

        impl Limit for $type {
            fn shape(_: Unit) -> Shape {
                Shape::Parts(&Shape::$shape, &[$(stringify!($part)),+])
            }

            fn read(value: &Value) -> Option<Self> {
                let all = <$of>::read(value)?;
                Some(Self { $($part: all.clone(),)+ })
            }

            fn set(&mut self, value: &Value) {
                match value.table() {
                    Some(table) => {
                        $(if let Some(value) = table.get(stringify!($part)) {
                            self.$part.set(value);
                        })+
                    }
                    None => {
                        if let Some(all) = Self::read(value) {
                            *self = all;
                        }
                    }
                }
            }

            fn write(&self) -> Node {
                let mut table = Table::default();
                $(table.set(stringify!($part), Value::new(self.$part.write(), Origin::Default));)+
                Node::Table(table)
            }
        }
    };
}

parts! {
    /// How many teams one owner works with, by framework.
    TeamsPerOwner: usize, Count {
        /// In SAFe: one to two.
        safe,
        /// In LeSS, where teams clarify with users themselves.
        less,
        /// Elsewhere, and where no framework is named. Common advice.
        other,
    }
}

parts! {
    /// Times a month, by kind of role.
    PerKind: f32, PerMonth {
        /// Of an owner.
        owner,
        /// Of a manager.
        manager,
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
                $(if let Some(value) = table.get(stringify!($name)) {
                    self.$name.set(value);
                })+
            }
        }

        static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
            let defaults = Limits::default();
            vec![$(Key {
                default: Value::new(defaults.$name.write(), Origin::Default).to_string(),
                adds_up: matches!(<$type as Limit>::shape(Unit::$unit), Shape::Parts(..)),
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
    /// FW304: teams one owner works with at most. SAFe and LeSS text; the rest is common advice.
    teams_per_owner: TeamsPerOwner = TeamsPerOwner { safe: 2, less: 8, other: 3 }, Count;
    /// FW304: owners that one manager works with at most. Disputed: 2-4, up to 4, 4-5 and 4-6 are told.
    owners_per_manager: usize = 4, Count;
    /// FW304: teams of an area in LeSS Huge (LeSS Rules).
    less_area_teams: RangeInclusive<usize> = 4..=8, Count;
    /// FW304: teams of a product in Nexus (Nexus Guide).
    nexus_teams: RangeInclusive<usize> = 3..=9, Count;
    /// FW304: people of an agile release train (SAFe).
    train_people: RangeInclusive<usize> = 50..=125, Count;
    /// OV205: similarity of content words that is the floor for the same work.
    same_work_similarity: f32 = 0.7, Share;
    /// JOB603: demands that every candidate must meet, at most. Recruiting practice, weak evidence.
    must_haves: usize = 7, Count;
    /// JOB603: tools asked for by name, at most. Judgement.
    named_tools: usize = 3, Count;
    /// JOB605: by how much the upper end of a pay range may exceed the lower, as a share of it. Judgement.
    pay_range_width: f32 = 0.5, Share;
    /// JOB601: coded words of one side from which on the balance is looked at. Judgement.
    coded_words: usize = 5, Count;
    /// DOC504: words of a duty, at most. Judgement.
    duty_words: usize = 30, Count;
    /// OUT405: sprints of work kept ready from which on the queue counts as full. Judgement.
    sprints_ahead: u32 = 3, Count;
    /// OUT404: share of backlog and delivery from which on somebody must look at what came back. Judgement.
    learning_share: f32 = 0.30, Share;
    /// DOC501 note: months after which a review counts as old. Judgement.
    review_age: u32 = 12, Count;
    /// PO103: times a month that an owner or a manager meets users, at least. Weekly is the ideal of continuous discovery; one is the floor.
    min_contacts_per_month: PerKind = PerKind { owner: 1.0, manager: 2.0 }, PerMonth;
    /// PO103 note: written shares of work with users and customers below or above. "Half and half" (Perri 2017, Scrum Inc.), disputed there.
    outside_time_band: (f32, f32) = (0.30, 0.70), Share;
    /// PO107: share of the contract for owning a product, at least. Judgement; full time is the common advice.
    min_owner_time: f32 = 0.50, Share;
    /// PO107: the same for a product in decline. Judgement.
    min_owner_time_in_decline: f32 = 0.20, Share;
    /// PO107: other full jobs that an owner may hold at once. Judgement.
    stacked_jobs: usize = 0, Count;
    /// PO110: analysis, requirements or reports at or above this, without a decision. Judgement.
    analyst_share: f32 = 0.40, Share;
    /// PO111: times a month the team sees its owner, at least: once a week. Judgement.
    min_team_contacts: f32 = 4.0, PerMonth;
    /// PO111: the same under LeSS, where one owner serves many teams: once a sprint.
    min_team_contacts_less: f32 = 2.0, PerMonth;
    /// PM106: project and delivery work at or above this, without a decision. Judgement.
    coordination_share: f32 = 0.50, Share;
    /// PM106: the same while a product is introduced. Judgement.
    coordination_share_at_launch: f32 = 0.60, Share;
    /// PM107: backlog and delivery work above this while a product is still in discovery. Judgement, after Perri 2017.
    feeding_share_in_discovery: f32 = 0.40, Share;
    /// PM107: people of a team above this while a product is still in discovery. Judgement, after Perri 2017.
    team_size_in_discovery: u32 = 5, Count;
    /// PM109: share of time for three or more product people. Judgement.
    people_share: f32 = 0.10, Share;
    /// PM109: backlog work above this leaves too little for those who are led. Judgement.
    lead_backlog_share: f32 = 0.40, Share;
}

/// The keys of `[limits]`.
pub(super) fn keys() -> &'static [Key] {
    &KEYS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{FrameworkName, SpanOf};

    #[test]
    fn what_is_written_as_a_default_is_read_as_it() {
        for key in keys() {
            let table =
                super::super::value::from_toml(&format!("{} = {}", key.name, key.default), &|_| Origin::Default);
            let mut limits = Limits::default();
            limits.set(&table.expect("TOML"));
            assert_eq!(limits, Limits::default(), "{}", key.name);
            assert!(key.about.ends_with('.') && !key.default.is_empty(), "{}", key.name);
        }
    }

    #[test]
    fn pairs_are_read() {
        let pair = Value::new(
            Node::List(vec![
                Value::new(Node::Integer(3), Origin::Default),
                Value::new(Node::Integer(9), Origin::Default),
            ]),
            Origin::Default,
        );
        assert_eq!(<(usize, usize)>::read(&pair), Some((3, 9)));
        assert_eq!(<std::ops::RangeInclusive<usize>>::read(&pair), Some(3..=9));
        assert_eq!((3_usize..=9).write(), pair.node);
    }

    #[test]
    fn a_number_is_for_all_cases_and_a_table_for_some() {
        let mut limits = Limits::default();
        let set = |limits: &mut Limits, text: &str| {
            limits.set(&super::super::value::from_toml(text, &|_| Origin::Default).expect("TOML"))
        };
        set(&mut limits, "teams_per_owner = { safe = 5 }");
        assert_eq!(limits.teams_per_owner, TeamsPerOwner { safe: 5, less: 8, other: 3 });
        set(&mut limits, "teams_per_owner = 1\nmin_contacts_per_month = 0.5");
        assert_eq!(limits.teams_per_owner, TeamsPerOwner { safe: 1, less: 1, other: 1 });
        assert_eq!(limits.min_contacts_per_month, PerKind { owner: 0.5, manager: 0.5 });
    }

    #[test]
    fn spans_are_those_that_the_frameworks_state() {
        let limits = Limits::default();
        let max = |name: FrameworkName, of| name.span(of).map(|s| s.max);
        assert_eq!(max(FrameworkName::Safe, SpanOf::TeamsPerOwner), Some(limits.teams_per_owner.safe));
        assert_eq!(max(FrameworkName::Less, SpanOf::TeamsPerOwner), Some(limits.teams_per_owner.less));
        assert_eq!(max(FrameworkName::Scrum, SpanOf::TeamsPerOwner), Some(limits.teams_per_owner.other));
        assert_eq!(max(FrameworkName::Safe, SpanOf::OwnersPerManager), Some(limits.owners_per_manager));
        let range = |name: FrameworkName, of| name.span(of).map(|s| s.min..=s.max);
        assert_eq!(range(FrameworkName::LessHuge, SpanOf::TeamsPerArea), Some(limits.less_area_teams));
        assert_eq!(range(FrameworkName::Nexus, SpanOf::TeamsPerProduct), Some(limits.nexus_teams));
        assert_eq!(range(FrameworkName::Safe, SpanOf::PeoplePerTrain), Some(limits.train_people));
    }
}
