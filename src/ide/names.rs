//! Names of roles, teams and products: which one stands at a place, where a workspace writes it, and what it leads to.

pub use crate::model::{Naming, Written, namings};

use crate::model::{Definition, Document, FileId, Organisation};
use crate::workspace::Snapshot;

/// The name at a byte offset: the cursor stands in it, right behind it, or on its `@`.
pub fn naming_at(document: &Document, source: &str, offset: u32) -> Option<Naming> {
    let touches = |n: &Naming| {
        let sign = u32::from(matches!(n.written, Written::Reference | Written::Declared));
        n.range.start.saturating_sub(sign) <= offset && offset <= n.range.end
    };
    namings(document, source).into_iter().filter(touches).min_by_key(|n| n.range.len())
}

/// Every place of the folder that `file` lies in where `name` is written, file by file, in order.
pub fn uses(snapshot: &Snapshot, file: FileId, name: &str) -> Vec<(FileId, Naming)> {
    let Some(organisation) = snapshot.file(file).and_then(|f| snapshot.organisation(f)) else { return Vec::new() };
    // Summaries tell where: no document is read again for this.
    let in_file = |id: FileId| {
        let all = organisation.file(id).into_iter().flat_map(|summary| &summary.namings);
        all.filter(|n| n.name == name).map(move |n| (id, n.clone()))
    };
    organisation.files_naming(name).into_iter().flat_map(in_file).collect()
}

/// What a name leads to: roles and units where there are any, else the places that declare it to live elsewhere.
pub fn definitions<'a>(organisation: &'a Organisation, name: &str) -> impl Iterator<Item = Definition> + use<'a> {
    let all = organisation.definitions(name);
    let written = all.iter().any(|d| !matches!(d, Definition::Declared(_)));
    all.iter().copied().filter(move |d| !(written && matches!(d, Definition::Declared(_))))
}
