//! Items of sections as facts: duties, contacts, decisions, measures, requirements, waivers.
//! Lead words (`25% discovery:`, `alone:`, `outcome:`, `must:`) are read where they stand; what is left out is read from the sentence.

use super::piece::{Piece, last_day, leading_share};
use super::{Contact, Decision, Duty, Fact, Measure, Requirement, SectionKind, Statement, Waiver, WordUse, wording};
use crate::knowledge::framework_words;
use crate::prose::{self, Category, ContactClass, Context, MeasureType, Mode, Reading, Right};
use crate::syntax::Format;
use crate::text::{TextRange, WordStarts};

/// A duty; a negated statement is none but a bound of the role, which comes back as the error.
pub(super) fn duty(
    piece: Piece<'_>,
    format: Format,
    context: &Context,
    confidence: f32,
) -> Result<Duty, Box<Statement>> {
    let mut rest = piece;
    let mut share_given = None;
    if let Some((share, length)) = leading_share(rest.text()) {
        share_given = Some(Fact::stated(share, rest.source(TextRange::from_usize(0, length))));
        rest = rest.slice(length, rest.text().len());
    }
    let mut category = None;
    if let Some((lead, after)) = rest.split_colon() {
        // In Markdown "Strategy: ..." is the author's own heading, not our lead word; only the plain lower-case word is taken as one.
        let ours = format == Format::Role || share_given.is_some() || lead.text().chars().all(|c| !c.is_uppercase());
        if let Some(named) = Category::from_name(lead.text()).filter(|_| ours && !after.is_empty()) {
            category = Some(Fact::stated(named, lead.range()));
            rest = after;
        }
    }
    let mut reading = in_source(prose::read(rest.text(), context), rest);
    if reading.negated {
        return Err(Box::new(Statement { text: rest.text().to_owned(), range: piece.whole, reading }));
    }
    let share_given = share_given.or_else(|| {
        let share = reading.share?;
        Some(Fact::guessed(share.share, share.range, if share.exact { 1.0 } else { 0.8 }, vec![share.range]))
    });
    let category = category.unwrap_or_else(|| {
        let evidence = std::mem::take(&mut reading.evidence);
        Fact::guessed(reading.category, rest.range(), reading.confidence, evidence)
    });
    let second = if category.confidence == 1.0 && category.value != reading.category {
        Some(reading.category).filter(|_| reading.confidence >= 0.5)
    } else {
        reading.second
    };
    Ok(Duty {
        text: rest.text().to_owned(),
        range: piece.whole,
        text_range: rest.range(),
        category,
        second,
        share_given,
        share: 0.0,
        hold: reading.hold,
        confidence,
        listed: format == Format::Role,
        reading,
    })
}

/// Words of frameworks in a statement of this kind of section: where it tells of the work itself, not of what is asked or left out.
pub(super) fn words_of_frameworks(section: SectionKind, piece: Piece<'_>) -> Vec<WordUse> {
    use SectionKind::{Contacts, Decisions, Duties, Measures, Purpose, WorksWith};
    if !matches!(section, Purpose | Duties | Contacts | Decisions | Measures | WorksWith) {
        return Vec::new();
    }
    let text = piece.text();
    let found = prose::recall("framework words", text, || framework_words(text)).into_iter();
    found
        .map(|word| WordUse { word, written: word.range.of(text).to_owned(), range: piece.source(word.range) })
        .collect()
}

/// A statement that is kept as read.
pub(super) fn statement(piece: Piece<'_>, context: &Context) -> Statement {
    Statement {
        text: piece.text().to_owned(),
        range: piece.whole,
        reading: in_source(prose::read(piece.text(), context), piece),
    }
}

/// The same reading with ranges in the source.
fn in_source(mut reading: Reading, piece: Piece<'_>) -> Reading {
    let place = |range: &mut TextRange| *range = piece.source(*range);
    reading.evidence.iter_mut().for_each(place);
    reading.verb.iter_mut().for_each(place);
    for contact in &mut reading.contacts {
        place(&mut contact.who);
        contact.cadence_range.iter_mut().for_each(place);
        contact.evidence.iter_mut().for_each(place);
    }
    reading.share.iter_mut().for_each(|s| place(&mut s.range));
    reading.signals.iter_mut().for_each(|s| place(&mut s.range));
    reading
}

