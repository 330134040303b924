//! Patterns over words: a small language, read from `signals.txt`.

use std::sync::OnceLock;

use super::clause::{Clause, Role, View};
use super::lexicon::{Lexicon, SIGNALS, SetId, lines};
use super::words::{flag, hash};
use super::{Category, Signal, SignalReading};
use crate::text::TextRange;

/// Where a step must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Anywhere,
    MainVerb,
    ObjectHead,
}

/// What stands at a step.
#[derive(Clone, Copy, Debug)]
enum What {
    /// One of these words.
    Set(SetId),
    /// This word, by the hash of its base form.
    Word(u32),
}

#[derive(Clone, Copy, Debug)]
struct Step {
    what: What,
    place: Place,
    /// Most words between the step before and this one.
    gap: u8,
}

/// What a pattern tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    Signal(Signal),
    /// Settles the category, where the vocabulary's rules do.
    Category(Category),
}

/// One line of the file.
struct Pattern {
    tells: Tells,
    /// Sets that must occur, for a quick no.
    need: u128,
    unless: Option<SetId>,
    steps: Vec<Step>,
}

fn patterns(lexicon: &Lexicon) -> &'static [Pattern] {
    static PATTERNS: OnceLock<Vec<Pattern>> = OnceLock::new();
    PATTERNS.get_or_init(|| lines(SIGNALS).filter_map(|line| parse(line, lexicon)).collect())
}

/// A signal by its name in kebab case.
pub(super) fn signal_from_name(name: &str) -> Option<Signal> {
    use Signal::*;
    Some(match name {
        "speaks-for-customers" => SpeaksForCustomers,
        "owns-value" => OwnsValue,
        "bare-value" => BareValue,
        "user-benefit" => UserBenefit,
        "target" => Target,
        "watches-success" => WatchesSuccess,
        "product-goal" => ProductGoal,
        "orders-backlog" => OrdersBacklog,
        "orders-as-told" => OrdersAsTold,
        "supports-ordering" => SupportsOrdering,
        "writes-items" => WritesItems,
        "explains-items" => ExplainsItems,
        "keeps-backlog-open" => KeepsBacklogOpen,
        "delegated" => Delegated,
        "collects-requirements" => CollectsRequirements,
        "hands-requirements" => HandsRequirements,
        "researches" => Researches,
        "sets-direction" => SetsDirection,
        "boundless" => Boundless,
        "many-hats" => ManyHats,
        "second-job" => SecondJob,
        "committee" => Committee,
        "decides" => Decides,
        "has-say" => HasSay,
        "analyst-object" => AnalystObject,
        "goes-between" => GoesBetween,
        "connects-teams" => ConnectsTeams,
        "founding" => Founding,
        "talks-with-people" => TalksWithPeople,
        "stacked-job" => StackedJob,
        "plan-kept" => PlanKept,
        "commands-team" => CommandsTeam,
        "keeps-roadmap" => KeepsRoadmap,
        "one-post" => OnePost,
        "ships-output" => ShipsOutput,
        "others-do" => OthersDo,
        "items-understood" => ItemsUnderstood,
        _ => return None,
    })
}

/// A step that is one word needs no set of its own: there is room for few.
pub(super) fn is_single_word(step: &str) -> bool {
    !step.contains(['@', '|'])
}

/// Read one line; `None` for a line that is no pattern. A test reads the whole file and fails on a line that does not parse.
fn parse(line: &str, lexicon: &Lexicon) -> Option<Pattern> {
    let (name, rest) = line.split_once(": ")?;
    let tells = match name.strip_prefix("category-") {
        Some(category) => Tells::Category(Category::from_name(category)?),
        None => Tells::Signal(signal_from_name(name)?),
    };
    let mut pattern = Pattern { tells, need: 0, unless: None, steps: Vec::new() };
    let mut gap = 0;
    let mut unless = false;
    for part in rest.split_ascii_whitespace() {
        if part == "unless" {
            unless = true;
            continue;
        }
        if let Some(n) = part.strip_prefix("..") {
            gap = n.parse().ok()?;
            continue;
        }
        let (place, part) = if let Some(part) = part.strip_prefix('^') {
            (Place::MainVerb, part)
        } else if let Some(part) = part.strip_prefix('#') {
            (Place::ObjectHead, part)
        } else {
            (Place::Anywhere, part)
        };
        let what = if is_single_word(part) {
            What::Word(hash(part.as_bytes()))
        } else {
            What::Set(lexicon.set(part.strip_prefix('@').unwrap_or(part))?)
        };
        match what {
            What::Set(set) if unless => pattern.unless = Some(set),
            What::Word(_) if unless => return None,
            _ => {
                if let What::Set(set) = what
                    && set.0 < 128
                {
                    pattern.need |= 1 << set.0;
                }
                pattern.steps.push(Step { what, place, gap });
                gap = 0;
            }
        }
    }
    (!pattern.steps.is_empty()).then_some(pattern)
}

