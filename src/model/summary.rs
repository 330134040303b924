//! What a document tells others, in short: enough to judge roles across files without their text.

use rustc_hash::FxHashSet;

use super::naming::{Naming, Written, namings};
use super::role::PLAINLY_DECIDES;
use super::{Audience, Document, Profile, Role, SectionKind, Stage, UnitKind, slug};
use crate::knowledge::{Framework, Kind};
use crate::prose::{Category, ContactClass, Context, Hold, Right, Signal, Subject};
use crate::text::{LineIndex, TextRange};

/// A file of an [`Organisation`](super::Organisation); stays the same while the file is known under its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place in a file: bytes, and lines and columns (both from 1, columns in Unicode scalar values) so that it can be shown
/// without the text at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which file.
    pub file: FileId,
    /// Bytes.
    pub range: TextRange,
    /// Line and column of the start.
    pub start: (u32, u32),
    /// Line and column of the end.
    pub end: (u32, u32),
}

/// What cross-file rules need of a duty.
#[derive(Clone, Debug)]
pub struct DutySummary {
    /// As read.
    pub text: Box<str>,
    /// Where.
    pub place: Place,
    /// Category and how sure it is.
    pub category: Category,
    /// 0 to 1.
    pub confidence: f32,
    /// Who holds it.
    pub hold: Hold,
    /// Normalised object of the main verb.
    pub object: Option<u32>,
    /// Normalised content words, sorted, without repetition.
    pub content: Box<[u32]>,
    /// What else it says.
    pub signals: Box<[Signal]>,
}

/// What cross-file rules need of a decision.
#[derive(Clone, Debug)]
pub struct DecisionSummary {
    /// As written.
    pub text: Box<str>,
    /// About what.
    pub subject: Subject,
    /// Which right.
    pub right: Right,
    /// Names in it: with whom, or of what.
    pub names: Vec<String>,
    /// Normalised content words, sorted, without repetition.
    pub content: Box<[u32]>,
    /// An entry of a Decisions section, not read out of a duty.
    pub listed: bool,
    /// 0 to 1.
    pub confidence: f32,
    /// Where.
    pub place: Place,
}

impl DecisionSummary {
    /// Sure enough to be held against another: an entry of its own, or a duty that says so plainly.
    pub fn is_plain(&self) -> bool {
        self.listed || self.confidence >= PLAINLY_DECIDES
    }

    /// Written as `right: subject`.
    pub fn has_lead_word(&self) -> bool {
        self.listed && self.confidence >= 1.0
    }
}

/// A code or name that an author has set aside in a role, with the last day on which that holds.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// As written.
    pub code: String,
    /// `YYYY-MM-DD`; `None` for good.
    pub until: Option<String>,
}

/// A role in short.
#[derive(Clone, Debug)]
pub struct RoleSummary {
    /// Explicit id or slug of the title.
    pub slug: String,
    /// Whether `slug` is an explicit id.
    pub explicit_id: bool,
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: Option<Kind>,
    /// Where findings about the role as such point to.
    pub head: Place,
    /// Product it names, as a slug.
    pub product: Option<String>,
    /// Teams it names.
    pub teams: Vec<String>,
    /// Line manager it names, with the place.
    pub reports_to: Option<(String, Place)>,
    /// Line reports it names.
    pub leads: Vec<(String, Place)>,
    /// Roles that this job plays, as slugs.
    pub plays: Vec<String>,
    /// People or jobs that play this role, as slugs.
    pub played_by: Vec<String>,
    /// Neighbours it names under `Works with`, with the places.
    pub works_with: Vec<(String, Place)>,
    /// They stand in a section, not in a field.
    pub lists_neighbours: bool,
    /// Frameworks that it states; those only mentioned in a sentence are left out.
    pub framework: Vec<Framework>,
    /// Requirement area, as a slug.
    pub area: Option<String>,
    /// A description or an advert.
    pub profile: Profile,
    /// What it does not say counts as not there: it is written in a language that can be read, is no first draft, most of its
    /// duties are understood, and nothing of it is kept elsewhere.
    pub is_whole: bool,
    /// A first draft, with fewer than two duties.
    pub is_draft: bool,
    /// Its duties were found under a heading or label, so that what is not there counts in full.
    pub structured: bool,
    /// Duties.
    pub duties: Vec<DutySummary>,
    /// Decisions.
    pub decisions: Vec<DecisionSummary>,
    /// Meets customers, users, prospects or partners at first hand.
    pub meets_market: bool,
    /// Meets customers, users or internal users at first hand.
    pub meets_users: bool,
    /// Names whom it meets in a Contacts section.
    pub lists_contacts: bool,
    /// Says in words that it does not meet customers or users.
    pub denies_users: bool,
    /// Meets a team at first hand.
    pub meets_team: bool,
    /// Names what it may decide in a Decisions section.
    pub lists_decisions: bool,
    /// Finds something out (discovery, research, an experiment).
    pub researches: bool,
    /// Looks at what came of the work; see [`Role::validates`].
    pub validates: bool,
    /// Codes and names that waivers and suppressions of this role set aside.
    pub set_aside: Vec<SetAside>,
}

