//! Amounts of pay, and grades that stand for them.

use crate::text::WordStarts;

/// Amounts that a text names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PayReading {
    /// In the order of the text, in the unit that is written ("70k" is 70,000).
    pub amounts: Vec<f64>,
    /// At least one has a currency.
    pub currency: bool,
    /// By how much sums of this currency are greater than those of a euro or dollar, as a power of ten; 0 counts as 1.
    scale: f64,
}

impl PayReading {
    /// By how much the greater of two amounts exceeds the smaller, as a share of it.
    pub fn width(&self) -> Option<f64> {
        let [a, b] = self.amounts[..] else { return None };
        let (low, high) = (a.min(b), a.max(b));
        (low > 0.0).then(|| high / low - 1.0)
    }

    /// A sum that may be a year's wage where pay is spoken of: the currency goes without saying.
    pub fn may_be_wage(&self) -> bool {
        self.is_wage() || self.amounts.iter().any(|a| (10_000.0..self.too_much()).contains(a))
    }

    /// A sum that may be a wage by the year, month or hour.
    pub fn is_wage(&self) -> bool {
        self.currency && self.amounts.iter().any(|a| (10.0..self.too_much()).contains(a))
    }

    /// What is no wage any more but a budget or a turnover.
    fn too_much(&self) -> f64 {
        1_000_000.0 * self.scale.max(1.0)
    }
}

/// Currencies by code or short form, in letters of any case, with their scale (see [`PayReading`]).
const CODES: [(&str, f64); 18] = [
    ("eur", 1.0),
    ("usd", 1.0),
    ("gbp", 1.0),
    ("chf", 1.0),
    ("sek", 10.0),
    ("nok", 10.0),
    ("dkk", 10.0),
    ("pln", 1.0),
    ("czk", 10.0),
    ("cad", 1.0),
    ("aud", 1.0),
    ("nzd", 1.0),
    ("inr", RUPEES),
    ("zł", 1.0),
    ("euro", 1.0),
    ("euros", 1.0),
    ("jpy", 100.0),
    ("krw", 1000.0),
];

/// Further codes of ISO 4217, as they are written there: in other letters some are words.
const CAPITAL_CODES: [(&str, f64); 34] = [
    ("AED", 1.0),
    ("ARS", 1000.0),
    ("BDT", 100.0),
    ("BGN", 1.0),
    ("BRL", 1.0),
    ("CLP", 1000.0),
    ("CNY", 10.0),
    ("COP", 10_000.0),
    ("EGP", 10.0),
    ("GHS", 10.0),
    ("HKD", 10.0),
    ("HUF", 100.0),
    ("IDR", 10_000.0),
    ("ILS", 1.0),
    ("ISK", 100.0),
    ("KES", 100.0),
    ("LKR", 100.0),
    ("MAD", 10.0),
    ("MXN", 10.0),
    ("MYR", 1.0),
    ("NGN", 1000.0),
    ("PEN", 1.0),
    ("PHP", 100.0),
    ("PKR", 100.0),
    ("RMB", 10.0),
    ("RON", 1.0),
    ("RSD", 100.0),
    ("SAR", 1.0),
    ("SGD", 1.0),
    ("THB", 10.0),
    ("TRY", 10.0),
    ("TWD", 10.0),
    ("UAH", 10.0),
    ("VND", 10_000.0),
];

/// The scale of the currency that is counted in lakhs.
const RUPEES: f64 = 100.0;
/// Words by which lakhs are pay, and not farmers or the sum of an insurance.
static LAKHS_OF_PAY: WordStarts<5> = WordStarts::new(["annum", "ctc", "salar", "compensation", "gross"]);

