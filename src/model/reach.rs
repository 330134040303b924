//! Whom a role reaches, at first hand, at second hand or not at all: what rules ask about its contacts taken together.

use super::{Contact, Role, SectionKind, Users};
use crate::prose::{Category, ContactClass, Mode};
use crate::text::TextRange;

/// The people that a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Customers, users, internal users.
    Users,
    /// The same, prospects and partners.
    Market,
}

/// What a role says about meeting an [`Audience`].
#[derive(Clone, Debug, Default)]
pub struct Reach<'a> {
    /// Met in person or beside somebody else.
    pub direct: Vec<&'a Contact>,
    /// Known only by way of somebody or something else: through others, or sales, support, reports, tickets.
    pub second_hand: Vec<&'a Contact>,
    /// Statements that deny it: a negation, or an item out of scope. With how sure they are.
    pub denials: Vec<(TextRange, f32)>,
    /// The entries of a Contacts section, whoever they name.
    pub listed: Vec<&'a Contact>,
}

impl Role {
    /// Whether a contact is one with this audience. Partners are users where `Users` names them.
    pub fn is_with(&self, contact: &Contact, audience: Audience) -> bool {
        match audience {
            Audience::Users => {
                contact.class.is_customer_or_user()
                    || contact.class == ContactClass::Partner && self.names_as_users(&contact.who)
            }
            Audience::Market => contact.class.is_market(),
        }
    }

    fn names_as_users(&self, who: &str) -> bool {
        let Some(Users::Words(words)) = self.users.as_ref().map(|u| &u.value) else { return false };
        let who = who.to_lowercase();
        words
            .iter()
            .any(|w| w.starts_with("partner") || who.split(|c: char| !c.is_alphanumeric()).any(|part| part == w))
    }

    /// What the role says about meeting this audience.
    pub fn reach(&self, audience: Audience) -> Reach<'_> {
        let mut reach = Reach::default();
        for contact in &self.contacts {
            let meant = self.is_with(contact, audience);
            if contact.denied {
                if meant {
                    reach.denials.push((contact.range, contact.confidence));
                }
                continue;
            }
            if contact.listed {
                reach.listed.push(contact);
            }
            let stands_in = contact.class == ContactClass::Proxy
                || contact.listed && matches!(contact.class, ContactClass::Sales | ContactClass::Support);
            if stands_in || meant && contact.mode == Mode::Through {
                reach.second_hand.push(contact);
            } else if meant {
                reach.direct.push(contact);
            }
        }
        for statement in &self.out_of_scope {
            // Selling to customers or supporting them out of scope says nothing about meeting them.
            let about_meeting = statement.reading.confidence < 0.5 || statement.reading.category == Category::Discovery;
            let denied = statement.reading.contacts.iter().find(|c| match audience {
                Audience::Users => c.class.is_customer_or_user(),
                Audience::Market => c.class.is_market(),
            });
            if let Some(contact) = denied.filter(|_| about_meeting)
                && !reach.denials.iter().any(|(range, _)| statement.range.contains_range(*range))
            {
                reach.denials.push((statement.range, contact.confidence));
            }
        }
        reach
    }

    /// Whether one of these sections says that its content is kept elsewhere: then nothing in it can be called missing.
    pub fn keeps_elsewhere(&self, kinds: &[SectionKind]) -> bool {
        self.sections.iter().any(|s| s.kept_elsewhere && kinds.contains(&s.kind))
    }

    /// The first section of this kind.
    pub fn section(&self, kind: SectionKind) -> Option<&super::Section> {
        self.sections.iter().find(|s| s.kind == kind)
    }
}
