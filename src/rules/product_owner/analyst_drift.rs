//! PO110: reports or requirements fill the role, and it decides nothing.

use crate::declare_rule;
use crate::model::writing::Item;
use crate::model::{Duty, Role, SectionKind};
use crate::prose::{Category, Hold, Right, Signal};
use crate::rules::{Check, Fix, Report, RoleContext, percent};

declare_rule! { ANALYST_DRIFT, "PO110", "analyst-drift", Info, "analyst_drift.md", Check::Role(check) }

/// Shares are sums of fractions; equal to a limit counts as reached.
const TINY: f32 = 0.001;

fn check(context: &RoleContext<'_>, reports: &mut Vec<Report>) {
    let role = context.role;
    let Some(kind) = role.kind.as_ref().filter(|k| k.is_owner()) else { return };
    let sections = [SectionKind::Duties, SectionKind::Decisions];
    if !role.mix_is_known() || !context.silence_counts(&sections) || decides(role) {
        return;
    }
    let work = [("Reports and analysis", analysis(role)), ("Requirements, processes and reports", papers(role))];
    let Some((what, duties, share)) = work
        .into_iter()
        .map(|(what, duties)| {
            let share: f32 = duties.iter().map(|d| d.share).sum();
            (what, duties, share)
        })
        .find(|(_, _, share)| *share + TINY >= context.limits().analyst_share)
    else {
        return;
    };
    let Some(first) = duties.first() else { return };
    let confidence = duties.iter().map(|d| d.category.confidence).sum::<f32>() / duties.len() as f32;
    reports.push(
        Report::new(
            first.text_range,
            format!("{what} fill {} of this role; the decisions seem to sit elsewhere.", percent(share)),
        )
        .confidence(kind.confidence.min(confidence))
        .absence()
        .evidence(duties.iter().map(|d| d.text_range))
        .help(if context.document.is_in_role_language() {
            "Say what this owner decides: `- alone: order of the backlog` under Decisions."
        } else {
            "Say what this owner decides, such as `Decides the order of the backlog`."
        })
        .fix(
            context.grounded(
                Fix::new("Let this owner decide the order of the backlog")
                    .add(context.index, Item::decision("alone", "order of the backlog")),
            ),
        ),
    );
}

/// A decision alone, or the ordering of the backlog where nobody else is said to decide it.
fn decides(role: &Role) -> bool {
    role.decisions.iter().any(|d| d.right == Right::Alone)
        || role.duties.iter().any(|d| {
            d.hold == Hold::Owns && d.reading.has(Signal::OrdersBacklog) && !d.reading.has(Signal::OrdersAsTold)
        })
}

fn analysis(role: &Role) -> Vec<&Duty> {
    role.duties_in(&[Category::Analytics]).collect()
}

/// Duties whose object is requirements, processes or reports. Where users are met over them, something is found out.
fn papers(role: &Role) -> Vec<&Duty> {
    let meets = |d: &Duty| d.reading.contacts.iter().any(|c| c.is_direct() && c.class.is_market());
    role.duties_showing(&[Signal::AnalystObject]).filter(|d| d.is_known() && !meets(d)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::knowledge::Kind;
    use crate::model::Decision;
    use crate::model::testing::{duty, role, showing};
    use crate::prose::Subject;
    use crate::text::TextRange;

    fn count(owner: &Role) -> usize {
        crate::rules::testing::reports(&ANALYST_DRIFT, owner.clone(), &Settings::default()).len()
    }

    fn owner(analytics: f32) -> Role {
        let mut owner = role(Kind::ProductOwner);
        owner.duties =
            vec![duty(Category::Analytics, 0.9, analytics), duty(Category::Stakeholder, 0.9, 1.0 - analytics)];
        owner
    }

    #[test]
    fn much_analysis_without_a_decision_is_an_analysts() {
        assert_eq!(count(&owner(0.4)), 1);
        assert_eq!(count(&owner(0.39)), 0);
        let mut decides = owner(0.6);
        decides.decisions = vec![Decision {
            text: String::new(),
            subject: Subject::Scope,
            right: Right::Alone,
            with: Vec::new(),
            range: TextRange::default(),
            confidence: 1.0,
        }];
        assert_eq!(count(&decides), 0);
        decides.decisions[0].right = Right::Advises;
        assert_eq!(count(&decides), 1);
    }

    #[test]
    fn who_orders_the_backlog_decides() {
        let mut owner = owner(0.5);
        owner.duties[1] = showing(owner.duties[1].clone(), Signal::OrdersBacklog);
        assert_eq!(count(&owner), 0);
        owner.duties[1] = showing(owner.duties[1].clone(), Signal::OrdersAsTold);
        assert_eq!(count(&owner), 1);
    }

    #[test]
    fn requirements_count_by_their_share() {
        let mut owner = role(Kind::ProductOwner);
        owner.duties = vec![
            showing(duty(Category::Backlog, 0.9, 0.45), Signal::AnalystObject),
            duty(Category::Delivery, 0.9, 0.55),
        ];
        assert_eq!(count(&owner), 1);
        owner.duties[0].category.confidence = 0.3;
        assert_eq!(count(&owner), 0);
    }
}
