//! One role with all that is known of it.

use super::{
    Contact, Decision, Duty, Fact, Level, Measure, Profile, Reference, ReferenceUse, Requirement, Section, SectionKind,
    Stage, Statement, Track, Users, Waiver, WordUse, WordingUse, given, slug,
};
use crate::knowledge::{Framework, Kind};
use crate::prose::{Category, Signal, Theme};
use crate::text::TextRange;

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
pub(super) const PLAINLY_DECIDES: f32 = 0.8;

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

/// A role of which only the title is known.
pub(super) fn empty(title: Fact<String>, head: TextRange) -> Role {
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
