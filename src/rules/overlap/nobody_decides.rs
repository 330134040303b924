//! OV202: nobody of a product decides on its goal, its backlog or its release.

use super::ProductRoles;
use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::model::{RoleKey, RoleSummary, SectionKind, UnitKind};
use crate::prose::{Right, Subject};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    NOBODY_DECIDES, "OV202", "nobody-decides", Warning, "nobody_decides.md", Check::Workspace(check)
}

/// What somebody must decide, as a product's roles see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matter {
    Goal,
    Order,
    Release,
}

impl Matter {
    const ALL: [Matter; 3] = [Matter::Goal, Matter::Order, Matter::Release];

    fn covers(self, subject: Subject) -> bool {
        match self {
            Matter::Goal => matches!(subject, Subject::Goal | Subject::Vision | Subject::Strategy),
            Matter::Order => subject.is_backlog_order(),
            Matter::Release => subject == Subject::Release,
        }
    }

    /// The subject of the framework data.
    fn subject(self) -> Subject {
        match self {
            Matter::Goal => Subject::Goal,
            Matter::Order => Subject::BacklogOrder,
            Matter::Release => Subject::Release,
        }
    }

    /// Who mostly holds it where no framework says: goals are a manager's, the rest is an owner's.
    fn usual(self) -> fn(Kind) -> bool {
        match self {
            Matter::Goal => Kind::is_manager,
            Matter::Order | Matter::Release => Kind::is_owner,
        }
    }

    /// As a Decisions entry names it.
    fn entry(self) -> &'static str {
        match self {
            Matter::Goal => "goals of the product",
            Matter::Order => "order of the backlog",
            Matter::Release => "release of finished work",
        }
    }
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let Some(product) = ProductRoles::of(context) else { return };
    let deciders: Vec<(RoleKey, &RoleSummary)> = product
        .roles
        .iter()
        .copied()
        .filter(|(_, r)| r.lists_decisions && r.kind.is_some_and(Kind::is_product))
        .collect();
    if deciders.len() < 2 || !product.are_whole() || product.set_aside(context, &["OV202", "nobody-decides"]) {
        return;
    }
    let complete = context.organisation.unit_named(product.name, UnitKind::Product).is_some_and(|p| p.complete);
    let here = context.key();
    let open: Vec<Matter> = undecided(context, &product, complete)
        .into_iter()
        .filter(|matter| seat(context, &deciders, *matter) == Some(here))
        .collect();
    if open.is_empty() {
        return;
    }
    let place = context.role.section(SectionKind::Decisions).map_or(context.role.head, |s| s.heading);
    let subjects: Vec<&str> = open.iter().map(|m| m.subject().label()).collect();
    let listed = match subjects.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => subjects.concat(),
    };
    let mut report = Report::new(place, format!("No role decides {listed} for this product."))
        .severity(if complete { Severity::Warning } else { Severity::Info })
        .help(format!(
            "Say who does, here or in another role of @{}: {} under Decisions.",
            product.name,
            open.iter().map(|m| format!("`alone: {}`", m.entry())).collect::<Vec<_>>().join(", ")
        ));
    report = report.fix(take_it(context, &open));
    for role in product.others(here) {
        for decision in role.decisions.iter().filter(|d| open.iter().any(|m| m.covers(d.subject))) {
            report =
                report.related(decision.place, format!("{} has no say of its own: “{}”", role.title, decision.text));
        }
    }
    reports.push(report);
}

/// This role decides it: an entry that only advises on it now says so, otherwise there is a new one.
fn take_it(context: &RoleContext<'_>, open: &[Matter]) -> Fix {
    open.iter().fold(Fix::new("Let this role decide it"), |fix, matter| {
        let held = context.role.decisions.iter().find(|d| matter.covers(d.subject) && context.role.lists(d));
        match held {
            Some(entry) => fix.rewrite(entry.range, Item::decision("alone", matter.entry())),
            None => fix.add(context.index, Item::decision("alone", matter.entry())),
        }
    })
}

/// What nobody decides, alone or with others: where somebody only advises on it, where nothing at all is decided, or where the
/// product says that all its roles are written down.
fn undecided(context: &RoleContext<'_>, product: &ProductRoles<'_>, complete: bool) -> Vec<Matter> {
    let organisation = context.organisation;
    // Who leads these people may hold what they do not.
    let above = product.iter().flat_map(|role| organisation.line_of(role)).filter_map(|key| organisation.role(key));
    let everybody: Vec<&RoleSummary> = product.iter().chain(above).collect();
    let decided = |matter: &Matter| {
        everybody
            .iter()
            .flat_map(|role| &role.decisions)
            .any(|d| matches!(d.right, Right::Alone | Right::With) && matter.covers(d.subject))
    };
    let open: Vec<Matter> = Matter::ALL.into_iter().filter(|matter| !decided(matter)).collect();
    if complete || open.len() == Matter::ALL.len() {
        return open;
    }
    let spoken_of = |matter: &Matter| product.iter().flat_map(|role| &role.decisions).any(|d| matter.covers(d.subject));
    open.into_iter().filter(spoken_of).collect()
}

/// The role that would normally decide it, in the framework at hand.
fn seat(context: &RoleContext<'_>, deciders: &[(RoleKey, &RoleSummary)], matter: Matter) -> Option<RoleKey> {
    let frameworks = deciders.iter().flat_map(|(_, r)| &r.framework).chain(&context.settings.framework);
    let holders = frameworks.map(|f| f.holders(matter.subject().slug())).find(|holders| !holders.is_empty());
    let first = |is: &dyn Fn(Kind) -> bool| deciders.iter().find(|(_, r)| r.kind.is_some_and(is)).map(|(key, _)| *key);
    let by_framework = holders.unwrap_or_default().iter().find_map(|holder| first(&|kind| kind == *holder));
    by_framework.or_else(|| first(&matter.usual())).or_else(|| deciders.first().map(|(key, _)| *key))
}
