//! Which operations a link may be for: its query tells, its method is not in it.

/// An operation of S3 with the method that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// Its method, such as `GET`.
    pub method: &'static str,
    /// Its name in the S3 API, such as `GetObject`.
    pub name: &'static str,
}

/// What is known of a request without its method.
pub(super) struct Clues<'c> {
    pub(super) has_bucket: bool,
    pub(super) has_key: bool,
    pub(super) params: &'c [&'c str],
    /// The value of `x-id`, which some SDKs add.
    pub(super) x_id: Option<&'c str>,
    pub(super) signed_headers: &'c [&'c str],
}

impl Clues<'_> {
    /// The operations that fit, likeliest first.
    pub(super) fn operations(&self) -> Vec<Operation> {
        let all = self.by_subresource().unwrap_or_else(|| self.plain());
        let named: Vec<_> =
            all.iter().copied().filter(|operation| Some(operation.name) == self.x_id).collect();
        if !named.is_empty() {
            return named;
        }
        let fits = |operation: &Operation| self.fits(operation.method);
        let fitting: Vec<_> = all.iter().copied().filter(fits).collect();
        if fitting.is_empty() { all.to_vec() } else { fitting }
    }

    fn has(&self, param: &str) -> bool {
        self.params.contains(&param)
    }

    fn signs(&self, header: &str) -> bool {
        self.signed_headers.contains(&header)
    }

    fn by_subresource(&self) -> Option<&'static [Operation]> {
        let found = SUBRESOURCES.iter().find(|(params, of_key, _)| {
            *of_key == self.has_key && params.iter().all(|param| self.has(param))
        });
        let (params, _, operations) = found?;
        let is_copy = self.signs("x-amz-copy-source") && params.contains(&"partNumber");
        Some(if is_copy { &UPLOAD_PART_COPY } else { operations })
    }

    fn plain(&self) -> &'static [Operation] {
        match (self.has_key, self.has_bucket) {
            (true, _) if self.signs("x-amz-copy-source") => &COPY_OBJECT,
            (true, _) => &OBJECT,
            (false, true) => &BUCKET,
            (false, false) => &SERVICE,
        }
    }

    /// Whether headers and parameters leave room for a method.
    fn fits(&self, method: &str) -> bool {
        let uploads = |name: &&str| {
            let is_body = matches!(*name, "content-type" | "content-length" | "content-md5");
            is_body || name.starts_with("x-amz-meta-") || name.starts_with("x-amz-acl")
        };
        let sends_body = self.signed_headers.iter().any(uploads);
        let overrides = self.params.iter().any(|name| name.starts_with("response-"));
        match method {
            "GET" => !sends_body,
            // A version is overwritten by nothing, but what hangs on it can be.
            "PUT" | "POST" => {
                !overrides && (!self.has("versionId") || self.by_subresource().is_some())
            }
            _ => !sends_body && !overrides,
        }
    }
}

const fn op(method: &'static str, name: &'static str) -> Operation {
    Operation { method, name }
}

/// Parameters that name an operation, whether it is one on a key, and the operations.
type Subresource = (&'static [&'static str], bool, &'static [Operation]);

const SUBRESOURCES: [Subresource; 21] = [
    (&["uploadId", "partNumber"], true, &[op("PUT", "UploadPart")]),
    (
        &["uploadId"],
        true,
        &[
            op("POST", "CompleteMultipartUpload"),
            op("GET", "ListParts"),
            op("DELETE", "AbortMultipartUpload"),
        ],
    ),
    (&["uploads"], true, &[op("POST", "CreateMultipartUpload")]),
    (&["uploads"], false, &[op("GET", "ListMultipartUploads")]),
    (
        &["tagging"],
        true,
        &[
            op("GET", "GetObjectTagging"),
            op("PUT", "PutObjectTagging"),
            op("DELETE", "DeleteObjectTagging"),
        ],
    ),
    (
        &["annotation", "annotationName"],
        true,
        &[
            op("GET", "GetObjectAnnotation"),
            op("PUT", "PutObjectAnnotation"),
            op("DELETE", "DeleteObjectAnnotation"),
        ],
    ),
    (&["annotation"], true, &[op("GET", "ListObjectAnnotations")]),
    (&["renameObject"], true, &[op("PUT", "RenameObject")]),
    (&["encryption"], true, &[op("PUT", "UpdateObjectEncryption")]),
    (&["acl"], true, &[op("GET", "GetObjectAcl"), op("PUT", "PutObjectAcl")]),
    (&["attributes"], true, &[op("GET", "GetObjectAttributes")]),
    (&["restore"], true, &[op("POST", "RestoreObject")]),
    (&["select", "select-type"], true, &[op("POST", "SelectObjectContent")]),
    (&["retention"], true, &[op("GET", "GetObjectRetention"), op("PUT", "PutObjectRetention")]),
    (&["legal-hold"], true, &[op("GET", "GetObjectLegalHold"), op("PUT", "PutObjectLegalHold")]),
    (&["torrent"], true, &[op("GET", "GetObjectTorrent")]),
    (&["delete"], false, &[op("POST", "DeleteObjects")]),
    (&["list-type"], false, &[op("GET", "ListObjectsV2")]),
    (&["versions"], false, &[op("GET", "ListObjectVersions")]),
    (&["location"], false, &[op("GET", "GetBucketLocation")]),
    (&["session"], false, &[op("GET", "CreateSession")]),
];

