//! Conditions of an organisation's own rules: what may be written, and what it comes to.

use std::sync::LazyLock;

use super::shape::{Key, Shape};
use super::value::{Table, Value};
use crate::knowledge::{Kind, kind_from_name};
use crate::model::{Category, ContactClass, Level, MeasureType, Mode, Profile, Right, SectionKind, Subject};
use crate::text::Pattern;

/// Something that holds for a role, or does not.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of them.
    All(Vec<Condition>),
    /// One of them.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// The work is of one of these kinds.
    Kind(Vec<Kind>),
    /// The level is one of these.
    Level(Vec<Level>),
    /// The document is read as this.
    Profile(Profile),
    /// One of these is in force.
    Framework(Vec<String>),
    /// The title holds one of these.
    Title(Vec<Pattern>),
    /// Work of these categories takes so much of the time.
    Share(Vec<Category>, Bounds),
    /// A contact with one of these classes (any, if none is named), by one of these ways (at first hand, if none is named), so often
    /// a month.
    Contact(Vec<ContactClass>, Vec<Mode>, Bounds),
    /// One of these parts is missing.
    Missing(Vec<Part>),
    /// One of these stands in one of these sections; anywhere, if none is named.
    Text(Vec<Pattern>, Vec<SectionKind>),
    /// One of these matters (any, if none is named) is decided with one of these rights (alone or with others, if none is named).
    Decision(Vec<Subject>, Vec<Right>),
    /// A measure is of one of these types.
    Measure(Vec<MeasureType>),
    /// A section has so many entries.
    Count(SectionKind, Bounds),
}

/// A part that a document may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A section, and every sentence elsewhere that says what would stand in it.
    Section(SectionKind),
    /// A field, by its standard label.
    Field(&'static str),
}

/// Limits of a number. All that are set hold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// This or more.
    pub at_least: Option<f64>,
    /// More than this.
    pub above: Option<f64>,
    /// This or less.
    pub at_most: Option<f64>,
    /// Less than this.
    pub below: Option<f64>,
}

/// Sums of shares are not exact.
const NEARLY: f64 = 1e-6;

impl Bounds {
    /// Whether there are none.
    pub fn is_open(self) -> bool {
        self == Bounds::default()
    }

    /// Whether a number lies inside.
    pub fn hold(self, n: f64) -> bool {
        self.at_least.is_none_or(|least| n >= least - NEARLY)
            && self.above.is_none_or(|above| n > above + NEARLY)
            && self.at_most.is_none_or(|most| n <= most + NEARLY)
            && self.below.is_none_or(|below| n < below - NEARLY)
    }

    fn of(table: &Table) -> Bounds {
        let number = |key: &str| {
            let value = table.get(key)?;
            value.share().filter(|_| value.text().is_some()).or(value.number())
        };
        Bounds {
            at_least: number("at-least"),
            above: number("above"),
            at_most: number("at-most"),
            below: number("below"),
        }
    }
}

const OWNERS: &str = "owners";
const MANAGERS: &str = "managers";

const LEVELS: [(&str, Level); 11] = [
    ("associate", Level::Associate),
    ("junior", Level::Junior),
    ("mid", Level::Mid),
    ("senior", Level::Senior),
    ("lead", Level::Lead),
    ("principal", Level::Principal),
    ("group", Level::Group),
    ("head", Level::Head),
    ("director", Level::Director),
    ("vp", Level::Vp),
    ("cpo", Level::Cpo),
];

const RIGHTS: [(&str, Right); 4] =
    [("alone", Right::Alone), ("with", Right::With), ("advises", Right::Advises), ("never", Right::Never)];

const MODES: [(&str, Mode); 3] =
    [("directly", Mode::Directly), ("together", Mode::Together), ("through", Mode::Through)];

const SECTIONS: [(&str, SectionKind); 10] = [
    ("purpose", SectionKind::Purpose),
    ("duties", SectionKind::Duties),
    ("contacts", SectionKind::Contacts),
    ("decisions", SectionKind::Decisions),
    ("measures", SectionKind::Measures),
    ("works-with", SectionKind::WorksWith),
    ("requirements", SectionKind::Requirements),
    ("out-of-scope", SectionKind::OutOfScope),
    ("benefits", SectionKind::Benefits),
    ("sources", SectionKind::Sources),
];

