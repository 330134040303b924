//! Wordings that a rule has something to say about: coded words, demands, abbreviations, promises (`wording.toml`).
//!
//! All phrases of the file are looked for in one pass over the text; only where one stands are the words around it read. Nothing
//! here is used to tell what a duty is about.

mod context;
mod pronoun;
mod spelling;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::experience::number;
use super::memory::{is_remembering, recall};
use crate::text::{Beginnings, Phrases, TextRange};
use context::{Sets, Step, Words, sentence_at};

/// What a phrase shows. One theme is one subject of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// "He", "her" for whoever gets the job; not "he or she", and not a person with a name.
    Pronoun,
    /// A word for a job that names a man or a woman ("salesman", "man-days").
    GenderedTitle,
    /// "Guys".
    GenderedAddress,
    /// "Sexy", "man up".
    Sexualised,
    /// "Ninja", "rockstar", "guru".
    HypeTitle,
    /// "Crush it", "work hard, play hard".
    BroCulture,
    /// Foosball and free beer.
    HollowPerk,
    /// "A-player", "hit the ground running".
    RecruiterTalk,
    /// Counts towards one side of the balance; never said by itself.
    CodedMasculine,
    /// Counts towards the other side.
    CodedFeminine,
    /// Hints at an age.
    Age,
    /// Says of the own team that it is young.
    AgeOfTeam,
    /// Only those who have just graduated.
    Graduates,
    /// A degree.
    Degree,
    /// A certificate of a few days.
    Certificate,
    /// A mother tongue.
    NativeSpeaker,
    /// A driving licence.
    DrivingLicence,
    /// What hardly any job needs of a person ("thick skin", "available 24/7").
    UnrealisticDemand,
    /// Another way to meet a demand ("or equivalent").
    Alternative,
    /// Why something is demanded ("as you will visit farms").
    Reason,
    /// What follows are examples, or one of several.
    Example,
    /// A tool by its name.
    Tool,
    /// A technology whose maker has ended it.
    GoneTechnology,
    /// A technology by a name it does not have.
    MisnamedTechnology,
    /// What somebody earns or earned.
    PastPay,
    /// Names a scale by which pay is set.
    PayScale,
    /// Says of pay only that it is good, or that it will be told.
    VaguePay,
    /// What does not belong in a title.
    TitleNoise,
    /// An abbreviation with more than one sense; see [`Wording::means`].
    Abbreviation,
    /// One of these senses, written out; see [`Wording::instead`].
    Expansion,
    /// Keeping a queue or a team full.
    KeepsFull,
    /// A number of sprints ahead.
    WorkAhead,
    /// Something made by a date, or the roadmap on time; not by law, not every month.
    DatedPromise,
    /// Looks at what came back.
    Learning,
    /// Names something by which success could be seen: measurable goals, key results, impact that is measured.
    Success,
    /// Comes near to finding something out: ideas assessed, needs understood, a method that begins with users.
    NearDiscovery,
    /// Comes near to setting a direction: principles, priorities, what the product is.
    NearDirection,
    /// Comes near to meeting somebody who uses, buys or passes on the product.
    NearContact,
    /// Says that the product is for people of the house.
    InternalProduct,
    /// Names people who use the product, whatever is said of them.
    PeopleServed,
    /// Says that nobody reports here.
    NoReports,
    /// Says that the product is still being looked for.
    StageDiscovery,
    /// Says that it is mature.
    StageMaturity,
    /// Says that it ends.
    StageDecline,
    /// Opens a sentence on how the team works ("we work in").
    WayOfWorking,
}

impl Theme {
    /// Whether it only matters in which parts of a document it stands, not where and how often.
    pub fn is_hint(self) -> bool {
        matches!(
            self,
            Theme::Success
                | Theme::NearDiscovery
                | Theme::NearDirection
                | Theme::NearContact
                | Theme::InternalProduct
                | Theme::PeopleServed
        )
    }
}

