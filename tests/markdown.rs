//! Markdown as it is found: own documents for every trap that real ones hold.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]
#![allow(missing_docs, reason = "a test")]

use proptest::prelude::*;
use rolelint::knowledge::Kind;
use rolelint::model::SectionKind;
use rolelint::model::markdown::{Outline, Part, RoleOutline, TitleSource, looks_like_role_document, outline};
use rolelint::syntax::{NodeKind, PlainRange, Tree, markdown};
use rolelint::text::{LineIndex, TextRange, decode};

struct Document {
    source: String,
    tree: Tree,
    outline: Outline,
}

fn read_at(path: &str, source: &str) -> Document {
    let tree = markdown::read(source);
    let outline = outline(path, &tree);
    Document { source: source.to_owned(), tree, outline }
}

fn read(source: &str) -> Document {
    read_at("roles/product-owner.md", source)
}

impl Document {
    /// Line from 1 and text of the statements of a section.
    fn lines(&self, section: SectionKind) -> Vec<(u32, String)> {
        self.outline.roles.iter().flat_map(|r| self.lines_of(r, section)).collect()
    }

    fn duties_by_role(&self) -> Vec<Vec<String>> {
        let duties = |r| self.lines_of(r, SectionKind::Duties).into_iter().map(|(_, text)| text).collect();
        self.outline.roles.iter().map(duties).collect()
    }

    fn lines_of(&self, role: &RoleOutline, section: SectionKind) -> Vec<(u32, String)> {
        let index = LineIndex::new(&self.source);
        let mut found = Vec::new();
        for line in &role.lines {
            if line.section == section && line.part == Part::Statement {
                let node = &self.tree.nodes[line.node];
                let (text, at) = match line.local {
                    Some(local) => (local.of(self.tree.text(node)), self.tree.local_range(node, local).start),
                    None => (self.tree.text(node), node.range.start),
                };
                found.push((index.line_of(at) + 1, text.to_owned()));
            }
        }
        found
    }

    fn duties(&self) -> Vec<String> {
        self.lines(SectionKind::Duties).into_iter().map(|(_, text)| text).collect()
    }

    fn duty_lines(&self) -> Vec<u32> {
        self.lines(SectionKind::Duties).into_iter().map(|(line, _)| line).collect()
    }

    fn refused(&self) -> &str {
        self.outline.role_document.as_ref().err().map_or("", String::as_str)
    }
}

#[test]
fn headings_in_every_style_open_sections() {
    for heading in [
        "## Your tasks",
        "Your tasks\n==========",
        "**Your tasks**",
        "Your tasks:",
        "<h3>Your tasks</h3>",
        "<p><strong>Your tasks</strong></p>",
        "### 🚂 Your tasks ###",
        "##Your tasks",
    ] {
        let document = read(&format!(
            "# Product Owner\n\n{heading}\n\n- Order the backlog\n- Ride along with drivers\n\n## Your profile\n\n- Two years of work in transport\n"
        ));
        assert_eq!(document.duties(), ["Order the backlog", "Ride along with drivers"], "{heading}");
        assert_eq!(document.lines(SectionKind::Requirements).len(), 1, "{heading}");
        assert!(document.outline.role_document.is_ok(), "{heading}");
    }
}

#[test]
fn lists_in_every_style_are_read() {
    for list in [
        "- Order the backlog\n- Ride along with drivers",
        "* Order the backlog\n\n* Ride along with drivers",
        "1. Order the backlog\n2. Ride along with drivers",
        "• Order the backlog\n• Ride along with drivers",
        "-Order the backlog\n-Ride along with drivers",
        "Order the backlog\nRide along with drivers",
        "Order the backlog<br>\nRide along with drivers",
        "Order the backlog  \nRide along with drivers",
        "<ul>\n<li>Order the backlog</li>\n<li>Ride along with drivers</li>\n</ul>",
        "<ul><li><p>Order the backlog</p></li><li>Ride <em>along</em> with drivers</ul>",
        "- **Order** the [backlog](b.md)\n- Ride along with&nbsp;drivers",
        "- Order the\nbacklog\n- Ride along\n  with drivers",
        "- Order\u{a0}the backlog\n- Ride\u{200b} along with drivers",
        "      - Order the backlog\n      - Ride along with drivers",
        "| Area | Work |\n|---|---|\n| Plan | Order the backlog |\n| Users | Ride along with drivers |",
    ] {
        let source = format!("# Product Owner\n\n## Responsibilities\n\n{list}\n");
        for source in [source.clone(), source.replace('\n', "\r\n")] {
            assert_eq!(read(&source).duties(), ["Order the backlog", "Ride along with drivers"], "{list}");
        }
    }
}

#[test]
fn plain_lines_start_where_they_stand() {
    let document = read(
        "# Product Owner\n\nWhat you'll do:\n-You order the backlog\n-You ride along with drivers\nand take notes\n",
    );
    assert_eq!(document.duty_lines(), [4, 5]);
    assert_eq!(document.duties()[1], "You ride along with drivers and take notes");
}

