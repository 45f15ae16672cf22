//! [`Caution`]: one kind for each thing that happens to links.

use super::carrier::Carrier;

/// What may go wrong with a link that is right: a tool, a carrier or a browser that does not leave it as it is.
///
/// [`PresignedUrl::cautions`](crate::PresignedUrl::cautions) gives them. The text says what is wrong and what to do; it
/// holds no signature and no token, and nor does `Debug`. [`tools`](Self::tools) names whom it concerns, in the versions
/// told with each kind.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # use s3_presigner::{Caution, Credentials, Presigner, Region};
/// # let presigner = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret")?, Region::new("eu-west-1")?);
/// let quarter = Duration::from_secs(900);
/// assert_eq!(presigner.presign_get("photos", "cat.jpg", quarter)?.cautions(), []);
///
/// let table = presigner.presign_get("data", "2026/trips.parquet", quarter)?;
/// assert_eq!(table.cautions(), [Caution::HeadFirst { suffix: ".parquet" }]);
/// # Ok::<(), s3_presigner::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Caution {
    /// The path has a segment `.` or `..`, which most clients fold, so that they ask for another object.
    ///
    /// Folded by curl 7.88 and wget 1.21, lynx, Python's requests 2.34, httpx 0.28, urllib3 and aiohttp 3.14, all that
    /// parse as browsers do (Node's fetch, axios 1.21, got 14, undici 7), and the proxies of [`LeadingSlash`](Self::LeadingSlash). Kept by
    /// `curl --path-as-is`, wget2, aria2 1.36, and the libraries of Go 1.27, Java 17, PHP 8.2, Ruby 3.1 and Perl.
    DotSegment {
        /// `.` or `..`.
        segment: &'static str,
    },
    /// The path begins with two slashes, as the key begins with one, and proxies make one of them.
    ///
    /// nginx 1.22.1 does where its `proxy_pass` has a path, Apache httpd 2.4.71 with `ProxyPass`, even with `nocanon`.
    /// Thirty-three clients that were asked send it as it is. In path style, where the name of the bucket comes first, it is an
    /// [`EmptySegment`](Self::EmptySegment).
    LeadingSlash,
    /// The path has two slashes in a row, of which proxies make one; see [`LeadingSlash`](Self::LeadingSlash).
    ///
    /// Apache httpd leaves both with `nocanon` and `MergeSlashes Off`.
    EmptySegment,
    /// The path has escapes that some write out as the characters that they stand for.
    ///
    /// aiohttp 3.14.5 (yarl 1.25.1) does, and with it fsspec 2026.9.0; so do nginx 1.22.1 where its `proxy_pass` has
    /// a path, and Apache httpd 2.4.71 with `ProxyPass`. S3 takes both [spellings](crate::_spelling), but for a plus
    /// sign, which is a space to it; only the two proxies write that out. Servers that compare byte by byte refuse all
    /// of them.
    Respelled {
        /// Which, of `!$&'()*+,:;=@`, once each.
        characters: String,
    },
    /// The link is longer than some carriers take.
    ///
    /// In bytes of the link, a line of plain mail takes 998, a Discord message 2000, a hyperlink of Excel 2079, a QR
    /// code 2953, a button of Slack 3000, a Telegram message 4096, axel 1022, pyogrio 2031, lynx 2670, ffmpeg and mpv 4117, `cmd.exe` 8191, CloudFront 8192, a command line of
    /// Windows 32766, an argument of a Linux command 131071; IIS takes a query of 2048; and of a request line, nginx
    /// and Apache httpd take 8190, Squid 8182, `HAProxy` 15360, an Application Load Balancer 16384, Varnish 32741. Each [`Carrier`] has its source.
    TooLong {
        /// Its length in bytes.
        length: usize,
        /// Those that do not take it, the narrowest first.
        carriers: Vec<Carrier>,
    },
    /// Only this machine or its network knows the host.
    LocalHost {
        /// The host with its port.
        host: String,
    },
    /// The link is plain http to a host that others may know: everybody on the way can use it, and browsers do not
    /// load it into a page that came by https.
    PlainHttp,
    /// It is a GET of data that tools ask for with HEAD first, which the link does not allow.
    ///
    /// S3 answers that HEAD with 403. `DuckDB` 1.5.5, polars 2.1.0, fsspec 2026.9.0 and what opens files over it
    /// (pyarrow 26.0.1, h5py, xarray) go on with GET, at the cost of one to three requests, and fsspec of a download that
    /// it breaks off; others stop. `SET force_download=true` has `DuckDB` send one GET alone, and fsspec asks nothing
    /// where it is told the `size`.
    HeadFirst {
        /// How the name ends, such as `.parquet`.
        suffix: &'static str,
    },
    /// Headers are signed that no page can set:
    /// [Fetch Standard](https://fetch.spec.whatwg.org/#forbidden-request-header), "forbidden request-header"; and
    /// `user-agent`, for which Chromium sends its own. `content-length` counts only where there is no body.
    UnsettableHeaders {
        /// Their names in lower case.
        names: Vec<String>,
    },
    /// The body's type is not signed, and what the client adds of its own becomes that of the object.
    ///
    /// `application/x-www-form-urlencoded` is added by `curl --data-binary` (7.88), `wget --body-file` (1.21), Python's
    /// urllib, axios 1.21.1, needle, Ruby 3.1, LWP 6.68 and PHP 8.2; `application/octet-stream` by aiohttp 3.14.5 and
    /// `HTTP::Tiny`; the type of a `File` or `Blob` by browsers, whose page needs the bucket's leave for it.
    TypeNotSigned,
    /// The value of a header was given with blanks that HTTP and S3 fold: at an end, several in a row, or tabs. It is
    /// signed without them.
    ///
    /// Clients differ in what they send of them: Node's fetch and wget 1.21 trim, curl 7.88 does not, Python's
    /// requests 2.34 refuses the value.
    FoldedBlanks,
}

impl Caution {
    /// The kind as one word, as JSON has it: `dot_segment`, `leading_slash`, `empty_segment`, `respelled`, `too_long`,
    /// `local_host`, `plain_http`, `head_first`, `unsettable_headers`, `type_not_signed` or `folded_blanks`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::DotSegment { .. } => "dot_segment",
            Self::LeadingSlash => "leading_slash",
            Self::EmptySegment => "empty_segment",
            Self::Respelled { .. } => "respelled",
            Self::TooLong { .. } => "too_long",
            Self::LocalHost { .. } => "local_host",
            Self::PlainHttp => "plain_http",
            Self::HeadFirst { .. } => "head_first",
            Self::UnsettableHeaders { .. } => "unsettable_headers",
            Self::TypeNotSigned => "type_not_signed",
            Self::FoldedBlanks => "folded_blanks",
        }
    }
}
