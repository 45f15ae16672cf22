//! The texts for tools: what each names, sends and refuses. `tests/lines/run` runs them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use proptest::prelude::*;
use s3_presigner::{
    CopySource, Credentials, Error, Field, PresignedUrl, Presigner, Region, S3Request, Tool,
    ToolError,
};

fn signed(request: &S3Request<'_>) -> PresignedUrl {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret").unwrap();
    let presigner = Presigner::new(credentials, Region::new("eu-west-1").unwrap());
    presigner.presign(request, Duration::from_secs(900)).unwrap()
}

fn get(key: &str) -> PresignedUrl {
    signed(&S3Request::get_object("photos", key))
}

fn put(key: &str) -> PresignedUrl {
    signed(&S3Request::put_object("photos", key))
}

/// The text, with the link in it cut down to an ellipsis.
fn text(url: &PresignedUrl, tool: Tool, file: Option<&str>) -> String {
    url.for_tool(tool, file).unwrap().replace(url.as_str(), "…")
}

fn refusal(url: &PresignedUrl, tool: Tool, file: Option<&str>) -> String {
    let refused = url.for_tool(tool, file).unwrap_err();
    assert!(matches!(refused, Error::Tool(_) | Error::Invalid { field: Field::FileName, .. }));
    refused.to_string()
}

#[test]
fn lines_for_shells() {
    let url = signed(
        &S3Request::put_object("photos", "a/it's.jpg").content_type("image/jpeg").content_length(3),
    );
    let header = "--header 'content-type: image/jpeg'";
    for (tool, file, line) in [
        (
            Tool::Curl,
            None,
            format!(
                r"curl --fail-with-body --globoff --path-as-is --request 'PUT' {header} --upload-file 'it'\''s.jpg' '…'"
            ),
        ),
        (
            Tool::Wget,
            Some("-"),
            format!("wget --content-on-error --output-document - --method 'PUT' {header} --body-file './-' '…'"),
        ),
        (
            Tool::PowerShell,
            None,
            "Invoke-WebRequest -UseBasicParsing -Method PUT -ContentType 'image/jpeg' -InFile 'it''s.jpg' -Uri '…'"
                .to_owned(),
        ),
    ] {
        assert_eq!(text(&url, tool, file), line);
    }
    let url = get("data/tile.tif");
    let quiet =
        "--follow-torrent=false --follow-metalink=false --allow-overwrite=true --no-netrc=true";
    for (tool, file, line) in [
        (Tool::Curl, None, "curl --fail-with-body --globoff --path-as-is '…'".to_owned()),
        (Tool::Curl, Some("f"), "curl --fail --globoff --path-as-is --output 'f' '…'".to_owned()),
        (Tool::Wget, None, "wget --output-document 'tile.tif' '…'".to_owned()),
        (Tool::Aria2c, None, format!("aria2c {quiet} --dir '.' --out 'tile.tif' '…'")),
        (Tool::Aria2c, Some("/a/b/c"), format!("aria2c {quiet} --dir '/a/b' --out 'c' '…'")),
        (Tool::Aria2c, Some("/c"), format!("aria2c {quiet} --dir '/' --out 'c' '…'")),
        (
            Tool::Gdal,
            None,
            "gdalinfo --config CPL_VSIL_CURL_USE_HEAD NO --config GDAL_DISABLE_READDIR_ON_OPEN EMPTY_DIR \
             --config GDAL_HTTP_NETRC NO '/vsicurl/…'"
                .to_owned(),
        ),
    ] {
        assert_eq!(text(&url, tool, file), line);
    }
}

/// A link that is copied into a page has `&` in it, which HTML would read as the beginning of a character.
#[test]
fn a_link_for_a_page_is_escaped() {
    let url = get("a.csv");
    let html = url.for_tool(Tool::Html, Some("<it's>")).unwrap();
    let link = url.as_str().replace('&', "&amp;");
    let name = "&lt;it&apos;s&gt;";
    assert_eq!(html, format!("<a href=\"{link}\" download=\"{name}\">{name}</a>"));
}

