//! Weights found by hash, as model files hold them: rows of a check and weights, each at the place that the hash of its feature
//! tells, or shortly behind it.

/// Where the rows of a model file stand.
pub(super) struct Rows {
    /// Bytes before the first row.
    pub(super) start: usize,
    /// How many there are.
    pub(super) count: usize,
    /// Bytes of a row: a check of two, and the weights.
    pub(super) bytes: usize,
    /// Places, from its own on, where a feature may stand.
    pub(super) probes: usize,
}

impl Rows {
    /// Where the row of `feature` begins in `file`; `None` where it has none.
    #[inline]
    pub(super) fn find(&self, file: &[u8], feature: u32) -> Option<usize> {
        let check = u16::from_le_bytes(check_of(feature));
        for at in self.places(feature) {
            match u16::from_le_bytes(*file.get(at..at + 2)?.first_chunk()?) {
                0 => return None,
                found if found == check => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// Makes a row for `feature` in `file` and tells where; `None` where one stands there already, or no place is left.
    pub(super) fn make(&self, file: &mut [u8], feature: u32) -> Option<usize> {
        let check = check_of(feature);
        for at in self.places(feature) {
            let held = file.get_mut(at..at + 2)?;
            if *held == check {
                return None;
            }
            if *held == [0, 0] {
                held.copy_from_slice(&check);
                return Some(at);
            }
        }
        None
    }

    /// The places of `feature`: the first by its upper bits, then those that follow.
    #[inline]
    fn places(&self, feature: u32) -> impl Iterator<Item = usize> {
        let first = ((u64::from(feature) * self.count as u64) >> 32) as usize;
        let Rows { start, count, bytes, probes } = *self;
        (first..first + probes).map(move |slot| start + if slot < count { slot } else { slot - count } * bytes)
    }
}

/// What tells the features of one place apart, by their lower bits; never 0, which is an empty row.
#[inline]
fn check_of(feature: u32) -> [u8; 2] {
    (feature as u16).max(1).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: Rows = Rows { start: 4, count: 3, bytes: 3, probes: 2 };

    #[test]
    fn a_feature_is_found_where_it_was_put_and_no_other_is() {
        let mut file = vec![0; 4 + 3 * 3];
        // Two of the last place: the second goes to the first one.
        let (last, after, late) = (0xffff_0001, 0xffff_0002, 0xffff_0003);
        assert_eq!(ROWS.make(&mut file, last), Some(10));
        assert_eq!(ROWS.make(&mut file, after), Some(4));
        assert_eq!(ROWS.make(&mut file, after), None);
        assert_eq!(ROWS.make(&mut file, late), None);
        assert_eq!([last, after, late].map(|f| ROWS.find(&file, f)), [Some(10), Some(4), None]);
        assert_eq!(ROWS.find(&file, 0x6000_0001), None);
        assert_eq!(ROWS.find(&file[..5], last), None);
    }
}
