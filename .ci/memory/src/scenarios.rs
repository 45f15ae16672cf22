//! What is done with secrets, one way after the other.

mod issuing;
mod others;
mod sources;

/// The instant that all of them sign at: noon of [`DAY`](crate::patterns::DAY).
pub fn now() -> std::time::SystemTime {
    std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_795_262_400)
}

/// Something that is done with secrets.
pub struct Scenario {
    pub name: &'static str,
    pub run: fn(),
    /// Whether the session token counts. It does not where links and forms are read, where a form is
    /// issued, and where a canonical request is asked for: they carry it in plain text, and their holder,
    /// who is not always the signer, has them in buffers of his own.
    pub with_token: bool,
}

const fn of_signer(name: &'static str, run: fn()) -> Scenario {
    Scenario { name, run, with_token: true }
}

const fn of_holder(name: &'static str, run: fn()) -> Scenario {
    Scenario { name, run, with_token: false }
}

pub const SCENARIOS: &[Scenario] = &[
    of_signer("credentials made, cloned and dropped", sources::made),
    of_signer("credentials refused", sources::refused),
    of_signer("the environment", sources::environment),
    of_signer("the environment, incomplete or malformed", sources::bad_environment),
    of_signer("profiles", sources::profiles),
    of_signer("profile files", sources::profile_files),
    of_signer("profiles that cannot be read", sources::bad_profiles),
    of_signer("documents", sources::documents),
    of_signer("documents with escapes", sources::escaped_documents),
    of_signer("documents cut off anywhere", sources::cut_documents),
    of_signer("the AWS SDK's credentials", others::aws_types),
    of_signer("presigning with a user's keys", issuing::user),
    of_signer("presigning with a session token", issuing::temporary),
    of_signer("presigning in stable windows, over days", issuing::windows),
    of_signer("batches", issuing::batches),
    of_signer("more regions than are kept ready", issuing::regions),
    of_signer("credentials replaced", issuing::rotation),
    of_signer("credentials replaced by a source", issuing::refreshing),
    of_holder("batches side by side", issuing::side_by_side),
    of_holder(
        "batches side by side, of more regions than are kept ready",
        issuing::regions_side_by_side,
    ),
    of_holder("a buffer whose batch panicked", issuing::panicked),
    of_holder("POST policies", issuing::posts),
    of_signer("multipart uploads", issuing::multipart),
    of_signer("SigV4A", issuing::multi_region),
    of_signer("SSE-C keys", others::customer_keys),
    of_holder("SSE-C keys in canonical requests", others::canonical_requests),
    of_holder("the verifier", others::verifier),
    of_holder("the verifier, side by side", others::verifier_side_by_side),
    of_holder("a verifier whose lookup panicked", others::verifier_that_panics),
    of_holder("the verifier, refusing", others::refusals),
    of_holder("inspection and diagnosis", others::diagnosis),
];