#[test]
fn a_parent_that_leads_in_is_no_duty_and_its_leaves_are() {
    let document = read(
        "# Product Owner\n\n## Duties\n\n- Planning\n  - Order the backlog with the crew\n  - Set the goal of the quarter\n- Talk to drivers every week\n  - at the depot\n  - Write down what hinders them\n",
    );
    assert_eq!(
        document.duties(),
        [
            "Order the backlog with the crew",
            "Set the goal of the quarter",
            "Talk to drivers every week",
            "Write down what hinders them"
        ]
    );
    let lines = &document.outline.roles[0].lines;
    assert_eq!(lines.iter().filter(|l| l.part == Part::LeadIn).count(), 1);
    let detail = lines.iter().find(|l| l.part == Part::Detail).expect("a detail");
    let parent = &lines[detail.parent.expect("its parent")];
    assert_eq!(document.tree.text(&document.tree.nodes[parent.node]), "Talk to drivers every week");
}

#[test]
fn duties_outside_a_duty_heading_are_found() {
    let document = read(
        "# Product Owner\n\n## Trams and people\n\n- Order the backlog of the fare team\n- Interview riders twice a month\n- Explain the goal to the crew\n\n## More about you\n\n- Experience with fares\n- A degree in logistics\n",
    );
    assert_eq!(document.duty_lines(), [5, 6, 7]);
    assert_eq!(document.lines(SectionKind::Requirements).len(), 2);
}

#[test]
fn prose_is_read_by_sentence() {
    let document = read(
        "# Product Owner\n\nWe run trams in three cities. You will order the backlog of the fare team. You'll also meet riders every week,\nand you will explain the goal.\n\nYou have a degree in logistics. We offer a ticket for all lines.\n",
    );
    assert_eq!(document.duty_lines(), [3, 3]);
    assert!(document.duties()[0].starts_with("You will order"));
    assert!(document.outline.role_document.is_ok());
}

#[test]
fn duties_in_front_matter_are_read() {
    let document = read(
        "---\ntitle: Product Owner\nlang: en-GB\nresponsibilities:\n  - Order the backlog\n  - \"Ride along: with drivers\"\nlevels:\n  - name: senior\n    tasks:\n      - Coach two owners\nabout: |\n  ## Requirements\n\n  - Two years of work in transport\n---\n\nWe run trams.\n",
    );
    assert_eq!(
        document.lines(SectionKind::Duties),
        [
            (5, "Order the backlog".to_owned()),
            (6, "Ride along: with drivers".to_owned()),
            (10, "Coach two owners".to_owned())
        ]
    );
    assert_eq!(document.lines(SectionKind::Requirements), [(14, "Two years of work in transport".to_owned())]);
    assert_eq!(document.outline.language.as_deref(), Some("en"));

    let toml = read(
        "+++\ntitle = \"Product Owner\"\nduties = [\n  \"Order the backlog\",\n  'Ride along with drivers',\n]\n+++\nWe run trams.\n",
    );
    assert_eq!(
        toml.lines(SectionKind::Duties),
        [(4, "Order the backlog".to_owned()), (5, "Ride along with drivers".to_owned())]
    );
    assert!(toml.outline.role_document.is_ok());
}

#[test]
fn values_of_front_matter_have_exact_places() {
    let source =
        "---\ntitle: \"Owner \\\"Fares\\\" – Zürich\"\nnote: >-\n  two\n  lines\nempty:\nlist: [\"a é\", b]\n---\n";
    let tree = markdown::read(source);
    let of = |label: &str| tree.nodes.iter().find(|n| tree.label(n) == label).expect("an entry");
    assert_eq!(tree.text(of("title")), "Owner \"Fares\" – Zürich");
    assert_eq!(tree.source_range(of("title").text).of(source), "Owner \\\"Fares\\\" – Zürich");
    assert_eq!(tree.text(of("note")), "two lines");
    assert_eq!(tree.text(of("empty")), "");
    assert_eq!(of("title").range.of(source), "title: \"Owner \\\"Fares\\\" – Zürich\"");
    let items: Vec<_> = tree
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, NodeKind::Item(_)))
        .map(|n| tree.source_range(n.text).of(source))
        .collect();
    assert_eq!(items, ["a é", "b"]);
}

