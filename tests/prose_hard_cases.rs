//! The forty hard cases of the vocabulary, each in three wordings (`tests/prose/hard_cases.tsv`).

#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]
use rolelint::prose::{self, Cadence, Category, ContactClass, Context, Mode};

const CASES: &str = include_str!("prose/hard_cases.tsv");

fn kebab<T: serde::Serialize>(value: T) -> String {
    serde_json::to_string(&value).unwrap().trim_matches('"').to_owned()
}

/// What is wrong with one expectation, or nothing.
fn check(key: &str, value: &str, text: &str, context: &Context) -> Result<(), String> {
    let reading = prose::read(text, context);
    let met = |class: Option<ContactClass>| {
        reading.contacts.iter().any(|c| c.is_direct() && class.map_or(c.class.is_customer_or_user(), |k| c.class == k))
    };
    let class = |name: &str| ContactClass::from_name(name);
    let (holds, got) = match key {
        "category" => (reading.category.name() == value, reading.category.name().to_owned()),
        "among" => (
            reading.category.name() == value || reading.second.is_some_and(|s| s.name() == value),
            reading.category.name().to_owned(),
        ),
        "no-category" => (
            Category::from_name(value).is_some() && reading.category.name() != value,
            reading.category.name().to_owned(),
        ),
        "contact" if value == "none" => (!met(None), format!("{:?}", reading.contacts)),
        "contact" => (class(value).is_some() && met(class(value)), format!("{:?}", reading.contacts)),
        "denied" => (
            reading.contacts.iter().any(|c| c.denied && Some(c.class) == class(value)),
            format!("{:?}", reading.contacts),
        ),
        "mode" => (
            reading.contacts.iter().any(|c| c.class.is_customer_or_user() && kebab(c.mode) == value),
            format!("{:?}", reading.contacts),
        ),
        "cadence" => (
            reading.contacts.iter().any(|c| match c.cadence {
                Some(Cadence::Open) => value == "open",
                Some(Cadence::PerMonth(n)) => value.parse::<f32>().is_ok_and(|v| (v - n).abs() < 0.01),
                None => false,
            }),
            format!("{:?}", reading.contacts),
        ),
        "proxy" => (
            reading.contacts.iter().any(|c| c.class == ContactClass::Proxy && c.mode == Mode::Through),
            format!("{:?}", reading.contacts),
        ),
        "share" if value == "none" => (reading.share.is_none(), format!("{:?}", reading.share)),
        "share" => (
            reading.share.is_some_and(|s| value.parse::<f32>().is_ok_and(|v| (v - s.share).abs() < 0.01)),
            format!("{:?}", reading.share),
        ),
        "negated" => (reading.negated == (value == "yes"), reading.negated.to_string()),
        "language" => (prose::language(text) == value, prose::language(text).to_owned()),
        "framework" => {
            let found: Vec<&str> = prose::read_frameworks(text).iter().map(|(f, _)| f.slug()).collect();
            (if value == "none" { found.is_empty() } else { found.contains(&value) }, format!("{found:?}"))
        }
        "signal" => (reading.signals.iter().any(|s| kebab(s.signal) == value), format!("{:?}", reading.signals)),
        "no-signal" => (reading.signals.iter().all(|s| kebab(s.signal) != value), format!("{:?}", reading.signals)),
        "unsure" => (reading.confidence < 0.5, reading.confidence.to_string()),
        "not-duty" => (prose::duty_likeness(text) < 0.5, prose::duty_likeness(text).to_string()),
        "measure" => {
            let (kind, _) = prose::read_measure(text, context);
            (kind.name() == value, kind.name().to_owned())
        }
        "reports" => {
            let got = prose::read_reporting_line(text).map(|r| r.of(text).to_owned()).unwrap_or_default();
            (got == value, got)
        }
        _ => (false, "unknown expectation".to_owned()),
    };
    if holds { Ok(()) } else { Err(format!("{key}={value}, got {got}")) }
}

#[test]
fn forty_hard_cases_hold_in_three_wordings_each() {
    let mut wordings = [0usize; 41];
    let mut wrong = Vec::new();
    for line in CASES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [case, expectations, text] = fields.as_slice() else { panic!("three fields are needed: {line}") };
        let number: usize = case.parse().unwrap();
        wordings[number] += 1;
        let mut context = Context::default();
        let mut asked = Vec::new();
        for expectation in expectations.split(' ') {
            let (key, value) = expectation.split_once('=').unwrap();
            match key {
                "internal" => context.internal_users = true,
                "user-words" => {
                    context.user_words = value.split(',').map(str::to_owned).collect();
                    context.user_class = Some(ContactClass::InternalUser);
                }
                _ => asked.push((key, value)),
            }
        }
        for (key, value) in asked {
            if let Err(message) = check(key, value, text, &context) {
                wrong.push(format!("case {case}: {text}\n    {message}"));
            }
        }
    }
    assert!(wordings[1..].iter().all(|n| *n >= 3), "each case needs three wordings: {wordings:?}");
    assert!(wrong.is_empty(), "{} expectations fail:\n{}", wrong.len(), wrong.join("\n"));
}
