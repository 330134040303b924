//! DOC503: shares of time do not add up to a whole.

use crate::config::Severity;
use crate::declare_rule;
use crate::model::{Duty, SectionKind};
use crate::rules::{Check, Fix, Report, RoleContext};

declare_rule! { SHARES_OFF, "DOC503", "shares-off", Error, "shares_off.md", Check::Role(check) }

/// Three thirds written as 33.4% are no mistake.
const ROUNDING: f32 = 0.005;
/// Below this, with a share on every duty, time is left over.
const TOO_LITTLE: f32 = 0.90;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let given: Vec<(&Duty, f32)> =
        role.duties.iter().filter_map(|d| d.share_given.as_ref().map(|s| (d, s.value))).collect();
    let sum: f32 = given.iter().map(|(_, share)| share).sum();
    let too_much = sum > 1.0 + ROUNDING;
    let too_little = !given.is_empty() && given.len() == role.duties.len() && sum < TOO_LITTLE - ROUNDING;
    if !too_much && !too_little {
        return;
    }
    let ranges = given.iter().filter_map(|(d, _)| d.share_given.as_ref().map(|s| s.range));
    let heading = role.section(SectionKind::Duties).map(|s| s.heading);
    let Some(range) = heading.or_else(|| ranges.clone().next()) else { return };
    let confidence = given.iter().filter_map(|(d, _)| d.share_given.as_ref().map(|s| s.confidence));
    let parts: Vec<f32> = given.iter().map(|(_, share)| *share).collect();
    let message = format!("Shares add up to {}%.", percent(sum));
    let report = if too_much {
        Report::new(range, message)
            .severity(Severity::Error)
            .help(format!("Nobody has more than 100%: let something go, or in proportion {}.", scaled(&parts)))
    } else {
        Report::new(range, message).severity(Severity::Info).help(format!(
            "Say what the other {}% are for, or in proportion {}.",
            percent(1.0 - sum),
            scaled(&parts)
        ))
    };
    let steps = scaled_steps(&parts);
    let fix = given.iter().zip(&steps).filter_map(|((d, _), n)| Some((d.share_given.as_ref()?.range, n * 5)));
    // A share that rounding would take away altogether is for people to decide.
    let fix = steps
        .iter()
        .all(|n| *n > 0)
        .then(|| fix.fold(Fix::new("Scale the shares to 100%"), |fix, (range, percent)| fix.share(range, percent)));
    let report = report.fixes(fix);
    reports.push(report.confidence(confidence.fold(1.0, f32::min)).evidence(ranges));
}

/// `0.125` as `12.5`, `1.4` as `140`.
fn percent(share: f32) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

/// The shares scaled to 100% in steps of 5, as text; what rounding leaves goes to those it took most from.
fn scaled(shares: &[f32]) -> String {
    let steps = scaled_steps(shares);
    let percents: Vec<String> = steps.iter().map(|s| format!("{}%", s * 5)).collect();
    percents.join(", ")
}

fn scaled_steps(shares: &[f32]) -> Vec<u32> {
    const STEPS: u32 = 20;
    let sum: f32 = shares.iter().sum();
    let exact: Vec<f32> = shares.iter().map(|s| s / sum.max(f32::MIN_POSITIVE) * STEPS as f32).collect();
    let mut steps: Vec<u32> = exact.iter().map(|s| s.floor() as u32).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    let left = STEPS.saturating_sub(steps.iter().sum());
    for &index in order.iter().cycle().take(left as usize) {
        steps[index] += 1;
    }
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn proportions_are_kept_and_whole() {
        assert_eq!(scaled(&[0.8, 0.6]), "55%, 45%");
        assert_eq!(scaled(&[0.2, 0.2, 0.2]), "35%, 35%, 30%");
        assert_eq!(percent(1.4), "140");
        assert_eq!(percent(0.125), "12.5");
    }

    proptest! {
        #[test]
        fn scaled_shares_always_make_a_whole(shares in prop::collection::vec(0.01f32..3.0, 1..30)) {
            prop_assert_eq!(scaled_steps(&shares).iter().sum::<u32>(), 20);
        }
    }
}
