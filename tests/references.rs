//! Names and reporting lines across files, seen from outside.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use rolelint::config::Settings;
use rolelint::lint::lint;
use rolelint::model::Organisation;
use rolelint::prose::Context;
use rolelint::workspace::Analysis;

fn organisation(files: &[(&str, &str)]) -> (Organisation, Vec<Analysis>) {
    let mut organisation = Organisation::default();
    organisation.rooted = true;
    let analyses: Vec<Analysis> =
        files.iter().map(|(path, text)| Analysis::of(path, *text, &Context::default())).collect();
    for a in &analyses {
        organisation.insert(&a.path, &a.document, &a.lines, &a.text);
    }
    (organisation, analyses)
}

/// `file:line severity CODE message` of every finding about references.
fn said(organisation: &Organisation, analyses: &[Analysis]) -> Vec<String> {
    let mut said = Vec::new();
    for a in analyses {
        let id = organisation.known_file(&a.path).expect("inserted");
        for f in lint(&a.document, id, organisation, &Settings::default()) {
            if f.rule.code.starts_with("REF") {
                let line = a.lines.line_column(&a.text, f.range.start).line;
                said.push(format!("{}:{line} {} {} {}", a.path, f.severity.name(), f.rule.code, f.message));
            }
        }
    }
    said
}

fn said_of(files: &[(&str, &str)]) -> Vec<String> {
    let (organisation, analyses) = organisation(files);
    said(&organisation, &analyses)
}

const A: &str = "Role: Product Owner\nId: a\nReports to: @b\n";
const B: &str = "Role: Product Manager\nId: b\nReports to: @c\n";
const C: &str = "Role: Head of Product\nId: c\nReports to: @a\n";

#[test]
fn a_circle_is_reported_once_and_told_from_its_last_file() {
    let found = said_of(&[("c.role", C), ("a.role", A), ("b.role", B)]);
    let path = "Head of Product → Product Owner → Product Manager → Head of Product";
    assert_eq!(found, [format!("c.role:3 error REF702 Reporting lines run in a circle: {path}.")]);
}

#[test]
fn a_line_into_a_circle_is_not_part_of_it() {
    let found = said_of(&[("a.role", A), ("b.role", B), ("c.role", C), ("z.role", "Role: Tester\nReports to: @a\n")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("c.role:3"), "{found:#?}");
}

#[test]
fn whoever_breaks_a_circle_touches_every_file_of_it() {
    let (organisation, _) = organisation(&[("a.role", A), ("b.role", B), ("c.role", C)]);
    for path in ["a.role", "b.role", "c.role"] {
        let id = organisation.known_file(path).expect("inserted");
        let touched = organisation.touched(organisation.file(id), None);
        assert_eq!(touched.len(), 3, "{path}");
    }
}

#[test]
fn an_id_given_twice_is_said_at_the_later_block() {
    let found = said_of(&[("b.role", "Team: Quay\nId: harbour\n"), ("a.role", "Role: Product Owner\nId: harbour\n")]);
    assert_eq!(found, ["b.role:2 error REF701 ‘harbour’ is defined twice."]);
    let found =
        said_of(&[("one.role", "Team: Quay\nId: harbour\n\nTeam: Pier\nId: harbour\n\nTeam: Dock\nId: harbour\n")]);
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn an_id_wins_over_a_title_of_the_same_name() {
    let files = [
        ("a.role", "Role: Harbour Pilot\n"),
        ("b.role", "Role: Product Owner\nId: harbour-pilot\n"),
        ("c.role", "Role: Tester\nReports to: @harbour-pilot\n"),
    ];
    assert_eq!(said_of(&files), Vec::<String>::new());
}

#[test]
fn references_of_teams_and_products_are_looked_at_too() {
    let found = said_of(&[("org.role", "Team: Quay\nId: quay\nProduct: @berhts\n\nProduct: Berths\nId: berths\n")]);
    assert_eq!(
        found,
        ["org.role:3 error REF701 ‘@berhts’ does not name a role, team, product or train in this workspace."]
    );
}

#[test]
fn every_section_may_hold_a_reference_that_leads_nowhere() {
    let text = "Role: Product Owner\nContacts:\n- @crew (team): every day, directly\nDecisions:\n- with @boss: release date\nDuties:\n- Plan with @crew and @crew\n";
    let found = said_of(&[("po.role", text)]);
    let lines: Vec<&str> = found.iter().filter_map(|f| f.split(' ').next()).collect();
    assert_eq!(lines, ["po.role:3", "po.role:5", "po.role:7", "po.role:7"]);
}

#[test]
fn declared_names_people_and_mail_addresses_lead_somewhere() {
    let text = "Extern: @boss\nRole: Product Owner\nPlayed by: @mira\nReports to: @boss\nApply: jobs@quay.example\n";
    assert_eq!(said_of(&[("po.role", text)]), Vec::<String>::new());
}

#[test]
fn without_a_root_nothing_is_said_of_names() {
    let (mut organisation, analyses) = organisation(&[("po.role", "Role: Product Owner\nReports to: @nobody\n")]);
    assert_eq!(said(&organisation, &analyses).len(), 1);
    organisation.rooted = false;
    assert_eq!(said(&organisation, &analyses), Vec::<String>::new());
}
