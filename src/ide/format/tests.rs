//! The standard form: what it looks like, that it is its own standard form, and that it says the same.

use proptest::prelude::*;

use super::*;
use crate::ide::marks::Marked;
use crate::text;

fn formatted(text: &str) -> String {
    standard_form(text).expect("can be formatted")
}

#[test]
fn labels_fields_items_and_lead_words_get_their_standard_form() {
    let text = "\n\n# who\nrole:   Product Owner\n**Responsibilities**:\n*  25 % Backlog :  Order it\n   and more\n• Sing  \n\n\n1. 10% Note: x\nteam: @a,@b\nLevel : mid\nMeets:\n- nurses ( Internal-User ) :every week\nDecides: \n- Alone: scope\n- With @pm: dates\nKPIs:\n- Outcome :calls\nNeeds:\n- MUST: x\nPurpose: Help people\nid: po\nTeam: Harbour\nsize: 7\n";
    insta::assert_snapshot!(formatted(text), @r"
    # who
    Role: Product Owner
    Id: po
    Level: mid
    Teams: @a, @b
    Teams: Harbour
    Size: 7

    Duties:
    - 25% backlog: Order it
      and more
    - Sing
    - 10% Note: x

    Contacts:
    - nurses (internal user): every week

    Decisions:
    - alone: scope
    - with @pm: dates

    Measures:
    - outcome: calls

    Requirements:
    - must: x

    Purpose:
    - Help people
    ");
}

#[test]
fn comments_stay_with_what_they_are_about() {
    let text = "# licence\n\nRole: A\nDuties:\n# about one\n- one\n# after one\n\n# about contacts\nContacts:\n- x\n# the level\nLevel: mid\n\n# about the team\nTeam: B\n\n# the end\n";
    insta::assert_snapshot!(formatted(text), @r"
    # licence

    Role: A
    # the level
    Level: mid

    Duties:
    # about one
    - one
    # after one

    # about contacts
    Contacts:
    - x

    # about the team
    Team: B

    # the end
    ");
}

#[test]
fn blank_lines_tell_what_a_comment_is_about() {
    for (text, made) in [
        ("Role: A\n\n# note\n\nNote: x\n", "Role: A\n\n# note\n\nNote: x\n"),
        ("Role: A\nSize: 7\n# seven\n\nLevel: mid\n", "Role: A\nLevel: mid\nSize: 7\n# seven\n"),
        ("Role: A\nArea: P\nART: @t\n# train\n\nLevel:\n", "Role: A\nArea: P\nART: @t\n# train\n\nLevel:\n"),
        ("Role: A\r\n# a\n\r\nNote: x\r", "Role: A\r\n# a\r\n\r\nNote: x\r\n"),
    ] {
        assert_eq!(formatted(text), made);
        assert_eq!(formatted(made), made, "again");
    }
}

#[test]
fn what_is_no_matter_of_form_stays() {
    for text in [
        "Role: A\n\nDuites:\n- x\n",
        "Role: A\n\nDuties:\n- x\nNote: this is no label\nloose line\n",
        "Extern: @a, @b\n",
        "Role: A\r\nId: a\r\n\r\nDuties:\r\n- x\r\n",
        "\u{feff}Role: A\n",
        "",
        "# only a comment\n",
    ] {
        assert_eq!(formatted(text), text);
    }
    assert_eq!(formatted("Role: A\r\nId: a  "), "Role: A\r\nId: a\r\n");
    assert_eq!(standard_form("Role: A\0\n"), None);
}

#[test]
fn our_own_examples_are_in_the_standard_form() {
    for (name, text) in [
        ("healthy/org.role", include_str!("../../../examples/healthy/org.role")),
        ("healthy/product-manager.role", include_str!("../../../examples/healthy/product-manager.role")),
        ("healthy/product-owner.role", include_str!("../../../examples/healthy/product-owner.role")),
        ("confused/head-of-product.role", include_str!("../../../examples/confused/head-of-product.role")),
    ] {
        assert_eq!(formatted(text), text, "{name}");
    }
}

#[test]
fn edits_touch_the_lines_that_differ() {
    let text = "Role: A\n\nDuties:\n* one\n- two\n\n\nContacts:\n* three\n";
    let mut made = Marked::new(text);
    let file = made.files[0].1;
    let snapshot = made.snapshot();
    let edits = format(&snapshot, file, None);
    assert_eq!(text::apply(text, &edits).as_deref(), Some("Role: A\n\nDuties:\n- one\n- two\n\nContacts:\n- three\n"));
    let part = format(&snapshot, file, Some(TextRange::new(17, 19)));
    assert_eq!(text::apply(text, &part).as_deref(), Some("Role: A\n\nDuties:\n- one\n- two\n\n\nContacts:\n* three\n"));
    let mut page = Marked::named("a.md", "# Product Owner\n\n* x\n");
    let file = page.files[0].1;
    assert!(format(&page.snapshot(), file, None).is_empty(), "Markdown is left alone");
}

fn entered(marked: &str) -> String {
    let mut made = Marked::new(marked);
    let (file, offset) = made.at();
    let edits = continue_list(&made.snapshot(), file, offset);
    text::apply(made.text(file), &edits).expect("in order")
}

#[test]
fn enter_continues_a_list_and_ends_it() {
    assert_eq!(entered("Role: A\n\nDuties:\n- one\n$0"), "Role: A\n\nDuties:\n- one\n- ");
    assert_eq!(entered("Role: A\n\nDuties:\n- one\n  $0\n- two\n"), "Role: A\n\nDuties:\n- one\n- \n- two\n");
    assert_eq!(entered("Role: A\n\nDuties:\n- one\n  more\n  $0"), "Role: A\n\nDuties:\n- one\n  more\n- ");
    assert_eq!(entered("Role: A\n\nDuties:\n- one\n- \n$0"), "Role: A\n\nDuties:\n- one\n\n");
    assert_eq!(entered("Role: A\n\nDuties:\n$0"), "Role: A\n\nDuties:\n- ");
    assert_eq!(entered("Role: A\nDuties:\n- on\n$0e\n"), "Role: A\nDuties:\n- on\n- e\n");
    for same in ["Role: A\n$0", "Role: A\nLevel:\n$0", "$0", "Role: A\nDuties:\n$0- x", "Role: A\nDuties:\n- x\n\n$0"] {
        assert_eq!(entered(same), same.replace("$0", ""));
    }
}

/// Pieces that documents are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "Role: Product Owner\n",
        "Rloe: x\n",
        "Team: Harbour\n",
        "Team: @a\n",
        "Product: Claims\n",
        "Train: T\n",
        "Id: po\n",
        "LEVEL :mid\n",
        "Reports to: @pm,@x\n",
        "Works with: @a,@b\n",
        "Works with:\n",
        "Extern: @z,@y\n",
        "Extern:\n",
        "Duties:\n",
        "Duties: one thing\n",
        "Responsibilities\n",
        "Contacts:\n",
        "Decisions:\n",
        "Measures:\n",
        "KPIs:\n",
        "Waivers:\n",
        "Note: text\n",
        "Unknown:\n",
        "Level:\n",
        "- 25 % Backlog : Order\n",
        "* Sing\n",
        "1. @po talks\n",
        "• a\n  wrapped\n",
        "- \n",
        "-\n",
        "  - nested\n",
        "  Level: mid\n",
        "\tindented\n",
        "- users (Customer) : weekly , directly\n",
        "- With @pm : dates\n",
        "- Outcome: 5%\n",
        "- PO101 until 2027: x\n",
        "- 30%\n",
        "- Strategy:\n",
        "# comment\n",
        "#no comment\n",
        "# rolelint: ignore PO101 why\n",
        "\n",
        "\n\n",
        "loose\n",
        "https://example.org\n",
        "\r\n",
        "\r",
        " ",
        "**Duties**:\n",
        "é😀\n",
        "\u{a0}",
        "Role:\n",
        "Role: \n",
        "Area: P\n",
        "ART: @t\n",
        "Framework: Scrum 2020\n",
        "Users: nurses, clerks\n",
    ];
    prop::sample::select(fixed.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_standard_form_says_the_same_and_is_its_own(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        if let Some(made) = standard_form(&text) {
            let context = crate::prose::Context::default();
            let said = |text: &str| meaning(&Analysis::in_format(Format::Role, "a.role", text, &context).document);
            prop_assert_eq!(said(&made), said(&text), "{:?}", text);
            prop_assert_eq!(standard_form(&made), Some(made.clone()), "again: {:?}", text);
            prop_assert_eq!(text::apply(&text, &line_edits(&text, &made)), Some(made));
        }
    }
}
