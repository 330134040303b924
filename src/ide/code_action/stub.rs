//! A document of its own for a role that is named and does not exist yet.

use super::{Action, ActionKind, Offer};
use crate::ide::names;
use crate::lint::Finding;
use crate::model::{Document, FileId};
use crate::syntax::Format;
use crate::text::TextRange;
use crate::workspace::{File, Snapshot};

/// A document that an action makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Its name, as documents are called in a [`Snapshot`].
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The rule that finds names that lead nowhere.
const UNKNOWN_REFERENCE: &str = "REF701";

pub(super) fn offer(snapshot: &Snapshot, file: &File, index: usize, finding: &Finding) -> Option<Offer> {
    if finding.rule.code != UNKNOWN_REFERENCE {
        return None;
    }
    let name = missing_role(snapshot, file, finding.range)?;
    let action = Action::ExtractRole(name.clone());
    let made = document(snapshot, file.id, &name)?;
    let path = made.name.rsplit('/').next().unwrap_or_default().to_owned();
    Some(Offer {
        title: format!("Write a role for @{name} in {path}"),
        kind: ActionKind::QuickFix,
        finding: Some(index),
        preferred: false,
        action,
    })
}

/// The name at a place, where nothing has it and it is not meant to be a team, a product or the like.
fn missing_role(snapshot: &Snapshot, file: &File, range: TextRange) -> Option<String> {
    let analysis = file.analysis();
    let source = range.of(&analysis.text);
    let name = source.strip_prefix('@')?.to_owned();
    let organisation = snapshot.organisation(file)?;
    let leads_nowhere = names::definitions(organisation, &name).next().is_none();
    (leads_nowhere && !is_unit(&analysis.document, range)).then_some(name)
}

fn is_unit(document: &Document, range: TextRange) -> bool {
    let of_roles = document.roles.iter().flat_map(|role| {
        let one = [&role.product, &role.area].into_iter().flatten();
        one.chain(role.teams.iter()).chain(role.trains.iter()).map(|fact| fact.range)
    });
    let of_units = document.units.iter().filter_map(|unit| unit.product.as_ref()).map(|fact| fact.range);
    of_roles.chain(of_units).any(|r| r.contains_range(range))
}

/// The document for a role of this name, beside the one that names it. `None` where there is one already, or no folder to put
/// it in.
pub(super) fn document(snapshot: &Snapshot, file: FileId, name: &str) -> Option<NewDocument> {
    let file = snapshot.file(file)?;
    let (folder, _) = file.name.rsplit_once('/')?;
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let ending = match file.format {
        Format::Role => "role",
        Format::Markdown => "md",
    };
    let path = format!("{folder}/{name}.{ending}");
    if !plain || snapshot.files().any(|f| *f.name == *path) {
        return None;
    }
    let title = title_of(name);
    let text = match file.format {
        Format::Role => format!(
            "Role: {title}\nId: {name}\n\nPurpose:\n- <what this role is for>\n\nDuties:\n- <what this person does>\n"
        ),
        Format::Markdown => format!(
            "---\nrole: {title}\nid: {name}\n---\n\n# {title}\n\n## Purpose\n\n- [what this role is for]\n\n## Responsibilities\n\n- [what this person does]\n"
        ),
    };
    Some(NewDocument { name: path, text })
}

/// `head-of-product` as a title: `Head of product`.
fn title_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
