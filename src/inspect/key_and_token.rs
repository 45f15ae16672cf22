//! Whether an access key id and a token, or its absence, can be of the same credentials.

use super::problem::Problem;
use crate::credentials::{is_long_term, is_unique_id};

/// Whether the access key id and the token, or its absence, can be of the same credentials.
pub(super) fn in_key_and_token(id: &str, has_token: bool, problems: &mut Vec<Problem>) {
    let id = id.to_owned();
    if is_unique_id(&id) {
        problems.push(Problem::UniqueId { id });
    } else if id.starts_with("ASIA") && !has_token {
        problems.push(Problem::TokenMissing { id });
    } else if is_long_term(&id) && has_token {
        problems.push(Problem::TokenOfAnotherKey { id });
    }
}
