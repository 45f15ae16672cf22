//! Problems of a link's parameters: what S3 passes over, what was added, how they are spelled and sorted.

use std::collections::BTreeSet;

use super::added::out_of_order;
use super::added_place::AddedPlace;
use super::problem::Problem;
use super::query_names::{OVERRIDES, ignored_header, is_checksum, meant};
use super::survey::{Survey, not_canonical};
use crate::received::{RawParam, SIGNATURE, SignatureVersion};
use crate::respelled;

impl Survey<'_> {
    /// `SigV2` signs few parameters and sorts none, and S3 reads some headers from its query; what is said of
    /// SigV4's does not hold for it.
    pub(super) fn in_query(&self, problems: &mut Vec<Problem>) {
        self.in_repeated(problems);
        self.in_overrides(problems);
        if self.url.query.contains('+') {
            problems.push(Problem::PlusSign { place: "query" });
        }
        if self.version() == Some(SignatureVersion::V2) {
            return;
        }
        let behind = self.behind_last();
        problems.extend(behind.map(|(found, whole)| Problem::BehindLink { found, whole }));
        let params: Vec<_> = self.url.params().collect();
        let places = self.added_places(&params);
        for (param, added) in params.iter().zip(&places) {
            self.in_name(param, *added, problems);
        }
        let signed = params
            .iter()
            .zip(&places)
            .filter(|(param, added)| added.is_none() && !param.piece.is_empty());
        let out_of_order = out_of_order(signed.map(|(param, _)| param));
        problems.extend(out_of_order.map(|name| Problem::ParameterOrder { name }));
        // The signature is no part of what is signed.
        let mut pieces = params
            .iter()
            .filter(|param| param.name != SIGNATURE)
            .flat_map(|param| [param.name, param.value]);
        let found = pieces.find_map(|text| not_canonical(text, respelled::respelled_query));
        problems.extend(found.map(|found| Problem::NotCanonical { place: "query", found }));
    }

    fn in_repeated(&self, problems: &mut Vec<Problem>) {
        let (mut names, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        for param in self.url.params() {
            let name = param.decoded_name().into_owned();
            if !names.insert(name.clone()) && repeated.insert(name.clone()) {
                problems.push(Problem::RepeatedParameter { name });
            }
        }
    }

    /// Headers are written in ISO-8859-1, whose letters end at U+00FF.
    fn in_overrides(&self, problems: &mut Vec<Problem>) {
        for name in OVERRIDES {
            let mut values = self.url.params().filter(|param| param.name == name);
            let value = values.next().and_then(|param| param.decoded_value());
            let beyond = value.and_then(|value| value.chars().find(|char| *char > '\u{ff}'));
            problems.extend(beyond.map(|found| {
                let is_at_aws = self.place.is_aws;
                Problem::UnsendableOverride { name, found, is_at_aws }
            }));
        }
    }

    fn in_name(
        &self,
        param: &RawParam<'_>,
        added: Option<AddedPlace>,
        problems: &mut Vec<Problem>,
    ) {
        let name = param.decoded_name().into_owned();
        if is_checksum(&name) && param.decoded_value().as_deref() == Some("AAAAAA==") {
            problems.push(Problem::EmptyBodyChecksum { name });
            return;
        }
        let near = meant(&name).filter(|near| added.is_none() || near.is_same_word);
        if let Some(near) = near {
            let name = name.clone();
            problems.push(Problem::MisspelledParameter { name, meant: near.name });
        } else if let Some(name) = ignored_header(&name).or_else(|| self.end_of_sigv2(&name)) {
            problems.push(Problem::IgnoredParameter { name });
        }
        problems.extend(added.map(|place| Problem::AddedParameter { name, place }));
    }

    /// `Expires` is the end in SigV2 alone; else it can only be meant for the header.
    fn end_of_sigv2(&self, name: &str) -> Option<String> {
        let is_read = self.params.has_sigv2 || self.foreign.is_some();
        (name.eq_ignore_ascii_case("expires") && !is_read).then(|| "expires".to_owned())
    }
}
