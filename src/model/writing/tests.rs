//! The same change in documents of every hand.

use super::*;
use crate::model::{self, SectionKind};
use crate::prose::{Category, ContactClass, Context, MeasureType};
use crate::syntax::{markdown, role};
use crate::text::{TextRange, apply};

/// `text` with these changes; `|` at the ends of the document are only there to show blanks.
fn changed(path: &str, text: &str, changes: impl Fn(&Document) -> Vec<Change>) -> String {
    let tree = if path.ends_with(".role") { role::read(text) } else { markdown::read(text) };
    let document = model::read(path, text, &tree, &Context::default());
    let page = Page { source: text, tree: &tree, document: &document };
    let changes = changes(&document);
    let made = edits(page, &changes);
    assert!(made.is_some() || !surely_fit(&document, &changes), "{changes:?} were sure to fit");
    made.map_or_else(|| "no safe place".to_owned(), |edits| apply(text, &edits).expect("edits fit"))
}

fn add(item: Item) -> impl Fn(&Document) -> Vec<Change> {
    move |_| vec![Change::Add { role: 0, item: item.clone(), from: Vec::new() }]
}

fn discovery(share: u32) -> Item {
    Item::duty_with_share(share, Category::Discovery, "Test ideas with users")
}

fn order() -> Item {
    Item::decision("alone", "order of the backlog")
}

fn outcome() -> Item {
    Item::measure(MeasureType::Outcome, "<who> does <what> more")
}

#[test]
fn a_duty_in_role_takes_its_share_from_the_largest() {
    let text = "Role: Product Owner\n\nDuties:\n- 60% backlog: Order it\n- 40% delivery: Answer questions\n  within a day\n\nMeasures:\n- outcome: x\n";
    assert_eq!(
        changed("a.role", text, add(discovery(20))),
        "Role: Product Owner\n\nDuties:\n- 40% backlog: Order it\n- 40% delivery: Answer questions\n  within a day\n- 20% discovery: Test ideas with users\n\nMeasures:\n- outcome: x\n"
    );
    let unshared = "Role: Product Owner\r\nDuties:\r\n  * Order it";
    assert_eq!(
        changed("a.role", unshared, add(discovery(20))),
        "Role: Product Owner\r\nDuties:\r\n  * Order it\r\n  * discovery: Test ideas with users"
    );
}

#[test]
fn shares_that_are_given_back_go_to_the_others() {
    let text = "Role: Product Owner\nDuties:\n- 50% backlog: Order it\n- 30% delivery: Answer questions\n- 20% people: Appraise developers\n";
    let goes = |d: &Document| {
        let duty = &d.roles[0].duties[2];
        vec![
            Change::Remove(duty.range),
            Change::Add { role: 0, item: Item::Line(SectionKind::OutOfScope, duty.text.clone()), from: Vec::new() },
        ]
    };
    assert_eq!(
        changed("a.role", text, goes),
        "Role: Product Owner\nDuties:\n- 60% backlog: Order it\n- 40% delivery: Answer questions\nOut of scope:\n- Appraise developers\n"
    );
}

#[test]
fn a_new_section_stands_with_its_role_and_not_behind_what_several_share() {
    let table = "## Decisions\n\n| Decision | Product Owner | Product Manager |\n|---|---|---|\n| Order | decides | advises |\n";
    let owner = "# Two roles\n\n## Product Owner\n\n### Responsibilities\n\n- Order the backlog\n- Meet users\n- Test ideas\n\n";
    let manager = "## Product Manager\n\n### Responsibilities\n\n- Set the goals\n- Meet buyers\n- Look at sales\n\n";
    let text = format!("{owner}{manager}{table}");
    let section = "### Measures of success\n\n- Outcome: [who] does [what] more\n\n";
    for (role, expected) in
        [(0, format!("{owner}{section}{manager}{table}")), (1, format!("{owner}{manager}{section}{table}"))]
    {
        let add = |_: &Document| vec![Change::Add { role, item: outcome(), from: Vec::new() }];
        assert_eq!(changed("a.md", &text, add), expected);
    }
}

