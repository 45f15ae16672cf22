//! Checks posted forms: the signature of the policy, then its conditions.

use std::time::SystemTime;

use super::checks::algorithm;
use super::known_credentials::Token;
use super::verified::{Facts, Proof, Verified};
use super::verifier::Verifier;
use crate::amz_date::AmzDate;
use crate::digest::Sink;
use crate::endpoint::SigV4a;
use crate::post_policy::{PostForm, PostPolicyDocument, PostRefusal};
use crate::received::{CredentialParam, Hidden, SignatureMismatch, VerifyError, parse_date};

impl Verifier {
    /// Checks a posted form as of now: the signature of its policy, and whether it meets it.
    ///
    /// # Errors
    ///
    /// What S3 would answer instead of taking the file.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use s3_presigner::{Credentials, PostForm, PostPolicy, Presigner, Region, Verifier};
    /// let credentials = Credentials::new("AKIDEXAMPLE", "secret")?;
    /// let presigner = Presigner::new(credentials.clone(), Region::new("eu-west-1")?);
    /// let policy = PostPolicy::new("photos", "cat.jpg").content_length_range(1..=1_000);
    /// let post = presigner.presign_post(&policy, Duration::from_secs(900))?;
    ///
    /// let form = PostForm::from(&post).with_file("cat.jpg", 500);
    /// assert!(Verifier::new([credentials]).verify_post(&form).is_ok());
    /// # Ok::<(), s3_presigner::Error>(())
    /// ```
    pub fn verify_post(&self, form: &PostForm) -> Result<Verified, VerifyError> {
        self.verify_post_at(form, AmzDate::now())
    }

    /// [`verify_post`](Self::verify_post) as of a given time.
    ///
    /// # Errors
    ///
    /// As for [`verify_post`](Self::verify_post).
    pub fn verify_post_at(
        &self,
        form: &PostForm,
        now: SystemTime,
    ) -> Result<Verified, VerifyError> {
        self.checked_post(form, now).map_err(|error| error.shown(|| hidden(form)))
    }

    fn checked_post(&self, form: &PostForm, now: SystemTime) -> Result<Verified, VerifyError> {
        let policy = field(form, "policy")?;
        let sigv4a = algorithm(field(form, "x-amz-algorithm")?)?;
        let text = field(form, "x-amz-credential")?;
        let credential = CredentialParam::parse(text, sigv4a == SigV4a::No)?;
        let scope = self.scope(&credential, form.field("x-amz-region-set"), sigv4a)?;
        let date = parse_date(field(form, "x-amz-date")?, credential.date)?;
        let token = form.field("x-amz-security-token").map(Token::Plain);
        let known = self.known(credential.access_key_id, token, now)?;
        let signature = field(form, "x-amz-signature")?;
        let secret = known.credentials().secret_access_key();
        known.signer().with_proven_scope(&scope, |signer| {
            if signer.verifies_text(secret, date, |hash| hash.put(policy.as_bytes()), signature) {
                return Ok(());
            }
            Err(VerifyError::SignatureDoesNotMatch(Box::new(SignatureMismatch {
                access_key_id: credential.access_key_id.to_owned(),
                string_to_sign: policy.to_owned(),
                signature_provided: signature.to_owned(),
                canonical_request: String::new(),
            })))
        })?;
        let document = PostPolicyDocument::from_base64(policy)?;
        form.check_against(&document, now)?;
        Ok(Verified {
            credential: text.to_owned(),
            facts: Facts::of(&credential, &scope, date, document.expiration()),
            proof: Proof { payload_hash: None, is_respelled: false },
        })
    }
}

fn field<'f>(form: &'f PostForm, name: &'static str) -> Result<&'f str, VerifyError> {
    form.field(name).ok_or(VerifyError::Post(PostRefusal::MissingField { name }))
}

/// What must not be shown of a form: the fields of its signature and its session token.
fn hidden(form: &PostForm) -> Hidden {
    let secret = ["x-amz-signature", "x-amz-security-token", "signature"];
    Hidden::of_secrets(secret.iter().filter_map(|name| form.field(name)))
}