const FIELDS: [(&str, &str); 20] = [
    ("salary", "Salary"),
    ("location", "Location"),
    ("hours", "Hours"),
    ("employer", "Employer"),
    ("level", "Level"),
    ("track", "Track"),
    ("framework", "Framework"),
    ("product", "Product"),
    ("owns", "Owns"),
    ("users", "Users"),
    ("stage", "Stage"),
    ("teams", "Teams"),
    ("area", "Area"),
    ("reports-to", "Reports to"),
    ("allocation", "Allocation"),
    ("reviewed", "Reviewed"),
    ("date-posted", "Date posted"),
    ("closing-date", "Closing date"),
    ("apply", "Apply"),
    ("id", "Id"),
];

fn words<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}

fn find<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

fn kinds() -> Vec<&'static str> {
    [OWNERS, MANAGERS].into_iter().chain(Kind::all().map(Kind::slug)).collect()
}

fn levels() -> Vec<&'static str> {
    words(&LEVELS)
}

fn profiles() -> Vec<&'static str> {
    vec!["spec", "post"]
}

fn categories() -> Vec<&'static str> {
    Category::ALL.map(Category::name).to_vec()
}

/// Classes of contacts.
pub(super) fn classes() -> Vec<&'static str> {
    ContactClass::ALL.map(ContactClass::name).to_vec()
}

fn modes() -> Vec<&'static str> {
    words(&MODES)
}

fn sections() -> Vec<&'static str> {
    words(&SECTIONS)
}

fn parts() -> Vec<&'static str> {
    words(&SECTIONS).into_iter().chain(words(&FIELDS)).collect()
}

/// Matters that are decided.
pub(super) fn subjects() -> Vec<&'static str> {
    Subject::ALL.map(Subject::slug).to_vec()
}

fn rights() -> Vec<&'static str> {
    words(&RIGHTS)
}

fn measures() -> Vec<&'static str> {
    MeasureType::ALL.map(MeasureType::name).to_vec()
}

fn bounds(shape: fn() -> Shape, example: [&'static str; 4]) -> [Key; 4] {
    let [at_least, above, at_most, below] = example;
    [
        Key::new("at-least", shape(), "This or more.").example(at_least),
        Key::new("above", shape(), "More than this.").example(above),
        Key::new("at-most", shape(), "This or less.").example(at_most),
        Key::new("below", shape(), "Less than this.").example(below),
    ]
}

static SHARE: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let mut keys = vec![
        Key::new("category", Shape::OneOrMore(&Shape::Choice(categories)), "Categories of work, added up.")
            .example("category = \"discovery\"")
            .required(),
    ];
    keys.extend(bounds(
        || Shape::Share,
        ["at-least = \"50%\"", "above = \"50%\"", "at-most = \"10%\"", "below = \"20%\""],
    ));
    keys
});

static CONTACT: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let mut keys = vec![
        Key::new("class", Shape::OneOrMore(&Shape::Choice(classes)), "Who is met; anybody, if not given.")
            .example("class = [\"customer\", \"user\"]"),
        Key::new(
            "mode",
            Shape::OneOrMore(&Shape::Choice(modes)),
            "How they are met; directly or together with somebody, if not given.",
        )
        .example("mode = \"directly\""),
    ];
    let mut often = bounds(|| Shape::PerMonth, ["at-least = 2", "above = 4", "at-most = 1", "below = 2"]);
    for key in &mut often {
        key.about = match key.name {
            "at-least" => "So many times a month or more. Where no cadence is told, it is not met.",
            "above" => "More times a month than this.",
            "at-most" => "So many times a month or fewer.",
            _ => "Fewer times a month than this.",
        };
    }
    keys.extend(often);
    keys
});

