//! Two roles side by side: what both hold, what one of them holds, and what nobody does.

use crate::knowledge::{Framework, FrameworkName, Kind, find_term};
use crate::model::Role;
use crate::prose::{Category, ContactClass, Hold, Right, Subject};

/// Who holds something, of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both.
    Shared,
    /// One: the first (0) or the second (1).
    Split(usize),
    /// Neither.
    Unowned,
}

impl Standing {
    fn of(holds: [bool; 2]) -> Standing {
        match holds {
            [true, true] => Standing::Shared,
            [true, false] => Standing::Split(0),
            [false, true] => Standing::Split(1),
            [false, false] => Standing::Unowned,
        }
    }

    /// `shared`, `split` or `unowned`.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Shared => "shared",
            Standing::Split(_) => "split",
            Standing::Unowned => "unowned",
        }
    }

    /// The one that holds it, where it is split.
    pub fn owner(self) -> Option<usize> {
        match self {
            Standing::Split(side) => Some(side),
            _ => None,
        }
    }
}

/// What a framework says of whose work something is.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// As people write it.
    pub framework: String,
    /// In words.
    pub says: String,
}

/// A row of [`Comparison`]: something about both roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared<K, V> {
    /// What is compared.
    pub key: K,
    /// Who holds it.
    pub standing: Standing,
    /// What each of them has.
    pub sides: [V; 2],
    /// What the frameworks say.
    pub expected: Vec<Expected>,
}

/// A kind of work: share of time (0 to 1), and the starts (byte offsets) of the duties.
pub type Works = Compared<Category, (f32, Vec<u32>)>;
/// A decision: the furthest right, and the starts (byte offsets) of the entries.
pub type Decisions = Compared<Subject, (Option<Right>, Vec<u32>)>;
/// A class of contacts: `None` without any; else meetings a month, where said, and whether any is at first hand.
pub type Contacts = Compared<ContactClass, Option<(Option<f32>, bool)>>;

/// Two roles side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// By these frameworks.
    pub frameworks: Vec<Framework>,
    /// What each role answers for by them.
    pub seats: [Vec<Expected>; 2],
    /// Kinds of work, in the order of the vocabulary.
    pub work: Vec<Works>,
    /// Decisions.
    pub decisions: Vec<Decisions>,
    /// Contacts by class.
    pub contacts: Vec<Contacts>,
}

/// Work that somebody has to do for a product, whoever it is. People and projects may well be nobody's of the two.
fn is_needed(category: Category) -> bool {
    !matches!(category, Category::People | Category::Project | Category::Other)
}

/// Decisions that somebody has to take for a product.
const DECIDED: [Subject; 3] = [Subject::Goal, Subject::BacklogOrder, Subject::Release];

impl Comparison {
    /// Compares two roles by `frameworks`; by those that they name, where this is empty.
    pub fn of(roles: [&Role; 2], frameworks: &[Framework]) -> Comparison {
        let mut named: Vec<Framework> = frameworks.to_vec();
        if named.is_empty() {
            for framework in roles.iter().flat_map(|r| &r.framework).map(|f| &f.value) {
                let is_one = framework.name != FrameworkName::None || framework.own.is_some();
                if is_one && !named.iter().any(|n| n.label() == framework.label()) {
                    named.push(framework.clone());
                }
            }
        }
        Comparison {
            seats: roles.map(|role| seats(role, &named)),
            work: Category::ALL.into_iter().filter_map(|category| work(roles, category, &named)).collect(),
            decisions: decisions(roles, &named),
            contacts: contacts(roles),
            frameworks: named,
        }
    }

    /// How many rows of work and decisions stand so: shared, split, unowned.
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for standing in self.work.iter().map(|w| w.standing).chain(self.decisions.iter().map(|d| d.standing)) {
            match standing {
                Standing::Shared => counts[0] += 1,
                Standing::Split(_) => counts[1] += 1,
                Standing::Unowned => counts[2] += 1,
            }
        }
        counts
    }
}

fn seats(role: &Role, frameworks: &[Framework]) -> Vec<Expected> {
    let Some(kind) = role.kind() else { return Vec::new() };
    let says = |framework: &Framework| {
        let seats = framework.name.seats();
        match seats.iter().find(|seat| seat.kind == kind) {
            Some(seat) => Some(format!("the {} answers for {}", kind.label(), seat.answers)),
            // Of a framework of its own an organisation tells whom it lets decide, not what roles there are.
            None if framework.own.is_some() => None,
            None if seats.is_empty() => Some("names no roles.".to_owned()),
            None => Some(format!("names no {}.", kind.label())),
        }
    };
    let said = |f: &Framework| Some(Expected { framework: f.label().to_owned(), says: says(f)? });
    frameworks.iter().filter_map(said).collect()
}

