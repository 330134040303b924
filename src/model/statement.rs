//! What kind of statement a line is by its own words, where no heading tells (`statements.toml`).

mod vocabulary;

use super::sentence::sentences;
use super::words::Words;
use crate::knowledge::{Kind, kind_of_title};
use crate::prose::recall;
use crate::text::WordStarts;
use vocabulary::VOCABULARY;

/// How much a line reads like each kind of statement, every figure from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Statement {
    pub duty: f32,
    pub requirement: f32,
    pub benefit: f32,
    pub company: f32,
    pub process: f32,
    /// Opens with a verb (imperative, -s, -ing) or "you will" and a verb.
    pub verb_first: bool,
    /// What opens it.
    pub opener: Opener,
    /// Words.
    pub words: u16,
}

/// What opens a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opener {
    /// "You", "this role", a title.
    Subject,
    /// "Order ..."
    Base,
    /// "Orders ..."
    Third,
    /// "Ordering ..."
    Gerund,
    #[default]
    Other,
}

impl Statement {
    /// The greatest of the figures that speak against a duty.
    pub(super) fn against(&self) -> f32 {
        self.requirement.max(self.benefit).max(self.company).max(self.process)
    }
}

/// Which form a verb has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Base,
    Third,
    Gerund,
}

/// Whether `word` is a known verb of work, and in which form.
fn verb(word: &str) -> Option<Form> {
    let verbs = &VOCABULARY.verbs;
    let known = |w: &str| verbs.contains(w);
    if known(word) {
        return Some(Form::Base);
    }
    if let Some(stem) = word.strip_suffix("ies")
        && known(&format!("{stem}y"))
    {
        return Some(Form::Third);
    }
    if let Some(stem) = word.strip_suffix('s')
        && (known(stem) || stem.strip_suffix('e').is_some_and(known))
    {
        return Some(Form::Third);
    }
    if let Some(stem) = word.strip_suffix("ing") {
        let doubled = stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
        if known(stem) || known(&format!("{stem}e")) || doubled && known(stem.get(..stem.len() - 1).unwrap_or("")) {
            return Some(Form::Gerund);
        }
    }
    None
}

/// Whether `word` reads as a verb form even if it is not a known one ("-ing" words of some length).
fn gerund_like(word: &str) -> bool {
    word.len() > 6 && word.ends_with("ing")
}

/// Reads one line. Where it has several sentences the first tells most, but a duty in a later one counts.
pub(super) fn read(text: &str) -> Statement {
    recall("kind of line", text, || judge_line(text))
}

fn judge_line(text: &str) -> Statement {
    let mut parts = sentences(text).into_iter();
    let Some(first) = parts.next() else { return Statement::default() };
    let mut statement = read_sentence(text.get(first).unwrap_or(text));
    for range in parts {
        let next = read_sentence(text.get(range).unwrap_or(""));
        statement.words = statement.words.saturating_add(next.words);
        if !statement.verb_first && next.verb_first && next.duty * 0.9 > statement.duty {
            statement.duty = next.duty * 0.9;
            statement.requirement *= 0.7;
            statement.verb_first = true;
        }
    }
    statement
}

/// Whether a line opens as what candidates are asked for often does: a look at its first words only. Where it does not, its
/// `requirement` is below 0.85.
pub(super) fn opens_as_requirement(text: &str) -> bool {
    let vocabulary = &*VOCABULARY;
    let opens = |text: &str| {
        if !(vocabulary.hard_requirement_openers.may_open(text) || vocabulary.requirement_openers.may_open(text)) {
            return text.starts_with(|c: char| c.is_ascii_digit());
        }
        let start = text.char_indices().nth(80).map_or(text, |(end, _)| &text[..end]);
        let words = Words::of(start);
        let words = words.list();
        words.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
            || vocabulary.hard_requirement_openers.at(&words).is_some()
            || vocabulary.requirement_openers.at(&words).is_some()
    };
    let rest = split_lead(text).1;
    opens(rest) || rest.len() < text.len() && opens(text)
}

