//! What is offered at a cursor.

use super::*;
use crate::ide::marks::Marked;

fn at(marked: &str) -> Vec<Completion> {
    let mut made = Marked::new(marked);
    let (file, offset) = made.at();
    let found = completions(&made.snapshot(), file, offset).list;
    for entry in &found {
        assert!(entry.range.end as usize <= made.text(file).len(), "{entry:?}");
    }
    if let Some((_, range)) = made.ranges.first() {
        assert!(found.iter().all(|c| c.range == *range), "{:?} is not {range:?} in {marked}", found.first());
    }
    found
}

fn labels(marked: &str) -> Vec<String> {
    at(marked).into_iter().map(|c| c.label).collect()
}

fn has(marked: &str, wanted: &[&str], unwanted: &[&str]) {
    let found = labels(marked);
    for label in wanted {
        assert!(found.iter().any(|l| l == label), "no {label:?} in {found:?} at {marked}");
    }
    for label in unwanted {
        assert!(found.iter().all(|l| l != label), "{label:?} in {found:?} at {marked}");
    }
}

fn written(marked: &str, label: &str) -> String {
    let found = at(marked);
    let entry = found.iter().find(|c| c.label == label).unwrap_or_else(|| panic!("no {label} in {found:?}"));
    entry.snippet.clone().unwrap_or_else(|| entry.text.clone())
}

const OWNER: &str = "Role: Product Owner, Claims\nId: po\n";

#[test]
fn labels_that_the_block_does_not_have() {
    has(&format!("{OWNER}⟦Du$0⟧\n"), &["Duties", "Kind", "Reports to"], &["Id", "Role"]);
    has(&format!("{OWNER}$0\n\nDuties:\n- Talk\n"), &["Contacts"], &["Duties"]);
    has("Team: Harbour\n$0\n", &["Size", "Product"], &["Duties", "Level"]);
    has("Role: A\nKind: product owner\n\nRole: B\n$0", &["Kind"], &[]);
    assert_eq!(written(&format!("{OWNER}$0\n"), "Duties"), "Duties:\n- $0");
    assert_eq!(written(&format!("{OWNER}$0\n"), "Kind"), "Kind: ");
    assert_eq!(written(&format!("{OWNER}⟦Du$0t⟧: x\n"), "Duties"), "Duties");
}

#[test]
fn labels_in_use_are_those_of_the_other_lines() {
    has(&format!("{OWNER}Kind$0\n"), &["Kind"], &[]);
    has(&format!("{OWNER}\nDuties:\n- Talk\n  to us$0\n"), &[], &["Kind", "Contacts"]);
    has(&format!("{OWNER}# Kin$0\n"), &[], &["Kind"]);
}

#[test]
fn blocks_open_at_the_top_and_below_a_blank_line() {
    has("$0", &["Role", "Team", "Product", "Role: product owner"], &[]);
    let first = at("$0").into_iter().min_by_key(|c| c.rank).unwrap().label;
    assert_eq!(first, "Role: product owner", "what begins a document comes before what goes on with one");
    has("Role: A\n\n$0", &["Team"], &["Role: product owner"]);
    has("Role: A\n$0", &["Teams"], &["Team"]);
    let whole = written("$0", "Role: product manager");
    assert!(whole.contains("Kind: product manager") && whole.contains("- discovery: "), "{whole}");
}

#[test]
fn values_of_fields() {
    has("Role: A\nKind: ⟦prod$0⟧\n", &["product owner", "product manager"], &["other role"]);
    has("Role: A\nFramework: Scrum 2020, ⟦$0⟧", &["SAFe 6", "Kanban", "none"], &[]);
    has("Role: A\nLevel: ⟦$0⟧\n", &["senior", "VP"], &[]);
    has("Role: A\nStage: ⟦gr$0owth⟧\n", &["growth"], &[]);
    has("Product: P\nUsers: $0\n", &["internal"], &[]);
    has("Role: Product Owner, Claims\nId: $0\n", &["product-owner-claims"], &[]);
    has("Role: A\nReports to: @nobody\n\nExtern: $0", &["@nobody"], &[]);
    assert!(labels("Role: A\nFavourite: $0\n").is_empty());
}

const ORG: &str = "=== org.role\nTeam: Harbour\n\nProduct: Claims Portal\nId: claims\n\nRole: Head of Product\nId: head\n=== a.role\n";

