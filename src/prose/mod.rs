//! What a sentence says: text in, [`Reading`] with evidence out.
//!
//! This layer knows no rules, no files and no document structure. It is deterministic and allocates little: a duty of
//! thirteen words is read in microseconds. Words, phrases and patterns are data (`src/prose/vocabulary/<language>/*.toml`), with their sources.
//! All ranges are bytes of the text that was handed in.

mod affixes;
mod cadence;
mod category;
mod clause;
mod contact;
mod decision;
mod duty;
mod english;
mod experience;
mod features;
mod framework;
mod language;
mod lexicon;
#[cfg(test)]
mod loading;
mod measure;
mod meeting;
mod memory;
mod opinion;
mod others;
mod own;
mod pay;
mod reader;
mod share;
mod signal;
mod tables;
mod tie;
#[doc(hidden)]
pub mod training;
mod who;
mod wording;
mod words;

use crate::text::{TextRange, WordStarts};

pub use category::Chances;
pub use experience::{ExperienceReading, read_experience};
pub use memory::{Memory, recall};
pub use pay::{PayReading, names_pay_grade, read_pay};
pub use wording::{Theme, Wording, WordingReading, read_wordings};

/// What a duty is about. Definitions: the comments; decided by the object of the first main verb, then its end, then the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Finding out what is true about people, problems and solutions.
    Discovery,
    /// Choosing direction: whom to serve, which goals, how to win, what to leave out.
    Strategy,
    /// Laying goals or work over time and sharing that picture.
    Roadmap,
    /// Making, explaining, ordering and tending the list of work.
    Backlog,
    /// Day-to-day work with the team to turn items into finished product.
    Delivery,
    /// Getting the finished thing known, sold, adopted.
    GoToMarket,
    /// Measuring what happens in use and drawing conclusions.
    Analytics,
    /// Keeping people inside and around the organisation informed, heard and aligned.
    Stakeholder,
    /// Leading and growing people, and the craft they share.
    People,
    /// Planning and controlling a bounded undertaking: time, cost, scope, risk.
    Project,
    /// Anything else.
    Other,
}

impl Category {
    /// All eleven, in the order of the vocabulary.
    pub const ALL: [Category; 11] = [
        Category::Discovery,
        Category::Strategy,
        Category::Roadmap,
        Category::Backlog,
        Category::Delivery,
        Category::GoToMarket,
        Category::Analytics,
        Category::Stakeholder,
        Category::People,
        Category::Project,
        Category::Other,
    ];

    /// The word of the `.role` language.
    pub fn name(self) -> &'static str {
        match self {
            Category::Discovery => "discovery",
            Category::Strategy => "strategy",
            Category::Roadmap => "roadmap",
            Category::Backlog => "backlog",
            Category::Delivery => "delivery",
            Category::GoToMarket => "go-to-market",
            Category::Analytics => "analytics",
            Category::Stakeholder => "stakeholder",
            Category::People => "people",
            Category::Project => "project",
            Category::Other => "other",
        }
    }

    /// The category of a lead word, in any case; `None` for any other word.
    pub fn from_name(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|c| c.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// Who is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the words of the .role language")]
pub enum ContactClass {
    Customer,
    User,
    InternalUser,
    Prospect,
    Partner,
    Team,
    Stakeholder,
    Executive,
    Sales,
    Support,
    /// Customers or users known only from reports, tickets, other people.
    Proxy,
}

impl ContactClass {
    /// All eleven.
    pub const ALL: [ContactClass; 11] = [
        ContactClass::Customer,
        ContactClass::User,
        ContactClass::InternalUser,
        ContactClass::Prospect,
        ContactClass::Partner,
        ContactClass::Team,
        ContactClass::Stakeholder,
        ContactClass::Executive,
        ContactClass::Sales,
        ContactClass::Support,
        ContactClass::Proxy,
    ];

    /// The word of the `.role` language (`internal user`); JSON writes `internal-user`.
    pub fn name(self) -> &'static str {
        match self {
            ContactClass::Customer => "customer",
            ContactClass::User => "user",
            ContactClass::InternalUser => "internal user",
            ContactClass::Prospect => "prospect",
            ContactClass::Partner => "partner",
            ContactClass::Team => "team",
            ContactClass::Stakeholder => "stakeholder",
            ContactClass::Executive => "executive",
            ContactClass::Sales => "sales",
            ContactClass::Support => "support",
            ContactClass::Proxy => "proxy",
        }
    }

    /// The class of a word in any case, blank or hyphen; `None` for any other.
    pub fn from_name(name: &str) -> Option<ContactClass> {
        let name = name.trim().replace('-', " ");
        ContactClass::ALL.into_iter().find(|c| c.name().eq_ignore_ascii_case(&name))
    }

    /// Customer, user or internal user: the people a product is for.
    pub fn is_customer_or_user(self) -> bool {
        matches!(self, ContactClass::Customer | ContactClass::User | ContactClass::InternalUser)
    }

    /// The above, prospects and partners: the market.
    pub fn is_market(self) -> bool {
        self.is_customer_or_user() || matches!(self, ContactClass::Prospect | ContactClass::Partner)
    }
}

