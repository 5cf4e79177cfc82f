//! Words of the field as pages show them: kinds, purposes, hours, released facts, refused fields.

use chrono::NaiveDate;

use super::parts::{Choice, FormErrors};
use crate::{
    domain::{
        conditions::ConditionLists,
        placement::HoursStep,
        refusal::FieldRefused,
        rulebook::RuleTold,
        terms::{PlacementForm, Purpose},
    },
    i18n::Texts,
    use_cases::placements::cap::MonthlyCap,
};

/// Below so many hours a week a fleksjob is shown as minifleksjob.
const MINIFLEKSJOB_BELOW: f64 = 10.0;

/// The kind of a placement with these hours.
#[must_use]
pub fn form(texts: Texts, form: PlacementForm, hours: &[HoursStep]) -> String {
    let most = hours.iter().map(|step| step.hours).fold(0.0, f64::max);
    if form == PlacementForm::Fleksjob && !hours.is_empty() && most < MINIFLEKSJOB_BELOW {
        return texts.text("placement-form-minifleksjob").into_owned();
    }
    texts.text(&format!("placement-form-{form}")).into_owned()
}

/// "Regel: varighed af virksomhedspraktik for jobparate, fra 1. januar 2020."
#[must_use]
pub fn rule(texts: Texts, rule: &RuleTold) -> String {
    let key = if rule.verified { "rule-told" } else { "rule-told-unverified" };
    let name = rule.name.text(texts.language()).to_owned();
    texts.with(key, &[("rule", name.into()), ("day", texts.date_plain(rule.valid_from).into())]).into_owned()
}

/// The agreed purpose.
#[must_use]
pub fn purpose(texts: Texts, purpose: Purpose) -> String {
    texts.text(&format!("placement-purpose-{purpose}")).into_owned()
}

/// All purposes as choices.
#[must_use]
pub fn purposes(texts: Texts, chosen: &str) -> Vec<Choice> {
    Purpose::ALL.iter().map(|word| Choice::new(word.as_str(), purpose(texts, *word), word.as_str() == chosen)).collect()
}

/// A number of hours without needless decimals.
#[must_use]
pub fn number(texts: Texts, hours: f64) -> String {
    texts.number(hours, usize::from(hours.fract() != 0.0))
}

/// `15`, or `4, fra 30. marts 2026: 8` where the hours change.
#[must_use]
pub fn hours(texts: Texts, steps: &[HoursStep]) -> String {
    let mut parts = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        let hours = number(texts, step.hours);
        parts.push(match place {
            0 => hours,
            _ => {
                let from = texts.date_plain(step.from);
                texts.with("placement-hours-from", &[("from", from.into()), ("hours", hours.into())]).into_owned()
            }
        });
    }
    parts.join(", ")
}

/// The words of a condition code, also of `ikke:` and `behov:` codes.
#[must_use]
pub fn condition(texts: Texts, lists: &ConditionLists, code: &str) -> String {
    let language = texts.language();
    match code.split_once(':') {
        Some(("ikke", code)) => texts.name("placement-condition-avoid", lists.text(code, language)).into_owned(),
        Some(("behov", code)) => texts.name("placement-condition-need", lists.text(code, language)).into_owned(),
        _ => lists.text(code, language).to_owned(),
    }
}

/// What a refused field says; names what to choose instead where there is something.
#[must_use]
pub fn refused(texts: Texts, lists: &ConditionLists, field: &FieldRefused) -> String {
    let sentence = texts.text(field.reason).into_owned();
    if field.advice.is_empty() {
        return sentence;
    }
    let instead: Vec<String> = field.advice.iter().map(|code| condition(texts, lists, code)).collect();
    format!("{sentence} {}", texts.name("choose-instead", &instead.join(", ")))
}

/// Refused fields at their form's fields: `at` gives a field's name in the form.
#[must_use]
pub fn errors(texts: Texts, lists: &ConditionLists, fields: &[FieldRefused], at: impl Fn(&str) -> String) -> FormErrors {
    let mut errors = FormErrors::default();
    add_errors(&mut errors, texts, lists, fields, at);
    errors
}

/// The same beside what a form says already.
pub fn add_errors(errors: &mut FormErrors, texts: Texts, lists: &ConditionLists, fields: &[FieldRefused], at: impl Fn(&str) -> String) {
    for field in fields {
        errors.add(at(field.field), refused(texts, lists, field));
    }
}

/// How many proposals a company has had this month, of how many.
pub fn monthly_cap(texts: Texts, cap: &MonthlyCap) -> String {
    told_cap(texts, "cap-used", (cap.used, cap.cap), cap.anew_on)
}

/// That a company has had all proposals of a month, and when it can be asked again.
pub fn cap_reached(texts: Texts, (used, cap): (u32, u32), anew_on: NaiveDate) -> String {
    told_cap(texts, "cap-reached", (used, cap), anew_on)
}

fn told_cap(texts: Texts, key: &str, (used, cap): (u32, u32), anew_on: NaiveDate) -> String {
    texts.with(key, &[("used", used.into()), ("cap", cap.into()), ("name", texts.date_plain(anew_on).into())]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        placement::{StateName, Verb},
        reasons::{DeclineCode, EndOutcome, InterruptCode, WithdrawCode},
        terms::Language,
    };

    #[test]
    fn every_word_of_the_lists_has_a_text() {
        let texts = Texts::new(Language::Da);
        let mut keys: Vec<String> = PlacementForm::ALL.iter().map(|word| format!("placement-form-{word}")).collect();
        keys.extend(Purpose::ALL.iter().map(|word| format!("placement-purpose-{word}")));
        keys.extend(StateName::ALL.iter().map(|word| format!("placement-state-{word}")));
        keys.extend(DeclineCode::ALL.iter().map(|word| format!("decline-{word}")));
        keys.extend(WithdrawCode::ALL.iter().map(|word| format!("withdraw-{word}")));
        keys.extend(InterruptCode::ALL.iter().map(|word| format!("interrupt-{word}")));
        keys.extend(EndOutcome::ALL.iter().map(|word| format!("outcome-{word}")));
        keys.extend(Verb::ALL.iter().filter(|verb| !is_the_clocks(**verb)).map(|word| format!("past-placement-{word}")));
        keys.extend(["cpr", "diagnosis", "too-long"].map(|word| format!("free-text-{word}")));
        let missing: Vec<_> = keys.iter().filter(|key| !texts.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    fn is_the_clocks(verb: Verb) -> bool {
        matches!(verb, Verb::LetHoldEnd | Verb::Expire | Verb::MakeObsolete)
    }

    #[test]
    fn few_hours_of_fleksjob_are_a_minifleksjob() {
        let texts = Texts::new(Language::Da);
        let steps = |hours| vec![HoursStep { from: "2026-03-02".parse().expect("a date"), hours }];
        assert_eq!(form(texts, PlacementForm::Fleksjob, &steps(9.5)), "Minifleksjob");
        assert_eq!(form(texts, PlacementForm::Fleksjob, &steps(10.0)), "Fleksjob");
        assert_eq!(hours(texts, &steps(9.5)), "9,5");
    }
}
