//! Another name, everywhere a role, team or product is named.
//!
//! A *name* is what stands behind an `@`; a *title* is what people read. Where something has no `Id`, its name comes from
//! its title: then a new title is a new name, and a new name is written down as an `Id` so that the title can stay.

use std::fmt;

use super::names::{self, Naming, Written, naming_at};
use crate::knowledge::{Kind, kind_from_name, kind_of_title};
use crate::model::writing::{self, Change, Page};
use crate::model::{Definition, FileId, slug};
use crate::syntax::Format;
use crate::text::{TextEdit, TextRange};
use crate::workspace::{Analysis, File, Snapshot};

/// Why nothing was renamed, in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameError(pub String);

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RenameError {}

fn refused(message: impl Into<String>) -> RenameError {
    RenameError(message.into())
}

/// What would be renamed at a byte offset.
enum Subject {
    /// A name; `title` where the words at hand are those of a title.
    Name { naming: Naming, title: bool },
    /// The title of something that has an `Id`.
    Title(TextRange),
    /// A kind of role, in a `Kind` field.
    Kind(Kind, TextRange),
}

/// The words that would be renamed at a byte offset; `None` where there are none.
pub fn prepare_rename(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<TextRange> {
    let file = snapshot.file(file)?;
    Some(match subject(snapshot, file, &file.analysis(), offset)? {
        Subject::Name { naming, .. } => naming.range,
        Subject::Title(range) | Subject::Kind(_, range) => range,
    })
}

fn subject(snapshot: &Snapshot, file: &File, analysis: &Analysis, offset: u32) -> Option<Subject> {
    let document = &analysis.document;
    let touches = |range: TextRange| range.start <= offset && offset <= range.end && !range.is_empty();
    for role in &document.roles {
        if let Some(kind) = role.kind.as_ref().filter(|k| k.confidence >= 1.0 && touches(k.range)) {
            return Some(Subject::Kind(kind.value, kind.range));
        }
        if role.id.is_some() && touches(role.title.range) {
            return Some(Subject::Title(role.title.range));
        }
    }
    if let Some(unit) = document.units.iter().find(|u| u.id.is_some() && touches(u.title.range)) {
        return Some(Subject::Title(unit.title.range));
    }
    let naming = naming_at(document, &analysis.text, offset)?;
    let by_title = || {
        let organisation = snapshot.organisation(file)?;
        names::definitions(organisation, &naming.name).next().map(|d| match d {
            Definition::Role(key) => organisation.role(key).is_some_and(|r| !r.explicit_id),
            Definition::Unit(file, index) => {
                organisation.file(file).and_then(|f| f.units.get(index as usize)).is_some_and(|u| !u.explicit_id)
            }
            Definition::Declared(_) => false,
        })
    };
    let title = match naming.written {
        Written::Title => true,
        Written::Words => by_title().unwrap_or(false),
        Written::Reference | Written::Id | Written::Declared => false,
    };
    Some(Subject::Name { naming, title })
}

/// The edits that give what stands at a byte offset the name `new`, file by file, in order and apart from each other.
pub fn rename(
    snapshot: &Snapshot,
    file: FileId,
    offset: u32,
    new: &str,
) -> Result<Vec<(FileId, TextEdit)>, RenameError> {
    let found = snapshot.file(file).ok_or_else(|| refused("This document is not known any more."))?;
    let analysis = found.analysis();
    let subject = subject(snapshot, found, &analysis, offset)
        .ok_or_else(|| refused("Here stands no name: put the cursor on an @name, an Id, a title or a kind."))?;
    let new = new.split_whitespace().collect::<Vec<_>>().join(" ");
    match subject {
        Subject::Title(range) => {
            if slug(&new).is_empty() {
                return Err(refused("A title needs a letter or a digit."));
            }
            Ok(vec![(file, TextEdit { range, text: new })])
        }
        Subject::Name { naming, title } => {
            let name = name_of(&new, title)?;
            if name != naming.name {
                check_free(snapshot, found, &name)?;
            }
            let given = Given { old: naming.name, name, words: if title { Some(new) } else { None } };
            renamed(snapshot, names::uses(snapshot, file, &given.old), &given)
        }
        Subject::Kind(old, _) => rename_kind(snapshot, found, old, &new),
    }
}

/// A name and, where a title was given, the words it comes from.
struct Given {
    old: String,
    name: String,
    words: Option<String>,
}

fn name_of(new: &str, title: bool) -> Result<String, RenameError> {
    let bare = new.trim_start_matches('@');
    let parts: Vec<String> = if title { vec![slug(bare)] } else { bare.split('_').map(slug).collect() };
    let name = parts.join("_");
    if parts.iter().any(String::is_empty) {
        return Err(refused(format!(
            "“{new}” is no name: write letters and digits, joined by single hyphens, for example po-claims."
        )));
    }
    Ok(name)
}

/// Two things of one name could not be told apart any more.
fn check_free(snapshot: &Snapshot, file: &File, name: &str) -> Result<(), RenameError> {
    let Some(organisation) = snapshot.organisation(file) else { return Ok(()) };
    match organisation.definitions(name).first() {
        None => Ok(()),
        Some(taken) => {
            let path = organisation.file(taken.file()).map_or("another document", |f| f.path.as_str());
            Err(refused(format!("@{name} is taken already, in {path}. Choose another name.")))
        }
    }
}

fn renamed(
    snapshot: &Snapshot,
    uses: Vec<(FileId, Naming)>,
    given: &Given,
) -> Result<Vec<(FileId, TextEdit)>, RenameError> {
    let mut edits = Vec::new();
    for run in uses.chunk_by(|a, b| a.0 == b.0) {
        let Some(file) = run.first().and_then(|(id, _)| snapshot.file(*id)) else { continue };
        for (id, naming) in run {
            let text = match (naming.written, &given.words) {
                (Written::Title | Written::Words, Some(words)) => words.clone(),
                (Written::Title, None) => {
                    let edit = write_id(&file.analysis(), naming.range, &given.name).ok_or_else(|| {
                        refused(format!("There is no safe place for an Id in {}: write one there first.", file.path))
                    })?;
                    edits.push((*id, edit));
                    continue;
                }
                _ => given.name.clone(),
            };
            edits.push((*id, TextEdit { range: naming.range, text }));
        }
    }
    edits.sort_by_key(|(id, edit)| (*id, edit.range));
    Ok(edits)
}

/// The title stays, the name is written below it.
fn write_id(analysis: &Analysis, title: TextRange, name: &str) -> Option<TextEdit> {
    let document = &analysis.document;
    if let Some(role) = document.roles.iter().position(|r| r.title.range == title) {
        let page = Page { source: &analysis.text, tree: &analysis.tree, document };
        let change = Change::Set { role, label: "Id", value: name.to_owned() };
        return writing::edits(page, &[change])?.into_iter().next();
    }
    if document.format != Format::Role {
        return None;
    }
    let eol = if analysis.text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = TextRange::new(title.end, title.end);
    Some(TextEdit { range: at, text: format!("{eol}Id: {name}") })
}

/// Every role of one kind becomes one of another: its `Kind`, the words of its title that name the kind, and with a title
/// that is a name, everything that refers to it.
fn rename_kind(snapshot: &Snapshot, file: &File, old: Kind, new: &str) -> Result<Vec<(FileId, TextEdit)>, RenameError> {
    let Some(kind) = kind_from_name(new) else {
        let known: Vec<&str> = Kind::all().take(6).map(Kind::label).collect();
        return Err(refused(format!("“{new}” is no kind that rolelint knows. Kinds are {} ...", known.join(", "))));
    };
    let Some(organisation) = snapshot.organisation(file) else { return Ok(Vec::new()) };
    let mut edits = Vec::new();
    for (id, summary) in organisation.files() {
        if !summary.roles.iter().any(|r| r.kind == Some(old)) {
            continue;
        }
        let Some(file) = snapshot.file(id) else { continue };
        let analysis = file.analysis();
        for role in analysis.document.roles.iter().filter(|r| r.kind() == Some(old)) {
            if let Some(stated) = role.kind.as_ref().filter(|k| k.confidence >= 1.0) {
                edits.push((id, TextEdit { range: stated.range, text: kind.label().to_owned() }));
            }
            let Some(title) = retitled(role.title.range.of(&analysis.text), old, kind) else { continue };
            if role.id.is_some() {
                edits.push((id, TextEdit { range: role.title.range, text: title }));
            } else {
                let name = slug(&title);
                check_free(snapshot, file, &name)?;
                let given = Given { old: role.slug.clone(), name, words: Some(title) };
                edits.extend(renamed(snapshot, names::uses(snapshot, id, &given.old), &given)?);
            }
        }
    }
    edits.sort_by_key(|(id, edit)| (*id, edit.range));
    edits.dedup();
    Ok(edits)
}

/// The title with other words for its kind, written large where the old ones were.
fn retitled(title: &str, old: Kind, new: Kind) -> Option<String> {
    let found = kind_of_title(title).filter(|m| m.kind == old)?;
    let words = title.get(found.start..found.end)?;
    let large = words.starts_with(char::is_uppercase);
    let label: Vec<String> =
        new.label().split(' ').map(|w| if large && w != "of" { large_first(w) } else { w.into() }).collect();
    Some(format!("{}{}{}", &title[..found.start], label.join(" "), &title[found.end..]))
}

fn large_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(char::to_uppercase).into_iter().flatten().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;
    use crate::text;

    /// All documents after the rename at the cursor.
    fn renamed_to(marked: &str, new: &str) -> Result<String, String> {
        let mut made = Marked::new(marked);
        let (file, offset) = made.at();
        let snapshot = made.snapshot();
        let edits = rename(&snapshot, file, offset, new).map_err(|e| e.0)?;
        assert!(prepare_rename(&snapshot, file, offset).is_some());
        let mut out = String::new();
        for (name, id, text) in &made.files {
            let own: Vec<TextEdit> = edits.iter().filter(|(f, _)| f == id).map(|(_, e)| e.clone()).collect();
            out += &format!("=== {name}\n{}", text::apply(text, &own).expect("in order and apart"));
        }
        Ok(out)
    }

    #[test]
    fn a_name_changes_everywhere_it_is_written() {
        let text = "=== org.role\nTeam: Harbour\nId: harbour\n=== a.role\nRole: A\nTeams: @harb$0our, @other\n\nDuties:\n- Talk with @harbour, not @harbour-two\n=== b.md\n---\nid: b\nteams: harbour\n---\n\n# Product Owner\n\n## Responsibilities\n\n- Plan\n";
        insta::assert_snapshot!(renamed_to(text, "pier-5").unwrap(), @r"
        === org.role
        Team: Harbour
        Id: pier-5
        === a.role
        Role: A
        Teams: @pier-5, @other

        Duties:
        - Talk with @pier-5, not @harbour-two
        === b.md
        ---
        id: b
        teams: pier-5
        ---

        # Product Owner

        ## Responsibilities

        - Plan
        ");
    }

    #[test]
    fn a_name_that_came_from_a_title_is_written_down() {
        let text = "=== a.role\nRole: Head of Product\nLevel: head\n\nTeam: Harbour\nSize: 7\n=== b.role\nRole: B\nReports to: @head-of$0-product\nTeams: @harbour\n";
        let made = renamed_to(text, "@hop").unwrap();
        assert!(
            made.contains("Role: Head of Product\nId: hop\nLevel") && made.contains("Reports to: @hop\n"),
            "{made}"
        );
        let made = renamed_to(&text.replace("$0", "").replace("@harbour", "@harb$0our"), "pier").unwrap();
        assert!(made.contains("Team: Harbour\nId: pier\nSize: 7") && made.contains("Teams: @pier\n"), "{made}");
    }

    #[test]
    fn a_title_that_is_a_name_takes_its_references_along() {
        let text = "=== a.role\nRole: Head $0of Product\n=== b.role\nRole: B\nReports to: @head-of-product\n\nRole: C\nReports to: Head of Product\n";
        let made = renamed_to(text, "Product  Director").unwrap();
        assert!(
            made.contains("Role: Product Director\n") && made.contains("Reports to: @product-director\n"),
            "{made}"
        );
        assert!(made.contains("Reports to: Product Director\n"), "{made}");
        let made = renamed_to("Role: Head $0of Product\nId: hop\nLeads: @x\n", "Director").unwrap();
        assert!(made.contains("Role: Director\nId: hop"), "{made}");
    }

    #[test]
    fn a_kind_changes_across_the_organisation() {
        let text = "=== a.role\nRole: Senior Product Owner, Claims\nKind: product $0owner\n=== b.role\nRole: Product Owner\nId: po\nReports to: @senior-product-owner-claims\n=== c.role\nRole: Project Manager\n";
        let made = renamed_to(text, "product manager").unwrap();
        assert_eq!(
            made,
            "=== a.role\nRole: Senior Product Manager, Claims\nKind: product manager\n=== b.role\nRole: Product Manager\nId: po\nReports to: @senior-product-manager-claims\n=== c.role\nRole: Project Manager\n"
        );
        assert!(renamed_to(text, "wizard").unwrap_err().contains("wizard"));
    }

    #[test]
    fn what_cannot_be_is_refused_in_words() {
        let text = "=== a.role\nRole: A\nId: a\nReports to: @b$0\n=== b.role\nRole: B\n";
        assert!(renamed_to(text, "a").unwrap_err().contains("taken"));
        assert!(renamed_to(text, "!!").unwrap_err().contains("no name"));
        assert!(renamed_to("Role: A\n\nDuties:\n- Si$0ng\n", "x").unwrap_err().contains("no name"));
        let mut made = Marked::new("Role: A\n\nDuties:\n- Si$0ng\n");
        let (file, offset) = made.at();
        assert_eq!(prepare_rename(&made.snapshot(), file, offset), None);
    }
}
