//! One placement with all that staff need to act on it: names, law, letters, releases and history.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    cap::{self, MonthlyCap},
    look::{OnePlacement, SeenClosely},
    outlook,
};
pub use crate::store::letters::Progress;
use crate::{
    base::clock::Moment,
    domain::{
        citizen::Citizen,
        company::{Company, Contact, Workplace},
        ids::{AccountId, CitizenId, ContactId, PlacementId},
        permission::Right,
        rulebook::outlook::Outlook,
        slot::Slot,
        terms::LookPurpose,
    },
    store::{audit, citizens, companies, contacts, letters, scope::Reader, slots, workplaces},
    use_cases::{
        app::App,
        doers::Doers,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// How many facts of the history a page shows.
const HISTORY: u64 = 60;

/// One fact of the history.
#[derive(Clone, Debug)]
pub struct PastAct {
    /// When.
    pub at: Moment,
    /// Whose act; nobody for the clock's own.
    pub who: Option<String>,
    /// What was done: a verb's word, or the use case's own where no state changed.
    pub what: String,
    /// Coded facts.
    pub detail: Value,
}

/// What a fact of the audit says was done.
pub(in crate::use_cases) fn what(action: &str, detail: &Value) -> String {
    let verb = detail.get("verb").and_then(Value::as_str);
    verb.or_else(|| action.rsplit('.').next()).unwrap_or_default().to_owned()
}

/// A placement and what belongs to it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The placement, those who were asked and what was released.
    pub closely: SeenClosely,
    /// The citizen.
    pub citizen: Citizen,
    /// The slot.
    pub slot: Slot,
    /// Its workplace.
    pub workplace: Workplace,
    /// Its company.
    pub company: Company,
    /// Who was asked, or would be.
    pub contact: Option<Contact>,
    /// The letters about it, oldest first.
    pub letters: Vec<Progress>,
    /// Its history, newest first.
    pub history: Vec<PastAct>,
    /// Names of the staff who had a part in it.
    pub staff: HashMap<AccountId, String>,
    /// The proposals of this month to its company.
    pub cap: MonthlyCap,
    /// Its latest end, how it can go on, and who owes what; none once it is over.
    pub outlook: Option<Outlook>,
}

/// Asks for a placement and all that belongs to it.
#[derive(Clone, Debug)]
pub struct OpenDossier {
    /// Which.
    pub placement: PlacementId,
    /// Why it is looked at.
    pub purpose: LookPurpose,
}

impl Question for OpenDossier {
    const NAME: &'static str = "placement.dossier";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = Dossier;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Dossier, Failure> {
        let closely = OnePlacement { placement: self.placement, purpose: self.purpose }.answer(app, reader).await?;
        let placement = &closely.seen.record.placement;
        let slot = slots::find(reader, placement.slot).await?.or_not_found()?;
        let (history, staff) = history(reader, self.placement, closely.seen.staff()).await?;
        let company = companies::find(reader, slot.company).await?.or_not_found()?;
        Ok(Dossier {
            cap: cap::of(app, reader, &company).await?,
            citizen: citizens::find(reader, placement.citizen).await?.or_not_found()?,
            workplace: workplaces::find(reader, slot.workplace).await?.or_not_found()?,
            company,
            contact: contact(reader, closely.asked, &slot).await?,
            letters: letters::about(reader, self.placement).await?,
            slot,
            history,
            staff,
            outlook: outlook::of(app, reader, &closely.seen.record).await?,
            closely,
        })
    }

    fn shown(&self, answer: &Dossier) -> Vec<CitizenId> {
        vec![answer.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

async fn contact(reader: &Reader<'_>, asked: Option<ContactId>, slot: &Slot) -> Result<Option<Contact>, Failure> {
    match asked {
        Some(contact) => Ok(contacts::find(reader, contact).await?),
        None => Ok(contacts::answering_for(reader, slot).await?),
    }
}

type History = (Vec<PastAct>, HashMap<AccountId, String>);

async fn history(reader: &Reader<'_>, placement: PlacementId, people: Vec<AccountId>) -> Result<History, Failure> {
    let facts = audit::about(reader, "placement", placement.0, HISTORY).await?;
    let acts: Vec<_> = facts.iter().map(|fact| (fact.actor_kind.as_str(), fact.actor_id)).collect();
    let doers = Doers::read(reader, &acts, people).await?;
    let past = facts.iter().map(|fact| PastAct {
        at: fact.at,
        who: doers.name((&fact.actor_kind, fact.actor_id)),
        what: what(&fact.action, &fact.detail),
        detail: fact.detail.clone(),
    });
    Ok((past.collect(), doers.staff))
}
