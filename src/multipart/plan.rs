//! [`MultipartPlan`]: how an object is cut into parts.

use std::ops::Range;

use crate::error::{Error, MultipartError};
use crate::limits::{LEAST_PART_SIZE, OBJECT_SIZE, PART_SIZE, PARTS};

/// How an object is cut into parts, within S3's limits: at most 10 000 parts of 5 MiB to 5 GiB, the
/// last of any size, 48.8 TiB in all.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MultipartPlan {
    size: u64,
    part_size: u64,
}

/// One part: its number from 1, and the bytes of the object that it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Part {
    /// The number, from 1.
    pub number: u32,
    /// The bytes of the object, counted from 0.
    pub range: Range<u64>,
}

impl Part {
    /// How many bytes it holds.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.range.end - self.range.start
    }
}

impl MultipartPlan {
    /// Cuts an object of this many bytes into parts of a size that suits it: 8 MiB, or the next power
    /// of two that makes no more than 10 000 parts, or the largest part there is.
    ///
    /// # Errors
    ///
    /// [`Error::Multipart`] for an object of nothing, or of more than 48.8 TiB.
    ///
    /// # Examples
    ///
    /// ```
    /// use s3_presigner::MultipartPlan;
    ///
    /// let plan = MultipartPlan::new(20 * 1024 * 1024)?;
    /// assert_eq!((plan.part_size(), plan.part_count()), (8 * 1024 * 1024, 3));
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn new(size: u64) -> Result<Self, Error> {
        let least = size.div_ceil(PARTS).clamp(SUGGESTED_PART_SIZE, PART_SIZE);
        Self::with_part_size(size, least.next_power_of_two().min(PART_SIZE))
    }

    /// Cuts an object of this many bytes into parts of this many.
    ///
    /// # Errors
    ///
    /// [`Error::Multipart`] beyond S3's limits.
    pub fn with_part_size(size: u64, part_size: u64) -> Result<Self, Error> {
        let count = size.div_ceil(part_size.max(1));
        let error = if size == 0 {
            MultipartError::Empty
        } else if size > OBJECT_SIZE {
            MultipartError::ObjectTooLarge { size }
        } else if !(LEAST_PART_SIZE..=PART_SIZE).contains(&part_size) {
            MultipartError::PartSize { part_size }
        } else if count > PARTS {
            MultipartError::TooManyParts { part_size, count, least: size.div_ceil(PARTS) }
        } else {
            return Ok(Self { size, part_size });
        };
        Err(Error::Multipart(error))
    }

    /// The bytes of the object.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The bytes of each part but the last.
    #[must_use]
    pub fn part_size(&self) -> u64 {
        self.part_size
    }

    /// How many parts there are.
    #[must_use]
    pub fn part_count(&self) -> u32 {
        // At most 10 000.
        u32::try_from(self.size.div_ceil(self.part_size)).unwrap_or_default()
    }

    /// The parts in order.
    pub fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        let Self { size, part_size } = *self;
        (0..self.part_count()).map(move |index| {
            let start = u64::from(index) * part_size;
            Part { number: index + 1, range: start..(start + part_size).min(size) }
        })
    }
}

const MIB: u64 = 1024 * 1024;
/// What AWS's own tools begin with.
const SUGGESTED_PART_SIZE: u64 = 8 * MIB;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refusal(size: u64, part_size: u64) -> String {
        MultipartPlan::with_part_size(size, part_size).unwrap_err().to_string()
    }

    #[test]
    fn limits_hold_on_both_sides() {
        for (size, part_size) in [
            (1, LEAST_PART_SIZE),
            (LEAST_PART_SIZE, PART_SIZE),
            (LEAST_PART_SIZE * PARTS, LEAST_PART_SIZE),
            (OBJECT_SIZE, PART_SIZE),
        ] {
            MultipartPlan::with_part_size(size, part_size).unwrap();
        }
        assert_eq!(
            refusal(0, LEAST_PART_SIZE),
            "an object of 0 bytes has no parts: upload it with S3Request::put_object"
        );
        assert_eq!(
            refusal(OBJECT_SIZE + 1, PART_SIZE),
            "an object of 53687091200001 bytes is too large: the most is 53687091200000 (48.8 TiB)"
        );
        for part_size in [0, LEAST_PART_SIZE - 1, PART_SIZE + 1] {
            assert_eq!(
                refusal(1, part_size),
                format!(
                    "parts of {part_size} bytes are out of range: from 5242880 (5 MiB) to 5368709120 (5 GiB)"
                )
            );
        }
        assert_eq!(
            refusal(LEAST_PART_SIZE * PARTS + 1, LEAST_PART_SIZE),
            "parts of 5242880 bytes make 10001 of them, and the most is 10000: use parts of 5242881 \
             bytes or more"
        );
    }

    proptest! {
        #[test]
        fn every_size_has_a_plan_whose_parts_cover_it(size in 1..=OBJECT_SIZE) {
            let plan = MultipartPlan::new(size).unwrap();
            prop_assert!(plan.part_count() <= 10_000);
            prop_assert!(plan.part_size().is_power_of_two() || plan.part_size() == PART_SIZE);
            prop_assert!(plan.part_size() >= 8 * MIB);
            // No smaller power of two does.
            let smaller = plan.part_size().next_power_of_two() / 2;
            prop_assert!(plan.part_size() == 8 * MIB || size.div_ceil(smaller) > 10_000);
            let (mut end, mut number) = (0, 0);
            for part in plan.parts() {
                prop_assert_eq!((part.range.start, part.number), (end, number + 1));
                prop_assert!(part.length() == plan.part_size() || part.range.end == size);
                prop_assert!(part.length() > 0);
                (end, number) = (part.range.end, part.number);
            }
            prop_assert_eq!((end, number), (size, plan.part_count()));
        }
    }

    #[test]
    fn an_object_of_more_than_5_tib_has_a_plan_too() {
        for (size, part_size, count) in [
            (5_497_558_138_880, 1024 * MIB, 5_120),
            (5_497_558_138_881, 1024 * MIB, 5_121),
            (53_687_091_200_000, 5 * 1024 * MIB, 10_000),
        ] {
            let plan = MultipartPlan::new(size).unwrap();
            assert_eq!((plan.part_size(), plan.part_count()), (part_size, count));
        }
    }

    #[test]
    fn a_plan_knows_the_size_it_is_for() {
        assert_eq!(MultipartPlan::new(12_345_678).unwrap().size(), 12_345_678);
    }
}
