//! OUT405: a full queue or a busy team as a goal.

use crate::declare_rule;
use crate::model::{SectionKind, WordingUse};
use crate::prose::Theme;
use crate::rules::{Check, Report, RoleContext};

declare_rule! { KEEP_THE_QUEUE_FULL, "OUT405", "keep-the-queue-full", Info, "keep_the_queue_full.md", Check::Role(check) }

/// Where something is this role's work or goal.
const BINDING: [SectionKind; 3] = [SectionKind::Duties, SectionKind::Measures, SectionKind::Purpose];

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_product()) else { return };
    let limit = context.limits().sprints_ahead;
    let too_far = |w: &&WordingUse| w.wording.theme == Theme::KeepsFull || w.count.is_some_and(|n| n >= limit);
    let found = role
        .wordings_of(&[Theme::KeepsFull, Theme::WorkAhead])
        .filter(|w| w.section.is_some_and(|s| BINDING.contains(&s)))
        .filter(too_far);
    for wording in found {
        let message = match wording.count {
            Some(count) => {
                format!("Work kept ready for {count} sprints is written as a goal; most of it will be out of date when its turn comes.")
            }
            None => "Filling the queue is written as a goal; busy is not the same as useful.".to_owned(),
        };
        reports.push(
            Report::new(wording.line, message)
                .help("Write what the queue is for: `Keep the next few items clear and worth doing`.")
                .confidence(kind.confidence)
                .evidence([wording.range]),
        );
    }
}