impl RoleSummary {
    /// Whether one of these rules, by code or name, is set aside in this role on that day; without a day, every waiver holds.
    pub fn sets_aside(&self, rules: &[&str], today: Option<&str>) -> bool {
        self.set_aside.iter().any(|aside| {
            let holds = aside.until.as_deref().zip(today).is_none_or(|(until, today)| until >= today);
            holds && rules.iter().any(|rule| aside.code.eq_ignore_ascii_case(rule))
        })
    }

    /// One person does the work of both: one plays the other, or both are played by the same.
    pub fn is_one_person_with(&self, other: &RoleSummary) -> bool {
        let plays = |a: &RoleSummary, b: &RoleSummary| a.plays.contains(&b.slug) || b.played_by.contains(&a.slug);
        plays(self, other) || plays(other, self) || self.played_by.iter().any(|p| other.played_by.contains(p))
    }
}

/// A team, product, train or area in short.
#[derive(Clone, Debug)]
pub struct UnitSummary {
    /// Which.
    pub kind: UnitKind,
    /// Explicit id or slug of the title.
    pub slug: String,
    /// Whether `slug` is an explicit id.
    pub explicit_id: bool,
    /// Title.
    pub title: String,
    /// Where it is defined.
    pub place: Place,
    /// `Complete: yes`.
    pub complete: bool,
    /// Stage of a product.
    pub stage: Option<Stage>,
    /// People, of a team or train.
    pub size: Option<u32>,
    /// The product it belongs to, as a slug.
    pub product: Option<String>,
    /// Frameworks that it states.
    pub framework: Vec<Framework>,
}

/// One file in short.
#[derive(Clone, Debug, Default)]
pub struct FileSummary {
    /// Path as shown to people, with `/`.
    pub path: String,
    /// Roles in order.
    pub roles: Vec<RoleSummary>,
    /// Units in order.
    pub units: Vec<UnitSummary>,
    /// Names declared elsewhere, people who play roles.
    pub declared: Vec<String>,
    /// Every name that is referred to.
    pub mentions: Vec<String>,
    /// Names that fields give in words, without an `@` ("Reports to: Head of Product"), as slugs.
    pub named: Vec<String>,
    /// Where names are written, in order.
    pub namings: Vec<Naming>,
}

/// A role with fewer than two duties is a first draft, of which nothing can be said to be missing.
fn is_draft(role: &Role) -> bool {
    role.duties.len() < 2
}

/// What waivers of the role, and suppressions within it or before it, set aside by code.
fn set_aside(role: &Role, document: &Document) -> Vec<SetAside> {
    let waived = role.waivers.iter().flat_map(|waiver| {
        let until = waiver.until.as_ref().map(|u| u.value.clone());
        waiver.codes.iter().map(move |code| SetAside { code: code.value.clone(), until: until.clone() })
    });
    let within = document
        .suppressions
        .iter()
        .filter(|s| role.range.contains_range(s.target) || s.target.contains_range(role.head));
    let suppressed = within.flat_map(|s| &s.codes).map(|code| SetAside { code: code.value.clone(), until: None });
    waived.chain(suppressed).collect()
}

