//! What an [`Inspection`] keeps of received text: nothing in it that a link must not disclose.

use super::inspection::Inspection;
use super::problem::Problem;
use crate::received::{Hidden, PastedLink, Wrapping};

impl Inspection {
    /// Takes the secrets out of every field and problem, and adds what happened to the link on the way.
    pub(super) fn shown(mut self, text: &str, pasted: &PastedLink<'_>) -> Self {
        let hidden = Hidden::of_pasted(text, pasted.link());
        let value = |text: &mut String| *text = hidden.show(text);
        let place = |text: &mut String| *text = hidden.show_place(text);
        [&mut self.access_key_id, &mut self.region, &mut self.service, &mut self.host_region]
            .into_iter()
            .flatten()
            .chain(&mut self.signed_headers)
            .for_each(value);
        [&mut self.host, &mut self.bucket, &mut self.key].into_iter().flatten().for_each(place);
        self.problems = self.problems.into_iter().map(|problem| problem.shown(&hidden)).collect();
        self.link = hidden.show_link(pasted.link());
        self.taken_off = pasted.taken_off().to_vec();
        self.problems = Problem::of_pasted(pasted, self.problems);
        self
    }
}

impl Problem {
    /// What happened to the link comes first; where nobody knows what was meant, there is nothing else to tell.
    fn of_pasted(pasted: &PastedLink<'_>, mut problems: Vec<Self>) -> Vec<Self> {
        if let Some(doubt) = pasted.doubt() {
            return vec![Self::Unclear(doubt)];
        }
        let broken = pasted.taken_off().iter().copied().filter(Wrapping::breaks_the_link);
        let suffered: Vec<_> = broken.collect();
        if !suffered.is_empty() {
            problems.insert(0, Self::Mangled(suffered));
        }
        problems
    }

    /// The same without what must not be shown. Each problem with received text in it stands here.
    fn shown(mut self, hidden: &Hidden) -> Self {
        let value = |text: &mut String| *text = hidden.show(text);
        let name = |text: &mut String| *text = hidden.show_name(text);
        match &mut self {
            // Without a scope behind it, it may be the middle of a token.
            Self::MalformedCredential { found } if found.len() >= 8 && !found.contains('/') => {
                Hidden::INSTEAD.clone_into(found);
            }
            Self::UnknownAlgorithm { found }
            | Self::MalformedCredential { found }
            | Self::MalformedDate { found }
            | Self::MalformedExpires { found }
            | Self::SignedHeadersOrder { found } => value(found),
            Self::BehindLink { found, .. } if !is_ending(found) => value(found),
            Self::UniqueId { id } | Self::TokenMissing { id } | Self::TokenOfAnotherKey { id } => {
                value(id);
            }
            Self::CredentialDate { found, date } => [found, date].into_iter().for_each(value),
            Self::RegionMismatch { host, scope } => [host, scope].into_iter().for_each(value),
            Self::ServiceMismatch { scope, host: _ } => value(scope),
            Self::GlobalHost { region } | Self::SigV2Refused { region } => value(region),
            Self::DottedBucket { bucket: place } | Self::LocalHost { host: place } => {
                *place = hidden.show_place(place);
            }
            Self::RepeatedParameter { name: text }
            | Self::IgnoredParameter { name: text }
            | Self::AddedParameter { name: text, place: _ }
            | Self::EmptyBodyChecksum { name: text }
            | Self::ParameterOrder { name: text } => name(text),
            Self::DoubleEncodedPath { found } | Self::NotCanonical { found, place: _ } => {
                value(found);
            }
            Self::DotSegment { segment } => value(segment),
            // Two letters at the most differ from a name that S3 reads.
            Self::MisspelledParameter { .. }
            | Self::BehindLink { .. }
            | Self::NoHost
            | Self::Unclear(_)
            | Self::Mangled(_)
            | Self::Foreign { .. }
            | Self::End(_)
            | Self::LongLifetime { .. }
            | Self::UnsendableOverride { .. }
            | Self::NotSigned
            | Self::SigV2
            | Self::MixedVersions
            | Self::MissingParameter { .. }
            | Self::LifetimeOutOfRange { .. }
            | Self::Expired { .. }
            | Self::NotYetValid { .. }
            | Self::MalformedSignature { .. }
            | Self::HostNotSigned
            | Self::WebsiteHost
            | Self::PlainHttp
            | Self::PlusSign { .. }
            | Self::DefaultPort { .. }
            | Self::UserInformation
            | Self::Fragment => {}
        }
        self
    }
}

/// Whether dots, which no secret has, part it into pieces that are too short to disclose anything.
fn is_ending(text: &str) -> bool {
    !text.contains('/') && text.split('.').all(|part| part.len() < 8)
}
