//! What the field knows: kinds of roles with their titles, frameworks, and the glossary. All of it is data with sources
//! (`src/knowledge/*.toml`), checked by tests.

mod framework;
mod glossary;
mod kind;
mod place;
mod technology;

pub use framework::{Framework, FrameworkName};
pub use glossary::{Source, Term, find_term, source, sources, terms};
pub use kind::{Kind, KindMatch, kind_from_name, kind_of_title};
pub use place::{PayRegion, is_place, pay_region};
pub use technology::{Technology, technology_at};
