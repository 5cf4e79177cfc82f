//! Addresses with parameters, written so that a browser reads them back as they were.

/// A path with those parameters that are not empty.
#[must_use]
pub fn url(path: &str, pairs: &[(&str, &str)]) -> String {
    let kept: Vec<String> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", percent(value))).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// What stands behind a question mark, as far as it can be read.
#[must_use]
pub fn read<T: serde::de::DeserializeOwned + Default>(query: &str) -> T {
    let uri: Option<axum::http::Uri> = format!("/?{query}").parse().ok();
    uri.and_then(|uri| axum_extra::extract::Query::try_from_uri(&uri).ok()).map(|axum_extra::extract::Query(read)| read).unwrap_or_default()
}

fn percent(text: &str) -> String {
    let sign = |byte: u8| {
        let is_plain = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(sign).collect()
}

/// The path where it is one of this program's own pages: never another host, never a scheme, nothing a browser drops.
#[must_use]
pub fn own_path(wanted: &str) -> Option<&str> {
    let plain = wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (wanted.starts_with('/') && !wanted.starts_with("//") && plain).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::{own_path, url};

    #[test]
    fn nobody_is_led_to_another_host() {
        for hostile in ["//evil.example", "/\t/evil.example", "/\\evil.example", "https://evil.example", "/\0", "/\u{7f}", "", "/å"] {
            assert_eq!(own_path(hostile), None, "{hostile:?}");
        }
        assert_eq!(own_path("/konsulent/pladser?q=lager%20A"), Some("/konsulent/pladser?q=lager%20A"));
    }

    #[test]
    fn empty_parameters_are_left_out_and_signs_are_kept_safe() {
        assert_eq!(url("/a", &[("q", "æ & b"), ("by", "")]), "/a?q=%C3%A6%20%26%20b");
        assert_eq!(url("/a", &[("q", "")]), "/a");
    }
}