/// One entry of the vocabulary.
#[derive(Debug, Deserialize)]
pub struct Wording {
    /// What it shows.
    pub theme: Theme,
    /// What to write instead; for an expansion, the sense it names.
    pub instead: Option<&'static str>,
    /// What an abbreviation may stand for.
    #[serde(default)]
    pub means: Vec<&'static str>,
    /// How it is written, see `wording/spelling.rs`.
    spellings: &'static str,
    /// Whether letters must match in case.
    #[serde(default)]
    exact: bool,
    #[serde(default)]
    before: Vec<Step>,
    #[serde(default)]
    after: Vec<Step>,
    #[serde(default)]
    unless_before: Vec<Step>,
    #[serde(default)]
    unless_after: Vec<Step>,
    #[serde(default)]
    unless: Vec<Step>,
}

/// A wording found.
#[derive(Clone, Copy, Debug)]
pub struct WordingReading {
    /// Which.
    pub wording: &'static Wording,
    /// Where, in the text that was handed in.
    pub range: TextRange,
    /// The number right before it ("three sprints ahead"). This and what follows is not looked for beside a hint ([`Theme::is_hint`]).
    pub count: Option<u32>,
    /// The word before it, with nothing but blanks in between.
    pub previous: Option<TextRange>,
    /// The word behind it, in the same way.
    pub next: Option<TextRange>,
    /// Its sentence speaks to candidates or of them ("you are", "we are looking for").
    pub addressed: bool,
}

#[derive(Deserialize, Default)]
#[serde(bound(deserialize = "'de: 'static"))]
struct File {
    sets: FxHashMap<&'static str, &'static str>,
    cues: Cues,
    phrase: Vec<Wording>,
}

#[derive(Deserialize, Default)]
struct Cues {
    candidate: Vec<String>,
}

struct Vocabulary {
    wordings: Vec<Wording>,
    /// Spellings.
    phrases: Phrases,
    /// Of each the wording that it belongs to.
    of_spelling: Vec<u32>,
    /// Further wordings of a spelling.
    more: FxHashMap<u32, Vec<u32>>,
    /// Beginnings of words that speak to candidates.
    candidate: Beginnings,
    /// The words that conditions name.
    sets: Sets,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    // The file is part of the binary and read by a test; a broken one finds nothing rather than stopping the program.
    Vocabulary::of(data!("prose/vocabulary/en/wording").unwrap_or_default())
});

impl Vocabulary {
    fn of(file: File) -> Vocabulary {
        let (mut spellings, mut of_spelling) = (Vec::new(), Vec::new());
        let mut more: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (wording, number) in file.phrase.iter().zip(0..) {
            let (own, others) = spelling::read(wording.spellings);
            spellings.extend(own);
            of_spelling.resize(spellings.len(), number);
            // "stress resistant" and "stress-resistant" are one.
            others.for_each(|spelling| more.entry(spelling).or_default().push(number));
        }
        Vocabulary {
            wordings: file.phrase,
            phrases: Phrases::new(spellings),
            of_spelling,
            more,
            candidate: Beginnings::new(file.cues.candidate),
            sets: Sets::of(file.sets),
        }
    }

    /// The wordings that may be spelled so.
    fn spelled(&self, phrase: usize) -> impl Iterator<Item = &Wording> {
        let more = self.more.get(&(phrase as u32)).into_iter().flatten();
        self.of_spelling.get(phrase).into_iter().chain(more).filter_map(|number| self.wordings.get(*number as usize))
    }
}

/// The wordings in a text, in order. `text` is one statement, sentence or title in plain text; themes that are not `wanted` are left
/// out.
pub fn read_wordings(text: &str, wanted: impl Fn(Theme) -> bool) -> Vec<WordingReading> {
    if !is_remembering() {
        return find_wordings(text, wanted);
    }
    // What is wanted is not the text's: all that it shows is kept.
    let mut all = recall("wordings", text, || find_wordings(text, |_| true));
    all.retain(|found| wanted(found.wording.theme));
    all
}