/// Whether a sentence tells how success shows ("You are doing well if ...").
pub(super) fn tells_success(text: &str) -> bool {
    static CUES: WordStarts<14> = WordStarts::new([
        "doing well if",
        "doing well when",
        "doing a good job if",
        "doing a good job when",
        "successful if",
        "successful when",
        "succeed when",
        "succeeded if",
        "succeeded when",
        "success means",
        "success looks like",
        "success is measured",
        "success will be measured",
        "measure of success",
    ]);
    CUES.occur_in(text)
}

/// Whether a line tells candidates what they need, wherever it stands.
pub(super) fn asks(text: &str) -> bool {
    static CUES: WordStarts<10> = WordStarts::new([
        "experience",
        "ideal candidate",
        "looking for someone",
        "looking for a person",
        "degree",
        "background in",
        "years of",
        "you bring",
        "you should have",
        "skills",
    ]);
    if !CUES.occur_in(text) && !opens_as_requirement(text) {
        return false;
    }
    let read = read(text);
    read.requirement >= 0.5 && read.requirement > read.duty.max(read.benefit).max(read.company).max(read.process)
}

/// Reads one sentence.
pub(super) fn read_sentence(text: &str) -> Statement {
    recall("kind of sentence", text, || judge_sentence(text))
}

fn judge_sentence(text: &str) -> Statement {
    // A bold lead ("Roadmap: Set ...") names the topic; the statement stands after it.
    let (lead, rest) = split_lead(text);
    let words = Words::of(rest);
    let count = words.len() + if lead.is_empty() { 0 } else { Words::of(lead).len() };
    let mut statement = read_words(&words.list(), rest);
    if !lead.is_empty() && statement.duty < 0.5 && words.len() < 4 {
        statement = read_words(&Words::of(text).list(), text);
    }
    statement.words = u16::try_from(count).unwrap_or(u16::MAX);
    statement
}

/// Whether a short line without a verb says where the work is done ("Lisbon or Porto, hybrid", "Nordlys · Trondheim · full-time"): a
/// way of working apart from an office, or a kind of employment beside a part that is a name.
pub(super) fn says_where_the_work_is(text: &str) -> bool {
    const LONGEST: usize = 14;
    if text.split_whitespace().nth(LONGEST).is_some() {
        return false;
    }
    let mut employed = false;
    let mut named = false;
    for part in text.split(['·', '|', '•', '–', '—', '/', ',', '(', ')']).map(str::trim).filter(|p| !p.is_empty())
    {
        let words = Words::of(part);
        let [workplace, employment, _] = VOCABULARY.workplace.count(&words.list());
        if workplace > 0 {
            return true;
        }
        employed |= employment > 0;
        named |= employment == 0 && part.starts_with(char::is_uppercase);
    }
    employed && named
}

/// Splits a short lead before a colon or dash from what follows.
fn split_lead(text: &str) -> (&str, &str) {
    let mut lead = 0;
    // "Expertise: Owns: is the go-to ...": two leads at most.
    for _ in 0..2 {
        let rest = &text[lead..];
        let Some(at) = lead_end(rest) else { break };
        let skip = rest[at..].char_indices().find(|(_, c)| c.is_alphanumeric()).map_or(rest.len() - at, |(i, _)| i);
        if rest[..at].split_whitespace().count() > 6 || rest[at + skip..].split_whitespace().count() < 3 {
            break;
        }
        lead += at + skip;
    }
    text.split_at(lead)
}

/// Where a lead ends: before `: `, ` - ` or ` – ` among the first words.
fn lead_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let near = &bytes[..bytes.len().min(80)];
    let ends = |at: usize| bytes.get(at + 1) == Some(&b' ');
    let colon = memchr::memchr_iter(b':', near).find(|&at| ends(at));
    colon
        .or_else(|| {
            memchr::memchr_iter(b'-', near).find(|&at| at > 0 && bytes[at - 1] == b' ' && ends(at)).map(|at| at - 1)
        })
        .or_else(|| if near.is_ascii() { None } else { memchr::memmem::find(near, " – ".as_bytes()) })
}

