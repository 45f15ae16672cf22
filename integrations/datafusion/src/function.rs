//! The functions, as DataFusion wants them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::{Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::simplify::{ExprSimplifyResult, SimplifyContext};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::SessionContext;
use s3_presigner::Presigner;

use crate::columns::Rows;
use crate::inventory_key::InventoryKey;
use crate::links;
use crate::operation::Operation;

/// Gives a session the functions, which sign with this presigner.
pub fn register(session: &SessionContext, presigner: Presigner) {
    for function in functions(Some(presigner)) {
        session.register_udf(ScalarUDF::clone(&function));
    }
}

/// The functions, for registries other than a session's.
///
/// Without a presigner they can be planned with, and fail when they are run: that is for a process that has no
/// credentials and needs none.
#[must_use]
pub fn functions(presigner: Option<Presigner>) -> Vec<Arc<ScalarUDF>> {
    let presigner = presigner.map(Arc::new);
    let function = |operation| Presign {
        operation,
        presigner: presigner.clone(),
        // What is not volatile is worked out while planning where all arguments are constants, and then the link is
        // in the plan with its session token.
        signature: Signature::user_defined(Volatility::Volatile),
    };
    let mut functions: Vec<ScalarUDF> =
        Operation::ALL.into_iter().map(|operation| function(operation).into()).collect();
    functions.push(InventoryKey::new().into());
    functions.into_iter().map(Arc::new).collect()
}

#[derive(Clone)]
struct Presign {
    operation: Operation,
    presigner: Option<Arc<Presigner>>,
    signature: Signature,
}

impl ScalarUDFImpl for Presign {
    fn name(&self) -> &str {
        self.operation.function()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let name = self.name();
        let (texts, seconds, instant) = match given {
            [bucket, key, seconds] => ([bucket, key], seconds, None),
            [bucket, key, seconds, instant] => ([bucket, key], seconds, Some(instant)),
            _ => {
                return plan_err!(
                    "{name} takes a bucket, a key and a lifetime in seconds, not {} arguments",
                    given.len()
                );
            }
        };
        if let Some(other) = texts.into_iter().find(|given| !is_text(given)) {
            return plan_err!("{name} takes a bucket and a key as text, not as {other}");
        }
        let seconds = match seconds {
            DataType::UInt64 => DataType::UInt64,
            whole if whole.is_integer() || whole.is_null() => DataType::Int64,
            other => {
                return plan_err!(
                    "{name} takes a lifetime in whole seconds, as an integer, not as {other}"
                );
            }
        };
        let instant = match instant {
            None => None,
            Some(DataType::Timestamp(..) | DataType::Null) => Some(instant_type()),
            Some(text) if is_text(text) => Some(instant_type()),
            Some(other) => {
                return plan_err!(
                    "{name} takes the time to sign at as a timestamp, not as {other}"
                );
            }
        };
        let text = DataType::Utf8View;
        Ok([text.clone(), text, seconds].into_iter().chain(instant).collect())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(links::fields()))
    }

    fn simplify(
        &self,
        mut args: Vec<Expr>,
        context: &SimplifyContext,
    ) -> Result<ExprSimplifyResult> {
        let (3, Some(start)) = (args.len(), context.query_execution_start_time()) else {
            return Ok(ExprSimplifyResult::Original(args));
        };
        let instant = ScalarValue::TimestampSecond(Some(start.timestamp()), Some(UTC.into()));
        args.push(Expr::Literal(instant, None));
        let function = Arc::new(ScalarUDF::from(self.clone()));
        let dated = Expr::ScalarFunction(ScalarFunction::new_udf(function, args));
        Ok(ExprSimplifyResult::Simplified(dated))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let Some(presigner) = &self.presigner else {
            return exec_err!(
                "{} has no credentials in this process, which only plans",
                self.name()
            );
        };
        let is_constant = args.args.iter().all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let count = if is_constant { 1 } else { args.number_rows };
        let rows = Rows::new(&args.args, count)?;
        let links = links::sign(presigner, self.operation, &rows)?;
        if is_constant {
            return ScalarValue::try_from_array(&links, 0).map(ColumnarValue::Scalar);
        }
        Ok(ColumnarValue::Array(Arc::new(links)))
    }
}

impl fmt::Debug for Presign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl PartialEq for Presign {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.presigner, &other.presigner) {
            (Some(this), Some(that)) => Arc::ptr_eq(this, that),
            (None, None) => true,
            _ => false,
        };
        same && self.operation == other.operation
    }
}

impl Eq for Presign {}

impl Hash for Presign {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.operation.hash(state);
    }
}

pub(crate) fn is_text(given: &DataType) -> bool {
    match given {
        DataType::Dictionary(_, values) => is_text(values),
        other => other.is_string() || other.is_null(),
    }
}

pub(crate) fn instant_type() -> DataType {
    DataType::Timestamp(TimeUnit::Second, Some(UTC.into()))
}

/// As DataFusion writes it.
pub(crate) const UTC: &str = "+00:00";
