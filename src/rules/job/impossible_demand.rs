//! JOB604: what nobody can have.

use crate::declare_rule;
use crate::model::{Experience, last_day};
use crate::rules::{Check, Fix, Report, RoleContext};
use crate::text::TextRange;

declare_rule! {
    IMPOSSIBLE_DEMAND, "JOB604", "impossible-demand", Error, "impossible_demand.md", Check::Role(check),
    profiles: [Post]
}

/// From so many years on nobody is a beginner.
const NO_BEGINNER: u32 = 5;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    if !context.is_ours() {
        return;
    }
    let day = day(context);
    for requirement in &context.role.requirements {
        for asked in &requirement.experience {
            let report = upside_down(asked)
                .or_else(|| older_than_the_thing(asked, day.as_deref()))
                .or_else(|| beginners_with_experience(context, asked).filter(|_| requirement.must));
            reports.extend(report);
        }
    }
}

/// The day to which years are counted: when the post was published or last looked at, else today.
fn day(context: &RoleContext<'_>) -> Option<String> {
    let field = |label: &str| {
        let (_, value) = context.role.fields.iter().find(|(l, _)| l == label)?;
        last_day(value)
    };
    field("Date posted").or_else(|| field("Reviewed")).or_else(|| context.settings.today.clone())
}

fn upside_down(asked: &Experience) -> Option<Report> {
    let (least, most) = (asked.least?, asked.most?);
    (most < least).then(|| {
        Report::new(asked.range, format!("No one can have this: at least {least} and at most {most} years."))
            .help(format!("Write `{most} to {least} years`, or better: what somebody can do after them."))
            .fix(Fix::new("Turn the range round").replace(asked.figures, format!("{most} to {least}")))
            .evidence([asked.figures])
    })
}

fn older_than_the_thing(asked: &Experience, day: Option<&str>) -> Option<Report> {
    let (technology, at) = asked.technology?;
    let years = asked.least?;
    let months = technology.months_until(day?)?;
    if months < 0 || years * 12 <= months.unsigned_abs() {
        return None;
    }
    let since = &technology.since;
    Some(
        Report::new(
            asked.range.cover(at),
            format!("No one can have this: {years} years are asked ({}: since {since}).", technology.label),
        )
        .help(match months / 12 {
            0 => format!("Ask for work with {}, without years.", technology.label),
            possible => format!("At most {possible} would be possible; say what somebody has done with it instead."),
        })
        .fixes(possible(asked, at, &technology.label, months / 12))
        .evidence([asked.figures, at]),
    )
}

/// As many years as there are, or none.
fn possible(asked: &Experience, at: TextRange, label: &str, years: i32) -> Vec<Fix> {
    let most = (years > 0).then(|| Fix::new(format!("Ask for {years}")).replace(asked.figures, years.to_string()));
    let none = Fix::new("Leave the years out").replace(asked.range.cover(at), format!("experience with {label}"));
    most.into_iter().chain([none]).collect()
}

fn beginners_with_experience(context: &RoleContext<'_>, asked: &Experience) -> Option<Report> {
    let years = asked.least.filter(|y| *y >= NO_BEGINNER)?;
    (context.is_associate() && asked.of_experience).then(|| {
        Report::new(
            asked.range,
            format!("No one can have this: a job for beginners asks for {years} years of experience."),
        )
        .help("Name the level that is meant, or leave the years out.")
        .confidence(context.role.level.as_ref().map_or(1.0, |l| l.confidence))
        .fix(Fix::new("Leave the years out").replace(asked.range, "some years"))
        .evidence([asked.figures])
        .related_here(context.role.head, "the title or level says that it is for beginners")
    })
}
