//! Several levels of one job in one document: one fact, one voice.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use rolelint::config::Settings;
use rolelint::lint::{Finding, lint};
use rolelint::model::Organisation;
use rolelint::prose::Context;
use rolelint::workspace::Analysis;

const LADDER: &str = "# Product Manager

What we expect of product managers at each step.

## Product Manager 1

- Writes release notes for every version
- Prepares the demos with the developers
- Keeps the documents of the product up to date

## Product Manager 2

- Coordinates the launch dates with marketing
- Prepares the reports for the monthly round
- Trains the support desk before each release

## Product Manager 3

- Sets the vision and the strategy of the product
- Coordinates the plans of several teams
- Coaches product managers of lower levels
";

fn findings(file: &str, text: &str) -> Vec<Finding> {
    let analysis = Analysis::of(file, text.to_owned(), &Context::default());
    let mut organisation = Organisation::default();
    let id = organisation.insert(file, &analysis.document, &analysis.lines, &analysis.text);
    lint(&analysis.document, id, &organisation, &Settings::default())
}

fn count(found: &[Finding], code: &str) -> usize {
    found.iter().filter(|f| f.rule.code == code).count()
}

#[test]
fn what_no_level_says_is_told_once_with_the_other_levels_as_related_places() {
    let found = findings("ladder.md", LADDER);
    let said: Vec<String> = found.iter().map(|f| format!("{} {}", f.rule.code, f.message)).collect();
    let market = found.iter().find(|f| f.rule.code == "PM104").unwrap_or_else(|| panic!("no PM104: {said:#?}"));
    assert_eq!(count(&found, "PM104"), 1, "{said:#?}");
    assert_eq!(market.related.len(), 2, "{:?}", market.related);
    assert!(market.related[0].message.contains("Product Manager 2"), "{:?}", market.related);
}

#[test]
fn what_one_level_says_is_not_missed_at_the_others() {
    let found = findings("ladder.md", LADDER);
    assert_eq!(count(&found, "PM103"), 0);
    assert_eq!(count(&found, "DOC507"), 0);
    let without = LADDER.replace("- Sets the vision and the strategy of the product\n", "- Writes the yearly report\n");
    let found = findings("ladder.md", &without);
    assert_eq!(count(&found, "PM103"), 1, "now no level has it");
}

#[test]
fn two_jobs_of_one_role_file_each_have_their_own_voice() {
    let role = |title: &str| {
        format!(
            "Role: Product Manager, {title}\n\nPurpose:\n- Get {title} to sea.\n\nDuties:\n- Prepare the demos with the developers\n- \
             Coordinate the launch dates with marketing\n- Set the strategy of the product\n- Order the backlog\n\nMeasures:\n- outcome: \
             trips without a call, from 40% to 60%\n\n"
        )
    };
    let found = findings("two.role", &format!("{}{}", role("Ferries"), role("Yachts")));
    assert_eq!(count(&found, "PM104"), 2);
}