#[test]
fn names_with_their_titles() {
    let found = at(&format!("{ORG}Role: A\nReports to: ⟦@h$0⟧\n"));
    let shown: Vec<(&str, &str)> = found.iter().map(|c| (c.label.as_str(), c.detail.as_str())).collect();
    assert_eq!(shown, [("@head", "Head of Product"), ("@harbour", "Harbour")], "roles first where a role is wanted");
    has(&format!("{ORG}Role: A\nTeams: ⟦$0⟧\n"), &["@harbour"], &[]);
    has(&format!("{ORG}Role: A\nTeams: @x, ⟦@ha$0rbo⟧\n"), &["@harbour"], &["@head"]);
    has(&format!("{ORG}Role: A\n\nDuties:\n- Talk with ⟦@cl$0⟧ people\n"), &["@claims"], &[]);
    has(&format!("{ORG}Role: A\nId: a\n\nWorks with:\n- ⟦@$0⟧\n"), &["@head"], &["@a"]);
    assert!(labels(&format!("{ORG}Role: A\nApply: jobs@h$0\n")).is_empty(), "a mail address");
}

#[test]
fn of_many_names_the_best_are_told_and_each_is_found_by_typing_on() {
    let names = (0..300).map(|n| format!("po-harbour-{n}")).chain(["po".into(), "harbour".into()]);
    let roles: String = names.clone().map(|name| format!("Role: Product Owner\nId: {name}\n\n")).collect();
    let asked = |typed: &str| {
        let mut made = Marked::new(&format!("=== org.role\n{roles}=== a.role\nRole: A\nReports to: @{typed}$0\n"));
        let (file, offset) = made.at();
        let found = completions(&made.snapshot(), file, offset);
        (found.list.into_iter().map(|c| c.label).collect::<Vec<_>>(), found.incomplete)
    };
    let (list, incomplete) = asked("");
    assert!(incomplete && list.len() == 50 && list.is_sorted(), "{list:?}");
    let (list, incomplete) = asked("har");
    assert!(incomplete && list[0] == "@harbour", "what begins so comes first: {list:?}");
    assert!(!asked("harbour-29").1, "there are eleven");
    for name in names.step_by(50).chain(["po".into(), "harbour".into()]) {
        assert_eq!(asked(&name).0[0], format!("@{name}"));
    }
}

#[test]
fn duties_get_a_share_a_category_and_whole_sentences() {
    let head = format!("{OWNER}\nDuties:\n- 60% backlog: Order the product backlog by risk\n");
    has(&format!("{head}- ⟦$0⟧\n"), &["40%", "discovery", "go-to-market"], &[]);
    has(&format!("{head}- 25% ⟦dis$0⟧"), &["discovery"], &["40%"]);
    assert_eq!(written(&format!("{head}- 25% ⟦dis$0⟧"), "discovery"), "discovery: ");
    let found = at(&format!("{head}- strategy: ⟦$0⟧\n"));
    assert!(found.iter().all(|c| c.detail == "usual strategy"), "{found:?}");
    assert!(!found.is_empty());
    let sentence = "Order the product backlog by what brings the Product Goal closer";
    has(&format!("{head}- ⟦$0⟧\n"), &[], &[sentence]);
    has(&format!("{OWNER}\nDuties:\n- ⟦$0⟧\n"), &[sentence], &[]);
    assert_eq!(written(&format!("{OWNER}\nDuties:\n- ⟦$0⟧\n"), sentence), format!("backlog: {sentence}"));
    assert!(labels(&format!("{head}- Note: $0\n")).is_empty());
}

#[test]
fn contacts_decisions_measures_requirements() {
    let head = format!("{OWNER}Teams: @harbour\n\n");
    has(&format!("{head}Contacts:\n- ⟦$0⟧\n"), &["@harbour (team): every day, directly", "users (user): ..."], &[]);
    has(&format!("{head}Contacts:\n- nurses (⟦in$0⟧"), &["internal user"], &["proxy"]);
    has(&format!("{head}Contacts:\n- nurses (user): ⟦$0⟧"), &["every week", "directly"], &[]);
    has(&format!("{head}Contacts:\n- nurses (user): every week, ⟦$0⟧"), &["through"], &["every week"]);
    has(&format!("{head}Decisions:\n- ⟦$0⟧"), &["alone", "with", "advises", "never"], &[]);
    has(&format!("{head}Decisions:\n- alone: budget\n- alone: ⟦$0⟧"), &["release date"], &["budget"]);
    has(&format!("{head}Measures:\n- ⟦out$0⟧"), &["outcome", "learning"], &[]);
    has(&format!("{head}Requirements:\n- ⟦$0⟧"), &["must", "nice"], &[]);
}