/// How a contact comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In person.
    Directly,
    /// Beside somebody else who is named.
    Together,
    /// Only by way of somebody or something else.
    Through,
}

/// How often, as times a month. `every day` 20, `every week` 4, `every two weeks` or `every sprint` 2, `every month` 1,
/// `every quarter` 0.33, `once a year` 0.08 (the notation of the rule catalogue).
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub enum Cadence {
    /// Times a month.
    PerMonth(f32),
    /// `as needed`, `regularly`: said, but open.
    Open,
}

impl Cadence {
    /// Times a month, where that is known.
    pub fn per_month(self) -> Option<f32> {
        match self {
            Cadence::PerMonth(n) => Some(n),
            Cadence::Open => None,
        }
    }
}

/// How far the role holds a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// It is this role's work.
    #[default]
    Owns,
    /// Supports, assists, helps, contributes.
    Supports,
    /// Advises, consults.
    Advises,
    /// Learns, shadows a senior.
    Learns,
}

/// A decision right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the words of the .role language")]
pub enum Right {
    Alone,
    With,
    Advises,
    Never,
}

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Subject {
    Vision,
    Goal,
    Strategy,
    Roadmap,
    /// Order of a backlog whose level is not said.
    BacklogOrder,
    TeamBacklogOrder,
    ArtBacklogOrder,
    SolutionBacklogOrder,
    /// Order of a portfolio, or of its backlog.
    PortfolioOrder,
    Scope,
    Release,
    Acceptance,
    Price,
    Budget,
    Hiring,
    CancelSprint,
    Other,
}

impl Subject {
    /// All of them.
    pub const ALL: [Subject; 17] = [
        Subject::Vision,
        Subject::Goal,
        Subject::Strategy,
        Subject::Roadmap,
        Subject::BacklogOrder,
        Subject::TeamBacklogOrder,
        Subject::ArtBacklogOrder,
        Subject::SolutionBacklogOrder,
        Subject::PortfolioOrder,
        Subject::Scope,
        Subject::Release,
        Subject::Acceptance,
        Subject::Price,
        Subject::Budget,
        Subject::Hiring,
        Subject::CancelSprint,
        Subject::Other,
    ];

