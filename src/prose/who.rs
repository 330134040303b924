//! Who is named: the class of people that a word stands for, and how surely they are people of the outside.

use super::clause::{Clause, Role, View, word};
use super::lexicon::{NONE, pos};
use super::words::{flag, hash};
use super::{ContactClass, Context};
use crate::text::TextRange;

/// People that a word names.
#[derive(Clone, Copy)]
pub(super) struct Who {
    pub class: ContactClass,
    pub standing: Standing,
}

/// How surely people are none of the house.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Their class says who they are: customers, passengers, the board.
    Known,
    /// A trade that the house may have, too ("dispatchers"), or an organisation: they are users where this person observes,
    /// interviews or teaches them.
    Either,
    /// "Them": people only where the verb is one of talking or visiting.
    Pronoun,
    /// A word that no list knows and that looks like people: they are users where this person observes or interviews them.
    Unlisted,
    /// Any plural: people only where nothing else can be the object ("talk to bell-ringers").
    Guessed,
}

/// The people that word `i` names, if any.
pub(super) fn named(view: &View<'_>, clause: &Clause, i: usize, context: &Context, text: &str) -> Option<Who> {
    let known = |class| Some(Who { class, standing: Standing::Known });
    let open = |class, standing| Some(Who { class, standing });
    // "Members of the leadership team" are of the house.
    if view.words[i].lemma == word::MEMBER && is_of_ours(view, clause, i + 1) {
        return known(ContactClass::Team);
    }
    match class_of(view, clause, i, context) {
        // "developers who build on our interfaces": somebody else's, so users.
        Some(ContactClass::Team | ContactClass::Stakeholder | ContactClass::Executive) if uses_ours(view, i) => {
            known(ContactClass::User)
        }
        Some(ContactClass::Team | ContactClass::Stakeholder | ContactClass::Executive)
            if holds_office_outside(view, clause, i) =>
        {
            open(ContactClass::User, Standing::Either)
        }
        Some(ContactClass::Executive) if holds_office_in_trade(view, clause, i) => {
            open(ContactClass::User, Standing::Unlisted)
        }
        Some(class @ ContactClass::InternalUser) if !context.internal_users && !uses_ours(view, i) => {
            open(class, Standing::Either)
        }
        Some(class) => known(class),
        None if (view.words[i].is(flag::S) || view.words[i].surface == word::ANYONE) && uses_ours(view, i) => {
            known(ContactClass::User)
        }
        None if view.words[i].surface == word::THEM => meant_by_them(view, clause, i, context),
        None if holds_office_in_trade(view, clause, i) => open(ContactClass::User, Standing::Unlisted),
        None if holds_office_outside(view, clause, i) => open(ContactClass::User, Standing::Either),
        None if view.words[i].is(flag::POSSESSIVE) => None,
        None => could_be_people(view, clause, i, text).and_then(|standing| open(ContactClass::User, standing)),
    }
}

/// The class of the people that word `i` names by a list.
pub(super) fn class_of(view: &View<'_>, clause: &Clause, i: usize, context: &Context) -> Option<ContactClass> {
    let k = &view.lexicon.known;
    let sets = &clause.sets[i];
    if !sets.has_any(view.lexicon.people) && view.words[i].lemma != word::DESIGN_PARTNER {
        return None;
    }
    let class = if is_context_word(view, clause, i) {
        context.user_class.unwrap_or(ContactClass::User)
    } else if view.words[i].lemma == word::DESIGN_PARTNER && i > 0 && view.pos(i - 1) & pos::AND != 0 {
        // "Engineering and design partners" are of the house.
        ContactClass::Team
    } else if sets.has(k.support) {
        ContactClass::Support
    } else if sets.has(k.prospect) {
        // "lead" is people only in the plural and not as a title.
        if view.words[i].lemma == word::LEAD && (!view.words[i].is(flag::S) || view.pos(i + 1) & pos::NOUN != 0) {
            return None;
        }
        ContactClass::Prospect
    } else if sets.has(k.customer) {
        ContactClass::Customer
    } else if sets.has(k.internal_user) {
        ContactClass::InternalUser
    } else if sets.has(k.user) {
        ContactClass::User
    } else if sets.has(k.partner) {
        // A verb ("partner with sales") is nobody.
        if matches!(clause.roles[i], Role::Verb | Role::Also) && view.words[i].lemma == word::PARTNER {
            return None;
        }
        ContactClass::Partner
    } else if sets.has(k.sales) {
        ContactClass::Sales
    } else if sets.has(k.executive) {
        ContactClass::Executive
    } else if sets.has(k.team) {
        ContactClass::Team
    } else if sets.has(k.stakeholder) {
        ContactClass::Stakeholder
    } else {
        return None;
    };
    // "prospective customers"
    let class = if class == ContactClass::Customer
        && i > 0
        && matches!(view.words[i - 1].lemma, word::PROSPECTIVE | word::POTENTIAL)
    {
        ContactClass::Prospect
    } else {
        class
    };
    let own = matches!(class, ContactClass::Customer | ContactClass::User);
    Some(if context.internal_users && own { ContactClass::InternalUser } else { class })
}