#[test]
fn a_broken_fence_loses_no_body() {
    let body = "# Product Owner\n\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n";
    for front in [
        "---\ntitle: Product Owner\nlocation: Bern\n\n",
        "---\ntitle: Product Owner\n",
        "  ---\n    title: Product Owner\n    level: mid\n  ---\n\n",
        "---\ntitle: Product: Owner: [\n  - x\n---\n",
        "---\ntitle: \"Product Owner\n---\n",
        "---\n\ttitle: Product Owner\n---\n",
        "+++\ntitle = Product Owner\n+++\n",
        "---\n---\n",
        "---\n",
        "\n\n---\ntitle: Product Owner\n...\n",
    ] {
        let document = read(&format!("{front}{body}"));
        assert_eq!(document.duties(), ["Order the backlog", "Ride along with drivers"], "{front:?}");
        assert!(document.outline.role_document.is_ok(), "{front:?}");
    }
    assert!(!read(&format!("---\ntitle: Product Owner\n{body}")).tree.problems.is_empty());
}

#[test]
fn what_an_include_brings_is_kept_elsewhere() {
    for include in [
        "{% include duties.md %}",
        "{{< duties role=\"po\" >}}",
        "{{% duties %}}",
        "<Duties role=\"po\" />",
        "{!duties.md!}",
        "--8<-- \"duties.md\"",
    ] {
        let document = read(&format!(
            "# Product Owner\n\n## Responsibilities\n\n{include}\n\n## Requirements\n\n- Two years of work in transport\n"
        ));
        let section =
            document.outline.roles[0].sections.iter().find(|s| s.kind == SectionKind::Duties).expect("a section");
        assert!(section.kept_elsewhere, "{include}");
        assert!(document.outline.role_document.is_ok(), "{include}");
        assert!(document.duties().is_empty(), "{include}");
    }
}

#[test]
fn template_comments_are_no_text() {
    let document = read(
        "# Product Owner\n\n{% comment %}\n## Duties\n- Not this\n{% endcomment %}\n\n## Duties\n\n<!-- - Nor this -->\n{% if open %}\n- Order the backlog of {{ team }} with care\n{% endif %}\n",
    );
    assert_eq!(document.duties(), ["Order the backlog of  with care"]);
}

#[test]
fn an_html_body_is_read_as_its_markdown() {
    let document = read_at(
        "jobs/po.html",
        "<!DOCTYPE html>\n<html><head><title>Product Owner - Harbour Lines</title><style>p{}</style></head>\n<body><nav><ul><li>Jobs</li></ul></nav>\n<h1>Product Owner</h1>\n<h2>What you&rsquo;ll do</h2>\n<ul>\n\n    <li>Order the backlog</li>\n    <li>Ride along with\n       drivers &amp; crew</li>\n</ul>\n<h2>Benefits</h2><p>Free rides</p></body></html>\n",
    );
    assert_eq!(
        document.lines(SectionKind::Duties),
        [(8, "Order the backlog".to_owned()), (9, "Ride along with drivers & crew".to_owned())]
    );
    assert_eq!(document.lines(SectionKind::Benefits).len(), 1);
    assert!(document.outline.role_document.is_ok());
}

#[test]
fn levels_of_one_ladder_are_roles_that_share_what_stands_before() {
    let document = read_at(
        "ladder.md",
        "# Product management\n\n## Responsibilities of all\n\n- Meet riders every month\n- Keep notes of what they say\n\n## Product Owner\n\n- Order the backlog\n- Explain items to the crew\n\n## Senior Product Owner\n\n- Coach other owners\n- Set the goal of the quarter\n\n## How to apply\n\n- Send us a letter\n",
    );
    let titles: Vec<_> = document.outline.roles.iter().map(|r| r.title.text.as_str()).collect();
    assert_eq!(titles, ["Product Owner", "Senior Product Owner"]);
    let duties =
        |role: usize| document.outline.roles[role].lines.iter().filter(|l| l.section == SectionKind::Duties).count();
    assert_eq!((duties(0), duties(1)), (4, 4));
    assert!(document.outline.roles[1].range.of(&document.source).starts_with("## Senior"));
    assert!(!document.outline.roles[1].range.of(&document.source).contains("How to apply"));

    let steps = read_at(
        "pm.md",
        "# Product Manager\n\n## IC1\n\n- Writes items for the crew\n- Meets riders with a senior\n\n## IC2\n\n- Orders the backlog alone\n- Meets riders alone\n",
    );
    assert_eq!(steps.outline.roles[1].title.text, "Product Manager IC2");
    assert_eq!(steps.outline.roles[1].kind.map(|k| k.0), Some(Kind::ProductManager));
}

