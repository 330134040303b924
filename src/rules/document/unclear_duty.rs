//! DOC504: a line that does not say what this person would do or own.

use rustc_hash::FxHashSet;

use crate::declare_rule;
use crate::model::Duty;
use crate::prose::{Hold, Signal};
use crate::rules::fix::reworded;
use crate::rules::product_manager::EVERYTHING_AT_ONCE;
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! { UNCLEAR_DUTY, "DOC504", "unclear-duty", Info, "unclear_duty.md", Check::Role(check) }

/// More main verbs than these in one line, and it is several duties.
const VERBS_AT_MOST: u8 = 3;
/// A line that is surely meant as a duty.
const MEANT: f32 = 0.7;
/// A weak verb with this much behind it says what it is about.
const SAYS_ENOUGH: usize = 3;
/// A part of a long line that stands for itself.
const PART_WORDS: usize = 4;
/// A line without a verb is a topic up to this length; a longer one is a sentence that was not understood.
const TOPIC_WORDS: u16 = 3;

/// What keeps a duty from being clear.
enum Why {
    Boundless,
    Weak,
    Bundle(u8),
    NoVerb,
}

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    if !context.is_ours() {
        return;
    }
    let limit = context.limits().duty_words;
    let mut long: Vec<Long<'_>> = Vec::new();
    for duty in role.duties.iter().filter(|d| d.confidence >= MEANT) {
        match why(context, duty) {
            Some(why) => reports.push(report(duty, &why)),
            None if duty.listed => long.extend(Long::of(duty, limit)),
            None => {}
        }
    }
    reports.extend(too_long(long, limit));
}

fn why(context: &RoleContext<'_>, duty: &Duty) -> Option<Why> {
    let reading = &duty.reading;
    // Of a duty without bounds that is owned, PM108 speaks.
    let wider = duty.hold == Hold::Owns
        && !reading.weak_verb
        && context.role.kind.as_ref().is_some_and(|k| k.is_product())
        && context.settings.selects(EVERYTHING_AT_ONCE.code, EVERYTHING_AT_ONCE.name);
    if reading.has(Signal::Boundless) && !wider {
        return Some(Why::Boundless);
    }
    if reading.weak_verb && reading.verbs <= 1 && reading.content.len() < SAYS_ENOUGH && !reading.has(Signal::Target) {
        return Some(Why::Weak);
    }
    // What Scrum names in one breath is one accountability: "create, explain and order the items, and keep the backlog open".
    let tends_backlog = (reading.has(Signal::KeepsBacklogOpen) || reading.has(Signal::ItemsUnderstood))
        && (reading.has(Signal::OrdersBacklog) || reading.has(Signal::ExplainsItems));
    // "Ensure that teams plan, build and test": one act, theirs are the others.
    if reading.verbs > VERBS_AT_MOST && !reading.has(Signal::OthersDo) && !tends_backlog {
        return Some(Why::Bundle(reading.verbs));
    }
    let topic = reading.verb.is_none() && (1..=TOPIC_WORDS).contains(&reading.words) && reading.contacts.is_empty();
    (topic && context.document.is_in_role_language()).then_some(Why::NoVerb)
}

fn report(duty: &Duty, why: &Why) -> Report {
    let (message, help) = match why {
        Why::Boundless => (
            "It is not clear what this person would do or own here: the line has no bounds.".to_owned(),
            "Name the part that is this role's own, such as `Decide which problem is solved next`.",
        ),
        Why::Weak => (
            "It is not clear what this person would do or own here: the verb says only that somebody takes part."
                .to_owned(),
            "Say what is done, to what: what does this person write, decide, prepare or test?",
        ),
        Why::Bundle(verbs) => (
            format!("{verbs} things in one line: it is not clear which of them this person would own."),
            "Give each its own line, and leave out those that go without saying.",
        ),
        Why::NoVerb => (
            "It is not clear what this person would do here: the line names a topic, and no doing.".to_owned(),
            "Begin with a verb: what does this person do with it?",
        ),
    };
    let report = match why {
        Why::Boundless | Why::Weak => Report::new(duty.text_range, message).fix(say_what(duty)),
        Why::Bundle(_) | Why::NoVerb => Report::new(duty.text_range, message),
    };
    report.help(help).confidence(duty.confidence).evidence([duty.text_range])
}

