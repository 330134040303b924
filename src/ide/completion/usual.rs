//! Duties that a role of a kind usually has (`usual.toml`).

use std::fmt::Write;
use std::sync::LazyLock;

use super::escaped;
use crate::knowledge::{Kind, source};
use crate::model::Role;
use crate::prose::{Category, Context, Reading, read};

#[derive(Default, serde::Deserialize)]
struct File {
    usual: Vec<Usual>,
}

#[derive(serde::Deserialize)]
struct Usual {
    kinds: Vec<Kind>,
    source: String,
    duties: Vec<Entry>,
}

#[derive(serde::Deserialize)]
struct Entry {
    category: String,
    text: String,
}

/// A duty that is usual.
pub(super) struct UsualDuty {
    pub category: Category,
    pub text: &'static str,
    /// Where it comes from, in words.
    pub source: &'static str,
}

// The file is part of the binary and read by a test; a broken one leaves nothing to offer rather than no program.
static USUAL: LazyLock<File> = LazyLock::new(|| data!("ide/completion/usual").unwrap_or_default());

/// All usual duties of a kind of role.
pub(super) fn duties(kind: Kind) -> impl Iterator<Item = UsualDuty> {
    USUAL.usual.iter().filter(move |u| u.kinds.contains(&kind)).flat_map(|u| {
        let from = source(&u.source).map_or(u.source.as_str(), |s| s.title.as_str());
        u.duties.iter().filter_map(move |d| {
            Some(UsualDuty { category: Category::from_name(&d.category)?, text: &d.text, source: from })
        })
    })
}

/// Usual duties that the role does not have: none of its own is of that category and about the same thing.
pub(super) fn missing(role: &Role) -> Vec<UsualDuty> {
    let Some(kind) = role.kind() else { return Vec::new() };
    let same = |usual: &Reading, category: Category| {
        role.duties.iter().any(|own| {
            *own.category == category
                && (own.reading.content == usual.content
                    || own.reading.object.is_some() && own.reading.object == usual.object)
        })
    };
    duties(kind).filter(|d| !same(&read(d.text, &Context::default()), d.category)).collect()
}

/// Kinds for which a whole role is offered.
pub(super) const STARTERS: [Kind; 3] = [Kind::ProductOwner, Kind::ProductManager, Kind::HeadOfProduct];

/// A whole role of a kind, as a snippet.
pub(super) fn whole_role(kind: Kind) -> String {
    let label = kind.label();
    let title: Vec<String> = label.split(' ').map(capitalised).collect();
    let mut out = format!(
        "Role: ${{1:{}, Portal}}\nId: ${{2:{}-portal}}\nKind: {label}\nProduct: @${{3:portal}}\nReports to: @${{4:head-of-product}}\n\nPurpose:\n- ${{5:for whom, and what becomes better for them}}\n\nDuties:\n",
        title.join(" "),
        kind.slug(),
    );
    for duty in duties(kind) {
        let _ = writeln!(out, "- {}: {}", duty.category.name(), escaped(duty.text));
    }
    out.push_str(
        "\nContacts:\n- ${6:users} (user): every week, directly\n\nDecisions:\n- alone: ${7:order of the product backlog}\n\nMeasures:\n- outcome: ${8:what people do more or less, from 40% to 60% by 2027-12}\n$0",
    );
    out
}

fn capitalised(word: &str) -> String {
    if word == "of" {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().map(char::to_uppercase).into_iter().flatten().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_what_it_says() {
        let file: File = toml::from_str(include_str!("usual.toml")).unwrap();
        for usual in &file.usual {
            assert!(source(&usual.source).is_some(), "no source {}", usual.source);
            for duty in &usual.duties {
                let category = Category::from_name(&duty.category).unwrap();
                let read = read(&duty.text, &Context::default());
                assert_eq!((read.category, read.negated), (category, false), "{} ({})", duty.text, read.confidence);
            }
        }
        assert!(STARTERS.iter().all(|k| duties(*k).count() >= 4));
    }
}
