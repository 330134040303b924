//! Patterns over words: a small language, read from `signals.txt`.

use std::sync::OnceLock;

use super::clause::{Clause, Role, View};
use super::lexicon::{Bits, Lexicon, SIGNALS, SetId, lines, names_set};
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
    need: Bits,
    /// Words that must occur, each by one bit of its hash.
    need_words: u128,
    unless: Option<SetId>,
    steps: Vec<Step>,
}

/// The lines of the file, those that tell a signal apart from those that settle a category.
struct Patterns {
    signals: Index,
    categories: Index,
}

/// Patterns by one of the words or sets that they need: most lines hold few of them.
struct Index {
    patterns: Vec<Pattern>,
    /// For each bit of a word the numbers of the patterns that need such a word.
    of_word: Vec<Numbers>,
    /// For each set the numbers of the others that need it.
    of_set: Vec<Numbers>,
    /// Words and sets that have some.
    words: u128,
    sets: Bits,
}

/// Numbers of patterns, a bit for each.
type Numbers = [u64; 4];

impl Index {
    /// A pattern without a word stands under the rarest of its sets.
    fn of(patterns: Vec<Pattern>, frequency: &[u16]) -> Index {
        debug_assert!(patterns.len() <= 256, "more patterns than bits");
        let mut index = Index {
            patterns,
            of_word: vec![[0; 4]; 128],
            of_set: vec![[0; 4]; frequency.len()],
            words: 0,
            sets: Bits::default(),
        };
        for (number, pattern) in index.patterns.iter().enumerate() {
            let mut sets = Vec::new();
            pattern.need.each(|set| sets.push(set));
            let rarest = || sets.into_iter().min_by_key(|set| frequency.get(usize::from(set.0)));
            let numbers = match pattern.need_words {
                0 => rarest().and_then(|set| {
                    index.sets.add(set);
                    index.of_set.get_mut(usize::from(set.0))
                }),
                words => {
                    index.words |= 1 << words.trailing_zeros();
                    index.of_word.get_mut(words.trailing_zeros() as usize)
                }
            };
            debug_assert!(numbers.is_some(), "pattern {number} needs no word and no set");
            if let Some(part) = numbers.and_then(|numbers| numbers.get_mut(number / 64)) {
                *part |= 1 << (number % 64);
            }
        }
        index
    }

    /// The first answer of `look` at the patterns that may fit, in their order.
    fn find<'a, T>(&'a self, present: &Present, mut look: impl FnMut(&'a Pattern) -> Option<T>) -> Option<T> {
        let mut numbers = [0; 4];
        let mut add = |more: Option<&Numbers>| {
            numbers.iter_mut().zip(more.into_iter().flatten()).for_each(|(all, more)| *all |= more);
        };
        present.sets.common(self.sets).each(|set| add(self.of_set.get(usize::from(set.0))));
        let mut words = present.words & self.words;
        while words != 0 {
            add(self.of_word.get(words.trailing_zeros() as usize));
            words &= words - 1;
        }
        for (part, mut left) in numbers.into_iter().enumerate() {
            while left != 0 {
                let pattern = self.patterns.get(part * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
                if let Some(found) = pattern.filter(|pattern| present.may_fit(pattern)).and_then(&mut look) {
                    return Some(found);
                }
            }
        }
        None
    }
}

fn patterns(lexicon: &Lexicon) -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let all = lines(SIGNALS).filter_map(|line| parse(line, lexicon));
        let (signals, categories) = all.partition(|pattern| matches!(pattern.tells, Tells::Signal(_)));
        let frequency = lexicon.words_of_sets();
        Patterns { signals: Index::of(signals, &frequency), categories: Index::of(categories, &frequency) }
    })
}

/// One of 128 bits for a word.
fn word_bit(lemma: u32) -> u128 {
    1 << (lemma % 128)
}

/// What occurs in a statement, for a quick no.
pub(super) struct Present {
    sets: Bits,
    words: u128,
}

impl Present {
    pub(super) fn of(view: &View<'_>, clause: &Clause) -> Present {
        Present { sets: clause.present, words: view.words.iter().fold(0, |bits, word| bits | word_bit(word.lemma)) }
    }

    fn may_fit(&self, pattern: &Pattern) -> bool {
        self.sets.has_all(pattern.need)
            && self.words & pattern.need_words == pattern.need_words
            && !pattern.unless.is_some_and(|id| self.sets.has(id))
    }
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

/// Read one line; `None` for a line that is no pattern. A test reads the whole file and fails on a line that does not parse.
fn parse(line: &str, lexicon: &Lexicon) -> Option<Pattern> {
    let (name, rest) = line.split_once(": ")?;
    let tells = match name.strip_prefix("category-") {
        Some(category) => Tells::Category(Category::from_name(category)?),
        None => Tells::Signal(signal_from_name(name)?),
    };
    let mut pattern = Pattern { tells, need: Bits::default(), need_words: 0, unless: None, steps: Vec::new() };
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
        let what = if names_set(part) {
            What::Set(lexicon.set(part.strip_prefix('@').unwrap_or(part))?)
        } else {
            What::Word(hash(part.as_bytes()))
        };
        match what {
            What::Set(set) if unless => pattern.unless = Some(set),
            What::Word(_) if unless => return None,
            _ => {
                match what {
                    What::Set(set) => pattern.need.add(set),
                    What::Word(lemma) => pattern.need_words |= word_bit(lemma),
                }
                pattern.steps.push(Step { what, place, gap });
                gap = 0;
            }
        }
    }
    (!pattern.steps.is_empty()).then_some(pattern)
}

/// All signals of a statement, at most one of each kind, in the order of [`Signal`]'s patterns.
pub(super) fn read(view: &View<'_>, clause: &Clause, present: &Present) -> Vec<SignalReading> {
    let mut found: Vec<SignalReading> = Vec::new();
    patterns(view.lexicon).signals.find(present, |pattern| {
        if let Tells::Signal(signal) = pattern.tells
            && !found.iter().any(|f| f.signal == signal)
            && let Some(range) = find(pattern, view, clause)
        {
            found.push(SignalReading { signal, range });
        }
        None::<()>
    });
    found
}

/// The category that a rule of the vocabulary settles, with the words.
pub(super) fn settled(view: &View<'_>, clause: &Clause, present: &Present) -> Option<(Category, TextRange)> {
    patterns(view.lexicon).categories.find(present, |pattern| {
        let Tells::Category(category) = pattern.tells else { return None };
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
        let lexicon = crate::prose::english::lexicon();
        for line in lines(SIGNALS) {
            assert!(line.starts_with('@') || parse(line, lexicon).is_some(), "not understood: {line}");
        }
    }
}
