//! The registry of rules. A rule is one file with its document beside it; everything that is told about rules comes from here.

use std::sync::LazyLock;

use crate::config::{KnownRule, OwnRule, Settings, Severity};
use crate::model::{Document, FileId, Organisation, Place, Profile};
use crate::text::TextRange;

pub mod contact;
pub mod context;
pub mod document;
pub mod fix;
pub mod framework;
pub mod job;
mod naming;
pub mod outcome;
pub mod overlap;
mod own;
pub mod product_manager;
pub mod product_owner;
pub mod reference;
#[cfg(test)]
pub(crate) mod testing;

pub use context::{Related, Report, RoleContext};
pub use fix::Fix;

/// One rule.
pub struct Rule {
    /// Stable code, never reused.
    pub code: &'static str,
    /// Name for waivers and configuration.
    pub name: &'static str,
    /// Severity where a report does not say otherwise.
    pub severity: Severity,
    /// Profiles it speaks on; empty means all.
    pub profiles: &'static [Profile],
    /// Version that brought it.
    pub since: &'static str,
    /// On trial: it speaks only where it is asked for, and may still change.
    pub preview: bool,
    /// The document beside it (Markdown): heading, what it finds, why, how to mend, sources, examples.
    pub document: &'static str,
    /// Codes that this rule explains: where both speak of one role, they are folded into this one.
    pub silences: &'static [&'static str],
    /// How it looks.
    pub check: Check,
}