#[test]
fn codes_in_waivers_and_comments_those_that_speak_first() {
    let head = "Role: Product Owner\nReports to: @nobody\n\nDuties:\n- backlog: Order it\n\n";
    let found = at(&format!("{head}Waivers:\n- ⟦$0⟧\n"));
    assert!(found[0].detail.contains("speaks here"), "{:?}", found[0]);
    assert!(found.iter().any(|c| c.label == "PO101"));
    has(&format!("{head}Waivers:\n- PO101, ⟦PO$0⟧"), &["PO102"], &[]);
    has(&format!("{head}Waivers:\n- PO101 $0"), &["until"], &["PO102"]);
    has(&format!("{head}# rolelint: ignore ⟦PO$0⟧\n"), &["PO101"], &[]);
    assert!(labels(&format!("{head}# rolelint: ignore PO101 because $0\n")).is_empty());
    has("=== a.md\n# Product Owner\n\n<!-- rolelint: ignore ⟦$0⟧ -->\n", &["PO101"], &[]);
}

#[test]
fn markdown_headings_keys_and_duties() {
    let page = "# Product Owner\n\n## Responsibilities\n\n- Order the product backlog\n- Write user stories\n- Plan sprints\n\n";
    has(&format!("=== a.md\n{page}## ⟦$0⟧\n"), &["Who you’ll meet", "How success is measured"], &["Responsibilities"]);
    has(
        "=== a.md\n# Product Owner\n\n## Responsibilities\n\n- Plan sprints with developers\n- ⟦$0⟧\n",
        &["Interview users every week and test ideas with them before they are built"],
        &[],
    );
    has("=== a.md\n---\nid: po\n⟦rep$0⟧\n---\n\n# Product Owner\n", &["reports_to", "kind"], &["id", "role"]);
    has("=== a.md\n---\nid: po\nlevel: ⟦se$0⟧\n---\n", &["senior"], &[]);
    has(
        "=== org.role\nRole: Head of Product\nId: head\n=== a.md\n---\nid: po\nreports_to: ⟦$0⟧\n---\n",
        &["head"],
        &["@head"],
    );
    has("=== a.md\n+++\nid = \"po\"\nlevel = \"⟦se$0⟧\"\n+++\n", &["senior"], &[]);
    assert!(labels("=== a.md\n# Shopping\n\n## $0\n").is_empty(), "no role document");
}

#[test]
fn whatever_is_offered_is_read_as_what_it_says() {
    for (label, value) in [("Kind", ""), ("Framework", ""), ("Level", ""), ("Stage", ""), ("Track", "")] {
        for entry in at(&format!("Role: A\n{label}: {value}$0\n")) {
            let text = format!("Role: A\n{label}: {}\n", entry.text);
            let mut made = Marked::new(&text);
            let id = made.files[0].1;
            let analysis = made.snapshot().file(id).unwrap().analysis();
            let role = &analysis.document.roles[0];
            let read = match label {
                "Kind" => role.kind.is_some(),
                "Framework" => role.framework.iter().all(|f| !f.to_string().is_empty()) && !role.framework.is_empty(),
                "Level" => role.level.is_some(),
                "Stage" => role.stage.is_some(),
                _ => role.track.is_some(),
            };
            assert!(read, "{text}");
        }
    }
}

#[test]
fn explanations_come_when_asked_for() {
    let mut made = Marked::new(&format!("{ORG}Role: A\n"));
    let file = made.files[1].1;
    let snapshot = made.snapshot();
    let told = |topic: Topic| explain(&snapshot, file, &topic).unwrap_or_default();
    assert!(told(Topic::Label("Duties".into())).contains("```role"));
    assert!(told(Topic::Category("discovery".into())).contains("Finding out"));
    assert!(told(Topic::Rule("PO101".into())).contains("https://"));
    assert!(told(Topic::Name("head".into())).contains("Head of Product"));
    assert!(told(Topic::Term("product owner".into())).contains("Source"));
}

#[test]
fn snippets_have_a_plain_form() {
    assert_eq!(without_places("a ${1:b c} (\\$x): $0d"), "a b c ($x): d");
    assert_eq!(escaped("a$b}c\\"), "a\\$b\\}c\\\\");
}
