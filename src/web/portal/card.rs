//! The anonymous card in words, and the form that answers it.

use chrono::NaiveDateTime;
use serde::Deserialize;

use crate::{
    base::clock::{Moment, moment_at},
    domain::{
        conditions::ConditionLists,
        ids::PlacementId,
        placement::{HoursStep, StateName},
        reasons::DeclineCode,
        refusal::Refusal,
    },
    i18n::Texts,
    use_cases::placements::{accept::Accept, cards::Card, decline::Decline},
    web::{
        parts::{Badge, Choice, FormErrors, Tone},
        wording,
    },
};

/// A week of the period.
pub(super) struct WeekView {
    pub week: String,
    pub days: String,
    pub hours: String,
}

/// The card as it is read.
pub(super) struct CardView {
    pub title: String,
    pub workplace: String,
    pub form: String,
    pub purpose: String,
    pub period: String,
    pub hours: String,
    pub weeks: Vec<WeekView>,
    pub skills: Vec<String>,
    pub offers: Vec<String>,
    pub answer_by: Option<Moment>,
    pub meeting_times: Vec<Moment>,
    pub state: Badge,
}

impl CardView {
    pub(super) fn new(texts: Texts, lists: &ConditionLists, card: &Card) -> Self {
        let steps: Vec<HoursStep> = card.weeks.iter().map(|week| HoursStep { from: week.from, hours: week.hours }).collect();
        let weeks = card.weeks.iter().map(|week| WeekView {
            week: texts.week(week.from),
            days: texts.period(week.from, Some(week.to)),
            hours: wording::number(texts, week.hours),
        });
        Self {
            title: card.slot_title.clone(),
            workplace: card.workplace_name.clone(),
            form: wording::form(texts, card.form, &steps),
            purpose: wording::purpose(texts, card.purpose),
            period: period(texts, card),
            hours: span(texts, card),
            weeks: weeks.collect(),
            skills: card.skills.clone(),
            offers: card.needed_offers.iter().map(|code| lists.text(code, texts.language()).to_owned()).collect(),
            answer_by: card.answer_by.filter(|_| card.state == StateName::Offered),
            meeting_times: card.meeting_times.clone(),
            state: state(texts, card.state),
        }
    }
}

/// A proposal's state in the company's own words.
pub(super) fn state(texts: Texts, state: StateName) -> Badge {
    Badge::new(Tone::of_placement_state(state.as_str()), texts.text(&format!("portal-state-{state}")))
}

/// The whole period of a card.
pub(super) fn period(texts: Texts, card: &Card) -> String {
    let ends = card.weeks.first().zip(card.weeks.last());
    ends.map(|(first, last)| texts.period(first.from, Some(last.to))).unwrap_or_default()
}

/// `15`, or `4–8` where the hours change.
fn span(texts: Texts, card: &Card) -> String {
    let hours = || card.weeks.iter().map(|week| week.hours);
    let (least, most) = (hours().fold(f64::MAX, f64::min), hours().fold(0.0, f64::max));
    if (most - least).abs() < f64::EPSILON {
        wording::number(texts, most)
    } else {
        format!("{}–{}", wording::number(texts, least), wording::number(texts, most))
    }
}

/// What the answer's form sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    pub svar: String,
    #[serde(default)]
    pub tid_1: String,
    #[serde(default)]
    pub tid_2: String,
    #[serde(default)]
    pub grund: String,
    #[serde(default)]
    pub bemaerkning: String,
}

/// An answer that can be given.
pub(super) enum Answer {
    Yes(Accept),
    No(Decline),
}

impl AnswerForm {
    /// Reads the form.
    pub(super) fn answer(&self, texts: Texts, placement: PlacementId) -> Result<Answer, FormErrors> {
        match self.svar.as_str() {
            "ja" => self.times(texts).map(|times| Answer::Yes(Accept { placement, times })),
            _ => self.decline(texts, placement).map(Answer::No),
        }
    }

    fn times(&self, texts: Texts) -> Result<Vec<Moment>, FormErrors> {
        let (mut times, mut errors) = (Vec::new(), FormErrors::default());
        for (name, typed) in [("tid_1", &self.tid_1), ("tid_2", &self.tid_2)] {
            match (typed.trim(), local_time(typed)) {
                ("", _) => {}
                (_, Some(time)) => times.push(time),
                (_, None) => errors.add(name, texts.text("portal-time-unreadable")),
            }
        }
        if times.is_empty() && errors.is_empty() {
            errors.add("tid_1", texts.text("portal-time-missing"));
        }
        if errors.is_empty() { Ok(times) } else { Err(errors) }
    }

    fn decline(&self, texts: Texts, placement: PlacementId) -> Result<Decline, FormErrors> {
        let Some(code) = DeclineCode::parse(&self.grund) else {
            let mut errors = FormErrors::default();
            errors.add("grund", texts.text("portal-reason-missing"));
            return Err(errors);
        };
        let note = Some(self.bemaerkning.clone()).filter(|note| !note.trim().is_empty());
        Ok(Decline { placement, code, note })
    }

    /// Reasons for a no.
    pub(super) fn reasons(&self, texts: Texts) -> Vec<Choice> {
        let choice = |code: &DeclineCode| Choice::new(code.as_str(), texts.text(&format!("decline-{code}")), code.as_str() == self.grund);
        DeclineCode::ALL.iter().map(choice).collect()
    }
}

/// What the rules refused, at the form's fields; nothing where no field is at fault.
pub(super) fn refused_fields(texts: Texts, lists: &ConditionLists, refusal: &Refusal) -> Option<FormErrors> {
    let Refusal::Invalid { fields } = refusal else { return None };
    let at = |field: &str| if field == "times" { "tid_1" } else { "bemaerkning" }.to_owned();
    Some(wording::errors(texts, lists, fields, at))
}

/// `2026-03-10T10:00` on the clock of Copenhagen.
fn local_time(typed: &str) -> Option<Moment> {
    let typed = typed.trim();
    let read =
        NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").or_else(|_| NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M:%S"));
    read.ok().map(|local| moment_at(local.date(), local.time()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::terms::Language;

    #[test]
    fn a_yes_needs_a_time_that_can_be_read() {
        let texts = Texts::new(Language::Da);
        let form = |time: &str| AnswerForm { svar: "ja".to_owned(), tid_1: time.to_owned(), ..AnswerForm::default() };
        assert_eq!(form("2026-03-10T10:00").times(texts).map(|times| times.len()), Ok(1));
        assert!(form("").times(texts).is_err());
        assert!(form("i morgen").times(texts).is_err());
    }

    #[test]
    fn every_state_that_a_company_sees_has_words() {
        let unseen = [StateName::Proposed, StateName::Reserved];
        let seen = StateName::ALL.iter().filter(|state| !unseen.contains(state));
        let missing: Vec<_> = seen.filter(|state| !Texts::new(Language::Da).has(&format!("portal-state-{state}"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_time_is_read_on_the_danish_clock() {
        assert_eq!(local_time("2026-03-10T10:00").map(|time| time.to_rfc3339()), Some("2026-03-10T09:00:00+00:00".to_owned()));
    }
}