#[test]
fn a_new_section_in_role_stands_after_its_usual_neighbour() {
    let text = "Role: Product Owner\n\nDuties:\n- Order it\n\n# rolelint: ignore PO101 why\nRequirements:\n- must: Scrum\n\nTeam: Harbour\nSize: 7\n";
    assert_eq!(
        changed("a.role", text, add(order())),
        "Role: Product Owner\n\nDuties:\n- Order it\n\nDecisions:\n- alone: order of the backlog\n\n# rolelint: ignore PO101 why\nRequirements:\n- must: Scrum\n\nTeam: Harbour\nSize: 7\n"
    );
    let tight = "Role: A\nMeasures:\n- outcome: x\nRole: B\n";
    assert_eq!(
        changed("a.role", tight, add(order())),
        "Role: A\nDecisions:\n- alone: order of the backlog\nMeasures:\n- outcome: x\nRole: B\n"
    );
    assert_eq!(
        changed("a.role", "Role: A\nKind: product owner\n\n\nRole: B\n", add(order())),
        "Role: A\nKind: product owner\n\nDecisions:\n- alone: order of the backlog\n\n\nRole: B\n"
    );
    let on_its_line = "Role: A\nDuties: Order the backlog\n";
    assert_eq!(
        changed("a.role", on_its_line, add(discovery(0))),
        "Role: A\nDuties: Order the backlog\n- discovery: Test ideas with users\n"
    );
    assert_eq!(
        changed("a.role", "Role: A\nDecisions:\n\nMeasures:\n", add(order())),
        "Role: A\nDecisions:\n- alone: order of the backlog\n\nMeasures:\n"
    );
}

#[test]
fn fields_of_role_stand_in_their_order() {
    let set =
        |label, value: &'static str| move |_: &Document| vec![Change::Set { role: 0, label, value: value.into() }];
    let text = "Role: A\nId: a\nFramework: Scrum\n\nDuties:\n- x\n";
    assert_eq!(
        changed("a.role", text, set("Kind", "product owner")),
        text.replace("Id: a\n", "Id: a\nKind: product owner\n")
    );
    assert_eq!(changed("a.role", text, set("Framework", "SAFe 6")), text.replace("Scrum", "SAFe 6"));
    assert_eq!(changed("a.role", "Role: A\nKind:\n", set("Kind", "product owner")), "Role: A\nKind: product owner\n");
    assert_eq!(changed("a.role", "Duties:\n- x\n", set("Kind", "tester")), "Kind: tester\nDuties:\n- x\n");
}

