//! Words of agreements as staff and companies read them.

use std::collections::HashMap;

use crate::{
    domain::{
        agreement::{AgreementContent, AgreementPhase, Side, VersionState},
        company::Workplace,
        ids::{TenantId, WorkplaceId},
        rulebook::{RuleBook, meter::RatioMeter},
        terms::PlacementForm,
    },
    i18n::Texts,
    state::AppState,
    web::{
        parts::{Badge, Tone},
        wording,
    },
};

/// The phase of an agreement as a badge.
pub fn phase_badge(texts: Texts, phase: AgreementPhase) -> Badge {
    let tone = match phase {
        AgreementPhase::Draft => Tone::Neutral,
        AgreementPhase::Sent => Tone::Open,
        AgreementPhase::Returned => Tone::Stop,
        AgreementPhase::Coming => Tone::Held,
        AgreementPhase::Active => Tone::Ok,
        AgreementPhase::Expiring => Tone::Warn,
        AgreementPhase::Ended => Tone::Done,
    };
    Badge::new(tone, texts.text(&format!("agreement-phase-{phase}")))
}

/// The state of a version as a badge.
pub fn version_badge(texts: Texts, state: VersionState, in_force: bool) -> Badge {
    let tone = match state {
        VersionState::Draft => Tone::Neutral,
        VersionState::Sent => Tone::Open,
        VersionState::Approved => Tone::Ok,
        VersionState::Returned => Tone::Stop,
        VersionState::Superseded => Tone::Done,
    };
    let key = if in_force { "agreement-version-in-force".to_owned() } else { format!("agreement-version-{state}") };
    Badge::new(tone, texts.text(&key))
}

/// The names of all target groups, by code.
pub fn group_names(state: &AppState, texts: Texts, tenant: TenantId) -> HashMap<String, String> {
    groups(texts, &state.app.rules.seen(tenant)).into_iter().collect()
}

/// The target groups with their names, in the order of the rules.
pub fn groups(texts: Texts, book: &RuleBook) -> Vec<(String, String)> {
    let name =
        |group: &&crate::domain::rulebook::rule::TargetGroup| (group.head.id.clone(), group.head.name.text(texts.language()).to_owned());
    book.target_groups().iter().map(name).collect()
}

/// The names of workplaces, by id.
pub fn place_names(workplaces: &[Workplace]) -> HashMap<WorkplaceId, String> {
    workplaces.iter().map(|place| (place.id, place.name.clone())).collect()
}

/// What to think of before a version is sent: a centre with few places, and more places than the ratio allows, with the rule
/// and what it does not count.
pub fn warnings(
    texts: Texts,
    content: &AgreementContent,
    names: &HashMap<WorkplaceId, String>,
    meters: &HashMap<WorkplaceId, RatioMeter>,
) -> Vec<String> {
    let mut told = Vec::new();
    if content.is_small_centre() {
        told.push(texts.text("agreement-warn-centre").into_owned());
    }
    for place in content.workplaces() {
        let Some(meter) = meters.get(&place) else { continue };
        told.extend(ratio_warning(texts, content, (names.get(&place).map_or("", String::as_str), meter), place));
    }
    told
}

fn ratio_warning(texts: Texts, content: &AgreementContent, (name, meter): (&str, &RatioMeter), place: WorkplaceId) -> Option<String> {
    let counts = |form: &PlacementForm| matches!(form, PlacementForm::Virksomhedspraktik | PlacementForm::Loentilskud);
    let here = || content.lines.iter().filter(|line| line.workplace == place);
    let counted: u32 = here().filter(|line| line.forms.iter().any(counts)).map(|line| line.seats).sum();
    let outside: u32 = here().filter(|line| !line.forms.iter().any(counts)).map(|line| line.seats).sum();
    let Some(allowed) = meter.allowed.or(meter.expected) else {
        return (counted > 0).then(|| texts.name("agreement-warn-ratio-unknown", name).into_owned());
    };
    if counted + outside <= allowed {
        return None;
    }
    let rule = meter.rules.first().map(|(_, rule)| wording::rule(texts, rule)).unwrap_or_default();
    let employees = meter.figure.map(|figure| wording::number(texts, figure.count)).unwrap_or_default();
    let args = [
        ("name", name.to_owned().into()),
        ("employees", employees.into()),
        ("allowed", allowed.into()),
        ("counted", counted.into()),
        ("outside", outside.into()),
        ("rule", rule.into()),
    ];
    let key = if counted > allowed { "agreement-warn-ratio" } else { "agreement-warn-ratio-fleksjob" };
    Some(texts.with(key, &args).into_owned())
}

/// What a new agreement's duties begin with, in Danish, since the agreement is a Danish document.
pub fn usual_duties(side: Side) -> Vec<String> {
    let texts = Texts::new(crate::domain::terms::Language::Da);
    (1..=4).map(|number| texts.text(&format!("agreement-usual-{side}-{number}")).into_owned()).collect()
}
