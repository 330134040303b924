//! JOB605: a post without pay, with pay that says nothing, or with a question about past pay.

use crate::config::Severity;
use crate::declare_rule;
use crate::knowledge::{PayRegion, pay_region};
use crate::model::{Fact, SectionKind, WordingUse};
use crate::prose::{self, Theme};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! {
    PAY_MISSING, "JOB605", "pay-missing", Info, "pay_missing.md", Check::Role(check), profiles: [Post]
}

/// Where pay may be kept; kept elsewhere, it is not missing.
const MAY_HOLD: [SectionKind; 4] =
    [SectionKind::Benefits, SectionKind::Company, SectionKind::Process, SectionKind::Unknown];

/// For the author to fill in.
const TEMPLATE: &str = "<currency> <from>-<to> a year";

const HELP: &str =
    "Add a line below the title such as `Pay: EUR 70k-82k a year`, or name the scale by which it is set.";

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    let region = region(context);
    reports.extend(pay(context).map(|r| loud(r, region)));
    let asked = context.role.wordings_of(&[Theme::PastPay]).find(|w| w.is_published());
    reports.extend(asked.map(|w| {
        let report =
            Report::new(w.range, format!("‘{}’: what somebody earned before is no measure of this job.", w.written))
                .help("Leave it out; ask for expectations, or name the range.")
                .fix(Fix::new("Ask for expectations").replace(w.range, "salary expectations"))
                .evidence([w.range]);
        loud(report, region)
    }));
}

/// The place of work, where a law on pay in posts is known for it.
fn region(context: &RoleContext<'_>) -> Option<&'static PayRegion> {
    let (_, location) = context.role.fields.iter().find(|(label, _)| label == "Location")?;
    pay_region(location)
}

fn loud(report: Report, region: Option<&PayRegion>) -> Report {
    match region {
        Some(region) => {
            let help = format!(
                "{} In {} there is a law on this ({}); this is no legal advice.",
                report.help, region.label, region.law
            );
            report.severity(Severity::Warning).help(help)
        }
        None => report,
    }
}

fn pay(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    match role.fields.iter().find(|(label, _)| label == "Salary") {
        Some((_, pay)) => vague(pay).or_else(|| wide(context, pay)),
        None => missing(context),
    }
}

fn missing(context: &RoleContext<'_>) -> Option<Report> {
    let role = context.role;
    // Volunteers may be asked of candidates, or looked for by whoever gets the job.
    let unpaid = |w: &WordingUse| !w.is_in(&[SectionKind::Requirements, SectionKind::Duties]);
    let told = role.pay_in_text.is_some()
        || role.wordings_of(&[Theme::PayScale]).any(|w| w.is_published())
        || role.wordings_of(&[Theme::Unpaid]).any(|w| w.is_published() && unpaid(w));
    (!told && !role.keeps_elsewhere(&MAY_HOLD)).then(|| {
        Report::new(role.head, "No pay or pay range is given.")
            .help(HELP)
            .fix(Fix::new("Add pay").set(context.index, "Salary", TEMPLATE))
            .absence()
    })
}

/// "Competitive" instead of a figure or a scale.
fn vague(pay: &Fact<String>) -> Option<Report> {
    let said = prose::read_wordings(pay, |_| true);
    let scale = said.iter().any(|w| w.wording.theme == Theme::PayScale);
    let vague = said.iter().any(|w| w.wording.theme == Theme::VaguePay);
    let figure = pay.contains(|c: char| c.is_ascii_digit());
    (vague && !scale && !figure).then(|| {
        Report::new(pay.range, format!("‘{}’ is no pay or pay range.", pay.value))
            .help(HELP)
            .fix(Fix::new("Give a range").replace(pay.range, TEMPLATE))
            .evidence([pay.range])
    })
}

fn wide(context: &RoleContext<'_>, pay: &Fact<String>) -> Option<Report> {
    let width = prose::read_pay(pay).width()?;
    (width > f64::from(context.limits().pay_range_width)).then(|| {
        Report::new(
            pay.range,
            format!("The upper end of this range lies {:.0}% above the lower: that says little.", width * 100.0),
        )
        .help("Give the range for the level that is meant, or one for each level.")
        .evidence([pay.range])
    })
}
