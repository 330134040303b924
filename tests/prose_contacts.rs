//! Contacts of this person with customers or users: our labelled sentences, and wordings that were once read wrongly.

#![allow(clippy::expect_used, reason = "a test stops where something is wrong")]

use rolelint::prose::{self, ContactClass, Context};

fn met(text: &str) -> bool {
    let reading = prose::read(text, &Context::default());
    let of_the_market = |class: ContactClass| class.is_customer_or_user() || class == ContactClass::Prospect;
    reading.contacts.iter().any(|c| c.is_direct() && of_the_market(c.class))
}

#[test]
fn labelled_sentences_are_read_as_labelled() {
    let tables = [
        include_str!("labelled/contacts.tsv"),
        include_str!("labelled/contacts_second.tsv"),
        include_str!("labelled/contacts_third.tsv"),
    ];
    let (precision, recall, wrong) = figures(&tables.concat());
    assert!(precision >= 0.95 && recall >= 0.90, "{precision} {recall}\n{wrong}");
}

/// Precision and recall on a table of labels and sentences, and what is read wrongly.
fn figures(table: &str) -> (f64, f64, String) {
    let (mut hit, mut said, mut truth, mut wrong) = (0u32, 0u32, 0u32, Vec::new());
    for line in table.lines() {
        let (label, text) = line.split_once('\t').expect("a label and a text");
        let (yes, read) = (label == "yes", met(text));
        hit += u32::from(yes && read);
        said += u32::from(read);
        truth += u32::from(yes);
        if yes != read {
            wrong.push(format!("{label}: {text}"));
        }
    }
    let share = |whole: u32| f64::from(hit) / f64::from(whole.max(1));
    (share(said), share(truth), wrong.join("\n"))
}

#[test]
fn sentences_that_are_not_learnt_from_are_read_as_labelled() {
    // Of the measuring sentences the third and the fourth field: label, second label, contact, text.
    let contact = |line: &str| line.split('\t').skip(2).take(2).collect::<Vec<_>>().join("\t") + "\n";
    let measuring: String = include_str!("labelled/sentences.tsv").lines().map(contact).collect();
    for (table, precision, recall) in [
        (include_str!("labelled/contacts_unseen.tsv"), 0.95, 0.93),
        (include_str!("labelled/contacts_held.tsv"), 0.91, 0.75),
        (&measuring, 0.79, 0.87),
    ] {
        let (p, r, wrong) = figures(table);
        assert!(p >= precision && r >= recall, "{p} {r}\n{wrong}");
    }
}

#[test]
fn people_named_by_a_trade_are_met_by_acts_of_first_hand() {
    for text in [
        "Ride along with carers",
        "Sit with forwarders while they book",
        "Walk with passengers every two weeks",
        "Talk with witnesses every two weeks",
        "Talk with households that switched",
        "Visit social workers on their rounds",
    ] {
        assert!(met(text), "{text}");
    }
    for text in [
        "Halve the time between a tenant's call and the repair",
        "Interviews held by an agency are read each month",
        "Lead the consultants who train our customers",
        "Our researchers meet patients every week",
        "Watch how long families wait for an answer",
    ] {
        assert!(!met(text), "{text}");
    }
}

#[test]
fn an_act_of_research_and_its_people_are_one_contact() {
    let reading = prose::read("Ride along with nurses on their rounds", &Context::default());
    assert_eq!(reading.contacts.len(), 1, "{:?}", reading.contacts);
}