/// `who [(class)][: [cadence] [,] [mode]]`
pub(super) fn contact(piece: Piece<'_>, context: &Context) -> Contact {
    let text = piece.text();
    let class = class_in_parentheses(text);
    let search_from = class.map_or(0, |(_, _, end)| end);
    let colon = text[search_from..].find(':').map(|at| search_from + at);
    let who_end = class.map(|(_, start, _)| start).or(colon).unwrap_or(text.len());
    let who = piece.slice(0, who_end);
    let tail_start = colon.map_or(text.len(), |at| text.len() - text[at + 1..].trim_start().len());
    let tail = text[tail_start..].trim_end();
    let (mode, before_mode) = mode_at_end(tail);
    let cadence = prose::read_cadence(before_mode);
    let cadence_range = cadence.map(|(_, at)| {
        piece.source(TextRange::from_usize(tail_start + at.start as usize, tail_start + at.end as usize))
    });
    let word = before_mode.trim_matches([',', ' ', '.']).to_lowercase();
    let denied = matches!(word.as_str(), "never" | "none" | "no" | "no contact" | "not at all");
    let (class, confidence) = match class {
        Some((class, _, _)) => (class, 1.0),
        None => prose::read_people(who.text(), context),
    };
    Contact {
        who: who.text().trim_end_matches(',').to_owned(),
        references: piece.references(),
        class,
        cadence: cadence.map(|(how_often, _)| how_often),
        cadence_range,
        mode,
        denied,
        range: piece.whole,
        confidence,
        evidence: vec![who.range()],
        listed: true,
    }
}

/// The last pair of parentheses that holds a class: the class, where the pair starts, where it ends.
fn class_in_parentheses(text: &str) -> Option<(ContactClass, usize, usize)> {
    let mut search = text.len();
    while let Some(open) = text[..search].rfind('(') {
        if let Some(close) = text[open..].find(')').map(|at| open + at)
            && let Some(class) = ContactClass::from_name(&text[open + 1..close])
        {
            return Some((class, open, close + 1));
        }
        search = open;
    }
    None
}

/// The mode at the end of a contact's tail and what stands before it. Where none is named the contact is direct.
fn mode_at_end(tail: &str) -> (Mode, &str) {
    let lower = tail.to_ascii_lowercase();
    for (word, mode) in [("together with ", Mode::Together), ("through ", Mode::Through), ("via ", Mode::Through)] {
        if let Some(at) = lower.rfind(word)
            && lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
        {
            return (mode, &tail[..at]);
        }
    }
    for word in ["directly", "direct", "in person"] {
        if let Some(before) = lower.trim_end_matches('.').strip_suffix(word) {
            return (Mode::Directly, &tail[..before.len()]);
        }
    }
    (Mode::Directly, tail)
}

/// `right: subject`; an entry without a right is read as prose, and counts as decided alone where nothing else is said.
pub(super) fn decision(piece: Piece<'_>) -> Decision {
    let with = piece.references();
    if let Some((lead, subject)) = piece.split_colon()
        && let Some(right) = right_of(lead.text())
    {
        let (about, _) = prose::read_subject(subject.text());
        return Decision {
            text: subject.text().to_owned(),
            subject: about,
            right,
            with,
            range: piece.whole,
            confidence: 1.0,
        };
    }
    let read = prose::read_decisions(piece.text()).into_iter().next();
    let (subject, right, confidence) = match read {
        Some(reading) => (reading.subject, reading.right, reading.confidence),
        None => (prose::read_subject(piece.text()).0, Right::Alone, 0.6),
    };
    Decision { text: piece.text().to_owned(), subject, right, with, range: piece.whole, confidence }
}

fn right_of(lead: &str) -> Option<Right> {
    let lower = lead.to_lowercase();
    match lower.as_str() {
        "alone" => Some(Right::Alone),
        "advises" | "advise" => Some(Right::Advises),
        "never" => Some(Right::Never),
        "with" => Some(Right::With),
        _ if lower.starts_with("with ") => Some(Right::With),
        _ => None,
    }
}

