//! FW305: a SAFe owner without a link to product management.

use crate::declare_rule;
use crate::knowledge::{FrameworkName, Kind, kind_of_title, kinds_named};
use crate::model::writing::Item;
use crate::model::{Definition, Role, RoleSummary, SectionKind};
use crate::prose::ContactClass;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    SAFE_OWNER_UNLINKED, "FW305", "safe-owner-unlinked", Warning, "safe_owner_unlinked.md", Check::Workspace(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.value == Kind::ProductOwner) else { return };
    let parts = [SectionKind::Contacts, SectionKind::WorksWith, SectionKind::Duties, SectionKind::Decisions];
    if !context.uses(&[FrameworkName::Safe]) || !context.silence_counts(&parts) {
        return;
    }
    if names_managers(role) || refers_to_managers(context) || is_referred_to(context) {
        return;
    }
    let named = role.framework.iter().find(|f| f.value.name == FrameworkName::Safe);
    let help = if context.document.is_in_role_language() {
        "Name the product manager of the train under Works with: `- @<product manager>: features and roadmap`."
    } else {
        "Say with whom of product management this owner works, such as: `Agree the features of the next interval with product management`."
    };
    let mut report = Report::new(
        role.head,
        "A SAFe product owner works as part of Product Management; no link to it is given here.",
    )
    .help(help)
    .confidence(kind.confidence)
    .absence()
    .fix(link(context));
    if let Some(named) = named {
        report = report
            .confidence(named.confidence)
            .evidence([named.range])
            .related_here(named.range, format!("{} is named here", named.value));
    }
    reports.push(report);
}

/// The manager of the product where there is one, else for the author to name.
fn link(context: &RoleContext<'_>) -> Fix {
    let product = context.summary().and_then(|own| own.product.as_deref());
    let roles = product.map_or(&[][..], |product| context.organisation.roles_of_product(product));
    let manager = roles
        .iter()
        .filter_map(|key| context.organisation.role(*key))
        .find(|role| role.kind.is_some_and(Kind::is_manager))
        .map_or_else(|| "<product manager of the train>".to_owned(), |role| format!("@{}", role.slug));
    Fix::new("Name product management as a neighbour")
        .add(context.index, Item::Line(SectionKind::WorksWith, format!("{manager}: features and roadmap")))
}

/// Product management is named in words, anywhere in the role.
fn names_managers(role: &Role) -> bool {
    let texts = role.duties.iter().map(|d| d.text.as_str());
    let said = [&role.purpose, &role.works_with, &role.asides, &role.out_of_scope]
        .into_iter()
        .flatten()
        .map(|s| s.text.as_str());
    let contacts = role.contacts.iter().map(|c| c.who.as_str());
    let decisions = role.decisions.iter().map(|d| d.text.as_str());
    let fields = role.fields.iter().filter(|(label, _)| is_relation(label)).map(|(_, value)| value.value.as_str());
    let names = |text: &str| kinds_named(text).into_iter().any(Kind::is_manager) || abbreviates(text);
    texts.chain(said).chain(contacts).chain(decisions).chain(fields).any(names)
        || role
            .reports_to
            .as_ref()
            .is_some_and(|r| kind_of_title(&r.value.0.replace('-', " ")).is_some_and(|m| m.kind.is_manager()))
}

/// "PM" beside an owner is the product manager.
fn abbreviates(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "PM" | "PMs"))
}

fn is_relation(label: &str) -> bool {
    matches!(label, "Reports to" | "Works with" | "Plays" | "Played by" | "Leads")
}

/// A name in the role leads to a manager; or leads nowhere, so that it may be one.
fn refers_to_managers(context: &RoleContext<'_>) -> bool {
    let role = context.role;
    // What the role works on is no person.
    let fields = role.teams.iter().chain(&role.trains).chain(&role.product).chain(&role.area);
    let contacts = role.contacts.iter().filter(|c| c.class == ContactClass::Team).flat_map(|c| &c.references);
    let things: Vec<&str> = fields.chain(contacts).map(|f| f.value.0.as_str()).collect();
    let leads_to_manager = |name: &str| {
        let found = context.organisation.role_named(name).and_then(|key| context.organisation.role(key));
        found.is_some_and(|r| r.kind.is_some_and(Kind::is_manager))
    };
    // Declared elsewhere, or nowhere.
    let unknown = |name: &str| {
        let definitions = context.organisation.definitions(name);
        definitions.iter().all(|definition| matches!(definition, Definition::Declared(_)))
    };
    let mut names = role.references.iter().map(|r| r.name.value.0.as_str()).filter(|name| !things.contains(name));
    names.any(|name| leads_to_manager(name) || unknown(name))
        || role.reports_to.as_ref().is_some_and(|r| leads_to_manager(&r.value.0))
}

/// A manager names this role, or one person fills both seats.
fn is_referred_to(context: &RoleContext<'_>) -> bool {
    let organisation = context.organisation;
    let Some(own) = context.summary() else { return false };
    let manages = |r: &RoleSummary| r.kind.is_some_and(Kind::is_manager);
    let naming = organisation.files_mentioning(&own.slug).iter().filter_map(|file| organisation.file(*file));
    let shares = own.product.as_deref().map_or(&[][..], |p| organisation.roles_of_product(p));
    naming.flat_map(|f| &f.roles).any(manages)
        || shares.iter().filter_map(|key| organisation.role(*key)).any(|r| manages(r) && own.is_one_person_with(r))
}