/// All signals of a statement, at most one of each kind, in the order of [`Signal`]'s patterns.
pub(super) fn read(view: &View<'_>, clause: &Clause) -> Vec<SignalReading> {
    let mut found: Vec<SignalReading> = Vec::new();
    let present = clause.present.low;
    for pattern in patterns(view.lexicon) {
        let Tells::Signal(signal) = pattern.tells else { continue };
        if pattern.need & present != pattern.need
            || found.last().is_some_and(|f| f.signal == signal)
            || pattern.unless.is_some_and(|id| clause.present.has(id))
        {
            continue;
        }
        if let Some(range) = find(pattern, view, clause)
            && !found.iter().any(|f| f.signal == signal)
        {
            found.push(SignalReading { signal, range });
        }
    }
    found
}

/// The category that a rule of the vocabulary settles, with the words.
pub(super) fn settled(view: &View<'_>, clause: &Clause) -> Option<(Category, TextRange)> {
    let present = clause.present.low;
    patterns(view.lexicon).iter().find_map(|pattern| {
        let Tells::Category(category) = pattern.tells else { return None };
        if pattern.need & present != pattern.need || pattern.unless.is_some_and(|id| clause.present.has(id)) {
            return None;
        }
        find(pattern, view, clause).map(|range| (category, range))
    })
}

fn find(pattern: &Pattern, view: &View<'_>, clause: &Clause) -> Option<TextRange> {
    let first = pattern.steps.first()?;
    (0..view.words.len()).filter(|i| fits(first, *i, view, clause)).find_map(|start| {
        let last = follow(&pattern.steps[1..], start, view, clause)?;
        Some(TextRange::new(view.words[start].start, view.words[last].end))
    })
}

/// Match the remaining steps behind word `at`; gives the last word.
fn follow(steps: &[Step], at: usize, view: &View<'_>, clause: &Clause) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    let mut between = 0;
    for i in at + 1..view.words.len() {
        if matches!(view.mark(i), b'.' | b';' | b':' | b'!' | b'?') {
            return None;
        }
        if !view.is_word(i) {
            continue;
        }
        if fits(step, i, view, clause)
            && let Some(last) = follow(rest, i, view, clause)
        {
            return Some(last);
        }
        between += 1;
        if between > step.gap {
            return None;
        }
    }
    None
}

fn fits(step: &Step, i: usize, view: &View<'_>, clause: &Clause) -> bool {
    let meant = match step.what {
        What::Set(set) => clause.sets[i].has(set),
        What::Word(lemma) => view.words[i].lemma == lemma && view.is_word(i),
    };
    meant
        && !view.words[i].is(flag::NEGATED)
        && match step.place {
            Place::Anywhere => true,
            Place::MainVerb => matches!(clause.roles[i], Role::Verb | Role::Also),
            Place::ObjectHead => clause.roles[i] == Role::Head,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_figure_with_a_direction() {
        let has = |text: &str| crate::prose::read(text, &crate::prose::Context::default()).has(Signal::Target);
        let targets = [
            "Halve the time between a tenant's call and a working boiler",
            "Bring first-week activation from 41% to 60%",
            "Cut the wait for a permit to two days",
            "Reduce no-shows by a third",
            "Keep complaints below 8% of all journeys",
        ];
        let none = [
            "Make going to the theatre a habit",
            "Manage a budget of 2 million",
            "Work with 3 teams from 2 countries",
            "Reduce the time a nurse spends on the rota",
            "Double-check the figures before each release",
        ];
        assert_eq!(targets.into_iter().filter(|t| !has(t)).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(none.into_iter().filter(|t| has(t)).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn every_line_of_the_file_is_a_set_or_a_pattern() {
        let lexicon = crate::prose::lexicon::english();
        for line in lines(SIGNALS) {
            assert!(line.starts_with('@') || parse(line, lexicon).is_some(), "not understood: {line}");
        }
    }
}
