//! Roles as facts: what a document says, whichever format said it. Every fact carries its byte range in the source,
//! how sure the reading is, and the words that decided.

mod field;
mod finish;
mod given;
mod item;
mod ladder;
pub mod markdown;
mod markdown_file;
mod mix;
mod names;
mod naming;
mod organisation;
mod piece;
mod reach;
mod role_file;
pub mod sections;
mod sentence;
mod statement;
mod summary;
mod suppression;
#[cfg(test)]
pub(crate) mod testing;
mod wording;
mod words;
pub mod writing;

use std::ops::Deref;

pub use organisation::{Definition, Organisation, RoleKey};
pub use summary::{DecisionSummary, DutySummary, FileId, FileSummary, Place, RoleSummary, SetAside, UnitSummary};

pub use crate::syntax::Format;
pub use markdown::looks_like_role_document;
pub use naming::{Naming, Written, namings};
pub use piece::{last_day, slug};
pub use reach::{Audience, Reach};
pub use wording::Told;

use crate::knowledge::{Framework, FrameworkWord, Kind, Technology};
use crate::prose::{Cadence, Context, Hold, Reading, Signal, Theme, Wording};
pub use crate::prose::{Category, ContactClass, MeasureType, Mode, OwnKind, Right, Subject};
use crate::syntax::Tree;
use crate::text::{Pattern, TextRange};

/// A value with its place and how it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// What is said.
    pub value: T,
    /// Where (bytes of the source).
    pub range: TextRange,
    /// 1 where it was written as such, less where it was read out of prose.
    pub confidence: f32,
    /// The words that decided, where that is not `range` itself.
    pub evidence: Vec<TextRange>,
}

impl<T> Fact<T> {
    /// A fact that was written as such.
    pub fn stated(value: T, range: TextRange) -> Self {
        Self { value, range, confidence: 1.0, evidence: Vec::new() }
    }

    /// A fact that was read out of prose.
    pub fn guessed(value: T, range: TextRange, confidence: f32, evidence: Vec<TextRange>) -> Self {
        Self { value, range, confidence, evidence }
    }
}

impl<T> Deref for Fact<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The part of a document a statement stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the .role language")]
pub enum SectionKind {
    Purpose,
    Duties,
    Contacts,
    Decisions,
    Measures,
    WorksWith,
    Requirements,
    OutOfScope,
    Benefits,
    Sources,
    Waivers,
    /// About the employer.
    Company,
    /// How to apply, hiring process.
    Process,
    /// A heading that says nothing known.
    Unknown,
}

/// One section as found.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Label or heading as written, without marks.
    pub label: String,
    /// Place of the label or heading line in the source.
    pub heading: TextRange,
    /// Everything up to the next section, heading included.
    pub range: TextRange,
    /// Its content is elsewhere (nothing but a template directive): nothing in it may be called missing.
    pub kept_elsewhere: bool,
}

/// `@name` as written, without the `@`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(pub String);

/// Level of seniority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the .role language")]
pub enum Level {
    Associate,
    Junior,
    Mid,
    Senior,
    Lead,
    Principal,
    Group,
    Head,
    Director,
    Vp,
    Cpo,
}

/// Individual contributor or lead of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Track {
    Individual,
    PeopleLead,
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Internal role description.
    Spec,
    /// Job advert.
    Post,
}

/// Whose product it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Users {
    /// Outside the organisation.
    External,
    /// The organisation's own people.
    Internal,
    /// Both.
    Both,
    /// Named in words, in lower case.
    Words(Vec<String>),
}

/// Stage of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Stage {
    Discovery,
    Introduction,
    Growth,
    Maturity,
    Decline,
}

