//! Plans: they hold one instant for all rows and no secret, and only what has credentials can run them.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::duration_suboptimal_units,
    reason = "tests, and what they share"
)]

mod support;

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use datafusion::arrow::array::{ArrayRef, Int64Array};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, Volatility, create_udf,
};
use datafusion::physical_plan::displayable;
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion::scalar::ScalarValue;
use datafusion_proto::bytes::{logical_plan_to_bytes, physical_plan_to_bytes};
use s3_presigner_datafusion::{functions, session_config};

use support::{
    ACCESS_KEY, SECRET, TOKEN, lasting, refusal, rows, session, session_of, table, temporary,
};

fn numbers(count: i64) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values(0..count))
}

#[tokio::test(flavor = "multi_thread")]
async fn all_rows_are_signed_as_of_one_instant_however_long_the_statement_runs() {
    let config = SessionConfig::new().with_target_partitions(2).with_batch_size(1);
    let session = session_of(lasting(), config);
    let wait = Arc::new(|columns: &[ColumnarValue]| {
        sleep(Duration::from_millis(700));
        Ok(columns[0].clone())
    });
    let types = vec![DataType::Int64];
    session.register_udf(create_udf("slow", types, DataType::Int64, Volatility::Volatile, wait));
    table(&session, "numbers", 2, vec![("number", numbers(6))]);
    let statement = "SELECT DISTINCT substr(link['url'], strpos(link['url'], 'X-Amz-Date='), 27), link['expires_at'] \
                     FROM (SELECT presign_get('photos', concat('key/', slow(number)), 900) AS link FROM numbers)";
    let given = rows(&session, statement).await;
    assert_eq!(given.len(), 1, "{given:?}");
}

#[tokio::test]
async fn no_plan_holds_a_secret_or_a_link() {
    let session = session(temporary());
    table(&session, "numbers", 2, vec![("number", numbers(100))]);
    for call in [
        "presign_get('photos', concat('key/', number), 900)",
        "presign_get('photos', 'constant', 900)",
        "presign_put('photos', 'constant', 900, TIMESTAMP '2026-03-01T12:00:00Z')",
    ] {
        let statement =
            format!("SELECT number, link['url'] FROM (SELECT number, {call} AS link FROM numbers)");
        let plan = session.sql(&statement).await.unwrap();
        let logical = session.state().optimize(plan.logical_plan()).unwrap();
        let physical = plan.create_physical_plan().await.unwrap();
        let explained = rows(&session, &format!("EXPLAIN VERBOSE {statement}")).await;
        let bytes = physical_plan_to_bytes(Arc::clone(&physical)).unwrap();
        assert!(bytes.windows(8).any(|part| part == b"presign_"), "the plan is not in its bytes");
        let texts = [
            format!("{logical:?}"),
            format!("{physical:?}"),
            displayable(physical.as_ref()).indent(true).to_string(),
            format!("{explained:?}"),
            String::from_utf8_lossy(&bytes).into_owned(),
        ];
        for text in texts {
            assert!(text.contains("presign_"), "{text}");
            for secret in [ACCESS_KEY, SECRET, TOKEN, "X-Amz-Signature"] {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        }
    }
}

#[tokio::test]
async fn the_bytes_of_a_logical_plan_hold_no_secret() {
    let session = session(temporary());
    let plan = session.sql("SELECT presign_get('photos', 'cat.jpg', 900)").await.unwrap();
    let plan = session.state().optimize(plan.logical_plan()).unwrap();
    let bytes = logical_plan_to_bytes(&plan).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("presign_get"));
    for secret in [ACCESS_KEY, SECRET, TOKEN, "X-Amz-Signature"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn a_link_is_made_once_however_many_of_its_columns_are_read() {
    let session = session_of(lasting(), session_config());
    table(&session, "numbers", 2, vec![("number", numbers(100))]);
    let statement = "SELECT link['url'], link['expires_at'], link['error'] FROM \
                     (SELECT presign_get('photos', concat('key/', number), 900) AS link FROM numbers) \
                     WHERE link['error'] IS NULL";
    let plan = session.sql(statement).await.unwrap().create_physical_plan().await.unwrap();
    let shown = displayable(plan.as_ref()).indent(true).to_string();
    assert_eq!(shown.matches("presign_get(").count(), 1, "{shown}");
}

#[tokio::test]
async fn what_has_no_credentials_plans_and_does_not_sign() {
    let session = SessionContext::new();
    for function in functions(None) {
        session.register_udf(ScalarUDF::clone(&function));
    }
    let statement = "SELECT presign_get('photos', 'cat.jpg', 900)";
    assert!(session.sql(statement).await.unwrap().create_physical_plan().await.is_ok());
    let refused = refusal(&session, statement).await;
    assert!(
        refused.contains("presign_get has no credentials in this process, which only plans"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_call_that_was_never_planned_reads_no_clock() {
    let get = functions(Some(lasting())).remove(0);
    let text = |text: &str| ColumnarValue::Scalar(ScalarValue::Utf8View(Some(text.to_owned())));
    let args =
        vec![text("photos"), text("cat.jpg"), ColumnarValue::Scalar(ScalarValue::from(900_i64))];
    let args = ScalarFunctionArgs {
        arg_fields: args
            .iter()
            .map(|arg| Arc::new(Field::new("", arg.data_type(), true)))
            .collect(),
        args,
        number_rows: 1,
        return_field: Arc::new(Field::new("", get.return_type(&[]).unwrap(), true)),
        config_options: Arc::new(ConfigOptions::new()),
    };
    let refused = get.invoke_with_args(args).unwrap_err().to_string();
    assert!(refused.contains("the call has no time to sign at"), "{refused}");
}
