//! The mix of work of a role: what rules ask about its duties taken together.

use super::{Duty, Role};
use crate::prose::{Category, Hold, MeasureType, Signal};

/// Above this share of unknown duties the mix of work is not judged.
const UNKNOWN_AT_MOST: f32 = 1.0 / 3.0;

impl Role {
    /// Whether enough duties are known for the mix of work to be judged: at most a third, by share, is unknown.
    pub fn mix_is_known(&self) -> bool {
        !self.duties.is_empty() && self.unknown_share() <= UNKNOWN_AT_MOST + f32::EPSILON
    }

    /// The known duties in one of these categories.
    pub fn duties_in<'a>(&'a self, categories: &'a [Category]) -> impl Iterator<Item = &'a Duty> {
        self.duties.iter().filter(move |d| d.is_known() && categories.contains(&d.category.value))
    }

    /// How sure the categories of the duties in these categories are: the mean over their shares; 1 where there are none.
    pub fn mix_confidence(&self, categories: &[Category]) -> f32 {
        let (sum, weight) = self
            .duties_in(categories)
            .fold((0.0, 0.0), |(sum, weight), d| (sum + d.category.confidence * d.share, weight + d.share));
        if weight > 0.0 { sum / weight } else { 1.0 }
    }

    /// The duties that show one of these signals.
    pub fn duties_showing<'a>(&'a self, signals: &'a [Signal]) -> impl Iterator<Item = &'a Duty> {
        self.duties.iter().filter(move |d| signals.iter().any(|s| d.reading.has(*s)))
    }

    /// Whether a duty finds something out: it is discovery, or tells of research, an interview, a test or an experiment. How far the
    /// role holds it makes no difference. A second category is too weak a sign: it comes with "gather and translate requirements".
    pub fn researches(&self) -> bool {
        self.duties
            .iter()
            .any(|d| d.is_known() && *d.category == Category::Discovery || d.reading.has(Signal::Researches))
    }

    /// Whether somebody looks at what came of the work: a duty of analytics, a measure of outcome, impact or learning, or discovery
    /// that tests something. Neighbours who do it for the role count: a client who validates each release.
    pub fn validates(&self) -> bool {
        let looks = |category: Category, second: Option<Category>, tests: bool| {
            category == Category::Analytics
                || second == Some(Category::Analytics)
                || category == Category::Discovery && tests
        };
        let duty = self.duties.iter().any(|d| looks(*d.category, d.second, d.reading.has(Signal::Researches)));
        let measure = self
            .measures
            .iter()
            .any(|m| matches!(m.class, MeasureType::Outcome | MeasureType::Impact | MeasureType::Learning));
        let neighbour = self
            .works_with
            .iter()
            .any(|s| looks(s.reading.category, s.reading.second, true) || s.reading.has(Signal::Researches));
        duty || measure || neighbour
    }

    /// The categories in which a known duty is owned, not only supported or learned, in the order of the vocabulary.
    pub fn owned_categories(&self) -> Vec<Category> {
        Category::ALL
            .into_iter()
            .filter(|c| self.duties_in(std::slice::from_ref(c)).any(|d| d.hold == Hold::Owns))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{duty, role, showing};
    use super::*;
    use crate::knowledge::Kind;

    #[test]
    fn a_mix_is_known_up_to_a_third_of_unknown_work() {
        let mut manager = role(Kind::ProductManager);
        assert!(!manager.mix_is_known(), "nothing is known of no duties");
        manager.duties = vec![duty(Category::Backlog, 0.9, 2.0 / 3.0), duty(Category::Other, 0.2, 1.0 / 3.0)];
        assert!(manager.mix_is_known());
        manager.duties = vec![duty(Category::Backlog, 0.9, 0.6), duty(Category::Other, 0.2, 0.4)];
        assert!(!manager.mix_is_known());
    }

    #[test]
    fn long_duties_weigh_more_in_how_sure_a_mix_is() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![duty(Category::Backlog, 1.0, 0.9), duty(Category::Delivery, 0.5, 0.1)];
        let confidence = owner.mix_confidence(&[Category::Backlog, Category::Delivery]);
        assert!((confidence - 0.95).abs() < 1e-6, "{confidence}");
        assert_eq!(owner.mix_confidence(&[Category::People]), 1.0);
    }

    #[test]
    fn what_is_only_supported_is_not_owned() {
        let mut owner = role(Kind::ProductOwner);
        let supported = Duty { hold: Hold::Supports, ..duty(Category::GoToMarket, 0.9, 0.5) };
        owner.duties = vec![duty(Category::Backlog, 0.9, 0.5), supported];
        assert_eq!(owner.owned_categories(), [Category::Backlog]);
    }

    #[test]
    fn analytics_effects_and_tests_look_at_what_came_of_the_work() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![duty(Category::Delivery, 0.9, 0.5), duty(Category::Discovery, 0.9, 0.5)];
        assert!(!owner.validates());
        owner.duties[1] = showing(owner.duties[1].clone(), Signal::Researches);
        assert!(owner.validates());
        owner.duties = vec![duty(Category::Analytics, 0.9, 1.0)];
        assert!(owner.validates());
    }

    #[test]
    fn supported_discovery_and_research_within_other_work_find_out() {
        let mut manager = role(Kind::ProductManager);
        manager.duties = vec![duty(Category::Delivery, 0.9, 1.0)];
        assert!(!manager.researches());
        manager.duties[0] = showing(manager.duties[0].clone(), Signal::Researches);
        assert!(manager.researches());
        manager.duties = vec![Duty { hold: Hold::Supports, ..duty(Category::Discovery, 0.9, 1.0) }];
        assert!(manager.researches());
    }
}