/// Signs, the longer first.
const SIGNS: [(&str, f64); 17] = [
    ("NT$", 10.0),
    ("HK$", 10.0),
    ("MX$", 10.0),
    ("€", 1.0),
    ("$", 1.0),
    ("£", 1.0),
    ("¥", 100.0),
    ("￥", 100.0),
    ("₹", RUPEES),
    ("₩", 1000.0),
    ("₺", 10.0),
    ("₽", 100.0),
    ("₴", 10.0),
    ("₫", 10_000.0),
    ("₱", 100.0),
    ("₪", 1.0),
    ("฿", 10.0),
];

/// Amounts with a currency, a "k" or thousands. Days, years and percentages are none.
pub fn read_pay(text: &str) -> PayReading {
    let mut reading = PayReading::default();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return reading;
    }
    let mut factors: Vec<f64> = Vec::new();
    let mut at = 0;
    while let Some(start) = text.as_bytes()[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) {
        let inner = |(i, c): (usize, char)| {
            let next = text[start + i + c.len_utf8()..].starts_with(|n: char| n.is_ascii_digit());
            c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}') && next
        };
        let length = text[start..].char_indices().find(|x| !inner(*x)).map_or(text.len() - start, |(i, _)| i);
        let end = start + length;
        at = end;
        let written = &text[start..end];
        let (unit, unit_end) = unit(&text[end..]);
        let currency = match currency(&text[..start], &text[end + unit_end..]) {
            None if unit == Unit::LakhsAYear => Some(RUPEES),
            // "₹14-19 lakh"
            None if unit == Unit::Lakh && (reading.currency || LAKHS_OF_PAY.occur_in(text)) => Some(RUPEES),
            named => named,
        };
        let factor = match unit {
            Unit::One => 1.0,
            Unit::Thousand => 1_000.0,
            Unit::Lakh | Unit::LakhsAYear => currency.map_or(1.0, |_| 100_000.0),
            // "5 M" may be metres.
            Unit::Million => currency.map_or(1.0, |_| 1_000_000.0),
        };
        let (scale, currency) = (currency.unwrap_or(0.0), currency.is_some());
        let k = factor > 1.0;
        let glued = text[..start].chars().next_back().is_some_and(char::is_alphabetic) && !currency;
        if glued || text[end..].trim_start().starts_with('%') {
            continue;
        }
        let before_k = !k
            && text[end..]
                .trim_start_matches([' ', '-', '–', '—'])
                .trim_start_matches("to ")
                .starts_with(|c: char| c.is_ascii_digit());
        // A small number by itself.
        if written.len() <= 3 && !(currency || k || before_k) {
            continue;
        }
        let Some((value, grouped)) = value(written) else { continue };
        let year = !grouped && !currency && !k && (1900.0..2100.0).contains(&value);
        let large = value >= 1000.0 && !year;
        if !(currency || k || grouped || large || before_k && value < 1000.0) {
            continue;
        }
        reading.currency |= currency;
        reading.scale = reading.scale.max(scale);
        reading.amounts.push(value * factor);
        factors.push(factor);
    }
    // "70-85k"
    for i in 1..reading.amounts.len() {
        if factors[i] > 1.0 && factors[i - 1] == 1.0 && reading.amounts[i - 1] < 1000.0 {
            reading.amounts[i - 1] *= factors[i];
        }
    }
    reading
}

/// What an amount is counted in.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    One,
    Thousand,
    Lakh,
    /// "LPA": needs no currency.
    LakhsAYear,
    Million,
}

/// The unit right behind an amount, and where it ends.
fn unit(behind: &str) -> (Unit, usize) {
    let word = behind.trim_start();
    let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    let lower = word[..length].to_lowercase();
    let unit = match lower.as_str() {
        "k" if word.len() == behind.len() => Unit::Thousand,
        "lakh" | "lakhs" | "lac" | "lacs" => Unit::Lakh,
        "lpa" => Unit::LakhsAYear,
        "m" | "mn" | "mio" | "million" => Unit::Million,
        _ => return (Unit::One, 0),
    };
    (unit, behind.len() - word.len() + length)
}