fn find_wordings(text: &str, wanted: impl Fn(Theme) -> bool) -> Vec<WordingReading> {
    let vocabulary = &*VOCABULARY;
    let mut found = Vec::new();
    for hit in vocabulary.phrases.find_in(text) {
        if is_joined(text, hit.start) {
            continue;
        }
        for wording in vocabulary.spelled(hit.phrase).filter(|wording| wanted(wording.theme)) {
            if wording.exact && text.get(hit.start..hit.end) != Some(vocabulary.phrases.phrase(hit.phrase)) {
                continue;
            }
            if !fits(wording, &vocabulary.sets, text, hit.start, hit.end) {
                continue;
            }
            let range = TextRange::from_usize(hit.start, hit.end);
            let hint = WordingReading { wording, range, count: None, previous: None, next: None, addressed: false };
            found.push(match wording.theme.is_hint() {
                true => hint,
                false => WordingReading {
                    previous: Words::beside(text, hit.start, true),
                    next: Words::beside(text, hit.end, false),
                    count: Words::before(text, hit.start).next().and_then(number),
                    addressed: vocabulary.candidate.occur_in_part(text, sentence_at(text, hit.start)),
                    ..hint
                },
            });
        }
    }
    found
}

/// Whether a word is joined to this one from before ("data-driven"), or it is a handle.
fn is_joined(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    let joined = before == Some('-') && text[..start - 1].ends_with(char::is_alphanumeric);
    joined || matches!(before, Some('@' | '#'))
}

