//! What people's links come in, made of a good one.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use s3_presigner::Wrapping;

/// A link as it was pasted, and what has to be told of it.
pub(crate) struct Carried {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) taken_off: Vec<Wrapping>,
}

pub(crate) fn carried(name: &'static str, text: String, taken_off: &[Wrapping]) -> Carried {
    Carried { name, text, taken_off: taken_off.to_vec() }
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A request as a client prints it.
fn request(link: &str, front: &str) -> String {
    let lines = ["GET TARGET HTTP/1.1", "Host: HOST", "User-Agent: curl/8.5.0", "Accept: */*", ""];
    in_log(link, &lines.map(|line| format!("{front}{line}")).join("\r\n"))
}

fn in_log(link: &str, form: &str) -> String {
    let (host, target) = link.strip_prefix("https://").unwrap().split_once('/').unwrap();
    form.replace("HOST", host).replace("TARGET", &format!("/{target}"))
}

/// What only stood around a link.
pub(crate) fn all(link: &str) -> Vec<Carried> {
    use Wrapping::{Brackets, Code, Markdown, Markup, Quotes, Slack, Text};
    let of = |program| [Wrapping::Command { program }];
    let mut all = vec![
        carried("nothing", link.to_owned(), &[]),
        carried("blanks", format!("  \r\n{link}\n\n"), &[]),
        carried("double quotes", format!("\"{link}\""), &[Quotes]),
        carried("single quotes", format!("'{link}'"), &[Quotes]),
        carried("backticks", format!("`{link}`"), &[Quotes]),
        carried("typographic quotes", format!("“{link}”"), &[Quotes]),
        carried("guillemets", format!("« {link} »"), &[Quotes]),
        carried("shell's $'…'", format!("$'{link}'"), &[Quotes]),
        carried("angle brackets", format!("<{link}>"), &[Brackets]),
        carried("round brackets", format!("({link})"), &[Brackets]),
        carried("square brackets", format!("[{link}]"), &[Brackets]),
        carried("Markdown", format!("[the photo]({link})"), &[Markdown]),
        carried("Markdown, angle", format!("[the photo](<{link}>)"), &[Markdown]),
        carried("Markdown, a title", format!("[the photo]({link} \"a title\")"), &[Markdown]),
        carried("Markdown, an image", format!("![photo]({link})"), &[Markdown]),
        carried("Slack", format!("<{link}|the photo>"), &[Slack]),
        carried("Slack in text", format!("look at <{link}|the photo> please"), &[Slack]),
        carried("HTML", format!("<a class=\"x\" href=\"{link}\">photo</a>"), &[Markup]),
        carried("HTML, an image", format!("<img src='{link}' alt='photo'>"), &[Markup]),
        carried("XML", format!("<Url>{link}</Url>"), &[Markup]),
        carried("a sentence", format!("The link is {link}. It does not work!"), &[Text]),
        carried("a sentence in brackets", format!("The photo (see {link}) fails"), &[Text]),
        carried(
            "a mail",
            format!("Hello,\r\n\r\nhere it is:\r\n\r\n{link}\r\n\r\nRegards\r\n-- \r\nA 1"),
            &[Text],
        ),
        carried("CSV", format!("2026-11-21,cat.jpg,{link},200,ok"), &[Text]),
        carried("CSV with semicolons", format!("cat.jpg;{link};3600"), &[Text]),
        carried("AsciiDoc", format!("see link:{link}[the photo]"), &[Text]),
        carried("a terminal's colours", format!("\u{1b}[32m{link}\u{1b}[0m"), &[Text]),
        carried("curl -v", request(link, "> "), &[Text]),
        carried("a request", request(link, ""), &[Text]),
        carried(
            "urllib3's log",
            in_log(link, "https://HOST:443 \"GET TARGET HTTP/1.1\" 403 None"),
            &[Text],
        ),
        carried(
            "urllib3's error",
            in_log(
                link,
                "HTTPSConnectionPool(host='HOST', port=443): Max retries exceeded with url: TARGET (Caused",
            ),
            &[Text],
        ),
        carried(
            "S3's access log",
            in_log(
                link,
                "79a59 photos [21/Nov/2026:12:00:01 +0000] \"GET TARGET HTTP/1.1\" 403 - \"-\" HOST TLSv1.3",
            ),
            &[Text],
        ),
        carried("a table", format!("| cat.jpg | {link} | ok |"), &[Text]),
        carried(
            "a log line",
            format!("2026-11-21T12:00:00Z ERROR GET {link} 403 Forbidden 12ms"),
            &[Text],
        ),
        carried("a logged field", format!("level=info msg=failed url={link} status=403"), &[Code]),
        carried("a setting", format!("PHOTO_URL={link}"), &[Code]),
        carried("a quoted setting", format!("export PHOTO_URL=\"{link}\""), &[Code]),
        carried("JSON", format!("{{\"url\": \"{link}\", \"expires\": 900}}"), &[Code]),
        carried("Python", format!("r = requests.get('{link}', timeout=5)"), &[Code]),
        carried("JavaScript", format!("await fetch(\"{link}\", {{method: \"PUT\"}});"), &[Code]),
        carried("JavaScript, a template", format!("const url = `{link}`;"), &[Code]),
        carried("Go", format!("resp, err := http.Get(\"{link}\")"), &[Code]),
        carried("Java", format!("URI.create(\"{link}\");"), &[Code]),
        carried("C#", format!("var url = @\"{link}\";"), &[Code]),
        carried("Rust", format!("let url = \"{link}\";"), &[Code]),
        carried("YAML", format!("url: '{link}'"), &[Code]),
        carried("curl", format!("curl '{link}'"), &of("curl")),
        carried(
            "curl with options",
            format!("curl -sS -o cat.jpg -H \"Accept: */*\" \"{link}\" --fail"),
            &of("curl"),
        ),
        carried(
            "curl with a referer",
            format!("$ curl -H 'Referer: https://example.com/a' '{link}' | head"),
            &of("curl"),
        ),
        carried("curl without quotes", format!("curl {link} -o cat.jpg"), &of("curl")),
        carried(
            "curl over lines",
            format!("curl -X PUT \\\n  --upload-file cat.jpg \\\n  '{link}' \\\n  -H 'a: b'"),
            &of("curl"),
        ),
        carried("wget", format!("wget -O cat.jpg \"{link}\""), &of("wget")),
        carried(
            "PowerShell",
            format!("Invoke-WebRequest -Uri \"{link}\" -OutFile cat.jpg"),
            &of("Invoke-WebRequest"),
        ),
        carried("PowerShell, short", format!("iwr '{link}'"), &of("iwr")),
        carried("curl.exe", format!("C:\\> curl.exe \"{link}\""), &of("curl")),
    ];
    all.extend(redirected(link));
    all
}

/// Links of others that hold one.
fn redirected(link: &str) -> Vec<Carried> {
    let once = encoded(link);
    let by = |by| [Wrapping::Redirector { by }];
    let proofpoint =
        once.replace('-', "%2D").replace('_', "%5F").replace('%', "-").replace("-2F", "_");
    let starred = link.replace('%', "*");
    let codes = base64(&"%".repeat(link.matches('%').count()));
    vec![
        carried(
            "Safe Links",
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url={once}&data=05%7C02%7C&sdata=abc%3D&reserved=0"
            ),
            &by("Microsoft Safe Links"),
        ),
        carried(
            "Google",
            format!("https://www.google.com/url?q={once}&sa=D&source=docs&ust=1767290400&usg=AOv"),
            &by("Google"),
        ),
        carried(
            "Google, another",
            format!("https://www.google.co.uk/url?sa=t&url={once}&usg=AOv"),
            &by("Google"),
        ),
        carried(
            "Proofpoint 1",
            format!("https://urldefense.proofpoint.com/v1/url?u={once}&k=abc%3D"),
            &by("Proofpoint"),
        ),
        carried(
            "Proofpoint 2",
            format!("https://urldefense.proofpoint.com/v2/url?u={proofpoint}&d=DwMFAg&c=abc&r=def"),
            &by("Proofpoint"),
        ),
        carried(
            "Proofpoint 3",
            format!("https://urldefense.com/v3/__{starred}__;{codes}!!AbC!dEf$"),
            &by("Proofpoint"),
        ),
        carried(
            "Barracuda",
            format!(
                "https://linkprotect.cudasvc.com/url?a={}&c=E,1,abc&typo=1",
                once.to_lowercase().replace(&encoded(link).to_lowercase(), &once)
            ),
            &by("Barracuda"),
        ),
        carried("Cisco", format!("https://secure-web.cisco.com/1AbC-dEf/{once}"), &by("Cisco")),
        carried(
            "Facebook",
            format!("https://l.facebook.com/l.php?u={once}&h=AT0&s=1"),
            &by("Facebook"),
        ),
        carried("Instagram", format!("https://l.instagram.com/?u={once}&e=AT0"), &by("Instagram")),
        carried(
            "LinkedIn",
            format!("https://www.linkedin.com/redir/redirect?url={once}&urlhash=abc"),
            &by("LinkedIn"),
        ),
        carried(
            "Slack's redirector",
            format!("https://slack-redir.net/link?url={once}"),
            &by("Slack"),
        ),
        carried(
            "YouTube",
            format!("https://www.youtube.com/redirect?event=x&q={once}&v=1"),
            &by("YouTube"),
        ),
        carried(
            "Bing",
            format!("https://www.bing.com/ck/a?!&&p=abc&u=a1{}&ntb=1", base64(link)),
            &by("Bing"),
        ),
        carried(
            "Steam",
            format!("https://steamcommunity.com/linkfilter/?url={once}"),
            &by("Steam"),
        ),
        carried(
            "an unknown one",
            format!("https://go.example.com/out?id=7&target={once}&x=1"),
            &by("another site"),
        ),
        carried("raw in a parameter", format!("https://vk.com/away.php?to={link}"), &by("VK")),
    ]
}

fn base64(text: &str) -> String {
    base64_simd::URL_SAFE_NO_PAD.encode_to_string(text)
}
