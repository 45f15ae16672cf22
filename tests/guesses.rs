//! Thirty names, written down from the README alone, before anything else of the crate was read. The law: who has
//! read the README can guess the rest, so at least 26 of them compile as they were guessed.
//!
//! | # | guessed |
//! |--:|---|
//! | 1 | `S3Request::get_object("photos", "cat.jpg")` |
//! | 2 | `S3Request::list_objects_v2("photos").prefix("2026/")` |
//! | 3 | `S3Request::delete_object("photos", "cat.jpg")` |
//! | 4 | `S3Request::copy_object("photos", "to.jpg", "photos/from.jpg")` |
//! | 5 | `request.response_content_disposition("attachment")` |
//! | 6 | `request.response_content_type("image/png")` |
//! | 7 | `request.version_id("3HL4kqtJlcpXroDTDmJ")` |
//! | 8 | `request.header("x-amz-request-payer", "requester")` |
//! | 9 | `request.query("x-id", "GetObject")` |
//! | 10 | `request.metadata("user", "4711")` |
//! | 11 | `request.checksum_sha256([0; 32])` |
//! | 12 | `request.server_side_encryption("AES256")` |
//! | 13 | `request.acl("private")` |
//! | 14 | `request.storage_class("STANDARD_IA")` |
//! | 15 | `request.range("bytes=0-99")` |
//! | 16 | `presigner.presign_put("photos", "cat.jpg", quarter)` |
//! | 17 | `presigner.presign_delete("photos", "cat.jpg", quarter)` |
//! | 18 | `presigner.with_endpoint("http://localhost:9000")?` |
//! | 19 | `presigner.with_path_style()` |
//! | 20 | `Presigner::from_profile("work")` |
//! | 21 | `credentials.with_session_token("token")?` |
//! | 22 | `Region::US_EAST_1` |
//! | 23 | `"eu-west-1".parse::<Region>()` |
//! | 24 | `url.into_string()` |
//! | 25 | `url.to_string()` |
//! | 26 | `url.method()` |
//! | 27 | `url.remaining(now)` |
//! | 28 | `url.is_expired(now)` |
//! | 29 | `error.kind()` |
//! | 30 | `verifier.verify_url(url.as_str())` |
