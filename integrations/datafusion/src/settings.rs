//! Settings under which statements of any size run in constant memory.

use datafusion::prelude::SessionConfig;

/// Settings for statements that make many links.
///
/// DataFusion 55 copies the call of a function that gives a struct to each place where a field of the struct is read,
/// volatile or not, and would make each link as many times. So that rule is off.
///
/// Links are long and no two are equal: in Parquet, a dictionary and statistics of them cost time and hold nothing,
/// and a group of a million rows, as is usual, is held in memory until it is whole. Pages, groups and what is written at
/// once are small, so that what one step makes is still near the processor when the next one reads it. The numbers are
/// measured, see `README.md`. A statement can set others: `OPTIONS (compression 'zstd(3)')`.
#[must_use]
pub fn session_config() -> SessionConfig {
    // As many links at once as stay near the processor until they are written.
    let mut config = SessionConfig::new().with_batch_size(1_024);
    config.options_mut().optimizer.enable_leaf_expression_pushdown = false;
    // S3 takes no smaller part of an upload.
    config.options_mut().execution.objectstore_writer_buffer_size = 5 * 1_024 * 1_024;
    let parquet = &mut config.options_mut().execution.parquet;
    parquet.max_row_group_size = 16_384;
    parquet.data_pagesize_limit = 65_536;
    parquet.dictionary_enabled = Some(false);
    parquet.statistics_enabled = Some("none".to_owned());
    parquet.compression = Some("lz4_raw".to_owned());
    config
}
