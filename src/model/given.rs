//! What an organisation says of all roles with a title of its own (`[[kinds]]`): it need not be written again in each of them.

use super::{Contact, Decision, Document, Mode, OwnKind, Right, Role};
use crate::prose::Context;
use crate::text::TextRange;

/// Surer than what is read out of prose, and less than what the document itself says.
const CONFIDENCE: f32 = 0.9;

/// Adds what is given to roles that say nothing of it themselves: what a document says of a matter or of people stands.
pub(super) fn complete(document: &mut Document, context: &Context) {
    if context.kinds.is_empty() {
        return;
    }
    for role in &mut document.roles {
        let stated = role.fields.iter().find(|(label, _)| label == "Kind").map(|(_, value)| value.value.clone());
        let named = OwnKind::of_title(&context.kinds, &role.title);
        let kind = stated.and_then(|kind| OwnKind::of_title(&context.kinds, &kind)).or(named);
        if let Some(kind) = kind {
            decide(role, kind);
            meet(role, kind);
        }
    }
}

/// Whether something at this place is given, not written.
pub(super) fn is_given(role: &Role, range: TextRange) -> bool {
    range == role.head
}

fn decide(role: &mut Role, kind: &OwnKind) {
    for &subject in &kind.decides {
        let said = |d: &Decision| d.subject == subject || d.subject.is_backlog_order() && subject.is_backlog_order();
        if !role.decisions.iter().any(said) {
            let text = subject.label().to_owned();
            let (range, with) = (role.head, Vec::new());
            role.decisions.push(Decision { text, subject, right: Right::Alone, with, range, confidence: CONFIDENCE });
        }
    }
}

fn meet(role: &mut Role, kind: &OwnKind) {
    for &class in &kind.meets {
        let users = class.is_customer_or_user();
        let said = |c: &Contact| c.class == class || users && c.class.is_customer_or_user();
        if !role.contacts.iter().any(said) {
            role.contacts.push(Contact {
                who: class.name().to_owned(),
                references: Vec::new(),
                class,
                cadence: None,
                cadence_range: None,
                mode: Mode::Directly,
                denied: false,
                range: role.head,
                confidence: CONFIDENCE,
                evidence: Vec::new(),
                listed: false,
            });
        }
    }
}