/// "... of the leadership team": what follows from `at` on names a part of the house.
fn is_of_ours(view: &View<'_>, clause: &Clause, at: usize) -> bool {
    let k = &view.lexicon.known;
    view.words.get(at).is_some_and(|w| w.lemma == word::OF)
        && (at + 1..view.words.len().min(at + 6)).take_while(|j| !view.is_stop(*j)).any(|j| {
            let sets = &clause.sets[j];
            sets.has(k.team) || sets.has(k.executive) || sets.has(k.stakeholder) || sets.has(k.house)
        })
}

/// A word of the document's own user words: the reader gave it the set of users although the lexicon does not.
fn is_context_word(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    clause.sets[i].has(k.user) && !view.lexicon.sets(&view.words[i]).has(k.user)
}

/// "Win customers, visit them": the customers or users named last before word `i`.
fn meant_by_them(view: &View<'_>, clause: &Clause, i: usize, context: &Context) -> Option<Who> {
    let k = &view.lexicon.known;
    let own = |class| if context.internal_users { ContactClass::InternalUser } else { class };
    for j in (0..i).rev().filter(|j| view.is_word(*j)) {
        let sets = &clause.sets[j];
        // "Customer problems" and "user needs" name them, too.
        if sets.has(k.masked_customer) || sets.has(k.masked) {
            let class = if sets.has(k.masked) { ContactClass::User } else { ContactClass::Customer };
            return Some(Who { class: own(class), standing: Standing::Pronoun });
        }
        if !view.words[j].is(flag::S | flag::POSSESSIVE) {
            continue;
        }
        match class_of(view, clause, j, context) {
            Some(class) if class.is_customer_or_user() || class == ContactClass::Prospect => {
                return Some(Who { class, standing: Standing::Pronoun });
            }
            Some(_) => return None,
            None if sets.has(k.house) => return None,
            None => {}
        }
    }
    None
}

/// "... who use our tool", "... using the service", "... outside the company", "people who will work with it".
pub(super) fn uses_ours(view: &View<'_>, i: usize) -> bool {
    let lemma = |at: usize| view.words.get(at).map_or(0, |w| w.lemma);
    let next = i + 1 + usize::from(view.mark(i + 1) == b',');
    if matches!(lemma(next), word::WHO | word::THAT) {
        let mut verb = next + 1;
        while view.pos(verb) & (pos::AUXILIARY | pos::ADVERB) != 0 {
            verb += 1;
        }
        return matches!(
            lemma(verb),
            word::USE
                | word::DEPEND
                | word::RELY
                | word::BUILD
                | word::INTEGRATE
                | word::LEAVE
                | word::WORK
                | word::RING
        ) && (lemma(verb) != word::WORK || lemma(verb + 1) == word::WITH);
    }
    let using = lemma(next) == word::USE && view.words[next].is(flag::ING);
    using && view.pos(next + 1) & (pos::DETERMINER | pos::PRONOUN) != 0
        || view.words.get(next).is_some_and(|w| w.surface == word::OUTSIDE)
            && view
                .words
                .get(next + 2)
                .is_some_and(|w| matches!(w.lemma, word::COMPANY | word::HOUSE | word::ORGANISATION | word::TEAM))
}

