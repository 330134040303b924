//! The name that somebody probably meant.

/// The name nearest to `written`, where one is near enough to be meant: one slip for every four letters, at most three.
/// Of equally near ones the first in the alphabet, so that the answer never depends on the order of files.
pub(super) fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = written.to_lowercase();
    let allowed = slips_in(written);
    names
        .map(|name| (strsim::osa_distance(&wanted, &name.to_lowercase()), name))
        .filter(|(slips, _)| *slips <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// How many slips a name that was meant may hold.
pub(super) fn slips_in(written: &str) -> usize {
    (written.chars().count() / 4).clamp(1, 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_of_the_hand_are_found_and_other_names_are_not() {
        let names = ["head-of-product", "pm-claims", "harbour"];
        assert_eq!(nearest("hed-of-product", names.into_iter()), Some("head-of-product"));
        assert_eq!(nearest("harbuor", names.into_iter()), Some("harbour"));
        assert_eq!(nearest("PM-Claims", names.into_iter()), Some("pm-claims"));
        assert_eq!(nearest("pm-billing", names.into_iter()), None);
        assert_eq!(nearest("x", [].into_iter()), None);
    }

    proptest! {
        #[test]
        fn the_order_of_names_makes_no_difference(mut names in prop::collection::vec("[a-c]{1,6}", 0..8), written in "[a-c]{1,6}") {
            let forward = nearest(&written, names.iter().map(String::as_str)).map(str::to_owned);
            names.reverse();
            prop_assert_eq!(forward.as_deref(), nearest(&written, names.iter().map(String::as_str)));
        }
    }
}
