//! Links of checkers, redirectors and shorteners that hold another link, or hide it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::super::link_names::{has_names, starts_with};
use super::super::raw_url::RawUrl;

/// What a link of another holds.
pub(super) enum Inner {
    Link { link: String, by: &'static str },
    Hidden { by: &'static str },
}

/// The link inside a link; `None` if it is none that holds one.
pub(super) fn inner(text: &str) -> Option<Inner> {
    let url = RawUrl::split(text);
    let host = url.host?.to_ascii_lowercase();
    let host = host.split(':').next()?;
    let is_of = |(pattern, ..): &&(&str, &str, &[&str], &'static str)| is_host(host, pattern);
    for (_, path, params, by) in TABLE.iter().filter(is_of) {
        if starts_with(url.path, path) {
            let link = params.iter().find_map(|name| param(text, &url, name));
            return Some(link.map_or(Inner::Hidden { by }, |link| Inner::Link { link, by }));
        }
    }
    if let Some((_, by)) = OPAQUE.iter().find(|(pattern, _)| is_host(host, pattern)) {
        return Some(Inner::Hidden { by });
    }
    unknown(text, &url)
}

/// `*.example.com` holds every name below, and `example.*` each of the name's top levels.
fn is_host(host: &str, pattern: &str) -> bool {
    if let Some(domain) = pattern.strip_prefix("*.") {
        return host == domain
            || host.strip_suffix(domain).is_some_and(|front| front.ends_with('.'));
    }
    match pattern.strip_suffix(".*") {
        Some(name) => host.strip_prefix(name).is_some_and(|end| end.starts_with('.')),
        None => host == pattern,
    }
}

/// The link in a parameter: encoded once, or as it is, and then the rest of the query belongs to it.
fn param(text: &str, url: &RawUrl<'_>, name: &str) -> Option<String> {
    if let Some(decode) = FORMS.iter().find(|(form, _)| *form == name).map(|(_, decode)| decode) {
        return decode(text, url);
    }
    let param = url.params().find(|param| param.name == name)?;
    link_of_value(text, param.value)
}

fn link_of_value(text: &str, value: &str) -> Option<String> {
    if starts_with(value, "http://") || starts_with(value, "https://") {
        let at = text.find(value)?;
        let has_own_query = value.contains('?') && has_names(value);
        return text
            .get(at..)
            .filter(|_| has_own_query)
            .map(str::to_owned)
            .or_else(|| decoded(value));
    }
    decoded(value)
}

fn decoded(value: &str) -> Option<String> {
    let text = percent_decode_str(value).decode_utf8().ok().map(Cow::into_owned)?;
    starts_with(&text, "http").then_some(text)
}

/// A parameter of any link that holds a signed link.
fn unknown(text: &str, url: &RawUrl<'_>) -> Option<Inner> {
    let holds = |value: &str| {
        starts_with(value, "http") && has_names(&percent_decode_str(value).decode_utf8_lossy())
    };
    if url.params().any(|param| starts_with(param.name, "X-Amz-") && !holds(param.value)) {
        return None;
    }
    let value = url.params().map(|param| param.value).find(|value| holds(value))?;
    Some(Inner::Link { link: link_of_value(text, value)?, by: "another site" })
}

type Decode = fn(&str, &RawUrl<'_>) -> Option<String>;

/// Names for the places and codes that are no parameter, encoded once.
const FORMS: [(&str, Decode); 6] = [
    ("(proofpoint 2)", proofpoint_2),
    ("(proofpoint 3)", proofpoint_3),
    ("(path)", last_of_path),
    ("(underscores)", between_underscores),
    ("(query)", whole_query),
    ("(base64)", in_base64),
];

/// `_` stands for `/`, and `-` for `%`.
fn proofpoint_2(_: &str, url: &RawUrl<'_>) -> Option<String> {
    let value = url.params().find(|param| param.name == "u")?.value;
    decoded(&value.replace('_', "/").replace('-', "%"))
}

/// Each `*` stands for the next character of a text behind the link, and `**` with a letter for some of them.
fn proofpoint_3(text: &str, _: &RawUrl<'_>) -> Option<String> {
    let (_, rest) = text.split_once("/v3/__")?;
    let (link, behind) = rest.rsplit_once("__;")?;
    let code = behind.split('!').next()?;
    let replaced = super::base64::decoded(code)?;
    let mut replaced = replaced.chars();
    let mut out = String::with_capacity(link.len());
    let mut chars = link.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '*' if chars.peek() == Some(&'*') => {
                chars.next();
                let count = chars.next().and_then(super::base64::place)? + 2;
                out.extend(replaced.by_ref().take(count));
            }
            '*' => out.push(replaced.next()?),
            char => out.push(char),
        }
    }
    let has_two = out.contains("://");
    Some(if has_two { out } else { out.replacen(":/", "://", 1) })
}

fn last_of_path(_: &str, url: &RawUrl<'_>) -> Option<String> {
    let at = url.path.find("http")?;
    let rest = url.path.get(at..)?;
    let rest = if url.query.is_empty() { rest.to_owned() } else { format!("{rest}?{}", url.query) };
    decoded(&rest).or(Some(rest)).filter(|link| link.contains("://"))
}

fn between_underscores(text: &str, _: &RawUrl<'_>) -> Option<String> {
    let (_, rest) = text.split_once("___")?;
    let (link, _) = rest.split_once("___")?;
    if link.contains("://") { Some(link.to_owned()) } else { decoded(link) }
}

fn whole_query(text: &str, url: &RawUrl<'_>) -> Option<String> {
    if starts_with(url.query, "http") { link_of_value(text, url.query) } else { None }
}

/// Bing's begins with `a1`.
fn in_base64(_: &str, url: &RawUrl<'_>) -> Option<String> {
    let value = url.params().find(|param| param.name == "u")?.decoded_value()?;
    let code = value.strip_prefix("a1").unwrap_or(&value);
    super::base64::decoded(code).filter(|link| starts_with(link, "http"))
}

/// Host, beginning of the path, where the link is, and whose it is.
const TABLE: &[(&str, &str, &[&str], &str)] = &[
    ("*.safelinks.protection.outlook.com", "/", &["url"], "Microsoft Safe Links"),
    ("*.safelinks.protection.office365.us", "/", &["url"], "Microsoft Safe Links"),
    ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks", &["url"], "Microsoft Teams"),
    ("www.google.*", "/url", &["q", "url"], "Google"),
    ("google.*", "/url", &["q", "url"], "Google"),
    ("urldefense.proofpoint.com", "/v1/", &["u"], "Proofpoint"),
    ("urldefense.proofpoint.com", "/v2/", &["(proofpoint 2)"], "Proofpoint"),
    ("*.proofpoint.com", "/v3/", &["(proofpoint 3)"], "Proofpoint"),
    ("urldefense.us", "/v3/", &["(proofpoint 3)"], "Proofpoint"),
    ("urldefense.com", "/v3/", &["(proofpoint 3)"], "Proofpoint"),
    ("linkprotect.cudasvc.com", "/", &["a"], "Barracuda"),
    ("secure-web.cisco.com", "/", &["(path)"], "Cisco"),
    ("*.protection.sophos.com", "/", &["(base64)"], "Sophos"),
    ("protect2.fireeye.com", "/", &["u"], "Trellix"),
    ("protect-us.fireeye.com", "/", &["u"], "Trellix"),
    ("*.avanan.click", "/", &["(underscores)"], "Check Point"),
    ("protect.checkpoint.com", "/", &["(underscores)"], "Check Point"),
    ("*.trendmicro.com", "/", &["url"], "Trend Micro"),
    ("l.facebook.com", "/l.php", &["u"], "Facebook"),
    ("lm.facebook.com", "/l.php", &["u"], "Facebook"),
    ("l.instagram.com", "/", &["u"], "Instagram"),
    ("l.messenger.com", "/l.php", &["u"], "Messenger"),
    ("l.threads.com", "/", &["u"], "Threads"),
    ("*.linkedin.com", "/redir/redirect", &["url"], "LinkedIn"),
    ("*.linkedin.com", "/safety/go", &["url"], "LinkedIn"),
    ("slack-redir.net", "/link", &["url"], "Slack"),
    ("*.youtube.com", "/redirect", &["q"], "YouTube"),
    ("vk.com", "/away.php", &["to"], "VK"),
    ("steamcommunity.com", "/linkfilter", &["url", "u", "(query)"], "Steam"),
    ("t.umblr.com", "/redirect", &["z"], "Tumblr"),
    ("out.reddit.com", "/", &["url"], "Reddit"),
    ("*.duckduckgo.com", "/l/", &["uddg"], "DuckDuckGo"),
    ("disq.us", "/url", &["url"], "Disqus"),
    ("link.zhihu.com", "/", &["target"], "Zhihu"),
    ("link.csdn.net", "/", &["target"], "CSDN"),
    ("link.juejin.cn", "/", &["target"], "Juejin"),
    ("*.jianshu.com", "/go-wild", &["url"], "Jianshu"),
    ("*.bing.com", "/ck/a", &["(base64)"], "Bing"),
    ("t.me", "/share/url", &["url"], "Telegram"),
    ("*.mimecast.com", "/", &["url"], "Mimecast"),
];

/// Hosts that hide where they lead.
const OPAQUE: &[(&str, &str)] = &[
    ("*.mimecastprotect.com", "Mimecast"),
    ("t.co", "X (t.co)"),
    ("bit.ly", "bit.ly"),
    ("lnkd.in", "LinkedIn (lnkd.in)"),
    ("aka.ms", "Microsoft (aka.ms)"),
    ("tinyurl.com", "TinyURL"),
    ("goo.gl", "Google (goo.gl)"),
    ("ow.ly", "Hootsuite (ow.ly)"),
    ("is.gd", "is.gd"),
    ("*.ct.sendgrid.net", "SendGrid"),
    ("*.list-manage.com", "Mailchimp"),
    ("*.awstrack.me", "Amazon SES"),
];
