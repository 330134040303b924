//! Runs one rule on a role made by hand, for tests of what it decides from facts.

use super::{Check, Report, RoleContext, Rule};
use crate::config::Settings;
use crate::model::Format;
use crate::model::{Document, FileId, Organisation, Role};

/// What `rule` reports of `role`, alone in its document.
pub fn reports(rule: &Rule, role: Role, settings: &Settings) -> Vec<Report> {
    let document = Document {
        format: Format::Role,
        role_document: true,
        roles: vec![role],
        units: Vec::new(),
        externs: Vec::new(),
        suppressions: Vec::new(),
        notes: Vec::new(),
        unknown_labels: Vec::new(),
        problems: Vec::new(),
        language: "en",
    };
    let organisation = Organisation::default();
    let mut reports = Vec::new();
    if let (Check::Role(check) | Check::Workspace(check), Some(role)) = (&rule.check, document.roles.first()) {
        let context =
            RoleContext { document: &document, role, index: 0, file: FileId(0), organisation: &organisation, settings };
        check(&context, &mut reports);
    }
    reports
}