fn read_words(words: &[&str], text: &str) -> Statement {
    let vocabulary = &*VOCABULARY;
    let mut statement = Statement::default();
    let Some(&first) = words.first() else { return statement };
    let verbal = |at: usize| words.get(at).copied();

    // Past a subordinate opener: "As a product owner, you will ...", "Together with the client, you ...".
    let mut start = 0;
    let mut subject = vocabulary.subjects.at(words);
    if subject.is_none() {
        // The subject may stand behind any of its commas: "From this, and from the data, the postholder ...".
        for (comma, _) in text.match_indices(", ").take(3) {
            let opener = Words::of(text.get(..comma).unwrap_or("")).len();
            if opener == 0 || opener > 14 {
                break;
            }
            subject = words.get(opener..).and_then(|rest| vocabulary.subjects.at(rest));
            if subject.is_some() {
                start = opener;
                break;
            }
        }
        if subject.is_none() {
            // "When you build trams, you will ...", "Specifically, you, along with the crew, will ..."
            let limit = words.len().min(16);
            let will = (1..limit).find(|&i| {
                words[i] == "youll"
                    || words[i] == "will" && (words[i - 1] == "you" || words[..i].iter().copied().any(|w| w == "you"))
            });
            if let Some(at) = will {
                start = if words[at] == "will" && words[at - 1] == "you" { at - 1 } else { at };
                subject = Some(at + 1 - start);
            }
        }
    }
    let after = start + subject.unwrap_or(0);
    let mut at = after;
    while words.get(at).is_some_and(|&w| vocabulary.adverbs.contains(w) || w.len() > 4 && w.ends_with("ly")) {
        at += 1;
    }
    let form = verbal(at).and_then(verb);
    let gerund = verbal(at).is_some_and(gerund_like);
    let state = verbal(at).is_some_and(|w| vocabulary.states.contains(w));
    let subject_text: &[&str] = &words[start..after];
    let will = subject_text.iter().copied().any(|w| matches!(w, "will" | "youll" | "would" | "youd"))
        || subject_text.ends_with(&["is", "to"]);
    let responsible = is_responsible(words);
    statement.opener = match (subject, form) {
        (Some(_), _) => Opener::Subject,
        (None, Some(Form::Base)) => Opener::Base,
        (None, Some(Form::Third)) => Opener::Third,
        (None, Some(Form::Gerund)) => Opener::Gerund,
        (None, None) if gerund => Opener::Gerund,
        (None, None) => Opener::Other,
    };
    match (subject, form) {
        // "You report to the director" names the line manager.
        (Some(_), Some(_)) if matches!(verbal(at), Some("report" | "reports")) && verbal(at + 1) == Some("to") => {
            statement.duty = 0.3
        }
        (Some(_), Some(_))
            if will
                && !matches!(
                    verbal(at),
                    Some("be" | "have" | "get" | "find" | "join" | "learn" | "need" | "receive")
                ) =>
        {
            statement.duty = 0.9;
            statement.verb_first = true;
        }
        (Some(_), _) if will && verbal(at) == Some("be") => {
            let next = words.get(at + 1).copied().unwrap_or("");
            let working = verb(next) == Some(Form::Gerund)
                || matches!(
                    next,
                    "responsible"
                        | "accountable"
                        | "part"
                        | "a"
                        | "an"
                        | "the"
                        | "our"
                        | "in"
                        | "involved"
                        | "expected"
                );
            statement.duty = if working { 0.8 } else { 0.45 };
            statement.verb_first = working;
        }
        // "You are also helping them ..."
        (Some(_), _)
            if verbal(at) == Some("are")
                && words[at + 1..].iter().copied().find(|w| !vocabulary.adverbs.contains(*w)).is_some_and(|w| {
                    verb(w) == Some(Form::Gerund) && !matches!(w, "looking" | "applying" | "seeking" | "joining")
                }) =>
        {
            statement.duty = 0.8;
            statement.verb_first = true;
        }
        // "This role offers ..." tells of the role, not of its work.
        (Some(_), Some(Form::Third))
            if matches!(
                verbal(at),
                Some("offers" | "provides" | "gives" | "requires" | "reports" | "comes" | "sits" | "needs" | "starts")
            ) =>
        {
            statement.duty = 0.4
        }
        (Some(_), Some(_)) if !state => {
            statement.duty = 0.75;
            statement.verb_first = true;
        }
        (Some(_), _) if will => statement.duty = 0.5,
        (Some(_), _) => statement.duty = 0.3,
        (None, Some(Form::Base)) => {
            statement.duty = 0.85;
            statement.verb_first = true;
        }
        // "Reports to the head of permits", not "Reports to trustees on what changed".
        (None, Some(Form::Third))
            if words.starts_with(&["reports", "to"])
                && words.len() <= 9
                && !words.iter().any(|w| matches!(*w, "on" | "about" | "and")) =>
        {
            statement.duty = 0.3;
        }
        (None, Some(Form::Third | Form::Gerund)) => {
            statement.duty = 0.8;
            statement.verb_first = true;
        }
        (None, None) if gerund => {
            statement.duty = 0.65;
            statement.verb_first = true;
        }
        (None, None) => {
            if let Some(length) = vocabulary.action_nouns.at(words) {
                let follower =
                    words.get(length).is_some_and(|&w| matches!(w, "of" | "for" | "with" | "in" | "and" | "to" | "on"));
                statement.duty = if follower { 0.7 } else { 0.45 };
            } else if is_german_action(words) {
                statement.duty = 0.75;
                statement.verb_first = true;
            } else if third_person(words) {
                statement.duty = 0.75;
                statement.opener = Opener::Subject;
            } else if words
                .windows(3)
                .take(12)
                .any(|w| w[0] == "will" && w[1] == "be" && verb(w[2]) == Some(Form::Gerund))
            {
                statement.duty = 0.75;
            }
        }
    }
    if responsible {
        statement.duty = statement.duty.max(0.8);
        statement.verb_first |= subject.is_some();
        statement.verb_first |= words.iter().copied().take(3).any(|w| matches!(w, "responsible" | "accountable"));
    }

    if vocabulary.hard_requirement_openers.at(words).is_some() {
        statement.requirement = 0.95;
    } else if vocabulary.requirement_openers.at(words).is_some() {
        let you_can = first == "you" && !state && verbal(1) != Some("can");
        statement.requirement = if you_can { 0.4 } else { 0.85 };
    } else if state && subject.is_some() && !will {
        statement.requirement = 0.7;
    } else if first.starts_with(|c: char| c.is_ascii_digit())
        && words.iter().copied().take(4).any(|w| matches!(w, "year" | "years" | "yr" | "yrs"))
    {
        statement.requirement = 0.9;
    }
    // "You are responsible for", "you are helping": work, though it opens as a trait does.
    if subject.is_some() && statement.verb_first && (responsible || verbal(at) == Some("are")) {
        statement.requirement = statement.requirement.min(0.3);
    }
    let [cues, offers, process] = vocabulary.cues.count(words);
    if cues > 0 {
        statement.requirement = statement.requirement.max(if statement.verb_first { 0.35 } else { 0.6 });
    }
    if vocabulary.benefit_openers.at(words).is_some() {
        statement.benefit = 0.55;
    }
    if offers > 0 {
        statement.benefit =
            statement.benefit.max(if statement.verb_first { 0.3 } else { 0.6 + 0.1 * offers.min(3) as f32 });
    }
    if vocabulary.company_openers.contains(first) && subject.is_none() {
        statement.company = 0.7;
    }
    if process > 0 {
        statement.process = if statement.verb_first { 0.3 + 0.15 * process.min(3) as f32 } else { 0.6 };
    }
    if statement.requirement >= 0.8 && !will {
        statement.duty = statement.duty.min(0.3);
        statement.verb_first = false;
    }
    if statement.company > 0.6 {
        statement.duty = statement.duty.min(0.3);
    }
    statement
}

