//! Roles made by hand, for tests of what is asked of them.

use super::{Contact, Document, Duty, Fact, Role, role};
use crate::knowledge::Kind;
use crate::prose::{Category, ContactClass, Context, Hold, Mode, Signal, SignalReading, read};
use crate::syntax::Format;
use crate::text::TextRange;

/// A role of this kind that says nothing else.
pub fn role(kind: Kind) -> Role {
    let title = Fact::stated("Role".to_owned(), TextRange::default());
    Role {
        kind: Some(Fact::stated(kind, TextRange::default())),
        structured: true,
        ..role::empty(title, TextRange::default())
    }
}

/// A `.role` document with this role alone.
pub fn document(role: Role) -> Document {
    Document {
        format: Format::Role,
        role_document: true,
        roles: vec![role],
        units: Vec::new(),
        externs: Vec::new(),
        suppressions: Vec::new(),
        notes: Vec::new(),
        unknown_labels: Vec::new(),
        problems: Vec::new(),
        matches: Vec::new(),
        language: "en",
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
        listed: true,
        reading: read("", &Context::default()),
    }
}

/// The same duty, which also shows this signal.
pub fn showing(mut duty: Duty, signal: Signal) -> Duty {
    duty.reading.signals.push(SignalReading { signal, range: TextRange::default() });
    duty
}

/// An entry of a Contacts section.
pub fn contact(who: &str, class: ContactClass, mode: Mode) -> Contact {
    Contact {
        who: who.to_owned(),
        references: Vec::new(),
        class,
        cadence: None,
        cadence_range: None,
        mode,
        denied: false,
        range: TextRange::default(),
        confidence: 1.0,
        evidence: Vec::new(),
        listed: true,
    }
}
