//! OUT404: work goes out, and nobody looks at what came back.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Duty, Role, SectionKind, Told};
use crate::prose::{Category, Hold, MeasureType, Signal, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! { NO_LEARNING_LOOP, "OUT404", "no-learning-loop", Info, "no_learning_loop.md", Check::Workspace(check) }

/// Where looking back may be said.
const MAY_HOLD: [SectionKind; 4] =
    [SectionKind::Duties, SectionKind::Measures, SectionKind::Purpose, SectionKind::Contacts];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    let making = role.share(Category::Backlog) + role.share(Category::Delivery);
    if making + f32::EPSILON < context.limits().learning_share || !role.mix_is_known() {
        return;
    }
    if looks_back(role) || others_look_back(context) || !context.silence_counts(&MAY_HOLD) {
        return;
    }
    let Some(last) = role.duties_in(&[Category::Delivery]).filter(|d| ships(d)).last() else { return };
    let confidence = kind.confidence.min(role.mix_confidence(&[Category::Backlog, Category::Delivery]));
    reports.push(
        Report::new(last.range, "Work goes out, but no duty looks at what came back.")
            .help(if context.document.is_in_role_language() {
                "Add under Duties: `- 10% analytics: Check whether each release changed what we hoped`."
            } else {
                "Add a duty such as `Check whether each release changed what we hoped`."
            })
            .fix(Fix::new("Add a duty of analytics").add(
                context.index,
                Item::duty_with_share(10, Category::Analytics, "Check whether each release changed what we hoped"),
            ))
            .confidence(confidence)
            .absence()
            .evidence(role.duties_in(&[Category::Backlog, Category::Delivery]).map(|d| d.text_range)),
    );
}

/// Whether a duty sends something out, or tends the list it comes from; how a team works together sends nothing out.
fn ships(duty: &Duty) -> bool {
    duty.hold == Hold::Owns && duty.reading.has(Signal::ShipsOutput)
}

/// Another role of the product does: it need not be done twice. Where none does, OV204 says so for all.
fn others_look_back(context: &RoleContext<'_>) -> bool {
    let Some(product) = &context.role.product else { return false };
    let others = context.organisation.roles_of_product(&product.value.0).iter().filter(|key| **key != context.key());
    others.filter_map(|key| context.organisation.role(*key)).any(|other| other.validates)
}

/// Whether any duty, measure or purpose is about results: figures, feedback, experiments, reviews, or a target that must be watched.
fn looks_back(role: &Role) -> bool {
    let analytics = |d: &crate::model::Duty| {
        *d.category == Category::Analytics || d.second == Some(Category::Analytics) || d.reading.has(Signal::Researches)
    };
    let watched = |class| matches!(class, MeasureType::Outcome | MeasureType::Impact | MeasureType::Learning);
    role.duties.iter().any(analytics)
        || role.measures.iter().any(|m| watched(m.class))
        || role.tells_of(Theme::Learning) == Some(Told::OfTheWork)
        || role.tells_of(Theme::Success) == Some(Told::OfTheWork)
}
