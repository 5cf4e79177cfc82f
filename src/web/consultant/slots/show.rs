//! `/konsulent/pladser/{id}`: one slot, what it demands and offers, who holds its seats, and the coming half year.

use askama::Template;
use axum::extract::{Path, State};
use chrono::NaiveDate;

use super::{unsettled::age_badge, url_of, words};
use crate::{
    domain::{
        company::Workplace,
        freshness::{Freshness, freshness},
        ids::{CompanyId, SlotId},
        permission::Right,
        rulebook::meter::RatioMeter,
        slot::Slot,
    },
    i18n::Texts,
    state::AppState,
    use_cases::slots::{OpenSlot, SeatHolder, SlotFile},
    web::{
        consultant::{
            calendar::{
                cell,
                closed_days::{ClosedLine, lines},
            },
            companies::{HistoryEntry, PageNotice, bar_notice, entries, radar_notice},
        },
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
        parts::{Badge, Ledger, LedgerRow, LedgerWeek, MeterReader, RatioView},
    },
};

struct HolderRow {
    seat: u32,
    state: Badge,
    kind: String,
    period: String,
    until: Option<String>,
    colleague: String,
    url: Option<String>,
}

struct Fact {
    label: String,
    value: String,
    /// The code behind the words, small beside them.
    code: String,
}

/// Who would get a proposal.
struct Asked {
    name: String,
    phone: String,
    dial: String,
    email: String,
}

#[derive(Template)]
#[template(path = "consultant/slots/show.html")]
struct SlotPage {
    shell: Shell,
    url: String,
    today: NaiveDate,
    state: Badge,
    kinds: Vec<Badge>,
    slot: Slot,
    is_old: bool,
    /// How far the slot is from its latest confirmation, once that is a month.
    age: Option<Badge>,
    /// What a reader must know of its company and workplace.
    notices: Vec<PageNotice>,
    may_change: bool,
    free: u32,
    next_free_on: Option<NaiveDate>,
    facts: Vec<Fact>,
    demands: Vec<String>,
    offers: Vec<String>,
    holders: Vec<HolderRow>,
    ledger: Ledger,
    company_url: String,
    company: String,
    workplace: String,
    workplace_address: String,
    contact: Option<Asked>,
    may_propose: bool,
    consultant: Option<String>,
    agreement: Option<(String, String)>,
    history: Vec<HistoryEntry>,
    ratio: RatioView,
    closed: Vec<ClosedLine>,
}

fn holder_row(me: &Consultant, slot: &Slot, holder: &SeatHolder) -> HolderRow {
    let texts = me.visit.texts;
    let word = holder.state.map_or(if holder.taken { "agreed" } else { "reserved" }, |state| state.as_str());
    HolderRow {
        seat: holder.seat,
        state: Badge::placement(texts, word),
        kind: holder.form.map(|form| words::kind(texts, slot, form)).unwrap_or_default(),
        period: texts.period(holder.period.from, Some(holder.period.to)),
        until: holder.held_until.map(|until| texts.moment(until)),
        colleague: holder.colleague.clone().unwrap_or_default(),
        url: me.actor.may(Right::SeeCitizens).then(|| format!("/konsulent/forloeb/{}", holder.placement)),
    }
}

fn ledger(texts: Texts, file: &SlotFile) -> Ledger {
    let weeks = file.weeks.iter().map(|week| LedgerWeek(week.monday)).collect();
    let row = LedgerRow {
        workplace: file.workplace.name.clone(),
        title: file.slot.title.clone(),
        url: String::new(),
        cells: file.weeks.iter().map(cell).collect(),
    };
    Ledger::new(texts, texts.count("slot-ledger", file.weeks.len()), weeks, vec![row])
}

fn facts(state: &AppState, me: &Consultant, file: &SlotFile) -> Vec<Fact> {
    let (texts, slot) = (me.visit.texts, &file.slot);
    let occupation = file.occupation_title.clone().or_else(|| slot.occupation.clone());
    let code = slot.occupation.clone().filter(|_| file.occupation_title.is_some()).unwrap_or_default();
    let hours = slot.hours.map(|_| format!("{} {}", words::hours(texts, slot.hours), texts.text("unit-hours")));
    let groups: Vec<String> = slot.reserved_for.iter().map(|code| group_name(state, me, code)).collect();
    let rows = [
        ("slot-hours", hours.unwrap_or_else(|| texts.text("hours-open").into_owned())),
        ("slot-times", slot.times.map(words::times).unwrap_or_default()),
        ("slot-open", texts.period(slot.open_from, slot.open_to)),
        ("slot-occupation", occupation.unwrap_or_default()),
        ("slot-language", slot.language.map(|level| texts.text(&format!("language-level-{level}")).into_owned()).unwrap_or_default()),
        ("slot-licences", slot.licences.join(", ")),
        ("slot-reserved-for", reserved(texts, slot, &groups)),
        ("slot-external-id", slot.external_id.clone().unwrap_or_default()),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| Fact {
            label: texts.text(key).into_owned(),
            code: if key == "slot-occupation" { code.clone() } else { String::new() },
            value,
        })
        .collect()
}

