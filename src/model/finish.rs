//! What only the whole role tells: shares, contacts read out of duties, kind from the title, profile, structure.

use super::field::level;
use super::item::judges_applications;
use super::{Contact, Decision, Duty, Fact, Profile, Role, Section, SectionKind, Users};
use crate::knowledge::{Framework, kind_of_title};
use crate::prose::{self, ContactClass, ContactReading, Context, Signal, read_decisions};
use crate::text::{TextRange, WordStarts};

/// Confidence of a kind that only the title names.
const KIND_FROM_TITLE: f32 = 0.95;
/// Confidence of a framework that is only mentioned.
const FRAMEWORK_FROM_TEXT: f32 = 0.6;

/// What `Users:` of a role or its product tells the reading of sentences.
pub(super) fn context_for(base: &Context, users: Option<&Users>) -> Context {
    let mut context = base.clone();
    match users {
        Some(Users::Internal) => {
            context.internal_users = true;
            context.user_class = Some(ContactClass::InternalUser);
        }
        Some(Users::Words(words)) => context.user_words.extend(words.iter().cloned()),
        Some(Users::External | Users::Both) | None => {}
    }
    context
}

/// Completes `role` once all its lines are read. `source_of` gives the words at a range of the source.
pub(super) fn finish(role: &mut Role, source: &str) {
    name_kind(role);
    if role.level.is_none() {
        role.level = level(&role.title).map(|l| Fact::guessed(l, role.title.range, 0.9, Vec::new()));
    }
    let is_post = role.has_section(SectionKind::Benefits)
        || role.sections.iter().any(|s| s.kind == SectionKind::Process && is_of_hiring(role, s, source))
        || role.sections.iter().any(|s| judges_applications(&s.label));
    let post_field = role.fields.iter().any(|(l, _)| {
        matches!(l.as_str(), "Date posted" | "Closing date" | "Apply" | "Salary" | "Employer" | "Advert")
    });
    let told = role.fields.iter().any(|(l, _)| l == "Profile");
    if !told {
        role.profile = if is_post || post_field { Profile::Post } else { Profile::Spec };
    }
    spread_shares(&mut role.duties);
    if !role.is_owner() && !role.is_manager() {
        judge_together(&mut role.duties);
    }
    let read: Vec<Contact> = contacts_in_prose(role, source);
    role.contacts.extend(read);
    decisions_in_duties(role);
    let listed = role.duties.iter().filter(|d| d.confidence >= 0.9).count();
    let known = role.duties.iter().filter(|d| d.is_known()).count();
    // A whole organisation is held at once.
    role.duties.shrink_to_fit();
    role.contacts.shrink_to_fit();
    role.requirements.shrink_to_fit();
    role.wordings.shrink_to_fit();
    role.structured = listed >= 3 && known * 3 >= role.duties.len() * 2;
}

/// Whether a section tells how somebody gets the job. A page for colleagues ends in "Questions" or "Contact" as well: such a heading
/// counts where the words below it, or a heading that speaks to the reader ("What you will do"), say that candidates are meant.
fn is_of_hiring(role: &Role, section: &Section, source: &str) -> bool {
    static ANY_PAGE: WordStarts<8> = WordStarts::new([
        "question",
        "contact",
        "get in touch",
        "kontakt",
        "ansprechpartner",
        "difference",
        "how it will work",
        "document",
    ]);
    static HIRING: WordStarts<14> = WordStarts::new([
        "apply",
        "applying",
        "applicant",
        "application",
        "bewerb",
        "candida",
        "cv",
        "résumé",
        "resume",
        "cover letter",
        "interview",
        "recruit",
        "hiring",
        "vacanc",
    ]);
    static READER: WordStarts<5> = WordStarts::new(["you", "your", "youll", "dein", "deine"]);
    let label = section.label.as_str();
    if !ANY_PAGE.occur_in(label) || HIRING.occur_in(label) {
        return true;
    }
    let speaks_to_candidates =
        |s: &Section| matches!(s.kind, SectionKind::Duties | SectionKind::Requirements) && READER.occur_in(&s.label);
    HIRING.occur_in(section.range.of(source)) || role.sections.iter().any(speaks_to_candidates)
}

