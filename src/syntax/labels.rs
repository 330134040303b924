//! The labels of the `.role` language: standard names, synonyms, and spellings that come near one.

use super::Head;

/// What a known label introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// A value on the label's line.
    Field,
    /// Items on the lines below.
    Section,
    /// A field where text follows on its line, a section where none does.
    Both,
    /// A new role.
    Head,
}

/// A written label, recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelMatch {
    /// The name the formatter writes, such as `Duties`.
    pub standard: &'static str,
    /// What it introduces.
    pub kind: LabelKind,
    /// Whether it was written as the standard name or one of its synonyms; `false` for a slip of the pen ("Duites").
    pub exact: bool,
}

/// One label of the language.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    /// The name the formatter writes.
    pub standard: &'static str,
    /// What it introduces.
    pub kind: LabelKind,
    /// Other names that are read as this one.
    pub synonyms: &'static [&'static str],
}

const fn field(standard: &'static str, synonyms: &'static [&'static str]) -> Label {
    Label { standard, kind: LabelKind::Field, synonyms }
}

const fn section(standard: &'static str, synonyms: &'static [&'static str]) -> Label {
    Label { standard, kind: LabelKind::Section, synonyms }
}

const fn both(standard: &'static str) -> Label {
    Label { standard, kind: LabelKind::Both, synonyms: &[] }
}

/// All labels, in the order in which the formatter writes them. The grammar keeps the same names
/// (`grammars/tree-sitter-role/grammar.js`).
pub const LABELS: &[Label] = &[
    Label { standard: "Role", kind: LabelKind::Head, synonyms: &[] },
    field("Id", &[]),
    field("Kind", &[]),
    field("Posted as", &[]),
    field("Framework", &[]),
    field("Level", &[]),
    field("Track", &[]),
    field("Product", &[]),
    field("Owns", &[]),
    field("Users", &[]),
    field("Stage", &[]),
    field("Teams", &["Team"]),
    field("ART", &["Train"]),
    field("Area", &[]),
    field("Size", &[]),
    field("Reports to", &[]),
    field("Leads", &[]),
    field("Plays", &[]),
    field("Played by", &[]),
    both("Works with"),
    field("Allocation", &["Time", "FTE"]),
    field("Reviewed", &[]),
    field("Status", &[]),
    field("Profile", &[]),
    field("Complete", &[]),
    field("Employer", &["Company"]),
    field("Location", &["Place"]),
    field("Hours", &["Employment type"]),
    field("Salary", &["Pay", "Compensation"]),
    field("Date posted", &["Posted"]),
    field("Closing date", &["Closes", "Deadline"]),
    field("Apply", &[]),
    both("Extern"),
    section("Purpose", &["Summary", "Mission"]),
    section("Duties", &["Responsibilities", "Does", "Tasks"]),
    section("Contacts", &["Meets"]),
    section("Decisions", &["Decides", "Decision rights", "Authority"]),
    section("Measures", &["Measured by", "Success measures", "KPIs"]),
    section("Requirements", &["Needs", "Qualifications"]),
    section("Out of scope", &["Not"]),
    section("Benefits", &["Offers"]),
    section("Sources", &[]),
    section("Waivers", &["Waive"]),
];

/// Words with a meaning of their own that lie one or two letters from a label ("Contracts", "Reviewer", "Contact" with the
/// address to write to). They are never read as that label; [`nearest`] still suggests it.
#[rustfmt::skip]
const ORDINARY: &[&str] = &[
    "apple", "clones", "closed", "closer", "closest", "compete", "completed", "condensation", "contact", "contracts",
    "contrasts", "decided", "divisions", "dose", "employed", "employee", "employees", "leaks", "lends", "levee",
    "lever", "loads", "measured", "meats", "needy", "pace", "palace", "peace", "placed", "placed by",
    "plane", "plans", "plate", "posed", "posted at", "posted by", "posted in", "posted on", "poster", "produce",
    "retirements", "reviewer", "stake", "stare", "state", "states", "stats", "statue", "summery", "talks",
    "tanks", "terms", "trace", "tract", "trail", "trait", "truck", "uses",
];

/// What the label written as `written` means: without regard to case, blanks, `-`, `_` and `**`, synonyms included. A slip of
/// the pen is read as the one label it is near; `None` if it is near none.
pub fn standard_label(written: &str) -> Option<LabelMatch> {
    let written = normalise(written);
    exact(&written).or_else(|| near(&written))
}

/// The block that a label opens where a head may stand (`Team`, `Train` ...), slips of the pen included.
pub fn head(written: &str) -> Option<Head> {
    let written = normalise(written);
    match written.as_str() {
        "team" => Some(Head::Team),
        "train" => Some(Head::Art),
        _ => match exact(&written).or_else(|| near(&written))?.standard {
            "Role" => Some(Head::Role),
            "Product" => Some(Head::Product),
            "ART" => Some(Head::Art),
            "Area" => Some(Head::Area),
            _ => None,
        },
    }
}

/// The known label that looks most like `written`, for reports about unknown labels; `None` if nothing looks like it.
/// More generous than [`standard_label`]: a suggestion may be wrong, a reading may not.
pub fn nearest(written: &str) -> Option<&'static str> {
    let written = normalise(written);
    if let Some(known) = exact(&written) {
        return Some(known.standard);
    }
    let letters: Vec<char> = written.chars().collect();
    let limit = (letters.len() / 3).min(3);
    best(&letters, limit).map(|(label, _)| label.standard)
}

/// Lower case, one blank for every run of blanks, `-` and `_`, nothing at the ends.
fn normalise(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for word in written.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '*')).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

