//! What somebody may have meant by a word that is not known.

/// No more suggestions than these.
const MOST: usize = 3;
/// From this likeness on (Jaro-Winkler, 0 to 1) a word may have been meant.
const ALIKE: f64 = 0.75;

/// The names most like `wanted`, the nearest first.
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let mut alike: Vec<(f64, &str)> = names
        .map(|name| (strsim::jaro_winkler(&wanted, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    alike.dedup_by_key(|(_, name)| *name);
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// "; did you mean PO101, PO102 or PO103?", or nothing.
pub fn question<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    match nearest(wanted, names).as_slice() {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [first @ .., last] => format!("; did you mean {} or {last}?", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first() {
        let names = ["PO101", "PO102", "OUT401", "backlog", "product backlog"];
        assert_eq!(nearest("po1o1", names.into_iter())[0], "PO101");
        assert_eq!(question("bcklog", names.into_iter()), "; did you mean backlog?");
        assert_eq!(question("weather", names.into_iter()), "");
    }
}
