//! Whatever was done to a workspace, its findings are those of a workspace that was opened as it is now.

use proptest::prelude::*;

use super::*;
use crate::model::FileId;

const NAMES: [&str; 4] = ["/w/a.role", "/w/b.role", "/w/c/org.role", "/w/d.md"];

const TEXTS: [&str; 5] = [
    "Role: Product Owner, Claims\nId: po\nProduct: @claims\nTeams: @harbour\nReports to: @pm\n\nDuties:\n- 60% backlog: Write stories and order the backlog\n- 40% delivery: Answer questions\n\nContacts:\n- @harbour (team): every day, directly\n",
    "Role: Product Manager, Claims\nId: pm\nProduct: @claims\nReports to: @head\nLeads: @po\n\nDuties:\n- 50% backlog: Write stories and order the backlog\n- 50% strategy: Set the product goal\n",
    "Role: Head of Product\nId: head\nReports to: @pm\n\nTeam: Harbour\nId: harbour\nProduct: @claims\n\nProduct: Claims\nId: claims\nUsers: external\n",
    "# Product Owner, Billing\n\n## Responsibilities\n\n- Order the product backlog\n- Write user stories\n- Answer the developers' questions\n",
    "",
];

const SNIPPETS: [&str; 28] = [
    "\nRole: Business Analyst\nProduct: @claims\n\nDuties:\n- backlog: Write stories and order the backlog\n- Sing\n",
    "\nRole: Delivery Manager\nProduct: @claims\n\nDuties:\n- backlog: Write stories and order the backlog\n- Sing\n",
    "",
    "\n",
    "@",
    ":",
    "Id: po\n",
    "Id: pm\n",
    "Reports to: @head\n",
    "Reports to: @po\n",
    "Product: @claims\n",
    "\nRole: Product Owner\n",
    "- 30% discovery: Talk to users\n",
    "\nWaivers:\n- PO101: because\n",
    "Extern: @harbour\n",
    "é😀",
    "Framework: Scrum\n",
    "Framework: LeSS Huge\n",
    "Framework: SAFe\n",
    "Area: @north\n",
    "\nArea: North\nId: north\nProduct: @claims\n",
    "\nDecisions:\n- alone: order of the backlog\n",
    "\nDecisions:\n- advises: release date\n- alone: product goal\n",
    "Played by: @anna\n",
    "\nRole: Scrum Master\nPlayed by: @anna\n\nDuties:\n- people: Coach the team\n- Sing\n",
    "Complete: yes\n",
    "Kind: product owner\n",
    "- 10% stakeholder: Hand the requirements to the product owner\n- customers (customer): every week, directly\n",
];

