//! PM101: a manager whose duties are backlog and delivery alone.

use crate::declare_rule;
use crate::model::SectionKind;
use crate::prose::Category;
use crate::rules::{Check, Report, RoleContext, percent};

declare_rule! {
    BACKLOG_ONLY, "PM101", "backlog-only", Error, "backlog_only.md", Check::Role(check),
    silences: ["PM102", "PM103", "DOC502"]
}

const INWARD: [Category; 2] = [Category::Backlog, Category::Delivery];
const AHEAD: [Category; 3] = [Category::Strategy, Category::Roadmap, Category::GoToMarket];
/// As much direction and market as may be there without making a difference.
const AHEAD_AT_MOST: f32 = 0.10;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_manager()) else { return };
    if !role.mix_is_known() || role.researches() || role.keeps_elsewhere(&[SectionKind::Duties]) {
        return;
    }
    let share: f32 = INWARD.iter().map(|c| role.share(*c)).sum();
    let ahead: f32 = AHEAD.iter().map(|c| role.share(*c)).sum();
    if share + f32::EPSILON < context.limits().backlog_only_share || ahead > AHEAD_AT_MOST + f32::EPSILON {
        return;
    }
    reports.push(
        Report::new(
            role.head,
            format!(
                "This {}'s duties are backlog and delivery work ({}); discovery, strategy and market are missing.",
                kind.label(),
                percent(share),
            ),
        )
        .confidence(kind.confidence.min(role.mix_confidence(&INWARD)))
        .absence()
        .evidence(role.duties_in(&INWARD).map(|d| d.text_range))
        .help("Say what this role finds out with users, which direction it sets and what it learns from use; or, where that is others' work, state the kind of role it is."),
    );
}