#[test]
fn titles_come_from_front_matter_then_heading_then_file_name() {
    let body = "\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n";
    let document = read_at("scrum-master.md", &format!("---\ntitle: Product Manager\n---\n# Product Owner\n{body}"));
    let role = &document.outline.roles[0];
    assert_eq!((role.title.text.as_str(), role.title.source), ("Product Manager", TitleSource::FrontMatter));
    let all: Vec<_> = role.titles.iter().map(|t| (t.source, t.kind)).collect();
    assert_eq!(
        all,
        [
            (TitleSource::FrontMatter, Some(Kind::ProductManager)),
            (TitleSource::Heading, Some(Kind::ProductOwner)),
            (TitleSource::FileName, Some(Kind::ScrumMaster))
        ]
    );

    let heading = read_at("x.md", &format!("# Product Owner, Fares\n{body}"));
    assert_eq!(heading.outline.roles[0].title.text, "Product Owner, Fares");
    assert_eq!(heading.outline.roles[0].head.of(&heading.source), "# Product Owner, Fares");
    let name = read_at("roles/ProductOwner.md", body);
    assert_eq!(
        (name.outline.roles[0].title.text.as_str(), name.outline.role_document.is_ok()),
        ("Product Owner", true)
    );
    let kind = read_at("x.md", &format!("---\nkind: product owner\ntitle: Fare lead\n---\n{body}"));
    assert_eq!(kind.outline.roles[0].kind.map(|k| k.0), Some(Kind::ProductOwner));
}

#[test]
fn german_headings_and_duties_are_known() {
    let document = read_at(
        "stelle.md",
        "# Product Owner (m/w/d)\n\n## Über uns\n\nWir fahren Straßenbahnen.\n\n## Das erwartet dich\n\n- Du priorisierst das Backlog\n- Weiterentwicklung der Fahrplan-App\n\n## Das bringst du mit\n\n- Erfahrung im Nahverkehr\n\n## Wir bieten\n\n- 30 Tage Urlaub\n",
    );
    assert_eq!(document.duty_lines(), [9, 10]);
    assert_eq!(document.lines(SectionKind::Requirements).len(), 1);
    assert_eq!(document.lines(SectionKind::Benefits).len(), 1);
    assert_eq!(document.lines(SectionKind::Company).len(), 1);
}

#[test]
fn other_sections_are_no_duties() {
    let document = read(
        "# Product Owner\n\n## About us\n\n- Building trams since 1901\n\n## Duties\n\n- Order the backlog\n\n## Skills\n\n- Communicating with crews\n- Ability to order a backlog\n\n## What we offer\n\n- Work with fine people\n\n## How to apply\n\n- Send your letter\n- Meet the crew\n\n## How success is measured\n\n- Riders who pay by phone, from 40% to 60%\n\n## What you will not do\n\n- Manage the crew\n",
    );
    assert_eq!(document.duties(), ["Order the backlog"]);
    assert_eq!(document.lines(SectionKind::Measures).len(), 1);
    assert_eq!(document.lines(SectionKind::OutOfScope).len(), 1);
    assert_eq!(document.lines(SectionKind::Process).len(), 2);
}

#[test]
fn a_line_after_a_list_is_a_heading_where_it_reads_as_one() {
    let document = read(
        "# Product Owner\n\nYour tasks:\n- Order the backlog\n- Ride along with drivers\nYour profile:\n- Two years of work in transport\n",
    );
    assert_eq!(document.duties().len(), 2);
    assert_eq!(document.lines(SectionKind::Requirements), [(7, "Two years of work in transport".to_owned())]);
}

#[test]
fn documents_that_are_no_role_documents_say_why() {
    let hiring = read_at(
        "careers.md",
        "# Work with us\n\nWe run trams. These positions are open:\n\n- [Product Owner](po.md)\n- [Tram Driver](driver.md)\n- [Product Manager](pm.md)\n\nSend us a letter.\n",
    );
    assert!(hiring.refused().contains("open positions"), "{}", hiring.refused());
    let persona = read_at(
        "product-owner.md",
        "---\nname: product-owner\ndescription: Use this agent when the user asks for stories\nmodel: large\ntools: read, write\n---\n\nYou are a senior product owner. Your responsibilities:\n\n- Write user stories\n- Order the backlog\n\n## Output format\n\nRespond with a table.\n",
    );
    assert!(persona.refused().contains("AI"), "{}", persona.refused());
    let demo = read_at(
        "product-manager.md",
        "---\ntitle: Product Manager\n---\n\n## Responsibilities\n\n- Lorem ipsum dolor sit amet\n- Consectetur adipiscing elit\n",
    );
    assert!(demo.refused().contains("placeholder"), "{}", demo.refused());
    let article = read_at(
        "2024-how-to.md",
        "---\ntitle: How to be a great product owner\nauthor: A. Writer\ntags: [agile]\n---\n\nA product owner is a person who decides. Many owners write stories all day. In my first year I did too.\n\n## Talk more\n\n- Talk to users\n- Order the backlog\n",
    );
    assert!(article.refused().contains("article"), "{}", article.refused());
    let notes = read_at("notes.md", "# Meeting of Monday\n\n- Trams were late\n- Doors jam\n");
    assert!(!notes.refused().is_empty());
    for empty in ["", "\n\n", "---\n---\n", "<!-- nothing -->"] {
        assert!(read_at("x.md", empty).outline.role_document.is_err());
    }
}

