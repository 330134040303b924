//! OUT405: a full queue or a busy team as a goal.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{SectionKind, WordingUse};
use crate::prose::Theme;
use crate::rules::fix::reworded;
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

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
    let mut lines: Vec<TextRange> = Vec::new();
    for wording in found {
        // One line, one finding.
        if lines.contains(&wording.line) {
            continue;
        }
        lines.push(wording.line);
        let message = match wording.count {
            Some(count) => {
                format!(
                    "Work kept ready for {count} sprints is written as a goal; most of it will be out of date when its turn comes."
                )
            }
            None => "Filling the queue is written as a goal; busy is not the same as useful.".to_owned(),
        };
        reports.push(
            Report::new(wording.range, message)
                .help("Write what the queue is for: `Keep the next few items clear and worth doing`.")
                .fixes(say_what_for(context, wording))
                .confidence(kind.confidence)
                .evidence([wording.range]),
        );
    }
}

const WORTH_DOING: &str = "Keep the next few items clear and worth doing";

/// The duty or purpose in other words; a measure has to be thought of anew.
fn say_what_for(context: &RoleContext<'_>, wording: &WordingUse) -> Option<Fix> {
    let role = context.role;
    let fix = Fix::new("Say what the queue is for");
    let duty = role.duties.iter().find(|d| d.range.contains_range(wording.range));
    let purpose = role.purpose.iter().find(|s| s.range.contains_range(wording.range));
    match (duty, purpose) {
        (Some(duty), _) => Some(fix.rewrite(duty.range, reworded(duty, WORTH_DOING))),
        (None, Some(purpose)) => {
            Some(fix.rewrite(purpose.range, Item::Line(SectionKind::Purpose, format!("{WORTH_DOING}."))))
        }
        (None, None) => None,
    }
}
