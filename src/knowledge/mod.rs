//! What the field knows: kinds of roles with their titles, frameworks, and the glossary. All of it is data with sources
//! (`src/knowledge/*.toml`), checked by tests.

mod facts;
mod framework;
mod glossary;
mod kind;
mod place;
mod technology;
mod titles;
mod vocabulary;

pub use facts::{DecisionRight, Facts, Ownership, Seat, Span, SpanOf};
pub use framework::{Framework, FrameworkName, OwnFramework};
pub use glossary::{Source, Term, find_term, find_term_in, source, sources, terms};
pub use kind::{
    Kind, KindMatch, kind_from_name, kind_of_title, kinds_named, rewards_throughput, sells, words_of_title_in,
};
pub use place::{PayRegion, is_place, pay_region};
pub use technology::{Technology, technology_at};
pub use titles::OwnTitles;
pub use vocabulary::{Claim, FormerWord, FrameworkWord, OwnWord, Sense, framework_words};
