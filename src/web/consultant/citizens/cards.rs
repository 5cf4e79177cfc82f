//! A match as a card: the place, how it fits, what the law says, what one change would do.

use super::wording::{self, capital};
use crate::{
    domain::{
        matching::{Criterion, Fact, Part, PartVerdict},
        rulebook::{Answer, Finding, Verdict},
    },
    i18n::Texts,
    use_cases::matches::Proposal,
    web::{
        consultant::slots::words,
        parts::{Badge, Fit, FitCard, FitLaw, FitRow, Tone},
    },
};

/// The card of a place at its rank in the list.
/// Without actions, with all criteria folded.
pub(super) fn card(texts: Texts, rank: usize, place: &Proposal) -> FitCard {
    let language = texts.language();
    FitCard {
        texts,
        id: format!("plads-{rank}"),
        rank: u32::try_from(rank).unwrap_or(u32::MAX),
        title: place.slot.title.clone(),
        url: format!("/konsulent/pladser/{}", place.slot.id),
        workplace: workplace(place),
        facts: facts(texts, place),
        badges: badges(texts, place),
        rows: place.found.parts.iter().map(|part| row(texts, part)).collect(),
        law: law(texts, place),
        nearest_change: place.found.nearest_change.as_ref().map(|change| capital(&change.text(language))).unwrap_or_default(),
        actions: Vec::new(),
        choice: None,
        open: false,
    }
}

fn workplace(place: &Proposal) -> String {
    let (workplace, company) = (&place.workplace.name, &place.company.name);
    let place_name = if workplace == company { workplace.clone() } else { format!("{workplace} · {company}") };
    let street = place.workplace.address.street.as_deref().map(|street| format!(", {street}"));
    format!("{place_name}{}", street.unwrap_or_default())
}

fn facts(texts: Texts, place: &Proposal) -> Vec<String> {
    let distance = place
        .found
        .parts
        .iter()
        .find(|part| part.criterion == Criterion::Distance && part.slot != Fact::Unknown)
        .map(|part| part.slot.text(texts.language()));
    let town: Vec<String> = words::town(&place.workplace.address).into_iter().chain(distance).collect();
    let hours = place.slot.hours.map(|window| {
        let times = place.slot.times.map(|times| format!(", {}–{}", wording::clock(times.from), wording::clock(times.to)));
        format!("{} {}{}", words::hours(texts, Some(window)), texts.text("unit-hours"), times.unwrap_or_default())
    });
    let period = place.found.period.map(|period| texts.name("match-period", &texts.period(period.from, period.to)).into_owned());
    let kept = words::kept(texts, &place.slot);
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    [filled(town.join(" · ")), hours, period, filled(kept)].into_iter().flatten().collect()
}

fn badges(texts: Texts, place: &Proposal) -> Vec<Badge> {
    let kind = place.found.form.map(|form| Badge::kind(texts.text(&format!("form-{form}"))));
    kind.into_iter().chain([Badge::seats(texts, place.free_seats, place.slot.seats)]).collect()
}

/// How a comparison is marked.
pub(super) const fn fit(verdict: PartVerdict) -> Fit {
    match verdict {
        PartVerdict::Ok => Fit::Yes,
        PartVerdict::Partial => Fit::Partly,
        PartVerdict::No => Fit::No,
        PartVerdict::Unknown => Fit::Unknown,
    }
}

fn row(texts: Texts, part: &Part) -> FitRow {
    let language = texts.language();
    FitRow {
        fit: fit(part.verdict),
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

/// The law in one line: its verdict with the rule that decides, or plainly that it has no rules or nothing to be tested on.
fn law(texts: Texts, place: &Proposal) -> FitLaw {
    let answer = place.found.law.as_ref();
    let Some(finding) = answer.and_then(deciding) else { return without_finding(texts, place) };
    FitLaw { badge: Badge::verdict(texts, answer.map_or(Verdict::Unknown, |answer| answer.verdict).as_str()), ..FitLaw::of(texts, finding) }
}

fn without_finding(texts: Texts, place: &Proposal) -> FitLaw {
    let (badge, text) = match place.found.form.filter(|_| place.found.law.is_some()) {
        Some(form) => {
            let kind = texts.text(&format!("form-{form}")).to_lowercase();
            (Badge::new(Tone::Neutral, texts.text("match-no-rules-badge")), texts.name("match-no-rules", &kind))
        }
        None => (Badge::verdict(texts, Verdict::Unknown.as_str()), texts.text("match-no-period")),
    };
    FitLaw { badge, text: text.into_owned(), source: String::new(), url: String::new() }
}