/// Whether a text names a grade of a scale that anybody can look up: "GS-15", "CS-04", "TV-L E13", "Band 8a", "Civil Service
/// Grade 7", "graded HEO". A bare letter with a figure ("E7") counts where the text speaks of grades.
pub fn names_pay_grade(text: &str) -> bool {
    static NAMED: WordStarts<2> = WordStarts::new(["grade", "civil service"]);
    if !text.bytes().any(|b| b.is_ascii_digit()) && !NAMED.occur_in(text) {
        return false;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let of_grades = words.iter().any(|w| GRADE_WORDS.iter().any(|stem| starts_with(w, stem)));
    (0..words.len()).any(|at| {
        let (word, next) = (words[at], words.get(at + 1).copied().unwrap_or(""));
        let (letters, figure) = split_grade(word);
        let (scale, figure) = if figure.is_empty() { (word, next) } else { (letters, figure) };
        let numbered = is_step(figure);
        let known = SCALES.contains(&scale) && numbered;
        // "CS-04": two capitals and a figure with a nought, as public services write it.
        let public = scale.len() == 2
            && scale.bytes().all(|b| b.is_ascii_uppercase())
            && figure.len() == 2
            && figure.starts_with('0')
            && numbered;
        let step = STEPS.iter().any(|s| s.eq_ignore_ascii_case(word)) && is_step(next);
        let graded = of_grades
            && (!scale.is_empty() && scale.len() <= 4 && scale.bytes().all(|b| b.is_ascii_uppercase()) && numbered
                || GRADE_NAMES.contains(&word));
        let civil = word.eq_ignore_ascii_case("civil")
            && next.eq_ignore_ascii_case("service")
            && words.iter().any(|w| starts_with(w, "grade"));
        known || public || step || graded || civil
    })
}

/// Scales whose letters and figure are enough.
const SCALES: [&str; 14] =
    ["GS", "GG", "SES", "APS", "EL", "VPS", "TVL", "TVöD", "EG", "SCS", "AFC", "NHS", "BAT", "WG"];
/// Words that a step of a scale follows.
const STEPS: [&str; 5] = ["band", "grade", "entgeltgruppe", "besoldungsgruppe", "payband"];
/// Words by which a text speaks of grades.
const GRADE_WORDS: [&str; 8] = ["grade", "classif", "band", "entgelt", "besoldung", "tarif", "tv", "series"];
/// Grades of the British civil service that are names.
const GRADE_NAMES: [&str; 7] = ["EO", "HEO", "SEO", "AO", "AA", "SCS", "PB1"];

fn starts_with(word: &str, stem: &str) -> bool {
    word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem))
}

/// "GS15" as letters and figure; no figure where there is none.
fn split_grade(word: &str) -> (&str, &str) {
    word.split_at(word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len()))
}