static TEXT: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new(
            "matches",
            Shape::OneOrMore(&Shape::Pattern),
            "Regular expressions. Upper and lower case are one; `^` and `$` stand for the ends of a line. The finding points at the \
             first place, and `{match}` in the message stands for what is written there.",
        )
        .example("matches = '\\bninja\\b'")
        .required(),
        Key::new("in", Shape::OneOrMore(&Shape::Choice(sections)), "Only in these sections; anywhere, if not given.")
            .example("in = \"requirements\""),
    ]
});

static DECISION: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("subject", Shape::OneOrMore(&Shape::Choice(subjects)), "What is decided; anything, if not given.")
            .example("subject = \"backlog-order\""),
        Key::new(
            "right",
            Shape::OneOrMore(&Shape::Choice(rights)),
            "With which right; alone or with others, if not given.",
        )
        .example("right = \"alone\""),
    ]
});

static COUNT: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let mut keys =
        vec![Key::new("of", Shape::Choice(sections), "The section.").example("of = \"requirements\"").required()];
    keys.extend(bounds(|| Shape::Count, ["at-least = 3", "above = 10", "at-most = 2", "below = 3"]));
    keys
});

static CONDITION: LazyLock<Vec<Key>> = LazyLock::new(|| {
    vec![
        Key::new("all", Shape::List(&Shape::Condition), "All of these hold.")
            .example("all = [{ kind = \"owners\" }, { missing = \"measures\" }]"),
        Key::new("any", Shape::List(&Shape::Condition), "One of these holds.")
            .example("any = [{ missing = \"measures\" }, { missing = \"decisions\" }]"),
        Key::new("not", Shape::Condition, "This does not hold.").example("not = { kind = \"owners\" }"),
        Key::new(
            "kind",
            Shape::OneOrMore(&Shape::Choice(kinds)),
            "The work is of one of these kinds; `owners` and `managers` stand for all kinds of them.",
        )
        .example("kind = \"product-owner\""),
        Key::new("level", Shape::OneOrMore(&Shape::Choice(levels)), "The level is one of these.")
            .example("level = [\"associate\", \"junior\"]"),
        Key::new("profile", Shape::Choice(profiles), "An internal description (spec) or a job post (post).")
            .example("profile = \"post\""),
        Key::new("framework", Shape::OneOrMore(&Shape::Framework), "One of these is in force, whatever its version.")
            .example("framework = \"safe\""),
        Key::new("title", Shape::OneOrMore(&Shape::Pattern), "The title holds one of these regular expressions.")
            .example("title = '\\binterim\\b'"),
        Key::new(
            "share",
            Shape::Table(|| &SHARE),
            "So much of the time goes into these categories. Silent where too little of the work is understood.",
        )
        .example("share = { category = \"discovery\", below = \"20%\" }"),
        Key::new("contact", Shape::Table(|| &CONTACT), "Somebody is met: who, how, how many times a month.")
            .example("contact = { class = \"user\", at-least = 2 }"),
        Key::new(
            "missing",
            Shape::OneOrMore(&Shape::Choice(parts)),
            "One of these parts is missing: neither the section or field is there, nor does a sentence elsewhere say what would \
             stand in it.",
        )
        .example("missing = \"salary\""),
        Key::new("text", Shape::Table(|| &TEXT), "The text matches.").example("text = { matches = '\\bninja\\b' }"),
        Key::new("decision", Shape::Table(|| &DECISION), "The role decides this.")
            .example("decision = { subject = \"release\", right = \"alone\" }"),
        Key::new("measure", Shape::OneOrMore(&Shape::Choice(measures)), "A measure of success is of one of these types.")
            .example("measure = \"outcome\""),
        Key::new("count", Shape::Table(|| &COUNT), "A section has so many entries.")
            .example("count = { of = \"requirements\", above = 8 }"),
    ]
});

/// The keys of a condition.
pub(super) fn keys() -> &'static [Key] {
    &CONDITION
}

impl Condition {
    /// What a checked table comes to: all of its keys. The error says what it lacks.
    pub(super) fn of(table: &Table) -> Result<Condition, String> {
        let mut conditions = Vec::new();
        for entry in &table.0 {
            conditions.push(Condition::of_key(&entry.key, &entry.value)?);
        }
        match conditions.len() {
            0 => Err("this condition is empty; write for example `kind = \"product-owner\"`".to_owned()),
            1 => Ok(conditions.remove(0)),
            _ => Ok(Condition::All(conditions)),
        }
    }

