//! What to do about each cause.

use super::cause::Cause;
use super::cause_text::BLOCKED;

impl Cause {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        self.remedy_of_url().or_else(|| self.remedy_of_rest()).or_else(|| self.remedy_of_refusal())
            .or_else(|| self.remedy_of_answer()).unwrap_or(
            "look the code up: for AWS at https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, else in the \
             documents of the server",
        )
    }

    fn remedy_of_url(&self) -> Option<&'static str> {
        Some(match self {
            Self::Method { .. } => {
                "sign a link for the method that is used; HEAD and GET need one each"
            }
            Self::Host { .. } => {
                "sign for the host that the server sees: let the proxy pass Host on, or set both hosts in the endpoint"
            }
            Self::PathNormalised { .. } => {
                "avoid empty, . and .. segments in keys, or use a client that sends paths as they are"
            }
            Self::PathReencoded { .. } => {
                "send the link as it is; do not pass it through a URL type that spells it anew"
            }
            Self::PathPrefix { .. } => {
                "sign for the path that the server sees, or take the prefix out of the proxy"
            }
            Self::Path { .. } => "use the link as it is, or sign one for this key",
            Self::ParameterReencoded { .. } => {
                "send the link as it is; in HTML write & as &amp; and decode it once, and do not encode it again"
            }
            Self::ParameterAdded { .. } => "add parameters before signing",
            Self::ParameterMissing { .. } | Self::ParameterChanged { .. } => {
                "use the whole link as it was signed"
            }
            _ => return None,
        })
    }

    fn remedy_of_rest(&self) -> Option<&'static str> {
        Some(match self {
            Self::ContentType { .. } => {
                "send exactly the Content-Type that is signed; curl -d and fetch with a Blob set one by themselves"
            }
            Self::OwnContentType { .. } => {
                "send the Content-Type that was signed: curl -d, fetch with a Blob and form libraries set their own"
            }
            Self::HeaderMissing { .. } | Self::HeaderChanged { .. } => {
                "send every header of the presigned URL with exactly its value"
            }
            Self::Body => {
                "upload the very bytes that were hashed, or sign without the hash of the body"
            }
            Self::PayloadHash => {
                "sign without the hash of the body: many servers know UNSIGNED-PAYLOAD only"
            }
            Self::Region { .. } => "sign for the region of the bucket, at the host of that region",
            Self::Signature => "copy the whole link, to its last character",
            Self::Secret => {
                "sign with the secret that belongs to the access key id; look for spaces and line ends in it"
            }
            Self::NotInLink { .. } => {
                "look up which method and header values the link was made for; if they are those that were used, \
                 look at the secret"
            }
            Self::NotShown { .. } => {
                "look up which method, path and header values the link was made for; then check the secret, or give the link as \
                 made"
            }
            Self::ProbablySecret => {
                "check the secret of the access key id; if it is right, compare the canonical request of the link with the \
                 server's log"
            }
            Self::Suspected { .. } => {
                "send the link byte for byte as it was made; if it was made like this, sign it anew without that"
            }
            Self::BesideFile { .. } => {
                "sign a link for that file too and name it to the tool, as samtools takes one behind -X; or have the tool \
                 look for none"
            }
            Self::Mangled { .. } => "take that off, and send the link as it was made",
            Self::ForeignParameter { .. } => "take it off, or sign it along",
            Self::Service { .. } => "sign for the service s3",
            Self::Code { remedy, .. } => remedy,
            _ => return None,
        })
    }

    fn remedy_of_refusal(&self) -> Option<&'static str> {
        Some(match self {
            Self::Expired { .. } => "make a new link, with a longer lifetime or nearer to its use",
            Self::NotYetValid { .. } => "set the clock of the signer right",
            Self::HeadersNotSigned { .. } => {
                "sign these headers into the link, or do not send them"
            }
            Self::TokenMissing => {
                "sign with all three parts of the temporary credentials, and send the whole link"
            }
            Self::SignedTooLongAgo { .. } => {
                "compare the signer's clock with the server's; if both are right, the server cannot take links that live \
                 longer than 15 minutes"
            }
            Self::ClocksDiffer => {
                "compare the signer's clock and the server's with the right time; the header Date of the answer tells the \
                 server's"
            }
            Self::UnknownSession => {
                "sign with id, secret and token of one session that is still running"
            }
            Self::NoReason { .. } => {
                "check access key id, secret and session, then the permissions; the server's log says which it is"
            }
            Self::HeadHasNoBody => {
                "sign a link for HEAD beside the one for GET, or send GET with Range: bytes=0-0 to see why"
            }
            Self::NoAnswer => "give the answer: the XML, or the line that the client shows",
            Self::UnknownAccessKeyId => {
                "check that the key exists, is active, and is of this server and partition; new keys take a moment"
            }
            Self::InvalidToken => "sign with id, secret and token of one and the same session",
            Self::ExpiredToken => {
                "refresh the credentials before signing, so that they outlive the link, or ask for less"
            }
            Self::Parameters { .. } => {
                "make the link anew with a SigV4 signer, and send it unchanged"
            }
            Self::SignedTwice => "send no Authorization header along with a presigned link",
            Self::Cors => {
                "allow the page's origin, method and headers in the CORS rules of the bucket; a refused link is answered \
                 without them, too: ask with curl to see why"
            }
            Self::SigV2 => "sign with SigV4",
            _ => return None,
        })
    }

    fn remedy_of_answer(&self) -> Option<&'static str> {
        Some(match self {
            Self::Redirect { .. } => "sign for the bucket's region and use the host of that region",
            Self::NotAllowed { action, policy, .. } => remedy_of_denial(action, policy),
            Self::Denied { .. } => {
                "look at what the message names; then at the key's rights, the bucket's policy, and the state of the account"
            }
            Self::NotFound { what: "bucket" } => {
                "check the name of the bucket, and that the host is of the server, account and region that have it"
            }
            Self::NotFound { what: "upload" } => {
                "check uploadId, bucket and key; an upload that was completed or aborted has to be begun anew"
            }
            Self::NotFound { .. } => {
                "check the bucket and the key, byte by byte: a key encoded twice is another key"
            }
            Self::Unanswered { remedy, .. } => remedy,
            Self::NoRefusal { .. } => {
                "if the client failed nonetheless, look at what it did with the answer"
            }
            Self::Condition => {
                "the object was written in the meantime: choose another key, or sign without the condition"
            }
            Self::Checksum => "upload the bytes that the checksum is of, or sign without it",
            Self::Chunked => "send Content-Length: S3 takes no chunked transfer encoding",
            Self::PostPolicy { .. } => {
                "post exactly the fields that were signed, and a file within the limits"
            }
            Self::NoS3Error { .. } => {
                "look at the proxy, CDN or firewall in front of the server, and at the host of the link"
            }
            _ => return None,
        })
    }
}

/// By what the server says is missing, or stands in the way.
fn remedy_of_denial(action: &str, policy: &str) -> &'static str {
    match (action, policy) {
        ("s3:ListBucket", _) => {
            "check the key: of a missing object S3 says this to signers that may not list the bucket"
        }
        _ if action.starts_with("kms:") => {
            "allow the action on the KMS key, in the policy of the key and in that of the signer"
        }
        (_, BLOCKED) => {
            "sign without the public ACL, or have the setting changed on bucket and account"
        }
        (_, "service control" | "resource control") => {
            "ask whoever runs the AWS organization: no policy of the account can allow it"
        }
        (_, "session") => "assume the role with a session policy that allows it, and sign again",
        (_, "permissions boundary") => "widen the permissions boundary of the signer",
        (_, "VPC endpoint") => "change the policy of the VPC endpoint, or send from elsewhere",
        (_, "identity-based") => {
            "change the policies of the user or role that signed: action, resource and conditions"
        }
        (_, "resource-based") => {
            "change the policy of the bucket: principal, action, resource and conditions"
        }
        _ => {
            "check the policies of the signer and the bucket: action, resource, network, age of the signature, KMS key; \
             without s3:ListBucket a missing object is refused like this, too"
        }
    }
}