fn names(label: &'static Label) -> impl Iterator<Item = &'static str> {
    std::iter::once(label.standard).chain(label.synonyms.iter().copied())
}

fn exact(written: &str) -> Option<LabelMatch> {
    let label = LABELS.iter().find(|label| names(label).any(|name| name.eq_ignore_ascii_case(written)))?;
    Some(LabelMatch { standard: label.standard, kind: label.kind, exact: true })
}

/// How many slips a name of so many letters may hold and still be meant: short words lie too close to other words.
fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    }
}

fn near(written: &str) -> Option<LabelMatch> {
    let letters: Vec<char> = written.chars().collect();
    let limit = slips(letters.len());
    if limit == 0 || ORDINARY.contains(&written) {
        return None;
    }
    let (label, name) = best(&letters, limit)?;
    // People rarely mistype the first letter, and a word of four letters is only trusted when its letters are all there.
    let first = name.chars().next().is_some_and(|c| Some(&c.to_ascii_lowercase()) == letters.first());
    let plausible = first && (letters.len().min(name.len()) > 4 || same_letters(&letters, name));
    plausible.then_some(LabelMatch { standard: label.standard, kind: label.kind, exact: false })
}

/// The label with a name at the least distance, up to `limit`, and that name; `None` where two labels are equally near.
fn best(letters: &[char], limit: usize) -> Option<(&'static Label, &'static str)> {
    let mut found: Option<(usize, &'static Label, &'static str)> = None;
    let mut tied = false;
    for label in LABELS {
        for name in names(label) {
            let Some(distance) = distance(letters, name, limit) else { continue };
            match found {
                Some((least, ..)) if distance > least => {}
                Some((least, other, _)) if distance == least => tied |= other.standard != label.standard,
                _ => (found, tied) = (Some((distance, label, name)), false),
            }
        }
    }
    found.filter(|_| !tied).map(|(_, label, name)| (label, name))
}

fn same_letters(letters: &[char], name: &str) -> bool {
    let mut left = letters.to_vec();
    let mut right: Vec<char> = name.to_ascii_lowercase().chars().collect();
    left.sort_unstable();
    right.sort_unstable();
    left == right
}

