//! What a statement says, as it was read.

use super::{Cadence, Category, Chances, ContactClass, Hold, Mode, Right, Subject};
use crate::text::TextRange;

/// Something particular that a text says, found by a pattern of the vocabulary (`signals.toml`, one entry a variant, tested).
/// Rules ask for these instead of searching strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// Speaks for customers without meeting them ("voice of the customer", "champions the user").
    SpeaksForCustomers,
    /// Owns or decides about value, benefit or outcome of the product.
    OwnsValue,
    /// "Deliver value", "maximise value" without saying for whom or how it shows.
    BareValue,
    /// A benefit for people who use the product is named (in a purpose).
    UserBenefit,
    /// A target by which success could be seen: a figure or fraction with a direction ("from 41% to 60%", "halve the wait", "below 8%").
    Target,
    /// Sets, develops, explains a Product Goal or product vision.
    ProductGoal,
    /// Orders or prioritises a backlog, items, features.
    OrdersBacklog,
    /// Orders, but as somebody else decides or approves.
    OrdersAsTold,
    /// Only supports or assists in ordering.
    SupportsOrdering,
    /// Writes, documents, specifies stories, tickets, requirements.
    WritesItems,
    /// Creates, explains, communicates or refines backlog items.
    ExplainsItems,
    /// Keeps the backlog open, visible, understood.
    KeepsBacklogOpen,
    /// Hands work to a named delegate ("delegated to ...").
    Delegated,
    /// Collects requirements or requests from sales, stakeholders, business.
    CollectsRequirements,
    /// Hands requirements on to owners, developers, teams.
    HandsRequirements,
    /// Researches, interviews, tests or experiments.
    Researches,
    /// Sets or applies vision, goals, strategy.
    SetsDirection,
    /// Boundless: every aspect, from A to Z, all things product.
    Boundless,
    /// Wears many hats.
    ManyHats,
    /// Another full job is named as part of this role (scrum master, project manager, tester ...).
    SecondJob,
    /// Acts as, is described as, a group or board instead of one person.
    Committee,
    /// Decides, chooses, sets, approves (a deciding verb with an object).
    Decides,
    /// A say is told in so many words, whoever is spoken of: authority to, final say, makes the decisions, a mandate, empowered to.
    HasSay,
    /// The object is requirements, processes or reports (an analyst's work).
    AnalystObject,
    /// Stands between users and teams: clarifies requirements for the teams, or is the only way from one to the other.
    GoesBetween,
    /// Brings teams and users together.
    ConnectsTeams,
    /// The first product person of a young or small company ("founding product manager", "our first product hire").
    Founding,
    /// The doing itself is talking with or meeting the people served, not selling to them, training or supporting them.
    TalksWithPeople,
    /// Another full job that takes a person's week is this person's, too: scrum master, project manager, line manager; or this
    /// role comes in addition to a main job.
    StackedJob,
    /// A plan that is kept: on time, within budget, milestones met.
    PlanKept,
    /// Command over those who build: assigns their tasks, manages, appraises them.
    CommandsTeam,
    /// Keeps a roadmap up to date, tracks it, reports on it; nothing says that it is set here.
    KeepsRoadmap,
    /// One post by turns: a job share, or cover for somebody who is away.
    OnePost,
    /// Watches how success shows: tracks a named figure of use ("adoption and churn"), sets measures of success, has measurable goals.
    WatchesSuccess,
    /// Something leaves the house: shipped, released, delivered, accepted, or items are made for it.
    ShipsOutput,
    /// What others do is ensured, helped or enabled: the one act of this person.
    OthersDo,
    /// The items of a backlog are talked through until they are understood: refinement, acceptance criteria, story mapping.
    ItemsUnderstood,
}

/// A share of working time found in words or figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareReading {
    /// From 0 to 1 (values above 1 are kept: 120% is an error to report).
    pub share: f32,
    /// Whether it was a figure with a per cent sign.
    pub exact: bool,
    /// Where it stands.
    pub range: TextRange,
}

/// One contact that a text tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactReading {
    /// Who, as written.
    pub who: TextRange,
    /// Class of these people.
    pub class: ContactClass,
    /// How often, where said.
    pub cadence: Option<Cadence>,
    /// The words that say how often.
    pub cadence_range: Option<TextRange>,
    /// How.
    pub mode: Mode,
    /// Denied in words ("no contact with ...").
    pub denied: bool,
    /// 0 to 1.
    pub confidence: f32,
    /// The words that decided.
    pub evidence: Vec<TextRange>,
}

impl ContactReading {
    /// Of this role, at first hand and not denied.
    pub fn is_direct(&self) -> bool {
        !self.denied && self.mode != Mode::Through && self.class != ContactClass::Proxy
    }
}

/// One occurrence of a [`Signal`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignalReading {
    /// Which.
    pub signal: Signal,
    /// The words that matched.
    pub range: TextRange,
}

/// What one duty, purpose sentence or other statement says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it is about.
    pub category: Category,
    /// A second category that is also present.
    pub second: Option<Category>,
    /// How sure the category is, 0 to 1. Below 0.5 rules treat it as unknown.
    pub confidence: f32,
    /// The words that decided the category.
    pub evidence: Vec<TextRange>,
    /// How likely each category is, for [`super::judge_together`].
    pub chances: Chances,
    /// How far the role holds it.
    pub hold: Hold,
    /// The main statement is negated ("you will not write stories all day"): no duty of this role.
    pub negated: bool,
    /// First main verb, where one was found.
    pub verb: Option<TextRange>,
    /// Number of main verbs ("plan and run" are two).
    pub verbs: u8,
    /// The main verb says little by itself ("support", "be involved in").
    pub weak_verb: bool,
    /// Contacts it tells of, denied ones included.
    pub contacts: Vec<ContactReading>,
    /// Share of time.
    pub share: Option<ShareReading>,
    /// Patterns of the vocabulary that occur, outside negation.
    pub signals: Vec<SignalReading>,
    /// Normalised content words in order (synonyms share a number), names left out: what tells same work from same words.
    pub content: Vec<u32>,
    /// The object of the main verb among `content`, where found.
    pub object: Option<u32>,
    /// Number of words.
    pub words: u16,
}

impl Reading {
    /// Whether the text shows `signal`.
    pub fn has(&self, signal: Signal) -> bool {
        self.signals.iter().any(|s| s.signal == signal)
    }
}

/// A decision right that a sentence of prose tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionReading {
    /// About what.
    pub subject: Subject,
    /// Which right.
    pub right: Right,
    /// The words.
    pub range: TextRange,
    /// 0 to 1.
    pub confidence: f32,
}
