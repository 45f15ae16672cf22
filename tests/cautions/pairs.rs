//! Links that have a caution, each with a nearest neighbour that just has it not.

use s3_presigner::{AddressingStyle, CopySource, Endpoint, PresignedUrl, S3Request};

use super::{PHOTO, at, get, presigner, put, sign};

/// A link that has a caution, and one that just has it not.
pub(crate) struct Pair {
    pub(crate) kind: &'static str,
    pub(crate) has: PresignedUrl,
    pub(crate) has_not: PresignedUrl,
}

fn pair(kind: &'static str, has: PresignedUrl, has_not: PresignedUrl) -> Pair {
    Pair { kind, has, has_not }
}

pub(crate) fn of_paths() -> Vec<Pair> {
    let aws = presigner();
    let by_path = aws.clone().with_addressing_style(AddressingStyle::Path);
    let keys = |kind, has: &str, has_not: &str| {
        pair(kind, sign(&aws, &get(has)), sign(&aws, &get(has_not)))
    };
    let mut pairs = vec![
        keys("dot_segment", "a/../b", "a/.../b"),
        keys("dot_segment", "a/./b", "a/.b"),
        keys("dot_segment", "..", "..a"),
        keys("dot_segment", "a/.", "a/a."),
        keys("leading_slash", "/a", "a"),
        keys("empty_segment", "a//b", "a/b"),
        keys("empty_segment", "a//", "a/"),
        // The name of the bucket stands before the key.
        pair("empty_segment", sign(&by_path, &get("/a")), sign(&by_path, &get("a"))),
    ];
    for respelled in "!$&'()*+,:;=@".chars() {
        let key = format!("a{respelled}.jpg");
        pairs.push(keys("respelled", &key, &key.replace(respelled, " ")));
    }
    pairs
}

pub(crate) fn of_places() -> Vec<Pair> {
    let link = |endpoint: &str| sign(&at(endpoint), &get(PHOTO));
    let places = |kind, has: &str, has_not: &str| pair(kind, link(has), link(has_not));
    let public = Endpoint::custom("http://minio:9000").unwrap();
    let public = public.with_public_url("https://files.example.com").unwrap();
    let behind = sign(&presigner().with_endpoint(public), &get(PHOTO));
    vec![
        places("local_host", "http://localhost:9000", "https://localhost.example.com"),
        places("local_host", "https://127.0.0.1", "https://128.0.0.1"),
        places("local_host", "https://10.0.0.5:9000", "https://11.0.0.5:9000"),
        places("local_host", "https://172.31.255.255", "https://172.32.0.0"),
        places("local_host", "https://192.168.1.20", "https://192.169.1.20"),
        places("local_host", "https://169.254.1.1", "https://169.255.1.1"),
        places("local_host", "https://[::1]:9000", "https://[2001:db8::1]:9000"),
        places("local_host", "https://[fd12::1]", "https://[2a00:1450::1]"),
        places("local_host", "https://nas", "https://nas.example"),
        places("local_host", "https://nas.local", "https://local.example"),
        places("local_host", "https://s3.internal", "https://internal.example"),
        places("local_host", "https://nas.lan", "https://lan.example"),
        places("local_host", "https://nas.home.arpa", "https://home.example"),
        pair("local_host", link("http://minio:9000"), behind),
        places("plain_http", "http://s3.example.com", "https://s3.example.com"),
        // Of a host that only this machine knows, that is said, and no more.
        places("plain_http", "http://8.8.8.8", "http://10.0.0.5"),
    ]
}

pub(crate) fn of_data() -> Vec<Pair> {
    let aws = presigner();
    let keys = |has: &str, has_not: &str| {
        pair("head_first", sign(&aws, &get(has)), sign(&aws, &get(has_not)))
    };
    let table = || get("trips.parquet");
    let head = S3Request::head_object("box", "trips.parquet");
    let mut pairs = vec![
        keys("trips.PARQUET", "trips.parquet.sha256"),
        keys("trips.csv.gz", "trips.gz"),
        keys("a/b.nc", "a.nc/b"),
        pair("head_first", sign(&aws, &table()), sign(&aws, &head)),
        pair("head_first", sign(&aws, &table().response_attachment("a.parquet")), {
            sign(&aws, &table().custom_query("torrent", ""))
        }),
        // What S3 passes over, or reads as a header, makes no other operation of it.
        pair("head_first", sign(&aws, &table().query("x-amz-request-payer", "requester")), {
            sign(&aws, &table().query("acl", ""))
        }),
        pair("head_first", sign(&aws, &table().query("x-user", "me").query("from", "mail")), {
            sign(&aws, &table().query("retention", ""))
        }),
        pair("head_first", sign(&aws, &table().version_id("1")), {
            sign(&aws, &S3Request::get_object_tagging("box", "trips.parquet"))
        }),
    ];
    for suffix in ["csv", "tsv", "ndjson", "jsonl", "arrow", "feather", "orc", "avro", "h5", "hdf5"]
    {
        pairs.push(keys(&format!("a.{suffix}"), &format!("a{suffix}")));
    }
    pairs
}

pub(crate) fn of_headers() -> Vec<Pair> {
    let aws = presigner();
    let typed = || put(PHOTO).content_type("image/jpeg");
    let titled = |title: &str| sign(&aws, &typed().metadata("title", title));
    let headers = |has: S3Request<'_>, has_not: S3Request<'_>| {
        pair("unsettable_headers", sign(&aws, &has), sign(&aws, &has_not))
    };
    let type_of = |has: S3Request<'_>, has_not: S3Request<'_>| {
        pair("type_not_signed", sign(&aws, &has), sign(&aws, &has_not))
    };
    let copy = S3Request::copy_object("box", PHOTO, &CopySource::new("box", "dog.jpg").unwrap());
    let begin = || S3Request::create_multipart_upload("box", PHOTO);
    let post = || S3Request::new("POST", "box", PHOTO);
    vec![
        headers(get(PHOTO).header("cookie", "a=b"), get(PHOTO).header("cookies", "a=b")),
        headers(get(PHOTO).header("Date", "x"), get(PHOTO).header("x-date", "x")),
        headers(get(PHOTO).header("sec-a", "1"), get(PHOTO).header("secret", "1")),
        headers(get(PHOTO).header("proxy-a", "1"), get(PHOTO).header("a-proxy", "1")),
        headers(get(PHOTO).header("user-agent", "a"), get(PHOTO).header("x-user-agent", "a")),
        // Browsers tell the length of what they send, and no other.
        headers(get(PHOTO).header("content-length", "0"), typed().content_length(0)),
        type_of(put(PHOTO), typed()),
        type_of(put(PHOTO), put(PHOTO).header("Content-Type", "")),
        type_of(put(PHOTO).metadata("a", "b"), copy),
        type_of(put(PHOTO).query("x-user", "me"), put(PHOTO).query("acl", "")),
        type_of(put(PHOTO), S3Request::upload_part("box", PHOTO, "VXBsb2FkIElE", 1)),
        type_of(put(PHOTO), S3Request::new("PUT", "box", PHOTO).query("tagging", "")),
        type_of(begin(), begin().content_type("video/mp4")),
        type_of(post(), post().query("uploadId", "VXBsb2FkIElE")),
        type_of(put(PHOTO), get(PHOTO)),
        pair("folded_blanks", titled("a  b"), titled("a b")),
        pair("folded_blanks", titled(" a"), titled("a")),
        pair("folded_blanks", titled("a "), titled("a")),
        pair("folded_blanks", titled("a\tb"), titled("a b")),
        pair("folded_blanks", titled(" "), titled("")),
    ]
}