/// A verb that holds something, and room for what that is.
fn say_what(duty: &Duty) -> Fix {
    Fix::new("Say what this person decides here")
        .rewrite(duty.range, reworded(duty, "Decide <which question> for <which part of the product>"))
}

/// A line whose length hides what is done: a sentence above the limit that bundles several acts. Length by itself hides nothing where
/// the first words say what is done to what.
struct Long<'a> {
    duty: &'a Duty,
    /// Words of its longest sentence.
    words: usize,
    /// What is done in it: parts between semicolons, or main verbs.
    acts: usize,
}

impl<'a> Long<'a> {
    fn of(duty: &'a Duty, limit: usize) -> Option<Self> {
        // Most are short, which their blanks tell.
        let blanks = duty.text.bytes().filter(|b| *b <= b' ' || !b.is_ascii()).count();
        if blanks < limit {
            return None;
        }
        let (words, parts) = duty
            .sentences()
            .map(|sentence| {
                // U+037E looks the same and is written by mistake.
                let parts =
                    sentence.split([';', '\u{37e}']).filter(|part| part.split_whitespace().count() >= PART_WORDS);
                (sentence.split_whitespace().count(), parts.count())
            })
            .max()?;
        let verbs = if duty.reading.has(Signal::OthersDo) { 1 } else { usize::from(duty.reading.verbs) };
        let bundles = parts >= 2 || verbs >= usize::from(VERBS_AT_MOST);
        (words > limit && bundles).then_some(Self { duty, words, acts: parts.max(verbs) })
    }
}

/// One finding for all lines that are too long, at the one that hides most.
fn too_long(mut duties: Vec<Long<'_>>, limit: usize) -> Option<Report> {
    duties.sort_by_key(|long| std::cmp::Reverse((long.acts, long.words)));
    let (worst, others) = duties.split_first()?;
    let words = worst.words;
    // A duty that stands in several places is one duty.
    let texts: FxHashSet<&str> = duties.iter().map(|long| long.duty.text.as_str()).collect();
    let message = match texts.len() - 1 {
        0 => format!(
            "This duty strings several acts together in {words} words; what this person would do or own is hard to find in it."
        ),
        1 => format!(
            "This duty strings several acts together in {words} words, and so does one more; what this person would do or own is hard to find in them."
        ),
        n => format!(
            "This duty strings several acts together in {words} words, and so do {n} more; what this person would do or own is hard to find in them."
        ),
    };
    let report = Report::new(worst.duty.text_range, message)
        .help(format!("One act a line, up to {limit} words: one verb, one object, and what for."))
        .evidence(duties.iter().map(|long| long.duty.text_range));
    Some(
        others
            .iter()
            .fold(report, |report, long| report.related_here(long.duty.text_range, format!("{} words", long.words))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::rules::testing::reports;

    #[test]
    fn a_long_duty_that_is_copied_counts_once() {
        let long = "Collect requests from the branches; write them down for the developers of both teams; explain each of \
                    them in the weekly meeting; test what was built with the people in the warehouse; tell the branches \
                    when it is there";
        let other = long.replace("branches", "shops");
        let said = |again: &str| {
            let text = format!("# Product Owner\n\n## Responsibilities\n\n- {long}\n- Order the backlog\n- {again}\n");
            let tree = crate::syntax::markdown::read(&text);
            let document = crate::model::read("po.md", &text, &tree, &Default::default());
            let told = reports(&UNCLEAR_DUTY, document.roles[0].clone(), &Settings::default());
            told.iter().map(|report| (report.message.contains("one more"), report.related.len())).collect::<Vec<_>>()
        };
        assert_eq!(said("Meet users"), [(false, 0)]);
        assert_eq!(said(long), [(false, 1)], "the copy is shown, and not counted");
        assert_eq!(said(&other), [(true, 1)]);
    }
}