/// "7", "04", "8a", "E13".
fn is_step(figure: &str) -> bool {
    let digits = figure.strip_prefix(['E', 'A', 'B', 'W', 'S']).unwrap_or(figure);
    let digits = digits.trim_end_matches(['a', 'b', 'c', 'd']);
    (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The scale of the currency that stands before or behind an amount; `None` where none does.
fn currency(before: &str, behind: &str) -> Option<f64> {
    let (before, behind) = (before.trim_end(), behind.trim_start());
    let sign = SIGNS.iter().find(|(sign, _)| before.ends_with(sign) || behind.starts_with(sign));
    let code = |word: &str| {
        let any_case = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(word));
        any_case.or_else(|| CAPITAL_CODES.iter().find(|(code, _)| *code == word))
    };
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let next = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    sign.or_else(|| code(last)).or_else(|| code(next)).map(|(_, scale)| *scale)
}

/// The number, and whether its thousands are set apart.
fn value(written: &str) -> Option<(f64, bool)> {
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    // "12,00,000" is written in India.
    let (last, inner) = (parts.last().map_or(0, |p| p.len()), parts.get(1..parts.len() - 1).unwrap_or_default());
    let grouped = parts.len() > 1 && last == 3 && inner.iter().all(|p| p.len() == 3)
        || !inner.is_empty() && last == 3 && inner.iter().all(|p| p.len() == 2);
    if grouped {
        return parts.concat().parse().ok().map(|v| (v, true));
    }
    // Cents or one decimal of "k" at the end.
    let (whole, cents) = match parts.split_last() {
        Some((cents, whole)) if !whole.is_empty() => (whole.concat(), *cents),
        _ => (parts.concat(), "0"),
    };
    format!("{whole}.{cents}").parse().ok().map(|v| (v, parts.len() > 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (text, amounts) in [
            ("EUR 70k-85k a year", &[70_000.0, 85_000.0][..]),
            ("70-85k EUR", &[70_000.0, 85_000.0]),
            ("€65.000 – €80.000", &[65_000.0, 80_000.0]),
            ("$86,335 to $134,789 per year", &[86_335.0, 134_789.0]),
            ("£55.50 an hour", &[55.5]),
            ("from 1 March 2027, four days a week", &[]),
            ("competitive", &[]),
            ("up to 10% bonus", &[]),
            ("grade E13", &[]),
            ("8,000,000 – 11,500,000 JPY", &[8_000_000.0, 11_500_000.0]),
            ("₩75M–₩98M base", &[75_000_000.0, 98_000_000.0]),
            ("14-19 LPA", &[1_400_000.0, 1_900_000.0]),
            ("₹14–19 lakh fixed plus up to 15% variable", &[1_400_000.0, 1_900_000.0]),
            ("INR 12,00,000 to 18,00,000", &[1_200_000.0, 1_800_000.0]),
            ("try 3 ideas, mad at 2 of them", &[]),
        ] {
            assert_eq!(read_pay(text).amounts, amounts, "{text}");
        }
        assert!(read_pay("Salary: 55-65k").may_be_wage() && !read_pay("Salary: 55-65k").is_wage());
        for text in [
            "¥9,000,000 a year",
            "8.5 million JPY",
            "KRW 68,000,000",
            "14-19 LPA",
            "CTC of 14 lakhs",
            "SGD 6,800 a month",
            "TRY 90,000 net",
            "IDR 25,000,000",
            "R$ 14.000",
        ] {
            assert!(read_pay(text).is_wage(), "{text}");
        }
        for text in [
            "a turnover of €10M",
            "38 million downloads",
            "¥900,000,000 of funding",
            "10 lakh farmers",
            "Cover for the family (5 lakh)",
            "5 M users",
        ] {
            assert!(!read_pay(text).may_be_wage(), "{text}");
        }
        assert!(read_pay("$86,335").is_wage() && !read_pay("a budget of $3,000,000").is_wage());
    }

    #[test]
    fn grades_that_can_be_looked_up() {
        for text in [
            "This is a GS-14 position",
            "GS13/14",
            "Analysts are classified as CS-03 or CS-04",
            "This role is classified as IT3/IT4",
            "Agenda for Change Band 8a",
            "Pay: TV-L E13",
            "TVöD 14",
            "Entgeltgruppe 12",
            "Civil Service grade: to be confirmed",
            "Grade: SEO",
            "It is graded E7",
        ] {
            assert!(names_pay_grade(text), "{text}");
        }
        for text in [
            "five years with OAuth 2",
            "a product that runs in 12 countries",
            "the first 90 days",
            "We are a B2B company",
            "Our band plays on Fridays",
            "Q3 goals",
            "an EC2 fleet",
            "a top-grade team",
        ] {
            assert!(!names_pay_grade(text), "{text}");
        }
    }

    #[test]
    fn the_width_is_counted_from_the_lower_end() {
        assert_eq!(read_pay("EUR 50k-100k").width(), Some(1.0));
        assert_eq!(read_pay("EUR 80k").width(), None);
        assert_eq!(read_pay("20-30 LPA").width(), Some(0.5));
    }
}