#[test]
fn no_text_sends_an_empty_body_unless_asked() {
    let copy = CopySource::new("photos", "cat.jpg").unwrap();
    for (url, is_empty) in [
        (put("cat.jpg"), false),
        (put("folder/"), false),
        (signed(&S3Request::put_object("photos", "k").content_length(1)), false),
        (signed(&S3Request::put_object("photos", "k").content_length(0)), true),
        (signed(&S3Request::create_multipart_upload("photos", "k")), true),
        (signed(&S3Request::copy_object("photos", "k", &copy)), true),
    ] {
        for (tool, empty) in [
            (Tool::Curl, "--data-binary ''"),
            (Tool::Wget, "--body-data ''"),
            (Tool::PowerShell, "-Body ''"),
            (Tool::Requests, "auth=lambda request: request, data=b\"\""),
            (Tool::Httpx, "content=b\"\""),
            (Tool::Aiohttp, "data=b\"\""),
            (Tool::Urllib, "(link, b\"\","),
            (Tool::Node, "new Blob([])"),
            (Tool::Reqwest, ".body(\"\")"),
        ] {
            let text = text(&url, tool, None);
            assert_eq!(text.contains(empty), is_empty, "{text}");
            // A file that is named is sent.
            assert!(!url.for_tool(tool, Some("file")).unwrap().contains(empty), "{text}");
        }
    }
}

#[test]
fn a_part_is_not_taken_for_the_whole_file() {
    let part = signed(&S3Request::upload_part("films", "cat.mp4", "id", 7));
    assert!(text(&part, Tool::Curl, None).contains("--upload-file 'cat.mp4.part7'"));
}

#[test]
fn what_a_tool_cannot_do_is_told_with_those_that_can() {
    let senders =
        "curl, wget, powershell, requests, httpx, aiohttp, urllib, fetch, node or reqwest";
    for tool in [Tool::Aria2c, Tool::DuckDb, Tool::Gdal, Tool::Pandas, Tool::Polars, Tool::Html] {
        let sentence = format!("{tool} sends no PUT, which the link is for: take {senders}");
        assert_eq!(refusal(&put("k.csv"), tool, None), sentence);
    }
    let head = signed(&S3Request::head_object("photos", "k"));
    assert!(
        head.for_tool(Tool::Aria2c, None).is_err() && head.for_tool(Tool::PowerShell, None).is_ok()
    );
    let odd = signed(&S3Request::new("PATCH", "photos", "k"));
    assert!(
        odd.for_tool(Tool::PowerShell, None).is_err() && odd.for_tool(Tool::Curl, None).is_ok()
    );

    let header = signed(&S3Request::get_object("photos", "k.csv").header("x-amz-meta-a", "b"));
    assert_eq!(
        refusal(&header, Tool::Html, None),
        "html cannot send the header \"x-amz-meta-a\", which the link needs: take curl, wget, aria2c, powershell, \
         requests, httpx, aiohttp, urllib, fetch, node, reqwest, duckdb, gdal or pandas, or sign without it"
    );
    let range = signed(&S3Request::get_object("photos", "k").range(1..=2));
    assert_eq!(
        refusal(&range, Tool::Wget, None),
        "wget cannot send the header \"range\", which the link needs: take curl, powershell, requests, httpx, \
         aiohttp, urllib, fetch, node, reqwest or pandas, or sign without it"
    );
    let cookie = signed(&S3Request::get_object("photos", "k").header("cookie", "a=b"));
    assert!(matches!(
        cookie.for_tool(Tool::Fetch, None),
        Err(Error::Tool(ToolError::Header { .. }))
    ));
    let sized = signed(&S3Request::put_object("photos", "k").content_length(3));
    assert!(sized.for_tool(Tool::Fetch, None).is_ok());
    // No `fetch` sends the length of a body that is not there.
    let bare = signed(&S3Request::get_object("photos", "k").header("content-length", "0"));
    for (tool, sends) in [(Tool::Curl, true), (Tool::Fetch, false), (Tool::Node, false)] {
        assert_eq!(bare.for_tool(tool, None).is_ok(), sends, "{tool}");
    }

    let dots = signed(&S3Request::get_object("photos", "a/../k").allow_dot_segments());
    assert_eq!(
        refusal(&dots, Tool::Wget, None),
        "wget folds the segments `.` and `..` of the key, so that the link fails or names another object: take curl, \
         aria2c, aiohttp, urllib or pandas"
    );
}

