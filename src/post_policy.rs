//! Browser uploads by `multipart/form-data` POST: the policy, the signed form, and what S3 makes of it.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html>

mod check;
mod condition;
mod document;
mod fields;
mod html;
mod policy;
mod presigned_post;
mod refusal;
mod shown;
mod simulator;

pub use self::condition::Condition;
pub use self::document::PostPolicyDocument;
pub use self::policy::PostPolicy;
pub use self::presigned_post::PresignedPost;
pub use self::refusal::PostRefusal;
pub use self::simulator::PostForm;