    fn of_key(key: &str, value: &Value) -> Result<Condition, String> {
        let empty = Table::default();
        let table = value.table().unwrap_or(&empty);
        let list = || -> Result<Vec<Condition>, String> {
            let conditions: Vec<Condition> =
                value.items().iter().filter_map(Value::table).map(Condition::of).collect::<Result<_, _>>()?;
            if conditions.is_empty() {
                Err(format!("`{key}` is empty; list at least one condition"))
            } else {
                Ok(conditions)
            }
        };
        Ok(match key {
            "all" => Condition::All(list()?),
            "any" => Condition::Any(list()?),
            "not" => Condition::Not(Box::new(Condition::of(table)?)),
            "kind" => Condition::Kind(value.texts().iter().flat_map(|word| kinds_of(word)).collect()),
            "level" => Condition::Level(read(value, |word| find(&LEVELS, word))),
            "profile" => Condition::Profile(if value.text() == Some("post") { Profile::Post } else { Profile::Spec }),
            "framework" => Condition::Framework(value.texts()),
            "title" => Condition::Title(read(value, |text| Pattern::new(text).ok())),
            "share" => {
                let categories = table.get("category").map(|v| read(v, Category::from_name)).unwrap_or_default();
                Condition::Share(categories, bounds_of(key, table)?)
            }
            "contact" => Condition::Contact(
                table.get("class").map(|v| read(v, ContactClass::from_name)).unwrap_or_default(),
                table.get("mode").map(|v| read(v, |word| find(&MODES, word))).unwrap_or_default(),
                Bounds::of(table),
            ),
            "missing" => Condition::Missing(read(value, |word| {
                let section = find(&SECTIONS, word).map(Part::Section);
                section.or_else(|| find(&FIELDS, word).map(Part::Field))
            })),
            "text" => Condition::Text(
                table.get("matches").map(|v| read(v, |text| Pattern::new(text).ok())).unwrap_or_default(),
                table.get("in").map(|v| read(v, |word| find(&SECTIONS, word))).unwrap_or_default(),
            ),
            "decision" => Condition::Decision(
                table.get("subject").map(|v| read(v, Subject::from_slug)).unwrap_or_default(),
                table.get("right").map(|v| read(v, |word| find(&RIGHTS, word))).unwrap_or_default(),
            ),
            "measure" => Condition::Measure(read(value, MeasureType::from_name)),
            "count" => {
                let section = table.text("of").and_then(|word| find(&SECTIONS, word)).unwrap_or(SectionKind::Duties);
                Condition::Count(section, bounds_of(key, table)?)
            }
            // Every key was checked; one that is new here must not hold by chance.
            _ => return Err(format!("there is no condition `{key}`")),
        })
    }

    /// Every expression that is looked for in the text of documents.
    pub(super) fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Condition::All(all) | Condition::Any(all) => all.iter().flat_map(Condition::patterns).collect(),
            Condition::Not(condition) => condition.patterns(),
            Condition::Text(patterns, _) => patterns.iter().collect(),
            _ => Vec::new(),
        }
    }
}

fn bounds_of(key: &str, table: &Table) -> Result<Bounds, String> {
    let bounds = Bounds::of(table);
    if bounds.is_open() {
        return Err(format!("`{key}` says no number; add `at-least`, `above`, `at-most` or `below`"));
    }
    Ok(bounds)
}

fn read<T>(value: &Value, of: impl Fn(&str) -> Option<T>) -> Vec<T> {
    value.texts().iter().filter_map(|word| of(word)).collect()
}

fn kinds_of(word: &str) -> Vec<Kind> {
    match word {
        OWNERS => Kind::all().filter(|k| k.is_owner()).collect(),
        MANAGERS => Kind::all().filter(|k| k.is_manager()).collect(),
        word => kind_from_name(word).into_iter().collect(),
    }
}
