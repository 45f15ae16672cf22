//! Names of the account-regional namespace: `BASE-ACCOUNT-REGION-an`.

/// What such a name ends with.
const SUFFIX: &str = "-an";

/// The region that a name of the account-regional namespace holds, in which the bucket is.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html>
pub(crate) fn region_of(name: &str) -> Option<&str> {
    let name = name.strip_suffix(SUFFIX)?;
    // The region is all that stands behind the last part that is an account id.
    let mut parts = name.match_indices('-').rev().map(|(at, _)| at);
    parts.find_map(|at| {
        let (front, region) = (name.get(..at)?, name.get(at + 1..)?);
        let (base, account) = front.rsplit_once('-')?;
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        (is_account && !base.is_empty() && is_region(region)).then_some(region)
    })
}

/// `us-west-2`, `us-gov-east-1`, `eusc-de-east-1`: words and a number.
fn is_region(text: &str) -> bool {
    let Some((words, number)) = text.rsplit_once('-') else { return false };
    let is_word = |word: &str| {
        word.len() >= 2
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.is_empty()
        && words.split('-').count() >= 2
        && words.split('-').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_stands_between_the_account_and_the_suffix() {
        for (name, region) in [
            ("photos-123456789012-us-west-2-an", Some("us-west-2")),
            ("my-own-photos-123456789012-us-gov-east-1-an", Some("us-gov-east-1")),
            ("p-123456789012-eusc-de-east-1-an", Some("eusc-de-east-1")),
            ("p-123456789012-123456789012-eu-west-1-an", Some("eu-west-1")),
            ("photos-123456789012-us-west-2", None),
            ("photos-12345678901-us-west-2-an", None),
            ("123456789012-us-west-2-an", None),
            ("photos-us-west-2-an", None),
            ("photos-123456789012-an", None),
            ("photos-123456789012-x-an", None),
            ("can", None),
            ("-an", None),
        ] {
            assert_eq!(region_of(name), region, "{name}");
        }
    }
}