/// Documents with duties and requirements, and what becomes of them with a duty, a decision and a measure more.
#[test]
fn markdown_is_written_in_its_own_hand() {
    let all = |_: &Document| {
        [discovery(0), order(), outcome()].map(|item| Change::Add { role: 0, item, from: Vec::new() }).to_vec()
    };
    let documents = [
        (
            "a.md",
            "# Product Owner\n\n## Responsibilities\n\n* Order the backlog.\n* Answer questions of the team.\n\n## Requirements\n\n* Scrum\n",
        ),
        (
            "a.md",
            "Product Owner\n=============\n\nWhat you will do\n----------------\n\n1. order the backlog\n2. answer questions of the team\n   - within a day\n\nWhat you bring\n--------------\n\n1. Scrum\n",
        ),
        (
            "a.md",
            "# Product Owner\n\n**Your responsibilities:**\n- Order the backlog\n\n- Answer questions of the team\n\n**Your profile:**\n- Scrum",
        ),
        (
            "a.md",
            "# Product Owner\n\nYou will:\n\n• Order the backlog\n• Answer questions of the team\n\nYou have:\n\n• Scrum\n",
        ),
        (
            "a.md",
            "# Product Owner\n\n## RESPONSIBILITIES\n\nYou order the backlog for the team. You answer questions of the developers within a day.\n\n## REQUIREMENTS\n\nYou know Scrum.\n",
        ),
        (
            "a.md",
            "# Product Owner\n\n## Responsibilities\n\n| Area | What you do |\n|---|---|\n| Backlog | Order the backlog for the team |\n| Team | Answer questions of the team |\n\n## Requirements\n\n- Scrum\n",
        ),
        (
            "a.html",
            "<h1>Product Owner</h1>\n<h2>Responsibilities</h2>\n<ul>\n  <li>Order the backlog</li>\n  <li>Answer questions of the team</li>\n</ul>\n<h2>Requirements</h2>\n<ul><li>Scrum</li></ul>\n",
        ),
        (
            "a.md",
            "---\ntitle: Product Owner\nresponsibilities:\n  - Order the backlog\n  - Answer questions of the team\n---\n\nWe are a small company.\n",
        ),
        (
            "a.md",
            "# Product Owner\n\n## Responsibilities\n\n### Backlog\n\n- Order the backlog\n\n### Team\n\n- Answer questions of the team\n\n## About us\n\nWe are small.\n",
        ),
        ("a.md", "---\ntitle: Product Owner\nkind: product owner\n# end\n---\n\n<iframe src='x'></iframe>\n"),
    ];
    let told = documents.map(|(path, text)| changed(path, text, all));
    insta::assert_snapshot!(told.join("\n~~~~~~~~~~\n"));
    let shared = "# Product Owner\n\n## Responsibilities\n\n- **Backlog:** Order the backlog (60%)\n- **Team:** Answer questions of the team (40%)\n";
    assert_eq!(
        changed("a.md", shared, add(discovery(20))),
        shared.replace("60", "40") + "- Test ideas with users (20%)\n"
    );
}

#[test]
fn an_item_is_rewritten_behind_its_marker() {
    let first = |item: Item| move |d: &Document| vec![Change::Rewrite(d.roles[0].duties[0].range, item.clone())];
    assert_eq!(
        changed(
            "a.role",
            "Role: Product Owner\nDuties:\n- 30% backlog: Write\n  stories\n- delivery: Answer\n",
            first(discovery(0))
        ),
        "Role: Product Owner\nDuties:\n- 30% discovery: Test ideas with users\n- delivery: Answer\n"
    );
    assert_eq!(
        changed(
            "a.md",
            "# Product Owner\n\n## Duties\n\n1) **write** stories for the team.\n2) answer\n",
            first(discovery(0))
        ),
        "# Product Owner\n\n## Duties\n\n1) test ideas with users.\n2) answer\n"
    );
    let decision = |d: &Document| vec![Change::Rewrite(d.roles[0].decisions[0].range, order())];
    assert_eq!(
        changed("a.role", "Role: Product Owner\nDecisions:\n- advises: order of the backlog\n", decision),
        "Role: Product Owner\nDecisions:\n- alone: order of the backlog\n"
    );
}

#[test]
fn what_goes_takes_its_line_its_details_and_an_empty_heading_along() {
    let first = |d: &Document| vec![Change::Remove(d.roles[0].duties[0].range)];
    let text = "# Product Owner\n\n## Duties\n\n- Order the backlog for the developers with care\n  - every week before the planning\n- Answer questions\n";
    assert_eq!(changed("a.md", text, first), "# Product Owner\n\n## Duties\n\n- Answer questions\n");
    assert_eq!(
        changed("a.role", "Role: A\n\nDuties:\n- Order it\n\nMeasures:\n- outcome: x\n", first),
        "Role: A\n\nMeasures:\n- outcome: x\n"
    );
    assert_eq!(
        changed(
            "a.md",
            "# Product Owner\n\n## Duties\n\nOrder the backlog of the team. Answer questions of developers.\n",
            first
        ),
        "# Product Owner\n\n## Duties\n\nAnswer questions of developers.\n"
    );
    let last = |d: &Document| d.roles[0].duties.iter().rev().take(1).map(|x| Change::Remove(x.range)).collect();
    assert_eq!(changed("a.role", "Role: A\nDuties:\n- Order it\n- Answer", last), "Role: A\nDuties:\n- Order it");
}

