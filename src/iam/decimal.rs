//! [`Decimal`]: the numbers of numeric conditions, compared exactly.

/// A decimal number, as its floor and what it has above that, in units of 10⁻¹⁸.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Decimal {
    floor: i128,
    above: u64,
}

impl Decimal {
    /// Reads digits with an optional sign and fraction. Numbers that are longer than any in a policy
    /// are not read, nor are exponents.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |text: &str| {
            !text.is_empty()
                && text.len() <= PLACES
                && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let whole: i128 = whole.parse().ok()?;
        let above: u64 = format!("{fraction:0<PLACES$}").parse().ok()?;
        Some(match (is_negative, above) {
            (false, above) => Self { floor: whole, above },
            (true, 0) => Self { floor: -whole, above },
            (true, above) => Self { floor: -whole - 1, above: ONE - above },
        })
    }

    /// The greatest natural number that is not above it.
    pub(super) fn floor(self) -> Option<u64> {
        u64::try_from(self.floor).ok()
    }
}

const PLACES: usize = 18;

/// 1 in units of 10⁻¹⁸.
const ONE: u64 = 1_000_000_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_order() {
        let numbers = [
            "-3.5",
            "-2.25",
            "-2",
            "-1.9",
            "-1.6",
            "-1.25",
            "-1",
            "-0.25",
            "0",
            "0.000000000000000001",
            "0.1",
            "600000",
            "600000.5",
        ];
        let read: Vec<_> = numbers.map(|text| Decimal::parse(text).unwrap()).to_vec();
        assert!(read.is_sorted_by(|one, two| one < two), "{read:?}");
        assert_eq!(Decimal::parse("600000.0"), Decimal::parse("0600000"));
        assert_eq!(Decimal::parse("-0"), Decimal::parse("0"));
        assert_eq!(Decimal::parse("600000.9").unwrap().floor(), Some(600_000));
        assert_eq!(Decimal::parse("-0.5").unwrap().floor(), None);
        for odd in ["", "-", ".5", "1.", "1e5", "+1", "--1", "1.2.3", "0x10", "1234567890123456789"]
        {
            assert_eq!(Decimal::parse(odd), None, "{odd}");
        }
    }
}
