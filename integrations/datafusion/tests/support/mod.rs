//! Sessions, credentials and tables that the tests share.

#![allow(dead_code, reason = "each test uses a part")]

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use s3_presigner::{Credentials, Presigner, Region};
use s3_presigner_datafusion::register;

pub const ACCESS_KEY: &str = "ASIAIOSFODNN7EXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
pub const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLETOKENOFASESSION";

/// Signs with a long-term key.
pub fn lasting() -> Presigner {
    Presigner::new(
        Credentials::new("AKIDEXAMPLE", SECRET).unwrap(),
        Region::new("eu-west-1").unwrap(),
    )
}

/// Signs with a session whose end nobody told.
pub fn temporary() -> Presigner {
    let credentials = Credentials::temporary(ACCESS_KEY, SECRET, TOKEN).unwrap();
    Presigner::new(credentials, Region::new("eu-west-1").unwrap())
}

pub fn session(presigner: Presigner) -> SessionContext {
    session_of(presigner, SessionConfig::new().with_target_partitions(4).with_batch_size(16))
}

pub fn session_of(presigner: Presigner, config: SessionConfig) -> SessionContext {
    let session = SessionContext::new_with_config(config);
    register(&session, presigner);
    session
}

/// A table of these columns, in as many partitions.
pub fn table(
    session: &SessionContext,
    name: &str,
    partitions: usize,
    columns: Vec<(&str, ArrayRef)>,
) {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    )
    .unwrap();
    let share = batch.num_rows().div_ceil(partitions);
    let parts = (0..partitions)
        .map(|part| {
            let from = (part * share).min(batch.num_rows());
            vec![batch.slice(from, share.min(batch.num_rows() - from))]
        })
        .collect();
    let table = MemTable::try_new(batch.schema(), parts).unwrap();
    session.register_table(name, Arc::new(table)).unwrap();
}

/// What a statement gives, as rows of text.
pub async fn rows(session: &SessionContext, statement: &str) -> Vec<Vec<Option<String>>> {
    let batches = session.sql(statement).await.unwrap().collect().await.unwrap();
    let schema = batches.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
    let batch = concat_batches(&schema, &batches).unwrap();
    let columns: Vec<ArrayRef> =
        batch.columns().iter().map(|column| cast(column, &DataType::Utf8).unwrap()).collect();
    let text = |column: &ArrayRef, row| {
        let column = column.as_string::<i32>();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    (0..batch.num_rows())
        .map(|row| columns.iter().map(|column| text(column, row)).collect())
        .collect()
}

/// The error of a statement.
pub async fn refusal(session: &SessionContext, statement: &str) -> String {
    let planned = match session.sql(statement).await {
        Ok(planned) => planned,
        Err(error) => return error.to_string(),
    };
    planned.collect().await.unwrap_err().to_string()
}