/// `[type:] text`
pub(super) fn measure(piece: Piece<'_>, context: &Context) -> Measure {
    if let Some((lead, rest)) = piece.split_colon()
        && let Some(class) = MeasureType::from_name(lead.text())
    {
        return Measure { text: rest.text().to_owned(), class, class_given: true, range: piece.whole, confidence: 1.0 };
    }
    let (class, confidence) = prose::read_measure(piece.text(), context);
    Measure { text: piece.text().to_owned(), class, class_given: false, range: piece.whole, confidence }
}

/// How strong the heading over a requirement says it is; `None` where it does not say.
pub(super) fn strength_of_heading(label: &str) -> Option<bool> {
    static WISHED: WordStarts<9> = WordStarts::new([
        "great if",
        "would be great",
        "would be nice",
        "love it if",
        "it helps if",
        "helpful",
        "welcome experience",
        "welcome skills",
        "welcome knowledge",
    ]);
    static MUST: WordStarts<7> =
        WordStarts::new(["must", "minimum", "essential", "required", "mandatory", "need to have", "hard requirements"]);
    if is_nice_to_have(label) || WISHED.occur_in(label) || judges_applications(label) {
        return Some(false);
    }
    MUST.occur_in(label).then_some(true)
}

/// `[must:|nice:] text`; without a lead word the wording decides, then `heading` (see [`strength_of_heading`]).
pub(super) fn requirement(piece: Piece<'_>, format: Format, heading: Option<bool>, listed: bool) -> Requirement {
    let lead = piece.split_colon().and_then(|(lead, rest)| {
        let must = match lead.text().to_lowercase().as_str() {
            "must" => true,
            "nice" => false,
            _ if lead.text().split_whitespace().nth(3).is_none() && is_nice_to_have(lead.text()) => false,
            _ => return None,
        };
        Some((must, rest))
    });
    let lighter = if lead.is_none() && heading != Some(false) { lighter_parts(piece) } else { Vec::new() };
    let (must, strength_given, said) = match lead {
        Some((must, rest)) => (must, true, rest),
        None if !lighter.is_empty() => (true, true, piece),
        None if is_nice_to_have(piece.text()) => (false, true, piece),
        // In the `.role` language an entry without a lead word is a must by definition.
        None => (heading.unwrap_or(true), heading.is_some() || format == Format::Role, piece),
    };
    Requirement {
        text: said.text().to_owned(),
        must,
        strength_given,
        listed,
        alternative: false,
        choice: false,
        range: piece.whole,
        text_range: said.range(),
        experience: wording::experience(said),
        lighter,
    }
}

/// The parts between semicolons that are nice to have, where others of the line are not. What only adds to the part before it ("would be
/// a plus") is none of its own: then there are no parts.
fn lighter_parts(piece: Piece<'_>) -> Vec<TextRange> {
    const NO_START: [&str; 12] =
        ["a", "an", "is", "are", "was", "would", "this", "that", "these", "but", "not", "nice"];
    let text = piece.text();
    if !text.contains(';') || text.contains("; or ") {
        return Vec::new();
    }
    let mut lighter = Vec::new();
    let (mut start, mut musts) = (0, 0);
    for part in text.split(';') {
        let end = start + part.len();
        let first = part.split_whitespace().next().unwrap_or("").to_lowercase();
        if !is_nice_to_have(part) {
            musts += usize::from(part.contains(char::is_alphanumeric));
        } else if NO_START.contains(&first.as_str()) {
            return Vec::new();
        } else {
            lighter.push(piece.source(TextRange::from_usize(start, end)));
        }
        start = end + 1;
    }
    if musts == 0 { Vec::new() } else { lighter }
}

/// Whether a heading stands over what an application is judged by: that is weighed, not ticked off.
pub(super) fn judges_applications(label: &str) -> bool {
    static WEIGHED: WordStarts<4> = WordStarts::new(["evaluate you", "be evaluated", "assess you", "be assessed"]);
    WEIGHED.occur_in(label)
}

/// Whether the lines below these words are ways to meet one demand.
pub(super) fn offers_a_choice(text: &str) -> bool {
    static CHOICE: WordStarts<18> = WordStarts::new([
        "one of the following",
        "one of these",
        "one of:",
        "one or more of",
        "any of the following",
        "any of these",
        "any one of",
        "at least one of",
        "at least two of",
        "two of the following",
        "two or more of",
        "three of the following",
        "several of the following",
        "some of the following",
        "some of these",
        "a few of",
        "either of",
        "either:",
    ]);
    CHOICE.occur_in(text)
}

