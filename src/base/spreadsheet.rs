//! Text that a spreadsheet opens without acting on it.

/// The text without the `'` that [`formula_safe`] put before it.
#[must_use]
pub fn plain(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| formula_safe(rest) != **rest).unwrap_or(text)
}

/// Puts `'` before text that a spreadsheet would take for a formula.
#[must_use]
pub fn formula_safe(text: &str) -> String {
    let is_formula = text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
