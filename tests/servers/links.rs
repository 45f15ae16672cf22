//! Alterations of a presigned link's text.

/// With another value of a parameter.
pub fn with(url: &str, name: &str, value: &str) -> String {
    mapped(url, |param| match param.split_once('=') {
        Some((other, _)) if other == name => Some(format!("{name}={value}")),
        _ => Some(param.to_owned()),
    })
}

/// Without a parameter.
pub fn without(url: &str, name: &str) -> String {
    mapped(url, |param| (param.split('=').next() != Some(name)).then(|| param.to_owned()))
}

/// With another digit at the place that is so far from the end.
pub fn flipped(url: &str, from_end: usize) -> String {
    let (before, rest) = url.split_at(url.len().saturating_sub(from_end));
    let other = if rest.starts_with('0') { '1' } else { '0' };
    format!("{before}{other}{}", rest.get(1..).unwrap_or_default())
}

/// With an `X-Amz-Date` that is some seconds off.
pub fn another_second(url: &str) -> String {
    mapped(url, |param| match param.strip_suffix('Z') {
        Some(date) if param.starts_with("X-Amz-Date=") => Some(format!("{}Z", flipped(date, 1))),
        _ => Some(param.to_owned()),
    })
}

fn mapped(url: &str, map: impl Fn(&str) -> Option<String>) -> String {
    let (before, query) = url.split_once('?').unwrap_or((url, ""));
    let query: Vec<_> = query.split('&').filter_map(map).collect();
    format!("{before}?{}", query.join("&"))
}
