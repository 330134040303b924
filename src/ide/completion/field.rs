//! Values of fields, in `.role` and in front matter.

use super::reference::{self, Wanted};
use super::{Completion, CompletionKind, Completions, Topic};
use crate::ide::place::Place;
use crate::knowledge::{FrameworkName, Kind};
use crate::model::{Role, slug};
use crate::syntax::labels::standard_label;
use crate::text::TextRange;

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    /// `Label: @name`
    Role,
    /// `key: name`: YAML keeps `@` for itself.
    Yaml,
    /// `key = "name"`
    Toml,
}

/// Values of the field `label`; `value` is what stands before the cursor.
pub(super) fn complete(place: &Place<'_>, label: &str, value: &str, hand: Hand, found: &mut Completions) {
    let Some(label) = standard_label(label.trim_matches(['*', ' ', '"'])) else { return };
    let label = label.standard;
    let typed = value.rsplit([',', ';', '[', '"']).next().unwrap_or("").trim_start();
    let behind_comma = is_list(label);
    let typed = if behind_comma { typed } else { value.trim_start().trim_start_matches('"') };
    let rest = place.after.find([',', ';', '"', ']']).unwrap_or(place.after.len());
    // What stands behind the cursor goes with the word that it belongs to, not with a comment or a second value.
    let rest = if place.after.starts_with([' ', '\t']) { 0 } else { place.after[..rest].trim_end().len() };
    let range = TextRange::new(place.back(typed.len()).start, place.offset + rest as u32);
    if let Some(wanted) = reference::wanted_by(label) {
        let sign = if hand == Hand::Role { "@" } else { "" };
        reference::names_for(place, wanted, typed.trim_start_matches('@'), range, sign, found);
        if label == "Plays" {
            values(found, range, hand, Kind::all().map(Kind::label), |k| Some(Topic::Term(k.to_owned())));
        }
        return;
    }
    let none = |_: &str| None;
    match label {
        "Kind" => values(found, range, hand, Kind::all().map(Kind::label), |k| Some(Topic::Term(k.to_owned()))),
        "Framework" => frameworks(found, range, hand),
        "Level" => values(found, range, hand, LEVELS, none),
        "Track" => values(found, range, hand, ["individual", "people lead"], none),
        "Owns" => {
            values(found, range, hand, ["product", "feature", "component", "platform", "details", "portfolio"], none)
        }
        "Users" => values(found, range, hand, ["external", "internal", "both"], none),
        "Stage" => values(found, range, hand, ["discovery", "introduction", "growth", "maturity", "decline"], none),
        "Status" => values(found, range, hand, ["draft"], none),
        "Profile" => values(found, range, hand, ["spec", "post"], none),
        "Complete" => values(found, range, hand, ["yes"], none),
        "Allocation" => values(found, range, hand, ["100%", "80%", "60%", "50%", "40%", "20%"], none),
        "Hours" => values(found, range, hand, ["full-time", "part-time"], none),
        "Reviewed" | "Date posted" => {
            let today = place.file.settings.today.as_deref();
            values(found, range, hand, today, none);
        }
        "Id" => values(found, range, hand, place.role.and_then(id_of).as_deref(), none),
        "Extern" => values(found, range, hand, lost(place).iter().map(String::as_str), none),
        _ => {}
    }
}

/// Words of the `Level` field.
const LEVELS: [&str; 11] =
    ["associate", "junior", "mid", "senior", "lead", "principal", "group", "head", "director", "VP", "CPO"];

/// Whether several values may stand in the field.
fn is_list(label: &str) -> bool {
    matches!(label, "Framework" | "Teams" | "Leads" | "Plays" | "Played by" | "Works with" | "Extern" | "Users")
}

fn values<'a>(
    found: &mut Completions,
    range: TextRange,
    hand: Hand,
    values: impl IntoIterator<Item = &'a str>,
    topic: impl Fn(&str) -> Option<Topic>,
) {
    for (index, value) in values.into_iter().enumerate() {
        let made = Completion::new(CompletionKind::Value, value, range).rank(index);
        let needs_quotes = hand == Hand::Yaml && value.starts_with('@');
        let made = if needs_quotes { made.text(format!("\"{value}\"")) } else { made };
        found.list.push(Completion { topic: topic(value), ..made });
    }
}

fn frameworks(found: &mut Completions, range: TextRange, hand: Hand) {
    let written = |name: FrameworkName| match name {
        FrameworkName::None => "none",
        FrameworkName::Scrum => "Scrum 2020",
        FrameworkName::Safe => "SAFe 6",
        FrameworkName::Custom => "custom",
        other => other.label(),
    };
    let term = |value: &str| Some(Topic::Term(value.split(' ').next().unwrap_or(value).to_owned()));
    values(found, range, hand, FrameworkName::ALL.map(written), term);
}

/// A short name out of the title.
fn id_of(role: &Role) -> Option<String> {
    let name = slug(&role.title);
    (!name.is_empty()).then_some(name)
}

/// Names that this document refers to and nobody defines.
fn lost(place: &Place<'_>) -> Vec<String> {
    let Some(organisation) = place.snapshot.organisation(place.file) else { return Vec::new() };
    let document = &place.analysis.document;
    let used =
        document.roles.iter().flat_map(|r| &r.references).chain(document.units.iter().flat_map(|u| &u.references));
    let mut names: Vec<String> = used
        .map(|u| &u.name.value.0)
        .filter(|n| organisation.definitions(n).is_empty())
        .map(|n| format!("@{n}"))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Names for a section whose items are neighbours.
pub(super) fn neighbours(place: &Place<'_>, typed: &str, found: &mut Completions) {
    reference::names_for(place, Wanted::Role, typed, place.back(typed.len()), "@", found);
}
