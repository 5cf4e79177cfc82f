//! What the form of an extension begins with: the day that the law allows, the ways on, and the grounds that they need.

use super::{ask::Act, choices::many};
use crate::{
    domain::rulebook::outlook::{Extension, Outlook},
    i18n::Texts,
    use_cases::placements::dossier::Dossier,
    web::parts::{Choice, latest, way, ways},
};

/// The last day as it stands and as the law allows it without more grounds, beside the field for a new one.
pub(super) fn day_hint(texts: Texts, dossier: &Dossier, act: Act) -> String {
    if act != Act::Extend {
        return String::new();
    }
    let now = texts.name("placement-ends-now", &texts.date(dossier.closely.seen.record.placement.period.to)).into_owned();
    let allowed = dossier.outlook.as_ref().map(|outlook| latest(texts, outlook));
    [Some(now), allowed].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Every way on, in sentences.
pub(super) fn ways_on(texts: Texts, dossier: &Dossier, act: Act) -> Vec<String> {
    let outlook = dossier.outlook.as_ref().filter(|_| act == Act::Extend);
    outlook.map_or_else(Vec::new, |outlook| ways(texts, outlook))
}

/// The latest day that needs no more grounds, where it is later than the present one and the slot is open then.
pub(super) fn first_end(dossier: &Dossier) -> String {
    let now = dossier.closely.seen.record.placement.period.to;
    let allowed = dossier.outlook.as_ref().and_then(Outlook::last_day);
    let open = allowed.map(|day| dossier.slot.open_to.map_or(day, |last| day.min(last)));
    open.filter(|day| *day > now).map(|day| day.to_string()).unwrap_or_default()
}

/// The grounds that the rule knows for this placement, each with the day that it reaches; none where it knows none.
pub(super) fn justifications(texts: Texts, dossier: &Dossier, chosen: &[String]) -> Vec<Choice> {
    let extensions = dossier.outlook.as_ref().map(|outlook| outlook.extensions.as_slice()).unwrap_or_default();
    let choice = |extension: &Extension| many(texts, "justification", &extension.needs, chosen).hint(way(texts, extension));
    extensions.iter().map(choice).collect()
}