    /// The subject of a slug; `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|s| s.slug() == slug)
    }

    /// The order of any backlog.
    pub fn is_backlog_order(self) -> bool {
        matches!(
            self,
            Subject::BacklogOrder
                | Subject::TeamBacklogOrder
                | Subject::ArtBacklogOrder
                | Subject::SolutionBacklogOrder
                | Subject::PortfolioOrder
        )
    }

    /// The slug that data files use (`team-backlog-order`).
    pub fn slug(self) -> &'static str {
        match self {
            Subject::Vision => "vision",
            Subject::Goal => "goal",
            Subject::Strategy => "strategy",
            Subject::Roadmap => "roadmap",
            Subject::BacklogOrder => "backlog-order",
            Subject::TeamBacklogOrder => "team-backlog-order",
            Subject::ArtBacklogOrder => "art-backlog-order",
            Subject::SolutionBacklogOrder => "solution-backlog-order",
            Subject::PortfolioOrder => "portfolio-order",
            Subject::Scope => "scope",
            Subject::Release => "release",
            Subject::Acceptance => "acceptance",
            Subject::Price => "price",
            Subject::Budget => "budget",
            Subject::Hiring => "hiring",
            Subject::CancelSprint => "cancel-sprint",
            Subject::Other => "other",
        }
    }

    /// As people write it in running text (`the order of the team backlog`).
    pub fn label(self) -> &'static str {
        match self {
            Subject::Vision => "the vision",
            Subject::Goal => "the goals",
            Subject::Strategy => "the strategy",
            Subject::Roadmap => "the roadmap",
            Subject::BacklogOrder => "the order of the backlog",
            Subject::TeamBacklogOrder => "the order of the team backlog",
            Subject::ArtBacklogOrder => "the order of the ART backlog",
            Subject::SolutionBacklogOrder => "the order of the solution backlog",
            Subject::PortfolioOrder => "the order of the portfolio",
            Subject::Scope => "the scope",
            Subject::Release => "the release",
            Subject::Acceptance => "the acceptance of work",
            Subject::Price => "the price",
            Subject::Budget => "the budget",
            Subject::Hiring => "hiring",
            Subject::CancelSprint => "cancelling a sprint",
            Subject::Other => "this",
        }
    }
}

/// What a measure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureType {
    /// A person behaves differently.
    Outcome,
    /// Money, mission.
    Impact,
    /// A guardrail: defects, uptime, complaints.
    Quality,
    /// Assumptions tested, ideas dropped.
    Learning,
    /// Things made.
    Output,
    /// Hours, meetings.
    Activity,
}

impl MeasureType {
    /// All six.
    pub const ALL: [MeasureType; 6] = [
        MeasureType::Outcome,
        MeasureType::Impact,
        MeasureType::Quality,
        MeasureType::Learning,
        MeasureType::Output,
        MeasureType::Activity,
    ];

    /// The lead word of the `.role` language.
    pub fn name(self) -> &'static str {
        match self {
            MeasureType::Outcome => "outcome",
            MeasureType::Impact => "impact",
            MeasureType::Quality => "quality",
            MeasureType::Learning => "learning",
            MeasureType::Output => "output",
            MeasureType::Activity => "activity",
        }
    }

    /// The type of a lead word in any case; `None` for any other word.
    pub fn from_name(name: &str) -> Option<MeasureType> {
        MeasureType::ALL.into_iter().find(|t| t.name().eq_ignore_ascii_case(name.trim()))
    }
}

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
    /// How likely each category is, for [`judge_together`].
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

/// What an organisation says of all roles with one of its titles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnKind {
    /// Titles, as written.
    pub titles: Vec<String>,
    /// What they decide.
    pub decides: Vec<Subject>,
    /// Whom they meet.
    pub meets: Vec<ContactClass>,
    /// Teams that one of them works with at most.
    pub teams: Option<usize>,
}

impl OwnKind {
    /// The one with the longest title that a title (or the value of a `Kind` field) holds.
    pub fn of_title<'a>(kinds: &'a [OwnKind], title: &str) -> Option<&'a OwnKind> {
        let held = kinds.iter().filter_map(|k| Some((crate::knowledge::words_of_title_in(title, &k.titles)?, k)));
        // Of two that are equally long the one that was written last.
        held.max_by_key(|(words, _)| *words).map(|(_, kind)| kind)
    }
}

