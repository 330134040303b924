//! A document with its cursor (`$0`), and what is explained between `⟦` and `⟧`.

use super::*;
use crate::workspace::Host;

/// Hovers where `$0` stands; the range marks say what the explanation must be about.
fn check(name: &str, marked: &str, expected: &[&str]) -> String {
    let at = marked.find("$0").expect("a cursor");
    let text = marked.replace("$0", "");
    let offset = marked[..at].chars().filter(|c| !matches!(c, '⟦' | '⟧')).map(char::len_utf8).sum::<usize>();
    let plain: String = text.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
    let (hover, _) = at_offset(name, &plain, offset);
    let Some(hover) = hover else { panic!("nothing is explained at $0 in {marked}") };
    if let (Some(start), Some(end)) = (text.find('⟦'), text.find('⟧')) {
        let end = end - '⟦'.len_utf8();
        assert_eq!((hover.range.start as usize, hover.range.end as usize), (start, end), "{}", hover.range.of(&plain));
    }
    for part in expected {
        assert!(hover.markdown.contains(part), "no {part:?} in:\n{}", hover.markdown);
    }
    hover.markdown
}

fn at_offset(name: &str, text: &str, offset: usize) -> (Option<Hover>, Host) {
    let mut host = Host::default();
    let id = host.open(name, None, 1, text);
    (hover(&host.snapshot(), id, offset as u32), host)
}

fn nothing(name: &str, marked: &str) {
    let at = marked.find("$0").expect("a cursor");
    let (hover, _) = at_offset(name, &marked.replace("$0", ""), at);
    assert_eq!(hover, None, "{marked}");
}

const ROLE: &str = "a.role";
const PAGE: &str = "a.md";

#[test]
fn labels_say_what_may_stand_there() {
    check(
        ROLE,
        "Role: Product Owner\n\n⟦Du$0ties⟧:\n- Talk to users\n",
        &["**Duties** (section)", "```role", "Responsibilities"],
    );
    check(ROLE, "Role: Product Owner\n⟦Reports to$0⟧: @head\n", &["**Reports to**", "line manager"]);
    check(ROLE, "Role: Product Owner\n⟦D$0uites⟧:\n- Talk\n", &["“Duites”"]);
    check(ROLE, "⟦Ro$0le: ⟧Product Owner\n", &["Opens a role"]);
    check(ROLE, "Team$0: Harbour\nSize: 7\n", &["**Team**"]);
    nothing(ROLE, "Role: Product Owner\nFavou$0rite: tea\n");
}

#[test]
fn titles_and_kinds_show_the_role_at_a_glance() {
    let duties = "\nDuties:\n- 60% backlog: Order the items\n- 40% discovery: Talk to nurses\n";
    let card = ["**Product Owner, Claims**, read as product owner", "2 duties: backlog 60%, discovery 40%", "Source:"];
    check(ROLE, &format!("Role: ⟦Product $0Owner, Claims⟧\n{duties}"), &card);
    let text = format!("Role: Product Owner\nKind: ⟦product m$0anager⟧\n{duties}");
    check(ROLE, &text, &["read as product manager", "the title says product owner"]);
}

#[test]
fn categories_are_explained_where_they_were_written() {
    let text = "Role: Product Owner\n\nDuties:\n- 60% ⟦back$0log⟧: Put the items in order\n- Sing\n";
    check(ROLE, text, &["**backlog**, as written", "list of work"]);
}

#[test]
fn other_items_say_what_they_were_read_as() {
    let head = "Role: Product Owner\n\n";
    check(
        ROLE,
        &format!("{head}Contacts:\n- nur$0ses (user): every week, directly\n"),
        &["**user**, 4 times a month, at first hand"],
    );
    check(ROLE, &format!("{head}Decisions:\n- alone: pri$0ce of everything\n"), &["**decides alone**"]);
    check(
        ROLE,
        &format!("{head}Measures:\n- outcome: nurses on tim$0e\n"),
        &["**outcome**, as written", "behaves differently"],
    );
}

