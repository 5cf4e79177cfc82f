//! A match as a card: the place, how it fits, what the law says, what one change would do.

use super::wording::{self, capital};
use crate::{
    domain::{
        matching::{Criterion, Part, PartVerdict},
        rulebook::{Answer, Finding, Verdict},
    },
    i18n::Texts,
    use_cases::matches::Proposal,
    web::parts::{Badge, CardAction, Fit, FitCard, FitLaw, FitRow},
};

/// The card of a place at its rank in the list.
pub(super) fn card(texts: Texts, rank: usize, place: &Proposal, actions: Vec<CardAction>) -> FitCard {
    let language = texts.language();
    FitCard {
        texts,
        id: format!("plads-{}", place.slot.id),
        rank: u32::try_from(rank).unwrap_or(u32::MAX),
        title: place.slot.title.clone(),
        url: format!("/konsulent/pladser/{}", place.slot.id),
        workplace: workplace(place),
        facts: facts(texts, place),
        badges: badges(texts, place),
        rows: place.found.parts.iter().map(|part| row(texts, part)).collect(),
        law: law(texts, place.found.law.as_ref()),
        nearest_change: place.found.nearest_change.as_ref().map(|change| capital(&change.text(language))).unwrap_or_default(),
        actions,
    }
}

fn workplace(place: &Proposal) -> String {
    let (workplace, company) = (&place.workplace.name, &place.company.name);
    let place_name = if workplace == company { workplace.clone() } else { format!("{workplace} · {company}") };
    let street = place.workplace.address.street.as_deref().map(|street| format!(", {street}"));
    format!("{place_name}{}", street.unwrap_or_default())
}

fn facts(texts: Texts, place: &Proposal) -> Vec<String> {
    let distance = place.found.parts.iter().find(|part| part.criterion == Criterion::Distance).map(|part| part.slot.text(texts.language()));
    let town: Vec<String> = place.workplace.address.town.clone().into_iter().chain(distance).collect();
    let hours = place.slot.hours.map(|window| {
        let times = place.slot.times.map(|times| format!(", {}–{}", wording::clock(times.from), wording::clock(times.to)));
        let (min, max) = (wording::hours(texts, window.min), wording::hours(texts, window.max));
        format!("{min}–{max} {}{}", texts.text("unit-hours"), times.unwrap_or_default())
    });
    let period = place.found.period.map(|period| texts.name("match-period", &texts.period(period.from, period.to)).into_owned());
    [Some(town.join(" · ")).filter(|town| !town.is_empty()), hours, period].into_iter().flatten().collect()
}

fn badges(texts: Texts, place: &Proposal) -> Vec<Badge> {
    let kind = place.found.form.map(|form| Badge::kind(texts.text(&format!("form-{form}"))));
    kind.into_iter().chain([Badge::seats(texts, place.free_seats, place.slot.seats)]).collect()
}

fn row(texts: Texts, part: &Part) -> FitRow {
    let language = texts.language();
    let fit = match part.verdict {
        PartVerdict::Ok => Fit::Yes,
        PartVerdict::Partial => Fit::Partly,
        PartVerdict::No => Fit::No,
        PartVerdict::Unknown => Fit::Unknown,
    };
    FitRow {
        fit,
        criterion: capital(part.criterion.text(language)),
        citizen: part.citizen.text(language),
        slot: part.slot.text(language),
        points: part.points,
        max_points: part.max_points,
    }
}

/// The finding that decides; where all is well, the one that tells the latest end.
fn deciding(answer: &Answer) -> Option<&Finding> {
    let with_end = || answer.findings.iter().find(|finding| finding.numbers.contains_key("latest_end"));
    if answer.verdict == Verdict::Ok { with_end().or(answer.findings.first()) } else { answer.findings.first() }
}

fn law(texts: Texts, answer: Option<&Answer>) -> FitLaw {
    let verdict = answer.map_or(Verdict::Unknown, |answer| answer.verdict);
    let finding = answer.and_then(deciding);
    let from = finding.and_then(|finding| finding.valid_from).map(|day| texts.name("match-rule-from", &texts.date_plain(day)).into_owned());
    let source = finding.map(|finding| finding.source.clone()).filter(|source| !source.is_empty());
    FitLaw {
        badge: Badge::verdict(texts, verdict.as_str()),
        text: finding.map_or_else(|| texts.text("match-no-period").into_owned(), |finding| finding.text(texts.language()).to_owned()),
        source: source.into_iter().chain(from).collect::<Vec<_>>().join(", "),
        url: String::new(),
    }
}
