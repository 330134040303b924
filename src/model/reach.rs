//! Whom a role reaches, at first hand, at second hand or not at all: what rules ask about its contacts taken together.

use super::{Contact, Role, SectionKind, Users};
use crate::prose::{Category, ContactClass, Mode, Signal};
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
                if meant && !self.is_bound_on_other_work(contact) {
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
        reach
    }

    /// Whether a denial comes from an item out of scope that is about other work: selling to customers or supporting them out of
    /// scope says nothing about meeting them.
    /// Work for teams or on teams names them in the same words as talk with them: only plain words rule that out.
    pub fn is_bound_on_other_work(&self, denied: &Contact) -> bool {
        let Some(bound) = self.out_of_scope.iter().find(|s| s.range == denied.range) else { return false };
        let reading = &bound.reading;
        let in_words =
            reading.negated || reading.contacts.iter().any(|c| c.denied) || reading.has(Signal::TalksWithPeople);
        let other_work =
            reading.confidence >= 0.5 && !matches!(reading.category, Category::Discovery | Category::Stakeholder);
        !in_words && (other_work || denied.class == ContactClass::Team)
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

#[cfg(test)]
mod tests {
    use super::super::testing::{contact, role};
    use super::super::{Fact, Statement};
    use super::*;
    use crate::knowledge::Kind;
    use crate::prose::{Context, Reading, read};

    #[test]
    fn contacts_fall_into_first_and_second_hand() {
        let mut owner = role(Kind::ProductOwner);
        owner.contacts = vec![
            contact("nurses", ContactClass::User, Mode::Directly),
            contact("patients", ContactClass::Customer, Mode::Through),
            contact("ticket queue", ContactClass::Proxy, Mode::Directly),
            contact("key accounts", ContactClass::Sales, Mode::Directly),
            contact("clinics", ContactClass::Prospect, Mode::Together),
        ];
        let names = |contacts: Vec<&Contact>| contacts.iter().map(|c| c.who.clone()).collect::<Vec<_>>();
        let users = owner.reach(Audience::Users);
        assert_eq!(names(users.direct), ["nurses"]);
        assert_eq!(names(users.second_hand), ["patients", "ticket queue", "key accounts"]);
        assert_eq!(users.listed.len(), 5);
        assert_eq!(names(owner.reach(Audience::Market).direct), ["nurses", "clinics"]);
    }

    #[test]
    fn sales_in_a_sentence_is_no_stand_in_for_users() {
        let mut owner = role(Kind::ProductOwner);
        owner.contacts = vec![Contact { listed: false, ..contact("sales", ContactClass::Sales, Mode::Directly) }];
        assert!(owner.reach(Audience::Users).second_hand.is_empty());
    }

    #[test]
    fn partners_are_users_where_the_document_names_them() {
        let mut owner = role(Kind::ProductOwner);
        owner.contacts = vec![contact("Resellers, large ones", ContactClass::Partner, Mode::Directly)];
        assert!(owner.reach(Audience::Users).direct.is_empty());
        let words = Users::Words(vec!["resellers".to_owned()]);
        owner.users = Some(Fact::stated(words, TextRange::default()));
        assert_eq!(owner.reach(Audience::Users).direct.len(), 1);
    }

    #[test]
    fn meeting_people_out_of_scope_is_a_denial_and_selling_to_them_is_not() {
        let mut owner = role(Kind::ProductOwner);
        owner.contacts = vec![Contact { denied: true, ..contact("customers", ContactClass::Customer, Mode::Directly) }];
        let mut denials = |category, confidence| {
            let reading = Reading { category, confidence, ..read("", &Context::default()) };
            owner.out_of_scope = vec![Statement { text: String::new(), range: TextRange::default(), reading }];
            owner.reach(Audience::Users).denials.len()
        };
        assert_eq!(denials(Category::Discovery, 0.9), 1);
        assert_eq!(denials(Category::Stakeholder, 0.9), 1);
        assert_eq!(denials(Category::Other, 0.2), 1);
        assert_eq!(denials(Category::GoToMarket, 0.9), 0);
    }

    #[test]
    fn to_rule_out_talking_is_a_denial_whatever_else_is_said() {
        let mut owner = role(Kind::ProductOwner);
        owner.contacts = vec![Contact { denied: true, ..contact("customers", ContactClass::Customer, Mode::Directly) }];
        let mut denials = |text: &str| {
            let reading =
                Reading { category: Category::GoToMarket, confidence: 0.9, ..read(text, &Context::default()) };
            owner.out_of_scope = vec![Statement { text: text.to_owned(), range: TextRange::default(), reading }];
            owner.reach(Audience::Users).denials.len()
        };
        assert_eq!(denials("talking to customers, since sales does that"), 1);
        assert_eq!(denials("talking to customers about prices"), 0);
        assert_eq!(denials("training customers"), 0);
    }
}
