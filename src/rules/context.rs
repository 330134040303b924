//! What a rule is handed, and what it hands back.

use super::document::{Part, missing_parts};
use super::{Fix, Where};
use crate::config::{Limits, Settings, Severity};
use crate::knowledge::{Framework, FrameworkName, Kind};
use crate::model::{
    Document, Fact, FileId, Level, Organisation, OwnKind, Place, Profile, Reference, Role, RoleKey, RoleSummary,
    SectionKind, Stage, UnitKind,
};
use crate::text::TextRange;

/// One role with everything around it.
pub struct RoleContext<'a> {
    /// The document it stands in.
    pub document: &'a Document,
    /// The role.
    pub role: &'a Role,
    /// Its index in the document.
    pub index: usize,
    /// Its file in the organisation.
    pub file: FileId,
    /// All documents in short.
    pub organisation: &'a Organisation,
    /// Settings.
    pub settings: &'a Settings,
}

impl<'a> RoleContext<'a> {
    /// Limits in force.
    pub fn limits(&self) -> &'a Limits {
        &self.settings.limits
    }

    /// This role in the organisation.
    pub fn key(&self) -> RoleKey {
        RoleKey { file: self.file, index: self.index as u32 }
    }

    /// What is known of this role in the organisation, where there is a workspace to compare it with.
    pub fn summary(&self) -> Option<&'a RoleSummary> {
        self.organisation.role(self.key()).filter(|_| self.organisation.rooted)
    }

    /// The profile in force.
    pub fn profile(&self) -> Profile {
        self.settings.profile.unwrap_or(self.role.profile)
    }

    /// Frameworks in force: the document's, else those of its product or train, else the settings'.
    pub fn frameworks(&self) -> Vec<&'a Framework> {
        let stated = self.stated_frameworks();
        if stated.is_empty() { self.role.framework.iter().map(|f| &f.value).collect() } else { stated }
    }

    /// Frameworks that are stated: by the document, else by the product or train it names, else by the settings. One that a
    /// sentence only mentions is left out.
    pub fn stated_frameworks(&self) -> Vec<&'a Framework> {
        let own: Vec<&Framework> = self.role.stated_frameworks().collect();
        if !own.is_empty() {
            return own;
        }
        let named = |name: &Option<Fact<Reference>>, kind| {
            let unit = self.organisation.unit_named(&name.as_ref()?.value.0, kind)?;
            (!unit.framework.is_empty()).then(|| unit.framework.iter().collect::<Vec<_>>())
        };
        let train = self.role.trains.first().cloned();
        named(&self.role.product, UnitKind::Product)
            .or_else(|| named(&train, UnitKind::Art))
            .unwrap_or_else(|| self.settings.framework.iter().collect())
    }

    /// What a document of this profile must say and this one does not (DOC501); other rules do not repeat it.
    pub fn missing_parts(&self) -> Vec<Part> {
        missing_parts(self)
    }

    /// A role of product work, or one written in our own language. Job specs of other trades follow other customs; nothing is said of
    /// their form.
    pub fn is_ours(&self) -> bool {
        self.document.is_in_role_language() || self.role.kind.as_ref().is_some_and(|k| k.is_product())
    }

    /// Somebody who learns the job.
    pub fn is_associate(&self) -> bool {
        self.role.kind() == Some(Kind::AssociateProductManager)
            || self.role.level.as_ref().is_some_and(|l| l.value == Level::Associate)
    }

    /// Whether what the role does not say counts as not there: its sentences could be read, and none of these sections is kept
    /// elsewhere.
    pub fn silence_counts(&self, sections: &[SectionKind]) -> bool {
        self.document.language == "en" && !self.role.keeps_elsewhere(sections)
    }

    /// Teams that somebody with this title works with at most, where the organisation says so.
    pub fn own_span(&self) -> Option<usize> {
        let kinds = &self.settings.vocabulary.kinds;
        let stated = self.role.fields.iter().find(|(label, _)| label == "Kind").map(|(_, value)| value.as_str());
        let kind =
            stated.and_then(|s| OwnKind::of_title(kinds, s)).or_else(|| OwnKind::of_title(kinds, &self.role.title));
        kind?.teams
    }

    /// Stage of the product: the role's own, else its product's.
    pub fn stage(&self) -> Option<Stage> {
        let of_product = || {
            let product = self.role.product.as_ref()?;
            self.organisation.unit_named(&product.value.0, UnitKind::Product)?.stage
        };
        self.role.stage.as_ref().map(|s| s.value).or_else(of_product)
    }

    /// Whether one of these frameworks is in force.
    pub fn uses(&self, names: &[FrameworkName]) -> bool {
        self.frameworks().iter().any(|f| names.contains(&f.name))
    }
}

/// A further place with what it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where.
    pub place: Where,
    /// What is there.
    pub message: String,
}

/// What a rule found. [`crate::lint`] turns it into a finding: severity by settings, confidence and absence; one voice; suppression.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Instead of the rule's own severity.
    pub severity: Option<Severity>,
    /// Where, in the file at hand.
    pub range: TextRange,
    /// What is missing or at odds, in the catalogue's tone.
    pub message: String,
    /// What to write instead, one short sentence; empty where the message says it.
    pub help: String,
    /// How sure the facts are that this asserts (the lowest of them), 0 to 1. Below 0.7 the severity drops one step.
    pub confidence: f32,
    /// It rests on something that the document does not say.
    pub absence: bool,
    /// The words in the file at hand that show it.
    pub evidence: Vec<TextRange>,
    /// Further places.
    pub related: Vec<Related>,
    /// The finding stands in another role; here it only takes in what narrower rules say of the same fact.
    pub elsewhere: bool,
    /// Ways to mend it, the best one first.
    pub fixes: Vec<Fix>,
    /// What stands there does nothing any more.
    pub unnecessary: bool,
}

impl Report {
    /// A finding that stands in another role and takes in what narrower rules say of this one.
    pub fn elsewhere(role: &Role) -> Self {
        Self { elsewhere: true, ..Self::new(role.head, "") }
    }

    /// What stands there does nothing any more: editors show it faded.
    pub fn unnecessary(self) -> Self {
        Self { unnecessary: true, ..self }
    }

    /// A report at `range` that asserts only what is written.
    pub fn new(range: TextRange, message: impl Into<String>) -> Self {
        Self {
            severity: None,
            range,
            message: message.into(),
            help: String::new(),
            confidence: 1.0,
            absence: false,
            evidence: Vec::new(),
            related: Vec::new(),
            elsewhere: false,
            unnecessary: false,
            fixes: Vec::new(),
        }
    }

    /// With another severity than the rule's.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// With what to write.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Asserts facts read with this confidence.
    pub fn confidence(mut self, confidence: f32) -> Self {
        self.confidence = self.confidence.min(confidence);
        self
    }

    /// Rests on something the document does not say.
    pub fn absence(mut self) -> Self {
        self.absence = true;
        self
    }

    /// With words that show it.
    pub fn evidence(mut self, ranges: impl IntoIterator<Item = TextRange>) -> Self {
        self.evidence.extend(ranges);
        self
    }

    /// With a way to mend it; the first one is the one that most authors want.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// With ways to mend it.
    pub fn fixes(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fixes);
        self
    }

    /// With a further place in the same file.
    pub fn related_here(mut self, range: TextRange, message: impl Into<String>) -> Self {
        self.related.push(Related { place: Where::Here(range), message: message.into() });
        self
    }

    /// With a further place anywhere.
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related { place: Where::There(place), message: message.into() });
        self
    }
}