#[test]
fn the_longest_term_at_the_cursor_is_explained() {
    check(PAGE, "Tend the ⟦product back$0log⟧ every day.", &["**product backlog**", "*Source: "]);
    check(PAGE, "Tend the ⟦$0product backlogs⟧ every day.", &["**product backlog**"]);
    check(PAGE, "Tend the ⟦product\nbacklog$0⟧.", &["**product backlog**"]);
    check(PAGE, "Write ⟦user sto$0ries⟧.", &["**user story**"]);
    check(PAGE, "The ⟦A$0RT⟧ leaves.", &["agile release train"]);
    nothing(PAGE, "The a$0rt leaves.");
    nothing(PAGE, "The weath$0er is fine.");
    nothing(PAGE, "$0");
}

#[test]
fn the_framework_of_the_document_comes_first() {
    let text = "Role: Product Owner\nFramework: SAFe 6\n\nPurpose:\n- Tend the pro$0duct backlog\n";
    let markdown = check(ROLE, text, &["**In SAFe:**", "- Scrum: "]);
    assert!(!markdown.contains("- SAFe: "), "said once: {markdown}");
}

#[test]
fn codes_of_rules_are_explained_in_waivers_and_comments() {
    let rule = crate::rules::all().next().expect("a rule");
    let (code, summary) = (rule.code, rule.summary());
    check(
        ROLE,
        &format!("Role: Product Owner\n\nWaivers:\n- ⟦{code}$0⟧ until 2027-03: because\n"),
        &[summary, "https://"],
    );
    check(ROLE, &format!("# rolelint: ignore ⟦$0{code}⟧ because\nRole: Product Owner\n"), &[summary]);
    check(ROLE, &format!("Role: Product Owner\n\nWaivers:\n- ⟦$0{}⟧: because\n", rule.name), &[summary]);
}

#[test]
fn references_say_what_they_lead_to() {
    let text = "Role: Product Owner\nReports to: ⟦@he$0ad⟧\n\nRole: Head of Product\nId: head\n";
    check(ROLE, text, &["**Head of Product** (head of product), a.role:4"]);
}

#[test]
fn references_tell_of_the_other_role_and_of_who_works_there() {
    let text = "Role: Product Owner\nId: po\nProduct: @claims\nReports to: @head\n\nDuties:\n- backlog: Order the items\n- discovery: Talk\n- backlog: Write\n\nRole: Head of Product\nId: head\nWorks with: ⟦@p$0o⟧\n\nProduct: Claims\nId: claims\n";
    check(ROLE, text, &["reports to Head of Product · product Claims", "Duties: 2 backlog, 1 discovery"]);
    let text = text.replace("⟦@p$0o⟧", "@po").replace("Product: @claims", "Product: ⟦@cl$0aims⟧");
    check(ROLE, &text, &["**Claims** (product)", "Roles: Product Owner"]);
    let text = text.replace("⟦@cl$0aims⟧", "@claims").replace("Reports to: @head", "Reports to: ⟦$0@head⟧");
    check(ROLE, &text, &["1 direct report"]);
}

#[test]
fn shares_and_decisions_are_put_in_other_words() {
    let text = "Role: Product Owner\n\nDuties:\n- ⟦2$05%⟧ backlog: Order it\n- 30% discovery: Talk\n- Sing\n";
    check(ROLE, text, &["10 hours", "add up to 55%", "1 without one has the other 45%"]);
    let text =
        "Role: Product Owner\nFramework: SAFe 6\n\nDecisions:\n⟦- alone: ord$0er of things in the ART backlog⟧\n";
    let markdown = check(ROLE, text, &["**decides alone**"]);
    assert!(markdown.contains("**In SAFe:**"), "{markdown}");
}

#[test]
fn any_offset_of_any_text_is_answered() {
    let text = "Role: Prödüct Owner 😀\nDuties:\n- 10% backlog: Ordnung\r\n- @\nWaivers:\n- PO101";
    for offset in 0..=text.len() + 2 {
        let _ = at_offset(ROLE, text, offset);
        let _ = at_offset(PAGE, text, offset);
    }
}