#[test]
fn the_cheap_look_lets_role_documents_through() {
    assert!(looks_like_role_document("po.md", "# Product Owner\n\n## Duties\n\n- Order the backlog\n"));
    assert!(looks_like_role_document("x.md", "---\nrole: Fare lead\n---\n"));
    assert!(looks_like_role_document("product-owner.md", "You will order the backlog.\n"));
    assert!(!looks_like_role_document("README.md", "# A parser\n\nRun `make`.\n\n- fast\n"));
    assert!(!looks_like_role_document("x.md", ""));
}

#[test]
fn bytes_of_every_kind_have_defined_results() {
    let latin = decode(b"# Product Owner\n\n## Duties\n\n- Order the caf\xE9 backlog\n".to_vec()).text;
    assert_eq!(read(&latin).duties(), ["Order the café backlog"]);
    let control = read("# Product Owner\n\n## Duties\n\n- Order\tthe\u{b} backlog\n");
    assert_eq!(control.duties(), ["Order the  backlog"]);
    let cr = read("# Product Owner\r\r## Duties\r\r- Order the backlog\r- Ride along with drivers\r");
    assert_eq!(cr.duties().len(), 2);
}

#[test]
fn long_and_deep_documents_are_read_in_linear_time() {
    // Quadratic time would make each of these run for minutes.
    let size = 400_000;
    for source in [
        "word ".repeat(size / 5),
        "You will plan. ".repeat(size / 15),
        "{% ".repeat(size / 3),
        "{{".repeat(size / 2),
        "<a ".repeat(size / 3),
        "<!-- ".repeat(size / 5),
        "<div>".repeat(size / 5),
        "<ul><li>".repeat(size / 8),
        "- a\n".repeat(size / 4),
        "a\n".repeat(size / 2),
        "**a** ".repeat(size / 6),
        "a:\n".repeat(size / 3),
        "| a ".repeat(size / 4),
        format!("---\n{}\n---\n", "a: b\n".repeat(size / 5)),
        format!("---\na: {}\n---\n", "[".repeat(size)),
        format!("---\n{}", "k: v\n".repeat(size / 5)),
        format!("---\na: |\n{}---\n", "  - b\n".repeat(size / 40)),
        "# Product Owner\n\n- a b c d\n".repeat(size / 27),
        "e.g. ".repeat(size / 5),
        "&amp;".repeat(size / 5),
        "\u{a0}".repeat(size / 2),
    ] {
        read(&source);
    }
}

fn check(source: &str) {
    let tree = markdown::read(source);
    let inside = |range: TextRange| {
        range.end as usize <= source.len()
            && source.is_char_boundary(range.start as usize)
            && source.is_char_boundary(range.end as usize)
    };
    let mut before = 0;
    for node in &tree.nodes {
        assert!(inside(node.range), "{node:?} of {source:?}");
        assert!(node.range.start >= before || node.front_matter, "in document order: {node:?} of {source:?}");
        before = node.range.start;
        for plain in [node.text, node.label] {
            let place = tree.source_range(plain);
            assert!(inside(place), "{node:?} of {source:?}");
            let text = tree.plain(plain);
            assert!(plain.is_empty() || !text.is_empty(), "{node:?} of {source:?}");
            for (at, c) in text.char_indices() {
                let one = tree.source_range(PlainRange {
                    start: plain.start + at as u32,
                    end: plain.start + (at + c.len_utf8()) as u32,
                });
                assert!(inside(one), "{c:?} at {at} of {node:?} of {source:?}");
                assert!(
                    c.is_whitespace() || c == '|' || source.is_empty() || !one.is_empty(),
                    "{c:?} at {at} of {node:?} of {source:?}"
                );
            }
        }
    }
    for problem in &tree.problems {
        assert!(inside(problem.range));
    }
    let outline = outline("a/b.md", &tree);
    assert!(!outline.roles.is_empty());
    for role in &outline.roles {
        assert!(inside(role.head) && inside(role.range) && inside(role.title.range));
        for section in &role.sections {
            assert!(inside(section.heading) && inside(section.range));
        }
        for (i, line) in role.lines.iter().enumerate() {
            let node = &tree.nodes[line.node];
            assert!(line.parent.is_none_or(|p| p < i));
            if let Some(local) = line.local {
                assert!(!local.of(tree.text(node)).is_empty(), "{line:?} of {source:?}");
                assert!(inside(tree.local_range(node, local)));
            }
        }
        for field in &role.fields {
            assert!(field.node < tree.nodes.len());
        }
    }
    looks_like_role_document("a/b.md", source);
}

