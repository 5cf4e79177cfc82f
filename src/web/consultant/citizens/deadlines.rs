//! What is due for a citizen, in words: the day, by when to act, the rule and its source.

use chrono::NaiveDate;

use super::visit::deadline_tone;
use crate::{
    base::clock::day_of,
    domain::{
        holidays::working_day_by,
        rulebook::{deadline::DueDate, wording},
    },
    i18n::Texts,
    state::AppState,
    use_cases::citizens::CitizenFile,
    web::parts::Badge,
};

/// One deadline of the table.
pub(super) struct DueLine {
    pub due_on: String,
    /// How far off it is, in the tone of its nearness.
    pub nearness: Badge,
    /// The last working day.
    pub act_by: String,
    pub text: String,
    pub source: String,
    pub url: String,
}

/// The deadlines, the earliest first; the noted one among them.
pub(super) fn lines(state: &AppState, texts: Texts, file: &CitizenFile) -> Vec<DueLine> {
    let today = day_of(state.app.now());
    let noted = file.citizen.deadline.map(|day| (day, noted(texts, day, today)));
    let counted = file.deadlines.due.iter().map(|due| (due.due_on, counted(texts, due, today)));
    let mut lines: Vec<_> = noted.into_iter().chain(counted).collect();
    lines.sort_by_key(|(day, _)| *day);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn noted(texts: Texts, day: NaiveDate, today: NaiveDate) -> DueLine {
    DueLine {
        due_on: texts.date_plain(day),
        nearness: nearness(texts, day, today),
        act_by: texts.date_plain(working_day_by(day)),
        text: texts.text("citizen-deadline-noted").into_owned(),
        source: String::new(),
        url: String::new(),
    }
}

fn counted(texts: Texts, due: &DueDate, today: NaiveDate) -> DueLine {
    DueLine {
        due_on: texts.date_plain(due.due_on),
        nearness: nearness(texts, due.due_on, today),
        act_by: texts.date_plain(due.act_by),
        text: due.text(texts.language()).to_owned(),
        source: due.source.clone(),
        url: due.url.clone().unwrap_or_default(),
    }
}

fn nearness(texts: Texts, day: NaiveDate, today: NaiveDate) -> Badge {
    Badge::new(deadline_tone(day, today), texts.relative(day, today))
}

/// Which facts are missing, that nothing is due, or what the dates are counted from.
pub(super) fn note(texts: Texts, file: &CitizenFile) -> String {
    let words = |name: &&str| wording::fact(name).text(texts.language()).to_owned();
    let missing: Vec<String> = file.deadlines.missing.iter().map(words).collect();
    if !missing.is_empty() {
        return texts.name("citizen-deadlines-missing", &missing.join(", ")).into_owned();
    }
    let key = if file.deadlines.due.is_empty() { "citizen-deadlines-none" } else { "citizen-deadlines-known" };
    texts.text(key).into_owned()
}
