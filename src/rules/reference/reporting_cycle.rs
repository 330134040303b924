//! REF702: reporting lines that run in a circle.

use crate::declare_rule;
use crate::model::{Organisation, RoleKey};
use crate::rules::{Check, Report, RoleContext};

declare_rule! {
    REPORTING_CYCLE, "REF702", "reporting-cycle", Error, "reporting_cycle.md", Check::Workspace(check)
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let organisation = context.organisation;
    let Some(line) = &context.role.reports_to else { return };
    let Some(circle) = circle_from(organisation, context.key()) else { return };
    // One circle, one finding: in the last of its roles by path and place.
    let place = |key: &RoleKey| (organisation.file(key.file).map(|f| f.path.as_str()), key.index);
    if circle.iter().max_by_key(|key| place(key)) != Some(&context.key()) {
        return;
    }
    let titles: Vec<&str> =
        circle.iter().chain(circle.first()).filter_map(|k| organisation.role(*k)).map(|r| r.title.as_str()).collect();
    let mut report = Report::new(line.range, format!("Reporting lines run in a circle: {}.", titles.join(" → ")))
        .help("Take out the line that is not meant; what is only cooperation belongs under `Works with`.")
        .confidence(line.confidence)
        .evidence([line.range]);
    for role in circle.iter().skip(1).filter_map(|k| organisation.role(*k)) {
        if let Some((_, place)) = &role.reports_to {
            report = report.related(*place, format!("{} reports on from here", role.title));
        }
    }
    reports.push(report);
}

/// The roles from `start` up its line and back to it; `None` where the line ends or turns into a circle without `start`.
fn circle_from(organisation: &Organisation, start: RoleKey) -> Option<Vec<RoleKey>> {
    let line = organisation.line_of(organisation.role(start)?);
    let back = line.iter().position(|key| *key == start)?;
    Some([start].into_iter().chain(line[..back].iter().copied()).collect())
}
