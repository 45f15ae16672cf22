//! Reads a link without any secret: what it says, and every problem with it.

mod added;
mod added_place;
mod end_problem;
mod inspection;
mod key_and_token;
mod link_tail;
mod operation;
mod other_signatures;
mod problem;
mod problem_weight;
mod query_names;
mod query_survey;
mod report;
mod server_name;
mod shown;
mod spelling_seen;
mod survey;

pub use self::added_place::AddedPlace;
pub use self::end_problem::EndProblem;
pub use self::inspection::Inspection;
pub use self::operation::Operation;
pub use self::problem::Problem;