const UPLOAD_PART_COPY: [Operation; 1] = [op("PUT", "UploadPartCopy")];
const COPY_OBJECT: [Operation; 1] = [op("PUT", "CopyObject")];
const OBJECT: [Operation; 4] = [
    op("GET", "GetObject"),
    op("PUT", "PutObject"),
    op("HEAD", "HeadObject"),
    op("DELETE", "DeleteObject"),
];
const BUCKET: [Operation; 4] = [
    op("GET", "ListObjects"),
    op("HEAD", "HeadBucket"),
    op("PUT", "CreateBucket"),
    op("DELETE", "DeleteBucket"),
];
const SERVICE: [Operation; 1] = [op("GET", "ListBuckets")];

#[cfg(test)]
mod tests {
    use super::*;

    fn names(has_key: bool, params: &[&str], signed_headers: &[&str]) -> Vec<&'static str> {
        let x_id = params.iter().find_map(|param| param.strip_prefix("x-id="));
        let clues = Clues { has_bucket: true, has_key, params, x_id, signed_headers };
        clues.operations().into_iter().map(|operation| operation.name).collect()
    }

    #[test]
    fn the_query_and_the_headers_tell_the_operation_as_far_as_they_do() {
        for (has_key, params, headers, expected) in [
            (
                true,
                &[][..],
                &["host"][..],
                &["GetObject", "PutObject", "HeadObject", "DeleteObject"][..],
            ),
            (true, &["x-id=PutObject"], &[], &["PutObject"]),
            (true, &["x-id=Nonsense", "response-expires"], &[], &["GetObject"]),
            (true, &["versionId"], &[], &["GetObject", "HeadObject", "DeleteObject"]),
            (true, &[], &["content-type", "host"], &["PutObject"]),
            (true, &[], &["host", "x-amz-copy-source"], &["CopyObject"]),
            (true, &["partNumber", "uploadId"], &[], &["UploadPart"]),
            (true, &["partNumber", "uploadId"], &["x-amz-copy-source"], &["UploadPartCopy"]),
            (
                true,
                &["uploadId"],
                &[],
                &["CompleteMultipartUpload", "ListParts", "AbortMultipartUpload"],
            ),
            (true, &["uploads"], &["content-type"], &["CreateMultipartUpload"]),
            (false, &["uploads"], &[], &["ListMultipartUploads"]),
            (false, &["list-type", "prefix"], &[], &["ListObjectsV2"]),
            (false, &[], &[], &["ListObjects", "HeadBucket", "CreateBucket", "DeleteBucket"]),
        ] {
            assert_eq!(names(has_key, params, headers), expected, "{params:?} {headers:?}");
        }
        let service = Clues {
            has_bucket: false,
            has_key: false,
            params: &[],
            x_id: None,
            signed_headers: &[],
        };
        assert_eq!(service.operations(), SERVICE);
    }

    #[test]
    fn what_hangs_on_an_object_or_on_a_version_of_it_has_its_own_operations() {
        for (has_key, params, headers, expected) in [
            (
                true,
                &["annotation", "annotationName"][..],
                &["host"][..],
                &["GetObjectAnnotation", "PutObjectAnnotation", "DeleteObjectAnnotation"][..],
            ),
            (
                true,
                &["annotation", "annotationName", "versionId"],
                &["host"],
                &["GetObjectAnnotation", "PutObjectAnnotation", "DeleteObjectAnnotation"],
            ),
            (true, &["acl", "versionId"], &["host"], &["GetObjectAcl", "PutObjectAcl"]),
            (true, &["annotation"], &["host"], &["ListObjectAnnotations"]),
            (true, &["renameObject"], &["host", "x-amz-rename-source"], &["RenameObject"]),
            (true, &["encryption"], &["host"], &["UpdateObjectEncryption"]),
            (true, &["encryption", "versionId"], &["host"], &["UpdateObjectEncryption"]),
        ] {
            assert_eq!(names(has_key, params, headers), expected, "{params:?} {headers:?}");
        }
    }

    #[test]
    fn what_belongs_to_a_body_rules_a_get_out() {
        for header in ["content-type", "content-length", "content-md5", "x-amz-meta-a", "x-amz-acl"]
        {
            let signed_headers = ["host", header];
            let clues = Clues {
                has_bucket: true,
                has_key: true,
                params: &[],
                x_id: None,
                signed_headers: &signed_headers,
            };
            assert!(!clues.fits("GET") && clues.fits("PUT"), "{header}");
        }
    }
}