fn work(roles: [&Role; 2], category: Category, frameworks: &[Framework]) -> Option<Works> {
    let known = |role: &Role| role.duties.iter().any(|d| d.is_known() && *d.category == category);
    if !is_needed(category) && (category == Category::Other || !roles.into_iter().any(known)) {
        return None;
    }
    let owns = |role: &Role| role.duties_in(&[category]).any(|d| d.hold == Hold::Owns);
    let side = |role: &Role| (role.share(category), role.duties_in(&[category]).map(|d| d.range.start).collect());
    Some(Compared {
        key: category,
        standing: Standing::of(roles.map(owns)),
        sides: roles.map(side),
        expected: frameworks.iter().filter_map(|framework| view(category, framework)).collect(),
    })
}

/// What the glossary tells of a framework's view of this work.
fn view(category: Category, framework: &Framework) -> Option<Expected> {
    let term = match category {
        Category::Discovery => "product discovery",
        Category::Strategy => "product strategy",
        Category::Roadmap => "roadmap",
        Category::Backlog => "product backlog",
        Category::GoToMarket => "go-to-market",
        _ => return None,
    };
    let term = find_term(term)?;
    let says = framework.name.line().find_map(|name| match name {
        FrameworkName::Scrum => Some(&term.scrum),
        FrameworkName::Safe => Some(&term.safe),
        FrameworkName::Less => Some(&term.less),
        FrameworkName::Kanban => Some(&term.kanban),
        _ => None,
    })?;
    (!says.is_empty()).then(|| Expected { framework: framework.label().to_owned(), says: says.clone() })
}

fn decisions(roles: [&Role; 2], frameworks: &[Framework]) -> Vec<Decisions> {
    let is_named = |subject: Subject| roles.iter().any(|r| r.decisions.iter().any(|d| d.subject == subject));
    let is_direction = |s: Subject| matches!(s, Subject::Vision | Subject::Goal | Subject::Strategy);
    // One who decides the vision, or the order of the team's backlog, leaves no hole where the goal or "the" backlog would be.
    let is_covered = |subject: Subject| {
        Subject::ALL.into_iter().any(|other| {
            is_named(other)
                && (is_direction(subject) && is_direction(other)
                    || subject.is_backlog_order() && other.is_backlog_order())
        })
    };
    Subject::ALL
        .into_iter()
        .filter(|&subject| subject != Subject::Other)
        .filter(|&subject| is_named(subject) || DECIDED.contains(&subject) && !is_covered(subject))
        .map(|subject| {
            let of = |role: &'_ Role| {
                let own = role.decisions.iter().filter(|d| d.subject == subject);
                let right = own.clone().map(|d| d.right).min_by_key(|right| distance(*right));
                (right, own.map(|d| d.range.start).collect::<Vec<u32>>())
            };
            let sides = roles.map(of);
            let holds = [0, 1].map(|i: usize| matches!(sides[i].0, Some(Right::Alone | Right::With)));
            let expected = frameworks.iter().filter_map(|framework| holder(subject, framework)).collect();
            Compared { key: subject, standing: Standing::of(holds), sides, expected }
        })
        .collect()
}

/// How far a right is from deciding alone.
fn distance(right: Right) -> u8 {
    match right {
        Right::Alone => 0,
        Right::With => 1,
        Right::Advises => 2,
        Right::Never => 3,
    }
}

fn holder(subject: Subject, framework: &Framework) -> Option<Expected> {
    let the = |kind: &Kind| format!("the {}", kind.label());
    let who = match framework.own_holders(subject.slug()) {
        Some([]) => return None,
        Some(own) => own.iter().map(the).collect::<Vec<_>>().join(" or "),
        None => {
            let right = framework.name.right(subject.slug())?;
            match (right.by.as_str(), right.holders.first()) {
                ("", Some(kind)) => the(kind),
                (by, _) => by.to_owned(),
            }
        }
    };
    Some(Expected { framework: framework.label().to_owned(), says: format!("{who} decides.") })
}

