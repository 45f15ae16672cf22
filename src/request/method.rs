//! [`Method`]: the HTTP method.

use crate::error::{Error, Field};

/// An HTTP method; the five of S3 cost no allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Put,
    Head,
    Delete,
    Post,
    Other(Box<str>),
}

impl Method {
    pub(crate) fn new(text: &str) -> Result<Self, Error> {
        Ok(match text {
            "GET" => Self::Get,
            "PUT" => Self::Put,
            "HEAD" => Self::Head,
            "DELETE" => Self::Delete,
            "POST" => Self::Post,
            other
                if !other.is_empty()
                    && other.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') =>
            {
                Self::Other(other.into())
            }
            _ => {
                return Err(Error::invalid(
                    Field::Method,
                    text,
                    "capital letters, for example GET",
                ));
            }
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Head => "HEAD",
            Self::Delete => "DELETE",
            Self::Post => "POST",
            Self::Other(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_method_in_capitals_is_taken() {
        for text in ["GET", "PUT", "HEAD", "DELETE", "POST", "PATCH"] {
            assert_eq!(Method::new(text).unwrap().as_str(), text);
        }
        for text in ["", "get", "GE T", "GET\r\n"] {
            assert_eq!(
                Method::new(text).unwrap_err().to_string(),
                format!("method {text:?} is not valid: capital letters, for example GET")
            );
        }
    }
}
