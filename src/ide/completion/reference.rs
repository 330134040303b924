//! `@names` of roles, teams and products.

use memchr::memmem::Finder;

use super::{Completion, CompletionKind, Completions, Topic};
use crate::ide::place::Place;
use crate::model::{Definition, ListedName, Organisation, UnitKind};
use crate::text::TextRange;

/// More names than this are of no use to anybody, and cost both sides time at each letter; the next letter brings others. A name
/// that is typed whole comes first, so that none stays out of reach.
const MOST: usize = 50;

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
    let finder = Finder::new(&typed);
    let mut list: Vec<(Fit, &ListedName)> = Vec::new();
    for listed in organisation.all_names() {
        if let Some(at) = finder.find(listed.words().as_bytes())
            && Some(listed.name()) != own
        {
            list.push((Fit::of(listed, at, &typed, is_wanted(organisation, listed.definition, wanted)), listed));
        }
    }
    found.incomplete |= list.len() > MOST;
    // Only those that are shown are written out.
    list.sort_by_key(|(fit, _)| *fit);
    list.truncate(MOST);
    let entries = list.into_iter().enumerate().map(|(index, (fit, listed))| {
        let (name, title) = (listed.name(), organisation.title_of(listed.definition));
        Completion::new(kind_of(listed.definition), format!("{sign}{name}"), range)
            .detail(title)
            .filter(format!("{sign}{name} {title}").trim_end().to_owned())
            .topic(Topic::Name(name.to_owned()))
            .rank(index + if fit.unwanted { 500 } else { 0 })
    });
    found.list.extend(entries);
}

/// How well a name fits what was typed: smaller is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// It is not typed whole.
    unfinished: bool,
    unwanted: bool,
    /// It begins with what was typed (0), a word of it or of its title does (1), or it stands somewhere (2).
    place: u8,
}

impl Fit {
    /// `at` is where what was typed stands in the name's words.
    fn of(listed: &ListedName, at: usize, typed: &str, wanted: bool) -> Fit {
        let begins_word = || listed.words()[..at].ends_with(|c: char| !c.is_alphanumeric());
        let place = if at == 0 { 0 } else { 2 - u8::from(begins_word()) };
        Fit { unfinished: listed.name() != typed, unwanted: !wanted, place }
    }
}

/// Whether a name leads to what the place asks for.
fn is_wanted(organisation: &Organisation, definition: Definition, wanted: Wanted) -> bool {
    match (wanted, definition) {
        (Wanted::Any, _) => true,
        (Wanted::Role, definition) => !matches!(definition, Definition::Unit(..)),
        (Wanted::Unit(kind), Definition::Unit(file, index)) => {
            organisation.unit(file, index).is_some_and(|unit| unit.kind == kind)
        }
        (Wanted::Unit(_), _) => false,
    }
}

fn kind_of(definition: Definition) -> CompletionKind {
    match definition {
        Definition::Unit(..) => CompletionKind::Unit,
        Definition::Role(_) | Definition::Declared(_) => CompletionKind::Role,
    }
}
