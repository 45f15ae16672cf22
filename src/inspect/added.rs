//! Parameters that were probably added to a link that had been signed without them.

use super::added_place::AddedPlace;
use super::query_names::{is_read, is_tracker};
use super::survey::Survey;
use crate::received::{RawParam, SIGNATURE};

impl Survey<'_> {
    /// For each parameter, where it stands and what speaks against it there, if it was probably added.
    pub(super) fn added_places(&self, params: &[RawParam<'_>]) -> Vec<Option<AddedPlace>> {
        if self.params.signature.is_none() {
            return vec![None; params.len()];
        }
        let known = params.iter().filter(|param| !self.is_unknown(param));
        // Who sorts all others did not sign the one that stands elsewhere.
        let is_sorting = out_of_order(known).is_none();
        let last = params.iter().rposition(is_of_signature).unwrap_or_default();
        let ends_with_signature = params.get(last).is_some_and(|param| param.name == SIGNATURE);
        let place = |(at, param): (usize, &RawParam<'_>)| {
            let name = param.decoded_name();
            let is_suspect = is_sorting || is_tracker(&name);
            match (self.is_unknown(param), at > last) {
                (true, true) => Some(AddedPlace::Behind),
                (true, false) if is_suspect && !is_sorted_in(at, params) => {
                    Some(AddedPlace::OutOfOrder)
                }
                (false, true) if ends_with_signature && is_signed_along(&name) => {
                    Some(AddedPlace::Unsigned)
                }
                _ => None,
            }
        };
        params.iter().enumerate().map(place).collect()
    }

    /// Whether S3 does not read it. `CloudFront` in front of S3 adds some, and takes them off again.
    fn is_unknown(&self, param: &RawParam<'_>) -> bool {
        let name = param.decoded_name();
        let is_of_cloudfront = self.foreign.is_some() && OF_CLOUDFRONT.contains(&name.as_ref());
        !name.is_empty() && !is_read(&name) && !is_of_aws(&name) && !is_of_cloudfront
    }
}

/// The first parameter that does not stand in the order of the canonical query with the signature last.
pub(super) fn out_of_order<'p>(params: impl Iterator<Item = &'p RawParam<'p>>) -> Option<String> {
    let mut last = None;
    for param in params {
        let place = (param.name == SIGNATURE, param.name, param.value);
        if last.is_some_and(|last| last > place) {
            return Some(param.decoded_name().into_owned());
        }
        last = Some(place);
    }
    None
}

/// Whether a parameter stands where the order of the canonical query has it.
fn is_sorted_in(at: usize, params: &[RawParam<'_>]) -> bool {
    let Some(own) = params.get(at).map(key) else { return false };
    params.iter().enumerate().filter(|(_, other)| other.name != SIGNATURE).all(|(place, other)| {
        let other = key(other);
        if place < at { other <= own } else { other >= own }
    })
}

/// By what the canonical query is sorted.
fn key<'p>(param: &RawParam<'p>) -> (&'p str, &'p str) {
    (param.name, param.value)
}

/// Whether it belongs to the signature, whose last need not be `X-Amz-Signature`: some signers sort it in.
fn is_of_signature(param: &RawParam<'_>) -> bool {
    is_of_aws(param.name) && is_read(param.name)
}

fn is_of_aws(name: &str) -> bool {
    name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("x-amz-"))
}

/// All but the mark of SDKs, and what belongs to SigV2.
fn is_signed_along(name: &str) -> bool {
    is_read(name) && !["x-id", "AWSAccessKeyId", "Signature"].contains(&name)
}

const OF_CLOUDFRONT: [&str; 5] =
    ["Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"];