/// "... are responsible for ...", "duties for this role include ...".
fn is_responsible(words: &[&str]) -> bool {
    let head = &words[..words.len().min(22)];
    let responsible =
        head.windows(2).any(|w| matches!(w[0], "responsible" | "accountable") && matches!(w[1], "for" | "to"));
    let noun =
        head.iter().copied().take(6).position(|w| matches!(w, "duties" | "tasks" | "responsibilities" | "aufgaben"));
    responsible
        || noun.is_some_and(|at| head[at + 1..].iter().copied().take(6).any(|w| w.starts_with("inclu") || w == "sind"))
}

/// "The product manager leads ...", "Product owners are responsible for ...": a title and a verb in the third person.
fn third_person(words: &[&str]) -> bool {
    let limit = words.len().min(10);
    let Some(at) = (1..limit).find(|&i| {
        words[i] == "will" && words.get(i + 1).is_some_and(|&w| verb(w).is_some() || w == "be")
            || verb(words[i]) == Some(Form::Base) && words[i - 1].ends_with('s') && i >= 2
            || i >= 2
                && verb(words[i]) == Some(Form::Third)
                && words.get(i + 1).is_some_and(|&w| !matches!(w, "of" | "and" | "for"))
            || words[i] == "can" && words.get(i + 1).is_some_and(|&w| verb(w).is_some())
    }) else {
        return false;
    };
    if let Some(plural) = words[at - 1].strip_suffix('s') {
        let title = words[..at - 1].iter().copied().chain([plural]).collect::<Vec<_>>().join(" ");
        if kind_of_title(&title).is_some() {
            return true;
        }
    }
    let start = usize::from(
        words[0] == "the"
            || words[0] == "a"
            || words[0] == "an"
            || words[0] == "our"
            || words[0] == "each"
            || words[0] == "every",
    );
    kind_of_title(&words[start..at].join(" ")).is_some()
}