/// Pieces that readers stumble over.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "# ",
        "## Duties\n",
        "- ",
        "  - ",
        "• ",
        "-You ",
        "* x\n",
        "1. ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "---\n",
        "+++\n",
        "...\n",
        "title: ",
        "a:\n",
        "k = \"v\"\n",
        "|\n",
        "| a | b |\n|---|---|\n",
        "<li>",
        "</li>",
        "<ul>",
        "<br>",
        "<table><tr><td>",
        "</td>",
        "</table>",
        "<p>",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "{% ",
        " %}",
        "{{",
        "}}",
        "{% comment %}",
        "&amp;",
        "&nbsp;",
        "&#x41;",
        "**",
        "_",
        "`",
        "```\n",
        "[a](b)",
        "![i](j)",
        "\u{a0}",
        "é",
        "😀",
        "\t",
        "    ",
        ": ",
        "Product Owner",
        "You will write. ",
        "e.g. ",
        "\"",
        "'",
        "\\",
        ">",
        "> ",
        "- a: b\n",
        "x",
        " ",
        "\u{feff}",
        "\u{0}",
        "===\n",
        "  ---\n",
        "<h2>",
        "</h2>",
        "<script>",
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
        "!",
        "#",
        ":",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_mixture_of_marks_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_front_matter_is_read(pieces in prop::collection::vec(piece(), 0..30)) {
        check(&format!("---\n{}\n---\nbody", pieces.concat()));
        check(&format!("+++\n{}\n+++\nbody", pieces.concat()));
    }
}

#[test]
fn a_column_of_another_job_is_not_this_roles() {
    let table = |head: &str| {
        format!(
            "# Product Manager\n\n## Responsibilities\n\n<table>\n<tr><th>{head}</th><th>EM expectations</th></tr>\n<tr>\n<td>\n<ul>\n\
             <li>Talk with gardeners about their plots every week</li>\n</ul>\n</td>\n<td><ul>\n\
             <li>Hire gardeners for the nursery every spring</li>\n</ul></td>\n</tr>\n</table>\n\n- Order the backlog of the team every Monday\n"
        )
    };
    let divided = read(&table("PM expectations"));
    assert_eq!(
        divided.duties_by_role(),
        [
            vec!["Talk with gardeners about their plots every week", "Order the backlog of the team every Monday"],
            vec!["Hire gardeners for the nursery every spring"]
        ]
    );
    assert_eq!(divided.outline.roles[1].kind.map(|(kind, _)| kind), Some(Kind::EngineeringManager));
    // A head that divides nothing leaves all columns to the role.
    assert_eq!(read(&table("Expectations")).duties_by_role().len(), 1);
    assert_eq!(read(&table("Expectations")).duties().len(), 3);
    let rows = "# Product Owner\n\n## Responsibilities\n\n| Product Owner | Scrum Master |\n|---|---|\n\
                | Order the product backlog every week | Coach the team in its events every sprint |\n";
    assert_eq!(
        read(rows).duties_by_role(),
        [vec!["Order the product backlog every week"], vec!["Coach the team in its events every sprint"]]
    );
    // What stands in another role's part goes to whose column it is.
    let parts = "# Who does what\n\n## Product managers are accountable for:\n\n| PM | EM |\n|---|---|\n\
                 | Set the goals for the nursery | Check the goals against the crew's time |\n\
                 | Interview gardeners every week | Join an interview every month |\n\n\
                 ## Engineering managers are accountable for:\n\n| EM | PM |\n|---|---|\n\
                 | Hire gardeners every spring | Explain the roadmap to candidates |\n\
                 | Hold the retrospective | Bring news of customers to the crew |\n";
    assert_eq!(
        read(parts).duties_by_role(),
        [
            vec![
                "Set the goals for the nursery",
                "Interview gardeners every week",
                "Explain the roadmap to candidates",
                "Bring news of customers to the crew"
            ],
            vec![
                "Check the goals against the crew's time",
                "Join an interview every month",
                "Hire gardeners every spring",
                "Hold the retrospective"
            ]
        ]
    );
}

#[test]
fn measures_stand_below_the_words_of_whoever_judges() {
    for heading in [
        "How we'll judge it",
        "How you’ll notice success",
        "Signals that it works",
        "How we measure you",
        "What you'll be judged on",
        "How we will know it's working",
        "Goals of the first year",
    ] {
        let document = read(&format!(
            "# Product Owner\n\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n\n## {heading}\n\n- Riders who find their stop alone: from 40% to 60%\n- Fewer calls to the depot\n"
        ));
        assert_eq!(document.lines(SectionKind::Measures).len(), 2, "{heading}");
        assert_eq!(document.duty_lines(), [5, 6], "{heading}");
    }
    for heading in ["How we work", "How we hire", "How it works", "Goals of the product", "About the depot"] {
        let document = read(&format!(
            "# Product Owner\n\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n\n## {heading}\n\n- Every rider finds the stop alone\n- Three depots\n"
        ));
        assert_eq!(document.lines(SectionKind::Measures), [], "{heading}");
    }
}

#[test]
fn goals_of_a_year_that_tell_what_is_done_are_duties() {
    let document = read(
        "# Product Owner\n\n## Goals for your first year\n\n- Order the backlog with the crew\n- Visit every depot of the north\n- Ship the new timetable\n",
    );
    assert_eq!(document.duty_lines(), [5, 6, 7]);
}

