//! What rules about several roles say, and where: one fact, one voice, in one place.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use rolelint::config::Settings;
use rolelint::knowledge::Framework;
use rolelint::lint::lint;
use rolelint::model::Organisation;
use rolelint::prose::Context;
use rolelint::workspace::Analysis;

const MANAGER: &str = "Role: Product Manager, Kites\nId: pm\nProduct: @kites\n\nPurpose:\n- Sell kites.\n\nDuties:\n\
- 40% strategy: Choose which kites we make next\n- 30% discovery: Study wind records of past seasons\n\
- 30% analytics: Compare sales with what we had hoped for\n\nContacts:\n- sales (sales): every week, directly\n";
const OWNER: &str = "Role: Product Owner, Kites\nId: po\nProduct: @kites\nFramework: Kanban\n\nPurpose:\n- Sell kites.\n\nDuties:\n\
- 40% backlog: Order what is pulled next\n- 30% backlog: Explain backlog items to the developers\n\
- 30% delivery: Review finished work with the team\n\nContacts:\n- developers (team): every day, directly\n";
const ORG: &str = "Product: Kites\nId: kites\nUsers: external\n";

/// `file code` of every finding, in order.
fn said(files: &[(&str, &str)], rooted: bool, settings: &Settings) -> Vec<String> {
    let mut organisation = Organisation::new(rooted);
    let analyses: Vec<Analysis> =
        files.iter().map(|(path, text)| Analysis::of(path, *text, &Context::default())).collect();
    let ids: Vec<_> = analyses.iter().map(|a| organisation.insert(&a.path, &a.document, &a.lines, &a.text)).collect();
    let found = analyses.iter().zip(ids).flat_map(|(a, id)| {
        let findings = lint(&a.document, id, &organisation, settings);
        findings.into_iter().map(|f| format!("{} {}", a.path, f.rule.code)).collect::<Vec<_>>()
    });
    found.collect()
}

/// Only what these codes say.
fn of(codes: &[&str], files: &[(&str, &str)], ignore: &[&str]) -> Vec<String> {
    let settings = Settings {
        select: codes.iter().map(ToString::to_string).collect(),
        ignore: ignore.iter().map(ToString::to_string).collect(),
        today: Some("2026-11-01".into()),
        ..Settings::default()
    };
    said(files, true, &settings)
}

const CONTACT: [&str; 4] = ["OV203", "PO101", "PO102", "PM104"];

#[test]
fn the_wider_finding_takes_in_the_narrower_ones_of_all_files() {
    let files = [("pm.role", MANAGER), ("po.role", OWNER), ("org.role", ORG)];
    assert_eq!(of(&CONTACT, &files, &[]), ["pm.role OV203"]);
    assert_eq!(of(&CONTACT, &files, &["OV203"]), ["pm.role PM104", "po.role PO101"]);
    let settings = Settings { select: vec!["OV".into()], ..Settings::default() };
    assert_eq!(said(&files, false, &settings), [""; 0], "without a root there is nothing to compare with");
}

#[test]
fn a_waiver_of_any_code_in_any_role_silences_the_fact() {
    let waived = |until: &str| format!("{OWNER}\nWaivers:\n- PO101{until}: the regulator forbids it\n");
    let found =
        |owner: &str| of(&["OV203", "PO101"], &[("pm.role", MANAGER), ("po.role", owner), ("org.role", ORG)], &[]);
    assert_eq!(found(&waived("")), [""; 0]);
    assert_eq!(found(&waived(" until 2026-12-31")), [""; 0]);
    assert_eq!(found(&waived(" until 2026-10-31")), ["pm.role OV203"]);
    let suppressed = OWNER.replace("Contacts:", "# rolelint: ignore PO101 the regulator forbids it\nContacts:");
    assert_eq!(found(&suppressed), [""; 0]);
}

#[test]
fn several_who_decide_the_same_are_told_once() {
    let decides = |text: &str, id: &str| {
        text.replace("Id: p", &format!("Id: {id}-p")) + "\nDecisions:\n- alone: order of the backlog\n"
    };
    let (a, b, c) = (decides(MANAGER, "a"), decides(OWNER, "b"), decides(OWNER, "c"));
    let files = [("a.role", a.as_str()), ("b.role", b.as_str()), ("c.role", c.as_str()), ("org.role", ORG)];
    assert_eq!(of(&["OV201"], &files, &[]), ["c.role OV201"]);
    let advises = c.replace("alone:", "advises:");
    assert_eq!(of(&["OV201"], &[files[0], files[1], ("c.role", &advises), files[3]], &[]), ["b.role OV201"]);
}

#[test]
fn a_framework_may_be_stated_by_the_product_or_the_configuration() {
    let owner = OWNER.replace("Framework: Kanban\n", "");
    let org = format!("{ORG}Framework: Kanban\n");
    assert_eq!(of(&["FW309"], &[("po.role", &owner), ("org.role", ORG)], &[]), ["po.role FW309"]);
    assert_eq!(of(&["FW309"], &[("po.role", &owner), ("org.role", &org)], &[]), [""; 0]);
    let settings =
        Settings { select: vec!["FW309".into()], framework: Framework::parse_list("SAFe 6"), ..Settings::default() };
    assert_eq!(said(&[("po.role", &owner)], false, &settings), [""; 0]);
}

#[test]
fn a_first_draft_leaves_it_open_whether_somebody_meets_users() {
    let draft = "Role: User Researcher, Kites\nProduct: @kites\n\nDuties:\n- discovery: Talk\n";
    let files = [("pm.role", MANAGER), ("po.role", OWNER), ("draft.role", draft), ("org.role", ORG)];
    assert_eq!(of(&["OV203", "OV204"], &files, &[]), [""; 0]);
}

#[test]
fn one_person_in_two_seats_decides_for_both() {
    let decides = |text: &str, field: &str| {
        text.replace("Product: @kites\n", &format!("Product: @kites\n{field}\n"))
            + "\nDecisions:\n- alone: order of the backlog\n"
    };
    let found = |manager: &str, owner: &str| {
        of(
            &["OV201"],
            &[("pm.role", &decides(MANAGER, manager)), ("po.role", &decides(OWNER, owner)), ("org.role", ORG)],
            &[],
        )
    };
    assert_eq!(found("", "").len(), 1);
    assert_eq!(found("Plays: @po", ""), [""; 0]);
    assert_eq!(found("", "Played by: @pm"), [""; 0]);
    assert_eq!(found("Played by: @ines", "Played by: @ines"), [""; 0]);
    assert_eq!(found("Played by: @ines", "Played by: @omar").len(), 1);
}
