//! REF704: a waiver without a reason, or one that hides nothing any more.

use super::near_name::nearest;
use crate::declare_rule;
use crate::model::SectionKind;
use crate::model::writing::Item;
use crate::model::{Fact, last_day};
use crate::rules::{self, Check, Fix, Report, Rule, WaiverContext};
use crate::text::TextRange;

declare_rule! { BARE_WAIVER, "REF704", "bare-waiver", Info, "bare_waiver.md", Check::Waivers(check) }

/// One waiver or suppression, wherever it was written.
struct Entry<'a> {
    codes: &'a [Fact<String>],
    until: Option<&'a Fact<String>>,
    reason: &'a str,
    range: TextRange,
    role: Option<usize>,
    /// Where findings must start to be hidden; `None` for a whole role.
    target: Option<TextRange>,
}

impl Entry<'_> {
    /// An entry of a list goes with its line; a comment is left to the author.
    fn taken_out(&self) -> Option<Fix> {
        self.target.is_none().then(|| Fix::new("Take the waiver out").remove(self.range))
    }

    fn with_reason(&self) -> Option<Fix> {
        let codes: Vec<&str> = self.codes.iter().map(|c| c.value.as_str()).collect();
        let until = self.until.map(|day| format!(" until {}", day.value)).unwrap_or_default();
        let text = format!("{}{until}: <why>", codes.join(", "));
        let item = Item::Line(SectionKind::Waivers, text);
        self.target.is_none().then(|| Fix::new("Say why").rewrite(self.range, item))
    }
}

fn check(context: &WaiverContext<'_>, reports: &mut Vec<Report>) {
    let document = context.document;
    let waivers = document.roles.iter().enumerate().flat_map(|(index, role)| {
        role.waivers.iter().map(move |w| Entry {
            codes: &w.codes,
            until: w.until.as_ref(),
            reason: &w.reason,
            range: w.range,
            role: Some(index),
            target: None,
        })
    });
    let suppressions = document.suppressions.iter().map(|s| Entry {
        codes: &s.codes,
        until: None,
        reason: &s.reason,
        range: s.range,
        role: document.roles.iter().position(|r| r.range.contains_range(s.target)),
        target: Some(s.target),
    });
    reports.extend(waivers.chain(suppressions).filter_map(|entry| judge(context, &entry)));
}

fn judge(context: &WaiverContext<'_>, entry: &Entry<'_>) -> Option<Report> {
    unknown(context, entry)
        .or_else(|| over(context, entry))
        .or_else(|| dead(context, entry))
        .or_else(|| bare(entry))
        .map(|report| report.evidence([entry.range]))
}

fn unknown(context: &WaiverContext<'_>, entry: &Entry<'_>) -> Option<Report> {
    let code = entry.codes.iter().find(|c| rules::find_of(context.settings, &c.value).is_none())?;
    let names = rules::all_of(context.settings).flat_map(|r| [r.code, r.name]);
    let report = Report::new(code.range, format!("‘{}’ is no rule, so this waiver hides nothing.", code.value));
    Some(match nearest(&code.value, names) {
        // What the right code hides is another question: the author is asked.
        Some(near) => report
            .help(format!("Did you mean `{near}`? `rolelint rules` lists them all."))
            .fix(Fix::new(format!("Write {near}")).replace(code.range, near).only_offered()),
        None => report.help("`rolelint rules` lists all rules by code and name."),
    })
}

/// Its last day is over. Without a clock no day is.
fn over(context: &WaiverContext<'_>, entry: &Entry<'_>) -> Option<Report> {
    let until = entry.until?;
    let Some(day) = last_day(&until.value) else {
        return Some(
            Report::new(until.range, format!("‘{}’ is no date, so nobody knows when this waiver ends.", until.value))
                .help("Write a day, a month or a year: `until 2027-03-31`, `until 2027-03`, `until 2027`."),
        );
    };
    (day.as_str() < context.settings.today.as_deref()?).then(|| {
        Report::new(until.range, format!("This waiver ended on {day}; it hides nothing any more."))
            .help("Mend what it hid, or write a new day and say why.")
            .unnecessary()
            .fixes(entry.taken_out())
    })
}

fn bare(entry: &Entry<'_>) -> Option<Report> {
    let help = match entry.target {
        None => "Write why after a colon, and for how long: `PO107 until 2027-03: the founder plays this until then`.",
        Some(_) => "Write why after the code: `rolelint: ignore PO107 the founder plays this until March`.",
    };
    entry
        .reason
        .trim()
        .is_empty()
        .then(|| Report::new(entry.range, "This waiver has no reason.").help(help).fixes(entry.with_reason()))
}

/// None of its rules finds anything here. Only rules that ran are judged, and all of its rules must have run.
fn dead(context: &WaiverContext<'_>, entry: &Entry<'_>) -> Option<Report> {
    let named: Vec<&'static Rule> =
        entry.codes.iter().filter_map(|c| rules::find_of(context.settings, &c.value)).collect();
    let own = named.iter().any(|r| r.code == BARE_WAIVER.code);
    if own || !named.iter().all(|r| context.ran(entry.role, r)) || named.is_empty() && !context.all_ran(entry.role) {
        return None;
    }
    let hides = |found: &rules::Spoken| {
        (named.is_empty() || named.iter().any(|r| r.code == found.rule.code))
            && match entry.target {
                None => found.role == entry.role,
                Some(place) => place.start <= found.start && found.start <= place.end,
            }
    };
    (!context.spoken.iter().any(hides)).then(|| {
        Report::new(entry.range, "This waiver hides nothing any more.")
            .help("Take it out; what it was for is mended or gone.")
            .unnecessary()
            .fixes(entry.taken_out().map(Fix::safe))
    })
}