/// One thing this person does.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// As read, without lead words, share and marks.
    pub text: String,
    /// The whole item in the source.
    pub range: TextRange,
    /// Only the words of `text` in the source.
    pub text_range: TextRange,
    /// The category: an explicit lead word (confidence 1), else the reading's.
    pub category: Fact<Category>,
    /// A second category that is also present.
    pub second: Option<Category>,
    /// Share of time as given in the text, 0 to 1.
    pub share_given: Option<Fact<f32>>,
    /// Share of time with the rest split evenly over duties without one; 0 to 1. Filled for every duty.
    pub share: f32,
    /// How far the role holds it.
    pub hold: Hold,
    /// How sure it is that this line is a duty at all.
    pub confidence: f32,
    /// An entry of a list that tells of work; no sentence of running text, no heading, no trait or skill.
    pub listed: bool,
    /// Everything else the sentence says; its ranges are already bytes of the source.
    pub reading: Reading,
}

impl Duty {
    /// The sentences of its text.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        sentence::sentences(&self.text).into_iter().filter_map(|range| self.text.get(range))
    }

    /// Whether the category is sure enough to be counted by rules (0.5 and above).
    pub fn is_known(&self) -> bool {
        self.category.confidence >= 0.5
    }
}

/// Somebody this person meets, or is said not to meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Who, as written.
    pub who: String,
    /// References among `who` or the mode.
    pub references: Vec<Fact<Reference>>,
    /// Class of these people.
    pub class: ContactClass,
    /// How often, where said.
    pub cadence: Option<Cadence>,
    /// The words that say how often, in the source.
    pub cadence_range: Option<TextRange>,
    /// How.
    pub mode: Mode,
    /// Denied in words.
    pub denied: bool,
    /// Whole statement in the source.
    pub range: TextRange,
    /// 1 for an entry of a Contacts section with a class; less in prose.
    pub confidence: f32,
    /// The words that decided.
    pub evidence: Vec<TextRange>,
    /// From an entry of a Contacts section (not from prose).
    pub listed: bool,
}

impl Contact {
    /// Of this role, at first hand and not denied.
    pub fn is_direct(&self) -> bool {
        !self.denied && self.mode != Mode::Through && self.class != ContactClass::Proxy
    }
}

/// What this person may decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// As written.
    pub text: String,
    /// What it is about.
    pub subject: Subject,
    /// The right.
    pub right: Right,
    /// With whom, for [`Right::With`].
    pub with: Vec<Fact<Reference>>,
    /// Whole entry in the source.
    pub range: TextRange,
    /// 1 for an entry with a lead word; less in prose.
    pub confidence: f32,
}

/// How success shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// As written, without its lead word.
    pub text: String,
    /// What it measures.
    pub class: MeasureType,
    /// Whether the type was written as a lead word.
    pub class_given: bool,
    /// Whole entry in the source.
    pub range: TextRange,
    /// How sure the type is.
    pub confidence: f32,
}

/// What is asked of candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// As written, without its lead word.
    pub text: String,
    /// `true` for a must (where nothing is said, too).
    pub must: bool,
    /// A lead word, the wording or the heading says how strong it is; otherwise it is taken for a must.
    pub strength_given: bool,
    /// An entry of a list under a heading of requirements, not a sentence of running text.
    pub listed: bool,
    /// No demand of its own: a detail of the one above, or a further way to meet it ("one of the following: ...", "... or").
    pub alternative: bool,
    /// One of several ways to meet a demand, the first of them included.
    pub choice: bool,
    /// Whole entry in the source.
    pub range: TextRange,
    /// Only the words of `text` in the source.
    pub text_range: TextRange,
    /// Years that it asks for.
    pub experience: Vec<Experience>,
}

/// Years of experience that are asked for; ranges are bytes of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Experience {
    /// At least so many years.
    pub least: Option<u32>,
    /// At most so many.
    pub most: Option<u32>,
    /// Written as a ceiling ("no more than").
    pub ceiling: bool,
    /// It is said to be experience or work.
    pub of_experience: bool,
    /// The figures.
    pub figures: TextRange,
    /// From "at least" to "years".
    pub range: TextRange,
    /// What they are asked in, where its age is known.
    pub technology: Option<(&'static Technology, TextRange)>,
}