#[derive(Clone, Debug)]
enum Step {
    Open(usize, usize),
    /// File, where (share of the text), how much goes, what comes.
    Edit(usize, f64, usize, usize),
    Close(usize, bool),
    Disk(usize, Option<usize>),
    Folder(bool),
    Look(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (file, text, snippet) = (0..NAMES.len(), 0..TEXTS.len(), 0..SNIPPETS.len());
    prop_oneof![
        2 => (file.clone(), text.clone()).prop_map(|(f, t)| Step::Open(f, t)),
        8 => (file.clone(), 0.0..1.0, 0..12_usize, snippet).prop_map(|(f, at, n, s)| Step::Edit(f, at, n, s)),
        1 => (file.clone(), any::<bool>()).prop_map(|(f, kept)| Step::Close(f, kept)),
        2 => (file.clone(), proptest::option::weighted(0.8, text)).prop_map(|(f, t)| Step::Disk(f, t)),
        1 => any::<bool>().prop_map(Step::Folder),
        4 => file.prop_map(Step::Look),
    ]
}

/// A host with a complete folder and what each file now holds, as the editor or the disk has it.
fn prepared() -> Host {
    let mut host = Host::default();
    // The same ids whatever comes first.
    for name in NAMES {
        host.open(name, None, 0, "");
        host.close(name, None);
    }
    let folder = host.add_folder("/w");
    host.complete(folder);
    host
}

fn take(host: &mut Host, step: &Step) {
    match *step {
        Step::Open(file, text) => {
            host.open(NAMES[file], None, 1, TEXTS[text]);
        }
        Step::Edit(file, at, length, snippet) => {
            host.edit(NAMES[file], |text| {
                let start = (at * text.len() as f64) as usize;
                text.replace(start..start + length, SNIPPETS[snippet]);
                2
            });
        }
        Step::Close(file, kept) => host.close(NAMES[file], kept.then(|| TEXTS[file].to_owned())),
        Step::Disk(file, text) => host.disk_changed(NAMES[file], text.map(|t| TEXTS[t].to_owned())),
        Step::Folder(there) => {
            if there {
                let folder = host.add_folder("/w/c");
                host.complete(folder);
            } else {
                host.remove_folder("/w/c");
            }
        }
        Step::Look(file) => {
            let snapshot = host.snapshot();
            let id = host.find(NAMES[file]);
            id.map(|id| snapshot.findings(id).map(<[_]>::len));
        }
    }
}

type Told = (String, String, u32, u32, String, String);

fn told(host: &mut Host, name: &str) -> Option<Vec<Told>> {
    let id: FileId = host.find(name)?;
    let snapshot = host.snapshot();
    Some(
        snapshot
            .findings(id)?
            .iter()
            .map(|f| {
                let related = format!("{:?}", f.related);
                let severity = f.severity.name().to_owned();
                (f.rule.code.to_owned(), severity, f.range.start, f.range.end, f.message.clone() + &f.help, related)
            })
            .collect(),
    )
}

/// The same documents, opened afresh.
fn afresh(host: &mut Host) -> Host {
    let mut fresh = prepared();
    if host.folders().iter().any(|f| &*f.root == "/w/c") {
        let folder = fresh.add_folder("/w/c");
        fresh.complete(folder);
    }
    for name in NAMES {
        let Some(file) = host.find(name).and_then(|id| host.file(id)).cloned() else { continue };
        match file.version {
            Some(version) => {
                fresh.open(name, Some(file.format), version, &file.text());
            }
            None => fresh.disk_changed(name, Some(file.text().to_string())),
        }
    }
    fresh
}

proptest! {
    #[test]
    fn findings_are_those_of_a_fresh_workspace(steps in prop::collection::vec(step(), 1..25)) {
        let mut host = prepared();
        for (name, text) in NAMES.into_iter().zip(TEXTS) {
            host.open(name, None, 1, text);
        }
        for (at, step) in steps.iter().enumerate() {
            take(&mut host, step);
            let mut fresh = afresh(&mut host);
            // Not after every step: states that nobody looked at must be caught up with, too.
            if at % 3 == 2 || at + 1 == steps.len() {
                for name in NAMES {
                    prop_assert_eq!(told(&mut host, name), told(&mut fresh, name), "{} after {:?}", name, &steps[..=at]);
                }
            }
        }
    }
}

/// Parts of a Markdown page.
const PARTS: [&str; 24] = [
    "---\ntitle: Product Owner\nreports_to: Head of Product\n---\n",
    "# Product Owner, Ferries\n\n",
    "## What you will do\n\n",
    "## What you bring\n\n",
    "## What we offer\n\n",
    "## Must have\n\n",
    "## Nice to have\n\n",
    "- Order the product backlog with @head and decide what comes next\n",
    "- Interview passengers every week\n",
    "- **Stakeholders**: keep the harbour office informed\n",
    "- 5+ years of experience in product work\n",
    "- 3 to 5 years of experience with Kubernetes, or a degree\n",
    "- must: write SQL\n",
    "- nice:\n",
    "- Fluent English is a plus\n",
    "- One of the following:\n  - 2 years of sales\n  - 4 years of support\n",
    "  More of the same, at least 7 years of it\n",
    "\n",
    "You'll meet users &amp; crews. We pay 60,000 to 70,000 EUR a year.\n\n",
    "| What | Who |\n|---|---|\n| Order the backlog | PO |\n\n",
    "<!-- rolelint: ignore PO101 -->\n",
    "```\n",
    "[link]: https://example.org\n",
    "é😀 ninja ",
];

proptest! {
    #[test]
    fn a_page_after_edits_is_the_page_read_afresh(
        parts in prop::collection::vec(0..PARTS.len() - 4, 4..40),
        edits in prop::collection::vec((0.0..1.0, 0..30_usize, 0..PARTS.len(), any::<bool>()), 1..10),
    ) {
        let mut host = prepared();
        let text: String = parts.iter().map(|part| PARTS[*part]).collect();
        let id = host.open(NAMES[3], None, 1, &text);
        for (at, length, part, small) in edits {
            host.edit(NAMES[3], |text| {
                let start = (at * text.len() as f64) as usize;
                let (length, new) = if small { (length % 2, PARTS[part].get(..1).unwrap_or("x")) } else { (length, PARTS[part]) };
                text.replace(start..start + length, new);
                2
            });
            let file = host.file(id).unwrap().clone();
            let (now, text) = (file.analysis(), file.text());
            let fresh = Analysis::of(&file.path, text.clone(), &context_of(&file.settings));
            prop_assert_eq!(&now.lines, &fresh.lines);
            prop_assert_eq!(format!("{:#?}", now.document), format!("{:#?}", fresh.document), "{:?}", text);
        }
    }
}

#[test]
fn a_snapshot_never_changes() {
    let mut host = prepared();
    let id = host.open(NAMES[0], None, 1, TEXTS[0]);
    let before = host.snapshot();
    host.edit(NAMES[0], |text| {
        text.replace(0..text.len(), "");
        2
    });
    assert_eq!(before.file(id).map(|f| f.text().to_string()).as_deref(), Some(TEXTS[0]));
    assert_eq!(host.snapshot().file(id).map(|f| f.text().to_string()).as_deref(), Some(""));
    assert!(before.findings(id).is_some_and(|f| !f.is_empty()));
}

#[test]
fn an_edit_leaves_the_findings_of_others_alone() {
    let mut host = prepared();
    let ids: Vec<FileId> = NAMES.iter().zip(TEXTS).map(|(name, text)| host.open(name, None, 1, text)).collect();
    let generation = |snapshot: &Snapshot, id| snapshot.kept_findings(id).map(|f| f.generation);
    let before = host.snapshot();
    let old: Vec<_> = ids.iter().map(|id| generation(&before, *id)).collect();
    host.edit(NAMES[3], |text| {
        text.replace(0..0, "\n");
        2
    });
    let after = host.snapshot();
    let new: Vec<_> = ids.iter().map(|id| generation(&after, *id)).collect();
    assert_eq!(old[..3], new[..3]);
    assert_ne!(old[3], new[3]);
    // The manager's product is the owner's, too.
    host.edit(NAMES[1], |text| {
        text.replace(text.len()..text.len(), "- 1% people: Sing\n");
        2
    });
    let last = host.snapshot();
    assert_ne!(generation(&last, ids[0]), new[0].or(None));
}

#[test]
fn what_an_editor_holds_is_not_replaced_from_disk() {
    let mut host = prepared();
    host.open(NAMES[0], None, 1, "Role: A\n");
    host.disk_changed(NAMES[0], Some("Role: B\n".into()));
    assert!(host.to_read(NAMES[0]).is_none());
    let request = host.to_read(NAMES[1]).expect("not open");
    host.open(NAMES[1], None, 1, "Role: C\n");
    host.take_in(vec![FromDisk::read(request, "Role: D\n".into())]);
    host.disk_removed("/w");
    let text = |name| host.find(name).and_then(|id| host.file(id)).map(|f| f.text().to_string());
    assert_eq!((text(NAMES[0]).as_deref(), text(NAMES[1]).as_deref()), (Some("Role: A\n"), Some("Role: C\n")));
}
