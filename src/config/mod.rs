//! Settings of a run: limits with their defaults, which rules speak, and how loud.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use crate::knowledge::Framework;
use crate::model::Profile;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a thought.
    Info,
    /// Worth mending.
    Warning,
    /// Mend it.
    Error,
}

impl Severity {
    /// One step down; info is the floor.
    pub fn lower(self) -> Severity {
        match self {
            Severity::Error => Severity::Warning,
            Severity::Warning | Severity::Info => Severity::Info,
        }
    }

    /// `info`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// How many teams one owner works with, by framework.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamsPerOwner {
    /// In SAFe: one to two.
    pub safe: usize,
    /// In LeSS, where teams clarify with users themselves.
    pub less: usize,
    /// Elsewhere, and where no framework is named. Common advice.
    pub other: usize,
}

/// Numbers that rules compare with. Shares are 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// PM101: backlog and delivery at or above this, without discovery. Judgement.
    pub backlog_only_share: f32,
    /// PO108: writing at or above this. The essay's extreme is 40 of 40 hours.
    pub story_writing_share: f32,
    /// PO108: from here on an info. Judgement.
    pub story_writing_info_share: f32,
    /// PM108: owned categories, of eleven. Judgement.
    pub categories_at_once: usize,
    /// PM108 note: goals a role should hold at most ("a few key goals", Perri 2017).
    pub goals_per_role: usize,
    /// DOC504 note: duties a role should list at most. Judgement.
    pub duties_max: usize,
    /// PO109: project work at or above this. Judgement.
    pub project_share: f32,
    /// FW304: teams one owner works with at most. SAFe and LeSS text; the rest is common advice.
    pub teams_per_owner: TeamsPerOwner,
    /// FW304: owners that one manager works with at most. Disputed: 2-4, up to 4, 4-5 and 4-6 are told.
    pub owners_per_manager: usize,
    /// FW304: teams of an area in LeSS Huge (LeSS Rules).
    pub less_area_teams: RangeInclusive<usize>,
    /// FW304: teams of a product in Nexus (Nexus Guide).
    pub nexus_teams: RangeInclusive<usize>,
    /// FW304: people of an agile release train (SAFe).
    pub train_people: RangeInclusive<usize>,
    /// OV205: similarity of content words that is the floor for the same work.
    pub same_work_similarity: f32,
    /// JOB603: demands that every candidate must meet, at most. Recruiting practice, weak evidence.
    pub must_haves: usize,
    /// JOB603: tools asked for by name, at most. Judgement.
    pub named_tools: usize,
    /// JOB605: by how much the upper end of a pay range may exceed the lower, as a share of it. Judgement.
    pub pay_range_width: f32,
    /// JOB601: coded words of one side from which on the balance is looked at. Judgement.
    pub coded_words: usize,
    /// DOC504: words of a duty, at most. Judgement.
    pub duty_words: usize,
    /// OUT405: sprints of work kept ready from which on the queue counts as full. Judgement.
    pub sprints_ahead: u32,
    /// OUT404: share of backlog and delivery from which on somebody must look at what came back. Judgement.
    pub learning_share: f32,
    /// DOC501 note: months after which a review counts as old. Judgement.
    pub review_age: u32,
    /// PO103: times a month an owner meets users, at least. Weekly is the ideal of continuous discovery; one is the floor.
    pub min_contacts_owner: f32,
    /// PO103: the same for a manager.
    pub min_contacts_manager: f32,
    /// PO103 note: written shares of work with users and customers below or above. "Half and half" (Perri 2017, Scrum Inc.), disputed there.
    pub outside_time_band: (f32, f32),
    /// PO107: share of the contract for owning a product, at least. Judgement; full time is the common advice.
    pub min_owner_time: f32,
    /// PO107: the same for a product in decline. Judgement.
    pub min_owner_time_in_decline: f32,
    /// PO110: analysis, requirements or reports at or above this, without a decision. Judgement.
    pub analyst_share: f32,
    /// PO111: times a month the team sees its owner, at least: once a week. Judgement.
    pub min_team_contacts: f32,
    /// PO111: the same under LeSS, where one owner serves many teams: once a sprint.
    pub min_team_contacts_less: f32,
    /// PM106: project and delivery work at or above this, without a decision. Judgement.
    pub coordination_share: f32,
    /// PM106: the same while a product is introduced. Judgement.
    pub coordination_share_at_launch: f32,
    /// PM107: backlog and delivery work above this while a product is still in discovery. Judgement, after Perri 2017.
    pub feeding_share_in_discovery: f32,
    /// PM107: people of a team above this while a product is still in discovery. Judgement, after Perri 2017.
    pub team_size_in_discovery: u32,
    /// PM109: share of time for three or more product people. Judgement.
    pub people_share: f32,
    /// PM109: backlog work above this leaves too little for those who are led. Judgement.
    pub lead_backlog_share: f32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            backlog_only_share: 0.70,
            story_writing_share: 0.60,
            story_writing_info_share: 0.45,
            categories_at_once: 8,
            goals_per_role: 3,
            duties_max: 12,
            project_share: 0.30,
            teams_per_owner: TeamsPerOwner { safe: 2, less: 8, other: 3 },
            owners_per_manager: 4,
            less_area_teams: 4..=8,
            nexus_teams: 3..=9,
            train_people: 50..=125,
            same_work_similarity: 0.7,
            must_haves: 7,
            named_tools: 3,
            pay_range_width: 0.5,
            coded_words: 5,
            duty_words: 30,
            sprints_ahead: 3,
            learning_share: 0.30,
            review_age: 12,
            min_contacts_owner: 1.0,
            min_contacts_manager: 2.0,
            outside_time_band: (0.30, 0.70),
            min_owner_time: 0.50,
            min_owner_time_in_decline: 0.20,
            analyst_share: 0.40,
            min_team_contacts: 4.0,
            min_team_contacts_less: 2.0,
            coordination_share: 0.50,
            coordination_share_at_launch: 0.60,
            feeding_share_in_discovery: 0.40,
            team_size_in_discovery: 5,
            people_share: 0.10,
            lead_backlog_share: 0.40,
        }
    }
}

/// What holds for one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Limits.
    pub limits: Limits,
    /// Only rules whose code starts with one of these, or whose name is one of these; empty means all.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Severity by code or name, instead of the rule's own.
    pub severity: FxHashMap<String, Severity>,
    /// Profile, instead of what the documents look like.
    pub profile: Option<Profile>,
    /// Framework of documents that state none.
    pub framework: Vec<Framework>,
    /// Today as `YYYY-MM-DD`, for waivers and dates; `None` where no clock was asked.
    pub today: Option<String>,
}

impl Settings {
    /// Whether the rule with this code and name runs.
    pub fn selects(&self, code: &str, name: &str) -> bool {
        let matches = |patterns: &[String]| {
            patterns.iter().any(|p| {
                p.eq_ignore_ascii_case("all") || p.eq_ignore_ascii_case(name) || {
                    code.len() >= p.len() && code.is_char_boundary(p.len()) && code[..p.len()].eq_ignore_ascii_case(p)
                }
            })
        };
        (self.select.is_empty() || matches(&self.select)) && !matches(&self.ignore)
    }

    /// The severity asked for in settings, if any.
    pub fn severity_of(&self, code: &str, name: &str) -> Option<Severity> {
        self.severity.get(code).or_else(|| self.severity.get(name)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{FrameworkName, SpanOf};

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
