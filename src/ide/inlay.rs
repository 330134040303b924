//! Words shown between the words of a document: what was guessed, what a name stands for, what shares add up to.

use crate::ide::names::{self, Written};
use crate::model::{Definition, Document, Duty, FileId, Organisation, Role, SectionKind, slug};
use crate::prose::ContactClass;
use crate::rules::percent;
use crate::syntax::Format;
use crate::text::{TextEdit, TextRange};
use crate::workspace::{Analysis, Snapshot};

/// One hint.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// Where it is shown, in bytes of the document.
    pub offset: u32,
    /// What is shown.
    pub text: String,
    /// A blank stands before it.
    pub blank_before: bool,
    /// A blank stands behind it.
    pub blank_behind: bool,
    /// What writes the hint into the document.
    pub edit: Option<TextEdit>,
    /// Where it leads: a document and bytes of it.
    pub target: Option<(FileId, TextRange)>,
    /// The offset whose explanation tells more.
    pub about: u32,
}

/// The hints of a document that stand in `range`, in order.
pub fn hints(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Hint> {
    let Some(file) = snapshot.file(file) else { return Vec::new() };
    let analysis = file.analysis();
    let mut found = Vec::new();
    for role in &analysis.document.roles {
        duties(&analysis, role, &mut found);
        guesses(&analysis, role, &mut found);
        total(&analysis, role, &mut found);
    }
    if let Some(organisation) = snapshot.organisation(file) {
        titles(&analysis, organisation, &mut found);
    }
    found.retain(|h| range.start <= h.offset && h.offset <= range.end);
    found.sort_by_key(|h| h.offset);
    found
}

fn before(offset: u32, text: String) -> Hint {
    Hint { offset, text, blank_before: false, blank_behind: true, edit: None, target: None, about: offset }
}

fn behind(offset: u32, text: String) -> Hint {
    Hint { blank_before: true, blank_behind: false, ..before(offset, text) }
}

fn is_role_language(document: &Document) -> bool {
    document.format == Format::Role
}

/// Category and share of duties, where they were not written.
fn duties(analysis: &Analysis, role: &Role, found: &mut Vec<Hint>) {
    let with_shares = role.shares_given();
    for duty in &role.duties {
        let mut words = Vec::new();
        if with_shares && duty.share_given.is_none() {
            words.push(format!("~{}", percent(duty.share)));
        }
        if duty.category.confidence < 1.0 {
            words.push(category(duty));
        }
        if words.is_empty() || duty.text_range.is_empty() {
            continue;
        }
        let at = duty.text_range.start;
        let sure = duty.category.confidence < 1.0 && duty.is_known();
        let edit = (sure && is_role_language(&analysis.document))
            .then(|| TextEdit { range: TextRange::new(at, at), text: format!("{}: ", duty.category.name()) });
        found.push(Hint { edit, ..before(at, words.join(" ")) });
    }
    let in_words = role.duties.iter().filter_map(|d| d.share_given.as_ref()).filter(|s| s.confidence < 1.0);
    found.extend(in_words.map(|share| behind(share.range.end, format!("= {}", percent(share.value)))));
}

fn category(duty: &Duty) -> String {
    if duty.is_known() { format!("{}:", duty.category.name()) } else { "category?".to_owned() }
}

/// Class of contacts and type of measures, where they were not written. In `.role` alone: there they have a place.
fn guesses(analysis: &Analysis, role: &Role, found: &mut Vec<Hint>) {
    if !is_role_language(&analysis.document) {
        return;
    }
    for contact in role.contacts.iter().filter(|c| c.listed && c.confidence < 1.0 && c.confidence > 0.0) {
        let Some(who) = contact.evidence.first().filter(|who| !who.is_empty()) else { continue };
        let text = format!("({})", contact.class.name());
        let edit = (contact.class != ContactClass::Proxy)
            .then(|| TextEdit { range: TextRange::new(who.end, who.end), text: format!(" {text}") });
        found.push(Hint { edit, about: who.start, ..behind(who.end, text) });
    }
    for measure in role.measures.iter().filter(|m| !m.class_given && !m.text.is_empty()) {
        // The words of the measure, behind the mark of its item.
        let Some(local) = measure.range.of(&analysis.text).find(measure.text.split(['\n', '\r']).next().unwrap_or(""))
        else {
            continue;
        };
        let at = measure.range.start + local as u32;
        let text = format!("{}:", measure.class.name());
        let edit = Some(TextEdit { range: TextRange::new(at, at), text: format!("{text} ") });
        found.push(Hint { edit, ..before(at, text) });
    }
}

/// What the shares of the duties add up to, beside the heading.
fn total(analysis: &Analysis, role: &Role, found: &mut Vec<Hint>) {
    let Some(section) = role.sections.iter().find(|s| s.kind == SectionKind::Duties) else { return };
    if !role.shares_given() || section.heading.is_empty() {
        return;
    }
    let sum: f32 = role.duties.iter().filter_map(|d| d.share_given.as_ref()).map(|s| s.value).sum();
    let open = role.duties.iter().filter(|d| d.share_given.is_none()).count();
    let rest = if open == 0 { String::new() } else { format!(", {open} without a share") };
    let line = section.heading.of(&analysis.text).split(['\n', '\r']).next().unwrap_or("").len() as u32;
    let hint = behind(section.heading.start + line, format!("total {}{rest}", percent(sum)));
    found.push(Hint { about: section.heading.start, ..hint });
}

/// The title behind an `@name`, where the name does not say it.
fn titles(analysis: &Analysis, organisation: &Organisation, found: &mut Vec<Hint>) {
    for naming in names::namings(&analysis.document, &analysis.text) {
        if naming.written != Written::Reference {
            continue;
        }
        let (title, target) = match names::definitions(organisation, &naming.name).next() {
            Some(Definition::Role(key)) => match organisation.role(key) {
                Some(role) => (&role.title, (key.file, role.head.range)),
                None => continue,
            },
            Some(Definition::Unit(file, index)) => match organisation.unit(file, index) {
                Some(unit) => (&unit.title, (file, unit.place.range)),
                None => continue,
            },
            Some(Definition::Declared(_)) | None => continue,
        };
        if !title.is_empty() && slug(title) != naming.name {
            let hint = behind(naming.range.end, title.clone());
            found.push(Hint { target: Some(target), about: naming.range.start, ..hint });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;
    use crate::text;

    /// The first document with its hints in brackets.
    fn shown(marked: &str) -> String {
        let mut made = Marked::new(marked);
        let (_, file, text) = made.files[0].clone();
        let all = hints(&made.snapshot(), file, TextRange::from_usize(0, text.len()));
        let edits: Vec<TextEdit> = all
            .iter()
            .map(|h| TextEdit { range: TextRange::new(h.offset, h.offset), text: format!("[{}]", h.text) })
            .collect();
        text::apply(&text, &edits).expect("in order")
    }

    #[test]
    fn guesses_names_and_sums_are_shown() {
        let text = "=== a.role\nRole: Product Owner\nReports to: @hop\nTeams: @harbour, @gone\n\nDuties:\n- 60% backlog: Order the items\n- 20% Interview users every week\n- Sing\n\nContacts:\n- nurses: every week\n- doctors (customer)\n\nMeasures:\n- fewer complaints\n=== b.role\nRole: Head of Product\nId: hop\n\nTeam: Harbour\n";
        insta::assert_snapshot!(shown(text), @r"
        Role: Product Owner
        Reports to: @hop[Head of Product]
        Teams: @harbour, @gone

        Duties:[total 80%, 1 without a share]
        - 60% backlog: Order the items
        - 20% [discovery:]Interview users every week
        - [~20% category?]Sing

        Contacts:
        - nurses[(internal user)]: every week
        - doctors (customer)

        Measures:
        - [quality:]fewer complaints
        ");
    }

    #[test]
    fn markdown_gets_categories_and_shares_in_words() {
        let text = "=== a.md\n# Product Owner\n\n## Responsibilities\n\n- Order the product backlog\n- Interview users, half of your time\n";
        insta::assert_snapshot!(shown(text), @r"
        # Product Owner

        ## Responsibilities[total 50%, 1 without a share]

        - [~50% backlog:]Order the product backlog
        - [discovery:]Interview users, half of your time[= 50%]
        ");
    }

    #[test]
    fn a_hint_that_is_written_is_read_as_what_it_said() {
        let text = "Role: Product Owner\n\nDuties:\n- Interview users every week\n\nContacts:\n- nurses: every week\n\nMeasures:\n- fewer complaints\n";
        let mut made = Marked::new(text);
        let file = made.files[0].1;
        let all = hints(&made.snapshot(), file, TextRange::from_usize(0, text.len()));
        let edits: Vec<TextEdit> = all.into_iter().filter_map(|h| h.edit).collect();
        assert_eq!(edits.len(), 3);
        let written = text::apply(text, &edits).expect("in order");
        assert_eq!(shown(&written), written, "nothing is guessed any more");
    }
}