/// Edits between the two, a swap of neighbours counting once; `None` above `limit`.
fn distance(written: &[char], name: &str, limit: usize) -> Option<usize> {
    if written.len().abs_diff(name.len()) > limit {
        return None;
    }
    let name: Vec<char> = name.chars().map(|c| c.to_ascii_lowercase()).collect();
    let width = name.len() + 1;
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (vec![0; width], (0..width).collect());
    for (i, &a) in written.iter().enumerate() {
        let mut row = vec![i + 1; width];
        for (j, &b) in name.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == name[j - 1] && written[i - 1] == b {
                least = least.min(before[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&edits| edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<(&'static str, bool)> {
        standard_label(written).map(|m| (m.standard, m.exact))
    }

    #[test]
    fn names_and_synonyms_in_any_dress() {
        for written in ["Reports to", "REPORTS TO", "reports_to", "reports-to", "  Reports \t to ", "**Reports to**"] {
            assert_eq!(read(written), Some(("Reports to", true)), "{written}");
        }
        assert_eq!(read("KPIs"), Some(("Measures", true)));
        assert_eq!(read("Team"), Some(("Teams", true)));
        assert_eq!(read("train"), Some(("ART", true)));
        assert_eq!(standard_label("Works with").map(|m| m.kind), Some(LabelKind::Both));
    }

    #[test]
    fn slips_of_the_pen() {
        for (written, standard) in [
            ("Duites", "Duties"),
            ("Dutis", "Duties"),
            ("Contatcs", "Contacts"),
            ("Rloe", "Role"),
            ("Responsabilities", "Duties"),
            ("Responsibilites", "Duties"),
            ("Decison rights", "Decisions"),
            ("Report to", "Reports to"),
            ("Out of scpoe", "Out of scope"),
            ("Mesures", "Measures"),
            ("Purpse", "Purpose"),
            ("Framwork", "Framework"),
        ] {
            assert_eq!(read(written), Some((standard, false)), "{written}");
        }
    }

    #[test]
    fn other_words_stay_what_they_are() {
        for written in ["Note", "Rule", "Hole", "Arc", "Nod", "Languages", "Equipment", "Ideas", "", "Ü", "日本語"]
        {
            assert_eq!(read(written), None, "{written}");
        }
    }

    #[test]
    fn a_suggestion_is_more_generous_than_a_reading() {
        assert_eq!(nearest("Requierments"), Some("Requirements"));
        assert_eq!(nearest("Contract"), Some("Contacts"));
        assert_eq!(nearest("Languages and tools"), None);
    }

    #[test]
    fn a_word_of_its_own_is_near_a_label_or_it_need_not_be_listed() {
        for word in ORDINARY {
            assert_eq!(read(word), None, "{word}");
            let letters: Vec<char> = word.chars().collect();
            assert!(best_of_all(&letters), "{word} is near no label");
        }
    }

    fn best_of_all(letters: &[char]) -> bool {
        LABELS.iter().flat_map(names).any(|name| distance(letters, name, slips(letters.len())).is_some())
    }

    #[test]
    fn no_label_is_taken_for_another() {
        for label in LABELS {
            for name in names(label) {
                assert_eq!(read(name), Some((label.standard, true)));
                assert!(!ORDINARY.contains(&name.to_lowercase().as_str()));
            }
        }
    }

    /// The grammar needs the names to tell a wrapped line from a label; it has no way to ask for them here.
    #[test]
    fn the_grammar_knows_the_same_names() {
        let grammar = include_str!("../../grammars/tree-sitter-role/grammar.js");
        let listed = |name: &str| -> std::collections::BTreeSet<String> {
            let list = grammar.split(&format!("const {name} = [")).nth(1).unwrap().split("];").next().unwrap();
            let lines = list.lines().filter(|line| !line.trim_start().starts_with("//"));
            lines.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
        };
        let known = &listed("HEAD_LABELS") | &listed("KNOWN_LABELS");
        assert_eq!(known, LABELS.iter().flat_map(names).map(str::to_lowercase).collect());
    }

    #[test]
    fn heads() {
        assert_eq!(head("Train"), Some(Head::Art));
        assert_eq!(head("TEAM"), Some(Head::Team));
        assert_eq!(head("Prodcut"), Some(Head::Product));
        assert_eq!(head("Teams"), None);
    }
}
