//! OV207: who judges work is rewarded for pushing it through.

use crate::declare_rule;
use crate::knowledge::{Kind, kind_of_title, rewards_throughput, sells};
use crate::model::{Decision, Definition, Organisation, Place, RoleSummary};
use crate::prose::{MeasureType, Right, Subject};
use crate::rules::{Check, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    CONFLICT_OF_INTEREST, "OV207", "conflict-of-interest", Warning, "conflict_of_interest.md", Check::Workspace(check)
}

/// What rewards pushing work through.
struct Interest {
    place: TextRange,
    says: String,
    confidence: f32,
    /// Where the other end is defined.
    other: Option<(Place, String)>,
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    if context.summary().is_none() || !role.kind().is_some_and(Kind::is_product) {
        return;
    }
    let Some(judged) = role.decisions.iter().find(|d| judges(d) && role.decides_plainly(d)) else { return };
    let interests: Vec<Interest> =
        [line(context), measures(context), second_seat(context)].into_iter().flatten().collect();
    let Some(first) = interests.first() else { return };
    let mut report = Report::new(
        first.place,
        format!(
            "This role judges work that it is rewarded for pushing through: it decides {} alone and {}.",
            judged.subject.label(),
            interests.iter().map(|i| i.says.as_str()).collect::<Vec<_>>().join(", and ")
        ),
    )
    .help("Give the decision to somebody without that interest, or move the reporting line, the measure or the second seat.")
    .confidence(interests.iter().map(|i| i.confidence).fold(judged.confidence, f32::min))
    .evidence([first.place, judged.range])
    .related_here(judged.range, "what it decides");
    for (place, says) in interests.into_iter().filter_map(|i| i.other) {
        report = report.related(place, says);
    }
    reports.push(report);
}

fn judges(decision: &Decision) -> bool {
    decision.right == Right::Alone && (decision.subject.is_backlog_order() || decision.subject == Subject::Acceptance)
}

/// The line manager sells, supplies, or runs projects or delivery.
fn line(context: &RoleContext<'_>) -> Option<Interest> {
    let manager = context.role.reports_to.as_ref()?;
    let resolved = context.organisation.role_named(&manager.0).and_then(|key| context.organisation.role(key));
    // A name that leads nowhere still says what it says ("Sales Director").
    let (kind, title) = match resolved {
        Some(role) => (role.kind, role.title.clone()),
        None => {
            let title = manager.0.replace(['-', '_'], " ");
            (kind_of_title(&title).map(|m| m.kind), title)
        }
    };
    let runs = matches!(kind, Some(Kind::ProjectManager | Kind::DeliveryManager));
    let pushes = runs || sells(&title) && leads(&title, resolved.is_some());
    (pushes && !kind.is_some_and(Kind::is_product)).then(|| Interest {
        place: manager.range,
        says: format!("reports to the {title}"),
        confidence: manager.confidence,
        other: resolved.map(|role| (role.head, format!("{} is defined here", role.title))),
    })
}

/// A bare name such as `@pm-sales` may be anybody's; only one with a rank in it is a title.
fn leads(title: &str, is_title: bool) -> bool {
    const RANKS: [&str; 11] = [
        "director",
        "head",
        "manager",
        "lead",
        "leader",
        "chief",
        "officer",
        "vp",
        "president",
        "executive",
        "supplier",
    ];
    is_title || title.split(' ').any(|word| RANKS.contains(&word))
}

/// Every measure grows with what is pushed through.
fn measures(context: &RoleContext<'_>) -> Option<Interest> {
    let measures = &context.role.measures;
    let first = measures.first()?;
    let pushes = measures.iter().all(|m| {
        let of_things = matches!(m.class, MeasureType::Output | MeasureType::Activity) || !m.class_given;
        of_things && rewards_throughput(&m.text)
    });
    pushes.then(|| Interest {
        place: first.range,
        says: "is measured by nothing but getting it through".to_owned(),
        confidence: 1.0,
        other: None,
    })
}

/// A person who plays this role also plays one that keeps the work moving.
fn second_seat(context: &RoleContext<'_>) -> Option<Interest> {
    let own = context.summary()?.head;
    context.role.played_by.iter().find_map(|person| {
        let other = seats_of(context.organisation, &person.0)
            .into_iter()
            .find(|seat| seat.head != own && keeps_moving(seat))?;
        Some(Interest {
            place: person.range,
            says: format!("@{} also plays {}", person.0, other.title),
            confidence: 1.0,
            other: Some((other.head, format!("@{} plays this role as well", person.0))),
        })
    })
}

/// The roles that a person plays.
fn seats_of<'a>(organisation: &'a Organisation, person: &str) -> Vec<&'a RoleSummary> {
    let mut seats = Vec::new();
    for definition in organisation.definitions(person) {
        match *definition {
            Definition::Declared(file) => {
                let roles = organisation.file(file).into_iter().flat_map(|f| &f.roles);
                seats.extend(roles.filter(|r| r.played_by.iter().any(|p| p == person)));
            }
            Definition::Role(key) => {
                let plays = organisation.role(key).into_iter().flat_map(|job| &job.plays);
                seats.extend(plays.filter_map(|name| organisation.role(organisation.role_named(name)?)));
            }
            Definition::Unit(..) => {}
        }
    }
    seats
}

fn keeps_moving(role: &RoleSummary) -> bool {
    matches!(role.kind, Some(Kind::ScrumMaster | Kind::DeliveryManager))
        || sells(&role.title) && !role.kind.is_some_and(Kind::is_product)
}
