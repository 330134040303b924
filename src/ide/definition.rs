//! Where a name leads, and everywhere it is written.

use crate::ide::names::{self, Naming, Written, naming_at};
use crate::model::{Definition, FileId};
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// A place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its document.
    pub file: FileId,
    /// All of it.
    pub range: TextRange,
    /// What is shown; lies inside `range`.
    pub focus: TextRange,
}

/// What a definition leads to, with the words that were under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definitions {
    /// The name, in the document of the cursor.
    pub origin: TextRange,
    /// Where it leads.
    pub targets: Vec<Location>,
}

/// Where the name at a byte offset leads: to roles, teams and products, else to where it is declared to live elsewhere.
pub fn definition(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Definitions> {
    let file = snapshot.file(file)?;
    let analysis = file.analysis();
    let naming = naming_at(&analysis.document, &analysis.text, offset)?;
    let organisation = snapshot.organisation(file)?;
    let mut targets = Vec::new();
    for definition in names::definitions(organisation, &naming.name) {
        match definition {
            Definition::Role(key) => {
                if let Some(role) = organisation.role(key) {
                    targets.push(at_first_line(snapshot, key.file, role.head.range));
                }
            }
            Definition::Unit(file, index) => {
                if let Some(unit) = organisation.file(file).and_then(|f| f.units.get(index as usize)) {
                    targets.push(at_first_line(snapshot, file, unit.place.range));
                }
            }
            Definition::Declared(file) => targets.extend(declared(snapshot, file, &naming.name)),
        }
    }
    (!targets.is_empty()).then_some(Definitions { origin: naming.range, targets })
}

/// A place whose first line is what is shown.
fn at_first_line(snapshot: &Snapshot, file: FileId, range: TextRange) -> Location {
    let text = snapshot.file(file).map(|f| f.text());
    let line = text.as_deref().map_or("", |t| range.of(t)).split(['\n', '\r']).next().unwrap_or("").len() as u32;
    Location { file, range, focus: TextRange::new(range.start, range.start + line) }
}

fn declared(snapshot: &Snapshot, file: FileId, name: &str) -> Vec<Location> {
    let Some(found) = snapshot.file(file) else { return Vec::new() };
    let analysis = found.analysis();
    let here = names::namings(&analysis.document, &analysis.text).into_iter().filter(|n| n.name == name);
    let (outright, others): (Vec<Naming>, Vec<Naming>) = here.partition(|n| n.written == Written::Declared);
    // People who play a role are declared where they are named.
    let chosen = if outright.is_empty() { others } else { outright };
    chosen.into_iter().take(1).map(|n| Location { file, range: n.range, focus: n.range }).collect()
}

/// Every place where the name at a byte offset is written, file by file. With `declaration`, the places that say what it
/// stands for are among them.
pub fn references(
    snapshot: &Snapshot,
    file: FileId,
    offset: u32,
    declaration: bool,
) -> Option<Vec<(FileId, TextRange)>> {
    let analysis = snapshot.file(file)?.analysis();
    let naming = naming_at(&analysis.document, &analysis.text, offset)?;
    let all = names::uses(snapshot, file, &naming.name).into_iter();
    Some(all.filter(|(_, n)| declaration || !n.written.defines()).map(|(id, n)| (id, n.range)).collect())
}

/// The same within one document, each with whether it says what the name stands for.
pub fn highlights(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Vec<(TextRange, bool)>> {
    let analysis = snapshot.file(file)?.analysis();
    let all = names::namings(&analysis.document, &analysis.text);
    let naming = naming_at(&analysis.document, &analysis.text, offset)?;
    Some(all.into_iter().filter(|n| n.name == naming.name).map(|n| (n.range, n.written.defines())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    const ORG: &str = "=== org.role\nRole: Head of Product\n\nTeam: Harbour\nId: harbour\n\nProduct: Claims\nId: claims\nUsers: external\n\nExtern: @board\n";

    fn leads_to(marked: &str) -> Vec<String> {
        let mut made = Marked::new(&format!("{ORG}=== a.role\n{marked}"));
        let (file, offset) = made.at();
        let found = definition(&made.snapshot(), file, offset);
        let targets = found.map(|f| f.targets).unwrap_or_default();
        assert!(targets.iter().all(|t| t.range.contains_range(t.focus)));
        made.show(targets.iter().map(|t| (t.file, t.focus)))
    }

    #[test]
    fn names_lead_to_what_they_stand_for() {
        assert_eq!(leads_to("Role: A\nTeams: $0@harbour\n"), ["org.role:Team: Harbour"]);
        assert_eq!(leads_to("Role: A\nProduct: @claims$0\n"), ["org.role:Product: Claims"]);
        assert_eq!(leads_to("Role: A\nReports to: Head of$0 Product\n"), ["org.role:Role: Head of Product"]);
        assert_eq!(leads_to("Role: A\n\nDuties:\n- Tell @bo$0ard\n"), ["org.role:board"]);
        assert_eq!(leads_to("Role: A\nPlayed by: @an$0na\n"), ["a.role:anna"]);
        assert_eq!(leads_to("Role: A$0\nReports to: @nobody\n"), ["a.role:Role: A"]);
        assert!(leads_to("Role: A\nReports to: @nobo$0dy\n").is_empty());
        assert!(leads_to("Role: A\n$0Duties:\n- Sing\n").is_empty());
    }

    #[test]
    fn every_place_of_a_name_is_found() {
        let text = "=== org.role\nTeam: Harbour\nId: ⟦harbour⟧\n=== a.role\nRole: A\nTeams: @⟦harb$0our⟧\n\nDuties:\n- Talk with @⟦harbour⟧ and @other\n=== b.md\n---\nid: b\nteams: ⟦Harbour⟧\n---\n\n# Product Owner\n\n## Responsibilities\n\n- Plan sprints\n=== c.role\nRole: C\n";
        let mut made = Marked::new(text);
        let (file, offset) = made.at();
        let snapshot = made.snapshot();
        assert_eq!(references(&snapshot, file, offset, true).as_deref(), Some(&*made.ranges));
        assert_eq!(references(&snapshot, file, offset, false).map(|r| r.len()), Some(3));
        assert_eq!(highlights(&snapshot, file, offset).map(|h| h.len()), Some(2));
    }
}
