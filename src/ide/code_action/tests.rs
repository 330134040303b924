//! What is offered beside the fixes of rules, and what documents say when it was taken.

use proptest::prelude::*;

use super::*;
use crate::ide::marks::Marked;
use crate::text::apply;

proptest! {
    #[test]
    fn edits_of_lines_make_the_new_text(was in "[ab\n]{0,16}", now in "[ab\n]{0,16}") {
        let made = apply(&was, &line_edits(&was, &now));
        prop_assert_eq!(made.as_deref(), Some(now.as_str()));
    }
}

fn rewrites(marked: &str) -> Vec<String> {
    let mut made = Marked::new(marked);
    let (file, at) = made.at();
    let offers = code_actions(&made.snapshot(), file, TextRange::new(at, at), |kind| kind == ActionKind::Rewrite);
    offers.expect("a document").into_iter().map(|o| o.title).collect()
}

/// The text of the document with the cursor after the one action with this title.
fn taken(marked: &str, title: &str) -> String {
    let mut made = Marked::new(marked);
    let (file, at) = made.at();
    let snapshot = made.snapshot();
    let offers = code_actions(&snapshot, file, TextRange::new(at, at), |_| true).expect("a document");
    let offer = offers.iter().find(|o| o.title == title).unwrap_or_else(|| panic!("{offers:#?}"));
    let edits = action_edits(&snapshot, file, &offer.action).expect("edits");
    let edits: Vec<TextEdit> = edits.into_iter().map(|(_, edit)| edit).collect();
    apply(made.text(file), &edits).expect("in order")
}

#[test]
fn sections_that_are_not_there_can_be_added() {
    let role = "Role: Product$0 Owner\n\nPurpose:\n- x\n\nDuties:\n- Order the backlog\n\nMeasures:\n- calls\n";
    assert_eq!(rewrites(role), ["Add contacts", "Add decisions", "Add out of scope"]);
    let made = taken(role, "Add decisions");
    assert!(made.contains("\n\nDecisions:\n- alone: <what this role decides>\n\nMeasures:"), "{made}");
    let page = "=== a.md\n# Product$0 Owner\n\n## What you will do\n\n* Order the backlog\n* Interview users\n";
    let made = taken(page, "Add purpose");
    assert!(made.contains("* [what this role is for]\n") || made.contains("* [What this role is for]\n"), "{made}");
    assert!(rewrites("Role: A\n\nPurpose:\n- $0x\n").is_empty());
}

#[test]
fn a_guess_is_written_down() {
    let made =
        taken("Role: Product Owner\n\nDuties:\n- 20% Interview$0 users every week\n", "Write the category: discovery");
    assert_eq!(made, "Role: Product Owner\n\nDuties:\n- 20% discovery: Interview users every week\n");
    assert!(rewrites("Role: A\n\nDuties:\n- discovery: Int$0erview users every week\n").is_empty());
}

#[test]
fn a_duty_that_holds_two_becomes_two() {
    let title = "Split this duty in two: discovery, backlog";
    let made = taken(
        "Role: Product Owner\n\nDuties:\n- 25% Interview users every week$0 and\n  order the product backlog\n- x\n",
        title,
    );
    assert_eq!(
        made,
        "Role: Product Owner\n\nDuties:\n- 13% discovery: Interview users every week\n- 12% backlog: Order the product backlog\n- x\n"
    );
    let made = taken(
        "=== a.md\n# Product Owner\n\n## Duties\n\n  * Interview users every week$0, and order the product backlog\n",
        title,
    );
    assert!(made.ends_with("  * Interview users every week\n  * Order the product backlog\n"), "{made}");
    assert!(
        rewrites("=== a.md\n# Product Owner\n\n## Duties\n\n- Interview users and$0 customers every week\n").is_empty()
    );
}

#[test]
fn a_role_that_is_named_gets_a_document() {
    let mut made = Marked::new("Role: Product Owner\nReports to: @head-of-$0product\nTeams: @harbour\n");
    let (file, at) = made.at();
    let snapshot = made.snapshot();
    let all = TextRange::new(0, at + 99);
    let offers = code_actions(&snapshot, file, all, |_| true).expect("a document");
    let made: Vec<&Offer> = offers.iter().filter(|o| matches!(o.action, Action::ExtractRole(_))).collect();
    assert_eq!(made.len(), 1, "a team is no role: {made:#?}");
    assert_eq!(made[0].title, "Write a role for @head-of-product in head-of-product.role");
    let new = new_document(&snapshot, file, &made[0].action).expect("a document");
    assert_eq!(new.name, "/w/head-of-product.role");
    assert!(new.text.starts_with("Role: Head of product\nId: head-of-product\n\nPurpose:\n- <"), "{}", new.text);
    assert_eq!(crate::ide::standard_form(&new.text), Some(new.text.clone()));
}

#[test]
fn a_waiver_of_the_configuration_is_read() {
    for before in ["", "ignore = [\"OV\"]", "[limits]\r\nduties_max = 3\r\n"] {
        let made = before.to_owned() + &waiver(before, "PO101", "a b/[po].role");
        let table: toml::Table = toml::from_str(&made).expect(&made);
        let waiver = table["waivers"][0].as_table().expect("a table").clone();
        assert_eq!(waiver["rules"][0].as_str(), Some("PO101"));
        assert_eq!(waiver["files"][0].as_str(), Some("/a b/\\[po\\].role"));
        assert!(!made.starts_with(['\r', '\n']) && made.contains("\r\n") == before.contains("\r\n"));
    }
}

#[test]
fn all_fixes_are_made_of_a_role_that_others_name() {
    let mut made = Marked::new(
        "=== b.role\nRole: Head\nLeads: @po\n=== a.role\n$0Role: Product Owner\nId: po\n\nDuites:\n- Order the backlog\n- Sing\n",
    );
    let (file, _) = made.at();
    let edits = action_edits(&made.snapshot(), file, &Action::FixAll).expect("edits");
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].1.text, "Duties:\n");
}
