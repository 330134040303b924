//! Several roles in one document: the levels of one job.

use super::{Document, Role};

/// Words of a title that name a step or the trade itself; what is left says which of several jobs is meant.
const STEPS: [&str; 40] = [
    "associate",
    "assistant",
    "junior",
    "jr",
    "mid",
    "senior",
    "sr",
    "lead",
    "leader",
    "principal",
    "staff",
    "group",
    "head",
    "director",
    "vp",
    "vice",
    "president",
    "chief",
    "cpo",
    "officer",
    "executive",
    "level",
    "grade",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "product",
    "manager",
    "managers",
    "management",
    "owner",
    "owners",
    "of",
    "the",
    "and",
    "po",
    "pm",
    "apm",
];

impl Document {
    /// The roles by job, as indices into `roles`: those of one trade whose titles differ by their level alone.
    pub fn jobs(&self) -> Vec<Vec<usize>> {
        let mut jobs: Vec<Vec<usize>> = Vec::new();
        for (index, role) in self.roles.iter().enumerate() {
            let levels = jobs.iter_mut().find(|levels| {
                levels
                    .iter()
                    .all(|other| self.roles.get(*other).is_some_and(|other| are_levels_of_one_job(other, role)))
            });
            match levels {
                Some(levels) => levels.push(index),
                None => jobs.push(vec![index]),
            }
        }
        jobs
    }

    /// Whether the role at this index is one step of several, told one after the other: at least three roles of its kind, most of
    /// them with a level or a number in their title. Their titles may differ by more than that ("Head of Product").
    pub fn is_on_a_ladder(&self, index: usize) -> bool {
        const STEPS_AT_LEAST: usize = 3;
        let Some(role) = self.roles.get(index) else { return false };
        let is_step = |r: &Role| r.level.is_some() || r.title.contains(|c: char| c.is_ascii_digit());
        let of_kind = self.roles.iter().filter(|r| r.kind() == role.kind());
        let (all, stepped) = of_kind.fold((0, 0), |(all, with), r| (all + 1, with + usize::from(is_step(r))));
        all >= STEPS_AT_LEAST && stepped * 2 > all
    }
}

fn are_levels_of_one_job(a: &Role, b: &Role) -> bool {
    let trade = a.is_owner() && b.is_owner() || a.is_manager() && b.is_manager();
    let product = |role: &Role| role.product.as_ref().map(|p| p.value.clone());
    let teams = |role: &Role| role.teams.iter().map(|t| t.value.clone()).collect::<Vec<_>>();
    trade
        && a.title.value != b.title.value
        && subject(&a.title) == subject(&b.title)
        && product(a) == product(b)
        && teams(a) == teams(b)
}

/// What a title says beside trade and level.
fn subject(title: &str) -> Vec<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| !w.is_empty() && !w.contains(|c: char| c.is_ascii_digit()) && !STEPS.contains(&w.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn titles_of_one_job_differ_by_their_level_alone() {
        for (a, b) in [
            ("PM3 - Product Manager 3", "PM6 - Product Manager 6"),
            ("Associate Product Manager", "Director of Product"),
            ("Product Owner II, Tolls", "Senior Product Owner, Tolls"),
        ] {
            assert_eq!(subject(a), subject(b), "{a} / {b}");
        }
        assert_ne!(subject("Product Owner, Tolls"), subject("Product Owner, Ferries"));
    }
}