#[test]
fn fields_of_markdown_stand_in_front_matter() {
    let set = |value: &'static str| {
        move |_: &Document| vec![Change::Set { role: 0, label: "Reports to", value: value.into() }]
    };
    let body = "# Product Owner\n\n## Duties\n\n- Order the backlog\n";
    assert_eq!(changed("a.md", body, set("@pm")), format!("---\nreports_to: \"@pm\"\n---\n\n{body}"));
    let yaml = format!("---\ntitle: Product Owner\nvalid-through: 2027-01-01\n---\n{body}");
    assert_eq!(
        changed("a.md", &yaml, set("Head of Product")),
        yaml.replace("2027-01-01\n", "2027-01-01\nreports-to: Head of Product\n")
    );
    let toml = format!("+++\ntitle = \"Product Owner\"\n+++\n{body}");
    assert_eq!(changed("a.md", &toml, set("<who>")), toml.replace("\"\n+++", "\"\nreports_to = \"<who>\"\n+++"));
    let indented = format!("---\n    title: Product Owner\n    layout: job\n---\n{body}");
    assert_eq!(changed("a.md", &indented, set("CTO")), indented.replace("job\n", "job\n    reports_to: CTO\n"));
    let waiting = format!("---\ntitle: Product Owner\nreports_to:\nlayout: job\n---\n{body}");
    assert_eq!(changed("a.md", &waiting, set("CTO")), waiting.replace("reports_to:", "reports_to: CTO"));
    let there = format!("---\ntitle: Product Owner\nreports_to: CTO\n---\n{body}");
    assert_eq!(changed("a.md", &there, set("CPO")), there.replace("CTO", "CPO"));
}

#[test]
fn overlapping_changes_are_refused() {
    let both = |d: &Document| {
        let range = d.roles[0].duties[0].range;
        vec![
            Change::Replace(range, "- x".into()),
            Change::Replace(TextRange::new(range.start + 1, range.end), "y".into()),
        ]
    };
    assert_eq!(changed("a.role", "Role: A\nDuties:\n- Order it\n", both), "no safe place");
}

#[test]
fn contacts_go_where_the_document_has_them() {
    let who = || Item::contact("<users of the product>", ContactClass::Customer, "every week");
    assert_eq!(
        changed(
            "a.md",
            "# Product Owner\n\n## Duties\n\n- Order the backlog\n\n## Contacts\n\n- developers (team): every day\n",
            add(who())
        ),
        "# Product Owner\n\n## Duties\n\n- Order the backlog\n\n## Contacts\n\n- developers (team): every day\n- Users of the product [which ones] (customer): every week, directly\n"
    );
    assert_eq!(
        changed("a.md", "# Product Owner\n\n## Duties\n\n- Order the backlog.\n- Answer questions.\n", add(who())),
        "# Product Owner\n\n## Duties\n\n- Order the backlog.\n- Answer questions.\n\n## Who you’ll meet\n\n- Users of the product [which ones] (customer): every week, directly\n"
    );
}

#[test]
fn comments_and_blocks() {
    let above = |d: &Document| vec![Change::CommentAbove(d.roles[0].duties[0].range.start, "why".into())];
    assert_eq!(
        changed("a.role", "Role: A\nDuties:\n  - Order it\n", above),
        "Role: A\nDuties:\n  # why\n  - Order it\n"
    );
    let block = |_: &Document| vec![Change::Append(vec!["Team: Harbour".into(), "Id: harbour".into()])];
    assert_eq!(changed("a.role", "Role: A\n", block), "Role: A\n\nTeam: Harbour\nId: harbour\n");
    assert_eq!(changed("a.md", "# Product Owner\n\n## Duties\n\n- Order\n", block), "no safe place");
}
