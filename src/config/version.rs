//! `required-version`: the versions that a configuration was written for.

/// Conditions that all must hold: `0.1`, `>=0.1, <0.3`.
pub(super) struct Requirement(Vec<(Relation, Vec<u64>)>);

#[derive(Clone, Copy, PartialEq)]
enum Relation {
    /// These numbers, and any after them.
    Is,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Requirement {
    /// Reads conditions; the error says what is wrong with them.
    pub fn parse(text: &str) -> Result<Requirement, String> {
        let wrong = || format!("\"{text}\" are no versions; write for example \"0.1\" or \">=0.1, <0.3\"");
        let condition = |part: &str| {
            let part = part.trim();
            let (relation, version) = [
                ("<=", Relation::AtMost),
                (">=", Relation::AtLeast),
                ("==", Relation::Is),
                ("<", Relation::Below),
                (">", Relation::Above),
                ("=", Relation::Is),
            ]
            .into_iter()
            .find_map(|(sign, relation)| Some((relation, part.strip_prefix(sign)?)))
            .unwrap_or((Relation::Is, part));
            Ok((relation, numbers(version.trim()).ok_or_else(wrong)?))
        };
        text.split(',').map(condition).collect::<Result<_, String>>().map(Requirement)
    }

    /// Whether this version will do.
    pub fn holds(&self, version: &str) -> bool {
        let Some(version) = numbers(version) else { return false };
        self.0.iter().all(|(relation, wanted)| {
            let part = |at: usize| version.get(at).copied().unwrap_or(0);
            let same_length: Vec<u64> = (0..wanted.len()).map(part).collect();
            match relation {
                Relation::Is => same_length == *wanted,
                Relation::Below => version < padded(wanted),
                Relation::AtMost => same_length <= *wanted,
                Relation::Above => same_length > *wanted,
                Relation::AtLeast => version >= padded(wanted),
            }
        })
    }
}

/// At least major, minor and patch.
fn padded(version: &[u64]) -> Vec<u64> {
    let mut padded = version.to_vec();
    padded.resize(version.len().max(3), 0);
    padded
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    let plain = version.strip_prefix('v').unwrap_or(version).split(['-', '+']).next()?;
    let numbers: Vec<u64> = plain.split('.').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() <= 3).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_or_do_not() {
        for (conditions, version, holds) in [
            ("0.1", "0.1.4", true),
            ("0.1", "0.2.0", false),
            (">=0.1", "0.1.0", true),
            (">=0.1.1", "0.1.0", false),
            (">=0.1, <0.3", "0.2.9", true),
            (">=0.1, <0.3", "0.3.0", false),
            (">0.1", "0.1.9", false),
            ("<=0.1", "0.1.9", true),
            ("=0.1.2", "0.1.2", true),
            ("0.1", "0.1.0-beta", true),
        ] {
            let read = Requirement::parse(conditions).expect(conditions);
            assert_eq!(read.holds(version), holds, "{conditions} for {version}");
        }
        for wrong in ["", "new", "0.x", ">=", "1.2.3.4"] {
            assert!(Requirement::parse(wrong).is_err(), "{wrong}");
        }
    }
}
