//! Words of a document that lead somewhere: names, codes of rules, addresses, files.

use crate::config::Settings;
use crate::ide::file_rename::joined;
use crate::ide::names;
use crate::model::{Definition, FileId, Organisation};
use crate::rules;
use crate::syntax::Format;
use crate::text::TextRange;
use crate::workspace::{Analysis, File, Snapshot};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or another address.
    Address(String),
    /// A line (from 1) of a document of the workspace.
    Document(FileId, u32),
}

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the document.
    pub range: TextRange,
    /// Where it leads.
    pub target: Target,
    /// What people read before they follow it.
    pub tooltip: String,
}

/// The links of a document, in order. In Markdown, addresses and files are left to the editor, which knows them already.
pub fn links(snapshot: &Snapshot, file: FileId) -> Vec<Link> {
    let Some(file) = snapshot.file(file) else { return Vec::new() };
    let analysis = file.analysis();
    let mut found = codes(&analysis, &file.settings);
    if let Some(organisation) = snapshot.organisation(file) {
        found.extend(references(&analysis, organisation));
    }
    if analysis.document.format == Format::Role {
        found.extend(addresses(&analysis));
        found.extend(files(snapshot, file, &analysis));
    }
    found.sort_by_key(|l| l.range);
    found.dedup_by(|b, a| b.range.start < a.range.end);
    found
}

fn codes(analysis: &Analysis, settings: &Settings) -> Vec<Link> {
    let document = &analysis.document;
    let waived = document.roles.iter().flat_map(|r| &r.waivers).flat_map(|w| &w.codes);
    let all = waived.chain(document.suppressions.iter().flat_map(|s| &s.codes));
    all.filter_map(|code| {
        let rule = rules::find_of(settings, &code.value)?;
        let tooltip = format!("{} {}", rule.code, rule.name);
        let page = Some(rule.page()).filter(|page| !page.is_empty())?;
        Some(Link { range: code.range, target: Target::Address(page), tooltip })
    })
    .collect()
}

fn references(analysis: &Analysis, organisation: &Organisation) -> Vec<Link> {
    let all = names::namings(&analysis.document, &analysis.text);
    all.into_iter()
        .filter(|n| n.written == names::Written::Reference)
        .filter_map(|naming| {
            let (target, title) = match names::definitions(organisation, &naming.name).next()? {
                Definition::Role(key) => {
                    let role = organisation.role(key)?;
                    (Target::Document(key.file, role.head.start.0), role.title.clone())
                }
                Definition::Unit(file, index) => {
                    let unit = organisation.file(file)?.units.get(index as usize)?;
                    (Target::Document(file, unit.place.start.0), unit.title.clone())
                }
                Definition::Declared(_) => return None,
            };
            let range = TextRange::new(naming.range.start.saturating_sub(1), naming.range.end);
            Some(Link { range, target, tooltip: title })
        })
        .collect()
}

fn addresses(analysis: &Analysis) -> Vec<Link> {
    let text: &str = &analysis.text;
    let mut found = Vec::new();
    for (at, _) in text.match_indices("://") {
        let scheme = ["https", "http"].into_iter().find(|s| text[..at].ends_with(s));
        let Some(scheme) = scheme else { continue };
        let start = at - scheme.len();
        let end = text[at..].find([' ', '\t', '\r', '\n', '<', '>', '"', '\u{a0}']).map_or(text.len(), |i| at + i);
        let address = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
        // A bracket that was opened before the address is not part of it.
        let address = if address.contains('(') { address } else { address.trim_end_matches(')') };
        if address.len() > scheme.len() + 3 {
            found.push(Link {
                range: TextRange::from_usize(start, start + address.len()),
                target: Target::Address(address.to_owned()),
                tooltip: String::new(),
            });
        }
    }
    found
}

/// Words that end like a role document and name one beside this.
fn files(snapshot: &Snapshot, file: &File, analysis: &Analysis) -> Vec<Link> {
    let text: &str = &analysis.text;
    let folder = file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for ending in [".role", ".md"] {
        for (at, _) in text.match_indices(ending) {
            let end = at + ending.len();
            if text[end..].starts_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            let start = text[..at].rfind([' ', '\t', '\n', '\r', '(', '<', '"', ',']).map_or(0, |i| i + 1);
            let name = joined(folder, &text[start..end]);
            if let Some(target) = snapshot.files().find(|f| *f.name == *name && f.id != file.id) {
                found.push(Link {
                    range: TextRange::from_usize(start, end),
                    target: Target::Document(target.id, 1),
                    tooltip: target.path.to_string(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    fn show(marked: &str, index: usize) -> Vec<String> {
        let mut made = Marked::new(marked);
        let (_, file, text) = made.files[index].clone();
        let found = links(&made.snapshot(), file);
        let ranges: Vec<_> = made.ranges.iter().map(|(_, r)| *r).collect();
        assert_eq!(found.iter().map(|l| l.range).collect::<Vec<_>>(), ranges, "{text}");
        found
            .into_iter()
            .map(|l| match l.target {
                Target::Address(a) => a,
                Target::Document(id, line) => {
                    format!("{}:{line}", made.files.iter().find(|(_, i, _)| *i == id).map_or("", |f| &f.0))
                }
            })
            .collect()
    }

    #[test]
    fn names_codes_addresses_and_files() {
        let text = "=== org/head.role\nRole: Head of Product\nId: head\n=== a.role\nRole: A\nReports to: ⟦@head⟧\nApply: see ⟦https://example.org/a(b)⟧, or ⟦org/head.role⟧.\n\nWaivers:\n- ⟦PO101⟧: (⟦http://example.org⟧)\n\nExtern: @nobody\n";
        assert_eq!(
            show(text, 1),
            [
                "org/head.role:1",
                "https://example.org/a(b)",
                "org/head.role:1",
                "https://rolelint.dev/rules/po101.html",
                "http://example.org"
            ]
        );
    }

    #[test]
    fn addresses_in_markdown_are_the_editors() {
        let text = "=== a.md\n# Product Owner\n\n<!-- rolelint: ignore ⟦PO101⟧ because -->\nSee https://example.org.\n\n## Responsibilities\n\n- Plan\n";
        assert_eq!(show(text, 0), ["https://rolelint.dev/rules/po101.html"]);
    }
}
