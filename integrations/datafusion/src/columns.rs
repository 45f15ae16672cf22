//! The arguments of a call, row by row.

use std::ops::Range;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Int64Array, StringViewArray, TimestampSecondArray, UInt64Array,
};
use datafusion::arrow::compute::kernels::arity::unary;
use datafusion::arrow::datatypes::{DataType, Int64Type, TimestampSecondType, UInt64Type};
use datafusion::common::{Result, exec_datafusion_err};
use datafusion::logical_expr::ColumnarValue;

/// The rows of one call, with their arguments of the types that DataFusion was asked for.
pub(crate) struct Rows {
    pub(crate) count: usize,
    buckets: Column<StringViewArray>,
    keys: Column<StringViewArray>,
    seconds: Column<Int64Array>,
    instants: Column<TimestampSecondArray>,
}

/// What rows of one run have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// How long the links are to live.
    pub(crate) seconds: Option<i64>,
    /// When they are signed, in seconds since 1970.
    pub(crate) instant: Option<i64>,
}

/// The bucket and the key of a row, or which of them is null.
pub(crate) type Object<'a> = std::result::Result<(&'a str, &'a str), &'static str>;

impl Rows {
    pub(crate) fn new(args: &[ColumnarValue], count: usize) -> Result<Self> {
        let [bucket, key, seconds, instant] = args else {
            return Err(exec_datafusion_err!(
                "the call has no time to sign at: let the optimizer plan the statement, or give a timestamp as the \
                 fourth argument"
            ));
        };
        Ok(Self {
            count,
            buckets: Column::new(bucket, |array| array.as_string_view_opt().cloned())?,
            keys: Column::new(key, |array| array.as_string_view_opt().cloned())?,
            seconds: Column::new(seconds, whole_seconds)?,
            instants: Column::new(instant, |array| {
                array.as_primitive_opt::<TimestampSecondType>().cloned()
            })?,
        })
    }

    pub(crate) fn terms(&self, row: usize) -> Terms {
        let Self { seconds, instants, .. } = self;
        Terms {
            seconds: seconds.at(row).map(|at| seconds.array.value(at)),
            instant: instants.at(row).map(|at| instants.array.value(at)),
        }
    }

    pub(crate) fn object(&self, row: usize) -> Object<'_> {
        let Self { buckets, keys, .. } = self;
        let bucket = buckets.at(row).ok_or("the bucket is null")?;
        let key = keys.at(row).ok_or("the key is null")?;
        Ok((buckets.array.value(bucket), keys.array.value(key)))
    }

    /// The rows from this one on that share its terms.
    pub(crate) fn run(&self, from: usize) -> Range<usize> {
        if self.seconds.is_constant && self.instants.is_constant {
            return from..self.count;
        }
        let terms = self.terms(from);
        let end = (from..self.count).find(|row| self.terms(*row) != terms);
        from..end.unwrap_or(self.count)
    }
}

/// A column, or one value for all rows.
struct Column<A> {
    array: A,
    is_constant: bool,
}

impl<A: Array> Column<A> {
    fn new(value: &ColumnarValue, typed: impl Fn(&ArrayRef) -> Option<A>) -> Result<Self> {
        let (array, is_constant) = match value {
            ColumnarValue::Array(array) => (array.clone(), false),
            ColumnarValue::Scalar(scalar) => (scalar.to_array()?, true),
        };
        let array = typed(&array).ok_or_else(|| {
            exec_datafusion_err!("an argument is of the unplanned type {}", array.data_type())
        })?;
        Ok(Self { array, is_constant })
    }

    /// Where the value of a row stands, unless it is null.
    fn at(&self, row: usize) -> Option<usize> {
        let at = if self.is_constant { 0 } else { row };
        self.array.is_valid(at).then_some(at)
    }
}

/// Lifetimes of any integer type. One beyond what 64 signed bits hold is refused as the longest of these is.
fn whole_seconds(array: &ArrayRef) -> Option<Int64Array> {
    if array.data_type() == &DataType::UInt64 {
        let array: &UInt64Array = array.as_primitive_opt::<UInt64Type>()?;
        return Some(unary(array, |seconds| i64::try_from(seconds).unwrap_or(i64::MAX)));
    }
    array.as_primitive_opt::<Int64Type>().cloned()
}