/// "Funeral directors": an office, held in some trade.
fn holds_office_in_trade(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    let trade = |j: usize| {
        let word = &view.words[j];
        word.entry != NONE && view.lexicon.entry(word.entry).classes[0] == view.lexicon.trades && view.is_word(j)
    };
    view.words[i].is(flag::S)
        && clause.sets[i].has(k.office)
        && !clause.sets[i].has(k.outside_body)
        && i > 0
        && trade(i - 1)
        && !view.words[i - 1].is(flag::POSSESSIVE)
}

/// "Plant managers", "choir leaders", "hospital staff": an office, held in something that is no part of the own house.
fn holds_office_outside(view: &View<'_>, clause: &Clause, i: usize) -> bool {
    let k = &view.lexicon.known;
    let word = &view.words[i];
    let many = word.is(flag::S) || clause.sets[i].has(k.staff);
    if !many || !clause.sets[i].has(k.office) || word.is(flag::POSSESSIVE) {
        return false;
    }
    // "Heads of small clinics".
    if view.words.get(i + 1).is_some_and(|w| w.lemma == word::OF) {
        return (i + 2..view.words.len().min(i + 5))
            .any(|j| clause.sets[j].has(k.outside_body) || clause.sets[j].has(k.outside_place));
    }
    let Some(before) = i.checked_sub(1) else { return false };
    let modifier = &view.words[before];
    if !view.is_word(before) || modifier.is(flag::NUMBER | flag::POSSESSIVE | flag::ING) {
        return false;
    }
    // "Salon owners", "boat owners": who owns a thing of the world outside. "Process owners" belong to the house.
    let owns = word.lemma == word::OWNER
        && view.pos(before) & (pos::FUNCTION | pos::ADJECTIVE | pos::ADVERB) == 0
        && !matches!(clause.roles[before], Role::Verb | Role::Also)
        && !modifier.is(flag::HYPHEN | flag::CAPITAL | flag::S)
        && !clause.sets[before].has(k.owned_in_house);
    clause.sets[before].has(k.outside_body) || clause.sets[before].has(k.outside_place) || owns
}

/// An organisation of the outside, a trade, or a plural that no list knows, with the ending of people who do something
/// ("commuters", "radiologists").
fn could_be_people(view: &View<'_>, clause: &Clause, i: usize, text: &str) -> Option<Standing> {
    let k = &view.lexicon.known;
    let word = &view.words[i];
    if word.lemma == word::PEOPLE {
        return (i == 0 || !word.is(flag::HYPHEN)).then_some(Standing::Unlisted);
    }
    let trade = word.entry != NONE && view.lexicon.entry(word.entry).classes.contains(&view.lexicon.users);
    // "Ward staff", "warehouse pickers"
    if trade && word.is(flag::COMPOUND) && (word.is(flag::S) || clause.sets[i].has(k.staff)) {
        return Some(Standing::Either);
    }
    if clause.sets[i].has(k.house) || view.pos(i) & pos::FUNCTION != 0 || word.surface == hash(b"others") {
        return None;
    }
    if clause.sets[i].has(k.outside_body) {
        return word.is(flag::S).then_some(Standing::Either);
    }
    if !word.is(flag::S) || matches!(clause.roles[i], Role::Verb | Role::Also) {
        return None;
    }
    // A trade that the vocabulary knows ("glaziers"), or a word that stands in no class.
    if trade {
        return Some(Standing::Either);
    }
    let guessed = clause.present.has(k.only_people) && view.pos(i) & (pos::VERB | pos::NOUN) != pos::VERB;
    if word.entry != NONE && view.lexicon.entry(word.entry).classes[0] != 0 {
        return guessed.then_some(Standing::Guessed);
    }
    if view.pos(i) & pos::VERB != 0 {
        return guessed.then_some(Standing::Guessed);
    }
    let written = TextRange::new(word.start, word.end).of(text);
    const ENDINGS: [&str; 10] = ["ers", "ors", "ists", "ians", "ees", "ants", "eurs", "wives", "women", "folk"];
    if ENDINGS.iter().any(|end| written.ends_with(end)) && written.len() > 4 {
        return Some(Standing::Unlisted);
    }
    guessed.then_some(Standing::Guessed)
}
