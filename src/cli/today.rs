//! Days as `YYYY-MM-DD`, and which one it is.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC as `YYYY-MM-DD`; `None` where the clock stands before 1970.
pub(super) fn now() -> Option<String> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() / 86_400;
    let (year, month, day) = civil(days);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Year, month and day of a day counted from 1970-01-01.
fn civil(days: u64) -> (u64, u64, u64) {
    let mut rest = days;
    let mut year = 1970;
    while rest >= days_of_year(year) {
        rest -= days_of_year(year);
        year += 1;
    }
    let mut month = 1;
    while rest >= days_of_month(year, month) {
        rest -= days_of_month(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

fn days_of_year(year: u64) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_month(year: u64, month: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Checks a day that was written as `YYYY-MM-DD`.
pub(super) fn parse(value: &str) -> Result<String, String> {
    let parts: Vec<&str> = value.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u64>().ok()).flatten()
    };
    if let [year, month, day] = parts.as_slice()
        && let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
        && (1..=12).contains(&month)
        && (1..=days_of_month(year, month)).contains(&day)
    {
        return Ok(value.to_owned());
    }
    Err("write a day as YYYY-MM-DD, for example 2027-03-31".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_544), (2026, 4, 1));
        assert_eq!(civil(47_540), (2100, 2, 28));
        assert_eq!(civil(47_541), (2100, 3, 1));
    }

    #[test]
    fn only_days_of_the_calendar_are_taken() {
        assert_eq!(parse("2028-02-29").as_deref(), Ok("2028-02-29"));
        for wrong in ["2027-02-29", "2027-13-01", "2027-1-1", "tomorrow", "2027-01-00", "+027-01-01", "2027-01-01-01"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