/// What the surrounding document tells about its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Words, in lower case, that name users in this document (`Users: nurses, ward clerks`, or configuration).
    pub user_words: Vec<String>,
    /// Class that `user_words` get; `None` means user.
    pub user_class: Option<ContactClass>,
    /// The product's users are the organisation's own people (`Users: internal`): customer and user words then mean internal users.
    pub internal_users: bool,
    /// Wording of the organisation's own, in lower case, with the category that it means.
    pub phrases: std::sync::Arc<[(String, Category)]>,
    /// What the organisation says of roles with these titles.
    pub kinds: std::sync::Arc<[OwnKind]>,
    /// Titles of the organisation's own.
    pub titles: crate::knowledge::OwnTitles,
    /// Expressions of the organisation's own whose places in a document are told ([`crate::model::Document::matches`]).
    pub patterns: std::sync::Arc<[crate::text::Pattern]>,
}

/// What one statement says. `text` is one duty, purpose sentence or other statement in plain text.
pub fn read(text: &str, context: &Context) -> Reading {
    let mut reading = memory::recall_in(context, "statement", text, || reader::read(text, context));
    own::categorise(text, context, &mut reading);
    reading
}

/// Class of the people that a Contacts entry names without a class ("policyholders", "legal and fraud"), and how sure that is.
pub fn read_people(who: &str, context: &Context) -> (ContactClass, f32) {
    reader::people(who, context)
}

/// The cadence that a text names, and where.
pub fn read_cadence(text: &str) -> Option<(Cadence, TextRange)> {
    reader::parsed(text, |view, clause| cadence::read(view, clause, text))
}

/// The share of time that a text names ("30%", "half of your time", "two days a week").
pub fn read_share(text: &str) -> Option<ShareReading> {
    reader::parsed(text, |view, clause| share::read(view, clause, text))
}

/// What a Decisions entry is about, and how sure that is.
pub fn read_subject(text: &str) -> (Subject, f32) {
    reader::parsed(text, |view, clause| decision::subject(view, clause, 0, view.words.len()))
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

/// Decision rights that a sentence of prose tells of ("you decide the order of the backlog", "final say on scope").
pub fn read_decisions(text: &str) -> Vec<DecisionReading> {
    reader::parsed(text, decision::read)
}

/// What a measure measures, and how sure that is.
pub fn read_measure(text: &str, context: &Context) -> (MeasureType, f32) {
    reader::parsed_with(text, context, measure::read)
}

/// How much a line reads like a duty (a verb first, or "you will ..."), from 0 to 1: for documents without sections.
pub fn duty_likeness(text: &str) -> f32 {
    reader::parsed(text, duty::likeness)
}

/// The frameworks a text names, with care for words that only look like them ("state-of-the-art", "less", "safe", "scale").
pub fn read_frameworks(text: &str) -> Vec<(crate::knowledge::FrameworkName, TextRange)> {
    if !framework::BEGINNINGS.occur_in(text) {
        return Vec::new();
    }
    reader::parsed(text, |view, _| framework::read(view.words, text))
}

/// The manager that a sentence names ("reports to the Head of Product"): the words of the title.
pub fn read_reporting_line(text: &str) -> Option<TextRange> {
    static BEGINNINGS: WordStarts<2> = WordStarts::new(["report", "manager"]);
    if !BEGINNINGS.occur_in(text) {
        return None;
    }
    reader::parsed(text, |view, _| duty::reporting_line(view, text))
}

/// Category, second category and confidence of statements of one document, each judged in the company of all: what most of
/// them are about tips the balance where the words of one leave doubt.
pub fn judge_together(all: &[Chances]) -> Vec<(Category, Option<Category>, f32)> {
    category::together(all)
}

/// Language of a text as BCP 47, of those that can be told apart by their commonest words; `en` in doubt.
pub fn language(text: &str) -> &'static str {
    language::read(text)
}
