//! Why a server refused a link.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use s3_presign_cli::account::in_flags;
use s3_presigner::{FailedRequest, Inspection, SignedRequest};
use serde::Deserialize;
use serde_json::json;

use super::super::answer::Answer;
use super::inspect::problems;

/// A link, the answer to it, and what is known of how it was sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Failure {
    link: String,
    /// Empty where there is none: a refused `HEAD` has no body.
    #[serde(default)]
    answer: String,
    /// Its status, if that is known.
    status: Option<u16>,
    /// Empty where nobody knows it.
    #[serde(default)]
    method: String,
    /// Empty where nobody knows them.
    #[serde(default)]
    headers: Vec<(String, String)>,
}

pub(super) async fn answer(body: Result<Json<Failure>, JsonRejection>) -> Answer {
    let Json(failure) = body?;
    let link = failure.link.trim();
    let answer = failure.whole_answer();
    let diagnosis = failure.request(link, &answer, &Inspection::of(link)).diagnose();
    Ok(Json(json!({
        "cause": in_flags(&diagnosis.cause().to_string()),
        "remedy": diagnosis.cause().remedy(),
        "problems": problems(diagnosis.problems()),
    })))
}

impl Failure {
    /// The answer, below its status where that is known.
    fn whole_answer(&self) -> String {
        match self.status {
            Some(status) if !self.answer.trim_start().starts_with("HTTP/") => {
                format!("HTTP/1.1 {status}\r\n\r\n{}", self.answer)
            }
            _ => self.answer.clone(),
        }
    }

    fn request<'f>(
        &'f self,
        link: &'f str,
        answer: &'f str,
        inspection: &Inspection,
    ) -> FailedRequest<'f> {
        if !self.is_known(inspection) {
            return FailedRequest::of_link(link, answer);
        }
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        FailedRequest::new(SignedRequest::new(&self.method, link).headers(headers), answer)
    }

    /// Whether it is told how the link was sent; where only the host is signed, no header matters.
    fn is_known(&self, inspection: &Inspection) -> bool {
        let only_host = inspection.signed_headers().all(|name| name == "host");
        !self.method.is_empty() && (only_host || !self.headers.is_empty())
    }
}