/// A wording that a rule has something to say about.
#[derive(Clone, Debug)]
pub struct WordingUse {
    /// Which.
    pub wording: &'static Wording,
    /// As written.
    pub written: Box<str>,
    /// Where, in the source.
    pub range: TextRange,
    /// The statement it stands in, in the source.
    pub line: TextRange,
    /// The part it stands in; `None` for the title and for the title of the advert.
    pub section: Option<SectionKind>,
    /// The number right before it.
    pub count: Option<u32>,
    /// The word right before it, and the one right behind it, with their places.
    pub beside: [Option<Beside>; 2],
    /// Its sentence speaks to candidates or of them.
    pub addressed: bool,
}

/// A word next to a wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// As written.
    pub word: Box<str>,
    /// Where, in the source.
    pub range: TextRange,
}

/// A statement that is kept as read: a purpose sentence, an item out of scope, a benefit ...
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// As read.
    pub text: String,
    /// In the source.
    pub range: TextRange,
    /// What it says; ranges are bytes of the source.
    pub reading: Reading,
}

/// A waiver of this role.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    /// Codes or names as written, with their places.
    pub codes: Vec<Fact<String>>,
    /// Last day on which it holds, as `YYYY-MM-DD`; a month or year alone means its last day.
    pub until: Option<Fact<String>>,
    /// Why; empty where nothing is said.
    pub reason: String,
    /// Whole entry in the source.
    pub range: TextRange,
}

/// An inline suppression (`<!-- rolelint: ignore PO101 reason -->`, `# rolelint: ignore PO101 reason`).
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// Codes or names; empty means all.
    pub codes: Vec<Fact<String>>,
    /// Why.
    pub reason: String,
    /// The comment in the source.
    pub range: TextRange,
    /// Findings that start on this line or range are silenced: the next line with content, the role that opens there, or (in the head
    /// of a document, before any role) the whole document.
    pub target: TextRange,
}

/// One role, whichever format told of it.
#[derive(Clone, Debug)]
pub struct Role {
    /// Explicit id, else the slug of the title.
    pub slug: String,
    /// Explicit id.
    pub id: Option<Fact<String>>,
    /// What the card says. Its range is the first place a finding about the whole role points to.
    pub title: Fact<String>,
    /// Where the title stands, for findings about the role as such: the line of `Role:` or the heading.
    pub head: TextRange,
    /// Everything that belongs to this role.
    pub range: TextRange,
    /// What the work is.
    pub kind: Option<Fact<Kind>>,
    /// The kind the title alone names, where it names one.
    pub title_kind: Option<Kind>,
    /// What the advert says.
    pub posted_as: Option<Fact<String>>,
    /// Frameworks, as stated or read; several mean a mix on purpose.
    pub framework: Vec<Fact<Framework>>,
    /// Level.
    pub level: Option<Fact<Level>>,
    /// Track.
    pub track: Option<Fact<Track>>,
    /// Product.
    pub product: Option<Fact<Reference>>,
    /// What is owned (product, feature, component, platform, details, portfolio), as written.
    pub owns: Option<Fact<String>>,
    /// Whose product it is.
    pub users: Option<Fact<Users>>,
    /// Stage of the product.
    pub stage: Option<Fact<Stage>>,
    /// Teams.
    pub teams: Vec<Fact<Reference>>,
    /// Release trains.
    pub trains: Vec<Fact<Reference>>,
    /// Requirement area.
    pub area: Option<Fact<Reference>>,
    /// Line manager: a reference, or a title as written.
    pub reports_to: Option<Fact<Reference>>,
    /// Line reports.
    pub leads: Vec<Fact<Reference>>,
    /// Roles this job plays, as written.
    pub plays: Vec<Fact<String>>,
    /// People or jobs that play this role.
    pub played_by: Vec<Fact<Reference>>,
    /// Share of the contract given to this role, 0 to 1.
    pub allocation: Option<Fact<f32>>,
    /// `Status: draft`.
    pub draft: bool,
    /// Purpose sentences.
    pub purpose: Vec<Statement>,
    /// Duties.
    pub duties: Vec<Duty>,
    /// Contacts, listed and read out of duties and purpose.
    pub contacts: Vec<Contact>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Neighbours.
    pub works_with: Vec<Statement>,
    /// Requirements.
    pub requirements: Vec<Requirement>,
    /// Explicit bounds, negated duties included.
    pub out_of_scope: Vec<Statement>,
    /// Sentences outside these parts that speak to the reader ("You'll meet users across government"): what they tell of
    /// contacts counts, and so does a say that they tell of.
    pub asides: Vec<Statement>,
    /// Wordings that a rule has something to say about, in order.
    pub wordings: Vec<WordingUse>,
    /// Hints ([`Theme::is_hint`]) and the parts in which they stand, each once; `None` for a title.
    pub hints: Vec<(Theme, Option<SectionKind>)>,
    /// A line that names an amount of pay, or the grade by which it is set.
    pub pay_in_text: Option<TextRange>,
    /// A place outside a list of requirements where candidates may read what they need: a sentence that asks, or a list below a
    /// heading that says nothing known.
    pub asked_in_text: Option<TextRange>,
    /// A sentence of running text that is neither a duty nor part of an offer: it may tell what the role is for.
    pub introduced: Option<TextRange>,
    /// Kinds of roles that the text names; only looked for where the advert has a title of its own.
    pub titles_in_text: Vec<Fact<Kind>>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Sections as found, in order.
    pub sections: Vec<Section>,
    /// Words that are, or were, some framework's own, where the role tells of its work.
    pub framework_words: Vec<WordUse>,
    /// Every `@reference` in this role with what it must name; the `@` is part of the range.
    pub references: Vec<ReferenceUse>,
    /// Other fields as written: label as the standard one, value.
    pub fields: Vec<(String, Fact<String>)>,
    /// Spec or post, from what the document has.
    pub profile: Profile,
    /// Duties were found under a heading or label (at least three, two thirds of them known): then what is not there counts in full.
    pub structured: bool,
}

