//! The HTML of a letter, derived from its plain text: the same words, with headings for nobody and pictures for nobody.

use std::fmt::Write;

use crate::domain::terms::Language;

const STYLE: &str = "font-family:'IBM Plex Sans',Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:36em";

/// The HTML of a plain text. Only addresses under `base_url` become links.
pub(super) fn html(subject: &str, body: &str, language: Language, base_url: &str) -> String {
    let blocks: String = body.trim_end().split("\n\n").map(|block| paragraph(block, base_url)).collect();
    let title = escaped(subject);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n</head>\n\
         <body style=\"{STYLE}\">\n{blocks}</body>\n</html>\n"
    )
}

fn paragraph(block: &str, base_url: &str) -> String {
    let lines: Vec<&str> = block.lines().collect();
    match lines.as_slice() {
        [label, address] if is_link(address, base_url) => link(label.trim_end_matches(':'), address),
        [digits] if digits.len() >= 6 && digits.chars().all(|letter| letter.is_ascii_digit()) => {
            format!("<p style=\"font-size:28px\"><strong>{digits}</strong></p>\n")
        }
        lines if lines.iter().all(|line| line.starts_with("- ")) => list(lines),
        lines => format!("<p>{}</p>\n", lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>\n")),
    }
}

fn is_link(line: &str, base_url: &str) -> bool {
    line.strip_prefix(base_url).is_some_and(|path| path.starts_with('/')) && !line.contains(char::is_whitespace)
}

fn link(label: &str, address: &str) -> String {
    format!("<p><a href=\"{}\">{}</a></p>\n", escaped(address), escaped(label))
}

fn list(lines: &[&str]) -> String {
    let items = lines.iter().fold(String::new(), |mut items, line| {
        let _ = writeln!(items, "<li>{}</li>", escaped(line.trim_start_matches("- ")));
        items
    });
    format!("<ul>\n{items}</ul>\n")
}

/// Text that can stand between tags and in attributes.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_holds_is_shown_and_never_done() {
        let html = html("<b>", "<img src=x onerror=alert(1)>\n\nSe her:\nhttps://evil.example/x", Language::En, "https://b.example");
        assert!(!html.contains("<img") && !html.contains("<b>") && !html.contains("href"));
        assert!(html.contains("lang=\"en\""));
    }

    #[test]
    fn an_address_under_ours_becomes_a_link_with_words() {
        let html = html("S", "Svar her:\nhttps://b.example/x/y", Language::Da, "https://b.example");
        assert!(html.contains("<a href=\"https://b.example/x/y\">Svar her</a>"));
        let twin = super::html("S", "Svar her:\nhttps://b.example.evil/x", Language::Da, "https://b.example");
        assert!(!twin.contains("href"));
    }
}