/// What a rule looks at.
pub enum Check {
    /// One role by itself (the organisation may be consulted for what a reference names).
    Role(fn(&RoleContext<'_>, &mut Vec<Report>)),
    /// A role beside others; run again for every file an edit touches.
    Workspace(fn(&RoleContext<'_>, &mut Vec<Report>)),
    /// A whole document, teams and products included, beside others.
    Document(fn(&DocumentContext<'_>, &mut Vec<Report>)),
    /// One role, by the conditions of an organisation's own rule.
    Own(&'static OwnRule),
    /// What authors have waived, after all other rules have spoken.
    Waivers(fn(&WaiverContext<'_>, &mut Vec<Report>)),
}

/// What a rule found, before anything was waived.
#[derive(Clone, Copy)]
pub struct Spoken {
    /// The rule.
    pub rule: &'static Rule,
    /// Index of the role it speaks of.
    pub role: Option<usize>,
    /// Where the finding starts (byte of the source).
    pub start: u32,
}

/// What a rule about waivers is handed.
pub struct WaiverContext<'a> {
    /// The document.
    pub document: &'a Document,
    /// Settings.
    pub settings: &'a Settings,
    /// What the other rules found.
    pub spoken: &'a [Spoken],
    /// Whether a rule ran on a role (or, without one, on the document).
    pub ran: &'a dyn Fn(Option<usize>, &Rule) -> bool,
}

impl WaiverContext<'_> {
    /// Whether a rule ran on a role (or, without one, on the document).
    pub fn ran(&self, role: Option<usize>, rule: &Rule) -> bool {
        (self.ran)(role, rule)
    }

    /// Whether every rule that could speak here did run.
    pub fn all_ran(&self, role: Option<usize>) -> bool {
        all_of(self.settings).all(|rule| rule.is_selected(self.settings)) && role.is_some()
    }
}

/// What a rule about a whole document is handed.
pub struct DocumentContext<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its file in the organisation.
    pub file: FileId,
    /// All documents in short.
    pub organisation: &'a Organisation,
    /// Settings.
    pub settings: &'a Settings,
}

impl<'a> DocumentContext<'a> {
    /// Each role of the document with everything around it.
    pub fn roles(&self) -> impl Iterator<Item = RoleContext<'a>> + use<'a> {
        let DocumentContext { document, file, organisation, settings } = *self;
        (document.roles.iter().enumerate()).map(move |(index, role)| RoleContext {
            document,
            role,
            index,
            file,
            organisation,
            settings,
        })
    }
}

/// Declares a rule in its file: `declare_rule! { NO_CUSTOMER_CONTACT, "PO101", "no-customer-contact", Warning, "no_customer_contact.md", Check::Role(check) }`,
/// optionally followed by `silences: [...]`, `profiles: [...]` and `preview: true`.
#[macro_export]
macro_rules! declare_rule {
    ($ident:ident, $code:literal, $name:literal, $severity:ident, $document:literal, $check:expr
     $(, silences: [$($silences:literal),* $(,)?])? $(, profiles: [$($profile:ident),* $(,)?])? $(, preview: $preview:literal)? $(,)?) => {
        #[doc = concat!($code, " ", $name, "; see its document.")]
        pub static $ident: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            severity: $crate::config::Severity::$severity,
            profiles: &[$($($crate::model::Profile::$profile),*)?],
            since: "0.1.0",
            preview: false $(|| $preview)?,
            document: include_str!($document),
            silences: &[$($($silences),*)?],
            check: $check,
        };
    };
}

/// The families, in the order of the catalogue.
static FAMILIES: [&[&Rule]; 8] = [
    product_owner::RULES,
    product_manager::RULES,
    overlap::RULES,
    framework::RULES,
    outcome::RULES,
    document::RULES,
    job::RULES,
    reference::RULES,
];

/// All rules, family by family, by code.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| FAMILIES.concat());

/// All rules, family by family, by code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied()
}

/// The rule with this code or name, in any case.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    let wanted = code_or_name.trim();
    all().find(|r| r.code.eq_ignore_ascii_case(wanted) || r.name.eq_ignore_ascii_case(wanted))
}

/// All rules that settings know: ours, then the organisation's own.
pub fn all_of(settings: &Settings) -> impl Iterator<Item = &'static Rule> {
    all().chain(settings.own_rules.iter().map(|own| own::rule(own)))
}

/// The rule with this code or name, in any case, among all that settings know.
pub fn find_of(settings: &Settings, code_or_name: &str) -> Option<&'static Rule> {
    let wanted = code_or_name.trim();
    all_of(settings).find(|r| r.code.eq_ignore_ascii_case(wanted) || r.name.eq_ignore_ascii_case(wanted))
}

/// The rule that an organisation has made.
pub fn of_own(own: &'static OwnRule) -> &'static Rule {
    own::rule(own)
}

/// Looks at a role with a rule that an organisation has made.
pub fn check_own(own: &OwnRule, context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    own::check(own, context, reports);
}

/// The address under which the pages of the manual stand.
pub const MANUAL: &str = "https://rolelint.dev/";

/// Our rules as configurations may name them.
pub fn known() -> &'static [KnownRule] {
    static KNOWN: LazyLock<Vec<KnownRule>> =
        LazyLock::new(|| all().map(|r| KnownRule { code: r.code, name: r.name, across: r.is_across() }).collect());
    &KNOWN
}

impl Rule {
    /// What an organisation has written, where it is a rule of its own.
    pub fn own(&self) -> Option<&'static OwnRule> {
        match self.check {
            Check::Own(own) => Some(own),
            _ => None,
        }
    }

    /// The address of the page that explains it; empty for a rule of an organisation's own without one.
    pub fn page(&self) -> String {
        match self.own() {
            Some(own) => own.help.clone(),
            None => format!("{MANUAL}rules/{}.html", self.code.to_lowercase()),
        }
    }

    /// Whether it compares roles of an organisation.
    pub fn is_across(&self) -> bool {
        matches!(self.check, Check::Workspace(_)) || self.code.starts_with("REF")
    }

    /// Whether settings let it run.
    pub fn is_selected(&self, settings: &Settings) -> bool {
        settings.selects(self.code, self.name) && (!self.preview || settings.selects_preview(self.code, self.name))
    }

    /// First heading of the document after its code and name: what it finds, in one line.
    pub fn summary(&self) -> &'static str {
        self.document.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or("")
    }

    /// Whether it speaks on documents of this profile.
    pub fn applies_to(&self, profile: Profile) -> bool {
        self.profiles.is_empty() || self.profiles.contains(&profile)
    }
}

/// A place in a role's own file, or elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Bytes of the file at hand.
    Here(TextRange),
    /// Another file.
    There(Place),
}

/// A share from 0 to 1 as people write it: `70%`.
pub fn percent(share: f32) -> String {
    format!("{:.0}%", share * 100.0)
}