/// A right that is read out of a duty is held against others from this confidence on: "decide the order" is plain, "accept
/// finished stories" is work.
const PLAINLY_DECIDES: f32 = 0.8;

impl Role {
    /// Whether a decision is an entry of its own, not read out of a duty or given by the organisation.
    pub fn lists(&self, decision: &Decision) -> bool {
        !given::is_given(self, decision.range)
            && !self.duties.iter().any(|duty| duty.range.contains_range(decision.range))
    }

    /// Whether the role says plainly that it has this right: in an entry of its own, or in a duty that is about deciding.
    pub fn decides_plainly(&self, decision: &Decision) -> bool {
        self.lists(decision) || decision.confidence >= PLAINLY_DECIDES
    }

    /// Whether a section of this kind exists, with content or kept elsewhere.
    pub fn has_section(&self, kind: SectionKind) -> bool {
        self.sections.iter().any(|s| s.kind == kind)
    }

    /// Summed share of the known duties in `category`, 0 to 1.
    pub fn share(&self, category: Category) -> f32 {
        self.duties.iter().filter(|d| d.is_known() && *d.category == category).map(|d| d.share).sum()
    }

    /// Whether any share was written in the document.
    pub fn shares_given(&self) -> bool {
        self.duties.iter().any(|d| d.share_given.is_some())
    }

    /// Share of duties whose category is unknown (confidence below 0.5), 0 to 1.
    pub fn unknown_share(&self) -> f32 {
        self.duties.iter().filter(|d| !d.is_known()).map(|d| d.share).sum()
    }

    /// Frameworks that a field states; those only mentioned in a sentence are left out.
    pub fn stated_frameworks(&self) -> impl Iterator<Item = &Framework> {
        self.framework.iter().filter(|f| f.confidence >= 1.0).map(|f| &f.value)
    }

    /// Whether a duty, a purpose, a neighbour or a sentence to the reader shows one of `signals`.
    pub fn tells(&self, signals: &[Signal]) -> bool {
        let statements = self.purpose.iter().chain(&self.asides).chain(&self.works_with).map(|s| &s.reading);
        self.duties.iter().map(|d| &d.reading).chain(statements).any(|r| signals.iter().any(|s| r.has(*s)))
    }

