//! Reads a link without any secret: what it says, and every problem with it.

mod inspection;
mod operation;
mod problem;
mod report;
mod s3_host;
mod survey;

pub use self::inspection::Inspection;
pub use self::operation::Operation;
pub use self::problem::Problem;
