//! Kinds of roles, and the titles that name them (`kinds.toml`).

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::titles::{self, Titles};

/// What the work is. Neighbours are the kinds around product work; `Other` is a title of another trade that is recognised as a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    ProductOwner,
    AreaProductOwner,
    ChiefProductOwner,
    ProductManager,
    ProductLead,
    HeadOfProduct,
    SolutionManager,
    TechnicalProductManager,
    GrowthProductManager,
    AssociateProductManager,
    ProductMarketingManager,
    ProductOperations,
    ProjectManager,
    ProgrammeManager,
    DeliveryManager,
    BusinessAnalyst,
    ScrumMaster,
    ServiceOwner,
    ReleaseTrainEngineer,
    BusinessOwner,
    EpicOwner,
    ProcessOwner,
    SystemOwner,
    DataOwner,
    UserResearcher,
    ProductDesigner,
    EngineeringManager,
    Developer,
    Tester,
    CustomerSupport,
    Other,
}

impl Kind {
    /// Product owner, area product owner, chief product owner.
    pub fn is_owner(self) -> bool {
        matches!(self, Kind::ProductOwner | Kind::AreaProductOwner | Kind::ChiefProductOwner)
    }

    /// Product manager, lead, head, solution manager, and the technical, growth and associate manager.
    pub fn is_manager(self) -> bool {
        matches!(
            self,
            Kind::ProductManager
                | Kind::ProductLead
                | Kind::HeadOfProduct
                | Kind::SolutionManager
                | Kind::TechnicalProductManager
                | Kind::GrowthProductManager
                | Kind::AssociateProductManager
        )
    }

    /// Owner or manager of a product.
    pub fn is_product(self) -> bool {
        self.is_owner() || self.is_manager()
    }

    /// The slug that JSON and configuration use (`product-owner`).
    pub fn slug(self) -> &'static str {
        self.entry().map_or("other", |e| e.slug.as_str())
    }

    /// The name as people write it in running text (`product owner`).
    pub fn label(self) -> &'static str {
        self.entry().map_or("other role", |e| e.label.as_str())
    }

    /// All kinds, in the order of the file; `Other` is the absence of one and left out.
    pub fn all() -> impl Iterator<Item = Kind> {
        KINDS.entries.iter().map(|e| e.kind).filter(|k| *k != Kind::Other)
    }

    fn entry(self) -> Option<&'static Entry> {
        KINDS.entries.iter().find(|e| e.kind == self)
    }
}

#[derive(serde::Deserialize)]
struct File {
    sellers: Vec<String>,
    buyers: Vec<String>,
    throughput: Vec<String>,
    kind: Vec<Entry>,
}

#[derive(serde::Deserialize)]
struct Entry {
    #[serde(rename = "slug")]
    kind: Kind,
    #[serde(skip)]
    slug: String,
    label: String,
    titles: Vec<String>,
}

struct Kinds {
    sellers: Vec<String>,
    buyers: Vec<String>,
    throughput: Vec<String>,
    entries: Vec<Entry>,
    known: Titles,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    // The file is part of the binary and read by a test; a broken one leaves no kinds rather than no program.
    let file: File = data!("knowledge/kinds").unwrap_or(File {
        sellers: Vec::new(),
        buyers: Vec::new(),
        throughput: Vec::new(),
        kind: Vec::new(),
    });
    let mut entries = file.kind;
    let mut titles = FxHashMap::default();
    for entry in &mut entries {
        entry.slug = entry.label.replace(' ', "-");
        for title in entry.titles.iter().chain([&entry.label]) {
            titles.insert(title.clone(), entry.kind);
        }
    }
    let known = Titles::new(titles);
    Kinds { sellers: file.sellers, buyers: file.buyers, throughput: file.throughput, entries, known }
});

/// A kind found in a title.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KindMatch {
    /// Which.
    pub kind: Kind,
    /// Byte range of the words in the title.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The kind that a title names: the longest known title among its words, the first where two are equally long, a level last
/// ("Principal designer" is a designer); in "Product Owner, Project Portal" the words before the first comma, dash, bracket
/// or "for" count before those after it.
/// Bare "owner", "PM" and "CPO" never set a kind, nor does a product title that is one half of a wider job ("Director Product
/// and Sales"). `None` for a title of no known role.
pub fn kind_of_title(title: &str) -> Option<KindMatch> {
    let words = title_words(title);
    let break_at = words.iter().position(|w| w.after_break).unwrap_or(words.len());
    best_match(&words[..break_at]).or_else(|| best_match(&words[break_at..])).filter(|m| !is_half_of_a_job(title, m))
}

