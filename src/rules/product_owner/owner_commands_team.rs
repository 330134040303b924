//! PO112: the owner has line or task authority over those who build.

use crate::declare_rule;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::model::{Duty, Fact, Reference, SectionKind, UnitKind};
use crate::prose::{self, Category, ContactClass, Hold, Signal};
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    OWNER_COMMANDS_TEAM, "PO112", "owner-commands-team", Info, "owner_commands_team.md", Check::Role(check)
}

/// From here on a name that nothing defines is taken for the people that it sounds like.
const SURE: f32 = 0.7;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let mut places: Vec<(TextRange, f32)> =
        role.leads.iter().filter(|l| are_builders(context, l)).map(|l| (l.range, l.confidence)).collect();
    let leads_builders = !places.is_empty();
    let commands: Vec<&Duty> = role.duties_showing(&[Signal::CommandsTeam]).filter(|d| d.hold == Hold::Owns).collect();
    for duty in &commands {
        let found = duty.reading.signals.iter().find(|s| s.signal == Signal::CommandsTeam);
        places.extend(found.map(|s| (s.range, duty.confidence)));
    }
    let Some((first, _)) = places.first() else { return };
    let mut report = Report::new(*first, "The owner is given line or task authority over the developers.")
        .confidence(places.iter().map(|(_, c)| *c).fold(kind.confidence, f32::min))
        .evidence(places.iter().map(|(range, _)| *range))
        .help("Say what the owner gives instead, such as `Explain the goal of each item`; who does which task is the team's to settle, and line management somebody else's.");
    if !leads_builders {
        report = report.fixes(fixes(context, &commands));
    }
    for (place, _) in &places[1..] {
        report = report.related_here(*place, "authority over the developers, too");
    }
    reports.push(report);
}

/// The goal instead of the tasks; or what is somebody else's is said to be.
fn fixes(context: &RoleContext<'_>, commands: &[&Duty]) -> Vec<Fix> {
    let mut fixes = Vec::new();
    if let [only] = commands {
        let goal = Item::duty(Category::Delivery, "Explain the goal of each item to the developers");
        fixes.push(Fix::new("Explain the goal instead").rewrite(only.range, goal));
    }
    let out = commands.iter().fold(Fix::new("Move it out of scope"), |fix, duty| {
        fix.move_to(duty.range, context.index, Item::Line(SectionKind::OutOfScope, duty.text.clone()))
    });
    fixes.push(out);
    fixes
}

/// A team, or people who build. Leading product people is an owner's, too.
fn are_builders(context: &RoleContext<'_>, led: &Fact<Reference>) -> bool {
    let name = &led.value.0;
    let organisation = context.organisation;
    if organisation.unit_named(name, UnitKind::Team).is_some()
        || context.role.teams.iter().any(|t| t.value == led.value)
    {
        return true;
    }
    match organisation.role_named(name).and_then(|key| organisation.role(key)) {
        Some(role) => matches!(role.kind, Some(Kind::Developer | Kind::Tester | Kind::EngineeringManager)),
        None if !organisation.definitions(name).is_empty() => false,
        None => {
            let (class, sure) = prose::read_people(&name.replace(['-', '_'], " "), &prose::Context::default());
            class == ContactClass::Team && sure >= SURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::model::Role;
    use crate::model::testing::{duty, role, showing};

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&OWNER_COMMANDS_TEAM, owner.clone(), &Settings::default()).len()
    }

    fn named(name: &str) -> Fact<Reference> {
        Fact::stated(Reference(name.to_owned()), TextRange::default())
    }

    #[test]
    fn leading_those_who_build_is_authority_and_leading_owners_is_not() {
        let mut owner = role(Kind::ProductOwner);
        owner.leads = vec![named("developers")];
        assert_eq!(count(&owner), 1);
        owner.leads = vec![named("product-owners"), named("anna")];
        assert_eq!(count(&owner), 0);
        owner.leads = vec![named("harbour")];
        assert_eq!(count(&owner), 0, "nothing says what harbour is");
        owner.teams = vec![named("harbour")];
        assert_eq!(count(&owner), 1);
    }

    #[test]
    fn a_duty_counts_where_it_is_held() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![showing(duty(Category::People, 0.9, 1.0), Signal::CommandsTeam)];
        assert_eq!(count(&owner), 1);
        owner.duties[0].hold = Hold::Supports;
        assert_eq!(count(&owner), 0);
    }
}