#[test]
fn the_format_of_a_table_is_told_by_the_file() {
    for tool in [Tool::Pandas, Tool::Polars] {
        assert!(text(&get("a.bin"), tool, Some("a.csv")).contains("read_csv("));
        let sentence = refusal(&get("a.CSV"), tool, Some("a"));
        assert!(sentence.starts_with(&format!(
            "{tool} reads tables, and the ending of \"a\" names no format that it takes from a link: give the name of a \
             file that ends with .parquet, .csv, .tsv, .json"
        )));
        assert!(sentence.ends_with(" or .ndjson, which tells the format whatever the key is"));
    }
    assert!(text(&get("a.json"), Tool::Pandas, None).contains("read_json("));
    assert!(get("a.json").for_tool(Tool::Polars, None).is_err());
    assert!(text(&get("a.csv.gz"), Tool::DuckDb, None).contains("compression = 'gzip'"));
}

#[test]
fn file_names_that_no_tool_can_be_told_are_refused() {
    for name in ["", "a\nb", "a\0b", "\u{85}"] {
        for tool in Tool::ALL {
            let refused = get("k.csv").for_tool(tool, Some(name));
            assert!(
                matches!(refused, Err(Error::Invalid { field: Field::FileName, .. })),
                "{tool}"
            );
        }
    }
    assert_eq!(
        refusal(&get("k"), Tool::Curl, Some("a\nb")),
        "file name \"a\\nb\" is not valid: no control characters, and not empty: rename the file"
    );
    assert_eq!(
        refusal(&get("k"), Tool::PowerShell, Some("a [1].jpg")),
        "powershell takes \"a [1].jpg\" for a pattern of names: give a name of the file without `[`, `]`, `*`, `?` and \
         `` ` ``"
    );
    assert!(text(&get("a [1].jpg"), Tool::PowerShell, None).contains("-OutFile 'a _1_.jpg'"));
}

#[test]
fn every_tool_has_a_name_of_its_own() {
    let mut names = Tool::ALL.map(Tool::name);
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
}

/// The words of a line as a POSIX shell parts them, where it has nothing but quotes and `\'`.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = vec![String::new()];
    let (mut is_quoted, mut chars) = (false, line.chars());
    while let Some(char) = chars.next() {
        match char {
            '\'' => is_quoted = !is_quoted,
            _ if is_quoted => words.last_mut()?.push(char),
            ' ' => words.push(String::new()),
            '\\' => words.last_mut()?.push(chars.next().filter(|char| *char == '\'')?),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '=' | '_' | '.' => {
                words.last_mut()?.push(char);
            }
            _ => return None,
        }
    }
    (!is_quoted).then_some(words)
}

proptest! {
    #[test]
    fn whatever_the_names_a_line_is_its_words(key in "\\PC{1,40}", file in "[^\\pC]{1,40}", value in "[ -~]{0,30}") {
        prop_assume!(!key.split('/').any(|segment| matches!(segment, "." | "..")));
        let url = signed(&S3Request::get_object("photos", &key).header("x-a", &value));
        for tool in [Tool::Curl, Tool::Wget, Tool::Aria2c, Tool::Gdal] {
            let line = url.for_tool(tool, Some(&file)).unwrap();
            let words = words(&line).unwrap();
            prop_assert!(words.last().unwrap().ends_with(url.as_str()), "{}", line);
        }
    }

    /// Nothing of a name can end a string or begin a line, where a text has but ASCII.
    #[test]
    fn programs_are_ascii_whatever_the_names(key in "\\PC{1,40}", file in "[^\\pC]{1,40}") {
        prop_assume!(!key.split('/').any(|segment| matches!(segment, "." | "..")));
        let (lines, url) = (get("k"), get(&key));
        for tool in [Tool::Requests, Tool::Httpx, Tool::Aiohttp, Tool::Urllib, Tool::Node, Tool::Reqwest] {
            let program = url.for_tool(tool, Some(&file)).unwrap();
            prop_assert!(program.is_ascii());
            let plain = lines.for_tool(tool, Some("f")).unwrap();
            prop_assert_eq!(program.lines().count(), plain.lines().count());
        }
    }
}