#[test]
fn a_row_of_measures_is_one_with_its_figure() {
    let table = "Riders without a call | 94% or better";
    for head in ["| | |\n|---|---|\n", "| Measure | Target |\n|---|---|\n"] {
        let document = read(&format!(
            "# Product Owner\n\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n\n## What you'll be judged on\n\n{head}| Riders without a call | 94% or better |\n| Turnover of the crew | under 15% |\n"
        ));
        let measures = document.lines(SectionKind::Measures);
        assert_eq!(measures.len(), 2, "{measures:?}");
        assert_eq!(measures[0].1, table);
    }
    // Where columns tell of several things, each keeps its own.
    let document = read(
        "# Product Owner\n\n## Work\n\n| Duties | Measures |\n|---|---|\n| Order the backlog with the crew | Riders without a call: 94% |\n",
    );
    assert_eq!(document.duties(), ["Order the backlog with the crew"]);
    assert_eq!(document.lines(SectionKind::Measures)[0].1, "Riders without a call: 94%");
}

#[test]
fn what_somebody_would_not_be_doing_is_no_duty() {
    for heading in ["What you would *not* be doing", "What you won't be doing", "What you don't do"] {
        let document = read(&format!(
            "# Product Owner\n\n## What you would be doing\n\n- Order the backlog\n- Ride along with drivers\n\n## {heading}\n\n- Set the dates of releases\n- Assign work to the crew\n"
        ));
        assert_eq!(document.duty_lines(), [5, 6], "{heading}");
        assert_eq!(document.lines(SectionKind::OutOfScope).len(), 2, "{heading}");
    }
}

#[test]
fn the_holder_of_a_post_does_what_you_do() {
    for holder in
        ["You", "The postholder", "The jobholder", "The role holder", "The incumbent", "The successful applicant"]
    {
        let third = if holder == "You" { "" } else { "s" };
        let document = read(&format!(
            "# Product Owner\n\n## Main duties\n\n{holder} decide{third} the order of the work. From this, and from the log, {} set{third} the direction of the year.\n\n{holder} spend{third} two days a week with riders. The depot is near the harbour.\n",
            if holder == "You" { "you".to_owned() } else { holder.replace("The", "the") }
        ));
        assert_eq!(document.duty_lines(), [5, 5, 7], "{holder}");
    }
}

#[test]
fn a_table_may_hold_the_title() {
    for (first, second) in [
        ("| | |", "| **Position title** | Product Owner, Ferries |"),
        ("| Job title | Product Owner, Ferries |", "| Grade | 7 |"),
    ] {
        let source = format!(
            "# POSITION DESCRIPTION\n\n{first}\n|---|---|\n{second}\n| **Reports to** | Head of Ferries |\n\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n"
        );
        let document = read_at("hr/4711.md", &source);
        assert_eq!(document.outline.role_document, Ok(()), "{source}");
        assert_eq!(document.outline.roles[0].title.text, "Product Owner, Ferries");
        assert_eq!(document.outline.roles[0].kind.map(|k| k.0), Some(Kind::ProductOwner));
        assert!(document.outline.roles[0].fields.iter().any(|f| f.key == "reports to"));
        assert!(looks_like_role_document("hr/4711.md", &source));
    }
    // The head of a table of several jobs is no title.
    let document = read_at(
        "hr/4711.md",
        "# Who does what\n\n| Role | Product Owner | Developer |\n|---|---|---|\n| Order | decides | is asked |\n",
    );
    assert!(document.outline.role_document.is_err());
}

#[test]
fn numbered_clauses_are_items() {
    let document = read_at(
        "hr/product-owner.md",
        "# Product Owner\n\n## 2. KEY DUTIES\n\n2.1 Order the backlog.\n\n2.2 Ride along with drivers.\n\n## 3. SELECTION CRITERIA\n\n3.1 Essential\n\n(a) Two years of work in transport.\n\n3.2 Desirable\n\n(a) Experience of ferries.\n\n## 4. About us\n\n2.5 million riders a year.\n",
    );
    assert_eq!(document.duties(), ["Order the backlog.", "Ride along with drivers."]);
    let asked: Vec<String> = document.lines(SectionKind::Requirements).into_iter().map(|(_, text)| text).collect();
    assert_eq!(asked, ["Two years of work in transport.", "Experience of ferries."]);
    assert_eq!(document.lines(SectionKind::Company)[0].1, "2.5 million riders a year.");
}