fn name_kind(role: &mut Role) {
    let found = kind_of_title(&role.title);
    role.title_kind = found.map(|m| m.kind);
    if role.kind.is_none() {
        role.kind = found.map(|m| Fact::guessed(m.kind, role.title.range, KIND_FROM_TITLE, Vec::new()));
    }
}

/// Explicit shares win; duties without one split what is left equally.
fn spread_shares(duties: &mut [Duty]) {
    let given: f32 = duties.iter().filter_map(|d| d.share_given.as_ref()).map(|s| s.value).sum();
    let open = duties.iter().filter(|d| d.share_given.is_none()).count();
    let each = if open == 0 { 0.0 } else { (1.0 - given).max(0.0) / open as f32 };
    for duty in duties {
        duty.share = duty.share_given.as_ref().map_or(each, |s| s.value);
    }
}

/// The duties of other trades are judged in each other's company. Those of owners and managers are not: their mix of work is
/// itself in question, and one duty that differs from all others must not be talked away.
fn judge_together(duties: &mut [Duty]) {
    let read = |duty: &Duty| duty.category.confidence < 1.0 && duty.reading.confidence > 0.0;
    let chances: Vec<_> = duties.iter().filter(|d| read(d)).map(|d| d.reading.chances).collect();
    let judged = prose::judge_together(&chances);
    for (duty, (category, second, confidence)) in duties.iter_mut().filter(|d| read(d)).zip(judged) {
        duty.category.value = category;
        duty.category.confidence = confidence;
        duty.second = second;
    }
}

/// Contacts that duties and purpose tell of, and those that a bound denies. People whom the list of contacts names have the class
/// that they have there.
fn contacts_in_prose(role: &Role, source: &str) -> Vec<Contact> {
    let said = role
        .duties
        .iter()
        .map(|d| (d.range, &d.reading.contacts, false))
        .chain(role.purpose.iter().chain(&role.asides).map(|s| (s.range, &s.reading.contacts, false)))
        .chain(role.out_of_scope.iter().map(|s| (s.range, &s.reading.contacts, true)));
    let mut found = Vec::new();
    for (range, contacts, bound) in said {
        for reading in contacts {
            let mut read = contact(reading, range, bound, source);
            if let Some(listed) = role.contacts.iter().find(|l| l.listed && l.who.eq_ignore_ascii_case(&read.who)) {
                read.class = listed.class;
            }
            found.push(read);
        }
    }
    found
}

/// Rights that duties tell of ("decide the order of the backlog").
fn decisions_in_duties(role: &mut Role) {
    let deciding = role.duties.iter().filter(|d| d.reading.has(Signal::Decides));
    let found: Vec<Decision> = deciding
        .flat_map(|duty| {
            read_decisions(&duty.text).into_iter().map(|reading| Decision {
                text: duty.text.clone(),
                subject: reading.subject,
                right: reading.right,
                with: Vec::new(),
                range: duty.range,
                confidence: reading.confidence,
            })
        })
        .collect();
    role.decisions.extend(found);
}

fn contact(reading: &ContactReading, range: TextRange, bound: bool, source: &str) -> Contact {
    Contact {
        who: reading.who.of(source).to_owned(),
        references: Vec::new(),
        class: reading.class,
        cadence: reading.cadence,
        cadence_range: reading.cadence_range,
        mode: reading.mode,
        denied: reading.denied || bound,
        range,
        confidence: reading.confidence,
        evidence: reading.evidence.clone(),
        listed: false,
    }
}

/// Frameworks that statements of the document name, where no field states one.
pub(super) fn frameworks_from_text(role: &mut Role, mentions: Vec<(Framework, TextRange)>) {
    if !role.framework.is_empty() {
        return;
    }
    for (framework, range) in mentions {
        if !role.framework.iter().any(|f| f.value.name == framework.name) {
            role.framework.push(Fact::guessed(framework, range, FRAMEWORK_FROM_TEXT, vec![range]));
        }
    }
}
