//! The client's configuration as settings.

use std::time::{SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::config::{Settings, Severity};
use crate::knowledge::Framework;
use crate::model::Profile;

/// What a client may set under `rolelint`. What it does not know it may not break: unknown keys are passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ClientSettings {
    select: Vec<String>,
    ignore: Vec<String>,
    severity: FxHashMap<String, Severity>,
    profile: Option<String>,
    framework: Option<String>,
    markdown: MarkdownSettings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MarkdownSettings {
    /// Read by [`off_in_markdown`]; here so that a name that is none is told.
    off: Vec<Feature>,
}

/// What can be switched off in Markdown, where another server may do the same. The names are those of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Feature {
    CodeLens,
    Completion,
    Definition,
    DocumentHighlight,
    DocumentLink,
    DocumentSymbol,
    FoldingRange,
    Formatting,
    Hover,
    InlayHint,
    References,
    Rename,
    SelectionRange,
    SemanticTokens,
}

/// Features that the client wants no answers from in Markdown.
pub(super) fn off_in_markdown(section: &serde_json::Value) -> Vec<Feature> {
    // A mistake in another setting is told by `from_client`; it is no reason to switch anything on or off.
    let off = section["markdown"]["off"].as_array().cloned().unwrap_or_default();
    off.into_iter().filter_map(|name| serde_json::from_value(name).ok()).collect()
}

/// Settings from a client's `rolelint` section; the message of an error is for the person at the client.
pub(super) fn from_client(section: &serde_json::Value) -> Result<Settings, String> {
    let client: ClientSettings = if section.is_null() {
        ClientSettings::default()
    } else {
        serde_json::from_value(section.clone())
            .map_err(|error| format!("The settings of rolelint could not be read and are left as they were: {error}"))?
    };
    let profile = match client.profile.as_deref() {
        None | Some("") | Some("auto") => None,
        Some("spec") => Some(Profile::Spec),
        Some("post") => Some(Profile::Post),
        Some(other) => {
            return Err(format!("The setting rolelint.profile is \"{other}\"; write \"spec\", \"post\" or \"auto\"."));
        }
    };
    Ok(Settings {
        select: client.select,
        ignore: client.ignore,
        severity: client.severity,
        profile,
        framework: client.framework.as_deref().map(Framework::parse_list).unwrap_or_default(),
        today: today(),
        ..Settings::default()
    })
}

/// Today in UTC as `YYYY-MM-DD`.
pub(super) fn today() -> Option<String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(date_of_day(seconds / 86_400))
}

/// The date of a day counted from 1970-01-01, by years and months: a clock at hand is read once a day, not often.
fn date_of_day(mut day: u64) -> String {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    loop {
        let length = 365 + u64::from(leap(year));
        if day < length {
            break;
        }
        day -= length;
        year += 1;
    }
    let mut month = 1;
    for length in [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < length {
            break;
        }
        day -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        let days = [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (11_016, "2000-02-29"),
            (20_454, "2026-01-01"),
        ];
        for (day, date) in days {
            assert_eq!(date_of_day(day), date);
        }
    }

    #[test]
    fn settings_are_read_and_mistakes_are_told() {
        let settings = from_client(
            &serde_json::json!({"ignore": ["OV2"], "severity": {"PO101": "info"}, "profile": "post", "other": 1}),
        );
        let settings = settings.unwrap();
        assert_eq!((settings.ignore, settings.profile), (vec!["OV2".to_owned()], Some(Profile::Post)));
        assert_eq!(settings.severity["PO101"], Severity::Info);
        assert!(from_client(&serde_json::Value::Null).is_ok());
        assert!(from_client(&serde_json::json!({"markdown": {"off": ["dance"]}})).unwrap_err().contains("dance"));
        let off = off_in_markdown(&serde_json::json!({"markdown": {"off": ["foldingRange", "dance"]}}));
        assert_eq!(off, [Feature::FoldingRange]);
        assert!(from_client(&serde_json::json!({"profile": "advert"})).unwrap_err().contains("advert"));
        assert!(from_client(&serde_json::json!({"severity": {"PO101": "loud"}})).unwrap_err().contains("loud"));
    }
}