/// Another job that a sentence has as its subject.
pub(super) struct ToldOf {
    pub kind: Kind,
    /// Its title in lower case.
    pub title: String,
}

/// The job that a sentence is about: "Our Product Manager in Ghent meets ...", "The account director holds ...".
pub(super) fn told_of(text: &str) -> Option<ToldOf> {
    let (article, rest) = text.trim_start().split_once(' ')?;
    if !["the", "our", "an", "a", "your", "each", "every"].iter().any(|a| a.eq_ignore_ascii_case(article)) {
        return None;
    }
    let start = rest.char_indices().nth(80).map_or(rest, |(end, _)| &rest[..end]);
    let (kind, end) = title_at(start)?;
    let words = Words::of(start.get(end..)?);
    let words = words.list();
    let tells = |w: &str| matches!(w, "is" | "has" | "will" | "holds" | "also") || verb(w) == Some(Form::Third);
    let told = match *words.as_slice() {
        // "... in Singapore is talking": a place or a part of the house.
        ["in" | "at" | "of", ref behind @ ..] => behind.iter().take(4).any(|w| tells(w)),
        [next, ..] => tells(next),
        [] => false,
    };
    told.then(|| ToldOf { kind, title: start[..end].to_lowercase() })
}

/// The kind and the end of a title that opens a text. Where its first words are no part of a title that is known they are written as names
/// are ("Account Director"), and its kind is another's.
fn title_at(text: &str) -> Option<(Kind, usize)> {
    let known = kind_of_title(text);
    if let Some(found) = known.filter(|m| m.start == 0) {
        return Some((found.kind, found.end));
    }
    let mut end = 0;
    for word in text.split(' ').take(4) {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        end += word.len();
        if is_calling(&word.to_lowercase()) {
            return Some((known.filter(|m| m.end == end).map_or(Kind::Other, |m| m.kind), end));
        }
        end += 1;
    }
    None
}

/// Whether people are called so in the last word of a title ("manager", "owner").
pub(super) fn is_calling(word: &str) -> bool {
    VOCABULARY.callings.contains(word)
}

