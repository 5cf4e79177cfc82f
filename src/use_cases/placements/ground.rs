//! What a form needs to propose a slot for a citizen: both sides, and sensible values to begin with.

use chrono::NaiveDate;

use super::{
    cap::{self, MonthlyCap},
    tables::last_employers,
};
use crate::{
    base::clock::day_of,
    domain::{
        citizen::Citizen,
        ids::{CitizenId, SlotId},
        period::{Period, last_day_of_weeks},
        permission::Right,
        placement::NewFunction,
        rulebook::{
            Known, RuleBook,
            outlook::Outlook,
            situation::{self, Plan},
        },
        slot::Slot,
        terms::{LookPurpose, PlacementForm},
    },
    store::{
        citizens, companies,
        scope::{Reader, Scope},
        slots, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Weeks that a proposal spans to begin with: the shortest limit of virksomhedspraktik.
const WEEKS: u32 = 4;

/// Both sides of a proposal.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The citizen.
    pub citizen: Citizen,
    /// The slot.
    pub slot: Slot,
    /// Its workplace's name.
    pub workplace: String,
    /// A period to begin with.
    pub period: Period,
    /// Weekly hours to begin with, where either side says any.
    pub hours: Option<f64>,
    /// Whether the law asks what is written about the work function, for some kind of the slot.
    pub asks_function: bool,
    /// The proposals of this month to its company.
    pub cap: MonthlyCap,
    /// Latest end and next steps of each kind of the slot, from the first day of the period.
    pub outlooks: Vec<(PlacementForm, Outlook)>,
}

/// Asks for both sides of a proposal.
#[derive(Clone, Copy, Debug)]
pub struct ProposalGround {
    /// For whom.
    pub citizen: CitizenId,
    /// Where.
    pub slot: SlotId,
}

impl Question for ProposalGround {
    const NAME: &'static str = "placement.ground";
    const RIGHT: Right = Right::Propose;
    type Answer = Ground;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Ground, Failure> {
        let citizen = citizens::find(reader, self.citizen).await?.or_not_found()?;
        let slot = slots::find(reader, self.slot).await?.or_not_found()?;
        let workplace = workplaces::find(reader, slot.workplace).await?.or_not_found()?;
        let company = companies::find(reader, slot.company).await?.or_not_found()?;
        let period = period(&slot, day_of(reader.at()));
        let last_employer = last_employers(reader, std::iter::once(&citizen.legal)).await?.into_values().next();
        let (legal, place) = (&citizen.legal, &workplace);
        let known_on = day_of(reader.at());
        let sides = situation::Ground { legal, slot: &slot, workplace: place, company: &company, last_employer, occupants: &[], known_on };
        let book = app.rules.of(reader).await?;
        let asks_function = slot.forms.iter().any(|form| asks_function(&book, &sides, *form, period));
        let ahead = |form: PlacementForm| {
            let facts = situation::facts(book.on(period.from), &plan(form, period), &sides);
            book.outlook(&facts).ok().map(|found| (form, found))
        };
        let outlooks = slot.forms.iter().filter_map(|form| ahead(*form)).collect();
        Ok(Ground {
            cap: cap::of(app, reader, &company).await?,
            outlooks,
            hours: hours(&citizen, &slot),
            citizen,
            slot,
            workplace: workplace.name,
            period,
            asks_function,
        })
    }

    fn shown(&self, answer: &Ground) -> Vec<CitizenId> {
        vec![answer.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        LookPurpose::Match
    }
}

/// Whether the law asks about the work function for a kind; who else is at the workplace makes no difference to that.
fn asks_function(book: &RuleBook, sides: &situation::Ground<'_>, form: PlacementForm, period: Period) -> bool {
    situation::verdict(book, &plan(form, period), sides).is_ok_and(|answer| book.asks_for_function(&answer))
}

/// A placement of a kind of which nothing more is known yet.
fn plan(form: PlacementForm, period: Period) -> Plan {
    Plan {
        form,
        from: period.from,
        to: Known::Is(period.to),
        weekly_hours: Known::Absent,
        purpose: Known::Absent,
        self_found: false,
        justifications: Vec::new(),
        function: NewFunction::default(),
        extends: None,
        person_agrees: None,
    }
}

fn period(slot: &Slot, today: NaiveDate) -> Period {
    let from = today.max(slot.open_from);
    let to = last_day_of_weeks(from, WEEKS);
    Period { from, to: slot.open_to.map_or(to, |last| to.min(last)).max(from) }
}

/// As many hours as both sides can.
fn hours(citizen: &Citizen, slot: &Slot) -> Option<f64> {
    let most = [citizen.profile.hours, slot.hours].into_iter().flatten().map(|window| window.max);
    most.reduce(f64::min)
}
