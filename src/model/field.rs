//! Fields of a role or unit, by their standard label. Front matter uses the same labels as `.role`.

use super::piece::{Piece, leading_share, slug};
use super::{Fact, Level, Profile, ReferenceRole, ReferenceUse, Role, Stage, Track, Unit, Users};
use crate::knowledge::{Framework, kind_from_name, kind_of_title};

/// Takes a field into `role`. `label` is the standard label (`Reports to`).
pub(super) fn apply(role: &mut Role, label: &'static str, value: Piece<'_>) {
    let person = if label == "Played by" { ReferenceRole::Person } else { ReferenceRole::Any };
    if label != "Extern" {
        role.references.extend(value.references().into_iter().map(|name| ReferenceUse { name, role: person }));
    }
    if value.is_empty() {
        return;
    }
    let text = value.text();
    match label {
        "Id" => {
            let name = slug_or_written(text);
            role.slug.clone_from(&name);
            role.id = Some(Fact::stated(name, value.range()));
        }
        "Kind" => {
            let found = kind_from_name(text).or_else(|| kind_of_title(text).map(|m| m.kind));
            role.kind = found.map(|kind| Fact::stated(kind, value.range())).or(role.kind.take());
        }
        "Posted as" => role.posted_as = Some(value.stated()),
        "Framework" => role.framework = frameworks(value),
        "Level" => role.level = level(text).map(|l| Fact::stated(l, value.range())).or(role.level.take()),
        "Track" => role.track = track(text).map(|t| Fact::stated(t, value.range())),
        "Product" => role.product = value.name(),
        "Owns" => role.owns = Some(value.stated()),
        "Users" => role.users = Some(users(value)),
        "Stage" => role.stage = stage(text).map(|s| Fact::stated(s, value.range())),
        "Teams" => role.teams = value.names(),
        "ART" => role.trains = value.names(),
        "Area" => role.area = value.name(),
        "Reports to" => role.reports_to = value.name(),
        "Leads" => role.leads = value.names(),
        "Plays" => role.plays = value.list().map(|p| p.stated()).collect(),
        "Played by" => role.played_by = value.names(),
        "Allocation" => {
            role.allocation = leading_share(text).map(|(share, _)| Fact::stated(share, value.range()));
        }
        "Status" => role.draft = text.eq_ignore_ascii_case("draft"),
        "Profile" => {
            role.profile = match text.to_lowercase().as_str() {
                "post" => Profile::Post,
                "spec" => Profile::Spec,
                _ => role.profile,
            }
        }
        _ => {}
    }
    role.fields.push((label.to_owned(), value.stated()));
}

/// Takes a field into a team, product, train or area.
pub(super) fn apply_to_unit(unit: &mut Unit, label: &'static str, value: Piece<'_>) {
    unit.references.extend(value.references().into_iter().map(|name| ReferenceUse { name, role: ReferenceRole::Any }));
    if value.is_empty() {
        return;
    }
    match label {
        "Id" => {
            let name = slug_or_written(value.text());
            unit.slug.clone_from(&name);
            unit.id = Some(Fact::stated(name, value.range()));
        }
        "Users" => unit.users = Some(users(value)),
        "Stage" => unit.stage = stage(value.text()).map(|s| Fact::stated(s, value.range())),
        "Product" => unit.product = value.name(),
        "Framework" => unit.framework = frameworks(value),
        "Size" => {
            let digits: String = value.text().chars().take_while(char::is_ascii_digit).collect();
            unit.size = digits.parse().ok().map(|n| Fact::stated(n, value.range()));
        }
        "Complete" => unit.complete = matches!(value.text().to_lowercase().as_str(), "yes" | "true"),
        _ => {}
    }
}

/// An id as references name it: a leading `@` is forgiven.
fn slug_or_written(text: &str) -> String {
    let parts: Vec<String> = text.trim_start_matches('@').split('_').map(slug).collect();
    parts.join("_")
}

fn frameworks(value: Piece<'_>) -> Vec<Fact<Framework>> {
    Framework::parse_list(value.text()).into_iter().map(|f| Fact::stated(f, value.range())).collect()
}

fn users(value: Piece<'_>) -> Fact<Users> {
    let lower = value.text().to_lowercase();
    let users = match lower.as_str() {
        "external" => Users::External,
        "internal" => Users::Internal,
        "both" => Users::Both,
        _ => Users::Words(
            lower
                .split([',', ';', '/'])
                .flat_map(|part| part.split(" and "))
                .map(|word| word.trim().to_owned())
                .filter(|w| !w.is_empty())
                .collect(),
        ),
    };
    Fact::stated(users, value.range())
}

/// The level that a `Level:` value or a title names.
pub(super) fn level(text: &str) -> Option<Level> {
    let lower = text.to_lowercase();
    let has = |wanted: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == wanted);
    let table = [
        ("cpo", Level::Cpo),
        ("vp", Level::Vp),
        ("director", Level::Director),
        ("head", Level::Head),
        ("group", Level::Group),
        ("principal", Level::Principal),
        ("staff", Level::Principal),
        ("lead", Level::Lead),
        ("senior", Level::Senior),
        ("sr", Level::Senior),
        ("mid", Level::Mid),
        ("junior", Level::Junior),
        ("jr", Level::Junior),
        ("associate", Level::Associate),
        ("assistant", Level::Associate),
    ];
    if lower.contains("chief product officer") {
        return Some(Level::Cpo);
    }
    if lower.contains("vice president") {
        return Some(Level::Vp);
    }
    table.iter().find(|(word, _)| has(word)).map(|(_, level)| *level)
}

fn track(text: &str) -> Option<Track> {
    let lower = text.to_lowercase();
    if lower.contains("individual") {
        Some(Track::Individual)
    } else if lower.contains("lead") || lower.contains("manager") {
        Some(Track::PeopleLead)
    } else {
        None
    }
}

fn stage(text: &str) -> Option<Stage> {
    match text.to_lowercase().as_str() {
        "discovery" => Some(Stage::Discovery),
        "introduction" | "launch" | "execution" => Some(Stage::Introduction),
        "growth" => Some(Stage::Growth),
        "maturity" | "mature" => Some(Stage::Maturity),
        "decline" => Some(Stage::Decline),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_whole_words() {
        assert_eq!(level("Senior Product Owner"), Some(Level::Senior));
        assert_eq!(level("VP of Product"), Some(Level::Vp));
        assert_eq!(level("Leading Product Owner"), None);
        assert_eq!(level("Product Owner"), None);
    }

    #[test]
    fn ids_keep_underscores() {
        assert_eq!(slug_or_written("@PO_Claims"), "po_claims");
    }
}