    /// The references under `Works with`, be it a field or a section.
    pub fn neighbours(&self) -> impl Iterator<Item = &Fact<Reference>> {
        let fields = self.fields.iter().filter(|(label, _)| label == "Works with").map(|(_, value)| value.range);
        let places: Vec<TextRange> = fields.chain(self.works_with.iter().map(|s| s.range)).collect();
        let named = self.references.iter().map(|r| &r.name);
        named.filter(move |n| places.iter().any(|p| p.contains_range(n.range)))
    }

    /// The kind, where known.
    pub fn kind(&self) -> Option<Kind> {
        self.kind.as_ref().map(|k| k.value)
    }

    /// Product owner, area product owner, chief product owner.
    pub fn is_owner(&self) -> bool {
        self.kind().is_some_and(Kind::is_owner)
    }

    /// Product manager and its like.
    pub fn is_manager(&self) -> bool {
        self.kind().is_some_and(Kind::is_manager)
    }
}

/// A word of a framework in the text of a role.
#[derive(Clone, Debug)]
pub struct WordUse {
    /// What it is; its range is not the source's.
    pub word: FrameworkWord,
    /// As written.
    pub written: String,
    /// In the source.
    pub range: TextRange,
}

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceRole {
    /// Must name a role, team, product, train or area.
    Any,
    /// Names people and declares them (`Played by`).
    Person,
}

/// One `@name` in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceUse {
    /// The name and its place (with the `@`).
    pub name: Fact<Reference>,
    /// What it stands for.
    pub role: ReferenceRole,
}

/// A team, product, train or area of a `.role` file.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Which.
    pub kind: UnitKind,
    /// Explicit id, else the slug of the title.
    pub slug: String,
    /// Explicit id.
    pub id: Option<Fact<String>>,
    /// Title.
    pub title: Fact<String>,
    /// Whole block.
    pub range: TextRange,
    /// `Users` of a product.
    pub users: Option<Fact<Users>>,
    /// `Stage` of a product.
    pub stage: Option<Fact<Stage>>,
    /// `Size`: people.
    pub size: Option<Fact<u32>>,
    /// `Complete: yes`: all its roles are written down.
    pub complete: bool,
    /// Product a team works on.
    pub product: Option<Fact<Reference>>,
    /// Framework of the unit.
    pub framework: Vec<Fact<Framework>>,
    /// Every reference in the block.
    pub references: Vec<ReferenceUse>,
}

/// What a [`Unit`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum UnitKind {
    Team,
    Product,
    Art,
    Area,
}

/// Something about the document as such that the reader wants to be known; not a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where.
    pub range: TextRange,
    /// What, in words for people.
    pub message: String,
}

/// A label that is no known one, with the nearest known.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownLabel {
    /// As written.
    pub label: Fact<String>,
    /// The nearest known label; it was read as this one where it is near enough.
    pub nearest: Option<&'static str>,
    /// Whether it was read as `nearest`.
    pub read_as_nearest: bool,
    /// Index into [`Document::roles`] of the role it stands in.
    pub role: Option<usize>,
}

/// A place that an expression of the organisation's own matches ([`Context::patterns`]).
#[derive(Clone, Debug, PartialEq)]
pub struct PatternUse {
    /// Which.
    pub pattern: Pattern,
    /// What is written there.
    pub written: String,
    /// Where, in the source.
    pub range: TextRange,
}

/// One document, understood.
#[derive(Clone, Debug)]
pub struct Document {
    /// Format.
    pub format: Format,
    /// Whether this is a role document at all; if not there are no roles and one note says why.
    pub role_document: bool,
    /// Roles in order.
    pub roles: Vec<Role>,
    /// Teams, products, trains, areas.
    pub units: Vec<Unit>,
    /// Names declared to live elsewhere (`Extern`).
    pub externs: Vec<Fact<Reference>>,
    /// Inline suppressions.
    pub suppressions: Vec<Suppression>,
    /// Notes (no role document, another language, bytes that were no UTF-8 ...).
    pub notes: Vec<Note>,
    /// Labels that are no known ones.
    pub unknown_labels: Vec<UnknownLabel>,
    /// Lines that could not be read as written.
    pub problems: Vec<crate::syntax::Problem>,
    /// Places that expressions of the organisation's own match, comments and waivers left out.
    pub matches: Vec<PatternUse>,
    /// Language as BCP 47 (`en`, `de` ...); duties in a language without a vocabulary are kept but not judged.
    pub language: &'static str,
}