fn contacts(roles: [&Role; 2]) -> Vec<Contacts> {
    let of = |role: &Role, class: ContactClass| {
        let mut own = role.contacts.iter().filter(|c| c.class == class && !c.denied).peekable();
        own.peek()?;
        let own: Vec<_> = own.collect();
        let often = own.iter().filter_map(|c| c.cadence?.per_month()).max_by(f32::total_cmp);
        Some((often, own.iter().any(|c| c.is_direct())))
    };
    let meets_users = ContactClass::ALL
        .into_iter()
        .filter(|c| c.is_customer_or_user())
        .any(|class| roles.into_iter().any(|role| of(role, class).is_some()));
    ContactClass::ALL
        .into_iter()
        .map(|class| {
            let sides = roles.map(|role| of(role, class));
            let holds = [0, 1].map(|i: usize| sides[i].is_some_and(|(_, direct)| direct));
            Compared { key: class, standing: Standing::of(holds), sides, expected: Vec::new() }
        })
        .filter(|row| row.sides.iter().any(Option::is_some) || !meets_users && row.key == ContactClass::Customer)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::knowledge::OwnFramework;
    use crate::model::testing::{duty, role};
    use crate::model::{Duty, Fact};
    use crate::text::TextRange;

    fn standing(comparison: &Comparison, category: Category) -> Option<Standing> {
        comparison.work.iter().find(|w| w.key == category).map(|w| w.standing)
    }

    #[test]
    fn work_is_shared_split_or_unowned() {
        let (mut owner, mut manager) = (role(Kind::ProductOwner), role(Kind::ProductManager));
        let supported = Duty { hold: Hold::Supports, ..duty(Category::Strategy, 0.9, 0.2) };
        owner.duties = vec![duty(Category::Backlog, 0.9, 0.5), duty(Category::Discovery, 0.9, 0.3), supported];
        manager.duties = vec![duty(Category::Discovery, 0.9, 0.5), duty(Category::People, 0.9, 0.5)];
        let comparison = Comparison::of([&owner, &manager], &[]);
        assert_eq!(standing(&comparison, Category::Discovery), Some(Standing::Shared));
        assert_eq!(standing(&comparison, Category::Backlog), Some(Standing::Split(0)));
        assert_eq!(standing(&comparison, Category::People), Some(Standing::Split(1)));
        assert_eq!(standing(&comparison, Category::Strategy), Some(Standing::Unowned), "support owns nothing");
        assert_eq!(standing(&comparison, Category::Project), None, "nobody misses a project");
    }

    #[test]
    fn frameworks_say_who_decides_and_for_what_a_seat_answers() {
        let (owner, manager) = (role(Kind::ProductOwner), role(Kind::ProductManager));
        let safe = Framework::parse_list("SAFe 6");
        let comparison = Comparison::of([&owner, &manager], &safe);
        let release = comparison.decisions.iter().find(|d| d.key == Subject::Release).map(|d| &d.expected);
        let says = release.and_then(|e| e.first()).map(|e| e.says.as_str());
        assert_eq!(says, Some("the product manager decides."));
        let scrum = Comparison::of([&owner, &manager], &Framework::parse_list("Scrum"));
        assert_eq!(scrum.seats[1][0].says, "names no product manager.");
    }
    #[test]
    fn a_framework_of_ones_own_speaks_by_its_name_and_builds_on_another() {
        let own = |name: &str, base, decides| {
            let none = OwnFramework {
                name: name.to_owned(),
                base,
                owners: None,
                decides,
                teams_per_owner: None,
                owners_per_manager: None,
            };
            Framework { name: base, version: String::new(), own: Some(Arc::new(none)) }
        };
        let decides = vec![("release".to_owned(), vec![Kind::ProductManager, Kind::ReleaseTrainEngineer])];
        let flow = own("Acme Flow", FrameworkName::Scrum, decides);
        let steps = own("Acme Steps", FrameworkName::Custom, Vec::new());
        let (mut owner, manager) = (role(Kind::ProductOwner), role(Kind::ProductManager));
        let comparison = Comparison::of([&owner, &manager], &[flow.clone(), steps.clone()]);
        let said = |subject| {
            let row = comparison.decisions.iter().find(|d| d.key == subject);
            row.into_iter()
                .flat_map(|d| &d.expected)
                .map(|e| format!("{}: {}", e.framework, e.says))
                .collect::<Vec<_>>()
        };
        assert_eq!(said(Subject::Release), ["Acme Flow: the product manager or the release train engineer decides."]);
        assert_eq!(said(Subject::BacklogOrder), ["Acme Flow: the product owner decides."]);
        assert_eq!(comparison.seats[0].len(), 1, "{:?}", comparison.seats);
        owner.framework = [flow, steps].map(|value| Fact::stated(value, TextRange::default())).into();
        assert_eq!(Comparison::of([&owner, &manager], &[]).frameworks.len(), 2);
    }
}
