//! The brief of a visit in words.

use chrono::NaiveDate;

use crate::{
    base::clock::day_of,
    domain::{company::Company, place::Point},
    i18n::Texts,
    state::AppState,
    use_cases::visits::Brief,
    web::{
        consultant::{
            companies::{LogRow, agree_with, collision_line, log_row, owner_line},
            slots::words,
        },
        extract::Consultant,
        parts::{Badge, MeterReader, RatioView},
    },
};

/// A person to ring.
pub(super) struct Person {
    pub name: String,
    pub phone: String,
    pub dial: String,
}

/// A place with free seats.
pub(super) struct Place {
    pub title: String,
    pub seats: Badge,
}

/// Something that was promised.
pub(super) struct Promised {
    pub what: String,
    pub due: NaiveDate,
}

/// Everything to know before a visit.
pub(super) struct BriefView {
    pub owner: String,
    pub agree_with: Option<String>,
    pub collision: Option<String>,
    pub address: String,
    pub map_url: Option<String>,
    pub people: Vec<Person>,
    pub meters: Vec<String>,
    pub places: Vec<Place>,
    pub needs: Vec<String>,
    pub promises: Vec<Promised>,
    pub contacts: Vec<LogRow>,
}

pub(super) fn view(state: &AppState, me: &Consultant, brief: &Brief) -> BriefView {
    let (texts, today) = (me.visit.texts, state.app.clock.today());
    let parts = &brief.file.parts;
    BriefView {
        owner: owner_line(texts, &brief.log.ownership),
        agree_with: agree_with(texts, &brief.log.ownership),
        collision: brief.log.collision.as_ref().map(|one| collision_line(texts, one, today)),
        address: words::address(&parts.company.address),
        map_url: map_url(&parts.company, parts.workplaces.first().and_then(|place| place.point)),
        people: people(brief),
        meters: meters(texts, brief),
        places: places(texts, brief, today),
        needs: needs(texts, brief),
        promises: brief.promises.iter().map(|task| promised(texts, task)).collect(),
        contacts: brief.log.lines.iter().map(|line| log_row(texts, line)).collect(),
    }
}

/// The address on a map; only followed when it is pressed.
fn map_url(company: &Company, point: Option<Point>) -> Option<String> {
    let Point { lat, lon } = point?;
    company.address.street.as_ref()?;
    Some(format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"))
}

fn people(brief: &Brief) -> Vec<Person> {
    let reachable = brief.file.parts.contacts.iter().filter(|one| one.active);
    let person = |one: &crate::domain::company::Contact| {
        let phone = one.phone.clone().unwrap_or_default();
        Person {
            name: one.name.clone(),
            dial: phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect(),
            phone: phone.replace(' ', "\u{a0}"),
        }
    };
    reachable.map(person).collect()
}

/// "4 af 4 brugt · næste ledige 15. marts", for each workplace.
fn meters(texts: Texts, brief: &Brief) -> Vec<String> {
    let reader = MeterReader::Staff { fill_in: None, tells_apart: false };
    let found = brief.file.parts.workplaces.iter().filter_map(|place| Some((place, brief.file.meters.get(&place.id)?)));
    found.map(|(place, meter)| RatioView::new(texts, &place.name, meter, &reader).title()).collect()
}

fn places(texts: Texts, brief: &Brief, today: NaiveDate) -> Vec<Place> {
    let open = brief.file.slots.iter().filter(|line| !line.slot.paused && line.free > 0);
    open.map(|line| Place { title: line.slot.title.clone(), seats: words::state_badge(texts, &line.slot, line.free, today) }).collect()
}

/// What it has said of whom it takes, and what it was called about.
fn needs(texts: Texts, brief: &Brief) -> Vec<String> {
    let name = |topic: &str| brief.groups.iter().find(|(id, _)| id == topic).map(|(_, name)| name.text(texts.language()));
    let said = brief.willingness.iter().filter_map(|one| {
        let group = name(&one.topic)?;
        let answer = texts.text(&format!("willing-{}", one.answer)).into_owned();
        let args = [("group", words::capital(group).into()), ("answer", answer.into()), ("day", texts.date_plain(one.said_on).into())];
        Some(texts.with("visit-said", &args).into_owned())
    });
    let called = brief.campaigns.iter().map(|(campaign, result)| {
        let result = texts.text(&format!("campaign-result-{result}")).into_owned();
        texts.with("visit-campaign", &[("campaign", campaign.name.clone().into()), ("result", result.into())]).into_owned()
    });
    said.chain(called).collect()
}

fn promised(texts: Texts, task: &crate::domain::task::Task) -> Promised {
    let kind = texts.text(&format!("task-kind-{}", task.kind)).into_owned();
    let what = task.note.as_ref().map_or(kind.clone(), |note| format!("{kind}: {note}"));
    Promised { what, due: day_of(task.due_at) }
}