impl Document {
    /// Whether it is written in the `.role` language, so that what to write instead can be told in it.
    pub fn is_in_role_language(&self) -> bool {
        self.format == Format::Role
    }
}

/// Understands a tree: what the document at `path` says. `context` tells of words that the configuration adds.
pub fn read(path: &str, source: &str, tree: &Tree, context: &Context) -> Document {
    let mut document = Document {
        format: tree.format,
        role_document: false,
        roles: Vec::new(),
        units: Vec::new(),
        externs: Vec::new(),
        suppressions: Vec::new(),
        notes: Vec::new(),
        unknown_labels: Vec::new(),
        problems: tree.problems.clone(),
        matches: Vec::new(),
        language: "en",
    };
    context.titles.in_force(|| match tree.format {
        Format::Role => role_file::read(source, tree, context, &mut document),
        Format::Markdown => markdown_file::read(path, source, tree, context, &mut document),
    });
    given::complete(&mut document, context);
    document.matches = matches(source, tree, &document, context);
    if document.language != "en" && document.role_document {
        document.notes.push(Note { range: TextRange::default(), message: other_language(document.language) });
    }
    document
}

fn matches(source: &str, tree: &Tree, document: &Document, context: &Context) -> Vec<PatternUse> {
    if !document.role_document {
        return Vec::new();
    }
    // What is said of a rule is not what the rule looks for.
    let comments = tree.nodes.iter().filter(|n| n.kind == crate::syntax::NodeKind::Comment).map(|n| n.range);
    let waivers = document.roles.iter().flat_map(|r| &r.waivers).map(|w| w.range);
    let aside: Vec<TextRange> = comments.chain(waivers).collect();
    let places = context.patterns.iter().flat_map(|pattern| pattern.places(source).map(move |range| (pattern, range)));
    places
        .filter(|(_, range)| !aside.iter().any(|a| a.contains_range(*range)))
        .map(|(pattern, range)| PatternUse { pattern: pattern.clone(), written: range.of(source).to_owned(), range })
        .collect()
}

fn other_language(language: &str) -> String {
    let name = match language {
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "nl" => "Dutch",
        "pt" => "Portuguese",
        _ => "another language than English",
    };
    format!("written in {name}: rolelint understands English duties so far, and judges only references and sums here")
}

/// A role of which only the title is known.
fn empty_role(title: Fact<String>, head: TextRange) -> Role {
    Role {
        slug: slug(&title),
        id: None,
        title,
        head,
        range: head,
        kind: None,
        title_kind: None,
        posted_as: None,
        framework: Vec::new(),
        level: None,
        track: None,
        product: None,
        owns: None,
        users: None,
        stage: None,
        teams: Vec::new(),
        trains: Vec::new(),
        area: None,
        reports_to: None,
        leads: Vec::new(),
        plays: Vec::new(),
        played_by: Vec::new(),
        allocation: None,
        draft: false,
        purpose: Vec::new(),
        duties: Vec::new(),
        contacts: Vec::new(),
        decisions: Vec::new(),
        measures: Vec::new(),
        works_with: Vec::new(),
        requirements: Vec::new(),
        out_of_scope: Vec::new(),
        asides: Vec::new(),
        wordings: Vec::new(),
        hints: Vec::new(),
        pay_in_text: None,
        asked_in_text: None,
        introduced: None,
        titles_in_text: Vec::new(),
        waivers: Vec::new(),
        sections: Vec::new(),
        framework_words: Vec::new(),
        references: Vec::new(),
        fields: Vec::new(),
        profile: Profile::Spec,
        structured: false,
    }
}
