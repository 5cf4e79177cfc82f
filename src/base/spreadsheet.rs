//! Text that a spreadsheet opens without acting on it.

/// Puts `'` before text that a spreadsheet would take for a formula.
#[must_use]
pub fn formula_safe(text: &str) -> String {
    let is_formula = text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