/// Whether a lead of product leads something else as well, by "and" or "&" in the title.
fn is_half_of_a_job(title: &str, found: &KindMatch) -> bool {
    let joined = |rest: &str| {
        let rest = rest.trim_start();
        let other = rest.strip_prefix('&').or_else(|| rest.strip_prefix("and ")).or_else(|| rest.strip_prefix('+'));
        other.is_some_and(|o| best_match(&title_words(o)).is_none_or(|m| !m.kind.is_product()))
    };
    found.kind == Kind::HeadOfProduct && title.get(found.end..).is_some_and(joined)
}

struct TitleWord<'a> {
    /// In lower case.
    text: Cow<'a, str>,
    start: usize,
    end: usize,
    after_break: bool,
}

/// The longest known title among these words; of an organisation's own title and a common one the longer, else the own.
fn best_match(words: &[TitleWord<'_>]) -> Option<KindMatch> {
    let common = longest_of(&KINDS.known, words);
    let own = titles::in_force().and_then(|own| longest_of(&own.titles, words));
    [own, common].into_iter().flatten().reduce(|a, b| if b.end - b.start > a.end - a.start { b } else { a })
}

fn longest_of(known: &Titles, words: &[TitleWord<'_>]) -> Option<KindMatch> {
    let starts: Vec<usize> = (0..words.len()).filter(|&i| known.starts.contains(words[i].text.as_ref())).collect();
    let mut key = String::new();
    for length in (1..=known.longest.min(words.len())).rev() {
        let mut level = None;
        for window in starts.iter().filter_map(|&i| words.get(i..i + length)) {
            key.clear();
            for word in window {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str(&word.text);
            }
            // "Engineering managers": several of one job.
            let several = || key.strip_suffix('s').filter(|_| length > 1).and_then(|one| known.titles.get(one));
            if let Some(&kind) = known.titles.get(&key).or_else(several) {
                let found = KindMatch { kind, start: window[0].start, end: window[length - 1].end };
                if !matches!(key.as_str(), "lead" | "principal") {
                    return Some(found);
                }
                level = level.or(Some(found));
            }
        }
        if level.is_some() {
            return level;
        }
    }
    None
}

fn title_words(title: &str) -> Vec<TitleWord<'_>> {
    let mut words = Vec::with_capacity(title.len() / 6 + 1);
    let mut pending_break = false;
    let mut chars = title.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some(&(i, d)) = chars.peek() {
                if !(d.is_alphanumeric() || d == '\'' || d == '’') {
                    break;
                }
                end = i + d.len_utf8();
                chars.next();
            }
            let written = &title[start..end];
            let is_lower = written.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            let text = if is_lower { Cow::Borrowed(written) } else { Cow::Owned(written.to_lowercase()) };
            if matches!(text.as_ref(), "for" | "to" | "at" | "in" | "with") && !words.is_empty() {
                pending_break = true;
                continue;
            }
            words.push(TitleWord { text, start, end, after_break: pending_break });
            pending_break = false;
        } else {
            let dash = c == '-' && title[..start].ends_with(' ');
            pending_break |= !words.is_empty() && (dash || matches!(c, ',' | '(' | '|' | ':' | '–' | '—' | '@' | ';'));
        }
    }
    words
}

/// All kinds that a sentence names, as whole words, in order ("works with the product manager and two testers").
pub fn kinds_named(text: &str) -> Vec<Kind> {
    let words = title_words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=KINDS.known.longest.min(words.len() - at)).rev().find_map(|length| {
            let key = words[at..at + length].iter().map(|w| w.text.as_ref()).collect::<Vec<_>>().join(" ");
            KINDS.known.titles.get(&key).map(|kind| (*kind, length))
        });
        found.extend(longest.map(|(kind, _)| kind));
        at += longest.map_or(1, |(_, length)| length);
    }
    found
}

/// Whether a title is that of somebody who sells or supplies, and so is rewarded for pushing work through.
pub fn sells(title: &str) -> bool {
    has_words(title, &KINDS.sellers) && !has_words(title, &KINDS.buyers)
}