#[test]
fn background_of_the_employer_asks_for_nothing() {
    let duties = "# Product Owner\n\n## Duties\n\n- Order the backlog\n- Ride along with drivers\n";
    let told =
        "\n## Background\n\nThe harbour has forty ferries. In the last survey a third of the riders were late.\n";
    assert_eq!(read(&format!("{duties}{told}")).lines(SectionKind::Requirements), []);
    let asked =
        "\n## Background\n\n- Experience with timetables\n- A degree in logistics\n- Five years of work in transport\n";
    assert_eq!(read(&format!("{duties}{asked}")).lines(SectionKind::Requirements).len(), 3);
    let asked = "\n## Your background\n\nYou have sailed for years.\n";
    assert_eq!(read(&format!("{duties}{asked}")).lines(SectionKind::Requirements).len(), 1);
}

#[test]
fn emoji_in_place_of_bullets_are_no_part_of_the_text() {
    let document = read(
        "# 🚀 Product Owner\n\n**Your tasks**\n\n👉 Order the backlog, day by day!\n👉 Ride along with drivers\n✔️ Stop what nobody rides.\n\n**About us**\n\n🌍 We run ferries in three\ntowns of the coast.\n",
    );
    assert_eq!(
        document.duties(),
        ["Order the backlog, day by day!", "Ride along with drivers", "Stop what nobody rides."]
    );
    assert_eq!(document.lines(SectionKind::Company).len(), 1, "a single emoji decorates a text");
}

#[test]
fn levels_are_known_by_number_and_name() {
    let level = |heading: &str| format!("## {heading}\n\n- Plan the tests with users\n- Review the work of others\n\n");
    for (title, steps) in [
        ("Product designer", ["D3 – Senior designer", "D4 – Principal designer", "Lead designer"]),
        ("Product manager", ["PM3 – Senior PM", "PM4 – Principal PM", "M4 – Group PM"]),
        ("Product manager", ["Level 2 – Senior", "Level 3 – Lead", "L4: Staff"]),
    ] {
        let document = read(&format!("# {title}: levels\n\n{}", steps.map(level).concat()));
        let duties = document.duties_by_role();
        assert_eq!(duties.len(), 3, "{steps:?}");
        assert!(duties.iter().all(|own| own.len() == 2), "{duties:?}");
    }
}

#[test]
fn people_beside_a_role_have_duties_of_their_own() {
    for second in ["Service Request Manager", "Developers (Ana, Bilal)", "Deck Officer", "Designers and researchers"] {
        let document = read(&format!(
            "# Scrum Master\n\n- Facilitates the weekly round\n- Watches what blocks the crew\n\n# {second}\n\n- Meets the skippers each month\n- Forecasts the demand of the season\n"
        ));
        let duties = document.duties_by_role();
        assert_eq!(duties.len(), 2, "{second}");
        assert!(duties.iter().all(|own| own.len() == 2), "{second}: {duties:?}");
    }
    for other in ["Your manager", "Working with developers", "Developer", "Our lead"] {
        let document = read(&format!(
            "# Scrum Master\n\n- Facilitates the weekly round\n- Watches what blocks the crew\n\n# {other}\n\n- Meets the skippers each month\n- Forecasts the demand of the season\n"
        ));
        assert_eq!(document.outline.roles.len(), if other == "Developer" { 2 } else { 1 }, "{other}");
    }
}

#[test]
fn what_is_told_of_another_job_is_not_this_one_s() {
    let document = read(
        "# Product Owner\n\n## About the role\n\nOur Product Manager in Ghent talks with skippers every week. The Account Director holds the contract. The Product Owner orders the backlog. You ride along with drivers.\n",
    );
    assert_eq!(document.duties(), ["The Product Owner orders the backlog.", "You ride along with drivers."]);
}

#[test]
fn entries_of_a_form_are_no_duties() {
    let document = read(
        "# Job Description: Delivery Manager\n\n**Grade:** 7\\\n**Responsible to:** Head of Ferries\\\n**Responsible for:** No direct reports\\\n**Post number:** F/12\n\n## Main duties\n\n- Facilitate the weekly round\n- Watch what blocks the crew\n",
    );
    assert_eq!(document.duty_lines(), [10, 11]);
    let document = read(
        "# Delivery Manager\n\n- Flow: watch what blocks the crew\n- Round: facilitate it every week\n- Plan: agree it with the crews\n",
    );
    assert_eq!(document.duty_lines(), [3, 4, 5], "topics before what is done");
}

#[test]
fn numbered_headings_without_marks_stand_over_clauses() {
    let document = read(
        "# Product Owner\n\n1. Purpose\n\n1.1 The ferries shall be easy to board.\n\n2. Key duties\n\n2.1 Order the backlog.\n\n2.2 Ride along with drivers.\n\n3. Measures\n\n3.1 Riders without a call: 90%.\n",
    );
    assert_eq!(document.duties(), ["Order the backlog.", "Ride along with drivers."]);
    assert_eq!(document.lines(SectionKind::Measures).len(), 1);
    let document = read(
        "# Product Owner\n\n## Duties\n\n1. Order the backlog\n2. Measure what changed\n3. Ride along with drivers\n",
    );
    assert_eq!(document.duty_lines(), [5, 6, 7]);
}
