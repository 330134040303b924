//! Runs one rule on a role made by hand, for tests of what it decides from facts.

use super::{Check, Report, RoleContext, Rule};
use crate::config::Settings;
use crate::model::testing::document;
use crate::model::{FileId, Organisation, Role};

/// What `rule` reports of `role`, alone in its document.
pub fn reports(rule: &Rule, role: Role, settings: &Settings) -> Vec<Report> {
    let document = document(role);
    let organisation = Organisation::default();
    let mut reports = Vec::new();
    if let (Check::Role(check) | Check::Workspace(check), Some(role)) = (&rule.check, document.roles.first()) {
        let context =
            RoleContext { document: &document, role, index: 0, file: FileId(0), organisation: &organisation, settings };
        check(&context, &mut reports);
    }
    reports
}
