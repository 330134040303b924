//! `@names` of roles, teams and products.

use super::{Completion, CompletionKind, Completions, Topic};
use crate::ide::names;
use crate::ide::place::Place;
use crate::model::{Definition, Organisation, UnitKind};
use crate::text::TextRange;

/// More names than this are of no use to anybody; the next letter brings others.
const MOST: usize = 200;

/// What a place asks for. Others are offered too, below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Any,
    Role,
    Unit(UnitKind),
}

/// What a field is about.
pub(super) fn wanted_by(label: &str) -> Option<Wanted> {
    Some(match label {
        "Product" => Wanted::Unit(UnitKind::Product),
        "Teams" => Wanted::Unit(UnitKind::Team),
        "ART" => Wanted::Unit(UnitKind::Art),
        "Area" => Wanted::Unit(UnitKind::Area),
        "Reports to" | "Leads" | "Plays" | "Played by" | "Works with" => Wanted::Role,
        _ => return None,
    })
}

/// Names where an `@` stands before the cursor; `false` where none does.
pub(super) fn complete(place: &Place<'_>, wanted: Wanted, found: &mut Completions) -> bool {
    let Some(at) = place.before.rfind('@') else { return false };
    let typed = &place.before[at + 1..];
    let in_word = place.before[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    if in_word || !typed.chars().all(is_of_name) {
        return false;
    }
    let wanted = match (wanted, place.before.trim_start().split_once(':')) {
        (Wanted::Any, Some((label, _))) => {
            crate::syntax::labels::standard_label(label).and_then(|l| wanted_by(l.standard)).unwrap_or(Wanted::Any)
        }
        (wanted, _) => wanted,
    };
    let rest = place.after.find(|c: char| !is_of_name(c)).unwrap_or(place.after.len()) as u32;
    let range = TextRange::new(place.back(typed.len() + 1).start, place.offset + rest);
    names_for(place, wanted, typed, range, "@", found);
    true
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// Names that match what was typed, those that are wanted first. `sign` is what stands before a name here.
pub(super) fn names_for(
    place: &Place<'_>,
    wanted: Wanted,
    typed: &str,
    range: TextRange,
    sign: &str,
    found: &mut Completions,
) {
    let Some(organisation) = place.snapshot.organisation(place.file) else { return };
    let own = place.role.map(|r| r.slug.as_str());
    let typed = typed.to_lowercase();
    let mut list: Vec<(u32, &str, Definition)> = Vec::new();
    let mut best = 0;
    for (name, definitions) in organisation.all_definitions().filter(|(name, _)| Some(*name) != own) {
        let Some(definition) = names::told(definitions).next() else { continue };
        let (_, title, is_wanted) = about(organisation, definition, wanted);
        let matches = typed.is_empty() || name.contains(&typed) || title.to_lowercase().contains(&typed);
        if matches {
            let rank = if is_wanted || wanted == Wanted::Any { 0 } else { 500 };
            best += usize::from(rank == 0);
            list.push((rank, name, definition));
        }
        // Names come in order: there is nothing better further on.
        if best > MOST {
            break;
        }
    }
    found.incomplete |= list.len() > MOST;
    // Only those that are shown are written out.
    list.sort_by_key(|(rank, ..)| *rank);
    list.truncate(MOST);
    let entries = list.into_iter().map(|(rank, name, definition)| {
        let (kind, title, _) = about(organisation, definition, wanted);
        Completion::new(kind, format!("{sign}{name}"), range)
            .detail(title)
            .filter(format!("{sign}{name} {title}").trim_end().to_owned())
            .topic(Topic::Name(name.to_owned()))
            .rank(rank as usize)
    });
    found.list.extend(entries);
}

/// What a name leads to: which kind of thing, its title, and whether it is what the place asks for.
fn about(organisation: &Organisation, definition: Definition, wanted: Wanted) -> (CompletionKind, &str, bool) {
    match definition {
        Definition::Role(key) => {
            let title = organisation.role(key).map_or("", |role| role.title.as_str());
            (CompletionKind::Role, title, wanted == Wanted::Role)
        }
        Definition::Unit(file, index) => {
            let unit = organisation.unit(file, index);
            let is_wanted = unit.is_some_and(|unit| wanted == Wanted::Unit(unit.kind));
            (CompletionKind::Unit, unit.map_or("", |unit| unit.title.as_str()), is_wanted)
        }
        Definition::Declared(_) => (CompletionKind::Role, "", wanted == Wanted::Role),
    }
}
