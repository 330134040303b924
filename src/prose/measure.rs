//! What a measure measures.

use super::MeasureType;
use super::clause::{Clause, Role, View};
use super::lexicon::{SetId, pos};
use super::words::{flag, hash};

const FEWER: u32 = hash(b"fewer");
const LESS: u32 = hash(b"less");
const TEAM: u32 = hash(b"team");
const SPRINT: u32 = hash(b"sprint");
const POINT: u32 = hash(b"point");
const STORY_POINT: u32 = hash(b"story_point");
const SQUAD: u32 = hash(b"squad");
const VELOCITY: u32 = hash(b"velocity");
const GROWTH: u32 = hash(b"growth");

/// The type of a measure, and how sure that is.
pub(super) fn read(view: &View<'_>, clause: &Clause) -> (MeasureType, f32) {
    let k = &view.lexicon.known;
    let n = view.words.len();
    let find = |id: SetId| (0..n).find(|i| clause.sets[*i].has(id) && view.is_word(*i));
    let has = |id: SetId| find(id).is_some();
    let direction = has(k.m_direction) || (0..n).any(|i| view.words[i].is(flag::NUMBER) || view.mark(i) == b'%');
    let person = (0..n).find(|i| {
        let s = &clause.sets[*i];
        s.has(k.people_served) || s.has(k.customer) || s.has(k.user) || s.has(k.internal_user) || s.has(k.partner)
    });
    // People who do something differently.
    let behaviour = person.and_then(|p| {
        (p + 1..n.min(p + 7)).find(|j| clause.sets[*j].has(k.m_behaviour) && view.pos(*j) & pos::PREPOSITION == 0)
    });
    // "velocity" is output of a team; other things have a velocity, too.
    let team = (0..n).any(|i| matches!(view.words[i].lemma, TEAM | SPRINT | POINT | STORY_POINT | SQUAD));
    let output = find(k.m_output).filter(|o| view.words[*o].lemma != VELOCITY || team || n == 1);
    let activity = find(k.m_activity);
    let made = (0..n).any(|i| {
        clause.sets[i].has(k.m_thing_done) && matches!(clause.roles[i], Role::Verb | Role::Also)
            || view.words[i].is(flag::ED) && clause.sets[i].has(k.m_thing_done)
    });
    if has(k.m_learning)
        && (has(k.m_learning_verb) || find(k.m_learning).is_some_and(|i| clause.roles[i] == Role::Head))
        && behaviour.is_none()
    {
        let sure = if has(k.m_learning_verb) { 0.9 } else { 0.6 };
        return (MeasureType::Learning, sure);
    }
    if behaviour.is_some() && !(made && output.is_some_and(|o| Some(o) < person)) {
        let quality = find(k.m_quality).is_some_and(|q| person.is_some_and(|p| q > p));
        return if quality {
            (MeasureType::Quality, 0.7)
        } else {
            (MeasureType::Outcome, if direction { 0.9 } else { 0.7 })
        };
    }
    let outcome = find(k.m_outcome_noun);
    if let Some(q) = find(k.m_quality)
        && outcome.is_none_or(|o| q < o || clause.roles[q] == Role::Head)
        && output.is_none_or(|o| q < o || !made)
    {
        return (MeasureType::Quality, 0.85);
    }
    if find(k.m_on_time).is_some_and(|t| outcome.is_none_or(|o| t < o)) && !has(k.m_impact) {
        return (MeasureType::Output, 0.85);
    }
    if let Some(o) = outcome
        && output.is_none_or(|x| !made || o < x)
    {
        return (MeasureType::Outcome, if direction { 0.85 } else { 0.7 });
    }
    // The growth of what is made is more of it, and no growth of the business.
    let more_made = output.is_some_and(|o| view.words.get(o + 1).is_some_and(|w| w.lemma == GROWTH));
    if has(k.m_impact) && !(output.is_some() && (made || more_made)) {
        return (MeasureType::Impact, 0.85);
    }
    // "Wards that fill every shift": whoever they are, they do something; "features that ship" are done.
    let relative = find(k.relative).filter(|r| (1..5).contains(r));
    let is_behind = |r: usize, other: Option<usize>| other.is_none_or(|o| o > r);
    if direction && relative.is_some_and(|r| is_behind(r, output) && is_behind(r, activity)) {
        return (MeasureType::Outcome, 0.7);
    }
    match (output, activity) {
        (Some(o), Some(a)) if a < o => (MeasureType::Activity, 0.7),
        (Some(_), _) => (MeasureType::Output, if made || direction { 0.85 } else { 0.7 }),
        // Fewer calls to the help desk are no work that somebody counts.
        (None, Some(_)) if (0..n).any(|i| matches!(view.words[i].surface, FEWER | LESS)) => (MeasureType::Quality, 0.6),
        (None, Some(_)) => (MeasureType::Activity, 0.85),
        (None, None) if person.is_some() && direction => (MeasureType::Outcome, 0.6),
        (None, None) if made => (MeasureType::Output, 0.5),
        (None, None) => (MeasureType::Output, 0.3),
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::{Context, MeasureType, read_measure};

    #[test]
    fn who_does_something_differently_is_an_outcome_whoever_it_is() {
        let class = |text| read_measure(text, &Context::default()).0;
        assert_eq!(
            class("Wards that fill every shift without calling in agency staff, from 12 to 20"),
            MeasureType::Outcome
        );
        assert_eq!(class("Boats that sell before landing, from 10% to 40%"), MeasureType::Outcome);
        assert_eq!(class("Features that ship in the planned sprint, from 60% to 80%"), MeasureType::Output);
        assert_eq!(class("Velocity growth from sprint to sprint"), MeasureType::Output);
        assert_eq!(class("Growth of revenue from new farms"), MeasureType::Impact);
        assert_eq!(class("Budget variance below 5%"), MeasureType::Output);
        assert_eq!(class("Meetings that start with an agenda, from 30% to 90%"), MeasureType::Activity);
    }
}