/// Whether a measure grows with what is pushed through: commission, billable hours, being on time.
pub fn rewards_throughput(measure: &str) -> bool {
    has_words(measure, &KINDS.throughput)
}

/// Whether one of these phrases (lower case) stands in the text as whole words.
fn has_words(text: &str, phrases: &[String]) -> bool {
    let words: Vec<Cow<'_, str>> = title_words(text).into_iter().map(|w| w.text).collect();
    let padded = format!(" {} ", words.join(" "));
    phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")))
}

/// The kind of a `Kind:` value or a front-matter `kind` (`product owner`, `product-owner`, or one of its titles).
pub fn kind_from_name(name: &str) -> Option<Kind> {
    let key = name.trim().to_lowercase().replace(['-', '_'], " ");
    let own = titles::in_force().and_then(|own| own.titles.titles.get(key.as_str()).copied());
    own.or_else(|| KINDS.known.titles.get(key.as_str()).copied())
}

/// Whether a title holds one of these titles as whole words; how many words the longest of them has.
pub fn words_of_title_in(title: &str, titles: &[String]) -> Option<usize> {
    let title = format!(" {} ", title_key(title));
    let held = titles.iter().map(|t| title_key(t)).filter(|key| !key.is_empty() && title.contains(&format!(" {key} ")));
    held.map(|key| key.split(' ').count()).max()
}

/// The words of a title in lower case, one blank between them.
pub(super) fn title_key(title: &str) -> String {
    title_words(title).into_iter().map(|w| w.text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(title: &str) -> Option<Kind> {
        kind_of_title(title).map(|m| m.kind)
    }

    #[test]
    fn titles_name_kinds_by_whole_words() {
        assert_eq!(kind("Senior Product Owner (m/f/d)"), Some(Kind::ProductOwner));
        assert_eq!(kind("Principal designer"), Some(Kind::ProductDesigner));
        assert_eq!(kind("Principal of the school"), Some(Kind::Other));
        assert_eq!(kind("Director of Harbour Engineering"), Some(Kind::Other));
        assert_eq!(kind("Technical Product Manager, Payments"), Some(Kind::TechnicalProductManager));
        assert_eq!(kind("Product Owner, Project Manager Tooling"), Some(Kind::ProductOwner));
        assert_eq!(kind("Chief Product Owner"), Some(Kind::ChiefProductOwner));
        assert_eq!(kind("Product Marketing Manager"), Some(Kind::ProductMarketingManager));
        assert_eq!(kind("Director of Product Management"), Some(Kind::HeadOfProduct));
        assert_eq!(kind("Director Product & Client Services"), None);
        assert_eq!(kind("Head of Product and Design"), None);
        assert_eq!(kind("Business Owner"), Some(Kind::BusinessOwner));
        assert_eq!(kind("Data Owner"), Some(Kind::DataOwner));
    }

    #[test]
    fn bare_abbreviations_set_no_kind() {
        for title in ["Owner", "PM", "CPO", "Owns the product", "8 PM"] {
            assert_eq!(kind(title), None, "{title}");
        }
    }

    #[test]
    fn sentences_name_kinds_and_titles_tell_who_sells() {
        let named = kinds_named("Agrees features with the product manager and two testers of product management");
        assert!(named.contains(&Kind::ProductManager) && !named.contains(&Kind::ProductOwner), "{named:?}");
        assert_eq!(kinds_named("Manages the product with care"), []);
        assert!(sells("Sales Director") && sells("Head of Key Account Managers, Vendor side"));
        assert!(rewards_throughput("features delivered on time") && rewards_throughput("Billable hours"));
        assert!(!rewards_throughput("on our side: time saved"));
        assert!(!sells("Vendor Manager"));
        assert!(!sells("Chief Marketing Officer") && !sells("Head of Salesforce Platform"));
    }

    #[test]
    fn every_kind_has_an_entry() {
        for kind in [Kind::ProductOwner, Kind::Other, Kind::CustomerSupport, Kind::SolutionManager] {
            assert!(kind.entry().is_some(), "{kind:?}");
        }
        for entry in &KINDS.entries {
            assert_eq!(
                serde_json::to_value(entry.kind).ok(),
                Some(serde_json::json!(entry.slug)),
                "slug of {}",
                entry.label
            );
            for title in &entry.titles {
                assert_eq!(title, &title.to_lowercase(), "titles are lower case");
            }
        }
    }
}
