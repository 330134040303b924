//! Who reports to whom, up and down.

use crate::ide::names::{self, naming_at};
use crate::knowledge::Kind;
use crate::model::{Definition, FileId, Organisation, RoleKey};
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// A role in a reporting line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its title, or its name where it has none.
    pub name: String,
    /// Its kind and the path of its document.
    pub detail: String,
    /// Which role.
    pub key: RoleKey,
    /// Its head, in bytes of its document.
    pub head: TextRange,
}

/// A role above or below another, with the words that say so and the document in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The other role.
    pub node: Node,
    /// Where it is said.
    pub said: Vec<(FileId, TextRange)>,
}

/// The role that a byte offset names or stands in the title of.
pub fn role_at(snapshot: &Snapshot, file: FileId, offset: u32) -> Option<Node> {
    let file = snapshot.file(file)?;
    let analysis = file.analysis();
    let organisation = snapshot.organisation(file)?;
    let touches = |r: TextRange| r.start <= offset && offset <= r.end;
    if let Some(index) = analysis.document.roles.iter().position(|r| touches(r.head) || touches(r.title.range)) {
        return node(organisation, RoleKey { file: file.id, index: index as u32 });
    }
    let naming = naming_at(&analysis.document, &analysis.text, offset)?;
    names::definitions(organisation, &naming.name).find_map(|d| match d {
        Definition::Role(key) => node(organisation, key),
        _ => None,
    })
}

fn node(organisation: &Organisation, key: RoleKey) -> Option<Node> {
    let role = organisation.role(key)?;
    let path = &organisation.file(key.file)?.path;
    let kind = role.kind.filter(|k| *k != Kind::Other);
    let detail = kind.map_or_else(|| path.clone(), |kind| format!("{}, {path}", kind.label()));
    let name = if role.title.is_empty() { &role.slug } else { &role.title };
    let name = if name.is_empty() { "(no title)" } else { name };
    Some(Node { name: name.to_owned(), detail, key, head: role.head.range })
}

fn organisation_of(snapshot: &Snapshot, key: RoleKey) -> Option<&Organisation> {
    snapshot.organisation(snapshot.file(key.file)?)
}

/// The roles right above: whom it reports to, and who says to lead it.
pub fn above(snapshot: &Snapshot, key: RoleKey) -> Vec<Step> {
    let Some(organisation) = organisation_of(snapshot, key) else { return Vec::new() };
    let Some(role) = organisation.role(key) else { return Vec::new() };
    let mut steps = Vec::new();
    if let Some((name, place)) = &role.reports_to
        && let Some(manager) = organisation.role_named(name).filter(|m| *m != key)
    {
        push(&mut steps, organisation, manager, (place.file, place.range));
    }
    for file in organisation.files_naming(&role.slug) {
        for (index, other) in organisation.file(file).into_iter().flat_map(|f| f.roles.iter().enumerate()) {
            let manager = RoleKey { file, index: index as u32 };
            for (name, place) in other.leads.iter().filter(|_| manager != key) {
                if organisation.role_named(name) == Some(key) {
                    push(&mut steps, organisation, manager, (place.file, place.range));
                }
            }
        }
    }
    steps
}

/// The roles right below: those that report to it and those it says it leads.
pub fn below(snapshot: &Snapshot, key: RoleKey) -> Vec<Step> {
    let Some(organisation) = organisation_of(snapshot, key) else { return Vec::new() };
    let Some(role) = organisation.role(key) else { return Vec::new() };
    let mut steps = Vec::new();
    for report in organisation.direct_reports(key) {
        let says = organisation.role(report).and_then(|r| r.reports_to.as_ref());
        if let Some((_, place)) = says.filter(|(name, _)| organisation.role_named(name) == Some(key)) {
            push(&mut steps, organisation, report, (place.file, place.range));
        }
        for (_, place) in role.leads.iter().filter(|(name, _)| organisation.role_named(name) == Some(report)) {
            push(&mut steps, organisation, report, (place.file, place.range));
        }
    }
    steps
}

fn push(steps: &mut Vec<Step>, organisation: &Organisation, key: RoleKey, said: (FileId, TextRange)) {
    match steps.iter_mut().find(|s| s.node.key == key) {
        Some(step) => step.said.push(said),
        None => steps.extend(node(organisation, key).map(|node| Step { node, said: vec![said] })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    #[test]
    fn the_line_is_walked_up_and_down() {
        let mut made = Marked::new(
            "=== a.role\nRole: Head\nId: head\nLeads: @pm\n=== b.role\nRole: Product Manager\nId: pm\nReports to: @he$0ad\n\nRole: Owner\nReports to: @pm\n\nRole: Other\nReports to: Head\n",
        );
        let (file, offset) = made.at();
        let snapshot = made.snapshot();
        let names = |steps: Vec<Step>| {
            steps.into_iter().map(|s| format!("{} {}", s.node.name, made.show(s.said).join(" "))).collect::<Vec<_>>()
        };
        let head = role_at(&snapshot, file, offset).expect("a role");
        assert_eq!((head.name.as_str(), head.detail.as_str()), ("Head", "a.role"));
        assert_eq!(names(below(&snapshot, head.key)), ["Product Manager b.role:@head a.role:@pm", "Other b.role:Head"]);
        assert!(above(&snapshot, head.key).is_empty());
        let manager = role_at(&snapshot, file, 0).expect("a role");
        assert_eq!(manager.name, "Product Manager");
        assert_eq!(names(above(&snapshot, manager.key)), ["Head b.role:@head a.role:@pm"]);
        assert_eq!(names(below(&snapshot, manager.key)), ["Owner b.role:@pm"]);
    }
}
