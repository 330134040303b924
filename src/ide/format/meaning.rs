//! What a document says, without where it says it: the same before and after formatting.

use std::fmt::Debug;

use crate::model::{Document, Fact, Reference, ReferenceUse, Role, Statement, Unit};

/// Everything a document says that somebody wrote, as lines that can be compared.
pub(super) fn meaning(document: &Document) -> Vec<String> {
    let mut lines = vec![format!("{:?} {}", document.role_document, document.language)];
    document.roles.iter().for_each(|r| role(r, &mut lines));
    document.units.iter().for_each(|u| unit(u, &mut lines));
    lines.push(values("extern", &document.externs));
    for suppression in &document.suppressions {
        lines.push(format!("ignore {} {:?}", values("", &suppression.codes), suppression.reason));
    }
    let mut unknown: Vec<String> =
        document.unknown_labels.iter().map(|l| format!("unknown {:?}", l.label.value)).collect();
    unknown.sort();
    lines.extend(unknown);
    lines
}

fn value<T: Debug>(name: &str, fact: Option<&Fact<T>>) -> String {
    format!("{name} {:?}", fact.map(|f| &f.value))
}

fn values<T: Debug>(name: &str, facts: &[Fact<T>]) -> String {
    format!("{name} {:?}", facts.iter().map(|f| &f.value).collect::<Vec<_>>())
}

/// Fields may stand in another order afterwards.
fn references(used: &[ReferenceUse]) -> String {
    let mut names: Vec<(&Reference, String)> = used.iter().map(|u| (&u.name.value, format!("{:?}", u.role))).collect();
    names.sort();
    format!("references {names:?}")
}

fn role(role: &Role, lines: &mut Vec<String>) {
    lines.push(format!("role {} {:?}", role.slug, role.title.value));
    lines.push(value("id", role.id.as_ref()));
    lines.push(value("kind", role.kind.as_ref()));
    lines.push(value("posted as", role.posted_as.as_ref()));
    lines.push(values("framework", &role.framework));
    lines.push(value("level", role.level.as_ref()));
    lines.push(value("track", role.track.as_ref()));
    lines.push(value("product", role.product.as_ref()));
    lines.push(value("owns", role.owns.as_ref()));
    lines.push(value("users", role.users.as_ref()));
    lines.push(value("stage", role.stage.as_ref()));
    lines.push(values("teams", &role.teams));
    lines.push(values("trains", &role.trains));
    lines.push(value("area", role.area.as_ref()));
    lines.push(value("reports to", role.reports_to.as_ref()));
    lines.push(values("leads", &role.leads));
    lines.push(values("plays", &role.plays));
    lines.push(values("played by", &role.played_by));
    lines.push(value("allocation", role.allocation.as_ref()));
    lines.push(format!("{} {:?} {}", role.draft, role.profile, role.structured));
    lines.push(references(&role.references));
    let mut fields: Vec<&(String, Fact<String>)> = role.fields.iter().collect();
    // Of a label that is repeated the order counts.
    fields.sort_by_key(|(label, _)| label.as_str());
    lines.extend(fields.iter().map(|(label, fact)| format!("field {label} {:?}", in_one_hand(&fact.value))));
    lines.extend(role.sections.iter().map(|s| format!("section {:?}", s.kind)));
    for duty in &role.duties {
        let share = duty.share_given.as_ref().map(|s| s.value);
        let category = (*duty.category, duty.category.confidence >= 1.0);
        lines.push(format!("duty {:?} {category:?} {share:?} {:?}", duty.text, duty.hold));
    }
    for contact in &role.contacts {
        let (who, class) = (&contact.who, contact.class);
        lines.push(format!("contact {who:?} {class:?} {:?} {:?} {}", contact.cadence, contact.mode, contact.denied));
    }
    for decision in &role.decisions {
        lines.push(format!(
            "{:?} {:?} {:?} {}",
            decision.text,
            decision.subject,
            decision.right,
            values("", &decision.with)
        ));
    }
    for measure in &role.measures {
        lines.push(format!("measure {:?} {:?} {}", measure.text, measure.class, measure.class_given));
    }
    lines.extend(role.requirements.iter().map(|r| format!("requirement {:?} {}", r.text, r.must)));
    let mut statements =
        |name: &str, all: &[Statement]| lines.extend(all.iter().map(|s| format!("{name} {:?}", s.text)));
    statements("purpose", &role.purpose);
    statements("works with", &role.works_with);
    statements("out of scope", &role.out_of_scope);
    for waiver in &role.waivers {
        let until = value("until", waiver.until.as_ref());
        lines.push(format!("waiver {} {until} {:?}", values("", &waiver.codes), waiver.reason));
    }
}

fn unit(unit: &Unit, lines: &mut Vec<String>) {
    lines.push(format!("{:?} {} {:?} {}", unit.kind, unit.slug, unit.title.value, unit.complete));
    lines.push(value("id", unit.id.as_ref()));
    lines.push(value("users", unit.users.as_ref()));
    lines.push(value("stage", unit.stage.as_ref()));
    lines.push(value("size", unit.size.as_ref()));
    lines.push(value("product", unit.product.as_ref()));
    lines.push(values("framework", &unit.framework));
    lines.push(references(&unit.references));
}

/// Blanks around commas are a matter of form.
fn in_one_hand(value: &str) -> String {
    value.split(',').map(str::trim).collect::<Vec<_>>().join(", ")
}