fn fits(wording: &Wording, sets: &Sets, text: &str, start: usize, end: usize) -> bool {
    let before = || Words::before(text, start);
    let after = || Words::after(text, end);
    Step::follow(&wording.before, sets, before())
        && Step::follow(&wording.after, sets, after())
        && !wording.unless_before.iter().any(|s| s.is_met(sets, &mut before()))
        && !wording.unless_after.iter().any(|s| s.is_met(sets, &mut after()))
        && !wording.unless.iter().any(|s| s.is_anywhere(sets, text.get(sentence_at(text, start)).unwrap_or("")))
        && (wording.theme != Theme::Pronoun || pronoun::is_generic(text, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(text: &str, theme: Theme) -> bool {
        read_wordings(text, |_| true).iter().any(|w| w.wording.theme == theme)
    }

    #[test]
    fn the_file_is_read() {
        let file: File = data!("prose/vocabulary/en/wording").expect("wordings");
        for entry in &file.phrase {
            for step in [&entry.before, &entry.after, &entry.unless_before, &entry.unless_after, &entry.unless]
                .into_iter()
                .flatten()
            {
                assert!(step.is_written_well(&file.sets), "{:?}: {step:?}", entry.spellings);
            }
            assert!(!entry.spellings.contains('@'), "no such list: {}", entry.spellings);
            assert!(entry.theme != Theme::Abbreviation || entry.means.len() > 1, "{:?} has one sense", entry.spellings);
        }
        assert!(VOCABULARY.wordings.len() > 90);
    }

    #[test]
    fn phrases_are_found_as_whole_words_in_their_context() {
        for (theme, yes, no) in [
            (Theme::HypeTitle, "Be our next product ninja", "Build forms with Ninja Forms"),
            (Theme::HypeTitle, "You are a rock star", "Test the hero image of the shop"),
            (Theme::HypeTitle, "You are a pricing wizard", "Simplify the setup wizard"),
            (Theme::Age, "We look for a young, digital-native team member", "Join a young company"),
            (Theme::Age, "A mature professional", "Look after a mature product"),
            (Theme::Age, "A graduate or young professional", "Youngster tickets or yourself"),
            (Theme::Age, "A digital native", "Sell to digital-native brands"),
            (Theme::NativeSpeaker, "Native speaker of German", "Build a native app in a cloud-native stack"),
            (Theme::NativeSpeaker, "English at native level", "Non-native speakers are welcome"),
            (Theme::Degree, "Bachelor's degree", "A high degree of freedom, and a 360-degree view"),
            (Theme::DrivingLicence, "A driving licence", "Own the driving licence app"),
            (Theme::CodedMasculine, "A competitive spirit", "Competitive salary"),
            (Theme::GenderedAddress, "A team of great guys", "Work at Guy's and St Thomas'"),
            (Theme::GenderedTitle, "Plan the man-days", "Care for software craftsmanship"),
            (Theme::KeepsFull, "Keep the developers busy", "Keep the team fully informed"),
            (Theme::KeepsFull, "Make sure the pipeline is always full", "Maintain the backlog with full transparency"),
            (Theme::DatedPromise, "Ship chat and wallet by June", "Deliver value by talking with users"),
            (Theme::DatedPromise, "Deliver the roadmap on time", "Meet the statutory deadline: launch by June"),
            (Theme::Abbreviation, "Works with the PM", "Stand-up at 2 PM"),
            (Theme::PastPay, "Tell us your current salary", "We never ask for your current salary"),
            (Theme::MisnamedTechnology, "Java Script", "JavaScript"),
            (Theme::Success, "Set measurable goals and report against them", "Set the goals for the year"),
            (Theme::Success, "Evaluate the success of each product", "Wish every team success"),
            (Theme::Success, "Work for outcomes that last", "Deliver business outcomes"),
            (Theme::Success, "Improve conversion in the shop", "Own the conversion of data files"),
            (Theme::NearDiscovery, "Evaluate ideas from the branches", "Evaluate suppliers of paper"),
            (Theme::NearDiscovery, "See to it that new ideas are assessed", "New ideas are written on the board"),
            (Theme::NearDirection, "Set the day-to-day priorities", "Note the priorities of the board"),
            (Theme::NearDirection, "Define the product with the team", "Define the product requirements"),
            (Theme::NearDirection, "Own the roadmap for checkout", "Maintain the roadmap"),
            (Theme::InternalProduct, "The data platform serves our analysts", "Work on any platform of the station"),
            (Theme::NearContact, "Build trust with our government partners", "Plan the launch with marketing"),
            (Theme::NearContact, "Gather user requirements", "Gather requirements from sales"),
            (Theme::NearContact, "Watch real people at the counter", "Champion users when scope is cut"),
            (Theme::NearContact, "Talk to users of the ward screens", "Talk to the users' data team"),
        ] {
            assert!(shows(yes, theme), "{theme:?} is not found in: {yes}");
            assert!(!shows(no, theme), "{theme:?} is found in: {no}");
        }
    }

    #[test]
    fn the_words_of_the_trade_are_in_no_list_about_people() {
        let about_people = [
            Theme::Pronoun,
            Theme::GenderedTitle,
            Theme::GenderedAddress,
            Theme::Sexualised,
            Theme::HypeTitle,
            Theme::BroCulture,
            Theme::RecruiterTalk,
            Theme::CodedMasculine,
            Theme::CodedFeminine,
            Theme::Age,
            Theme::AgeOfTeam,
            Theme::UnrealisticDemand,
        ];
        for text in [
            "You lead the team, own the decision and drive execution",
            "You are analytical and logical, and challenge assumptions with confidence",
            "You are a strong, independent and active leader with a strategic mind",
            "You support stakeholders, understand users and connect people with empathy and trust",
            "You groom the backlog with the scrum master and champion accessibility as our evangelist",
            "You are a self-starter in a fast-paced, data-driven, mission-driven environment",
            "We are looking for a craftsperson who takes ownership; competitive salary and pension",
            "You are responsible for a mature platform in a competitive market",
            "You help young people, students and recent immigrants find a flat",
            "You build a cloud-native, AI-native product for digital-native companies",
        ] {
            let found = read_wordings(text, |_| true);
            let wrong: Vec<&str> =
                found.iter().filter(|w| about_people.contains(&w.wording.theme)).map(|w| w.range.of(text)).collect();
            assert!(wrong.is_empty(), "{text}: {wrong:?}");
        }
    }

    #[test]
    fn ranges_and_addresses() {
        let text = "Our product has a hero page. You are a true guru of pricing.";
        let found = read_wordings(text, |_| true);
        let guru = found.iter().find(|w| w.range.of(text) == "guru").expect("guru is found");
        assert!(guru.addressed);
        assert!(!read_wordings("They call him the guru of pricing", |_| true).iter().any(|w| w.addressed));
    }

    #[test]
    fn a_chef_is_not_he() {
        for text in [
            "The chef and the sheriff",
            "Where the herd is",
            "His/her calendar",
            "He or she leads",
            "Anna leads the team; she knows it",
        ] {
            assert!(!shows(text, Theme::Pronoun), "{text}");
        }
        for text in [
            "He will be a product owner",
            "The product owner knows his users",
            "The successful candidate presents her work",
        ] {
            assert!(shows(text, Theme::Pronoun), "{text}");
        }
    }
}
