//! The mix of work of a role: what rules ask about its duties taken together.

use super::{Duty, Role};
use crate::prose::{Category, Hold, Signal};

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

    /// Whether a duty finds something out: it is discovery, first or second, or tells of research, an interview, a test or an
    /// experiment. How far the role holds it makes no difference.
    pub fn researches(&self) -> bool {
        self.duties.iter().any(|d| {
            d.is_known() && (*d.category == Category::Discovery || d.second == Some(Category::Discovery))
                || d.reading.has(Signal::Researches)
        })
    }

    /// The categories in which a known duty is owned, not only supported or learned, in the order of the vocabulary.
    pub fn owned_categories(&self) -> Vec<Category> {
        Category::ALL
            .into_iter()
            .filter(|c| self.duties_in(std::slice::from_ref(c)).any(|d| d.hold == Hold::Owns))
            .collect()
    }
}
