//! What statements say, from the outside: negation, whose doing, cadence, shares, decisions, measures, people, frameworks, language.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use proptest::prelude::*;
use rolelint::knowledge::FrameworkName;
use rolelint::prose::{self, Cadence, ContactClass, Context, Hold, MeasureType, Mode, Right, Subject};

fn read(text: &str) -> prose::Reading {
    prose::read(text, &Context::default())
}

fn meets(text: &str) -> bool {
    read(text).contacts.iter().any(|c| c.is_direct() && c.class.is_customer_or_user())
}

#[test]
fn cadence_words() {
    let month = |text: &str| prose::read_cadence(text).map(|(c, _)| c);
    for (text, times) in [
        ("every day", 20.0),
        ("daily", 20.0),
        ("every week", 4.0),
        ("weekly", 4.0),
        ("each Tuesday", 4.0),
        ("once a week", 4.0),
        ("twice a week", 8.0),
        ("three times a week", 12.0),
        ("every two weeks", 2.0),
        ("every second week", 2.0),
        ("fortnightly", 2.0),
        ("every sprint", 2.0),
        ("every iteration", 2.0),
        ("once a month", 1.0),
        ("monthly", 1.0),
        ("every quarter", 0.33),
        ("quarterly", 0.33),
        ("every PI", 0.33),
        ("once a year", 0.08),
        ("twice a year", 0.16),
        ("annually", 0.08),
        ("interview five customers a week", 20.0),
        ("spend four hours every week with them", 4.0),
    ] {
        match month(text) {
            Some(Cadence::PerMonth(n)) => assert!((n - times).abs() < 0.02, "{text}: {n}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in ["regularly", "as needed", "from time to time", "when possible"] {
        assert_eq!(month(text), Some(Cadence::Open), "{text}");
    }
    for text in ["plan the quarter", "a sprint goal", "a two-year degree", "the monthly"] {
        assert!(text == "the monthly" || month(text).is_none(), "{text}: {:?}", month(text));
    }
    let text = "meets drivers every two weeks in the depot";
    let (_, range) = prose::read_cadence(text).unwrap();
    assert_eq!(range.of(text), "every two weeks");
}

#[test]
fn shares_of_time() {
    for (text, share, exact) in [
        ("30% discovery", 0.3, true),
        ("Talks with customers (40%)", 0.4, true),
        ("20-30% of your time on research", 0.25, true),
        ("half of your time with customers", 0.5, false),
        ("a third of the week in the field", 1.0 / 3.0, false),
        ("two thirds of your time", 2.0 / 3.0, false),
        ("a quarter of your time on analytics", 0.25, false),
        ("most of the time in workshops", 0.6, false),
        ("two days a week with users", 0.4, false),
        ("10 hours a week on stories", 0.25, false),
        ("half a day every week with farmers", 0.1, false),
        ("120% strategy", 1.2, true),
    ] {
        let reading = prose::read_share(text).unwrap_or_else(|| panic!("no share in: {text}"));
        assert!((reading.share - share).abs() < 0.01, "{text}: {}", reading.share);
        assert_eq!(reading.exact, exact, "{text}");
    }
    for text in [
        "raise conversion by 20%",
        "uptime of 99.9%",
        "two offices and a lab",
        "increase retention from 30% to 40%",
        "half of the customers renew",
        "half a day with the drivers",
        "half an hour every fortnight",
    ] {
        assert_eq!(prose::read_share(text), None, "{text}");
    }
}

#[test]
fn decision_rights() {
    let first = |text: &str| prose::read_decisions(text).into_iter().next();
    for (text, subject, right) in [
        ("You decide the order of the backlog", Subject::BacklogOrder, Right::Alone),
        ("Final say on scope", Subject::Scope, Right::Alone),
        ("Decides the order of the team backlog", Subject::TeamBacklogOrder, Right::Alone),
        ("Decides on the budget together with the head of product", Subject::Budget, Right::With),
        ("You do not decide the price", Subject::Price, Right::Never),
        ("Advises on hiring", Subject::Hiring, Right::Advises),
        ("Decides when to release", Subject::Release, Right::Alone),
        ("Determine the product vision", Subject::Vision, Right::Alone),
    ] {
        let found = first(text).unwrap_or_else(|| panic!("no decision in: {text}"));
        assert_eq!((found.subject, found.right), (subject, right), "{text}");
    }
    for text in ["Write stories", "Meets customers every week", "Works with the manager who decides the budget"] {
        assert!(first(text).is_none(), "{text}: {:?}", first(text));
    }
    for (text, subject) in [
        ("order of the product backlog", Subject::BacklogOrder),
        ("order of the ART backlog", Subject::ArtBacklogOrder),
        ("order of the solution backlog", Subject::SolutionBacklogOrder),
        ("order of the team backlog", Subject::TeamBacklogOrder),
        ("product vision", Subject::Vision),
        ("goals of the quarter", Subject::Goal),
        ("strategy", Subject::Strategy),
        ("the roadmap", Subject::Roadmap),
        ("scope of the first version", Subject::Scope),
        ("release date", Subject::Release),
        ("acceptance of finished work", Subject::Acceptance),
        ("price of the licence", Subject::Price),
        ("budget of the product", Subject::Budget),
        ("hiring of designers", Subject::Hiring),
        ("cancelling a sprint", Subject::CancelSprint),
        ("colour of the walls", Subject::Other),
        ("order of the roadmap", Subject::Roadmap),
        ("goals and order of the roadmap", Subject::Goal),
        ("priorities of the goals", Subject::Goal),
        ("order of the backlog by the goals of the quarter", Subject::BacklogOrder),
        ("priorities", Subject::BacklogOrder),
    ] {
        assert_eq!(prose::read_subject(text).0, subject, "{text}");
    }
}

#[test]
fn measures() {
    let context = Context::default();
    for (text, kind) in [
        ("Drivers finish a booking without calling us", MeasureType::Outcome),
        ("More tenants report repairs on their own", MeasureType::Outcome),
        ("Share of customers who renew rises from 60% to 70%", MeasureType::Outcome),
        ("Churn below 3% a month", MeasureType::Outcome),
        ("Retention after 90 days", MeasureType::Outcome),
        ("Revenue of the product line", MeasureType::Impact),
        ("Cost per claim falls by 10%", MeasureType::Impact),
        ("Tonnes of CO2 saved", MeasureType::Impact),
        ("Fewer than five defects a month", MeasureType::Quality),
        ("Uptime of 99.9%", MeasureType::Quality),
        ("Complaints per thousand orders", MeasureType::Quality),
        ("Assumptions tested each quarter", MeasureType::Learning),
        ("Ideas dropped after a test", MeasureType::Learning),
        ("Number of features shipped", MeasureType::Output),
        ("Story points per sprint", MeasureType::Output),
        ("Releases on time", MeasureType::Output),
        ("User stories written per sprint", MeasureType::Output),
        ("Velocity of the team", MeasureType::Output),
        ("Hours spent in workshops", MeasureType::Activity),
        ("Number of meetings held", MeasureType::Activity),
        ("Interviews held per month", MeasureType::Activity),
    ] {
        assert_eq!(prose::read_measure(text, &context).0, kind, "{text}");
    }
}

#[test]
fn negation_and_whose_doing() {
    assert!(meets("Interview customers every week"));
    assert!(!meets("No contact with customers, users or patients"));
    assert!(!meets("Works without meeting users"));
    assert!(!meets("Passes questions to the researcher who interviews users"));
    assert!(meets("Not only writes stories but also meets users"));
    assert!(meets("Writes stories without fuss and talks to users"));
    assert!(read("You will not write stories").negated);
    assert!(!read("Writes stories, not novels").negated);
    assert!(!read("Not only writes stories but orders them").negated);
    assert!(read("Never prioritises alone").negated);
}

#[test]
fn how_a_contact_comes_about() {
    let contact = |text: &str| read(text).contacts.into_iter().find(|c| c.class.is_customer_or_user());
    assert_eq!(contact("Meet customers every month").unwrap().mode, Mode::Directly);
    assert_eq!(contact("Interview users together with the designer").unwrap().mode, Mode::Together);
    assert_eq!(contact("Hear from customers through the sales team").unwrap().mode, Mode::Through);
    assert_eq!(
        contact("All contact with the clients goes through the Business Product Manager").unwrap().mode,
        Mode::Through
    );
    assert_eq!(contact("Go through the prototype with users").unwrap().mode, Mode::Directly);
    assert_eq!(contact("Talk with users every sprint").unwrap().cadence, Some(Cadence::PerMonth(2.0)));
    let farmers = Context {
        user_words: vec!["field agents".into()],
        user_class: Some(ContactClass::InternalUser),
        internal_users: false,
        ..Context::default()
    };
    let reading = prose::read("Visit field agents each month", &farmers);
    assert!(reading.contacts.iter().any(|c| c.class == ContactClass::InternalUser), "{:?}", reading.contacts);
}

#[test]
fn people_of_a_contacts_entry() {
    let context = Context::default();
    for (who, class) in [
        ("customers", ContactClass::Customer),
        ("policyholders", ContactClass::User),
        ("passengers and drivers", ContactClass::User),
        ("prospective customers", ContactClass::Prospect),
        ("resellers", ContactClass::Partner),
        ("developers", ContactClass::Team),
        ("the scrum team", ContactClass::Team),
        ("legal and fraud", ContactClass::Stakeholder),
        ("the board", ContactClass::Executive),
        ("sales team", ContactClass::Sales),
        ("customer success team", ContactClass::Support),
        ("support tickets", ContactClass::Proxy),
        ("nurses", ContactClass::InternalUser),
    ] {
        assert_eq!(prose::read_people(who, &context).0, class, "{who}");
    }
    assert!(prose::read_people("xyzzy", &context).1 < 0.5);
    let internal = Context { internal_users: true, ..Context::default() };
    assert_eq!(prose::read_people("customers", &internal).0, ContactClass::InternalUser);
}

#[test]
fn how_far_a_duty_is_held() {
    assert_eq!(read("Order the backlog").hold, Hold::Owns);
    assert_eq!(read("Support the product manager in market research").hold, Hold::Supports);
    assert_eq!(read("Contribute to the product vision").hold, Hold::Supports);
    assert_eq!(read("Advise the team on usability").hold, Hold::Advises);
    assert_eq!(read("Shadow a senior product manager").hold, Hold::Learns);
}

#[test]
fn frameworks_and_words_that_only_look_like_them() {
    let names = |text: &str| prose::read_frameworks(text).into_iter().map(|f| f.0).collect::<Vec<_>>();
    assert_eq!(names("We work in Scrum with two squads"), [FrameworkName::Scrum]);
    assert_eq!(names("Product owner in SAFe 6"), [FrameworkName::Safe]);
    assert_eq!(names("We use the Scaled Agile Framework"), [FrameworkName::Safe]);
    assert_eq!(names("LeSS with eight teams"), [FrameworkName::Less]);
    assert_eq!(names("LeSS Huge"), [FrameworkName::LessHuge]);
    assert_eq!(names("Kanban for operations"), [FrameworkName::Kanban]);
    assert_eq!(names("Nexus with five teams"), [FrameworkName::Nexus]);
    assert_eq!(names("Scrum@Scale"), [FrameworkName::ScrumAtScale]);
    for text in [
        "more or less safe",
        "state-of-the-art tools",
        "scale the service",
        "a nexus of interests",
        "expert in extreme weather",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
}

#[test]
fn reporting_lines() {
    for (text, title) in [
        ("Reports to the Head of Product", "Head of Product"),
        ("You will report directly to our Chief Product Officer in Lyon", "Chief Product Officer"),
        ("This role is reporting to the Director of Digital Services", "Director of Digital Services"),
        ("Your manager is the Product Lead", "Product Lead"),
    ] {
        let range = prose::read_reporting_line(text).unwrap_or_else(|| panic!("no line in: {text}"));
        assert_eq!(range.of(text), title, "{text}");
    }
    for text in [
        "Report progress to the board",
        "Write reports",
        "Does not report to sales",
        "Shorten the time from report to payment",
        "The teams report to their area manager",
    ] {
        assert_eq!(prose::read_reporting_line(text), None, "{text}");
    }
}

#[test]
fn languages() {
    for (text, language) in [
        ("You will order the backlog and talk to the customers", "en"),
        ("Du bist für das Backlog verantwortlich und sprichst mit den Kunden", "de"),
        ("Vous êtes responsable de la vision du produit avec les équipes", "fr"),
        ("Eres responsable de la visión del producto y de los objetivos con tu equipo", "es"),
        ("Je bent verantwoordelijk voor de visie en het werk van het team", "nl"),
        ("Sei responsabile della visione del prodotto con il tuo gruppo", "it"),
        ("Você é responsável pela visão do produto com a sua equipe", "pt"),
        ("Roadmap", "en"),
        ("", "en"),
    ] {
        assert_eq!(prose::language(text), language, "{text}");
    }
}

#[test]
fn what_reads_like_a_duty() {
    for text in [
        "Order the backlog",
        "You will talk to customers",
        "Responsible for the roadmap",
        "Leading a team of four",
        "Ownership of the release plan",
    ] {
        assert!(prose::duty_likeness(text) >= 0.6, "{text}: {}", prose::duty_likeness(text));
    }
    for text in [
        "Five years of experience in retail",
        "30 days of holiday",
        "We are a bank with nine branches",
        "About us",
        "Who are you?",
        "Degree in physics",
    ] {
        assert!(prose::duty_likeness(text) < 0.5, "{text}: {}", prose::duty_likeness(text));
    }
}

#[test]
fn same_work_in_other_words() {
    let (a, b) = (read("Prioritise the product backlog"), read("Order the backlog"));
    assert_eq!(a.content, b.content);
    assert_eq!(a.object, b.object);
    assert!(a.object.is_some());
    assert_ne!(read("Order the backlog").object, read("Order the vision").object);
    // Names do not count.
    assert_eq!(read("Order the backlog of Zephyrion").content, read("Order the backlog of Quarzel").content);
}

#[test]
fn evidence_points_at_words_that_decided() {
    let text = "Order the product backlog by value";
    let reading = read(text);
    assert!((1..=4).contains(&reading.evidence.len()));
    assert!(reading.evidence.iter().any(|r| r.of(text).contains("backlog")), "{:?}", reading.evidence);
    assert!(read("").evidence.is_empty());
    assert_eq!(read("").confidence, 0.0);
}

proptest! {
    /// Any text is read without a panic, and every range lies on characters of the text.
    #[test]
    fn ranges_lie_in_the_text(text in "\\PC{0,200}") {
        let reading = read(&text);
        let ranges = reading.evidence.iter().chain(reading.verb.iter()).copied()
            .chain(reading.contacts.iter().map(|c| c.who))
            .chain(reading.signals.iter().map(|s| s.range))
            .chain(reading.share.iter().map(|s| s.range));
        for range in ranges {
            prop_assert!(text.get(range.start as usize..range.end as usize).is_some_and(|t| !t.is_empty()));
        }
        prop_assert!((0.0..=1.0).contains(&reading.confidence));
        prop_assert_eq!(&reading, &read(&text));
    }

    /// Words of the trade in any order.
    #[test]
    fn words_in_any_order(words in prop::collection::vec(prop::sample::select(vec![
        "customers", "without", "not", "only", "order", "the", "backlog", "users'", "who", "talks", "to", ",", "and", "50%", "of", "your",
        "time", "every", "two", "weeks", "don’t", "client-facing", "support", "(", ")", "e.g.", "—", "A/B", "manager", "decides", "reports",
    ]), 0..30)) {
        let text = words.join(" ");
        let reading = read(&text);
        prop_assert!((0.0..=1.0).contains(&reading.confidence));
        let _ = (prose::read_decisions(&text), prose::read_share(&text), prose::read_reporting_line(&text), prose::duty_likeness(&text), prose::read_frameworks(&text));
    }
}

#[test]
fn verbs_are_counted_and_weak_ones_told_apart() {
    for (text, verbs, weak) in [
        ("Decide which claims problem is solved next", 1, false),
        ("Plan, write, draw, test and sell the new booking page", 5, false),
        ("Support where needed", 1, true),
        ("Be involved in all aspects of the product", 1, true),
        ("Order the product backlog", 1, false),
    ] {
        let reading = read(text);
        assert_eq!((reading.verbs, reading.weak_verb), (verbs, weak), "{text}");
    }
}