/// Marks each requirement that stands behind an "or".
pub(super) fn join_alternatives(requirements: &mut [Requirement]) {
    let mut open = false;
    for requirement in requirements {
        let text = requirement.text.trim().trim_matches(['.', ',', ';', ':', '-', '–', ' ']).trim();
        requirement.alternative |= open || opens_with(text, "or");
        requirement.choice |= open;
        open = ends_with(text, "or") || ends_with(text, "and/or");
        requirement.choice |= open;
    }
}

/// Whether the first word is `word`, in letters of any case.
fn opens_with(text: &str, word: &str) -> bool {
    let (first, rest) = (text.get(..word.len()), text.get(word.len()..).unwrap_or(""));
    first.is_some_and(|first| first.eq_ignore_ascii_case(word)) && !rest.starts_with(|c: char| !c.is_whitespace())
}

/// The same for the last word.
fn ends_with(text: &str, word: &str) -> bool {
    let Some(at) = text.len().checked_sub(word.len()) else { return false };
    let (rest, last) = (text.get(..at).unwrap_or(""), text.get(at..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(word)) && !rest.ends_with(|c: char| !c.is_whitespace())
}

/// Wording that marks a requirement, or the heading over it, as nice to have.
pub(super) fn is_nice_to_have(text: &str) -> bool {
    static WORDS: WordStarts<25> = WordStarts::new([
        "nice to have",
        "nice-to-have",
        "bonus",
        "ideally",
        "preferred",
        "preferably",
        "desirable",
        "optional",
        "a plus",
        "real plus",
        "big plus",
        "huge plus",
        "great plus",
        "strong plus",
        "definite plus",
        "added plus",
        "is plus",
        "pluses",
        "an advantage",
        "an asset",
        "is welcome",
        "are welcome",
        "be welcome",
        "good to have",
        "not required",
    ]);
    WORDS.occur_in(text)
}

/// `CODE[, CODE] [until DATE]: reason`
pub(super) fn waiver(piece: Piece<'_>) -> Waiver {
    let (lead, reason) = match piece.split_colon() {
        Some((lead, reason)) => (lead, reason.text().to_owned()),
        None => (piece, String::new()),
    };
    let text = lead.text();
    let until_at = text.to_ascii_lowercase().find(" until ");
    let codes = lead.slice(0, until_at.unwrap_or(text.len()));
    let until = until_at.map(|at| lead.slice(at + " until ".len(), text.len())).map(|date| {
        let value = last_day(date.text()).unwrap_or_else(|| date.text().to_owned());
        Fact::stated(value, date.range())
    });
    Waiver { codes: codes.list().map(|c| c.stated()).collect(), until, reason, range: piece.whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mode_of_a_contact_is_read_from_the_end() {
        assert_eq!(mode_at_end("every week, directly"), (Mode::Directly, "every week, "));
        assert_eq!(mode_at_end("every month, through @pm-claims").0, Mode::Through);
        assert_eq!(mode_at_end("weekly, together with @pm").0, Mode::Together);
        assert_eq!(mode_at_end("weekly"), (Mode::Directly, "weekly"));
    }

    #[test]
    fn the_last_class_in_parentheses_wins() {
        let text = "claims handlers (Leeds) (internal user): weekly";
        assert_eq!(class_in_parentheses(text).map(|c| c.0), Some(ContactClass::InternalUser));
        assert!(class_in_parentheses("board (executives of the bank): monthly").is_none());
    }

    #[test]
    fn rights_and_strengths() {
        assert_eq!(right_of("with @pm-claims"), Some(Right::With));
        assert_eq!(right_of("Alone"), Some(Right::Alone));
        assert_eq!(right_of("Note"), None);
        assert_eq!(strength_of_heading("How we will assess you"), Some(false));
        assert!(offers_a_choice("You have done at least one of these:") && !offers_a_choice("One office, two dogs"));
        for wished in ["Experience with ferries is a plus", "Polish is a real plus", "Sailing would be welcome"] {
            assert!(is_nice_to_have(wished), "{wished}");
        }
        assert_eq!(strength_of_heading("Welcome experience"), Some(false));
        assert_eq!(strength_of_heading("Welcome to the harbour"), None);
        assert!(!is_nice_to_have("Experience with ferries"));
    }
}
