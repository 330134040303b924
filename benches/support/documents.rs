//! Job specs made up from parts, each with sentences that no other has; the same seed gives the same text.

const TITLES: [&str; 8] = [
    "Product Owner",
    "Product Manager",
    "Senior Product Owner",
    "Technical Product Manager",
    "Associate Product Manager",
    "Group Product Manager",
    "Platform Product Owner",
    "Product Owner, Mobile",
];
const VERBS: [&str; 16] = [
    "Interview",
    "Order",
    "Write",
    "Refine",
    "Explain",
    "Measure",
    "Present",
    "Coach",
    "Plan",
    "Launch",
    "Negotiate",
    "Test",
    "Review",
    "Decide",
    "Trace",
    "Publish",
];
const OBJECTS: [&str; 20] = [
    "the product backlog",
    "user stories",
    "the roadmap",
    "policyholders",
    "release notes",
    "the yearly goals",
    "usage data",
    "acceptance criteria",
    "the pricing model",
    "usability tests",
    "junior colleagues",
    "the steering group",
    "the budget",
    "launch campaigns",
    "customer interviews",
    "sprint reviews",
    "support tickets",
    "the product vision",
    "milestones",
    "partner contracts",
];
const ENDS: [&str; 12] = [
    "so that the team knows what comes next",
    "before anything is built",
    "with the designer",
    "to reach the goal of the quarter",
    "every two weeks",
    "together with sales and legal",
    "and share what was learned",
    "for the regional offices",
    "with an eye on cost and risk",
    "to make renewals simpler",
    "and keep everybody informed",
    "in plain language",
];
const THINGS: [&str; 24] = [
    "claims", "parcels", "tickets", "meters", "wards", "loans", "seeds", "trains", "kitchens", "orders", "lessons",
    "permits", "invoices", "bikes", "crops", "ferries", "scans", "shelves", "tariffs", "grants", "pumps", "visits",
    "badges", "routes",
];

/// A small deterministic generator (a linear congruence; Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// One Markdown job spec of about `bytes` bytes.
pub fn job_spec(seed: u64, bytes: usize) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let title = dice.pick(&TITLES);
    let mut text = format!(
        "# {title}, {} {seed}\n\nWe look after {} and {} for {} towns.\n\n## What you will do\n\n",
        dice.pick(&THINGS),
        dice.pick(&THINGS),
        dice.pick(&THINGS),
        2 + dice.roll(900),
    );
    let duties = bytes * 7 / 10;
    let mut number = 0;
    while text.len() < duties {
        number += 1;
        text.push_str(&format!(
            "- {} {} for {} and {} {} {}\n",
            dice.pick(&VERBS),
            dice.pick(&OBJECTS),
            dice.pick(&THINGS),
            dice.pick(&THINGS),
            dice.pick(&ENDS),
            if number % 5 == 0 { format!("({number} of {})", 3 + dice.roll(997)) } else { String::new() },
        ));
    }
    text.push_str("\n## What you bring\n\n");
    while text.len() < bytes {
        text.push_str(&format!(
            "- {} years of work with {} and {}\n",
            1 + dice.roll(9),
            dice.pick(&THINGS),
            dice.pick(&THINGS)
        ));
    }
    text
}
