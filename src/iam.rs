//! Policies that restrict links: their statements, and what they make of a link before it is signed.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html>, "Limiting presigned
//! URL capabilities".

mod attachment;
mod bucket_arn;
mod cidr;
mod decimal;
mod denial;
mod deny_statement;
mod evaluate;
mod evaluation;
mod iam_policy;
mod key_condition;
mod network;
mod network_path;
mod operator;
mod part;
mod principal;
mod read;
mod request_context;
mod rule;
mod signer;
mod statement;
mod truth;
mod wildcards;

pub use self::bucket_arn::BucketArn;
pub use self::denial::{IamDecision, IamDenial};
pub use self::deny_statement::DenyStatement;
pub use self::evaluation::IamEvaluation;
pub use self::iam_policy::IamPolicy;
pub use self::network_path::NetworkPath;
pub use self::request_context::RequestContext;
pub use self::statement::IamStatement;