impl FileSummary {
    /// Every name that the file defines or declares.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let roles = self.roles.iter().map(|r| r.slug.as_str());
        roles.chain(self.units.iter().map(|u| u.slug.as_str())).chain(self.declared.iter().map(String::as_str))
    }

    /// Whether both define and declare the same names.
    pub fn defines_the_same(&self, other: &FileSummary) -> bool {
        self.names().eq(other.names()) || self.names().collect::<FxHashSet<_>>() == other.names().collect()
    }

    /// Whether names lead to the same things with the same titles.
    pub fn lists_the_same(&self, other: &FileSummary) -> bool {
        let roles = self.roles.iter().map(|r| (&r.slug, &r.title));
        let units = self.units.iter().map(|u| (&u.slug, &u.title, u.kind));
        roles.eq(other.roles.iter().map(|r| (&r.slug, &r.title)))
            && units.eq(other.units.iter().map(|u| (&u.slug, &u.title, u.kind)))
            && self.declared == other.declared
    }

    /// The summary of one document.
    pub fn of(id: FileId, path: &str, document: &Document, lines: &LineIndex, source: &str) -> FileSummary {
        let place = |range: TextRange| {
            let start = lines.line_column(source, range.start);
            let end = lines.line_column(source, range.end);
            Place { file: id, range, start: (start.line, start.column), end: (end.line, end.column) }
        };
        let role = |role: &Role| RoleSummary {
            slug: role.slug.clone(),
            explicit_id: role.id.is_some(),
            title: role.title.value.clone(),
            kind: role.kind(),
            head: place(role.head),
            product: role.product.as_ref().map(|p| p.value.0.clone()),
            teams: role.teams.iter().map(|t| t.value.0.clone()).collect(),
            reports_to: role.reports_to.as_ref().map(|r| (r.value.0.clone(), place(r.range))),
            leads: role.leads.iter().map(|l| (l.value.0.clone(), place(l.range))).collect(),
            plays: role.plays.iter().map(|p| slug(&p.value)).collect(),
            played_by: role.played_by.iter().map(|p| p.value.0.clone()).collect(),
            framework: role.stated_frameworks().cloned().collect(),
            area: role.area.as_ref().map(|a| a.value.0.clone()),
            profile: role.profile,
            is_whole: document.language == "en"
                && !is_draft(role)
                && role.mix_is_known()
                && !role.sections.iter().any(|s| s.kept_elsewhere),
            is_draft: is_draft(role),
            structured: role.structured || document.is_in_role_language(),
            lists_neighbours: !role.works_with.is_empty(),
            works_with: role.neighbours().map(|n| (n.value.0.clone(), place(n.range))).collect(),
            // Only roles of one product are compared duty by duty.
            duties: role
                .duties
                .iter()
                .filter(|_| role.product.is_some())
                .map(|duty| {
                    let mut content = duty.reading.content.clone();
                    content.sort_unstable();
                    content.dedup();
                    DutySummary {
                        text: duty.text.as_str().into(),
                        place: place(duty.range),
                        category: *duty.category,
                        confidence: duty.category.confidence,
                        hold: duty.hold,
                        object: duty.reading.object,
                        content: content.into(),
                        signals: duty.reading.signals.iter().map(|s| s.signal).collect(),
                    }
                })
                .collect(),
            decisions: role
                .decisions
                .iter()
                .map(|d| {
                    let mut content = match role.product {
                        Some(_) => crate::prose::read(&d.text, &Context::default()).content,
                        None => Vec::new(),
                    };
                    content.sort_unstable();
                    content.dedup();
                    DecisionSummary {
                        text: d.text.as_str().into(),
                        subject: d.subject,
                        right: d.right,
                        names: d.with.iter().map(|name| name.value.0.clone()).collect(),
                        content: content.into(),
                        listed: role.lists(d),
                        confidence: d.confidence,
                        place: place(d.range),
                    }
                })
                .collect(),
            meets_market: !role.reach(Audience::Market).direct.is_empty(),
            meets_users: !role.reach(Audience::Users).direct.is_empty(),
            denies_users: !role.reach(Audience::Users).denials.is_empty(),
            lists_contacts: role.contacts.iter().any(|c| c.listed),
            meets_team: role.contacts.iter().any(|c| c.is_direct() && c.class == ContactClass::Team),
            lists_decisions: role.has_section(SectionKind::Decisions),
            researches: role.researches(),
            validates: role.validates(),
            set_aside: set_aside(role, document),
        };
        let people = document
            .roles
            .iter()
            .flat_map(|r| &r.played_by)
            .chain(&document.externs)
            .map(|name| name.value.0.clone())
            .collect();
        let mut mentions: Vec<String> = document
            .roles
            .iter()
            .flat_map(|r| &r.references)
            .chain(document.units.iter().flat_map(|u| &u.references))
            .map(|r| r.name.value.0.clone())
            .collect();
        mentions.sort_unstable();
        mentions.dedup();
        let namings = namings(document, source);
        let in_words = namings.iter().filter(|n| n.written == Written::Words);
        let mut named: Vec<String> = in_words.map(|n| n.name.clone()).collect();
        named.sort_unstable();
        named.dedup();
        FileSummary {
            path: path.to_owned(),
            roles: document.roles.iter().map(role).collect(),
            units: document
                .units
                .iter()
                .map(|u| UnitSummary {
                    kind: u.kind,
                    slug: u.slug.clone(),
                    explicit_id: u.id.is_some(),
                    title: u.title.value.clone(),
                    place: place(u.range),
                    complete: u.complete,
                    stage: u.stage.as_ref().map(|s| s.value),
                    size: u.size.as_ref().map(|s| s.value),
                    product: u.product.as_ref().map(|p| p.value.0.clone()),
                    framework: u.framework.iter().map(|f| f.value.clone()).collect(),
                })
                .collect(),
            declared: people,
            mentions,
            named,
            namings,
        }
    }
}
