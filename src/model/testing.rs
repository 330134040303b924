//! Roles made by hand, for tests of what is asked of them.

use super::{Contact, Duty, Fact, Profile, Role};
use crate::knowledge::Kind;
use crate::prose::{Category, ContactClass, Context, Hold, Mode, read};
use crate::text::TextRange;

/// A role of this kind that says nothing else.
pub fn role(kind: Kind) -> Role {
    Role {
        slug: "role".to_owned(),
        id: None,
        title: Fact::stated("Role".to_owned(), TextRange::default()),
        head: TextRange::default(),
        range: TextRange::default(),
        kind: Some(Fact::stated(kind, TextRange::default())),
        title_kind: None,
        posted_as: None,
        framework: Vec::new(),
        level: None,
        track: None,
        product: None,
        owns: None,
        users: None,
        stage: None,
        teams: Vec::new(),
        art: None,
        area: None,
        reports_to: None,
        leads: Vec::new(),
        plays: Vec::new(),
        played_by: Vec::new(),
        allocation: None,
        draft: false,
        purpose: Vec::new(),
        duties: Vec::new(),
        contacts: Vec::new(),
        decisions: Vec::new(),
        measures: Vec::new(),
        works_with: Vec::new(),
        requirements: Vec::new(),
        out_of_scope: Vec::new(),
        waivers: Vec::new(),
        sections: Vec::new(),
        references: Vec::new(),
        fields: Vec::new(),
        profile: Profile::Spec,
        structured: true,
    }
}

/// A duty of this category, as sure as said, with this share of the time.
pub fn duty(category: Category, confidence: f32, share: f32) -> Duty {
    Duty {
        text: String::new(),
        range: TextRange::default(),
        text_range: TextRange::default(),
        category: Fact::guessed(category, TextRange::default(), confidence, Vec::new()),
        second: None,
        share_given: None,
        share,
        hold: Hold::Owns,
        confidence: 1.0,
        reading: read("", &Context::default()),
    }
}

/// An entry of a Contacts section.
pub fn contact(who: &str, class: ContactClass, mode: Mode) -> Contact {
    Contact {
        who: who.to_owned(),
        references: Vec::new(),
        class,
        cadence: None,
        mode,
        denied: false,
        range: TextRange::default(),
        confidence: 1.0,
        evidence: Vec::new(),
        listed: true,
    }
}
