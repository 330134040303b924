//! What the rules about contacts share: how a list without the wanted people is reported, and what to write.

use super::{Fix, Report, RoleContext};
use crate::config::Severity;
use crate::knowledge::Kind;
use crate::model::writing::Item;
use crate::model::{Reach, SectionKind, Told, Users};
use crate::prose::{ContactClass, Theme};
use crate::text::TextRange;

/// A Contacts section that names people, none of them those whom a rule asks for.
pub struct UnmetList {
    place: TextRange,
    confidence: f32,
    entries: Vec<TextRange>,
}

impl UnmetList {
    /// A report on the section; as sure as its least sure entry.
    pub fn report(self, message: String) -> Report {
        Report::new(self.place, message).confidence(self.confidence).evidence(self.entries)
    }
}

impl RoleContext<'_> {
    /// The entries of the Contacts section where none of them is direct contact; `None` without such entries.
    pub fn unmet_list(&self, reach: &Reach<'_>) -> Option<UnmetList> {
        let first = reach.listed.first()?;
        if !reach.direct.is_empty() || self.role.keeps_elsewhere(&[SectionKind::Contacts]) {
            return None;
        }
        Some(UnmetList {
            place: self.role.section(SectionKind::Contacts).map_or(first.range, |s| s.heading),
            confidence: reach.listed.iter().map(|c| c.confidence).fold(1.0, f32::min),
            entries: reach.listed.iter().map(|c| c.range).collect(),
        })
    }

    /// Whether the product is for people of the house, by what the title or the text says.
    fn is_internal(&self) -> bool {
        matches!(self.role.users.as_ref().map(|u| &u.value), Some(Users::Internal | Users::Both))
            || self.role.hints.iter().any(|(theme, _)| *theme == Theme::InternalProduct)
    }

    /// How much it weighs that a document names nobody who is met; `None` where it comes near to it, so that one cannot know.
    pub fn severity_of_silence(&self) -> Option<Severity> {
        match self.role.tells_of(Theme::NearContact) {
            Some(Told::OfTheWork) => None,
            // Whoever is met in the house may be who uses such a product.
            _ if self.is_internal() && self.role.contacts.iter().any(|c| c.is_direct()) => None,
            _ if self.is_internal() => Some(Severity::Info),
            Some(Told::Elsewhere) => Some(Severity::Info),
            None => Some(Severity::Warning),
        }
    }

    /// The people whom this role should meet, in words, and their class.
    pub(crate) fn users_to_meet(&self) -> (String, ContactClass) {
        match self.role.users.as_ref().map(|u| &u.value) {
            Some(Users::Words(words)) if !words.is_empty() => (words[0].clone(), ContactClass::User),
            Some(Users::Internal) => ("colleagues who use it".to_owned(), ContactClass::InternalUser),
            _ => ("users of the product".to_owned(), ContactClass::Customer),
        }
    }

    /// An entry that says whom this role meets; who is left to the author where the role does not say who its users are.
    pub fn contact_fix(&self) -> Fix {
        let (who, class) = self.users_to_meet();
        let named =
            matches!(self.role.users.as_ref().map(|u| &u.value), Some(Users::Words(words)) if !words.is_empty());
        let who = if named { who } else { format!("<{who}>") };
        Fix::new("Say whom this role meets").add(self.index, Item::contact(who, class, "every week"))
    }

    /// A contact beside a manager of the same product who has it already.
    pub fn shared_contact_fix(&self) -> Option<Fix> {
        let here = self.organisation.role(self.key())?;
        let others = self.organisation.roles_of_product(here.product.as_deref()?).iter();
        let beside = others
            .filter_map(|key| self.organisation.role(*key))
            .find(|other| other.slug != here.slug && other.meets_users && other.kind.is_some_and(Kind::is_manager))?;
        let who = self.users_to_meet();
        let item = Item::Contact {
            who: "customers".to_owned(),
            class: who.1,
            cadence: "every sprint".to_owned(),
            with: Some(format!("@{}", beside.slug)),
        };
        Some(Fix::new(format!("Meet customers together with @{}", beside.slug)).add(self.index, item))
    }

    /// What to write so that a role meets its users, in the format of the document.
    pub fn contact_help(&self) -> String {
        let (who, class) = self.users_to_meet();
        let class = class.name();
        if self.document.is_in_role_language() {
            format!("Say under Contacts whom this role meets: `- {who} ({class}): every week, directly`.")
        } else {
            format!("Say whom this role meets and how often, such as: `Meet {who} every week`.")
        }
    }
}
