//! `…/kalender`: the seats of a slot, a workplace, a company or an agreement, thirteen weeks at a time.

use askama::Template;
use axum::extract::{Path, Query, State};
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::closed_days::{ClosedLine, lines};
use crate::{
    domain::{
        company::Workplace,
        ids::{AgreementId, CompanyId, SlotId, WorkplaceId},
        permission::Right,
        rulebook::meter::RatioMeter,
        slot::Slot,
        slot_weeks::SlotWeek,
    },
    state::AppState,
    use_cases::{
        failure::Failure,
        slots::{CALENDAR_WEEKS, Calendar, CalendarOf, SlotCalendar},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Choice, Ledger, LedgerCell, LedgerRow, LedgerWeek, MeterReader, RatioView},
    },
};

/// The address after `?`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct At {
    virksomhed: Option<CompanyId>,
    aftale: String,
    fra: String,
}

#[derive(Template)]
#[template(path = "consultant/calendar/weeks.html")]
struct CalendarPage {
    shell: Shell,
    company: CompanyId,
    first: String,
    choices: Vec<Choice>,
    earlier: String,
    today: String,
    later: String,
    back: String,
    closed_url: String,
    is_empty: bool,
    ledger: Ledger,
    left_off: usize,
    closed: Vec<ClosedLine>,
    ratios: Vec<RatioView>,
}

/// The cell of a week.
pub(in crate::web::consultant) fn cell(week: &SlotWeek) -> LedgerCell {
    LedgerCell { free: week.free, reserved: week.kept, held: week.held, taken: week.taken, closed: week.closed }
}

fn ledger(me: &Consultant, calendar: &Calendar) -> Ledger {
    let texts = me.visit.texts;
    let weeks = (0..CALENDAR_WEEKS).map(|number| LedgerWeek(calendar.first_monday + Days::new(number * 7))).collect();
    let rows = calendar.rows.iter().map(|row| LedgerRow {
        workplace: row.workplace.clone(),
        title: row.slot.title.clone(),
        url: format!("/konsulent/pladser/{}", row.slot.id),
        cells: row.weeks.iter().map(cell).collect(),
    });
    Ledger::new(texts, texts.count("slot-ledger", usize::try_from(CALENDAR_WEEKS).unwrap_or_default()), weeks, rows.collect())
}

fn ratio(me: &Consultant, company: CompanyId, (place, meter): &(Workplace, RatioMeter)) -> RatioView {
    let fill_in = || format!("/konsulent/virksomheder/{company}/arbejdspladser/{}", place.id);
    let reader =
        MeterReader::Staff { fill_in: me.actor.may(Right::ChangeCompanies).then(fill_in), tells_apart: me.actor.may(Right::SeeCitizens) };
    RatioView::new(me.visit.texts, &place.name, meter, &reader)
}

/// Where the calendar stands: its own address without a week, the page it belongs to, and where days are closed.
struct Place {
    own: String,
    back: String,
    closed_url: String,
    title: String,
}

fn place(of: CalendarOf, calendar: &Calendar) -> Place {
    let company = format!("/konsulent/virksomheder/{}", calendar.company.id);
    match of {
        CalendarOf::Slot(id) => {
            let back = format!("/konsulent/pladser/{id}");
            let title = calendar.rows.first().map(|row| row.slot.title.clone()).unwrap_or_default();
            Place { own: format!("{back}/kalender?"), closed_url: format!("{back}/lukket"), back, title }
        }
        CalendarOf::Workplace(_, workplace) => {
            let at = format!("{company}/arbejdspladser/{workplace}");
            let title = calendar.workplaces.first().map(|(place, _)| place.name.clone()).unwrap_or_default();
            Place { own: format!("{at}/kalender?"), closed_url: format!("{at}/lukket"), back: company, title }
        }
        CalendarOf::Company(id, agreement) => {
            let of_agreement = agreement.map(|agreement| format!("aftale={agreement}&")).unwrap_or_default();
            let own = format!("/konsulent/kalender?virksomhed={id}&{of_agreement}");
            Place { own, closed_url: String::new(), back: company, title: calendar.company.name.clone() }
        }
    }
}

fn agreement_choices(of: CalendarOf, calendar: &Calendar) -> Vec<Choice> {
    let CalendarOf::Company(_, chosen) = of else { return Vec::new() };
    calendar.agreements.iter().map(|one| Choice::new(one.id.to_string(), &one.number, Some(one.id) == chosen)).collect()
}

fn page(me: &Consultant, of: CalendarOf, calendar: &Calendar) -> CalendarPage {
    let texts = me.visit.texts;
    let at = place(of, calendar);
    let step = Days::new(CALENDAR_WEEKS * 7);
    let week = |day: NaiveDate| format!("{}fra={day}", at.own);
    let slots: Vec<Slot> = calendar.rows.iter().map(|row| row.slot.clone()).collect();
    CalendarPage {
        shell: me.shell(Section::Slots, texts.text("calendar-title")).crumb(at.title, at.back.clone()).lead(calendar.company.name.clone()),
        company: calendar.company.id,
        first: calendar.first_monday.to_string(),
        choices: agreement_choices(of, calendar),
        earlier: week(calendar.first_monday - step),
        later: week(calendar.first_monday + step),
        today: at.own.trim_end_matches(['?', '&']).to_owned(),
        back: at.back,
        closed_url: at.closed_url,
        is_empty: calendar.rows.is_empty(),
        ledger: ledger(me, calendar),
        left_off: calendar.left_off,
        closed: lines(texts, &calendar.closures, &slots),
        ratios: calendar.workplaces.iter().map(|place| ratio(me, calendar.company.id, place)).collect(),
    }
}

async fn show(state: &AppState, me: &Consultant, of: CalendarOf, at: &At) -> Result<Page<CalendarPage>, PageError> {
    let from = at.fra.trim().parse::<NaiveDate>().ok();
    let calendar = state.app.ask(&me.actor, &SlotCalendar { of, from }).await?;
    Ok(Page(page(me, of, &calendar)))
}

/// The calendar of a slot.
pub async fn of_slot(
    State(state): State<AppState>,
    me: Consultant,
    Path(slot): Path<SlotId>,
    Query(at): Query<At>,
) -> Result<Page<impl Template>, PageError> {
    show(&state, &me, CalendarOf::Slot(slot), &at).await
}

/// The calendar of a workplace.
pub async fn of_workplace(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, workplace)): Path<(CompanyId, WorkplaceId)>,
    Query(at): Query<At>,
) -> Result<Page<impl Template>, PageError> {
    show(&state, &me, CalendarOf::Workplace(company, workplace), &at).await
}

/// The calendar of a company, or of one of its agreements.
pub async fn of_company(State(state): State<AppState>, me: Consultant, Query(at): Query<At>) -> Result<Page<impl Template>, PageError> {
    let company = at.virksomhed.ok_or(Failure::NotFound)?;
    let agreement = match at.aftale.trim() {
        "" => None,
        typed => Some(typed.parse::<AgreementId>().map_err(|_| Failure::NotFound)?),
    };
    show(&state, &me, CalendarOf::Company(company, agreement), &at).await
}
