//! `inventory_key`: the keys of an S3 Inventory in CSV, which are URL-encoded there.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, StringViewArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_datafusion_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use percent_encoding::percent_decode_str;

use crate::function::is_text;

/// Decodes a key as S3 Inventory encodes it: a plus for a space, and escapes.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html>
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct InventoryKey {
    signature: Signature,
}

impl InventoryKey {
    pub(crate) fn new() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for InventoryKey {
    fn name(&self) -> &'static str {
        "inventory_key"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [key] if is_text(key) => Ok(vec![DataType::Utf8View]),
            [other] => plan_err!("inventory_key takes a key as text, not as {other}"),
            _ => plan_err!("inventory_key takes a key, not {} arguments", given.len()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let keys = ColumnarValue::values_to_arrays(&args.args)?;
        let keys = keys.first().and_then(|keys| keys.as_string_view_opt());
        let keys = keys.ok_or_else(|| exec_datafusion_err!("the key is of an unplanned type"))?;
        let keys = keys.iter().map(|key| key.map(decoded).transpose());
        let keys: ArrayRef = Arc::new(keys.collect::<Result<StringViewArray>>()?);
        Ok(ColumnarValue::Array(keys))
    }
}

fn decoded(key: &str) -> Result<String> {
    let spaced = key.replace('+', " ");
    let text = percent_decode_str(&spaced).decode_utf8();
    let text = text.map_err(|_| {
        exec_datafusion_err!(
            "the key {key:?} is no UTF-8 once it is decoded: leave it out, and sign it by itself"
        )
    })?;
    Ok(text.into_owned())
}