/// For whom seats are kept, and how many where it is not all of them.
fn reserved(texts: Texts, slot: &Slot, groups: &[String]) -> String {
    let groups = groups.join(", ");
    if slot.is_partly_reserved() { format!("{groups} ({})", words::kept(texts, slot)) } else { groups }
}

/// What the law calls a target group.
pub fn group_name(state: &AppState, me: &Consultant, code: &str) -> String {
    let book = state.app.rules.seen(me.actor.tenant);
    book.group(code).map_or_else(|| code.to_owned(), |group| group.head.name.text(me.visit.texts.language()).to_owned())
}

/// The meter of the slot's workplace.
fn ratio(me: &Consultant, meter: &RatioMeter, company: &CompanyId, place: &Workplace) -> RatioView {
    let fill_in = || format!("/konsulent/virksomheder/{company}/arbejdspladser/{}", place.id);
    let fill_in = me.actor.may(Right::ChangeCompanies).then(fill_in);
    let reader = MeterReader::Staff { fill_in, tells_apart: me.actor.may(Right::SeeCitizens) };
    RatioView::new(me.visit.texts, &place.name, meter, &reader)
}

fn age(state: &AppState, texts: Texts, slot: &Slot, today: NaiveDate) -> Option<Badge> {
    let days = state.app.settings.holds.stale_after_days;
    let far = slot.confirmed_on.map_or(Freshness::Closed, |day| freshness(day, today, days));
    (far != Freshness::Fresh).then(|| age_badge(texts, far))
}

/// That the company gets no proposals, and that its workplace takes one trial after the other.
fn notices(state: &AppState, texts: crate::i18n::Texts, file: &SlotFile, today: NaiveDate) -> Vec<PageNotice> {
    let bar = bar_notice(texts, &file.company, file.blocked_by.as_deref(), today);
    let is_noted = file.turnover.is_noted(&state.app.settings.radar);
    bar.into_iter().chain(is_noted.then(|| radar_notice(texts, &file.workplace.name, &file.turnover))).collect()
}

fn page(state: &AppState, me: &Consultant, file: SlotFile) -> SlotPage {
    let (texts, today) = (me.visit.texts, state.app.clock.today());
    let spell = |code: &String| words::capital(state.app.conditions.text(code, texts.language()));
    let town = words::town(&file.workplace.address);
    let place = [Some(file.workplace.name.clone()), town].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    SlotPage {
        shell: me.shell(Section::Slots, &file.slot.title).crumb(texts.text("slots-title"), "/konsulent/pladser").lead(place),
        url: url_of(file.slot.id),
        today,
        state: words::state_badge(texts, &file.slot, file.free, today),
        kinds: words::kind_badges(texts, &file.slot),
        notices: notices(state, texts, &file, today),
        is_old: words::is_old(&file.slot, today),
        age: age(state, texts, &file.slot, today),
        may_change: me.actor.may(Right::ChangeSlots),
        free: file.free,
        next_free_on: file.next_free_on,
        facts: facts(state, me, &file),
        demands: file.slot.demands.iter().map(spell).collect(),
        offers: file.slot.offers.iter().map(spell).collect(),
        holders: file.holders.iter().map(|holder| holder_row(me, &file.slot, holder)).collect(),
        ledger: ledger(texts, &file),
        company_url: format!("/konsulent/virksomheder/{}", file.company.id),
        ratio: ratio(me, &file.meter, &file.company.id, &file.workplace),
        company: file.company.name,
        workplace_address: words::address(&file.workplace.address),
        workplace: file.workplace.name,
        contact: file.asked.map(|one| Asked {
            dial: one.phone.iter().flat_map(|phone| phone.chars()).filter(|sign| sign.is_ascii_digit() || *sign == '+').collect(),
            name: one.name,
            phone: one.phone.unwrap_or_default().replace(' ', "\u{a0}"),
            email: one.email.unwrap_or_default(),
        }),
        may_propose: me.actor.may(Right::Propose) && !file.slot.paused && file.company.relation.bar_on(today).is_none(),
        consultant: file.consultant,
        closed: lines(texts, &file.closures, std::slice::from_ref(&file.slot)),
        agreement: file.agreement.map(|one| (one.number, texts.period(one.starts_on, one.ends_on))),
        history: entries(texts, &file.history),
        slot: file.slot,
    }
}

/// The page of a slot.
pub async fn show(State(state): State<AppState>, me: Consultant, Path(id): Path<SlotId>) -> Result<Page<impl Template>, PageError> {
    let file = state.app.ask(&me.actor, &OpenSlot { slot: id }).await?;
    Ok(Page(page(&state, &me, file)))
}
