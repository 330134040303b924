//! Lines above a role: how its work is mixed, who reports to it, who does the same work.

use crate::model::{FileId, Organisation, Role, RoleKey};
use crate::prose::Category;
use crate::rules::Where;
use crate::text::TextRange;
use crate::workspace::Snapshot;

/// One line above a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The head of the role.
    pub range: TextRange,
    /// What is shown.
    pub title: String,
    /// Places that it tells of, where there are any: documents and bytes of them.
    pub places: Vec<(FileId, TextRange)>,
}

/// The lenses of a document, in order.
pub fn lenses(snapshot: &Snapshot, file: FileId) -> Vec<Lens> {
    let Some(found) = snapshot.file(file) else { return Vec::new() };
    let analysis = found.analysis();
    let Some(organisation) = snapshot.organisation(found) else { return Vec::new() };
    let mut lenses = Vec::new();
    for (index, role) in analysis.document.roles.iter().enumerate() {
        let key = RoleKey { file, index: index as u32 };
        let range = if role.head.is_empty() { role.title.range } else { role.head };
        let mut push = |title: String, places| lenses.push(Lens { range, title, places });
        if let Some(bar) = mix(role) {
            push(bar, Vec::new());
        }
        if let Some((title, places)) = reports(organisation, key) {
            push(title, places);
        }
        if let Some((title, places)) = overlaps(snapshot, organisation, file, role) {
            push(title, places);
        }
    }
    lenses
}

/// The mix of work as a small bar, the greatest share first: `backlog 60 · discovery 40`.
pub fn mix(role: &Role) -> Option<String> {
    let whole = |share: f32| (share * 100.0).round() as i32;
    let mut shares: Vec<(&str, i32)> =
        Category::ALL.into_iter().map(|c| (c.name(), whole(role.share(c)))).filter(|(_, share)| *share > 0).collect();
    shares.sort_by_key(|(_, share)| std::cmp::Reverse(*share));
    let unknown = whole(role.unknown_share());
    if unknown > 0 {
        shares.push(("not known", unknown));
    }
    let parts: Vec<String> = shares.iter().map(|(name, share)| format!("{name} {share}")).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn reports(organisation: &Organisation, key: RoleKey) -> Option<(String, Vec<(FileId, TextRange)>)> {
    let reports = organisation.direct_reports(key);
    let places = reports.iter().filter_map(|r| Some((r.file, organisation.role(*r)?.head.range))).collect();
    let title = match reports.len() {
        0 => return None,
        1 => "1 direct report".to_owned(),
        n => format!("{n} direct reports"),
    };
    Some((title, places))
}

/// Other roles that findings of this role call the same work.
fn overlaps(
    snapshot: &Snapshot,
    organisation: &Organisation,
    file: FileId,
    role: &Role,
) -> Option<(String, Vec<(FileId, TextRange)>)> {
    let range = role.head.cover(role.range);
    let own = snapshot.findings(file)?.iter().filter(|f| range.contains_range(f.range));
    let others = own.filter(|f| f.rule.code.starts_with("OV")).flat_map(|f| &f.related).filter_map(|r| match r.place {
        Where::There(place) if place.file != file => Some(place),
        _ => None,
    });
    let mut titles: Vec<&str> = Vec::new();
    let mut places = Vec::new();
    for place in others {
        places.push((place.file, place.range));
        let roles = &organisation.file(place.file)?.roles;
        let title = roles.iter().rfind(|r| r.head.range.start <= place.range.start).map(|r| r.title.as_str());
        titles.extend(title.filter(|t| !titles.contains(t)));
    }
    let title = match titles.as_slice() {
        [] => return None,
        [one] => format!("overlaps with {one}"),
        [one, rest @ ..] => format!("overlaps with {one} and {} more", rest.len()),
    };
    Some((title, places))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::marks::Marked;

    fn titles(marked: &str) -> Vec<String> {
        let mut made = Marked::new(marked);
        let file = made.files[0].1;
        lenses(&made.snapshot(), file).into_iter().map(|l| l.title).collect()
    }

    #[test]
    fn a_role_shows_its_mix_and_its_reports() {
        let text = "=== a.role\nRole: Head of Product\nId: head\nLeads: @pm\n\nDuties:\n- 70% strategy: Choose goals\n- 20% people: Coach\n- 10% Sing\n=== b.role\nRole: Product Manager\nId: pm\n\nRole: Owner\nReports to: @head\n";
        assert_eq!(titles(text), ["strategy 70 · people 20 · not known 10", "2 direct reports"]);
        assert!(titles("Team: A\nSize: 3\n").is_empty());
        assert!(titles("Role: A\n").is_empty());
    }

    #[test]
    fn two_roles_with_the_same_work_see_each_other() {
        let duties = "\nDuties:\n- 50% backlog: Write user stories and acceptance criteria\n- 50% backlog: Order the product backlog\n";
        let text = format!(
            "=== a.role\nRole: Product Owner, Portal\nProduct: @p\n{duties}=== b.role\nRole: Product Manager, Portal\nProduct: @p\n{duties}=== c.role\nProduct: P\n"
        );
        assert!(titles(&text).contains(&"overlaps with Product Manager, Portal".to_owned()), "{:?}", titles(&text));
    }
}
