//! What documents must say when files are moved or get other names: paths that lead to them, paths in them, and names of roles that
//! are called after their file.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::ide::names::{self, Written};
use crate::model::FileId;
use crate::syntax::Format;
use crate::text::{TextEdit, TextRange};
use crate::workspace::{Analysis, File, Snapshot, context_of};

/// A file or a folder with all it holds: its name before and after, as documents are called in a [`Snapshot`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

/// The edits that keep all documents right when these files are moved, file by file, in order within each. They are for the
/// documents where they are now.
pub fn file_renames(snapshot: &Snapshot, moves: &[Move]) -> Vec<(FileId, TextEdit)> {
    let moved = Moved { moves };
    let renamed = roles_called_after_files(snapshot, &moved);
    let mut edits: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    for file in snapshot.files() {
        let text = file.text();
        let found = paths(file, &text, &moved);
        if !found.is_empty() {
            edits.entry(file.id).or_default().extend(found);
        }
    }
    for (of, (old, new)) in &renamed {
        for (file, naming) in names::uses(snapshot, *of, old) {
            if naming.written == Written::Reference {
                edits.entry(file).or_default().push(TextEdit { range: naming.range, text: new.clone() });
            }
        }
    }
    let in_order = |(file, mut list): (FileId, Vec<TextEdit>)| {
        list.sort_by_key(|e| e.range);
        list.dedup_by(|b, a| b.range.start < a.range.end || b.range == a.range);
        list.into_iter().map(move |edit| (file, edit))
    };
    edits.into_iter().flat_map(in_order).collect()
}

struct Moved<'a> {
    moves: &'a [Move],
}

impl Moved<'_> {
    /// The name of a file afterwards.
    fn after(&self, name: &str) -> Option<String> {
        self.moves.iter().find_map(|Move { from, to }| {
            let rest = name.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        })
    }
}

/// Roles without title and `Id`, by the file they are called after: their names before and after.
fn roles_called_after_files(snapshot: &Snapshot, moved: &Moved<'_>) -> FxHashMap<FileId, (String, String)> {
    let mut found = FxHashMap::default();
    for file in snapshot.files() {
        let Some(after) = moved.after(&file.name).filter(|_| file.format == Format::Markdown) else { continue };
        let now = file.analysis();
        let [role] = now.document.roles.as_slice() else { continue };
        if role.id.is_some() || !role.title.range.is_empty() {
            continue;
        }
        let then = Analysis::in_format(file.format, &after, now.text.clone(), &context_of(&file.settings));
        if let [renamed] = then.document.roles.as_slice()
            && renamed.slug != role.slug
            && !renamed.slug.is_empty()
        {
            found.insert(file.id, (role.slug.clone(), renamed.slug.clone()));
        }
    }
    found
}

/// Endings of files that a path may lead to.
const ENDINGS: [&str; 5] = [".role", ".md", ".markdown", ".mdx", ".html"];

/// Relative paths in a document that lead elsewhere afterwards, written anew.
fn paths(file: &File, text: &str, moved: &Moved<'_>) -> Vec<TextEdit> {
    let here = folder_of(&file.name);
    let after = moved.after(&file.name);
    let then = after.as_deref().map_or(here, folder_of);
    // A document that stays where it is and names no file that moves is not looked at closely.
    let names_one = || moved.moves.iter().any(|m| text.contains(m.from.rsplit('/').next().unwrap_or(&m.from)));
    if here == then && !names_one() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for ending in ENDINGS {
        for (at, _) in text.match_indices(ending) {
            let end = at + ending.len();
            let cut =
                |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | '\'' | ',' | '[' | ']' | '`');
            let start = text[..at].rfind(cut).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
            let path = &text[start..end];
            let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
            if goes_on || path.contains("://") || path.starts_with('/') || path.starts_with('#') {
                continue;
            }
            let target = joined(here, path);
            let target = moved.after(&target).unwrap_or(target);
            let written = relative(then, &target);
            let dotted = if path.starts_with("./") && !written.starts_with("../") { "./" } else { "" };
            let written = format!("{dotted}{written}");
            // Where neither end has moved the path stays as somebody wrote it.
            if joined(then, path) != target {
                found.push(TextEdit { range: TextRange::from_usize(start, end), text: written });
            }
        }
    }
    found
}

fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path as it is seen from a folder.
pub(super) fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path to a file, from a folder.
fn relative(folder: &str, target: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (folder.split('/').collect(), target.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;
    use crate::text::apply;

    /// The texts that change when files are moved, in order of their names.
    fn after(marked: &str, moves: &[(&str, &str)]) -> Vec<String> {
        let mut made = Marked::new(marked);
        let moves: Vec<Move> =
            moves.iter().map(|(from, to)| Move { from: format!("/w/{from}"), to: format!("/w/{to}") }).collect();
        let edits = file_renames(&made.snapshot(), &moves);
        let mut texts = Vec::new();
        for (name, id, text) in &made.files {
            let own: Vec<TextEdit> = edits.iter().filter(|(f, _)| f == id).map(|(_, e)| e.clone()).collect();
            if !own.is_empty() {
                texts.push(format!("{name}: {}", apply(text, &own).expect("in order").trim_end().replace('\n', "|")));
            }
        }
        texts
    }

    const FILES: &str = "=== a.role\nRole: A\nApply: see org/head.role, or ./b.md.\n=== b.md\n# Product Owner\n\nSee [it](org/head.role#top) and <a.role>; https://example.org/head.role\n\n## Duties\n\n- Plan\n=== org/head.role\nRole: Head\nApply: see ../a.role and boss.role\n=== org/boss.role\nRole: Boss\n";

    #[test]
    fn paths_to_a_file_follow_it() {
        assert_eq!(
            after(FILES, &[("org/head.role", "org/chief.role")]),
            [
                "a.role: Role: A|Apply: see org/chief.role, or ./b.md.",
                "b.md: # Product Owner||See [it](org/chief.role#top) and <a.role>; https://example.org/head.role||## Duties||- Plan",
            ]
        );
        assert_eq!(
            after(FILES, &[("b.md", "deep/er/b.md")])[0],
            "a.role: Role: A|Apply: see org/head.role, or ./deep/er/b.md."
        );
    }

    #[test]
    fn paths_in_a_file_that_moves_lead_where_they_led() {
        assert_eq!(
            after(FILES, &[("org/head.role", "x/y/head.role")])[2],
            "org/head.role: Role: Head|Apply: see ../../a.role and ../../org/boss.role"
        );
        let folder = after(FILES, &[("org", "people")]);
        assert_eq!(folder.len(), 2, "paths inside the folder stay: {folder:?}");
        assert_eq!(folder[0], "a.role: Role: A|Apply: see people/head.role, or ./b.md.");
    }

    #[test]
    fn a_role_called_after_its_file_keeps_its_references() {
        let files = "=== product-owner.md\n## Responsibilities\n\n- Order the product backlog\n- Interview users every week\n=== b.role\nRole: B\nWorks with: @product-owner\n";
        let mut made = Marked::new(files);
        let snapshot = made.snapshot();
        let slug = &snapshot.file(made.files[0].1).expect("there").analysis().document.roles[0].slug.clone();
        assert_eq!(slug, "product-owner", "the test is about such a role");
        assert_eq!(
            after(files, &[("product-owner.md", "portal-product-owner.md")]),
            ["b.role: Role: B|Works with: @portal-product-owner"]
        );
        assert!(after(files, &[("b.role", "c.role")]).is_empty());
    }
}