/// "Weiterentwicklung der ...", "Du verantwortest ...".
fn is_german_action(words: &[&str]) -> bool {
    let vocabulary = &*VOCABULARY;
    if words.iter().copied().take(6).any(|w| vocabulary.german_verbs.contains(w))
        && vocabulary.german_subjects.iter().any(|s| words.iter().copied().take(8).any(|w| w == *s))
    {
        return true;
    }
    // Adjectives may stand before the noun: "Aktive Führung des ...", "Enge Abstimmung mit ...".
    (0..words.len().min(3)).any(|i| {
        let noun = &words[i];
        noun.len() > 6
            && vocabulary.action_suffixes.iter().any(|s| noun.ends_with(s))
            && words[i + 1..].iter().copied().take(4).any(|w| vocabulary.action_followers.contains(w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read() {
        assert!(VOCABULARY.verbs.len() > 400);
        assert_eq!(verb("ordering"), Some(Form::Gerund));
        assert_eq!(verb("plans"), Some(Form::Third));
        assert_eq!(verb("planning"), Some(Form::Gerund));
        assert_eq!(verb("qualifies"), Some(Form::Third));
        assert_eq!(verb("harbour"), None);
    }

    #[test]
    fn a_line_below_the_title_says_where_the_work_is() {
        for place in [
            "Nordlys · Trondheim · Permanent position",
            "Lisbon or Porto, hybrid",
            "Remote (Europe)",
            "Ghent | full-time",
        ] {
            assert!(says_where_the_work_is(place), "{place}");
        }
        for other in [
            "Permanent position",
            "Full-time, 38 hours",
            "Harbour crew, seven people",
            "A job for people who like boats",
        ] {
            assert!(!says_where_the_work_is(other), "{other}");
        }
    }

    #[test]
    fn a_sentence_may_tell_of_another_job() {
        for (text, kind) in [
            ("Our Product Manager in Ghent meets the skippers.", Kind::ProductManager),
            ("The engineering manager is responsible for growth.", Kind::EngineeringManager),
            ("The Scrum Master holds the calendar.", Kind::ScrumMaster),
            ("The Account Director holds the contract.", Kind::Other),
            ("The Area Product Owner orders the items.", Kind::AreaProductOwner),
            ("Our Senior Scrum Master runs the events.", Kind::ScrumMaster),
        ] {
            assert_eq!(told_of(text).map(|t| t.kind), Some(kind), "{text}");
        }
        for other in [
            "The product manager, the designer and you meet every day.",
            "Our product manages itself.",
            "The Harbour holds 40 boats.",
            "The new owner holds the key.",
            "The team meets the product manager.",
            "Product manager wanted.",
        ] {
            assert!(told_of(other).is_none(), "{other}");
        }
    }

    #[test]
    fn statements_are_told_apart_by_their_first_words() {
        for duty in [
            "Interview dispatchers before each release",
            "You will order the backlog with the crew",
            "As the owner of the timetable, you'll set its goals",
            "Responsible for the fares of the whole network",
            "The Product Owner decides what is built next",
            "Planning the quarter with three crews",
            "Roadmap: keeps the plan of the year honest",
            "Weiterentwicklung der Fahrplan-App",
            "Du verantwortest den Fahrplan",
            "The postholder decides the order of work",
            "The jobholder is responsible for the fares",
            "Reports to trustees on what changed for riders",
            "From this, and from the log, the role holder sets the direction",
        ] {
            let s = read(duty);
            assert!(s.duty >= 0.6 && s.duty > s.against(), "{duty}: {s:?}");
        }
        for other in [
            "Experience with timetables",
            "5 years of work in a railway",
            "You report to the director of the railway",
            "You will report to our director, Ada",
            "You have a degree in logistics",
            "Flat hierarchies and 30 days of vacation",
            "We run trams in three cities",
            "Please send your application to the office",
            "Gute Kenntnisse der Fahrplanung",
            "The postholder has a degree in logistics",
            "The successful applicant is subject to a security check",
            "70 crowns an hour, yearly share of the profit",
            "The postholder reports to the director",
            "Reports to the head of permits",
        ] {
            let s = read(other);
            assert!(s.duty < 0.5 || s.duty < s.against(), "{other}: {s:?}");
        }
    }
}
