//! What can be chosen on the pages of the acts.

use super::{act::ActForm, ask::Act};
use crate::{
    domain::reasons::{EndOutcome, InterruptCode, WithdrawCode},
    i18n::Texts,
    state::AppState,
    use_cases::placements::dossier::Dossier,
    web::{parts::Choice, wording},
};

/// One word of a list, chosen by its word or by its label.
pub(super) fn choice(texts: Texts, list: &str, word: &str, chosen: &str) -> Choice {
    let label = texts.text(&format!("{list}-{word}"));
    let is_chosen = word == chosen || label == chosen;
    Choice::new(word, label, is_chosen)
}

/// One word of a list of which several can be chosen.
pub(super) fn many(texts: Texts, list: &str, word: &str, chosen: &[String]) -> Choice {
    Choice::new(word, texts.text(&format!("{list}-{word}")), chosen.iter().any(|one| one == word))
}

/// Why an act is done, where it asks for that.
pub(super) fn reasons(texts: Texts, act: Act, chosen: &str) -> Vec<Choice> {
    let list = |name: &str, words: Vec<&'static str>| words.into_iter().map(|word| choice(texts, name, word, chosen)).collect();
    match act {
        Act::Complete => list("outcome", EndOutcome::ALL.iter().map(|word| word.as_str()).collect()),
        Act::Interrupt => list("interrupt", InterruptCode::ALL.iter().map(|word| word.as_str()).collect()),
        Act::Withdraw | Act::Cancel => list("withdraw", WithdrawCode::ALL.iter().map(|word| word.as_str()).collect()),
        _ => Vec::new(),
    }
}

/// The citizen's own conditions, of which a release can tell some.
pub(super) fn conditions(state: &AppState, texts: Texts, dossier: &Dossier, form: &ActForm) -> Vec<Choice> {
    let profile = &dossier.citizen.profile;
    let avoids = profile.avoids.iter().map(|code| format!("ikke:{code}"));
    let codes = avoids.chain(profile.needs.iter().map(|code| format!("behov:{code}")));
    codes
        .map(|code| Choice::new(code.clone(), wording::condition(texts, &state.app.conditions, &code), form.hensyn.contains(&code)))
        .collect()
}
