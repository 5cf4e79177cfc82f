//! Addresses with parameters, written so that a browser reads them back as they were.

/// A path with those parameters that are not empty.
#[must_use]
pub fn url(path: &str, pairs: &[(&str, &str)]) -> String {
    let kept: Vec<String> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", percent(value))).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

fn percent(text: &str) -> String {
    let sign = |byte: u8| {
        let is_plain = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::url;

    #[test]
    fn empty_parameters_are_left_out_and_signs_are_kept_safe() {
        assert_eq!(url("/a", &[("q", "æ & b"), ("by", "")]), "/a?q=%C3%A6%20%26%20b");
        assert_eq!(url("/a", &[("q", "")]), "/a");
    }
}
